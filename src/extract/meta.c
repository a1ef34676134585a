#include "base/url.h"
#include "base/utf8.h"
#include "extract/byline.h"
#include "extract/evidence.h"
#include "extract/headline.h"
#include "extract/inside.h"
#include "extract/instant.h"
#include "extract/jsonld.h"
#include "extract/look.h"
#include "extract/picture.h"
#include "text/fold.h"

static struct wd_origin_of_field origin(const struct wd_found *f)
{
    return (struct wd_origin_of_field){f ? f->source : WD_FROM_NOWHERE, f ? f->trust : 0};
}

static void best_text(const struct wd_page_evidence *e, enum wd_page_field field, struct wd_str *to, struct wd_page_meta *m)
{
    const struct wd_found *f = wd_evidence_best(&e->fields[field]);
    *to = f ? f->text : wd_str_n("", 0);
    m->fields[field] = origin(f);
}

static bool robots_hide(struct wd_str value)
{
    return wd_str_find_nocase(value, "noindex", 0) != SIZE_MAX || wd_str_find_nocase(value, "nosnippet", 0) != SIZE_MAX;
}

/* "de_AT", "de-AT, en": a language tag. */
static struct wd_str language_tag(struct wd_arena *a, struct wd_str value)
{
    size_t n = 0;
    value = wd_str_trim(value);
    while (n < value.n && n < 12 && (wd_is_alpha(value.p[n]) || wd_is_digit(value.p[n]) || value.p[n] == '-' || value.p[n] == '_'))
        n++;
    struct wd_str tag = wd_arena_str(a, wd_str_n(value.p, n));
    for (size_t i = 0; i < tag.n; i++)
        ((char *)tag.p)[i] = i < 2 ? wd_lower(tag.p[i]) : tag.p[i] == '_' ? '-' : tag.p[i];
    return tag.n >= 2 && wd_is_alpha(tag.p[0]) && wd_is_alpha(tag.p[1]) && (tag.n == 2 || !wd_is_alpha(tag.p[2]) || tag.n <= 3)
               ? tag
               : wd_str_n("", 0);
}

static void language(struct wd_page_evidence *e, struct wd_str of_root, struct wd_page_meta *m)
{
    wd_founds *found = &e->fields[WD_PAGE_LANGUAGE];
    wd_evidence_add(e, WD_PAGE_LANGUAGE, of_root, WD_FROM_META, 75);
    for (size_t i = 0; i < found->n; i++) {
        found->v[i].text = language_tag(e->a, found->v[i].text);
        if (!found->v[i].text.n)
            found->v[i].trust = 0;
    }
    best_text(e, WD_PAGE_LANGUAGE, &m->language, m);
    if (!m->language.n)
        m->fields[WD_PAGE_LANGUAGE] = (struct wd_origin_of_field){0};
}

/* All names that the site goes by, as letters: they end titles. */
static void site(struct wd_page_evidence *e, wd_strs *names, struct wd_page_meta *m)
{
    const wd_founds *found = &e->fields[WD_PAGE_SITE];
    for (size_t i = 0; i < found->n && i < 6; i++)
        wd_list_add(e->a, names, wd_outlet_letters(e->a, found->v[i].text));
    struct wd_str host = wd_url_host_key(e->a, e->url);
    if (host.n)
        wd_list_add(e->a, names, wd_outlet_letters(e->a, host));
    best_text(e, WD_PAGE_SITE, &m->site, m);
    if (!m->site.n) {
        m->site = host;
        m->fields[WD_PAGE_SITE] = (struct wd_origin_of_field){host.n ? WD_FROM_URL : WD_FROM_NOWHERE, host.n ? 40 : 0};
    }
}

