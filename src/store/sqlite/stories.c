#include "base/limits.h"
#include "store/rows.h"
#include "store/sqlite/inside.h"

enum { REDIRECTS_MAX = 64 };

/* ---- serial numbers and redirects ---- */

struct serial_sql {
    enum wd_sql add, get, key;
};
static const struct serial_sql *serial_sql_of(char kind)
{
    static const struct serial_sql article = {WD_SQL_ARTICLE_SERIAL_ADD, WD_SQL_ARTICLE_SERIAL, WD_SQL_ARTICLE_SERIAL_KEY};
    static const struct serial_sql story = {WD_SQL_STORY_SERIAL_ADD, WD_SQL_STORY_SERIAL, WD_SQL_STORY_SERIAL_KEY};
    return kind == 'a' ? &article : kind == 's' ? &story : NULL;
}

/* One key or number by another; WD_E_NOTFOUND. */
static int look_up(struct wd_db *db, enum wd_sql which, uint64_t key, uint64_t *ret_value)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(db, which, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, key);
    int row = wd_db_step(q);
    if (row > 0) {
        *ret_value = wd_column_key(q, 0);
        (void)sqlite3_reset(q);
    }
    return row < 0 ? row : row ? 0 : WD_E_NOTFOUND;
}

static int run_with_key(struct wd_db *db, enum wd_sql which, uint64_t key)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(db, which, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, key);
    return wd_db_run(q);
}

int wd_store_serial(struct wd_store *s, char kind, uint64_t key, uint32_t *ret_serial)
{
    const struct serial_sql *sql = serial_sql_of(kind);
    uint64_t serial = 0;
    if (!sql)
        return WD_E_INVALID;
    wd_db_lock(&s->derived);
    int err = look_up(&s->readers, sql->get, key, &serial);
    if (err == WD_E_NOTFOUND && s->writer) {
        err = wd_store_readers_write(s);
        if (!err)
            err = run_with_key(&s->readers, sql->add, key);
        if (!err)
            err = look_up(&s->readers, sql->get, key, &serial);
    }
    wd_db_unlock(&s->derived);
    if (!err && serial > INT32_MAX)
        err = WD_E_FULL;
    if (!err)
        *ret_serial = (uint32_t)serial;
    return err;
}

static int there(struct wd_store *s, uint64_t story, bool *ret_there)
{
    uint64_t one;
    int err = look_up(&s->derived, WD_SQL_STORY_THERE, story, &one);
    *ret_there = !err;
    return err == WD_E_NOTFOUND ? 0 : err;
}

/* From a story that is no more to the one that took its place; unchanged where none did. */
static int follow(struct wd_store *s, uint64_t *key)
{
    uint64_t at = *key;
    bool found = false;
    int err = there(s, at, &found);
    for (int i = 0; i < REDIRECTS_MAX && !err && !found; i++) {
        err = look_up(&s->readers, WD_SQL_REDIRECT_GET, at, &at);
        if (!err)
            err = there(s, at, &found);
    }
    if (err == WD_E_NOTFOUND)
        err = 0;
    if (!err && !found) {
        err = look_up(&s->derived, WD_SQL_ARTICLE_STORY, *key, &at);
        if (err == WD_E_NOTFOUND)
            return 0;
    }
    if (!err)
        *key = at;
    return err;
}

int wd_store_key(struct wd_store *s, char kind, uint32_t serial, uint64_t *ret_key)
{
    const struct serial_sql *sql = serial_sql_of(kind);
    uint64_t key = 0;
    bool own = false;
    if (!sql)
        return WD_E_INVALID;
    wd_db_lock(&s->derived);
    int err = look_up(&s->readers, sql->key, serial, &key);
    if (!err && kind == 's') {
        err = wd_db_read_begin(&s->derived, &own);
        if (!err)
            err = follow(s, &key);
        wd_db_read_end(&s->derived, own);
    }
    wd_db_unlock(&s->derived);
    if (!err)
        *ret_key = key;
    return err;
}

