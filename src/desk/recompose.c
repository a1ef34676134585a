#include "desk/recompose.h"

#include <stdlib.h>

#include "base/hash.h"
#include "stories/compose.h"
#include "text/words.h"

/* A member as compose reads it. */
struct known {
    const struct wd_article **versions;
    size_t version_n;
    uint32_t serial, words;
    const struct wd_copy_link *links;
    size_t link_n;
    bool killed, whole; /* whole: with its texts */
};
struct generation {
    struct wd_arena arena;
    struct wd_map at; /* article -> address of its struct known */
    size_t bytes;
};
struct wd_recomposer {
    struct wd_store *store;
    struct wd_composer *composer;
    struct wd_arena scratch;
    struct generation young, old;
};

static void generation_done(struct generation *g)
{
    wd_arena_done(&g->arena);
    wd_map_done(&g->at);
    g->bytes = 0;
}

struct wd_recomposer *wd_recomposer_new(struct wd_store *store)
{
    struct wd_recomposer *r = wd_calloc(1, sizeof *r);
    r->store = store;
    r->composer = wd_composer_new(WD_RECOMPOSE_BYTES);
    wd_arena_init(&r->scratch);
    wd_arena_init(&r->young.arena);
    wd_arena_init(&r->old.arena);
    return r;
}

void wd_recomposer_free(struct wd_recomposer *r)
{
    if (!r)
        return;
    wd_composer_free(r->composer);
    wd_arena_done(&r->scratch);
    wd_recomposer_forget_all(r);
    free(r);
}

void wd_recomposer_forget(struct wd_recomposer *r, uint64_t article)
{
    (void)wd_map_remove(&r->young.at, article);
    (void)wd_map_remove(&r->old.at, article);
}

void wd_recomposer_forget_all(struct wd_recomposer *r)
{
    generation_done(&r->young);
    generation_done(&r->old);
}

/* Between stories, so that nothing of the older generation is in use. */
static void turn(struct wd_recomposer *r)
{
    if (r->young.bytes < WD_RECOMPOSE_BYTES / 2)
        return;
    generation_done(&r->old);
    r->old = r->young;
    r->young = (struct generation){0};
    wd_arena_init(&r->young.arena);
}

static size_t bytes_of(const struct wd_article *x)
{
    return sizeof *x + 512 + x->body.n * 2 + x->sentences.n * sizeof *x->sentences.v + x->names.n * sizeof *x->names.v +
           x->timexes.n * sizeof *x->timexes.v + x->quotes.n * (sizeof *x->quotes.v + 32) + x->blocks.n * sizeof *x->blocks.v +
           x->notices.n * sizeof *x->notices.v;
}

static void keep(struct generation *g, uint64_t article, struct known *k)
{
    *wd_map_at(&g->at, article) = (uintptr_t)k;
    g->bytes += sizeof *k;
    for (size_t v = 0; v < k->version_n; v++)
        g->bytes += bytes_of(k->versions[v]);
}

static uint32_t words_in(struct wd_recomposer *r, struct wd_str body)
{
    wd_words words = {0};
    int over = wd_words_of(&r->scratch, body, &words);
    (void)over; /* over the cap: as many as are looked at */
    return (uint32_t)words.n;
}

/* Each state has the links that it was stored with: what came between two states is linked to one of them only. Of two links to one
 * article the one that shares more stays. */
static int links_of(struct wd_arena *a, const struct wd_article_rows *rows, struct known *k)
{
    WD_LIST(struct wd_copy_link) links = {0};
    struct wd_map at; /* article -> place in links + 1 */
    int err = 0;
    wd_map_init(&at);
    for (size_t v = 0; v < rows->versions.n && !err; v++) {
        struct wd_placed placed = {0};
        err = wd_record_unpack(&wd_placed_record, a, rows->versions.v[v].placed, &placed);
        for (size_t l = 0; l < placed.links.n && !err; l++) {
            const struct wd_copy_link *link = &placed.links.v[l];
            uint64_t *place = wd_map_at(&at, link->of);
            struct wd_copy_link *kept = *place ? &links.v[*place - 1] : NULL;
            if (kept && link->share_of_copy + link->share_of_source > kept->share_of_copy + kept->share_of_source)
                *kept = *link;
            if (kept)
                continue;
            wd_list_add(a, &links, *link);
            *place = links.n;
        }
    }
    wd_map_done(&at);
    k->links = links.v;
    k->link_n = links.n;
    return err;
}