static void keywords(const struct wd_page_evidence *e, struct wd_page_meta *m)
{
    const wd_founds *found = &e->fields[WD_PAGE_KEYWORDS];
    for (size_t i = 0; i < found->n; i++) {
        struct wd_str rest = found->v[i].text, word;
        bool list = wd_str_find_byte(rest, ',', 0) != SIZE_MAX; /* JSON-LD has them in one string, too */
        while (list ? wd_str_cut(&rest, ',', &word) : rest.n) {
            if (!list) {
                word = rest;
                rest.n = 0;
            }
            word = wd_str_trim(word);
            bool known = word.n == 0 || word.n > 80;
            for (size_t k = 0; !known && k < m->keywords.n; k++)
                known = wd_str_eq_nocase(m->keywords.v[k], word);
            if (!known && m->keywords.n < WD_MAX_FOUND)
                wd_list_add(e->a, &m->keywords, word);
        }
    }
    if (m->keywords.n)
        m->fields[WD_PAGE_KEYWORDS] = origin(&found->v[0]);
}

/* A description that only names the site or says the title again is no standfirst. */
static void standfirst(const struct wd_page_evidence *e, struct wd_page_meta *m)
{
    best_text(e, WD_PAGE_STANDFIRST, &m->standfirst, m);
    if (m->standfirst.n && (wd_same_words(m->standfirst, m->title) || wd_same_words(m->standfirst, m->site))) {
        m->standfirst = wd_str_n("", 0);
        m->fields[WD_PAGE_STANDFIRST] = (struct wd_origin_of_field){0};
    }
}

void wd_page_meta_of(struct wd_arena *a, const struct wd_html *page, struct wd_str url, const struct wd_page_prior *prior,
                     struct wd_page_meta *ret)
{
    static const struct wd_page_prior nothing = {.published_utc = WD_NO_TIME};
    struct wd_page_meta m = {.published_utc = WD_NO_TIME, .modified_utc = WD_NO_TIME};
    struct wd_page_evidence e = {.a = a, .url = url};
    struct wd_look look;
    struct wd_headline headline = {0};
    wd_jsons jsonld = {0};
    wd_strs sites = {0};
    prior = prior ? prior : &nothing;
    wd_look_at(&e, page, &jsonld, &look);
    e.base = e.base.n ? wd_url_resolve(a, url, e.base) : url;
    m.canonical = wd_evidence_address(&e, look.canonical);
    m.fields[WD_PAGE_CANONICAL] = (struct wd_origin_of_field){m.canonical.n ? WD_FROM_LINK : WD_FROM_NOWHERE, m.canonical.n ? 90 : 0};
    wd_jsonld_evidence(&e, &jsonld, m.canonical);
    site(&e, &sites, &m);
    language(&e, look.language, &m);
    best_text(&e, WD_PAGE_SECTION, &m.section, &m);
    wd_headline_of(&e, &sites, m.section, prior->title, &headline);
    m.title = headline.title;
    m.h1 = headline.h1;
    m.fields[WD_PAGE_TITLE] = headline.origin;
    standfirst(&e, &m);
    keywords(&e, &m);
    wd_byline_authors(&e, m.site, headline.place, &prior->authors, &m.authors, &m.fields[WD_PAGE_AUTHORS]);
    wd_instants_of(&e, headline.place, prior->published_utc, &m.published_utc, &m.modified_utc, &m.fields[WD_PAGE_PUBLISHED],
                   &m.fields[WD_PAGE_MODIFIED]);
    wd_picture_lead(&e, headline.place, &m.image, &m.caption, &m.fields[WD_PAGE_IMAGE]);
    m.fields[WD_PAGE_CAPTION] = (struct wd_origin_of_field){m.caption.n ? WD_FROM_TEXT : WD_FROM_NOWHERE, m.caption.n ? 80 : 0};
    m.article_body = e.article_body;
    m.source = e.source;
    m.type = e.type;
    m.paywalled = e.paywalled;
    m.no_index = robots_hide(e.robots);
    m.says_article = e.says_article || wd_str_eqc_nocase(e.type, "article");
    *ret = m;
}
