#include <stdio.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/time.h"
#include "cmd/cmd.h"
#include "os/file.h"
#include "store/store.h"

static const struct wd_opt options[] = {
    {.name = "data", .kind = WD_OPT_STRING, .argument = "DIR", .help = "data folder (default: as XDG says)"},
    {.name = "limit", .kind = WD_OPT_INTEGER, .value = "20", .least = 1, .most = 10000, .argument = "N", .help = "most articles to print"},
    {.name = "offset",
     .kind = WD_OPT_INTEGER,
     .value = "0",
     .least = 0,
     .most = 100000000,
     .argument = "N",
     .help = "articles to pass over"},
    {.name = "json", .kind = WD_OPT_FLAG, .help = "one JSON object, for programs"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

static int usage(FILE *to)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_buf_putc(&b, "usage: wiredesk search [options] QUERY...\n"
                    "QUERY: words, \"a phrase\", -word, speaker:Name, outlet:Name, agency:Name, since:YYYY-MM-DD, until:YYYY-MM-DD\n");
    wd_opts_usage(options, WD_COUNT(options), &b);
    (void)fwrite(b.p, 1, b.n, to);
    wd_buf_done(&b);
    return to == stdout ? 0 : 2;
}

/* A snippet without its marks, on one line; on a terminal with the matches in bold. */
static void put_snippet(struct wd_buf *out, struct wd_str snippet, bool colour)
{
    for (size_t i = 0; i < snippet.n; i++) {
        char c = snippet.p[i];
        if (c == '\x01')
            wd_buf_putc(out, colour ? "\033[1m" : "");
        else if (c == '\x02')
            wd_buf_putc(out, colour ? "\033[0m" : "");
        else
            wd_buf_byte(out, (unsigned char)c < ' ' || c == 0x7f ? ' ' : c);
    }
}

static void put_text(struct wd_buf *out, const wd_hits *hits, bool colour)
{
    for (size_t i = 0; i < hits->n; i++) {
        const struct wd_hit *h = &hits->v[i];
        char at[24];
        wd_time_iso(h->at_utc, at);
        wd_buf_printf(out, "%s  a%" PRIu32 " s%" PRIu32 "  ", at, h->article_serial, h->story_serial);
        put_snippet(out, h->outlet, false);
        wd_buf_putc(out, h->outlet.n ? ": " : "");
        put_snippet(out, h->title, false);
        wd_buf_putc(out, "\n    ");
        put_snippet(out, h->snippet, colour);
        wd_buf_byte(out, '\n');
    }
}

static void put_json(struct wd_buf *out, struct wd_str query, const wd_hits *hits)
{
    struct wd_jw w;
    wd_jw_init(&w, out);
    wd_jw_object(&w);
    wd_jw_key(&w, "query");
    wd_jw_str(&w, query);
    wd_jw_key(&w, "hits");
    wd_jw_array(&w);
    for (size_t i = 0; i < hits->n; i++) {
        const struct wd_hit *h = &hits->v[i];
        struct wd_buf plain;
        char text[24];
        wd_jw_object(&w);
        (void)snprintf(text, sizeof text, "a%" PRIu32, h->article_serial);
        wd_jw_kstr(&w, "article", wd_str_c(text));
        (void)snprintf(text, sizeof text, "s%" PRIu32, h->story_serial);
        wd_jw_kstr(&w, "story", wd_str_c(text));
        wd_time_iso(h->at_utc, text);
        wd_jw_kstr(&w, "at", wd_str_c(text));
        wd_jw_kstr(&w, "outlet", h->outlet);
        wd_jw_kstr(&w, "title", h->title);
        wd_buf_init(&plain, WD_MAX_LINE_BYTES);
        put_snippet(&plain, h->snippet, false);
        wd_jw_kstr(&w, "snippet", wd_buf_str(&plain));
        wd_buf_done(&plain);
        wd_jw_end(&w);
    }
    wd_jw_end(&w);
    wd_jw_end(&w);
    wd_buf_byte(out, '\n');
}

/* The words of a query may be given as one argument or as many. */
static struct wd_str query_of(struct wd_arena *a, const struct wd_opts *o)
{
    struct wd_buf b;
    wd_buf_init(&b, WD_MAX_LINE_BYTES);
    for (size_t i = 0; i < o->rest_n; i++) {
        wd_buf_putc(&b, i ? " " : "");
        wd_buf_putc(&b, o->rest[i]);
    }
    struct wd_str query = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    return query;
}

int wd_cmd_search(int argc, char **argv)
{
    struct wd_arena a;
    struct wd_opts o;
    struct wd_where w = {0};
    struct wd_store *store = NULL;
    struct wd_buf out;
    wd_hits hits = {0};
    wd_arena_init(&a);
    wd_buf_init(&out, WD_MAX_PAGE_BYTES);
    wd_opts_init(&o, &a, options, WD_COUNT(options));
    int status = 1;
    int err = wd_opts_read_args(&o, &a, argc, argv, 1, &w);
    if (err || wd_opts_flag(&o, "help") || o.rest_n == 0) {
        if (err)
            (void)fprintf(stderr, "wiredesk search: %s\n", w.message);
        status = usage(!err && wd_opts_flag(&o, "help") ? stdout : stderr);
        goto out;
    }
    struct wd_str folder = wd_opts_has(&o, "data") ? wd_opts_str(&o, "data") : wd_default_data_dir(&a);
    struct wd_str query = query_of(&a, &o);
    err = wd_store_open_reader(wd_arena_c(&a, folder), &store, &w);
    if (!err)
        err = wd_store_search(store, &a, query, (size_t)wd_opts_int(&o, "limit"), (size_t)wd_opts_int(&o, "offset"), &hits, &w);
    if (err) {
        (void)fprintf(stderr, "wiredesk search: %s\n", w.message[0] ? w.message : wd_err_text(err));
        status = err == WD_E_USAGE ? 2 : 1;
        goto out;
    }
    if (wd_opts_flag(&o, "json"))
        put_json(&out, query, &hits);
    else
        put_text(&out, &hits, isatty(STDOUT_FILENO) == 1);
    status = !out.err && fwrite(out.p ? out.p : "", 1, out.n, stdout) == out.n && fflush(stdout) == 0 ? 0 : 1;
out:
    wd_store_close(store);
    wd_buf_done(&out);
    wd_arena_done(&a);
    return status;
}
