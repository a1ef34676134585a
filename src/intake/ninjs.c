/* ninjs 1.x, 2.x and 3.x (iptc.org/std/ninjs), and the dialects of newsrooms: their member names are looked for in any case, the
 * singular and plural forms of all versions side by side. Valid or not, what can be read is read. */
#include "base/limits.h"
#include "base/url.h"
#include "intake/jsondoc.h"
#include "intake/ninjs_rules.h"
#include "markup/sanitise.h"

enum { MAX_ASSOCIATION_DEPTH = 4 };

/* ---- is it ninjs ---- */

/* Members that other JSON has as well say nothing. */
static bool is_common(struct wd_str name)
{
    static const char *const common[] = {"title", "type", "version", "language", "profile", "by", "uri", "standard", "expires", "object"};
    for (size_t i = 0; i < WD_COUNT(common); i++)
        if (wd_str_eqc_nocase(name, common[i]))
            return true;
    return false;
}

bool wd_ninjs_is(const struct wd_json *o)
{
    if (!o || o->type != WD_JSON_OBJECT)
        return false;
    const struct wd_json *standard = wd_json_get(o, "standard"), *uri = wd_json_get(o, "uri");
    standard = standard ? standard : wd_json_get(o, "$standard");
    if (wd_str_find_nocase(wd_json_get_str(standard, "name"), "ninjs", 0) != SIZE_MAX ||
        wd_str_find_nocase(wd_json_get_str(standard, "schema"), "ninjs", 0) != SIZE_MAX)
        return true;
    size_t known = 0;
    for (size_t i = 0; i < o->n; i++)
        known += wd_ninjs_knows(o->names[i]) && !is_common(o->names[i]);
    bool named = wd_json_get(o, "guid") != NULL;
    if (uri && uri->type == WD_JSON_STRING && !wd_json_get(o, "content_html") && !wd_json_get(o, "content_text"))
        return true;
    return (named && known) || (known >= 2 && known * 2 >= o->n);
}

/* ---- texts ---- */

static void set(struct wd_str *field, struct wd_str value)
{
    if (!field->n)
        *field = value;
}

static struct wd_str as_text(struct wd_reader *r, struct wd_str s)
{
    return wd_wire_squeeze(r, wd_looks_like_html(s) ? wd_html_to_text(r->a, s) : s);
}

/* How good a text is for a use: the best of several is taken. */
struct pick {
    struct wd_str value, words;
    int rank;
};

static void offer(struct pick *best, struct wd_str value, struct wd_str words, int rank)
{
    if (value.n && rank > best->rank)
        *best = (struct pick){value, words, rank};
}

static bool has_word(struct wd_str s, const char *word)
{
    return wd_str_find_nocase(s, word, 0) != SIZE_MAX;
}

/* Of a form, "body_xhtml" or "application/xhtml+xml". */
static int form_rank(struct wd_str form)
{
    return has_word(form, "html") ? 4 : has_word(form, "nitf") || has_word(form, "xml") ? 3 : has_word(form, "text") ? 2 : 1;
}

/* An element of bodies, descriptions or headlines. */
struct part {
    struct wd_str value, role, form, words;
};

static struct part part_of(struct wd_reader *r, const struct wd_json *v)
{
    static const char *const words[] = {"wordcount", NULL};
    if (v->type == WD_JSON_STRING)
        return (struct part){.value = wd_str_trim(v->string)};
    return (struct part){.value = wd_str_trim(wd_json_str(wd_json_member(v, "value"))),
                         .role = wd_json_str(wd_json_member(v, "role")),
                         .form = wd_json_str(wd_json_member(v, "contenttype")),
                         .words = wd_json_first(r->a, v, words)};
}

static bool is_main(struct wd_str role)
{
    return !role.n || wd_str_ends_nocase(role, "main") || wd_str_ends_nocase(role, "body");
}

/* A whole page stands in some: what is in its <body>. */
static struct wd_str inside_body(struct wd_str html)
{
    size_t start = wd_str_find_nocase(html, "<body", 0), end = start == SIZE_MAX ? SIZE_MAX : wd_str_find_byte(html, '>', start);
    if (end == SIZE_MAX)
        return html;
    html = wd_str_from(html, end + 1);
    end = wd_str_find_nocase(html, "</body", 0);
    return wd_str_trim(end == SIZE_MAX ? html : wd_str_n(html.p, end));
}

