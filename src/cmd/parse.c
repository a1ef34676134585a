/* wiredesk parse: a file as neutral JSON. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <libdeflate.h>

#include "base/limits.h"
#include "cmd/cmd.h"
#include "intake/intake.h"

static const char usage[] =
    "usage: wiredesk parse FILE      (- is standard input; environment FEED_CONTENT_TYPE, FEED_URL,\n"
    "                                 FEED_CONTENT_LOCATION, FEED_CONTENT_LANGUAGE)\n"
    "       wiredesk parse --batch   ({\"file\",\"content_type\",\"url\",\"content_location\",\"content_language\"} a line)\n";

/* Whole file into b, held to WD_MAX_FILE_BYTES. */
static int read_file(const char *name, struct wd_buf *b, struct wd_where *w)
{
    bool standard = name[0] == '-' && name[1] == '\0';
    FILE *f = standard ? stdin : fopen(name, "rb");
    if (!f)
        return wd_where_set(w, errno == ENOENT ? WD_E_NOTFOUND : WD_E_IO, "%m");
    int err = 0;
    for (;;) {
        wd_buf_grow(b, 1 << 16);
        if (b->err) {
            err = wd_where_set(w, WD_E_TOOBIG, "over %u MB", WD_MAX_FILE_BYTES >> 20);
            break;
        }
        size_t room = b->cap - b->n, n = fread(b->p + b->n, 1, WD_MIN(room, b->max_bytes - b->n), f);
        b->n += n;
        if (n == 0)
            break;
    }
    if (!err && ferror(f))
        err = wd_where_set(w, WD_E_IO, "cannot be read");
    if (!standard && fclose(f) != 0 && !err)
        err = wd_where_set(w, WD_E_IO, "cannot be read");
    return err;
}

/* Servers send gzip without saying so: a gzip member is opened as far as WD_MAX_DELIVERY_BYTES. */
static int open_gzip(struct wd_arena *a, struct wd_str *bytes, struct wd_where *w)
{
    if (bytes->n < 18 || memcmp(bytes->p, "\x1F\x8B", 2) != 0)
        return 0;
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    if (!d)
        abort();
    int err = 0;
    /* its own trailer says how much it holds (modulo 4 GB) */
    const unsigned char *t = (const unsigned char *)bytes->p + bytes->n - 4;
    size_t claimed = (size_t)t[0] | (size_t)t[1] << 8 | (size_t)t[2] << 16 | (size_t)t[3] << 24, n = 0;
    if (claimed > WD_MAX_DELIVERY_BYTES) {
        err = wd_where_set(w, WD_E_TOOBIG, "gzip that is damaged or holds over %u MB", WD_MAX_DELIVERY_BYTES >> 20);
        goto out;
    }
    char *p = wd_arena_raw(a, claimed + 1);
    if (libdeflate_gzip_decompress(d, bytes->p, bytes->n, p, claimed + 1, &n) != LIBDEFLATE_SUCCESS)
        err = wd_where_set(w, WD_E_SYNTAX, "damaged gzip");
    else
        *bytes = wd_str_n(p, n);
out:
    libdeflate_free_decompressor(d);
    return err;
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
