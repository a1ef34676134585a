#include "desk/shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "os/file.h"
#include "os/os.h"

/* Appends are gathered into writes; what was written last is remembered, for copies follow their originals soon. */
enum { GATHER_BYTES = 1 << 16, REMEMBER_BYTES = 16 << 20, READ_MAX_BYTES = 64 << 20, NAME_BYTES = 32 };
static const char ROW_NAME[] = "words.row";

/* A file that grows at its end: its last `n` bytes, from `base` on, are in memory; those from `written` on are only there. */
struct growing {
    int fd;
    uint64_t base, written;
    char *held;
    size_t n, room, remember;
    char name[NAME_BYTES];
};
struct kept {
    uint32_t number;
    struct wd_str bytes;
};
struct wd_shelf {
    struct wd_copy_shelf calls;
    char *folder; /* of a temporary shelf: where its nameless files are */
    bool temporary;
    int folder_fd;
    struct growing row, segment; /* segment.fd: -1 while none is begun */
    uint32_t number;             /* of that one */
    struct kept *kept;           /* in order of number */
    size_t kept_n;
    char *got; /* what the last read gave */
    size_t got_room;
    struct wd_where where; /* of the last failure */
};

/* ---- failing ---- */

static int fail(struct wd_shelf *s, const char *name, int error_number)
{
    char text[128] = "";
    const char *reason = strerror_r(error_number, text, sizeof text);
    int code = error_number == ENOSPC || error_number == EDQUOT ? WD_E_FULL : WD_E_IO;
    return wd_where_set(&s->where, code, "%s/%s: %s", s->folder, name, reason);
}

/* What the index asked for and could not have; it knows the code only. */
static int told(const struct wd_shelf *s, int err)
{
    if (err)
        wd_log(WD_LOG_ERROR, "copies: %s", s->where.message);
    return err;
}

/* ---- files ---- */

/* In a temporary shelf the name serves messages only: the file has none. */
static int open_file(struct wd_shelf *s, const char *name, int flags, int *ret_fd)
{
    int fd;
    if (s->temporary) {
        struct wd_arena a;
        wd_arena_init(&a);
        char *path = wd_arena_c(&a, wd_arena_printf(&a, "%s/wiredesk.XXXXXX", s->folder));
        fd = mkostemp(path, O_CLOEXEC);
        if (fd >= 0)
            (void)unlink(path);
        wd_arena_done(&a);
    } else {
        fd = openat(s->folder_fd, name, O_RDWR | O_CREAT | O_CLOEXEC | flags, 0644);
    }
    if (fd < 0)
        return fail(s, name, errno);
    *ret_fd = fd;
    return 0;
}

static int write_at(struct wd_shelf *s, const struct growing *g, uint64_t at, const char *p, size_t n)
{
    while (n) {
        ssize_t some = pwrite(g->fd, p, n, (off_t)at);
        if (some < 0 && errno != EINTR)
            return fail(s, g->name, errno);
        if (some > 0) {
            at += (uint64_t)some;
            p += some;
            n -= (size_t)some;
        }
    }
    return 0;
}

static uint64_t end_of(const struct growing *g)
{
    return g->base + g->n;
}

static int write_held(struct wd_shelf *s, struct growing *g)
{
    int err = write_at(s, g, g->written, g->held + (g->written - g->base), (size_t)(end_of(g) - g->written));
    if (!err)
        g->written = end_of(g);
    return err;
}

/* Room for n bytes more, at most GATHER_BYTES: what is forgotten is written. */
static int make_room(struct wd_shelf *s, struct growing *g, size_t n)
{
    int err = end_of(g) - g->written + n > GATHER_BYTES ? write_held(s, g) : 0;
    if (err || g->n + n <= g->room)
        return err;
    err = write_held(s, g);
    if (err)
        return err;
    size_t kept = WD_MIN(g->n, g->remember);
    memmove(g->held, g->held + (g->n - kept), kept);
    g->base += g->n - kept;
    g->n = kept;
    return 0;
}

/* All of it or nothing: what a failure left behind the end is written over. */
static int grow(struct wd_shelf *s, struct growing *g, struct wd_str head, struct wd_str body)
{
    size_t n = head.n + body.n;
    if (n > GATHER_BYTES) {
        int err = write_held(s, g);
        if (!err)
            err = write_at(s, g, g->written, head.p, head.n);
        if (!err)
            err = write_at(s, g, g->written + head.n, body.p, body.n);
        if (err)
            return err;
        g->base = g->written += n;
        g->n = 0;
        return 0;
    }
    int err = make_room(s, g, n);
    if (err)
        return err;
    if (head.n)
        memcpy(g->held + g->n, head.p, head.n);
    if (body.n)
        memcpy(g->held + g->n + head.n, body.p, body.n);
    g->n += n;
    return 0;
}

