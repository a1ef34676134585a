/* desk/apply.h - what one event of the log does to engine and store.
 * Duty:      releases what is due, applies articles, obeys kills of licensed wires, keeps subscriptions; composes the stories that changed
 *            before each commit. The only writer of the derived tables.
 * Input:     jobs in log order.
 * Ownership: the applier borrows store and engine.
 * Errors:    of the store: fatal for the run, the transaction is rolled back and nothing is lost. A delivery that cannot be read is no
 *            error: it is a fault in the store, in words.
 * Threads:   one.   Cost: see engine.h; composing is once a story and commit. */
#ifndef WD_DESK_APPLY_H
#define WD_DESK_APPLY_H

#include "desk/lanes.h"
#include "store/store.h"

struct wd_applier;
struct wd_applier *wd_applier_new(struct wd_store *store, struct wd_engine *engine, const struct wd_models *models);
void wd_applier_free(struct wd_applier *ap);
/* Before the first job, where applied_seq is what the store has applied. */
int wd_applier_resume(struct wd_applier *ap, int64_t applied_seq) WD_MUST;
int wd_applier_apply(struct wd_applier *ap, struct wd_job *job) WD_MUST;
/* Composes all that changed and commits. Nothing to do: no transaction. */
int wd_applier_commit(struct wd_applier *ap) WD_MUST;
/* The same, but stories that take long may wait (pace.h); the store remembers which, and due_ms says how long until the first of them is
 * due; -1: none waits. */
int wd_applier_commit_due(struct wd_applier *ap) WD_MUST;
int64_t wd_applier_due_ms(const struct wd_applier *ap);
/* Articles applied since the last commit. */
size_t wd_applier_pending(const struct wd_applier *ap);
uint64_t wd_applier_articles(const struct wd_applier *ap); /* in all */
/* Options of a subscription as the log stands at this place; NULL: by hand. The copy stays valid. */
const struct wd_feed *wd_applier_feed(const struct wd_applier *ap, struct wd_str name);
const struct wd_zone *wd_applier_zone(struct wd_applier *ap, const struct wd_feed *feed);
/* What the job's page is read with; in the order of the log, before the job goes to the lanes. */
int wd_applier_lend(struct wd_applier *ap, struct wd_job *job) WD_MUST;
/* The dispatcher reads ahead: what a FEED event says counts for the deliveries after it, before it is applied to the store. */
int wd_applier_note_feed(struct wd_applier *ap, const struct wd_event *event) WD_MUST;

#endif
