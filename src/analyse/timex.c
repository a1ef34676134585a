#include "analyse/timex.h"

#include "analyse/lexicon.h"
#include "base/time.h"

enum { DAY_S = 86400, NEAR_BYTES = 400 };
enum word_kind {
    NOTHING,
    MONTH,
    WEEKDAY,
    UNIT,
    PART,
    SEASON,
    ORDINAL,
    CARDINAL,
    DEICTIC,
    PAST_WORD,
    PRESENT_WORD,
    FUTURE_WORD,
    VAGUE_PAST,
    VAGUE_NOW,
    VAGUE_FUTURE,
    VAGUE_COUNT
};

struct time_word {
    const char *word;
    enum word_kind kind;
    int value;
    const char *code;
};

/* Sorted by nothing but sense; looked up through an index over first letter, last letter and length. */
static const struct time_word english[] = {
    {"january", MONTH, 1, ""},       {"february", MONTH, 2, ""},      {"march", MONTH, 3, ""},
    {"april", MONTH, 4, ""},         {"may", MONTH, 5, ""},           {"june", MONTH, 6, ""},
    {"july", MONTH, 7, ""},          {"august", MONTH, 8, ""},        {"september", MONTH, 9, ""},
    {"october", MONTH, 10, ""},      {"november", MONTH, 11, ""},     {"december", MONTH, 12, ""},
    {"jan.", MONTH, 1, ""},          {"feb.", MONTH, 2, ""},          {"mar.", MONTH, 3, ""},
    {"apr.", MONTH, 4, ""},          {"aug.", MONTH, 8, ""},          {"sept.", MONTH, 9, ""},
    {"sep.", MONTH, 9, ""},          {"oct.", MONTH, 10, ""},         {"nov.", MONTH, 11, ""},
    {"dec.", MONTH, 12, ""},         {"jan", MONTH, 1, ""},           {"feb", MONTH, 2, ""},
    {"aug", MONTH, 8, ""},           {"sept", MONTH, 9, ""},          {"oct", MONTH, 10, ""},
    {"nov", MONTH, 11, ""},          {"dec", MONTH, 12, ""},          {"monday", WEEKDAY, 0, ""},
    {"tuesday", WEEKDAY, 1, ""},     {"wednesday", WEEKDAY, 2, ""},   {"thursday", WEEKDAY, 3, ""},
    {"friday", WEEKDAY, 4, ""},      {"saturday", WEEKDAY, 5, ""},    {"sunday", WEEKDAY, 6, ""},
    {"second", UNIT, 0, "TS"},       {"seconds", UNIT, 0, "TS"},      {"minute", UNIT, 0, "TM"},
    {"minutes", UNIT, 0, "TM"},      {"hour", UNIT, 0, "TH"},         {"hours", UNIT, 0, "TH"},
    {"day", UNIT, 1, "D"},           {"days", UNIT, 1, "D"},          {"week", UNIT, 2, "W"},
    {"weeks", UNIT, 2, "W"},         {"month", UNIT, 3, "M"},         {"months", UNIT, 3, "M"},
    {"quarter", UNIT, 4, "Q"},       {"quarters", UNIT, 4, "Q"},      {"year", UNIT, 5, "Y"},
    {"years", UNIT, 5, "Y"},         {"decade", UNIT, 6, "DE"},       {"decades", UNIT, 6, "DE"},
    {"century", UNIT, 7, "CE"},      {"centuries", UNIT, 7, "CE"},    {"weekend", UNIT, 8, "WE"},
    {"weekends", UNIT, 8, "WE"},     {"morning", PART, 0, "MO"},      {"afternoon", PART, 0, "AF"},
    {"evening", PART, 0, "EV"},      {"night", PART, 0, "NI"},        {"spring", SEASON, 0, "SP"},
    {"summer", SEASON, 0, "SU"},     {"autumn", SEASON, 0, "FA"},     {"winter", SEASON, 0, "WI"},
    {"first", ORDINAL, 1, ""},       {"third", ORDINAL, 3, ""},       {"fourth", ORDINAL, 4, ""},
    {"a", CARDINAL, 1, ""},          {"an", CARDINAL, 1, ""},         {"one", CARDINAL, 1, ""},
    {"two", CARDINAL, 2, ""},        {"three", CARDINAL, 3, ""},      {"four", CARDINAL, 4, ""},
    {"five", CARDINAL, 5, ""},       {"six", CARDINAL, 6, ""},        {"seven", CARDINAL, 7, ""},
    {"eight", CARDINAL, 8, ""},      {"nine", CARDINAL, 9, ""},       {"ten", CARDINAL, 10, ""},
    {"eleven", CARDINAL, 11, ""},    {"twelve", CARDINAL, 12, ""},    {"fifteen", CARDINAL, 15, ""},
    {"eighteen", CARDINAL, 18, ""},  {"twenty", CARDINAL, 20, ""},    {"thirty", CARDINAL, 30, ""},
    {"forty", CARDINAL, 40, ""},     {"fifty", CARDINAL, 50, ""},     {"sixty", CARDINAL, 60, ""},
    {"hundred", CARDINAL, 100, ""},  {"several", VAGUE_COUNT, 0, ""}, {"few", VAGUE_COUNT, 0, ""},
    {"many", VAGUE_COUNT, 0, ""},    {"some", VAGUE_COUNT, 0, ""},    {"recent", VAGUE_COUNT, 1, ""},
    {"today", DEICTIC, 0, ""},       {"yesterday", DEICTIC, -1, ""},  {"tomorrow", DEICTIC, 1, ""},
    {"tonight", DEICTIC, 0, "NI"},   {"last", PAST_WORD, -1, ""},     {"past", PAST_WORD, -1, ""},
    {"previous", PAST_WORD, -1, ""}, {"this", PRESENT_WORD, 0, ""},   {"current", PRESENT_WORD, 0, ""},
    {"latest", PRESENT_WORD, 0, ""}, {"next", FUTURE_WORD, 1, ""},    {"coming", FUTURE_WORD, 1, ""},
    {"now", VAGUE_NOW, 0, ""},       {"currently", VAGUE_NOW, 0, ""}, {"recently", VAGUE_PAST, 0, ""},
    {"formerly", VAGUE_PAST, 0, ""}, {"soon", VAGUE_FUTURE, 0, ""},
};
static const struct time_word german[] = {
    {"januar", MONTH, 1, ""},      {"februar", MONTH, 2, ""},       {"märz", MONTH, 3, ""},          {"april", MONTH, 4, ""},
    {"mai", MONTH, 5, ""},         {"juni", MONTH, 6, ""},          {"juli", MONTH, 7, ""},          {"august", MONTH, 8, ""},
    {"september", MONTH, 9, ""},   {"oktober", MONTH, 10, ""},      {"november", MONTH, 11, ""},     {"dezember", MONTH, 12, ""},
    {"montag", WEEKDAY, 0, ""},    {"dienstag", WEEKDAY, 1, ""},    {"mittwoch", WEEKDAY, 2, ""},    {"donnerstag", WEEKDAY, 3, ""},
    {"freitag", WEEKDAY, 4, ""},   {"samstag", WEEKDAY, 5, ""},     {"sonntag", WEEKDAY, 6, ""},     {"heute", DEICTIC, 0, ""},
    {"gestern", DEICTIC, -1, ""},  {"vorgestern", DEICTIC, -2, ""}, {"morgen", DEICTIC, 1, ""},      {"übermorgen", DEICTIC, 2, ""},
    {"derzeit", VAGUE_NOW, 0, ""}, {"jetzt", VAGUE_NOW, 0, ""},     {"kürzlich", VAGUE_PAST, 0, ""}, {"bald", VAGUE_FUTURE, 0, ""},
};

