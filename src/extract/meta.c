#include "base/url.h"
#include "base/utf8.h"
#include "extract/inside.h"
#include "text/date.h"
#include "text/fold.h"

bool wd_named(const struct wd_html_node *n, const char *const *words)
{
    struct wd_str names[2] = {wd_html_attribute(n, "class"), wd_html_attribute(n, "id")};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; names[k].n && words[i]; i++)
            if (wd_str_find_nocase(names[k], words[i], 0) != SIZE_MAX)
                return true;
    return false;
}

static void take(struct wd_str *to, struct wd_arena *a, struct wd_str value)
{
    if (to->n == 0)
        *to = wd_squeeze(a, value, false);
}

static void take_time(int64_t *to, struct wd_str value)
{
    struct wd_date date;
    struct wd_date_options options = {.now_utc = WD_NO_TIME};
    if (*to == WD_NO_TIME && value.n && wd_date_parse(value, &options, &date))
        *to = date.utc;
}

static bool known(const wd_strs *list, struct wd_str name)
{
    for (size_t i = 0; i < list->n; i++)
        if (wd_str_eq_nocase(list->v[i], name))
            return true;
    return false;
}

enum { LONGEST_BYLINE = 2000 }; /* each name looks for its end in what is left of the line */

/* "By Ann Lee and Bo Chan": each name once. Addresses and job titles are no names. */
static void take_authors(struct wd_arena *a, wd_strs *to, struct wd_str text)
{
    text = wd_squeeze(a, wd_utf8_cut(text, LONGEST_BYLINE), false);
    if (wd_str_starts_nocase(text, "by "))
        text = wd_str_from(text, 3);
    while (text.n) {
        size_t cut = text.n, skip = 0;
        static const char *const between[] = {" and ", ", ", " & ", " und ", " et ", " y ", ";", "|"};
        for (size_t i = 0; i < WD_COUNT(between); i++) {
            size_t at = wd_str_find_nocase(text, between[i], 0);
            if (at < cut) {
                cut = at;
                skip = strlen(between[i]);
            }
        }
        struct wd_str name = wd_str_trim(wd_str_n(text.p, cut));
        if (name.n > 2 && name.n < 80 && wd_str_find(name, "://", 0) == SIZE_MAX && wd_str_find(name, "@", 0) == SIZE_MAX &&
            !known(to, name) && to->n < 12)
            wd_list_add(a, to, name);
        text = wd_str_from(text, cut + skip);
    }
}

static bool is_article_type(struct wd_str type)
{
    return wd_str_ends(type, "Article") || wd_str_eqc(type, "BlogPosting") || wd_str_eqc(type, "Report") ||
           wd_str_eqc(type, "LiveBlogPosting");
}

static bool json_is_article(const struct wd_json *j)
{
    const struct wd_json *type = wd_json_get(j, "@type");
    for (size_t i = 0; type && type->type == WD_JSON_ARRAY && i < type->n; i++)
        if (is_article_type(wd_json_str(&type->items[i])))
            return true;
    return is_article_type(wd_json_str(type));
}

static void json_authors(struct wd_arena *a, wd_strs *to, const struct wd_json *j)
{
    if (!j)
        return;
    if (j->type == WD_JSON_STRING)
        take_authors(a, to, j->string);
    else if (j->type == WD_JSON_OBJECT && !wd_str_eqc(wd_json_get_str(j, "@type"), "Organization"))
        json_authors(a, to, wd_json_get(j, "name"));
    else if (j->type == WD_JSON_ARRAY)
        for (size_t i = 0; i < j->n && i < 12; i++)
            json_authors(a, to, &j->items[i]);
}

static struct wd_str json_image(const struct wd_json *j)
{
    if (j && j->type == WD_JSON_ARRAY)
        j = wd_json_at(j, 0);
    return j && j->type == WD_JSON_OBJECT ? wd_json_get_str(j, "url") : wd_json_str(j);
}

