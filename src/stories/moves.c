#include "stories/index.h"

/* Members of both in the order of their sequence numbers; the walk ends where the older of `from` is in its place. */
static void join_lists(struct wd_stories *s, struct wd_live_story *from, struct wd_live_story *into)
{
    uint32_t x = from->last, y = into->last, after = WD_NO_SEQ;
    into->last = y == WD_NO_SEQ || (x != WD_NO_SEQ && x > y) ? x : y;
    while (x != WD_NO_SEQ) {
        bool take = y == WD_NO_SEQ || x > y;
        uint32_t seq = take ? x : y;
        struct wd_kept *k = wd_kept_at(s, seq);
        if (take)
            x = k->prev;
        else
            y = k->prev;
        k->next = after;
        if (after != WD_NO_SEQ)
            wd_kept_at(s, after)->prev = seq;
        k->prev = WD_NO_SEQ;
        after = seq;
    }
    if (after != WD_NO_SEQ) {
        wd_kept_at(s, after)->prev = y;
        if (y != WD_NO_SEQ)
            wd_kept_at(s, y)->next = after;
    }
}

void wd_stories_merge(struct wd_stories *s, uint64_t from, uint64_t into)
{
    const uint64_t *number = wd_map_find(&s->by_story, from);
    if (!number || from == into)
        return;
    uint32_t old = (uint32_t)(*number - 1), kept = wd_stories_number(s, into);
    for (uint32_t seq = s->stories[old].last; seq != WD_NO_SEQ; seq = wd_kept_at(s, seq)->prev) {
        wd_kept_at(s, seq)->story = into;
        s->story_at[seq & (s->kept_cap - 1)] = kept;
    }
    join_lists(s, &s->stories[old], &s->stories[kept]);
    s->stories[kept].n += s->stories[old].n;
    wd_stories_end(s, old);
}

void wd_stories_move(struct wd_stories *s, uint64_t article, uint64_t story)
{
    const uint64_t *at = wd_map_find(&s->by_article, article);
    if (!at || wd_kept_at(s, (uint32_t)(*at - 1))->story == story)
        return;
    uint32_t seq = (uint32_t)(*at - 1), number;
    struct wd_kept *k = wd_kept_at(s, seq);
    wd_stories_leave(s, k);
    k->story = story;
    k->prev = k->next = WD_NO_SEQ;
    number = wd_stories_number(s, story);
    s->story_at[seq & (s->kept_cap - 1)] = number;
    struct wd_live_story one = {story, seq, 1};
    join_lists(s, &one, &s->stories[number]);
    s->stories[number].n++;
}

void wd_stories_fix(struct wd_stories *s, uint64_t story)
{
    *wd_map_at(&s->fixed, story) = 1;
}

bool wd_stories_fixed(const struct wd_stories *s, uint64_t story)
{
    return wd_map_find(&s->fixed, story) != NULL;
}
