/* JSON Feed 1.0 and 1.1 (jsonfeed.org). */
#include "base/limits.h"
#include "base/url.h"
#include "intake/jsondoc.h"

struct json_reader {
    struct wd_arena *a;
    struct wd_str base, language;
    struct wd_date_options dates;
};

static struct wd_str url_of(const struct json_reader *r, const struct wd_json *o, const char *name)
{
    struct wd_str s = wd_str_trim(wd_json_get_str(o, name));
    return s.n ? wd_url_resolve(r->a, r->base, s) : s;
}

static int64_t date_of(const struct json_reader *r, struct wd_str text)
{
    struct wd_date d;
    return text.n && wd_date_parse(text, &r->dates, &d) ? d.utc : WD_NO_TIME;
}

static struct wd_text plain(const struct json_reader *r, struct wd_str value)
{
    return (struct wd_text){.value = wd_str_trim(value), .type = WD_STR("text/plain"), .language = r->language, .base = r->base};
}

static void one_author(const struct json_reader *r, const struct wd_json *o, wd_persons *list)
{
    struct wd_person p = {.name = wd_str_trim(wd_json_get_str(o, "name")), .uri = url_of(r, o, "url")};
    if (p.name.n || p.uri.n)
        wd_list_add(r->a, list, p);
}

static void authors(const struct json_reader *r, const struct wd_json *o, wd_persons *list)
{
    const struct wd_json *many = wd_json_get(o, "authors");
    for (size_t i = 0; many && many->type == WD_JSON_ARRAY && i < many->n; i++)
        one_author(r, wd_json_at(many, i), list);
    if (!list->n)
        one_author(r, wd_json_get(o, "author"), list);
}

/* An id may be a number. */
static struct wd_str id_of(const struct json_reader *r, const struct wd_json *o)
{
    const struct wd_json *id = wd_json_get(o, "id");
    if (id && id->type == WD_JSON_NUMBER && id->is_integer)
        return wd_arena_printf(r->a, "%lld", (long long)id->integer);
    if (id && id->type == WD_JSON_NUMBER)
        return wd_arena_printf(r->a, "%g", id->number);
    return wd_str_trim(wd_json_str(id));
}

static void link_add(const struct json_reader *r, struct wd_item *item, const char *rel, struct wd_str href)
{
    if (href.n)
        wd_list_add(r->a, &item->links, (struct wd_link){.rel = wd_str_c(rel), .href = href});
}

static void attachments(const struct json_reader *r, const struct wd_json *o, struct wd_item *item)
{
    const struct wd_json *list = wd_json_get(o, "attachments");
    for (size_t i = 0; list && list->type == WD_JSON_ARRAY && i < list->n; i++) {
        const struct wd_json *one = wd_json_at(list, i), *size = wd_json_get(one, "size_in_bytes");
        struct wd_link l = {.rel = WD_STR("enclosure"),
                            .href = url_of(r, one, "url"),
                            .type = wd_json_get_str(one, "mime_type"),
                            .title = wd_json_get_str(one, "title")};
        if (size && size->type == WD_JSON_NUMBER)
            l.length = wd_arena_printf(r->a, "%.0f", size->number);
        if (!l.href.n)
            continue;
        wd_list_add(r->a, &item->links, l);
        wd_list_add(r->a, &item->enclosures, l);
    }
}

