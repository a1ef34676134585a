/* desk/lanes.h - workers that prepare deliveries, in lanes, handed back in order.
 * Duty:      a job goes to the lane of its host (first in, first out there); take gives jobs back in the order they were put.
 * Ownership: a job's arena, event and result belong to the job; wd_lanes_recycle takes it back.
 * Errors:    of the preparing: in the job.
 * Threads:   put, take and recycle from one thread; the lanes are threads of their own.
 * Cost:      at most `ahead` jobs under way: a full line slows whoever puts. */
#ifndef WD_DESK_LANES_H
#define WD_DESK_LANES_H

#include "desk/hosts.h"
#include "desk/prepare.h"

struct wd_job {
    struct wd_arena arena;
    struct wd_event event;
    const struct wd_feed *feed; /* options at the event's place in the log; borrowed */
    const struct wd_zone *zone;
    struct wd_host_memory *host; /* NULL: it is no page; the memory is the lane's until the job is ready */
    struct wd_str memory;        /* the host's memory as this page left it, packed; empty where it left nothing */
    struct wd_prepared prepared;
    struct wd_where where;
    int err;
    bool ready; /* guarded by the lanes */
};

struct wd_lanes;
struct wd_lanes *wd_lanes_new(uint32_t workers, size_t ahead, const struct wd_models *models);
void wd_lanes_free(struct wd_lanes *l);
bool wd_lanes_full(const struct wd_lanes *l);
bool wd_lanes_empty(const struct wd_lanes *l);
/* An empty job to fill; the caller then puts it. Not while full. */
struct wd_job *wd_lanes_new_job(struct wd_lanes *l);
/* prepare == false: it needs no work (an act, a clock event) but keeps its place in the order. */
void wd_lanes_put(struct wd_lanes *l, struct wd_job *job, bool prepare);
/* The oldest job, waiting until it is ready. */
struct wd_job *wd_lanes_take(struct wd_lanes *l);
void wd_lanes_recycle(struct wd_lanes *l, struct wd_job *job);

#endif
