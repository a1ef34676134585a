/* "Label: value" lines above a story, and the labels of forms. */
#include "intake/deskline.h"
#include "intake/plain.h"
#include "intake/wire.h"

enum { LONGEST_LABEL = 24, MAX_KEYWORDS = 256, SUBJECT_DIGITS = 8 };

static const struct {
    const char *name;
    enum wd_label label;
} labels[] = {
    {"created", WD_LABEL_CREATED},
    {"first published", WD_LABEL_CREATED},
    {"updated", WD_LABEL_UPDATED},
    {"last updated", WD_LABEL_UPDATED},
    {"modified", WD_LABEL_UPDATED},
    {"published", WD_LABEL_PUBLISHED},
    {"published on", WD_LABEL_PUBLISHED},
    {"posted", WD_LABEL_PUBLISHED},
    {"date", WD_LABEL_PUBLISHED},
    {"headline", WD_LABEL_TITLE},
    {"title", WD_LABEL_TITLE},
    {"byline", WD_LABEL_BYLINE},
    {"by", WD_LABEL_BYLINE},
    {"author", WD_LABEL_BYLINE},
    {"credit", WD_LABEL_CREDIT},
    {"source", WD_LABEL_CREDIT},
    {"agency", WD_LABEL_CREDIT},
    {"summary", WD_LABEL_SUMMARY},
    {"standfirst", WD_LABEL_SUMMARY},
    {"abstract", WD_LABEL_SUMMARY},
    {"subhead", WD_LABEL_SUMMARY},
    {"slug", WD_LABEL_SLUG},
    {"slugline", WD_LABEL_SLUG},
    {"city", WD_LABEL_CITY},
    {"location", WD_LABEL_CITY},
    {"dateline", WD_LABEL_CITY},
    {"language", WD_LABEL_LANGUAGE},
    {"copyright", WD_LABEL_COPYRIGHT},
    {"usage terms", WD_LABEL_USAGE},
    {"usage", WD_LABEL_USAGE},
    {"conditions of use", WD_LABEL_USAGE},
    {"restrictions", WD_LABEL_USAGE},
    {"keywords", WD_LABEL_KEYWORDS},
    {"tags", WD_LABEL_KEYWORDS},
    {"note to editors", WD_LABEL_EDNOTE},
    {"notes to editors", WD_LABEL_EDNOTE},
    {"editor's note", WD_LABEL_EDNOTE},
    {"editors' note", WD_LABEL_EDNOTE},
    {"ednote", WD_LABEL_EDNOTE},
    {"eds", WD_LABEL_EDNOTE},
    {"urgency", WD_LABEL_URGENCY},
    {"news value", WD_LABEL_URGENCY},
    {"priority", WD_LABEL_PRIORITY},
    {"url", WD_LABEL_LINK},
    {"link", WD_LABEL_LINK},
    {"embargo", WD_LABEL_EMBARGO},
    {"embargoed", WD_LABEL_EMBARGO},
    {"embargoed until", WD_LABEL_EMBARGO},
    {"sperrfrist", WD_LABEL_EMBARGO},
    {"outlet", WD_LABEL_OUTLET},
    {"publication", WD_LABEL_OUTLET},
    {"signal", WD_LABEL_SIGNAL},
    {"subject code", WD_LABEL_SUBJECT},
    {"subject codes", WD_LABEL_SUBJECT},
    {"iptc", WD_LABEL_SUBJECT},
    {"place", WD_LABEL_PLACE},
    {"version", WD_LABEL_VERSION},
};

bool wd_label_named(struct wd_str name, enum wd_label *ret_label)
{
    for (size_t i = 0; i < WD_COUNT(labels); i++)
        if (wd_str_eqc_nocase(name, labels[i].name)) {
            *ret_label = labels[i].label;
            return true;
        }
    return false;
}

bool wd_label_of(struct wd_str line, enum wd_label *ret_label, struct wd_str *ret_value)
{
    size_t colon = wd_str_find_byte(line, ':', 0);
    if (colon == SIZE_MAX || colon > LONGEST_LABEL)
        return false;
    struct wd_str value = wd_str_trim(wd_str_from(line, colon + 1));
    if (!value.n || !wd_label_named(wd_str_trim(wd_str_n(line.p, colon)), ret_label))
        return false;
    *ret_value = value;
    return true;
}

