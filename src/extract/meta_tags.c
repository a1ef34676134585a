#include "extract/meta_tags.h"

#include <stdlib.h>

#include "text/fold.h"

enum kind { TEXT, NAMES, INVERTED, WORDS, PUBLISHED, MODIFIED, SOURCE, TYPE, ROBOTS, LABEL, LABELLED };
struct row {
    const char *name;
    uint8_t kind, field, source, trust;
};
#define T(name, field, source, trust) \
    { \
        name, TEXT, WD_PAGE_##field, WD_FROM_##source, trust \
    }
#define A(name, source, trust) \
    { \
        name, NAMES, WD_PAGE_AUTHORS, WD_FROM_##source, trust \
    }
#define K(name) \
    { \
        name, WORDS, WD_PAGE_KEYWORDS, WD_FROM_META, 70 \
    }
#define P(name, source, trust) \
    { \
        name, PUBLISHED, 0, WD_FROM_##source, trust \
    }
#define M(name, source, trust) \
    { \
        name, MODIFIED, 0, WD_FROM_##source, trust \
    }

/* In byte order of the names. */
static const struct row rows[] = {
    T("apple-mobile-web-app-title", SITE, META, 40),
    T("application-name", SITE, META, 60),
    A("article.author", META, 75),
    P("article.created", META, 65),
    P("article.published", META, 80),
    M("article.updated", META, 80),
    A("article:author", OPEN_GRAPH, 72),
    A("article:author_name", OPEN_GRAPH, 80),
    M("article:modified", OPEN_GRAPH, 85),
    M("article:modified_time", OPEN_GRAPH, 90),
    P("article:published", OPEN_GRAPH, 88),
    P("article:published_time", OPEN_GRAPH, 90),
    T("article:section", SECTION, OPEN_GRAPH, 85),
    {"article:tag", WORDS, WD_PAGE_KEYWORDS, WD_FROM_OPEN_GRAPH, 80},
    A("articleauthor", META, 80),
    T("articlesection", SECTION, MICRODATA, 80),
    A("author", META, 78),
    A("authors", META, 78),
    A("byl", META, 78),
    A("byline", META, 78),
    T("category", SECTION, META, 60),
    {"citation_author", INVERTED, WD_PAGE_AUTHORS, WD_FROM_META, 85},
    P("citation_date", META, 70),
    T("citation_language", LANGUAGE, META, 60),
    P("citation_online_date", META, 75),
    P("citation_publication_date", META, 75),
    T("citation_title", TITLE, META, 75),
    T("content-language", LANGUAGE, META, 60),
    A("creator", META, 60),
    A("cxenseparse:author", META, 82),
    T("cxenseparse:image", IMAGE, META, 50),
    P("cxenseparse:publishtime", META, 80),
    P("cxenseparse:recs:publishtime", META, 80),
    T("cxenseparse:title", TITLE, META, 60),
    P("date", META, 65),
    P("date.created", META, 60),
    M("date.modified", META, 60),
    P("datecreated", MICRODATA, 60),
    M("datemodified", MICRODATA, 85),
    P("datepublished", MICRODATA, 88),
    A("dc.creator", META, 75),
    P("dc.date", META, 65),
    P("dc.date.created", META, 60),
    P("dc.date.issued", META, 75),
    M("dc.date.modified", META, 75),
    T("dc.description", STANDFIRST, META, 55),
    T("dc.language", LANGUAGE, META, 55),
    T("dc.publisher", SITE, META, 50),
    T("dc.title", TITLE, META, 60),
    A("dcsext.author", META, 70),
    A("dcterms.creator", META, 75),
    P("dcterms.date", META, 65),
    P("dcterms.issued", META, 75),
    M("dcterms.modified", META, 75),
    T("description", STANDFIRST, META, 60),
    T("headline", TITLE, MICRODATA, 72),
    K("keywords"),
    T("language", LANGUAGE, META, 55),
    M("last-modified", META, 65),
    M("lastmod", META, 75),
    M("modified", META, 70),
    K("news_keywords"),
    T("og:description", STANDFIRST, OPEN_GRAPH, 75),
    T("og:image", IMAGE, OPEN_GRAPH, 80),
    T("og:image:secure_url", IMAGE, OPEN_GRAPH, 78),
    T("og:image:url", IMAGE, OPEN_GRAPH, 78),
    T("og:locale", LANGUAGE, OPEN_GRAPH, 50),
    M("og:modified_time", OPEN_GRAPH, 85),
    P("og:published_time", OPEN_GRAPH, 85),
    T("og:section", SECTION, OPEN_GRAPH, 75),
    T("og:site_name", SITE, OPEN_GRAPH, 90),
    T("og:title", TITLE, OPEN_GRAPH, 80),
    {"og:type", TYPE, 0, WD_FROM_OPEN_GRAPH, 80},
    M("og:updated_time", OPEN_GRAPH, 80),
    {"original-source", SOURCE, 0, WD_FROM_META, 80},
    A("parsely-author", META, 80),
    T("parsely-image-url", IMAGE, META, 55),
    P("parsely-pub-date", META, 85),
    T("parsely-section", SECTION, META, 80),
    K("parsely-tags"),
    T("parsely-title", TITLE, META, 70),
    P("pubdate", META, 75),
    P("publish-date", META, 75),
    P("publish_date", META, 75),
    P("published_time", META, 80),
    P("publisheddate", META, 75),
    {"robots", ROBOTS, 0, WD_FROM_META, 80},
    A("sailthru.author", META, 80),
    P("sailthru.date", META, 70),
    T("sailthru.description", STANDFIRST, META, 55),
    T("sailthru.image.full", IMAGE, META, 55),
    K("sailthru.tags"),
    T("sailthru.title", TITLE, META, 65),
    T("section", SECTION, META, 65),
    {"syndication-source", SOURCE, 0, WD_FROM_META, 80},
    T("thumbnailurl", IMAGE, MICRODATA, 45),
    T("title", TITLE, META, 50),
    {"twitter:data1", LABELLED, 1, WD_FROM_META, 70},
    {"twitter:data2", LABELLED, 2, WD_FROM_META, 70},
    T("twitter:description", STANDFIRST, META, 55),
    T("twitter:image", IMAGE, META, 60),
    T("twitter:image:src", IMAGE, META, 58),
    {"twitter:label1", LABEL, 1, WD_FROM_META, 70},
    {"twitter:label2", LABEL, 2, WD_FROM_META, 70},
    T("twitter:title", TITLE, META, 62),
};

