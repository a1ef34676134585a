#include <math.h>
#include <stdlib.h>

#include "stories/head_pair.h"

enum { COMPARED = 12 /* candidates that are looked at closely */, OWN_PASSED = 256, DAY_S = 86400, REASONS = 6 };

/* Log odds of what is ruled out. */
static const double NEVER = -100;
/* In one language one story tells of the event: what is so much less likely than the likeliest is another event of the affair. */
static const double MARGIN = 1.5;
/* Of a reason. */
static const double LEAST_REASON = 0.02;

/* ---- the rules ---- */

static double logistic(double z)
{
    return 1 / (1 + exp(-z));
}

static int64_t gap_s(const struct wd_head *x, const struct wd_head *y)
{
    int64_t gap = WD_MAX(x->from_s - y->to_s, y->from_s - x->to_s);
    return WD_MAX(gap, 0);
}

/* Two accounts of one event share most of the names and numbers that the shorter has, two at least that few others have, and lie close
 * together. The log odds of it; below 0: no link. */
static double language_odds(const struct wd_heads *h, const struct wd_head *x, const struct wd_head *y, const struct wd_head_common *c)
{
    int64_t gap = gap_s(x, y);
    const uint32_t names = c->rare[WD_HEAD_NAME], numbers = c->rare[WD_HEAD_NUMBER];
    if (gap > h->options.language_s || names + numbers < 2 || !names)
        return NEVER;
    double days = (double)gap / DAY_S;
    return 2.2 * (c->of[WD_HEAD_NAME] + c->of[WD_HEAD_NUMBER] + 0.5 * c->of[WD_HEAD_PLACE]) + 6 * c->of_both - 6.2 - 1.0 * days;
}

/* One affair: rare names again at another time, and topic words with them; without these nearly all of the names, on another day: a town
 * and its mayor have several stories on one. Two matches of one club
 * share half of theirs. On one day it would rather be the same event, or another of the same kind. */
static double thread_odds(const struct wd_heads *h, const struct wd_head *x, const struct wd_head *y, const struct wd_head_common *c)
{
    int64_t apart = x->from_s > y->from_s ? x->from_s - y->from_s : y->from_s - x->from_s;
    const uint32_t names = c->rare[WD_HEAD_NAME], terms = c->rare[WD_HEAD_TERM];
    bool topic = names >= 2 && terms >= 2, cast = names >= 3 && c->of_both > 0.6 && (terms || apart >= DAY_S);
    double z = 1.8 * c->of[WD_HEAD_NAME] + 1.5 * c->of[WD_HEAD_TERM] + 6 * c->of_both + 0.5 * c->of[WD_HEAD_NUMBER] - 7.7;
    if (apart > h->options.thread_s || !(topic || cast))
        return NEVER;
    return apart < DAY_S ? z - 1.5 : z;
}

static double odds(const struct wd_heads *h, const struct wd_head *x, const struct wd_head *y)
{
    struct wd_head_common c;
    wd_head_compare(h, x, y, &c);
    return x->language == y->language ? thread_odds(h, x, y, &c) : language_odds(h, x, y, &c);
}

/* ---- reasons ---- */

static const char *const kind_names[] = {
    [WD_HEAD_NAME] = "name", [WD_HEAD_PLACE] = "name", [WD_HEAD_NUMBER] = "number", [WD_HEAD_TERM] = "term"};

static int by_weight(const void *a, const void *b)
{
    const struct wd_why *x = a, *y = b;
    if (x->weight != y->weight)
        return (x->weight < y->weight) - (x->weight > y->weight);
    int order = wd_str_cmp(x->kind, y->kind);
    return order ? order : wd_str_cmp(x->what, y->what);
}

static void add_why(struct wd_arena *a, wd_whys *why, const char *kind, struct wd_str what, double weight)
{
    for (size_t i = 0; i < why->n; i++)
        if (wd_str_eqc(why->v[i].kind, kind) && wd_str_eq(why->v[i].what, what)) {
            why->v[i].weight = WD_MAX(why->v[i].weight, weight);
            return;
        }
    wd_list_add(a, why, (struct wd_why){.kind = wd_str_c(kind), .what = wd_arena_str(a, what), .weight = weight});
}

