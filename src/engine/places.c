#include "engine/places.h"

#include <stdlib.h>

void wd_places_init(struct wd_places *p)
{
    memset(p, 0, sizeof *p);
    wd_map_init(&p->by_article);
    wd_map_init(&p->by_version);
    wd_map_init(&p->by_story);
}

void wd_places_done(struct wd_places *p)
{
    free(p->v);
    free(p->stories);
    free(p->free_stories);
    wd_map_done(&p->by_article);
    wd_map_done(&p->by_version);
    wd_map_done(&p->by_story);
}

static void *grown(void *v, uint32_t *cap, uint32_t n, size_t element)
{
    if (n < *cap)
        return v;
    if (*cap > UINT32_MAX / 2)
        abort();
    *cap = *cap ? *cap * 2 : 64;
    return wd_realloc(v, *cap * element);
}

static struct wd_place *at(const struct wd_places *p, uint32_t number)
{
    return &p->v[number];
}

static struct wd_place *newest(const struct wd_places *p, uint64_t article)
{
    const uint64_t *number = wd_map_find(&p->by_article, article);
    return number ? at(p, (uint32_t)(*number - 1)) : NULL;
}

static struct wd_place_story *story_of(const struct wd_places *p, uint64_t key)
{
    const uint64_t *number = wd_map_find(&p->by_story, key);
    return number ? &p->stories[*number - 1] : NULL;
}

/* Number of the first version of an article. */
static uint32_t first_of(const struct wd_places *p, uint32_t number)
{
    while (at(p, number)->before)
        number = at(p, number)->before - 1;
    return number;
}

static uint32_t story_made(struct wd_places *p, uint64_t key, uint32_t by)
{
    uint64_t *number = wd_map_at(&p->by_story, key);
    if (*number)
        return (uint32_t)(*number - 1);
    uint32_t made = p->free_n ? p->free_stories[--p->free_n] : p->story_n;
    if (made == p->story_n) {
        p->stories = grown(p->stories, &p->story_cap, p->story_n, sizeof *p->stories);
        p->story_n++;
    }
    const uint64_t *founder = wd_map_find(&p->by_article, key);
    p->stories[made] = (struct wd_place_story){.key = key, .founded = at(p, first_of(p, founder ? (uint32_t)(*founder - 1) : by))->came};
    *number = (uint64_t)made + 1;
    return made;
}

static void story_ends(struct wd_places *p, uint32_t number)
{
    (void)wd_map_remove(&p->by_story, p->stories[number].key);
    p->stories[number].last = 0;
    p->free_stories = grown(p->free_stories, &p->free_cap, p->free_n, sizeof *p->free_stories);
    p->free_stories[p->free_n++] = number;
}

static void leave(struct wd_places *p, uint32_t number)
{
    struct wd_place *x = at(p, number);
    struct wd_place_story *s = &p->stories[x->story];
    if (x->prev)
        at(p, x->prev - 1)->next = x->next;
    if (x->next)
        at(p, x->next - 1)->prev = x->prev;
    else
        s->last = x->prev;
    x->prev = x->next = 0;
    if (--s->n == 0)
        story_ends(p, x->story);
}

static void enter(struct wd_places *p, uint32_t number, uint32_t story)
{
    struct wd_place *x = at(p, number);
    struct wd_place_story *s = &p->stories[story];
    x->story = story;
    x->prev = s->last;
    x->next = 0;
    if (s->last)
        at(p, s->last - 1)->next = number + 1;
    s->last = number + 1;
    s->n++;
}

/* A number as it is when the dropped ones are closed up. */
static uint32_t closed_up(const uint32_t *now, uint32_t number_1)
{
    return number_1 ? now[number_1 - 1] + 1 : 0;
}

static void close_up(struct wd_places *p)
{
    uint32_t *now = wd_malloc((size_t)p->n * sizeof *now), n = 0;
    for (uint32_t i = 0; i < p->n; i++)
        now[i] = p->v[i].article ? n++ : 0;
    for (uint32_t i = 0; i < p->n; i++) {
        struct wd_place x = p->v[i];
        if (!x.article)
            continue;
        x.before = closed_up(now, x.before);
        x.prev = closed_up(now, x.prev);
        x.next = closed_up(now, x.next);
        p->v[now[i]] = x;
        *wd_map_at(&p->by_article, x.article) = (uint64_t)now[i] + 1; /* of several versions the newest comes last */
    }
    for (uint32_t i = 0; i < p->story_n; i++)
        p->stories[i].last = closed_up(now, p->stories[i].last);
    free(now);
    p->n = n;
    p->dropped = 0;
}

