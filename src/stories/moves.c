#include "stories/index.h"

/* The later of two numbers, WD_NO_SEQ being before all. */
static uint32_t *later(uint32_t *x, uint32_t *y)
{
    return *x == WD_NO_SEQ || (*y != WD_NO_SEQ && *y > *x) ? y : x;
}

/* Joins the member lists that end in x and y, in order of sequence number; gives the end of the joined one. */
static uint32_t join(struct wd_stories *s, uint32_t x, uint32_t y)
{
    uint32_t last = WD_NO_SEQ, next = WD_NO_SEQ;
    while (x != WD_NO_SEQ || y != WD_NO_SEQ) {
        uint32_t *from = later(&x, &y), seq = *from;
        struct wd_kept *k = wd_kept_at(s, seq);
        *from = k->prev;
        k->next = next;
        if (next == WD_NO_SEQ)
            last = seq;
        else
            wd_kept_at(s, next)->prev = seq;
        next = seq;
    }
    return last;
}

void wd_stories_merge(struct wd_stories *s, uint64_t from, uint64_t into)
{
    const uint64_t *slot = wd_map_find(&s->by_story, from);
    if (!slot || from == into)
        return;
    uint32_t old = (uint32_t)(*slot - 1), now = wd_stories_number(s, into);
    for (uint32_t seq = s->stories[old].last; seq != WD_NO_SEQ; seq = wd_kept_at(s, seq)->prev) {
        wd_kept_at(s, seq)->story = into;
        s->story_at[seq & (s->kept_cap - 1)] = now;
    }
    s->stories[now].last = join(s, s->stories[old].last, s->stories[now].last);
    s->stories[now].n += s->stories[old].n;
    wd_stories_drop_story(s, old);
}

void wd_stories_move(struct wd_stories *s, uint64_t article, uint64_t story)
{
    const uint64_t *slot = wd_map_find(&s->by_article, article);
    if (!slot)
        return;
    uint32_t seq = (uint32_t)(*slot - 1);
    struct wd_kept *k = wd_kept_at(s, seq);
    if (k->story == story)
        return;
    wd_stories_leave(s, k);
    uint32_t now = wd_stories_number(s, story);
    k->story = story;
    k->prev = WD_NO_SEQ;
    s->story_at[seq & (s->kept_cap - 1)] = now;
    s->stories[now].last = join(s, seq, s->stories[now].last);
    s->stories[now].n++;
}

void wd_stories_members(const struct wd_stories *s, struct wd_arena *a, uint64_t story, wd_story_members *ret)
{
    const uint64_t *slot = wd_map_find(&s->by_story, story);
    *ret = (wd_story_members){0};
    if (!slot)
        return;
    const struct wd_live_story *st = &s->stories[*slot - 1];
    ret->v = wd_arena_array(a, st->n, sizeof(*ret->v));
    ret->n = ret->cap = st->n;
    uint32_t seq = st->last;
    for (size_t i = st->n; i-- > 0; seq = wd_kept_at(s, seq)->prev)
        ret->v[i] = wd_kept_at(s, seq)->article;
}

void wd_stories_fix(struct wd_stories *s, uint64_t story)
{
    const uint64_t *slot = wd_map_find(&s->by_story, story);
    if (slot)
        s->stories[*slot - 1].fixed = true;
}

bool wd_stories_fixed(const struct wd_stories *s, uint64_t story)
{
    const uint64_t *slot = wd_map_find(&s->by_story, story);
    return slot && s->stories[*slot - 1].fixed;
}
