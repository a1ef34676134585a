/* desk/polled.h - what an answer makes of a subscription's state.
 * Duty:      validators, permanent redirects, errors, new entries and those that may have been missed, entries a day, the next poll.
 * Input:     the answer, its document where it could be read, the clock; the state as it was.
 * Ownership: the state's texts borrow the answer and the document, or live in `a`.
 * Errors:    none.   Threads: pure.   Cost: O(entries). */
#ifndef WD_DESK_POLLED_H
#define WD_DESK_POLLED_H

#include "model/item.h"
#include "net/net.h"

struct wd_polled {
    const struct wd_fetched *got;
    const struct wd_document *document; /* of a 200 with another body than the last; NULL otherwise */
    int64_t now_utc;
    int64_t least_s; /* the user's own */
    bool pushed;     /* a hub tells of new entries */
    bool no_network; /* the failure is the desk's own: it does not count */
};
void wd_polled(struct wd_arena *a, const struct wd_fetcher_options *o, const struct wd_polled *in, struct wd_poll *poll);
/* An answer that is taken for what was asked: 200 or 304 without trouble. */
bool wd_polled_good(const struct wd_fetched *got);
/* Hash of a body, never 0. */
uint64_t wd_polled_body(struct wd_str body);
/* Times that lie ahead because the clock was wrong then are brought back. */
void wd_polled_clock(const struct wd_fetcher_options *o, int64_t now_utc, struct wd_poll *poll);
/* The host of this feed was told to wait, by an answer to another one. */
void wd_polled_held(int64_t until_utc, struct wd_poll *poll);

#endif
