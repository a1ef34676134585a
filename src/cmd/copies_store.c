#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/limits.h"
#include "cmd/copies.h"
#include "cmd/reuse.h"
#include "store/store.h"

enum { FLUSH_BYTES = 1 << 16 };

struct walk {
    struct wd_store *store;
    struct wd_reuse_lines *lines;
    struct wd_arena arena;
    struct wd_buf out;
    struct wd_progress bar;
    int64_t since_utc, last_seq;
    struct wd_where where;
    bool failed;
};

static int flush(struct walk *x)
{
    int err = x->out.err;
    if (!err && x->out.n && fwrite(x->out.p, 1, x->out.n, stdout) != x->out.n)
        err = wd_where_set(&x->where, WD_E_IO, "standard output: %s", strerror(errno));
    wd_buf_reset(&x->out);
    return err;
}

static void put_error(struct walk *x, struct wd_str id, const char *text)
{
    struct wd_jw j;
    wd_jw_init(&j, &x->out);
    wd_jw_object(&j);
    wd_jw_kstr(&j, "id", id);
    wd_jw_kstr(&j, "error", wd_str_c(text));
    wd_jw_end(&j);
    x->failed = true;
}

static int answer(struct walk *x, const struct wd_article *article, struct wd_str id)
{
    struct wd_reuse_in in = {.id = id,
                             .text = article->body,
                             .article = article->key,
                             .outlet = article->outlet.n ? wd_hash(article->outlet) : 0,
                             .sentences = &article->sentences,
                             .silent = x->since_utc != WD_NO_TIME && article->arrived_utc < x->since_utc};
    int err = wd_reuse_lines_put(x->lines, &x->arena, &in, &x->out, &x->where);
    if (!err && !in.silent)
        wd_buf_byte(&x->out, '\n');
    return err;
}

static int one_version(void *context, const struct wd_version *version)
{
    struct walk *x = context;
    wd_progress_show(&x->bar, version->seq, x->last_seq);
    if (!version->article.body.n)
        return 0; /* withdrawn, or a headline alone */
    uint32_t serial;
    wd_arena_reset(&x->arena);
    int err = wd_store_serial(x->store, 'a', version->article.key, &serial);
    if (err)
        return err;
    struct wd_str id = wd_arena_printf(&x->arena, "a%" PRIu32, serial);
    err = answer(x, &version->article, id);
    if (err && !wd_reuse_lines_broken(x->lines)) {
        put_error(x, id, x->where.message);
        wd_buf_byte(&x->out, '\n');
        err = 0;
    }
    return !err && x->out.n >= FLUSH_BYTES ? flush(x) : err;
}

int wd_copies_of_store(const char *folder, int64_t since_utc)
{
    struct walk x = {.since_utc = since_utc, .bar = {.what = "deliveries", .on = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO)}};
    wd_arena_init(&x.arena);
    wd_buf_init(&x.out, WD_MAX_LINE_BYTES * (size_t)2);
    int err = wd_store_open_reader(folder, &x.store, &x.where);
    if (!err)
        err = wd_reuse_lines_new(&x.lines, &x.where);
    if (!err)
        err = wd_store_last_seq(x.store, &x.last_seq);
    if (!err)
        err = wd_store_each_version(x.store, 0, one_version, &x);
    int flushed = flush(&x);
    if (fflush(stdout) != 0 && !flushed)
        flushed = wd_where_set(&x.where, WD_E_IO, "standard output: %s", strerror(errno));
    err = err ? err : flushed;
    wd_progress_show(&x.bar, x.last_seq, x.last_seq);
    if (err)
        fprintf(stderr, "wiredesk copies: %s\n", x.where.message[0] ? x.where.message : wd_err_text(err));
    wd_reuse_lines_free(x.lines);
    wd_store_close(x.store);
    wd_buf_done(&x.out);
    wd_arena_done(&x.arena);
    return err || x.failed ? 1 : 0;
}
