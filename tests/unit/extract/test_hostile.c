/* Pages made to cost: what is a bomb is refused as one, and all else is handled as any page. */
#include "page_checks.h"
#include "tap.h"

static struct wd_html_parser *parser;
static struct wd_extractor *extractor;
static struct wd_buf page;

static void repeat(const char *what, size_t times)
{
    for (size_t i = 0; i < times; i++)
        wd_buf_putc(&page, what);
}

static void around(const char *before, const char *what, size_t times, const char *after)
{
    wd_buf_putc(&page, before);
    repeat(what, times);
    wd_buf_putc(&page, after);
}

#define TEXT \
    "<p>The harbour bridge at Norrvik was closed on Monday, after engineers found cracks in three of its steel pillars.</p><p>Repairs " \
    "will take fourteen months, the minister Pia Lund said, and cost about thirty million crowns in all.</p>"
#define HEAD "<html><head><title>Bridge shut</title></head><body>"

static void nested_div(void)
{
    around(HEAD, "<div>", 40000, TEXT);
}
static void nested_b(void)
{
    around(HEAD, "<b>", 40000, TEXT);
}
static void nested_font(void)
{
    around(HEAD, "<font size=2>", 40000, TEXT);
}
static void nested_table(void)
{
    around(HEAD, "<table>", 40000, TEXT);
}
static void nested_cells(void)
{
    around(HEAD, "<table><tr><td>", 40000, TEXT);
}
static void nested_a(void)
{
    around(HEAD, "<a href=/x>", 40000, TEXT);
}
static void nested_lists(void)
{
    around(HEAD, "<ul><li>", 40000, TEXT);
}
static void formatting_in_paragraphs(void)
{
    around(HEAD, "<p><b><i>x", 5000, TEXT);
}
static void breaks(void)
{
    around(HEAD, "<br>", 10u << 20, TEXT);
}
static void some_breaks(void)
{
    around(HEAD TEXT, "<br>", 100000, TEXT);
}
static void long_attribute(void)
{
    around(HEAD "<div class='", "ab cd-", (10u << 20) / 6, "'>" TEXT "</div>");
}
static void long_value(void)
{
    around(HEAD "<div data-x='", "x", 10u << 20, "'>" TEXT "</div>");
}
static void many_classes(void)
{
    around(HEAD "<div class='", "a1 ", 1000000, "'>" TEXT "</div>");
}
static void many_attributes(void)
{
    wd_buf_putc(&page, HEAD "<div");
    for (size_t i = 0; i < 100000; i++)
        wd_buf_printf(&page, " a%zu=1", i);
    wd_buf_putc(&page, ">" TEXT "</div>");
}
static void many_json(void)
{
    around(HEAD TEXT, "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"x\"}</script>", 100000, "</body>");
}
static void long_json(void)
{
    around(HEAD TEXT "<script type=application/ld+json>[", "{\"@type\":\"NewsArticle\",\"headline\":\"a long list\"},", 600000,
           "{}]</script></body>");
}
static void broken_json(void)
{
    around(HEAD TEXT "<script type=application/ld+json>{\"headline\":\"", "\\\" // /* \n", 1000000, "</script></body>");
}
static void deep_json(void)
{
    around(HEAD TEXT "<script type=application/ld+json>", "[{\"a\":", 500000, "</script></body>");
}
static void long_title(void)
{
    around("<html><head><title>", "Bridge - shut | ", 600000, "</title></head><body>" TEXT);
}
static void many_titles(void)
{
    around("<html><head>", "<title>x</title><meta name=author content='A B'>", 100000, "</head><body>" TEXT);
}
static void comments(void)
{
    around(HEAD TEXT, "<!---->", 1000000, TEXT);
}
static void unclosed_comments(void)
{
    around(HEAD TEXT, "<!--", 50000, TEXT);
}
static void long_paragraph(void)
{
    around(HEAD "<p>", "word, ", 150000, "</p>" TEXT);
}
static void many_links(void)
{
    around(HEAD TEXT, "<h2><a href=/1>A headline of some length, as they are</a></h2>", 20000, "</body>");
}
static void many_cards(void)
{
    around(HEAD, "<article><a href=/1>x</a>", 300, "");
    around("", "<article><p>Teaser, of some length, as they are, each like the other.</p></article>", 10000, TEXT);
}
static void references(void)
{
    around(HEAD "<p>", "&amp;&nbsp;&#x41;", 100000, "</p>" TEXT);
}
static void bare_angles(void)
{
    around(HEAD TEXT, "<", 200000, TEXT);
}
static void end_tags(void)
{
    around(HEAD TEXT, "</b></p></x>", 100000, TEXT);
}

