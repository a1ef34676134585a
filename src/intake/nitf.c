/* NITF 3: a file of its own, or inside NewsML-G2. */
#include "base/limits.h"
#include "intake/wire.h"

static void set(struct wd_str *field, struct wd_str value)
{
    if (!field->n)
        *field = value;
}

static void read_subject(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    struct wd_concept c = {.qcode = wd_xml_attribute(x, "tobject.subject.refnum"),
                           .name = wd_xml_attribute(x, "tobject.subject.detail"),
                           .scheme = wd_xml_attribute(x, "tobject.subject.ipr")};
    set(&c.name, wd_xml_attribute(x, "tobject.subject.matter"));
    set(&c.name, wd_xml_attribute(x, "tobject.subject.type"));
    wd_wire_concept_add(r, &item->subjects, c);
    wd_xml_skip(x);
}

static void read_place(struct wd_reader *r, struct wd_item *item)
{
    struct wd_str city = wd_xml_attribute(&r->x, "city"), country = wd_xml_attribute(&r->x, "iso-cc");
    if (city.n) {
        wd_wire_concept_add(r, &item->places, (struct wd_concept){.qcode = city, .code = country, .name = city});
        set(&item->dateline_city, city);
    }
    wd_xml_skip(&r->x);
}

static void read_date(struct wd_reader *r, int64_t *field, const char *attribute)
{
    struct wd_str norm = wd_xml_attribute(&r->x, attribute);
    int64_t utc = wd_date_of(r, norm);
    if (utc != WD_NO_TIME)
        *field = utc;
    wd_xml_skip(&r->x);
}

/* The day of the dateline says less than the instant of issue. */
static void read_story_date(struct wd_reader *r, struct wd_item *item)
{
    struct wd_str norm = wd_xml_attribute(&r->x, "norm");
    if (item->created_utc == WD_NO_TIME || norm.n > sizeof "YYYY-MM-DD" - 1)
        read_date(r, &item->created_utc, "norm");
    else
        wd_xml_skip(&r->x);
}

static void read_docdata(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    struct wd_str status = wd_xml_attribute(x, "management-status");
    bool embargoed = wd_str_eqc_nocase(status, "embargoed");
    if (status.n)
        item->pubstatus = wd_wire_pubstatus(status);
    uint32_t depth = x->depth;
    for (;;) {
        enum wd_xml_event event = wd_xml_next(x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && x->depth <= depth))
            break;
        if (event != WD_XML_OPEN)
            continue;
        struct wd_str local = x->local;
        if (wd_str_eqc(local, "doc-id"))
            set(&item->id, wd_xml_attribute(x, "id-string"));
        else if (wd_str_eqc(local, "urgency"))
            set(&item->urgency, wd_xml_attribute(x, "ed-urg"));
        else if (wd_str_eqc(local, "evloc"))
            read_place(r, item);
        else if (wd_str_eqc(local, "date.issue"))
            read_date(r, &item->created_utc, "norm");
        else if (wd_str_eqc(local, "date.release"))
            read_date(r, &item->embargo_utc, "norm");
        else if (wd_str_eqc(local, "date.expire"))
            read_date(r, &item->expired_utc, "norm");
        else if (wd_str_eqc(local, "doc.copyright"))
            set(&item->copyright_holder, wd_xml_attribute(x, "holder"));
        else if (wd_str_eqc(local, "ed-msg"))
            set(&item->ednote, wd_xml_attribute(x, "info"));
        else if (wd_str_eqc(local, "du-key"))
            set(&item->version, wd_xml_attribute(x, "version"));
        else if (wd_str_eqc(local, "keyword") && wd_xml_attribute(x, "key").n)
            wd_list_add(r->a, &item->keywords, wd_xml_attribute(x, "key"));
    }
    /* with an instant of release the embargo alone holds it back */
    if (embargoed && item->embargo_utc != WD_NO_TIME)
        item->pubstatus = WD_PUB_USABLE;
}

