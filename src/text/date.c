#include "text/date.h"

#include "base/utf8.h"
#include "text/date_exact.h"
#include "text/date_words.h"
#include "text/fold.h"

enum { MAX_TEXT_BYTES = 400, MAX_NUMBERS = 3, WORD_BYTES = 48, DAY_S = 86400, MAX_OFFSET_HOURS = 15 };

struct number {
    int64_t value;
    int digits;
};

/* What was read so far. */
struct reading {
    struct wd_str text;
    size_t at;
    int year, month, day;
    bool has_date;                      /* year, month and day are all read, or were written as a number */
    bool has_month;                     /* by name */
    bool month_or_weekday;              /* "mar" before any number: March, or a Tuesday of Romance languages */
    struct number numbers[MAX_NUMBERS]; /* beside the month's name */
    int numbers_n;
    int hour, minute, second;
    bool has_time;
    int half; /* 1 a.m., 2 p.m. */
    bool has_offset;
    int32_t offset_s;
    const struct wd_date_zone *zone;
    struct wd_str zone_text;
    bool korean;
    bool ended; /* what follows is no part of the date */
};

static int64_t read_number(struct wd_str s, size_t *at, int *ret_digits)
{
    int64_t v = 0;
    int digits = 0;
    while (*at < s.n && wd_is_digit(s.p[*at])) {
        if (digits < 18)
            v = v * 10 + (s.p[*at] - '0');
        digits++;
        (*at)++;
    }
    *ret_digits = digits;
    return v;
}

static char at_byte(const struct reading *r, size_t at)
{
    return at < r->text.n ? r->text.p[at] : 0;
}

static bool digit_at(const struct reading *r, size_t at)
{
    return wd_is_digit(at_byte(r, at));
}

static int full_year(int64_t value, int digits)
{
    return digits > 2 ? (int)value : (int)value + (value < 69 ? 2000 : 1900);
}

/* ":MM[:SS[.fff]]" after the hour at r->at. */
static bool read_clock(struct reading *r, int64_t hour)
{
    int digits;
    size_t at = r->at + 1;
    int64_t minute = read_number(r->text, &at, &digits), second = 0;
    if (digits < 1 || digits > 2 || r->has_time)
        return false;
    if (at_byte(r, at) == ':') {
        at++;
        second = read_number(r->text, &at, &digits);
        if (digits < 1 || digits > 2)
            return false;
        if ((at_byte(r, at) == '.' || at_byte(r, at) == ',') && digit_at(r, at + 1)) {
            at++;
            read_number(r->text, &at, &digits);
        }
        if (at_byte(r, at) == ':')
            return false;
    }
    r->hour = (int)hour;
    r->minute = (int)minute;
    r->second = (int)second;
    r->has_time = true;
    r->at = at;
    return true;
}

/* "HHMMSS", "HHMM" or "HH" after a T. */
static bool read_compact_clock(struct reading *r, struct number n)
{
    if (r->has_time || (n.digits != 2 && n.digits != 4 && n.digits != 6))
        return false;
    int64_t v = n.digits == 2 ? n.value * 10000 : n.digits == 4 ? n.value * 100 : n.value;
    r->hour = (int)(v / 10000);
    r->minute = (int)(v / 100 % 100);
    r->second = (int)(v % 100);
    r->has_time = true;
    int digits;
    if (at_byte(r, r->at) == '.' && digit_at(r, r->at + 1)) {
        r->at++;
        read_number(r->text, &r->at, &digits);
    }
    return true;
}

static bool set_date(struct reading *r, int year, int64_t month, int64_t day)
{
    struct wd_civil c = {.year = year, .month = (int)month, .day = (int)day};
    if (month > 12 || day > 31 || !wd_civil_valid(c))
        return false;
    r->year = year;
    r->month = (int)month;
    r->day = (int)day;
    r->has_date = true;
    return true;
}

