/* RSS 0.90 to 2.0, RSS 1.0 (RDF), CDF, and Dublin Core. */
#include "base/limits.h"
#include "base/url.h"
#include "intake/feed.h"

static void on_channel(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_str language = wd_language_here(r);
    wd_feed_children(r, h);
    if (!h->item->language.n)
        h->item->language = language;
}

void wd_on_title(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    struct wd_text t;
    wd_construct(r, WD_TEXT_UNKNOWN, &t);
    wd_set_title(h, t, arg != 0);
}

/* arg: enum wd_text_default, + 16 for weak */
static void on_summary(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    struct wd_text t;
    wd_construct(r, (enum wd_text_default)(arg & 15u), &t);
    wd_set_summary(r, h, t, arg >= 16);
}

void wd_on_content(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    struct wd_text t;
    wd_construct(r, (enum wd_text_default)arg, &t);
    if (t.value.n || t.src.n)
        wd_list_add(r->a, &h->item->content, t);
}

void wd_on_rights(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_text t;
    wd_construct(r, WD_TEXT_UNKNOWN, &t);
    if (!h->item->rights.value.n)
        h->item->rights = t;
}

void wd_on_language(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_str language = wd_plain(r);
    if (language.n)
        h->item->language = language;
}

void wd_on_subject(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    /* arg: the separator, 0 for none */
    struct wd_str rest = wd_plain(r), term;
    if (!arg) {
        wd_category_add(r, h->item, (struct wd_category){.term = rest});
        return;
    }
    while (wd_str_cut(&rest, (char)arg, &term))
        wd_category_add(r, h->item, (struct wd_category){.term = term});
}

static void on_category(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_category c = {
        .term = wd_xml_attribute(&r->x, "term"), .scheme = wd_xml_attribute(&r->x, "scheme"), .label = wd_xml_attribute(&r->x, "label")};
    if (!c.scheme.n)
        c.scheme = wd_xml_attribute(&r->x, "domain");
    struct wd_str text = wd_plain(r);
    if (!c.term.n)
        c.term = text;
    wd_category_add(r, h->item, c);
}

void wd_on_date(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    struct wd_str text = wd_plain(r);
    int64_t utc = arg == WD_DATE_EXPIRED ? wd_date_ahead(r, text) : wd_date_of(r, text);
    struct wd_item *item = h->item;
    if (arg == WD_DATE_PUBLISHED)
        item->published_text = text;
    else if (arg == WD_DATE_UPDATED)
        item->updated_text = text;
    if (utc == WD_NO_TIME)
        return;
    int64_t *const field[] = {&item->published_utc, &item->updated_utc, &item->created_utc, &item->expired_utc};
    *field[arg] = utc;
}

void wd_on_person(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    struct wd_xml *x = &r->x;
    struct wd_person p = {.uri = {"", 0}};
    uint32_t depth = x->depth;
    bool children = false;
    struct wd_str text = {"", 0};
    for (;;) {
        enum wd_xml_event event = wd_xml_next(x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && x->depth <= depth))
            break;
        if (event == WD_XML_TEXT && !children)
            text = wd_str_trim(x->text);
        if (event != WD_XML_OPEN)
            continue;
        children = true;
        struct wd_str local = x->local;
        if (wd_str_eqc_nocase(local, "name"))
            p.name = wd_plain(r);
        else if (wd_str_eqc_nocase(local, "email"))
            p.email = wd_plain(r);
        else if (wd_str_eqc_nocase(local, "uri") || wd_str_eqc_nocase(local, "url") || wd_str_eqc_nocase(local, "homepage"))
            p.uri = wd_plain_address(r);
    }
    if (!p.name.n && !p.email.n && !p.uri.n)
        p = wd_person_of(text);
    if (wd_str_starts_nocase(p.email, "mailto:"))
        p.email = wd_str_from(p.email, 7);
    if (!p.name.n && !p.email.n && !p.uri.n)
        return;
    if (arg == WD_PERSON_PUBLISHER) {
        if (!h->item->publisher.name.n && !h->item->publisher.email.n)
            h->item->publisher = p;
        return;
    }
    wd_persons *list = arg == WD_PERSON_AUTHOR ? &h->item->authors : &h->item->contributors;
    for (size_t i = 0; i < list->n && i < 64; i++)
        if (wd_str_eq(list->v[i].name, p.name) && wd_str_eq(list->v[i].email, p.email) && wd_str_eq(list->v[i].uri, p.uri))
            return;
    wd_list_add(r->a, list, p);
}

