#include "engine/engine.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/list.h"

enum { CANDIDATES = 16, LINKS_KEPT = 8 };

/* What the engine remembers of an article: its versions are a chain, the newest first. */
struct entry {
    uint64_t article, version, story;
    size_t before; /* place of the version before it + 1 */
};

struct wd_engine {
    struct wd_copies *copies;
    struct wd_stories *stories;
    struct wd_map articles; /* article key -> place of its newest version in entries + 1 */
    struct wd_map versions; /* mix of article and version -> 1 */
    struct entry *entries;
    size_t entry_n, entry_cap;
};

int wd_engine_new(const struct wd_copy_options *copies, const struct wd_copy_shelf *shelf, const struct wd_story_options *stories,
                  struct wd_engine **ret, struct wd_where *ret_where)
{
    struct wd_copy_options nearest = *copies;
    nearest.max_candidates = WD_MIN(nearest.max_candidates, (uint32_t)CANDIDATES);
    struct wd_copies *index = NULL;
    int err = wd_copies_new(&nearest, shelf, &index, ret_where);
    if (err)
        return err;
    struct wd_engine *e = wd_calloc(1, sizeof *e);
    e->copies = index;
    e->stories = wd_stories_new(stories);
    wd_map_init(&e->articles);
    wd_map_init(&e->versions);
    *ret = e;
    return 0;
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

static struct entry *entry_of(const struct wd_engine *e, uint64_t article)
{
    const uint64_t *at = wd_map_find(&e->articles, article);
    return at ? &e->entries[*at - 1] : NULL;
}

static void remember(struct wd_engine *e, uint64_t article, uint64_t version, uint64_t story)
{
    if (e->entry_n == e->entry_cap) {
        e->entry_cap = e->entry_cap ? e->entry_cap * 2 : 64;
        e->entries = wd_realloc(e->entries, e->entry_cap * sizeof *e->entries);
    }
    uint64_t *newest = wd_map_at(&e->articles, article);
    e->entries[e->entry_n++] = (struct entry){article, version, story, *newest};
    *newest = e->entry_n;
    *wd_map_at(&e->versions, wd_hash_mix(article, version)) = 1;
}

/* The step that live and restoring share: after it both are in the same state. */
static int take_in(struct wd_engine *e, const struct wd_engine_input *in, uint64_t story)
{
    int err = wd_copies_insert(e->copies, &in->doc);
    if (err)
        return err;
    if (entry_of(e, in->article->key))
        wd_stories_remove(e->stories, in->article->key);
    wd_stories_insert(e->stories, &in->features, story);
    remember(e, in->article->key, in->article->version, story);
    return 0;
}

/* Links within the story come first: the archive may hold the same words many times over. */
static void keep_links(struct wd_engine *e, struct wd_arena *a, uint64_t article, const wd_reuses *reuses, struct wd_placed *placed)
{
    for (int elsewhere = 0; elsewhere < 2; elsewhere++)
        for (size_t i = 0; i < reuses->n && placed->links.n < LINKS_KEPT; i++) {
            const struct wd_reuse *r = &reuses->v[i];
            const struct entry *of = entry_of(e, r->of_article);
            bool passed =
                r->of_article == article || r->relation == WD_REL_INDEPENDENT || (of && of->story == placed->story) == (elsewhere == 1);
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
        const struct entry *of = wd_stories_of(e->stories, r.of_article) ? NULL : entry_of(e, r.of_article);
        uint64_t newest = of ? wd_stories_newest(e->stories, of->story) : 0;
        r.of_article = newest ? newest : r.of_article;
        wd_list_add(a, &live, r);
    }
    return live;
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
        wd_reuses live = within_window(e, a, &reuses);
        wd_stories_decide(e->stories, a, &in->features, &live, &placement);
        placed.story = placement.story;
        placed.founded = placement.founded;
        placed.score = placement.score;
        placed.why = placement.why;
    }
    keep_links(e, a, article->key, &reuses, &placed);
    err = take_in(e, in, placed.story);
    if (err)
        return err;
    *ret = placed;
    return 0;
}

int wd_engine_restore(struct wd_engine *e, const struct wd_engine_input *in, const struct wd_placed *placed)
{
    return take_in(e, in, placed->story);
}

int wd_engine_restored(const struct wd_engine *e)
{
    return wd_copies_resumed(e->copies) ? 0 : WD_E_CORRUPT;
}

int wd_engine_forget(struct wd_engine *e, uint64_t article)
{
    const uint64_t *newest = wd_map_find(&e->articles, article);
    int err = 0;
    for (size_t at = newest ? *newest : 0; at && !err; at = e->entries[at - 1].before)
        err = wd_copies_remove(e->copies, wd_hash_mix(article, e->entries[at - 1].version));
    wd_stories_remove(e->stories, article);
    return err;
}
