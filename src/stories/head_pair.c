#include "stories/head_pair.h"

#include <math.h>

enum { SMOOTHING = 2048 /* articles that are counted before the first: an index that is nearly empty knows no frequencies of its own */ };

/* A family name with the same given name before it. */
static const double WHOLE_NAME = 1.3;
/* What a unit weighs by its kind. */
static const double kind_weight[] = {[WD_HEAD_NAME] = 1.0, [WD_HEAD_PLACE] = 0.4, [WD_HEAD_NUMBER] = 1.0, [WD_HEAD_TERM] = 1.0};

static struct wd_head_part *part_of(struct wd_head *head, uint32_t word)
{
    for (uint32_t i = 0; i < head->n; i++)
        if (head->v[i].word == word)
            return &head->v[i];
    return NULL;
}

static void add_article(const struct wd_heads *h, const struct wd_head_article *x, struct wd_head *head)
{
    for (uint32_t i = 0; i < x->n; i++) {
        uint8_t trait = wd_head_traits(x)[i];
        struct wd_head_part *p = part_of(head, x->blob[i]);
        if (!p) {
            if (head->n == WD_HEAD_PARTS)
                continue;
            p = &head->v[head->n++];
            *p = (struct wd_head_part){.word = x->blob[i], .hash = h->words[x->blob[i]].hash, .form = WD_HEAD_FORMS};
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
static void put_in_order(struct wd_head *head)
{
    for (uint32_t i = 1; i < head->n; i++) {
        struct wd_head_part p = head->v[i];
        uint32_t at = i;
        for (; at > 0 && head->v[at - 1].hash > p.hash; at--)
            head->v[at] = head->v[at - 1];
        head->v[at] = p;
    }
}

void wd_head_read(const struct wd_heads *h, uint32_t story, struct wd_head *head)
{
    head->story = story;
    head->members = head->n = 0;
    head->from_s = INT64_MAX;
    head->to_s = 0;
    for (uint32_t seq = h->stories[story].last; seq != WD_HEAD_NONE && head->members < WD_HEAD_MEMBERS; seq = wd_head_at(h, seq)->older) {
        const struct wd_head_article *x = wd_head_at(h, seq);
        add_article(h, x, head);
        head->language = x->language;
        head->from_s = WD_MIN(head->from_s, (int64_t)x->at_s);
        head->to_s = WD_MAX(head->to_s, (int64_t)x->at_s);
        head->members++;
    }
    put_in_order(head);
    for (uint32_t i = 0; i < head->n; i++) {
        struct wd_head_part *p = &head->v[i];
        double count = (double)p->count / p->times, share = (double)p->times / head->members;
        bool number = wd_head_kind(h, p->word) == WD_HEAD_NUMBER;
        p->alone = wd_head_weight(h, p, wd_head_own(h, head, p));
        p->weight = sqrt(share) * (number ? count / 15 : WD_MIN(1, 0.55 + 0.05 * count));
    }
}

double wd_head_rarity(const struct wd_heads *h, uint32_t word, double own)
{
    double all = h->live + SMOOTHING, others = h->words[word].df - own;
    return log(all / (1 + WD_MAX(others, 0))) / log(all);
}

double wd_head_own(const struct wd_heads *h, const struct wd_head *head, const struct wd_head_part *p)
{
    return p ? (double)p->times * h->stories[head->story].n / head->members : 0;
}

double wd_head_weight(const struct wd_heads *h, const struct wd_head_part *p, double own)
{
    double r = wd_head_rarity(h, p->word, own);
    return kind_weight[wd_head_kind(h, p->word)] * r * r * r;
}

bool wd_head_other_person(const struct wd_head_part *p, const struct wd_head_part *q)
{
    return p->given && q->given && (p->given >> 3) != (q->given >> 3);
}

bool wd_head_next_pair(struct wd_head_pairs *at)
{
    bool left = at->i < at->x->n, right = at->j < at->y->n;
    if (!left && !right)
        return false;
    const struct wd_head_part *p = left ? &at->x->v[at->i] : NULL, *q = right ? &at->y->v[at->j] : NULL;
    at->p = p && (!q || p->hash <= q->hash) ? p : NULL;
    at->q = q && (!p || q->hash <= p->hash) ? q : NULL;
    at->i += at->p != NULL;
    at->j += at->q != NULL;
    return true;
}

static void add_common(struct wd_head_common *c, int kind, double both)
{
    static const double rare[] = {[WD_HEAD_NAME] = 0.35, [WD_HEAD_PLACE] = 1, [WD_HEAD_NUMBER] = 0.45, [WD_HEAD_TERM] = 0.25};
    c->of[kind] += both;
    c->rare[kind] += both > rare[kind];
}

void wd_head_compare(const struct wd_heads *h, const struct wd_head *x, const struct wd_head *y, struct wd_head_common *c)
{
    *c = (struct wd_head_common){0};
    double whole[2] = {0, 0}, shared = 0;
    struct wd_head_pairs at = {.x = x, .y = y};
    while (wd_head_next_pair(&at)) {
        const struct wd_head_part *p = at.p, *q = at.q, *either = p ? p : q;
        if (!either)
            break;
        int kind = wd_head_kind(h, either->word);
        double w = p && q ? wd_head_weight(h, either, wd_head_own(h, x, p) + wd_head_own(h, y, q)) : either->alone;
        bool telling = kind == WD_HEAD_NAME || kind == WD_HEAD_NUMBER;
        whole[0] += p && telling ? w * p->weight : 0;
        whole[1] += q && telling ? w * q->weight : 0;
        if (!p || !q || wd_head_other_person(p, q))
            continue;
        double both = w * sqrt(p->weight * q->weight) * (p->given && p->given == q->given ? WHOLE_NAME : 1);
        shared += telling ? both : 0;
        add_common(c, kind, both);
    }
    double least = WD_MIN(whole[0], whole[1]);
    c->of_both = least > 0 ? WD_MIN(shared / least, 1) : 0;
}
