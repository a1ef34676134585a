#include "desk/supply.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "archive/stream.h"
#include "base/buf.h"
#include "base/limits.h"
#include "desk/prepare.h"

enum { HEAD_BYTES = 1 << 20, READ_BYTES = 1 << 16 };

struct reading {
    const struct wd_supply *s;
    int fd;
    struct wd_buf head; /* read to see what it is, and handed out first */
    size_t head_at;
    uint64_t read_bytes;
};

static int64_t read_once(int fd, void *to, size_t n)
{
    ssize_t got;
    do
        got = read(fd, to, n);
    while (got < 0 && errno == EINTR);
    return got;
}

static int64_t read_on(void *context, void *to, size_t n)
{
    struct reading *r = context;
    size_t ahead = WD_MIN(n, r->head.n - r->head_at);
    if (ahead) {
        memcpy(to, r->head.p + r->head_at, ahead);
        r->head_at += ahead;
        return (int64_t)ahead;
    }
    int64_t got = read_once(r->fd, to, n);
    if (got > 0)
        r->read_bytes += (uint64_t)got;
    return got < 0 ? WD_E_IO : got;
}

/* Up to `most` bytes of the file into head. */
static int read_head(struct reading *r, size_t most)
{
    char piece[READ_BYTES];
    while (r->head.n < most) {
        int64_t got = read_once(r->fd, piece, WD_MIN(sizeof piece, most - r->head.n));
        if (got <= 0)
            return got < 0 ? WD_E_IO : 0;
        wd_buf_put(&r->head, piece, (size_t)got);
        r->read_bytes += (uint64_t)got;
    }
    return 0;
}

static bool named_archive(const char *path, enum wd_archive_kind *ret_kind)
{
    struct wd_str name = wd_str_c(path);
    if (wd_str_ends_nocase(name, ".gz"))
        name.n -= 3;
    else if (wd_str_ends_nocase(name, ".zst"))
        name.n -= 4;
    bool lines = wd_str_ends_nocase(name, ".ndjson") || wd_str_ends_nocase(name, ".jsonl");
    *ret_kind = lines ? WD_ARCHIVE_NDJSON : WD_ARCHIVE_WARC;
    return lines || wd_str_ends_nocase(name, ".warc");
}

static const char *in_words(const struct wd_where *w, int err)
{
    return w->message[0] ? w->message : wd_err_text(err);
}

static int hand_over(struct reading *r, struct wd_archive *archive, enum wd_archive_kind kind, struct wd_arena *a,
                     const struct wd_archive_record *record)
{
    const struct wd_supply *s = r->s;
    struct wd_event event = s->like;
    event.body = record->body;
    event.source = wd_arena_printf(a, "%.*s:%" PRIu64, WD_STR_ARG(s->like.source), record->number);
    event.url = record->url;
    event.content_type = kind == WD_ARCHIVE_NDJSON ? WD_STR(WD_RECORD_TYPE) : record->content_type;
    if (record->at_utc != WD_NO_TIME && !s->instant_fixed)
        event.instant_utc = record->at_utc;
    return s->take(s->context, &(struct wd_supplied){&event, record->number, wd_archive_place(archive), r->read_bytes});
}

static int records(struct reading *r, enum wd_archive_kind kind)
{
    const struct wd_supply *s = r->s;
    struct wd_archive *archive = wd_archive_open(read_on, r, kind, &s->from);
    struct wd_arena a;
    wd_arena_init(&a);
    int err = 0;
    for (bool end = false; !end && !err;) {
        struct wd_archive_record record = {0};
        struct wd_where w = {0};
        wd_arena_reset(&a);
        int got = wd_archive_next(archive, &a, &record, &w);
        end = record.end || got == WD_E_NOTFOUND;
        if (got == WD_E_NOTFOUND || record.number <= s->done)
            continue;
        /* an error page or a redirect is no article */
        bool refused = record.status && (record.status < 200 || record.status > 299);
        if (got)
            s->fault(s->context, record.number, in_words(&w, got));
        else if (!refused)
            err = hand_over(r, archive, kind, &a, &record);
    }
    wd_arena_done(&a);
    wd_archive_close(archive);
    return err;
}

static int unpack(struct wd_arena *a, struct wd_str *bytes, struct wd_where *w)
{
    bool gzip = wd_str_starts(*bytes, "\x1F\x8B");
    if (gzip || wd_str_starts(*bytes, "\x28\xB5\x2F\xFD")) {
        int err = wd_unpack(a, gzip ? WD_CODING_GZIP : WD_CODING_ZSTD, *bytes, WD_MAX_DELIVERY_BYTES, bytes);
        if (err == WD_E_TOOBIG)
            return wd_where_set(w, err, "larger than 32 MB when unpacked, the most that one delivery may have");
        return err ? wd_where_set(w, err, "damaged %s", gzip ? "gzip" : "zstd") : 0;
    }
    return bytes->n > WD_MAX_DELIVERY_BYTES ? wd_where_set(w, WD_E_TOOBIG, "larger than 32 MB, the most that one delivery may have") : 0;
}

static int one(struct reading *r)
{
    const struct wd_supply *s = r->s;
    struct wd_arena a;
    struct wd_where w = {0};
    struct wd_event event = s->like;
    wd_arena_init(&a);
    int err = 0, bad = read_head(r, WD_MAX_FILE_BYTES + 1u);
    event.body = wd_buf_str(&r->head);
    if (bad)
        (void)wd_where_set(&w, bad, "%s", strerror(errno));
    else if (event.body.n > WD_MAX_FILE_BYTES)
        bad = wd_where_set(&w, WD_E_TOOBIG, "larger than %u MB", WD_MAX_FILE_BYTES >> 20);
    else
        bad = unpack(&a, &event.body, &w);
    if (bad)
        s->fault(s->context, 0, in_words(&w, bad));
    else
        err = s->take(s->context, &(struct wd_supplied){&event, 0, {r->read_bytes, 0}, r->read_bytes});
    wd_arena_done(&a);
    return err;
}

/* What it is, with the stream standing where its records are to be read from. */
static int recognise(struct reading *r, bool *ret_archive, enum wd_archive_kind *ret_kind)
{
    const struct wd_supply *s = r->s;
    int err = read_head(r, HEAD_BYTES);
    if (err)
        return err;
    /* what a file is goes before what it is called */
    *ret_archive = wd_archive_recognise(wd_buf_str(&r->head), ret_kind) || named_archive(s->path, ret_kind);
    if (!*ret_archive || s->from.bytes == 0)
        return 0;
    wd_buf_reset(&r->head);
    r->read_bytes = s->from.bytes;
    return lseek(r->fd, (off_t)s->from.bytes, SEEK_SET) < 0 ? WD_E_IO : 0;
}

int wd_supply(const struct wd_supply *s)
{
    struct reading r = {.s = s};
    enum wd_archive_kind kind;
    bool input = strcmp(s->path, "-") == 0, archive = false;
    r.fd = input ? STDIN_FILENO : open(s->path, O_RDONLY | O_CLOEXEC);
    if (r.fd < 0) {
        s->fault(s->context, 0, strerror(errno));
        return 0;
    }
    int err = 0;
    wd_buf_init(&r.head, WD_MAX_FILE_BYTES + 2u);
    if (recognise(&r, &archive, &kind))
        s->fault(s->context, 0, strerror(errno));
    else
        err = archive ? records(&r, kind) : one(&r);
    wd_buf_done(&r.head);
    if (!input)
        (void)close(r.fd);
    return err;
}
