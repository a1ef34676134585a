/* desk/outage.h - whose fault it is that hosts cannot be reached: theirs, or that of the desk's own network.
 * Duty:      several hosts in a row that cannot be reached, and none that can: the network is down, until one can be again.
 * Ownership: a value.   Errors: none.   Threads: one.   Cost: O(1). */
#ifndef WD_DESK_OUTAGE_H
#define WD_DESK_OUTAGE_H

#include "base/common.h"

enum { WD_OUTAGE_HOSTS = 3 };
struct wd_outage {
    bool down;
    size_t n;
    size_t hosts[WD_OUTAGE_HOSTS], feeds[WD_OUTAGE_HOSTS]; /* that failed in a row, each host once */
};
enum wd_outage_change { WD_OUTAGE_NONE, WD_OUTAGE_BEGINS, WD_OUTAGE_ENDS };

/* A server answered, whatever it was. */
enum wd_outage_change wd_outage_reached(struct wd_outage *o);
/* This feed's host was not reached; known: how many hosts there are in all. Where it begins, the failures of all feeds in `feeds` but the
 * last were counted as their own. */
enum wd_outage_change wd_outage_failed(struct wd_outage *o, size_t host, size_t feed, size_t known);

#endif
