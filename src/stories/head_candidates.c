#include <math.h>
#include <stdlib.h>

#include "stories/head_pair.h"

enum { VOTERS = 8, WALKED = 24 /* units that are asked, and live articles of other stories that hold each, the newest */ };

/* Of a unit in its story. */
static const double LEAST_WEIGHT = 0.1;

static int by_votes(const void *a, const void *b)
{
    const struct wd_head_candidate *x = a, *y = b;
    return x->votes != y->votes ? (x->votes < y->votes) - (x->votes > y->votes) : (x->key > y->key) - (x->key < y->key);
}

/* One unit votes for the stories that hold it, once for each; those that two units vote for are candidates. */
static void vote(struct wd_heads *h, struct wd_arena *a, const struct wd_head *head, const struct wd_head_part *p, uint32_t first_mark,
                 uint32_t own_most, wd_head_candidates_list *found)
{
    float weight = (float)(wd_head_rarity(h, p->word, wd_head_own(h, head, p)) * sqrt(p->weight));
    uint32_t seq = h->words[p->word].last;
    h->mark++;
    for (uint32_t walked = 0, own = 0; walked < WALKED && own < own_most && seq != WD_HEAD_NONE && seq >= h->first;) {
        const struct wd_head_article *x = wd_head_at(h, seq);
        struct wd_head_story *s = &h->stories[x->story];
        bool other = x->live && x->story != head->story;
        walked += other;
        own += x->live && !other;
        if (other && s->mark != h->mark && x->language < WD_HEAD_LANGUAGES) {
            bool again = s->mark >= first_mark, listed = again && s->votes > 0;
            s->votes = listed ? s->votes + weight : again ? weight - s->votes : -weight; /* below 0: of one unit only */
            s->mark = h->mark;
            if (again && !listed)
                wd_list_add(a, found, (struct wd_head_candidate){.story = x->story, .key = s->key});
        }
        uint32_t i = 0;
        while (x->blob[i] != p->word)
            i++;
        seq = wd_head_before(x)[i];
    }
}

/* The units that fewest articles hold. */
static size_t voters_of(const struct wd_heads *h, const struct wd_head *head, const struct wd_head_part *ret[VOTERS])
{
    size_t n = 0;
    for (uint32_t i = 0; i < head->n; i++) {
        const struct wd_head_part *p = &head->v[i];
        uint32_t df = h->words[p->word].df;
        if (wd_head_kind(h, p->word) == WD_HEAD_TERM || p->weight <= LEAST_WEIGHT || df < 2)
            continue;
        size_t at = n < VOTERS ? n++ : VOTERS;
        if (at == VOTERS && h->words[ret[--at]->word].df <= df)
            continue;
        for (; at > 0 && h->words[ret[at - 1]->word].df > df; at--)
            ret[at] = ret[at - 1];
        ret[at] = p;
    }
    return n;
}

void wd_head_candidates(struct wd_heads *h, struct wd_arena *a, const struct wd_head *head, uint32_t own_most,
                        wd_head_candidates_list *found)
{
    if (h->mark > UINT32_MAX - VOTERS - 1) {
        for (uint32_t i = 0; i < h->story_n; i++)
            h->stories[i].mark = 0;
        h->mark = 0;
    }
    uint32_t first_mark = h->mark + 1;
    const struct wd_head_part *voters[VOTERS];
    for (size_t i = 0, n = voters_of(h, head, voters); i < n; i++)
        vote(h, a, head, voters[i], first_mark, own_most, found);
    for (size_t i = 0; i < found->n; i++)
        found->v[i].votes = h->stories[found->v[i].story].votes;
    if (found->n)
        qsort(found->v, found->n, sizeof(*found->v), by_votes);
}