void wd_places_add(struct wd_places *p, uint64_t article, uint64_t version, uint64_t story)
{
    if (p->n == p->cap && p->dropped > p->n / 2)
        close_up(p);
    p->v = grown(p->v, &p->cap, p->n, sizeof *p->v);
    uint32_t number = p->n++;
    uint64_t *newest_of = wd_map_at(&p->by_article, article);
    uint32_t before = (uint32_t)*newest_of;
    *at(p, number) = (struct wd_place){.article = article, .version = version, .came = p->came++, .before = before};
    *newest_of = (uint64_t)number + 1;
    *wd_map_at(&p->by_version, wd_hash_mix(article, version)) = 1;
    /* it enters before its older version leaves, so that a story of this one article goes on */
    enter(p, number, story_made(p, story, number));
    if (before)
        leave(p, before - 1);
}

bool wd_places_has(const struct wd_places *p, uint64_t article, uint64_t version)
{
    return wd_map_find(&p->by_version, wd_hash_mix(article, version)) != NULL;
}

uint64_t wd_places_story(const struct wd_places *p, uint64_t article)
{
    const struct wd_place *x = newest(p, article);
    return x && p->stories ? p->stories[x->story].key : 0;
}

void wd_places_versions(const struct wd_places *p, struct wd_arena *a, uint64_t article, wd_place_keys *ret_versions)
{
    const uint64_t *number = wd_map_find(&p->by_article, article);
    wd_place_keys versions = {0};
    for (uint32_t n = number ? (uint32_t)*number : 0; n; n = at(p, n - 1)->before)
        wd_list_add(a, &versions, at(p, n - 1)->version);
    *ret_versions = versions;
}

struct came {
    uint32_t first;
    uint64_t article;
};

static int by_arrival(const void *x, const void *y)
{
    const struct came *a = x, *b = y;
    return a->first < b->first ? -1 : a->first > b->first;
}

void wd_places_articles(const struct wd_places *p, struct wd_arena *a, uint64_t story, wd_place_keys *ret_articles)
{
    const struct wd_place_story *s = story_of(p, story);
    WD_LIST(struct came) all = {0};
    wd_place_keys articles = {0};
    for (uint32_t n = s ? s->last : 0; n; n = at(p, n - 1)->prev)
        wd_list_add(a, &all, (struct came){first_of(p, n - 1), at(p, n - 1)->article});
    if (all.n)
        qsort(all.v, all.n, sizeof *all.v, by_arrival);
    for (size_t i = 0; i < all.n; i++)
        wd_list_add(a, &articles, all.v[i].article);
    *ret_articles = articles;
}

uint32_t wd_places_size(const struct wd_places *p, uint64_t story)
{
    const struct wd_place_story *s = story_of(p, story);
    return s ? s->n : 0;
}

uint64_t wd_places_resolve(const struct wd_places *p, uint64_t story)
{
    return story_of(p, story) ? story : wd_places_story(p, story);
}

uint64_t wd_places_older(const struct wd_places *p, uint64_t one, uint64_t other)
{
    const struct wd_place_story *x = story_of(p, one), *y = story_of(p, other);
    if (!x || !y)
        return x ? one : other;
    if (x->founded != y->founded)
        return x->founded < y->founded ? one : other;
    return one < other ? one : other;
}

/* The articles of the smaller story get the number of the bigger one, whichever key stays. */
void wd_places_merge(struct wd_places *p, uint64_t from, uint64_t into)
{
    const uint64_t *from_at = wd_map_find(&p->by_story, from), *into_at = wd_map_find(&p->by_story, into);
    if (!from_at || !into_at || from == into)
        return;
    uint32_t less = (uint32_t)(*from_at - 1), more = (uint32_t)(*into_at - 1);
    struct wd_place_story kept = p->stories[more];
    if (p->stories[less].n > kept.n) {
        uint32_t swap = less;
        less = more;
        more = swap;
    }
    for (uint32_t n = p->stories[less].last; n;) {
        uint32_t before = at(p, n - 1)->prev;
        enter(p, n - 1, more);
        n = before;
    }
    p->stories[less].key = from;
    story_ends(p, less);
    p->stories[more].key = into;
    p->stories[more].founded = kept.founded;
    *wd_map_at(&p->by_story, into) = (uint64_t)more + 1;
}

void wd_places_move(struct wd_places *p, uint64_t article, uint64_t story)
{
    const uint64_t *number = wd_map_find(&p->by_article, article);
    if (!number || wd_places_story(p, article) == story)
        return;
    uint32_t n = (uint32_t)(*number - 1);
    leave(p, n);
    enter(p, n, story_made(p, story, n));
}

void wd_places_drop(struct wd_places *p, uint64_t article)
{
    const uint64_t *number = wd_map_find(&p->by_article, article);
    if (!number)
        return;
    uint32_t n = (uint32_t)*number;
    leave(p, n - 1);
    while (n) {
        struct wd_place *x = at(p, n - 1);
        (void)wd_map_remove(&p->by_version, wd_hash_mix(article, x->version));
        x->article = 0;
        n = x->before;
        p->dropped++;
    }
    (void)wd_map_remove(&p->by_article, article);
}
