#include "cmd/bench_archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "archive/stream.h"
#include "base/limits.h"
#include "cmd/bench_news.h"
#include "cmd/bench_random.h"
#include "cmd/bench_say.h"
#include "desk/prepare.h"
#include "os/os.h"

static const struct wd_opt options[] = {
    {.name = "records",
     .kind = WD_OPT_INTEGER,
     .value = "3000",
     .least = 10,
     .most = 100000,
     .argument = "N",
     .help = "pages in the archive"},
    {.name = "kbytes", .kind = WD_OPT_INTEGER, .value = "100", .least = 4, .most = 10000, .argument = "N", .help = "size of a page, in kB"},
    {.name = "seed", .kind = WD_OPT_INTEGER, .value = "1", .least = 0, .most = INT64_MAX, .argument = "N", .help = "of the invented news"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

enum { FROM_UTC = 1767225600, STEP_S = 20, GZIP = 16 + MAX_WBITS, LEVEL = 6 };
static const double GOAL_RECORDS_A_CPU_S = 1000;

/* What stands round an article: a page has some ten times as many bytes of it as of text. */
static void put_furniture(struct wd_buf *b, struct wd_random *r, size_t bytes)
{
    size_t end = b->n + bytes;
    while (b->n < end) {
        uint32_t n = wd_random_below(r, 1u << 20);
        if (n % 3 == 0)
            wd_buf_printf(b, "<li class=\"teaser teaser--%u\"><a href=\"/section/%u/item-%u.html\" data-id=\"%08x\">Item %u</a></li>\n",
                          n % 17, n % 40, n, n * 2654435761u, n);
        else if (n % 3 == 1)
            wd_buf_printf(b, "<script>window.queue=window.queue||[];queue.push({slot:\"s%u\",size:[%u,%u],key:\"%08x\"});</script>\n",
                          n % 90, n % 970, n % 250, n * 40503u);
        else
            wd_buf_printf(b, "<div class=\"box box-%u\" style=\"width:%upx\"><span>%u</span><img src=\"/img/%08x.jpg\" alt=\"\"></div>\n",
                          n % 23, n % 640, n, n * 2246822519u);
    }
}

static void put_page(struct wd_buf *b, const struct wd_news *news, struct wd_random *r, size_t bytes)
{
    wd_buf_printf(
        b, "<!DOCTYPE html><html lang=\"en\"><head><title>%.*s</title><meta property=\"og:type\" content=\"article\"></head><body>\n<ul>",
        WD_STR_ARG(news->title));
    size_t furniture = bytes > news->text.n ? bytes - news->text.n : 0;
    put_furniture(b, r, furniture / 2);
    wd_buf_printf(b, "</ul>\n<article><h1>%.*s</h1>\n", WD_STR_ARG(news->title));
    struct wd_str rest = news->text, line;
    while (wd_str_cut(&rest, '\n', &line))
        if (line.n)
            wd_buf_printf(b, "<p>%.*s</p>\n", WD_STR_ARG(line));
    wd_buf_putc(b, "</article>\n");
    put_furniture(b, r, furniture / 2);
    wd_buf_putc(b, "</body></html>\n");
}

static void put_record(struct wd_buf *b, uint64_t number, struct wd_str page)
{
    static const char http[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    wd_buf_printf(
        b,
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://outlet%" PRIu64 ".example/%" PRIu64
        "\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %zu\r\n\r\n%s",
        number % 50, number, sizeof http - 1 + page.n, http);
    wd_buf_puts(b, page);
    wd_buf_putc(b, "\r\n\r\n");
}

static void add_gzip(struct wd_buf *to, struct wd_str record, struct wd_arena *a)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)record.p, .avail_in = (uInt)record.n};
    if (deflateInit2(&z, LEVEL, Z_DEFLATED, GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    size_t cap = deflateBound(&z, record.n);
    char *out = wd_arena_raw(a, cap);
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)cap;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        abort();
    wd_buf_put(to, out, cap - z.avail_out);
    (void)deflateEnd(&z);
}

static void add_zstd(struct wd_buf *to, struct wd_str record, struct wd_arena *a)
{
    size_t cap = ZSTD_compressBound(record.n);
    char *out = wd_arena_raw(a, cap);
    size_t n = ZSTD_compress(out, cap, record.p, record.n, 3);
    if (ZSTD_isError(n))
        abort();
    wd_buf_put(to, out, n);
}

enum { PLAIN, MEMBERS, FRAMES, PACKINGS };
static const char *const packing_names[PACKINGS] = {"plain", "a gzip member a record", "a zstd frame a record"};

static void make(struct wd_buf packed[PACKINGS], size_t records, size_t bytes, uint64_t seed)
{
    struct wd_news_stream *news = wd_news_new(seed, FROM_UTC, STEP_S);
    struct wd_random r = wd_random_of(seed, 'w', 0);
    struct wd_arena a;
    struct wd_buf page, record;
    wd_arena_init(&a);
    wd_buf_init(&page, WD_MAX_DELIVERY_BYTES);
    wd_buf_init(&record, WD_MAX_FILE_BYTES);
    for (size_t i = 0; i < records && !wd_stop_asked(); i++) {
        struct wd_news one;
        wd_news_next(news, &a, &one);
        put_page(&page, &one, &r, bytes);
        put_record(&record, i, wd_buf_str(&page));
        wd_buf_puts(&packed[PLAIN], wd_buf_str(&record));
        add_gzip(&packed[MEMBERS], wd_buf_str(&record), &a);
        add_zstd(&packed[FRAMES], wd_buf_str(&record), &a);
        wd_buf_reset(&page);
        wd_buf_reset(&record);
        wd_arena_reset(&a);
    }
    wd_buf_done(&page);
    wd_buf_done(&record);
    wd_arena_done(&a);
    wd_news_free(news);
}

/* CPU seconds of all records; with a scratch each is parsed, extracted and analysed, too. */
static int read_all(struct wd_str packed, struct wd_scratch *scratch, size_t *ret_records, double *ret_s)
{
    struct wd_archive *r = wd_archive_open(wd_read_bytes, &packed, WD_ARCHIVE_WARC, NULL);
    struct wd_arena a;
    int err = 0;
    *ret_records = 0;
    wd_arena_init(&a);
    double from = wd_thread_cpu_s();
    while (!err && !wd_stop_asked()) {
        struct wd_archive_record record;
        wd_arena_reset(&a);
        err = wd_archive_next(r, &a, &record, NULL);
        if (err)
            break;
        ++*ret_records;
        struct wd_event event = {.kind = WD_EVENT_DELIVERY,
                                 .instant_utc = FROM_UTC,
                                 .url = record.url,
                                 .content_type = record.content_type,
                                 .body = record.body};
        struct wd_prepared prepared;
        if (scratch)
            err = wd_prepare(&a, scratch, &event, NULL, NULL, &prepared, NULL);
    }
    *ret_s = wd_thread_cpu_s() - from;
    wd_arena_done(&a);
    wd_archive_close(r);
    return err == WD_E_NOTFOUND ? 0 : err;
}

static int run(struct wd_arena *a, const struct wd_opts *o, struct wd_where *w)
{
    (void)a;
    size_t records = (size_t)wd_opts_int(o, "records"), bytes = (size_t)wd_opts_int(o, "kbytes") * 1000, n;
    struct wd_buf packed[PACKINGS];
    struct wd_scratch scratch;
    double s = 0;
    for (int i = 0; i < PACKINGS; i++)
        wd_buf_init(&packed[i], SIZE_MAX / 4);
    make(packed, records, bytes, (uint64_t)wd_opts_int(o, "seed"));
    printf("%zu records of %.0f kB\n", records, (double)packed[PLAIN].n / 1e3 / (double)records);
    int err = 0;
    for (int i = 0; i < PACKINGS && !err; i++) {
        err = read_all(wd_buf_str(&packed[i]), NULL, &n, &s);
        if (!err && n != records && !wd_stop_asked())
            err = wd_where_set(w, WD_E_CORRUPT, "%zu records were read of %zu", n, records);
        if (err)
            break;
        printf("%-24s %6.1f MB %10.0f records/CPU s %8.0f MB/CPU s unpacked\n", packing_names[i], (double)packed[i].n / 1e6, (double)n / s,
               (double)packed[PLAIN].n / 1e6 / s);
        if (i == MEMBERS)
            wd_bench_goal("records a CPU second, gzip members", GOAL_RECORDS_A_CPU_S, true, (double)n / s);
    }
    wd_scratch_init(&scratch, NULL);
    if (!err)
        err = read_all(wd_buf_str(&packed[MEMBERS]), &scratch, &n, &s);
    if (!err)
        printf("%-24s %20.0f records/CPU s\n", "with extraction", (double)n / s);
    wd_scratch_done(&scratch);
    for (int i = 0; i < PACKINGS; i++)
        wd_buf_done(&packed[i]);
    return err;
}

int wd_cmd_bench_archive(int argc, char **argv)
{
    static const struct wd_bench_command command = {"archive", options, WD_COUNT(options), run};
    return wd_bench_command(&command, argc, argv);
}
