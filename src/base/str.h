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

struct wd_str wd_str_c(const char *nul_terminated); /* NULL gives the empty string */
static inline struct wd_str wd_str_n(const char *p, size_t n)
{
    return (struct wd_str){p, n};
}
/* The bytes of `s` under `span`, clipped to s. */
struct wd_str wd_str_span(struct wd_str s, struct wd_span span);
/* s from byte `from` on (empty past the end). */
struct wd_str wd_str_from(struct wd_str s, size_t from);
bool wd_str_eq(struct wd_str a, struct wd_str b);
bool wd_str_eqc(struct wd_str a, const char *b);
/* ASCII case is ignored in the _nocase forms. */
bool wd_str_eq_nocase(struct wd_str a, struct wd_str b);
bool wd_str_eqc_nocase(struct wd_str a, const char *b);
bool wd_str_starts(struct wd_str s, const char *prefix);
bool wd_str_starts_nocase(struct wd_str s, const char *prefix);
bool wd_str_ends(struct wd_str s, const char *suffix);
bool wd_str_ends_nocase(struct wd_str s, const char *suffix);
/* Byte order, shorter first on a tie; for qsort and sorted tables. */
int wd_str_cmp(struct wd_str a, struct wd_str b);
/* Byte position of the first `needle` at or after `from`, or SIZE_MAX. */
size_t wd_str_find(struct wd_str s, const char *needle, size_t from);
size_t wd_str_find_nocase(struct wd_str s, const char *needle, size_t from);
size_t wd_str_find_byte(struct wd_str s, char byte, size_t from);
/* Without ASCII blanks (space, tab, CR, LF, FF) at both ends. */
struct wd_str wd_str_trim(struct wd_str s);
/* Cuts the next piece before `separator` off *rest; false when nothing is left. "a,,b" gives a, "", b. */
bool wd_str_cut(struct wd_str *rest, char separator, struct wd_str *ret_piece);
/* Whole string is one decimal number; otherwise false and *ret unchanged. */
bool wd_str_to_i64(struct wd_str s, int64_t *ret);
bool wd_str_to_f64(struct wd_str s, double *ret);

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

#endif
