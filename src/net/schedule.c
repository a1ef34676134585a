#include <stdlib.h>

#include "base/hash.h"
#include "net/net.h"

enum { RETRY_LATER_S = 4 * 3600, LONGEST_BACK_OFF_S = 24 * 3600 };

const struct wd_fetcher_options wd_fetcher_defaults = {
    .min_interval_s = 15 * 60,
    .max_interval_s = 24 * 3600,
    .default_interval_s = 3600,
    .host_pause_ms = 5000,
    .max_connections = 64,
    .timeout_s = 60,
};

static int ascending(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

enum { GAPS_USED = 32 };

static int64_t median_gap_s(const struct wd_schedule_input *in)
{
    int64_t gaps[GAPS_USED] = {0};
    size_t n = WD_MIN(in->gap_n, (size_t)GAPS_USED);
    for (size_t i = 0; i < n; i++)
        gaps[i] = in->gaps_s[i];
    qsort(gaps, n, sizeof gaps[0], ascending);
    return n ? gaps[n / 2] : 0;
}

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

/* Up to a tenth later, by the feed's own number, so that feeds of one interval spread out. */
static int64_t with_jitter(int64_t seconds, uint64_t seed)
{
    return seconds + (int64_t)(wd_hash_mix(seed, (uint64_t)seconds) % (uint64_t)(seconds / 10 + 1));
}

int64_t wd_schedule_next_s(const struct wd_fetcher_options *o, const struct wd_schedule_input *in)
{
    bool refused = in->status == 429 || in->status == 503 || in->status == 403;
    if (in->failures > 0 || refused) {
        int64_t wait = refused ? RETRY_LATER_S : o->default_interval_s;
        for (int64_t i = 1; i < in->failures && wait < LONGEST_BACK_OFF_S; i++)
            wait *= 2;
        wait = WD_MIN(wait, (int64_t)LONGEST_BACK_OFF_S);
        return with_jitter(in->retry_after_s > 0 ? in->retry_after_s : wait, in->seed);
    }
    int64_t gap = median_gap_s(in);
    int64_t next = gap > 0                   ? clamp(gap * 2, o->min_interval_s, o->max_interval_s)
                   : in->last_interval_s > 0 ? in->last_interval_s
                                             : o->default_interval_s;
    if (in->all_new)
        next = WD_MAX(o->min_interval_s, WD_MIN(next, in->last_interval_s > 0 ? in->last_interval_s / 2 : next));
    int64_t floor_s = WD_MAX(WD_MAX(in->ttl_s, in->max_age_s), in->retry_after_s);
    next = WD_MAX(next, WD_MIN(floor_s, o->max_interval_s));
    return with_jitter(next, in->seed);
}
