#include <stdio.h>

#include "cmd/bench_run.h"
#include "cmd/bench_say.h"
#include "cmd/bench_scale.h"
#include "os/os.h"

/* Numbers of the repeated texts are out of the way of the others'. */
enum { FLOOD_QUOTED_ONE_IN = 500 };
static const uint64_t FLOOD_NUMBERS = UINT64_C(1) << 40;

struct flooded {
    struct wd_bench_run runner;
    double others_s, flood_s;
    uint64_t others_pairs, flood_pairs;
};

/* The others' texts of a block, then the flood's; the others count from the second half of the run on. */
static int flood_block(struct flooded *f, struct wd_arena *a, const struct wd_invented_text *others, const struct wd_invented_text *flood,
                       bool counts)
{
    int err = wd_bench_run_block(&f->runner, a, others, WD_BENCH_BLOCK);
    if (counts) {
        f->others_s += f->runner.block_s;
        f->others_pairs += f->runner.pairs.n;
    }
    if (!err)
        err = wd_bench_run_block(&f->runner, a, flood, WD_BENCH_BLOCK);
    f->flood_s += f->runner.block_s;
    f->flood_pairs += f->runner.pairs.n;
    return err;
}

static void say_flood(const char *what, const struct flooded *f, uint64_t texts, uint64_t counted)
{
    struct wd_copies_size z = wd_copies_size(f->runner.index);
    printf("%-22s %8.2f us %7.2f pairs   %8.2f us %7.2f pairs   %6.0f bytes a hot text\n", what, f->others_s * 1e6 / (double)counted,
           wd_bench_share(f->others_pairs, counted), f->flood_s * 1e6 / (double)texts, wd_bench_share(f->flood_pairs, texts),
           wd_bench_share(z.hot_bytes, z.hot_texts));
}

/* Two indexes get the same texts block by block; in one of them the texts of one outlet, which stand between those of the others, repeat a
 * paragraph. So both grow alike and are timed under the same conditions. A few of the others carry that paragraph, too, in both. */
int wd_bench_flood(uint64_t seed, uint32_t words, uint64_t n, struct wd_where *ret_where)
{
    struct wd_arena arena, block_arena;
    wd_arena_init(&arena);
    wd_arena_init(&block_arena);
    struct flooded *both = wd_arena_array(&arena, 2, sizeof *both);
    struct wd_invented_text *texts = wd_arena_array(&arena, WD_BENCH_BLOCK, sizeof *texts);
    struct wd_invented_text *others = wd_arena_array(&arena, WD_BENCH_BLOCK, sizeof *others);
    uint64_t at = 0, counted = 0;
    int err = wd_bench_run_open(&both[0].runner, NULL, ret_where);
    if (!err)
        err = wd_bench_run_open(&both[1].runner, NULL, ret_where);
    for (; at < n && !err && !wd_stop_asked(); at += WD_BENCH_BLOCK) {
        bool counts = at >= n / 2;
        counted += counts ? WD_BENCH_BLOCK : 0;
        wd_arena_reset(&block_arena);
        for (size_t i = 0; i < WD_BENCH_BLOCK; i++) {
            wd_invented_text_make(&block_arena, seed, words, at + i, &others[i]);
            if ((at + i) % FLOOD_QUOTED_ONE_IN == 0)
                wd_invented_flood_repeat(seed, &others[i]);
            wd_invented_flood_make(&block_arena, seed, FLOOD_NUMBERS + at + i, &texts[i]);
        }
        err = flood_block(&both[0], &block_arena, others, texts, counts);
        for (size_t i = 0; i < WD_BENCH_BLOCK; i++)
            wd_invented_flood_repeat(seed, &texts[i]);
        if (!err)
            err = flood_block(&both[1], &block_arena, others, texts, counts);
    }
    if (!err && !wd_stop_asked()) {
        printf("%" PRIu64 " texts of one outlet between as many of others, of which the second half is timed\n", at);
        printf("%-22s %11s %13s   %11s\n", "", "others:", "", "that outlet:");
        say_flood("no paragraph repeated", &both[0], at, counted);
        say_flood("one paragraph repeated", &both[1], at, counted);
        printf("time a text of the others, repeated by not repeated: %.3f\n", both[1].others_s / both[0].others_s);
    }
    for (size_t i = 0; i < 2; i++)
        wd_bench_run_close(&both[i].runner);
    wd_arena_done(&block_arena);
    wd_arena_done(&arena);
    return err;
}
