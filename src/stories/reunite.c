#include "stories/candidates.h"

/* So many of the smaller story are asked where they belong. Stories of more than SMALL members each are joined only where their hours meet:
 * what comes after is news that follows. */
enum { MEMBERS = 4, SMALL = 2, HOURS_APART_S = 6 * 3600 };
static const double BELONGS = 0.6;

/* The score that what is asked about has in `story`, were there none of the articles of its own. why: NULL, or the reasons. */
static double score_of(struct wd_asked *q, struct wd_arena *a, uint64_t own, uint64_t story, const wd_reuses *reuses, wd_whys *why)
{
    wd_founds list = {0};
    wd_find(q, a, reuses, own, &list);
    bool first = list.n && list.v[0].c.story == story && list.v[0].tried;
    if (first && why)
        wd_reasons(q, a, &list.v[0], why);
    wd_asked_done(q);
    return first ? list.v[0].c.score : 0;
}

static double score_of_member(struct wd_stories *s, struct wd_arena *a, uint32_t seq, uint64_t story)
{
    struct wd_asked q;
    wd_ask_again(&q, s, a, seq);
    return score_of(&q, a, wd_kept_at(s, seq)->story, story, NULL, NULL);
}

/* Of the article itself, whose words are at hand. */
static double score_of_new(struct wd_stories *s, struct wd_arena *a, const struct wd_features *f, uint64_t own, uint64_t story,
                           const wd_reuses *reuses, wd_whys *why)
{
    struct wd_asked q;
    wd_ask(&q, s, a, f);
    return score_of(&q, a, own, story, reuses, why);
}

static const struct wd_live_story *live_story(const struct wd_stories *s, uint64_t key)
{
    const uint64_t *slot = wd_map_find(&s->by_story, key);
    return slot ? &s->stories[*slot - 1] : NULL;
}

struct extent {
    int64_t from_utc, to_utc;
};

static struct extent extent_of(const struct wd_stories *s, const struct wd_live_story *st)
{
    struct extent e = {.from_utc = WD_NO_TIME, .to_utc = WD_NO_TIME};
    for (uint32_t seq = st->last; seq != WD_NO_SEQ; seq = wd_kept_at(s, seq)->prev) {
        int64_t at_utc = wd_kept_at(s, seq)->at_utc;
        if (at_utc == WD_NO_TIME)
            continue;
        e.from_utc = e.from_utc == WD_NO_TIME ? at_utc : WD_MIN(e.from_utc, at_utc);
        e.to_utc = e.to_utc == WD_NO_TIME ? at_utc : WD_MAX(e.to_utc, at_utc);
    }
    return e;
}

static bool hours_meet(const struct extent *x, const struct extent *y)
{
    return x->from_utc == WD_NO_TIME || y->from_utc == WD_NO_TIME ||
           (x->from_utc <= y->to_utc + HOURS_APART_S && y->from_utc <= x->to_utc + HOURS_APART_S);
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
    wd_whys why = {0};
    double least = score_of_new(s, a, f, own->key, other->key, reuses, &why);
    if (least < BELONGS)
        return false;
    const struct wd_live_story *small = own->n <= other->n ? own : other, *big = small == own ? other : own;
    uint32_t members[MEMBERS];
    size_t n = choose_members(s, small, members);
    for (size_t i = 0; i < n && least >= BELONGS; i++)
        least = members[i] == seq ? least : WD_MIN(least, score_of_member(s, a, members[i], big->key));
    struct extent of_own = extent_of(s, own), of_other = extent_of(s, other);
    if (least < BELONGS || (small->n > SMALL && !hours_meet(&of_own, &of_other)))
        return false;
    *ret_pair = (struct wd_story_pair){.one = own->key, .other = other->key, .score = least, .why = why};
    return true;
}