static int load(struct wd_recomposer *r, struct wd_arena *a, uint64_t article, struct known *ret_known)
{
    struct wd_article_rows rows = {0};
    struct known k = {.whole = true};
    int err = wd_store_article(r->store, a, article, &rows);
    if (!err)
        err = links_of(a, &rows, &k);
    if (err)
        return err;
    k.versions = wd_arena_array(a, rows.versions.n, sizeof(struct wd_article *));
    k.version_n = rows.versions.n;
    for (size_t v = 0; v < rows.versions.n; v++)
        k.versions[v] = &rows.versions.v[v].article;
    k.serial = rows.serial;
    k.killed = rows.killed;
    if (k.version_n)
        k.words = words_in(r, k.versions[k.version_n - 1]->body);
    *ret_known = k;
    return 0;
}

/* A copy of what a list of members shows; without texts where the member is beyond those that are looked into. */
static struct known *copied(struct wd_arena *a, const struct known *from, bool whole)
{
    struct known *k = WD_NEW(a, struct known);
    *k = *from;
    k->whole = whole;
    k->versions = wd_arena_array(a, from->version_n, sizeof(struct wd_article *));
    for (size_t v = 0; v < from->version_n; v++) {
        struct wd_article listed = *from->versions[v], *copy = WD_NEW(a, struct wd_article);
        if (!whole) {
            listed.body = listed.standfirst = WD_STR("");
            memset(&listed.blocks, 0, sizeof listed.blocks);
            memset(&listed.sentences, 0, sizeof listed.sentences);
            memset(&listed.standfirst_spans, 0, sizeof listed.standfirst_spans);
            memset(&listed.names, 0, sizeof listed.names);
            memset(&listed.timexes, 0, sizeof listed.timexes);
            memset(&listed.quotes, 0, sizeof listed.quotes);
            memset(&listed.provenance, 0, sizeof listed.provenance);
        }
        wd_record_copy(&wd_article_record, a, &listed, copy);
        k->versions[v] = copy;
    }
    struct wd_copy_link *links = wd_arena_array(a, from->link_n, sizeof *links);
    if (from->link_n)
        memcpy(links, from->links, from->link_n * sizeof *links);
    k->links = links;
    return k;
}

void wd_recomposer_offer(struct wd_recomposer *r, const struct wd_article *article, const struct wd_placed *placed, uint32_t serial)
{
    struct known k = {
        .versions = &article,
        .version_n = 1,
        .serial = serial,
        .words = words_in(r, article->body),
        .links = placed->links.v,
        .link_n = placed->links.n,
        .whole = true,
    };
    keep(&r->young, article->key, copied(&r->young.arena, &k, true));
    wd_arena_reset(&r->scratch);
}

static int find(struct wd_recomposer *r, uint64_t article, bool whole, const struct known **ret_known)
{
    const uint64_t *at = wd_map_find(&r->young.at, article);
    const struct known *k = at ? (const struct known *)(uintptr_t)*at : NULL;
    if (k && (k->whole || !whole)) {
        *ret_known = k;
        return 0;
    }
    at = wd_map_find(&r->old.at, article);
    k = at ? (const struct known *)(uintptr_t)*at : NULL;
    struct known loaded, *kept;
    if (k && (k->whole || !whole)) {
        kept = copied(&r->young.arena, k, whole);
    } else {
        int err = load(r, whole ? &r->young.arena : &r->scratch, article, &loaded);
        if (err)
            return err;
        kept = whole ? WD_NEW(&r->young.arena, struct known) : copied(&r->young.arena, &loaded, false);
        if (whole)
            *kept = loaded;
    }
    keep(&r->young, article, kept);
    *ret_known = kept;
    return 0;
}

static int compose(struct wd_recomposer *r, uint64_t story)
{
    struct wd_arena *a = &r->scratch;
    wd_keys keys = {0};
    uint32_t serial = 0;
    int err = wd_store_members(r->store, a, story, &keys);
    if (!err)
        err = wd_store_serial(r->store, 's', story, &serial);
    if (err)
        return err;
    struct wd_compose_member *members = wd_arena_array(a, keys.n, sizeof *members);
    for (size_t i = 0; i < keys.n; i++) {
        const struct known *k = NULL;
        err = find(r, keys.v[i], i < WD_COMPOSE_ANALYSED, &k);
        if (err)
            return err;
        members[i] = (struct wd_compose_member){.versions = (const struct wd_article *const *)k->versions,
                                                .version_n = k->version_n,
                                                .serial = k->serial,
                                                .links = k->links,
                                                .link_n = k->link_n,
                                                .killed = k->killed,
                                                .words = k->words};
    }
    struct wd_story composed = {0};
    wd_composer_compose(r->composer, a, story, serial, members, keys.n, &composed);
    return wd_store_put_story(r->store, &composed);
}

int wd_recomposer_story(struct wd_recomposer *r, uint64_t story)
{
    turn(r);
    int err = compose(r, story);
    wd_arena_reset(&r->scratch);
    return err;
}
