/* Metadata of NewsML-G2 items: rights, management, description. */
#include "base/url.h"
#include "intake/newsml_g2.h"

enum { MAX_ASSERTED = 2000, MAX_HEADLINES = 64 };

struct entry {
    struct wd_str qcode, literal, name, type, role;
    bool place;
    wd_concepts broader;
};

static bool is_place_type(struct wd_str type)
{
    return wd_str_ends_nocase(type, ":geoArea") || wd_str_ends_nocase(type, ":poi") || wd_str_eqc_nocase(type, "cptType:5");
}

/* How well a name serves: that of the item's language first, then one to be shown, then the first. */
static int name_rank(const struct g2 *g, struct wd_str role, struct wd_str language)
{
    bool mine = language.n >= 2 && g->language.n >= 2 && wd_same_nocase(language.p, g->language.p, 2);
    bool shown = !role.n || wd_str_ends_nocase(role, ":display") || wd_str_ends_nocase(role, ":full");
    return 1 + (mine ? 4 : 0) + (shown ? 2 : 0);
}

/* A text that may stand there in several languages: the item's own, else the first. */
static void set_localised(struct g2 *g, struct wd_str *field, int *rank)
{
    struct wd_str language = wd_xml_lang(&g->r.x), text = wd_plain(&g->r);
    int mine = name_rank(g, (struct wd_str){"", 0}, language);
    if (text.n && (!field->n || mine > *rank)) {
        *field = text;
        *rank = mine;
    }
}

static void read_related(struct g2 *g, struct entry *e)
{
    struct wd_xml *x = &g->r.x;
    bool broader = wd_str_eqc(x->local, "broader");
    struct wd_concept c = {.qcode = wd_g2_qcode(g)};
    struct wd_str type = wd_xml_attribute(x, "type");
    int best = 0;
    uint32_t inner = x->depth;
    while (wd_child(x, inner)) {
        if (!wd_str_eqc(x->local, "name")) {
            wd_xml_skip(x);
            continue;
        }
        int rank = name_rank(g, wd_xml_attribute(x, "role"), wd_xml_lang(x));
        struct wd_str name = wd_wire_line(&g->r);
        if (name.n && rank > best) {
            c.name = name;
            best = rank;
        }
    }
    c.uri = wd_g2_uri(g, c.qcode);
    if (broader && is_place_type(type))
        wd_list_add(g->r.a, &e->broader, c);
}

