#include "cmd/bench_scale.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/bench_run.h"
#include "cmd/bench_say.h"
#include "cmd/cmd.h"
#include "os/file.h"
#include "os/os.h"

static const struct wd_opt options[] = {
    {.name = "texts",
     .kind = WD_OPT_INTEGER,
     .least = 1000,
     .most = 100000000,
     .argument = "N",
     .help = "how many (default 10000000, with --flood 100000)"},
    {.name = "words", .kind = WD_OPT_INTEGER, .value = "450", .least = 100, .most = 10000, .argument = "N", .help = "of a text on average"},
    {.name = "seed", .kind = WD_OPT_INTEGER, .value = "1", .least = 0, .most = INT64_MAX, .argument = "N", .help = "of the invented texts"},
    {.name = "shelf",
     .kind = WD_OPT_STRING,
     .argument = "DIR",
     .help = "an empty folder for words and segments, which stay there (default: under $TMPDIR, gone afterwards; 1.9 kB a text)"},
    {.name = "tsv", .kind = WD_OPT_STRING, .argument = "FILE", .help = "the figures as a table, written when the run is through"},
    {.name = "flood",
     .kind = WD_OPT_FLAG,
     .help = "instead: between these stand as many texts of one outlet that repeats a paragraph; what do the others pay?"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

/* The fewest texts that a time is taken over: two sealings, so that no mark is lucky. */
enum { LEAST_TIMED = 131072 };
enum { AGE_HOT, AGE_SEALED, AGES };
static const char *const age_names[AGES] = {"hot", "sealed"};
static const uint64_t marks[] = {10000, 30000, 100000, 300000, 1000000, 2000000, 3000000, 5000000, 7000000, 10000000};
static const double GOAL_ARTICLES_A_CPU_S = 25000, GOAL_GROWTH = 1.3, GOAL_HOT_BYTES = 800, GOAL_SEALED_BYTES = 210;
static const uint64_t GOAL_TEXTS = 3000000, GROWTH_FROM = 1000000, GROWTH_TO = 10000000;

struct tally {
    uint64_t texts, words, pairs, strange;
    uint64_t planted[WD_PLANTED_KINDS][AGES], found[WD_PLANTED_KINDS][AGES];
};

struct mark {
    uint64_t texts, anon_bytes;
    double us, us_all, slowest_ms; /* a text of late; of all so far, sealing and merging included; the slowest block since the last mark */
    struct wd_copies_size size;
    double candidates; /* verified for a text since the last mark */
    struct tally since;
};

struct scale {
    uint64_t seed, texts;
    uint32_t words;
    struct wd_arena arena, block_arena;
    struct wd_invented_text block[WD_BENCH_BLOCK];
    struct wd_bench_run runner;
    double *cpu_s; /* per block, summed up */
    size_t blocks;
    double made_s;
    struct tally since, all;
    double slowest_s;
    WD_LIST(struct mark) marks;
};

/* ---- growth ---- */

/* Pairs of two originals that were told to be copies though nothing was planted are strange: a phrase or a footer made them. */
static void judge(struct scale *s, uint64_t first, size_t n, struct tally *t)
{
    const wd_bench_pairs *pairs = &s->runner.pairs;
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        const struct wd_invented_text *text = &s->block[i];
        uint64_t root = text->planted ? text->source : first + i;
        bool found = false;
        for (; at < pairs->n && pairs->v[at].text == i; at++) {
            const struct wd_bench_pair *p = &pairs->v[at];
            found |= text->planted && p->of == text->source + 1;
            t->strange +=
                (p->relation == WD_REL_COPY || p->relation == WD_REL_DERIVED) && wd_invented_text_root(s->seed, p->of - 1) != root;
        }
        int age = text->source < s->runner.sealed[i] ? AGE_SEALED : AGE_HOT;
        t->planted[text->planted][age]++;
        t->found[text->planted][age] += found;
        t->words += text->doc.words;
    }
    t->texts += n;
    t->pairs += pairs->n;
}

static void tally_add(struct tally *to, const struct tally *t)
{
    to->texts += t->texts;
    to->words += t->words;
    to->pairs += t->pairs;
    to->strange += t->strange;
    for (int k = 0; k < WD_PLANTED_KINDS; k++) {
        for (int age = 0; age < AGES; age++) {
            to->planted[k][age] += t->planted[k][age];
            to->found[k][age] += t->found[k][age];
        }
    }
}

/* Of all kinds but the originals. */
static double found_of(const struct tally *t, int age)
{
    uint64_t found = 0, planted = 0;
    for (int k = WD_PLANTED_WHOLE; k < WD_PLANTED_KINDS; k++) {
        found += t->found[k][age];
        planted += t->planted[k][age];
    }
    return wd_bench_share(found, planted);
}

/* Microseconds a text over the last `texts`. */
static double us_of_last(const struct scale *s, uint64_t texts)
{
    size_t blocks = WD_MIN((size_t)((texts + WD_BENCH_BLOCK - 1) / WD_BENCH_BLOCK), s->blocks);
    double before = blocks < s->blocks ? s->cpu_s[s->blocks - blocks - 1] : 0;
    return (s->cpu_s[s->blocks - 1] - before) * 1e6 / (double)(blocks * WD_BENCH_BLOCK);
}

static void say_head(void)
{
    printf("%10s %7s %7s %9s %6s %6s %6s %8s %5s %6s %6s %8s %7s %7s %8s\n", "texts", "us", "us all", "art/CPU s", "hot B", "seal B",
           "word B", "anon MB", "segs", "cand", "pairs", "strange", "hot", "sealed", "slowest");
}

static void say_mark(const struct mark *m)
{
    const struct wd_copies_size *z = &m->size;
    printf("%10" PRIu64 " %7.1f %7.1f %9.0f %6.0f %6.0f %6.0f %8.1f %5" PRIu64 " %6.2f %6.2f %8.5f %7.4f %7.4f %5.0f ms\n", m->texts, m->us,
           m->us_all, 1e6 / m->us, wd_bench_share(z->hot_bytes, z->hot_texts), wd_bench_share(z->sealed_bytes, z->sealed_texts),
           wd_bench_share(z->words_bytes, z->hot_texts + z->sealed_texts), (double)m->anon_bytes / 1e6, z->segments, m->candidates,
           wd_bench_share(m->since.pairs, m->since.texts), wd_bench_share(m->since.strange, m->since.texts), found_of(&m->since, AGE_HOT),
           found_of(&m->since, AGE_SEALED), m->slowest_ms);
    fflush(stdout);
}

static void take_mark(struct scale *s, uint64_t texts)
{
    struct mark m = {.texts = texts,
                     .us = us_of_last(s, WD_MAX(texts / 20, (uint64_t)LEAST_TIMED)),
                     .us_all = us_of_last(s, texts),
                     .slowest_ms = s->slowest_s * 1e3,
                     .anon_bytes = wd_bench_anonymous_bytes(&s->block_arena),
                     .size = wd_copies_size(s->runner.index),
                     .since = s->since};
    uint64_t before = s->marks.n ? s->marks.v[s->marks.n - 1].size.candidates : 0;
    m.candidates = wd_bench_share(m.size.candidates - before, m.since.texts);
    wd_list_add(&s->arena, &s->marks, m);
    tally_add(&s->all, &s->since);
    s->since = (struct tally){0};
    s->slowest_s = 0;
    say_mark(&m);
}

static int next_block(struct scale *s, uint64_t first, size_t n)
{
    double from = wd_thread_cpu_s();
    wd_arena_reset(&s->block_arena);
    for (size_t i = 0; i < n; i++)
        wd_invented_text_make(&s->block_arena, s->seed, s->words, first + i, &s->block[i]);
    s->made_s += wd_thread_cpu_s() - from;
    int err = wd_bench_run_block(&s->runner, &s->block_arena, s->block, n);
    s->cpu_s[s->blocks] = (s->blocks ? s->cpu_s[s->blocks - 1] : 0) + s->runner.block_s;
    s->blocks++;
    s->slowest_s = WD_MAX(s->slowest_s, s->runner.block_s);
    if (!err)
        judge(s, first, n, &s->since);
    return err;
}

static int grow(struct scale *s)
{
    struct wd_progress progress = {.what = "texts", .on = isatty(STDERR_FILENO)};
    size_t mark = 0;
    int err = 0;
    s->cpu_s = wd_arena_array(&s->arena, (size_t)(s->texts / WD_BENCH_BLOCK), sizeof *s->cpu_s);
    say_head();
    for (uint64_t at = 0; at < s->texts && !err && !wd_stop_asked();) {
        err = next_block(s, at, WD_BENCH_BLOCK);
        at += WD_BENCH_BLOCK;
        bool is_mark = mark < WD_COUNT(marks) && at == marks[mark];
        mark += is_mark;
        if (!err && (is_mark || at == s->texts)) {
            if (progress.on)
                fputs("\r\033[K", stderr);
            take_mark(s, at);
        }
        wd_progress_show(&progress, (int64_t)at, (int64_t)s->texts);
    }
    return err;
}

static const struct mark *mark_at(const struct scale *s, uint64_t texts)
{
    for (size_t i = 0; i < s->marks.n; i++)
        if (s->marks.v[i].texts == texts)
            return &s->marks.v[i];
    return NULL;
}

static void say_goals(const struct scale *s)
{
    const struct mark *last = &s->marks.v[s->marks.n - 1], *at = mark_at(s, GOAL_TEXTS), *from = mark_at(s, GROWTH_FROM),
                      *to = mark_at(s, GROWTH_TO);
    const struct wd_copies_size *z = &last->size;
    puts("\ngoals");
    if (at) {
        wd_bench_goal("articles a CPU second at 3,000,000 texts, of late", GOAL_ARTICLES_A_CPU_S, true, 1e6 / at->us);
        wd_bench_goal("articles a CPU second up to 3,000,000 texts, all in all", GOAL_ARTICLES_A_CPU_S, true, 1e6 / at->us_all);
    } else {
        puts("  articles a CPU second at 3,000,000 texts: so many there were not");
    }
    if (from && to)
        wd_bench_goal("time a text at 10,000,000 by that at 1,000,000", GOAL_GROWTH, false, to->us / from->us);
    else
        puts("  time a text at 10,000,000 by that at 1,000,000: so many there were not");
    if (z->hot_texts)
        wd_bench_goal("bytes of memory a hot text", GOAL_HOT_BYTES, false, wd_bench_share(z->hot_bytes, z->hot_texts));
    if (z->sealed_texts)
        wd_bench_goal("bytes on the shelf a sealed text, words apart", GOAL_SEALED_BYTES, false,
                      wd_bench_share(z->sealed_bytes, z->sealed_texts));
}

static void say_summary(const struct scale *s)
{
    puts("\nplanted copies found      hot               sealed");
    for (int k = WD_PLANTED_WHOLE; k < WD_PLANTED_KINDS; k++) {
        printf("  %-20s", wd_planted_names[k]);
        for (int age = 0; age < AGES; age++) {
            if (s->all.planted[k][age])
                printf("  %.4f of %-8" PRIu64, wd_bench_share(s->all.found[k][age], s->all.planted[k][age]), s->all.planted[k][age]);
        }
        putchar('\n');
    }
    printf("words a text %.1f; making a text took %.1f us and is not counted\n", wd_bench_share(s->all.words, s->all.texts),
           s->made_s * 1e6 / (double)s->all.texts);
    puts("us, art/CPU s: query and insert of late (a twentieth of all texts, at least two sealings); us all: since the start.\n"
         "cand (texts verified), pairs, strange (copies or derived texts of which nothing was planted), hot, sealed (planted copies "
         "found): since the line "
         "before.\n"
         "slowest: a thousand texts, sealing and merging included.");
    say_goals(s);
}

static int write_tsv(struct scale *s, const char *path, struct wd_where *ret_where)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    wd_buf_putc(&b, "texts\tcpu_us\tcpu_us_all\tslowest_thousand_ms\tarticles_a_cpu_s\thot_texts\thot_bytes_a_text\tsealed_texts\t"
                    "sealed_bytes_a_text\twords_bytes_a_text\tanon_bytes\tsegments\tcandidates_a_text\tpairs_a_text\tstrange_pairs_a_text");
    for (int age = 0; age < AGES; age++)
        for (int k = WD_PLANTED_WHOLE; k < WD_PLANTED_KINDS; k++)
            wd_buf_printf(&b, "\tfound_%s_%s", age_names[age], wd_planted_names[k]);
    wd_buf_byte(&b, '\n');
    for (size_t i = 0; i < s->marks.n; i++) {
        const struct mark *m = &s->marks.v[i];
        const struct wd_copies_size *z = &m->size;
        wd_buf_printf(&b,
                      "%" PRIu64 "\t%.2f\t%.2f\t%.1f\t%.0f\t%" PRIu64 "\t%.1f\t%" PRIu64 "\t%.1f\t%.1f\t%" PRIu64 "\t%" PRIu64
                      "\t%.3f\t%.3f\t%.6f",
                      m->texts, m->us, m->us_all, m->slowest_ms, 1e6 / m->us, z->hot_texts, wd_bench_share(z->hot_bytes, z->hot_texts),
                      z->sealed_texts, wd_bench_share(z->sealed_bytes, z->sealed_texts),
                      wd_bench_share(z->words_bytes, z->hot_texts + z->sealed_texts), m->anon_bytes, z->segments, m->candidates,
                      wd_bench_share(m->since.pairs, m->since.texts), wd_bench_share(m->since.strange, m->since.texts));
        for (int age = 0; age < AGES; age++)
            for (int k = WD_PLANTED_WHOLE; k < WD_PLANTED_KINDS; k++)
                wd_buf_printf(&b, "\t%.5f", wd_bench_share(m->since.found[k][age], m->since.planted[k][age]));
        wd_buf_byte(&b, '\n');
    }
    int err = b.err ? b.err : wd_file_write(path, wd_buf_str(&b), ret_where);
    wd_buf_done(&b);
    return err;
}

