#include "cmd/bench_extract.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/limits.h"
#include "base/list.h"
#include "cmd/bench_feeds.h"
#include "cmd/bench_page.h"
#include "cmd/bench_say.h"
#include "extract/extract.h"
#include "markup/charset.h"
#include "os/file.h"
#include "os/os.h"

static const struct wd_opt options[] = {
    {.name = "pages",
     .kind = WD_OPT_INTEGER,
     .value = "96",
     .least = 1,
     .most = 100000,
     .argument = "N",
     .help = "invented ones of each size"},
    {.name = "dir",
     .kind = WD_OPT_STRING,
     .argument = "DIR",
     .help = "pages of your own in place of invented ones; their true texts in DIR/gold.ndjson ({\"id\",\"text\"}) and the pages in "
             "DIR/html/ID.html, or just pages"},
    {.name = "seed", .kind = WD_OPT_INTEGER, .value = "1", .least = 0, .most = INT64_MAX, .argument = "N", .help = "of the invented pages"},
    {.name = "rounds",
     .kind = WD_OPT_INTEGER,
     .value = "5",
     .least = 1,
     .most = 1000,
     .argument = "N",
     .help = "over all; the fastest counts, since other programs only ever add to it"},
    {.name = "write",
     .kind = WD_OPT_STRING,
     .argument = "DIR",
     .help = "write the invented pages and their texts there, and measure nothing"},
    {.name = "no-batch", .kind = WD_OPT_FLAG, .help = "leave out extract --batch over 100 MB"},
    {.name = "json", .kind = WD_OPT_FLAG, .help = "figures as JSON"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

static const double GOAL_PAGES[] = {800, 450}, GOAL_SLOWEST_MS = 50, GOAL_PEAK_MB = 64;
static const size_t sizes[] = {130000, 300000};
static const char *const size_names[] = {"130 kB", "300 kB"};
static const char *const given_name = "given";

struct page {
    struct wd_str name, path, bytes, truth;
    size_t kind; /* which of the sizes */
    double fastest_s;
};
typedef WD_LIST(struct page) pages;

struct figures {
    uint64_t pages, bytes, failed, articles, told; /* told: their true text is known */
    double whole_s, tree_s, slowest_s, likeness;
};

struct bench {
    struct wd_arena arena, work;
    struct wd_html_parser *parser;
    struct wd_extractor *extractor;
    pages pages;
    size_t kinds, rounds;
    bool given, as_json;
    struct wd_buf json_out;
    struct wd_jw json;
};

/* ---- measuring ---- */

static double extract(struct bench *b, const struct page *p, struct wd_extracted *x, int *ret_err)
{
    struct wd_decoded decoded;
    double from = wd_thread_cpu_s();
    wd_charset_decode(&b->work, p->bytes, WD_STR(""), WD_MARKUP_HTML, &decoded);
    *ret_err = wd_extract_page(b->extractor, &b->work, decoded.text, WD_STR("https://courier.example/story"), NULL, x, NULL);
    return wd_thread_cpu_s() - from;
}

static double tree(struct bench *b, const struct page *p)
{
    struct wd_decoded decoded;
    struct wd_html h;
    wd_charset_decode(&b->work, p->bytes, WD_STR(""), WD_MARKUP_HTML, &decoded);
    double from = wd_thread_cpu_s();
    int err = wd_html_parse(b->parser, &b->work, decoded.text, &h, NULL);
    (void)err; /* counted where the page is extracted */
    return wd_thread_cpu_s() - from;
}

static void judge(const struct page *p, const struct wd_extracted *x, int err, struct figures *f)
{
    f->pages++;
    f->bytes += p->bytes.n;
    f->failed += err != 0;
    f->articles += !err && x->kind == WD_PAGE_ARTICLE;
    if (p->truth.p) {
        f->told++;
        f->likeness += err ? 0 : wd_text_likeness(x->text, p->truth);
    }
}

static struct figures measure(struct bench *b, size_t kind)
{
    struct figures f = {0};
    for (size_t round = 0; round < b->rounds && !wd_stop_asked(); round++) {
        double whole = 0, trees = 0;
        for (size_t i = 0; i < b->pages.n; i++) {
            struct page *p = &b->pages.v[i];
            struct wd_extracted x = {0};
            int err = 0;
            if (p->kind != kind)
                continue;
            double took = extract(b, p, &x, &err);
            if (!round)
                judge(p, &x, err, &f);
            wd_arena_reset(&b->work);
            trees += tree(b, p);
            wd_arena_reset(&b->work);
            whole += took;
            p->fastest_s = round ? WD_MIN(p->fastest_s, took) : took;
        }
        f.whole_s = round ? WD_MIN(f.whole_s, whole) : whole;
        f.tree_s = round ? WD_MIN(f.tree_s, trees) : trees;
    }
    for (size_t i = 0; i < b->pages.n; i++)
        if (b->pages.v[i].kind == kind)
            f.slowest_s = WD_MAX(f.slowest_s, b->pages.v[i].fastest_s);
    return f;
}

/* ---- what is measured over ---- */

static void invent(struct bench *b, uint64_t seed, size_t n)
{
    struct wd_buf page, text;
    wd_buf_init(&page, WD_MAX_DELIVERY_BYTES);
    wd_buf_init(&text, WD_MAX_DELIVERY_BYTES);
    b->kinds = WD_COUNT(sizes);
    for (size_t kind = 0; kind < b->kinds; kind++)
        for (size_t i = 0; i < n; i++) {
            wd_buf_reset(&page);
            wd_buf_reset(&text);
            wd_invented_page_make(seed + kind, i, sizes[kind] * (50 + i * 37 % 101) / 100, &page, &text); /* half to one and a half */
            struct page p = {.name = wd_arena_printf(&b->arena, "%zuk-%05zu", sizes[kind] / 1000, i),
                             .bytes = wd_arena_str(&b->arena, wd_buf_str(&page)),
                             .truth = wd_arena_str(&b->arena, wd_buf_str(&text)),
                             .kind = kind};
            wd_list_add(&b->arena, &b->pages, p);
        }
    wd_buf_done(&text);
    wd_buf_done(&page);
}

static int read_folder(struct bench *b, const char *folder, int depth, struct wd_where *w)
{
    enum { MAX_FOLDER_DEPTH = 16 };
    wd_dir_entries entries = {0};
    int err = depth < MAX_FOLDER_DEPTH ? wd_dir_list(&b->arena, folder, &entries, w) : 0;
    for (size_t i = 0; i < entries.n && !err; i++) {
        struct page p = {.name = wd_arena_str(&b->arena, entries.v[i].name)};
        p.path = wd_arena_printf(&b->arena, "%s/%.*s", folder, WD_STR_ARG(p.name));
        if (wd_is_dir(p.path.p)) {
            err = read_folder(b, p.path.p, depth + 1, w);
            continue;
        }
        if (!wd_str_ends(p.name, ".html") && !wd_str_ends(p.name, ".htm"))
            continue;
        p.name.n = wd_str_find_byte(p.name, '.', p.name.n - 5) == SIZE_MAX ? p.name.n : p.name.n - (wd_str_ends(p.name, ".html") ? 5 : 4);
        err = wd_file_read(&b->arena, p.path.p, WD_MAX_DELIVERY_BYTES, &p.bytes, w);
        if (!err)
            wd_list_add(&b->arena, &b->pages, p);
    }
    return err;
}

static int read_truth(struct bench *b, const char *path, struct wd_where *w)
{
    struct wd_str all = {0};
    int err = wd_file_read(&b->arena, path, WD_MAX_FILE_BYTES, &all, w);
    for (size_t line = 1; !err && all.n; line++) {
        size_t end = WD_MIN(wd_str_find_byte(all, '\n', 0), all.n);
        struct wd_json *j = NULL;
        struct wd_where at = {0};
        if (wd_str_trim(wd_str_n(all.p, end)).n && wd_json_parse(&b->arena, wd_str_n(all.p, end), &j, &at))
            return wd_where_set(w, WD_E_SYNTAX, "%s: line %zu: %s", path, line, at.message);
        for (size_t i = 0; j && i < b->pages.n; i++)
            if (wd_str_eq(b->pages.v[i].name, wd_json_get_str(j, "id")))
                b->pages.v[i].truth = wd_json_get_str(j, "text");
        all = wd_str_from(all, end + 1);
    }
    return err;
}

static int take_given(struct bench *b, const char *folder, struct wd_where *w)
{
    const char *inner = wd_arena_c(&b->arena, wd_arena_printf(&b->arena, "%s/html", folder));
    const char *gold = wd_arena_c(&b->arena, wd_arena_printf(&b->arena, "%s/gold.ndjson", folder));
    bool told = wd_is_dir(inner);
    b->given = true;
    b->kinds = 1;
    int err = read_folder(b, told ? inner : folder, 0, w);
    if (!err && told)
        err = read_truth(b, gold, w);
    return err || b->pages.n ? err : wd_where_set(w, WD_E_EMPTY, "%s: no pages (*.html) there", folder);
}

static int write_all(struct bench *b, const char *folder, struct wd_where *w)
{
    struct wd_buf gold;
    wd_buf_init(&gold, WD_MAX_FILE_BYTES);
    const char *inner = wd_arena_c(&b->arena, wd_arena_printf(&b->arena, "%s/html", folder));
    int err = wd_dir_make(folder, w);
    if (!err)
        err = wd_dir_make(inner, w);
    for (size_t i = 0; i < b->pages.n && !err; i++) {
        struct page *p = &b->pages.v[i];
        struct wd_jw j;
        p->path = wd_arena_printf(&b->arena, "%s/%.*s.html", inner, WD_STR_ARG(p->name));
        err = wd_file_write(p->path.p, p->bytes, w);
        wd_jw_init(&j, &gold);
        wd_jw_object(&j);
        wd_jw_kstr(&j, "id", p->name);
        wd_jw_kstr(&j, "text", p->truth);
        wd_jw_end(&j);
        wd_buf_byte(&gold, '\n');
    }
    if (!err)
        err = wd_file_write(wd_arena_c(&b->arena, wd_arena_printf(&b->arena, "%s/gold.ndjson", folder)), wd_buf_str(&gold), w);
    wd_buf_done(&gold);
    return err;
}

/* ---- what is said ---- */

static double rate(double amount, double took_s)
{
    return took_s > 0 ? amount / took_s : 0;
}

static void put_f64(struct wd_jw *j, const char *name, double value, int digits)
{
    wd_jw_key(j, name);
    wd_jw_f64(j, value, digits);
}

static void say(struct bench *b, const char *name, const struct figures *f)
{
    if (b->as_json) {
        struct wd_jw *j = &b->json;
        wd_jw_object(j);
        wd_jw_kstr(j, "kind", wd_str_c(name));
        wd_jw_ki64(j, "pages", (int64_t)f->pages);
        wd_jw_ki64(j, "bytes", (int64_t)f->bytes);
        wd_jw_ki64(j, "failed", (int64_t)f->failed);
        wd_jw_ki64(j, "articles", (int64_t)f->articles);
        put_f64(j, "pages_per_cpu_s", rate((double)f->pages, f->whole_s), 1);
        put_f64(j, "trees_per_cpu_s", rate((double)f->pages, f->tree_s), 1);
        put_f64(j, "mb_per_cpu_s", rate((double)f->bytes / 1e6, f->whole_s), 1);
        put_f64(j, "slowest_ms", f->slowest_s * 1e3, 2);
        if (f->told)
            put_f64(j, "text_f1", f->likeness / (double)f->told, 4);
        wd_jw_end(j);
        return;
    }
    printf("%-8s %6" PRIu64 " %8.1f %10.0f %9.0f %9.0f %11.2f %9" PRIu64 " ", name, f->pages, (double)f->bytes / 1e6,
           rate((double)f->pages, f->whole_s), rate((double)f->bytes / 1e6, f->whole_s), rate((double)f->pages, f->tree_s),
           f->slowest_s * 1e3, f->articles);
    printf(f->told ? "%8.3f\n" : "       -\n", f->likeness / (double)WD_MAX(f->told, (uint64_t)1));
}

static int batch(struct bench *b, struct wd_where *w)
{
    const char *folder = wd_bench_folder(&b->arena);
    struct wd_batch_taken t;
    if (!folder)
        return wd_where_set(w, WD_E_IO, "no temporary folder");
    int err = b->given ? 0 : write_all(b, folder, w);
    struct wd_str *paths = wd_arena_array(&b->arena, b->pages.n, sizeof *paths);
    uint64_t *bytes = wd_arena_array(&b->arena, b->pages.n, sizeof *bytes);
    for (size_t i = 0; i < b->pages.n; i++) {
        paths[i] = b->pages.v[i].path;
        bytes[i] = b->pages.v[i].bytes.n;
    }
    if (!err)
        err = wd_bench_batch("extract", paths, bytes, b->pages.n, folder, &t, w);
    wd_dir_remove(folder);
    if (err)
        return err;
    if (b->as_json) {
        wd_jw_object(&b->json);
        put_f64(&b->json, "batch_pages_per_cpu_s", rate((double)t.files, t.cpu_s), 1);
        put_f64(&b->json, "batch_mb_per_cpu_s", rate((double)t.bytes / 1e6, t.cpu_s), 1);
        wd_jw_ki64(&b->json, "batch_peak_bytes", (int64_t)t.rss_100_bytes);
        wd_jw_end(&b->json);
        return 0;
    }
    printf("extract --batch over %.0f MB, files read and answers written: %.0f pages and %.0f MB a CPU second\n", (double)t.bytes / 1e6,
           rate((double)t.files, t.cpu_s), rate((double)t.bytes / 1e6, t.cpu_s));
    wd_bench_goal("peak memory of extract --batch, MB", GOAL_PEAK_MB, false, (double)t.rss_100_bytes / 1e6);
    return 0;
}

/* ---- command ---- */

static int open_bench(struct bench *b, struct wd_where *w)
{
    wd_arena_init(&b->arena);
    wd_arena_init(&b->work);
    b->parser = wd_html_parser_new();
    if (wd_extractor_new(b->parser, WD_STR(""), &b->extractor, NULL))
        abort(); /* the rules that ship are part of the program */
    wd_buf_init(&b->json_out, 1 << 20);
    wd_jw_init(&b->json, &b->json_out);
    return wd_extractor_new(b->parser, WD_STR(""), &b->extractor, w); /* by the rules that ship */
}

static void close_bench(struct bench *b)
{
    wd_buf_done(&b->json_out);
    wd_extractor_free(b->extractor);
    wd_html_parser_free(b->parser);
    wd_arena_done(&b->work);
    wd_arena_done(&b->arena);
}

static void measure_all(struct bench *b)
{
    struct figures f[WD_COUNT(sizes)] = {{0}};
    if (!b->as_json)
        printf("%-8s %6s %8s %10s %9s %9s %11s %9s %8s\n", "", "pages", "MB", "pages/s", "MB/s", "trees/s", "slowest ms", "articles", "F1");
    const size_t kinds = WD_MIN(b->kinds, WD_COUNT(sizes));
    for (size_t kind = 0; kind < kinds && !wd_stop_asked(); kind++) {
        f[kind] = measure(b, kind);
        say(b, b->given ? given_name : size_names[kind], &f[kind]);
    }
    for (size_t kind = 0; kind < kinds && !b->as_json && !b->given; kind++) {
        wd_bench_goal(kind ? "pages of 300 kB a CPU second" : "pages of 130 kB a CPU second", GOAL_PAGES[kind], true,
                      rate((double)f[kind].pages, f[kind].whole_s));
        wd_bench_goal("slowest page, ms", GOAL_SLOWEST_MS, false, f[kind].slowest_s * 1e3);
    }
}

static int run(struct wd_arena *a, const struct wd_opts *o, struct wd_where *w)
{
    struct bench *b = WD_NEW(a, struct bench);
    b->rounds = (size_t)wd_opts_int(o, "rounds");
    b->as_json = wd_opts_flag(o, "json");
    int err = open_bench(b, w);
    if (err)
        goto out;
    if (wd_opts_has(o, "dir"))
        err = take_given(b, wd_arena_c(a, wd_opts_str(o, "dir")), w);
    else
        invent(b, (uint64_t)wd_opts_int(o, "seed"), (size_t)wd_opts_int(o, "pages"));
    if (err)
        goto out;
    if (wd_opts_has(o, "write")) {
        err = write_all(b, wd_arena_c(a, wd_opts_str(o, "write")), w);
        goto out;
    }
    wd_jw_array(&b->json);
    measure_all(b);
    if (!wd_opts_flag(o, "no-batch") && !wd_stop_asked())
        err = batch(b, w);
    wd_jw_end(&b->json);
    if (b->as_json && !err)
        printf("%.*s\n", WD_STR_ARG(wd_buf_str(&b->json_out)));
out:
    close_bench(b);
    return err;
}

int wd_cmd_bench_extract(int argc, char **argv)
{
    return wd_bench_command(&(struct wd_bench_command){"extract", options, WD_COUNT(options), run, NULL}, argc, argv);
}

int wd_bench_extract_brief(uint64_t seed, wd_bench_say *to, void *context)
{
    enum { PAGES = 24, ROUNDS = 3 };
    static const char *const names[] = {"pages of 130 kB to articles", "pages of 300 kB to articles"};
    struct bench b = {.rounds = ROUNDS};
    int err = open_bench(&b, NULL);
    uint64_t failed = 0;
    if (err)
        goto out;
    invent(&b, seed, PAGES);
    for (size_t kind = 0; kind < WD_COUNT(sizes); kind++) {
        struct figures f = measure(&b, kind);
        failed += f.failed;
        to(context, names[kind], "pages/CPU s", rate((double)f.pages, f.whole_s));
        to(context, names[kind], "% of the text right (F1)", 100 * f.likeness / (double)WD_MAX(f.told, (uint64_t)1));
    }
out:
    close_bench(&b);
    return err || !failed ? err : WD_E_FORMAT;
}