enum { LONGEST_WORD = 11, SLOTS = 256 };

struct clockwork {
    struct wd_arena *a;
    struct wd_str text;
    const wd_tokens *tokens;
    const struct time_word *words; /* of the language */
    uint8_t row[SLOTS];            /* of a word with this hash or one before it, + 1; 0: none */
    int language;
    bool dated;
    struct wd_civil now;
    int64_t now_utc; /* noon of the article's day */
    wd_timexes *out;
};

static uint8_t slot_of(struct wd_str w)
{
    if (w.n == 0)
        return 0;
    return (uint8_t)((unsigned char)wd_lower(w.p[0]) * 5 + (unsigned char)wd_lower(w.p[w.n - 1]) * 23 + w.n * 41);
}

static void index_words(struct clockwork *c)
{
    bool de = c->language == WD_LEX_LANG_DE;
    size_t n = de ? WD_COUNT(german) : WD_COUNT(english);
    c->words = de ? german : english;
    for (size_t i = 0; i < n; i++) {
        uint8_t at = slot_of(wd_str_c(c->words[i].word));
        while (c->row[at])
            at++;
        c->row[at] = (uint8_t)(i + 1);
    }
}

static const struct time_word *know(const struct clockwork *c, size_t i)
{
    if (i >= c->tokens->n || c->tokens->v[i].kind != WD_TOKEN_WORD)
        return NULL;
    struct wd_str w = wd_token_bare(c->text, &c->tokens->v[i]);
    if (w.n > LONGEST_WORD || w.n == 0)
        return NULL;
    for (uint8_t at = slot_of(w); c->row[at]; at++) {
        const struct time_word *row = &c->words[c->row[at] - 1];
        if (!wd_str_eqc_nocase(w, row->word))
            continue;
        bool capital = c->tokens->v[i].flags & WD_TOKEN_CAPITAL;
        bool needs = row->kind == WEEKDAY || row->kind == MONTH;
        return needs && !capital ? NULL : row;
    }
    return NULL;
}

