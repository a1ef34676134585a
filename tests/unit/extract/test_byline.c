/* Bylines of invented people in several languages, as tags and as lines that readers see. */
#include "extract/byline.h"
#include "markup/html.h"
#include "tap.h"

static struct wd_arena a;
static struct wd_html_parser *parser;

/* "Ann Lee|Bo Chan" */
static bool is_names(const wd_strs *got, const char *want)
{
    struct wd_str rest = wd_str_c(want), name;
    size_t n = 0;
    bool same = true;
    while (rest.n && wd_str_cut(&rest, '|', &name)) {
        same = same && n < got->n && wd_str_eq(got->v[n], name);
        n++;
    }
    for (size_t i = 0; !(same && n == got->n) && i < got->n; i++)
        printf("# got %.*s\n", WD_STR_ARG(got->v[i]));
    return same && n == got->n;
}

static void tags(void)
{
    static const char *const rows[][2] = {
        {"By Ann Lee and Bo Chan", "Ann Lee|Bo Chan"},
        {"by Ann Lee, Bo Chan & Cy Dunn", "Ann Lee|Bo Chan|Cy Dunn"},
        {"Von Anna Huber und Jörg Böhm, dpa", "Anna Huber|Jörg Böhm|dpa"},
        {"Ein Kommentar von Anna Huber", "Anna Huber"},
        {"Par Élise Morel et Jean-Luc Petit", "Élise Morel|Jean-Luc Petit"},
        {"Por Marta Ruiz y Pablo Cano", "Marta Ruiz|Pablo Cano"},
        {"José Orta y Gasset", "José Orta y Gasset"},
        {"Di Luca Bruni e Sara Conti", "Luca Bruni|Sara Conti"},
        {"Door Jan de Wit en Eva Smit", "Jan de Wit|Eva Smit"},
        {"Av Kari Moe og Ola Berg", "Kari Moe|Ola Berg"},
        {"Ann Lee (Reuters)", "Ann Lee"},
        {"Ann Lee, Senior Reporter", "Ann Lee"},
        {"Ann Lee, MD, PhD", "Ann Lee"},
        {"Ann Lee; https://lindal.example/ann; ann@lindal.example; @annlee", "Ann Lee"},
        {"ANN LEE and BO CHAN", "Ann Lee|Bo Chan"},
        {"Ann Lee, ann lee, Ann  Lee", "Ann Lee"},
        {"Ann Lee, lindal.example", "Ann Lee"},
        {"김민준 기자", "김민준"},
        {"Written by:", ""},
        {"https://www.social.example/annlee", ""},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        wd_strs names = {0};
        wd_byline_names(&a, wd_str_c(rows[i][0]), false, &names);
        ok(is_names(&names, rows[i][1]), "tag %zu", i + 1);
    }
}

static void lines(void)
{
    static const char *const rows[][2] = {
        {"By\nAnn Lee\nand\nBo Chan", "Ann Lee|Bo Chan"},
        {"By Ann Lee\nSenior Correspondent\nUpdated 3 May 2024", "Ann Lee"},
        {"Ann Lee\nMarch 2, 2026", "Ann Lee"},
        {"Ann Lee - Mar 27, 2024", "Ann Lee"},
        {"Written by\nAnn Lee\nReviewed by\nBo Chan", "Ann Lee"},
        {"Von Anna van der Huber, Lindal", "Anna van der Huber"},
        {"Ann Lee\nAnn Lee is a writer in Lindal who has covered bridges", "Ann Lee"},
        {"Text: Anna Huber\nFoto: Bo Chan", "Anna Huber"},
        {"Share this article", ""},
        {"3 min read", ""},
        {"Community Development", ""},
        {"Posted by", ""},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        wd_strs names = {0};
        wd_byline_names(&a, wd_str_c(rows[i][0]), true, &names);
        ok(is_names(&names, rows[i][1]), "line %zu", i + 1);
    }
}

