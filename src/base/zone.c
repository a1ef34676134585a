#include "base/zone.h"

enum { DAY_S = 86400, MAX_TRANSITIONS = 20000, MAX_TYPES = 256 };

struct type {
    int32_t offset_s;
    struct wd_str abbreviation;
};

enum day_rule { DAY_MONTH_WEEK, DAY_JULIAN, DAY_OF_YEAR };
struct change {
    enum day_rule rule;
    int month, week, weekday; /* Mm.w.d: 0 = Sunday */
    int day;                  /* Jn from 1 without 29 February, n from 0 with it */
    int32_t time_s;           /* of the local clock before the change */
};

struct wd_zone {
    struct wd_str name;
    size_t n; /* transitions */
    int64_t *at_utc;
    unsigned char *type_of;
    struct type *types;
    size_t types_n;
    bool has_rule, rule_has_dst;
    struct type standard, summer;
    struct change to_summer, to_standard;
};

struct reader {
    const unsigned char *p;
    size_t n, at;
    bool bad;
};

static uint64_t take(struct reader *r, size_t bytes)
{
    uint64_t v = 0;
    if (r->n - r->at < bytes) {
        r->bad = true;
        r->at = r->n;
        return 0;
    }
    for (size_t i = 0; i < bytes; i++)
        v = v << 8 | r->p[r->at++];
    return v;
}

static const unsigned char *take_bytes(struct reader *r, size_t bytes)
{
    const unsigned char *p = r->p + r->at;
    if (r->n - r->at < bytes) {
        r->bad = true;
        return NULL;
    }
    r->at += bytes;
    return p;
}

struct header {
    int version;
    size_t isut, isstd, leap, times, types, chars;
};

static bool read_header(struct reader *r, struct header *h)
{
    const unsigned char *magic = take_bytes(r, 4);
    if (!magic || memcmp(magic, "TZif", 4) != 0)
        return false;
    uint64_t version = take(r, 1);
    h->version = version == 0 ? 1 : (int)version - '0';
    take_bytes(r, 15);
    h->isut = (size_t)take(r, 4);
    h->isstd = (size_t)take(r, 4);
    h->leap = (size_t)take(r, 4);
    h->times = (size_t)take(r, 4);
    h->types = (size_t)take(r, 4);
    h->chars = (size_t)take(r, 4);
    return !r->bad && h->times <= MAX_TRANSITIONS && h->types >= 1 && h->types <= MAX_TYPES && h->chars <= 4096 && h->leap <= 4096 &&
           h->isut <= MAX_TYPES && h->isstd <= MAX_TYPES && h->version >= 1 && h->version <= 4;
}

static size_t block_bytes(const struct header *h, size_t time_bytes)
{
    return h->times * (time_bytes + 1) + h->types * 6 + h->chars + h->leap * (time_bytes + 4) + h->isstd + h->isut;
}

static bool read_block(struct wd_arena *a, struct reader *r, const struct header *h, size_t time_bytes, struct wd_zone *z)
{
    z->n = h->times;
    z->types_n = h->types;
    z->at_utc = wd_arena_array(a, h->times, sizeof *z->at_utc);
    z->type_of = wd_arena_array(a, h->times, 1);
    z->types = wd_arena_array(a, h->types, sizeof *z->types);
    for (size_t i = 0; i < z->n; i++) {
        uint64_t v = take(r, time_bytes);
        z->at_utc[i] = time_bytes == 4 ? (int32_t)(uint32_t)v : (int64_t)v;
        if (i && z->at_utc[i] < z->at_utc[i - 1])
            return false;
    }
    for (size_t i = 0; i < z->n; i++) {
        z->type_of[i] = (unsigned char)take(r, 1);
        if (z->type_of[i] >= h->types)
            return false;
    }
    size_t names[MAX_TYPES];
    for (size_t i = 0; i < h->types; i++) {
        z->types[i].offset_s = (int32_t)(uint32_t)take(r, 4);
        take(r, 1);
        names[i] = (size_t)take(r, 1);
        if (names[i] > h->chars || z->types[i].offset_s < -2 * DAY_S || z->types[i].offset_s > 2 * DAY_S)
            return false;
    }
    const char *chars = (const char *)take_bytes(r, h->chars);
    if (r->bad)
        return false;
    for (size_t i = 0; i < h->types; i++)
        z->types[i].abbreviation = wd_arena_str(a, wd_str_n(chars + names[i], strnlen(chars + names[i], h->chars - names[i])));
    take_bytes(r, h->leap * (time_bytes + 4) + h->isstd + h->isut);
    return !r->bad;
}

