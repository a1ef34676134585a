/* WebSub: who pushes to this desk, and who is pushed to. */
#include "base/limits.h"
#include "store/sqlite/inside.h"

enum { ROW_BYTES_MAX = 1 << 16 };

/* One row by up to two texts; none, where there is no file. */
static int get(struct wd_store *s, struct wd_arena *a, enum wd_sql which, struct wd_str first, const struct wd_str *second,
               const struct wd_record *record, void *to)
{
    sqlite3_stmt *q = NULL;
    if (!s->secrets.handle)
        return WD_E_NOTFOUND;
    wd_db_lock(&s->secrets);
    int err = wd_db_use(&s->secrets, which, &q);
    if (!err) {
        wd_bind_text(q, 1, first);
        if (second)
            wd_bind_text(q, 2, *second);
        int row = wd_db_step(q);
        err = row < 0 ? row : row ? 0 : WD_E_NOTFOUND;
        if (!err)
            err = wd_record_unpack(record, a, wd_arena_str(a, wd_column_str(q, 0)), to);
        (void)sqlite3_reset(q);
        (void)sqlite3_clear_bindings(q);
    }
    wd_db_unlock(&s->secrets);
    return err;
}

static int drop(struct wd_store *s, enum wd_sql which, struct wd_str first, const struct wd_str *second)
{
    sqlite3_stmt *q = NULL;
    if (!s->writer)
        return WD_E_DENIED;
    wd_db_lock(&s->secrets);
    int err = wd_db_use(&s->secrets, which, &q);
    if (!err) {
        wd_bind_text(q, 1, first);
        if (second)
            wd_bind_text(q, 2, *second);
        err = wd_db_run(q);
    }
    wd_db_unlock(&s->secrets);
    return err;
}

/* next_utc: of what comes due, between the names and the record; NULL: it has none. */
static int put(struct wd_store *s, enum wd_sql which, struct wd_str first, struct wd_str second, const int64_t *next_utc,
               const struct wd_record *record, const void *value)
{
    sqlite3_stmt *q = NULL;
    struct wd_buf pack;
    if (!s->writer)
        return WD_E_DENIED;
    wd_buf_init(&pack, ROW_BYTES_MAX);
    wd_record_pack(record, value, &pack);
    wd_db_lock(&s->secrets);
    int err = pack.err ? pack.err : wd_db_use(&s->secrets, which, &q);
    if (!err) {
        wd_bind_text(q, 1, first);
        wd_bind_text(q, 2, second);
        if (next_utc)
            wd_bind_i64(q, 3, *next_utc);
        wd_bind_blob(q, next_utc ? 4 : 3, wd_buf_str(&pack));
        err = wd_db_run(q);
    }
    wd_db_unlock(&s->secrets);
    wd_buf_done(&pack);
    return err;
}

int wd_store_put_push(struct wd_store *s, const struct wd_push *push)
{
    return put(s, WD_SQL_PUSH_SET, push->token, push->feed, &push->next_utc, &wd_push_record, push);
}

int wd_store_drop_push(struct wd_store *s, struct wd_str token)
{
    return drop(s, WD_SQL_PUSH_DROP, token, NULL);
}

int wd_store_push(struct wd_store *s, struct wd_arena *a, struct wd_str token, struct wd_push *ret_push)
{
    return get(s, a, WD_SQL_PUSH_GET, token, NULL, &wd_push_record, ret_push);
}

int wd_store_push_of(struct wd_store *s, struct wd_arena *a, struct wd_str feed, struct wd_push *ret_push)
{
    return feed.n ? get(s, a, WD_SQL_PUSH_OF_FEED, feed, NULL, &wd_push_record, ret_push) : WD_E_NOTFOUND;
}

int wd_store_pushes(struct wd_store *s, struct wd_arena *a, int64_t now_utc, size_t limit, wd_pushes *ret_pushes)
{
    sqlite3_stmt *q = NULL;
    wd_pushes pushes = {0};
    int row = 0;
    if (!s->secrets.handle) {
        *ret_pushes = pushes;
        return 0;
    }
    wd_db_lock(&s->secrets);
    int err = wd_db_use(&s->secrets, WD_SQL_PUSHES_DUE, &q);
    if (!err) {
        wd_bind_i64(q, 1, now_utc);
        wd_bind_i64(q, 2, (int64_t)WD_MIN(limit, (size_t)INT32_MAX));
        while (!err && (row = wd_db_step(q)) > 0)
            err = wd_record_unpack(&wd_push_record, a, wd_arena_str(a, wd_column_str(q, 0)), wd_list_push(a, &pushes));
        (void)sqlite3_reset(q);
    }
    wd_db_unlock(&s->secrets);
    if (!err)
        err = row;
    if (!err)
        *ret_pushes = pushes;
    return err;
}

int wd_store_put_subscriber(struct wd_store *s, const struct wd_subscriber *subscriber)
{
    return put(s, WD_SQL_SUBSCRIBER_SET, subscriber->topic, subscriber->callback, NULL, &wd_subscriber_record, subscriber);
}

int wd_store_drop_subscriber(struct wd_store *s, struct wd_str topic, struct wd_str callback)
{
    return drop(s, WD_SQL_SUBSCRIBER_DROP, topic, &callback);
}

int wd_store_subscriber(struct wd_store *s, struct wd_arena *a, struct wd_str topic, struct wd_str callback,
                        struct wd_subscriber *ret_subscriber)
{
    return get(s, a, WD_SQL_SUBSCRIBER_GET, topic, &callback, &wd_subscriber_record, ret_subscriber);
}

int wd_store_subscribers(struct wd_store *s, struct wd_arena *a, wd_subscribers *ret_subscribers)
{
    sqlite3_stmt *q = NULL;
    wd_subscribers subscribers = {0};
    int row = 0;
    if (!s->secrets.handle) {
        *ret_subscribers = subscribers;
        return 0;
    }
    wd_db_lock(&s->secrets);
    int err = wd_db_use(&s->secrets, WD_SQL_SUBSCRIBERS, &q);
    while (!err && (row = wd_db_step(q)) > 0)
        err = wd_record_unpack(&wd_subscriber_record, a, wd_arena_str(a, wd_column_str(q, 0)), wd_list_push(a, &subscribers));
    if (q)
        (void)sqlite3_reset(q);
    wd_db_unlock(&s->secrets);
    if (!err)
        err = row;
    if (!err)
        *ret_subscribers = subscribers;
    return err;
}