static void set_from_days(struct reading *r, int64_t utc)
{
    struct wd_civil c = wd_time_to_civil(utc);
    r->year = c.year;
    r->month = c.month;
    r->day = c.day;
    r->has_date = true;
}

static bool set_day_of_year(struct reading *r, int year, int64_t day)
{
    if (day < 1 || day > 366 || year < 1)
        return false;
    set_from_days(r, wd_time_from_civil((struct wd_civil){.year = year, .month = 1, .day = 1}) + (day - 1) * DAY_S);
    return r->year == year;
}

/* ISO week date; week 1 holds 4 January. */
static bool set_week(struct reading *r, int year, int64_t week, int64_t weekday)
{
    if (week < 1 || week > 53 || weekday < 1 || weekday > 7 || year < 1)
        return false;
    int64_t fourth = wd_time_from_civil((struct wd_civil){.year = year, .month = 1, .day = 4});
    int64_t monday = fourth - (int64_t)wd_time_to_civil(fourth).weekday * DAY_S;
    if (wd_time_to_civil(monday + ((week - 1) * 7 + 3) * DAY_S).year != year)
        return false; /* a year without week 53 */
    set_from_days(r, monday + ((week - 1) * 7 + weekday - 1) * DAY_S);
    return true;
}

/* Digits alone: YYYYMMDD[HHMM[SS]], YYYYDDD, YYMMDD, YYYYMM, YYDDD. */
static bool set_compact(struct reading *r, struct number n)
{
    int64_t v = n.value;
    switch (n.digits) {
    case 14:
    case 12:
        r->has_time = true;
        r->second = n.digits == 14 ? (int)(v % 100) : 0;
        v = n.digits == 14 ? v / 100 : v;
        r->minute = (int)(v % 100);
        r->hour = (int)(v / 100 % 100);
        v /= 10000;
        return set_date(r, (int)(v / 10000), v / 100 % 100, v % 100);
    case 8: return set_date(r, (int)(v / 10000), v / 100 % 100, v % 100);
    case 7: return set_day_of_year(r, (int)(v / 1000), v % 1000);
    case 6: return set_date(r, full_year(v / 10000, 2), v / 100 % 100, v % 100) || set_date(r, (int)(v / 100), v % 100, 1);
    case 5: return set_day_of_year(r, full_year(v / 1000, 2), v % 1000);
    default: return false;
    }
}

/* Three numbers with one separator, in the order that their lengths and the separator say. */
static bool set_three(struct reading *r, const struct number n[3], char separator)
{
    if (n[0].digits == 4)
        return n[1].digits <= 3 && n[2].digits <= 2 && set_date(r, (int)n[0].value, n[1].value, n[2].value);
    if (n[0].digits > 2 || n[1].digits > 2 || n[2].digits == 3 || n[2].digits > 4)
        return false;
    if (n[2].digits <= 2 && separator == '-' && set_date(r, full_year(n[0].value, 2), n[1].value, n[2].value))
        return true;
    int year = full_year(n[2].value, n[2].digits);
    if (separator == '/')
        return set_date(r, year, n[0].value, n[1].value) || set_date(r, year, n[1].value, n[0].value);
    return set_date(r, year, n[1].value, n[0].value) || set_date(r, year, n[0].value, n[1].value);
}

/* "W12[-3]" at `at`, after "2003-". */
static bool read_week(struct reading *r, size_t at, int year)
{
    int digits;
    int64_t week, weekday = 1;
    at++;
    week = read_number(r->text, &at, &digits);
    if (digits == 3) {
        weekday = week % 10;
        week /= 10;
    } else if (digits != 2) {
        return false;
    }
    if (at_byte(r, at) == '-' && digit_at(r, at + 1))
        at++, weekday = read_number(r->text, &at, &digits);
    r->at = at;
    return set_week(r, year, week, weekday);
}

enum outcome { NOT_THIS, TAKEN, BROKEN };

