/* NewsML-G2: news messages, news items and packages. */
#include "intake/newsml_g2.h"
#include "base/limits.h"
#include "base/url.h"
#include "markup/sanitise.h"

enum { MAX_SKIPPED_TOLD = 16 };

static void set(struct wd_str *field, struct wd_str value)
{
    if (!field->n)
        *field = value;
}

static void read_inline_data(struct g2 *g, struct wd_item *item)
{
    struct wd_reader *r = &g->r;
    struct wd_str type = wd_xml_attribute(&r->x, "contenttype"), rendition = wd_g2_code(wd_xml_attribute(&r->x, "rendition")),
                  words = wd_xml_attribute(&r->x, "wordcount");
    static const char *const parts[] = {"headline", "teaser", "public", "nonpublic", "slug"};
    struct wd_str text = wd_xml_read_text(&r->x);
    for (size_t i = 0; i < WD_COUNT(parts); i++)
        if (wd_str_eqc_nocase(rendition, parts[i]))
            return;
    if (item->body_html.n || !wd_str_trim(text).n || (type.n && !wd_str_starts_nocase(type, "text/")))
        return;
    set(&item->word_count, words);
    item->body_html = wd_str_starts_nocase(type, "text/html") ? wd_clean_html(r->a, text, r->base) : wd_wire_paragraphs(r, text);
}

/* The same text in another language than the first: an item of its own. */
static bool is_other_language(const struct g2 *g, const struct wd_item *item, struct wd_str language)
{
    return item->body_html.n && language.n && g->first_language.n && !wd_str_eq_nocase(language, g->first_language);
}

static void read_inline_xml(struct g2 *g, struct wd_item *item)
{
    struct wd_reader *r = &g->r;
    struct wd_str language = wd_xml_lang(&r->x), words = wd_xml_attribute(&r->x, "wordcount");
    if (is_other_language(g, item, language)) {
        struct wd_item *other = WD_NEW(r->a, struct wd_item);
        wd_item_init(other);
        other->language = wd_wire_language(r, language);
        other->word_count = words;
        wd_wire_document(r, other);
        if (other->body_html.n)
            wd_list_add(r->a, &g->others, other);
        return;
    }
    set(&item->word_count, words);
    wd_wire_document(r, item);
    if (item->body_html.n && !g->first_language.n)
        g->first_language = language;
}

static void read_remote(struct g2 *g, struct wd_item *item)
{
    struct wd_reader *r = &g->r;
    struct wd_xml *x = &r->x;
    struct wd_str type = wd_xml_attribute(x, "contenttype"), href = wd_xml_attribute(x, "href"),
                  rendition = wd_xml_attribute(x, "rendition");
    if (!wd_url_web(href)) {
        wd_xml_skip(x);
        return;
    }
    wd_list_add(r->a, &item->enclosures,
                (struct wd_link){.rel = WD_STR("enclosure"), .href = href, .type = type, .length = wd_xml_attribute(x, "size")});
    bool picture = wd_str_starts_nocase(type, "image/") || wd_str_eqc(item->type, "picture"),
         small = wd_str_find_nocase(rendition, "thumb", 0) != SIZE_MAX;
    if (picture && (!item->image.url.n || (g->small_image && !small))) {
        item->image.url = href;
        item->image.width = wd_xml_attribute(x, "width");
        item->image.height = wd_xml_attribute(x, "height");
        g->small_image = small;
    }
    wd_xml_skip(x);
}

static void read_content_set(struct g2 *g, struct wd_item *item)
{
    struct wd_xml *x = &g->r.x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "inlineXML"))
            read_inline_xml(g, item);
        else if (wd_str_eqc_nocase(x->local, "inlineData"))
            read_inline_data(g, item);
        else if (wd_str_eqc_nocase(x->local, "remoteContent"))
            read_remote(g, item);
        else
            wd_xml_skip(x);
    }
}

/* A package refers to its items. */
static void read_groups(struct g2 *g, struct wd_item *item)
{
    struct wd_xml *x = &g->r.x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (!wd_str_eqc(x->local, "group")) {
            wd_xml_skip(x);
            continue;
        }
        uint32_t inner = x->depth;
        while (wd_child(x, inner)) {
            if (wd_str_eqc(x->local, "itemRef"))
                wd_g2_read_link(g, item);
            else
                wd_xml_skip(x);
        }
    }
}

static void finish(struct g2 *g, struct wd_item *item)
{
    struct wd_reader *r = &g->r;
    set(&item->uri, item->id);
    set(&item->priority, g->priority);
    set(&item->credit_source, g->provider);
    wd_g2_name_concepts(g, item);
    wd_wire_drop_headline(r, item);
    wd_wire_take_byline(item);
    item->title.type = item->summary.type = WD_STR("text/plain");
    if (wd_str_eqc(item->word_count, "0"))
        item->word_count.n = 0;
    /* an embargo without an end waits for the version that ends it */
    if (g->held && item->pubstatus == WD_PUB_USABLE)
        item->pubstatus = WD_PUB_WITHHELD;
}

