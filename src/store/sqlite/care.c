#include <sodium.h>
#include <unistd.h>

#include "base/limits.h"
#include "os/file.h"
#include "store/sqlite/inside.h"

enum { ID_BYTES = 16, REPORT_LINES_MAX = 1000 };

struct report {
    struct wd_buf *out;
    size_t lines;
};

static void put_line(struct report *r, const char *file, const char *what, int64_t number, const char *text)
{
    if (++r->lines > REPORT_LINES_MAX)
        return;
    wd_buf_printf(r->out, "%s: ", file);
    if (number)
        wd_buf_printf(r->out, "%s %" PRId64 ": ", what, number);
    wd_buf_printf(r->out, "%s\n", text);
}

/* ---- check ---- */

/* A pragma that answers "ok" or a line a fault. */
static int check_pragma(struct wd_db *db, const char *sql, struct report *r)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_prepare(db, sql, &q);
    if (err)
        return err;
    int row;
    while ((row = wd_db_step(q)) > 0) {
        struct wd_str text = wd_column_str(q, 0);
        if (!wd_str_eqc(text, "ok"))
            put_line(r, wd_db_name(db->kind), "", 0, (const char *)sqlite3_column_text(q, 0));
    }
    (void)sqlite3_finalize(q);
    return row;
}

static int check_foreign(struct wd_db *db, struct report *r)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_prepare(db, "PRAGMA foreign_key_check", &q);
    if (err)
        return err;
    int row;
    while ((row = wd_db_step(q)) > 0)
        put_line(r, wd_db_name(db->kind), "row", sqlite3_column_int64(q, 1), "points to a row that is not there");
    (void)sqlite3_finalize(q);
    return row;
}

/* Also says how many events there are, by the last number: none may be missing in between. */
static int check_events(struct wd_store *s, struct report *r)
{
    struct wd_arena a;
    wd_arena_init(&a);
    int64_t seq = 0;
    int err = 0;
    for (;;) {
        sqlite3_stmt *q = NULL;
        err = wd_db_use(&s->log_read, WD_SQL_EVENT_CHECK, &q);
        if (err)
            break;
        wd_bind_i64(q, 1, seq);
        int row = wd_db_step(q);
        if (row <= 0) {
            err = row;
            break;
        }
        if (sqlite3_column_int64(q, 0) != seq + 1)
            put_line(r, "log.db", "event", seq + 1, "is missing");
        seq = sqlite3_column_int64(q, 0);
        struct wd_event head;
        struct wd_str body;
        unsigned char id[ID_BYTES];
        struct wd_str content = wd_column_str(q, 1);
        if (wd_record_unpack(&wd_event_head_record, &a, wd_column_str(q, 2), &head)) {
            put_line(r, "log.db", "event", seq, "head cannot be read");
        } else if (wd_zip_open(&s->log_read_zip, &a, wd_column_str(q, 3), WD_MAX_FILE_BYTES, &body)) {
            put_line(r, "log.db", "event", seq, "body cannot be read");
        } else {
            (void)crypto_generichash(id, ID_BYTES, (const unsigned char *)body.p, body.n, NULL, 0);
            if (content.n != ID_BYTES || memcmp(content.p, id, ID_BYTES) != 0)
                put_line(r, "log.db", "event", seq, "bytes are not those that were delivered");
        }
        (void)sqlite3_reset(q);
        wd_arena_reset(&a);
    }
    wd_arena_done(&a);
    return err;
}

static int check_records(struct wd_store *s, struct report *r, const char *sql, const struct wd_record *record, const char *what)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_prepare(&s->derived, sql, &q);
    if (err)
        return err;
    struct wd_arena a;
    wd_arena_init(&a);
    int row;
    while ((row = wd_db_step(q)) > 0) {
        struct wd_str raw;
        void *to = wd_arena_alloc(&a, record->bytes);
        if (wd_zip_open(&s->zip, &a, wd_column_str(q, 1), WD_MAX_FILE_BYTES, &raw) || wd_record_unpack(record, &a, raw, to))
            put_line(r, "derived.db", what, sqlite3_column_int64(q, 0), "cannot be read");
        wd_arena_reset(&a);
    }
    (void)sqlite3_finalize(q);
    wd_arena_done(&a);
    return row;
}

/* FTS5 compares its index with the texts; that is a command, so only a writer may give it. */
static int check_search(struct wd_store *s, struct report *r)
{
    sqlite3_stmt *q = NULL;
    WD_LIST(int) months = {0};
    struct wd_arena a;
    wd_arena_init(&a);
    int err = wd_db_use(&s->derived, WD_SQL_MONTHS, &q);
    int row = 0;
    while (!err && (row = wd_db_step(q)) > 0)
        wd_list_add(&a, &months, sqlite3_column_int(q, 0));
    if (!err)
        err = row;
    for (size_t i = 0; i < months.n && !err; i++) {
        char name[32], sql[128];
        (void)snprintf(name, sizeof name, "search_%04d_%02d", months.v[i] / 100, months.v[i] % 100);
        (void)snprintf(sql, sizeof sql, "INSERT INTO %s(%s,rank) VALUES('integrity-check',1)", name, name);
        err = wd_db_exec(&s->derived, sql);
        if (err == WD_E_CORRUPT) {
            put_line(r, "derived.db", "", 0, wd_arena_printf(&a, "%s: index and texts differ", name).p);
            err = 0;
        }
    }
    wd_arena_done(&a);
    return err;
}

