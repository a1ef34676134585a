/* base/utf8.h - UTF-8, strictly.
 * Duty:    decode, encode, check, count, repair. Overlong forms, surrogates and values over U+10FFFF are invalid.
 * Errors:  decode answers U+FFFD and one byte for an invalid sequence.   Threads: pure.   Cost: O(n), ASCII runs by words. */
#ifndef WD_BASE_UTF8_H
#define WD_BASE_UTF8_H

#include "base/buf.h"
#include "base/str.h"

/* Code point at s.p[at] and its length in bytes (1..4); {0, 0} at the end. */
struct wd_cp {
    uint32_t cp;
    uint32_t bytes;
};
struct wd_cp wd_utf8_wide_at(struct wd_str s, size_t at); /* where no ASCII stands */
static inline struct wd_cp wd_utf8_at(struct wd_str s, size_t at)
{
    if (at < s.n && (unsigned char)s.p[at] < 0x80)
        return (struct wd_cp){(unsigned char)s.p[at], 1};
    return wd_utf8_wide_at(s, at);
}
/* Code point that ends before byte `at`; {0, 0} at the start. */
struct wd_cp wd_utf8_wide_before(struct wd_str s, size_t at); /* where no ASCII stands */
static inline struct wd_cp wd_utf8_before(struct wd_str s, size_t at)
{
    if (at && at <= s.n && (unsigned char)s.p[at - 1] < 0x80)
        return (struct wd_cp){(unsigned char)s.p[at - 1], 1};
    return wd_utf8_wide_before(s, at);
}
/* Writes 1..4 bytes, gives how many. Invalid code points become U+FFFD. */
size_t wd_utf8_put(char out[4], uint32_t cp);
void wd_utf8_append(struct wd_buf *b, uint32_t cp);
/* First byte of the first invalid sequence, or s.n. */
size_t wd_utf8_valid_prefix(struct wd_str s);
bool wd_utf8_valid(struct wd_str s);
/* Number of code points (valid UTF-8). */
size_t wd_utf8_count(struct wd_str s);
/* s cut to at most n bytes without splitting a sequence. */
struct wd_str wd_utf8_cut(struct wd_str s, size_t n);
/* Replaces invalid sequences by U+FFFD and drops NUL; appends to b. */
void wd_utf8_repair(struct wd_buf *b, struct wd_str s);

/* Byte offsets to code point offsets; the cost is O(n) in all when they are asked in ascending or
 * nearly ascending; a step back costs its length. */
struct wd_cp_index {
    struct wd_str text;
    size_t byte, cp;
    bool ascii;
};
void wd_cp_index_init(struct wd_cp_index *x, struct wd_str text);
size_t wd_cp_index_at(struct wd_cp_index *x, size_t byte);

#endif
