/* The head of NITF: docdata, subjects, publication.
 * Source: IPTC NITF 3.2 to 3.6 DTD and its documentation. */
#include "base/limits.h"
#include "intake/wire.h"

static void set(struct wd_str *field, struct wd_str value)
{
    value = wd_str_trim(value);
    if (!field->n)
        *field = value;
}

void wd_nitf_read_date(struct wd_reader *r, int64_t *field, const char *attribute)
{
    struct wd_str norm = wd_xml_attribute(&r->x, attribute);
    int64_t utc = wd_date_of(r, norm);
    if (utc != WD_NO_TIME)
        *field = utc;
    wd_xml_skip(&r->x);
}

/* A subject reference number tells its matter and its subject by its digits (SSMMMDDD), which are named beside it. */
static void read_subject(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    struct wd_str number = wd_str_trim(wd_xml_attribute(x, "tobject.subject.refnum")), code = wd_xml_attribute(x, "tobject.subject.code"),
                  scheme = wd_xml_attribute(x, "tobject.subject.ipr"),
                  names[3] = {wd_xml_attribute(x, "tobject.subject.type"), wd_xml_attribute(x, "tobject.subject.matter"),
                              wd_xml_attribute(x, "tobject.subject.detail")};
    static const size_t digits[3] = {2, 5, 8};
    bool levels = number.n == 8 && (!scheme.n || wd_str_eqc_nocase(scheme, "IPTC"));
    for (size_t i = 0; i < number.n && levels; i++)
        levels = wd_is_digit(number.p[i]);
    struct wd_str narrowest = names[2].n ? names[2] : names[1].n ? names[1] : names[0];
    wd_wire_concept_add(r, &item->subjects, (struct wd_concept){.qcode = number.n ? number : code, .name = narrowest, .scheme = scheme});
    for (int i = 1; i >= 0 && levels; i--) {
        bool wider = false;
        for (size_t k = digits[i]; k < 8; k++)
            wider |= number.p[k] != '0';
        if (names[i].n && wider)
            wd_wire_concept_add(
                r, &item->subjects,
                (struct wd_concept){.qcode = wd_arena_printf(r->a, "%.*s%.*s", (int)digits[i], number.p, (int)(8 - digits[i]), "00000000"),
                                    .name = names[i],
                                    .scheme = scheme});
    }
    wd_xml_skip(x);
}

static void read_property(struct wd_reader *r, struct wd_item *item)
{
    struct wd_str type = wd_str_trim(wd_xml_attribute(&r->x, "tobject.property.type"));
    if (type.n)
        wd_wire_concept_add(r, &item->genres, (struct wd_concept){.qcode = type, .name = type});
    wd_xml_skip(&r->x);
}