static void read_body(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const char *const words[] = {"wordcount", "word_count", NULL};
    struct pick best = {.rank = 0};
    const struct wd_json *one, *bodies = wd_json_member(o, "bodies");
    for (size_t i = 0; i < o->n; i++) {
        bool exact = wd_str_eqc(o->names[i], "body_html") || wd_str_eqc(o->names[i], "body_xhtml");
        if (wd_str_starts_nocase(o->names[i], "body"))
            offer(&best, wd_str_trim(wd_json_str(&o->items[i])), WD_STR(""), form_rank(o->names[i]) * 2 + exact);
    }
    for (size_t i = 0; (one = wd_json_each(bodies, i)); i++) {
        struct part p = part_of(r, one);
        offer(&best, p.value, p.words, form_rank(p.form) + (is_main(p.role) ? 10 : 0));
    }
    item->body_html = wd_wire_paragraphs(r, inside_body(best.value));
    item->word_count = wd_json_first(r->a, o, words);
    set(&item->word_count, best.words);
}

static void read_headline(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const char *const names[] = {"headline", "headline_main", "headline_text", NULL}, *const others[] = {"title", NULL};
    struct pick best = {.rank = 0};
    const struct wd_json *one, *list = wd_json_member(o, "headlines");
    for (size_t i = 0; (one = wd_json_each(list, i)); i++) {
        struct part p = part_of(r, one);
        offer(&best, p.value, WD_STR(""), is_main(p.role) ? 2 : 1);
    }
    struct wd_str line = wd_json_first(r->a, o, names);
    set(&line, best.value);
    for (size_t i = 0; i < o->n && !line.n; i++)
        if (wd_str_starts_nocase(o->names[i], "headline_"))
            line = wd_json_str(&o->items[i]);
    set(&line, wd_json_first(r->a, o, others));
    item->title = (struct wd_text){.value = as_text(r, line), .type = WD_STR("text/plain")};
}

static int description_rank(struct wd_str role)
{
    static const struct {
        const char *word;
        int rank;
    } rows[] = {{"credit", -1}, {"ednote", -1}, {"editorial", -1}, {"internal", -1}, {"summary", 6}, {"abstract", 6},
                {"teaser", 6},  {"text", 5},    {"main", 5},       {"caption", 4},   {"html", 3}};
    for (size_t i = 0; i < WD_COUNT(rows); i++)
        if (has_word(role, rows[i].word))
            return rows[i].rank;
    return role.n ? 1 : 5;
}

static void read_description(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const char *const others[] = {"abstract", "summary", "description", "caption", NULL};
    struct pick best = {.rank = 0};
    const struct wd_json *one, *list = wd_json_member(o, "descriptions");
    for (size_t i = 0; i < o->n; i++) {
        struct wd_str value = wd_str_trim(wd_json_str(&o->items[i]));
        if (!wd_str_starts_nocase(o->names[i], "description_"))
            continue;
        struct wd_str role = wd_str_from(o->names[i], strlen("description_"));
        offer(&best, value, WD_STR(""), description_rank(role));
        if (has_word(role, "creditline"))
            set(&item->creditline, value);
    }
    for (size_t i = 0; (one = wd_json_each(list, i)); i++) {
        struct part p = part_of(r, one);
        offer(&best, p.value, WD_STR(""), description_rank(p.role));
        if (has_word(p.role, "creditline"))
            set(&item->creditline, p.value);
    }
    set(&best.value, wd_json_first(r->a, o, others));
    item->summary = (struct wd_text){.value = as_text(r, best.value), .type = WD_STR("text/plain")};
}

/* "byline", else who stands in "bylines" for all to see. */
static void read_byline(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const char *const names[] = {"byline", "by", NULL}, *const person_names[] = {"name", "byline", NULL},
                             *const uris[] = {"uri", "url", NULL};
    const struct wd_json *one;
    item->byline = as_text(r, wd_json_first(r->a, o, names));
    for (size_t i = 0; !item->byline.n && (one = wd_json_each(wd_json_member(o, "bylines"), i)); i++)
        item->byline = wd_json_first(r->a, one, person_names);
    for (size_t i = 0; (one = wd_json_each(wd_json_member(o, "authors"), i)); i++) {
        struct wd_person p = {.name = one->type == WD_JSON_STRING ? wd_str_trim(one->string) : wd_json_first(r->a, one, person_names)};
        struct wd_str uri = wd_json_first(r->a, one, uris);
        if (wd_url_web(uri))
            p.uri = uri;
        if (p.name.n && item->authors.n < WD_MAX_XML_ATTRIBUTES)
            wd_list_add(r->a, &item->authors, p);
    }
}

/* ---- what it is about ---- */

