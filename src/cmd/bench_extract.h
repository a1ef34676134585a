/* cmd/bench_extract.h - `wiredesk bench extract`: pages to articles.
 * Duty:   over invented pages of two sizes, or over pages that are given: pages and MB a CPU second, the slowest page, what `extract
 *         --batch` takes in time and memory, and where the true text is known, how much of it is right.
 * Errors: as cmd.h.   Cost: some ten seconds. */
#ifndef WD_CMD_BENCH_EXTRACT_H
#define WD_CMD_BENCH_EXTRACT_H

#include "cmd/bench_brief.h"

int wd_cmd_bench_extract(int argc, char **argv);
/* For `bench`. */
int wd_bench_extract_brief(uint64_t seed, wd_bench_say *say, void *context) WD_MUST;

#endif
