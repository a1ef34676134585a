/* store/sqlite/db.h - one SQLite file: connection, kept statements, transactions, errors.
 * Duty:      everything that the rest of the folder needs of SQLite's interface beside bind and column calls.
 * Ownership: a wd_db owns its connection and statements; texts read from a row must be copied before the next step.
 * Errors:    SQLite's codes become WD_E_BUSY, _FULL, _CORRUPT, _DENIED, _TOOBIG, _IO; out of memory aborts.
 * Threads:   one mutex a connection: whoever uses a wd_db holds it (wd_db_lock), once, at the store's public functions. */
#ifndef WD_STORE_SQLITE_DB_H
#define WD_STORE_SQLITE_DB_H

#include <pthread.h>
#include <sqlite3.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/sqlite/sql.h"

enum wd_db_kind { WD_DB_LOG, WD_DB_DERIVED, WD_DB_READERS, WD_DB_SECRETS };
struct wd_db {
    sqlite3 *handle;
    enum wd_db_kind kind;
    char *path;
    pthread_mutex_t mutex;
    sqlite3_stmt *statements[WD_SQL_COUNT];
};

/* Opens, sets the pragmas, checks or migrates the schema (schema.h). A reader never creates nor migrates. */
int wd_db_open(struct wd_db *db, enum wd_db_kind kind, const char *folder, bool writer, struct wd_where *ret_where) WD_MUST;
void wd_db_close(struct wd_db *db);
const char *wd_db_name(enum wd_db_kind kind); /* "log.db" */

void wd_db_lock(struct wd_db *db);
void wd_db_unlock(struct wd_db *db);

int wd_db_code(int sqlite_code);
/* The statement, reset and without bindings. */
int wd_db_use(struct wd_db *db, enum wd_sql which, sqlite3_stmt **ret_statement) WD_MUST;
/* 1: a row; 0: done; negative: error. Done and errors reset the statement. */
int wd_db_step(sqlite3_stmt *s) WD_MUST;
/* Steps once and resets; rows are not expected. */
int wd_db_run(sqlite3_stmt *s) WD_MUST;
int wd_db_run_plain(struct wd_db *db, enum wd_sql which) WD_MUST;
int wd_db_exec(struct wd_db *db, const char *sql) WD_MUST;
/* Statements for which there is no place in the table: built, used once. */
int wd_db_prepare(struct wd_db *db, const char *sql, sqlite3_stmt **ret_statement) WD_MUST;

/* A read transaction round several statements, unless one is open already; *ret_own goes to wd_db_read_end. */
int wd_db_read_begin(struct wd_db *db, bool *ret_own) WD_MUST;
void wd_db_read_end(struct wd_db *db, bool own);
/* Writes the log of SQLite back and truncates it, so that purged texts are gone from the disk. WD_E_BUSY beside a reader. */
int wd_db_truncate_wal(struct wd_db *db) WD_MUST;

void wd_bind_key(sqlite3_stmt *s, int at, uint64_t key);
void wd_bind_i64(sqlite3_stmt *s, int at, int64_t v);
void wd_bind_text(sqlite3_stmt *s, int at, struct wd_str v); /* borrowed until the statement is reset */
void wd_bind_blob(sqlite3_stmt *s, int at, struct wd_str v); /* borrowed too */
uint64_t wd_column_key(sqlite3_stmt *s, int at);
struct wd_str wd_column_str(sqlite3_stmt *s, int at); /* text or blob, until the next step */

#endif
