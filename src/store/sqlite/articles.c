#include "base/hash.h"
#include "base/limits.h"
#include "store/sqlite/inside.h"

struct article_row {
    uint32_t serial;
    uint64_t story;
    int64_t newest;
    bool killed;
    uint64_t search_hash;
};

static int get_row(struct wd_store *s, uint64_t key, struct article_row *ret_row)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_ARTICLE_GET, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, key);
    int row = wd_db_step(q);
    if (row > 0) {
        *ret_row = (struct article_row){.serial = (uint32_t)sqlite3_column_int64(q, 0),
                                        .story = wd_column_key(q, 1),
                                        .newest = sqlite3_column_int64(q, 2),
                                        .killed = sqlite3_column_int(q, 3) != 0,
                                        .search_hash = wd_column_key(q, 4)};
        (void)sqlite3_reset(q);
    }
    return row < 0 ? row : row ? 0 : WD_E_NOTFOUND;
}

static int is_killed(struct wd_store *s, uint64_t key, bool *ret_killed)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_KILLED_GET, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, key);
    int row = wd_db_step(q);
    if (row >= 0)
        *ret_killed = row > 0;
    if (row > 0)
        (void)sqlite3_reset(q);
    return row < 0 ? row : 0;
}

/* What a kill leaves: who, where and when, never what. */
static struct wd_article purged(const struct wd_article *a)
{
    return (struct wd_article){
        .key = a->key,
        .version = a->version,
        .feed = a->feed,
        .source = a->source,
        .url = a->url,
        .outlet = a->outlet,
        .agency = a->agency,
        .language = a->language,
        .section = a->section,
        .zone = a->zone,
        .wire_version = a->wire_version,
        .arrived_utc = a->arrived_utc,
        .created_utc = a->created_utc,
        .updated_utc = a->updated_utc,
        .embargo_utc = a->embargo_utc,
        .signal = a->signal,
        .pubstatus = a->pubstatus,
        .licensed = a->licensed,
        .is_wire = a->is_wire,
        .summary_only = a->summary_only,
        .archived = a->archived,
        .no_index = a->no_index,
    };
}

/* Packed and compressed; borrows s->zip until the next pack. */
static int packed_article(struct wd_store *s, const struct wd_article *article, struct wd_str *ret_record)
{
    wd_buf_reset(&s->pack);
    wd_record_pack(&wd_article_record, article, &s->pack);
    return s->pack.err ? s->pack.err : wd_zip_pack(&s->zip, wd_buf_str(&s->pack), WD_ZIP_DERIVED, ret_record);
}

int wd_store_open_article(struct wd_store *s, struct wd_arena *a, struct wd_str record, struct wd_article *ret)
{
    struct wd_str raw;
    int err = wd_zip_open(&s->zip, a, record, WD_MAX_FILE_BYTES, &raw);
    return err ? err : wd_record_unpack(&wd_article_record, a, raw, ret);
}

static int add_version(struct wd_store *s, const struct wd_stored_article *sa, struct wd_str record, int64_t *ret_id)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_VERSION_ADD, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, sa->serial);
    wd_bind_key(q, 2, sa->article->version);
    wd_bind_i64(q, 3, sa->seq);
    wd_bind_blob(q, 4, record);
    wd_bind_blob(q, 5, sa->placed);
    err = wd_db_run(q);
    if (!err)
        *ret_id = sqlite3_last_insert_rowid(s->derived.handle);
    return err;
}

static int set_version(struct wd_store *s, int64_t id, struct wd_str record, struct wd_str placed)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_VERSION_SET, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, id);
    wd_bind_blob(q, 2, record);
    wd_bind_blob(q, 3, placed);
    return wd_db_run(q);
}

static int newest_version(struct wd_store *s, int64_t id, uint64_t *ret_version, struct wd_article *ret_article)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_VERSION_NEWEST, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, id);
    int row = wd_db_step(q);
    err = row < 0 ? row : row ? 0 : WD_E_CORRUPT;
    if (!err)
        err = wd_store_open_article(s, &s->scratch, wd_column_str(q, 1), ret_article);
    if (!err)
        *ret_version = wd_column_key(q, 0);
    (void)sqlite3_reset(q);
    return err;
}

static int add_row(struct wd_store *s, const struct wd_stored_article *sa, int64_t version_id, bool killed, uint64_t search_hash)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_ARTICLE_ADD, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, sa->serial);
    wd_bind_key(q, 2, sa->article->key);
    wd_bind_key(q, 3, sa->story);
    wd_bind_i64(q, 4, version_id);
    wd_bind_i64(q, 5, version_id);
    wd_bind_i64(q, 6, sa->article->arrived_utc);
    wd_bind_i64(q, 7, killed);
    wd_bind_key(q, 8, search_hash);
    return wd_db_run(q);
}

static int set_row(struct wd_store *s, uint32_t serial, uint64_t story, int64_t newest, bool killed, uint64_t search_hash)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_ARTICLE_SET, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, serial);
    wd_bind_key(q, 2, story);
    wd_bind_i64(q, 3, newest);
    wd_bind_i64(q, 4, killed);
    wd_bind_key(q, 5, search_hash);
    return wd_db_run(q);
}

