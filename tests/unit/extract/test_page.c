/* Pages of invented outlets: what is the article, what is not, what the page says of itself; and fragments. */
#include "base/limits.h"
#include "extract/extract.h"
#include "markup/charset.h"
#include "tap.h"

static struct wd_arena a;
static struct wd_html_parser *parser;
static struct wd_extractor *extractor;

static struct wd_extracted page(const char *html, const char *url)
{
    struct wd_extracted e = {0};
    struct wd_where w = {0};
    int err = wd_extract_page(extractor, &a, wd_str_c(html), wd_str_c(url), NULL, &e, &w);
    if (err)
        ok(false, "%s: %s", url, wd_err_text(err));
    return e;
}

static bool has(struct wd_str text, const char *words)
{
    return wd_str_find(text, words, 0) != SIZE_MAX;
}

/* Spans of blocks lie in the text, one a line, in order. */
static bool blocks_fit(struct wd_str text, const wd_blocks *blocks)
{
    uint32_t at = 0;
    for (size_t i = 0; i < blocks->n; i++) {
        struct wd_span s = blocks->v[i].span;
        if (s.start != at || s.end <= s.start || s.end > text.n || wd_str_find_byte(wd_str_span(text, s), '\n', 0) != SIZE_MAX)
            return false;
        at = s.end + 1;
    }
    return blocks->n == 0 ? text.n == 0 : at == text.n + 1;
}

#define FIRST "The harbour bridge at Norrvik was closed on Monday, after engineers found cracks in three of its steel pillars."
#define SECOND "Repairs will take fourteen months, the minister Pia Lund said, and cost about thirty million crowns in all."
#define THIRD "Lorries must use the tunnel at Osthamn, where queues of two hours were seen in the morning, drivers said."

static const char full_page[] =
    "<!DOCTYPE html><html lang=en-GB><head><title>Cracks close bridge at Norrvik | The Lindal Post</title>"
    "<meta property=og:site_name content='The Lindal Post'><meta property=og:type content=article>"
    "<meta property=og:title content='Cracks close bridge at Norrvik'>"
    "<meta name=description content='Engineers found cracks in three pillars.'>"
    "<meta name=author content='By Omar Haddad and Ines Varga'>"
    "<meta property=article:published_time content='2026-03-09T07:30:00+01:00'>"
    "<meta property=article:modified_time content='2026-03-09T09:00:00+01:00'>"
    "<meta property=og:image content='/img/bridge.jpg'><link rel=canonical href='/news/bridge'></head><body>"
    "<nav><ul><li><a href=/>Home</a><li><a href=/sport>Sport</a><li><a href=/weather>Weather</a></ul></nav>"
    "<header class=masthead><p>Subscribe to The Lindal Post, for twelve crowns a month, and read all there is.</p></header>"
    "<main><article><h1>Cracks close bridge at Norrvik</h1><div class='article-body'>"
    "<p>" FIRST "</p><h2>Fourteen months</h2><p>" SECOND "</p>"
    "<div class='related-links'><h3>Read on</h3><ul><li><a href=/a>Ferry of Osthamn runs late once more, passengers say</a>"
    "<li><a href=/b>Council of Norrvik votes on a new town hall, at last</a></ul></div>"
    "<p>" THIRD "</p><script>track('nobody, reads, this, ever')</script></div></article>"
    "<aside class=sidebar><p>Most read today: the island choir, the comet, the rye harvest, and the town hall of "
    "Norrvik.</p></aside></main>"
    "<footer><p>Copyright The Lindal Post, all rights reserved, no part of this page may be used without "
    "permission.</p></footer></body></html>";

static void whole_article(void)
{
    struct wd_extracted e = page(full_page, "https://lindalpost.example/news/bridge?from=front");
    ok((e.kind == WD_PAGE_ARTICLE) && e.reason.n == 0, "a page with an article");
    is_str(e.title, "Cracks close bridge at Norrvik", "title without the site's name");
    is_str(e.site, "The Lindal Post", "site");
    is_str(e.language, "en", "language");
    is_str(e.standfirst, "Engineers found cracks in three pillars.", "standfirst");
    is_str(e.canonical, "https://lindalpost.example/news/bridge", "canonical address, made absolute");
    is_str(e.image, "https://lindalpost.example/img/bridge.jpg", "image, made absolute");
    is_int(e.published_utc, 1773037800, "published");
    is_int(e.modified_utc, 1773043200, "modified");
    ok(e.authors.n == 2, "two authors");
    is_str(e.authors.n == 2 ? e.authors.v[0] : wd_str_n("", 0), "Omar Haddad", "the first");
    is_str(e.authors.n == 2 ? e.authors.v[1] : wd_str_n("", 0), "Ines Varga", "the second");
    is_str(e.text, FIRST "\nFourteen months\n" SECOND "\n" THIRD, "the running text with its heading, and nothing else of the page");
    ok(blocks_fit(e.text, &e.blocks) && e.blocks.n == 4, "a block a line");
    ok(e.blocks.n == 4 && e.blocks.v[0].kind == WD_BLOCK_PARAGRAPH && e.blocks.v[1].kind == WD_BLOCK_HEADING, "paragraph and heading");
    is_int(e.sources.n, e.blocks.n, "a place in the page for each block");
    ok(e.syndicated_from.n == 0 && !e.no_index && !e.paywalled, "its own, open to all");
}

