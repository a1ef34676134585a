/* NewsComponent of NewsML 1: its lines, its metadata, its parts. */
#include "intake/newsml_1.h"

#include "base/limits.h"

static void set(struct wd_str *field, struct wd_str value)
{
    if (!field->n)
        *field = value;
}

static struct wd_str *field_at(void *record, size_t offset)
{
    return (struct wd_str *)(void *)((char *)record + offset);
}

static void add_keywords(struct n1 *n, struct wd_item *item, struct wd_str line)
{
    struct wd_str keyword;
    while (wd_str_cut(&line, ';', &keyword)) {
        keyword = wd_wire_squeeze(&n->r, keyword);
        bool known = !keyword.n;
        for (size_t i = 0; i < item->keywords.n && i < 256 && !known; i++)
            known = wd_str_eq(item->keywords.v[i], keyword);
        if (!known)
            wd_list_add(n->r.a, &item->keywords, keyword);
    }
}

/* ---- NewsLines ---- */

static const struct line {
    const char *local;
    size_t field;
    bool joined; /* several are lines of one value */
} lines[] = {
    {"headline", offsetof(struct wd_item, title.value), false},
    {"byline", offsetof(struct wd_item, byline), false},
    {"dateline", offsetof(struct wd_item, dateline_text), false},
    {"creditline", offsetof(struct wd_item, creditline), false},
    {"copyrightline", offsetof(struct wd_item, copyright_notice), true},
    {"rightsline", offsetof(struct wd_item, usage_terms), true},
    {"slugline", offsetof(struct wd_item, slugline), false},
    /* kinds of <NewsLine> */
    {"ednote", offsetof(struct wd_item, ednote), true},
    {"editorialnote", offsetof(struct wd_item, ednote), true},
    {"editorsnote", offsetof(struct wd_item, ednote), true},
    {"advisoryline", offsetof(struct wd_item, ednote), true},
    {"abstract", offsetof(struct wd_item, summary.value), false},
    {"summary", offsetof(struct wd_item, summary.value), false},
    {"lead", offsetof(struct wd_item, summary.value), false},
    {"teaser", offsetof(struct wd_item, summary.value), false},
};

static bool take_line(struct n1 *n, struct wd_item *item, struct wd_str name, struct wd_str value)
{
    for (size_t i = 0; i < WD_COUNT(lines); i++) {
        if (!wd_str_eqc_nocase(name, lines[i].local))
            continue;
        struct wd_str *field = field_at(item, lines[i].field);
        if (lines[i].joined)
            wd_wire_add_line(&n->r, field, value);
        else
            set(field, value);
        return true;
    }
    return false;
}

static void read_news_line(struct n1 *n, struct wd_item *item)
{
    struct wd_xml *x = &n->r.x;
    struct wd_str type = {"", 0};
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "NewsLineType")) {
            type = wd_n1_formal_name(n);
            wd_xml_skip(x);
        } else if (wd_str_eqc_nocase(x->local, "NewsLineText")) {
            (void)take_line(n, item, type, wd_wire_line(&n->r));
        } else {
            wd_xml_skip(x);
        }
    }
}

static void read_lines(struct n1 *n, struct wd_item *item)
{
    struct wd_xml *x = &n->r.x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct wd_str local = x->local;
        if (wd_str_eqc_nocase(local, "NewsLine"))
            read_news_line(n, item);
        else if (wd_str_eqc_nocase(local, "KeywordLine"))
            add_keywords(n, item, wd_wire_line(&n->r));
        else
            (void)take_line(n, item, local, wd_wire_line(&n->r));
    }
}

/* ---- metadata ---- */

void wd_n1_read_property(struct n1 *n, struct wd_item *item)
{
    static const struct {
        const char *name;
        size_t field;
        bool joined;
    } properties[] = {{"priority", offsetof(struct wd_item, urgency), false},    {"urgency", offsetof(struct wd_item, urgency), false},
                      {"credit", offsetof(struct wd_item, creditline), false},   {"slug", offsetof(struct wd_item, slugline), false},
                      {"slugline", offsetof(struct wd_item, slugline), false},   {"editorialinfo", offsetof(struct wd_item, ednote), true},
                      {"ednote", offsetof(struct wd_item, ednote), true},        {"words", offsetof(struct wd_item, word_count), false},
                      {"wordcount", offsetof(struct wd_item, word_count), false}};
    struct wd_str name = wd_n1_formal_name(n), value = wd_wire_squeeze(&n->r, wd_attribute_of(&n->r, "value"));
    if (value.n && (wd_str_eqc_nocase(name, "keyword") || wd_str_eqc_nocase(name, "keywords")))
        add_keywords(n, item, value);
    for (size_t i = 0; value.n && i < WD_COUNT(properties); i++) {
        if (!wd_str_eqc_nocase(name, properties[i].name))
            continue;
        if (properties[i].joined)
            wd_wire_add_line(&n->r, field_at(item, properties[i].field), value);
        else
            set(field_at(item, properties[i].field), value);
    }
    wd_xml_skip(&n->r.x);
}

