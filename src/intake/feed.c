/* The walk over a feed, whatever its vocabularies. */
#include "intake/feed.h"

#include "base/limits.h"
#include "base/url.h"
#include "intake/adapters.h"

enum { MAX_NAME = 40, MAX_ATTRIBUTED = 64 };

static const struct wd_element *look_up(const struct wd_vocabulary *v, const char *local)
{
    size_t low = 0, high = v->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(local, v->elements[middle].local);
        if (order == 0)
            return &v->elements[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static const struct wd_element *find_element(struct wd_reader *r, enum wd_owner owner)
{
    char local[MAX_NAME];
    struct wd_str name = r->x.local;
    if (name.n >= sizeof(local))
        return NULL;
    for (size_t i = 0; i < name.n; i++)
        local[i] = wd_lower(name.p[i]);
    local[name.n] = '\0';
    const struct wd_vocabulary *tables[2] = {NULL, NULL};
    switch (wd_ns_of(&r->names, &r->x)) {
    case WD_NS_CORE:
        tables[0] = r->atom ? &wd_atom_vocabulary : &wd_rss_vocabulary;
        tables[1] = r->atom ? &wd_rss_vocabulary : &wd_atom_vocabulary;
        break;
    case WD_NS_DC:
    case WD_NS_DCTERMS: tables[0] = &wd_dc_vocabulary; break;
    case WD_NS_MEDIA: tables[0] = &wd_media_vocabulary; break;
    case WD_NS_ITUNES: tables[0] = &wd_itunes_vocabulary; break;
    case WD_NS_GEORSS:
    case WD_NS_GML:
    case WD_NS_GEO: tables[0] = &wd_geo_vocabulary; break;
    case WD_NS_RDF: tables[0] = &wd_rss_vocabulary; break;
    case WD_NS_OTHER: return NULL;
    default: tables[0] = &wd_module_vocabulary; break;
    }
    for (int i = 0; i < 2 && tables[i]; i++) {
        const struct wd_element *e = look_up(tables[i], local);
        if (e && (e->owners & owner))
            return e;
    }
    return NULL;
}

static const struct wd_element *element_of(struct wd_reader *r, enum wd_owner owner)
{
    struct wd_str name = r->x.name, space = r->x.space;
    if (!name.n)
        return find_element(r, owner);
    uint32_t hash = (uint32_t)name.n + (unsigned char)name.p[0] * 31u + (unsigned char)name.p[name.n - 1] * 961u;
    hash = (hash + (unsigned char)name.p[name.n / 2] * 29791u + owner) * 2654435761u;
    struct wd_known_element *k = &r->known[hash >> 16 & (WD_COUNT(r->known) - 1)];
    bool same_space = k->space.n == space.n && (k->space.p == space.p || !space.n);
    if (!same_space || k->owner != (unsigned)owner || !wd_str_eq(k->name, name))
        *k = (struct wd_known_element){.name = name, .space = space, .element = find_element(r, owner), .owner = owner};
    return k->element;
}

static struct wd_str attributes_of(struct wd_reader *r)
{
    bool any = false;
    for (size_t i = 0; i < r->x.attributes.n; i++)
        any |= !wd_str_starts(r->x.attributes.v[i].name, "xml");
    if (!any)
        return wd_str_n("", 0);
    struct wd_jw w;
    wd_jw_init(&w, wd_reader_json(r));
    wd_jw_object(&w);
    wd_attributes_json(r, &w);
    wd_jw_end(&w);
    return r->json.err ? wd_str_n("", 0) : wd_arena_str(r->a, wd_buf_str(&r->json));
}

/* A leaf that nobody knows is kept by its name: its text, or its attributes. A branch is looked through for entries, in the feed only. */
void wd_on_extension(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_handling inner = {.item = h->item, .owner = WD_IN_FEED};
    struct wd_str name = wd_ns_extension_name(r->a, wd_ns_of(&r->names, &r->x), &r->x), text = {"", 0};
    struct wd_str attributes = h->item->extensions.n < MAX_ATTRIBUTED ? attributes_of(r) : text;
    uint32_t depth = r->x.depth;
    bool leaf = true;
    while (!r->items_capped) {
        enum wd_xml_event event = wd_xml_next(&r->x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && r->x.depth <= depth))
            break;
        if (event == WD_XML_TEXT && leaf)
            text = wd_str_trim(r->x.text);
        if (event != WD_XML_OPEN)
            continue;
        leaf = false;
        const struct wd_element *e = h->owner == WD_IN_FEED ? element_of(r, WD_IN_FEED) : NULL;
        if (e && e->handler == wd_feed_entry)
            wd_feed_entry(r, &inner, e->arg);
        else if (h->owner == WD_IN_FEED && wd_str_eqc_nocase(r->x.local, "newLocation"))
            wd_extension_add(r, h->item, WD_STR("newlocation"), wd_plain_url(r), false);
    }
    if (leaf && text.n)
        wd_extension_add(r, h->item, name, text, false);
    else if (leaf && attributes.n)
        wd_extension_add(r, h->item, name, attributes, true);
}

void wd_feed_children(struct wd_reader *r, struct wd_handling *h)
{
    uint32_t depth = r->x.depth;
    while (!r->items_capped && wd_child(&r->x, depth)) {
        const struct wd_element *e = element_of(r, h->owner);
        if (e)
            e->handler(r, h, e->arg);
        else
            wd_on_extension(r, h, 0);
    }
}

void wd_set_title(struct wd_handling *h, struct wd_text text, bool weak)
{
    if (!text.value.n || (h->item->title.value.n && (weak || !(h->weak & WD_WEAK_TITLE))))
        return;
    h->item->title = text;
    h->weak = weak ? h->weak | WD_WEAK_TITLE : h->weak & ~(unsigned)WD_WEAK_TITLE;
}

/* An entry with both a description and a summary: the first is the summary, the other the content. */
void wd_set_summary(struct wd_reader *r, struct wd_handling *h, struct wd_text text, bool weak)
{
    struct wd_item *item = h->item;
    if (!item->summary.value.n || (!weak && (h->weak & WD_WEAK_SUMMARY))) {
        if (text.value.n || !item->summary.type.n) {
            item->summary = text;
            h->weak = weak ? h->weak | WD_WEAK_SUMMARY : h->weak & ~(unsigned)WD_WEAK_SUMMARY;
        }
        return;
    }
    if (!weak && h->owner == WD_IN_ENTRY && text.value.n && !item->content.n)
        wd_list_add(r->a, &item->content, text);
}

void wd_category_add(struct wd_reader *r, struct wd_item *item, struct wd_category c)
{
    c.term = wd_str_trim(c.term);
    if (!c.term.n && !c.label.n)
        return;
    /* feeds repeat a few categories; a list that is longer than any feed's has no need of being unique */
    for (size_t i = 0; i < item->categories.n && i < 64; i++)
        if (wd_str_eq(item->categories.v[i].term, c.term) && wd_str_eq(item->categories.v[i].scheme, c.scheme) &&
            wd_str_eq(item->categories.v[i].label, c.label))
            return;
    wd_list_add(r->a, &item->categories, c);
}

static void finish(struct wd_reader *r, struct wd_handling *h)
{
    struct wd_item *item = h->item;
    if (!item->link.n)
        for (size_t i = 0; i < item->links.n && !item->link.n; i++)
            if (wd_str_eqc(item->links.v[i].rel, "alternate"))
                item->link = item->links.v[i].href;
    if (h->guid_is_permalink && item->id.n) {
        item->id_is_link = !h->has_link_element;
        if (!item->link.n && wd_url_absolute(item->id))
            item->link = wd_url_resolve(r->a, (struct wd_str){"", 0}, item->id);
        else if (!item->link.n && r->base.n)
            item->link = wd_url_resolve(r->a, r->base, item->id);
    }
    if (h->owner == WD_IN_FEED && !item->link.n)
        item->link = r->input->url;
    if (!item->language.n)
        item->language = h->owner == WD_IN_ENTRY ? (struct wd_str){"", 0} : r->language;
}

void wd_feed_entry(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)h;
    (void)arg;
    if (r->document->items.n >= WD_MAX_ITEMS) {
        r->items_capped = true;
        return;
    }
    struct wd_item item;
    wd_item_init(&item);
    struct wd_handling inner = {.item = &item, .owner = WD_IN_ENTRY};
    item.id = wd_xml_attribute_ns(&r->x, "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "about");
    struct wd_str lastmod = wd_attribute_of(r, "lastmod"), href = wd_attribute_of(r, "href");
    if (lastmod.n)
        item.updated_utc = wd_date_of(r, lastmod);
    if (href.n) {
        item.link = wd_url_here(r, href);
        wd_list_add(r->a, &item.links, (struct wd_link){.rel = WD_STR("alternate"), .href = item.link});
    }
    /* an entry that was never closed holds those after it: its place is taken first */
    size_t place = r->document->items.n;
    wd_item_init(wd_list_push(r->a, &r->document->items));
    r->entry_link = item.link;
    wd_feed_children(r, &inner);
    r->entry_link = (struct wd_str){"", 0};
    finish(r, &inner);
    r->document->items.v[place] = item;
}

static struct wd_str rss_format(const struct wd_reader *r)
{
    static const struct {
        const char *version, *format;
    } versions[] = {{"0.90", "rss090"}, {"0.91", "rss091u"}, {"0.92", "rss092"}, {"0.93", "rss093"}, {"0.94", "rss094"}};
    struct wd_str version = wd_str_trim(wd_xml_attribute(&r->x, "version"));
    if (wd_str_starts(version, "2"))
        return WD_STR("rss20");
    for (size_t i = 0; i < WD_COUNT(versions); i++)
        if (wd_str_eqc(version, versions[i].version))
            return wd_str_c(versions[i].format);
    return WD_STR("rss");
}

void wd_feed_read(struct wd_reader *r)
{
    struct wd_document *d = r->document;
    struct wd_handling h = {.item = &d->feed, .owner = WD_IN_FEED};
    struct wd_str local = r->x.local, language = wd_language_here(r);
    if (wd_str_eqc_nocase(local, "rss")) {
        d->format = rss_format(r);
    } else if (wd_str_eqc_nocase(local, "rdf")) {
        d->format = WD_STR("rss10");
    } else if (wd_str_eqc_nocase(local, "channel")) {
        d->format = WD_STR("cdf");
        struct wd_str lastmod = wd_attribute_of(r, "lastmod"), href = wd_attribute_of(r, "href");
        struct wd_str base = wd_url_here(r, wd_attribute_of(r, "base"));
        if (base.n)
            r->base = base;
        if (lastmod.n)
            d->feed.updated_utc = wd_date_of(r, lastmod);
        if (href.n)
            d->feed.link = wd_url_here(r, href);
        if (d->feed.link.n)
            wd_list_add(r->a, &d->feed.links, (struct wd_link){.rel = WD_STR("alternate"), .href = d->feed.link});
    } else {
        r->atom = true;
        r->atom03 =
            wd_str_find_nocase(r->x.space, "w3.org/2005/atom", 0) == SIZE_MAX &&
            (wd_str_starts(wd_xml_attribute(&r->x, "version"), "0.") || wd_str_find_nocase(r->x.space, "purl.org/atom", 0) != SIZE_MAX);
        d->format = r->atom03 ? WD_STR("atom03") : WD_STR("atom10");
        if (wd_str_eqc_nocase(local, "entry")) {
            wd_feed_entry(r, &h, 0);
            return;
        }
    }
    wd_feed_children(r, &h);
    if (!d->feed.language.n)
        d->feed.language = language;
    finish(r, &h);
}

/* What only the declarations before the first element tell. */
static const struct {
    const char *format, *mark, *means;
} marks[] = {{"rss091u", "netscape communications", "rss091n"}, {"rss10", "netscape.com/rdf/simple/0.9", "rss090"}};

void wd_reader_init(struct wd_reader *r, const struct wd_adapter_input *in, struct wd_document *d)
{
    *r = (struct wd_reader){
        .a = in->a, .input = in->input, .document = d, .base = in->base, .language = wd_str_trim(in->input->content_language)};
    r->dates = (struct wd_date_options){.zone = in->input->zone, .now_utc = in->input->arrived_utc};
    wd_buf_init(&r->scratch, WD_MAX_TEXT_BYTES);
    wd_buf_init(&r->json, WD_MAX_TEXT_BYTES);
    wd_xml_init(&r->x, in->a, in->text);
    r->x.lines_before = in->lines_before;
}

int wd_reader_begin(struct wd_reader *r, const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    wd_reader_init(r, in, d);
    while (r->x.event != WD_XML_OPEN)
        if (wd_xml_next(&r->x) == WD_XML_END_OF_INPUT) {
            wd_buf_done(&r->json);
            wd_buf_done(&r->scratch);
            return wd_where_set(w, WD_E_SYNTAX, "no element can be read");
        }
    wd_ns_root(&r->names, &r->x);
    return 0;
}

void wd_reader_end(struct wd_reader *r)
{
    struct wd_document *d = r->document;
    if (r->items_capped)
        wd_list_add(r->a, &d->repairs, wd_arena_printf(r->a, "entries after the first %u were left out", WD_MAX_ITEMS));
    d->capped |= r->x.capped || r->items_capped;
    for (size_t i = 0; i < r->x.repairs.n; i++)
        wd_list_add(r->a, &d->repairs, r->x.repairs.v[i]);
    if (r->x.repair_count > r->x.repairs.n)
        wd_list_add(r->a, &d->repairs, wd_arena_printf(r->a, "%zu repairs in all", r->x.repair_count));
    d->wellformed = d->wellformed && r->x.repair_count == 0;
    wd_buf_done(&r->json);
    wd_buf_done(&r->scratch);
}

int wd_xml_feed_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    struct wd_reader r;
    int err = wd_reader_begin(&r, in, d, w);
    if (err)
        return err;
    struct wd_str root = r.x.local;
    wd_feed_read(&r);
    /* files that were joined hold the next feed behind the first */
    struct wd_handling more = {.item = &d->feed, .owner = WD_IN_FEED};
    while (!r.items_capped && wd_xml_next(&r.x) != WD_XML_END_OF_INPUT)
        if (r.x.event == WD_XML_OPEN && wd_str_eq(r.x.local, root))
            wd_feed_children(&r, &more);
    struct wd_str head = wd_str_n(in->text.p, WD_MIN(in->text.n, (size_t)2048));
    for (size_t i = 0; i < WD_COUNT(marks); i++)
        if (wd_str_eqc(d->format, marks[i].format) && wd_str_find_nocase(head, marks[i].mark, 0) != SIZE_MAX) {
            d->format = wd_str_c(marks[i].means);
            break;
        }
    wd_reader_end(&r);
    return 0;
}
