/* digitalwires, dpa's JSON: an item with its categories by type ("dnltype:dpasubject"), notes by role, sections of HTML.
 * Source: dpa's own converters to NewsML-G2 and IPTC 7901 (dpa-newslab). */
#include "base/url.h"
#include "intake/jsondoc.h"
#include "markup/sanitise.h"

bool wd_digitalwire_is(const struct wd_json *o)
{
    return wd_str_starts_nocase(wd_json_get_str(o, "format"), "digitalwires") ||
           (wd_json_get(o, "urn") && (wd_json_get(o, "article_html") || wd_json_get(o, "version_created")));
}

static struct wd_str field(struct wd_reader *r, const struct wd_json *o, const char *name)
{
    return wd_json_scalar(r->a, wd_json_get(o, name));
}

/* What a category of a type gives. */
enum use { USE_SUBJECT, USE_PLACE, USE_GENRE, USE_KEYWORD, USE_LOCATED, USE_SIGNAL, USE_PROVIDER, USE_SOURCE, USE_PUBSTATUS, USE_POI };
static const struct {
    const char *type;
    enum use use;
} uses[] = {{"dpasubject", USE_SUBJECT}, {"subject", USE_SUBJECT},     {"geosubject", USE_PLACE}, {"genre", USE_GENRE},
            {"keyword", USE_KEYWORD},    {"located", USE_LOCATED},     {"signal", USE_SIGNAL},    {"provider", USE_PROVIDER},
            {"infosource", USE_SOURCE},  {"pubstatus", USE_PUBSTATUS}, {"poi", USE_POI}};

static struct wd_str code_of(struct wd_str qcode)
{
    size_t colon = wd_str_find_byte(qcode, ':', 0);
    return colon == SIZE_MAX ? qcode : wd_str_from(qcode, colon + 1);
}

static void set(struct wd_str *to, struct wd_str value)
{
    if (!to->n)
        *to = value;
}

static void use_category(struct wd_reader *r, struct wd_item *item, const struct wd_json *category, enum use use)
{
    struct wd_concept c = {.qcode = field(r, category, "qcode"), .name = field(r, category, "name")};
    switch (use) {
    case USE_SUBJECT: wd_wire_concept_add(r, &item->subjects, c); break;
    case USE_PLACE:
        wd_wire_concept_add(r, &item->subjects, c);
        wd_wire_concept_add(r, &item->places, c);
        break;
    case USE_GENRE: wd_wire_concept_add(r, &item->genres, c); break;
    case USE_KEYWORD:
        if (c.name.n)
            wd_list_add(r->a, &item->keywords, c.name);
        break;
    case USE_LOCATED: set(&item->dateline_city, c.name); break;
    case USE_SIGNAL: wd_json_signal(r, item, category); break;
    case USE_PROVIDER: set(&item->provider, c.name.n ? c.name : c.qcode); break;
    case USE_SOURCE: set(&item->credit_source, c.name.n ? c.name : c.qcode); break;
    case USE_PUBSTATUS:
        if (wd_wire_pubstatus(code_of(c.qcode)) != WD_PUB_USABLE)
            item->pubstatus = wd_wire_pubstatus(code_of(c.qcode));
        break;
    case USE_POI:
        set(&c.name, field(r, wd_json_get(wd_json_get(category, "geojson"), "properties"), "name"));
        wd_wire_concept_add(r, &item->places, c);
        break;
    }
}

static void read_categories(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    const struct wd_json *one;
    for (size_t i = 0; (one = wd_json_each(wd_json_get(o, "categories"), i)); i++) {
        struct wd_str type = code_of(wd_json_get_str(one, "type"));
        for (size_t k = 0; k < WD_COUNT(uses); k++)
            if (wd_str_eqc(type, uses[k].type))
                use_category(r, item, one, uses[k].use);
    }
    for (size_t i = 0; (one = wd_json_each(wd_json_get(o, "rubric_names"), i)); i++)
        if (wd_json_scalar(r->a, one).n)
            wd_list_add(r->a, &item->categories, (struct wd_category){.term = wd_json_scalar(r->a, one)});
}

