/* base/scan.h - the next byte of a kind, sixteen bytes at a time.
 * Duty:      each answers the first position from `at` on whose byte is of its kind, or n where there is none.
 * Input:     p has n bytes; nothing outside of them is read.
 * Threads:   pure.   Cost: one or two nanoseconds for 16 bytes.
 * Source:    vectors of the compiler (GCC, Clang), which it lays out for the machine: SSE2, NEON, or plain words. */
#ifndef WD_BASE_SCAN_H
#define WD_BASE_SCAN_H

#include "base/common.h"

typedef uint8_t wd_bytes16 __attribute__((vector_size(16)));
typedef uint64_t wd_words2 __attribute__((vector_size(16)));

static inline wd_bytes16 wd_load16(const char *p)
{
    wd_bytes16 x;
    memcpy(&x, p, sizeof x);
    return x;
}

/* Number of the first byte that is not 0 in a mask of 0x00 and 0xFF; 16 where all are 0. */
static inline unsigned wd_first16(wd_bytes16 mask)
{
    wd_words2 words = (wd_words2)mask;
    if (!(words[0] | words[1]))
        return 16;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return words[0] ? (unsigned)__builtin_ctzll(words[0]) / 8 : 8 + (unsigned)__builtin_ctzll(words[1]) / 8;
#else
    return words[0] ? (unsigned)__builtin_clzll(words[0]) / 8 : 8 + (unsigned)__builtin_clzll(words[1]) / 8;
#endif
}

/* The same, where the first `from` bytes (below 16) do not count. */
static inline unsigned wd_first16_from(wd_bytes16 mask, unsigned from)
{
    wd_words2 words = (wd_words2)mask;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    words[0] &= from < 8 ? ~(uint64_t)0 << from * 8 : 0;
    words[1] &= from < 8 ? ~(uint64_t)0 : ~(uint64_t)0 << (from - 8) * 8;
#else
    words[0] &= from < 8 ? ~(uint64_t)0 >> from * 8 : 0;
    words[1] &= from < 8 ? ~(uint64_t)0 : ~(uint64_t)0 >> (from - 8) * 8;
#endif
    return wd_first16((wd_bytes16)words);
}

/* 4..15 bytes: the first half of the vector begins where they do, the other ends where they do. */
static inline wd_bytes16 wd_load_short(const char *p, size_t n)
{
    wd_words2 words;
    if (n >= 8) {
        memcpy(&words, p, 8);
        memcpy((char *)&words + 8, p + n - 8, 8);
    } else {
        memcpy(&words, p, 4);
        memcpy((char *)&words + 4, p, 4);
        memcpy((char *)&words + 8, p + n - 4, 4);
        memcpy((char *)&words + 12, p + n - 4, 4);
    }
    return (wd_bytes16)words;
}

/* Where the first set byte of a mask over wd_load_short stands in the n bytes; n where none is set. */
static inline size_t wd_first_short(wd_bytes16 mask, size_t n)
{
    size_t first = wd_first16(mask), half = n >= 8 ? 8 : 4;
    if (first < 8)
        return first % half;
    return first < 16 ? n - half + first % half : n;
}

/* vector: a mask over x; plain: the same for one byte c. */
#define WD_SCAN(name, vector, plain) \
    static inline size_t name(const char *p, size_t at, size_t n) \
    { \
        for (; at + 16 <= n; at += 16) { \
            const wd_bytes16 x = wd_load16(p + at); \
            unsigned first = wd_first16((wd_bytes16)(vector)); \
            if (first < 16) \
                return at + first; \
        } \
        if (at < n && n >= 16) { \
            const wd_bytes16 x = wd_load16(p + n - 16); /* the last sixteen, some of which were looked at */ \
            return n - 16 + wd_first16_from((wd_bytes16)(vector), (unsigned)(at - (n - 16))); \
        } \
        if (at == 0 && n >= 4) { \
            const wd_bytes16 x = wd_load_short(p, n); \
            return wd_first_short((wd_bytes16)(vector), n); \
        } \
        for (; at < n; at++) { \
            const unsigned char c = (unsigned char)p[at]; \
            if (plain) \
                break; \
        } \
        return at; \
    }

/* No ASCII. */
WD_SCAN(wd_scan_high, x >= 0x80, c >= 0x80)
/* Neither ASCII, nor NUL. */
WD_SCAN(wd_scan_high_or_nul, (x >= 0x80) | (x == 0), c >= 0x80 || c == 0)
/* What a URL that is whole may not hold, and dots, which may be segments that resolving takes away. */
WD_SCAN(wd_scan_odd_in_url, (x <= ' ') | (x == '\\') | (x == '"') | (x == '<') | (x == '>') | (x == '.'),
        c <= ' ' || c == '\\' || c == '"' || c == '<' || c == '>' || c == '.')
/* What JSON escapes, and what is not ASCII. */
WD_SCAN(wd_scan_json_or_high, (x < 0x20) | (x >= 0x7F) | (x == '"') | (x == '\\'), c < 0x20 || c >= 0x7F || c == '"' || c == '\\')
/* What JSON escapes: quotation marks, backslashes, control characters, U+007F. */
WD_SCAN(wd_scan_json, (x < 0x20) | (x == '"') | (x == '\\') | (x == 0x7F), c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
/* Control characters but tab and line end. */
WD_SCAN(wd_scan_control, (x < 0x20) & (x != '\t') & (x != '\n'), c < 0x20 && c != '\t' && c != '\n')
/* Those, and what ends a run of text in XML: '<' '&' ']'. */
WD_SCAN(wd_scan_xml, ((x < 0x20) & (x != '\t') & (x != '\n')) | (x == '<') | (x == '&') | (x == ']'),
        (c < 0x20 && c != '\t' && c != '\n') || c == '<' || c == '&' || c == ']')
/* Control characters, all of them, and '<' '&': what a value of an attribute is not taken with as it is. */
WD_SCAN(wd_scan_value, (x < 0x20) | (x == '<') | (x == '&'), c < 0x20 || c == '<' || c == '&')
/* '<' '>' '&'. */
WD_SCAN(wd_scan_markup, (x == '<') | (x == '>') | (x == '&'), c == '<' || c == '>' || c == '&')
/* '<' '>' '&' '"'. */
WD_SCAN(wd_scan_markup_or_quote, (x == '<') | (x == '>') | (x == '&') | (x == '"'), c == '<' || c == '>' || c == '&' || c == '"')
/* '&' and carriage returns: what HTML does not mean as it is written. */
WD_SCAN(wd_scan_reference, (x == '&') | (x == '\r'), c == '&' || c == '\r')
/* Below the blank: what browsers pass over in a URL. */
WD_SCAN(wd_scan_below_blank, x < 0x20, c < 0x20)

#endif
