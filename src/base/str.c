#include "base/str.h"

#include <stdlib.h>

struct wd_str wd_str_c(const char *nul_terminated)
{
    return wd_str_n(nul_terminated ? nul_terminated : "", nul_terminated ? strlen(nul_terminated) : 0);
}

struct wd_str wd_str_span(struct wd_str s, struct wd_span span)
{
    size_t end = WD_MIN((size_t)span.end, s.n);
    size_t start = WD_MIN((size_t)span.start, end);
    return wd_str_n(s.p + start, end - start);
}

struct wd_str wd_str_from(struct wd_str s, size_t from)
{
    from = WD_MIN(from, s.n);
    return wd_str_n(s.p + from, s.n - from);
}

bool wd_str_eq(struct wd_str a, struct wd_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool wd_str_eqc(struct wd_str a, const char *b)
{
    return wd_str_eq(a, wd_str_c(b));
}

static bool same_nocase(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (wd_lower(a[i]) != wd_lower(b[i]))
            return false;
    return true;
}

bool wd_str_eq_nocase(struct wd_str a, struct wd_str b)
{
    return a.n == b.n && same_nocase(a.p, b.p, a.n);
}

bool wd_str_eqc_nocase(struct wd_str a, const char *b)
{
    return wd_str_eq_nocase(a, wd_str_c(b));
}

bool wd_str_starts(struct wd_str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.n >= n && (n == 0 || memcmp(s.p, prefix, n) == 0);
}

bool wd_str_starts_nocase(struct wd_str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.n >= n && same_nocase(s.p, prefix, n);
}

bool wd_str_ends(struct wd_str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.n >= n && (n == 0 || memcmp(s.p + s.n - n, suffix, n) == 0);
}

bool wd_str_ends_nocase(struct wd_str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.n >= n && same_nocase(s.p + s.n - n, suffix, n);
}

int wd_str_cmp(struct wd_str a, struct wd_str b)
{
    size_t n = WD_MIN(a.n, b.n);
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

size_t wd_str_find(struct wd_str s, const char *needle, size_t from)
{
    size_t n = strlen(needle);
    if (from > s.n || n > s.n - from)
        return SIZE_MAX;
    if (n == 0)
        return from;
    const char *hit = memmem(s.p + from, s.n - from, needle, n);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

size_t wd_str_find_nocase(struct wd_str s, const char *needle, size_t from)
{
    size_t n = strlen(needle);
    for (size_t i = from; n <= s.n && i <= s.n - n; i++)
        if (same_nocase(s.p + i, needle, n))
            return i;
    return SIZE_MAX;
}

size_t wd_str_find_byte(struct wd_str s, char byte, size_t from)
{
    if (from >= s.n)
        return SIZE_MAX;
    const char *hit = memchr(s.p + from, byte, s.n - from);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

struct wd_str wd_str_trim(struct wd_str s)
{
    while (s.n && wd_is_blank(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && wd_is_blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

bool wd_str_cut(struct wd_str *rest, char separator, struct wd_str *ret_piece)
{
    if (!rest->p)
        return false;
    size_t at = wd_str_find_byte(*rest, separator, 0);
    if (at == SIZE_MAX) {
        *ret_piece = *rest;
        *rest = wd_str_n(NULL, 0);
    } else {
        *ret_piece = wd_str_n(rest->p, at);
        *rest = wd_str_from(*rest, at + 1);
    }
    return true;
}

bool wd_str_to_i64(struct wd_str s, int64_t *ret)
{
    size_t i = 0;
    bool minus = s.n && s.p[0] == '-';
    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        i++;
    if (i == s.n)
        return false;
    int64_t value = 0;
    for (; i < s.n; i++) {
        if (!wd_is_digit(s.p[i]) || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, s.p[i] - '0', &value)) /* counted downwards: INT64_MIN fits */
            return false;
    }
    if (!minus && value == INT64_MIN)
        return false;
    *ret = minus ? value : -value;
    return true;
}

bool wd_str_to_f64(struct wd_str s, double *ret)
{
    char digits[64];
    if (s.n == 0 || s.n >= sizeof digits || wd_is_blank(s.p[0]))
        return false;
    memcpy(digits, s.p, s.n);
    digits[s.n] = 0;
    char *end = NULL;
    double value = strtod(digits, &end);
    if (end != digits + s.n)
        return false;
    *ret = value;
    return true;
}