/* A date all in numbers, whose first is n and ends at r->at. */
static enum outcome read_numeric_date(struct reading *r, struct number n, bool minus_before)
{
    char separator = at_byte(r, r->at);
    if (separator != '-' && separator != '/' && separator != '.')
        return NOT_THIS;
    if (n.digits == 4 && separator == '-' && (at_byte(r, r->at + 1) | 32) == 'w' && digit_at(r, r->at + 2))
        return read_week(r, r->at + 1, (int)n.value) ? TAKEN : BROKEN;
    if (!digit_at(r, r->at + 1))
        return NOT_THIS;
    struct number three[3] = {n};
    size_t at = r->at + 1;
    three[1].value = read_number(r->text, &at, &three[1].digits);
    bool dated;
    if (at_byte(r, at) == separator && digit_at(r, at + 1)) {
        at++;
        three[2].value = read_number(r->text, &at, &three[2].digits);
        dated = set_three(r, three, separator);
        if (at_byte(r, at) == separator && separator != '.')
            return BROKEN;
    } else if (at_byte(r, at) == ':') {
        return NOT_THIS; /* "5-10:30" */
    } else if (n.digits == 4 && three[1].digits == 3) {
        dated = set_day_of_year(r, (int)n.value, three[1].value);
    } else if (n.digits == 4 || (minus_before && n.digits == 2)) {
        dated = three[1].digits == 2 && set_date(r, full_year(n.value, n.digits), three[1].value, 1);
    } else {
        return separator == '.' ? NOT_THIS : BROKEN;
    }
    r->at = at;
    return dated ? TAKEN : BROKEN;
}

static bool is_hour_mark(const struct reading *r)
{
    size_t at = r->at;
    if (at_byte(r, at) == ' ')
        at++;
    return at_byte(r, at) == 'h' && !wd_is_alpha(at_byte(r, at + 1));
}

/* Syllables that follow the numbers of Korean dates; gives the part that the number is. */
static bool read_korean(struct reading *r, struct number n)
{
    struct wd_cp c = wd_utf8_at(r->text, r->at);
    int *part = c.cp == 0xB144 ? &r->year : c.cp == 0xC6D4 ? &r->month : c.cp == 0xC77C ? &r->day : NULL;
    if (!part || n.digits > 4)
        return false;
    *part = (int)n.value;
    r->korean = true;
    r->at += c.bytes;
    r->has_date = r->year > 0 && r->month > 0 && r->day > 0;
    return true;
}

static bool is_dated(const struct reading *r)
{
    return r->has_date || (r->has_month && r->numbers_n >= 2);
}

static bool read_digits(struct reading *r, bool after_t)
{
    size_t start = r->at;
    bool minus_before = start == 1 && r->text.p[0] == '-';
    struct number n;
    n.value = read_number(r->text, &r->at, &n.digits);
    if (after_t && is_dated(r) && at_byte(r, r->at) != ':')
        return read_compact_clock(r, n);
    if (n.digits <= 2 && at_byte(r, r->at) == ':')
        return digit_at(r, r->at + 1) && read_clock(r, n.value);
    if (read_korean(r, n))
        return true;
    if (n.digits <= 2 && !r->has_time && is_dated(r) && is_hour_mark(r)) {
        /* "14h05", "14 h 05" */
        while (!wd_is_digit(at_byte(r, r->at)) && (at_byte(r, r->at) == ' ' || at_byte(r, r->at) == 'h'))
            r->at++;
        struct number minute = {0};
        minute.value = read_number(r->text, &r->at, &minute.digits);
        r->hour = (int)n.value;
        r->minute = (int)minute.value;
        r->has_time = true;
        return minute.digits == 0 || minute.digits == 2;
    }
    if (n.digits <= 2 && is_dated(r) && !r->has_time && at_byte(r, r->at) == '.' && digit_at(r, r->at + 1))
        return read_clock(r, n.value); /* "14.05 Uhr" */
    if (!is_dated(r) && !r->has_month) {
        enum outcome o = read_numeric_date(r, n, minus_before);
        if (o != NOT_THIS)
            return o == TAKEN;
        if (n.digits == 4 && (at_byte(r, r->at) | 32) == 'w' && digit_at(r, r->at + 1))
            return read_week(r, r->at, (int)n.value);
        if (minus_before && n.digits == 4 && r->at == r->text.n)
            return set_date(r, full_year(n.value / 100, 2), n.value % 100, 1);
        if (n.digits >= 5)
            return set_compact(r, n);
    }
    if (r->has_date || r->numbers_n == MAX_NUMBERS || n.digits > 4) {
        r->ended = true;
        return true;
    }
    r->numbers[r->numbers_n++] = n;
    return true;
}

