#include "cmd/texts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { RING_BYTES = WD_TEXTS_KEPT_BYTES, WRITE_BYTES = 1 << 20, HUGE_PAGE_BYTES = 2 << 20 };

/* A record: this, the parts, id, text. */
struct head {
    uint32_t id_n, text_n, part_n;
    uint16_t id_is_number, parts_are_sentences; /* no bytes between: all of it is written */
};

/* Places are bytes of the whole row; byte `at` of it lies in ring[at % RING_BYTES] while `kept` <= at, and in the file at `at` while
 * at < `written`; kept <= written <= end. */
struct wd_texts {
    char *ring;
    uint64_t *places; /* of each record; the next one's is the end of it */
    uint64_t n, room;
    uint64_t kept, written, end;
    int fd;
};

const char *wd_texts_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && folder[0] ? folder : "/tmp";
}

static int failed(struct wd_where *w, int number)
{
    int code = number == ENOSPC || number == EDQUOT ? WD_E_FULL : number == EACCES || number == EROFS ? WD_E_DENIED : WD_E_IO;
    return wd_where_set(w, code, "%s: %s", wd_texts_folder(), strerror(number));
}

struct wd_texts *wd_texts_new(void)
{
    struct wd_texts *t = wd_calloc(1, sizeof *t);
    t->ring = aligned_alloc(HUGE_PAGE_BYTES, RING_BYTES);
    if (!t->ring)
        abort();
    (void)madvise(t->ring, RING_BYTES, MADV_HUGEPAGE); /* four page faults, not two thousand */
    t->fd = -1;
    return t;
}

void wd_texts_free(struct wd_texts *t)
{
    if (!t)
        return;
    if (t->fd >= 0)
        close(t->fd);
    free(t->ring);
    free(t->places);
    free(t);
}

uint64_t wd_texts_count(const struct wd_texts *t)
{
    return t->n;
}

static int make_file(struct wd_texts *t, struct wd_where *w)
{
    struct wd_arena a;
    wd_arena_init(&a);
    char *path = wd_arena_c(&a, wd_arena_printf(&a, "%s/wiredesk-texts-XXXXXX", wd_texts_folder()));
    t->fd = mkostemp(path, O_CLOEXEC);
    int err = t->fd < 0 ? failed(w, errno) : 0;
    if (!err)
        (void)unlink(path);
    wd_arena_done(&a);
    return err;
}

static int write_at(struct wd_texts *t, const char *p, size_t n, uint64_t at, struct wd_where *w)
{
    int err = t->fd < 0 ? make_file(t, w) : 0;
    while (n && !err) {
        ssize_t done = pwrite(t->fd, p, n, (off_t)at);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            err = failed(w, done < 0 ? errno : ENOSPC);
        } else {
            p += done;
            n -= (size_t)done;
            at += (uint64_t)done;
        }
    }
    return err;
}

/* Writes up to place `to` from the ring. */
static int write_until(struct wd_texts *t, uint64_t to, struct wd_where *w)
{
    int err = 0;
    while (t->written < to && !err) {
        size_t from = t->written % RING_BYTES, n = (size_t)WD_MIN(to - t->written, (uint64_t)(RING_BYTES - from));
        err = write_at(t, t->ring + from, n, t->written, w);
        if (!err)
            t->written += n;
    }
    return err;
}

static int append(struct wd_texts *t, const void *bytes, size_t n, struct wd_where *w)
{
    const char *p = bytes;
    int err = 0;
    while (n && !err) {
        size_t to = t->end % RING_BYTES, part = WD_MIN(WD_MIN(n, (size_t)RING_BYTES - to), (size_t)WRITE_BYTES);
        uint64_t end = t->end + part;
        /* what the part lies over must be in the file */
        if (end > t->written + RING_BYTES)
            err = write_until(t, WD_MIN(t->end, t->written + WD_MAX((size_t)WRITE_BYTES, part)), w);
        if (err)
            break;
        memcpy(t->ring + to, p, part);
        t->end = end;
        t->kept = end > RING_BYTES ? end - RING_BYTES : 0;
        p += part;
        n -= part;
    }
    return err;
}

int wd_texts_put(struct wd_texts *t, const struct wd_kept_text *text, struct wd_where *ret_where)
{
    struct head head = {.id_n = (uint32_t)text->id.n,
                        .text_n = (uint32_t)text->text.n,
                        .part_n = (uint32_t)text->part_n,
                        .id_is_number = text->id_is_number,
                        .parts_are_sentences = text->parts_are_sentences};
    if (t->n + 1 >= t->room) {
        t->room = t->room ? t->room * 2 : 1024;
        t->places = wd_realloc(t->places, t->room * sizeof *t->places);
    }
    t->places[t->n] = t->end;
    int err = append(t, &head, sizeof head, ret_where);
    if (!err)
        err = append(t, text->parts, text->part_n * sizeof *text->parts, ret_where);
    if (!err)
        err = append(t, text->id.p, text->id.n, ret_where);
    if (!err)
        err = append(t, text->text.p, text->text.n, ret_where);
    if (!err)
        t->places[++t->n] = t->end;
    return err;
}

static int read_file(const struct wd_texts *t, char *to, size_t n, uint64_t at, struct wd_where *w)
{
    while (n) {
        ssize_t got = pread(t->fd, to, n, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return failed(w, got < 0 ? errno : EIO);
        to += got;
        n -= (size_t)got;
        at += (uint64_t)got;
    }
    return 0;
}

static int bytes_at(const struct wd_texts *t, struct wd_arena *a, uint64_t at, size_t n, const char **ret_bytes, struct wd_where *w)
{
    size_t from = at % RING_BYTES;
    if (at >= t->kept && from + n <= RING_BYTES) {
        *ret_bytes = t->ring + from;
        return 0;
    }
    char *copy = wd_arena_raw(a, n);
    size_t in_file = at < t->kept ? (size_t)WD_MIN((uint64_t)n, t->written - at) : 0;
    int err = read_file(t, copy, in_file, at, w);
    for (size_t done = in_file; done < n && !err;) {
        size_t place = (at + done) % RING_BYTES, part = WD_MIN(n - done, (size_t)RING_BYTES - place);
        memcpy(copy + done, t->ring + place, part);
        done += part;
    }
    if (!err)
        *ret_bytes = copy;
    return err;
}

int wd_texts_get(const struct wd_texts *t, struct wd_arena *a, uint64_t number, struct wd_kept_text *ret_text, struct wd_where *ret_where)
{
    const char *p = NULL;
    int err = bytes_at(t, a, t->places[number], (size_t)(t->places[number + 1] - t->places[number]), &p, ret_where);
    if (err)
        return err;
    struct head head;
    memcpy(&head, p, sizeof head);
    p += sizeof head;
    /* copied: records are not aligned */
    struct wd_kept_part *parts = wd_arena_raw(a, head.part_n * sizeof *parts);
    memcpy(parts, p, head.part_n * sizeof *parts);
    p += head.part_n * sizeof *parts;
    *ret_text = (struct wd_kept_text){.id = wd_str_n(p, head.id_n),
                                      .text = wd_str_n(p + head.id_n, head.text_n),
                                      .id_is_number = head.id_is_number != 0,
                                      .parts_are_sentences = head.parts_are_sentences != 0,
                                      .parts = parts,
                                      .part_n = head.part_n};
    return 0;
}
