/* The vectors beside a plain loop: every length around the vector's, every start, the byte at every place, nothing read outside. */
#include "base/scan.h"

#include "tap.h"

enum { LONGEST = 70 };

typedef size_t scan(const char *p, size_t at, size_t n);
typedef bool is(unsigned char c);

static bool is_high(unsigned char c)
{
    return c >= 0x80;
}
static bool is_high_or_nul(unsigned char c)
{
    return c >= 0x80 || c == 0;
}
static bool is_json(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
}
static bool is_json_or_high(unsigned char c)
{
    return is_json(c) || c >= 0x80;
}
static bool is_control(unsigned char c)
{
    return c < 0x20 && c != '\t' && c != '\n';
}
static bool is_xml(unsigned char c)
{
    return is_control(c) || c == '<' || c == '&' || c == ']';
}
static bool is_value(unsigned char c)
{
    return c < 0x20 || c == '<' || c == '&';
}
static bool is_markup(unsigned char c)
{
    return c == '<' || c == '>' || c == '&';
}
static bool is_markup_or_quote(unsigned char c)
{
    return is_markup(c) || c == '"';
}
static bool is_below_blank(unsigned char c)
{
    return c < 0x20;
}
static bool is_odd_in_url(unsigned char c)
{
    return c <= ' ' || c == '\\' || c == '"' || c == '<' || c == '>' || c == '.';
}

static const struct {
    const char *what;
    scan *scan;
    is *is;
} kinds[] = {
    {"not ASCII", wd_scan_high, is_high},
    {"not ASCII, or NUL", wd_scan_high_or_nul, is_high_or_nul},
    {"escaped in JSON", wd_scan_json, is_json},
    {"escaped in JSON, or not ASCII", wd_scan_json_or_high, is_json_or_high},
    {"control characters", wd_scan_control, is_control},
    {"ends of text in XML", wd_scan_xml, is_xml},
    {"ends of plain values", wd_scan_value, is_value},
    {"markup", wd_scan_markup, is_markup},
    {"markup and quotation marks", wd_scan_markup_or_quote, is_markup_or_quote},
    {"below the blank", wd_scan_below_blank, is_below_blank},
    {"odd in a URL", wd_scan_odd_in_url, is_odd_in_url},
};

static size_t plain(is *of, const char *p, size_t at, size_t n)
{
    while (at < n && !of((unsigned char)p[at]))
        at++;
    return at;
}

/* From every start in the n bytes. A copy of its own size: a sanitizer sees what is read outside of it. */
static bool same_from_all(size_t kind, const char *bytes, size_t n)
{
    char *p = malloc(n + !n);
    memcpy(p, bytes, n);
    bool same = true;
    for (size_t at = 0; at <= n && same; at++)
        same = kinds[kind].scan(p, at, n) == plain(kinds[kind].is, p, at, n);
    free(p);
    return same;
}

static bool every_byte(size_t kind)
{
    char bytes[LONGEST];
    memset(bytes, 'a', sizeof bytes);
    for (int c = 0; c < 256; c++)
        for (size_t n = 1; n <= LONGEST; n += c % 16 == 13 || n < 34 ? 1 : 9)
            for (size_t at = 0; at < n; at++) {
                bytes[at] = (char)c;
                size_t want = kinds[kind].is((unsigned char)c) ? at : n;
                bool same = kinds[kind].scan(bytes, 0, n) == want;
                bytes[at] = 'a';
                if (!same)
                    return false;
            }
    return true;
}

static bool many(size_t kind)
{
    uint32_t random = 12345;
    char bytes[LONGEST];
    for (int round = 0; round < 3000; round++) {
        size_t n = (size_t)(random >> 8) % (LONGEST + 1);
        for (size_t i = 0; i < n; i++) {
            random = random * 1664525 + 1013904223;
            bytes[i] = random >> 28 ? (char)('a' + (random >> 16) % 26) : (char)(random >> 16);
        }
        random = random * 1664525 + 1013904223;
        if (!same_from_all(kind, bytes, n))
            return false;
    }
    return true;
}

int main(void)
{
    for (size_t i = 0; i < WD_COUNT(kinds); i++) {
        ok(every_byte(i), "each byte at each place: %s", kinds[i].what);
        ok(many(i), "any bytes from any start: %s", kinds[i].what);
        is_int(kinds[i].scan("", 0, 0), 0, "nothing to look at");
    }
    return done();
}
