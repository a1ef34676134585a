/* What was put right later, and links between stories. */
#include <stdlib.h>

#include "base/limits.h"
#include "store/sqlite/inside.h"

enum { KIND_STORY, KIND_ARTICLE };

int wd_store_move(struct wd_store *s, uint64_t article, uint64_t story)
{
    if (!s->in_transaction)
        return WD_E_INVALID;
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_ARTICLE_MOVE, &q);
    if (!err) {
        wd_bind_key(q, 1, article);
        wd_bind_key(q, 2, story);
        err = wd_db_run(q);
    }
    if (!err && sqlite3_changes(s->derived.handle) == 0)
        err = WD_E_NOTFOUND;
    wd_db_unlock(&s->derived);
    return err;
}

/* ---- links ---- */

static int link_run(struct wd_store *s, enum wd_sql which, uint64_t story, const struct wd_story_link *link)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, which, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, story);
    wd_bind_key(q, 2, link->other);
    if (which == WD_SQL_LINK_ADD) {
        wd_buf_reset(&s->pack);
        wd_record_pack(&wd_story_link_record, link, &s->pack);
        if (s->pack.err)
            return s->pack.err;
        wd_bind_blob(q, 3, wd_buf_str(&s->pack));
    }
    return wd_db_run(q);
}

/* The pair as both sides see it. */
static int link_both(struct wd_store *s, enum wd_sql which, uint64_t story, const struct wd_story_link *link)
{
    struct wd_story_link back = *link;
    back.other = story;
    int err = link_run(s, which, story, link);
    return err ? err : link_run(s, which, link->other, &back);
}

static int read_links(struct wd_store *s, struct wd_arena *a, uint64_t story, wd_story_links *ret_links)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_LINKS, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, story);
    int row = 0;
    while (!err && (row = wd_db_step(q)) > 0)
        err = wd_record_unpack(&wd_story_link_record, a, wd_arena_str(a, wd_column_str(q, 1)), wd_list_push(a, ret_links));
    (void)sqlite3_reset(q);
    return err ? err : row;
}

int wd_links_drop_story(struct wd_store *s, uint64_t story)
{
    wd_story_links links = {0};
    int err = read_links(s, &s->scratch, story, &links);
    for (size_t i = 0; i < links.n && !err; i++)
        err = link_both(s, WD_SQL_LINK_DROP, story, &links.v[i]);
    return err;
}

int wd_store_put_links(struct wd_store *s, uint64_t story, const wd_story_links *links)
{
    if (!s->in_transaction)
        return WD_E_INVALID;
    wd_db_lock(&s->derived);
    int err = wd_links_drop_story(s, story);
    for (size_t i = 0; i < links->n && !err; i++)
        err = link_both(s, WD_SQL_LINK_ADD, story, &links->v[i]);
    wd_arena_reset(&s->scratch);
    wd_db_unlock(&s->derived);
    return err;
}

static int strongest_first(const void *x, const void *y)
{
    const struct wd_story_link *a = x, *b = y;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->other < b->other ? -1 : a->other > b->other;
}

int wd_store_links(struct wd_store *s, struct wd_arena *a, uint64_t story, wd_story_links *ret_links)
{
    wd_story_links links = {0};
    wd_db_lock(&s->derived);
    int err = read_links(s, a, story, &links);
    wd_db_unlock(&s->derived);
    if (err)
        return err;
    if (links.n)
        qsort(links.v, links.n, sizeof *links.v, strongest_first);
    *ret_links = links;
    return 0;
}

/* ---- acts ---- */

static int put_act_key(struct wd_store *s, int kind, uint64_t key, int64_t act)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_ACT_KEY_ADD, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, kind);
    wd_bind_key(q, 2, key);
    wd_bind_i64(q, 3, act);
    return wd_db_run(q);
}

int wd_store_put_act(struct wd_store *s, const struct wd_act *act)
{
    if (!s->in_transaction)
        return WD_E_INVALID;
    sqlite3_stmt *q = NULL;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, WD_SQL_ACT_ADD, &q);
    wd_buf_reset(&s->pack);
    wd_record_pack(&wd_act_record, act, &s->pack);
    if (!err)
        err = s->pack.err;
    if (!err) {
        wd_bind_blob(q, 1, wd_buf_str(&s->pack));
        err = wd_db_run(q);
    }
    int64_t id = sqlite3_last_insert_rowid(s->derived.handle);
    if (!err)
        err = put_act_key(s, KIND_STORY, act->from, id);
    if (!err)
        err = put_act_key(s, KIND_STORY, act->into, id);
    for (size_t i = 0; i < act->articles.n && !err; i++)
        err = put_act_key(s, KIND_ARTICLE, act->articles.v[i], id);
    wd_db_unlock(&s->derived);
    return err;
}

int wd_store_acts(struct wd_store *s, struct wd_arena *a, uint64_t story, uint64_t article, size_t limit, wd_acts *ret_acts)
{
    sqlite3_stmt *q = NULL;
    wd_acts acts = {0};
    bool any = !story && !article;
    int row = 0;
    wd_db_lock(&s->derived);
    int err = wd_db_use(&s->derived, any ? WD_SQL_ACTS : WD_SQL_ACTS_OF, &q);
    if (!err) {
        wd_bind_i64(q, 1, (int64_t)WD_MIN(limit, (size_t)INT32_MAX));
        if (!any) {
            wd_bind_i64(q, 2, story ? KIND_STORY : KIND_ARTICLE);
            wd_bind_key(q, 3, story ? story : article);
        }
        while (!err && (row = wd_db_step(q)) > 0)
            err = wd_record_unpack(&wd_act_record, a, wd_arena_str(a, wd_column_str(q, 0)), wd_list_push(a, &acts));
        (void)sqlite3_reset(q);
        if (!err)
            err = row;
    }
    wd_db_unlock(&s->derived);
    if (!err)
        *ret_acts = acts;
    return err;
}