static void read_dateline(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const char *const names[] = {"city", "name", NULL}, *const texts[] = {"text", NULL};
    const struct wd_json *located = wd_json_member(o, "located"), *dateline = wd_json_member(o, "dateline");
    item->dateline_text =
        dateline && dateline->type == WD_JSON_STRING ? wd_str_trim(dateline->string) : wd_json_first(r->a, dateline, texts);
    if (!located)
        located = wd_json_member(dateline, "located");
    if (!located)
        located = wd_json_member(o, "datelinelocation");
    struct wd_str city = wd_json_scalar(r->a, located);
    size_t comma = wd_str_find_byte(city, ',', 0);
    if (comma != SIZE_MAX)
        city = wd_str_trim(wd_str_n(city.p, comma)); /* "Port Ann, Northshire" */
    set(&city, wd_json_first(r->a, located, names));
    item->dateline_city = city;
}

static void read_keywords(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const char *const names[] = {"name", "value", NULL};
    const struct wd_json *one, *list = wd_json_member(o, "keywords");
    list = list ? list : wd_json_member(o, "keyword");
    if (list && list->type == WD_JSON_STRING) {
        struct wd_str rest = list->string, word;
        while (wd_str_cut(&rest, ',', &word) && item->keywords.n < WD_MAX_XML_ATTRIBUTES)
            if (wd_str_trim(word).n)
                wd_list_add(r->a, &item->keywords, wd_str_trim(word));
        return;
    }
    for (size_t i = 0; (one = wd_json_each(list, i)) && item->keywords.n < WD_MAX_XML_ATTRIBUTES; i++) {
        struct wd_str word = one->type == WD_JSON_OBJECT ? wd_json_first(r->a, one, names) : wd_json_scalar(r->a, one);
        if (word.n)
            wd_list_add(r->a, &item->keywords, word);
    }
}

static void read_concepts(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const char *const subjects[] = {"subject",       "subjects", "person", "people", "organisation",
                                           "organisations", "event",    "events", "object", "objects"};
    static const char *const services[] = {"service", "services", "anpa_category"};
    for (size_t i = 0; i < WD_COUNT(subjects); i++)
        wd_json_concepts(r, wd_json_member(o, subjects[i]), &item->subjects);
    wd_json_concepts(r, wd_json_member(o, "place"), &item->places);
    wd_json_concepts(r, wd_json_member(o, "places"), &item->places);
    wd_json_concepts(r, wd_json_member(o, "genre"), &item->genres);
    wd_json_concepts(r, wd_json_member(o, "genres"), &item->genres);
    for (size_t i = 0; i < WD_COUNT(services); i++) {
        wd_concepts found = {0};
        wd_json_concepts(r, wd_json_member(o, services[i]), &found);
        for (size_t k = 0; k < found.n; k++)
            wd_list_add(r->a, &item->categories, (struct wd_category){.term = found.v[k].code, .label = found.v[k].name});
    }
}

/* ---- what the agency says of it ---- */

static struct wd_str lines_of(struct wd_reader *r, const struct wd_json *v)
{
    struct wd_str all = WD_STR("");
    const struct wd_json *one;
    for (size_t i = 0; v && v->type != WD_JSON_OBJECT && (one = wd_json_each(v, i)) && i < WD_MAX_XML_ATTRIBUTES; i++) {
        struct wd_str line = wd_str_trim(wd_json_str(one));
        if (line.n)
            all = all.n ? wd_arena_printf(r->a, "%.*s\n%.*s", WD_STR_ARG(all), WD_STR_ARG(line)) : line;
    }
    return all;
}

static void read_rights(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const char *const links[] = {"linkedrights", NULL}, *const holders[] = {"copyrightholder", "copyright_holder", NULL},
                             *const notices[] = {"copyrightnotice", "copyright_notice", NULL};
    const struct wd_json *terms = wd_json_member(o, "usageterms");
    item->usage_terms = lines_of(r, terms ? terms : wd_json_member(o, "usage_terms"));
    item->copyright_holder = wd_json_first(r->a, o, holders);
    item->copyright_notice = wd_json_first(r->a, o, notices);
    struct wd_str link = wd_json_first(r->a, wd_json_member(o, "rightsinfo"), links);
    if (wd_url_web(link))
        item->license = link;
}

