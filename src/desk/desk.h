/* desk/desk.h - the running desk: log in, pages' records out.
 * Duty:      opens a data folder for writing, restores the engine, applies what the log holds beyond what is applied; and, while it runs,
 *            takes deliveries from fetcher, drop folder and spool.
 * Input:     options; NULL or zero: the default.
 * Ownership: wd_desk_close gives everything back.
 * Errors:    WD_E_LOCKED where another desk holds the folder; those of the store. where->message says file and reason.
 * Threads:   one owner; wd_desk_append may be called from any thread.
 * Cost:      opening: one pass over the stored versions.
 * Files:     those of the store; copies/ holds what the copy index has sealed (shelf.h), which can be made again from the store: damage is
 *            noticed, told in a log line, and mended. */
#ifndef WD_DESK_DESK_H
#define WD_DESK_DESK_H

#include "copies/copies.h"
#include "store/store.h"

struct wd_desk_options {
    const char *data;
    uint32_t workers;                     /* 0: as many as cores */
    const struct wd_copy_options *copies; /* NULL: the default */
};
struct wd_desk;
int wd_desk_open(const struct wd_desk_options *o, struct wd_desk **ret, struct wd_where *ret_where) WD_MUST;
void wd_desk_close(struct wd_desk *d);
struct wd_store *wd_desk_store(struct wd_desk *d);
/* To the log; acknowledged (synced) when it returns. Wakes whoever waits in wd_desk_wait. */
int wd_desk_append(struct wd_desk *d, struct wd_append *appends, size_t n) WD_MUST;
/* Applies every event of the log that is not applied yet, and commits; ends early, but sound, when a stop was asked (os.h). progress (may
 * be NULL) hears of events done. */
int wd_desk_drain(struct wd_desk *d, void (*progress)(void *context, int64_t done, int64_t last), void *context) WD_MUST;
/* The same for a desk that runs beside readers: commits at short intervals, and stories that take long to compose may wait (pace.h).
 * ret_due_ms: until the first of these is due, for wd_desk_wait; -1: none waits. */
int wd_desk_follow(struct wd_desk *d, int64_t *ret_due_ms) WD_MUST;
/* After a failure that may pass (wd_err_retry) of drain or follow: back to the last commit, if the store can be written again; else the
 * failure that stands in the way, and it is to be called again. The log goes on taking what comes meanwhile. */
int wd_desk_recover(struct wd_desk *d, struct wd_where *ret_where) WD_MUST;
/* Waits until something was appended, at most timeout_ms. */
void wd_desk_wait(struct wd_desk *d, int64_t timeout_ms);
void wd_desk_wake(struct wd_desk *d);
/* Appends a clock event when something held is due at now_utc. */
int wd_desk_clock(struct wd_desk *d, int64_t now_utc) WD_MUST;
uint64_t wd_desk_articles(const struct wd_desk *d); /* applied since opened */
/* Version of the rules that this program derives by: a hash of the sources, models and lexicons that decide. */
uint64_t wd_rules_version(void);
/* "0.1.0-1a2b3c4d" */
const char *wd_rules_text(void);

#endif