static int sync_file(struct wd_shelf *s, const struct growing *g)
{
    return s->temporary || fdatasync(g->fd) == 0 ? 0 : fail(s, g->name, errno);
}

/* ---- words ---- */

static int on_append(void *context, struct wd_str head, struct wd_str body, uint64_t *ret_at)
{
    struct wd_shelf *s = context;
    uint64_t at = end_of(&s->row);
    int err = grow(s, &s->row, head, body);
    if (err)
        return told(s, err);
    *ret_at = at;
    return 0;
}

static int on_read(void *context, uint64_t at, size_t n, struct wd_str *ret_bytes)
{
    struct wd_shelf *s = context;
    const struct growing *g = &s->row;
    if (n > READ_MAX_BYTES || n > end_of(g) || at > end_of(g) - n)
        return WD_E_NOTFOUND;
    if (at >= g->base) {
        *ret_bytes = wd_str_n(g->held + (at - g->base), n);
        return 0;
    }
    if (n > s->got_room) {
        s->got_room = n + n / 2;
        s->got = wd_realloc(s->got, s->got_room);
    }
    size_t done = 0;
    while (done < n && at + done < g->base) {
        ssize_t some = pread(g->fd, s->got + done, (size_t)WD_MIN(n - done, g->base - at - done), (off_t)(at + done));
        if (some == 0)
            return told(s, wd_where_set(&s->where, WD_E_IO, "%s/%s: shorter than it was", s->folder, g->name));
        if (some < 0 && errno != EINTR)
            return told(s, fail(s, g->name, errno));
        done += some > 0 ? (size_t)some : 0;
    }
    if (done < n)
        memcpy(s->got + done, g->held + (at + done - g->base), n - done);
    *ret_bytes = wd_str_n(s->got, n);
    return 0;
}

/* Killed words must not come back after a crash: zeros in the file are synced. */
static int on_blank(void *context, uint64_t at, size_t n)
{
    static const char zeros[4096];
    struct wd_shelf *s = context;
    struct growing *g = &s->row;
    if (n > end_of(g) || at > end_of(g) - n)
        return WD_E_NOTFOUND;
    uint64_t end = at + n, in_file = WD_MIN(end, g->written);
    int err = 0;
    for (uint64_t i = at; i < in_file && !err; i += sizeof zeros)
        err = write_at(s, g, i, zeros, (size_t)WD_MIN(in_file - i, sizeof zeros));
    if (!err && at < in_file)
        err = sync_file(s, g);
    if (err)
        return told(s, err);
    uint64_t from = WD_MAX(at, g->base);
    if (from < end)
        memset(g->held + (from - g->base), 0, (size_t)(end - from));
    return 0;
}

static int on_words_end(void *context, uint64_t *ret_end)
{
    const struct wd_shelf *s = context;
    *ret_end = end_of(&s->row);
    return 0;
}

static int on_cut(void *context, uint64_t end)
{
    struct wd_shelf *s = context;
    struct growing *g = &s->row;
    if (end > end_of(g))
        return WD_E_NOTFOUND;
    if (end < g->written) {
        if (ftruncate(g->fd, (off_t)end) != 0)
            return told(s, fail(s, g->name, errno));
        g->written = end;
        g->base = WD_MIN(g->base, end);
    }
    g->n = (size_t)(end - g->base);
    return 0;
}

/* ---- segments ---- */

static void name_of(char *name, uint32_t number, const char *end)
{
    (void)snprintf(name, NAME_BYTES, "%08" PRIu32 ".seg%s", number, end);
}

/* Whether a name is one that name_of gives. */
static bool number_of(struct wd_str name, const char *end, uint32_t *ret_number)
{
    char again[NAME_BYTES];
    int64_t number;
    size_t digits = wd_str_find_byte(name, '.', 0);
    if (digits == SIZE_MAX || !wd_str_to_i64(wd_str_n(name.p, digits), &number) || number < 0 || number > UINT32_MAX)
        return false;
    name_of(again, (uint32_t)number, end);
    if (!wd_str_eqc(name, again))
        return false;
    *ret_number = (uint32_t)number;
    return true;
}

/* The first of the kept segments whose number is not below. */
static size_t find_kept(const struct wd_shelf *s, uint32_t number)
{
    size_t i = 0;
    while (i < s->kept_n && s->kept[i].number < number)
        i++;
    return i;
}

