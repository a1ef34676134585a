#include "engine/engine.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/list.h"

enum { CANDIDATES = 16, LINKS_KEPT = 8 };
/* So many articles must agree on the time before versions leave: one date in a far future must not empty the index. */
enum { CLOCK = 3 };

/* What the engine remembers of an article for as long as its story lives. */
struct entry {
    uint64_t article, version, story;
};

/* A version in the copy index, waiting for its time to leave: a binary heap by event time, then by order of insertion. */
struct leaving {
    int64_t at_utc;
    uint64_t order, version, article;
};

struct wd_engine {
    struct wd_copies *copies;
    struct wd_stories *stories;
    int64_t window_s;
    int64_t newest_utc[CLOCK]; /* latest first; the last of them is the clock */
    struct wd_map articles;    /* article key -> place in entries + 1 */
    struct wd_map versions;    /* mix of article and version -> 1 */
    struct entry *entries;
    size_t entry_n, entry_cap;
    struct leaving *heap;
    size_t heap_n, heap_cap;
    uint64_t order;
};

struct wd_engine *wd_engine_new(const struct wd_copy_options *copies, const struct wd_story_options *stories)
{
    struct wd_engine *e = wd_calloc(1, sizeof *e);
    struct wd_copy_options nearest = *copies;
    nearest.max_candidates = WD_MIN(nearest.max_candidates, (uint32_t)CANDIDATES);
    e->copies = wd_copies_new(&nearest);
    e->stories = wd_stories_new(stories);
    e->window_s = stories->window_s;
    for (size_t i = 0; i < CLOCK; i++)
        e->newest_utc[i] = WD_NO_TIME;
    wd_map_init(&e->articles);
    wd_map_init(&e->versions);
    return e;
}

void wd_engine_free(struct wd_engine *e)
{
    if (!e)
        return;
    wd_copies_free(e->copies);
    wd_stories_free(e->stories);
    wd_map_done(&e->articles);
    wd_map_done(&e->versions);
    free(e->entries);
    free(e->heap);
    free(e);
}

int wd_engine_prepare(struct wd_arena *a, struct wd_stems *stems, const struct wd_article *article, struct wd_engine_input *ret)
{
    struct wd_engine_input in = {.article = article};
    int err = wd_copy_doc_make(a, article->body, article->sentences.v, article->sentences.n, NULL, 0, &in.doc);
    if (err)
        return err;
    in.doc.key = wd_hash_mix(article->key, article->version);
    in.doc.article = article->key;
    in.doc.outlet = article->outlet.n ? wd_hash(article->outlet) : 0;
    int64_t at_utc = article->created_utc != WD_NO_TIME   ? article->created_utc
                     : article->updated_utc != WD_NO_TIME ? article->updated_utc
                                                          : article->arrived_utc;
    err = wd_features_make(a, stems, article->key, article->title, article->body, article->language, at_utc, &in.features);
    if (err)
        return err;
    in.features.outlet = in.doc.outlet;
    *ret = in;
    return 0;
}

static bool sooner(const struct leaving *a, const struct leaving *b)
{
    return a->at_utc != b->at_utc ? a->at_utc < b->at_utc : a->order < b->order;
}

static void heap_push(struct wd_engine *e, struct leaving item)
{
    if (e->heap_n == e->heap_cap) {
        e->heap_cap = e->heap_cap ? e->heap_cap * 2 : 64;
        e->heap = wd_realloc(e->heap, e->heap_cap * sizeof *e->heap);
    }
    size_t i = e->heap_n++;
    for (; i > 0 && sooner(&item, &e->heap[(i - 1) / 2]); i = (i - 1) / 2)
        e->heap[i] = e->heap[(i - 1) / 2];
    e->heap[i] = item;
}

static struct leaving heap_pop(struct wd_engine *e)
{
    struct leaving top = e->heap[0], last = e->heap[--e->heap_n];
    size_t i = 0;
    for (size_t child; (child = 2 * i + 1) < e->heap_n; i = child) {
        if (child + 1 < e->heap_n && sooner(&e->heap[child + 1], &e->heap[child]))
            child++;
        if (!sooner(&e->heap[child], &last))
            break;
        e->heap[i] = e->heap[child];
    }
    if (e->heap_n)
        e->heap[i] = last;
    return top;
}

/* Event time moves on: versions older than the window leave the copy index (stories expire by the same rule on their own). */
static void expire(struct wd_engine *e, int64_t at_utc)
{
    if (at_utc == WD_NO_TIME || e->window_s == 0)
        return;
    for (size_t i = 0; i < CLOCK; i++)
        if (at_utc > e->newest_utc[i]) {
            int64_t later = at_utc;
            at_utc = e->newest_utc[i];
            e->newest_utc[i] = later;
        }
    int64_t clock_utc = e->newest_utc[CLOCK - 1];
    while (clock_utc != WD_NO_TIME && e->heap_n && e->heap[0].at_utc < clock_utc - e->window_s)
        wd_copies_remove(e->copies, heap_pop(e).version);
}

