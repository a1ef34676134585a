/* XML of agencies' own making: flat records, a table of elements each. */
#include "base/limits.h"
#include "base/url.h"
#include "intake/wire.h"
#include "markup/sanitise.h"

enum { MAX_PATH = 96, MAX_DEPTH = 8 };

enum kind {
    TEXT,
    TEXT_OF_HTML,
    BODY,
    LINES,
    DATE,
    DATE_AHEAD,
    KEYWORDS,
    SUBJECT,
    SUBJECT_NUMBER,
    GENRE,
    PICTURE,
    CANCELED,
    SIGNAL,
    REPLACED
};

struct rule {
    const char *path; /* names below the record, joined with "/", in lower case */
    enum kind kind;
    size_t field; /* of struct wd_item; SIGNAL: enum wd_signal */
};

#define FIELD(name) offsetof(struct wd_item, name)

/* Ritzau (Denmark): element names are Danish and English. */
static const struct rule ritzau[] = {
    {"newsid", TEXT, FIELD(id)},
    {"publishdate", DATE, FIELD(created_utc)},
    {"strapline", TEXT, FIELD(slugline)},
    {"headline", TEXT, FIELD(title.value)},
    {"subtitle", TEXT_OF_HTML, FIELD(summary.value)},
    {"town", TEXT, FIELD(dateline_city)},
    {"origin", TEXT, FIELD(creditline)},
    {"section", GENRE, 0},
    {"version", TEXT, FIELD(version)},
    {"content", BODY, 0},
    {"priority", TEXT, FIELD(priority)},
    {"iptclist/int", SUBJECT_NUMBER, 0},
    {"byline", TEXT, FIELD(byline)},
    {"tilredaktionen", LINES, FIELD(ednote)},
    {"subjectkeyword/string", KEYWORDS, 0},
    {"replacedid", REPLACED, 0},
    {"annuleret", CANCELED, 0},
    {"nyversion", SIGNAL, WD_SIGNAL_UPDATE},
    {"korrektion", SIGNAL, WD_SIGNAL_CORRECTION},
};

/* Releases as the press release services of Nordic agencies (STT, NTB, Ritzau, TT) export them. Contacts are for editors. */
static const struct rule release[] = {
    {"longurl", TEXT, FIELD(link)},
    {"title", TEXT, FIELD(title.value)},
    {"leadtext", TEXT_OF_HTML, FIELD(summary.value)},
    {"body", BODY, 0},
    {"publicationdate", DATE, FIELD(created_utc)},
    {"embargo", DATE_AHEAD, FIELD(embargo_utc)},
    {"keywords", KEYWORDS, 0},
    {"type/label", GENRE, 0},
    {"categories/category/label", SUBJECT, 0},
    {"publisher/name", TEXT, FIELD(creditline)},
    {"images/image/url", PICTURE, 0},
};

static const struct dialect {
    const char *root, *format;
    const char *home; /* a name in the agency's country, for its clock; NULL: no one country's */
    const struct rule *rules;
    size_t n;
} dialects[] = {{"rbnews", "ritzau", "agency.dk", ritzau, WD_COUNT(ritzau)},
                {"release", "press-release", NULL, release, WD_COUNT(release)}};

static bool is_true(struct wd_str s)
{
    return wd_str_eqc_nocase(s, "true") || wd_str_eqc(s, "1") || wd_str_eqc_nocase(s, "yes");
}

/* Numbers of the IPTC subject codes have eight digits; a list of integers loses the zero in front. */
static void add_subject_number(struct wd_reader *r, struct wd_item *item, struct wd_str number)
{
    int64_t n;
    if (wd_str_to_i64(number, &n) && n > 0 && n < 100000000)
        wd_wire_concept_add(r, &item->subjects, (struct wd_concept){.qcode = wd_arena_printf(r->a, "%08d", (int)n)});
}

static void add_keywords(struct wd_reader *r, struct wd_item *item, struct wd_str list)
{
    struct wd_str keyword;
    while (wd_str_cut(&list, ',', &keyword))
        if (wd_str_trim(keyword).n)
            wd_list_add(r->a, &item->keywords, wd_wire_squeeze(r, keyword));
}

static void add_picture(struct wd_reader *r, struct wd_item *item, struct wd_str url)
{
    if (!wd_url_web(url))
        return;
    wd_list_add(r->a, &item->enclosures, (struct wd_link){.rel = WD_STR("enclosure"), .href = url});
    if (!item->image.url.n)
        item->image.url = url;
}