static void no_article(void)
{
    struct wd_extracted e = page("<html><body><nav><a href=/>Home</a></nav><ul><li><a href=/1>Ferry late</a><li><a href=/2>Choir wins</a>"
                                 "<li><a href=/3>Comet seen</a></ul><footer>About us</footer></body></html>",
                                 "https://lindalpost.example/");
    ok(e.kind != WD_PAGE_ARTICLE && e.reason.n > 0, "a front page of links is none, and says why");
    ok(e.text.n == 0 && e.blocks.n == 0, "and has no text");
    e = page("", "https://lindalpost.example/empty");
    ok(e.kind != WD_PAGE_ARTICLE && e.reason.n > 0, "nor is an empty page");
    e = page("<html><body><p>Page not found.</p></body></html>", "https://lindalpost.example/404");
    ok(e.kind != WD_PAGE_ARTICLE && e.reason.n > 0, "nor is a short message");
}

#define LD(json) \
    "<html><head><title>Nothing of use</title><script type='application/ld+json'>" json "</script></head><body><div><p>" FIRST \
    "</p><p>" SECOND "</p></div></body></html>"

static void json_ld(void)
{
    struct wd_extracted e =
        page(LD("{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"x\"},{\"@type\":[\"NewsArticle\"],"
                "\"headline\":\"Bridge of Norrvik shut over cracks\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ines Varga\"},"
                "{\"@type\":\"Organization\",\"name\":\"Post Staff\"}],\"datePublished\":\"2026-03-09T06:30:00Z\","
                "\"publisher\":{\"name\":\"Karlow Courier\"},\"isAccessibleForFree\":false}]}"),
             "https://karlow.example/x");
    is_str(e.title, "Bridge of Norrvik shut over cracks", "the headline of a graph's article");
    ok(e.authors.n == 1 && wd_str_eqc(e.authors.v[0], "Ines Varga"), "its author, without the organisation");
    is_int(e.published_utc, 1773037800, "its instant");
    is_str(e.site, "Karlow Courier", "its publisher");
    ok(e.paywalled && (e.kind == WD_PAGE_ARTICLE), "not free, but the text is there");
    static const char *const broken[] = {
        LD("{\"@type\":\"NewsArticle\",\"headline\":\"cut off"),
        LD("{\"@type\":\"NewsArticle\",,}"),
        LD(""),
        LD("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["),
        LD("\"NewsArticle\""),
        LD("{\"@type\":7,\"headline\":{\"a\":[]}}"),
        LD("{\"@type\":\"NewsArticle\",\"headline\":7,\"author\":7,\"publisher\":[],\"image\":[]}"),
    };
    for (size_t i = 0; i < WD_COUNT(broken); i++) {
        e = page(broken[i], "https://karlow.example/y");
        ok((e.kind == WD_PAGE_ARTICLE) && wd_str_eqc(e.text, FIRST "\n" SECOND) && wd_str_eqc(e.title, "Nothing of use"),
           "broken or odd JSON-LD (%zu) takes nothing from the rest of the page", i + 1);
        is_str(e.site, "karlow.example", "the site is then the host");
    }
}

static void says_of_itself(void)
{
    struct wd_extracted e =
        page("<html><head><link rel=canonical href='https://harbournews.example/1'><meta name=robots content='NoIndex, follow'></head>"
             "<body><p>" FIRST "</p><p>" SECOND "</p></body></html>",
             "https://karlow.example/z");
    is_str(e.syndicated_from, "https://harbournews.example/1", "a canonical address at another host names the original");
    ok(e.no_index, "robots are read");
    e = page("<html><head><link rel=canonical href='https://www.karlow.example/1'></head><body><p>" FIRST "</p></body></html>",
             "https://karlow.example/z");
    ok(e.syndicated_from.n == 0, "the same host with www. is no other");
    e = page(
        "<html><head><link rel=canonical href='javascript:alert(1)'><meta property=og:image content='data:image/png;base64,AAAA'></head>"
        "<body><p>" FIRST "</p></body></html>",
        "https://karlow.example/z");
    ok(e.canonical.n == 0 && e.image.n == 0 && e.syndicated_from.n == 0, "addresses that are not of the web are left out");
    e = page("<html><head><link rel=canonical href='norrvik:7'><meta property=og:image content='Ine+01:00'></head><body><p>" FIRST
             "</p></body></html>",
             "https://karlow.example/z");
    ok(e.canonical.n == 0 && e.image.n == 0 && e.fields[WD_PAGE_IMAGE].source == WD_FROM_NOWHERE &&
           e.fields[WD_PAGE_CANONICAL].source == WD_FROM_NOWHERE,
       "nor what only looks like a scheme, and then nothing is said of where it was found");
}

