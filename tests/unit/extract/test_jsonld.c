/* JSON-LD of invented outlets as pages really write it: broken, in graphs, in several pieces; and which node is the page's article. */
#include "extract/inside.h"
#include "extract/jsonld_mend.h"
#include "markup/html.h"
#include "tap.h"

static struct wd_arena a;
static struct wd_html_parser *parser;

static struct wd_page_meta meta_of(const char *html, const char *url)
{
    struct wd_page_meta m = {0};
    struct wd_html page = {0};
    if (wd_html_parse(parser, &a, wd_str_c(html), &page, NULL) == 0)
        wd_page_meta_of(&a, &page, wd_str_c(url), NULL, &m);
    return m;
}

/* Each broken text holds a headline "H" and, after what is broken, a section "S". */
static void mended(void)
{
    static const struct {
        const char *what, *text;
    } rows[] = {
        {"sound", "{\"headline\":\"H\",\"articleSection\":\"S\"}"},
        {"a trailing comma", "{\"headline\":\"H\",\"articleSection\":\"S\",}"},
        {"stray commas", "{,\"headline\":\"H\",,\"k\":[1,,2,],\"articleSection\":\"S\"}"},
        {"a missing comma between lines", "{\"headline\":\"H\"\n \"articleSection\":\"S\"}"},
        {"a line end within a string", "{\"headline\":\"H\",\"d\":\"one\ntwo\tthree\",\"articleSection\":\"S\"}"},
        {"marks within a string", "{\"headline\":\"H\",\"d\":\"the so-called \"bridge\" of Lindal\",\"articleSection\":\"S\"}"},
        {"marks before a comma within a string", "{\"headline\":\"H\",\"d\":\"a \"bridge\", they said\",\"articleSection\":\"S\"}"},
        {"a bad escape", "{\"headline\":\"H\",\"d\":\"Lindal\\'s \\x bridge\",\"articleSection\":\"S\"}"},
        {"a half escape of a character", "{\"headline\":\"H\",\"d\":\"\\u12\",\"articleSection\":\"S\"}"},
        {"comments", "{/* of ours */\"headline\":\"H\", // the title\n\"articleSection\":\"S\"}"},
        {"CDATA", "//<![CDATA[\n{\"headline\":\"H\",\"articleSection\":\"S\"}\n//]]>"},
        {"CDATA in a comment", "/*<![CDATA[*/{\"headline\":\"H\",\"articleSection\":\"S\"}/*]]>*/"},
        {"a comment of HTML", "<!--{\"headline\":\"H\",\"articleSection\":\"S\"}-->"},
        {"a semicolon after it", "{\"headline\":\"H\",\"articleSection\":\"S\"};"},
        {"references of HTML for its marks", "{&quot;headline&quot;:&quot;H&quot;,&quot;articleSection&quot;:&quot;S&quot;}"},
        {"missing brackets at the end", "{\"headline\":\"H\",\"k\":[{\"a\":1}],\"articleSection\":\"S\""},
        {"too many brackets", "{\"headline\":\"H\",\"k\":[1]],\"articleSection\":\"S\"}}"},
        {"a bracket closed by another", "{\"headline\":\"H\",\"k\":[{\"a\":1],\"articleSection\":\"S\"}"},
        {"a value left out", "{\"headline\":\"H\",\"image\": ,\"articleSection\":\"S\"}"},
        {"single marks", "{'headline':'H','articleSection':'S'}"},
        {"names without marks", "{headline:\"H\",articleSection:\"S\"}"},
        {"words of scripts", "{\"headline\":\"H\",\"k\":undefined,\"n\":NaN,\"articleSection\":\"S\"}"},
        {"a string that the end cuts off", "{\"headline\":\"H\",\"articleSection\":\"S\",\"articleBody\":\"and then"},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        wd_jsons values = {0};
        wd_jsonld_read(&a, wd_str_c(rows[i].text), &values);
        const struct wd_json *j = values.n ? values.v[0] : NULL;
        ok(values.n == 1 && wd_str_eqc(wd_json_get_str(j, "headline"), "H") && wd_str_eqc(wd_json_get_str(j, "articleSection"), "S"),
           "read with %s", rows[i].what);
    }
    wd_jsons values = {0};
    wd_jsonld_read(&a, WD_STR("{\"headline\":\"one\"}{\"headline\":\"two\"},[{\"headline\":\"three\"}]"), &values);
    ok(values.n == 3 && wd_str_eqc(wd_json_get_str(values.v[1], "headline"), "two"), "several values, one after the other");
    values.n = 0;
    wd_jsonld_read(&a, WD_STR("{\"d\":\"said \\\"no\\\" twice\",}"), &values);
    is_str(values.n ? wd_json_get_str(values.v[0], "d") : wd_str_n("", 0), "said \"no\" twice", "good escapes stay");
    values.n = 0;
    static const char *const nothing[] = {"", "   ", "headline", "\"H\"", "}", "<html>"};
    for (size_t i = 0; i < WD_COUNT(nothing); i++)
        wd_jsonld_read(&a, wd_str_c(nothing[i]), &values);
    is_int(values.n, 0, "what is none adds nothing");
}

