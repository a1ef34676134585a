#include <math.h>
#include <stdlib.h>

#include "stories/head_index.h"

enum {
    MEMBERS = 16,     /* of a story, the last that came, are its head */
    HEAD_WORDS = 96,  /* units of a head */
    VOTERS = 10,      /* units that candidates are looked for with */
    WALKED = 64,      /* postings of a unit, the newest, where candidates are looked for */
    COMPARED = 16,    /* candidates that are looked at closely */
    SMOOTHING = 2048, /* articles that are counted before the first: an index that is nearly empty knows no frequencies of its own */
    HOUR_S = 3600,
    DAY_S = 86400,
    REASONS = 6
};

/* Log odds of what is ruled out. */
static const double NEVER = -100;
/* In one language one story tells of the event: what is so much less likely than the likeliest is another event of the affair. */
static const double MARGIN = 1.5;
/* Of a reason; of a unit that candidates are looked for with. */
static const double LEAST_REASON = 0.02, LEAST_WEIGHT = 0.1;
/* A family name with the same given name before it. */
static const double WHOLE_NAME = 1.3;
/* What a unit weighs by its kind. */
static const double kind_weight[] = {[WD_HEAD_NAME] = 1.0, [WD_HEAD_PLACE] = 0.4, [WD_HEAD_NUMBER] = 1.0, [WD_HEAD_TERM] = 1.0};

struct part {
    uint32_t word, hash;
    uint32_t times; /* members that hold it */
    uint32_t count; /* of all of them */
    uint8_t given, form;
    double weight; /* how much it stands out in this story, 0..1 */
};
struct head {
    uint32_t story, members;
    uint8_t language;
    int64_t from_s, to_s;
    uint32_t n;
    struct part v[HEAD_WORDS];
};

/* What two heads have in common. */
struct common {
    double of[WD_HEAD_TERM + 1];     /* by kind: weights of what both have */
    uint32_t rare[WD_HEAD_TERM + 1]; /* by kind: how many of them few others have */
    double of_both;                  /* names and numbers: what both have over all that the shorter has */
};

/* ---- heads ---- */

static struct part *part_of(struct head *head, uint32_t word)
{
    for (uint32_t i = 0; i < head->n; i++)
        if (head->v[i].word == word)
            return &head->v[i];
    return NULL;
}

static void add_article(const struct wd_heads *h, const struct wd_head_article *x, struct head *head)
{
    for (uint32_t i = 0; i < x->n; i++) {
        uint8_t trait = wd_head_traits(x)[i];
        struct part *p = part_of(head, x->blob[i]);
        if (!p) {
            if (head->n == HEAD_WORDS)
                continue;
            p = &head->v[head->n++];
            *p = (struct part){.word = x->blob[i], .hash = h->words[x->blob[i]].hash, .form = WD_HEAD_FORMS};
        }
        p->times++;
        p->count += trait >> 4;
        uint8_t given;
        wd_head_form(h, p->word, trait & 15, &given);
        if ((trait & 15) != WD_HEAD_FORMS)
            p->form = trait & 15; /* in the end that of the earliest */
        if (given)
            p->given = given;
    }
}

/* In the order of their hashes, which is the same whenever they are read. */
static void put_in_order(struct head *head)
{
    for (uint32_t i = 1; i < head->n; i++) {
        struct part p = head->v[i];
        uint32_t at = i;
        for (; at > 0 && head->v[at - 1].hash > p.hash; at--)
            head->v[at] = head->v[at - 1];
        head->v[at] = p;
    }
}

static void head_of(const struct wd_heads *h, uint32_t story, struct head *head)
{
    head->story = story;
    head->members = head->n = 0;
    head->from_s = INT64_MAX;
    head->to_s = 0;
    for (uint32_t seq = h->stories[story].last; seq != WD_HEAD_NONE && head->members < MEMBERS; seq = wd_head_at(h, seq)->older) {
        const struct wd_head_article *x = wd_head_at(h, seq);
        add_article(h, x, head);
        head->language = x->language;
        head->from_s = WD_MIN(head->from_s, (int64_t)x->at_s);
        head->to_s = WD_MAX(head->to_s, (int64_t)x->at_s);
        head->members++;
    }
    put_in_order(head);
    for (uint32_t i = 0; i < head->n; i++) {
        struct part *p = &head->v[i];
        double count = (double)p->count / p->times, share = (double)p->times / head->members;
        bool number = wd_head_kind(h, p->word) == WD_HEAD_NUMBER;
        p->weight = sqrt(share) * (number ? count / 15 : WD_MIN(1, 0.55 + 0.05 * count));
    }
}

