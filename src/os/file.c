#include "os/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/zone.h"
#include "os/internal.h"

enum { READ_BYTES = 1 << 16, ZONE_MAX_BYTES = 1 << 20 };

int wd_os_fail(struct wd_where *ret_where, const char *path, int error_number)
{
    static const struct {
        int number, code;
    } codes[] = {{ENOENT, WD_E_NOTFOUND}, {ENOTDIR, WD_E_NOTFOUND},     {EACCES, WD_E_DENIED},  {EPERM, WD_E_DENIED},
                 {EROFS, WD_E_DENIED},    {ENOSPC, WD_E_FULL},          {EDQUOT, WD_E_FULL},    {EEXIST, WD_E_EXISTS},
                 {EFBIG, WD_E_TOOBIG},    {ENAMETOOLONG, WD_E_INVALID}, {EINVAL, WD_E_INVALID}, {EWOULDBLOCK, WD_E_LOCKED}};
    char text[128] = "";
    const char *reason = strerror_r(error_number, text, sizeof text);
    int code = WD_E_IO;
    for (size_t i = 0; i < WD_COUNT(codes); i++)
        if (codes[i].number == error_number) {
            code = codes[i].code;
            break;
        }
    return wd_where_set(ret_where, code, "%s: %s", path, reason);
}

/* ---- reading ---- */

static int too_big(struct wd_where *ret_where, const char *name, size_t max_bytes)
{
    return wd_where_set(ret_where, WD_E_TOOBIG, "%s: more than %zu bytes", name, max_bytes);
}

static ssize_t read_some(int fd, char *to, size_t n)
{
    ssize_t got;
    do
        got = read(fd, to, n);
    while (got < 0 && errno == EINTR);
    return got;
}

/* Pipes, and files that are longer than fstat said: `head` was read already. */
static int read_growing(struct wd_arena *a, int fd, const char *name, size_t max_bytes, struct wd_str head, struct wd_str *ret,
                        struct wd_where *ret_where)
{
    struct wd_buf b;
    wd_buf_init(&b, max_bytes + READ_BYTES);
    wd_buf_puts(&b, head);
    int err = 0;
    while (!err) {
        wd_buf_grow(&b, READ_BYTES);
        if (b.err) {
            err = too_big(ret_where, name, max_bytes);
            break;
        }
        ssize_t got = read_some(fd, b.p + b.n, READ_BYTES);
        if (got < 0)
            err = wd_os_fail(ret_where, name, errno);
        else
            b.n += (size_t)got;
        if (!err && b.n > max_bytes)
            err = too_big(ret_where, name, max_bytes);
        if (got <= 0)
            break;
    }
    if (!err)
        *ret = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    return err;
}

int wd_file_read_fd(struct wd_arena *a, int fd, const char *name, size_t max_bytes, struct wd_str *ret, struct wd_where *ret_where)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return wd_os_fail(ret_where, name, errno);
    if (S_ISDIR(st.st_mode))
        return wd_os_fail(ret_where, name, EISDIR);
    if (!S_ISREG(st.st_mode) || st.st_size <= 0)
        return read_growing(a, fd, name, max_bytes, WD_STR(""), ret, ret_where);
    size_t size = (size_t)st.st_size;
    if (size > max_bytes)
        return too_big(ret_where, name, max_bytes);
    char *p = wd_arena_raw(a, size + 1);
    size_t n = 0;
    while (n <= size) {
        ssize_t got = read_some(fd, p + n, size + 1 - n);
        if (got < 0)
            return wd_os_fail(ret_where, name, errno);
        if (got == 0)
            break;
        n += (size_t)got;
    }
    if (n > size)
        return read_growing(a, fd, name, max_bytes, wd_str_n(p, n), ret, ret_where);
    p[n] = 0;
    *ret = wd_str_n(p, n);
    return 0;
}

int wd_file_read(struct wd_arena *a, const char *path, size_t max_bytes, struct wd_str *ret, struct wd_where *ret_where)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return wd_os_fail(ret_where, path, errno);
    int err = wd_file_read_fd(a, fd, path, max_bytes, ret, ret_where);
    (void)close(fd);
    return err;
}

/* ---- writing ---- */

