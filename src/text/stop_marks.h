/* text/stop_marks.h - the characters that end, close and open sentences; for sentences.c.
 * Threads:   pure.   Cost: O(1). */
#ifndef WD_TEXT_STOP_MARKS_H
#define WD_TEXT_STOP_MARKS_H

#include <stdbool.h>
#include <stdint.h>

static inline bool is_line_end(uint32_t cp)
{
    return (cp >= 10 && cp <= 13) || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* Stops of scripts that write no blank after them. */
static inline bool is_wide_stop(uint32_t cp)
{
    return cp == 0x3002 || cp == 0xFF01 || cp == 0xFF0E || cp == 0xFF1F || cp == 0xFF61;
}

static inline bool is_strong_stop(uint32_t cp)
{
    return cp == '!' || cp == '?' || cp == 0x203C || (cp >= 0x2047 && cp <= 0x2049) || cp == 0x61F || cp == 0x6D4 || cp == 0x964 ||
           cp == 0x965;
}

static inline bool is_stop(uint32_t cp)
{
    return cp == '.' || cp == 0x2026 || is_strong_stop(cp) || is_wide_stop(cp);
}

static inline bool is_closing_bracket(uint32_t cp)
{
    return cp == ')' || cp == ']' || cp == '}' || cp == 0xFF09 || cp == 0x3011;
}

static inline bool is_closing_quote(uint32_t cp)
{
    return cp == '"' || cp == '\'' || cp == 0x2019 || cp == 0x201D || cp == 0x201C || cp == 0x2018 || cp == 0xBB || cp == 0xAB ||
           cp == 0x203A || cp == 0x2039 || cp == 0x300D || cp == 0x300F || cp == 0x201F || cp == 0xFF02;
}

static inline bool is_opener(uint32_t cp)
{
    return is_closing_quote(cp) || cp == 0x201E || cp == 0x201A || cp == '(' || cp == '[' || cp == '{' || cp == 0xBF || cp == 0xA1 ||
           cp == 0x300C || cp == 0x300E || cp == 0xFF08 || cp == '*' || cp == '`';
}

static inline bool is_dash(uint32_t cp)
{
    return cp == '-' || (cp >= 0x2010 && cp <= 0x2015);
}

static inline bool is_bullet(uint32_t cp)
{
    return cp == 0x2022 || cp == 0x2043 || cp == 0x25AA || cp == 0x25CF;
}

#endif