static struct entry read_entry(struct g2 *g)
{
    struct wd_xml *x = &g->r.x;
    struct entry e = {.qcode = wd_g2_qcode(g),
                      .literal = wd_xml_attribute(x, "literal"),
                      .type = wd_xml_attribute(x, "type"),
                      .role = wd_xml_attribute(x, "role")};
    e.place = is_place_type(e.type);
    uint32_t depth = x->depth;
    int best = 0;
    while (wd_child(x, depth)) {
        if (wd_str_eqc(x->local, "name")) {
            int rank = name_rank(g, wd_xml_attribute(x, "role"), wd_xml_lang(x));
            struct wd_str name = wd_wire_line(&g->r);
            if (name.n && rank > best) {
                e.name = name;
                best = rank;
            }
        } else if (wd_str_eqc(x->local, "broader") || wd_str_eqc(x->local, "sameAs")) {
            read_related(g, &e);
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

static struct wd_concept concept_of(struct g2 *g, const struct entry *e)
{
    return (struct wd_concept){.qcode = e->qcode,
                               .code = e->qcode.n ? (struct wd_str){"", 0} : e->literal,
                               .name = e->name.n ? e->name : e->literal,
                               .uri = wd_g2_uri(g, e->qcode)};
}

static void set(struct wd_str *field, struct wd_str value)
{
    if (!field->n)
        *field = value;
}

void wd_g2_read_rights(struct g2 *g, struct wd_item *item)
{
    struct wd_xml *x = &g->r.x;
    uint32_t depth = x->depth;
    int notice = 0, terms = 0;
    while (wd_child(x, depth)) {
        if (wd_str_eqc(x->local, "copyrightHolder")) {
            struct entry e = read_entry(g);
            set(&item->copyright_holder, entry_name(&e));
        } else if (wd_str_eqc(x->local, "copyrightNotice")) {
            set_localised(g, &item->copyright_notice, &notice);
        } else if (wd_str_eqc(x->local, "usageTerms")) {
            set_localised(g, &item->usage_terms, &terms);
        } else {
            wd_xml_skip(x);
        }
    }
}

/* A note that is not for the public never leaves intake. */
static void read_note(struct g2 *g, struct wd_item *item)
{
    struct wd_xml *x = &g->r.x;
    struct wd_str constraint = wd_xml_attribute(x, "pubconstraint"), role = wd_g2_code(wd_xml_attribute(x, "role"));
    bool closed = wd_str_ends_nocase(constraint, "nonpublic") || wd_str_eqc_nocase(role, "private") ||
                  wd_str_eqc_nocase(role, "contacts") || wd_str_eqc_nocase(role, "dpacontacts") || wd_str_eqc_nocase(role, "notepad") ||
                  wd_str_eqc_nocase(role, "closingline");
    if (closed) {
        wd_xml_skip(x);
        return;
    }
    wd_wire_add_line(&g->r, &item->ednote, wd_wire_line(&g->r));
}

void wd_g2_read_link(struct g2 *g, struct wd_item *item)
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

void wd_g2_read_item_meta(struct g2 *g, struct wd_item *item)
{
    struct wd_reader *r = &g->r;
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct wd_str local = x->local;
        if (wd_str_eqc(local, "itemClass")) {
            set(&item->type, wd_g2_code(wd_g2_qcode(g)));
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
            bool open_end = wd_str_eqc(wd_attribute_of(r, "nil"), "true");
            item->embargo_utc = wd_date_ahead(r, wd_plain(r));
            g->held |= open_end && item->embargo_utc == WD_NO_TIME;
        } else if (wd_str_eqc(local, "pubStatus")) {
            item->pubstatus = wd_wire_pubstatus(wd_g2_code(wd_g2_qcode(g)));
            wd_xml_skip(x);
        } else if (wd_str_eqc(local, "signal")) {
            struct entry e = read_entry(g);
            wd_wire_concept_add(r, &item->signals, concept_of(g, &e));
            wd_wire_signal(item, wd_g2_alias(e.qcode), wd_g2_code(e.qcode));
        } else if (wd_str_eqc(local, "edNote")) {
            read_note(g, item);
        } else if (wd_str_eqc(local, "link")) {
            wd_g2_read_link(g, item);
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
    wd_wire_concept_add(&g->r, &item->subjects, concept_of(g, &e));
    if (!e.place)
        return;
    wd_wire_concept_add(&g->r, &item->places, concept_of(g, &e));
    for (size_t i = 0; i < e.broader.n; i++)
        wd_wire_concept_add(&g->r, &item->places, e.broader.v[i]);
}

void wd_g2_read_content_meta(struct g2 *g, struct wd_item *item)
{
    struct wd_reader *r = &g->r;
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    int headline = 0;
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
            /* some count the states of a text among its genres: that is a matter of signals */
            bool state = wd_str_ends_nocase(wd_g2_alias(e.qcode), "version") || wd_str_ends_nocase(e.type, "versiontype");
            wd_wire_concept_add(r, state ? &item->signals : &item->genres, concept_of(g, &e));
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
            struct wd_str language = wd_xml_lang(x), line = wd_wire_line(r);
            int rank = name_rank(g, (struct wd_str){"", 0}, language);
            if (line.n && !sub && g->headlines.n < MAX_HEADLINES)
                wd_list_add(r->a, &g->headlines, (struct g2_name){.qcode = wd_wire_language(r, language), .name = line});
            if (line.n && !sub && rank > headline) {
                item->title.value = line;
                headline = rank;
            }
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

void wd_g2_read_assert(struct g2 *g)
{
    struct entry e = read_entry(g);
    struct g2_name said = {.qcode = e.qcode, .name = e.name};
    if (said.qcode.n && said.name.n && g->asserted.n < MAX_ASSERTED)
        wd_list_add(g->r.a, &g->asserted, said);
}

static void name_list(const struct g2 *g, wd_concepts *list)
{
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = 0; k < g->asserted.n && !list->v[i].name.n; k++)
            if (wd_str_eq(list->v[i].qcode, g->asserted.v[k].qcode))
                list->v[i].name = g->asserted.v[k].name;
}

void wd_g2_name_concepts(struct g2 *g, struct wd_item *item)
{
    name_list(g, &item->subjects);
    name_list(g, &item->places);
    name_list(g, &item->genres);
}