/* The first party that is named; by its topic, else by its formal name. */
static struct wd_str read_party(struct n1 *n, struct wd_str language)
{
    struct wd_xml *x = &n->r.x;
    struct wd_str found = {"", 0};
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "Party") && !found.n) {
            struct wd_concept party = wd_n1_concept(n, language);
            found = party.name.n ? party.name : party.code;
        }
        wd_xml_skip(x);
    }
    return found;
}

static void read_administrative(struct n1 *n, struct wd_item *item)
{
    struct wd_xml *x = &n->r.x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "Provider"))
            set(&item->provider, read_party(n, item->language));
        else if (wd_str_eqc_nocase(x->local, "Source"))
            set(&item->credit_source, read_party(n, item->language));
        else if (wd_str_eqc_nocase(x->local, "Property"))
            wd_n1_read_property(n, item);
        else
            wd_xml_skip(x);
    }
}

static void read_rights(struct n1 *n, struct wd_item *item)
{
    static const struct {
        const char *local;
        size_t field;
    } rights[] = {{"copyrightholder", offsetof(struct wd_item, copyright_holder)},
                  {"usagetype", offsetof(struct wd_item, usage_terms)},
                  {"limitations", offsetof(struct wd_item, usage_terms)},
                  {"geography", offsetof(struct wd_item, usage_terms)}};
    struct wd_xml *x = &n->r.x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        bool group = wd_str_eqc_nocase(x->local, "Copyright") || wd_str_eqc_nocase(x->local, "UsageRights");
        uint32_t inner = x->depth;
        if (!group) {
            wd_xml_skip(x);
            continue;
        }
        while (wd_child(x, inner)) {
            struct wd_str local = x->local, text = wd_wire_line(&n->r);
            for (size_t i = 0; i < WD_COUNT(rights); i++)
                if (wd_str_eqc_nocase(local, rights[i].local))
                    wd_wire_add_line(&n->r, field_at(item, rights[i].field), text);
        }
    }
}

static void read_subject_code(struct n1 *n, struct wd_item *item)
{
    static const char *const levels[] = {"Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier"};
    struct wd_xml *x = &n->r.x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        for (size_t i = 0; i < WD_COUNT(levels); i++)
            if (wd_str_eqc_nocase(x->local, levels[i]))
                wd_wire_concept_add(&n->r, &item->subjects, wd_n1_concept(n, item->language));
        wd_xml_skip(x);
    }
}

/* A place is its narrowest part; the country is its code. Where the text comes from is its dateline. */
static void read_location(struct n1 *n, struct wd_item *item)
{
    struct wd_xml *x = &n->r.x;
    struct wd_str how = wd_attribute_of(&n->r, "howpresent"), city = {"", 0}, area = {"", 0}, country = {"", 0};
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct wd_str name = wd_n1_formal_name(n), value = wd_wire_squeeze(&n->r, wd_attribute_of(&n->r, "value"));
        if (wd_str_eqc_nocase(name, "City"))
            set(&city, value);
        else if (wd_str_eqc_nocase(name, "CountryArea"))
            set(&area, value);
        else if (wd_str_eqc_nocase(name, "Country"))
            set(&country, value);
        wd_xml_skip(x);
    }
    struct wd_str name = city.n ? city : area.n ? area : country;
    if (name.n)
        wd_wire_concept_add(&n->r, &item->places, (struct wd_concept){.qcode = name, .code = country, .name = name});
    if (!how.n || wd_str_eqc_nocase(how, "Origin"))
        set(&item->dateline_city, city);
}

