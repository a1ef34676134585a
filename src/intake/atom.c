/* Atom 1.0 (RFC 4287) and 0.3, and what RSS has under the same names. */
#include "base/url.h"
#include "intake/feed.h"

static void on_info(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    wd_construct(r, WD_TEXT_UNKNOWN, &h->item->info);
}

static void on_summary(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_text t;
    wd_construct(r, WD_TEXT_UNKNOWN, &t);
    wd_set_summary(r, h, t, false);
}

static void on_id(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_str base = wd_xml_base(&r->x, r->base), id = wd_plain(r);
    if (!id.n)
        return;
    h->item->id = base.n && !wd_url_absolute(id) ? wd_url_resolve(r->a, base, id) : id;
    if (!h->item->id.n)
        h->item->id = id;
}

static void on_generator(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_str uri = wd_attribute_of(r, "uri"), version = wd_attribute_of(r, "version");
    if (!uri.n)
        uri = wd_attribute_of(r, "url");
    h->item->generator_uri = wd_url_here(r, uri);
    h->item->generator_version = version;
    h->item->generator = wd_plain(r);
}

enum { URL_ICON, URL_LOGO };
static void on_url(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    struct wd_str url = wd_plain_url(r);
    if (arg == URL_ICON)
        h->item->icon = url;
    else
        h->item->logo = url;
}

static bool has_attribute(const struct wd_xml *x, const char *local)
{
    for (size_t i = 0; i < x->attributes.n; i++)
        if (wd_str_eqc_nocase(x->attributes.v[i].local, local))
            return true;
    return false;
}

/* RSS has the address as text, Atom as an attribute; an empty attribute means the document itself. */
void wd_on_link(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    static const char registry[] = "http://www.iana.org/assignments/relation/";
    (void)arg;
    struct wd_item *item = h->item;
    struct wd_link l = {.rel = wd_str_trim(wd_attribute_of(r, "rel")),
                        .type = wd_attribute_of(r, "type"),
                        .title = wd_attribute_of(r, "title"),
                        .hreflang = wd_attribute_of(r, "hreflang"),
                        .length = wd_attribute_of(r, "length")};
    struct wd_str href = wd_attribute_of(r, "href");
    bool itself = !href.n && l.rel.n && has_attribute(&r->x, "href"), as_text = !href.n && !itself;
    if (as_text)
        href = wd_attribute_of(r, "resource");
    if (href.n || itself) {
        l.href = wd_url_here(r, itself ? wd_xml_base(&r->x, r->base) : href);
        wd_xml_skip(&r->x);
    } else {
        l.href = wd_plain_url(r);
    }
    if (!l.href.n)
        return;
    if (wd_str_starts(l.rel, registry))
        l.rel = wd_str_from(l.rel, sizeof(registry) - 1);
    if (!l.rel.n)
        l.rel = WD_STR("alternate");
    bool alternate = wd_str_eqc_nocase(l.rel, "alternate");
    if (alternate && !l.type.n && wd_ns_of(&r->names, &r->x) == WD_NS_CORE)
        l.type = WD_STR("text/html");
    if (wd_str_eqc_nocase(l.rel, "self") && !l.type.n)
        l.type = WD_STR("application/atom+xml");
    if (wd_str_eqc_nocase(l.rel, "image")) {
        if (!item->image.url.n)
            item->image.url = l.href;
        return;
    }
    wd_list_add(r->a, &item->links, l);
    if (wd_str_eqc_nocase(l.rel, "enclosure"))
        wd_list_add(r->a, &item->enclosures, l);
    else if (wd_str_eqc_nocase(l.rel, "license") && !item->license.n)
        item->license = l.href;
    if (!alternate)
        return;
    bool strong = !r->atom && as_text, page = !l.type.n || wd_str_find_nocase(l.type, "html", 0) != SIZE_MAX;
    if (strong)
        h->has_link_element = true;
    if (!item->link.n || (strong && (h->weak & WD_WEAK_LINK)) || (page && (h->weak & WD_WEAK_NO_PAGE))) {
        item->link = l.href;
        h->weak = page ? h->weak & ~(unsigned)WD_WEAK_NO_PAGE : h->weak | WD_WEAK_NO_PAGE;
        if (h->owner == WD_IN_ENTRY)
            r->entry_link = l.href;
        h->weak = strong || r->atom ? h->weak & ~(unsigned)WD_WEAK_LINK : h->weak | WD_WEAK_LINK;
    }
}

/* RSS: <source url="...">title</source>; Atom: the head of a feed. */
static void on_source(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_item *source = WD_NEW(r->a, struct wd_item);
    wd_item_init(source);
    struct wd_str url = wd_attribute_of(r, "url");
    if (url.n) {
        source->link = wd_url_here(r, url);
        wd_construct(r, WD_TEXT_UNKNOWN, &source->title);
    } else {
        struct wd_handling inner = {.item = source, .owner = WD_IN_SOURCE};
        struct wd_str language = wd_language_here(r);
        wd_feed_children(r, &inner);
        if (!source->language.n)
            source->language = language;
        if (!source->title.value.n && !source->id.n && !source->link.n && !source->links.n && !source->authors.n &&
            !source->rights.value.n && !source->summary.value.n && !source->generator.n && !source->icon.n && !source->logo.n &&
            !source->contributors.n && !source->categories.n && source->updated_utc == WD_NO_TIME)
            return;
    }
    if (!h->item->source)
        h->item->source = source;
}

static const struct wd_element elements[] = {
    {"author", wd_on_person, WD_PERSON_AUTHOR, WD_IN_ANY},
    {"content", wd_on_content, WD_TEXT_UNKNOWN, WD_IN_ENTRY},
    {"contributor", wd_on_person, WD_PERSON_CONTRIBUTOR, WD_IN_ANY},
    {"created", wd_on_date, WD_DATE_CREATED, WD_IN_ANY},
    {"entry", wd_feed_entry, 0, WD_IN_FEED | WD_IN_ENTRY},
    {"generator", on_generator, 0, WD_IN_ANY},
    {"icon", on_url, URL_ICON, WD_IN_ANY},
    {"id", on_id, 0, WD_IN_ANY},
    {"info", on_info, 0, WD_IN_FEED},
    {"issued", wd_on_date, WD_DATE_PUBLISHED, WD_IN_ANY},
    {"link", wd_on_link, 0, WD_IN_ANY},
    {"logo", on_url, URL_LOGO, WD_IN_ANY},
    {"modified", wd_on_date, WD_DATE_UPDATED, WD_IN_ANY},
    {"published", wd_on_date, WD_DATE_PUBLISHED, WD_IN_ANY},
    {"rights", wd_on_rights, 0, WD_IN_ANY},
    {"source", on_source, 0, WD_IN_ENTRY},
    {"subtitle", on_summary, 0, WD_IN_FEED | WD_IN_SOURCE},
    {"summary", on_summary, 0, WD_IN_ENTRY},
    {"tagline", on_summary, 0, WD_IN_FEED | WD_IN_SOURCE},
    {"title", wd_on_title, 0, WD_IN_ANY},
    {"updated", wd_on_date, WD_DATE_UPDATED, WD_IN_ANY},
};
const struct wd_vocabulary wd_atom_vocabulary = {elements, WD_COUNT(elements)};
