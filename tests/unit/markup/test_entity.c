#include "tap.h"

#include "markup/entity.h"
#include "markup/entity_table.h"

static const struct {
    const char *input, *text, *attribute;
} ROWS[] = {
    {"plain", "plain", "plain"},
    {"&amp;&lt;&gt;&quot;&apos;", "&<>\"'", "&<>\"'"},
    {"&amp;amp;", "&amp;", "&amp;"},
    {"caf&eacute;", "caf\xC3\xA9", "caf\xC3\xA9"},
    {"&copy 2026", "\xC2\xA9 2026", "\xC2\xA9 2026"},
    {"?a=1&copy=2", "?a=1\xC2\xA9=2", "?a=1&copy=2"},
    {"&notit;", "\xC2\xACit;", "&notit;"},
    {"&notin;", "\xE2\x88\x89", "\xE2\x88\x89"},
    {"&#65;&#x42;&#X43;&#68", "ABCD", "ABCD"},
    {"&#146;&#x80;", "\xE2\x80\x99\xE2\x82\xAC", "\xE2\x80\x99\xE2\x82\xAC"},
    {"&#0;&#xD800;&#x110000;&#99999999999;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",
     "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"&", "&", "&"},
    {"&;&#;&#x;& x &nosuch; &Tom", "&;&#;&#x;& x &nosuch; &Tom", "&;&#;&#x;& x &nosuch; &Tom"},
    {"&CounterClockwiseContourIntegral;", "\xE2\x88\xB3", "\xE2\x88\xB3"},
    {"&nGt;", "\xE2\x89\xAB\xE2\x83\x92", "\xE2\x89\xAB\xE2\x83\x92"},
    {"x&lt", "x<", "x<"},
};

static void test_rows(struct wd_arena *a)
{
    for (size_t i = 0; i < WD_COUNT(ROWS); i++) {
        is_str(wd_entities_decode(a, wd_str_c(ROWS[i].input)), ROWS[i].text, ROWS[i].input);
        is_str(wd_entities_decode_attribute(a, wd_str_c(ROWS[i].input)), ROWS[i].attribute, "the same in an attribute");
    }
}

static void test_table(void)
{
    size_t legacy = 0, found = 0, sorted = 1;
    for (size_t i = 0; i < WD_ENTITY_ROWS; i++) {
        const struct wd_entity_row *row = &wd_entity_rows[i];
        char reference[40], out[8];
        size_t n = 0;
        int length = snprintf(reference, sizeof(reference), "&%s;", row->name);
        size_t read = wd_entity_at(wd_str_n(reference, (size_t)length), 0, out, &n);
        found += read == (size_t)length && n == row->bytes_n && memcmp(out, row->bytes, n) == 0;
        legacy += row->legacy;
        if (i)
            sorted += strcmp(wd_entity_rows[i - 1].name, row->name) < 0;
    }
    is_int(found, WD_ENTITY_ROWS, "every name is found");
    is_int(sorted, WD_ENTITY_ROWS, "names are in order");
    is_int(WD_ENTITY_ROWS + legacy, 2231, "as many names as the HTML standard has");
}

static void test_bounds(void)
{
    static const char TEXT[] = "&CounterClockwiseContourIntegral;";
    int over = 0;
    for (size_t n = 0; n < sizeof(TEXT); n++) {
        char out[8];
        size_t bytes = 0;
        char *exact = malloc(n ? n : 1);
        memcpy(exact, TEXT, n);
        over += wd_entity_at(wd_str_n(exact, n), 0, out, &bytes) > n;
        free(exact);
    }
    is_int(over, 0, "a reference cut short is never read past its end");
}

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_str plain = WD_STR("no reference");
    ok(wd_entities_decode(&a, plain).p == plain.p, "text without references is not copied");
    test_rows(&a);
    test_table();
    test_bounds();
    wd_arena_done(&a);
    return done();
}