static void read_descriptive(struct n1 *n, struct wd_item *item)
{
    struct wd_reader *r = &n->r;
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct wd_str local = x->local;
        if (wd_str_eqc_nocase(local, "Language")) {
            /* what the metadata says weighs more than an attribute of the markup */
            struct wd_str language = wd_wire_language(r, wd_n1_formal_name(n));
            if (language.n)
                item->language = language;
            wd_xml_skip(x);
        } else if (wd_str_eqc_nocase(local, "Genre")) {
            struct wd_concept genre = wd_n1_concept(n, item->language);
            if (!genre.name.n)
                genre.name = genre.code;
            wd_wire_concept_add(r, &item->genres, genre);
            wd_xml_skip(x);
        } else if (wd_str_eqc_nocase(local, "SubjectCode")) {
            read_subject_code(n, item);
        } else if (wd_str_eqc_nocase(local, "TopicOccurrence")) {
            wd_wire_concept_add(r, &item->subjects, wd_n1_concept(n, item->language));
            wd_xml_skip(x);
        } else if (wd_str_eqc_nocase(local, "Location")) {
            read_location(n, item);
        } else if (wd_str_eqc_nocase(local, "Property")) {
            wd_n1_read_property(n, item);
        } else {
            wd_xml_skip(x);
        }
    }
}

/* <Metadata> of the provider's own kind. */
static void read_other_metadata(struct n1 *n, struct wd_item *item)
{
    struct wd_xml *x = &n->r.x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "Property"))
            wd_n1_read_property(n, item);
        else
            wd_xml_skip(x);
    }
}

/* ---- the component ---- */

static void read_reference(struct n1 *n, struct wd_item *item)
{
    struct wd_str target = wd_str_trim(wd_attribute_of(&n->r, "newsitem"));
    if (!target.n)
        target = wd_str_trim(wd_attribute_of(&n->r, "newscomponent"));
    if (target.n && target.p[0] != '#' && item->links.n < WD_MAX_ITEMS)
        wd_list_add(n->r.a, &item->links, (struct wd_link){.rel = WD_STR("item"), .href = target});
    wd_xml_skip(&n->r.x);
}

static void read_part(struct n1 *n, struct n1_component *c)
{
    struct wd_reader *r = &n->r;
    struct wd_xml *x = &r->x;
    struct wd_str local = x->local;
    if (wd_str_eqc_nocase(local, "NewsComponent")) {
        struct n1_component *part = wd_n1_read_component(n);
        if (part)
            wd_list_add(&n->scratch, &c->parts, part);
    } else if (wd_str_eqc_nocase(local, "ContentItem")) {
        wd_n1_read_content(n, c);
    } else if (wd_str_eqc_nocase(local, "NewsLines")) {
        read_lines(n, &c->own);
    } else if (wd_str_eqc_nocase(local, "Role")) {
        c->role = wd_n1_formal_name(n);
        wd_xml_skip(x);
    } else if (wd_str_eqc_nocase(local, "AdministrativeMetadata")) {
        read_administrative(n, &c->own);
    } else if (wd_str_eqc_nocase(local, "DescriptiveMetadata") || wd_str_eqc_nocase(local, "DescriptiveMetada")) {
        read_descriptive(n, &c->own);
    } else if (wd_str_eqc_nocase(local, "RightsMetadata")) {
        read_rights(n, &c->own);
    } else if (wd_str_eqc_nocase(local, "Metadata")) {
        read_other_metadata(n, &c->own);
    } else if (wd_str_eqc_nocase(local, "NewsItem")) {
        wd_n1_read_item(n);
    } else if (wd_str_eqc_nocase(local, "NewsItemRef") || wd_str_eqc_nocase(local, "NewsComponentRef")) {
        read_reference(n, &c->own);
    } else {
        wd_xml_skip(x);
    }
}

struct n1_component *wd_n1_read_component(struct n1 *n)
{
    struct wd_xml *x = &n->r.x;
    if (n->components >= N1_MAX_COMPONENTS) {
        n->capped = true;
        wd_xml_skip(x);
        return NULL;
    }
    n->components++;
    struct n1_component *c = WD_NEW(&n->scratch, struct n1_component);
    wd_item_init(&c->own);
    c->duid = wd_str_trim(wd_attribute_of(&n->r, "duid"));
    c->equivalents = wd_str_eqc_nocase(wd_attribute_of(&n->r, "equivalentslist"), "yes");
    struct wd_str language = wd_attribute_of(&n->r, "lang");
    c->own.language = wd_wire_language(&n->r, language.n ? language : wd_xml_lang(x));
    uint32_t depth = x->depth;
    while (wd_child(x, depth))
        read_part(n, c);
    wd_n1_weigh(c);
    return c;
}