#define LD(json) "<script type='application/ld+json'>" json "</script>"

static void graph(void)
{
    struct wd_page_meta m = meta_of(
        "<html><head>" LD(
            "{\"@graph\":[{\"@type\":\"WebPage\",\"@id\":\"https://lindal.example/x#page\",\"datePublished\":\"2026-03-09T06:30:00Z\"},"
            "{\"@type\":\"NewsArticle\",\"headline\":\"Bridge shut\",\"author\":[{\"@id\":\"#ann\"},{\"@id\":\"#bo\"}],"
            "\"image\":{\"@id\":\"#img\"},\"publisher\":{\"@id\":\"#org\"},\"keywords\":\"bridge, Lindal,bridge\"},"
            "{\"@type\":\"Person\",\"@id\":\"#ann\",\"name\":\"Ann Lee\"},"
            "{\"@type\":\"ImageObject\",\"@id\":\"#img\",\"url\":\"/i/bridge.jpg\"},"
            "{\"@type\":\"Organization\",\"@id\":\"#org\",\"name\":\"The Lindal Post\"}]}")
            LD("{\"@type\":\"Person\",\"@id\":\"#bo\",\"name\":\"Bo Chan\",\"jobTitle\":\"Reporter\"}") "</head><body></body></html>",
        "https://lindal.example/x");
    ok(m.authors.n == 2 && wd_str_eqc(m.authors.v[0], "Ann Lee") && wd_str_eqc(m.authors.v[1], "Bo Chan"),
       "authors by reference, one of them in another script");
    is_str(m.image, "https://lindal.example/i/bridge.jpg", "image by reference");
    is_str(m.site, "The Lindal Post", "publisher by reference");
    is_int(m.published_utc, 1773037800, "the page's node says when, where the article's does not");
    ok(m.keywords.n == 2 && wd_str_eqc(m.keywords.v[1], "Lindal"), "keywords, each once");
    is_int(m.fields[WD_PAGE_AUTHORS].source, WD_FROM_JSON_LD, "and says where they were");
    ok(m.fields[WD_PAGE_TITLE].confidence > 0 && m.fields[WD_PAGE_SECTION].source == WD_FROM_NOWHERE, "nothing says nothing");
}

/* The page's own article among those it links to. */
static void choice(void)
{
    struct wd_page_meta m =
        meta_of("<html><head>" LD(
                    "[{\"@type\":\"NewsArticle\",\"headline\":\"Ferry late once more\",\"datePublished\":\"2026-01-01T00:00:00Z\","
                    "\"author\":\"Cy Dunn\",\"articleBody\":\"Ferry.\"},"
                    "{\"@type\":\"NewsArticle\",\"headline\":\"Bridge shut over cracks\",\"datePublished\":\"2026-03-09T06:30:00Z\","
                    "\"author\":\"Ann Lee\",\"articleBody\":\"Bridge.\"}]") "</head><body><h1>Bridge shut over cracks</h1></body></html>",
                "https://lindal.example/bridge");
    is_str(m.article_body, "Bridge.", "by the headline of the page");
    ok(m.authors.n == 1 && wd_str_eqc(m.authors.v[0], "Ann Lee"), "with its author");
    m = meta_of(
        "<html><head>" LD(
            "{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"NewsArticle\",\"headline\":\"Ferry\",\"author\":\"Cy Dunn\"},"
            "{\"@type\":\"NewsArticle\",\"headline\":\"Choir\"}]}")
            LD("{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"https://schema.org/Article\",\"name\":\"Bridge\","
               "\"mainEntityOfPage\":{\"@id\":\"https://lindal.example/bridge/"
               "\"},\"author\":{\"givenName\":\"Ann\",\"familyName\":\"Lee\"}}}") "</head><body></body></html>",
        "https://www.lindal.example/bridge?utm_source=x");
    is_str(m.title, "Bridge", "by its address, nested in the page's node");
    ok(m.authors.n == 1 && wd_str_eqc(m.authors.v[0], "Ann Lee"), "given and family name");
    m = meta_of(
        "<html><head>" LD("{\"@type\":\"Article\",\"headline\":\"A &amp;quot;bridge&amp;quot; of <b>stone</b>\",\"hasPart\":[{\"@type\":"
                          "\"WebPageElement\",\"isAccessibleForFree\":\"False\"}]}") "</head><body></body></html>",
        "https://lindal.example/b");
    is_str(m.title, "A \"bridge\" of stone", "references and tags in values");
    ok(m.paywalled && m.says_article, "a part that is not free");
}

int main(void)
{
    wd_arena_init(&a);
    parser = wd_html_parser_new();
    mended();
    graph();
    choice();
    wd_html_parser_free(parser);
    wd_arena_done(&a);
    return done();
}