/* Length of the folder part with its slash; 0 where there is none. */
static size_t folder_bytes(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

static int sync_folder(struct wd_arena *a, const char *path, struct wd_where *ret_where)
{
    size_t n = folder_bytes(path);
    const char *folder = n ? wd_arena_c(a, wd_str_n(path, n)) : ".";
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return wd_os_fail(ret_where, folder, errno);
    int err = fsync(fd) == 0 ? 0 : wd_os_fail(ret_where, folder, errno);
    (void)close(fd);
    return err;
}

static int write_all(int fd, const char *path, struct wd_str bytes, struct wd_where *ret_where)
{
    size_t at = 0;
    while (at < bytes.n) {
        ssize_t n = write(fd, bytes.p + at, bytes.n - at);
        if (n < 0 && errno != EINTR)
            return wd_os_fail(ret_where, path, errno);
        if (n > 0)
            at += (size_t)n;
    }
    return fsync(fd) == 0 ? 0 : wd_os_fail(ret_where, path, errno);
}

int wd_file_write(const char *path, struct wd_str bytes, struct wd_where *ret_where)
{
    struct wd_arena a;
    wd_arena_init(&a);
    size_t folder = folder_bytes(path);
    /* hidden, so that nobody who lists the folder takes it for the file */
    char *temporary = wd_arena_c(&a, wd_arena_printf(&a, "%.*s.%s.XXXXXX", (int)folder, path, path + folder));
    int err = 0;
    int fd = mkostemp(temporary, O_CLOEXEC);
    if (fd < 0) {
        err = wd_os_fail(ret_where, temporary, errno);
        goto out;
    }
    err = write_all(fd, path, bytes, ret_where);
    /* mkostemp makes 0600; what is written here is for everybody whom the folder lets in */
    if (!err && fchmod(fd, 0644) != 0)
        err = wd_os_fail(ret_where, path, errno);
    if (close(fd) != 0 && !err)
        err = wd_os_fail(ret_where, path, errno);
    if (!err && rename(temporary, path) != 0)
        err = wd_os_fail(ret_where, path, errno);
    if (err)
        (void)unlink(temporary);
    else
        err = sync_folder(&a, path, ret_where);
out:
    wd_arena_done(&a);
    return err;
}

int wd_file_rename(const char *from, const char *to, struct wd_where *ret_where)
{
    if (rename(from, to) != 0)
        return wd_os_fail(ret_where, from, errno);
    struct wd_arena a;
    wd_arena_init(&a);
    int err = sync_folder(&a, to, ret_where);
    wd_arena_done(&a);
    return err;
}

int wd_dir_make(const char *path, struct wd_where *ret_where)
{
    struct wd_arena a;
    wd_arena_init(&a);
    char *p = wd_arena_c(&a, wd_str_c(path));
    int err = 0;
    for (size_t i = 1; !err; i++) {
        char c = p[i - 1] ? p[i] : 0;
        if (c != '/' && c != 0)
            continue;
        p[i] = 0;
        if (p[0] && mkdir(p, 0755) != 0 && errno != EEXIST)
            err = wd_os_fail(ret_where, p, errno);
        p[i] = c;
        if (!c)
            break;
    }
    if (!err && !wd_is_dir(path))
        err = wd_os_fail(ret_where, path, ENOTDIR);
    wd_arena_done(&a);
    return err;
}

/* ---- listing and asking ---- */

static int by_name(const void *x, const void *y)
{
    const struct wd_dir_entry *a = x, *b = y;
    return wd_str_cmp(a->name, b->name);
}

int wd_dir_list(struct wd_arena *a, const char *path, wd_dir_entries *ret, struct wd_where *ret_where)
{
    DIR *d = opendir(path);
    if (!d)
        return wd_os_fail(ret_where, path, errno);
    wd_dir_entries list = {0};
    int err = 0;
    for (;;) {
        errno = 0;
        const struct dirent *e = readdir(d);
        if (!e) {
            if (errno)
                err = wd_os_fail(ret_where, path, errno);
            break;
        }
        struct stat st;
        /* one that vanished meanwhile is not listed */
        if (e->d_name[0] == '.' || fstatat(dirfd(d), e->d_name, &st, 0) != 0)
            continue;
        wd_list_add(a, &list,
                    (struct wd_dir_entry){.name = wd_arena_str(a, wd_str_c(e->d_name)),
                                          .is_dir = S_ISDIR(st.st_mode),
                                          .bytes = st.st_size,
                                          .mtime_utc = st.st_mtim.tv_sec});
    }
    (void)closedir(d);
    if (err)
        return err;
    if (list.n)
        qsort(list.v, list.n, sizeof *list.v, by_name);
    *ret = list;
    return 0;
}

bool wd_file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool wd_is_dir(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int wd_file_bytes(const char *path, int64_t *ret_bytes)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return wd_os_fail(NULL, path, errno);
    if (!S_ISREG(st.st_mode))
        return WD_E_INVALID;
    *ret_bytes = st.st_size;
    return 0;
}

int wd_file_mtime(const char *path, int64_t *ret_utc)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return wd_os_fail(NULL, path, errno);
    *ret_utc = st.st_mtim.tv_sec;
    return 0;
}