static void on_guid(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    bool permalink = !wd_str_eqc_nocase(wd_str_trim(wd_attribute_of(r, "ispermalink")), "false");
    struct wd_str id = wd_plain(r);
    if (!id.n)
        return;
    h->item->id = id;
    h->guid_is_permalink = permalink && (wd_url_web(id) || !wd_url_absolute(id));
}

static void on_enclosure(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_link l = {.rel = WD_STR("enclosure"),
                        .href = wd_url_here(r, wd_attribute_of(r, "url")),
                        .type = wd_attribute_of(r, "type"),
                        .length = wd_attribute_of(r, "length")};
    if (!l.href.n)
        l.href = wd_url_here(r, wd_attribute_of(r, "href"));
    wd_xml_skip(&r->x);
    if (!l.href.n)
        return;
    wd_list_add(r->a, &h->item->links, l);
    wd_list_add(r->a, &h->item->enclosures, l);
}

void wd_on_image(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    struct wd_image image = {.url = wd_url_here(r, wd_attribute_of(r, "href"))};
    if (!image.url.n)
        image.url = wd_url_here(r, wd_attribute_of(r, "url"));
    if (!image.url.n && wd_ns_of(&r->names, &r->x) == WD_NS_CORE)
        image.url = wd_url_here(r, wd_attribute_of(r, "resource"));
    uint32_t depth = r->x.depth;
    while (wd_child(&r->x, depth)) {
        struct wd_str local = r->x.local;
        struct wd_str *text = wd_str_eqc_nocase(local, "title")         ? &image.title
                              : wd_str_eqc_nocase(local, "width")       ? &image.width
                              : wd_str_eqc_nocase(local, "height")      ? &image.height
                              : wd_str_eqc_nocase(local, "description") ? &image.description
                                                                        : NULL;
        if (wd_ns_of(&r->names, &r->x) != WD_NS_CORE)
            wd_xml_skip(&r->x);
        else if (wd_str_eqc_nocase(local, "url"))
            image.url = wd_plain_url(r);
        else if (wd_str_eqc_nocase(local, "link"))
            image.link = wd_plain_url(r);
        else if (text)
            *text = wd_plain(r);
        else
            wd_xml_skip(&r->x);
    }
    bool weak = arg != 0;
    if (!image.url.n && (weak || (!image.title.n && !image.link.n && !image.description.n)))
        return;
    if (!h->item->image.url.n || (!weak && (h->weak & WD_WEAK_IMAGE))) {
        h->item->image = image;
        h->weak = weak ? h->weak | WD_WEAK_IMAGE : h->weak & ~(unsigned)WD_WEAK_IMAGE;
    }
}

static void put_object(struct wd_reader *r, const char *name, bool children)
{
    struct wd_jw w;
    wd_jw_init(&w, wd_reader_json(r));
    wd_jw_object(&w);
    if (children) {
        uint32_t depth = r->x.depth;
        while (wd_child(&r->x, depth)) {
            wd_jw_key_str(&w, wd_lowered(r->a, r->x.local));
            wd_jw_str(&w, wd_str_eqc_nocase(r->x.local, "link") ? wd_plain_url(r) : wd_plain(r));
        }
    } else {
        wd_attributes_json(r, &w);
        wd_xml_skip(&r->x);
    }
    wd_jw_end(&w);
    if (!r->json.err)
        wd_list_add(r->a, &r->document->extensions,
                    (struct wd_extension){.name = wd_str_c(name), .value = wd_arena_str(r->a, wd_buf_str(&r->json)), .is_json = true});
}

static void on_cloud(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)h;
    (void)arg;
    put_object(r, "cloud", false);
}

static void on_textinput(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)h;
    (void)arg;
    put_object(r, "textinput", true);
}

enum { URL_COMMENTS, URL_DOCS, PLAIN_TTL };
static void on_value(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    if (arg == URL_COMMENTS)
        h->item->comments = wd_plain_url(r);
    else if (arg == URL_DOCS)
        h->item->docs = wd_plain_url(r);
    else
        h->item->ttl = wd_plain(r);
}