static void apply(struct wd_reader *r, struct wd_item *item, const struct rule *rule)
{
    struct wd_str text = wd_str_trim(wd_xml_read_text(&r->x)), *field = (struct wd_str *)(void *)((char *)item + rule->field);
    int64_t *instant = (int64_t *)(void *)((char *)item + rule->field);
    if (!text.n)
        return;
    switch (rule->kind) {
    case TEXT:
        if (!field->n)
            *field = wd_wire_squeeze(r, text);
        break;
    case TEXT_OF_HTML:
        if (!field->n)
            *field = wd_wire_squeeze(r, wd_html_to_text(r->a, text));
        break;
    case LINES: wd_wire_add_line(r, field, wd_html_to_text(r->a, text)); break;
    case BODY: item->body_html = wd_wire_paragraphs(r, text); break;
    case DATE: *instant = wd_date_of(r, text); break;
    case DATE_AHEAD: *instant = wd_date_ahead(r, text); break;
    case KEYWORDS: add_keywords(r, item, text); break;
    case SUBJECT: wd_wire_concept_add(r, &item->subjects, (struct wd_concept){.name = wd_wire_squeeze(r, text)}); break;
    case SUBJECT_NUMBER: add_subject_number(r, item, text); break;
    case GENRE: wd_wire_concept_add(r, &item->genres, (struct wd_concept){.qcode = text, .name = text}); break;
    case PICTURE: add_picture(r, item, text); break;
    case REPLACED: wd_list_add(r->a, &item->links, (struct wd_link){.rel = WD_STR("replaces"), .href = text}); break;
    case CANCELED:
        if (is_true(text))
            item->pubstatus = WD_PUB_CANCELED;
        break;
    case SIGNAL:
        if (is_true(text))
            wd_wire_signal_raise(item, (enum wd_signal)rule->field);
        break;
    }
}

struct place {
    char path[MAX_PATH];
    size_t ends[MAX_DEPTH]; /* of the path at each depth below the record */
};

/* The rule for the element at `level` below the record; the path is kept up to date. */
static const struct rule *rule_at(const struct dialect *d, struct place *p, uint32_t level, struct wd_str local)
{
    size_t from = level > 1 ? p->ends[level - 2] : 0;
    if (from + local.n + 2 > sizeof p->path)
        return NULL;
    if (from)
        p->path[from++] = '/';
    for (size_t i = 0; i < local.n; i++)
        p->path[from + i] = wd_lower(local.p[i]);
    p->ends[level - 1] = from + local.n;
    struct wd_str path = wd_str_n(p->path, from + local.n);
    for (size_t i = 0; i < d->n; i++)
        if (wd_str_eqc(path, d->rules[i].path))
            return &d->rules[i];
    return NULL;
}

static void read_record(struct wd_reader *r, const struct dialect *d)
{
    struct wd_xml *x = &r->x;
    struct place place = {.ends = {0}};
    struct wd_item item;
    wd_item_init(&item);
    if (!r->input->zone && d->home)
        r->dates.zone = wd_home_zone(r->a, wd_str_c(d->home));
    item.type = WD_STR("text");
    item.id = wd_str_trim(wd_xml_attribute(x, "id"));
    struct wd_str language = wd_wire_language(r, wd_xml_attribute(x, "lang"));
    item.language = language.n ? language : wd_language_here(r);
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (x->depth - depth > MAX_DEPTH) {
            wd_xml_skip(x);
            continue;
        }
        const struct rule *rule = rule_at(d, &place, x->depth - depth, x->local);
        if (rule)
            apply(r, &item, rule);
    }
    item.uri = item.id;
    item.updated_utc = item.created_utc;
    item.title.type = item.summary.type = WD_STR("text/plain");
    if (!wd_url_web(item.link))
        item.link.n = 0;
    wd_wire_drop_headline(r, &item);
    /* a root of that name in another's vocabulary gives nothing */
    if (item.body_html.n || (item.title.value.n && item.id.n))
        wd_list_add(r->a, &r->document->items, item);
}

int wd_newsxml_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    struct wd_reader r;
    int err = 0;
    wd_wire_reader_init(&r, in, d);
    if (!wd_wire_root(&r)) {
        err = wd_where_set(w, WD_E_SYNTAX, "no element can be read");
        goto out;
    }
    do {
        for (size_t i = 0; r.x.event == WD_XML_OPEN && i < WD_COUNT(dialects); i++) {
            if (!wd_str_eqc_nocase(r.x.local, dialects[i].root))
                continue;
            if (d->items.n >= WD_MAX_ITEMS) {
                r.items_capped = true;
                goto out;
            }
            d->format = wd_str_c(dialects[i].format);
            read_record(&r, &dialects[i]);
        }
    } while (wd_xml_next(&r.x) != WD_XML_END_OF_INPUT);
    if (!d->items.n)
        err = wd_where_set(w, WD_E_FORMAT, "line 1: format not known: no element of it has a headline or a text");
out:
    wd_reader_end(&r);
    return err;
}
