#include "store/sqlite/db.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "os/file.h"
#include "store/sqlite/crash_vfs.h"
#include "store/sqlite/schema.h"

enum { BUSY_MS = 10000 };

static const char *const sql_texts[] = {
#define WD_SQL_TEXT(name, text) text,
    WD_SQLS(WD_SQL_TEXT)
#undef WD_SQL_TEXT
};

static const struct {
    const char *name, *pragmas;
    bool secret; /* nobody but its owner may read it */
} files[] = {
    [WD_DB_LOG] = {"log.db", "PRAGMA synchronous=FULL;PRAGMA cache_size=-8000;"},
    /* what a power cut takes from the derived tables is applied again from the log */
    [WD_DB_DERIVED] = {"derived.db", "PRAGMA synchronous=NORMAL;PRAGMA cache_size=-65536;PRAGMA wal_autocheckpoint=4000;"},
    /* a serial number that was shown must never be given to another: it is on the disk before the derived tables name it */
    [WD_DB_READERS] = {"readers.db", "PRAGMA synchronous=FULL;PRAGMA cache_size=-16000;"},
    [WD_DB_SECRETS] = {"secrets.db", "PRAGMA synchronous=NORMAL;PRAGMA cache_size=-2000;", true},
};

const char *wd_db_name(enum wd_db_kind kind)
{
    return files[kind].name;
}

int wd_db_code(int sqlite_code)
{
    static const struct {
        int sqlite, code;
    } codes[] = {{SQLITE_OK, 0},
                 {SQLITE_BUSY, WD_E_BUSY},
                 {SQLITE_LOCKED, WD_E_BUSY},
                 {SQLITE_SCHEMA, WD_E_BUSY},
                 {SQLITE_FULL, WD_E_FULL},
                 {SQLITE_CORRUPT, WD_E_CORRUPT},
                 {SQLITE_NOTADB, WD_E_CORRUPT},
                 {SQLITE_PERM, WD_E_DENIED},
                 {SQLITE_AUTH, WD_E_DENIED},
                 {SQLITE_READONLY, WD_E_DENIED},
                 {SQLITE_TOOBIG, WD_E_TOOBIG},
                 {SQLITE_CONSTRAINT, WD_E_EXISTS}};
    int primary = sqlite_code & 0xff;
    if (primary == SQLITE_NOMEM)
        abort();
    for (size_t i = 0; i < WD_COUNT(codes); i++)
        if (codes[i].sqlite == primary)
            return codes[i].code;
    return WD_E_IO;
}

/* ---- statements ---- */

int wd_db_prepare(struct wd_db *db, const char *sql, sqlite3_stmt **ret_statement)
{
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(db->handle, sql, -1, &s, NULL);
    if (code != SQLITE_OK)
        return wd_db_code(code);
    *ret_statement = s;
    return 0;
}

int wd_db_use(struct wd_db *db, enum wd_sql which, sqlite3_stmt **ret_statement)
{
    sqlite3_stmt **kept = &db->statements[which];
    if (!*kept) {
        int code = sqlite3_prepare_v3(db->handle, sql_texts[which], -1, SQLITE_PREPARE_PERSISTENT, kept, NULL);
        if (code != SQLITE_OK)
            return wd_db_code(code);
    }
    *ret_statement = *kept;
    return 0;
}

int wd_db_step(sqlite3_stmt *s)
{
    int code = sqlite3_step(s);
    if (code == SQLITE_ROW)
        return 1;
    (void)sqlite3_reset(s);
    (void)sqlite3_clear_bindings(s);
    return code == SQLITE_DONE ? 0 : wd_db_code(code);
}

int wd_db_run(sqlite3_stmt *s)
{
    int row = wd_db_step(s);
    if (row > 0) {
        (void)sqlite3_reset(s);
        (void)sqlite3_clear_bindings(s);
    }
    return row < 0 ? row : 0;
}

int wd_db_run_plain(struct wd_db *db, enum wd_sql which)
{
    sqlite3_stmt *s = NULL;
    int err = wd_db_use(db, which, &s);
    return err ? err : wd_db_run(s);
}

int wd_db_exec(struct wd_db *db, const char *sql)
{
    return wd_db_code(sqlite3_exec(db->handle, sql, NULL, NULL, NULL));
}

int wd_db_read_begin(struct wd_db *db, bool *ret_own)
{
    bool own = sqlite3_get_autocommit(db->handle) != 0;
    int err = own ? wd_db_run_plain(db, WD_SQL_BEGIN_READ) : 0;
    if (!err)
        *ret_own = own;
    return err;
}

void wd_db_read_end(struct wd_db *db, bool own)
{
    if (own)
        (void)!wd_db_run_plain(db, WD_SQL_COMMIT);
}

int wd_db_truncate_wal(struct wd_db *db)
{
    /* a reader that holds an old state is met again at the next commit; it is not waited for */
    (void)sqlite3_busy_timeout(db->handle, 0);
    int code = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    (void)sqlite3_busy_timeout(db->handle, BUSY_MS);
    return wd_db_code(code);
}

