#include <stdlib.h>

#include "base/hash.h"
#include "base/list.h"
#include "engine/inside.h"

enum { CANDIDATES = 16, LINKS_KEPT = 8 };

int wd_engine_new(const struct wd_engine_options *options, const struct wd_copy_shelf *shelf, struct wd_engine **ret,
                  struct wd_where *ret_where)
{
    struct wd_copy_options nearest = options->copies ? *options->copies : wd_copy_defaults;
    nearest.max_candidates = WD_MIN(nearest.max_candidates, (uint32_t)CANDIDATES);
    if (options->forgets) { /* texts leave with the window, before they would be sealed */
        nearest.hot_texts = 0;
        nearest.passing = !shelf;
    }
    struct wd_copies *index = NULL;
    int err = wd_copies_new(&nearest, shelf, &index, ret_where);
    if (err)
        return err;
    struct wd_engine *e = wd_calloc(1, sizeof *e);
    e->forgets = options->forgets;
    e->forgotten = options->forgotten;
    e->context = options->context;
    e->copies = index;
    struct wd_story_options stories = options->stories ? *options->stories : wd_story_defaults;
    stories.tells_gone = options->forgets;
    e->stories = wd_stories_new(&stories);
    e->heads = wd_heads_new(NULL);
    wd_places_init(&e->places);
    *ret = e;
    return 0;
}

void wd_engine_free(struct wd_engine *e)
{
    if (!e)
        return;
    wd_copies_free(e->copies);
    wd_stories_free(e->stories);
    wd_heads_free(e->heads);
    wd_places_done(&e->places);
    free(e);
}

int wd_engine_prepare(struct wd_arena *a, struct wd_stems *stems, const struct wd_article *article, struct wd_engine_input *ret)
{
    struct wd_engine_input in = {.article = article};
    int err = wd_copy_doc_make(a, article->body, article->sentences.v, article->sentences.n, NULL, 0, &in.doc);
    if (err)
        return err;
    in.doc.outlet = article->outlet.n ? wd_hash(article->outlet) : 0;
    int64_t at_utc = article->created_utc != WD_NO_TIME   ? article->created_utc
                     : article->updated_utc != WD_NO_TIME ? article->updated_utc
                     : article->archived                  ? WD_NO_TIME
                                                          : article->arrived_utc;
    err = wd_features_make(a, stems, article->key, article->title, article->body, article->language, at_utc, &in.features);
    if (err)
        return err;
    in.features.outlet = in.doc.outlet;
    wd_engine_rename(&in, article);
    *ret = in;
    return 0;
}

void wd_engine_rename(struct wd_engine_input *in, const struct wd_article *article)
{
    in->article = article;
    in->doc.key = wd_hash_mix(article->key, article->version);
    in->doc.article = in->features.article = article->key;
}

int wd_engine_prepare_head(struct wd_arena *a, struct wd_engine_input *in)
{
    return wd_head_units_make(a, in->article, &in->features, &in->head);
}

/* The step that live and restoring share: after it both are in the same state. */
static int take_in(struct wd_engine *e, const struct wd_engine_input *in, uint64_t story)
{
    int err = wd_copies_insert(e->copies, &in->doc);
    if (err)
        return err;
    wd_stories_insert(e->stories, &in->features, story);
    wd_places_add(&e->places, in->article->key, in->article->version, story);
    if (in->head.n)
        wd_heads_insert(e->heads, in->article->key, &in->head, in->article->language, in->features.at_utc, story);
    return 0;
}

/* Links within the story come first: the archive may hold the same words many times over. */
static void keep_links(struct wd_engine *e, struct wd_arena *a, uint64_t article, const wd_reuses *reuses, struct wd_placed *placed)
{
    for (int elsewhere = 0; elsewhere < 2; elsewhere++)
        for (size_t i = 0; i < reuses->n && placed->links.n < LINKS_KEPT; i++) {
            const struct wd_reuse *r = &reuses->v[i];
            bool here = wd_places_story(&e->places, r->of_article) == placed->story;
            bool passed = r->of_article == article || r->relation == WD_REL_INDEPENDENT || here == (elsewhere == 1);
            for (size_t k = 0; k < placed->links.n && !passed; k++)
                passed = placed->links.v[k].of == r->of_article;
            if (!passed)
                wd_list_add(a, &placed->links,
                            (struct wd_copy_link){article, r->of_article, r->relation, r->share_of_copy, r->share_of_source});
        }
}

/* Of a text that comes again and again only the first copies are found, and those leave the window while their story goes on: its newest
 * article stands in for them. */
static wd_reuses within_window(const struct wd_engine *e, struct wd_arena *a, const wd_reuses *reuses)
{
    wd_reuses live = {0};
    for (size_t i = 0; i < reuses->n; i++) {
        struct wd_reuse r = reuses->v[i];
        uint64_t of = wd_stories_of(e->stories, r.of_article) ? 0 : wd_places_story(&e->places, r.of_article);
        uint64_t newest = of ? wd_stories_newest(e->stories, of) : 0;
        r.of_article = newest ? newest : r.of_article;
        wd_list_add(a, &live, r);
    }
    return live;
}

