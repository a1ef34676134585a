/* Pages that articles want. */
#include "store/sqlite/inside.h"

static int pack(struct wd_store *s, const struct wd_want *want)
{
    wd_buf_reset(&s->pack);
    wd_record_pack(&wd_want_record, want, &s->pack);
    return s->pack.err;
}

/* Statements that replace a row would need a journal (sql.h): what was there is taken out before. */
static int open_one(struct wd_store *s, const struct wd_want *want)
{
    sqlite3_stmt *q = NULL;
    int err = wd_wants_drop(s, want->asked.article);
    if (!err)
        err = wd_db_use(&s->derived, WD_SQL_WANT_OPEN, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, want->asked.article);
    wd_bind_text(q, 2, want->feed);
    wd_bind_i64(q, 3, want->at_utc);
    wd_bind_blob(q, 4, wd_buf_str(&s->pack));
    return wd_db_run(q);
}

static int set_one(struct wd_store *s, const struct wd_want *want)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_WANT_SET, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, want->asked.article);
    wd_bind_i64(q, 2, want->state);
    wd_bind_blob(q, 3, wd_buf_str(&s->pack));
    return wd_db_run(q);
}

static int put(struct wd_store *s, const struct wd_want *want, int (*one)(struct wd_store *s, const struct wd_want *want))
{
    if (!s->in_transaction)
        return WD_E_INVALID;
    wd_db_lock(&s->derived);
    int err = pack(s, want);
    if (!err)
        err = one(s, want);
    wd_db_unlock(&s->derived);
    return err;
}

int wd_store_put_want(struct wd_store *s, const struct wd_want *want)
{
    return put(s, want, want->state == WD_WANT_OPEN ? open_one : set_one);
}

int wd_store_keep_want(struct wd_store *s, const struct wd_want *want)
{
    return put(s, want, set_one);
}

int wd_wants_drop(struct wd_store *s, uint64_t article)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_WANT_DROP, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, article);
    return wd_db_run(q);
}

static int read_row(struct wd_arena *a, sqlite3_stmt *q, struct wd_want *ret)
{
    int err = wd_record_unpack(&wd_want_record, a, wd_arena_str(a, wd_column_str(q, 1)), ret);
    if (!err)
        ret->number = sqlite3_column_int64(q, 0);
    return err;
}

int wd_store_want(struct wd_store *s, struct wd_arena *a, uint64_t article, struct wd_want *ret_want)
{
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_WANT_GET, &q);
    if (!err) {
        wd_bind_key(q, 1, article);
        int row = wd_db_step(q);
        err = row < 0 ? row : row ? read_row(a, q, ret_want) : WD_E_NOTFOUND;
        (void)sqlite3_reset(q);
    }
    wd_db_unlock(&s->derived);
    return err;
}

int wd_store_open_wants(struct wd_store *s, struct wd_arena *a, int64_t after, int64_t since_utc, size_t limit, wd_wants *ret_wants)
{
    sqlite3_stmt *q = NULL;
    wd_wants wants = {0};
    int row = 0;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_WANTS_OPEN, &q);
    if (!err) {
        wd_bind_i64(q, 1, after);
        wd_bind_i64(q, 2, since_utc);
        wd_bind_i64(q, 3, (int64_t)WD_MIN(limit, (size_t)INT32_MAX));
        while (!err && (row = wd_db_step(q)) > 0)
            err = read_row(a, q, wd_list_push(a, &wants));
        (void)sqlite3_reset(q);
    }
    wd_db_unlock(&s->derived);
    if (!err)
        err = row;
    if (!err)
        *ret_wants = wants;
    return err;
}

static uint64_t useless_mark(struct wd_str feed)
{
    return wd_hash_mix(wd_hash_seed(feed, 'f'), 'u');
}

int wd_store_useless(struct wd_store *s, struct wd_str feed, uint64_t *ret_useless)
{
    return wd_store_identity(s, useless_mark(feed), ret_useless);
}

int wd_store_put_useless(struct wd_store *s, struct wd_str feed, uint64_t useless)
{
    return wd_store_put_identity(s, useless_mark(feed), useless);
}

int wd_store_want_counts(struct wd_store *s, struct wd_str feed, struct wd_want_counts *ret_counts)
{
    sqlite3_stmt *q = NULL;
    struct wd_want_counts counts = {0};
    int64_t *const by_state[] = {[WD_WANT_OPEN] = &counts.open, [WD_WANT_MET] = &counts.met, [WD_WANT_REFUSED] = &counts.refused};
    int row = 0;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_WANT_COUNTS, &q);
    if (!err) {
        wd_bind_text(q, 1, feed);
        while ((row = wd_db_step(q)) > 0) {
            int state = sqlite3_column_int(q, 0);
            if (state >= 0 && (size_t)state < WD_COUNT(by_state))
                *by_state[state] = sqlite3_column_int64(q, 1);
        }
        (void)sqlite3_reset(q);
        err = row;
    }
    wd_db_unlock(&s->derived);
    if (!err)
        err = wd_store_useless(s, feed, &counts.useless);
    if (!err)
        *ret_counts = counts;
    return err;
}