/* The POSIX rule: "CET-1CEST,M3.5.0,M10.5.0/3", "<+0330>-3:30". */
static bool rule_number(struct wd_str *s, int most, int *ret)
{
    int v = 0, digits = 0;
    while (s->n && wd_is_digit(s->p[0]) && digits < 4) {
        v = v * 10 + (s->p[0] - '0');
        *s = wd_str_from(*s, 1);
        digits++;
    }
    if (!digits || v > most)
        return false;
    *ret = v;
    return true;
}

static bool rule_take(struct wd_str *s, char c)
{
    if (!s->n || s->p[0] != c)
        return false;
    *s = wd_str_from(*s, 1);
    return true;
}

static bool rule_name(struct wd_str *s, struct wd_str *ret)
{
    bool quoted = rule_take(s, '<');
    size_t n = 0;
    while (n < s->n && (quoted ? s->p[n] != '>' : wd_is_alpha(s->p[n])))
        n++;
    if (n < 3 || (quoted && n == s->n))
        return false;
    *ret = wd_str_n(s->p, n);
    *s = wd_str_from(*s, n + quoted);
    return true;
}

static bool rule_time(struct wd_str *s, int32_t *ret_s)
{
    int sign = rule_take(s, '-') ? -1 : 1, h, m = 0, sec = 0;
    if (sign == 1)
        rule_take(s, '+');
    if (!rule_number(s, 167, &h))
        return false;
    if (rule_take(s, ':') && !rule_number(s, 59, &m))
        return false;
    if (rule_take(s, ':') && !rule_number(s, 59, &sec))
        return false;
    *ret_s = sign * (h * 3600 + m * 60 + sec);
    return true;
}

static bool rule_change(struct wd_str *s, struct change *c)
{
    c->time_s = 2 * 3600;
    if (!rule_take(s, ','))
        return false;
    if (rule_take(s, 'M')) {
        c->rule = DAY_MONTH_WEEK;
        if (!rule_number(s, 12, &c->month) || !rule_take(s, '.') || !rule_number(s, 5, &c->week) || !rule_take(s, '.') ||
            !rule_number(s, 6, &c->weekday) || c->month == 0 || c->week == 0)
            return false;
    } else {
        c->rule = rule_take(s, 'J') ? DAY_JULIAN : DAY_OF_YEAR;
        if (!rule_number(s, 365, &c->day) || (c->rule == DAY_JULIAN && c->day == 0))
            return false;
    }
    return !rule_take(s, '/') || rule_time(s, &c->time_s);
}

static bool read_rule(struct wd_arena *a, struct wd_str s, struct wd_zone *z)
{
    int32_t west;
    if (!rule_name(&s, &z->standard.abbreviation) || !rule_time(&s, &west))
        return false;
    z->standard.offset_s = -west;
    z->standard.abbreviation = wd_arena_str(a, z->standard.abbreviation);
    z->has_rule = true;
    if (!s.n)
        return true;
    if (!rule_name(&s, &z->summer.abbreviation))
        return false;
    z->summer.abbreviation = wd_arena_str(a, z->summer.abbreviation);
    z->summer.offset_s = z->standard.offset_s + 3600;
    if (s.n && s.p[0] != ',') {
        if (!rule_time(&s, &west))
            return false;
        z->summer.offset_s = -west;
    }
    z->rule_has_dst = true;
    return rule_change(&s, &z->to_summer) && rule_change(&s, &z->to_standard) && !s.n;
}

int wd_zone_parse(struct wd_arena *a, struct wd_str name, struct wd_str tzif, const struct wd_zone **ret_zone)
{
    struct reader r = {.p = (const unsigned char *)tzif.p, .n = tzif.n};
    struct header h;
    struct wd_zone *z = WD_NEW(a, struct wd_zone);
    if (!read_header(&r, &h))
        return WD_E_SYNTAX;
    size_t time_bytes = 4;
    if (h.version >= 2) {
        take_bytes(&r, block_bytes(&h, 4));
        if (r.bad || !read_header(&r, &h))
            return WD_E_SYNTAX;
        time_bytes = 8;
    }
    if (!read_block(a, &r, &h, time_bytes, z))
        return WD_E_SYNTAX;
    if (h.version >= 2) {
        struct wd_str footer = wd_str_n((const char *)r.p + r.at, r.n - r.at);
        size_t end = wd_str_find_byte(footer, '\n', 1);
        if (!wd_str_starts(footer, "\n") || end == SIZE_MAX)
            return WD_E_SYNTAX;
        footer = wd_str_n(footer.p + 1, end - 1);
        if (footer.n && !read_rule(a, footer, z))
            return WD_E_SYNTAX;
    }
    z->name = wd_arena_str(a, name);
    *ret_zone = z;
    return 0;
}

