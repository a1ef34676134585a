#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "analyse/analyse.h"
#include "cmd/bench_archive.h"
#include "cmd/bench_arrive.h"
#include "cmd/bench_brief.h"
#include "cmd/bench_extract.h"
#include "cmd/bench_feeds.h"
#include "cmd/bench_news.h"
#include "cmd/bench_poll.h"
#include "cmd/bench_say.h"
#include "cmd/bench_scale.h"
#include "cmd/bench_stories.h"
#include "cmd/cmd.h"
#include "desk/desk.h"
#include "desk/prepare.h"
#include "desk/shelf.h"
#include "intake/intake.h"
#include "os/file.h"
#include "os/os.h"
#include "pages/pages.h"

static const struct wd_opt options[] = {
    {.name = "articles",
     .kind = WD_OPT_INTEGER,
     .value = "20000",
     .least = 100,
     .most = 10000000,
     .argument = "N",
     .help = "articles of about 450 words"},
    {.name = "seed", .kind = WD_OPT_INTEGER, .value = "1", .least = 0, .most = INT64_MAX, .argument = "N", .help = "of the invented news"},
    {.name = "folder",
     .kind = WD_OPT_STRING,
     .argument = "DIR",
     .help = "where the store is built (default: a temporary folder, removed afterwards)"},
    {.name = "json", .kind = WD_OPT_FLAG, .help = "figures as JSON"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

enum { ITEMS_A_FEED = 20, PAGES = 2000, NEWS_STEP_S = 20, NEWS_FROM_UTC = 1767225600 };

struct bench {
    struct wd_arena arena;
    size_t articles, feeds;
    struct wd_str *rss; /* one a delivery */
    uint64_t bytes;
    struct wd_jw json;
    struct wd_buf out;
    bool as_json;
};

static void say(struct bench *b, const char *what, const char *unit, double value)
{
    if (b->as_json) {
        wd_jw_object(&b->json);
        wd_jw_kstr(&b->json, "figure", wd_str_c(what));
        wd_jw_kstr(&b->json, "unit", wd_str_c(unit));
        wd_jw_key(&b->json, "value");
        wd_jw_f64(&b->json, value, 3);
        wd_jw_end(&b->json);
    } else {
        printf("%-52s %12.1f %s\n", what, value, unit);
        fflush(stdout);
    }
}

static void make_news(struct bench *b, uint64_t seed)
{
    struct wd_news_stream *s = wd_news_new(seed, NEWS_FROM_UTC, NEWS_STEP_S);
    b->feeds = (b->articles + ITEMS_A_FEED - 1) / ITEMS_A_FEED;
    b->articles = b->feeds * ITEMS_A_FEED;
    b->rss = wd_arena_array(&b->arena, b->feeds, sizeof *b->rss);
    struct wd_arena a;
    struct wd_buf out;
    wd_arena_init(&a);
    wd_buf_init(&out, 64u << 20);
    for (size_t i = 0; i < b->feeds; i++) {
        wd_news_rss(s, &a, ITEMS_A_FEED, &out);
        b->rss[i] = wd_arena_str(&b->arena, wd_buf_str(&out));
        b->bytes += out.n;
        wd_buf_reset(&out);
        wd_arena_reset(&a);
    }
    wd_buf_done(&out);
    wd_arena_done(&a);
    wd_news_free(s);
}

static struct wd_event delivery(const struct bench *b, size_t i)
{
    return (struct wd_event){
        .seq = (int64_t)i + 1,
        .kind = WD_EVENT_DELIVERY,
        .instant_utc = NEWS_FROM_UTC + (int64_t)i * ITEMS_A_FEED * NEWS_STEP_S,
        .source = WD_STR("bench.xml"),
        .body = b->rss[i],
    };
}

static int bench_parse(struct bench *b)
{
    struct wd_arena a;
    wd_arena_init(&a);
    int err = 0;
    double from = wd_cpu_s();
    for (size_t i = 0; i < b->feeds && !err; i++) {
        struct wd_event event = delivery(b, i);
        struct wd_document d;
        err = wd_prepare_document(&a, &event, NULL, &d, NULL);
        wd_arena_reset(&a);
    }
    double took = wd_cpu_s() - from;
    wd_arena_done(&a);
    say(b, "parse: feed bytes to items", "articles/CPU s", (double)b->articles / took);
    say(b, "parse: feed bytes to items", "MB/CPU s", (double)b->bytes / 1e6 / took);
    return err;
}

/* The texts alone, in English, with the taggers and without. */
static int bench_analyse(struct bench *b)
{
    struct wd_models models;
    struct wd_arena texts, a;
    struct wd_news_stream *s = wd_news_new(1, NEWS_FROM_UTC, NEWS_STEP_S);
    double took[2] = {0, 0};
    size_t words = 0;
    int err = 0;
    wd_models_built_in(&models);
    wd_arena_init(&texts);
    wd_arena_init(&a);
    for (size_t i = 0; i < b->articles && !err; i++) {
        struct wd_news news;
        wd_news_next(s, &texts, &news);
        for (size_t at = 0; at != SIZE_MAX; at = wd_str_find_byte(news.text, ' ', at + 1))
            words++;
        for (int taggers = 0; taggers < 2 && !err; taggers++) {
            struct wd_analyse_input in = {.title = news.title,
                                          .text = news.text,
                                          .language = WD_STR("en"),
                                          .date_utc = news.at_utc,
                                          .models = taggers ? &models : NULL};
            struct wd_analysis found;
            double from = wd_thread_cpu_s();
            err = wd_analyse(&a, &in, &found);
            took[taggers] += wd_thread_cpu_s() - from;
            wd_arena_reset(&a);
        }
        wd_arena_reset(&texts);
    }
    wd_arena_done(&a);
    wd_arena_done(&texts);
    wd_news_free(s);
    say(b, "analyse: by the rules alone", "words/CPU s", (double)words / took[0]);
    say(b, "analyse: with the taggers", "words/CPU s", (double)words / took[1]);
    return err;
}

/* Prepared articles through the engine, and beside it through a copy index of their own: the parts are timed one after the other over the
 * same input. */
struct engine_run {
    struct wd_arena arena;
    struct wd_models models;
    struct wd_scratch scratch;
    struct wd_shelf *shelves[2];
    struct wd_engine *engine;
    struct wd_copies *copies;
    double prepare_s, apply_s, copies_s;
};

static int engine_open(struct engine_run *r)
{
    struct wd_where w = {0};
    int err = 0;
    wd_arena_init(&r->arena);
    wd_models_built_in(&r->models);
    wd_scratch_init(&r->scratch, &r->models);
    for (size_t i = 0; i < WD_COUNT(r->shelves) && !err; i++)
        err = wd_shelf_open(NULL, &r->shelves[i], &w);
    if (!err)
        err = wd_engine_new(&(struct wd_engine_options){0}, wd_shelf_of(r->shelves[0]), &r->engine, &w);
    if (!err)
        err = wd_copies_new(&wd_copy_defaults, wd_shelf_of(r->shelves[1]), &r->copies, &w);
    if (err)
        fprintf(stderr, "wiredesk bench: %s\n", w.message);
    return err;
}

static void engine_close(struct engine_run *r)
{
    wd_copies_free(r->copies);
    wd_engine_free(r->engine);
    for (size_t i = 0; i < WD_COUNT(r->shelves); i++)
        if (r->shelves[i])
            wd_shelf_close(r->shelves[i]);
    wd_scratch_done(&r->scratch);
    wd_arena_done(&r->arena);
}

static int engine_take(struct engine_run *r, const struct wd_event *event)
{
    struct wd_prepared prepared = {0};
    double t0 = wd_thread_cpu_s();
    int err = wd_prepare(&r->arena, &r->scratch, event, NULL, NULL, &prepared, NULL);
    double t1 = wd_thread_cpu_s();
    for (size_t k = 0; k < prepared.inputs.n && !err; k++) {
        struct wd_placed placed;
        err = wd_engine_apply(r->engine, &r->arena, &prepared.inputs.v[k], &placed);
    }
    double t2 = wd_thread_cpu_s();
    for (size_t k = 0; k < prepared.inputs.n && !err; k++) {
        wd_reuses reuses;
        err = wd_copies_query(r->copies, &r->arena, &prepared.inputs.v[k].doc, &reuses);
        if (!err)
            err = wd_copies_insert(r->copies, &prepared.inputs.v[k].doc);
    }
    r->copies_s += wd_thread_cpu_s() - t2;
    r->apply_s += t2 - t1;
    r->prepare_s += t1 - t0;
    wd_arena_reset(&r->arena);
    return err;
}

static int bench_engine(struct bench *b)
{
    struct engine_run r = {0};
    int err = engine_open(&r);
    for (size_t i = 0; i < b->feeds && !err; i++) {
        struct wd_event event = delivery(b, i);
        err = engine_take(&r, &event);
    }
    if (!err) {
        struct wd_copies_size size = wd_copies_size(r.copies);
        say(b, "prepare: parse, extract, analyse, features", "articles/CPU s", (double)b->articles / r.prepare_s);
        say(b, "copies: query and insert", "articles/CPU s", (double)b->articles / r.copies_s);
        say(b, "copies: memory a hot article, words apart", "bytes", (double)size.hot_bytes / (double)WD_MAX(size.hot_texts, (uint64_t)1));
        if (size.sealed_texts)
            say(b, "copies: segments a sealed article, words apart", "bytes", (double)size.sealed_bytes / (double)size.sealed_texts);
        say(b, "engine: copies and stories", "articles/CPU s", (double)b->articles / r.apply_s);
        say(b, "from bytes to placed, store left out", "articles/CPU s", (double)b->articles / (r.prepare_s + r.apply_s));
    }
    engine_close(&r);
    return err;
}

/* As `ingest` does it: all into the log, then applied. */
static int append_all(struct bench *b, struct wd_desk *desk)
{
    enum { BATCH = 32 };
    int err = 0;
    for (size_t i = 0; i < b->feeds && !err; i += BATCH) {
        struct wd_event events[BATCH];
        struct wd_append appends[BATCH];
        size_t n = WD_MIN((size_t)BATCH, b->feeds - i);
        for (size_t k = 0; k < n; k++) {
            events[k] = delivery(b, i + k);
            appends[k] = (struct wd_append){.event = &events[k]};
        }
        err = wd_desk_append(desk, appends, n);
    }
    return err ? err : wd_desk_drain(desk, NULL, NULL);
}

static int bench_pages(struct bench *b, const char *folder)
{
    struct wd_store *store = NULL;
    int err = wd_store_open_reader(folder, &store, NULL);
    if (err)
        return err;
    struct wd_arena a;
    struct wd_buf page;
    wd_arena_init(&a);
    wd_buf_init(&page, 64u << 20);
    struct wd_page_context c = {.as_of_utc = NEWS_FROM_UTC,
                                .base_url = WD_STR("http://127.0.0.1"),
                                .rules = wd_str_c(wd_rules_text()),
                                .desk_name = WD_STR("wiredesk")};
    size_t pages = 0, members = 0, bytes = 0;
    double from = wd_cpu_s();
    for (uint32_t serial = 1; pages < PAGES && !err; serial++) {
        uint64_t key;
        err = wd_store_key(store, 's', serial, &key);
        if (err)
            break;
        struct wd_story story = {0};
        err = wd_store_story(store, &a, key, &story);
        if (!err)
            wd_page_story(&c, &a, &story, &page);
        pages++;
        members += story.members.n;
        bytes += page.n;
        wd_buf_reset(&page);
        wd_arena_reset(&a);
    }
    double took = wd_cpu_s() - from;
    if (err == WD_E_NOTFOUND)
        err = 0; /* fewer stories than pages wanted */
    if (pages) {
        say(b, "story page: articles on it, mean", "articles", (double)members / (double)pages);
        say(b, "story page: size, mean", "kB", (double)bytes / 1e3 / (double)pages);
        say(b, "story page: from the store to HTML", "us of CPU", took * 1e6 / (double)pages);
    }
    wd_buf_done(&page);
    wd_arena_done(&a);
    wd_store_close(store);
    return err;
}

static int bench_store(struct bench *b, const char *folder)
{
    struct wd_desk_options o = {.data = folder};
    struct wd_desk *desk = NULL;
    struct wd_where w = {0};
    int err = wd_desk_open(&o, &desk, &w);
    if (err)
        return err;
    double from = wd_cpu_s();
    int64_t wall_ms = wd_monotonic_ms();
    err = append_all(b, desk);
    double took = wd_cpu_s() - from;
    say(b, "whole way: log, store, search, stories", "articles/CPU s", (double)wd_desk_articles(desk) / took);
    say(b, "whole way, by the clock", "articles/s",
        (double)wd_desk_articles(desk) * 1e3 / (double)WD_MAX(wd_monotonic_ms() - wall_ms, (int64_t)1));
    wd_desk_close(desk);
    return err ? err : bench_pages(b, folder);
}

static void say_brief(void *context, const char *what, const char *unit, double value)
{
    say(context, what, unit, value);
}

static int all(struct bench *b, const char *folder, uint64_t seed)
{
    int err = bench_parse(b);
    if (!err)
        err = wd_bench_feeds_brief(seed, say_brief, b);
    if (!err)
        err = wd_bench_extract_brief(seed, say_brief, b);
    if (!err)
        err = bench_analyse(b);
    if (!err)
        err = bench_engine(b);
    if (!err)
        err = bench_store(b, folder);
    if (!err)
        err = wd_bench_brief(seed, say_brief, b);
    say(b, "memory at its peak (the news itself included)", "MB", (double)wd_peak_memory_bytes() / 1e6);
    return err;
}

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
} parts[] = {{"scale", wd_cmd_bench_scale},     {"stories", wd_cmd_bench_stories}, {"arrive", wd_cmd_bench_arrive},
             {"archive", wd_cmd_bench_archive}, {"feeds", wd_cmd_bench_feeds},     {"poll", wd_cmd_bench_poll},
             {"extract", wd_cmd_bench_extract}};

int wd_cmd_bench(int argc, char **argv)
{
    for (size_t i = 0; i < WD_COUNT(parts) && argc > 1; i++)
        if (strcmp(argv[1], parts[i].name) == 0)
            return parts[i].run(argc - 1, argv + 1);
    struct bench b = {0};
    struct wd_opts o;
    struct wd_where w = {0};
    wd_arena_init(&b.arena);
    wd_buf_init(&b.out, 1 << 20);
    wd_jw_init(&b.json, &b.out);
    wd_opts_init(&o, &b.arena, options, WD_COUNT(options));
    int err = wd_opts_read_args(&o, &b.arena, argc, argv, 1, &w);
    if (err || wd_opts_flag(&o, "help") || o.rest_n) {
        if (err)
            fprintf(stderr, "wiredesk bench: %s\n", w.message);
        wd_buf_putc(
            &b.out,
            "usage: wiredesk bench [OPTIONS]\n       wiredesk bench scale [OPTIONS]     the copy index alone, up to ten million texts\n"
            "       wiredesk bench stories [OPTIONS]   an archive of ten million articles placed into stories\n"
            "       wiredesk bench arrive [OPTIONS]    from a delivery to the page of its story, by the clock\n"
            "       wiredesk bench poll [OPTIONS]      thousands of feeds polled: CPU time of a poll, connections open at once\n"
            "       wiredesk bench archive [OPTIONS]   WARC records a second\n"
            "       wiredesk bench feeds [OPTIONS] [FOLDER|FILE...]   feed bytes to neutral JSON, by kind and by stage\n"
            "       wiredesk bench extract [OPTIONS]   pages to articles: a CPU second, the slowest, memory, and how much of the text is "
            "right\n");
        wd_opts_usage(options, WD_COUNT(options), &b.out);
        fwrite(b.out.p, 1, b.out.n, wd_opts_flag(&o, "help") ? stdout : stderr);
        wd_buf_done(&b.out);
        wd_arena_done(&b.arena);
        return !err && wd_opts_flag(&o, "help") ? 0 : 2;
    }
    b.articles = (size_t)wd_opts_int(&o, "articles");
    b.as_json = wd_opts_flag(&o, "json");
    const char *folder = wd_opts_has(&o, "folder") ? wd_arena_c(&b.arena, wd_opts_str(&o, "folder")) : wd_bench_folder(&b.arena);
    if (!folder) {
        err = WD_E_IO;
    } else {
        make_news(&b, (uint64_t)wd_opts_int(&o, "seed"));
        wd_jw_array(&b.json);
        err = all(&b, folder, (uint64_t)wd_opts_int(&o, "seed"));
        wd_jw_end(&b.json);
        if (b.as_json)
            printf("%.*s\n", WD_STR_ARG(wd_buf_str(&b.out)));
        if (err)
            fprintf(stderr, "wiredesk bench: %s\n", wd_err_text(err));
        if (!wd_opts_has(&o, "folder"))
            wd_dir_remove(folder);
    }
    wd_buf_done(&b.out);
    wd_arena_done(&b.arena);
    return err ? 1 : 0;
}