static bool is_kind(const struct clockwork *c, size_t i, enum word_kind kind)
{
    const struct time_word *w = know(c, i);
    return w && w->kind == kind;
}

static bool word_is(const struct clockwork *c, size_t i, const char *lower)
{
    return i < c->tokens->n &&
           wd_str_eqc_nocase(wd_str_n(c->text.p + c->tokens->v[i].start, c->tokens->v[i].end - c->tokens->v[i].start), lower);
}

static bool number_at(const struct clockwork *c, size_t i, int64_t *ret)
{
    if (i >= c->tokens->n || c->tokens->v[i].kind != WD_TOKEN_NUMBER)
        return false;
    return wd_str_to_i64(wd_str_n(c->text.p + c->tokens->v[i].start, c->tokens->v[i].end - c->tokens->v[i].start), ret);
}

static bool year_at(const struct clockwork *c, size_t i, int64_t *ret)
{
    int64_t y;
    if (!number_at(c, i, &y) || y < 1500 || y > 2100 || c->tokens->v[i].end - c->tokens->v[i].start != 4)
        return false;
    *ret = y;
    return true;
}

static void put(struct clockwork *c, size_t from, size_t to, const char *type, struct wd_str value)
{
    const struct wd_token *t = c->tokens->v;
    if (!value.n)
        return;
    struct wd_timex *x = wd_list_push(c->a, c->out);
    x->span.start = t[from].start;
    x->span.end = t[to - 1].start + (uint32_t)wd_token_bare(c->text, &t[to - 1]).n;
    x->type = wd_str_c(type);
    x->value = value;
}