static void place(struct wd_engine *e, struct wd_arena *a, const struct wd_engine_input *in, const wd_reuses *live,
                  struct wd_placed *placed)
{
    struct wd_placement placement = {0};
    wd_stories_decide(e->stories, a, &in->features, live, &placement);
    placed->story = placement.story;
    placed->founded = placement.founded;
    placed->score = placement.score;
    placed->why = placement.why;
}

/* The article may have shown that two stories are one. */
static void reunite(struct wd_engine *e, struct wd_arena *a, const struct wd_engine_input *in, const wd_reuses *live,
                    struct wd_placed *placed)
{
    struct wd_story_pair pair;
    if (!wd_stories_reunite(e->stories, a, &in->features, live, &pair))
        return;
    struct wd_act act = wd_engine_merge(e, a, pair.one, pair.other);
    act.score = pair.score;
    act.why = pair.why;
    wd_list_add(a, &placed->acts, act);
}

void wd_engine_links(struct wd_engine *e, struct wd_arena *a, uint64_t story, wd_story_links *ret_links)
{
    *ret_links = (wd_story_links){0};
    wd_heads_links(e->heads, a, story, ret_links);
}

static int drop_texts(struct wd_engine *e, uint64_t article)
{
    struct wd_arena a;
    wd_place_keys versions;
    int err = 0;
    wd_arena_init(&a);
    wd_places_versions(&e->places, &a, article, &versions);
    for (size_t i = 0; i < versions.n && !err; i++)
        err = wd_copies_remove(e->copies, wd_hash_mix(article, versions.v[i]));
    wd_arena_done(&a);
    return err;
}

static int forget_old(struct wd_engine *e)
{
    uint64_t article;
    int err = 0;
    while (!err && wd_stories_take_gone(e->stories, &article)) {
        err = drop_texts(e, article);
        wd_places_drop(&e->places, article);
        if (e->forgotten)
            e->forgotten(e->context, article);
    }
    return err;
}

int wd_engine_apply(struct wd_engine *e, struct wd_arena *a, const struct wd_engine_input *in, struct wd_placed *ret)
{
    const struct wd_article *article = in->article;
    struct wd_placed placed = {.article = article->key, .version = article->version};
    wd_reuses reuses = {0}, live = {0};
    placed.story = wd_places_story(&e->places, article->key);
    if (placed.story && wd_places_has(&e->places, article->key, article->version)) {
        placed.known = true;
        *ret = placed;
        return 0;
    }
    int err = wd_copies_query(e->copies, a, &in->doc, &reuses);
    if (err)
        return err;
    placed.is_update = placed.story != 0;
    live = within_window(e, a, &reuses);
    if (placed.is_update)
        placed.score = 1;
    else
        place(e, a, in, &live, &placed);
    keep_links(e, a, article->key, &reuses, &placed);
    err = take_in(e, in, placed.story);
    if (!err)
        reunite(e, a, in, &live, &placed);
    uint64_t story = wd_places_story(&e->places, article->key);
    placed.linked = !err && in->head.n && (placed.acts.n || wd_heads_due(e->heads, story));
    if (placed.linked)
        wd_engine_links(e, a, story, &placed.related);
    if (!err && e->forgets)
        err = forget_old(e);
    if (err)
        return err;
    *ret = placed;
    return 0;
}

int wd_engine_follow(struct wd_engine *e, const struct wd_engine_input *in, const struct wd_placed *placed)
{
    int err = 0;
    if (in)
        err = take_in(e, in, placed->story);
    else
        wd_places_add(&e->places, placed->article, placed->version, placed->story);
    for (size_t i = 0; i < placed->acts.n && !err; i++)
        wd_engine_join(e, placed->acts.v[i].from, placed->acts.v[i].into);
    return err;
}

int wd_engine_restore(struct wd_engine *e, const struct wd_engine_input *in, uint64_t story)
{
    return wd_places_has(&e->places, in->article->key, in->article->version) ? 0 : take_in(e, in, story);
}

void wd_engine_restore_purged(struct wd_engine *e, uint64_t article, uint64_t version, uint64_t story)
{
    if (wd_places_has(&e->places, article, version))
        return;
    wd_places_add(&e->places, article, version, story);
}

void wd_engine_restore_act(struct wd_engine *e, const struct wd_act *act)
{
    wd_stories_fix(e->stories, act->from);
    wd_stories_fix(e->stories, act->into);
}

int wd_engine_restored(const struct wd_engine *e)
{
    return wd_copies_resumed(e->copies) ? 0 : WD_E_CORRUPT;
}

uint64_t wd_engine_story(const struct wd_engine *e, uint64_t article)
{
    return wd_places_story(&e->places, article);
}

bool wd_engine_has(const struct wd_engine *e, uint64_t article, uint64_t version)
{
    return wd_places_has(&e->places, article, version);
}

uint32_t wd_engine_story_size(const struct wd_engine *e, uint64_t story)
{
    return wd_places_size(&e->places, story);
}

size_t wd_engine_stories(const struct wd_engine *e)
{
    return e->places.by_story.n;
}

int wd_engine_forget(struct wd_engine *e, uint64_t article)
{
    wd_stories_remove(e->stories, article);
    wd_heads_remove(e->heads, article);
    return drop_texts(e, article);
}
