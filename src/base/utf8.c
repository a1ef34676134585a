#include "base/utf8.h"

#include "base/scan.h"

static const struct wd_cp INVALID = {0xFFFD, 1};

struct wd_cp wd_utf8_wide_at(struct wd_str s, size_t at)
{
    if (at >= s.n)
        return (struct wd_cp){0, 0};
    const unsigned char *p = (const unsigned char *)s.p + at;
    size_t left = s.n - at;
    uint32_t bytes = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || left < bytes)
        return INVALID;
    uint32_t cp = p[0] & (0xFFu >> (bytes + 1));
    for (uint32_t i = 1; i < bytes; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return INVALID;
        cp = cp << 6 | (p[i] & 0x3F);
    }
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    if (cp < least[bytes] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return INVALID;
    return (struct wd_cp){cp, bytes};
}

struct wd_cp wd_utf8_wide_before(struct wd_str s, size_t at)
{
    at = WD_MIN(at, s.n);
    if (at == 0)
        return (struct wd_cp){0, 0};
    for (size_t back = 1; back <= 4 && back <= at; back++) {
        if (((unsigned char)s.p[at - back] & 0xC0) == 0x80)
            continue;
        struct wd_cp c = wd_utf8_at(wd_str_n(s.p, at), at - back);
        return c.bytes == back ? c : INVALID;
    }
    return INVALID;
}

size_t wd_utf8_put(char out[4], uint32_t cp)
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = 0xFFFD;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

void wd_utf8_append(struct wd_buf *b, uint32_t cp)
{
    char out[4];
    wd_buf_put(b, out, wd_utf8_put(out, cp));
}

size_t wd_utf8_valid_prefix(struct wd_str s)
{
    for (size_t at = 0; (at = wd_scan_high(s.p, at, s.n)) < s.n;) {
        /* words of other scripts stand between single blanks: those are stepped over one by one */
        for (size_t ascii = 0; at < s.n && ascii < 2;) {
            if ((unsigned char)s.p[at] < 0x80) {
                ascii++;
                at++;
                continue;
            }
            unsigned bytes = wd_utf8_wide_bytes(s.p + at, s.n - at);
            if (!bytes)
                return at;
            ascii = 0;
            at += bytes;
        }
    }
    return s.n;
}

bool wd_utf8_valid(struct wd_str s)
{
    return wd_utf8_valid_prefix(s) == s.n;
}

size_t wd_utf8_count(struct wd_str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.n; i++)
        count += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return count;
}

struct wd_str wd_utf8_cut(struct wd_str s, size_t n)
{
    if (s.n <= n)
        return s;
    while (n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    return wd_str_n(s.p, n);
}

void wd_utf8_repair(struct wd_buf *b, struct wd_str s)
{
    size_t at = 0;
    while (at < s.n) {
        struct wd_str rest = wd_str_from(s, at);
        size_t good = wd_utf8_valid_prefix(rest);
        for (size_t from = 0; from < good;) {
            size_t nul = wd_str_find_byte(wd_str_n(rest.p, good), 0, from);
            size_t end = nul == SIZE_MAX ? good : nul;
            wd_buf_put(b, rest.p + from, end - from);
            from = end + 1;
        }
        at += good;
        if (at < s.n) {
            wd_utf8_append(b, 0xFFFD);
            at++;
        }
    }
}

void wd_cp_index_init(struct wd_cp_index *x, struct wd_str text)
{
    *x = (struct wd_cp_index){.text = text, .ascii = wd_scan_high(text.p, 0, text.n) == text.n};
}

size_t wd_cp_index_at(struct wd_cp_index *x, size_t byte)
{
    byte = WD_MIN(byte, x->text.n);
    if (x->ascii)
        return byte;
    if (byte >= x->byte) {
        x->cp += wd_utf8_count(wd_str_n(x->text.p + x->byte, byte - x->byte));
    } else if (byte > x->byte / 2) {
        x->cp -= wd_utf8_count(wd_str_n(x->text.p + byte, x->byte - byte));
    } else {
        x->cp = wd_utf8_count(wd_str_n(x->text.p, byte));
    }
    x->byte = byte;
    return x->cp;
}
