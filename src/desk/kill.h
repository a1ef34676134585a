/* desk/kill.h - an agency withdraws an article: purge it everywhere, keep what replay needs.
 * Duty:      rewrites every delivery that holds the article, and the one that holds the kill (desk/redacted.h), then purges the store.
 * Ownership: borrows all.
 * Errors:    of the store. Deliveries are rewritten before the derived tables are committed: after a crash the kill is applied again, with
 *            the same end.
 * Threads:   the applier's.
 * Cost:      one parse of each delivery between the article's first and the kill; those that hold it are analysed. The placements of
 *            that time are copied. */
#ifndef WD_DESK_KILL_H
#define WD_DESK_KILL_H

#include "desk/feeds.h"
#include "desk/prepare.h"
#include "store/store.h"

struct wd_kill {
    struct wd_store *store;
    struct wd_scratch *scratch;
    struct wd_feed_table *feeds;
    uint64_t article;
    const struct wd_event *event; /* that brought the kill */
};
/* redact: false when the log is rewritten already (replay). ret_story: the story it belonged to, 0 for none. */
int wd_kill_article(struct wd_arena *a, const struct wd_kill *k, bool redact, uint64_t *ret_story) WD_MUST;
/* A killed article came back with this event: its words leave the log again. */
int wd_kill_again(struct wd_arena *a, const struct wd_kill *k) WD_MUST;
/* The seq after which events are at most 31 days older than event seq: as far back as decisions are looked for. */
int wd_kill_window(struct wd_store *store, int64_t seq, int64_t *ret_seq) WD_MUST;

#endif