/* ---- lock ---- */

int wd_file_lock(const char *path, int *ret_fd, struct wd_where *ret_where)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return wd_os_fail(ret_where, path, errno);
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        int reason = errno;
        char holder[24] = "";
        ssize_t n = pread(fd, holder, sizeof holder - 1, 0);
        holder[n > 0 ? n : 0] = 0;
        holder[strspn(holder, "0123456789")] = 0;
        int err = wd_os_fail(ret_where, path, reason);
        if (err == WD_E_LOCKED)
            err = wd_where_set(ret_where, err, "%s: held by process %s", path, holder[0] ? holder : "unknown");
        (void)close(fd);
        return err;
    }
    /* the number only serves the message above; a full disk must not keep anybody from reading */
    char pid[24];
    int n = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
    if (ftruncate(fd, 0) != 0 || pwrite(fd, pid, (size_t)n, 0) != n)
        pid[0] = 0;
    *ret_fd = fd;
    return 0;
}

void wd_file_unlock(int fd)
{
    if (fd >= 0)
        (void)close(fd);
}

/* ---- places ---- */

struct wd_str wd_default_data_dir(struct wd_arena *a)
{
    const char *xdg = getenv("XDG_DATA_HOME");
    if (xdg && xdg[0] == '/')
        return wd_arena_printf(a, "%s/wiredesk", xdg);
    const char *home = getenv("HOME");
    struct passwd entry, *found = NULL;
    char text[4096];
    if ((!home || !home[0]) && getpwuid_r(getuid(), &entry, text, sizeof text, &found) == 0 && found)
        home = found->pw_dir;
    return wd_arena_printf(a, "%s/.local/share/wiredesk", home && home[0] ? home : ".");
}

int wd_zone_load(struct wd_arena *a, struct wd_str name, const struct wd_zone **ret_zone, struct wd_where *ret_where)
{
    if (name.n == 0 || name.n > 100 || name.p[0] == '/' || wd_str_find(name, "..", 0) != SIZE_MAX || memchr(name.p, 0, name.n))
        return wd_where_set(ret_where, WD_E_INVALID, "not a zone name: %.*s", (int)WD_MIN(name.n, (size_t)100), name.p ? name.p : "");
    static const char *const folders[] = {"/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"};
    const char *tzdir = getenv("TZDIR");
    struct wd_str bytes = {0};
    int err = WD_E_NOTFOUND;
    for (size_t i = 0; i <= WD_COUNT(folders) && err; i++) {
        const char *folder = i == 0 ? tzdir : folders[i - 1];
        if (folder)
            err = wd_file_read(a, wd_arena_printf(a, "%s/%.*s", folder, WD_STR_ARG(name)).p, ZONE_MAX_BYTES, &bytes, ret_where);
    }
    if (err)
        return err;
    err = wd_zone_parse(a, name, bytes, ret_zone);
    return err ? wd_where_set(ret_where, err, "%.*s: not a zone table", WD_STR_ARG(name)) : 0;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *at)
{
    (void)st;
    (void)flag;
    (void)at;
    (void)remove(path);
    return 0;
}

void wd_dir_remove(const char *path)
{
    (void)nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