static void json_article(struct wd_arena *a, const struct wd_json *j, struct wd_page_meta *m)
{
    m->says_article = true;
    take(&m->title, a, wd_json_get_str(j, "headline"));
    take(&m->standfirst, a, wd_json_get_str(j, "description"));
    take(&m->section, a, wd_json_get_str(j, "articleSection"));
    take(&m->language, a, wd_json_get_str(j, "inLanguage"));
    take(&m->image, a, json_image(wd_json_get(j, "image")));
    take(&m->site, a, wd_json_get_str(wd_json_get(j, "publisher"), "name"));
    take_time(&m->published_utc, wd_json_get_str(j, "datePublished"));
    take_time(&m->modified_utc, wd_json_get_str(j, "dateModified"));
    if (m->authors.n == 0)
        json_authors(a, &m->authors, wd_json_get(j, "author"));
    const struct wd_json *is_free = wd_json_get(j, "isAccessibleForFree");
    if (is_free && ((is_free->type == WD_JSON_BOOL && !is_free->boolean) || wd_str_eqc_nocase(wd_json_str(is_free), "false")))
        m->paywalled = true;
}

static void json_walk(struct wd_arena *a, const struct wd_json *j, struct wd_page_meta *m, int depth)
{
    if (depth > 6)
        return;
    if (j->type == WD_JSON_OBJECT && json_is_article(j))
        json_article(a, j, m);
    for (size_t i = 0; (j->type == WD_JSON_ARRAY || j->type == WD_JSON_OBJECT) && i < j->n; i++)
        json_walk(a, &j->items[i], m, depth + 1);
}

static void script(struct wd_arena *a, const struct wd_html_node *n, struct wd_page_meta *m)
{
    struct wd_json *json = NULL;
    if (wd_str_eqc_nocase(wd_html_attribute(n, "type"), "application/ld+json") && n->first &&
        wd_json_parse(a, n->first->text, &json, NULL) == 0)
        json_walk(a, json, m, 0);
}

struct meta_row {
    const char *name;
    size_t offset;
    enum { TEXT, TIME, AUTHORS } kind;
};
/* In order of trust; JSON-LD comes before all of these. */
static const struct meta_row meta_rows[] = {
    {"og:title", offsetof(struct wd_page_meta, title), TEXT},
    {"twitter:title", offsetof(struct wd_page_meta, title), TEXT},
    {"og:description", offsetof(struct wd_page_meta, standfirst), TEXT},
    {"description", offsetof(struct wd_page_meta, standfirst), TEXT},
    {"og:site_name", offsetof(struct wd_page_meta, site), TEXT},
    {"application-name", offsetof(struct wd_page_meta, site), TEXT},
    {"og:image", offsetof(struct wd_page_meta, image), TEXT},
    {"twitter:image", offsetof(struct wd_page_meta, image), TEXT},
    {"article:section", offsetof(struct wd_page_meta, section), TEXT},
    {"og:type", offsetof(struct wd_page_meta, type), TEXT},
    {"syndication-source", offsetof(struct wd_page_meta, source), TEXT},
    {"original-source", offsetof(struct wd_page_meta, source), TEXT},
    {"article:published_time", offsetof(struct wd_page_meta, published_utc), TIME},
    {"article.published", offsetof(struct wd_page_meta, published_utc), TIME},
    {"datepublished", offsetof(struct wd_page_meta, published_utc), TIME},
    {"date", offsetof(struct wd_page_meta, published_utc), TIME},
    {"dc.date.issued", offsetof(struct wd_page_meta, published_utc), TIME},
    {"pubdate", offsetof(struct wd_page_meta, published_utc), TIME},
    {"article:modified_time", offsetof(struct wd_page_meta, modified_utc), TIME},
    {"og:updated_time", offsetof(struct wd_page_meta, modified_utc), TIME},
    {"lastmod", offsetof(struct wd_page_meta, modified_utc), TIME},
    {"author", offsetof(struct wd_page_meta, authors), AUTHORS},
    {"byl", offsetof(struct wd_page_meta, authors), AUTHORS},
    {"article:author", offsetof(struct wd_page_meta, authors), AUTHORS},
    {"parsely-author", offsetof(struct wd_page_meta, authors), AUTHORS},
};

static struct wd_str meta_name(const struct wd_html_node *n)
{
    struct wd_str name = wd_html_attribute(n, "property");
    if (name.n == 0)
        name = wd_html_attribute(n, "name");
    return name.n ? name : wd_html_attribute(n, "itemprop");
}

/* Rows are asked one after the other over all <meta>, so that the more trusted name wins wherever it stands. */
static void meta_tags(struct wd_arena *a, const wd_strs *names, const wd_strs *values, struct wd_page_meta *m)
{
    for (size_t r = 0; r < WD_COUNT(meta_rows); r++)
        for (size_t i = 0; i < names->n; i++) {
            if (!wd_str_eqc_nocase(names->v[i], meta_rows[r].name))
                continue;
            void *at = (char *)m + meta_rows[r].offset;
            if (meta_rows[r].kind == TEXT)
                take(at, a, values->v[i]);
            else if (meta_rows[r].kind == TIME)
                take_time(at, values->v[i]);
            else if (m->authors.n == 0)
                take_authors(a, at, values->v[i]);
        }
}

