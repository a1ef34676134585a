#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "os/file.h"
#include "store/sqlite/inside.h"
#include "store/sqlite/schema.h"

static char *joined(struct wd_arena *a, const char *folder, const char *name)
{
    return wd_arena_c(a, wd_arena_printf(a, "%s/%s", folder, name));
}

/* A folder that a program of before wrote, or that came out of a backup, has none yet: a reader does without. */
static int open_secrets(struct wd_store *s, const char *folder, struct wd_where *ret_where)
{
    struct wd_where w = {0};
    int err = wd_db_open(&s->secrets, WD_DB_SECRETS, folder, s->writer, &w);
    if (err && ret_where && (s->writer || err != WD_E_NOTFOUND))
        *ret_where = w;
    return !s->writer && err == WD_E_NOTFOUND ? 0 : err;
}

static int open_files(struct wd_store *s, const char *folder, struct wd_where *ret_where)
{
    int err = wd_db_open(&s->log, WD_DB_LOG, folder, s->writer, ret_where);
    if (!err)
        err = wd_db_open(&s->log_read, WD_DB_LOG, folder, false, ret_where);
    if (!err)
        err = wd_db_open(&s->readers, WD_DB_READERS, folder, s->writer, ret_where);
    if (!err)
        err = wd_db_open(&s->derived, WD_DB_DERIVED, folder, s->writer, ret_where);
    if (!err)
        err = open_secrets(s, folder, ret_where);
    if (!err)
        err = wd_body_register(&s->derived, &s->body);
    return err;
}

static int open_store(const char *folder, bool writer, struct wd_store **ret_store, struct wd_where *ret_where)
{
    struct wd_store *s = wd_calloc(1, sizeof *s);
    s->writer = writer;
    s->lock_fd = -1;
    wd_arena_init(&s->scratch);
    wd_arena_init(&s->kept);
    wd_buf_init(&s->pack, WD_MAX_FILE_BYTES);
    int err = 0;
    if (writer) {
        err = wd_dir_make(folder, ret_where);
        if (!err)
            err = wd_file_lock(joined(&s->scratch, folder, "lock"), &s->lock_fd, ret_where);
    }
    if (!err)
        err = open_files(s, folder, ret_where);
    wd_arena_reset(&s->scratch);
    if (err) {
        wd_store_close(s);
        return err;
    }
    *ret_store = s;
    return 0;
}

int wd_store_open(const char *folder, struct wd_store **ret_store, struct wd_where *ret_where)
{
    return open_store(folder, true, ret_store, ret_where);
}

int wd_store_open_reader(const char *folder, struct wd_store **ret_store, struct wd_where *ret_where)
{
    return open_store(folder, false, ret_store, ret_where);
}

void wd_store_close(struct wd_store *s)
{
    if (!s)
        return;
    if (s->in_transaction)
        wd_store_rollback(s);
    wd_search_forget(s);
    wd_outlets_forget(s);
    wd_speakers_forget(s);
    wd_db_close(&s->derived);
    wd_db_close(&s->readers);
    wd_db_close(&s->secrets);
    wd_db_close(&s->log_read);
    wd_db_close(&s->log);
    wd_body_free(s->body);
    wd_zip_done(&s->log_zip);
    wd_zip_done(&s->log_read_zip);
    wd_zip_done(&s->zip);
    wd_arena_done(&s->scratch);
    wd_arena_done(&s->kept);
    wd_buf_done(&s->pack);
    wd_file_unlock(s->lock_fd);
    free(s);
}

/* ---- transactions of the derived side ---- */

int wd_store_readers_write(struct wd_store *s)
{
    if (!s->in_transaction || s->readers_in_transaction)
        return 0;
    int err = wd_db_run_plain(&s->readers, WD_SQL_BEGIN);
    s->readers_in_transaction = err == 0;
    return err;
}

int wd_store_begin(struct wd_store *s)
{
    wd_db_lock(&s->derived);
    int err = wd_db_run_plain(&s->derived, WD_SQL_BEGIN);
    if (!err)
        s->in_transaction = true;
    wd_db_unlock(&s->derived);
    return err;
}

static void end_transaction(struct wd_store *s)
{
    s->in_transaction = s->readers_in_transaction = false;
    memset(&s->to_optimise, 0, sizeof s->to_optimise);
    wd_arena_reset(&s->kept);
}

static void roll_back(struct wd_store *s)
{
    if (s->readers_in_transaction)
        (void)!wd_db_run_plain(&s->readers, WD_SQL_ROLLBACK);
    if (s->in_transaction && !sqlite3_get_autocommit(s->derived.handle))
        (void)!wd_db_run_plain(&s->derived, WD_SQL_ROLLBACK);
    /* a table of a month may be gone again */
    wd_search_forget(s);
    wd_outlets_forget(s);
    wd_speakers_forget(s);
    end_transaction(s);
}

void wd_store_rollback(struct wd_store *s)
{
    wd_db_lock(&s->derived);
    roll_back(s);
    wd_db_unlock(&s->derived);
}

static int set_meta(struct wd_store *s, const char *name, int64_t value)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_META_SET, &q);
    if (err)
        return err;
    wd_bind_text(q, 1, wd_str_c(name));
    wd_bind_i64(q, 2, value);
    return wd_db_run(q);
}

