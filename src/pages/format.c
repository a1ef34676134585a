#include "pages/format.h"

#include "base/form.h"
#include "base/url.h"
#include "base/utf8.h"

void wd_escape(struct wd_buf *out, struct wd_str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        const char *by;
        switch (c) {
        case '&': by = "&amp;"; break;
        case '<': by = "&lt;"; break;
        case '>': by = "&gt;"; break;
        case '"': by = "&quot;"; break;
        case '\'': by = "&#39;"; break;
        default:
            if ((c >= 0x20 && c != 0x7F) || c == '\n' || c == '\t')
                continue;
            by = "";
        }
        wd_buf_put(out, s.p + from, i - from);
        wd_buf_putc(out, by);
        from = i + 1;
    }
    wd_buf_put(out, s.p + from, s.n - from);
}

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const long_months[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};
static const char *const weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

static struct wd_civil local_civil(const struct wd_zone *zone, int64_t utc, struct wd_str *ret_abbreviation)
{
    *ret_abbreviation = WD_STR("UTC");
    int64_t offset = zone ? wd_zone_offset_at(zone, utc, ret_abbreviation) : 0;
    return wd_time_to_civil(utc + offset);
}

struct wd_str wd_format_time(struct wd_arena *a, const struct wd_zone *zone, int64_t utc, enum wd_time_style style, int64_t day_utc)
{
    if (utc == WD_NO_TIME)
        return WD_STR("undated");
    struct wd_str abbreviation;
    struct wd_civil c = local_civil(zone, utc, &abbreviation);
    const char *month = months[c.month - 1];
    if (style == WD_TIME_FULL)
        return wd_arena_printf(a, "%d %s %d, %02d:%02d %.*s", c.day, month, c.year, c.hour, c.minute, WD_STR_ARG(abbreviation));
    struct wd_civil day = {0};
    if (day_utc != WD_NO_TIME)
        day = local_civil(zone, day_utc, &abbreviation);
    if (c.year != day.year)
        return wd_arena_printf(a, "%d %s %d, %02d:%02d", c.day, month, c.year, c.hour, c.minute);
    if (c.month != day.month || c.day != day.day)
        return wd_arena_printf(a, "%d %s, %02d:%02d", c.day, month, c.hour, c.minute);
    return wd_arena_printf(a, "%02d:%02d", c.hour, c.minute);
}

struct wd_str wd_format_day(struct wd_arena *a, const struct wd_zone *zone, int64_t utc)
{
    struct wd_str abbreviation;
    struct wd_civil c = local_civil(zone, utc, &abbreviation);
    return wd_arena_printf(a, "%s %d %s %d", weekdays[c.weekday], c.day, long_months[c.month - 1], c.year);
}

struct wd_str wd_format_utc(struct wd_arena *a, const struct wd_zone *zone, int64_t utc)
{
    struct wd_str abbreviation;
    if (utc == WD_NO_TIME)
        return WD_STR("");
    (void)local_civil(zone, utc, &abbreviation);
    if (wd_str_eqc(abbreviation, "UTC"))
        return WD_STR("");
    struct wd_civil c = wd_time_to_civil(utc);
    return wd_arena_printf(a, "%02d:%02d UTC", c.hour, c.minute);
}

uint32_t wd_percent(double share)
{
    if (!(share > 0))
        return 0;
    if (share >= 1)
        return 100;
    uint32_t whole = (uint32_t)(share * 100 + 0.5);
    return whole == 0 ? 1 : whole == 100 ? 99 : whole;
}

struct wd_str wd_format_count(struct wd_arena *a, uint64_t n, const char *one, const char *many)
{
    return wd_arena_printf(a, "%" PRIu64 " %s", n, n == 1 ? one : many);
}

static struct wd_str take(struct wd_arena *a, struct wd_buf *b)
{
    struct wd_str s = b->err ? WD_STR("") : wd_arena_str(a, wd_buf_str(b));
    wd_buf_done(b);
    return s;
}

struct wd_str wd_format_percent(struct wd_arena *a, struct wd_str s)
{
    struct wd_buf b;
    wd_buf_init(&b, 3 * s.n + 16);
    wd_percent_put(&b, s);
    return take(a, &b);
}

static bool next_word(struct wd_str s, size_t *at, struct wd_str *ret)
{
    size_t i = *at;
    while (i < s.n && wd_is_blank(s.p[i]))
        i++;
    size_t from = i;
    while (i < s.n && !wd_is_blank(s.p[i]))
        i++;
    *at = i;
    *ret = wd_str_n(s.p + from, i - from);
    return i > from;
}

size_t wd_count_words(struct wd_str s)
{
    size_t n = 0, at = 0;
    for (struct wd_str word; next_word(s, &at, &word);)
        n++;
    return n;
}

bool wd_cut_words(struct wd_str s, size_t max_words, struct wd_str *ret_cut)
{
    size_t at = 0, end = 0;
    struct wd_str word;
    for (size_t n = 0; n < max_words && next_word(s, &at, &word); n++)
        end = at;
    *ret_cut = wd_str_n(s.p, end);
    return next_word(s, &at, &word);
}

struct wd_str wd_format_line(struct wd_arena *a, struct wd_str s)
{
    char *out = wd_arena_raw(a, s.n + 1);
    size_t n = 0, at = 0;
    for (struct wd_str word; next_word(s, &at, &word);) {
        if (n)
            out[n++] = ' ';
        memcpy(out + n, word.p, word.n);
        n += word.n;
    }
    out[n] = '\0';
    return wd_str_n(out, n);
}

enum { FRAGMENT_EDGE_WORDS = 4 };

struct wd_str wd_format_fragment(struct wd_arena *a, struct wd_str url, struct wd_str sentence)
{
    if (!wd_url_web(url))
        return WD_STR("");
    size_t words = wd_count_words(sentence);
    if (words == 0)
        return url;
    struct wd_buf b;
    wd_buf_init(&b, url.n + 3 * sentence.n + 64);
    wd_buf_puts(&b, url);
    /* a fragment directive goes behind an ordinary fragment */
    wd_buf_putc(&b, wd_str_find_byte(url, '#', 0) == SIZE_MAX ? "#:~:text=" : ":~:text=");
    size_t at = 0;
    struct wd_str word;
    for (size_t n = 0; n < words && next_word(sentence, &at, &word); n++) {
        bool edge = words <= 2 * FRAGMENT_EDGE_WORDS || n < FRAGMENT_EDGE_WORDS || n >= words - FRAGMENT_EDGE_WORDS;
        if (!edge)
            continue;
        if (words > 2 * FRAGMENT_EDGE_WORDS && n == words - FRAGMENT_EDGE_WORDS)
            wd_buf_putc(&b, ",");
        else if (n)
            wd_buf_putc(&b, "%20");
        wd_percent_put(&b, word);
    }
    return take(a, &b);
}