/* ---- command ---- */

static int measure(struct scale *s, const struct wd_opts *o, struct wd_where *ret_where)
{
    bool floods = wd_opts_flag(o, "flood");
    const char *folder = wd_opts_has(o, "shelf") ? wd_arena_c(&s->arena, wd_opts_str(o, "shelf")) : NULL;
    uint64_t texts = wd_opts_has(o, "texts") ? (uint64_t)wd_opts_int(o, "texts") : floods ? 100000 : 10000000;
    s->texts = (texts + WD_BENCH_BLOCK - 1) / WD_BENCH_BLOCK * WD_BENCH_BLOCK;
    s->words = (uint32_t)wd_opts_int(o, "words");
    s->seed = (uint64_t)wd_opts_int(o, "seed");
    if (floods)
        return wd_bench_flood(s->seed, s->words, s->texts, ret_where);
    int err = wd_bench_run_open(&s->runner, folder, ret_where);
    if (!err)
        err = grow(s);
    if (err || wd_stop_asked())
        return err;
    say_summary(s);
    return wd_opts_has(o, "tsv") ? write_tsv(s, wd_arena_c(&s->arena, wd_opts_str(o, "tsv")), ret_where) : 0;
}

static int run(struct wd_arena *a, const struct wd_opts *o, struct wd_where *ret_where)
{
    struct scale *s = WD_NEW(a, struct scale);
    wd_arena_init(&s->arena);
    wd_arena_init(&s->block_arena);
    int err = measure(s, o, ret_where);
    wd_bench_run_close(&s->runner);
    wd_arena_done(&s->block_arena);
    wd_arena_done(&s->arena);
    return err;
}

int wd_cmd_bench_scale(int argc, char **argv)
{
    return wd_bench_command(&(struct wd_bench_command){"scale", options, WD_COUNT(options), run}, argc, argv);
}
