#include <stdlib.h>

#include "stories/candidates.h"

enum { REASONS = 6 };
/* From here on the second-best story of an article is worth another look (reunite.c). */
static const double NEAR_TOO = 0.1;

struct reason {
    size_t i;
    double weight;
};

static int by_reason(const void *a, const void *b)
{
    const struct reason *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->i < y->i ? -1 : x->i > y->i;
}

void wd_reasons(const struct wd_asked *q, struct wd_arena *a, const struct wd_found *f, wd_whys *why)
{
    static const char *const kinds[] = {"term", "name", "number"};
    if (f->c.feature[COPY] > 0)
        wd_list_add(
            a, why,
            (struct wd_why){WD_STR("copy"), wd_arena_printf(a, "%.0f%% of the words", 100 * f->c.feature[COPY]), f->c.feature[COPY]});
    const struct wd_kept *k = wd_kept_at(q->s, f->best);
    WD_LIST(struct reason) shared = {0};
    double norm = 0;
    for (uint16_t i = 0; i < k->term_n; i++) {
        const struct wd_term_slot *slot = &q->s->terms[k->terms[i].term];
        double w = wd_tf_weight(k->terms[i].tf) * (double)wd_idf_of(q, slot);
        norm += w * w;
        if (slot->mark)
            wd_list_add(a, &shared, (struct reason){slot->mark - 1, w * q->weight[slot->mark - 1]});
    }
    if (shared.n)
        qsort(shared.v, shared.n, sizeof(*shared.v), by_reason);
    for (size_t i = 0; i < shared.n && i < REASONS; i++) {
        const struct wd_term *t = &q->f->terms.v[q->numbers[shared.v[i].i]];
        wd_list_add(
            a, why,
            (struct wd_why){wd_str_c(kinds[q->traits[shared.v[i].i] >> 4]), t->word, wd_share_of(shared.v[i].weight, q->norm, norm)});
    }
    if (f->nearest_s != INT64_MAX)
        wd_list_add(a, why,
                    (struct wd_why){WD_STR("time"), wd_arena_printf(a, "%.1f hours", (double)f->nearest_s / 3600), f->c.feature[NEAR]});
}

void wd_stories_decide(struct wd_stories *s, struct wd_arena *a, const struct wd_features *f, const wd_reuses *reuses,
                       struct wd_placement *ret)
{
    struct wd_asked q;
    wd_founds list = {0};
    struct wd_placement p = {.story = f->article, .founded = true, .score = 1};
    wd_ask(&q, s, a, f);
    wd_find(&q, a, reuses, 0, &list);
    if (list.n && list.v[0].c.score >= WD_STORY_JOIN_FROM && list.v[0].tried) {
        p.story = list.v[0].c.story;
        p.founded = false;
        p.score = list.v[0].c.score;
        wd_reasons(&q, a, &list.v[0], &p.why);
    } else if (list.n) {
        p.score = 1 - list.v[0].c.score;
    }
    wd_asked_done(&q);
    s->second = (struct wd_second){.article = f->article};
    if (!p.founded && list.n > 1 && list.v[1].tried && list.v[1].c.score >= NEAR_TOO)
        s->second.story = list.v[1].c.story;
    *ret = p;
}

void wd_stories_candidates(struct wd_stories *s, struct wd_arena *a, const struct wd_features *f, const wd_reuses *reuses,
                           wd_story_candidates *ret)
{
    struct wd_asked q;
    wd_founds list = {0};
    wd_ask(&q, s, a, f);
    wd_find(&q, a, reuses, 0, &list);
    wd_asked_done(&q);
    for (size_t i = 0; i < list.n; i++)
        wd_list_add(a, ret, list.v[i].c);
}
