/* Headlines, instants, lead images and the smaller fields of invented pages: which of several sources is believed, and how far. */
#include "base/buf.h"
#include "extract/inside.h"
#include "markup/html.h"
#include "tap.h"

static struct wd_arena a;
static struct wd_html_parser *parser;
static struct wd_page_prior prior = {.published_utc = WD_NO_TIME};

static struct wd_page_meta meta_at(const char *url, const char *head, const char *body)
{
    struct wd_page_meta m = {0};
    struct wd_html page = {0};
    struct wd_str html = wd_arena_printf(&a, "<html lang=en-GB><head>%s</head><body>%s</body></html>", head, body);
    if (wd_html_parse(parser, &a, html, &page, NULL) == 0)
        wd_page_meta_of(&a, &page, wd_str_c(url), &prior, &m);
    return m;
}

static struct wd_page_meta meta_of(const char *head, const char *body)
{
    return meta_at("https://lindalpost.example/bridge", head, body);
}

#define LD(members) "<script type='application/ld+json'>{\"@type\":\"NewsArticle\"," members "}</script>"
#define SITE "<meta property=og:site_name content='The Lindal Post'>"
#define TEXT "<p>The harbour bridge at Norrvik was closed on Monday, after engineers found cracks in three of its steel pillars.</p>"

static void titles(void)
{
    static const struct {
        const char *what, *head, *body, *want;
    } rows[] = {
        {"the site's name goes", SITE "<title>Bridge shut | The Lindal Post</title>", "", "Bridge shut"},
        {"so does the section's", SITE "<meta property=article:section content=World><title>Bridge shut - World - Lindal Post</title>", "",
         "Bridge shut"},
        {"the host names the site, too", "<title>Bridge shut – lindalpost.example</title>", "", "Bridge shut"},
        {"in front as well", SITE "<title>The Lindal Post: Bridge shut over cracks in its pillars</title>", "",
         "Bridge shut over cracks in its pillars"},
        {"a dash of the headline stays", SITE "<title>Bridge - and tunnel - shut for a year | The Lindal Post</title>", "",
         "Bridge - and tunnel - shut for a year"},
        {"the headline as shown, where tags agree with it", "<meta property=og:title content=\"Norrvik's bridge is shut\">",
         "<h1>Norrvik\u2019s bridge is shut</h1>", "Norrvik\u2019s bridge is shut"},
        {"two that agree against one", LD("\"headline\":\"Crisis: Bridge shut\"") "<meta property=og:title content='Crisis: Bridge shut'>",
         "<h1>Bridge shut</h1>", "Crisis: Bridge shut"},
        {"the article's headline, not the site's", SITE "<title>Bridge shut - Lindal Post</title>",
         "<h1><a href=/>The Lindal Post</a></h1><article><h1>Bridge shut</h1></article>", "Bridge shut"},
        {"a name that nothing else knows, before the headline", "<meta property=og:title content='Bridge shut - Voices'>",
         "<h1>Voices</h1><h1>Bridge shut</h1>", "Bridge shut"},
        {"references encoded twice", "<meta property=og:title content='Bread &amp;amp; butter &amp;#8217;s day'>", "",
         "Bread & butter \u2019s day"},
        {"<title> alone", "<title>Bridge shut</title>", "", "Bridge shut"},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++)
        is_str(meta_of(rows[i].head, rows[i].body).title, rows[i].want, rows[i].what);
    prior.title = WD_STR("Bridge shut over cracks");
    is_str(meta_of("<title>Lindal</title>", "").title, "Bridge shut over cracks", "the feed's, where the page has none of weight");
    prior.title = wd_str_n("", 0);
}