/* "+02:00", "-0530", "+2". */
static bool read_offset(struct reading *r)
{
    int sign = r->text.p[r->at] == '-' ? -1 : 1, digits;
    size_t at = r->at + 1;
    int64_t v = read_number(r->text, &at, &digits), hours = v, minutes = 0;
    if (digits == 0 || digits > 4)
        return false;
    if (digits > 2) {
        hours = v / 100;
        minutes = v % 100;
    } else if (at_byte(r, at) == ':') {
        at++;
        minutes = read_number(r->text, &at, &digits);
        if (digits != 2)
            return false;
    }
    if (hours > MAX_OFFSET_HOURS || minutes > 59)
        return false;
    if (!r->has_offset)
        r->offset_s = sign * (int32_t)(hours * 3600 + minutes * 60);
    r->has_offset = true;
    r->at = at;
    return !wd_is_alpha(at_byte(r, at)) && at_byte(r, at) != ':';
}

static bool is_half(struct reading *r, struct wd_str plain)
{
    char first = plain.n ? plain.p[0] : 0;
    bool dotted = plain.n == 1 && (first == 'a' || first == 'p') && at_byte(r, r->at) == '.' && (at_byte(r, r->at + 1) | 32) == 'm';
    if (dotted)
        r->at += at_byte(r, r->at + 2) == '.' ? 3 : 2;
    bool korean_am = wd_str_eqc(plain, "오전"), korean_pm = wd_str_eqc(plain, "오후");
    r->korean = r->korean || korean_am || korean_pm;
    if (!dotted && !korean_am && !korean_pm && !wd_str_eqc(plain, "am") && !wd_str_eqc(plain, "pm"))
        return false;
    r->half = korean_pm || first == 'p' ? 2 : 1;
    return true;
}

/* "5 pm": the hour was kept as a number. */
static void hour_from_numbers(struct reading *r)
{
    if (r->has_time || !r->half || r->korean || r->numbers_n == 0)
        return;
    struct number last = r->numbers[r->numbers_n - 1];
    if (last.digits <= 2 && last.value >= 1 && last.value <= 12) {
        r->numbers_n--;
        r->hour = (int)last.value;
        r->minute = r->second = 0;
        r->has_time = true;
    }
}

static bool read_zone(struct reading *r, struct wd_str word, struct wd_str plain)
{
    const struct wd_date_zone *zone = wd_date_zone(plain);
    if (!zone || r->zone || !r->has_time || (!wd_is_upper(word.p[0]) && !wd_str_eqc(word, "z")))
        return false;
    r->zone = zone;
    r->zone_text = word;
    char next = at_byte(r, r->at);
    if ((next == '+' || next == '-') && digit_at(r, r->at + 1) && zone->offset_s == 0)
        return read_offset(r);
    return true;
}

