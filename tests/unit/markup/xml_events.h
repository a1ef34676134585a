/* Events of a document as one line of text: <name space|a=v> text </name>. */
#ifndef WD_TESTS_XML_EVENTS_H
#define WD_TESTS_XML_EVENTS_H

#include "base/buf.h"
#include "markup/xml.h"

__attribute__((unused)) static void xml_events(struct wd_arena *a, struct wd_str text, struct wd_buf *out, struct wd_xml *x)
{
    wd_xml_init(x, a, text);
    while (wd_xml_next(x) != WD_XML_END_OF_INPUT) {
        if (x->event == WD_XML_TEXT) {
            wd_buf_printf(out, "[%.*s]", WD_STR_ARG(x->text));
            continue;
        }
        wd_buf_printf(out, "<%s%.*s", x->event == WD_XML_CLOSE ? "/" : "", WD_STR_ARG(x->local));
        if (x->space.n)
            wd_buf_printf(out, "{%.*s}", WD_STR_ARG(x->space));
        for (size_t i = 0; x->event == WD_XML_OPEN && i < x->attributes.n; i++)
            wd_buf_printf(out, " %.*s=%.*s", WD_STR_ARG(x->attributes.v[i].name), WD_STR_ARG(x->attributes.v[i].value));
        wd_buf_printf(out, ">");
    }
}

#endif