/* The headline that the address was made of, where the page's own is another by now. */
static void slugs(void)
{
    static const struct {
        const char *what, *url, *head, *want;
    } rows[] = {
        {"worded anew since", "/2026/bruecke-ueber-den-norr-wegen-risse-gesperrt-article4103905.html",
         LD("\"headline\":\"Brücke über den Norr wegen Risse gesperrt\""), "Brücke über den Norr wegen Risse gesperrt"},
        {"marks dropped", "/brucke-uber-den-norr-wegen-risse-gesperrt",
         "<meta property=og:title content='Brücke über den Norr wegen Risse gesperrt'>", "Brücke über den Norr wegen Risse gesperrt"},
        {"in letters of its own",
         "/%D0%BC%D0%BE%D1%81%D1%82-%D0%B2-%D0%BD%D0%BE%D1%80%D1%80%D0%B2%D0%B8%D0%BA%D0%B5-%D0%B7%D0%B0%D0%BA%D1%80%D1%8B%D1%82-%D0%BD%D0%"
         "B0-%D0%B3%D0%BE%D0%B4",
         "<meta property=og:title content='Мост в Норрвике закрыт на год'>", "Мост в Норрвике закрыт на год"},
        {"a word of the address is missing", "/bruecke-ueber-den-norr-wegen-risse-sofort-gesperrt",
         LD("\"headline\":\"Brücke über den Norr wegen Risse gesperrt\""), "Fourteen months without a bridge"},
        {"too short to tell", "/bruecke-gesperrt", LD("\"headline\":\"Brücke gesperrt\""), "Fourteen months without a bridge"},
        {"most of it is not in the address", "/bridge-over-the-norr-shut",
         LD("\"headline\":\"Bridge over the Norr shut, says minister Lund, and here is all that we know of it\""),
         "Fourteen months without a bridge"},
        {"for search engines, as the address is", "/bridge-over-the-norr-shut", "<title>Bridge over the Norr shut</title>",
         "Fourteen months without a bridge"},
        {"the address is of neither", "/3000000218734/", LD("\"headline\":\"Bridge over the Norr shut\""),
         "Fourteen months without a bridge"},
        {"an escape that is none", "/bridge-over-the-norr-shut%zz", LD("\"headline\":\"Bridge over the Norr shut\""),
         "Fourteen months without a bridge"},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        char url[400];
        snprintf(url, sizeof(url), "https://lindalpost.example%s", rows[i].url);
        is_str(meta_at(url, rows[i].head, "<h1>Fourteen months without a bridge</h1>").title, rows[i].want, rows[i].what);
    }
    is_str(meta_at("https://lindalpost.example/bridge-over-the-norr-is-shut",
                   "<meta property=og:title content='Bridge over the Norr is shut'>",
                   "<h1>Bridge over Norr is shut, the minister says</h1>")
               .title,
           "Bridge over Norr is shut, the minister says", "much the same words: the headline as shown");
}

enum { MARCH_9_0630 = 1773037800, MARCH_9 = 1773014400, HOUR = 3600 };