static struct wd_str day_value(struct clockwork *c, int64_t utc)
{
    struct wd_civil d = wd_time_to_civil(utc);
    return wd_arena_printf(c->a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static struct wd_str shifted(struct clockwork *c, const struct time_word *unit, int64_t by)
{
    if (by > 3000 || by < -3000)
        return WD_STR("");
    if (!c->dated)
        return unit->value >= 1 && unit->value <= 2 ? WD_STR("XXXX-XX-XX") : WD_STR("XXXX");
    int64_t months = (int64_t)c->now.year * 12 + c->now.month - 1;
    switch (unit->value) {
    case 1: return day_value(c, c->now_utc + by * DAY_S);
    case 2:
    case 8: {
        int64_t utc = c->now_utc + by * 7 * DAY_S;
        struct wd_civil d = wd_time_to_civil(utc);
        int64_t thursday = utc + (int64_t)(3 - d.weekday) * DAY_S;
        struct wd_civil t = wd_time_to_civil(thursday);
        struct wd_civil first = {.year = t.year, .month = 1, .day = 1, .hour = 12};
        int week = (int)((thursday - wd_time_from_civil(first)) / (7 * DAY_S)) + 1;
        return wd_arena_printf(c->a, unit->value == 8 ? "%04d-W%02d-WE" : "%04d-W%02d", t.year, week);
    }
    case 3: months += by; return wd_arena_printf(c->a, "%04d-%02d", (int)(months / 12), (int)(months % 12) + 1);
    case 4: months += 3 * by; return wd_arena_printf(c->a, "%04d-Q%d", (int)(months / 12), (int)(months % 12) / 3 + 1);
    case 5: return wd_arena_printf(c->a, "%04d", c->now.year + (int)by);
    case 6: return wd_arena_printf(c->a, "%03d", c->now.year / 10 + (int)by);
    case 7: return wd_arena_printf(c->a, "%02d", c->now.year / 100 + (int)by);
    default: return WD_STR("");
    }
}

/* The year that puts month (and day) nearest to the article's date. */
static int near_year(const struct clockwork *c, int month, int day)
{
    int best = c->now.year;
    int64_t least = INT64_MAX;
    for (int y = c->now.year - 1; y <= c->now.year + 1; y++) {
        struct wd_civil d = {.year = y, .month = month, .day = WD_MIN(day, 28), .hour = 12};
        int64_t apart = wd_time_from_civil(d) - c->now_utc;
        apart = apart < 0 ? -apart : apart;
        if (apart < least) {
            least = apart;
            best = y;
        }
    }
    return best;
}

/* "Aug. 2, 1990", "2 August 1990", "August 1990", "August"; m: what is known of the word at i. Returns tokens used, 0 for none. */
static size_t month_date(struct clockwork *c, size_t i, const struct time_word *m)
{
    int64_t day = 0, year = 0;
    size_t month_at = i, end;
    bool day_first = number_at(c, i, &day) && day >= 1 && day <= 31 && c->tokens->v[i].end - c->tokens->v[i].start <= 2;
    if (day_first) {
        month_at = i + 1;
        if (month_at < c->tokens->n && c->tokens->v[month_at].mark == '.')
            month_at++;
        m = know(c, month_at);
    }
    if (!m || m->kind != MONTH)
        return 0;
    bool may = !day_first && (m->value == 5 || m->value == 3) && (c->tokens->v[i].flags & WD_TOKEN_STARTS);
    end = month_at + 1;
    if (!day_first && number_at(c, end, &day) && day >= 1 && day <= 31 && c->tokens->v[end].end - c->tokens->v[end].start <= 2)
        end++;
    else if (!day_first)
        day = 0;
    if (may && !day && !year_at(c, end, &year))
        return 0;
    size_t year_from = end;
    if (day && end < c->tokens->n && c->tokens->v[end].mark == ',')
        year_from++;
    if (year_at(c, year_from, &year))
        end = year_from + 1;
    if (!year && c->dated)
        year = near_year(c, m->value, day ? (int)day : 15);
    struct wd_civil check = {.year = year ? (int)year : 2000, .month = m->value, .day = day ? (int)day : 1};
    if (!wd_civil_valid(check))
        return 0;
    struct wd_str y = year ? wd_arena_printf(c->a, "%04d", (int)year) : WD_STR("XXXX");
    struct wd_str v = day ? wd_arena_printf(c->a, "%.*s-%02d-%02d", WD_STR_ARG(y), m->value, (int)day)
                          : wd_arena_printf(c->a, "%.*s-%02d", WD_STR_ARG(y), m->value);
    put(c, i, end, "DATE", v);
    return end - i;
}

static struct wd_str weekday_value(struct clockwork *c, int weekday, int direction)
{
    if (!c->dated)
        return wd_arena_printf(c->a, "XXXX-WXX-%d", weekday + 1);
    int back = (c->now.weekday - weekday + 7) % 7;
    if (direction < 0 && back == 0)
        back = 7;
    if (direction > 0)
        back = back == 0 ? -7 : back - 7;
    return day_value(c, c->now_utc - (int64_t)back * DAY_S);
}

static size_t part_of_day(struct clockwork *c, size_t from, size_t at, struct wd_str day)
{
    const struct time_word *p = know(c, at);
    if (p && p->kind == PART) {
        put(c, from, at + 1, "TIME", wd_arena_printf(c->a, "%.*sT%s", WD_STR_ARG(day), p->code));
        return at + 1 - from;
    }
    put(c, from, at, "DATE", day);
    return at - from;
}

static struct wd_str amount(struct clockwork *c, int64_t n, const struct time_word *unit)
{
    if (unit->value == 6 && n > 0)
        return wd_arena_printf(c->a, "P%lldY", 10 * (long long)n);
    bool time = unit->code[0] == 'T';
    if (n < 0)
        return wd_arena_printf(c->a, time ? "PTX%s" : "PX%s", unit->code + time);
    return wd_arena_printf(c->a, time ? "PT%lld%s" : "P%lld%s", (long long)n, unit->code + time);
}

/* A count before a unit: "three", "20", "several", "twenty five". Returns tokens used. */
static size_t count_at(const struct clockwork *c, size_t i, int64_t *ret_n)
{
    int64_t n;
    if (number_at(c, i, &n) && n > 0 && n < 10000) {
        *ret_n = n;
        return 1;
    }
    const struct time_word *w = know(c, i);
    if (!w)
        return 0;
    if (w->kind == CARDINAL) {
        *ret_n = w->value;
        bool few = w->value == 1 && is_kind(c, i + 1, VAGUE_COUNT);
        if (few) {
            *ret_n = -1;
            return 2;
        }
        const struct time_word *ones = know(c, i + 1);
        if (w->value >= 20 && w->value < 100 && ones && ones->kind == CARDINAL && ones->value < 10) {
            *ret_n += ones->value;
            return 2;
        }
        return 1;
    }
    if (w->kind == VAGUE_COUNT) {
        *ret_n = -1;
        return 1;
    }
    return 0;
}

static size_t with_article(const struct clockwork *c, size_t i)
{
    return i > 0 && word_is(c, i - 1, "the") ? i - 1 : i;
}

/* "last week", "the past two months", "this September", "next Friday". */
static size_t relative(struct clockwork *c, size_t i, const struct time_word *w)
{
    size_t from = i;
    int64_t n = 0;
    if (i > 0 && (word_is(c, i - 1, "earlier") || word_is(c, i - 1, "later") || word_is(c, i - 1, "late") || word_is(c, i - 1, "early")))
        from = i - 1;
    else
        from = with_article(c, i);
    const struct time_word *next = know(c, i + 1);
    size_t used = count_at(c, i + 1, &n);
    if (used && !(next && next->kind == CARDINAL && next->value == 1 && !word_is(c, i + 1, "one"))) {
        const struct time_word *unit = know(c, i + 1 + used);
        if (unit && unit->kind == UNIT) {
            put(c, from, i + 2 + used, "DURATION", amount(c, n, unit));
            return i + 2 + used - i;
        }
    }
    if (!next && word_is(c, i, "current")) {
        put(c, i, i + 1, "DATE", WD_STR("PRESENT_REF"));
        return 1;
    }
    if (!next)
        return 0;
    if (next->kind == UNIT) {
        put(c, from, i + 2, "DATE", shifted(c, next, word_is(c, i, "latest") ? -1 : w->value));
        return 2;
    }
    if (next->kind == WEEKDAY)
        return part_of_day(c, from, i + 2, weekday_value(c, next->value, w->value)) - (i - from);
    if (next->kind == MONTH && c->dated) {
        int year = c->now.year;
        if (w->value < 0)
            year -= next->value >= c->now.month;
        else if (w->value > 0)
            year += next->value <= c->now.month;
        put(c, from, i + 2, "DATE", wd_arena_printf(c->a, "%04d-%02d", year, next->value));
        return 2;
    }
    if (next->kind == PART && c->dated) {
        put(c, from, i + 2, "TIME",
            wd_arena_printf(c->a, "%.*sT%s", WD_STR_ARG(day_value(c, c->now_utc + (w->value < 0 ? -DAY_S : 0))), next->code));
        return 2;
    }
    if (next->kind == SEASON && c->dated) {
        put(c, from, i + 2, "DATE", wd_arena_printf(c->a, "%04d-%s", c->now.year + w->value, next->code));
        return 2;
    }
    return 0;
}

/* "a year earlier" next to a quarter is that quarter of the year before. */
static struct wd_str year_before(struct clockwork *c, size_t i)
{
    static const struct time_word year = {"year", UNIT, 5, "Y"};
    const struct wd_timex *last = c->out->n ? &c->out->v[c->out->n - 1] : NULL;
    int64_t y = 0;
    bool quarter = last && last->value.n == 7 && last->value.p[5] == 'Q' && c->tokens->v[i].start - last->span.end < NEAR_BYTES;
    if (quarter && wd_str_to_i64(wd_str_n(last->value.p, 4), &y))
        return wd_arena_printf(c->a, "%04d-%.2s", (int)y - 1, last->value.p + 5);
    return shifted(c, &year, -1);
}

/* "two years ago", "three months", "a year earlier". */
static size_t counted(struct clockwork *c, size_t i)
{
    int64_t n = 0;
    size_t used = count_at(c, i, &n);
    if (!used)
        return 0;
    const struct time_word *unit = know(c, i + used);
    if (!unit || unit->kind != UNIT || unit->value == 8)
        return 0;
    size_t end = i + used + 1;
    bool ago = word_is(c, end, "ago") || word_is(c, end, "earlier"), later = word_is(c, end, "later");
    bool article = word_is(c, i, "a") || word_is(c, i, "an");
    if (ago || later) {
        struct wd_str v = n < 0                                ? WD_STR("PAST_REF")
                          : unit->code[0] == 'T'               ? WD_STR("")
                          : ago && article && unit->value == 5 ? year_before(c, i)
                                                               : shifted(c, unit, ago ? -n : n);
        put(c, i, end + 1, "DATE", v);
        return end + 1 - i;
    }
    if (article && used == 1)
        return 0;
    size_t from = i;
    if (i > 0 && word_is(c, i - 1, "the"))
        from = i - 1;
    put(c, from, end, "DURATION", amount(c, n, unit));
    return end - i;
}

/* "third-quarter", "10-year". */
static size_t hyphened(struct clockwork *c, size_t i)
{
    static const char *const ordinals[] = {"first", "second", "third", "fourth"};
    static const struct {
        const char *word, *code;
    } units[] = {{"year", "Y"}, {"month", "M"}, {"week", "W"}, {"day", "D"}, {"hour", "TH"}, {"minute", "TM"}};
    struct wd_str w = wd_token_bare(c->text, &c->tokens->v[i]);
    size_t dash = wd_str_find_byte(w, '-', 0);
    if (dash == SIZE_MAX)
        return 0;
    struct wd_str head = wd_str_n(w.p, dash), tail = wd_str_from(w, dash + 1);
    for (int k = 0; k < 4; k++)
        if (wd_str_eqc_nocase(head, ordinals[k]) && wd_str_eqc_nocase(tail, "quarter") && c->dated) {
            int year = c->now.year - (k > (c->now.month - 1) / 3);
            put(c, i, i + 1, "DATE", wd_arena_printf(c->a, "%04d-Q%d", year, k + 1));
            return 1;
        }
    int64_t n = 0;
    bool counts = wd_str_to_i64(head, &n);
    for (size_t k = 0; !counts && k < WD_COUNT(english); k++)
        if (english[k].kind == CARDINAL && wd_str_eqc_nocase(head, english[k].word)) {
            n = english[k].value;
            counts = true;
        }
    for (size_t k = 0; counts && k < WD_COUNT(units); k++)
        if (wd_str_eqc_nocase(tail, units[k].word)) {
            struct time_word unit = {units[k].word, UNIT, 0, units[k].code};
            put(c, i, i + 1, "DURATION", amount(c, n, &unit));
            return 1;
        }
    if (wd_str_eqc_nocase(w, "year-earlier") || wd_str_eqc_nocase(w, "year-ago")) {
        put(c, i, i + 1, "DATE", year_before(c, i));
        return 1;
    }
    return 0;
}

static size_t quarter(struct clockwork *c, size_t i, const struct time_word *w)
{
    int number = w->kind == ORDINAL ? w->value : 2;
    if (!(word_is(c, i + 1, "quarter") && c->dated))
        return 0;
    int64_t year = c->now.year - (number - 1 > (c->now.month - 1) / 3);
    size_t end = i + 2;
    if (word_is(c, end, "of") && year_at(c, end + 1, &year))
        end += 2;
    put(c, with_article(c, i), end, "DATE", wd_arena_printf(c->a, "%04d-Q%d", (int)year, number));
    return end - i;
}

static size_t year_alone(struct clockwork *c, size_t i)
{
    int64_t y = 0;
    const struct wd_token *t = c->tokens->v;
    if (!year_at(c, i, &y) || y < 1900 || (i + 1 < c->tokens->n && (t[i + 1].mark == '%' || know(c, i + 1))))
        return 0;
    if (i > 0 && (t[i - 1].mark == '$' || t[i - 1].mark == '*'))
        return 0;
    size_t from = i > 0 && word_is(c, i - 1, "fiscal") ? i - 1 : i;
    put(c, from, i + 1, "DATE", wd_arena_printf(c->a, "%04d", (int)y));
    return 1;
}

static size_t at_token(struct clockwork *c, size_t i)
{
    const struct wd_token *t = &c->tokens->v[i];
    const struct time_word *w = know(c, i);
    size_t used = w || t->kind == WD_TOKEN_NUMBER ? month_date(c, i, w) : 0;
    if (used)
        return used;
    if (t->kind == WD_TOKEN_NUMBER) {
        used = year_alone(c, i);
        return used ? used : counted(c, i);
    }
    if (!w)
        return t->kind == WD_TOKEN_WORD && c->language != WD_LEX_LANG_DE ? hyphened(c, i) : 0;
    switch (w->kind) {
    case WEEKDAY: return part_of_day(c, i, i + 1, weekday_value(c, w->value, 0));
    case DEICTIC:
        if (!c->dated)
            return part_of_day(c, i, i + 1, WD_STR("XXXX-XX-XX"));
        if (w->code[0]) {
            put(c, i, i + 1, "TIME", wd_arena_printf(c->a, "%.*sT%s", WD_STR_ARG(day_value(c, c->now_utc)), w->code));
            return 1;
        }
        return part_of_day(c, i, i + 1, day_value(c, c->now_utc + (int64_t)w->value * DAY_S));
    case PAST_WORD:
    case PRESENT_WORD:
    case FUTURE_WORD: return relative(c, i, w);
    case VAGUE_NOW: put(c, i, i + 1, "DATE", WD_STR("PRESENT_REF")); return 1;
    case VAGUE_PAST: put(c, i, i + 1, "DATE", WD_STR("PAST_REF")); return 1;
    case VAGUE_FUTURE: put(c, i, i + 1, "DATE", WD_STR("FUTURE_REF")); return 1;
    case UNIT:
        if (word_is(c, i, "second"))
            return quarter(c, i, w);
        if (i > 0 && word_is(c, i - 1, "the") && (word_is(c, i, "quarter") || word_is(c, i, "weekend"))) {
            bool weekday = c->now.weekday < 5;
            put(c, i - 1, i + 1, "DATE", shifted(c, w, word_is(c, i, "quarter") || weekday ? -1 : 0));
            return 1;
        }
        return 0;
    case ORDINAL: return quarter(c, i, w);
    case CARDINAL: return counted(c, i);
    case VAGUE_COUNT:
        if (w->value == 1) { /* recent */
            put(c, i, is_kind(c, i + 1, UNIT) ? i + 2 : i + 1, "DATE", WD_STR("PAST_REF"));
            return 2;
        }
        return counted(c, i);
    default: return 0;
    }
}

void wd_timexes_of(struct wd_arena *a, struct wd_str text, int lexicon_language, const wd_tokens *tokens, int64_t date_utc,
                   wd_timexes *ret_timexes)
{
    wd_timexes list = {0};
    struct clockwork c = {.a = a, .text = text, .tokens = tokens, .language = lexicon_language, .out = &list};
    if (lexicon_language != WD_LEX_LANG_EN && lexicon_language != WD_LEX_LANG_DE) {
        *ret_timexes = list;
        return;
    }
    index_words(&c);
    if (date_utc != WD_NO_TIME) {
        c.dated = true;
        c.now = wd_time_to_civil(date_utc);
        c.now.hour = 12;
        c.now.minute = c.now.second = 0;
        c.now_utc = wd_time_from_civil(c.now);
    }
    for (size_t i = 0; i < tokens->n;) {
        size_t used = tokens->v[i].kind == WD_TOKEN_WORD || tokens->v[i].kind == WD_TOKEN_NUMBER ? at_token(&c, i) : 0;
        i += used ? used : 1;
    }
    *ret_timexes = list;
}