bool wd_label_is_date(enum wd_label label)
{
    return label == WD_LABEL_CREATED || label == WD_LABEL_UPDATED || label == WD_LABEL_PUBLISHED;
}

bool wd_label_set_date(struct wd_plain_reader *r, enum wd_label label, struct wd_str value)
{
    struct wd_item *item = r->item;
    struct wd_date d;
    if (!wd_date_parse(value, &r->dates, &d))
        return false;
    int64_t *field = label == WD_LABEL_CREATED ? &item->created_utc : label == WD_LABEL_UPDATED ? &item->updated_utc : &item->published_utc;
    *field = d.utc;
    if (d.has_zone && !item->zone.n && d.zone_text.n && wd_is_alpha(d.zone_text.p[0]))
        item->zone = d.zone_text;
    if (label == WD_LABEL_UPDATED)
        item->updated_text = value;
    else
        item->published_text = value;
    return true;
}

static void add_keywords(struct wd_plain_reader *r, struct wd_str value)
{
    struct wd_str word;
    while (r->item->keywords.n < MAX_KEYWORDS && wd_str_cut(&value, ',', &word))
        if (wd_str_trim(word).n)
            wd_list_add(r->a, &r->item->keywords, wd_str_trim(word));
}

/* The eight digits of IPTC subject codes, wherever they stand in the value. */
static void add_subjects(struct wd_plain_reader *r, struct wd_str value)
{
    for (size_t i = 0; i < value.n && r->item->subjects.n < MAX_KEYWORDS;) {
        size_t end = i;
        while (end < value.n && wd_is_digit(value.p[end]))
            end++;
        if (end - i == SUBJECT_DIGITS)
            wd_deskline_subject(r->a, r->item, wd_str_n(value.p + i, end - i));
        i = end + 1;
    }
}

/* "Urgent" is 3. */
static struct wd_str as_number(struct wd_plain_reader *r, struct wd_str word)
{
    int n = wd_deskline_urgency(word);
    return n ? wd_arena_printf(r->a, "%d", n) : word;
}

void wd_label_set(struct wd_plain_reader *r, enum wd_label label, struct wd_str value)
{
    struct wd_item *item = r->item;
    switch (label) {
    case WD_LABEL_CREATED:
    case WD_LABEL_UPDATED:
    case WD_LABEL_PUBLISHED: (void)wd_label_set_date(r, label, value); break;
    case WD_LABEL_EMBARGO: wd_deskline_embargo_value(r->a, &r->dates, value, item); break;
    case WD_LABEL_TITLE: item->title.value = value; break;
    case WD_LABEL_BYLINE: item->byline = value; break;
    case WD_LABEL_CREDIT: item->creditline = value; break;
    case WD_LABEL_SUMMARY: item->summary.value = value; break;
    case WD_LABEL_SLUG: item->slugline = value; break;
    case WD_LABEL_CITY: item->dateline_city = value; break;
    case WD_LABEL_LANGUAGE: item->language = value; break;
    case WD_LABEL_COPYRIGHT: item->copyright_notice = value; break;
    case WD_LABEL_USAGE: item->usage_terms = value; break;
    case WD_LABEL_EDNOTE: item->ednote = value; break;
    case WD_LABEL_URGENCY: item->urgency = as_number(r, value); break;
    case WD_LABEL_PRIORITY: item->priority = as_number(r, value); break;
    case WD_LABEL_OUTLET: item->outlet = value; break;
    case WD_LABEL_VERSION: item->version = value; break;
    case WD_LABEL_KEYWORDS: add_keywords(r, value); break;
    case WD_LABEL_SUBJECT: add_subjects(r, value); break;
    case WD_LABEL_SIGNAL: wd_deskline_words(item, value); break;
    case WD_LABEL_PLACE: wd_list_add(r->a, &item->places, (struct wd_concept){.qcode = value, .code = value, .name = value}); break;
    case WD_LABEL_LINK:
        if (wd_str_starts_nocase(value, "http://") || wd_str_starts_nocase(value, "https://"))
            item->link = value;
        break;
    }
}