static void instants(void)
{
    static const struct {
        const char *what, *url, *head, *body;
        int64_t want;
        uint8_t source;
    } rows[] = {
        {"JSON-LD", "", LD("\"datePublished\":\"2026-03-09T07:30:00+01:00\""), "", MARCH_9_0630, WD_FROM_JSON_LD},
        {"a tag", "", "<meta property=article:published_time content='2026-03-09T06:30:00Z'>", "", MARCH_9_0630, WD_FROM_OPEN_GRAPH},
        {"the same wall clock with a zone is preferred", "",
         LD("\"datePublished\":\"2026-03-09T07:30:00\"") "<meta property=article:published_time content='2026-03-09T07:30:00+01:00'>", "",
         MARCH_9_0630, WD_FROM_OPEN_GRAPH},
        {"a wall clock that is called UTC gives way to its zone", "",
         LD("\"datePublished\":\"2026-03-09T07:30:00Z\"") "<meta property=article:published_time content='2026-03-09T07:30:00+01:00'>", "",
         MARCH_9_0630, WD_FROM_OPEN_GRAPH},
        {"an instant of the day that another names", "",
         LD("\"datePublished\":\"2026-03-09\"") "<meta name=parsely-pub-date content='2026-03-09T06:30:00Z'>", "", MARCH_9_0630,
         WD_FROM_META},
        {"microdata", "", "", "<h1>Bridge</h1><time itemprop=datePublished datetime='2026-03-09T06:30:00Z'>today</time>", MARCH_9_0630,
         WD_FROM_MICRODATA},
        {"<time> beside the headline, not that of a related piece", "", "",
         "<main><h1>Bridge</h1><time datetime='2026-03-09T06:30:00Z'>9 March</time>" TEXT
         "<div class=related><time datetime='2026-05-01T00:00:00Z'>May"
         "</time></div></main>",
         MARCH_9_0630, WD_FROM_TIME_ELEMENT},
        {"a line with a class", "", "", "<h1>Bridge</h1><p class=pub-date>Published 9 March 2026</p>", MARCH_9, WD_FROM_TEXT},
        {"a line without one", "", "", "<h1>Bridge</h1><div><span>9. März 2026 • 3 Minuten</span></div>" TEXT, MARCH_9, WD_FROM_TEXT},
        {"published, not updated", "", "", "<h1>Bridge</h1><p>Updated: 11 March 2026</p><p>Published: 9 March 2026</p>", MARCH_9,
         WD_FROM_TEXT},
        {"labels that stand apart", "", "", "<h1>Bridge</h1><b>Last updated</b><i>11 March 2026</i><b>Published</b><i>9 March 2026</i>",
         MARCH_9, WD_FROM_TEXT},
        {"Japan", "", "", "<h1>Bridge</h1><p class=date>2026年3月9日 6時30分</p>", MARCH_9_0630, WD_FROM_TEXT},
        {"Korea", "", "", "<h1>Bridge</h1><p class=date>2026. 3. 9. 06:30</p>", MARCH_9_0630, WD_FROM_TEXT},
        {"the address", "https://lindalpost.example/2026/03/09/bridge", "", "<h1>Bridge</h1>", MARCH_9, WD_FROM_URL},
        {"the address, unparted", "https://lindalpost.example/a20260309-bridge", "", "<h1>Bridge</h1>", MARCH_9, WD_FROM_URL},
        {"numbers of an address that are no date", "https://lindalpost.example/2026/44/09/5020260309", "", "<h1>Bridge</h1>", WD_NO_TIME,
         WD_FROM_NOWHERE},
        {"the page's data", "",
         "<script>window.state = {\"a\": 1, \"datePublished\":\"2026-03-09T06:30:00Z\", \"pad\": "
         "\"xxxxxxxxxxxxxxxxxxxxxxxxxxx\"};</script>",
         "<h1>Bridge</h1>", MARCH_9_0630, WD_FROM_STATE},
        {"a date in the running text is none", "", "",
         "<h1>Bridge</h1><p>It was built, as the plaque on its northern pillar says to this day, on 9 March 1926 by two brothers from "
         "Lindal.</p>",
         WD_NO_TIME, WD_FROM_NOWHERE},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        struct wd_page_meta m = meta_at(rows[i].url[0] ? rows[i].url : "https://lindalpost.example/bridge", rows[i].head, rows[i].body);
        is_int(m.published_utc, rows[i].want, rows[i].what);
        is_int(m.fields[WD_PAGE_PUBLISHED].source, rows[i].source, "  and where it was");
    }
    struct wd_page_meta zoned = meta_of(LD("\"datePublished\":\"2026-03-09T07:30:00+01:00\""), ""),
                        local = meta_of(LD("\"datePublished\":\"2026-03-09T07:30:00\""), "");
    ok(local.fields[WD_PAGE_PUBLISHED].confidence + 10 < zoned.fields[WD_PAGE_PUBLISHED].confidence, "without a zone it is less sure");
    is_str(zoned.fields[WD_PAGE_PUBLISHED].printed, "2026-03-09T07:30:00+01:00", "the instant as the page has it");
    struct wd_page_meta seen = meta_of("", "<h1>Bridge</h1><p>Updated: 10 March\n 2026</p><p>Published: 9 March 2026</p>");
    is_str(seen.fields[WD_PAGE_PUBLISHED].printed, "Published: 9 March 2026", "as a reader sees it");
    is_str(seen.fields[WD_PAGE_MODIFIED].printed, "Updated: 10 March 2026", "on one line");
    struct wd_page_meta both =
        meta_of(LD("\"dateModified\":\"2026-03-09T08:30:00Z\",\"datePublished\":\"2026-03-09T06:30:00Z\""), "<h1>Bridge</h1>");
    ok(both.published_utc == MARCH_9_0630 && both.modified_utc == MARCH_9_0630 + 2 * HOUR, "published and modified are not swapped");
    both = meta_of(LD("\"dateModified\":\"2026-03-01T08:30:00Z\",\"datePublished\":\"2026-03-09T06:30:00Z\""), "<h1>Bridge</h1>");
    ok(both.published_utc == MARCH_9_0630 && both.modified_utc == WD_NO_TIME, "a change before publication is none");
    prior.published_utc = MARCH_9_0630;
    is_int(meta_of("", "<h1>Bridge</h1>").published_utc, MARCH_9_0630, "the feed's instant, where the page has none");
    is_int((long)meta_of("", "<h1>Bridge</h1>").fields[WD_PAGE_PUBLISHED].printed.n, 0, "which no page printed");
    prior.published_utc = WD_NO_TIME;
}

