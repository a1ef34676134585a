/* NewsML-G2: news messages, news items and packages. */
#include "base/limits.h"
#include "base/url.h"
#include "intake/wire.h"
#include "markup/sanitise.h"

struct g2 {
    struct wd_reader r;
    struct wd_str priority; /* of the message */
    struct wd_str provider; /* of the item, as a name */
};

static struct wd_str code_of(struct wd_str qcode)
{
    size_t colon = wd_str_find_byte(qcode, ':', 0);
    return colon == SIZE_MAX ? qcode : wd_str_from(qcode, colon + 1);
}

static struct wd_str scheme_of(struct wd_str qcode)
{
    size_t colon = wd_str_find_byte(qcode, ':', 0);
    return colon == SIZE_MAX ? wd_str_n("", 0) : wd_str_n(qcode.p, colon);
}

struct entry {
    struct wd_str qcode, literal, name, type, role;
    bool place;
    wd_concepts broader;
};

static bool is_place_type(struct wd_str type)
{
    return wd_str_ends_nocase(type, ":geoArea") || wd_str_ends_nocase(type, ":poi") || wd_str_eqc_nocase(type, "cptType:5");
}

/* A concept with its names; a display name or one without a role before others. */
static struct entry read_entry(struct g2 *g)
{
    struct wd_xml *x = &g->r.x;
    struct entry e = {.qcode = wd_xml_attribute(x, "qcode"),
                      .literal = wd_xml_attribute(x, "literal"),
                      .type = wd_xml_attribute(x, "type"),
                      .role = wd_xml_attribute(x, "role")};
    e.place = is_place_type(e.type);
    uint32_t depth = x->depth;
    bool settled = false;
    while (wd_child(x, depth)) {
        if (wd_str_eqc(x->local, "name")) {
            struct wd_str role = wd_xml_attribute(x, "role"), name = wd_wire_line(&g->r);
            bool best = !role.n || wd_str_ends_nocase(role, ":display");
            if (name.n && (!e.name.n || (best && !settled))) {
                e.name = name;
                settled = best;
            }
        } else if (wd_str_eqc(x->local, "broader") || wd_str_eqc(x->local, "sameAs")) {
            bool broader = wd_str_eqc(x->local, "broader");
            struct wd_concept c = {.qcode = wd_xml_attribute(x, "qcode")};
            struct wd_str type = wd_xml_attribute(x, "type");
            uint32_t inner = x->depth;
            while (wd_child(x, inner)) {
                if (wd_str_eqc(x->local, "name") && !c.name.n)
                    c.name = wd_wire_line(&g->r);
                else
                    wd_xml_skip(x);
            }
            if (broader && is_place_type(type))
                wd_list_add(g->r.a, &e.broader, c);
        } else {
            wd_xml_skip(x);
        }
    }
    return e;
}

static struct wd_str entry_name(const struct entry *e)
{
    return e->name.n ? e->name : e->literal.n ? e->literal : e->qcode;
}

static struct wd_concept concept_of(const struct entry *e)
{
    return (struct wd_concept){
        .qcode = e->qcode, .code = e->qcode.n ? (struct wd_str){"", 0} : e->literal, .name = e->name.n ? e->name : e->literal};
}

static void set(struct wd_str *field, struct wd_str value)
{
    if (!field->n)
        *field = value;
}

static void read_rights(struct g2 *g, struct wd_item *item)
{
    struct wd_xml *x = &g->r.x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc(x->local, "copyrightHolder")) {
            struct entry e = read_entry(g);
            set(&item->copyright_holder, entry_name(&e));
        } else if (wd_str_eqc(x->local, "copyrightNotice")) {
            set(&item->copyright_notice, wd_plain(&g->r));
        } else if (wd_str_eqc(x->local, "usageTerms")) {
            set(&item->usage_terms, wd_plain(&g->r));
        } else {
            wd_xml_skip(x);
        }
    }
}

/* A note that is not for the public never leaves intake. */
static void read_note(struct g2 *g, struct wd_item *item)
{
    struct wd_xml *x = &g->r.x;
    struct wd_str constraint = wd_xml_attribute(x, "pubconstraint"), role = code_of(wd_xml_attribute(x, "role"));
    bool closed = wd_str_ends_nocase(constraint, "nonpublic") || wd_str_eqc_nocase(role, "private") ||
                  wd_str_eqc_nocase(role, "contacts") || wd_str_eqc_nocase(role, "dpacontacts") || wd_str_eqc_nocase(role, "notepad") ||
                  wd_str_eqc_nocase(role, "closingline");
    if (closed) {
        wd_xml_skip(x);
        return;
    }
    wd_wire_add_line(&g->r, &item->ednote, wd_wire_line(&g->r));
}

