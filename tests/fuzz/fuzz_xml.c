/* The XML scanner on any bytes: events are balanced, texts are UTF-8, and every way of reading ends. */
#include "fuzz.h"

#include "markup/charset.h"
#include "markup/xml.h"

static void check_event(const struct wd_xml *x, uint32_t *depth)
{
    if (x->event == WD_XML_OPEN)
        ++*depth;
    HOLDS(x->depth == *depth);
    HOLDS(x->event != WD_XML_TEXT || *depth > 0);
    HOLDS(wd_utf8_valid(x->event == WD_XML_TEXT ? x->text : x->name));
    for (size_t i = 0; x->event == WD_XML_OPEN && i < x->attributes.n; i++)
        HOLDS(wd_utf8_valid(x->attributes.v[i].value));
    if (x->event == WD_XML_CLOSE)
        --*depth;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wd_arena a;
    struct wd_decoded d;
    struct wd_xml x;
    uint32_t depth = 0;
    wd_arena_init(&a);
    wd_charset_decode(&a, wd_str_n((const char *)data, size), WD_STR(""), WD_MARKUP_XML, &d);
    HOLDS(wd_utf8_valid(d.text));
    wd_xml_init(&x, &a, d.text);
    bool text_before = false;
    while (wd_xml_next(&x) != WD_XML_END_OF_INPUT) {
        check_event(&x, &depth);
        HOLDS(!(text_before && x.event == WD_XML_TEXT));
        text_before = x.event == WD_XML_TEXT;
    }
    HOLDS(depth == 0);
    HOLDS(wd_xml_next(&x) == WD_XML_END_OF_INPUT);
    for (int way = 0; way < 4; way++) {
        wd_xml_init(&x, &a, d.text);
        size_t opens = 0;
        while (wd_xml_next(&x) != WD_XML_END_OF_INPUT) {
            if (x.event != WD_XML_OPEN || ++opens % 3)
                continue;
            bool is_markup;
            HOLDS(wd_utf8_valid(wd_xml_base(&x, WD_STR("http://a.example/"))));
            struct wd_str read = way == 0 ? wd_xml_read_text(&x) : way == 1 ? wd_xml_read_markup(&x) : WD_STR("");
            if (way == 2)
                read = wd_xml_read_mixed(&x, &is_markup);
            if (way == 3)
                wd_xml_skip(&x);
            HOLDS(wd_utf8_valid(read));
            HOLDS(x.event == WD_XML_CLOSE);
        }
    }
    wd_arena_done(&a);
    return 0;
}