static bool robots_hide(struct wd_str value)
{
    return wd_str_find_nocase(value, "noindex", 0) != SIZE_MAX || wd_str_find_nocase(value, "nosnippet", 0) != SIZE_MAX;
}

static void visible(struct wd_arena *a, const struct wd_html_node *n, struct wd_page_meta *m)
{
    static const char *const byline[] = {"byline", "author", NULL};
    if (wd_html_is(n, "h1") && m->h1.n == 0)
        m->h1 = wd_html_text(a, n);
    else if (wd_html_is(n, "time"))
        take_time(&m->published_utc, wd_html_attribute(n, "datetime"));
    else if (m->authors.n == 0 &&
             (wd_str_eqc(wd_html_attribute(n, "rel"), "author") || wd_str_eqc(wd_html_attribute(n, "itemprop"), "author") ||
              (wd_named(n, byline) && !wd_html_find(n, "p"))))
        take_authors(a, &m->authors, wd_html_text(a, n));
}

/* "Headline - Site", "Headline | Site": the part before the site's name. */
static struct wd_str document_title(struct wd_arena *a, struct wd_str title, struct wd_str site)
{
    title = wd_squeeze(a, title, false);
    static const char *const bars[] = {" | ", " - ", " – ", " — ", " :: "};
    for (size_t i = 0; i < WD_COUNT(bars); i++) {
        size_t last = SIZE_MAX;
        for (size_t at = wd_str_find(title, bars[i], 0); at != SIZE_MAX; at = wd_str_find(title, bars[i], at + 1))
            last = at;
        if (last == SIZE_MAX || last < 12)
            continue;
        struct wd_str tail = wd_str_from(title, last + strlen(bars[i]));
        if (wd_str_eq_nocase(tail, site) || tail.n < last / 2)
            return wd_str_n(title.p, last);
    }
    return title;
}

void wd_page_meta_of(struct wd_arena *a, const struct wd_html *page, struct wd_str url, const struct wd_page_prior *prior,
                     struct wd_page_meta *ret)
{
    (void)prior;
    struct wd_page_meta m = {.published_utc = WD_NO_TIME, .modified_utc = WD_NO_TIME};
    struct wd_str title = {"", 0}, canonical = {"", 0}, robots = {"", 0};
    wd_strs names = {0}, values = {0};
    for (const struct wd_html_node *n = page->root; n; n = wd_html_next(n, page->root)) {
        if (wd_html_is(n, "script")) {
            script(a, n, &m);
        } else if (wd_html_is(n, "meta") && names.n < 300) {
            wd_list_add(a, &names, meta_name(n));
            wd_list_add(a, &values, wd_html_attribute(n, "content"));
            if (wd_str_eqc_nocase(meta_name(n), "robots"))
                robots = wd_html_attribute(n, "content");
        } else if (wd_html_is(n, "link") && wd_str_eqc_nocase(wd_html_attribute(n, "rel"), "canonical")) {
            canonical = wd_html_attribute(n, "href");
        } else if (wd_html_is(n, "title") && title.n == 0) {
            title = wd_html_text(a, n);
        }
    }
    meta_tags(a, &names, &values, &m);
    for (const struct wd_html_node *n = page->root; n; n = wd_html_next(n, page->root))
        visible(a, n, &m);
    struct wd_str of_document = document_title(a, title, m.site);
    if (m.h1.n > 8 && (m.title.n == 0 || wd_str_find(title, wd_arena_c(a, m.h1), 0) != SIZE_MAX))
        m.title = m.h1;
    else
        m.title = document_title(a, m.title, m.site);
    take(&m.title, a, of_document);
    take(&m.language, a, wd_html_attribute(page->root, "lang"));
    if (m.site.n == 0)
        m.site = wd_url_host_key(a, url);
    m.canonical = wd_url_resolve(a, url, canonical);
    m.image = wd_url_resolve(a, url, m.image);
    m.no_index = robots_hide(robots);
    m.says_article = m.says_article || wd_str_eqc_nocase(m.type, "article");
    *ret = m;
}
