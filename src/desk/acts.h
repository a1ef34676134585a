/* desk/acts.h - what follows from a placement, and from an operator's wish, in the store.
 * Duty:      articles that lie in another story now, redirects, the acts for people to read, links between stories; says which stories are
 *            to be composed anew.
 * Ownership: borrows store, engine and pace.   Errors: those of the store and the engine.   Threads: whoever applies the log. */
#ifndef WD_DESK_ACTS_H
#define WD_DESK_ACTS_H

#include "desk/pace.h"
#include "engine/engine.h"
#include "store/store.h"

struct wd_acting {
    struct wd_store *store;
    struct wd_engine *engine;
    struct wd_pace *pace;
};
/* The article is stored with the story that it was placed in. */
int wd_acts_follow(const struct wd_acting *x, struct wd_arena *a, const struct wd_placed *placed, const struct wd_event *event) WD_MUST;
/* An event of kind WD_EVENT_ACT. A wish that cannot be fulfilled is a fault that people see; the log goes on. */
int wd_acts_fulfil(const struct wd_acting *x, struct wd_arena *a, const struct wd_event *event) WD_MUST;
/* What a story is linked with is looked for anew. */
int wd_acts_link(const struct wd_acting *x, struct wd_arena *a, uint64_t story) WD_MUST;

#endif