/* An agency says when it made each version; their order of arrival says nothing then. */
static bool is_older(const struct wd_article *one, const struct wd_article *other)
{
    return one->is_wire && other->is_wire && one->updated_utc != WD_NO_TIME && other->updated_utc != WD_NO_TIME &&
           one->updated_utc < other->updated_utc;
}

/* The article is there: the same state placed anew, or another state of it. Search knows the newest state only. */
static int put_again(struct wd_store *s, const struct wd_stored_article *sa, const struct article_row *row, struct wd_str record,
                     uint64_t search_hash, bool killed)
{
    uint64_t version = 0;
    struct wd_article before;
    int err = newest_version(s, row->newest, &version, &before);
    if (err)
        return err;
    int64_t id = row->newest;
    bool same = version == sa->article->version;
    err = same ? set_version(s, id, record, sa->placed) : add_version(s, sa, record, &id);
    if (!err && !same && is_older(sa->article, &before))
        return set_row(s, row->serial, sa->story, row->newest, killed, row->search_hash);
    if (!err && (!same || search_hash != row->search_hash)) {
        err = wd_search_drop(s, row->newest, &before, false);
        if (!err && !killed)
            err = wd_search_add(s, id, row->serial, sa->article);
    }
    return err ? err : set_row(s, row->serial, sa->story, id, killed, search_hash);
}

static int put_first(struct wd_store *s, const struct wd_stored_article *sa, struct wd_str record, uint64_t search_hash, bool killed)
{
    int64_t id;
    int err = add_version(s, sa, record, &id);
    if (!err && !killed)
        err = wd_search_add(s, id, sa->serial, sa->article);
    return err ? err : add_row(s, sa, id, killed, search_hash);
}

int wd_store_put_article(struct wd_store *s, const struct wd_stored_article *sa)
{
    if (!s->in_transaction || sa->serial == 0)
        return WD_E_INVALID;
    struct wd_stored_article put = *sa;
    struct wd_article bare;
    struct article_row row = {0};
    struct wd_str record;
    bool killed = false;
    wd_db_lock(&s->derived);
    int err = is_killed(s, sa->article->key, &killed);
    if (!err && killed) {
        bare = purged(sa->article);
        put.article = &bare;
    }
    if (!err)
        err = packed_article(s, put.article, &record);
    if (!err) {
        uint64_t search_hash = killed ? 0 : wd_search_hash(s, put.article);
        err = get_row(s, put.article->key, &row);
        if (err == WD_E_NOTFOUND)
            err = put_first(s, &put, record, search_hash, killed);
        else if (!err)
            err = put_again(s, &put, &row, record, search_hash, killed);
    }
    wd_arena_reset(&s->scratch);
    wd_db_unlock(&s->derived);
    return err;
}

/* ---- kill ---- */

/* Ids first: rows that change are not walked at the same time. */
typedef WD_LIST(int64_t) ids;
static int version_ids(struct wd_store *s, uint32_t serial, ids *ret_ids)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_VERSIONS_OF, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, serial);
    int row;
    while ((row = wd_db_step(q)) > 0)
        wd_list_add(&s->scratch, ret_ids, sqlite3_column_int64(q, 0));
    return row;
}

static int purge_version(struct wd_store *s, int64_t id, bool searchable)
{
    uint64_t version = 0;
    struct wd_article article;
    struct wd_str record;
    sqlite3_stmt *q = NULL;
    int err = newest_version(s, id, &version, &article);
    if (!err && searchable)
        err = wd_search_drop(s, id, &article, true);
    if (err)
        return err;
    struct wd_article bare = purged(&article);
    err = packed_article(s, &bare, &record);
    if (!err)
        err = wd_db_use(&s->derived, WD_SQL_VERSION_PURGE, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, id);
    wd_bind_blob(q, 2, record);
    return wd_db_run(q);
}

int wd_store_kill(struct wd_store *s, uint64_t article, int64_t at_utc)
{
    if (!s->in_transaction)
        return WD_E_INVALID;
    sqlite3_stmt *q = NULL;
    struct article_row row = {0};
    ids versions = {0};
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_KILLED_ADD, &q);
    if (!err) {
        wd_bind_key(q, 1, article);
        wd_bind_i64(q, 2, at_utc);
        err = wd_db_run(q);
    }
    if (!err)
        err = wd_outlets_drop(s, article);
    if (!err)
        err = wd_wants_drop(s, article);
    if (!err)
        err = get_row(s, article, &row);
    if (!err && !row.killed) {
        err = version_ids(s, row.serial, &versions);
        for (size_t i = 0; i < versions.n && !err; i++)
            err = purge_version(s, versions.v[i], versions.v[i] == row.newest);
        if (!err)
            err = set_row(s, row.serial, row.story, row.newest, true, 0);
        s->purge_wal = true;
    }
    wd_arena_reset(&s->scratch);
    wd_db_unlock(&s->derived);
    /* a kill may come before its article */
    return err == WD_E_NOTFOUND ? 0 : err;
}

