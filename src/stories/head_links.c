#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "stories/head_index.h"

enum {
    MEMBERS = 16,    /* of a story, the last that came, are its head */
    HEAD_WORDS = 96, /* units of a head */
    WALKED = 256,    /* postings of a unit, the newest, where candidates are looked for */
    COMPARED = 24,   /* candidates that are looked at closely */
    SMOOTHING = 512, /* articles that are counted before the first: an index that is nearly empty knows no frequencies of its own */
    HOUR_S = 3600,
    DAY_S = 86400,
    REASONS = 6
};

/* What a unit weighs by its kind. */
static const double kind_weight[] = {[WD_HEAD_NAME] = 1.0, [WD_HEAD_PLACE] = 0.4, [WD_HEAD_NUMBER] = 1.0, [WD_HEAD_TERM] = 1.0};

struct part {
    uint32_t word;
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
    double names, places, numbers, terms; /* weights of what both have */
    double of_both;                       /* names and numbers: what both have over what the shorter has */
    double of_terms;                      /* the same of terms */
    uint32_t rare_names, telling_numbers, shared_terms;
    double best_name;
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
            *p = (struct part){.word = x->blob[i], .form = WD_HEAD_FORMS};
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

static void compare(const struct wd_heads *h, const struct head *x, struct head *y, struct common *c)
{
    *c = (struct common){0};
    double whole[2] = {0, 0}, whole_terms[2] = {0, 0}, shared = 0;
    for (uint32_t i = 0; i < x->n; i++) {
        const struct part *p = &x->v[i], *q = part_of(y, p->word);
        int kind = wd_head_kind(h, p->word);
        double w = weight_of(h, p, own_of(h, x, p) + own_of(h, y, q));
        whole[0] += kind == WD_HEAD_NAME || kind == WD_HEAD_NUMBER ? w * p->weight : 0;
        whole_terms[0] += kind == WD_HEAD_TERM ? w * p->weight : 0;
        if (!q || other_person(p, q))
            continue;
        double both = w * sqrt(p->weight * q->weight);
        bool whole_name = kind == WD_HEAD_NAME && p->given && p->given == q->given;
        both *= whole_name ? 1.3 : 1;
        shared += kind == WD_HEAD_NAME || kind == WD_HEAD_NUMBER ? both : 0;
        switch (kind) {
        case WD_HEAD_NAME:
            c->names += both;
            c->rare_names += both > 0.35;
            c->best_name = WD_MAX(c->best_name, both);
            break;
        case WD_HEAD_PLACE: c->places += both; break;
        case WD_HEAD_NUMBER:
            c->numbers += both;
            c->telling_numbers += both > 0.45;
            break;
        default:
            c->terms += both;
            c->shared_terms += both > 0.25;
            break;
        }
    }
    for (uint32_t i = 0; i < y->n; i++) {
        const struct part *q = &y->v[i];
        int kind = wd_head_kind(h, q->word);
        double w = weight_of(h, q, own_of(h, y, q) + own_of(h, x, part_of((struct head *)x, q->word)));
        whole[1] += kind == WD_HEAD_NAME || kind == WD_HEAD_NUMBER ? w * q->weight : 0;
        whole_terms[1] += kind == WD_HEAD_TERM ? w * q->weight : 0;
    }
    double least = WD_MIN(whole[0], whole[1]), least_terms = WD_MIN(whole_terms[0], whole_terms[1]);
    c->of_both = least > 0 ? WD_MIN(shared / least, 1) : 0;
    c->of_terms = least_terms > 0 ? WD_MIN(c->terms / least_terms, 1) : 0;
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

/* Two accounts of one event share most of the names and numbers that the shorter has, and two at least that few others have. */
static double language_score(const struct wd_heads *h, const struct head *x, const struct head *y, const struct common *c)
{
    int64_t gap = gap_s(x, y);
    if (gap > h->options.language_s || c->rare_names + c->telling_numbers < 2 || !c->rare_names)
        return 0;
    double days = (double)gap / DAY_S;
    return logistic(2.2 * (c->names + c->numbers + 0.5 * c->places) + 6 * c->of_both - 6.2 - 0.6 * days);
}

/* One affair: rare names again at another time, and topic words with them; without these nearly all of the names. Two matches of one club
 * share half of theirs. On one day it would rather be the same event, or another of the same kind. */
static double thread_score(const struct wd_heads *h, const struct head *x, const struct head *y, const struct common *c)
{
    int64_t apart = x->from_s > y->from_s ? x->from_s - y->from_s : y->from_s - x->from_s;
    bool topic = c->rare_names >= 2 && c->shared_terms >= 2, cast = c->rare_names >= 3 && c->of_both > 0.6;
    if (apart > h->options.thread_s || !(topic || cast))
        return 0;
    double z = 1.8 * c->names + 1.5 * c->terms + 6 * c->of_both + 0.5 * c->numbers - 7;
    return logistic(apart < DAY_S ? z - 1.5 : z);
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

static void vote(struct wd_heads *h, struct wd_arena *a, const struct head *head, const struct part *p, candidates *found)
{
    float weight = (float)(weight_of(h, p, own_of(h, head, p)) * p->weight);
    uint32_t seq = h->words[p->word].last, last_story = head->story;
    for (uint32_t walked = 0; walked < WALKED && seq != WD_HEAD_NONE && seq >= h->first; walked++) {
        const struct wd_head_article *x = wd_head_at(h, seq);
        uint32_t i = 0;
        while (x->blob[i] != p->word)
            i++;
        if (x->live && x->story != head->story && x->story != last_story && x->language < WD_HEAD_LANGUAGES) {
            struct wd_head_story *s = &h->stories[x->story];
            if (s->mark != h->mark) {
                s->mark = h->mark;
                s->votes = 0;
                wd_list_add(a, found, (struct candidate){.story = x->story, .key = s->key});
            }
            s->votes += weight;
            last_story = x->story;
        }
        seq = wd_head_before(x)[i];
    }
}

static void candidates_of(struct wd_heads *h, struct wd_arena *a, const struct head *head, candidates *found)
{
    h->mark++;
    for (uint32_t i = 0; i < head->n; i++)
        if (wd_head_kind(h, head->v[i].word) != WD_HEAD_TERM)
            vote(h, a, head, &head->v[i], found);
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

static void reasons(const struct wd_heads *h, struct wd_arena *a, const struct head *x, struct head *y, bool thread, wd_whys *why)
{
    double sum = 0;
    for (uint32_t i = 0; i < x->n; i++) {
        const struct part *p = &x->v[i], *q = part_of(y, p->word);
        int kind = wd_head_kind(h, p->word);
        if (!q || other_person(p, q) || (kind == WD_HEAD_TERM && !thread))
            continue;
        double w = weight_of(h, p, own_of(h, x, p) + own_of(h, y, q)) * sqrt(p->weight * q->weight);
        uint8_t given;
        struct wd_str form = wd_head_form(h, p->word, p->form, &given);
        if (w > 0.02 && form.n)
            add_why(a, why, kind_names[kind], form, w);
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

void wd_heads_links(struct wd_heads *h, struct wd_arena *a, uint64_t story, wd_story_links *ret_links)
{
    uint32_t number = wd_head_story_find(h, story);
    wd_story_links links = {0};
    *ret_links = links;
    if (number == WD_HEAD_NONE)
        return;
    struct head *x = WD_NEW(a, struct head), *y = WD_NEW(a, struct head);
    head_of(h, number, x);
    candidates found = {0};
    if (x->language < WD_HEAD_LANGUAGES)
        candidates_of(h, a, x, &found);
    for (size_t i = 0; i < found.n && i < COMPARED; i++) {
        head_of(h, found.v[i].story, y);
        struct common c;
        compare(h, x, y, &c);
        bool thread = x->language == y->language;
        double score = thread ? thread_score(h, x, y, &c) : language_score(h, x, y, &c);
        if (score < 0.5)
            continue;
        struct wd_story_link *link = wd_list_push(a, &links);
        *link = (struct wd_story_link){.other = found.v[i].key, .kind = thread ? WD_STORY_THREAD : WD_STORY_LANGUAGE, .score = score};
        reasons(h, a, x, y, thread, &link->why);
    }
    if (links.n)
        qsort(links.v, links.n, sizeof(*links.v), by_score);
    uint32_t of_kind[2] = {0, 0};
    for (size_t i = 0; i < links.n; i++)
        if (of_kind[links.v[i].kind]++ < WD_HEAD_LINKS)
            wd_list_add(a, ret_links, links.v[i]);
}