static void images(void)
{
    static const struct {
        const char *what, *head, *body, *want, *caption;
    } rows[] = {
        {"the largest form of the lead image", "<meta property=og:image content='/i/77123456-bridge-1200x630.jpg'>",
         "<main><h1>Bridge</h1><figure><img src=/i/77123456-bridge-100x80.jpg srcset='/i/77123456-bridge-400x300.jpg 400w, "
         "/i/77123456-bridge-800x600.jpg 800w'><figcaption>The bridge. Photo: Bo Chan</figcaption></figure>" TEXT "</main>",
         "https://lindalpost.example/i/77123456-bridge-800x600.jpg", "The bridge. Photo: Bo Chan"},
        {"an image that loads late", "",
         "<main><h1>Bridge</h1><figure><img src='data:image/gif;base64,R0' data-src=/i/late.jpg width=800></figure>" TEXT "</main>",
         "https://lindalpost.example/i/late.jpg", ""},
        {"sources of a picture", "",
         "<main><h1>Bridge</h1><figure><picture><source srcset='/i/b-1200.webp 1200w,/i/b-600.webp 600w'><img "
         "src=/i/b.jpg></picture></figure>" TEXT "</main>",
         "https://lindalpost.example/i/b-1200.webp", ""},
        {"no logo, no author's portrait", "<meta property=og:image content='/i/bridge.jpg'>",
         "<header><img src=/logo.png width=400></header><main><h1>Bridge</h1><div class=author-avatar><img src=/p/ann.jpg "
         "width=300></div>" TEXT "</main>",
         "https://lindalpost.example/i/bridge.jpg", ""},
        {"no image that the site shares by default", "<meta property=og:image content='https://lindalpost.example/logo-share.png'>",
         "<h1>Bridge</h1>" TEXT, "", ""},
        {"none of a related piece", "",
         "<main><h1>Bridge</h1>" TEXT "<div class=related><a href=/f><img src=/i/ferry.jpg width=600></a></div></main>", "", ""},
        {"what Open Graph names, where the page shows it later",
         "<meta property=og:image content='https://img.example/w1200/a8812345f.jpg'>",
         "<main><h1>Bridge</h1><a href=/o><img src=/i/other.jpg width=320></a>" TEXT
         "<figure><img src='https://img.example/w640/a8812345f.jpg'></figure></main>",
         "https://img.example/w640/a8812345f.jpg", ""},
        {"JSON-LD alone", LD("\"image\":[{\"@type\":\"ImageObject\",\"url\":\"/i/ld.jpg\"}]"), "<h1>Bridge</h1>",
         "https://lindalpost.example/i/ld.jpg", ""},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        struct wd_page_meta m = meta_of(rows[i].head, rows[i].body);
        is_str(m.image, rows[i].want, rows[i].what);
        is_str(m.caption, rows[i].caption, "  and its caption");
    }
}

static void others(void)
{
    struct wd_page_meta m = meta_of(
        SITE "<meta property=og:locale content=de_AT><meta name=news_keywords content='bridge, Norrvik, bridge'><meta property=article:tag "
             "content=Harbour><meta name=robots content=noindex><meta name=cXenseParse:author content='Ann Lee'><meta name=DC.date.issued "
             "content=2026-03-09>",
        "<ol class=breadcrumb><li><a href=/>Home</a><li><a href=/world>World</a></ol><h1>Bridge shut</h1>");
    is_str(m.site, "The Lindal Post", "site");
    is_str(m.language, "en-GB", "the language of the root comes before that of the locale");
    is_str(m.section, "World", "section of the breadcrumb");
    ok(m.keywords.n == 3 && wd_str_eqc(m.keywords.v[2], "Harbour") && m.no_index, "keywords, each once; robots");
    ok(m.authors.n == 1 && m.published_utc == MARCH_9, "names of tags in any case");
    ok(m.fields[WD_PAGE_SITE].source == WD_FROM_OPEN_GRAPH && m.fields[WD_PAGE_SECTION].source == WD_FROM_LINK, "and where they were");
    m = meta_of("<meta property=og:description content='Bridge shut'>", "<h1>Bridge shut</h1>");
    ok(m.standfirst.n == 0 && m.fields[WD_PAGE_STANDFIRST].source == WD_FROM_NOWHERE, "a standfirst that is the headline again is none");
}

/* Pages made to be slow: the point is that they end, and what is good is kept. */
static void hostile(void)
{
    static const struct {
        const char *what, *piece;
        int n;
    } rows[] = {
        {"headlines", "<h1>Bridge | shut - x</h1>", 4000},
        {"bylines", "<span class=author>By Ann Lee and Bo Chan</span>", 4000},
        {"dates", "<i>3 May 2024 | 4 May 2025</i>", 4000},
        {"images", "<figure><img src=/i/0123456789abcdef.jpg srcset=',,, ,'>", 400},
        {"scripts", "<script type='application/ld+json'>{\"a\":\" \" \" [{{{[[</script>", 2000},
        {"breadcrumbs", "<div class=breadcrumb><a href=/>x</a>", 400},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        struct wd_buf b;
        wd_buf_init(&b, 4u << 20);
        for (int k = 0; k < rows[i].n; k++)
            wd_buf_putc(&b, rows[i].piece);
        wd_buf_byte(&b, 0);
        struct wd_page_meta m = meta_of("<meta property=article:published_time content='2026-03-09T06:30:00Z'>", b.p);
        is_int(m.published_utc, MARCH_9_0630, rows[i].what);
        wd_buf_done(&b);
    }
}

int main(void)
{
    wd_arena_init(&a);
    parser = wd_html_parser_new();
    titles();
    slugs();
    instants();
    images();
    others();
    hostile();
    wd_html_parser_free(parser);
    wd_arena_done(&a);
    return done();
}
