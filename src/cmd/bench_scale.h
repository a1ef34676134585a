/* cmd/bench_scale.h - `wiredesk bench scale`: the copy index alone, up to ten million texts.
 * Duty:   time, memory and what is found of planted copies as the index grows; the texts are invented (bench_texts.h), and making them is
 *         not counted. Prints a line at each mark and what the goals say to it.
 * Errors: as cmd.h.   Cost: some 1.9 kB of disk a text for its words and the segments; memory is flat. */
#ifndef WD_CMD_BENCH_SCALE_H
#define WD_CMD_BENCH_SCALE_H

#include "base/err.h"

int wd_cmd_bench_scale(int argc, char **argv);
/* bench_flood.c: n texts of one outlet, which repeat a paragraph, stand between n of others; prints what the others pay for it. */
int wd_bench_flood(uint64_t seed, uint32_t words, uint64_t n, struct wd_where *ret_where) WD_MUST;

#endif