static void add_kept(struct wd_shelf *s, uint32_t number, struct wd_str bytes)
{
    size_t at = find_kept(s, number);
    s->kept = wd_realloc(s->kept, (s->kept_n + 1) * sizeof *s->kept);
    memmove(&s->kept[at + 1], &s->kept[at], (s->kept_n - at) * sizeof *s->kept);
    s->kept[at] = (struct kept){number, bytes};
    s->kept_n++;
}

/* A file of nothing cannot be mapped, and needs not be. */
static int map(struct wd_shelf *s, const char *name, int fd, struct wd_str *ret_bytes)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return fail(s, name, errno);
    struct wd_str bytes = wd_str_n("", (size_t)st.st_size);
    if (bytes.n) {
        void *p = mmap(NULL, bytes.n, PROT_READ, MAP_SHARED, fd, 0);
        if (p == MAP_FAILED)
            return fail(s, name, errno);
        bytes.p = p;
        /* read once from end to end to be checked, then looked up here and there; advice may be refused */
        (void)madvise(p, bytes.n, MADV_WILLNEED);
        (void)madvise(p, bytes.n, MADV_RANDOM);
    }
    *ret_bytes = bytes;
    return 0;
}

static void unmap(struct wd_str bytes)
{
    if (bytes.n)
        (void)munmap((void *)(uintptr_t)bytes.p, bytes.n);
}

/* What was begun and not kept. */
static void abandon(struct wd_shelf *s)
{
    if (s->segment.fd < 0)
        return;
    (void)close(s->segment.fd);
    s->segment.fd = -1;
    if (!s->temporary)
        (void)unlinkat(s->folder_fd, s->segment.name, 0);
}

static int on_begin(void *context, uint32_t number)
{
    struct wd_shelf *s = context;
    size_t at = find_kept(s, number);
    if (at < s->kept_n && s->kept[at].number == number)
        return WD_E_EXISTS;
    abandon(s);
    s->number = number;
    s->segment.base = s->segment.written = s->segment.n = 0;
    name_of(s->segment.name, number, ".new");
    return told(s, open_file(s, s->segment.name, O_TRUNC, &s->segment.fd));
}

static int on_write(void *context, struct wd_str bytes)
{
    struct wd_shelf *s = context;
    if (s->segment.fd < 0)
        return WD_E_NOTFOUND;
    int err = grow(s, &s->segment, WD_STR(""), bytes);
    if (err)
        abandon(s);
    return told(s, err);
}

static int sync_folder(struct wd_shelf *s)
{
    return s->temporary || fsync(s->folder_fd) == 0 ? 0 : fail(s, ".", errno);
}

/* The words first: a segment that is there finds them. */
static int make_safe(struct wd_shelf *s)
{
    int err = write_held(s, &s->row);
    if (!err)
        err = sync_file(s, &s->row);
    if (!err)
        err = write_held(s, &s->segment);
    if (!err)
        err = sync_file(s, &s->segment);
    return err;
}

static int name_for_good(struct wd_shelf *s)
{
    char name[NAME_BYTES];
    name_of(name, s->number, "");
    if (s->temporary)
        return 0;
    if (renameat(s->folder_fd, s->segment.name, s->folder_fd, name) != 0)
        return fail(s, s->segment.name, errno);
    memcpy(s->segment.name, name, sizeof name);
    return sync_folder(s);
}

static int on_keep(void *context, struct wd_str *ret_segment)
{
    struct wd_shelf *s = context;
    if (s->segment.fd < 0)
        return WD_E_NOTFOUND;
    struct wd_str bytes = {0};
    int err = make_safe(s);
    if (!err)
        err = map(s, s->segment.name, s->segment.fd, &bytes);
    if (!err)
        err = name_for_good(s);
    if (err) {
        unmap(bytes);
        abandon(s);
        return told(s, err);
    }
    (void)close(s->segment.fd);
    s->segment.fd = -1;
    add_kept(s, s->number, bytes);
    *ret_segment = bytes;
    return 0;
}

static void on_drop(void *context, uint32_t number)
{
    struct wd_shelf *s = context;
    size_t at = find_kept(s, number);
    if (at == s->kept_n || s->kept[at].number != number)
        return;
    char name[NAME_BYTES];
    name_of(name, number, "");
    unmap(s->kept[at].bytes);
    if (!s->temporary)
        (void)unlinkat(s->folder_fd, name, 0);
    s->kept_n--;
    memmove(&s->kept[at], &s->kept[at + 1], (s->kept_n - at) * sizeof *s->kept);
}

