/* cmd/bench_arrive.h - `wiredesk bench arrive`: how long it takes from a delivery to the page of its story.
 * Duty:   a desk on a temporary folder, as `run` has it: one thread appends by the clock (late or not: time counts from when a delivery was
 *         due), one applies and commits, one reads what is committed and makes the pages of a sample. Prints the latencies and what the
 *         goals say to them.
 * Errors: as cmd.h.   Threads: three, and those of the desk. */
#ifndef WD_CMD_BENCH_ARRIVE_H
#define WD_CMD_BENCH_ARRIVE_H

#include "base/err.h"

struct wd_arrive_options {
    uint64_t seed;
    uint32_t rate, seconds;
    bool flood;
    bool undisturbed; /* time is counted in CPU time, as if the machine did nothing else and its disk took no time */
};
/* In milliseconds. */
struct wd_latency {
    size_t n;
    double p50, p99, most;
};
struct wd_arrived {
    struct wd_latency committed, page; /* of all that are not of the flood; of the sample of them whose pages were made */
    double behind_s;                   /* from when the last was due until all were committed */
    double desk_us, reader_us;         /* CPU time: of the whole process but the reader, an article; of the reader, a page */
    size_t articles, flood_articles, flood_stories, flood_members, flood_copies, flood_page_bytes;
};
int wd_arrive(const char *folder, const struct wd_arrive_options *options, struct wd_arrived *ret, struct wd_where *ret_where) WD_MUST;

int wd_cmd_bench_arrive(int argc, char **argv);

#endif
