/* wiredesk parse: a file as neutral JSON. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "archive/stream.h"
#include "base/limits.h"
#include "cmd/cmd.h"
#include "intake/intake.h"

static const char usage[] =
    "usage: wiredesk parse FILE      (- is standard input; environment FEED_CONTENT_TYPE, FEED_URL,\n"
    "                                 FEED_CONTENT_LOCATION, FEED_CONTENT_LANGUAGE)\n"
    "       wiredesk parse --batch   ({\"file\",\"content_type\",\"url\",\"content_location\",\"content_language\"} a line)\n";

/* All that f gives into b, held to WD_MAX_FILE_BYTES. */
static int read_stream(FILE *f, struct wd_buf *b, struct wd_where *w)
{
    for (;;) {
        wd_buf_grow(b, 1 << 16);
        if (b->err)
            return wd_where_set(w, WD_E_TOOBIG, "over %u MB", WD_MAX_FILE_BYTES >> 20);
        size_t room = b->cap - b->n, n = fread(b->p + b->n, 1, WD_MIN(room, b->max_bytes - b->n), f);
        b->n += n;
        if (n == 0)
            return ferror(f) ? wd_where_set(w, WD_E_IO, "cannot be read") : 0;
    }
}

static int read_file(const char *name, struct wd_buf *b, struct wd_where *w)
{
    if (name[0] == '-' && name[1] == '\0')
        return read_stream(stdin, b, w);
    FILE *f = fopen(name, "rb");
    if (!f)
        return wd_where_set(w, errno == ENOENT ? WD_E_NOTFOUND : WD_E_IO, "%m");
    int err = read_stream(f, b, w);
    if (fclose(f) != 0 && !err)
        err = wd_where_set(w, WD_E_IO, "cannot be read");
    return err;
}

/* Servers send gzip without saying so: it is opened as far as WD_MAX_DELIVERY_BYTES. */
static int open_gzip(struct wd_arena *a, struct wd_str *bytes, struct wd_where *w)
{
    if (!wd_str_starts(*bytes, "\x1F\x8B"))
        return 0;
    int err = wd_unpack(a, WD_CODING_GZIP, *bytes, WD_MAX_DELIVERY_BYTES, bytes);
    if (err == WD_E_TOOBIG)
        return wd_where_set(w, err, "gzip that holds over %u MB", WD_MAX_DELIVERY_BYTES >> 20);
    return err ? wd_where_set(w, WD_E_SYNTAX, "damaged gzip") : 0;
}

static int parse_one(struct wd_arena *a, const char *name, struct wd_intake_input *input, struct wd_buf *file, struct wd_buf *out,
                     struct wd_where *w)
{
    struct wd_document d;
    wd_buf_reset(file);
    int err = read_file(name, file, w);
    input->body = wd_buf_str(file);
    if (!err)
        err = open_gzip(a, &input->body, w);
    if (err)
        return err;
    err = wd_intake_parse(a, input, &d, w);
    if (!err)
        wd_document_json(&d, out);
    return err;
}

static int batch_line(void *context, struct wd_arena *a, const struct wd_json *in, struct wd_buf *out, struct wd_where *w)
{
    struct wd_str name = wd_json_get_str(in, "file");
    if (!name.n)
        return wd_where_set(w, WD_E_INVALID, "no \"file\" in it");
    struct wd_intake_input input = {.file = name,
                                    .content_type = wd_json_get_str(in, "content_type"),
                                    .url = wd_json_get_str(in, "url"),
                                    .content_location = wd_json_get_str(in, "content_location"),
                                    .content_language = wd_json_get_str(in, "content_language"),
                                    .arrived_utc = WD_NO_TIME};
    return parse_one(a, wd_arena_c(a, name), &input, context, out, w);
}

static int single(const char *name)
{
    struct wd_arena a;
    struct wd_buf file, out;
    struct wd_where w = {0};
    struct wd_intake_input input = {.file = wd_str_c(name),
                                    .content_type = wd_str_c(getenv("FEED_CONTENT_TYPE")),
                                    .url = wd_str_c(getenv("FEED_URL")),
                                    .content_location = wd_str_c(getenv("FEED_CONTENT_LOCATION")),
                                    .content_language = wd_str_c(getenv("FEED_CONTENT_LANGUAGE")),
                                    .arrived_utc = WD_NO_TIME};
    wd_arena_init(&a);
    wd_buf_init(&file, WD_MAX_FILE_BYTES);
    wd_buf_init(&out, (size_t)WD_MAX_FILE_BYTES * 4);
    int err = parse_one(&a, name, &input, &file, &out, &w);
    if (!err)
        err = out.err;
    if (err) {
        struct wd_jw j;
        const char *text = w.message[0] ? w.message : wd_err_text(err);
        wd_buf_reset(&out);
        wd_jw_init(&j, &out);
        wd_jw_object(&j);
        wd_jw_kstr(&j, "error", wd_str_c(text));
        wd_jw_end(&j);
        fprintf(stderr, "wiredesk parse: %s: %s\n", name, text);
    }
    wd_buf_byte(&out, '\n');
    if (fwrite(out.p, 1, out.n, stdout) != out.n || fflush(stdout) != 0)
        err = WD_E_IO;
    wd_buf_done(&out);
    wd_buf_done(&file);
    wd_arena_done(&a);
    return err ? 1 : 0;
}

int wd_cmd_parse(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--batch") == 0) {
        struct wd_buf file;
        wd_buf_init(&file, WD_MAX_FILE_BYTES);
        int status = wd_filter(batch_line, &file);
        wd_buf_done(&file);
        return status;
    }
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        fputs(usage, stdout);
        return 0;
    }
    if (argc != 2 || (argv[1][0] == '-' && argv[1][1] != '\0')) {
        fputs(usage, stderr);
        return 2;
    }
    return single(argv[1]);
}
