/* The small tables: feeds, what articles are known by, templates of hosts, what is held under embargo, faults. */
#include "store/sqlite/inside.h"

#include "base/limits.h"

/* ---- feeds ---- */

int wd_store_put_feed(struct wd_store *s, const struct wd_feed *feed)
{
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_FEED_SET, &q);
    wd_buf_reset(&s->pack);
    wd_record_pack(&wd_feed_record, feed, &s->pack);
    if (!err)
        err = s->pack.err;
    if (!err) {
        wd_bind_text(q, 1, feed->name);
        wd_bind_blob(q, 2, wd_buf_str(&s->pack));
        err = wd_db_run(q);
    }
    if (!err)
        err = wd_store_mark_feeds(s);
    wd_db_unlock(&s->derived);
    return err;
}

int wd_store_drop_feed(struct wd_store *s, struct wd_str name)
{
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_FEED_DROP, &q);
    if (!err) {
        wd_bind_text(q, 1, name);
        err = wd_db_run(q);
    }
    if (!err)
        err = wd_store_mark_feeds(s);
    wd_db_unlock(&s->derived);
    return err;
}

int wd_store_feeds(struct wd_store *s, struct wd_arena *a, wd_feeds *ret_feeds)
{
    sqlite3_stmt *q = NULL;
    wd_feeds feeds = {0};
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_FEEDS, &q);
    if (!err) {
        int row = 0;
        while (!err && (row = wd_db_step(q)) > 0)
            err = wd_record_unpack(&wd_feed_record, a, wd_arena_str(a, wd_column_str(q, 0)), wd_list_push(a, &feeds));
        (void)sqlite3_reset(q);
        if (!err)
            err = row;
    }
    wd_db_unlock(&s->derived);
    if (!err)
        *ret_feeds = feeds;
    return err;
}

int wd_store_feed(struct wd_store *s, struct wd_arena *a, struct wd_str name, struct wd_feed *ret_feed)
{
    sqlite3_stmt *q = NULL;
    struct wd_feed feed = {0};
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_FEED_GET, &q);
    if (!err) {
        wd_bind_text(q, 1, name);
        int row = wd_db_step(q);
        err = row < 0 ? row : row ? 0 : WD_E_NOTFOUND;
        if (!err)
            err = wd_record_unpack(&wd_feed_record, a, wd_arena_str(a, wd_column_str(q, 0)), &feed);
        (void)sqlite3_reset(q);
    }
    wd_db_unlock(&s->derived);
    if (!err)
        *ret_feed = feed;
    return err;
}

/* ---- identities ---- */

int wd_store_identity(struct wd_store *s, uint64_t hash, uint64_t *ret_article)
{
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_IDENTITY_GET, &q);
    if (!err) {
        wd_bind_key(q, 1, hash);
        int row = wd_db_step(q);
        err = row < 0 ? row : 0;
        if (!err)
            *ret_article = row ? wd_column_key(q, 0) : 0;
        (void)sqlite3_reset(q);
    }
    wd_db_unlock(&s->derived);
    return err;
}

int wd_store_put_identity(struct wd_store *s, uint64_t hash, uint64_t article)
{
    if (!s->in_transaction)
        return WD_E_INVALID;
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_IDENTITY_SET, &q);
    if (!err) {
        wd_bind_key(q, 1, hash);
        wd_bind_key(q, 2, article);
        err = wd_db_run(q);
    }
    wd_db_unlock(&s->derived);
    return err;
}

/* ---- templates of hosts ---- */

int wd_store_template(struct wd_store *s, struct wd_arena *a, uint64_t host, struct wd_str *ret_memory)
{
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_TEMPLATE_GET, &q);
    if (!err) {
        wd_bind_key(q, 1, host);
        int row = wd_db_step(q);
        err = row < 0 ? row : 0;
        if (!err)
            *ret_memory = row ? wd_arena_str(a, wd_column_str(q, 0)) : wd_str_n("", 0);
        (void)sqlite3_reset(q);
    }
    wd_db_unlock(&s->derived);
    return err;
}

