/* stories/clock.h - what time it is in an index of articles; private to this folder.
 * Duty:      so many articles must agree on the time before others expire: one date in a far future must not empty a window. The clock is
 *            the third-latest instant of the articles that are live.
 * Input:     seconds UTC, of articles with a time.   Ownership: by value.   Errors: none.   Threads: pure.   Cost: O(1). */
#ifndef WD_STORIES_CLOCK_H
#define WD_STORIES_CLOCK_H

#include "base/time.h"

enum { WD_CLOCK_AGREE = 3 };
struct wd_index_clock {
    int64_t newest_utc[WD_CLOCK_AGREE]; /* latest first */
};

static inline void wd_clock_start(struct wd_index_clock *clock)
{
    for (size_t i = 0; i < WD_CLOCK_AGREE; i++)
        clock->newest_utc[i] = WD_NO_TIME;
}

static inline void wd_clock_in(struct wd_index_clock *clock, int64_t at_utc)
{
    size_t i = WD_CLOCK_AGREE;
    while (i > 0 && (clock->newest_utc[i - 1] == WD_NO_TIME || clock->newest_utc[i - 1] < at_utc)) {
        if (i < WD_CLOCK_AGREE)
            clock->newest_utc[i] = clock->newest_utc[i - 1];
        i--;
    }
    if (i < WD_CLOCK_AGREE)
        clock->newest_utc[i] = at_utc;
}

/* WD_NO_TIME until enough articles have come. */
static inline int64_t wd_clock_now(const struct wd_index_clock *clock)
{
    return clock->newest_utc[WD_CLOCK_AGREE - 1];
}

#endif
