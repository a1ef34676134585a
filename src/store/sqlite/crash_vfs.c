#include "store/sqlite/crash_vfs.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "os/file.h"

struct crash_file {
    sqlite3_file base;
    sqlite3_file *real; /* right behind this struct */
};

static sqlite3_vfs *real_vfs;
static _Atomic long calls;
static long crash_at;

/* True when this is the call to die at. */
static bool counted(void)
{
    long n = atomic_fetch_add(&calls, 1) + 1;
    return crash_at > 0 && n == crash_at;
}

static _Noreturn void die(void)
{
    (void)kill(getpid(), SIGKILL);
    for (;;)
        (void)pause();
}

static sqlite3_file *real_of(sqlite3_file *f)
{
    return ((struct crash_file *)f)->real;
}

static int crash_close(sqlite3_file *f)
{
    sqlite3_file *real = real_of(f);
    return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

static int crash_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    return real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}

static int crash_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
    if (counted()) {
        (void)real_of(f)->pMethods->xWrite(real_of(f), from, n / 2, at);
        die();
    }
    return real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
}

static int crash_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    if (counted())
        die();
    return real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int crash_sync(sqlite3_file *f, int flags)
{
    if (counted())
        die();
    return real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int crash_size(sqlite3_file *f, sqlite3_int64 *ret)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), ret);
}

static int crash_lock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int crash_unlock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int crash_reserved(sqlite3_file *f, int *ret)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), ret);
}

static int crash_control(sqlite3_file *f, int what, void *argument)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), what, argument);
}

static int crash_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int crash_device(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int crash_shm_map(sqlite3_file *f, int page, int bytes, int extend, void volatile **ret)
{
    return real_of(f)->pMethods->xShmMap(real_of(f), page, bytes, extend, ret);
}

static int crash_shm_lock(sqlite3_file *f, int from, int n, int flags)
{
    return real_of(f)->pMethods->xShmLock(real_of(f), from, n, flags);
}

static void crash_shm_barrier(sqlite3_file *f)
{
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int crash_shm_unmap(sqlite3_file *f, int remove)
{
    return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

/* Version 2: no memory mapping, so that every access passes here. */
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = crash_close,
    .xRead = crash_read,
    .xWrite = crash_write,
    .xTruncate = crash_truncate,
    .xSync = crash_sync,
    .xFileSize = crash_size,
    .xLock = crash_lock,
    .xUnlock = crash_unlock,
    .xCheckReservedLock = crash_reserved,
    .xFileControl = crash_control,
    .xSectorSize = crash_sector,
    .xDeviceCharacteristics = crash_device,
    .xShmMap = crash_shm_map,
    .xShmLock = crash_shm_lock,
    .xShmBarrier = crash_shm_barrier,
    .xShmUnmap = crash_shm_unmap,
};

static int crash_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *f, int flags, int *ret_flags)
{
    (void)vfs;
    struct crash_file *file = (struct crash_file *)f;
    file->real = (sqlite3_file *)(file + 1);
    file->base.pMethods = NULL;
    int code = real_vfs->xOpen(real_vfs, name, file->real, flags, ret_flags);
    if (file->real->pMethods)
        file->base.pMethods = &methods;
    return code;
}

static void write_count(void)
{
    const char *path = getenv("WIREDESK_CRASH_COUNT");
    char text[32];
    int n = snprintf(text, sizeof text, "%ld\n", atomic_load(&calls));
    if (path)
        (void)!wd_file_write(path, wd_str_n(text, (size_t)n), NULL);
}

void wd_crash_vfs_start(void)
{
    const char *at = getenv("WIREDESK_CRASH_AT");
    const char *count = getenv("WIREDESK_CRASH_COUNT");
    if (!at && !count)
        return;
    int64_t n;
    if (at && wd_str_to_i64(wd_str_c(at), &n))
        crash_at = (long)n;
    real_vfs = sqlite3_vfs_find(NULL);
    if (!real_vfs)
        abort();
    static sqlite3_vfs shim;
    shim = *real_vfs;
    shim.szOsFile = real_vfs->szOsFile + (int)sizeof(struct crash_file);
    shim.zName = "wiredesk-crash";
    shim.pNext = NULL;
    shim.xOpen = crash_open;
    if (sqlite3_vfs_register(&shim, 1) != SQLITE_OK)
        abort();
    if (count)
        (void)atexit(write_count);
}
