/* base/str.h - strings are slices by value.
 * Duty:      a borrowed run of bytes, valid UTF-8 once past markup; never NUL-terminated unless said.
 * Ownership: a slice owns nothing; whoever made the bytes outlives it.
 * Errors:    none; the numeric readers answer false.
 * Threads:   pure.   Cost: O(n) at most. */
#ifndef WD_BASE_STR_H
#define WD_BASE_STR_H

#include "base/common.h"

struct wd_str {
    const char *p;
    size_t n;
};

#define WD_STR(literal) ((struct wd_str){("" literal), sizeof(literal) - 1})
/* For static initialisers. */
#define WD_STR_INIT(literal) \
    { \
        ("" literal), sizeof(literal) - 1 \
    }
/* printf("%.*s", WD_STR_ARG(s)) */
#define WD_STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

static inline struct wd_str wd_str_n(const char *p, size_t n)
{
    return (struct wd_str){p, n};
}
/* NULL gives the empty string. */
static inline struct wd_str wd_str_c(const char *nul_terminated)
{
    return wd_str_n(nul_terminated ? nul_terminated : "", nul_terminated ? strlen(nul_terminated) : 0);
}
/* The bytes of `s` under `span`, clipped to s. */
static inline struct wd_str wd_str_span(struct wd_str s, struct wd_span span)
{
    size_t end = WD_MIN((size_t)span.end, s.n);
    size_t start = WD_MIN((size_t)span.start, end);
    return wd_str_n(s.p + start, end - start);
}
/* s from byte `from` on (empty past the end). */
static inline struct wd_str wd_str_from(struct wd_str s, size_t from)
{
    from = WD_MIN(from, s.n);
    return wd_str_n(s.p + from, s.n - from);
}

static inline bool wd_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
static inline bool wd_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool wd_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}
static inline bool wd_is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}
static inline bool wd_is_alpha(char c)
{
    return wd_is_upper(c) || wd_is_lower(c);
}
static inline char wd_lower(char c)
{
    return wd_is_upper(c) ? (char)(c + 32) : c;
}

static inline bool wd_str_eq(struct wd_str a, struct wd_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
/* In the forms with a constant its first byte is looked at before its length is counted: ladders and tables of them are common. */
static inline bool wd_str_eqc(struct wd_str a, const char *b)
{
    return (a.n == 0 || a.p[0] == b[0]) && wd_str_eq(a, wd_str_c(b));
}
static inline bool wd_str_starts(struct wd_str s, const char *prefix)
{
    if (s.n && prefix[0] && s.p[0] != prefix[0])
        return false;
    size_t n = strlen(prefix);
    return s.n >= n && (n == 0 || memcmp(s.p, prefix, n) == 0);
}
static inline bool wd_str_ends(struct wd_str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.n >= n && (n == 0 || memcmp(s.p + s.n - n, suffix, n) == 0);
}
/* ASCII case is ignored in the _nocase forms. */
static inline bool wd_same_nocase(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (wd_lower(a[i]) != wd_lower(b[i]))
            return false;
    return true;
}
static inline bool wd_str_eq_nocase(struct wd_str a, struct wd_str b)
{
    return a.n == b.n && wd_same_nocase(a.p, b.p, a.n);
}
static inline bool wd_str_eqc_nocase(struct wd_str a, const char *b)
{
    return (a.n == 0 || wd_lower(a.p[0]) == wd_lower(b[0])) && wd_str_eq_nocase(a, wd_str_c(b));
}
static inline bool wd_str_starts_nocase(struct wd_str s, const char *prefix)
{
    if (s.n && prefix[0] && wd_lower(s.p[0]) != wd_lower(prefix[0]))
        return false;
    size_t n = strlen(prefix);
    return s.n >= n && wd_same_nocase(s.p, prefix, n);
}
static inline bool wd_str_ends_nocase(struct wd_str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.n >= n && wd_same_nocase(s.p + s.n - n, suffix, n);
}
/* Byte order, shorter first on a tie; for qsort and sorted tables. */
int wd_str_cmp(struct wd_str a, struct wd_str b);
/* Byte position of the first `needle` at or after `from`, or SIZE_MAX. */
size_t wd_str_find(struct wd_str s, const char *needle, size_t from);
size_t wd_str_find_nocase(struct wd_str s, const char *needle, size_t from);
static inline size_t wd_str_find_byte(struct wd_str s, char byte, size_t from)
{
    const char *hit = from < s.n ? memchr(s.p + from, (unsigned char)byte, s.n - from) : NULL;
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}
/* Without ASCII blanks (space, tab, CR, LF, FF) at both ends. */
static inline struct wd_str wd_str_trim(struct wd_str s)
{
    while (s.n && wd_is_blank(s.p[0]))
        s = wd_str_from(s, 1);
    while (s.n && wd_is_blank(s.p[s.n - 1]))
        s.n--;
    return s;
}
/* Cuts the next piece before `separator` off *rest; false when nothing is left. "a,,b" gives a, "", b. */
bool wd_str_cut(struct wd_str *rest, char separator, struct wd_str *ret_piece);
/* Whole string is one decimal number; otherwise false and *ret unchanged. */
bool wd_str_to_i64(struct wd_str s, int64_t *ret);
bool wd_str_to_f64(struct wd_str s, double *ret);

#endif
