#include "pages/template.h"
#include "pages/view.h"
#include "tap.h"

#include "base/limits.h"

struct inner {
    struct wd_str word;
    int64_t at_utc;
};
struct outer {
    struct wd_str name, empty;
    bool yes, no;
    uint32_t number;
    struct inner one;
    WD_LIST(struct inner) many;
    wd_strs words;
    struct wd_quote_view quote;
    wd_diffs diffs;
};
static const struct wd_field inner_fields[] = {
    WD_FIELD(1, inner, word, WD_T_STR),
    WD_FIELD(1, inner, at_utc, WD_T_TIME),
};
static WD_RECORD(inner_record, inner, inner_fields);
static const struct wd_field outer_fields[] = {
    WD_FIELD(1, outer, name, WD_T_STR),
    WD_FIELD(1, outer, empty, WD_T_STR),
    WD_FIELD(1, outer, yes, WD_T_BOOL),
    WD_FIELD(1, outer, no, WD_T_BOOL),
    WD_FIELD(1, outer, number, WD_T_U32),
    WD_FIELD_OF(1, outer, one, WD_T_REC, &inner_record),
    WD_FIELD_OF(1, outer, many, WD_T_LIST, &inner_record),
    WD_FIELD(1, outer, words, WD_T_STRS),
    WD_FIELD_OF(1, outer, quote, WD_T_REC, &wd_quote_view_record),
    WD_FIELD_OF(1, outer, diffs, WD_T_LIST, &wd_diff_view_record),
};
static WD_RECORD(outer_record, outer, outer_fields);

static struct wd_arena arena;
static struct outer data;

static struct wd_str print(const char *text)
{
    const struct wd_template *t = NULL;
    struct wd_where w = {0};
    if (wd_template_compile_text(&arena, wd_str_c(text), &outer_record, &t, &w))
        return wd_arena_printf(&arena, "fault: %s", w.message);
    struct wd_template_env env = {.zone = wd_zone_fixed(&arena, WD_STR("IST"), 19800), .day_utc = 1643221560};
    struct wd_buf b;
    wd_buf_init(&b, WD_MAX_PAGE_BYTES);
    wd_template_run(t, &env, &data, &b);
    struct wd_str s = wd_arena_str(&arena, wd_buf_str(&b));
    wd_buf_done(&b);
    return s;
}

static bool refuses(const char *text)
{
    const struct wd_template *t = NULL;
    struct wd_where w = {0};
    int err = wd_template_compile_text(&arena, wd_str_c(text), &outer_record, &t, &w);
    return err < 0 && t == NULL && w.message[0];
}

static void test_values(void)
{
    is_str(print("a {{name}} b"), "a &lt;b&gt;&amp;&quot;&#39; b", "values are escaped");
    is_str(print("{{number}}"), "7", "numbers print");
    is_str(print("{{?yes}}Y{{/yes}}{{?no}}N{{/no}}{{^no}}n{{/no}}{{?empty}}E{{/empty}}{{^empty}}e{{/empty}}"), "Yne",
           "flags and their inverse");
    is_str(print("{{#many}}[{{word}} {{number}}]{{/many}}"), "[x 7][y 7]", "lists; names are looked up outward");
    is_str(print("{{#one}}{{word}}{{/one}}"), "z", "a record is entered");
    is_str(print("{{#words}}{{.}},{{/words}}"), "p,q,", "lists of texts");
    is_str(print("{{quote quote}}"), "\xE2\x80\x9Cso<ins> it</ins> was\xE2\x80\x9D", "a quotation has marks");
    is_str(print("{{diff diffs}}"), "<del>&lt;</del>", "a difference has none");
    is_str(print("{{#one}}{{time at_utc}}{{/one}}"), "<time datetime=\"2022-01-26T18:26:00Z\">26 Jan 2022, 23:56 IST</time>", "full time");
    is_str(print("{{#one}}{{clock at_utc}}{{/one}}"), "<time datetime=\"2022-01-26T18:26:00Z\">23:56</time>", "time of the reference day");
    is_str(print("{{#many}}{{clock at_utc}};{{/many}}"), "undated;<time datetime=\"2022-02-01T00:00:00Z\">1 Feb, 05:30</time>;",
           "no time, and a time of another day");
    is_str(print("a\n    b\n\n   c"), "a\nb\nc", "indentation is not sent");
}

static void test_faults(void)
{
    static const char *const bad[] = {
        "{{nobody}}",         "{{#name}}{{/name}}", "{{quote name}}", "{{diff quote}}", "{{time name}}", "{{?one}}{{/one}}", "{{name",
        "{{#many}}{{/name}}", "{{#many}}",          "{{/many}}",      "{{>no_such}}",   "{{.}}",         "{{many}}",         "{{yes}}",
        "{{quote diffs}}",
    };
    for (size_t i = 0; i < WD_COUNT(bad); i++)
        ok(refuses(bad[i]), "refused: %s", bad[i]);
    struct wd_buf deep;
    wd_buf_init(&deep, 1 << 16);
    for (int i = 0; i < 40; i++)
        wd_buf_putc(&deep, "{{#many}}");
    ok(refuses(wd_arena_c(&arena, wd_buf_str(&deep))), "nesting has an end");
    wd_buf_done(&deep);
}

static void test_files(void)
{
    for (const struct wd_template_use *u = wd_template_uses; u->template_name; u++) {
        const struct wd_template *t = NULL;
        struct wd_where w = {0};
        int err = wd_template_compile(&arena, wd_str_c(u->template_name), u->record, &t, &w);
        ok(err == 0, "%s compiles against its record %s", u->template_name, w.message);
    }
}

int main(void)
{
    wd_arena_init(&arena);
    data = (struct outer){.name = WD_STR("<b>&\"'"), .yes = true, .number = 7, .one = {WD_STR("z"), 1643221560}};
    wd_list_add(&arena, &data.many, (struct inner){WD_STR("x"), WD_NO_TIME});
    wd_list_add(&arena, &data.many, (struct inner){WD_STR("y"), 1643673600});
    wd_list_add(&arena, &data.words, WD_STR("p"));
    wd_list_add(&arena, &data.words, WD_STR("q"));
    data.quote.words = WD_STR("so it was");
    wd_list_add(&arena, &data.quote.differences, (struct wd_diff){WD_DIFF_KEEP, WD_STR("so")});
    wd_list_add(&arena, &data.quote.differences, (struct wd_diff){WD_DIFF_INSERT, WD_STR(" it")});
    wd_list_add(&arena, &data.quote.differences, (struct wd_diff){WD_DIFF_KEEP, WD_STR(" was")});
    wd_list_add(&arena, &data.diffs, (struct wd_diff){WD_DIFF_DELETE, WD_STR("<")});
    test_values();
    test_faults();
    test_files();
    wd_arena_done(&arena);
    return done();
}
