/* cmd/bench_brief.h - `bench stories` and `bench arrive` in short, for `bench`.
 * Duty:   a few seconds of each; each figure is said by the caller.
 * Errors: those of the desk and of the copy index.   Cost: some twenty seconds. */
#ifndef WD_CMD_BENCH_BRIEF_H
#define WD_CMD_BENCH_BRIEF_H

#include "base/err.h"

typedef void wd_bench_say(void *context, const char *what, const char *unit, double value);
int wd_bench_brief(uint64_t seed, wd_bench_say *say, void *context) WD_MUST;

#endif
