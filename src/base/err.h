/* base/err.h - the one table of errors.
 * Duty:    every function that can fail returns 0 or one of these negative codes.
 * Threads: pure. */
#ifndef WD_BASE_ERR_H
#define WD_BASE_ERR_H

#include "base/common.h"

/* X(code, number, text, worth another try later) */
#define WD_ERRORS(X) \
    X(WD_E_TOOBIG, -1, "too big", 0) \
    X(WD_E_SYNTAX, -2, "not well formed", 0) \
    X(WD_E_IO, -3, "input or output failed", 1) \
    X(WD_E_NOTFOUND, -4, "not found", 0) \
    X(WD_E_EXISTS, -5, "exists already", 0) \
    X(WD_E_BUSY, -6, "busy", 1) \
    X(WD_E_DENIED, -7, "not allowed", 0) \
    X(WD_E_FORMAT, -8, "format not known", 0) \
    X(WD_E_CHARSET, -9, "bytes are not in the charset", 0) \
    X(WD_E_DEPTH, -10, "nested too deep", 0) \
    X(WD_E_INVALID, -11, "value not valid", 0) \
    X(WD_E_NET, -12, "network failed", 1) \
    X(WD_E_TIMEOUT, -13, "timed out", 1) \
    X(WD_E_LOCKED, -14, "another desk holds the data folder", 1) \
    X(WD_E_FULL, -15, "no room left", 1) \
    X(WD_E_CORRUPT, -16, "stored data is damaged", 0) \
    X(WD_E_USAGE, -17, "wrong usage", 0) \
    X(WD_E_EMPTY, -18, "empty", 0) \
    X(WD_E_CLOSED, -19, "closed", 0) \
    X(WD_E_VERSION, -20, "made by a newer wiredesk", 0)

enum wd_err {
#define WD_ERR_ENUM(code, number, text, retry) code = (number),
    WD_ERRORS(WD_ERR_ENUM)
#undef WD_ERR_ENUM
};

/* Where in an input a parser stopped. line and column count from 1 (0: not known), byte from 0. */
struct wd_where {
    uint32_t line, column;
    uint64_t byte;
    char message[200];
};

/* Static text of a code; "ok" for 0, "unknown error" for a number outside the table. */
const char *wd_err_text(int code);
/* "WD_E_TOOBIG"; static. */
const char *wd_err_name(int code);
/* Whether the same call may succeed later. */
bool wd_err_retry(int code);
/* Fills w->message (cut to fit) and returns code, so that a parser can `return wd_where_set(...)`. w may be NULL. */
int wd_where_set(struct wd_where *w, int code, const char *format, ...) WD_PRINTF(3, 4);
/* Sets byte, and counts line and column of it in text[0, n). */
void wd_where_locate(struct wd_where *w, const char *text, size_t n, size_t byte);

#endif
