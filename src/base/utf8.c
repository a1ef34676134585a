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
    char out[4] = {0};
    size_t n = wd_utf8_put(out, cp);
    wd_buf_put(b, out, n);
}

/* Whether the 16 bytes at p, given the three before them, hold anything that is no UTF-8: each byte must continue a sequence exactly where
 * one of the three before it asks for that, and the leads with a narrower range are looked at one by one. A sequence may go on behind. */
static bool bad16(const char *p)
{
    const wd_bytes16 x = wd_load16(p), x1 = wd_load16(p - 1), x2 = wd_load16(p - 2), x3 = wd_load16(p - 3);
    const wd_bytes16 continues = (wd_bytes16)((x & 0xC0) == 0x80), asked = (wd_bytes16)((x1 >= 0xC0) | (x2 >= 0xE0) | (x3 >= 0xF0));
    const wd_bytes16 never = (wd_bytes16)(((x & 0xFE) == 0xC0) | (x >= 0xF5));
    const wd_bytes16 low = (wd_bytes16)(((x1 == 0xE0) & (x < 0xA0)) | ((x1 == 0xF0) & (x < 0x90)));
    const wd_bytes16 high = (wd_bytes16)(((x1 == 0xED) & (x >= 0xA0)) | ((x1 == 0xF4) & (x >= 0x90)));
    return wd_first16((continues ^ asked) | never | low | high) < 16;
}

/* From `at`, where a sequence starts, on: the place behind the last whole sequence of what was seen to be valid. */
static size_t skip_wide(struct wd_str s, size_t at)
{
    size_t from = at;
    while (at >= 3 && at + 16 <= s.n && !bad16(s.p + at)) {
        at += 16;
        if (wd_first16((wd_bytes16)(wd_load16(s.p + at - 16) >= 0x80)) == 16)
            return at;
    }
    for (size_t back = 1; back <= 3 && at - back >= from && at > from; back++) {
        unsigned char c = (unsigned char)s.p[at - back];
        if (c >= 0xC0)
            return (c >= 0xF0 ? 4u : c >= 0xE0 ? 3u : 2u) > back ? at - back : at;
        if (c < 0x80)
            return at;
    }
    return at;
}

size_t wd_utf8_valid_prefix(struct wd_str s)
{
    for (size_t at = 0; (at = wd_scan_high(s.p, at, s.n)) < s.n;) {
        size_t from = at;
        at = skip_wide(s, at);
        if (at > from)
            continue;
        /* too close to an end for vectors, or in front of a place where something is wrong */
        for (size_t end = at + 16; at < s.n && at < end;) {
            unsigned bytes = (unsigned char)s.p[at] < 0x80 ? 1 : wd_utf8_wide_bytes(s.p + at, s.n - at);
            if (!bytes)
                return at;
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