int wd_store_is_killed(struct wd_store *s, uint64_t article, bool *ret_killed)
{
    wd_db_lock(&s->derived);
    int err = is_killed(s, article, ret_killed);
    wd_db_unlock(&s->derived);
    return err;
}

/* ---- reading ---- */

/* The row's columns are id, seq, record, placed, and others. */
static int read_version(struct wd_store *s, struct wd_arena *a, sqlite3_stmt *q, struct wd_version *ret_version)
{
    ret_version->seq = sqlite3_column_int64(q, 1);
    ret_version->placed = wd_arena_str(a, wd_column_str(q, 3));
    return wd_store_open_article(s, a, wd_column_str(q, 2), &ret_version->article);
}

static int read_versions(struct wd_store *s, struct wd_arena *a, struct wd_article_rows *rows)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_VERSIONS_OF, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, rows->serial);
    int row = 0;
    while (!err && (row = wd_db_step(q)) > 0)
        err = read_version(s, a, q, wd_list_push(a, &rows->versions));
    (void)sqlite3_reset(q);
    for (size_t i = 1; i < rows->versions.n && !err; i++) {
        struct wd_version late = rows->versions.v[i];
        size_t at = i;
        for (; at > 0 && is_older(&late.article, &rows->versions.v[at - 1].article); at--)
            rows->versions.v[at] = rows->versions.v[at - 1];
        rows->versions.v[at] = late;
    }
    return err ? err : row;
}

int wd_store_article(struct wd_store *s, struct wd_arena *a, uint64_t key, struct wd_article_rows *ret_rows)
{
    struct article_row row = {0};
    struct wd_article_rows rows = {0};
    bool own = false;
    wd_db_lock(&s->derived);
    int err = wd_db_read_begin(&s->derived, &own);
    if (!err)
        err = get_row(s, key, &row);
    if (!err) {
        rows.serial = row.serial;
        rows.story = row.story;
        rows.killed = row.killed;
        err = read_versions(s, a, &rows);
    }
    wd_db_read_end(&s->derived, own);
    wd_db_unlock(&s->derived);
    if (!err)
        *ret_rows = rows;
    return err;
}

/* The one number that a statement gives of an article. */
static int number_of(struct wd_store *s, enum wd_sql which, uint64_t article, int64_t *ret_number)
{
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, which, &q);
    if (!err) {
        wd_bind_key(q, 1, article);
        int row = wd_db_step(q);
        err = row < 0 ? row : row ? 0 : WD_E_NOTFOUND;
        if (!err)
            *ret_number = sqlite3_column_int64(q, 0);
        (void)sqlite3_reset(q);
    }
    wd_db_unlock(&s->derived);
    return err;
}

int wd_store_arrived(struct wd_store *s, uint64_t article, int64_t *ret_utc)
{
    return number_of(s, WD_SQL_ARTICLE_ARRIVED, article, ret_utc);
}

int wd_store_newest(struct wd_store *s, uint64_t article, uint64_t *ret_version)
{
    int64_t version;
    int err = number_of(s, WD_SQL_ARTICLE_STATE, article, &version);
    if (!err)
        *ret_version = (uint64_t)version;
    return err;
}

int wd_store_members(struct wd_store *s, struct wd_arena *a, uint64_t story, wd_keys *ret_articles)
{
    sqlite3_stmt *q = NULL;
    wd_keys keys = {0};
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_ARTICLE_MEMBERS, &q);
    if (!err) {
        wd_bind_key(q, 1, story);
        int row;
        while ((row = wd_db_step(q)) > 0)
            wd_list_add(a, &keys, wd_column_key(q, 0));
        err = row;
    }
    wd_db_unlock(&s->derived);
    if (!err)
        *ret_articles = keys;
    return err;
}

int wd_store_each_version(struct wd_store *s, int64_t after, int (*each)(void *context, const struct wd_version *version), void *context)
{
    struct wd_arena a;
    wd_arena_init(&a);
    int err = 0;
    int64_t id = 0;
    for (;;) {
        /* one query a version, so that the caller may use the store meanwhile */
        struct wd_version version = {0};
        sqlite3_stmt *q = NULL;
        wd_db_lock(&s->derived);
        err = wd_db_use(&s->derived, WD_SQL_VERSION_AFTER, &q);
        int row = 0;
        if (!err) {
            wd_bind_i64(q, 1, id);
            wd_bind_i64(q, 2, after);
            row = wd_db_step(q);
            err = row < 0 ? row : 0;
        }
        if (row > 0) {
            id = sqlite3_column_int64(q, 0);
            version.story = wd_column_key(q, 4);
            version.killed = sqlite3_column_int(q, 5) != 0;
            err = read_version(s, &a, q, &version);
            (void)sqlite3_reset(q);
        }
        wd_db_unlock(&s->derived);
        if (err || row == 0)
            break;
        err = each(context, &version);
        if (err)
            break;
        wd_arena_reset(&a);
    }
    wd_arena_done(&a);
    return err;
}
