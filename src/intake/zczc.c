/* ZCZC ... NNNN: a telegram whose head is lines with a sign in front, or whose text is plain. */
#include "intake/deskline.h"
#include "intake/lines.h"
#include "intake/plain.h"
#include "intake/telegraph.h"

enum { MAX_TAGS = 16, LONGEST_TAGGED = 200, LONGEST_SELECTORS = 120, SUBJECT_DIGITS = 8 };

static const char TAG_SIGNS[] = "$:=^*&+%#@";

struct tagged {
    struct wd_str value[sizeof TAG_SIGNS]; /* by place in TAG_SIGNS */
    struct wd_str second_dollar;
    unsigned n;
};

static struct wd_str *value_of(struct tagged *tags, char sign)
{
    const char *at = strchr(TAG_SIGNS, sign);
    return &tags->value[at ? (size_t)(at - TAG_SIGNS) : sizeof TAG_SIGNS - 1];
}

static bool is_subject(struct wd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!wd_is_digit(s.p[i]))
            return false;
    return s.n == SUBJECT_DIGITS;
}

/* "YY TDR", "SS ABC DEF(1)": a doubled letter for the precedence, then the selectors; all capitals. */
static bool read_selectors(struct wd_telegraph *t, struct wd_str line, struct wd_item *item)
{
    struct wd_str word;
    if (line.n < 3 || line.n > LONGEST_SELECTORS || !wd_is_upper(line.p[0]) || line.p[1] != line.p[0] || line.p[2] != ' ')
        return false;
    line = wd_str_from(line, 3);
    while (wd_str_cut(&line, ' ', &word)) {
        size_t bracket = wd_str_find_byte(word, '(', 0);
        word = bracket == SIZE_MAX ? word : wd_str_n(word.p, bracket);
        if (word.n)
            wd_list_add(t->a, &item->keywords, word);
    }
    return true;
}

/* The tagged lines at the top; gives the rest. Blank lines among them are passed over. */
static struct wd_str read_tags(struct wd_telegraph *t, struct wd_str text, struct tagged *tags, struct wd_item *item)
{
    bool first = true;
    while (text.n) {
        struct wd_str rest = text, line = wd_line_clean(t->a, wd_line_next(&rest));
        if (line.n) {
            bool tagged = strchr(TAG_SIGNS, line.p[0]) && line.n > 1 && line.n <= LONGEST_TAGGED && tags->n < MAX_TAGS && line.p[1] != ' ';
            if (tagged) {
                struct wd_str *value = value_of(tags, line.p[0]);
                *(value->n && line.p[0] == '$' ? &tags->second_dollar : value) = wd_str_trim(wd_str_from(line, 1));
                tags->n++;
            } else if (!(first && read_selectors(t, line, item))) {
                break;
            }
            first = false;
        }
        text = rest;
    }
    return text;
}

static struct wd_str joined(struct wd_telegraph *t, struct wd_str a, struct wd_str b)
{
    return a.n && b.n ? wd_arena_printf(t->a, "%.*s %.*s", WD_STR_ARG(a), WD_STR_ARG(b)) : a.n ? a : b;
}

/* Two dialects: "$T :Slug =Take ^Headline *X &T +15039001" and "%A #Slug :Take $Headline &Author *15039001 @Place". One letter is never a
 * headline nor an author. */
static void use_tags(struct wd_telegraph *t, struct tagged *tags, struct wd_item *item)
{
    struct wd_str dollar = *value_of(tags, '$'), hash = *value_of(tags, '#'), colon = *value_of(tags, ':');
    struct wd_str category = dollar.n == 1 ? dollar : *value_of(tags, '%');
    struct wd_str headline = value_of(tags, '^')->n ? *value_of(tags, '^') : dollar.n > 1 ? dollar : tags->second_dollar;
    struct wd_str take = hash.n ? colon : *value_of(tags, '='), codes[] = {*value_of(tags, '+'), *value_of(tags, '*')};
    item->slugline = hash.n ? hash : colon;
    item->title.value = headline.n ? headline : joined(t, item->slugline, take);
    wd_deskline_words(item, take);
    wd_telegraph_category(t, category, item);
    for (size_t i = 0; i < WD_COUNT(codes); i++)
        if (is_subject(codes[i]))
            wd_deskline_subject(t->a, item, codes[i]);
    if (value_of(tags, '@')->n)
        wd_list_add(t->a, &item->places, (struct wd_concept){.name = *value_of(tags, '@')});
}

/* "RACING : Park fields Thursday": the section before the headline. */
static void take_section(struct wd_telegraph *t, struct wd_item *item)
{
    struct wd_str title = item->title.value;
    size_t colon = wd_str_find(title, " : ", 0);
    if (colon == SIZE_MAX || colon == 0 || colon > 20)
        return;
    for (size_t i = 0; i < colon; i++)
        if (!wd_is_upper(title.p[i]) && title.p[i] != ' ')
            return;
    wd_list_add(t->a, &item->categories, (struct wd_category){.term = wd_str_n(title.p, colon), .scheme = WD_STR("category")});
    item->title.value = wd_str_trim(wd_str_from(title, colon + 3));
}

bool wd_zczc_read(struct wd_telegraph *t, const struct wd_message *m, struct wd_item *item)
{
    struct tagged tags = {.n = 0};
    struct wd_str origin = wd_line_clean(t->a, m->head), rest = read_tags(t, m->text, &tags, item);
    size_t letters = 0;
    while (letters < origin.n && wd_is_alpha(origin.p[letters]))
        letters++;
    bool names_agency = letters == origin.n && letters >= 2; /* "FMG000" is a routing number */
    struct wd_str agency = names_agency ? origin : wd_str_n("", 0);
    if (tags.n) {
        use_tags(t, &tags, item);
        wd_telegraph_body(t, rest, m->cut, agency, item);
    } else {
        struct wd_plain_reader r;
        wd_plain_init(&r, t->in);
        if (wd_plain_story(&r, rest, wd_str_n("", 0), item)) {
            wd_deskline_dateline(item, item->body_text);
            take_section(t, item);
        }
        wd_plain_done(&r);
        if (!item->slugline.n)
            item->slugline = item->title.value;
    }
    item->provider = item->credit_source.n ? item->credit_source : agency;
    /* telegrams have no number that means anything: the same headline on the same day is the same story */
    struct wd_str day = wd_telegraph_day(t, item);
    if (day.n && item->title.value.n)
        item->id = wd_arena_printf(t->a, "zczc:%.*s:%.*s:%.*s", WD_STR_ARG(origin), WD_STR_ARG(day), WD_STR_ARG(item->title.value));
    return true;
}