/* "source" names who sends the item where the dialect has no "provider"; "infosource" names whose the words are. */
static void read_provenance(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const char *const names[] = {"name", "literal", "code", "uri", NULL}, *const credits[] = {"creditline", "credit", NULL},
                             *const sources[] = {"source", NULL}, *const roles[] = {"role", "rel", NULL};
    const struct wd_json *provider = wd_json_member(o, "provider"), *infosources = wd_json_member(o, "infosources"), *one;
    infosources = infosources ? infosources : wd_json_member(o, "infosource");
    item->provider = provider && provider->type == WD_JSON_OBJECT ? wd_json_first(r->a, provider, names) : wd_json_scalar(r->a, provider);
    struct wd_str source = wd_json_first(r->a, o, sources);
    if (item->provider.n)
        item->credit_source = source;
    else
        item->provider = source;
    for (size_t i = 0; infosources && infosources->type == WD_JSON_ARRAY && (one = wd_json_each(infosources, i)); i++) {
        struct wd_str name = wd_json_first(r->a, one, names), role = wd_json_first(r->a, one, roles);
        set(&item->credit_source, name);
        if (has_word(role, "prov"))
            set(&item->provider, name);
    }
    set(&item->creditline, wd_json_first(r->a, o, credits));
}

static void read_signals(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const char *const lists[] = {"signal", "signals", "operation", "state"}, *const counts[] = {"correction_sequence",
                                                                                                       "correctionsequence", NULL};
    static const struct {
        const char *said, *signal;
    } states[] = {{"killed", "kill"},      {"recalled", "kill"},        {"takedown", "kill"},
                  {"unpublished", "kill"}, {"corrected", "correction"}, {"correct", "correction"}};
    const struct wd_json *one;
    for (size_t i = 0; i < WD_COUNT(lists); i++) {
        const struct wd_json *list = wd_json_member(o, lists[i]);
        bool state = i >= 2;
        if (list && list->type == WD_JSON_OBJECT)
            wd_json_signal(r, item, list);
        for (size_t k = 0; list && list->type != WD_JSON_OBJECT && !state && (one = wd_json_each(list, k)) && k < WD_MAX_XML_ATTRIBUTES;
             k++)
            wd_json_signal(r, item, one);
        for (size_t k = 0; state && k < WD_COUNT(states); k++)
            if (wd_str_eqc_nocase(wd_json_str(list), states[k].said))
                wd_wire_signal(item, WD_STR(""), wd_str_c(states[k].signal));
        if (state && wd_str_eqc_nocase(wd_json_str(list), "kill"))
            wd_wire_signal(item, WD_STR(""), WD_STR("kill"));
    }
    struct wd_str corrections = wd_json_first(r->a, o, counts);
    if (corrections.n && !wd_str_eqc(corrections, "0"))
        wd_wire_signal(item, WD_STR(""), WD_STR("correction"));
}

/* The types of ninjs; newsrooms have words of their own for a text. */
static void read_type(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const struct {
        const char *said, *type;
    } rows[] = {{"story", "text"},    {"article", "text"},  {"news", "text"},         {"alert", "text"},       {"advisory", "text"},
                {"image", "picture"}, {"photo", "picture"}, {"package", "composite"}, {"preformatted", "text"}};
    static const char *const names[] = {"type", NULL};
    struct wd_str said = wd_json_first(r->a, o, names);
    item->type = said.n ? wd_lowered(r->a, said) : item->body_html.n ? WD_STR("text") : said;
    for (size_t i = 0; i < WD_COUNT(rows); i++)
        if (wd_str_eqc(item->type, rows[i].said)) {
            item->type = wd_str_c(rows[i].type);
            break;
        }
    if (wd_str_eqc_nocase(said, "advisory"))
        wd_wire_signal(item, WD_STR(""), WD_STR("advisory"));
}

static void read_identity(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const char *const ids[] = {"guid", "uri", "id", NULL}, *const uris[] = {"uri", "guid", NULL},
                             *const versions[] = {"version", NULL}, *const slugs[] = {"slugline", "slug", NULL},
                             *const languages[] = {"language", "lang", NULL};
    item->id = wd_json_first(r->a, o, ids);
    item->uri = wd_json_first(r->a, o, uris);
    item->version = wd_json_first(r->a, o, versions);
    item->slugline = wd_wire_squeeze(r, wd_json_first(r->a, o, slugs));
    item->language = wd_json_first(r->a, o, languages);
    set(&item->language, r->language);
}

