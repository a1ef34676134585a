#include <stdio.h>
#include <stdlib.h>

#include "cmd/bench_arrive.h"
#include "cmd/bench_say.h"
#include "cmd/cmd.h"
#include "os/file.h"
#include "os/os.h"

static const struct wd_opt options[] = {
    {.name = "rate",
     .kind = WD_OPT_INTEGER,
     .value = "100",
     .least = 1,
     .most = 10000,
     .argument = "N",
     .help = "deliveries a second, of one article each"},
    {.name = "seconds", .kind = WD_OPT_INTEGER, .value = "60", .least = 1, .most = 3600, .argument = "S", .help = "how long"},
    {.name = "flood",
     .kind = WD_OPT_FLAG,
     .help = "one more outlet sends one text 10,000 times in a minute, with other numbers; latencies are those of the others"},
    {.name = "undisturbed",
     .kind = WD_OPT_FLAG,
     .help = "count CPU time instead of the clock's, as if the machine did nothing else: for machines that are shared"},
    {.name = "seed", .kind = WD_OPT_INTEGER, .value = "1", .least = 0, .most = INT64_MAX, .argument = "N", .help = "of the invented news"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

/* At up to so many a second the first goal holds, above it the second. */
enum { CALM_RATE = 100 };
static const double GOAL_CALM_MS = 500, GOAL_BUSY_MS = 2000;

static void say_latency(const char *what, const struct wd_latency *l)
{
    printf("%-28s %7zu %9.0f %9.0f %9.0f\n", what, l->n, l->p50, l->p99, l->most);
}

static void say(const struct wd_arrive_options *o, const struct wd_arrived *r)
{
    double goal = o->rate <= CALM_RATE ? GOAL_CALM_MS : GOAL_BUSY_MS;
    printf("%u a second for %u s%s: %zu articles%s\n", o->rate, o->seconds, o->flood ? ", and a flood" : "", r->articles,
           o->undisturbed ? "; by CPU time, the disk left out" : "");
    printf("%-28s %7s %9s %9s %9s\n", "from due to, in ms", "n", "p50", "p99", "most");
    say_latency("committed", &r->committed);
    say_latency("page made, of a sample", &r->page);
    printf("all committed %.2f s after the last was due; %.0f us of CPU an article, reader left out; %.0f us a page read and made\n",
           r->behind_s, r->desk_us, r->reader_us);
    if (r->flood_articles)
        printf("flood: %zu articles in %zu stories; the first has %zu members, %zu of them copies; its page has %.0f kB\n",
               r->flood_articles, r->flood_stories, r->flood_members, r->flood_copies, (double)r->flood_page_bytes / 1e3);
    puts("goals");
    wd_bench_goal("from due to page, p99, ms", goal, false, r->page.p99);
    if (r->flood_articles)
        wd_bench_goal("stories that the flood made", 1, false, (double)r->flood_stories);
}

static int run(struct wd_arena *a, const struct wd_opts *o, struct wd_where *w)
{
    struct wd_arrive_options options_of = {.seed = (uint64_t)wd_opts_int(o, "seed"),
                                           .rate = (uint32_t)wd_opts_int(o, "rate"),
                                           .seconds = (uint32_t)wd_opts_int(o, "seconds"),
                                           .flood = wd_opts_flag(o, "flood"),
                                           .undisturbed = wd_opts_flag(o, "undisturbed")};
    struct wd_arrived arrived = {0};
    const char *folder = wd_bench_folder(a);
    if (!folder)
        return WD_E_IO;
    int err = wd_arrive(folder, &options_of, &arrived, w);
    wd_dir_remove(folder);
    if (!err && !wd_stop_asked())
        say(&options_of, &arrived);
    return err;
}

int wd_cmd_bench_arrive(int argc, char **argv)
{
    return wd_bench_command(&(struct wd_bench_command){"arrive", options, WD_COUNT(options), run}, argc, argv);
}