static const struct {
    const char *name;
    void (*make)(void);
    bool bomb; /* has to be refused */
} cases[] = {
    {"40,000 nested div", nested_div, true},
    {"40,000 nested b", nested_b, true},
    {"40,000 nested font", nested_font, true},
    {"40,000 nested table", nested_table, false},
    {"40,000 nested cells", nested_cells, true},
    {"40,000 nested a", nested_a, false},
    {"40,000 nested lists", nested_lists, true},
    {"5,000 paragraphs of open formatting", formatting_in_paragraphs, false},
    {"40 MB of br", breaks, true},
    {"100,000 br", some_breaks, false},
    {"an attribute of 10 MB of names", long_attribute, false},
    {"an attribute of 10 MB", long_value, false},
    {"a million classes", many_classes, false},
    {"100,000 attributes", many_attributes, false},
    {"100,000 JSON-LD scripts", many_json, false},
    {"30 MB of JSON-LD", long_json, false},
    {"12 MB of broken JSON-LD", broken_json, false},
    {"JSON-LD a million deep", deep_json, false},
    {"a title of 10 MB", long_title, false},
    {"100,000 titles", many_titles, false},
    {"a million comments", comments, false},
    {"50,000 comments that never end", unclosed_comments, false},
    {"a paragraph of 900 kB", long_paragraph, false},
    {"20,000 headlines", many_links, false},
    {"10,000 cards in 300", many_cards, false},
    {"300,000 references", references, false},
    {"200,000 <", bare_angles, false},
    {"300,000 end tags", end_tags, false},
};

enum { WORDS_SOUGHT_BYTES = 1 << 20 }; /* of a page to which its text's words are held, one by one */

static void check(size_t i)
{
    static const struct wd_page_prior nothing = {.published_utc = WD_NO_TIME};
    struct wd_arena a;
    struct wd_extracted e = {0};
    struct wd_html tree;
    wd_arena_init(&a);
    wd_buf_reset(&page);
    cases[i].make();
    int err = page_extract(extractor, &a, wd_buf_str(&page), WD_STR("https://karlow.example/h"), &nothing, &e);
    if (err) {
        ok(err == WD_E_TOOBIG || err == WD_E_DEPTH, "%s: refused, %s", cases[i].name, wd_err_text(err));
    } else if (ok(!cases[i].bomb, "%s: is handled", cases[i].name) && wd_html_parse(parser, &a, wd_buf_str(&page), &tree, NULL) == 0) {
        const char *broken = page_misshapen(wd_buf_str(&page), &e);
        if (!broken && page.n < WORDS_SOUGHT_BYTES)
            broken = page_broken(wd_buf_str(&page), &tree, &e);
        ok(!broken && tree.nodes <= WD_MAX_HTML_NODES && e.text.n <= WD_MAX_TEXT_BYTES, "%s: %s%s", cases[i].name,
           wd_page_kind_names[e.kind], broken ? broken : "");
    }
    wd_arena_done(&a);
}

int main(void)
{
    parser = wd_html_parser_new();
    if (!ok(wd_extractor_new(parser, WD_STR(""), &extractor, NULL) == 0, "the model that ships"))
        return done();
    wd_buf_init(&page, 64u << 20);
    for (size_t i = 0; i < WD_COUNT(cases); i++)
        check(i);
    wd_buf_done(&page);
    wd_extractor_free(extractor);
    wd_html_parser_free(parser);
    return done();
}