static void read_link(struct g2 *g, struct wd_item *item)
{
    struct wd_xml *x = &g->r.x;
    struct wd_link l = {
        .rel = wd_xml_attribute(x, "rel"), .href = wd_xml_attribute(x, "residref"), .type = wd_xml_attribute(x, "contenttype")};
    set(&l.href, wd_xml_attribute(x, "href"));
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc(x->local, "title") || wd_str_eqc(x->local, "headline"))
            set(&l.title, wd_wire_line(&g->r));
        else
            wd_xml_skip(x);
    }
    if (l.href.n)
        wd_list_add(g->r.a, &item->links, l);
}

static void read_item_meta(struct g2 *g, struct wd_item *item)
{
    struct wd_reader *r = &g->r;
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct wd_str local = x->local;
        if (wd_str_eqc(local, "itemClass")) {
            set(&item->type, code_of(wd_xml_attribute(x, "qcode")));
            wd_xml_skip(x);
        } else if (wd_str_eqc(local, "provider")) {
            struct entry e = read_entry(g);
            set(&item->provider, e.qcode.n ? e.qcode : entry_name(&e));
            g->provider = entry_name(&e);
        } else if (wd_str_eqc(local, "versionCreated")) {
            item->updated_text = wd_plain(r);
            item->updated_utc = wd_date_of(r, item->updated_text);
        } else if (wd_str_eqc(local, "firstCreated")) {
            item->published_text = wd_plain(r);
            item->created_utc = wd_date_of(r, item->published_text);
        } else if (wd_str_eqc(local, "embargoed")) {
            item->embargo_utc = wd_date_of(r, wd_plain(r));
        } else if (wd_str_eqc(local, "pubStatus")) {
            item->pubstatus = wd_wire_pubstatus(code_of(wd_xml_attribute(x, "qcode")));
            wd_xml_skip(x);
        } else if (wd_str_eqc(local, "signal")) {
            struct entry e = read_entry(g);
            wd_wire_concept_add(r, &item->signals, concept_of(&e));
            wd_wire_signal(item, scheme_of(e.qcode), code_of(e.qcode));
        } else if (wd_str_eqc(local, "edNote")) {
            read_note(g, item);
        } else if (wd_str_eqc(local, "link")) {
            read_link(g, item);
        } else if (wd_str_eqc(local, "versionedId")) {
            struct wd_str guid = wd_xml_attribute(x, "guid");
            if (guid.n) {
                set(&item->uri, item->id);
                item->id = guid;
            }
            wd_xml_skip(x);
        } else if (wd_str_eqc(local, "title")) {
            set(&item->title.value, wd_wire_line(r));
        } else {
            wd_xml_skip(x);
        }
    }
}

static void add_subject(struct g2 *g, struct wd_item *item)
{
    struct entry e = read_entry(g);
    wd_wire_concept_add(&g->r, &item->subjects, concept_of(&e));
    if (!e.place)
        return;
    wd_wire_concept_add(&g->r, &item->places, concept_of(&e));
    for (size_t i = 0; i < e.broader.n; i++)
        wd_wire_concept_add(&g->r, &item->places, e.broader.v[i]);
}

static void read_content_meta(struct g2 *g, struct wd_item *item)
{
    struct wd_reader *r = &g->r;
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct wd_str local = x->local, role = wd_xml_attribute(x, "role");
        if (wd_str_eqc(local, "urgency")) {
            set(&item->urgency, wd_plain(r));
        } else if (wd_str_eqc(local, "contentCreated")) {
            int64_t utc = wd_date_of(r, wd_plain(r));
            if (item->created_utc == WD_NO_TIME && item->updated_utc == WD_NO_TIME)
                item->created_utc = utc;
        } else if (wd_str_eqc(local, "located")) {
            struct entry e = read_entry(g);
            set(&item->dateline_city, e.name.n ? e.name : e.literal);
        } else if (wd_str_eqc(local, "infoSource")) {
            struct entry e = read_entry(g);
            if (!item->credit_source.n && (!e.role.n || wd_str_ends_nocase(e.role, "origProv")))
                item->credit_source = entry_name(&e);
        } else if (wd_str_eqc(local, "language")) {
            set(&item->language, wd_xml_attribute(x, "tag"));
            wd_xml_skip(x);
        } else if (wd_str_eqc(local, "genre")) {
            struct entry e = read_entry(g);
            wd_wire_concept_add(r, &item->genres, concept_of(&e));
        } else if (wd_str_eqc(local, "subject")) {
            add_subject(g, item);
        } else if (wd_str_eqc(local, "keyword")) {
            struct wd_str keyword = wd_wire_line(r);
            if (keyword.n)
                wd_list_add(r->a, &item->keywords, keyword);
        } else if (wd_str_eqc(local, "slugline")) {
            set(&item->slugline, wd_wire_line(r));
        } else if (wd_str_eqc(local, "headline")) {
            bool sub = wd_str_find_nocase(role, "sub", 0) != SIZE_MAX;
            struct wd_str headline = wd_wire_line(r);
            if (!sub)
                set(&item->title.value, headline);
        } else if (wd_str_eqc(local, "dateline")) {
            set(&item->dateline_text, wd_wire_line(r));
        } else if (wd_str_eqc(local, "by")) {
            set(&item->byline, wd_wire_line(r));
        } else if (wd_str_eqc(local, "creditline")) {
            set(&item->creditline, wd_wire_line(r));
        } else if (wd_str_eqc(local, "description")) {
            set(&item->summary.value, wd_wire_line(r));
        } else {
            wd_xml_skip(x);
        }
    }
}

