/* desk/poll_hosts.h - hosts that are polled, and until when they are to be left alone.
 * Duty:      a number a host, kept for as long as the desk runs.
 * Ownership: heap memory; wd_poll_hosts_done frees.
 * Errors:    none.   Threads: one.   Cost: O(1). */
#ifndef WD_DESK_POLL_HOSTS_H
#define WD_DESK_POLL_HOSTS_H

#include "base/hash.h"

struct wd_poll_hosts {
    int64_t *hold_until_utc; /* WD_NO_TIME: it may be asked */
    size_t n, cap;
    struct wd_map by_name;
};
void wd_poll_hosts_init(struct wd_poll_hosts *h);
void wd_poll_hosts_done(struct wd_poll_hosts *h);
size_t wd_poll_host(struct wd_poll_hosts *h, struct wd_str url);
void wd_poll_hosts_hold(struct wd_poll_hosts *h, size_t host, int64_t until_utc);
/* The clock was wrong. */
void wd_poll_hosts_forget(struct wd_poll_hosts *h);

#endif
