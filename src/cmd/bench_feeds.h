/* cmd/bench_feeds.h - `wiredesk bench feeds`: feed bytes to neutral JSON, the whole way and by stage.
 * Duty:   over invented feeds of several kinds, or over files that are given: MB and feeds a CPU second, and the memory that `parse
 * --batch` takes after 10 MB and after 100 MB. Errors: as cmd.h.   Cost: some twenty seconds. */
#ifndef WD_CMD_BENCH_FEEDS_H
#define WD_CMD_BENCH_FEEDS_H

#include "base/str.h"
#include "cmd/bench_brief.h"

int wd_cmd_bench_feeds(int argc, char **argv);
/* The whole way over all invented kinds, for `bench`. */
int wd_bench_feeds_brief(uint64_t seed, wd_bench_say *say, void *context) WD_MUST;

/* bench_batch.c: this program's `COMMAND --batch` over files, until it has read 100 MB. */
struct wd_batch_taken {
    uint64_t bytes, files;
    double cpu_s;
    uint64_t rss_10_bytes, rss_100_bytes; /* peak memory after 10 MB and after all; 0 where it is not told */
};
/* paths: n of them, read in turn. folder: for the list of them. */
int wd_bench_batch(const char *command, const struct wd_str *paths, const uint64_t *bytes, size_t n, const char *folder,
                   struct wd_batch_taken *ret, struct wd_where *ret_where) WD_MUST;

#endif