static int by_name(const void *key, const void *row)
{
    return strcmp(key, ((const struct row *)row)->name);
}

static void add_words(struct wd_page_evidence *e, struct wd_str list, const struct row *row)
{
    struct wd_str word;
    list = wd_evidence_text(e->a, list);
    while (wd_str_cut(&list, ',', &word) && e->fields[WD_PAGE_KEYWORDS].n < WD_MAX_FOUND)
        wd_evidence_add(e, WD_PAGE_KEYWORDS, word, row->source, row->trust);
}

/* "Written by" and its value are two tags; the label comes first. */
static bool says_author(struct wd_str label)
{
    static const char *const labels[] = {
        "written by", "author",          "verfasst von", "geschrieben von", "autor",  "écrit par", "auteur",         "escrito por",
        "scritto da", "geschreven door", "skrevet av",   "skriven av",      "autor:", "by",        "napisane przez", "yazan"};
    for (size_t i = 0; i < WD_COUNT(labels); i++)
        if (wd_str_eqc_nocase(label, labels[i]))
            return true;
    return false;
}

static void apply(struct wd_page_evidence *e, const struct row *row, struct wd_str value)
{
    switch (row->kind) {
    case TEXT:
    case NAMES: wd_evidence_add(e, row->field, value, row->source, row->trust); break;
    case INVERTED: { /* "Lee, Ann" */
        size_t comma = wd_str_find_byte(value, ',', 0);
        if (comma != SIZE_MAX && wd_str_find_byte(value, ',', comma + 1) == SIZE_MAX)
            value = wd_arena_printf(e->a, "%.*s %.*s", WD_STR_ARG(wd_str_trim(wd_str_from(value, comma + 1))),
                                    WD_STR_ARG(wd_str_n(value.p, comma)));
        wd_evidence_add(e, row->field, value, row->source, row->trust);
        break;
    }
    case WORDS: add_words(e, value, row); break;
    case PUBLISHED: wd_evidence_add_time(&e->published, e->a, value, row->source, row->trust); break;
    case MODIFIED: wd_evidence_add_time(&e->modified, e->a, value, row->source, row->trust); break;
    case LABEL:
        e->label_is_author = says_author(wd_str_trim(value)) ? row->field : e->label_is_author == row->field ? 0 : e->label_is_author;
        break;
    case LABELLED:
        if (e->label_is_author == row->field)
            wd_evidence_add(e, WD_PAGE_AUTHORS, value, row->source, row->trust);
        break;
    case SOURCE: e->source = e->source.n ? e->source : wd_str_trim(value); break;
    case TYPE: e->type = e->type.n ? e->type : wd_str_trim(value); break;
    default: e->robots = value;
    }
}

void wd_meta_tag(struct wd_page_evidence *e, const struct wd_html_node *meta)
{
    struct wd_str name = {"", 0}, content = {"", 0};
    for (size_t i = 0; i < meta->attribute_n; i++) {
        const struct wd_html_attribute *at = &meta->attributes[i];
        if (wd_str_eqc(at->name, "content"))
            content = at->value;
        else if (wd_str_eqc(at->name, "property") || wd_str_eqc(at->name, "name") || wd_str_eqc(at->name, "itemprop") ||
                 wd_str_eqc(at->name, "http-equiv"))
            name = name.n && !wd_str_eqc(at->name, "property") ? name : wd_str_trim(at->value);
    }
    char key[64];
    if (!content.n || !name.n || name.n >= sizeof(key))
        return;
    for (size_t i = 0; i < name.n; i++)
        key[i] = wd_lower(name.p[i]);
    key[name.n] = 0;
    const struct row *row = bsearch(key, rows, WD_COUNT(rows), sizeof(rows[0]), by_name);
    if (row)
        apply(e, row, content);
}