/* ---- open and close ---- */

static void start_sqlite(void)
{
    /* every connection has one mutex of ours; statistics of memory would cost a lock an allocation */
    (void)sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (sqlite3_initialize() != SQLITE_OK || sodium_init() < 0)
        abort();
    wd_crash_vfs_start();
}

static int fail(struct wd_db *db, int err, struct wd_where *ret_where)
{
    err = wd_where_set(ret_where, err, "%s: %s", db->path, db->handle ? sqlite3_errmsg(db->handle) : wd_err_text(err));
    wd_db_close(db);
    return err;
}

/* SQLite gives its log beside the file the same mode. */
static int make_secret(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    int err = fd >= 0 && fchmod(fd, 0600) == 0 ? 0 : WD_E_DENIED;
    if (fd >= 0)
        close(fd);
    return err;
}

int wd_db_open(struct wd_db *db, enum wd_db_kind kind, const char *folder, bool writer, struct wd_where *ret_where)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, start_sqlite);
    size_t n = strlen(folder) + strlen(files[kind].name) + 2;
    *db = (struct wd_db){.kind = kind, .path = wd_malloc(n)};
    (void)snprintf(db->path, n, "%s/%s", folder, files[kind].name);
    if (pthread_mutex_init(&db->mutex, NULL) != 0)
        abort();
    if (!writer && !wd_file_exists(db->path))
        return fail(db, WD_E_NOTFOUND, ret_where);
    if (writer && files[kind].secret && make_secret(db->path))
        return fail(db, WD_E_DENIED, ret_where);
    int flags = SQLITE_OPEN_NOMUTEX | (writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    int err = wd_db_code(sqlite3_open_v2(db->path, &db->handle, flags, NULL));
    if (err)
        return fail(db, err, ret_where);
    (void)sqlite3_extended_result_codes(db->handle, 1);
    (void)sqlite3_busy_timeout(db->handle, BUSY_MS);
    /* a hand-made file must not run anything through our functions */
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (writer)
        err = wd_db_exec(db, "PRAGMA page_size=8192;PRAGMA journal_mode=WAL;PRAGMA secure_delete=ON;PRAGMA foreign_keys=OFF;");
    if (!err)
        err = wd_db_exec(db, "PRAGMA temp_store=MEMORY;PRAGMA cell_size_check=ON;PRAGMA trusted_schema=OFF;");
    if (!err)
        err = wd_db_exec(db, files[kind].pragmas);
    if (err)
        return fail(db, err, ret_where);
    err = writer ? wd_schema_migrate(db) : wd_schema_check(db);
    if (err == WD_E_VERSION || err == WD_E_FORMAT) {
        err = wd_where_set(ret_where, err, "%s: %s", db->path, wd_err_text(err));
        wd_db_close(db);
        return err;
    }
    return err ? fail(db, err, ret_where) : 0;
}

void wd_db_close(struct wd_db *db)
{
    if (!db->path)
        return;
    for (size_t i = 0; i < WD_SQL_COUNT; i++)
        (void)sqlite3_finalize(db->statements[i]);
    (void)sqlite3_close_v2(db->handle);
    (void)pthread_mutex_destroy(&db->mutex);
    free(db->path);
    memset(db, 0, sizeof *db);
}

void wd_db_lock(struct wd_db *db)
{
    (void)pthread_mutex_lock(&db->mutex);
}

void wd_db_unlock(struct wd_db *db)
{
    (void)pthread_mutex_unlock(&db->mutex);
}

/* ---- values ---- */

void wd_bind_key(sqlite3_stmt *s, int at, uint64_t key)
{
    (void)sqlite3_bind_int64(s, at, (sqlite3_int64)key);
}

void wd_bind_i64(sqlite3_stmt *s, int at, int64_t v)
{
    (void)sqlite3_bind_int64(s, at, v);
}

void wd_bind_text(sqlite3_stmt *s, int at, struct wd_str v)
{
    (void)sqlite3_bind_text64(s, at, v.n ? v.p : "", v.n, SQLITE_STATIC, SQLITE_UTF8);
}

void wd_bind_blob(sqlite3_stmt *s, int at, struct wd_str v)
{
    (void)sqlite3_bind_blob64(s, at, v.n ? v.p : "", v.n, SQLITE_STATIC);
}

uint64_t wd_column_key(sqlite3_stmt *s, int at)
{
    return (uint64_t)sqlite3_column_int64(s, at);
}

struct wd_str wd_column_str(sqlite3_stmt *s, int at)
{
    const void *p = sqlite3_column_type(s, at) == SQLITE_TEXT ? (const void *)sqlite3_column_text(s, at) : sqlite3_column_blob(s, at);
    return wd_str_n(p ? p : "", p ? (size_t)sqlite3_column_bytes(s, at) : 0);
}
