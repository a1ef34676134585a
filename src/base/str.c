#include "base/str.h"

#include <stdlib.h>

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

/* First such byte in [p, end), or end. */
static const char *find_first(const char *p, const char *end, char byte)
{
    const char *hit = p < end ? memchr(p, (unsigned char)byte, (size_t)(end - p)) : NULL;
    return hit ? hit : end;
}

size_t wd_str_find_nocase(struct wd_str s, const char *needle, size_t from)
{
    size_t n = strlen(needle);
    if (from > s.n || n > s.n - from)
        return SIZE_MAX;
    if (n == 0)
        return from;
    char lower = wd_lower(needle[0]), upper = wd_is_lower(lower) ? (char)(lower - 32) : lower;
    const char *end = s.p + s.n - n + 1, *at_lower = find_first(s.p + from, end, lower);
    const char *at_upper = upper == lower ? end : find_first(s.p + from, end, upper);
    while (at_lower < end || at_upper < end) {
        const char *hit = WD_MIN(at_lower, at_upper);
        if (wd_same_nocase(hit + 1, needle + 1, n - 1))
            return (size_t)(hit - s.p);
        if (hit == at_lower)
            at_lower = find_first(hit + 1, end, lower);
        else
            at_upper = find_first(hit + 1, end, upper);
    }
    return SIZE_MAX;
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
