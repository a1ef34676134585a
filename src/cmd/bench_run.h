/* cmd/bench_run.h - blocks of invented texts through a copy index of their own.
 * Duty:      each text is asked about and then taken in; the CPU time of the block, the pairs found, and how much was sealed at each text.
 * Ownership: wd_bench_run_close gives back index and shelf, of whatever was opened; pairs live in the arena given to the block.
 * Errors:    WD_E_EXISTS for a folder that is in use; those of the shelf and of the index.
 * Threads:   one run, one thread. */
#ifndef WD_CMD_BENCH_RUN_H
#define WD_CMD_BENCH_RUN_H

#include "cmd/bench_texts.h"
#include "desk/shelf.h"

/* Texts between two looks at the clock, which costs as much as a tenth of a query. */
enum { WD_BENCH_BLOCK = 1000 };

/* A pair that a query gave; `text` counts within the block. */
struct wd_bench_pair {
    uint64_t of;
    uint32_t text;
    int relation;
};
typedef WD_LIST(struct wd_bench_pair) wd_bench_pairs;

/* One index and what it did with the block at hand. */
struct wd_bench_run {
    struct wd_shelf *shelf;
    struct wd_copies *index;
    struct wd_arena results; /* of one query */
    wd_bench_pairs pairs;
    uint64_t sealed[WD_BENCH_BLOCK]; /* so many were sealed when the text came */
    double block_s;
};

/* folder: NULL for a temporary one. Where it fails, close it all the same. */
int wd_bench_run_open(struct wd_bench_run *r, const char *folder, struct wd_where *ret_where) WD_MUST;
void wd_bench_run_close(struct wd_bench_run *r);
/* n: at most WD_BENCH_BLOCK. */
int wd_bench_run_block(struct wd_bench_run *r, struct wd_arena *a, const struct wd_invented_text *texts, size_t n) WD_MUST;

#endif
