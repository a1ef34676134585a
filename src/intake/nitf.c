/* NITF 3: a file of its own or several in one, or inside NewsML.
 * Source: IPTC NITF 3.2 to 3.6 DTD and its documentation. */
#include "base/limits.h"
#include "intake/wire.h"

static void set(struct wd_str *field, struct wd_str value)
{
    value = wd_str_trim(value);
    if (!field->n)
        *field = value;
}

/* The day of the dateline says less than the instant of issue. */
static void read_story_date(struct wd_reader *r, struct wd_item *item)
{
    struct wd_str norm = wd_xml_attribute(&r->x, "norm");
    if (item->created_utc == WD_NO_TIME || norm.n > sizeof "YYYY-MM-DD" - 1)
        wd_nitf_read_date(r, &item->created_utc, "norm");
    else
        wd_xml_skip(&r->x);
}

/* Initials of those who handled it ("gr/bp"): a sign-off of the desk, no byline. */
static bool is_signoff(struct wd_str line)
{
    struct wd_str part;
    size_t parts = 0;
    for (; wd_str_cut(&line, '/', &part); parts++) {
        if (!part.n || part.n > 4)
            return false;
        for (size_t i = 0; i < part.n; i++)
            if (!wd_is_lower(part.p[i]))
                return false;
    }
    return parts > 0;
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
        else if (event == WD_XML_OPEN && wd_str_eqc_nocase(x->local, "byttl"))
            wd_xml_skip(x);
        else if (event == WD_XML_OPEN)
            wd_buf_byte(b, ' ');
    }
    struct wd_str line = wd_wire_squeeze(r, wd_arena_str(r->a, wd_buf_str(b)));
    return is_signoff(line) ? wd_str_n("", 0) : line;
}

static void take_byline(struct wd_reader *r, struct wd_item *item)
{
    struct wd_str line = read_byline(r);
    if (item->byline.n && line.n && item->byline.n < WD_MAX_QUERY_BYTES && !wd_str_eq(item->byline, line))
        item->byline = wd_arena_printf(r->a, "%.*s, %.*s", WD_STR_ARG(item->byline), WD_STR_ARG(line));
    else
        set(&item->byline, line);
}

static void read_dateline(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    struct wd_str text = {"", 0}, city = {"", 0};
    uint32_t depth = x->depth;
    for (;;) {
        enum wd_xml_event event = wd_xml_next(x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && x->depth <= depth))
            break;
        if (event == WD_XML_TEXT && text.n < WD_MAX_QUERY_BYTES) {
            text = text.n ? wd_arena_printf(r->a, "%.*s%.*s", WD_STR_ARG(text), WD_STR_ARG(x->text)) : x->text;
        } else if (event == WD_XML_OPEN && wd_str_eqc_nocase(x->local, "story.date")) {
            read_story_date(r, item);
        } else if (event == WD_XML_OPEN && wd_str_eqc_nocase(x->local, "city")) {
            struct wd_str name = wd_xml_read_text(x);
            if (!city.n)
                city = wd_wire_squeeze(r, name);
            text = text.n ? wd_arena_printf(r->a, "%.*s%.*s", WD_STR_ARG(text), WD_STR_ARG(name)) : name;
        }
    }
    set(&item->dateline_text, wd_wire_squeeze(r, text));
    if (city.n)
        item->dateline_city = city;
}

static void read_rights(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "rights.owner"))
            set(&item->copyright_holder, wd_wire_line(r));
        else if (wd_str_eqc_nocase(x->local, "rights.type") || wd_str_eqc_nocase(x->local, "rights.limitations") ||
                 wd_str_eqc_nocase(x->local, "rights.geography"))
            wd_wire_add_line(r, &item->usage_terms, wd_wire_line(r));
        else
            wd_xml_skip(x);
    }
}

static void read_body_head(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct wd_str local = x->local;
        if (wd_str_eqc_nocase(local, "hl1"))
            set(&item->title.value, wd_wire_line(r));
        else if (wd_str_eqc_nocase(local, "byline"))
            take_byline(r, item);
        else if (wd_str_eqc_nocase(local, "distributor"))
            set(&item->creditline, wd_wire_line(r));
        else if (wd_str_eqc_nocase(local, "rights"))
            read_rights(r, item);
        else if (wd_str_eqc_nocase(local, "dateline"))
            read_dateline(r, item);
        else if (wd_str_eqc_nocase(local, "abstract"))
            set(&item->summary.value, wd_wire_line(r));
        else if (wd_str_eqc_nocase(local, "note"))
            wd_wire_add_line(r, &item->ednote, wd_wire_line(r));
    }
}

void wd_nitf_read(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    struct wd_str title = {"", 0};
    bool has_body = item->body_html.n > 0;
    size_t cap = 0;
    while (wd_child(x, depth)) {
        struct wd_str local = x->local;
        if (wd_str_eqc_nocase(local, "head"))
            wd_nitf_read_head(r, item, &title);
        else if (wd_str_eqc_nocase(local, "body.head"))
            read_body_head(r, item);
        else if (!has_body && (wd_str_eqc_nocase(local, "body.content") || wd_str_eqc_nocase(local, "body.end")))
            wd_wire_append(r, &item->body_html, &cap, wd_wire_body(r, item));
        else if (!wd_str_eqc_nocase(local, "body"))
            wd_xml_skip(x);
    }
    set(&item->title.value, title);
}

static void read_article(struct wd_reader *r)
{
    struct wd_item item;
    wd_item_init(&item);
    item.type = WD_STR("text");
    item.language = wd_xml_attribute(&r->x, "baselang");
    set(&item.language, wd_language_here(r));
    wd_nitf_read(r, &item);
    set(&item.uri, item.id);
    wd_wire_drop_headline(r, &item);
    wd_wire_take_byline(&item);
    item.title.type = item.summary.type = WD_STR("text/plain");
    wd_list_add(r->a, &r->document->items, item);
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
    do {
        if (r.x.event != WD_XML_OPEN || !wd_str_eqc_nocase(r.x.local, "nitf"))
            continue;
        if (d->items.n >= WD_MAX_ITEMS) {
            r.items_capped = true;
            break;
        }
        read_article(&r);
    } while (wd_xml_next(&r.x) != WD_XML_END_OF_INPUT);
out:
    wd_reader_end(&r);
    return err;
}
