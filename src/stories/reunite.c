#include "stories/candidates.h"

/* MEMBERS: so many of the smaller story are asked where they belong. Stories of more than SMALL members each are joined only where their
 * days meet. */
enum { MEMBERS = 4, REASONS = 3 };
static const double BELONGS = 0.5;

/* The score that member `seq` has in `story`, were there none of the articles of its own story. */
static double score_in(struct wd_stories *s, struct wd_arena *a, uint32_t seq, uint64_t story, const wd_reuses *reuses)
{
    struct wd_asked q;
    wd_founds list = {0};
    wd_ask_again(&q, s, a, seq);
    wd_find(&q, a, reuses, wd_kept_at(s, seq)->story, &list);
    wd_asked_done(&q);
    return list.n && list.v[0].c.story == story && list.v[0].tried ? list.v[0].c.score : 0;
}

static const struct wd_live_story *live_story(const struct wd_stories *s, uint64_t key)
{
    const uint64_t *slot = wd_map_find(&s->by_story, key);
    return slot ? &s->stories[*slot - 1] : NULL;
}

static uint32_t first_member(const struct wd_stories *s, const struct wd_live_story *st)
{
    uint32_t seq = st->last;
    while (wd_kept_at(s, seq)->prev != WD_NO_SEQ)
        seq = wd_kept_at(s, seq)->prev;
    return seq;
}

/* A story whose first article has left the window is older than one whose has not. */
static bool older(const struct wd_stories *s, const struct wd_live_story *x, const struct wd_live_story *y)
{
    uint32_t first_x = first_member(s, x), first_y = first_member(s, y);
    bool founder_x = wd_kept_at(s, first_x)->article == x->key, founder_y = wd_kept_at(s, first_y)->article == y->key;
    return founder_x != founder_y ? founder_y : first_x < first_y;
}

/* MEMBERS of a story, as far apart from one another as can be, the newest first. */
static size_t choose_members(const struct wd_stories *s, const struct wd_live_story *st, uint32_t ret[MEMBERS])
{
    size_t n = 0;
    uint32_t seq = st->last;
    for (uint32_t i = 0; i < st->n; i++, seq = wd_kept_at(s, seq)->prev)
        if (n < MEMBERS && (uint64_t)i * (MEMBERS - 1) >= (uint64_t)n * (st->n - 1))
            ret[n++] = seq;
    return n;
}

static bool may_be_one(const struct wd_stories *s, const struct wd_live_story *x, const struct wd_live_story *y)
{
    return x && y && x != y && !wd_stories_fixed(s, x->key) && !wd_stories_fixed(s, y->key) &&
           wd_kept_at(s, x->last)->language == wd_kept_at(s, y->last)->language;
}

bool wd_stories_reunite(struct wd_stories *s, struct wd_arena *a, const struct wd_features *f, const wd_reuses *reuses,
                        struct wd_story_pair *ret_pair)
{
    const uint64_t *slot = wd_map_find(&s->by_article, f->article);
    if (!slot || s->second.article != f->article || !s->second.story)
        return false;
    uint32_t seq = (uint32_t)(*slot - 1);
    const struct wd_live_story *own = live_story(s, wd_kept_at(s, seq)->story), *other = live_story(s, s->second.story);
    if (!may_be_one(s, own, other))
        return false;
    double least = score_in(s, a, seq, other->key, reuses);
    if (least < BELONGS)
        return false;
    const struct wd_live_story *small = own->n <= other->n ? own : other, *big = small == own ? other : own;
    uint32_t members[MEMBERS];
    size_t n = choose_members(s, small, members);
    for (size_t i = 0; i < n && least >= BELONGS; i++)
        least = members[i] == seq ? least : WD_MIN(least, score_in(s, a, members[i], big->key, NULL));
    if (least < BELONGS)
        return false;
    bool own_first = older(s, own, other);
    struct wd_story_pair pair = {.one = own_first ? own->key : other->key, .other = own_first ? other->key : own->key, .score = least};
    wd_list_add(a, &pair.why, (struct wd_why){WD_STR("near"), wd_arena_printf(a, "%zu of %u articles", n, small->n), least});
    *ret_pair = pair;
    return true;
}
