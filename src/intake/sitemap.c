/* News sitemaps: a sitemap whose pages carry news:news is a feed of headlines.
 * Source: sitemaps.org protocol 0.9, the news extension 0.9 and the image extension 1.1. */
#include "base/limits.h"
#include "base/url.h"
#include "intake/adapters.h"
#include "intake/feed.h"

static void add_keywords(struct wd_reader *r, struct wd_item *item, struct wd_str words, const char *scheme)
{
    struct wd_str word;
    while (wd_str_cut(&words, ',', &word)) {
        word = wd_str_trim(word);
        if (word.n && !scheme && item->keywords.n < WD_MAX_XML_ATTRIBUTES)
            wd_list_add(r->a, &item->keywords, word);
        wd_category_add(r, item, (struct wd_category){.term = word, .scheme = wd_str_c(scheme)});
    }
}

static void read_publication(struct wd_reader *r, struct wd_item *item)
{
    uint32_t depth = r->x.depth;
    while (wd_child(&r->x, depth)) {
        if (wd_str_eqc_nocase(r->x.local, "name"))
            item->outlet = wd_plain(r);
        else if (wd_str_eqc_nocase(r->x.local, "language"))
            item->language = wd_plain(r);
        else
            wd_xml_skip(&r->x);
    }
}

static void read_news(struct wd_reader *r, struct wd_item *item)
{
    uint32_t depth = r->x.depth;
    while (wd_child(&r->x, depth)) {
        struct wd_str local = r->x.local;
        if (wd_str_eqc_nocase(local, "publication")) {
            read_publication(r, item);
        } else if (wd_str_eqc_nocase(local, "title")) {
            wd_construct(r, WD_TEXT_UNKNOWN, &item->title);
        } else if (wd_str_eqc_nocase(local, "publication_date")) {
            item->published_text = wd_plain(r);
        } else if (wd_str_eqc_nocase(local, "keywords")) {
            add_keywords(r, item, wd_plain(r), NULL);
        } else if (wd_str_eqc_nocase(local, "genres")) {
            add_keywords(r, item, wd_plain(r), "genre");
        } else {
            struct wd_str name = wd_arena_printf(r->a, "news_%.*s", WD_STR_ARG(wd_lowered(r->a, local))), text = wd_plain(r);
            if (text.n)
                wd_extension_add(r, item, name, text, false);
        }
    }
}

static void read_image(struct wd_reader *r, struct wd_item *item)
{
    struct wd_image image = {.url = {"", 0}};
    uint32_t depth = r->x.depth;
    while (wd_child(&r->x, depth)) {
        if (wd_str_eqc_nocase(r->x.local, "loc"))
            image.url = wd_plain_url(r);
        else if (wd_str_eqc_nocase(r->x.local, "title"))
            image.title = wd_plain(r);
        else if (wd_str_eqc_nocase(r->x.local, "caption"))
            image.description = wd_plain(r);
        else
            wd_xml_skip(&r->x);
    }
    if (image.url.n && !item->image.url.n)
        item->image = image;
}

/* At <url>. False: a page without news. */
static bool read_page(struct wd_reader *r, struct wd_item *item)
{
    bool news = false;
    uint32_t depth = r->x.depth;
    wd_item_init(item);
    while (wd_child(&r->x, depth)) {
        struct wd_str local = r->x.local;
        if (wd_str_eqc_nocase(local, "loc")) {
            item->link = wd_plain_url(r);
        } else if (wd_str_eqc_nocase(local, "lastmod")) {
            item->updated_text = wd_plain(r);
        } else if (wd_str_eqc_nocase(local, "news")) {
            read_news(r, item);
            news = true;
        } else if (wd_str_eqc_nocase(local, "image")) {
            read_image(r, item);
        } else {
            wd_xml_skip(&r->x);
        }
    }
    if (!item->link.n)
        return false;
    struct wd_date_options dates = r->dates;
    struct wd_date date;
    dates.language = item->language;
    if (wd_date_parse(item->published_text, &dates, &date))
        item->published_utc = date.utc;
    if (wd_date_parse(item->updated_text, &dates, &date))
        item->updated_utc = date.utc;
    wd_list_add(r->a, &item->links, (struct wd_link){.rel = WD_STR("alternate"), .href = item->link});
    return news;
}

/* The publication of the first article stands for the feed. */
static void describe(struct wd_document *d)
{
    d->format = WD_STR("news-sitemap");
    d->feed.title = (struct wd_text){.value = d->items.v[0].outlet, .type = WD_STR("text/plain")};
    d->feed.language = d->items.v[0].language;
}

int wd_sitemap_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    struct wd_reader r;
    size_t pages = 0;
    int err = wd_reader_begin(&r, in, d, w);
    if (err)
        return err;
    uint32_t depth = r.x.depth;
    while (!r.items_capped && wd_child(&r.x, depth)) {
        struct wd_item item;
        if (!wd_str_eqc_nocase(r.x.local, "url")) {
            wd_xml_skip(&r.x);
            continue;
        }
        pages++;
        if (!read_page(&r, &item))
            continue;
        r.items_capped = d->items.n >= WD_MAX_ITEMS;
        if (!r.items_capped)
            wd_list_add(in->a, &d->items, item);
    }
    wd_reader_end(&r);
    if (!d->items.n)
        return wd_where_set(w, WD_E_FORMAT, "this is a sitemap of %zu pages without news, which is not read here", pages);
    describe(d);
    return 0;
}