static struct entry *entry_of(struct wd_engine *e, uint64_t article)
{
    const uint64_t *at = wd_map_find(&e->articles, article);
    return at ? &e->entries[*at - 1] : NULL;
}

static void remember(struct wd_engine *e, uint64_t article, uint64_t version, uint64_t story)
{
    struct entry *entry = entry_of(e, article);
    if (!entry) {
        if (!e->entries || e->entry_n == e->entry_cap) {
            e->entry_cap = e->entry_cap ? e->entry_cap * 2 : 64;
            e->entries = wd_realloc(e->entries, e->entry_cap * sizeof *e->entries);
        }
        entry = &e->entries[e->entry_n++];
        *wd_map_at(&e->articles, article) = e->entry_n;
    }
    *entry = (struct entry){article, version, story};
    *wd_map_at(&e->versions, wd_hash_mix(article, version)) = 1;
}

/* The step that live and restoring share: after it both are in the same state. */
static int take_in(struct wd_engine *e, const struct wd_engine_input *in, uint64_t story)
{
    int err = wd_copies_insert(e->copies, &in->doc);
    if (err)
        return err;
    if (in->features.at_utc != WD_NO_TIME)
        heap_push(e, (struct leaving){in->features.at_utc, e->order++, in->doc.key, in->article->key});
    if (entry_of(e, in->article->key))
        wd_stories_remove(e->stories, in->article->key);
    wd_stories_insert(e->stories, &in->features, story);
    remember(e, in->article->key, in->article->version, story);
    return 0;
}

static void keep_links(struct wd_arena *a, uint64_t article, const wd_reuses *reuses, struct wd_placed *placed)
{
    for (size_t i = 0; i < reuses->n && placed->links.n < LINKS_KEPT; i++) {
        const struct wd_reuse *r = &reuses->v[i];
        bool repeated = r->of_article == article || r->relation == WD_REL_INDEPENDENT;
        for (size_t k = 0; k < placed->links.n && !repeated; k++)
            repeated = placed->links.v[k].of == r->of_article;
        if (!repeated)
            wd_list_add(a, &placed->links,
                        (struct wd_copy_link){article, r->of_article, r->relation, r->share_of_copy, r->share_of_source});
    }
}

int wd_engine_apply(struct wd_engine *e, struct wd_arena *a, const struct wd_engine_input *in, struct wd_placed *ret)
{
    const struct wd_article *article = in->article;
    struct wd_placed placed = {.article = article->key, .version = article->version};
    const struct entry *before = entry_of(e, article->key);
    if (before && wd_map_find(&e->versions, wd_hash_mix(article->key, article->version))) {
        placed.known = true;
        placed.story = before->story;
        *ret = placed;
        return 0;
    }
    expire(e, in->features.at_utc);
    wd_reuses reuses = {0};
    int err = wd_copies_query(e->copies, a, &in->doc, &reuses);
    if (err)
        return err;
    if (before) {
        placed.is_update = true;
        placed.story = before->story;
        placed.score = 1;
    } else {
        struct wd_placement placement = {0};
        wd_stories_decide(e->stories, a, &in->features, &reuses, &placement);
        placed.story = placement.story;
        placed.founded = placement.founded;
        placed.score = placement.score;
        for (size_t i = 0; i < placement.why.n; i++)
            wd_list_add(a, &placed.why, placement.why.v[i]);
    }
    keep_links(a, article->key, &reuses, &placed);
    err = take_in(e, in, placed.story);
    if (err)
        return err;
    *ret = placed;
    return 0;
}

int wd_engine_restore(struct wd_engine *e, const struct wd_engine_input *in, const struct wd_placed *placed)
{
    expire(e, in->features.at_utc);
    return take_in(e, in, placed->story);
}

void wd_engine_forget(struct wd_engine *e, uint64_t article)
{
    size_t kept = 0;
    for (size_t i = 0; i < e->heap_n; i++) {
        if (e->heap[i].article == article)
            wd_copies_remove(e->copies, e->heap[i].version);
        else
            e->heap[kept++] = e->heap[i];
    }
    /* what was kept is no heap any more: put it back one by one */
    e->heap_n = 0;
    for (size_t i = 0; i < kept; i++)
        heap_push(e, e->heap[i]);
    const struct entry *entry = entry_of(e, article);
    if (entry)
        wd_copies_remove(e->copies, wd_hash_mix(article, entry->version));
    wd_stories_remove(e->stories, article);
}
