#include "desk/embargo.h"

void wd_embargo_init(struct wd_embargo *e, struct wd_store *store)
{
    *e = (struct wd_embargo){.store = store, .next_due_utc = WD_NO_TIME};
    wd_map_init(&e->held);
}

void wd_embargo_done(struct wd_embargo *e)
{
    wd_map_done(&e->held);
}

int wd_embargo_learn(struct wd_embargo *e, struct wd_arena *a)
{
    wd_helds helds = {0};
    int err = wd_store_held_due(e->store, a, INT64_MAX, &helds);
    if (err)
        return err;
    for (size_t i = 0; i < helds.n; i++)
        *wd_map_at(&e->held, helds.v[i].article) = 1;
    e->next_due_utc = helds.n ? helds.v[0].due_utc : WD_NO_TIME;
    e->known = true;
    return 0;
}

bool wd_embargo_waits(const struct wd_article *article, const struct wd_event *event)
{
    bool early = article->embargo_utc != WD_NO_TIME && article->embargo_utc > event->instant_utc;
    return early || article->pubstatus == WD_PUB_WITHHELD;
}

int wd_embargo_supersede(struct wd_embargo *e, struct wd_arena *a, uint64_t article)
{
    if (!wd_map_find(&e->held, article))
        return 0;
    wd_helds helds = {0};
    int err = wd_store_held_due(e->store, a, INT64_MAX - 1, &helds);
    for (size_t i = 0; i < helds.n && !err; i++) {
        struct wd_held never = helds.v[i];
        if (never.article != article)
            continue;
        err = wd_store_release(e->store, &never);
        never.due_utc = INT64_MAX;
        if (!err)
            err = wd_store_hold(e->store, &never);
    }
    return err;
}

/* When the newest of those that wait was made; kept among what the article is known by. */
static uint64_t made_mark(uint64_t article)
{
    return wd_hash_mix(article, 'h');
}

int wd_embargo_overtake(struct wd_embargo *e, struct wd_arena *a, const struct wd_article *article)
{
    uint64_t made = 0;
    if (!wd_map_find(&e->held, article->key))
        return 0;
    int err = article->is_wire && article->updated_utc != WD_NO_TIME ? wd_store_identity(e->store, made_mark(article->key), &made) : 0;
    if (err || (made && article->updated_utc < (int64_t)made))
        return err;
    return wd_embargo_supersede(e, a, article->key);
}

static int note_made(struct wd_embargo *e, const struct wd_article *article)
{
    uint64_t made = 0;
    if (!article->is_wire || article->updated_utc == WD_NO_TIME)
        return 0;
    int err = wd_store_identity(e->store, made_mark(article->key), &made);
    if (err || (made && (int64_t)made >= article->updated_utc))
        return err;
    return wd_store_put_identity(e->store, made_mark(article->key), (uint64_t)article->updated_utc);
}

int wd_embargo_hold(struct wd_embargo *e, struct wd_arena *a, const struct wd_article *article, int64_t seq, uint32_t item)
{
    int err = wd_embargo_overtake(e, a, article);
    if (!err)
        err = note_made(e, article);
    if (err)
        return err;
    struct wd_held held = {.article = article->key,
                           .seq = seq,
                           .item = item,
                           .due_utc = article->pubstatus == WD_PUB_WITHHELD ? INT64_MAX : article->embargo_utc};
    if (e->next_due_utc == WD_NO_TIME || held.due_utc < e->next_due_utc)
        e->next_due_utc = held.due_utc;
    *wd_map_at(&e->held, held.article) = 1;
    return wd_store_hold(e->store, &held);
}

int wd_embargo_due(struct wd_embargo *e, struct wd_arena *a, int64_t now_utc, wd_helds *ret_due)
{
    int err = e->known ? 0 : wd_embargo_learn(e, a);
    if (err || e->next_due_utc == WD_NO_TIME || e->next_due_utc > now_utc)
        return err;
    return wd_store_held_due(e->store, a, now_utc, ret_due);
}
