#include "cmd/bench_stories.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/bench_say.h"
#include "cmd/bench_take.h"
#include "cmd/cmd.h"
#include "os/file.h"
#include "os/os.h"

static const struct wd_opt options[] = {
    {.name = "articles",
     .kind = WD_OPT_INTEGER,
     .value = "10000000",
     .least = 1000,
     .most = 100000000,
     .argument = "N",
     .help = "how many"},
    {.name = "words",
     .kind = WD_OPT_INTEGER,
     .value = "250",
     .least = 50,
     .most = 5000,
     .argument = "N",
     .help = "of an article on average"},
    {.name = "live",
     .kind = WD_OPT_INTEGER,
     .value = "100000",
     .least = 100,
     .most = 10000000,
     .argument = "STORIES",
     .help = "stories that have an article within the window of ten days, once the archive is as old as that"},
    {.name = "seed",
     .kind = WD_OPT_INTEGER,
     .value = "1",
     .least = 0,
     .most = INT64_MAX,
     .argument = "N",
     .help = "of the invented archive"},
    {.name = "tsv", .kind = WD_OPT_STRING, .argument = "FILE", .help = "the figures as a table, written when the run is through"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

/* LEAST_TIMED: the fewest articles that a time is taken over. */
enum { STEP = 1000, LEAST_TIMED = 50000, ARCHIVE_FROM_UTC = 1767225600 };
static const uint64_t marks[] = {30000, 100000, 300000, 1000000, 2000000, 3000000, 5000000, 7000000, 10000000};
static const uint64_t GROWTH_FROM = 100000;
static const double GOAL_ARTICLES_A_CPU_S = 10000, GOAL_BYTES = 2000, GOAL_EXPONENT = 1.05;

struct mark {
    uint64_t articles, anon_bytes;
    double total_s;                          /* CPU time of all so far */
    double us, us_all, placing, placing_all; /* microseconds an article: of late, and of all so far; in full, and of placing alone */
    double part_us[WD_TAKE_PARTS];           /* since the mark before */
    size_t story_bytes, copy_bytes;
    bool full; /* the archive is older than the window */
    struct wd_take_state state;
};
struct archived {
    uint64_t articles;
    struct wd_chronicle_options chronicle;
    struct wd_arena arena, texts;
    struct wd_chronicle *stream;
    struct wd_take *take;
    struct wd_chronicle_article block[WD_TAKE_BLOCK];
    struct wd_take_times *times; /* after each step */
    size_t steps;
    struct wd_take_times since; /* as they were at the mark before */
    uint64_t since_articles;
    double made_s;
    WD_LIST(struct mark) marks;
};

/* ---- growth ---- */

static int next_step(struct archived *s)
{
    int err = 0;
    for (size_t i = 0; i < STEP / WD_TAKE_BLOCK && !err; i++) {
        double from = wd_thread_cpu_s();
        wd_arena_reset(&s->texts);
        for (size_t k = 0; k < WD_TAKE_BLOCK; k++)
            wd_chronicle_next(s->stream, &s->texts, &s->block[k]);
        s->made_s += wd_thread_cpu_s() - from;
        err = wd_take_block(s->take, s->block, WD_TAKE_BLOCK);
    }
    s->times[++s->steps] = *wd_take_times_of(s->take);
    return err;
}

/* Microseconds an article over the last `articles`. */
static double us_of_last(const struct archived *s, uint64_t articles, double (*sum)(const struct wd_take_times *))
{
    size_t steps = WD_MIN((size_t)((articles + STEP - 1) / STEP), s->steps);
    return (sum(&s->times[s->steps]) - sum(&s->times[s->steps - steps])) * 1e6 / (double)(steps * STEP);
}

static void say_head(void)
{
    printf("%9s %6s %6s %6s |", "articles", "us", "us all", "placing");
    for (int i = 0; i < WD_TAKE_PARTS; i++)
        printf(" %8s", wd_take_names[i]);
    printf(" | %8s %8s %8s %6s %6s %8s | %6s %6s %6s\n", "live", "stories", "true", "B", "copy B", "anon MB", "P", "R", "B3 F1");
}

static void say_mark(const struct mark *m)
{
    printf("%9" PRIu64 " %6.1f %6.1f %7.1f |", m->articles, m->us, m->us_all, m->placing);
    for (int i = 0; i < WD_TAKE_PARTS; i++)
        printf(" %8.2f", m->part_us[i]);
    printf(" | %8zu %8zu %8zu %6.0f %6.0f %8.1f | %6.4f %6.4f %6.4f\n", m->state.articles, m->state.stories, m->state.true_stories,
           wd_bench_share(m->story_bytes, m->state.articles), wd_bench_share(m->copy_bytes, m->state.articles), (double)m->anon_bytes / 1e6,
           m->state.precision, m->state.recall, m->state.f1);
    fflush(stdout);
}

static void take_mark(struct archived *s, uint64_t articles)
{
    uint64_t late = WD_MAX(articles / 20, (uint64_t)LEAST_TIMED);
    const struct wd_take_times *now = &s->times[s->steps];
    struct mark m = {.articles = articles,
                     .total_s = wd_take_total_s(now),
                     .us = us_of_last(s, late, wd_take_total_s),
                     .us_all = us_of_last(s, articles, wd_take_total_s),
                     .placing = us_of_last(s, late, wd_take_placing_s),
                     .placing_all = us_of_last(s, articles, wd_take_placing_s),
                     .anon_bytes = wd_bench_anonymous_bytes(&s->texts),
                     .story_bytes = wd_take_story_bytes(s->take),
                     .copy_bytes = wd_take_copy_bytes(s->take),
                     .full = s->block[WD_TAKE_BLOCK - 1].at_utc > s->chronicle.from_utc + s->chronicle.window_s,
                     .state = wd_take_judge(s->take)};
    for (int i = 0; i < WD_TAKE_PARTS; i++)
        m.part_us[i] = (now->part_s[i] - s->since.part_s[i]) * 1e6 / (double)(articles - s->since_articles);
    s->since = *now;
    s->since_articles = articles;
    wd_list_add(&s->arena, &s->marks, m);
    say_mark(&m);
}

static int grow(struct archived *s)
{
    struct wd_progress progress = {.what = "articles", .on = isatty(STDERR_FILENO)};
    size_t mark = 0;
    int err = 0;
    s->times = wd_arena_array(&s->arena, (size_t)(s->articles / STEP) + 1, sizeof *s->times);
    say_head();
    for (uint64_t at = 0; at < s->articles && !err && !wd_stop_asked();) {
        err = next_step(s);
        at += STEP;
        bool is_mark = mark < WD_COUNT(marks) && at == marks[mark];
        mark += is_mark;
        if (!err && (is_mark || at == s->articles)) {
            if (progress.on)
                fputs("\r\033[K", stderr);
            take_mark(s, at);
        }
        wd_progress_show(&progress, (int64_t)at, (int64_t)s->articles);
    }
    return err;
}

/* ---- goals ---- */

/* The exponent b of t = a N^b that fits the marks best, in logarithms; 0 where fewer than three are left. */
static double exponent_of(const struct archived *s, bool full_only)
{
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    for (size_t i = 0; i < s->marks.n; i++) {
        const struct mark *m = &s->marks.v[i];
        if (m->articles < GROWTH_FROM || (full_only && !m->full))
            continue;
        double lx = log((double)m->articles), ly = log(m->total_s);
        n++;
        x += lx;
        y += ly;
        xx += lx * lx;
        xy += lx * ly;
    }
    return n < 3 ? 0 : (n * xy - x * y) / (n * xx - x * x);
}

static void say_goals(const struct archived *s)
{
    const struct mark *last = &s->marks.v[s->marks.n - 1];
    double all = exponent_of(s, false), full = exponent_of(s, true);
    printf(
        "\n%" PRIu64 " times two stories became one; making an article took %.1f us and is not counted\n"
        "us: an article of late (a twentieth of all); us all: since the start; placing: of late, features, decide, place and join; the "
        "parts, "
        "from features to join: since the line before.\n"
        "live, stories: in the window, as placed; true: as they are; B: memory of the stories' index a live article; copy B: of the copy "
        "index and its words.\n",
        wd_take_joined(s->take), s->made_s * 1e6 / (double)(s->steps * STEP));
    printf("\ngoals, with %zu live stories\n", last->state.true_stories);
    if (!last->full)
        puts("  (the archive is not as old as the window: fewer stories are live than were asked for)");
    wd_bench_goal("articles a CPU second, features and placement, of late", GOAL_ARTICLES_A_CPU_S, true, 1e6 / last->placing);
    wd_bench_goal("articles a CPU second, features and placement, since the start", GOAL_ARTICLES_A_CPU_S, true, 1e6 / last->placing_all);
    wd_bench_goal("articles a CPU second with copies, of late", GOAL_ARTICLES_A_CPU_S, true, 1e6 / last->us);
    wd_bench_goal("articles a CPU second with copies, since the start", GOAL_ARTICLES_A_CPU_S, true, 1e6 / last->us_all);
    wd_bench_goal("bytes a live article", GOAL_BYTES, false, wd_bench_share(last->story_bytes, last->state.articles));
    if (all > 0)
        wd_bench_goal("exponent of the time over all articles, from 100,000 on", GOAL_EXPONENT, false, all);
    if (full > 0)
        wd_bench_goal("exponent of it, once the window is full", GOAL_EXPONENT, false, full);
}

static int write_tsv(const struct archived *s, const char *path, struct wd_where *ret_where)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    wd_buf_putc(&b, "articles\tcpu_us\tcpu_us_all\tplacing_us\tplacing_us_all");
    for (int i = 0; i < WD_TAKE_PARTS; i++)
        wd_buf_printf(&b, "\t%s_us", wd_take_names[i]);
    wd_buf_putc(&b, "\tlive_articles\tlive_stories\ttrue_stories\tbytes_a_live_article\tcopy_bytes_a_live_article\tanon_bytes\tprecision\t"
                    "recall\tb3_f1\n");
    for (size_t i = 0; i < s->marks.n; i++) {
        const struct mark *m = &s->marks.v[i];
        wd_buf_printf(&b, "%" PRIu64 "\t%.2f\t%.2f\t%.2f\t%.2f", m->articles, m->us, m->us_all, m->placing, m->placing_all);
        for (int k = 0; k < WD_TAKE_PARTS; k++)
            wd_buf_printf(&b, "\t%.3f", m->part_us[k]);
        wd_buf_printf(&b, "\t%zu\t%zu\t%zu\t%.0f\t%.0f\t%" PRIu64 "\t%.4f\t%.4f\t%.4f\n", m->state.articles, m->state.stories,
                      m->state.true_stories, wd_bench_share(m->story_bytes, m->state.articles),
                      wd_bench_share(m->copy_bytes, m->state.articles), m->anon_bytes, m->state.precision, m->state.recall, m->state.f1);
    }
    int err = b.err ? b.err : wd_file_write(path, wd_buf_str(&b), ret_where);
    wd_buf_done(&b);
    return err;
}

/* ---- command ---- */

static int measure(struct archived *s, const struct wd_opts *o, struct wd_where *ret_where)
{
    s->articles = ((uint64_t)wd_opts_int(o, "articles") + STEP - 1) / STEP * STEP;
    s->chronicle = (struct wd_chronicle_options){.seed = (uint64_t)wd_opts_int(o, "seed"),
                                                 .words = (uint32_t)wd_opts_int(o, "words"),
                                                 .live = (uint32_t)wd_opts_int(o, "live"),
                                                 .from_utc = ARCHIVE_FROM_UTC,
                                                 .window_s = wd_story_defaults.window_s};
    s->stream = wd_chronicle_new(&s->chronicle);
    int err = wd_take_open(&s->take, ret_where);
    if (!err)
        err = grow(s);
    if (err || wd_stop_asked())
        return err;
    say_goals(s);
    return wd_opts_has(o, "tsv") ? write_tsv(s, wd_arena_c(&s->arena, wd_opts_str(o, "tsv")), ret_where) : 0;
}

static int run(struct wd_arena *a, const struct wd_opts *o, struct wd_where *ret_where)
{
    struct archived *s = WD_NEW(a, struct archived);
    wd_arena_init(&s->arena);
    wd_arena_init(&s->texts);
    int err = measure(s, o, ret_where);
    wd_take_close(s->take);
    wd_chronicle_free(s->stream);
    wd_arena_done(&s->texts);
    wd_arena_done(&s->arena);
    return err;
}

int wd_cmd_bench_stories(int argc, char **argv)
{
    return wd_bench_command(&(struct wd_bench_command){"stories", options, WD_COUNT(options), run}, argc, argv);
}