int wd_store_put_template(struct wd_store *s, uint64_t host, struct wd_str memory)
{
    if (!s->in_transaction)
        return WD_E_INVALID;
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_TEMPLATE_SET, &q);
    if (!err) {
        wd_bind_key(q, 1, host);
        wd_bind_blob(q, 2, memory);
        err = wd_db_run(q);
    }
    wd_db_unlock(&s->derived);
    return err;
}

/* ---- held ---- */

int wd_store_hold(struct wd_store *s, const struct wd_held *held)
{
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_HOLD, &q);
    if (!err) {
        wd_bind_i64(q, 1, held->due_utc);
        wd_bind_i64(q, 2, held->seq);
        wd_bind_i64(q, 3, held->item);
        wd_bind_key(q, 4, held->article);
        err = wd_db_run(q);
    }
    wd_db_unlock(&s->derived);
    return err;
}

int wd_store_held_due(struct wd_store *s, struct wd_arena *a, int64_t now_utc, wd_helds *ret_helds)
{
    sqlite3_stmt *q = NULL;
    wd_helds helds = {0};
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_HELD_DUE, &q);
    if (!err) {
        wd_bind_i64(q, 1, now_utc);
        int row;
        while ((row = wd_db_step(q)) > 0)
            wd_list_add(a, &helds,
                        (struct wd_held){.due_utc = sqlite3_column_int64(q, 0),
                                         .seq = sqlite3_column_int64(q, 1),
                                         .item = (uint32_t)sqlite3_column_int64(q, 2),
                                         .article = wd_column_key(q, 3)});
        err = row;
    }
    wd_db_unlock(&s->derived);
    if (!err)
        *ret_helds = helds;
    return err;
}

int wd_store_release(struct wd_store *s, const struct wd_held *held)
{
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_RELEASE, &q);
    if (!err) {
        wd_bind_i64(q, 1, held->due_utc);
        wd_bind_i64(q, 2, held->seq);
        wd_bind_i64(q, 3, held->item);
        err = wd_db_run(q);
    }
    wd_db_unlock(&s->derived);
    return err;
}

/* ---- faults ---- */

int wd_store_put_fault(struct wd_store *s, int64_t seq, struct wd_str feed, struct wd_str source, struct wd_str message)
{
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_FAULT_ADD, &q);
    if (!err) {
        wd_bind_i64(q, 1, seq);
        wd_bind_text(q, 2, feed);
        wd_bind_text(q, 3, source);
        wd_bind_text(q, 4, message);
        err = wd_db_run(q);
    }
    wd_db_unlock(&s->derived);
    return err;
}

/* The instant is the event's, which the log knows. */
static int put_instants(struct wd_store *s, wd_faults *faults)
{
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->log_read);
    int err = wd_db_use(&s->log_read, WD_SQL_EVENT_INSTANT, &q);
    for (size_t i = 0; i < faults->n && !err; i++) {
        wd_bind_i64(q, 1, faults->v[i].seq);
        int row = wd_db_step(q);
        faults->v[i].at_utc = row > 0 ? sqlite3_column_int64(q, 0) : WD_NO_TIME;
        if (row > 0)
            (void)sqlite3_reset(q);
        err = row < 0 ? row : 0;
    }
    wd_db_unlock(&s->log_read);
    return err;
}

int wd_store_faults(struct wd_store *s, struct wd_arena *a, size_t limit, wd_faults *ret_faults)
{
    sqlite3_stmt *q = NULL;
    wd_faults faults = {0};
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_FAULTS, &q);
    if (!err) {
        wd_bind_i64(q, 1, (int64_t)WD_MIN(limit, (size_t)INT32_MAX));
        int row;
        while ((row = wd_db_step(q)) > 0)
            wd_list_add(a, &faults,
                        (struct wd_fault){.seq = sqlite3_column_int64(q, 0),
                                          .feed = wd_arena_str(a, wd_column_str(q, 1)),
                                          .source = wd_arena_str(a, wd_column_str(q, 2)),
                                          .message = wd_arena_str(a, wd_column_str(q, 3))});
        err = row;
    }
    wd_db_unlock(&s->derived);
    if (!err)
        err = put_instants(s, &faults);
    if (!err)
        *ret_faults = faults;
    return err;
}