static void entry(const struct json_reader *r, const struct wd_json *o, struct wd_item *item)
{
    wd_item_init(item);
    item->id = id_of(r, o);
    item->link = url_of(r, o, "url");
    item->title = plain(r, wd_json_get_str(o, "title"));
    item->summary = plain(r, wd_json_get_str(o, "summary"));
    item->language = wd_json_get_str(o, "language");
    item->published_text = wd_json_get_str(o, "date_published");
    item->updated_text = wd_json_get_str(o, "date_modified");
    item->published_utc = date_of(r, item->published_text);
    item->updated_utc = date_of(r, item->updated_text);
    item->image.url = url_of(r, o, "image");
    if (!item->image.url.n)
        item->image.url = url_of(r, o, "banner_image");
    link_add(r, item, "alternate", item->link);
    link_add(r, item, "related", url_of(r, o, "external_url"));
    struct wd_str html = wd_json_get_str(o, "content_html"), text = wd_json_get_str(o, "content_text"),
                  base = item->link.n ? item->link : r->base;
    if (html.n)
        wd_list_add(r->a, &item->content,
                    (struct wd_text){.value = wd_clean_html(r->a, html, base),
                                     .type = WD_STR("text/html"),
                                     .language = item->language.n ? item->language : r->language,
                                     .base = base});
    if (text.n)
        wd_list_add(r->a, &item->content, plain(r, text));
    authors(r, o, &item->authors);
    const struct wd_json *tags = wd_json_get(o, "tags");
    for (size_t i = 0; tags && tags->type == WD_JSON_ARRAY && i < tags->n; i++) {
        struct wd_str term = wd_str_trim(wd_json_str(wd_json_at(tags, i)));
        if (term.n)
            wd_list_add(r->a, &item->categories, (struct wd_category){.term = term});
    }
    attachments(r, o, item);
}

static bool is_marked(const struct wd_json *root)
{
    return wd_str_find_nocase(wd_json_get_str(root, "version"), "jsonfeed.org/version/", 0) != SIZE_MAX;
}

bool wd_json_feed_is(const struct wd_json *root)
{
    const struct wd_json *items = wd_json_get(root, "items");
    return is_marked(root) || (items && items->type == WD_JSON_ARRAY && wd_json_get(root, "title"));
}

void wd_json_feed_read(const struct wd_adapter_input *in, const struct wd_json *root, struct wd_document *d)
{
    struct wd_str version = wd_json_get_str(root, "version");
    const struct wd_json *items = wd_json_get(root, "items");
    struct json_reader r = {.a = in->a, .base = in->base, .dates = {.zone = in->input->zone, .now_utc = in->input->arrived_utc}};
    struct wd_item *f = &d->feed;
    d->format = wd_str_ends(version, "/1") || wd_str_ends(version, "/1.0") ? WD_STR("json10") : WD_STR("json11");
    f->language = wd_json_get_str(root, "language");
    if (!f->language.n)
        f->language = in->input->content_language;
    r.language = f->language;
    f->title = plain(&r, wd_json_get_str(root, "title"));
    f->summary = plain(&r, wd_json_get_str(root, "description"));
    f->link = url_of(&r, root, "home_page_url");
    f->id = url_of(&r, root, "feed_url");
    f->icon = url_of(&r, root, "favicon");
    f->logo = url_of(&r, root, "icon");
    link_add(&r, f, "alternate", f->link);
    link_add(&r, f, "self", f->id);
    link_add(&r, f, "next", url_of(&r, root, "next_url"));
    const struct wd_json *hubs = wd_json_get(root, "hubs");
    for (size_t i = 0; hubs && hubs->type == WD_JSON_ARRAY && i < hubs->n; i++)
        link_add(&r, f, "hub", url_of(&r, wd_json_at(hubs, i), "url"));
    authors(&r, root, &f->authors);
    for (size_t i = 0; items && items->type == WD_JSON_ARRAY && i < items->n; i++) {
        if (wd_json_at(items, i)->type != WD_JSON_OBJECT) {
            wd_list_add(in->a, &d->repairs, wd_arena_printf(in->a, "item %zu is no object and was left out", i + 1));
            continue;
        }
        if (d->items.n == WD_MAX_ITEMS) {
            d->capped = true;
            wd_list_add(in->a, &d->repairs, wd_arena_printf(in->a, "entries after the first %u were left out", WD_MAX_ITEMS));
            break;
        }
        entry(&r, wd_json_at(items, i), wd_list_push(in->a, &d->items));
    }
}