static int look_up_meta(struct wd_store *s, const char *name, int64_t *ret_value)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_META_GET, &q);
    if (err)
        return err;
    wd_bind_text(q, 1, wd_str_c(name));
    int row = wd_db_step(q);
    if (row >= 0)
        *ret_value = row ? sqlite3_column_int64(q, 0) : 0;
    (void)sqlite3_reset(q);
    return row < 0 ? row : 0;
}

static int get_meta(struct wd_store *s, const char *name, int64_t *ret_value)
{
    wd_db_lock(&s->derived);
    int err = look_up_meta(s, name, ret_value);
    wd_db_unlock(&s->derived);
    return err;
}

/* ---- subscriptions ---- */

int wd_store_mark_feeds(struct wd_store *s)
{
    int64_t mark = 0;
    int err = look_up_meta(s, "feeds", &mark);
    return err ? err : set_meta(s, "feeds", mark + 1);
}

int wd_store_feeds_mark(struct wd_store *s, int64_t *ret_mark)
{
    return get_meta(s, "feeds", ret_mark);
}

/* ---- stories that wait to be composed ---- */

int wd_store_set_stale(struct wd_store *s, uint64_t story, bool stale)
{
    char name[32];
    sqlite3_stmt *q = NULL;
    if (!s->in_transaction)
        return WD_E_INVALID;
    (void)snprintf(name, sizeof name, "stale:%016" PRIx64, story);
    wd_db_lock(&s->derived);
    int err = stale ? set_meta(s, name, (int64_t)story) : wd_db_use(&s->derived, WD_SQL_META_DROP, &q);
    if (!err && !stale) {
        wd_bind_text(q, 1, wd_str_c(name));
        err = wd_db_run(q);
    }
    wd_db_unlock(&s->derived);
    return err;
}

int wd_store_stale(struct wd_store *s, struct wd_arena *a, wd_keys *ret_stories)
{
    sqlite3_stmt *q = NULL;
    wd_keys stories = {0};
    int row = 0;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_META_STALE, &q);
    while (!err && (row = wd_db_step(q)) > 0)
        wd_list_add(a, &stories, wd_column_key(q, 0));
    wd_db_unlock(&s->derived);
    if (!err && row < 0)
        err = row;
    if (!err)
        *ret_stories = stories;
    return err;
}

/* ---- commit ---- */

static int truncate_if_wanted(struct wd_db *db, bool *wanted)
{
    int err = *wanted ? wd_db_truncate_wal(db) : 0;
    if (!err)
        *wanted = false;
    /* a reader is in the way: tried again at the next commit */
    return err == WD_E_BUSY ? 0 : err;
}

int wd_store_commit(struct wd_store *s, int64_t applied_seq)
{
    wd_db_lock(&s->derived);
    int err = s->in_transaction ? 0 : WD_E_INVALID;
    if (!err)
        err = wd_search_optimise(s);
    if (!err)
        err = set_meta(s, "applied_seq", applied_seq);
    /* serial numbers first: a crash in between leaves numbers without articles, and those are found again */
    if (!err && s->readers_in_transaction) {
        err = wd_db_run_plain(&s->readers, WD_SQL_COMMIT);
        if (!err)
            s->readers_in_transaction = false;
    }
    if (!err)
        err = wd_db_run_plain(&s->derived, WD_SQL_COMMIT);
    if (err)
        roll_back(s);
    else
        end_transaction(s);
    if (!err)
        err = truncate_if_wanted(&s->derived, &s->purge_wal);
    wd_db_unlock(&s->derived);
    return err;
}

int wd_store_applied(struct wd_store *s, int64_t *ret_seq)
{
    return get_meta(s, "applied_seq", ret_seq);
}

int wd_store_rules_version(struct wd_store *s, uint64_t *ret_version)
{
    int64_t value;
    int err = get_meta(s, "rules_version", &value);
    if (!err)
        *ret_version = (uint64_t)value;
    return err;
}

int wd_store_reset_derived(struct wd_store *s, uint64_t rules_version)
{
    if (!s->writer || s->in_transaction)
        return WD_E_INVALID;
    wd_db_lock(&s->derived);
    wd_search_forget(s);
    wd_outlets_forget(s);
    wd_speakers_forget(s);
    for (size_t i = 0; i < WD_SQL_COUNT; i++)
        if (s->derived.statements[i])
            (void)sqlite3_reset(s->derived.statements[i]);
    /* the documented way to empty a file that others may be reading; nothing of the old texts stays in it */
    (void)sqlite3_db_config(s->derived.handle, SQLITE_DBCONFIG_RESET_DATABASE, 1, NULL);
    int err = wd_db_exec(&s->derived, "VACUUM");
    (void)sqlite3_db_config(s->derived.handle, SQLITE_DBCONFIG_RESET_DATABASE, 0, NULL);
    if (!err)
        err = wd_schema_migrate(&s->derived);
    if (!err)
        err = set_meta(s, "rules_version", (int64_t)rules_version);
    if (!err)
        err = wd_db_truncate_wal(&s->derived);
    wd_db_unlock(&s->derived);
    return err == WD_E_BUSY ? 0 : err;
}