int wd_store_redirect(struct wd_store *s, uint64_t old_story, uint64_t new_story)
{
    if (!s->writer || old_story == new_story)
        return WD_E_INVALID;
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_store_readers_write(s);
    /* the target lives (again), so no way may lead on from it: no circles */
    if (!err)
        err = run_with_key(&s->readers, WD_SQL_REDIRECT_DROP, new_story);
    if (!err)
        err = wd_db_use(&s->readers, WD_SQL_REDIRECT_SET, &q);
    if (!err) {
        wd_bind_key(q, 1, old_story);
        wd_bind_key(q, 2, new_story);
        err = wd_db_run(q);
    }
    if (!err && s->in_transaction)
        err = wd_store_drop_story(s, old_story);
    wd_arena_reset(&s->scratch);
    wd_db_unlock(&s->derived);
    return err;
}

/* ---- stories ---- */

int wd_store_drop_story(struct wd_store *s, uint64_t key)
{
    int err = wd_outlets_drop_story(s, key);
    if (!err)
        err = wd_speakers_drop_story(s, key);
    if (!err)
        err = wd_links_drop_story(s, key);
    if (!err)
        err = run_with_key(&s->derived, WD_SQL_STORY_DROP, key);
    return err ? err : run_with_key(&s->derived, WD_SQL_LIST_DROP, key);
}

static int put_record(struct wd_store *s, const struct wd_story *story)
{
    struct wd_str record;
    sqlite3_stmt *q = NULL;
    wd_buf_reset(&s->pack);
    wd_record_pack(&wd_story_record, story, &s->pack);
    int err = s->pack.err ? s->pack.err : wd_zip_pack(&s->zip, wd_buf_str(&s->pack), WD_ZIP_DERIVED, &record);
    if (!err)
        err = wd_db_use(&s->derived, WD_SQL_STORY_SET, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, story->key);
    wd_bind_blob(q, 2, record);
    return wd_db_run(q);
}

static int run_list(struct wd_store *s, enum wd_sql which, const struct wd_story *story)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, which, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, story->key);
    wd_bind_i64(q, 2, story->updated_utc);
    wd_bind_i64(q, 3, wd_story_last_arrival(story));
    wd_bind_text(q, 4, story->section);
    wd_bind_i64(q, 5, story->origins);
    wd_bind_blob(q, 6, wd_buf_str(&s->pack));
    return wd_db_run(q);
}

static int put_list_row(struct wd_store *s, const struct wd_story *story)
{
    struct wd_story_row row;
    wd_story_row_of(&s->scratch, story, &row);
    wd_buf_reset(&s->pack);
    wd_record_pack(&wd_story_row_record, &row, &s->pack);
    int err = s->pack.err ? s->pack.err : run_list(s, WD_SQL_LIST_SET, story);
    if (!err && sqlite3_changes(s->derived.handle) == 0)
        err = run_list(s, WD_SQL_LIST_ADD, story);
    return err;
}

int wd_store_put_story(struct wd_store *s, const struct wd_story *story)
{
    if (!s->in_transaction)
        return WD_E_INVALID;
    wd_db_lock(&s->derived);
    int err;
    if (story->members.n == 0) {
        err = wd_store_drop_story(s, story->key);
    } else {
        err = put_record(s, story);
        if (!err)
            err = put_list_row(s, story);
        if (!err)
            err = wd_outlets_put(s, story);
        if (!err)
            err = wd_speakers_put(s, story);
    }
    wd_arena_reset(&s->scratch);
    wd_db_unlock(&s->derived);
    return err;
}