static void charset(void)
{
    static const char latin[] =
        "<html><head><meta charset=iso-8859-1><title>Br\xFC"
        "cke von N\xF6rrvik gesperrt</title></head><body><p>Die Br\xFC"
        "cke von N\xF6rrvik ist gesperrt, weil Risse in drei Pfeilern gefunden wurden, sagte Pia Lund am Montag.</p>"
        "<p>Die Arbeiten dauern vierzehn Monate, kosten drei\xDFig Millionen, und beginnen im Mai.</p></body></html>";
    static const struct {
        const char *what, *bytes, *content_type;
    } rows[] = {
        {"declared in the page", latin, ""},
        {"HTTP and page agree", latin, "text/html; charset=ISO-8859-1"},
        {"HTTP says utf-8 and lies", latin, "text/html; charset=utf-8"},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        struct wd_decoded decoded;
        wd_charset_decode(&a, wd_str_c(rows[i].bytes), wd_str_c(rows[i].content_type), WD_MARKUP_HTML, &decoded);
        struct wd_extracted e = {0};
        int err = wd_extract_page(extractor, &a, decoded.text, WD_STR("https://lindalzeitung.example/1"), NULL, &e, NULL);
        ok(err == 0 && (e.kind == WD_PAGE_ARTICLE) && wd_str_eqc(e.title, "Br\u00FCcke von N\u00F6rrvik gesperrt") &&
               has(e.text, "drei\u00DFig Millionen"),
           "Latin-1, %s", rows[i].what);
    }
}

static void hostile(void)
{
    enum { N = 20000 };
    struct wd_buf b;
    wd_buf_init(&b, 16u << 20);
    for (int i = 0; i < N; i++)
        wd_buf_putc(&b, "<img ");
    struct wd_fragment f = {0};
    wd_extract_fragment(parser, &a, wd_buf_str(&b), WD_STR("text/html"), wd_str_n("", 0), &f);
    ok(f.image.n == 0, "%d images that never end", N);
    wd_buf_reset(&b);
    wd_buf_putc(&b, "<html><head><meta name=author content='");
    for (int i = 0; i < 50 * N; i++)
        wd_buf_putc(&b, ";");
    wd_buf_putc(&b, "'></head><body><div class='");
    for (int i = 0; i < 10 * N; i++)
        wd_buf_putc(&b, "ab ");
    wd_buf_putc(&b, "'>");
    for (int i = 0; i < N; i++)
        wd_buf_printf(&b, "<p>Line %d of the report has some length, a comma, and a clause that ends with a stop.</p>", i);
    wd_buf_putc(&b, "</div></body></html>");
    struct wd_extracted e = {0};
    struct wd_where w = {0};
    int err = wd_extract_page(extractor, &a, wd_buf_str(&b), WD_STR("https://karlow.example/h"), NULL, &e, &w);
    ok(err == 0 && (e.kind == WD_PAGE_ARTICLE) && e.authors.n == 0 && e.blocks.n > N / 10 * 9,
       "a million empty names, and %d paragraphs in a box with as many classes", N);
    wd_buf_done(&b);
}

static void fragments(void)
{
    struct wd_fragment f = {0};
    wd_extract_fragment(parser, &a,
                        WD_STR("<p>Rye is dear,&nbsp;bakers say.</p><ul><li>Flour: +20%<li>Bread: +5%</ul><img src='x.png'>"
                               "<script>no()</script><p>Rain &amp; hope</p>"),
                        WD_STR("text/html"), WD_STR("https://lindalpost.example/food/"), &f);
    ok(has(f.text, "bakers say.") && has(f.text, "Rain & hope") && !has(f.text, "no()") && !has(f.text, "<"), "tags and scripts go");
    ok(blocks_fit(f.text, &f.blocks) && f.blocks.n >= 4, "a block a line");
    is_str(f.image, "https://lindalpost.example/food/x.png", "the first image, made absolute");
    wd_extract_fragment(parser, &a, WD_STR("1 < 2 & <b>not bold</b>\n\nnext"), WD_STR("text/plain"), wd_str_n("", 0), &f);
    is_str(f.text, "1 < 2 & <b>not bold</b>\nnext", "plain text keeps its signs");
    ok(blocks_fit(f.text, &f.blocks) && f.image.n == 0, "and has its blocks");
    wd_extract_fragment(parser, &a, wd_str_n("", 0), WD_STR("text/html"), wd_str_n("", 0), &f);
    ok(f.text.n == 0 && f.blocks.n == 0, "nothing gives nothing");
    wd_extract_fragment(parser, &a, WD_STR("<p>cut <a href='"), WD_STR("text/html"), wd_str_n("", 0), &f);
    ok(has(f.text, "cut"), "a fragment that is cut off keeps its text");
}

int main(void)
{
    wd_arena_init(&a);
    parser = wd_html_parser_new();
    if (wd_extractor_new(parser, WD_STR(""), &extractor, NULL))
        return 1;
    whole_article();
    no_article();
    json_ld();
    says_of_itself();
    charset();
    hostile();
    fragments();
    wd_extractor_free(extractor);
    wd_html_parser_free(parser);
    wd_arena_done(&a);
    return done();
}
