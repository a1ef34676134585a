#include "desk/fields.h"

#include "markup/sanitise.h"
#include "text/fold.h"

/* How sure a field is, in percent, whose source does not say so itself. */
enum { SAID = 100, AGREED = 95, WORKED_OUT = 80, STOOD_IN = 50 };
enum { MAX_AUTHORS = 64, MAX_KEYWORDS = 64, SAME_INSTANT_S = 60 };

static struct wd_provenance *add(struct wd_arena *a, struct wd_article *article, enum wd_page_field field, struct wd_str source,
                                 uint32_t confidence)
{
    struct wd_provenance *p = wd_list_push(a, &article->provenance);
    *p = (struct wd_provenance){.field = wd_str_c(wd_page_field_names[field]), .source = source, .confidence = confidence};
    return p;
}

/* What a document is called where a field stands in it as a field. */
static struct wd_str document_name(const struct wd_document *d)
{
    static const struct {
        const char *format, *name;
    } names[] = {{"text", "text file"}, {"ndjson", "record"}, {"news-sitemap", "news sitemap"}};
    for (size_t i = 0; i < WD_COUNT(names); i++)
        if (wd_str_eqc(d->format, names[i].format))
            return wd_str_c(names[i].name);
    return d->wire ? WD_STR("wire file") : WD_STR("feed");
}

static bool same_language(struct wd_str a, struct wd_str b)
{
    return a.n >= 2 && b.n >= 2 && wd_str_eq_nocase(wd_str_n(a.p, 2), wd_str_n(b.p, 2));
}

static struct wd_str here(void)
{
    return WD_STR("set on this desk");
}

static void authors_of_item(struct wd_arena *a, const struct wd_item *item, struct wd_str from, struct wd_article *article)
{
    for (size_t i = 0; i < item->authors.n && article->authors.n < MAX_AUTHORS; i++)
        if (item->authors.v[i].name.n)
            wd_list_add(a, &article->authors, item->authors.v[i].name);
    if (article->authors.n || item->byline.n)
        add(a, article, WD_PAGE_AUTHORS, from, SAID);
    else if (article->byline.n)
        add(a, article, WD_PAGE_AUTHORS, WD_STR("byline in the text"), WORKED_OUT);
}

static void instants_of_item(struct wd_arena *a, const struct wd_item *item, struct wd_str from, struct wd_article *article)
{
    if (item->published_utc != WD_NO_TIME)
        add(a, article, WD_PAGE_PUBLISHED, from, SAID)->printed = item->published_text;
    else if (item->created_utc != WD_NO_TIME)
        add(a, article, WD_PAGE_PUBLISHED, from, SAID);
    else if (article->created_utc != WD_NO_TIME)
        add(a, article, WD_PAGE_PUBLISHED, WD_STR("instant of its last change"), STOOD_IN);
    if (item->updated_utc != WD_NO_TIME)
        add(a, article, WD_PAGE_MODIFIED, from, SAID)->printed = item->updated_text;
}

static void keywords_of_item(struct wd_arena *a, const struct wd_item *item, struct wd_str from, struct wd_article *article)
{
    for (size_t i = 0; i < item->keywords.n && article->keywords.n < MAX_KEYWORDS; i++)
        wd_list_add(a, &article->keywords, item->keywords.v[i]);
    for (size_t i = 0; i < item->categories.n && article->keywords.n < MAX_KEYWORDS; i++) {
        const struct wd_category *category = &item->categories.v[i];
        struct wd_str word = category->label.n ? category->label : category->term;
        if (word.n)
            wd_list_add(a, &article->keywords, word);
    }
    if (article->keywords.n)
        add(a, article, WD_PAGE_KEYWORDS, from, SAID);
}

static void outlet_of_item(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, struct wd_str from,
                           struct wd_article *article)
{
    if (!article->outlet.n)
        return;
    if (c->feed && c->feed->label.n)
        add(a, article, WD_PAGE_SITE, here(), SAID);
    else if (item->outlet.n || article->is_wire)
        add(a, article, WD_PAGE_SITE, from, SAID);
    else
        add(a, article, WD_PAGE_SITE, c->document->feed.title.value.n ? WD_STR("title of the feed") : WD_STR("address or notice"),
            WORKED_OUT);
}

static void language(struct wd_arena *a, struct wd_str said, struct wd_str from, uint32_t confidence, struct wd_article *article)
{
    if (!article->language.n)
        return;
    bool agrees = same_language(said, article->language);
    add(a, article, WD_PAGE_LANGUAGE, agrees ? from : WD_STR("words of the text"), agrees ? confidence : WORKED_OUT);
}

void wd_fields_of_item(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, struct wd_article *article)
{
    struct wd_str from = document_name(c->document);
    if (article->title.n)
        add(a, article, WD_PAGE_TITLE, from, SAID);
    if (article->standfirst.n)
        add(a, article, WD_PAGE_STANDFIRST, from, SAID);
    authors_of_item(a, item, from, article);
    instants_of_item(a, item, from, article);
    outlet_of_item(a, c, item, from, article);
    if (article->image.n)
        add(a, article, WD_PAGE_IMAGE, item->image.url.n ? from : WD_STR("first image in the text"), item->image.url.n ? SAID : WORKED_OUT);
    struct wd_str caption = item->image.url.n ? item->image.description : wd_str_n("", 0);
    article->caption = wd_squeeze(a, wd_looks_like_html(caption) ? wd_html_to_text(a, caption) : caption, false);
    if (article->caption.n)
        add(a, article, WD_PAGE_CAPTION, from, SAID);
    language(a,
             c->feed && c->feed->language.n ? c->feed->language
             : item->language.n             ? item->language
                                            : c->document->feed.language,
             c->feed && c->feed->language.n ? here() : from, AGREED, article);
    if (article->url.n)
        add(a, article, WD_PAGE_CANONICAL, from, SAID);
    if (article->section.n)
        add(a, article, WD_PAGE_SECTION, c->feed && c->feed->section.n ? here() : from, SAID);
    keywords_of_item(a, item, from, article);
}

