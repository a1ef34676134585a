#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "cmd/cmd.h"

enum { FLUSH_LINES = 100, FLUSH_BYTES = 1 << 16, READ_BYTES = 1 << 16 };

struct filter {
    wd_filter_line *line;
    void *context;
    struct wd_arena arena;
    struct wd_buf in, out, answer;
    size_t unflushed, line_number;
    bool failed, output_gone;
    bool over; /* no further line is answered */
};

static void flush(struct filter *f)
{
    size_t at = 0;
    while (at < f->out.n && !f->output_gone) {
        ssize_t n = write(STDOUT_FILENO, f->out.p + at, f->out.n - at);
        if (n > 0)
            at += (size_t)n;
        else if (n < 0 && errno != EINTR) {
            fprintf(stderr, "wiredesk: standard output: %s\n", strerror(errno));
            f->failed = f->output_gone = f->over = true;
        }
    }
    wd_buf_reset(&f->out);
    f->unflushed = 0;
}

static void put_error(struct filter *f, const struct wd_json *in, int err, const struct wd_where *w)
{
    struct wd_jw j;
    wd_buf_reset(&f->answer);
    wd_jw_init(&j, &f->answer);
    wd_jw_object(&j);
    const struct wd_json *id = wd_json_get(in, "id");
    if (id && id->type == WD_JSON_NUMBER && id->is_integer)
        wd_jw_ki64(&j, "id", id->integer);
    else
        wd_jw_kstr(&j, "id", wd_json_str(id));
    wd_jw_key(&j, "error");
    struct wd_str text = w->message[0] ? wd_arena_printf(&f->arena, "line %zu: %s", f->line_number, w->message)
                                       : wd_arena_printf(&f->arena, "line %zu: %s", f->line_number, wd_err_text(err));
    wd_jw_str(&j, text);
    wd_jw_end(&j);
    f->failed = true;
}

static void one_line(struct filter *f, struct wd_str line)
{
    f->line_number++;
    if (wd_str_trim(line).n == 0)
        return;
    struct wd_where w = {0};
    struct wd_json *in = NULL;
    wd_buf_reset(&f->answer);
    int err = line.n > WD_MAX_LINE_BYTES ? wd_where_set(&w, WD_E_TOOBIG, "line of more than %u MB", WD_MAX_LINE_BYTES >> 20)
                                         : wd_json_parse(&f->arena, line, &in, &w);
    if (!err)
        err = f->line(f->context, &f->arena, in, &f->answer, &w);
    if (!err)
        err = f->answer.err;
    if (err == WD_E_CLOSED) {
        fprintf(stderr, "wiredesk: %s\n", w.message[0] ? w.message : wd_err_text(err));
        f->over = true;
    }
    if (err)
        put_error(f, in, err, &w);
    wd_buf_puts(&f->out, wd_buf_str(&f->answer));
    wd_buf_byte(&f->out, '\n');
    wd_arena_reset(&f->arena);
    if (++f->unflushed >= FLUSH_LINES || f->out.n >= FLUSH_BYTES)
        flush(f);
}

/* Lines that are complete in f->in, whose first bytes were looked at before; what is left moves to the front. */
static void complete_lines(struct filter *f, size_t looked_at)
{
    struct wd_str in = wd_buf_str(&f->in);
    size_t from = 0;
    while (!f->over) {
        size_t end = wd_str_find_byte(in, '\n', WD_MAX(from, looked_at));
        if (end == SIZE_MAX)
            break;
        one_line(f, wd_str_n(in.p + from, end - from));
        from = end + 1;
    }
    if (from) {
        memmove(f->in.p, in.p + from, in.n - from);
        f->in.n -= from;
    }
}

static bool input_pauses(void)
{
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&p, 1, 0) == 0;
}

int wd_filter(wd_filter_line *line, void *context)
{
    struct filter f = {.line = line, .context = context};
    wd_arena_init(&f.arena);
    wd_buf_init(&f.in, WD_MAX_LINE_BYTES + (size_t)READ_BYTES + 1);
    wd_buf_init(&f.out, WD_MAX_LINE_BYTES * (size_t)4);
    wd_buf_init(&f.answer, WD_MAX_LINE_BYTES * (size_t)2);
    bool skipping = false;
    while (!f.over) {
        if (f.out.n && input_pauses())
            flush(&f);
        wd_buf_grow(&f.in, READ_BYTES);
        ssize_t n = read(STDIN_FILENO, f.in.p + f.in.n, READ_BYTES);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            fprintf(stderr, "wiredesk: standard input: %s\n", strerror(errno));
            f.failed = true;
        }
        if (n <= 0)
            break;
        size_t before = f.in.n;
        f.in.n += (size_t)n;
        if (skipping) {
            /* the rest of a line that was too long, already answered */
            size_t end = wd_str_find_byte(wd_buf_str(&f.in), '\n', before);
            if (end == SIZE_MAX) {
                f.in.n = 0;
                continue;
            }
            memmove(f.in.p, f.in.p + end + 1, f.in.n - end - 1);
            f.in.n -= end + 1;
            skipping = false;
            before = 0;
        }
        complete_lines(&f, before);
        if (f.in.n > WD_MAX_LINE_BYTES) {
            one_line(&f, wd_buf_str(&f.in));
            f.in.n = 0;
            skipping = true;
        }
    }
    if (f.in.n && !f.over)
        one_line(&f, wd_buf_str(&f.in));
    flush(&f);
    wd_buf_done(&f.in);
    wd_buf_done(&f.out);
    wd_buf_done(&f.answer);
    wd_arena_done(&f.arena);
    return f.failed ? 1 : 0;
}