static void reasons(const struct wd_heads *h, struct wd_arena *a, const struct wd_head *x, const struct wd_head *y, wd_whys *why)
{
    double sum = 0;
    struct wd_head_pairs at = {.x = x, .y = y};
    while (wd_head_next_pair(&at)) {
        const struct wd_head_part *p = at.p, *q = at.q;
        if (!p || !q || wd_head_other_person(p, q))
            continue;
        double w = wd_head_weight(h, p, wd_head_own(h, x, p) + wd_head_own(h, y, q)) * sqrt(p->weight * q->weight);
        uint8_t given;
        struct wd_str form = wd_head_form(h, p->word, p->form, &given);
        if (w > LEAST_REASON && form.n)
            add_why(a, why, kind_names[wd_head_kind(h, p->word)], form, w);
    }
    if (!why->n)
        return;
    qsort(why->v, why->n, sizeof(*why->v), by_weight);
    why->n = WD_MIN(why->n, (size_t)REASONS);
    for (size_t i = 0; i < why->n; i++)
        sum += why->v[i].weight;
    for (size_t i = 0; i < why->n; i++)
        why->v[i].weight /= sum;
}

static int by_score(const void *a, const void *b)
{
    const struct wd_story_link *x = a, *y = b;
    if (x->kind != y->kind)
        return (x->kind < y->kind) - (x->kind > y->kind);
    return x->score != y->score ? (x->score < y->score) - (x->score > y->score) : (x->other > y->other) - (x->other < y->other);
}

/* ---- links ---- */

struct near_head {
    struct wd_head head;
    double odds;
};
typedef WD_LIST(struct near_head) near_heads;

/* The stories near x: of one language and not looked for to the last, or where that is negative of all. */
static void near_of(struct wd_heads *h, struct wd_arena *a, const struct wd_head *x, int of_language, near_heads *ret)
{
    wd_head_candidates_list found = {0};
    struct wd_head *y = WD_NEW(a, struct wd_head);
    if (x->language < WD_HEAD_LANGUAGES)
        wd_head_candidates(h, a, x, of_language < 0 ? UINT32_MAX : OWN_PASSED, &found);
    for (size_t i = 0, compared = 0; i < found.n && compared < COMPARED; i++) {
        if (of_language >= 0 && wd_head_at(h, h->stories[found.v[i].story].last)->language != of_language)
            continue;
        compared++;
        wd_head_read(h, found.v[i].story, y);
        double z = odds(h, x, y);
        if (z >= 0)
            wd_list_add(a, ret, (struct near_head){*y, z});
    }
}

static double best_odds(const near_heads *near, int language)
{
    double best = 0;
    for (size_t i = 0; i < near->n; i++)
        if (near->v[i].head.language == language)
            best = WD_MAX(best, near->v[i].odds);
    return best;
}

/* Whether each is for the other the likeliest of its language, or nearly so. */
static bool is_partner(struct wd_heads *h, struct wd_arena *a, const struct wd_head *x, const struct near_head *y, const near_heads *of_x)
{
    if (y->odds < best_odds(of_x, y->head.language) - MARGIN)
        return false;
    near_heads of_y = {0};
    near_of(h, a, &y->head, x->language, &of_y);
    return y->odds >= best_odds(&of_y, x->language) - MARGIN;
}

void wd_heads_links(struct wd_heads *h, struct wd_arena *a, uint64_t story, wd_story_links *ret_links)
{
    uint32_t number = wd_head_story_find(h, story);
    wd_story_links links = {0};
    near_heads near = {0};
    struct wd_head *x = WD_NEW(a, struct wd_head);
    if (number != WD_HEAD_NONE) {
        wd_head_read(h, number, x);
        near_of(h, a, x, -1, &near);
    }
    for (size_t i = 0; i < near.n; i++) {
        const struct near_head *y = &near.v[i];
        bool thread = y->head.language == x->language;
        if (!thread && !is_partner(h, a, x, y, &near))
            continue;
        struct wd_story_link *link = wd_list_push(a, &links);
        link->other = h->stories[y->head.story].key;
        link->kind = thread ? WD_STORY_THREAD : WD_STORY_LANGUAGE;
        link->score = logistic(y->odds);
        reasons(h, a, x, &y->head, &link->why);
    }
    if (links.n)
        qsort(links.v, links.n, sizeof(*links.v), by_score);
    *ret_links = (wd_story_links){0};
    uint32_t of_kind[2] = {0, 0};
    for (size_t i = 0; i < links.n; i++)
        if (of_kind[links.v[i].kind]++ < WD_HEAD_LINKS)
            wd_list_add(a, ret_links, links.v[i]);
}
