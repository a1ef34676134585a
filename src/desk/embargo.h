/* desk/embargo.h - articles that wait: under embargo until their instant, withheld until another delivery.
 * Duty:      what must wait, and for how long; what takes the place of what waits. Letting it in is the applier's.
 * Ownership: borrows the store, whose table it keeps.
 * Errors:    of the store.   Threads: the applier's.
 * Cost:      O(1) an article that has never waited. */
#ifndef WD_DESK_EMBARGO_H
#define WD_DESK_EMBARGO_H

#include "base/hash.h"
#include "store/store.h"

struct wd_embargo {
    struct wd_store *store;
    struct wd_map held;   /* article keys that wait, or did */
    int64_t next_due_utc; /* WD_NO_TIME: nothing waits */
    bool known;           /* as the store has it */
};
void wd_embargo_init(struct wd_embargo *e, struct wd_store *store);
void wd_embargo_done(struct wd_embargo *e);
bool wd_embargo_waits(const struct wd_article *article, const struct wd_event *event);
/* It came with this event, as this item of it. */
int wd_embargo_hold(struct wd_embargo *e, struct wd_arena *a, const struct wd_article *article, int64_t seq, uint32_t item) WD_MUST;
/* A kill takes the place of what waits. It is kept, never to be due: a kill must find it. */
int wd_embargo_supersede(struct wd_embargo *e, struct wd_arena *a, uint64_t article) WD_MUST;
/* So does a newer delivery; not a wire's version that comes late and was made before what waits. */
int wd_embargo_overtake(struct wd_embargo *e, struct wd_arena *a, const struct wd_article *article) WD_MUST;
/* What is due by now, in order of its time; each is to be released in the store. */
int wd_embargo_due(struct wd_embargo *e, struct wd_arena *a, int64_t now_utc, wd_helds *ret_due) WD_MUST;
/* After the release. */
int wd_embargo_learn(struct wd_embargo *e, struct wd_arena *a) WD_MUST;

#endif
