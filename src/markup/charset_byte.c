#include "markup/charset_byte.h"

#include <errno.h>

#include "base/scan.h"
#include "base/utf8.h"
#include "markup/entity_table.h"

static void set(struct wd_byte_table *t, unsigned b, const char *utf8, size_t n, int odd)
{
    memcpy(t->rows[b], utf8, n);
    t->rows[b][3] = (char)((int)n | odd);
}

static void set_ascii(struct wd_byte_table *t)
{
    memset(t, 0, sizeof *t);
    for (unsigned b = 0; b < 0x80; b++) {
        char c = (char)b;
        set(t, b, &c, 1, 0);
    }
}

void wd_byte_table_cp1252(struct wd_byte_table *ret)
{
    set_ascii(ret);
    set(ret, 0, "", 0, 0);
    for (unsigned b = 0x80; b < 0x100; b++) {
        char utf8[4] = {0};
        uint32_t cp = b <= 0x9F ? wd_cp1252_c1[b - 0x80] : b;
        size_t n = wd_utf8_put(utf8, cp ? cp : 0xFFFD);
        set(ret, b, utf8, n, 0);
    }
}

bool wd_byte_table_make(iconv_t cd, struct wd_byte_table *ret)
{
    set_ascii(ret);
    set(ret, 0, "", 1, WD_BYTE_ODD);
    for (unsigned b = 0x80; b < 0x100; b++) {
        char byte = (char)b, *in = &byte, utf8[8], *to = utf8;
        size_t left = 1, room = sizeof utf8;
        size_t result = iconv(cd, &in, &left, &to, &room), n = sizeof utf8 - room;
        if (result == (size_t)-1 && errno == EILSEQ) {
            set(ret, b, "\xEF\xBF\xBD", 3, WD_BYTE_ODD);
            continue;
        }
        if (result != 0 || n == 0 || n > 3)
            return false;
        bool c1 = n == 2 && utf8[0] == '\xC2' && (unsigned char)utf8[1] < 0xA0;
        set(ret, b, utf8, n, c1 ? WD_BYTE_ODD : 0);
    }
    return true;
}

struct wd_str wd_byte_table_text(struct wd_arena *a, const struct wd_byte_table *t, struct wd_str bytes, bool *ret_odd)
{
    size_t high = 0;
    for (size_t i = 0; i < bytes.n; i++)
        high += (unsigned char)bytes.p[i] >> 7;
    char *out = wd_arena_raw(a, bytes.n + 2 * high + 16), *to = out;
    int odd = 0;
    for (size_t at = 0; at < bytes.n;) {
        if (at + 16 <= bytes.n) {
            const wd_bytes16 x = wd_load16(bytes.p + at);
            unsigned plain = wd_first16((wd_bytes16)((x >= 0x80) | (x == 0)));
            memcpy(to, bytes.p + at, sizeof x);
            to += plain;
            at += plain;
            if (plain == 16)
                continue;
        }
        do {
            const char *row = t->rows[(unsigned char)bytes.p[at++]];
            memcpy(to, row, 4);
            to += row[3] & 3;
            odd |= row[3];
        } while (at + 1 < bytes.n && (bytes.p[at] | bytes.p[at + 1]) & 0x80); /* words stand between single blanks */
    }
    *ret_odd = odd & WD_BYTE_ODD;
    return wd_str_n(out, (size_t)(to - out));
}
