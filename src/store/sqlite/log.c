#include <sodium.h>

#include "base/limits.h"
#include "store/sqlite/inside.h"

enum { ID_BYTES = 16 };

static void content_id(struct wd_str body, unsigned char out[static ID_BYTES])
{
    (void)crypto_generichash(out, ID_BYTES, (const unsigned char *)body.p, body.n, NULL, 0);
}

static void hash_text(crypto_generichash_state *h, struct wd_str s)
{
    uint64_t n = s.n;
    (void)crypto_generichash_update(h, (const unsigned char *)&n, sizeof n);
    (void)crypto_generichash_update(h, (const unsigned char *)s.p, s.n);
}

/* Same kind, feed, source and bytes: the same delivery come again. A page that was asked for answers the one that asked. */
static void identity_of(const struct wd_event *e, const unsigned char content[static ID_BYTES], unsigned char out[static ID_BYTES])
{
    crypto_generichash_state h;
    (void)crypto_generichash_init(&h, NULL, 0, ID_BYTES);
    unsigned char kind = (unsigned char)e->kind;
    (void)crypto_generichash_update(&h, &kind, 1);
    hash_text(&h, e->feed);
    hash_text(&h, e->source);
    (void)crypto_generichash_update(&h, content, ID_BYTES);
    (void)crypto_generichash_final(&h, out, ID_BYTES);
}

static bool may_be_there(const struct wd_event *e)
{
    return e->kind == WD_EVENT_DELIVERY || (e->kind == WD_EVENT_PAGE && e->asked.n == 0);
}

static int find_same(struct wd_store *s, const unsigned char identity[static ID_BYTES], int64_t *ret_seq)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->log, WD_SQL_EVENT_SAME, &q);
    if (err)
        return err;
    (void)sqlite3_bind_blob(q, 1, identity, ID_BYTES, SQLITE_STATIC);
    int row = wd_db_step(q);
    if (row > 0) {
        *ret_seq = sqlite3_column_int64(q, 0);
        (void)sqlite3_reset(q);
    }
    return row < 0 ? row : row ? 0 : WD_E_NOTFOUND;
}

static int append_one(struct wd_store *s, struct wd_append *append, struct wd_buf *head)
{
    const struct wd_event *e = append->event;
    unsigned char content[ID_BYTES], identity[ID_BYTES];
    if (e->body.n > WD_MAX_FILE_BYTES)
        return WD_E_TOOBIG;
    content_id(e->body, content);
    if (may_be_there(e)) {
        identity_of(e, content, identity);
        int err = find_same(s, identity, &append->seq);
        append->was_there = err == 0;
        if (err != WD_E_NOTFOUND)
            return err;
    }
    append->was_there = false;
    struct wd_str body;
    sqlite3_stmt *q = NULL;
    int err = wd_zip_pack(&s->log_zip, e->body, WD_ZIP_LOG, &body);
    wd_buf_reset(head);
    wd_record_pack(&wd_event_head_record, e, head);
    if (!err)
        err = head->err;
    if (!err)
        err = wd_db_use(&s->log, WD_SQL_EVENT_ADD, &q);
    if (err)
        return err;
    if (may_be_there(e))
        (void)sqlite3_bind_blob(q, 1, identity, ID_BYTES, SQLITE_STATIC);
    else
        (void)sqlite3_bind_null(q, 1);
    (void)sqlite3_bind_blob(q, 2, content, ID_BYTES, SQLITE_STATIC);
    wd_bind_i64(q, 3, e->instant_utc);
    wd_bind_blob(q, 4, wd_buf_str(head));
    wd_bind_blob(q, 5, body);
    err = wd_db_run(q);
    if (!err)
        append->seq = sqlite3_last_insert_rowid(s->log.handle);
    return err;
}

static int set_poll(struct wd_store *s, const struct wd_poll *poll, struct wd_buf *pack)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->log, WD_SQL_POLL_SET, &q);
    if (err)
        return err;
    wd_buf_reset(pack);
    wd_record_pack(&wd_poll_record, poll, pack);
    if (pack->err)
        return pack->err;
    wd_bind_text(q, 1, poll->feed);
    wd_bind_blob(q, 2, wd_buf_str(pack));
    return wd_db_run(q);
}

static void clear_appends(struct wd_append *appends, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        appends[i].seq = 0;
        appends[i].was_there = false;
    }
}

static int write_log(struct wd_store *s, struct wd_append *appends, size_t n, const struct wd_poll *polls, size_t poll_n)
{
    if (!s->writer)
        return WD_E_DENIED;
    struct wd_buf pack;
    wd_buf_init(&pack, WD_MAX_LINE_BYTES);
    wd_db_lock(&s->log);
    int err = wd_db_run_plain(&s->log, WD_SQL_BEGIN);
    if (err)
        goto out;
    for (size_t i = 0; i < n && !err; i++)
        err = append_one(s, &appends[i], &pack);
    for (size_t i = 0; i < poll_n && !err; i++)
        err = set_poll(s, &polls[i], &pack);
    if (!err)
        err = wd_db_run_plain(&s->log, WD_SQL_COMMIT);
    if (err && !sqlite3_get_autocommit(s->log.handle))
        (void)!wd_db_run_plain(&s->log, WD_SQL_ROLLBACK);
    if (!err && s->purge_log_wal && wd_db_truncate_wal(&s->log) == 0)
        s->purge_log_wal = false;
out:
    if (err)
        clear_appends(appends, n);
    wd_db_unlock(&s->log);
    wd_buf_done(&pack);
    return err;
}

