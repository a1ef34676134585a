/* net/reply.h - the headers of an answer, and what an answer means.
 * Duty:      lines into a wd_fetched; freshness by Cache-Control, Expires, Age and Date (RFC 9111); Retry-After; words for every way that
 *            a request can fail.
 * Ownership: texts live in `a`; a reply is reset for each answer of a transfer.
 * Errors:    none: what cannot be read is as if it were not there.
 * Threads:   one.   Cost: O(bytes). */
#ifndef WD_NET_REPLY_H
#define WD_NET_REPLY_H

#include "net/net.h"

enum wd_challenge { WD_CHALLENGE_NONE, WD_CHALLENGE_SIGN_IN, WD_CHALLENGE_BOT };
struct wd_reply {
    struct wd_str content_encoding, expires, retry_after;
    int64_t date_utc, age_s, max_age_s, shared_max_age_s; /* WD_NO_TIME; -1: not given */
    bool no_cache;
    enum wd_challenge challenge;
};
void wd_reply_reset(struct wd_reply *r);
void wd_reply_header(struct wd_arena *a, struct wd_str line, struct wd_reply *r, struct wd_fetched *got);
/* Sets retry_after_s and fresh_s; now_utc stands in for a Date that is missing. */
void wd_reply_close(struct wd_arena *a, const struct wd_reply *r, int64_t now_utc, struct wd_fetched *got);

/* How a transfer ended, where it did not end with an answer. code: a CURLcode; refused: what kind of address was met. */
struct wd_ending {
    int code;
    const char *detail, *refused_kind, *refused_address;
    bool small_cap; /* of the request's own */
    bool body_too_big, headers_too_big, damaged, unknown_coding, too_many_hops, no_web_address;
    int hops;
    long os_error; /* errno of the connection */
};
/* Sets err, trouble and message, from the ending or from the status. */
void wd_reply_judge(struct wd_arena *a, const struct wd_reply *r, const struct wd_ending *e, struct wd_fetched *got);

#endif
