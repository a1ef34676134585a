#include "cmd/copies.h"

#include <stdio.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/time.h"
#include "cmd/reuse.h"

static int answer(void *context, struct wd_arena *a, const struct wd_json *in, struct wd_buf *out, struct wd_where *w)
{
    struct wd_reuse_lines *lines = context;
    const struct wd_json *id = wd_json_get(in, "id"), *body = wd_json_get(in, "text");
    if (!id || (id->type != WD_JSON_STRING && !(id->type == WD_JSON_NUMBER && id->is_integer)))
        return wd_where_set(w, WD_E_INVALID, "\"id\" is missing");
    if (!body || body->type != WD_JSON_STRING)
        return wd_where_set(w, WD_E_INVALID, "\"text\" is missing");
    if (body->string.n > WD_MAX_TEXT_BYTES)
        return wd_where_set(w, WD_E_TOOBIG, "text of more than %u MB", WD_MAX_TEXT_BYTES >> 20);
    struct wd_str outlet = wd_json_get_str(in, "outlet");
    struct wd_reuse_in article = {
        .text = body->string, .id_is_number = id->type == WD_JSON_NUMBER, .outlet = outlet.n ? wd_hash(outlet) : 0};
    article.id = article.id_is_number ? wd_arena_printf(a, "%" PRId64, id->integer) : id->string;
    /* the same outlet and id again is a new state of that article */
    article.article = wd_hash_mix(wd_hash(article.id), article.outlet);
    int err = wd_reuse_lines_put(lines, a, &article, out, w);
    return wd_reuse_lines_broken(lines) ? WD_E_CLOSED : err;
}

static const struct wd_opt options[] = {
    {.name = "data",
     .kind = WD_OPT_STRING,
     .argument = "DIR",
     .help = "the articles of a data folder, in order of arrival, not standard input"},
    {.name = "since", .kind = WD_OPT_STRING, .argument = "DAY", .help = "of a data folder: print those that arrived on this day or later"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

static int usage(FILE *to)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_buf_putc(&b,
                "usage: wiredesk copies < ARTICLES.ndjson\n"
                "       wiredesk copies --data DIR [--since DAY]\n"
                "One JSON object a line, {\"id\",\"text\",\"date\"?,\"outlet\"?}, in order of arrival; one line for each earlier article "
                "whose words it uses.\n");
    wd_opts_usage(options, WD_COUNT(options), &b);
    (void)fwrite(b.p, 1, b.n, to);
    wd_buf_done(&b);
    return to == stdout ? 0 : 2;
}

static int filter(void)
{
    struct wd_reuse_lines *lines = NULL;
    struct wd_where w = {0};
    int err = wd_reuse_lines_new(&lines, &w);
    if (err) {
        fprintf(stderr, "wiredesk copies: %s\n", w.message[0] ? w.message : wd_err_text(err));
        return 1;
    }
    int status = wd_filter(answer, lines);
    wd_reuse_lines_free(lines);
    return status;
}

static int of_store(struct wd_arena *a, const struct wd_opts *o)
{
    int64_t since_utc = WD_NO_TIME;
    struct wd_str since = wd_opts_str(o, "since");
    if (since.n && !wd_time_parse_iso(since, &since_utc)) {
        fprintf(stderr, "wiredesk copies: --since %.*s: a day is wanted, as 2026-03-14\n", WD_STR_ARG(since));
        return 2;
    }
    return wd_copies_of_store(wd_arena_c(a, wd_opts_str(o, "data")), since_utc);
}

int wd_cmd_copies(int argc, char **argv)
{
    struct wd_arena a;
    struct wd_opts o;
    struct wd_where w = {0};
    int status;
    wd_arena_init(&a);
    wd_opts_init(&o, &a, options, WD_COUNT(options));
    int err = wd_opts_read_args(&o, &a, argc, argv, 1, &w);
    if (!err && o.rest_n)
        err = wd_where_set(&w, WD_E_USAGE, "reads standard input or --data; \"%s\" is neither", o.rest[0]);
    if (!err && wd_opts_has(&o, "since") && !wd_opts_has(&o, "data"))
        err = wd_where_set(&w, WD_E_USAGE, "--since goes with --data");
    if (err) {
        fprintf(stderr, "wiredesk copies: %s\n", w.message);
        status = usage(stderr);
    } else if (wd_opts_flag(&o, "help")) {
        status = usage(stdout);
    } else {
        status = wd_opts_has(&o, "data") ? of_store(&a, &o) : filter();
    }
    wd_arena_done(&a);
    return status;
}