static bool page_has(const char *head, const char *body, const char *want, uint8_t source)
{
    struct wd_page_meta m = {0};
    struct wd_html page = {0};
    struct wd_str html =
        wd_arena_printf(&a, "<html><head>%s</head><body><main><h1>Cracks close bridge at Norrvik</h1>%s</main></body></html>", head, body);
    if (wd_html_parse(parser, &a, html, &page, NULL))
        return false;
    wd_page_meta_of(&a, &page, WD_STR("https://lindalpost.example/bridge"), NULL, &m);
    bool from = m.fields[WD_PAGE_AUTHORS].source == source;
    if (!from)
        printf("# from %s\n", wd_source_of_names[m.fields[WD_PAGE_AUTHORS].source]);
    return is_names(&m.authors, want) && from;
}

#define LD(author) \
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"publisher\":{\"name\":\"The Lindal Post\"},\"author\":" author \
    "}</script>"
#define PERSON(name) "{\"@type\":\"Person\",\"name\":\"" name "\"}"
#define OUTLET(name) "{\"@type\":\"Organization\",\"name\":\"" name "\"}"

static void pages(void)
{
    ok(page_has(LD("[" PERSON("Ann Lee") "," OUTLET("Harbour News Agency") "]"), "", "Ann Lee|Harbour News Agency", WD_FROM_JSON_LD),
       "an agency beside a person");
    ok(page_has(LD("[" PERSON("Ann Lee") "," OUTLET("Lindal Post") "]"), "", "Ann Lee", WD_FROM_JSON_LD), "the outlet beside a person");
    ok(page_has(LD(OUTLET("The Lindal Post")), "", "The Lindal Post", WD_FROM_JSON_LD), "the outlet, where nobody else is named");
    ok(page_has(LD(OUTLET("The Lindal Post")) "<meta name=author content='Ann Lee'>", "", "Ann Lee", WD_FROM_META),
       "a tag names a person, JSON-LD the outlet");
    ok(page_has(LD(OUTLET("The Lindal Post")), "<p class=byline>By <a href=/p/1>Ann Lee</a>, Reporter</p>", "Ann Lee", WD_FROM_BYLINE),
       "a byline names a person, JSON-LD the outlet");
    ok(page_has("<meta name=author content='lindalpost.example, Norrvik, Sweden'>", "", "lindalpost.example", WD_FROM_META),
       "an outlet with its town is one");
    ok(page_has("<meta property=article:author content='https://social.example/lindalpost'>", "<a rel=author href=/ann>Ann Lee</a>",
                "Ann Lee", WD_FROM_BYLINE),
       "an address is no name");
    ok(page_has("<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ann Lee'><meta name=twitter:label2 "
                "content='Reading time'><meta name=twitter:data2 content='Three minutes'>",
                "", "Ann Lee", WD_FROM_META),
       "a labelled pair of tags");
    ok(page_has("<meta name=citation_author content='Lee, Ann'><meta name=citation_author content='Chan, Bo'>", "", "Ann Lee|Bo Chan",
                WD_FROM_META),
       "names turned round in citation tags");
    ok(page_has("", "<div itemprop=author itemscope><span itemprop=name>Ann Lee</span></div>", "Ann Lee", WD_FROM_BYLINE), "microdata");
    ok(page_has("", "<div class=h-card><a class='p-author' href=/a>Ann Lee</a></div>", "Ann Lee", WD_FROM_BYLINE), "an h-entry");
    ok(page_has("", "<div>Von <b>Anna Huber</b> und <b>Bo Chan</b></div>", "Anna Huber|Bo Chan", WD_FROM_BYLINE), "a line without a class");
    ok(page_has("", "<div class=meta><a href='/authors/ann-lee'>Ann Lee</a> <span>3 May 2024</span></div>", "Ann Lee", WD_FROM_BYLINE),
       "a link to an author's page");
    ok(page_has("", "<div class=comments><span class=author>Bo Chan</span></div>", "", WD_FROM_NOWHERE), "who comments is no author");
    ok(page_has("", "<p>The bridge at Norrvik was closed by Ann Lee of the harbour board on Monday.</p>", "", WD_FROM_NOWHERE),
       "nor is who is named in the text");
}

int main(void)
{
    wd_arena_init(&a);
    parser = wd_html_parser_new();
    tags();
    lines();
    pages();
    wd_html_parser_free(parser);
    wd_arena_done(&a);
    return done();
}