static void read_inline_data(struct g2 *g, struct wd_item *item)
{
    struct wd_reader *r = &g->r;
    struct wd_str type = wd_xml_attribute(&r->x, "contenttype"), rendition = code_of(wd_xml_attribute(&r->x, "rendition")),
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

static void read_content_set(struct g2 *g, struct wd_item *item)
{
    struct wd_reader *r = &g->r;
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc(x->local, "inlineXML")) {
            set(&item->word_count, wd_xml_attribute(x, "wordcount"));
            wd_wire_document(r, item);
        } else if (wd_str_eqc(x->local, "inlineData")) {
            read_inline_data(g, item);
        } else if (wd_str_eqc(x->local, "remoteContent")) {
            struct wd_str type = wd_xml_attribute(x, "contenttype"), href = wd_xml_attribute(x, "href");
            struct wd_link l = {.rel = WD_STR("enclosure"),
                                .href = wd_url_web(href) ? href : (struct wd_str){"", 0},
                                .type = type,
                                .length = wd_xml_attribute(x, "size")};
            if (l.href.n)
                wd_list_add(r->a, &item->enclosures, l);
            if (l.href.n && !item->image.url.n && (wd_str_starts_nocase(type, "image/") || wd_str_eqc(item->type, "picture"))) {
                item->image.url = l.href;
                item->image.width = wd_xml_attribute(x, "width");
                item->image.height = wd_xml_attribute(x, "height");
            }
            wd_xml_skip(x);
        } else {
            wd_xml_skip(x);
        }
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
                read_link(g, item);
            else
                wd_xml_skip(x);
        }
    }
}

static void read_item(struct g2 *g)
{
    struct wd_reader *r = &g->r;
    struct wd_xml *x = &r->x;
    if (r->document->items.n >= WD_MAX_ITEMS) {
        r->items_capped = true;
        return;
    }
    struct wd_item item;
    wd_item_init(&item);
    item.id = wd_xml_attribute(x, "guid");
    item.version = wd_xml_attribute(x, "version");
    struct wd_str language = wd_language_here(r);
    g->provider = wd_str_n("", 0);
    if (wd_str_eqc(x->local, "packageItem") && !item.id.n) {
        wd_xml_skip(x);
        return;
    }
    if (wd_str_eqc(x->local, "packageItem"))
        item.type = WD_STR("composite");
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc(x->local, "rightsInfo"))
            read_rights(g, &item);
        else if (wd_str_eqc(x->local, "itemMeta"))
            read_item_meta(g, &item);
        else if (wd_str_eqc(x->local, "contentMeta"))
            read_content_meta(g, &item);
        else if (wd_str_eqc(x->local, "contentSet"))
            read_content_set(g, &item);
        else if (wd_str_eqc(x->local, "groupSet"))
            read_groups(g, &item);
        else
            wd_xml_skip(x);
    }
    set(&item.language, language);
    set(&item.uri, item.id);
    set(&item.priority, g->priority);
    set(&item.credit_source, g->provider);
    wd_wire_drop_headline(r, &item);
    wd_wire_take_byline(&item);
    item.title.type = item.summary.type = WD_STR("text/plain");
    if (wd_str_eqc(item.word_count, "0"))
        item.word_count.n = 0;
    wd_list_add(r->a, &r->document->items, item);
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
    struct wd_xml *x = &g.r.x;
    if (!wd_str_eqc_nocase(x->local, "newsMessage")) {
        read_item(&g);
        goto out;
    }
    for (;;) {
        enum wd_xml_event event = wd_xml_next(x);
        if (event == WD_XML_END_OF_INPUT || g.r.items_capped)
            break;
        if (event != WD_XML_OPEN)
            continue;
        if (wd_str_eqc(x->local, "newsItem") || wd_str_eqc(x->local, "packageItem"))
            read_item(&g);
        else if (wd_str_eqc(x->local, "priority"))
            g.priority = wd_plain(&g.r);
        else if (!wd_str_eqc(x->local, "header") && !wd_str_eqc(x->local, "itemSet"))
            wd_xml_skip(x);
    }
    if (!d->items.n)
        wd_list_add(in->a, &d->repairs, WD_STR("a message without items"));
out:
    wd_reader_end(&g.r);
    return err;
}
