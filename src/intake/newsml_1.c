/* NewsML 1.0 to 1.2: the envelope, news items, their identification and management. */
#include "intake/newsml_1.h"

#include "base/limits.h"

static struct wd_str text_or_name(struct n1 *n)
{
    struct wd_str name = wd_n1_formal_name(n), text = wd_wire_line(&n->r);
    return name.n ? name : text;
}

static void read_envelope(struct n1 *n)
{
    struct wd_xml *x = &n->r.x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "Priority"))
            n->priority = text_or_name(n);
        else
            wd_xml_skip(x);
    }
}

/* ---- identification ---- */

struct identity {
    struct wd_str provider, date, item, revision, previous, update, public, label;
};

static void read_identifier(struct n1 *n, struct identity *id)
{
    struct wd_reader *r = &n->r;
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct wd_str local = x->local;
        if (wd_str_eqc_nocase(local, "RevisionId")) {
            id->previous = wd_str_trim(wd_attribute_of(r, "previousrevision"));
            id->update = wd_str_trim(wd_attribute_of(r, "update"));
            id->revision = wd_wire_line(r);
            continue;
        }
        struct wd_str text = wd_wire_line(r);
        struct wd_str *field = wd_str_eqc_nocase(local, "ProviderId")         ? &id->provider
                               : wd_str_eqc_nocase(local, "DateId")           ? &id->date
                               : wd_str_eqc_nocase(local, "NewsItemId")       ? &id->item
                               : wd_str_eqc_nocase(local, "PublicIdentifier") ? &id->public
                                                                              : NULL;
        if (field && !field->n)
            *field = text;
    }
}

static void read_identification(struct n1 *n, struct identity *id)
{
    struct wd_xml *x = &n->r.x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "NewsIdentifier"))
            read_identifier(n, id);
        else if (wd_str_eqc_nocase(x->local, "NameLabel"))
            id->label = wd_wire_line(&n->r);
        else
            wd_xml_skip(x);
    }
}

/* urn:newsml:provider:date:item:revision; some files give the first part alone, which names nothing. */
static bool names_an_item(struct wd_str public, const struct identity *id)
{
    size_t colons = 0;
    for (size_t i = 0; i < public.n; i++)
        colons += public.p[i] == ':';
    if (!public.n)
        return false;
    return !wd_str_starts_nocase(public, "urn:newsml:") || colons >= 4 || !id->item.n;
}

/* The identifier without its revision: what all revisions have in common. */
static struct wd_str without_revision(struct wd_str public, const struct identity *id)
{
    size_t colon = public.n;
    while (colon > 0 && public.p[colon - 1] != ':')
        colon--;
    struct wd_str last = wd_str_from(public, colon);
    bool lettered = last.n && id->revision.n == last.n - 1 && wd_is_alpha(last.p[last.n - 1]);
    bool revision =
        id->revision.n && (wd_str_eq(last, id->revision) || (lettered && wd_str_eq(wd_str_n(last.p, last.n - 1), id->revision)));
    return colon > 1 && revision ? wd_str_n(public.p, colon - 1) : public;
}

static void identify(struct n1 *n, const struct identity *id, struct wd_item *item)
{
    item->version = id->revision;
    item->slugline = id->label;
    struct wd_str composed = {"", 0};
    if (id->item.n)
        composed =
            wd_arena_printf(n->r.a, "urn:newsml:%.*s:%.*s:%.*s", WD_STR_ARG(id->provider), WD_STR_ARG(id->date), WD_STR_ARG(id->item));
    if (names_an_item(id->public, id)) {
        item->id = id->public;
        item->uri = without_revision(id->public, id);
    } else if (composed.n) {
        item->id = id->revision.n ? wd_arena_printf(n->r.a, "%.*s:%.*s", WD_STR_ARG(composed), WD_STR_ARG(id->revision)) : composed;
        item->uri = composed;
    }
    int64_t previous = 0;
    if (wd_str_to_i64(id->previous, &previous) && previous > 0)
        wd_wire_signal_raise(item, WD_SIGNAL_UPDATE);
    if (wd_str_eqc_nocase(id->update, "U"))
        wd_list_add(n->r.a, &n->r.document->notes,
                    wd_arena_printf(n->r.a, "revision %.*s of %.*s changes parts of the one before; what it says in whole is read",
                                    WD_STR_ARG(id->revision), WD_STR_ARG(item->uri)));
}

/* ---- management ---- */

static void take_status(struct wd_item *item, struct wd_str name)
{
    if (name.n)
        item->pubstatus = wd_wire_pubstatus(name);
}

/* What is to be done; the status that it gives earlier revisions is theirs, not this one's. */
static void read_instruction(struct n1 *n, struct wd_item *item)
{
    struct wd_str name = wd_n1_formal_name(n);
    if (name.n) {
        wd_wire_concept_add(&n->r, &item->signals, (struct wd_concept){.qcode = name});
        wd_wire_signal(item, WD_STR("instruction"), name);
    }
    wd_xml_skip(&n->r.x);
}

