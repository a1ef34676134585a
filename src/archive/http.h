/* archive/http.h - a stored HTTP response taken apart (RFC 9112).
 * Duty:      status, media type, payload with transfer coding (chunked) and content coding (gzip, deflate, zstd, br) undone.
 * Ownership: results borrow the block or live in `a`.
 * Errors:    WD_E_SYNTAX for what is no response, WD_E_FORMAT for a coding that is not known, WD_E_TOOBIG, WD_E_CORRUPT.
 * Threads:   pure.   Cost: O(n). */
#ifndef WD_ARCHIVE_HTTP_H
#define WD_ARCHIVE_HTTP_H

#include "base/arena.h"
#include "base/err.h"

struct wd_http_response {
    int status;
    struct wd_str content_type, body;
};
int wd_http_response_read(struct wd_arena *a, struct wd_str block, size_t max_bytes, struct wd_http_response *ret,
                          struct wd_where *ret_where) WD_MUST;
/* "Name: value" into its two sides, trimmed; false for a line without a colon. */
bool wd_http_header(struct wd_str line, struct wd_str *ret_name, struct wd_str *ret_value);

#endif