int wd_store_story(struct wd_store *s, struct wd_arena *a, uint64_t key, struct wd_story *ret_story)
{
    sqlite3_stmt *q = NULL;
    struct wd_str raw = {0};
    struct wd_story story;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_STORY_GET, &q);
    if (!err) {
        wd_bind_key(q, 1, key);
        int row = wd_db_step(q);
        err = row < 0 ? row : row ? 0 : WD_E_NOTFOUND;
        if (!err)
            err = wd_zip_open(&s->zip, a, wd_column_str(q, 0), WD_MAX_FILE_BYTES, &raw);
        (void)sqlite3_reset(q);
    }
    wd_db_unlock(&s->derived);
    wd_story_links links = {0};
    if (!err)
        err = wd_record_unpack(&wd_story_record, a, raw, &story);
    if (!err)
        err = wd_store_links(s, a, key, &links);
    if (err)
        return err;
    for (size_t i = 0; i < links.n; i++) {
        if (links.v[i].kind == WD_STORY_LANGUAGE)
            wd_list_add(a, &story.linked, links.v[i].other);
        else
            wd_list_add(a, &story.thread, links.v[i].other);
    }
    *ret_story = story;
    return 0;
}

int wd_store_stories(struct wd_store *s, struct wd_arena *a, struct wd_str section, int64_t before_updated_utc, size_t limit,
                     wd_story_rows *ret_rows)
{
    sqlite3_stmt *q = NULL;
    wd_story_rows rows = {0};
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, section.n ? WD_SQL_LIST_SECTION : WD_SQL_LIST_ALL, &q);
    if (!err) {
        wd_bind_i64(q, 1, before_updated_utc ? before_updated_utc : INT64_MAX);
        if (section.n)
            wd_bind_text(q, 2, section);
        int64_t last = 0;
        int row = 0;
        /* rows of one second stay together, or the cursor would skip some of them */
        while (!err && limit && (row = wd_db_step(q)) > 0) {
            int64_t updated = sqlite3_column_int64(q, 0);
            if (rows.n >= limit && (updated != last || rows.n >= limit + WD_STORE_TIES))
                break;
            last = updated;
            err = wd_record_unpack(&wd_story_row_record, a, wd_arena_str(a, wd_column_str(q, 1)), wd_list_push(a, &rows));
        }
        (void)sqlite3_reset(q);
        (void)sqlite3_clear_bindings(q);
        if (!err && row < 0)
            err = row;
    }
    wd_db_unlock(&s->derived);
    if (!err)
        *ret_rows = rows;
    return err;
}

/* Columns of the only row of a count. */
static int count(struct wd_store *s, enum wd_sql which, const int64_t *since_utc, int64_t *ret_columns, int n)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, which, &q);
    if (err)
        return err;
    if (since_utc)
        wd_bind_i64(q, 1, *since_utc);
    int row = wd_db_step(q);
    for (int i = 0; i < n && row > 0; i++)
        ret_columns[i] = sqlite3_column_type(q, i) == SQLITE_NULL ? WD_NO_TIME : sqlite3_column_int64(q, i);
    (void)sqlite3_reset(q);
    return row < 0 ? row : row ? 0 : WD_E_CORRUPT;
}

int wd_store_counts(struct wd_store *s, int64_t since_utc, struct wd_counts *ret_counts)
{
    int64_t articles, stories[2], feeds, last;
    bool own = false;
    wd_db_lock(&s->derived);
    int err = wd_db_read_begin(&s->derived, &own);
    if (!err)
        err = count(s, WD_SQL_COUNT_ARTICLES, &since_utc, &articles, 1);
    if (!err)
        err = count(s, WD_SQL_COUNT_STORIES, &since_utc, stories, 2);
    if (!err)
        err = count(s, WD_SQL_COUNT_FEEDS, NULL, &feeds, 1);
    if (!err)
        err = count(s, WD_SQL_LAST_ARRIVAL, NULL, &last, 1);
    wd_db_read_end(&s->derived, own);
    wd_db_unlock(&s->derived);
    if (!err)
        *ret_counts = (struct wd_counts){articles, stories[0], stories[1], feeds, last};
    return err;
}