/* A word at r->at. False: what was read is no date. */
static bool read_word(struct reading *r, bool *ret_after_t)
{
    size_t start = r->at;
    while (r->at < r->text.n) {
        struct wd_cp c = wd_utf8_at(r->text, r->at);
        if (!wd_cp_is_letter(c.cp))
            break;
        r->at += c.bytes;
    }
    struct wd_str word = wd_str_n(r->text.p + start, r->at - start);
    char bytes[WORD_BYTES];
    struct wd_str plain = wd_str_n(bytes, wd_date_plain(word, bytes, sizeof bytes));
    bool begun = is_dated(r) || r->has_month || r->numbers_n || r->has_time || r->year;
    bool glued =
        start > 0 && begun && (wd_is_digit(at_byte(r, start - 1)) || (at_byte(r, start - 1) == '-' && start > 1 && digit_at(r, start - 2)));
    if (glued && word.n == 1 && (word.p[0] | 32) == 't' && digit_at(r, r->at)) {
        *ret_after_t = true;
        return true;
    }
    if (is_half(r, plain)) {
        hour_from_numbers(r);
        return true;
    }
    int month = wd_date_month(plain);
    if (month && (!r->has_month || r->month_or_weekday) && !is_dated(r)) {
        r->month_or_weekday = wd_str_eqc(plain, "mar") && r->numbers_n == 0;
        r->month = month;
        r->has_month = true;
        return true;
    }
    if (wd_str_eqc(plain, "etc") && at_byte(r, r->at) == '/')
        return true;
    if (read_zone(r, word, plain))
        return true;
    if (wd_date_is_filler(plain) || !begun)
        return true;
    if (glued || (r->zone == NULL && r->has_time && start > 0 && wd_is_digit(at_byte(r, start - 1))))
        return false;
    if (word.n == 1 && wd_is_upper(word.p[0]) && r->has_time && !r->zone)
        return true; /* the single letters of RFC 822 say nothing (RFC 2822) */
    r->ended = true;
    return true;
}

static bool read_all(struct reading *r)
{
    bool after_t = false;
    while (r->at < r->text.n && !r->ended) {
        char c = r->text.p[r->at];
        bool sign = (c == '+' || c == '-') && r->has_time && !r->has_offset;
        if (wd_is_digit(c)) {
            if (!read_digits(r, after_t))
                return false;
            after_t = false;
        } else if (sign && (digit_at(r, r->at + 1) || wd_is_alpha(at_byte(r, r->at + 1)))) {
            if (!read_offset(r))
                return false;
        } else if (wd_cp_is_letter(wd_utf8_at(r->text, r->at).cp)) {
            if (!read_word(r, &after_t))
                return false;
        } else if (c == '|' && is_dated(r)) {
            r->ended = true;
        } else {
            r->at += wd_utf8_at(r->text, r->at).bytes;
        }
    }
    return true;
}

/* Day and year out of the numbers beside the month's name. */
static bool settle_date(struct reading *r)
{
    if (r->has_date)
        return true;
    if (!r->has_month)
        return false;
    int64_t day = 0, year = -1;
    int year_digits = 0;
    for (int i = 0; i < r->numbers_n; i++) {
        struct number n = r->numbers[i];
        if (!day && n.digits <= 2 && n.value >= 1 && n.value <= 31) {
            day = n.value;
        } else if (year < 0 && (n.digits == 4 || n.digits == 2)) {
            year = n.value;
            year_digits = n.digits;
        } else {
            return false;
        }
    }
    return year >= 0 && set_date(r, full_year(year, year_digits), r->month, day ? day : 1);
}

static bool settle_time(struct reading *r)
{
    if (!r->has_time)
        return true;
    if (r->half && (r->hour < 1 || r->hour > 12) && r->hour != 0)
        r->half = 0; /* "14:05 PM" */
    if (r->half)
        r->hour = r->hour % 12 + (r->half == 2 ? 12 : 0);
    bool midnight = r->hour == 24 && r->minute == 0 && r->second == 0;
    return r->minute <= 59 && r->second <= 60 && (r->hour <= 23 || midnight);
}