static void read_meta(struct wd_reader *r, struct wd_item *item)
{
    static const struct {
        const char *name;
        size_t field;
    } metas[] = {{"slugline", offsetof(struct wd_item, slugline)},         {"slug", offsetof(struct wd_item, slugline)},
                 {"anpa-keyword", offsetof(struct wd_item, slugline)},     {"anpa-wordcount", offsetof(struct wd_item, word_count)},
                 {"wordcount", offsetof(struct wd_item, word_count)},      {"byline", offsetof(struct wd_item, byline)},
                 {"copyright", offsetof(struct wd_item, copyright_notice)}};
    struct wd_str name = wd_xml_attribute(&r->x, "name"), content = wd_wire_squeeze(r, wd_xml_attribute(&r->x, "content"));
    for (size_t i = 0; i < WD_COUNT(metas); i++)
        if (wd_str_eqc_nocase(name, metas[i].name))
            set((struct wd_str *)(void *)((char *)item + metas[i].field), content);
    wd_xml_skip(&r->x);
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

static void read_keyword(struct wd_reader *r, struct wd_item *item)
{
    struct wd_str key = wd_wire_squeeze(r, wd_xml_attribute(&r->x, "key"));
    if (key.n)
        wd_list_add(r->a, &item->keywords, key);
    wd_xml_skip(&r->x);
}

/* What ties the takes of one story together; its version counts them. */
static void read_dynamic_key(struct wd_reader *r, struct wd_item *item, struct wd_str *ret_key)
{
    struct wd_xml *x = &r->x;
    struct wd_str version = wd_str_trim(wd_xml_attribute(x, "version")), generation = wd_str_trim(wd_xml_attribute(x, "generation"));
    int64_t of_version = 0, of_generation = 0;
    set(&item->version, version);
    *ret_key = wd_str_trim(wd_xml_attribute(x, "key"));
    (void)wd_str_to_i64(version, &of_version);
    (void)wd_str_to_i64(generation, &of_generation);
    if (of_version > 1 || of_generation > 1)
        wd_wire_signal_raise(item, WD_SIGNAL_UPDATE);
    wd_xml_skip(x);
}

static void read_doc_rights(struct wd_reader *r, struct wd_item *item)
{
    static const char *const terms[] = {"type", "limitations", "geography"};
    for (size_t i = 0; i < WD_COUNT(terms); i++)
        wd_wire_add_line(r, &item->usage_terms, wd_wire_squeeze(r, wd_xml_attribute(&r->x, terms[i])));
    wd_xml_skip(&r->x);
}

static void read_doc_id(struct wd_reader *r, struct wd_item *item)
{
    set(&item->id, wd_xml_attribute(&r->x, "id-string"));
    set(&item->provider, wd_xml_attribute(&r->x, "regsrc"));
    wd_xml_skip(&r->x);
}

/* The trail of services that moved it: the first is where it comes from. */
static void read_source(struct wd_reader *r, struct wd_item *item)
{
    set(&item->credit_source, wd_xml_attribute(&r->x, "src-name"));
    wd_xml_skip(&r->x);
}

/* One element of docdata, at its OPEN; containers are walked into by the caller. */
static void read_document_datum(struct wd_reader *r, struct wd_item *item, struct wd_str *key)
{
    struct wd_xml *x = &r->x;
    struct wd_str local = x->local;
    if (wd_str_eqc_nocase(local, "doc-id"))
        read_doc_id(r, item);
    else if (wd_str_eqc_nocase(local, "urgency"))
        set(&item->urgency, wd_xml_attribute(x, "ed-urg"));
    else if (wd_str_eqc_nocase(local, "evloc"))
        read_place(r, item);
    else if (wd_str_eqc_nocase(local, "date.issue"))
        wd_nitf_read_date(r, &item->created_utc, "norm");
    else if (wd_str_eqc_nocase(local, "date.release"))
        wd_nitf_read_date(r, &item->embargo_utc, "norm");
    else if (wd_str_eqc_nocase(local, "date.expire"))
        wd_nitf_read_date(r, &item->expired_utc, "norm");
    else if (wd_str_eqc_nocase(local, "doc.copyright"))
        set(&item->copyright_holder, wd_xml_attribute(x, "holder"));
    else if (wd_str_eqc_nocase(local, "doc.rights"))
        read_doc_rights(r, item);
    else if (wd_str_eqc_nocase(local, "ed-msg"))
        wd_wire_add_line(r, &item->ednote, wd_wire_squeeze(r, wd_xml_attribute(x, "info")));
    else if (wd_str_eqc_nocase(local, "du-key"))
        read_dynamic_key(r, item, key);
    else if (wd_str_eqc_nocase(local, "keyword"))
        read_keyword(r, item);
    else if (wd_str_eqc_nocase(local, "from-src"))
        read_source(r, item);
    else if (wd_str_eqc_nocase(local, "fixture") && !key->n)
        *key = wd_str_trim(wd_xml_attribute(x, "fix-id"));
}

static void read_docdata(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    struct wd_str status = wd_xml_attribute(x, "management-status"), replaced = wd_xml_attribute(x, "management-doc-idref"), key = {"", 0};
    bool embargoed = wd_str_eqc_nocase(status, "embargoed");
    if (status.n)
        item->pubstatus = wd_wire_pubstatus(status);
    if (replaced.n)
        wd_list_add(r->a, &item->links, (struct wd_link){.rel = WD_STR("replaces"), .href = replaced});
    uint32_t depth = x->depth;
    for (;;) {
        enum wd_xml_event event = wd_xml_next(x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && x->depth <= depth))
            break;
        if (event == WD_XML_OPEN)
            read_document_datum(r, item, &key);
    }
    /* NITF has no slug of its own: the key of the running story, or the one keyword, is what newsrooms take for it */
    set(&item->slugline, key);
    if (item->keywords.n == 1)
        set(&item->slugline, item->keywords.v[0]);
    /* with an instant of release the embargo alone holds it back */
    if (embargoed && item->embargo_utc != WD_NO_TIME)
        item->pubstatus = WD_PUB_USABLE;
}

void wd_nitf_read_head(struct wd_reader *r, struct wd_item *item, struct wd_str *ret_title)
{
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct wd_str local = x->local;
        if (wd_str_eqc_nocase(local, "title"))
            *ret_title = wd_wire_line(r);
        else if (wd_str_eqc_nocase(local, "tobject.subject"))
            read_subject(r, item);
        else if (wd_str_eqc_nocase(local, "tobject.property"))
            read_property(r, item);
        else if (wd_str_eqc_nocase(local, "docdata"))
            read_docdata(r, item);
        else if (wd_str_eqc_nocase(local, "pubdata"))
            wd_nitf_read_date(r, &item->updated_utc, "date.publication");
        else if (wd_str_eqc_nocase(local, "meta"))
            read_meta(r, item);
    }
}