static int on_segment(void *context, size_t n, uint32_t *ret_number, struct wd_str *ret_segment)
{
    const struct wd_shelf *s = context;
    if (n >= s->kept_n)
        return WD_E_NOTFOUND;
    *ret_number = s->kept[n].number;
    *ret_segment = s->kept[n].bytes;
    return 0;
}

/* ---- opening and closing ---- */

static int take_in(struct wd_shelf *s, uint32_t number, const char *name)
{
    int fd = openat(s->folder_fd, name, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(s, name, errno);
    struct wd_str bytes;
    int err = map(s, name, fd, &bytes);
    (void)close(fd);
    if (!err)
        add_kept(s, number, bytes);
    return err;
}

/* What lies in the folder; segments that were never finished go. */
static int look_round(struct wd_shelf *s)
{
    struct wd_arena a;
    wd_arena_init(&a);
    wd_dir_entries entries = {0};
    int err = wd_dir_list(&a, s->folder, &entries, &s->where);
    for (size_t i = 0; i < entries.n && !err; i++) {
        uint32_t number;
        if (entries.v[i].is_dir)
            continue;
        if (number_of(entries.v[i].name, ".new", &number))
            (void)unlinkat(s->folder_fd, entries.v[i].name.p, 0);
        else if (number_of(entries.v[i].name, "", &number))
            err = take_in(s, number, entries.v[i].name.p);
    }
    wd_arena_done(&a);
    return err;
}

static int open_folder(struct wd_shelf *s)
{
    int err = wd_dir_make(s->folder, &s->where);
    if (err)
        return err;
    s->folder_fd = open(s->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return s->folder_fd < 0 ? fail(s, ".", errno) : look_round(s);
}

static int open_row(struct wd_shelf *s)
{
    struct growing *g = &s->row;
    struct stat st;
    int err = open_file(s, ROW_NAME, 0, &g->fd);
    if (!err && fstat(g->fd, &st) != 0)
        err = fail(s, ROW_NAME, errno);
    if (!err)
        g->base = g->written = (uint64_t)st.st_size;
    return err;
}

static char *own(const char *text)
{
    size_t n = strlen(text) + 1;
    return memcpy(wd_malloc(n), text, n);
}

int wd_shelf_open(const char *folder, struct wd_shelf **ret_shelf, struct wd_where *ret_where)
{
    const char *temporary = getenv("TMPDIR");
    struct wd_shelf *s = wd_calloc(1, sizeof *s);
    *s = (struct wd_shelf){
        .calls = {s, on_append, on_read, on_blank, on_words_end, on_cut, on_begin, on_write, on_keep, on_drop, on_segment},
        .folder = own(folder                      ? folder
                      : temporary && temporary[0] ? temporary
                                                  : "/tmp"),
        .temporary = !folder,
        .folder_fd = -1,
        .row = {.fd = -1, .room = 2 * REMEMBER_BYTES, .remember = REMEMBER_BYTES},
        .segment = {.fd = -1, .room = GATHER_BYTES},
    };
    s->row.held = wd_malloc(s->row.room);
    s->segment.held = wd_malloc(s->segment.room);
    memcpy(s->row.name, ROW_NAME, sizeof ROW_NAME);
    int err = s->temporary ? 0 : open_folder(s);
    if (!err)
        err = open_row(s);
    if (err) {
        if (ret_where)
            *ret_where = s->where;
        wd_shelf_close(s);
        return err;
    }
    *ret_shelf = s;
    return 0;
}

void wd_shelf_close(struct wd_shelf *s)
{
    if (!s)
        return;
    abandon(s);
    if (s->row.fd >= 0) {
        if (!s->temporary)
            (void)told(s, write_held(s, &s->row));
        (void)close(s->row.fd);
    }
    for (size_t i = 0; i < s->kept_n; i++)
        unmap(s->kept[i].bytes);
    if (s->folder_fd >= 0)
        (void)close(s->folder_fd);
    free(s->kept);
    free(s->got);
    free(s->row.held);
    free(s->segment.held);
    free(s->folder);
    free(s);
}

int wd_shelf_clear(struct wd_shelf *s)
{
    abandon(s);
    while (s->kept_n)
        on_drop(s, s->kept[s->kept_n - 1].number);
    int err = on_cut(s, 0);
    return err ? err : told(s, sync_folder(s));
}

const struct wd_copy_shelf *wd_shelf_of(struct wd_shelf *s)
{
    return &s->calls;
}