static void read_head(struct wd_reader *r, struct wd_item *item, struct wd_str *ret_title)
{
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    for (;;) {
        enum wd_xml_event event = wd_xml_next(x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && x->depth <= depth))
            break;
        if (event != WD_XML_OPEN)
            continue;
        struct wd_str local = x->local;
        if (wd_str_eqc(local, "title"))
            *ret_title = wd_wire_line(r);
        else if (wd_str_eqc(local, "tobject.subject"))
            read_subject(r, item);
        else if (wd_str_eqc(local, "docdata"))
            read_docdata(r, item);
        else if (wd_str_eqc(local, "pubdata"))
            read_date(r, &item->updated_utc, "date.publication");
        else if (wd_str_eqc(local, "meta") && wd_str_eqc_nocase(wd_xml_attribute(x, "name"), "slugline"))
            set(&item->slugline, wd_xml_attribute(x, "content"));
    }
}

/* A byline without the writer's office. */
static struct wd_str read_byline(struct wd_reader *r)
{
    struct wd_xml *x = &r->x;
    struct wd_buf *b = &r->scratch;
    uint32_t depth = x->depth;
    wd_buf_reset(b);
    for (;;) {
        enum wd_xml_event event = wd_xml_next(x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && x->depth <= depth))
            break;
        if (event == WD_XML_TEXT)
            wd_buf_puts(b, x->text);
        else if (event == WD_XML_OPEN && wd_str_eqc(x->local, "byttl"))
            wd_xml_skip(x);
        else if (event == WD_XML_OPEN)
            wd_buf_byte(b, ' ');
    }
    return wd_wire_squeeze(r, wd_arena_str(r->a, wd_buf_str(b)));
}

static void read_body_head(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    for (;;) {
        enum wd_xml_event event = wd_xml_next(x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && x->depth <= depth))
            break;
        if (event != WD_XML_OPEN)
            continue;
        struct wd_str local = x->local;
        if (wd_str_eqc(local, "hl1"))
            set(&item->title.value, wd_wire_line(r));
        else if (wd_str_eqc(local, "byline"))
            set(&item->byline, read_byline(r));
        else if (wd_str_eqc(local, "distributor"))
            set(&item->creditline, wd_wire_line(r));
        else if (wd_str_eqc(local, "rights.owner"))
            set(&item->copyright_holder, wd_wire_line(r));
        else if (wd_str_eqc(local, "city"))
            item->dateline_city = wd_wire_line(r);
        else if (wd_str_eqc(local, "story.date"))
            read_story_date(r, item);
        else if (wd_str_eqc(local, "abstract"))
            set(&item->summary.value, wd_wire_line(r));
        else if (wd_str_eqc(local, "note"))
            set(&item->ednote, wd_wire_line(r));
    }
}

void wd_nitf_read(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    struct wd_str title = {"", 0};
    for (;;) {
        enum wd_xml_event event = wd_xml_next(x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && x->depth <= depth))
            break;
        if (event != WD_XML_OPEN)
            continue;
        struct wd_str local = x->local;
        if (wd_str_eqc(local, "head"))
            read_head(r, item, &title);
        else if (wd_str_eqc(local, "body.head"))
            read_body_head(r, item);
        else if (wd_str_eqc(local, "body.content"))
            set(&item->body_html, wd_wire_body(r, NULL));
        else if (!wd_str_eqc(local, "body"))
            wd_xml_skip(x);
    }
    set(&item->title.value, title);
}

int wd_nitf_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    struct wd_reader r;
    int err = 0;
    d->format = WD_STR("nitf");
    wd_wire_reader_init(&r, in, d);
    if (!wd_wire_root(&r)) {
        err = wd_where_set(w, WD_E_SYNTAX, "no element can be read");
        goto out;
    }
    struct wd_item item;
    wd_item_init(&item);
    item.type = WD_STR("text");
    item.language = wd_xml_attribute(&r.x, "baselang");
    set(&item.language, wd_language_here(&r));
    wd_nitf_read(&r, &item);
    set(&item.uri, item.id);
    wd_wire_take_byline(&item);
    item.title.type = item.summary.type = WD_STR("text/plain");
    wd_list_add(in->a, &d->items, item);
out:
    wd_wire_reader_done(&r);
    return err;
}