/* An ambiguous abbreviation means what the feed's own zone keeps in winter or summer, where it is one of its meanings. */
static int32_t ambiguous_offset(const struct wd_date_zone *z, const struct wd_date_options *opts, int64_t wall)
{
    const struct wd_zone *feed = opts ? opts->zone : NULL;
    int32_t usual = opts ? wd_date_zone_by_language(z, opts->language) : z->offset_s;
    if (!feed)
        return usual;
    for (int half = 0; half < 2; half++) {
        int32_t offset = wd_zone_offset_at(feed, wall + (int64_t)half * 182 * DAY_S, NULL);
        if (offset == z->offset_s || (offset && (offset == z->others_s[0] || offset == z->others_s[1])))
            return offset;
    }
    return usual;
}

static int32_t offset_of(const struct reading *r, const struct wd_date_options *opts, struct wd_civil local)
{
    if (r->has_offset)
        return r->offset_s;
    const struct wd_zone *feed = opts ? opts->zone : NULL;
    if (r->zone && r->zone->kind == WD_ZONE_AMBIGUOUS)
        return ambiguous_offset(r->zone, opts, wd_time_from_civil(local));
    if (r->zone)
        return r->zone->offset_s + (r->zone->kind == WD_ZONE_US && wd_date_us_summer(local) ? 3600 : 0);
    if (feed)
        return wd_zone_offset_local(feed, local);
    return r->korean ? 9 * 3600 : 0;
}

/* Seconds, milliseconds or microseconds since 1970, alone. */
static bool read_epoch(struct wd_str text, int64_t *ret_utc)
{
    size_t at = 0;
    int digits;
    int64_t v = read_number(text, &at, &digits);
    if (at < text.n && text.p[at] == '.') {
        int fraction;
        at++;
        read_number(text, &at, &fraction);
    }
    if (at != text.n || (digits != 9 && digits != 10 && digits != 13 && digits != 16))
        return false;
    *ret_utc = digits == 16 ? v / 1000000 : digits == 13 ? v / 1000 : v;
    return true;
}

static bool is_year_alone(struct wd_str text)
{
    return text.n == 4 && wd_is_digit(text.p[0]) && wd_is_digit(text.p[1]) && wd_is_digit(text.p[2]) && wd_is_digit(text.p[3]);
}

static int64_t clamped(int64_t utc, const struct wd_date_options *opts)
{
    return opts && opts->now_utc != WD_NO_TIME && utc > opts->now_utc ? opts->now_utc : utc;
}

bool wd_date_parse(struct wd_str text, const struct wd_date_options *opts, struct wd_date *ret_date)
{
    struct reading r = {.text = wd_utf8_cut(wd_str_trim(text), MAX_TEXT_BYTES)};
    struct wd_date date = {.zone_text = {"", 0}};
    if (wd_date_exact(r.text, &date)) {
        date.utc = clamped(date.utc, opts);
        *ret_date = date;
        return true;
    }
    if (read_epoch(r.text, &date.utc)) {
        date.utc = clamped(date.utc, opts);
        date.has_time = date.has_zone = true;
        *ret_date = date;
        return true;
    }
    if (is_year_alone(r.text)) {
        int digits;
        int64_t year = read_number(r.text, &r.at, &digits);
        if (!set_date(&r, (int)year, 1, 1))
            return false;
    } else if (!read_all(&r)) {
        return false;
    }
    if (!settle_date(&r) || !settle_time(&r))
        return false;
    struct wd_civil local = {.year = r.year, .month = r.month, .day = r.day};
    if (!wd_civil_valid(local))
        return false;
    local.hour = r.hour == 24 ? 0 : r.hour;
    local.minute = r.minute;
    local.second = WD_MIN(r.second, 59);
    date.utc = wd_time_from_civil(local) - offset_of(&r, opts, local) + (r.hour == 24 ? DAY_S : 0) + (r.second == 60);
    date.utc = clamped(date.utc, opts);
    date.has_time = r.has_time;
    date.has_zone = r.has_offset || r.zone;
    date.zone_text = r.zone ? r.zone_text : date.zone_text;
    *ret_date = date;
    return true;
}