const struct wd_zone *wd_zone_fixed(struct wd_arena *a, struct wd_str abbreviation, int32_t offset_s)
{
    struct wd_zone *z = WD_NEW(a, struct wd_zone);
    z->name = wd_arena_str(a, abbreviation);
    z->standard = (struct type){offset_s, z->name};
    z->has_rule = true;
    return z;
}

int wd_zone_of_rule(struct wd_arena *a, struct wd_str name, struct wd_str rule, const struct wd_zone **ret_zone)
{
    struct wd_zone *z = WD_NEW(a, struct wd_zone);
    if (!read_rule(a, rule, z))
        return WD_E_SYNTAX;
    z->name = wd_arena_str(a, name);
    *ret_zone = z;
    return 0;
}

struct wd_str wd_zone_name(const struct wd_zone *z)
{
    return z ? z->name : WD_STR("UTC");
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The change as seconds of the local clock, as if that were UTC. */
static int64_t change_in(const struct change *c, int year)
{
    struct wd_civil first = {.year = year, .month = c->rule == DAY_MONTH_WEEK ? c->month : 1, .day = 1};
    int64_t t = wd_time_from_civil(first);
    if (c->rule == DAY_JULIAN)
        return t + (int64_t)(c->day - 1 + (is_leap(year) && c->day >= 60)) * DAY_S + c->time_s;
    if (c->rule == DAY_OF_YEAR)
        return t + (int64_t)c->day * DAY_S + c->time_s;
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int in_month = days[c->month - 1] + (c->month == 2 && is_leap(year));
    int first_weekday = (wd_time_to_civil(t).weekday + 1) % 7; /* 0 = Sunday */
    int day = (c->weekday - first_weekday + 7) % 7 + (c->week - 1) * 7;
    if (day >= in_month)
        day -= 7;
    return t + (int64_t)day * DAY_S + c->time_s;
}

static const struct type *type_by_rule(const struct wd_zone *z, int64_t utc)
{
    if (!z->rule_has_dst)
        return &z->standard;
    int year = wd_time_to_civil(utc + z->standard.offset_s).year;
    int64_t from = change_in(&z->to_summer, year) - z->standard.offset_s;
    int64_t to = change_in(&z->to_standard, year) - z->summer.offset_s;
    bool summer = from < to ? utc >= from && utc < to : utc >= from || utc < to;
    return summer ? &z->summer : &z->standard;
}

static const struct type *type_at(const struct wd_zone *z, int64_t utc)
{
    if (z->n == 0 && !z->has_rule)
        return &z->types[0];
    if (z->has_rule && (z->n == 0 || utc >= z->at_utc[z->n - 1]))
        return type_by_rule(z, utc);
    size_t low = 0, high = z->n; /* first transition after utc */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (z->at_utc[middle] <= utc)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &z->types[z->type_of[low - 1]] : &z->types[0];
}

int32_t wd_zone_offset_at(const struct wd_zone *z, int64_t utc, struct wd_str *ret_abbreviation)
{
    static const struct type universal = {0, WD_STR_INIT("UTC")};
    const struct type *t = z ? type_at(z, utc) : &universal;
    if (ret_abbreviation)
        *ret_abbreviation = t->abbreviation;
    return t->offset_s;
}

int32_t wd_zone_offset_local(const struct wd_zone *z, struct wd_civil local)
{
    int64_t wall = wd_time_from_civil(local);
    int32_t before = wd_zone_offset_at(z, wall - DAY_S, NULL), after = wd_zone_offset_at(z, wall + DAY_S, NULL);
    /* with the larger of both offsets, every wall time of a gap or fold falls before the change */
    return wd_zone_offset_at(z, wall - WD_MAX(before, after), NULL);
}