/* What it will be, and when: the end of an embargo, or of its life. */
static void read_status_change(struct n1 *n, struct wd_item *item)
{
    struct wd_reader *r = &n->r;
    struct wd_xml *x = &r->x;
    struct wd_str future = {"", 0};
    int64_t when = WD_NO_TIME;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "FutureStatus")) {
            future = wd_n1_formal_name(n);
            wd_xml_skip(x);
        } else if (wd_str_eqc_nocase(x->local, "DateAndTime")) {
            when = wd_date_ahead(r, wd_plain(r));
        } else {
            wd_xml_skip(x);
        }
    }
    if (when == WD_NO_TIME)
        return;
    if (!future.n || wd_wire_pubstatus(future) == WD_PUB_USABLE)
        item->embargo_utc = when;
    else
        item->expired_utc = when;
}

static void read_management(struct n1 *n, struct wd_item *item)
{
    struct wd_reader *r = &n->r;
    struct wd_xml *x = &r->x;
    bool embargoed = false;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct wd_str local = x->local;
        if (wd_str_eqc_nocase(local, "NewsItemType")) {
            wd_wire_signal(item, WD_STR("newsitemtype"), text_or_name(n));
        } else if (wd_str_eqc_nocase(local, "FirstCreated")) {
            item->published_text = wd_plain(r);
            item->created_utc = wd_date_of(r, item->published_text);
        } else if (wd_str_eqc_nocase(local, "ThisRevisionCreated")) {
            item->updated_text = wd_plain(r);
            item->updated_utc = wd_date_of(r, item->updated_text);
        } else if (wd_str_eqc_nocase(local, "Status")) {
            struct wd_str status = text_or_name(n);
            embargoed = wd_str_eqc_nocase(status, "embargoed");
            take_status(item, status);
        } else if (wd_str_eqc_nocase(local, "StatusWillChange")) {
            read_status_change(n, item);
        } else if (wd_str_eqc_nocase(local, "Urgency")) {
            item->urgency = text_or_name(n);
        } else if (wd_str_eqc_nocase(local, "Instruction")) {
            read_instruction(n, item);
        } else if (wd_str_eqc_nocase(local, "Property")) {
            wd_n1_read_property(n, item);
        } else if (wd_str_eqc_nocase(local, "DerivedFrom") || wd_str_eqc_nocase(local, "AssociatedWith")) {
            struct wd_link l = {.rel = wd_lowered(r->a, local), .href = wd_str_trim(wd_attribute_of(r, "newsitem"))};
            if (l.href.n && l.href.p[0] != '#')
                wd_list_add(r->a, &item->links, l);
            wd_xml_skip(x);
        } else {
            wd_xml_skip(x);
        }
    }
    /* with an instant of release the embargo alone holds it back */
    if (embargoed && item->embargo_utc != WD_NO_TIME)
        item->pubstatus = WD_PUB_USABLE;
}

/* ---- the news item ---- */

void wd_n1_read_item(struct n1 *n)
{
    struct wd_reader *r = &n->r;
    struct wd_xml *x = &r->x;
    if (r->document->items.n >= WD_MAX_ITEMS) {
        r->items_capped = true;
        wd_xml_skip(x);
        return;
    }
    struct wd_item *base = WD_NEW(&n->scratch, struct wd_item);
    struct identity id = {.label = {"", 0}};
    struct n1_component *root = NULL;
    wd_item_init(base);
    r->dates.zone = r->input->zone;
    base->language = wd_wire_language(r, wd_language_here(r));
    uint32_t depth = x->depth;
    n->nesting++;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "Identification")) {
            read_identification(n, &id);
            if (!r->input->zone)
                r->dates.zone = wd_home_zone(r->a, id.provider);
        } else if (wd_str_eqc_nocase(x->local, "NewsManagement")) {
            read_management(n, base);
        } else if (wd_str_eqc_nocase(x->local, "NewsComponent") && !root) {
            root = wd_n1_read_component(n);
        } else {
            wd_xml_skip(x);
        }
    }
    identify(n, &id, base);
    wd_n1_emit(n, base, root);
    if (--n->nesting == 0) {
        n->components = 0;
        wd_arena_reset(&n->scratch);
    }
}

int wd_newsml_1_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    struct n1 n = {.text = in->text};
    int err = 0;
    wd_arena_init(&n.scratch);
    wd_map_init(&n.by_id);
    wd_map_init(&n.by_code);
    d->format = WD_STR("newsml-1.x");
    wd_wire_reader_init(&n.r, in, d);
    if (!wd_wire_root(&n.r)) {
        err = wd_where_set(w, WD_E_SYNTAX, "no element can be read");
        goto out;
    }
    wd_n1_read_topics(&n);
    struct wd_xml *x = &n.r.x;
    while (wd_xml_next(x) != WD_XML_END_OF_INPUT && !n.r.items_capped) {
        if (x->event != WD_XML_OPEN || wd_str_eqc_nocase(x->local, "NewsML"))
            continue;
        if (wd_str_eqc_nocase(x->local, "NewsItem"))
            wd_n1_read_item(&n);
        else if (wd_str_eqc_nocase(x->local, "NewsEnvelope"))
            read_envelope(&n);
        else
            wd_xml_skip(x);
    }
    d->capped |= n.capped;
    if (!d->items.n)
        wd_list_add(in->a, &d->repairs, WD_STR("a NewsML document without news items"));
out:
    wd_map_done(&n.by_code);
    wd_map_done(&n.by_id);
    wd_arena_done(&n.scratch);
    wd_reader_end(&n.r);
    return err;
}