/* Notes that the agency lets out; contacts and its own closing line stay where they are. */
static void read_notes(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    enum { MAX_NOTES_BYTES = 4096 };
    const struct wd_json *one;
    for (size_t i = 0; (one = wd_json_each(wd_json_get(o, "ednotes"), i)); i++) {
        const struct wd_json *allowed = wd_json_get(one, "is_publishable");
        struct wd_str role = code_of(wd_json_get_str(one, "role")), note = field(r, one, "ednote");
        bool closed = (allowed && allowed->type == WD_JSON_BOOL && !allowed->boolean) || wd_str_eqc(role, "closingline") ||
                      wd_str_eqc(role, "dpacontacts");
        if (!closed && note.n && item->ednote.n < MAX_NOTES_BYTES)
            item->ednote = item->ednote.n ? wd_arena_printf(r->a, "%.*s\n%.*s", WD_STR_ARG(item->ednote), WD_STR_ARG(note)) : note;
    }
}

static void read_body(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    struct wd_str article = wd_str_trim(wd_json_get_str(o, "article_html")), box = wd_str_trim(wd_json_get_str(o, "infobox_html"));
    struct wd_str all = box.n ? wd_arena_printf(r->a, "%.*s\n%.*s", WD_STR_ARG(article), WD_STR_ARG(box)) : article;
    item->body_html = wd_str_trim(wd_clean_html(r->a, all, r->base));
}

/* "New York (dpa) - " is in New York. */
static struct wd_str city_of(struct wd_str dateline)
{
    size_t end = wd_str_find_byte(dateline, '(', 0);
    return end == SIZE_MAX ? WD_STR("") : wd_str_trim(wd_str_n(dateline.p, end));
}

static void read_associations(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    const struct wd_json *one;
    for (size_t i = 0; (one = wd_json_each(wd_json_get(o, "associations"), i)); i++) {
        struct wd_str type = field(r, one, "type");
        wd_json_link(r, item, "seeAlso", field(r, one, "urn"), field(r, one, "headline"));
        if (wd_str_eqc(type, "image"))
            wd_json_image(r, item, wd_json_get(one, "renditions"));
        if (!item->body_html.n && !item->type.n)
            item->type = wd_str_eqc(type, "image") ? WD_STR("picture") : type;
    }
    if (!item->type.n)
        item->type = WD_STR("text");
}

void wd_digitalwire_read(struct wd_reader *r, const struct wd_json *o)
{
    struct wd_item *item = wd_json_item(r);
    if (!item)
        return;
    const struct wd_json *signal = wd_json_get(o, "signal");
    item->id = item->uri = field(r, o, "urn");
    item->version = field(r, o, "version");
    item->language = field(r, o, "language");
    set(&item->language, r->language);
    item->title = (struct wd_text){.value = wd_wire_squeeze(r, field(r, o, "headline")), .type = WD_STR("text/plain")};
    item->summary = (struct wd_text){.value = wd_wire_squeeze(r, field(r, o, "teaser")), .type = WD_STR("text/plain")};
    item->byline = field(r, o, "byline");
    item->dateline_text = field(r, o, "dateline");
    item->urgency = field(r, o, "urgency");
    item->updated_text = field(r, o, "version_created");
    item->updated_utc = wd_date_of(r, item->updated_text);
    item->created_utc = wd_date_of(r, field(r, o, "content_created"));
    item->embargo_utc = wd_date_ahead(r, field(r, o, "embargoed"));
    item->pubstatus = wd_wire_pubstatus(code_of(field(r, o, "pubstatus")));
    item->creditline = field(r, o, "creditline");
    item->copyright_notice = field(r, o, "copyrightnotice");
    item->usage_terms = field(r, o, "usageterms");
    if (signal && signal->type == WD_JSON_STRING)
        wd_json_signal(r, item, signal);
    read_body(r, o, item);
    wd_wire_drop_headline(r, item);
    wd_wire_take_byline(item);
    read_categories(r, o, item);
    set(&item->dateline_city, city_of(item->dateline_text));
    read_notes(r, o, item);
    read_associations(r, o, item);
}
