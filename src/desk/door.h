/* desk/door.h - how a command hands events to a data folder, whether a desk is running on it or not.
 * Duty:      where the folder is free: opens it, appends to the log, applies. Where a desk holds it: puts the events into its spool folder,
 * from which the desk takes them, and waits until it has. Input:     events without seq. Ownership: wd_door_close gives all back; appended
 * events are copied. Errors:    those of desk.h; WD_E_TIMEOUT when the running desk takes nothing for a minute (the files stay and are
 * taken later). Threads:   one.   Cost: one sync a batch of deliveries. */
#ifndef WD_DESK_DOOR_H
#define WD_DESK_DOOR_H

#include "desk/desk.h"

struct wd_door;
int wd_door_open(const struct wd_desk_options *o, struct wd_door **ret, struct wd_where *ret_where) WD_MUST;
void wd_door_close(struct wd_door *door);
/* NULL when a running desk does the work. */
struct wd_desk *wd_door_desk(struct wd_door *door);
/* Collected, and written when a batch is full. */
int wd_door_put(struct wd_door *door, const struct wd_event *event) WD_MUST;
/* Writes what is collected. What was put before is safe then. */
int wd_door_flush(struct wd_door *door) WD_MUST;
struct wd_door_result {
    int64_t given, repeated;     /* deliveries; repeated: were in the log already (own desk only) */
    int64_t first_seq, last_seq; /* of those appended here; 0: none */
};
/* Writes what is left, applies it (or waits for the desk that does). */
int wd_door_finish(struct wd_door *door, void (*progress)(void *context, int64_t done, int64_t last), void *context,
                   struct wd_door_result *ret, struct wd_where *ret_where) WD_MUST;

/* For the running desk: events of the spool to the log, in order of the files' names. Answers how many deliveries. */
int wd_spool_take(struct wd_desk *d, const char *data, size_t *ret_taken) WD_MUST;

#endif
