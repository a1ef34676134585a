#include "base/form.h"

#include "base/utf8.h"

static int hex(char c)
{
    return wd_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int wd_percent_decode(struct wd_arena *a, struct wd_str s, bool plus, struct wd_str *ret)
{
    char *out = wd_arena_raw(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '%') {
            if (i + 2 >= s.n || hex(s.p[i + 1]) < 0 || hex(s.p[i + 2]) < 0)
                return WD_E_INVALID;
            c = (char)(hex(s.p[i + 1]) << 4 | hex(s.p[i + 2]));
            i += 2;
        } else if (plus && c == '+') {
            c = ' ';
        }
        if ((unsigned char)c < 0x20 || c == 0x7F)
            return WD_E_INVALID;
        out[n++] = c;
    }
    out[n] = '\0';
    if (!wd_utf8_valid(wd_str_n(out, n)))
        return WD_E_INVALID;
    *ret = wd_str_n(out, n);
    return 0;
}

void wd_percent_put(struct wd_buf *out, struct wd_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (wd_is_alpha(c) || wd_is_digit(c) || c == '.' || c == '_' || c == '~')
            wd_buf_byte(out, c);
        else
            wd_buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
    }
}

int wd_query_get(struct wd_arena *a, struct wd_str query, const char *name, struct wd_str *ret)
{
    struct wd_str rest = query, pair;
    while (wd_str_cut(&rest, '&', &pair)) {
        struct wd_str value = pair, key;
        if (wd_str_cut(&value, '=', &key) && wd_str_eqc(key, name))
            return wd_percent_decode(a, wd_str_from(pair, WD_MIN(pair.n, key.n + 1)), true, ret);
    }
    *ret = WD_STR("");
    return 0;
}

void wd_query_put(struct wd_buf *out, const char *name, struct wd_str value)
{
    if (out->n)
        wd_buf_byte(out, '&');
    wd_buf_putc(out, name);
    wd_buf_byte(out, '=');
    wd_percent_put(out, value);
}