static void push_others(struct g2 *g, const struct wd_item *item)
{
    struct wd_reader *r = &g->r;
    for (size_t i = 0; i < g->others.n && r->document->items.n < WD_MAX_ITEMS; i++) {
        const struct wd_item *other = g->others.v[i];
        struct wd_item copy = *item;
        copy.body_html = other->body_html;
        copy.summary = other->summary;
        copy.language = other->language;
        copy.word_count = other->word_count;
        copy.title.value = other->title.value;
        for (size_t k = 0; k < g->headlines.n && !copy.title.value.n; k++)
            if (wd_str_eq_nocase(g->headlines.v[k].qcode, other->language))
                copy.title.value = g->headlines.v[k].name;
        set(&copy.title.value, item->title.value);
        copy.id = wd_arena_printf(r->a, "%.*s#%.*s", WD_STR_ARG(item->id), WD_STR_ARG(other->language));
        copy.uri = wd_arena_printf(r->a, "%.*s#%.*s", WD_STR_ARG(item->uri), WD_STR_ARG(other->language));
        finish(g, &copy);
        wd_list_add(r->a, &r->document->items, copy);
    }
}

/* What one item says is no matter of the next. */
static size_t begin(struct g2 *g)
{
    g->provider = g->first_language = wd_str_n("", 0);
    g->language = wd_language_here(&g->r);
    g->held = g->small_image = false;
    g->others.n = g->headlines.n = g->asserted.n = 0;
    return g->schemes.n;
}

static void read_item(struct g2 *g)
{
    struct wd_reader *r = &g->r;
    struct wd_xml *x = &r->x;
    bool package = wd_str_eqc_nocase(x->local, "packageItem");
    struct wd_item item;
    wd_item_init(&item);
    item.id = wd_xml_attribute(x, "guid");
    item.version = wd_xml_attribute(x, "version");
    size_t schemes = begin(g);
    r->dates.zone = r->input->zone ? r->input->zone : wd_home_zone(r->a, wd_wire_authority(item.id));
    if (package && !item.id.n) {
        wd_xml_skip(x);
        return;
    }
    if (package)
        item.type = WD_STR("composite");
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct wd_str local = x->local;
        if (wd_str_eqc(local, "catalog"))
            wd_g2_read_catalog(g);
        else if (wd_str_eqc(local, "rightsInfo"))
            wd_g2_read_rights(g, &item);
        else if (wd_str_eqc(local, "itemMeta"))
            wd_g2_read_item_meta(g, &item);
        else if (wd_str_eqc(local, "contentMeta"))
            wd_g2_read_content_meta(g, &item);
        else if (wd_str_eqc(local, "assert"))
            wd_g2_read_assert(g);
        else if (wd_str_eqc(local, "contentSet"))
            read_content_set(g, &item);
        else if (wd_str_eqc(local, "groupSet"))
            read_groups(g, &item);
        else
            wd_xml_skip(x);
    }
    set(&item.language, g->language);
    finish(g, &item);
    wd_list_add(r->a, &r->document->items, item);
    push_others(g, &item);
    g->schemes.n = schemes;
}

/* One element of a message, at its OPEN. */
static void read_part(struct g2 *g)
{
    static const char *const other_items[] = {"conceptItem", "knowledgeItem", "planningItem", "catalogItem"};
    static const char *const walked[] = {"newsMessage", "itemSet"};
    struct wd_xml *x = &g->r.x;
    struct wd_str local = x->local;
    if (wd_str_eqc_nocase(local, "newsItem") || wd_str_eqc_nocase(local, "packageItem")) {
        read_item(g);
        return;
    }
    if (wd_str_eqc_nocase(local, "header")) {
        g->priority = WD_STR("5"); /* the middle of the scale, where it says none */
        return;
    }
    if (wd_str_eqc_nocase(local, "priority")) {
        g->priority = wd_plain(&g->r);
        return;
    }
    if (wd_str_eqc_nocase(local, "catalog")) {
        wd_g2_read_catalog(g);
        return;
    }
    for (size_t i = 0; i < WD_COUNT(walked); i++)
        if (wd_str_eqc_nocase(local, walked[i]))
            return;
    for (size_t i = 0; i < WD_COUNT(other_items); i++)
        if (wd_str_eqc_nocase(local, other_items[i])) {
            if (g->skipped++ < MAX_SKIPPED_TOLD)
                wd_list_add(g->r.a, &g->r.document->notes,
                            wd_arena_printf(g->r.a, "%s %.*s is no news and was left out", other_items[i],
                                            WD_STR_ARG(wd_xml_attribute(x, "guid"))));
        }
    wd_xml_skip(x);
}

int wd_newsml_g2_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    struct g2 g = {.priority = {"", 0}};
    int err = 0;
    d->format = WD_STR("newsml-g2");
    wd_wire_reader_init(&g.r, in, d);
    if (!wd_wire_root(&g.r)) {
        err = wd_where_set(w, WD_E_SYNTAX, "no element can be read");
        goto out;
    }
    do {
        if (g.r.x.event != WD_XML_OPEN)
            continue;
        if (d->items.n >= WD_MAX_ITEMS) {
            g.r.items_capped = true;
            break;
        }
        read_part(&g);
    } while (wd_xml_next(&g.r.x) != WD_XML_END_OF_INPUT);
    if (!d->items.n)
        wd_list_add(in->a, &d->repairs, WD_STR("a message without items"));
out:
    wd_reader_end(&g.r);
    return err;
}
