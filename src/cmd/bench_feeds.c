#include "cmd/bench_feeds.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/limits.h"
#include "cmd/bench_invent.h"
#include "cmd/bench_say.h"
#include "intake/intake.h"
#include "markup/charset.h"
#include "markup/xml.h"
#include "os/file.h"
#include "os/os.h"

static const struct wd_opt options[] = {
    {.name = "feeds",
     .kind = WD_OPT_INTEGER,
     .value = "64",
     .least = 1,
     .most = 10000,
     .argument = "N",
     .help = "invented ones of each kind"},
    {.name = "kind", .kind = WD_OPT_STRING, .argument = "NAME", .help = "only this kind of invented feeds"},
    {.name = "seed", .kind = WD_OPT_INTEGER, .value = "1", .least = 0, .most = INT64_MAX, .argument = "N", .help = "of the invented feeds"},
    {.name = "rounds",
     .kind = WD_OPT_INTEGER,
     .value = "5",
     .least = 1,
     .most = 1000,
     .argument = "N",
     .help = "over all; the fastest counts, since other programs only ever add to it"},
    {.name = "write", .kind = WD_OPT_STRING, .argument = "DIR", .help = "write the invented feeds to files there, and measure nothing"},
    {.name = "no-batch", .kind = WD_OPT_FLAG, .help = "leave out the memory of parse --batch over 100 MB"},
    {.name = "json", .kind = WD_OPT_FLAG, .help = "figures as JSON"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

static const double GOAL_MB = 150, GOAL_FEEDS = 3000;
enum { MAX_FOLDER_DEPTH = 16 };

struct feed {
    struct wd_str name, bytes;
    size_t kind;
};
typedef WD_LIST(struct feed) feeds;

enum stage { STAGE_WHOLE, STAGE_DECODE, STAGE_SCAN, STAGE_PARSE, STAGE_JSON, STAGES };
static const char *const stage_names[STAGES] = {"whole way", "decode", "scan", "parse", "JSON"};

struct figures {
    uint64_t feeds, bytes, json_bytes, entries, failed;
    double stage_s[STAGES]; /* of the fastest round */
};

struct bench {
    struct wd_arena arena; /* what is measured over */
    feeds feeds;
    bool given; /* files of the user's */
    const char *const *kind_names;
    size_t kinds, rounds;
    struct wd_arena work;
    struct wd_buf out;
    struct wd_jw json;
    struct wd_buf json_out;
    bool as_json;
};

/* ---- measuring ---- */

static int whole_way(struct bench *b, const struct feed *f, struct figures *to)
{
    struct wd_intake_input input = {.body = f->bytes, .file = f->name, .arrived_utc = WD_NO_TIME};
    struct wd_document d;
    int err = wd_intake_parse(&b->work, &input, &d, NULL);
    if (!err)
        wd_document_json(&d, &b->out);
    if (to) {
        to->failed += err != 0;
        to->entries += err ? 0 : d.items.n;
        to->json_bytes += b->out.n;
    }
    wd_buf_reset(&b->out);
    return err;
}

static enum wd_markup_kind kind_of(struct wd_str bytes)
{
    struct wd_str s = wd_str_trim(bytes);
    return s.n && s.p[0] == '{' ? WD_MARKUP_TEXT : WD_MARKUP_XML;
}

/* CPU seconds of one stage over one feed; what the stage is given is made before. */
static double one(struct bench *b, const struct feed *f, enum stage stage)
{
    struct wd_intake_input input = {.body = f->bytes, .file = f->name, .arrived_utc = WD_NO_TIME};
    struct wd_document d = {0};
    struct wd_decoded decoded = {.text = f->bytes};
    struct wd_xml x;
    if (stage == STAGE_SCAN)
        wd_charset_decode(&b->work, f->bytes, WD_STR(""), kind_of(f->bytes), &decoded);
    int err = stage == STAGE_JSON ? wd_intake_parse(&b->work, &input, &d, NULL) : 0;
    double from = wd_thread_cpu_s();
    switch (stage) {
    case STAGE_WHOLE: err = whole_way(b, f, NULL); break;
    case STAGE_DECODE: wd_charset_decode(&b->work, f->bytes, WD_STR(""), kind_of(f->bytes), &decoded); break;
    case STAGE_SCAN:
        wd_xml_init(&x, &b->work, decoded.text);
        while (wd_xml_next(&x) != WD_XML_END_OF_INPUT)
            ;
        break;
    case STAGE_PARSE: err = wd_intake_parse(&b->work, &input, &d, NULL); break;
    case STAGE_JSON:
        if (!err)
            wd_document_json(&d, &b->out);
        break;
    case STAGES: break;
    }
    double took = wd_thread_cpu_s() - from;
    (void)err; /* counted by the whole way, once */
    wd_buf_reset(&b->out);
    wd_arena_reset(&b->work);
    return took;
}

static void measure(struct bench *b, size_t kind, struct figures *f)
{
    for (size_t i = 0; i < b->feeds.n; i++)
        if (b->feeds.v[i].kind == kind) {
            f->feeds++;
            f->bytes += b->feeds.v[i].bytes.n;
            (void)whole_way(b, &b->feeds.v[i], f);
            wd_arena_reset(&b->work);
        }
    for (int stage = 0; stage < STAGES; stage++)
        for (size_t round = 0; round < b->rounds; round++) {
            double took = 0;
            for (size_t i = 0; i < b->feeds.n; i++)
                if (b->feeds.v[i].kind == kind)
                    took += one(b, &b->feeds.v[i], (enum stage)stage);
            f->stage_s[stage] = round ? WD_MIN(f->stage_s[stage], took) : took;
        }
}

/* ---- what is measured over ---- */

static void invent(struct bench *b, uint64_t seed, size_t n, size_t only)
{
    struct wd_buf out;
    wd_buf_init(&out, WD_MAX_FILE_BYTES);
    for (size_t kind = 0; kind < WD_FEED_KINDS; kind++)
        for (size_t i = 0; i < n && (only == WD_FEED_KINDS || only == kind); i++) {
            wd_buf_reset(&out);
            wd_invented_feed_make(seed, (enum wd_feed_kind)kind, i, &out);
            const char *suffix = kind == WD_FEED_JSON ? "json" : "xml";
            struct feed f = {.name = wd_arena_printf(&b->arena, "%s-%04zu.%s", wd_feed_kind_names[kind], i, suffix),
                             .bytes = wd_arena_str(&b->arena, wd_buf_str(&out)),
                             .kind = kind};
            wd_list_add(&b->arena, &b->feeds, f);
        }
    wd_buf_done(&out);
    b->kind_names = wd_feed_kind_names;
    b->kinds = WD_FEED_KINDS;
}

static int read_given(struct bench *b, const char *path, int depth, struct wd_where *w)
{
    if (!wd_is_dir(path)) {
        struct feed f = {.name = wd_arena_str(&b->arena, wd_str_c(path))};
        int err = wd_file_read(&b->arena, path, WD_MAX_FILE_BYTES, &f.bytes, w);
        if (!err)
            wd_list_add(&b->arena, &b->feeds, f);
        return err;
    }
    wd_dir_entries entries = {0};
    int err = depth < MAX_FOLDER_DEPTH ? wd_dir_list(&b->arena, path, &entries, w) : 0;
    for (size_t i = 0; i < entries.n && !err; i++) {
        struct wd_str inner = wd_arena_printf(&b->arena, "%s/%.*s", path, WD_STR_ARG(entries.v[i].name));
        err = read_given(b, wd_arena_c(&b->arena, inner), depth + 1, w);
    }
    return err;
}

static int write_all(struct bench *b, const char *folder, struct wd_where *w)
{
    int err = wd_dir_make(folder, w);
    for (size_t i = 0; i < b->feeds.n && !err; i++) {
        struct feed *f = &b->feeds.v[i];
        f->name = wd_arena_printf(&b->arena, "%s/%.*s", folder, WD_STR_ARG(f->name));
        err = wd_file_write(wd_arena_c(&b->arena, f->name), f->bytes, w);
    }
    return err;
}

/* ---- what is said ---- */

static double rate(double amount, double took_s)
{
    return took_s > 0 ? amount / took_s : 0;
}

static void say_json(struct bench *b, const char *kind, const struct figures *f)
{
    struct wd_jw *w = &b->json;
    wd_jw_object(w);
    wd_jw_kstr(w, "kind", wd_str_c(kind));
    wd_jw_ki64(w, "feeds", (int64_t)f->feeds);
    wd_jw_ki64(w, "bytes", (int64_t)f->bytes);
    wd_jw_ki64(w, "json_bytes", (int64_t)f->json_bytes);
    wd_jw_ki64(w, "entries", (int64_t)f->entries);
    wd_jw_ki64(w, "failed", (int64_t)f->failed);
    wd_jw_key(w, "feeds_per_cpu_s");
    wd_jw_f64(w, rate((double)f->feeds, f->stage_s[STAGE_WHOLE]), 1);
    wd_jw_key(w, "mb_per_cpu_s");
    wd_jw_object(w);
    for (int stage = 0; stage < STAGES; stage++) {
        wd_jw_key(w, stage_names[stage]);
        wd_jw_f64(w, rate((double)f->bytes / 1e6, f->stage_s[stage]), 1);
    }
    wd_jw_end(w);
    wd_jw_end(w);
}

static void say(struct bench *b, const char *kind, const struct figures *f)
{
    if (b->as_json) {
        say_json(b, kind, f);
        return;
    }
    printf("%-14s %6" PRIu64 " %8.1f %8.0f", kind, f->feeds, (double)f->bytes / 1e6, rate((double)f->feeds, f->stage_s[STAGE_WHOLE]));
    for (int stage = 0; stage < STAGES; stage++)
        printf(" %9.0f", rate((double)f->bytes / 1e6, f->stage_s[stage]));
    printf(f->failed ? "  %" PRIu64 " are no feeds\n" : "\n", f->failed);
    fflush(stdout);
}

static void add(struct figures *to, const struct figures *f)
{
    to->feeds += f->feeds;
    to->bytes += f->bytes;
    to->json_bytes += f->json_bytes;
    to->entries += f->entries;
    to->failed += f->failed;
    for (int stage = 0; stage < STAGES; stage++)
        to->stage_s[stage] += f->stage_s[stage];
}

static struct figures measure_all(struct bench *b, bool aloud)
{
    struct figures all = {0};
    if (aloud && !b->as_json) {
        printf("%-14s %6s %8s %8s", "", "feeds", "MB", "feeds/s");
        for (int stage = 0; stage < STAGES; stage++)
            printf(" %9s", stage_names[stage]);
        printf("  MB a CPU second\n");
    }
    for (size_t kind = 0; kind < b->kinds && !wd_stop_asked(); kind++) {
        struct figures f = {0};
        measure(b, kind, &f);
        if (f.feeds && aloud)
            say(b, b->kind_names[kind], &f);
        add(&all, &f);
    }
    if (aloud && b->kinds > 1)
        say(b, "all", &all);
    return all;
}

static int batch(struct bench *b, struct wd_where *w)
{
    const char *folder = wd_bench_folder(&b->arena);
    struct wd_batch_taken t;
    if (!folder)
        return wd_where_set(w, WD_E_IO, "no temporary folder");
    int err = b->given ? 0 : write_all(b, folder, w);
    struct wd_str *paths = wd_arena_array(&b->arena, b->feeds.n, sizeof *paths);
    uint64_t *bytes = wd_arena_array(&b->arena, b->feeds.n, sizeof *bytes);
    /* kinds mixed, so that a stretch of the list is like any other */
    for (size_t i = 0, at = 0; i < b->feeds.n; i++, at = (at + 101) % b->feeds.n) {
        size_t k = b->feeds.n % 101 ? at : i;
        paths[i] = b->feeds.v[k].name;
        bytes[i] = b->feeds.v[k].bytes.n;
    }
    if (!err)
        err = wd_bench_batch("parse", paths, bytes, b->feeds.n, folder, &t, w);
    wd_dir_remove(folder);
    if (err)
        return err;
    if (b->as_json) {
        wd_jw_object(&b->json);
        wd_jw_ki64(&b->json, "batch_bytes", (int64_t)t.bytes);
        wd_jw_key(&b->json, "batch_mb_per_cpu_s");
        wd_jw_f64(&b->json, rate((double)t.bytes / 1e6, t.cpu_s), 1);
        wd_jw_ki64(&b->json, "batch_peak_bytes_after_10_mb", (int64_t)t.rss_10_bytes);
        wd_jw_ki64(&b->json, "batch_peak_bytes_after_100_mb", (int64_t)t.rss_100_bytes);
        wd_jw_end(&b->json);
        return 0;
    }
    printf("parse --batch over %.0f MB, files read and answers written: %.0f MB a CPU second; peak memory %.1f MB after 10 MB, %.1f MB at "
           "the end\n",
           (double)t.bytes / 1e6, rate((double)t.bytes / 1e6, t.cpu_s), (double)t.rss_10_bytes / 1e6, (double)t.rss_100_bytes / 1e6);
    return 0;
}

/* ---- command ---- */

static void open_bench(struct bench *b)
{
    wd_arena_init(&b->arena);
    wd_arena_init(&b->work);
    wd_buf_init(&b->out, (size_t)WD_MAX_FILE_BYTES * 4);
    wd_buf_init(&b->json_out, 1 << 20);
    wd_jw_init(&b->json, &b->json_out);
}

static void close_bench(struct bench *b)
{
    wd_buf_done(&b->json_out);
    wd_buf_done(&b->out);
    wd_arena_done(&b->work);
    wd_arena_done(&b->arena);
}

static int collect(struct bench *b, const struct wd_opts *o, struct wd_where *w)
{
    static const char *const given_names[] = {"files"};
    struct wd_str wanted = wd_opts_str(o, "kind");
    size_t only = 0;
    while (only < WD_FEED_KINDS && !wd_str_eqc(wanted, wd_feed_kind_names[only]))
        only++;
    if (wanted.n && only == WD_FEED_KINDS)
        return wd_where_set(w, WD_E_USAGE, "no kind \"%.*s\"", WD_STR_ARG(wanted));
    b->given = o->rest_n > 0;
    if (!b->given) {
        invent(b, (uint64_t)wd_opts_int(o, "seed"), (size_t)wd_opts_int(o, "feeds"), only);
        return 0;
    }
    b->kind_names = given_names;
    b->kinds = 1;
    int err = 0;
    for (size_t i = 0; i < o->rest_n && !err; i++)
        err = read_given(b, o->rest[i], 0, w);
    return err || b->feeds.n ? err : wd_where_set(w, WD_E_EMPTY, "no files there");
}

static int run(struct wd_arena *a, const struct wd_opts *o, struct wd_where *w)
{
    struct bench *b = WD_NEW(a, struct bench);
    open_bench(b);
    b->rounds = (size_t)wd_opts_int(o, "rounds");
    b->as_json = wd_opts_flag(o, "json");
    int err = collect(b, o, w);
    if (err)
        goto out;
    if (wd_opts_has(o, "write")) {
        err = write_all(b, wd_arena_c(a, wd_opts_str(o, "write")), w);
        goto out;
    }
    wd_jw_array(&b->json);
    struct figures all = measure_all(b, true);
    if (!b->as_json && !b->given) {
        wd_bench_goal("whole way, MB a CPU second", GOAL_MB, true, rate((double)all.bytes / 1e6, all.stage_s[STAGE_WHOLE]));
        wd_bench_goal("whole way, feeds a CPU second", GOAL_FEEDS, true, rate((double)all.feeds, all.stage_s[STAGE_WHOLE]));
    }
    if (!wd_opts_flag(o, "no-batch") && !wd_stop_asked())
        err = batch(b, w);
    wd_jw_end(&b->json);
    if (b->as_json && !err)
        printf("%.*s\n", WD_STR_ARG(wd_buf_str(&b->json_out)));
out:
    close_bench(b);
    return err;
}

int wd_cmd_bench_feeds(int argc, char **argv)
{
    return wd_bench_command(&(struct wd_bench_command){"feeds", options, WD_COUNT(options), run, "[FOLDER|FILE...]"}, argc, argv);
}

int wd_bench_feeds_brief(uint64_t seed, wd_bench_say *to, void *context)
{
    enum { FEEDS = 16, ROUNDS = 3 };
    struct bench b = {.rounds = ROUNDS};
    open_bench(&b);
    invent(&b, seed, FEEDS, WD_FEED_KINDS);
    struct figures all = measure_all(&b, false);
    to(context, "feeds: bytes to neutral JSON, 13 kinds", "MB/CPU s", rate((double)all.bytes / 1e6, all.stage_s[STAGE_WHOLE]));
    to(context, "feeds: bytes to neutral JSON, 13 kinds", "feeds/CPU s", rate((double)all.feeds, all.stage_s[STAGE_WHOLE]));
    to(context, "feeds: the scanner alone", "MB/CPU s", rate((double)all.bytes / 1e6, all.stage_s[STAGE_SCAN]));
    close_bench(&b);
    return all.failed ? WD_E_FORMAT : 0;
}
