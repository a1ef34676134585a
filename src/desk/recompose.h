/* desk/recompose.h - the stories that a transaction changed, composed anew from the store.
 * Duty:      loads the members of a story, composes it, puts it back. Members that were read lately are kept unpacked, and what the
 *            composer worked out of their texts, too: a story that grows by one article costs about that article.
 * Ownership: a recomposer borrows the store. It must hear of every article that is put or killed, and of every rollback.
 * Errors:    as the store's.   Threads: one.
 * Cost:      memory: at most 2 * WD_RECOMPOSE_BYTES and one story; of members beyond WD_COMPOSE_ANALYSED no text is kept. */
#ifndef WD_DESK_RECOMPOSE_H
#define WD_DESK_RECOMPOSE_H

#include "engine/engine.h"
#include "store/store.h"

enum { WD_RECOMPOSE_BYTES = 48 << 20 };

struct wd_recomposer;
struct wd_recomposer *wd_recomposer_new(struct wd_store *store);
void wd_recomposer_free(struct wd_recomposer *r);
void wd_recomposer_forget(struct wd_recomposer *r, uint64_t article);
void wd_recomposer_forget_all(struct wd_recomposer *r);
/* An article's first state, just put: kept as it is, so that it need not be read again. */
void wd_recomposer_offer(struct wd_recomposer *r, const struct wd_article *article, const struct wd_placed *placed, uint32_t serial);
int wd_recomposer_story(struct wd_recomposer *r, uint64_t story) WD_MUST;

#endif