static void read_management(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const char *const created[] = {"firstcreated", "first_created", NULL}, *const content[] = {"contentcreated", NULL},
                             *const updated[] = {"versioncreated", "version_created", "updated", "datetime", NULL},
                             *const embargo[] = {"embargoed", "embargoeduntil", "embargo", NULL},
                             *const expires[] = {"expires", "expiry", NULL}, *const urgency[] = {"urgency", NULL},
                             *const priority[] = {"priority", NULL}, *const status[] = {"pubstatus", NULL};
    item->published_text = wd_json_first(r->a, o, created);
    item->created_utc = wd_date_of(r, item->published_text);
    item->updated_text = wd_json_first(r->a, o, updated);
    item->updated_utc = wd_date_of(r, item->updated_text);
    if (item->created_utc == WD_NO_TIME && item->updated_utc == WD_NO_TIME)
        item->created_utc = wd_date_of(r, wd_json_first(r->a, o, content));
    item->embargo_utc = wd_date_ahead(r, wd_json_first(r->a, o, embargo));
    item->expired_utc = wd_date_ahead(r, wd_json_first(r->a, o, expires));
    item->urgency = wd_json_first(r->a, o, urgency);
    item->priority = wd_json_first(r->a, o, priority);
    struct wd_str code = wd_json_first(r->a, o, status);
    size_t colon = wd_str_find_byte(code, ':', 0);
    item->pubstatus = wd_wire_pubstatus(colon == SIZE_MAX ? code : wd_str_from(code, colon + 1));
    item->ednote = lines_of(r, wd_json_member(o, "ednote"));
}

/* ---- items and those associated with them ---- */

static bool is_visual(struct wd_str type)
{
    return wd_str_eqc(type, "picture") || wd_str_eqc(type, "graphic");
}

static void read_item(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    read_identity(r, o, item);
    read_headline(r, o, item);
    read_body(r, o, item);
    read_description(r, o, item);
    read_byline(r, o, item);
    read_dateline(r, o, item);
    read_management(r, o, item);
    read_signals(r, o, item);
    read_type(r, o, item);
    read_concepts(r, o, item);
    read_keywords(r, o, item);
    read_rights(r, o, item);
    read_provenance(r, o, item);
    wd_wire_drop_headline(r, item);
    wd_wire_take_byline(item);
    if (is_visual(item->type))
        wd_json_image(r, item, wd_json_member(o, "renditions"));
}

static void read_replaced(struct wd_reader *r, const struct wd_json *o, struct wd_item *item)
{
    static const struct {
        const char *name, *rel;
    } rows[] = {{"replacing", "replaces"}, {"evolvedfrom", "evolvedFrom"}, {"translated_from", "translationOf"}};
    const struct wd_json *one;
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        const struct wd_json *list = wd_json_member(o, rows[i].name);
        for (size_t k = 0; list && list->type != WD_JSON_OBJECT && (one = wd_json_each(list, k)); k++)
            wd_json_link(r, item, rows[i].rel, wd_json_scalar(r->a, one), WD_STR(""));
    }
}

/* Says something itself; others are only named. */
static bool stands_alone(struct wd_reader *r, const struct wd_json *o, const struct wd_item *item)
{
    static const char *const names[] = {"representationtype", NULL};
    struct wd_str extent = wd_json_first(r->a, o, names);
    bool partial = wd_str_eqc_nocase(extent, "incomplete") || wd_str_eqc_nocase(extent, "partial");
    return !partial && (item->title.value.n || item->body_html.n);
}

static void read_with_associated(struct wd_reader *r, const struct wd_json *o, int depth);

/* Associated items that have an identity come before the item that refers to them, those that belong to it alone behind it. */
static void read_associated(struct wd_reader *r, const struct wd_json *list, struct wd_item *item, bool with_identity, int depth)
{
    static const char *const names[] = {"name", NULL};
    const struct wd_json *one;
    for (size_t i = 0; (one = wd_json_each(list, i)); i++) {
        struct wd_item found;
        if (one->type != WD_JSON_OBJECT)
            continue;
        wd_item_init(&found);
        read_item(r, one, &found);
        bool identity = found.uri.n > 0;
        if (identity == with_identity && depth < MAX_ASSOCIATION_DEPTH && stands_alone(r, one, &found))
            read_with_associated(r, one, depth + 1);
        if (!with_identity)
            continue;
        set(&found.title.value, wd_json_first(r->a, one, names));
        wd_json_link(r, item, "association", found.id, found.title.value);
        if (!item->image.url.n && is_visual(found.type))
            item->image = found.image;
    }
}

static void read_with_associated(struct wd_reader *r, const struct wd_json *o, int depth)
{
    const struct wd_json *associations = wd_json_member(o, "associations");
    struct wd_item item, *to;
    wd_item_init(&item);
    read_item(r, o, &item);
    read_replaced(r, o, &item);
    read_associated(r, associations, &item, true, depth);
    if ((to = wd_json_item(r)))
        *to = item;
    read_associated(r, associations, &item, false, depth);
}

void wd_ninjs_read(struct wd_reader *r, const struct wd_json *o)
{
    read_with_associated(r, o, 0);
}
