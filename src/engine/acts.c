#include "base/hash.h"
#include "engine/inside.h"

void wd_engine_join(struct wd_engine *e, uint64_t from, uint64_t into)
{
    wd_places_merge(&e->places, from, into);
    wd_stories_merge(e->stories, from, into);
    wd_heads_merge(e->heads, from, into);
}

static void move(struct wd_engine *e, uint64_t article, uint64_t story)
{
    wd_places_move(&e->places, article, story);
    wd_stories_move(e->stories, article, story);
    wd_heads_move(e->heads, article, story);
}

struct wd_act wd_engine_merge(struct wd_engine *e, struct wd_arena *a, uint64_t one, uint64_t other)
{
    struct wd_act act = {.at_utc = WD_NO_TIME, .kind = WD_ACT_MERGE};
    wd_place_keys articles;
    act.into = wd_places_older(&e->places, one, other);
    act.from = act.into == one ? other : one;
    wd_places_articles(&e->places, a, act.from, &articles);
    for (size_t i = 0; i < articles.n; i++)
        wd_list_add(a, &act.articles, articles.v[i]);
    wd_engine_join(e, act.from, act.into);
    return act;
}

static int merge(struct wd_engine *e, struct wd_arena *a, const struct wd_wish *wish, wd_acts *acts, struct wd_where *w)
{
    uint64_t one = wd_places_resolve(&e->places, wish->from), other = wd_places_resolve(&e->places, wish->into);
    if (!one || !other)
        return wd_where_set(w, WD_E_NOTFOUND, "one of the two stories is not there");
    if (one == other)
        return wd_where_set(w, WD_E_INVALID, "the two are one story already");
    wd_list_add(a, acts, wd_engine_merge(e, a, one, other));
    return 0;
}

static int unknown_article(const struct wd_engine *e, const struct wd_wish *wish, struct wd_where *w)
{
    for (size_t i = 0; i < wish->articles.n; i++)
        if (!wd_places_story(&e->places, wish->articles.v[i]))
            return wd_where_set(w, WD_E_NOTFOUND, "article %zu of those named is not there", i + 1);
    return wish->articles.n ? 0 : wd_where_set(w, WD_E_INVALID, "no article is named");
}

/* One act a story that articles leave, in order of the first that leaves it. */
static struct wd_act *act_of(struct wd_arena *a, wd_acts *acts, int kind, uint64_t from, uint64_t into)
{
    for (size_t i = 0; i < acts->n; i++)
        if (acts->v[i].from == from)
            return &acts->v[i];
    struct wd_act *act = wd_list_push(a, acts);
    *act = (struct wd_act){.at_utc = WD_NO_TIME, .kind = kind, .from = from, .into = into};
    return act;
}

static int move_all(struct wd_engine *e, struct wd_arena *a, const struct wd_wish *wish, wd_acts *acts, struct wd_where *w)
{
    int err = unknown_article(e, wish, w);
    uint64_t into = wd_places_resolve(&e->places, wish->into);
    if (!err && !into)
        err = wd_where_set(w, WD_E_NOTFOUND, "the story to move into is not there");
    for (size_t i = 0; i < wish->articles.n && !err; i++) {
        uint64_t article = wish->articles.v[i], from = wd_places_story(&e->places, article);
        if (from == into)
            continue;
        struct wd_act *act = act_of(a, acts, WD_ACT_MOVE, from, into);
        wd_list_add(a, &act->articles, article);
        move(e, article, into);
    }
    return err || acts->n ? err : wd_where_set(w, WD_E_INVALID, "the articles lie in that story already");
}

static bool among(const wd_place_keys *keys, uint64_t key)
{
    for (size_t i = 0; i < keys->n; i++)
        if (keys->v[i] == key)
            return true;
    return false;
}

/* Of a story that these articles found: the first of them that has no other story of its name. */
static uint64_t key_for(const struct wd_engine *e, const wd_place_keys *articles)
{
    uint64_t key = 0;
    for (size_t i = 0; i < articles->n; i++)
        if (!wd_places_size(&e->places, articles->v[i]))
            return articles->v[i];
    for (key = wd_hash_mix(articles->v[0], 1); wd_places_size(&e->places, key);)
        key = wd_hash_mix(key, 1);
    return key;
}

static int split(struct wd_engine *e, struct wd_arena *a, const struct wd_wish *wish, wd_acts *acts, struct wd_where *w)
{
    uint64_t from = wd_places_resolve(&e->places, wish->from);
    wd_place_keys all, named = {wish->articles.v, wish->articles.n, wish->articles.n}, leave = {0};
    int err = unknown_article(e, wish, w);
    if (err)
        return err;
    wd_places_articles(&e->places, a, from, &all);
    bool founder = among(&named, from);
    size_t found = 0;
    for (size_t i = 0; i < all.n; i++) {
        bool is_named = among(&named, all.v[i]);
        found += is_named;
        if (is_named != founder)
            wd_list_add(a, &leave, all.v[i]);
    }
    if (found < named.n)
        return wd_where_set(w, WD_E_NOTFOUND, "%zu of the articles lie in another story", named.n - found);
    if (!leave.n || leave.n == all.n)
        return wd_where_set(w, WD_E_INVALID, "these are all articles of the story");
    struct wd_act *act = act_of(a, acts, WD_ACT_SPLIT, from, key_for(e, &leave));
    for (size_t i = 0; i < leave.n; i++) {
        wd_list_add(a, &act->articles, leave.v[i]);
        move(e, leave.v[i], act->into);
    }
    return 0;
}

int wd_engine_act(struct wd_engine *e, struct wd_arena *a, const struct wd_wish *wish, wd_acts *ret_acts, struct wd_where *ret_where)
{
    wd_acts acts = {0};
    int err = WD_E_INVALID;
    switch ((enum wd_act_kind)wish->kind) {
    case WD_ACT_MERGE: err = merge(e, a, wish, &acts, ret_where); break;
    case WD_ACT_MOVE: err = move_all(e, a, wish, &acts, ret_where); break;
    case WD_ACT_SPLIT: err = split(e, a, wish, &acts, ret_where); break;
    }
    for (size_t i = 0; i < acts.n && !err; i++) {
        acts.v[i].by_hand = true;
        acts.v[i].note = wish->note;
        wd_engine_restore_act(e, &acts.v[i]);
    }
    if (!err)
        *ret_acts = acts;
    return err;
}
