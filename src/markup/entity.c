#include "markup/entity.h"

#include "base/scan.h"
#include "base/utf8.h"
#include "markup/build.h"
#include "markup/entity_table.h"

const uint16_t wd_cp1252_c1[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

static const struct wd_entity_row *find_name(struct wd_str name)
{
    if (!name.n || !wd_is_alpha(name.p[0]))
        return NULL;
    int letter = wd_is_upper(name.p[0]) ? name.p[0] - 'A' : name.p[0] - 'a' + 26;
    size_t low = wd_entity_start[letter], high = wd_entity_start[letter + 1];
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct wd_entity_row *row = &wd_entity_rows[middle];
        int order = wd_str_cmp(name, wd_str_n(row->name, row->name_n));
        if (!order)
            return row;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static uint32_t mend_number(uint32_t number)
{
    if (number >= 0x80 && number <= 0x9F && wd_cp1252_c1[number - 0x80])
        return wd_cp1252_c1[number - 0x80];
    return number ? number : 0xFFFD;
}

static int digit_of(char c, bool hex)
{
    if (wd_is_digit(c))
        return c - '0';
    c = wd_lower(c);
    return hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t numeric_at(struct wd_str text, size_t at, char out[8], size_t *ret_out_bytes)
{
    size_t i = at + 2;
    bool hex = i < text.n && (text.p[i] == 'x' || text.p[i] == 'X');
    i += hex;
    size_t first = i;
    uint32_t number = 0;
    for (; i < text.n; i++) {
        int digit = digit_of(text.p[i], hex);
        if (digit < 0)
            break;
        number = WD_MIN(number * (hex ? 16u : 10u) + (uint32_t)digit, 0x110000u);
    }
    if (i == first)
        return 0;
    if (i < text.n && text.p[i] == ';')
        i++;
    *ret_out_bytes = wd_utf8_put(out, mend_number(number));
    return i - at;
}

static size_t give(const struct wd_entity_row *row, size_t read, char out[8], size_t *ret_out_bytes)
{
    memcpy(out, row->bytes, sizeof(row->bytes));
    *ret_out_bytes = row->bytes_n;
    return read;
}

size_t wd_entity_at(struct wd_str text, size_t at, char out[8], size_t *ret_out_bytes)
{
    if (at + 2 >= text.n || text.p[at] != '&')
        return 0;
    if (text.p[at + 1] == '#')
        return numeric_at(text, at, out, ret_out_bytes);
    size_t end = at + 1;
    while (end < text.n && end - at <= WD_ENTITY_NAME_MAX && (wd_is_alpha(text.p[end]) || wd_is_digit(text.p[end])))
        end++;
    struct wd_str name = wd_str_n(text.p + at + 1, end - at - 1);
    const struct wd_entity_row *row = NULL;
    if (end < text.n && text.p[end] == ';' && (row = find_name(name)))
        return give(row, name.n + 2, out, ret_out_bytes);
    for (name.n = WD_MIN(name.n, (size_t)WD_ENTITY_LEGACY_MAX); name.n >= 2; name.n--) {
        row = find_name(name);
        if (row && row->legacy)
            return give(row, name.n + 1, out, ret_out_bytes);
    }
    return 0;
}

/* In an attribute "&copy=1" and "&copyright" are parts of a URL. */
static bool part_of_url(struct wd_str text, size_t at, size_t read)
{
    if (text.p[at + 1] == '#' || text.p[at + read - 1] == ';' || at + read >= text.n)
        return false;
    char next = text.p[at + read];
    return next == '=' || wd_is_alpha(next) || wd_is_digit(next);
}

static struct wd_str decode(struct wd_arena *a, struct wd_str text, bool attribute)
{
    const char *amp = text.n ? memchr(text.p, '&', text.n) : NULL;
    if (!amp)
        return text;
    struct wd_build b = {.a = a};
    wd_build_room(&b, text.n);
    size_t at = 0;
    while (amp) {
        size_t found = (size_t)(amp - text.p), n = 0;
        char out[8];
        wd_build_put(&b, text.p + at, found - at);
        size_t read = wd_entity_at(text, found, out, &n);
        if (read && attribute && part_of_url(text, found, read))
            read = 0;
        wd_build_put(&b, read ? out : "&", read ? n : 1);
        at = found + (read ? read : 1);
        amp = at < text.n ? memchr(text.p + at, '&', text.n - at) : NULL;
    }
    wd_build_put(&b, text.p + at, text.n - at);
    return wd_build_done(&b);
}

struct wd_str wd_entities_decode(struct wd_arena *a, struct wd_str text)
{
    return decode(a, text, false);
}

struct wd_str wd_entities_decode_attribute(struct wd_arena *a, struct wd_str value)
{
    return decode(a, value, true);
}

static struct wd_str escape_of(char c)
{
    switch (c) {
    case '<': return WD_STR("&lt;");
    case '>': return WD_STR("&gt;");
    case '&': return WD_STR("&amp;");
    default: return WD_STR("&quot;");
    }
}

/* Up to what is to be escaped. */
static size_t plain_end(struct wd_str s, size_t from, bool attribute)
{
    return attribute ? wd_scan_markup_or_quote(s.p, from, s.n) : wd_scan_markup(s.p, from, s.n);
}

void wd_build_escaped(struct wd_build *b, struct wd_str s, bool attribute)
{
    for (size_t from = 0, end; from < s.n; from = end + 1) {
        end = plain_end(s, from, attribute);
        wd_build_put(b, s.p + from, end - from);
        if (end < s.n)
            wd_build_puts(b, escape_of(s.p[end]));
    }
}

void wd_put_escaped(struct wd_buf *b, struct wd_str s, bool attribute)
{
    for (size_t from = 0, end; from < s.n; from = end + 1) {
        end = plain_end(s, from, attribute);
        wd_buf_put(b, s.p + from, end - from);
        if (end < s.n)
            wd_buf_puts(b, escape_of(s.p[end]));
    }
}
