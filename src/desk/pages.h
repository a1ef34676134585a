/* desk/pages.h - fetches the pages that articles want.
 * Duty:      takes what is wanted out of the store, asks for it through the poller's fetcher (robots.txt of its origin first), and hands
 *            over what came, or why nothing came, as events of the log.
 * Input:     the poller's clock; a clock that never goes back for what waits.
 * Ownership: borrows reader, fetcher and batch.
 * Errors:    those of the store. A page's own are its event, in words.
 * Threads:   the poller's.
 * Cost:      one query a second; O(log n) a page. At most WD_PAGES_QUEUED are in memory, each with its addresses alone. */
#ifndef WD_DESK_PAGES_H
#define WD_DESK_PAGES_H

#include "desk/poll_batch.h"
#include "net/net.h"

enum { WD_PAGES_QUEUED = 20000, WD_PAGES_UNDER_WAY = 16, WD_PAGES_DAYS = 3 };

/* What the poller knows. held_until_utc: until when the host of an address is to be left alone; WD_NO_TIME: it may be asked. */
struct wd_pages_options {
    struct wd_store *reader;
    struct wd_poll_batch *batch;
    int64_t host_pause_ms;
    int64_t (*held_until_utc)(void *context, struct wd_str url);
    void *context;
};
struct wd_pages;
struct wd_pages *wd_pages_new(const struct wd_pages_options *o);
void wd_pages_free(struct wd_pages *p);
/* Asks for what may be asked for now. ret_wait_ms: until there may be more; -1: an answer comes first. */
int wd_pages_step(struct wd_pages *p, struct wd_fetcher *f, int64_t now_utc, int64_t now_ms, int64_t *ret_wait_ms) WD_MUST;
/* Whether the answer to a request with this tag is for wd_pages_done. */
bool wd_pages_own(uint64_t tag);
int wd_pages_done(struct wd_pages *p, struct wd_fetcher *f, const struct wd_fetched *got, bool no_network, int64_t now_utc,
                  int64_t now_ms) WD_MUST;

#endif
