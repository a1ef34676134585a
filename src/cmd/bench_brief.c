#include "cmd/bench_brief.h"

#include "cmd/bench_arrive.h"
#include "cmd/bench_say.h"
#include "cmd/bench_take.h"
#include "os/file.h"

enum { ARTICLES = 30000, WORDS = 250, LIVE_STORIES = 3000, FROM_UTC = 1767225600, RATE = 100, SECONDS = 5 };

static int take_all(struct wd_take *take, const struct wd_chronicle_options *options)
{
    struct wd_chronicle *news = wd_chronicle_new(options);
    struct wd_chronicle_article block[WD_TAKE_BLOCK];
    struct wd_arena texts;
    int err = 0;
    wd_arena_init(&texts);
    for (size_t at = 0; at < ARTICLES && !err; at += WD_TAKE_BLOCK) {
        wd_arena_reset(&texts);
        for (size_t i = 0; i < WD_TAKE_BLOCK; i++)
            wd_chronicle_next(news, &texts, &block[i]);
        err = wd_take_block(take, block, WD_TAKE_BLOCK);
    }
    wd_arena_done(&texts);
    wd_chronicle_free(news);
    return err;
}

static int stories(uint64_t seed, wd_bench_say *say, void *context)
{
    struct wd_chronicle_options options = {
        .seed = seed, .words = WORDS, .live = LIVE_STORIES, .from_utc = FROM_UTC, .window_s = wd_story_defaults.window_s};
    struct wd_take *take = NULL;
    int err = wd_take_open(&take, NULL);
    if (!err)
        err = take_all(take, &options);
    if (!err) {
        const struct wd_take_times *t = wd_take_times_of(take);
        struct wd_take_state state = wd_take_judge(take);
        say(context, "stories: features and placement, 3,000 live", "articles/CPU s", ARTICLES / wd_take_placing_s(t));
        say(context, "stories: the same and copies", "articles/CPU s", ARTICLES / wd_take_total_s(t));
        say(context, "stories: memory a live article", "bytes", wd_bench_share(wd_take_story_bytes(take), state.articles));
        say(context, "stories: B-cubed F1 of the invented ones", "%", state.f1 * 100);
    }
    wd_take_close(take);
    return err;
}

static int arrive(uint64_t seed, bool flood, wd_bench_say *say, void *context)
{
    struct wd_arrive_options options = {.seed = seed, .rate = RATE, .seconds = SECONDS, .flood = flood};
    struct wd_arrived arrived = {0};
    struct wd_arena a;
    wd_arena_init(&a);
    const char *folder = wd_bench_folder(&a);
    int err = folder ? wd_arrive(folder, &options, &arrived, NULL) : WD_E_IO;
    if (folder)
        wd_dir_remove(folder);
    wd_arena_done(&a);
    if (err)
        return err;
    say(context, flood ? "arrival to page at 100 a second and a flood, p99" : "arrival to page at 100 a second, p99", "ms",
        arrived.page.p99);
    return 0;
}

int wd_bench_brief(uint64_t seed, wd_bench_say *say, void *context)
{
    int err = stories(seed, say, context);
    if (!err)
        err = arrive(seed, false, say, context);
    return err ? err : arrive(seed, true, say, context);
}
