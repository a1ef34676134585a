/* desk/poll_batch.h - deliveries and polling states that wait to be written together.
 * Duty:      collects copies, and writes them in one transaction; what could not be written stays and is written the next time.
 * Ownership: its own copies; wd_poll_batch_done frees.
 * Errors:    those of the store.   Threads: one.   Cost: a transaction is one sync. */
#ifndef WD_DESK_POLL_BATCH_H
#define WD_DESK_POLL_BATCH_H

#include "store/store.h"

struct wd_poll_batch {
    struct wd_arena arena;
    WD_LIST(struct wd_event) events;
    WD_LIST(struct wd_poll) polls;
    size_t bytes;     /* of bodies */
    int64_t since_ms; /* monotonic; the oldest state's */
};

void wd_poll_batch_init(struct wd_poll_batch *b);
void wd_poll_batch_done(struct wd_poll_batch *b);
void wd_poll_batch_deliver(struct wd_poll_batch *b, const struct wd_event *event);
void wd_poll_batch_state(struct wd_poll_batch *b, const struct wd_poll *poll, int64_t now_ms);
/* A delivery is due at once, states alone when there are many or a second has passed. */
bool wd_poll_batch_due(const struct wd_poll_batch *b, int64_t now_ms);
bool wd_poll_batch_heavy(const struct wd_poll_batch *b);
/* ret_any: something new was delivered. */
int wd_poll_batch_write(struct wd_poll_batch *b, struct wd_store *store, bool *ret_any) WD_MUST;

#endif
