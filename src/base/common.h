/* base/common.h - what every file of wiredesk takes for granted.
 * Duty: fixed-width types, attributes, small macros. Nothing here allocates or fails. */
#ifndef WD_BASE_COMMON_H
#define WD_BASE_COMMON_H

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define WD_MUST __attribute__((warn_unused_result))
#define WD_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define WD_COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define WD_MIN(a, b) ((a) < (b) ? (a) : (b))
#define WD_MAX(a, b) ((a) > (b) ? (a) : (b))

/* Bytes [start, end) of a text that the context names. start == end: nothing. */
struct wd_span {
    uint32_t start, end;
};

#endif