/* 1 for what no other article holds, towards 0 for what all hold. The articles of the stories themselves do not count. */
static double rarity(const struct wd_heads *h, uint32_t word, double own)
{
    double all = h->live + SMOOTHING, others = h->words[word].df - own;
    return log(all / (1 + WD_MAX(others, 0))) / log(all);
}

static double own_of(const struct wd_heads *h, const struct head *head, const struct part *p)
{
    return p ? (double)p->times * h->stories[head->story].n / head->members : 0;
}

static double weight_of(const struct wd_heads *h, const struct part *p, double own)
{
    double r = rarity(h, p->word, own);
    return kind_weight[wd_head_kind(h, p->word)] * r * r * r;
}

/* One family name, two given names: two people. Given names that only differ a little may be one in two spellings. */
static bool other_person(const struct part *p, const struct part *q)
{
    return p->given && q->given && (p->given >> 3) != (q->given >> 3);
}

/* Parts that both heads have stand beside each other, others alone; false at the end. */
struct pairs {
    const struct head *x, *y;
    uint32_t i, j;
    const struct part *p, *q;
};

static bool next_pair(struct pairs *at)
{
    bool left = at->i < at->x->n, right = at->j < at->y->n;
    if (!left && !right)
        return false;
    const struct part *p = left ? &at->x->v[at->i] : NULL, *q = right ? &at->y->v[at->j] : NULL;
    at->p = p && (!q || p->hash <= q->hash) ? p : NULL;
    at->q = q && (!p || q->hash <= p->hash) ? q : NULL;
    at->i += at->p != NULL;
    at->j += at->q != NULL;
    return true;
}

static void add_common(struct common *c, int kind, double both)
{
    static const double rare[] = {[WD_HEAD_NAME] = 0.35, [WD_HEAD_PLACE] = 1, [WD_HEAD_NUMBER] = 0.45, [WD_HEAD_TERM] = 0.25};
    c->of[kind] += both;
    c->rare[kind] += both > rare[kind];
}

static void compare(const struct wd_heads *h, const struct head *x, const struct head *y, struct common *c)
{
    *c = (struct common){0};
    double whole[2] = {0, 0}, shared = 0;
    struct pairs at = {.x = x, .y = y};
    while (next_pair(&at)) {
        const struct part *p = at.p, *q = at.q, *either = p ? p : q;
        int kind = wd_head_kind(h, either->word);
        double w = weight_of(h, either, own_of(h, x, p) + own_of(h, y, q));
        bool telling = kind == WD_HEAD_NAME || kind == WD_HEAD_NUMBER;
        whole[0] += p && telling ? w * p->weight : 0;
        whole[1] += q && telling ? w * q->weight : 0;
        if (!p || !q || other_person(p, q))
            continue;
        double both = w * sqrt(p->weight * q->weight) * (p->given && p->given == q->given ? WHOLE_NAME : 1);
        shared += telling ? both : 0;
        add_common(c, kind, both);
    }
    double least = WD_MIN(whole[0], whole[1]);
    c->of_both = least > 0 ? WD_MIN(shared / least, 1) : 0;
}

/* ---- the rules ---- */

static double logistic(double z)
{
    return 1 / (1 + exp(-z));
}

static int64_t gap_s(const struct head *x, const struct head *y)
{
    int64_t gap = WD_MAX(x->from_s - y->to_s, y->from_s - x->to_s);
    return WD_MAX(gap, 0);
}

/* Two accounts of one event share most of the names and numbers that the shorter has, two at least that few others have, and lie close
 * together. The log odds of it; below 0: no link. */
static double language_odds(const struct wd_heads *h, const struct head *x, const struct head *y, const struct common *c)
{
    int64_t gap = gap_s(x, y);
    const uint32_t names = c->rare[WD_HEAD_NAME], numbers = c->rare[WD_HEAD_NUMBER];
    if (gap > h->options.language_s || names + numbers < 2 || !names)
        return NEVER;
    double days = (double)gap / DAY_S;
    return 2.2 * (c->of[WD_HEAD_NAME] + c->of[WD_HEAD_NUMBER] + 0.5 * c->of[WD_HEAD_PLACE]) + 6 * c->of_both - 6.2 - 1.0 * days;
}

/* One affair: rare names again at another time, and topic words with them; without these nearly all of the names. Two matches of one club
 * share half of theirs. On one day it would rather be the same event, or another of the same kind. */
static double thread_odds(const struct wd_heads *h, const struct head *x, const struct head *y, const struct common *c)
{
    int64_t apart = x->from_s > y->from_s ? x->from_s - y->from_s : y->from_s - x->from_s;
    const uint32_t names = c->rare[WD_HEAD_NAME], terms = c->rare[WD_HEAD_TERM];
    bool topic = names >= 2 && terms >= 2, cast = names >= 3 && c->of_both > 0.6;
    double z = 1.8 * c->of[WD_HEAD_NAME] + 1.5 * c->of[WD_HEAD_TERM] + 6 * c->of_both + 0.5 * c->of[WD_HEAD_NUMBER] - 7.7;
    if (apart > h->options.thread_s || !(topic || cast))
        return NEVER;
    return apart < DAY_S ? z - 1.5 : z;
}

