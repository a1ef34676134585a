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
/* Bytes (2..4) of the sequence at p, of which `left` may be read, at least one; 0: it is none, or ASCII. */
static inline unsigned wd_utf8_wide_bytes(const char *bytes, size_t left)
{
    const unsigned char *p = (const unsigned char *)bytes;
    if (p[0] < 0xE0)
        return p[0] >= 0xC2 && left >= 2 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
    if (p[0] < 0xF0) {
        bool whole = left >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
        return whole && (p[0] != 0xE0 || p[1] >= 0xA0) && (p[0] != 0xED || p[1] < 0xA0) ? 3 : 0;
    }
    bool whole = p[0] <= 0xF4 && left >= 4 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80 && (p[3] & 0xC0) == 0x80;
    return whole && (p[0] != 0xF0 || p[1] >= 0x90) && (p[0] != 0xF4 || p[1] < 0x90) ? 4 : 0;
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