int wd_store_append(struct wd_store *s, struct wd_append *appends, size_t n)
{
    return n ? write_log(s, appends, n, NULL, 0) : 0;
}

int wd_store_append_polls(struct wd_store *s, struct wd_append *appends, size_t n, const struct wd_poll *polls, size_t poll_n)
{
    return n || poll_n ? write_log(s, appends, n, polls, poll_n) : 0;
}

int wd_store_poll(struct wd_store *s, struct wd_arena *a, struct wd_str feed, struct wd_poll *ret_poll)
{
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->log_read);
    int err = wd_db_use(&s->log_read, WD_SQL_POLL_GET, &q);
    if (err)
        goto out;
    wd_bind_text(q, 1, feed);
    int row = wd_db_step(q);
    err = row < 0 ? row : row ? 0 : WD_E_NOTFOUND;
    if (!err)
        err = wd_record_unpack(&wd_poll_record, a, wd_arena_str(a, wd_column_str(q, 0)), ret_poll);
    (void)sqlite3_reset(q);
out:
    wd_db_unlock(&s->log_read);
    return err;
}

/* ---- reading ---- */

int wd_store_event(struct wd_store *s, struct wd_arena *a, int64_t after, struct wd_event *ret_event)
{
    sqlite3_stmt *q = NULL;
    struct wd_event e;
    wd_db_lock(&s->log_read);
    int err = wd_db_use(&s->log_read, WD_SQL_EVENT_NEXT, &q);
    if (err)
        goto out;
    wd_bind_i64(q, 1, after);
    int row = wd_db_step(q);
    err = row < 0 ? row : row ? 0 : WD_E_NOTFOUND;
    if (!err)
        err = wd_record_unpack(&wd_event_head_record, a, wd_arena_str(a, wd_column_str(q, 1)), &e);
    if (!err)
        err = wd_zip_open(&s->log_read_zip, a, wd_column_str(q, 2), WD_MAX_FILE_BYTES, &e.body);
    if (!err) {
        e.seq = sqlite3_column_int64(q, 0);
        *ret_event = e;
    }
    (void)sqlite3_reset(q);
out:
    wd_db_unlock(&s->log_read);
    return err;
}

int wd_store_last_seq(struct wd_store *s, int64_t *ret_seq)
{
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->log_read);
    int err = wd_db_use(&s->log_read, WD_SQL_EVENT_LAST, &q);
    if (!err) {
        int row = wd_db_step(q);
        if (row > 0)
            *ret_seq = sqlite3_column_int64(q, 0);
        err = row < 0 ? row : row ? 0 : WD_E_CORRUPT;
        (void)sqlite3_reset(q);
    }
    wd_db_unlock(&s->log_read);
    return err;
}

/* ---- purge ---- */

static int redacted_head(struct wd_store *s, struct wd_arena *a, int64_t seq, struct wd_buf *ret_head)
{
    sqlite3_stmt *q = NULL;
    struct wd_event e;
    int err = wd_db_use(&s->log, WD_SQL_EVENT_HEAD, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, seq);
    int row = wd_db_step(q);
    err = row < 0 ? row : row ? 0 : WD_E_NOTFOUND;
    if (!err)
        err = wd_record_unpack(&wd_event_head_record, a, wd_arena_str(a, wd_column_str(q, 0)), &e);
    (void)sqlite3_reset(q);
    if (err)
        return err;
    e.kind = WD_EVENT_REDACTED;
    for (size_t i = 0; i < e.asked.n; i++)
        e.asked.v[i] = (struct wd_asked){.article = e.asked.v[i].article, .version = e.asked.v[i].version, .published_utc = WD_NO_TIME};
    wd_record_pack(&wd_event_head_record, &e, ret_head);
    return ret_head->err;
}

int wd_store_redact(struct wd_store *s, int64_t seq, struct wd_str new_body)
{
    if (!s->writer)
        return WD_E_DENIED;
    struct wd_arena a;
    struct wd_buf head;
    struct wd_str body = {0};
    sqlite3_stmt *q = NULL;
    unsigned char content[ID_BYTES];
    wd_arena_init(&a);
    wd_buf_init(&head, WD_MAX_LINE_BYTES);
    content_id(new_body, content);
    wd_db_lock(&s->log);
    int err = redacted_head(s, &a, seq, &head);
    if (!err)
        err = wd_zip_pack(&s->log_zip, new_body, WD_ZIP_LOG, &body);
    if (!err)
        err = wd_db_use(&s->log, WD_SQL_EVENT_REDACT, &q);
    if (!err) {
        wd_bind_i64(q, 1, seq);
        (void)sqlite3_bind_blob(q, 2, content, ID_BYTES, SQLITE_STATIC);
        wd_bind_blob(q, 3, wd_buf_str(&head));
        wd_bind_blob(q, 4, body);
        err = wd_db_run(q);
    }
    /* the old body must not stay in SQLite's own log; where a reader is in the way, the next append tries again */
    if (!err)
        s->purge_log_wal = wd_db_truncate_wal(&s->log) != 0;
    wd_db_unlock(&s->log);
    wd_buf_done(&head);
    wd_arena_done(&a);
    return err;
}