struct found {
    struct wd_str source;
    uint32_t confidence;
};

/* A page as it was read: prior is NULL where no feed led to it. */
struct reading {
    struct wd_arena *a;
    const struct wd_item_context *c;
    const struct wd_extracted *page;
    const struct wd_page_prior *prior;
    const struct wd_article *article;
};

static bool same(const struct reading *r, struct wd_str x, struct wd_str y)
{
    return wd_str_eq(wd_squeeze(r->a, x, false), wd_squeeze(r->a, y, false));
}

/* What the article has, and the page does not say so. */
static struct found elsewhere(const struct reading *r, const char *otherwise)
{
    return r->prior ? (struct found){WD_STR("feed"), SAID} : (struct found){wd_str_c(otherwise), WORKED_OUT};
}

/* Whether the article has the field; *ret_found is set where that is not the page's own word. */
static bool has(const struct reading *r, enum wd_page_field field, struct found *ret_found)
{
    const struct wd_article *article = r->article;
    const struct wd_extracted *page = r->page;
    const struct wd_feed *feed = r->c->feed;
    switch (field) {
    case WD_PAGE_TITLE:
        if (r->prior && !same(r, article->title, page->title))
            *ret_found = elsewhere(r, "");
        return article->title.n != 0;
    case WD_PAGE_STANDFIRST: return article->standfirst.n != 0;
    case WD_PAGE_AUTHORS:
        if (!page->authors.n)
            *ret_found = article->authors.n ? elsewhere(r, "") : (struct found){WD_STR("byline in the text"), WORKED_OUT};
        return article->authors.n || article->byline.n;
    case WD_PAGE_PUBLISHED:
        if (page->published_utc == WD_NO_TIME)
            *ret_found = r->prior && r->prior->published_utc == article->created_utc
                             ? elsewhere(r, "")
                             : (struct found){WD_STR("instant of its last change"), STOOD_IN};
        return article->created_utc != WD_NO_TIME;
    case WD_PAGE_MODIFIED: return page->modified_utc != WD_NO_TIME;
    case WD_PAGE_SITE:
        if (feed && feed->label.n)
            *ret_found = (struct found){here(), SAID};
        else if (!same(r, article->outlet, page->site))
            *ret_found = elsewhere(r, "address or notice");
        return article->outlet.n != 0;
    case WD_PAGE_IMAGE:
        if (!wd_str_eq(article->image, page->image))
            *ret_found = elsewhere(r, "page");
        return article->image.n != 0;
    case WD_PAGE_CAPTION: return article->caption.n != 0;
    case WD_PAGE_CANONICAL:
        if (!page->canonical.n || page->syndicated_from.n)
            *ret_found = (struct found){WD_STR("address it was read from"), SAID};
        return article->url.n != 0;
    case WD_PAGE_SECTION:
        if (feed && feed->section.n && wd_str_eq(feed->section, article->section))
            *ret_found = (struct found){here(), SAID};
        else if (!wd_str_eq(article->section, page->section))
            *ret_found = elsewhere(r, "page");
        return article->section.n != 0;
    case WD_PAGE_KEYWORDS: return article->keywords.n != 0;
    default: return false;
    }
}

/* What feed and page say otherwise; the one that is not the source of the field. */
static struct wd_str said_otherwise(const struct reading *r, enum wd_page_field field, bool from_feed)
{
    struct wd_str other = wd_str_n("", 0);
    if (field == WD_PAGE_TITLE) {
        other = wd_squeeze(r->a, from_feed ? r->page->title : r->prior->title, false);
        return same(r, other, r->article->title) ? wd_str_n("", 0) : other;
    }
    if (field != WD_PAGE_PUBLISHED || from_feed || r->prior->published_utc == WD_NO_TIME)
        return other;
    int64_t gap = r->prior->published_utc - r->article->created_utc;
    char iso[24];
    wd_time_iso(r->prior->published_utc, iso);
    return gap < SAME_INSTANT_S && gap > -SAME_INSTANT_S ? other : wd_arena_printf(r->a, "%s", iso);
}

void wd_fields_of_page(struct wd_arena *a, const struct wd_item_context *c, const struct wd_extracted *page,
                       const struct wd_page_prior *prior, struct wd_article *article)
{
    const struct reading r = {a, c, page, prior, article};
    article->authors = page->authors.n || !prior ? page->authors : prior->authors;
    article->caption = wd_str_eq(article->image, page->image) ? page->caption : wd_str_n("", 0);
    article->keywords = page->keywords;
    article->paywalled = page->paywalled;
    for (int f = 0; f < WD_PAGE_FIELDS; f++) {
        struct wd_origin_of_field o = page->fields[f];
        struct found found = {o.source ? wd_str_c(wd_source_of_names[o.source]) : WD_STR("page"), o.source ? o.confidence : STOOD_IN};
        if (f == WD_PAGE_LANGUAGE) {
            language(a, page->language, found.source, found.confidence, article);
        } else if (has(&r, f, &found)) {
            struct wd_provenance *p = add(a, article, f, found.source, found.confidence);
            if (wd_str_eq(found.source, wd_str_c(wd_source_of_names[o.source])))
                p->printed = o.printed;
            if (prior)
                p->other = said_otherwise(&r, f, wd_str_eqc(found.source, "feed"));
        }
    }
}
