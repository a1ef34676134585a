#include <stdlib.h>

#include "base/hash.h"
#include "net/net.h"

enum {
    REFUSED_S = 4 * 3600,
    LONGEST_BACK_OFF_S = 24 * 3600,
    LONGEST_RETRY_AFTER_S = 7 * 24 * 3600,
    HOUR_S = 3600,
    DAY_S = 24 * HOUR_S,
    GAPS_A_POLL = 2, /* a poll every so many gaps between entries */
    QUIET_SHARE = 8, /* a feed that is quiet is asked as if its gap were this part of the quiet */
    GAPS_USED = 32
};

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

int64_t wd_schedule_median_gap_s(const int64_t *gaps_s, size_t n)
{
    int64_t gaps[GAPS_USED] = {0};
    n = WD_MIN(n, (size_t)GAPS_USED);
    for (size_t i = 0; i < n; i++)
        gaps[i] = gaps_s[i];
    qsort(gaps, n, sizeof gaps[0], ascending);
    return n ? gaps[n / 2] : 0;
}

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

/* Up to a tenth later, by the feed's own number, so that feeds of one interval spread out. */
static struct wd_schedule with_jitter(int64_t seconds, enum wd_wait wait, uint64_t seed)
{
    uint64_t room = (uint64_t)(seconds / 10 + 1);
    return (struct wd_schedule){.in_s = seconds + (int64_t)(wd_hash_mix(seed, (uint64_t)seconds) % room), .wait = wait};
}

static struct wd_schedule after_failure(const struct wd_fetcher_options *o, const struct wd_schedule_input *in)
{
    if (in->retry_after_s > 0)
        return with_jitter(WD_MIN(in->retry_after_s, (int64_t)LONGEST_RETRY_AFTER_S), WD_WAIT_RETRY_AFTER, in->seed);
    bool refused = in->trouble == WD_TROUBLE_BUSY || in->trouble == WD_TROUBLE_REFUSED;
    int64_t wait = refused ? REFUSED_S : o->default_interval_s;
    for (int64_t i = 1; i < in->failures && wait < LONGEST_BACK_OFF_S; i++)
        wait *= 2;
    return with_jitter(WD_MIN(wait, (int64_t)LONGEST_BACK_OFF_S), WD_WAIT_BACK_OFF, in->seed);
}

static struct wd_schedule by_rhythm(const struct wd_fetcher_options *o, const struct wd_schedule_input *in)
{
    if (in->gap_s > 0) {
        int64_t gap = WD_MAX(in->gap_s, in->quiet_s / QUIET_SHARE);
        return (struct wd_schedule){.in_s = clamp(gap * GAPS_A_POLL, o->min_interval_s, o->max_interval_s), .wait = WD_WAIT_RHYTHM};
    }
    if (in->last_interval_s > 0)
        return (struct wd_schedule){.in_s = clamp(in->last_interval_s, o->min_interval_s, o->max_interval_s), .wait = WD_WAIT_DEFAULT};
    return (struct wd_schedule){.in_s = o->default_interval_s, .wait = WD_WAIT_DEFAULT};
}

struct wd_schedule wd_schedule_next(const struct wd_fetcher_options *o, const struct wd_schedule_input *in)
{
    if (in->failures > 0 || in->trouble != WD_TROUBLE_NONE)
        return after_failure(o, in);
    struct wd_schedule next = by_rhythm(o, in);
    if (in->all_new) {
        int64_t sooner = in->last_interval_s > 0 ? WD_MIN(next.in_s, in->last_interval_s / 2) : next.in_s;
        next = (struct wd_schedule){.in_s = WD_MAX(o->min_interval_s, sooner), .wait = WD_WAIT_MISSED};
    }
    int64_t rhythm_s = next.in_s;
    const struct {
        int64_t floor_s, most_s;
        enum wd_wait wait;
    } floors[] = {
        {in->ttl_s, o->max_interval_s, WD_WAIT_TTL},
        {in->fresh_s, o->max_interval_s, WD_WAIT_FRESH},
        {in->retry_after_s, LONGEST_RETRY_AFTER_S, WD_WAIT_RETRY_AFTER},
    };
    for (size_t i = 0; i < WD_COUNT(floors); i++) {
        int64_t least = WD_MIN(floors[i].floor_s, floors[i].most_s);
        if (least > next.in_s)
            next = (struct wd_schedule){.in_s = least, .wait = floors[i].wait};
    }
    next = with_jitter(next.in_s, next.wait, in->seed);
    next.rhythm_s = rhythm_s;
    return next;
}

int64_t wd_schedule_longest_s(const struct wd_fetcher_options *o)
{
    int64_t most = WD_MAX(o->max_interval_s, (int64_t)LONGEST_RETRY_AFTER_S);
    return most + most / 10 + 1;
}

int64_t wd_schedule_allowed(int64_t utc, uint32_t skip_hours, uint32_t skip_days)
{
    if (skip_hours == 0 && skip_days == 0)
        return utc;
    int64_t at = utc;
    for (int i = 0; i < 8 * 24; i++) {
        struct wd_civil c = wd_time_to_civil(at);
        if (!(skip_hours >> c.hour & 1) && !(skip_days >> c.weekday & 1))
            return at;
        at += HOUR_S - (c.minute * 60 + c.second);
    }
    return utc;
}