/* "start=...;end=...;scheme=W3C-DTF" */
static void on_valid(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_str rest = wd_plain(r), piece;
    while (wd_str_cut(&rest, ';', &piece)) {
        piece = wd_str_trim(piece);
        if (wd_str_starts_nocase(piece, "start="))
            wd_extension_add(r, h->item, WD_STR("validity_start"), wd_str_from(piece, 6), false);
        if (!wd_str_starts_nocase(piece, "end="))
            continue;
        piece = wd_str_from(piece, 4);
        wd_extension_add(r, h->item, WD_STR("validity_end"), piece, false);
        if (h->item->expired_utc == WD_NO_TIME)
            h->item->expired_utc = wd_date_ahead(r, piece);
    }
}

static const struct wd_element rss_elements[] = {
    {"abstract", on_summary, WD_TEXT_UNKNOWN, WD_IN_ANY},
    {"body", wd_on_content, WD_TEXT_XHTML, WD_IN_ENTRY},
    {"category", on_category, 0, WD_IN_ANY},
    {"channel", on_channel, 0, WD_IN_FEED},
    {"cloud", on_cloud, 0, WD_IN_FEED},
    {"comments", on_value, URL_COMMENTS, WD_IN_ANY},
    {"copyright", wd_on_rights, 0, WD_IN_ANY},
    {"description", on_summary, WD_TEXT_HTML, WD_IN_ANY},
    {"docs", on_value, URL_DOCS, WD_IN_ANY},
    {"enclosure", on_enclosure, 0, WD_IN_ENTRY},
    {"expirationdate", wd_on_date, WD_DATE_EXPIRED, WD_IN_ANY},
    {"fullitem", wd_on_content, WD_TEXT_HTML, WD_IN_ENTRY},
    {"guid", on_guid, 0, WD_IN_ENTRY},
    {"image", wd_on_image, 0, WD_IN_ANY},
    {"item", wd_feed_entry, 0, WD_IN_FEED | WD_IN_ENTRY},
    {"language", wd_on_language, 0, WD_IN_ANY},
    {"lastbuilddate", wd_on_date, WD_DATE_UPDATED, WD_IN_ANY},
    {"managingeditor", wd_on_person, WD_PERSON_AUTHOR, WD_IN_ANY},
    {"pubdate", wd_on_date, WD_DATE_PUBLISHED, WD_IN_ANY},
    {"skipdays", wd_on_skip, WD_SKIP_DAYS, WD_IN_FEED},
    {"skiphours", wd_on_skip, WD_SKIP_HOURS, WD_IN_FEED},
    {"tags", wd_on_subject, ',', WD_IN_ANY},
    {"textinput", on_textinput, 0, WD_IN_FEED},
    {"ttl", on_value, PLAIN_TTL, WD_IN_ANY},
    {"webmaster", wd_on_person, WD_PERSON_PUBLISHER, WD_IN_ANY},
};
const struct wd_vocabulary wd_rss_vocabulary = {rss_elements, WD_COUNT(rss_elements)};

static const struct wd_element dc_elements[] = {
    {"abstract", on_summary, 16 + WD_TEXT_UNKNOWN, WD_IN_ANY},
    {"author", wd_on_person, WD_PERSON_AUTHOR, WD_IN_ANY},
    {"contributor", wd_on_person, WD_PERSON_CONTRIBUTOR, WD_IN_ANY},
    {"created", wd_on_date, WD_DATE_CREATED, WD_IN_ANY},
    {"creator", wd_on_person, WD_PERSON_AUTHOR, WD_IN_ANY},
    {"date", wd_on_date, WD_DATE_UPDATED, WD_IN_ANY},
    {"description", on_summary, 16 + WD_TEXT_HTML, WD_IN_ANY},
    {"issued", wd_on_date, WD_DATE_PUBLISHED, WD_IN_ANY},
    {"language", wd_on_language, 0, WD_IN_ANY},
    {"modified", wd_on_date, WD_DATE_UPDATED, WD_IN_ANY},
    {"publisher", wd_on_person, WD_PERSON_PUBLISHER, WD_IN_ANY},
    {"rights", wd_on_rights, 0, WD_IN_ANY},
    {"subject", wd_on_subject, 0, WD_IN_ANY},
    {"title", wd_on_title, 1, WD_IN_ANY},
    {"valid", on_valid, 0, WD_IN_ANY},
};
const struct wd_vocabulary wd_dc_vocabulary = {dc_elements, WD_COUNT(dc_elements)};