static double odds(const struct wd_heads *h, const struct head *x, const struct head *y)
{
    struct common c;
    compare(h, x, y, &c);
    return x->language == y->language ? thread_odds(h, x, y, &c) : language_odds(h, x, y, &c);
}

/* ---- candidates ---- */

struct candidate {
    uint32_t story;
    float votes;
    uint64_t key;
};

static int by_votes(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    return x->votes != y->votes ? (x->votes < y->votes) - (x->votes > y->votes) : (x->key > y->key) - (x->key < y->key);
}

typedef WD_LIST(struct candidate) candidates;

/* One unit votes for the stories that hold it, once for each; those that two units vote for are candidates. */
static void vote(struct wd_heads *h, struct wd_arena *a, const struct head *head, const struct part *p, uint32_t first_mark,
                 candidates *found)
{
    float weight = (float)(rarity(h, p->word, own_of(h, head, p)) * sqrt(p->weight));
    uint32_t seq = h->words[p->word].last;
    h->mark++;
    for (uint32_t walked = 0; walked < WALKED && seq != WD_HEAD_NONE && seq >= h->first; walked++) {
        const struct wd_head_article *x = wd_head_at(h, seq);
        struct wd_head_story *s = &h->stories[x->story];
        if (x->live && x->story != head->story && s->mark != h->mark && x->language < WD_HEAD_LANGUAGES) {
            bool again = s->mark >= first_mark, listed = again && s->votes > 0;
            s->votes = listed ? s->votes + weight : again ? weight - s->votes : -weight; /* below 0: of one unit only */
            s->mark = h->mark;
            if (again && !listed)
                wd_list_add(a, found, (struct candidate){.story = x->story, .key = s->key});
        }
        uint32_t i = 0;
        while (x->blob[i] != p->word)
            i++;
        seq = wd_head_before(x)[i];
    }
}

/* The units that fewest articles hold. */
static size_t voters_of(const struct wd_heads *h, const struct head *head, const struct part *ret[VOTERS])
{
    size_t n = 0;
    for (uint32_t i = 0; i < head->n; i++) {
        const struct part *p = &head->v[i];
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

static void candidates_of(struct wd_heads *h, struct wd_arena *a, const struct head *head, candidates *found)
{
    if (h->mark > UINT32_MAX - HEAD_WORDS - 1) {
        for (uint32_t i = 0; i < h->story_n; i++)
            h->stories[i].mark = 0;
        h->mark = 0;
    }
    uint32_t first_mark = h->mark + 1;
    const struct part *voters[VOTERS];
    for (size_t i = 0, n = voters_of(h, head, voters); i < n; i++)
        vote(h, a, head, voters[i], first_mark, found);
    for (size_t i = 0; i < found->n; i++)
        found->v[i].votes = h->stories[found->v[i].story].votes;
    if (found->n)
        qsort(found->v, found->n, sizeof(*found->v), by_votes);
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

static void reasons(const struct wd_heads *h, struct wd_arena *a, const struct head *x, const struct head *y, wd_whys *why)
{
    double sum = 0;
    struct pairs at = {.x = x, .y = y};
    while (next_pair(&at)) {
        const struct part *p = at.p, *q = at.q;
        if (!p || !q || other_person(p, q))
            continue;
        double w = weight_of(h, p, own_of(h, x, p) + own_of(h, y, q)) * sqrt(p->weight * q->weight);
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
    struct head head;
    double odds;
};
typedef WD_LIST(struct near_head) near_heads;

/* The stories near x; of_language: only of that one, or any where it is negative. */
static void near_of(struct wd_heads *h, struct wd_arena *a, const struct head *x, int of_language, near_heads *ret)
{
    candidates found = {0};
    struct head *y = WD_NEW(a, struct head);
    if (x->language < WD_HEAD_LANGUAGES)
        candidates_of(h, a, x, &found);
    for (size_t i = 0, compared = 0; i < found.n && compared < COMPARED; i++) {
        if (of_language >= 0 && wd_head_at(h, h->stories[found.v[i].story].last)->language != of_language)
            continue;
        compared++;
        head_of(h, found.v[i].story, y);
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
static bool is_partner(struct wd_heads *h, struct wd_arena *a, const struct head *x, const struct near_head *y, const near_heads *of_x)
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
    struct head *x = WD_NEW(a, struct head);
    if (number != WD_HEAD_NONE) {
        head_of(h, number, x);
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