/* Rows of a query that finds only what is wrong. */
static int check_wrong(struct wd_store *s, struct report *r, const char *sql, const char *what, const char *fault)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_prepare(&s->derived, sql, &q);
    if (err)
        return err;
    int row;
    while ((row = wd_db_step(q)) > 0)
        put_line(r, wd_db_name(WD_DB_DERIVED), what, sqlite3_column_int64(q, 0), fault);
    (void)sqlite3_finalize(q);
    return row;
}

static int check_membership(struct wd_store *s, struct report *r)
{
    static const char *const wrong[][3] = {
        {"SELECT s.key FROM stories s WHERE NOT EXISTS(SELECT 1 FROM articles a WHERE a.story=s.key)", "story", "has no article"},
        {"SELECT l.story FROM story_links l WHERE NOT EXISTS(SELECT 1 FROM story_links b WHERE b.story=l.other AND b.other=l.story)",
         "story", "is linked with one that does not know of it"},
    };
    int err = 0;
    for (size_t i = 0; i < WD_COUNT(wrong) && !err; i++)
        err = check_wrong(s, r, wrong[i][0], wrong[i][1], wrong[i][2]);
    return err;
}

static int check_derived(struct wd_store *s, struct report *r)
{
    int err = check_records(s, r, "SELECT id,record FROM versions", &wd_article_record, "version");
    if (!err)
        err = check_records(s, r, "SELECT rowid,record FROM stories", &wd_story_record, "story");
    if (!err)
        err = check_membership(s, r);
    if (!err && s->writer)
        err = check_search(s, r);
    return err;
}

static int check_file(struct wd_db *db, struct report *r)
{
    int err = check_pragma(db, "PRAGMA integrity_check", r);
    return err ? err : check_foreign(db, r);
}

/* A file that is too broken to be asked is a line of the report, not an end of the check. */
static int told(struct report *r, enum wd_db_kind kind, int err)
{
    if (err != WD_E_CORRUPT)
        return err;
    put_line(r, wd_db_name(kind), "", 0, wd_err_text(err));
    return 0;
}

int wd_store_check(struct wd_store *s, struct wd_buf *ret_report)
{
    struct report r = {.out = ret_report};
    wd_db_lock(&s->derived);
    wd_db_lock(&s->log_read);
    int err = told(&r, WD_DB_LOG, check_file(&s->log_read, &r));
    if (!err)
        err = told(&r, WD_DB_LOG, check_events(s, &r));
    if (!err)
        err = told(&r, WD_DB_READERS, check_file(&s->readers, &r));
    if (!err)
        err = told(&r, WD_DB_DERIVED, check_file(&s->derived, &r));
    if (!err)
        err = told(&r, WD_DB_DERIVED, check_derived(s, &r));
    if (!err && s->secrets.handle) {
        wd_db_lock(&s->secrets);
        err = told(&r, WD_DB_SECRETS, check_file(&s->secrets, &r));
        wd_db_unlock(&s->secrets);
    }
    wd_db_unlock(&s->log_read);
    wd_db_unlock(&s->derived);
    if (r.lines > REPORT_LINES_MAX)
        wd_buf_printf(ret_report, "%zu more\n", r.lines - REPORT_LINES_MAX);
    return err ? err : ret_report->err;
}

/* ---- backup ---- */

static int copy_file(struct wd_db *db, const char *to, struct wd_where *ret_where)
{
    sqlite3 *copy = NULL;
    int code = sqlite3_open_v2(to, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    int err = wd_db_code(code);
    if (!err) {
        /* one step: one state of the file, whatever is written meanwhile */
        sqlite3_backup *b = sqlite3_backup_init(copy, "main", db->handle, "main");
        if (b) {
            code = sqlite3_backup_step(b, -1);
            (void)sqlite3_backup_finish(b);
            err = code == SQLITE_DONE ? 0 : wd_db_code(code);
        } else {
            err = wd_db_code(sqlite3_errcode(copy));
        }
    }
    if (err)
        (void)wd_where_set(ret_where, err, "%s: %s", to, copy ? sqlite3_errmsg(copy) : wd_err_text(err));
    (void)sqlite3_close_v2(copy);
    return err;
}

int wd_store_backup(struct wd_store *s, const char *folder, struct wd_where *ret_where)
{
    /* each file may be a little newer than the one before it, and only in this order is the whole sound: what the log has and the
     * derived tables have not is applied again, and every number that they name is in readers.db */
    struct wd_db *files[] = {&s->derived, &s->readers, &s->log_read};
    char *temporary[WD_COUNT(files)] = {0}, *last[WD_COUNT(files)] = {0};
    struct wd_arena a;
    wd_arena_init(&a);
    int err = wd_dir_make(folder, ret_where);
    for (size_t i = 0; i < WD_COUNT(files) && !err; i++) {
        last[i] = wd_arena_c(&a, wd_arena_printf(&a, "%s/%s", folder, wd_db_name(files[i]->kind)));
        temporary[i] = wd_arena_c(&a, wd_arena_printf(&a, "%s.part", last[i]));
        if (wd_file_exists(last[i]))
            err = wd_where_set(ret_where, WD_E_EXISTS, "%s: exists already", last[i]);
    }
    for (size_t i = 0; i < WD_COUNT(files) && !err; i++) {
        (void)unlink(temporary[i]);
        wd_db_lock(files[i]);
        err = copy_file(files[i], temporary[i], ret_where);
        wd_db_unlock(files[i]);
    }
    for (size_t i = 0; i < WD_COUNT(files) && !err; i++)
        err = wd_file_rename(temporary[i], last[i], ret_where);
    for (size_t i = 0; i < WD_COUNT(files) && err; i++)
        if (temporary[i])
            (void)unlink(temporary[i]);
    wd_arena_done(&a);
    return err;
}
