/* cmd/bench_say.h - what benchmarks do alike.
 * Duty:      the frame of a subcommand of `bench`; goals beside figures; shares; memory of this process; a folder for a while.
 * Errors:    none.   Threads: any. */
#ifndef WD_CMD_BENCH_SAY_H
#define WD_CMD_BENCH_SAY_H

#include "base/arena.h"
#include "base/opt.h"

/* `wiredesk bench NAME`: reads the options, and runs it; a stop that is asked for ends it with 1. run may be given up when wd_stop_asked.
 */
struct wd_bench_command {
    const char *name;
    const struct wd_opt *options;
    size_t n;
    int (*run)(struct wd_arena *a, const struct wd_opts *o, struct wd_where *ret_where);
    const char *arguments; /* what may stand beside options, for the usage line; NULL: nothing */
};
int wd_bench_command(const struct wd_bench_command *command, int argc, char **argv);

/* "  WHAT   VALUE  goal at most GOAL: met" */
void wd_bench_goal(const char *what, double goal, bool at_least, double value);
/* Memory that is this process's own and not of a file: mapped files may go whenever the system likes. 0 where it is not told. */
uint64_t wd_bench_anonymous_bytes(struct wd_arena *a);

/* A new folder under $TMPDIR, for the caller to remove; NULL where there is none, which is said on stderr. */
const char *wd_bench_folder(struct wd_arena *a);

static inline double wd_bench_share(uint64_t part, uint64_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

#endif
