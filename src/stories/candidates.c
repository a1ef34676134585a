#include "stories/candidates.h"

#include <math.h>
#include <stdlib.h>

enum { MEMBERS_SURE = 8, MEMBERS_OF_STORY = 5, HOLDERS = 16, STORIES_CLOSELY = 3, COPY_WORDS = 60, A_ROW = 5 };
static const float FAR_BEHIND = 0.2F;
static const double COPY_TELLS = 0.4, CLASH_TELLS = 0.5, NUMBERS_TELL = 0.3, STRANGERS = 0.4, COPY_AT_ALL = 0.1, NUMBERS_CLASH = 0.5,
                    TOPIC_TELLS = 0.3, WORDS_TELL = 0.18, UNTIMED = 0.5;
/* From this share of its words on, a copy is of the story that holds them, whatever its title and its outlet say; below the second share
 * only if it may not be the next bulletin of a row. */
static const double COPY_BELONGS = 0.7, COPY_WHOLE = 0.9, OTHERS_CLASH = 0.5, SAME_DAY_S = 20 * 3600.0;
static const double DAY = 86400.0;

static struct wd_found *story_of(struct wd_arena *a, wd_founds *list, uint64_t key)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->v[i].c.story == key)
            return &list->v[i];
    struct wd_found *f = wd_list_push(a, list);
    f->c.story = key;
    f->nearest_s = INT64_MAX;
    return f;
}

static double most(double a, double b)
{
    return a > b ? a : b;
}

static void add_member(const struct wd_asked *q, struct wd_found *f, struct wd_near_member *m)
{
    wd_compare(q, m);
    const struct wd_kept *k = wd_kept_at(q->s, m->seq);
    double *x = f->c.feature;
    if (!f->tried++ || m->cosine > x[COSINE])
        f->best = m->seq;
    f->sum += m->cosine;
    x[COSINE] = most(x[COSINE], m->cosine);
    x[LEAD] = most(x[LEAD], m->lead);
    x[TITLE] = most(x[TITLE], m->title);
    x[TITLE_IN] = most(x[TITLE_IN], m->title_in);
    x[NAMES] = most(x[NAMES], m->names);
    x[NUMBERS] = most(x[NUMBERS], m->numbers);
    x[RARE] = most(x[RARE], m->rare);
    x[NUMBER_CLASH] = f->tried > 1 ? fmin(x[NUMBER_CLASH], m->number_clash) : m->number_clash;
    x[TOPIC_IN] = most(x[TOPIC_IN], m->topic_in);
    x[WORDS] = most(x[WORDS], m->words);
    x[CLASH] = f->tried > 1 ? fmin(x[CLASH], m->clash) : m->clash;
    if (q->f->at_utc != WD_NO_TIME && k->at_utc != WD_NO_TIME)
        f->nearest_s = WD_MIN(f->nearest_s, q->f->at_utc > k->at_utc ? q->f->at_utc - k->at_utc : k->at_utc - q->f->at_utc);
}

static void best_two(const wd_founds *list, enum wd_story_feature x, double ret[2])
{
    ret[0] = ret[1] = 0;
    for (size_t i = 0; i < list->n; i++) {
        double v = list->v[i].c.feature[x];
        if (v > ret[0]) {
            ret[1] = ret[0];
            ret[0] = v;
        } else {
            ret[1] = most(ret[1], v);
        }
    }
}

/* Of the articles that hold the term, the newest: how many lie in the story. */
static float purity_of(const struct wd_stories *s, uint32_t term, uint32_t story)
{
    struct wd_posting_list *p = &s->postings[term];
    const uint32_t *v = wd_posting_v(p);
    uint32_t holders = 0, within = 0;
    for (uint32_t i = p->n; i-- > 0 && holders < HOLDERS;) {
        if (!wd_kept_live(s, v[i]))
            continue;
        holders++;
        within += wd_story_at(s, v[i]) == story;
    }
    return holders ? (float)within / (float)holders : 0;
}

/* Starts to load the postings of the terms that both have. */
static void fetch_shared(const struct wd_asked *q, const struct wd_kept *k)
{
    for (uint16_t i = 0; i < k->term_n; i++)
        if (q->s->terms[k->terms[i].term].mark)
            __builtin_prefetch(&q->s->postings[k->terms[i].term]);
    for (uint16_t i = 0; i < k->term_n; i++)
        if (q->s->terms[k->terms[i].term].mark)
            wd_posting_prefetch(&q->s->postings[k->terms[i].term]);
}

/* What the article shares with the nearest member of the story and with no other story: place names and phrases that stand in many say
 * little. */
static void own_of(const struct wd_asked *q, struct wd_found *f)
{
    const struct wd_kept *k = wd_kept_at(q->s, f->best);
    fetch_shared(q, k);
    uint32_t story = wd_story_at(q->s, f->best);
    float all = 0, own = 0, names = 0, title = 0, words = 0;
    for (uint16_t i = 0; i < k->term_n; i++) {
        const struct wd_kept_term *t = &k->terms[i];
        const struct wd_term_slot *slot = &q->s->terms[t->term];
        if (!slot->mark)
            continue;
        uint8_t traits = q->traits[slot->mark - 1];
        float idf = q->idf[slot->mark - 1], pure = idf * purity_of(q->s, t->term, story);
        all += idf;
        own += pure;
        names += traits >> 4 == WD_TERM_WORD ? 0 : pure;
        words += traits >> 4 == WD_TERM_WORD ? pure : 0;
        title += (traits | t->traits) & WD_TERM_IN_TITLE ? pure : 0;
    }
    double *x = f->c.feature;
    x[OWN] = 1 - exp(-(double)own / 30);
    x[OWN_SHARE] = all > 0 ? (double)(own / all) : 0;
    x[OWN_NAMES] = 1 - exp(-(double)names / 10);
    x[OWN_WORDS] = 1 - exp(-(double)words / 20);
    x[OWN_TITLE] = 1 - exp(-(double)title / 10);
    x[OUTLET] = k->outlet && k->outlet == (uint32_t)q->f->outlet;
    x[BRIEF] = 1 - fmin(1, (double)WD_MIN(q->n, (size_t)k->term_n) / 64);
}

static int by_cosine(const void *a, const void *b)
{
    const struct wd_found *x = a, *y = b;
    if (x->c.feature[COSINE] != y->c.feature[COSINE])
        return x->c.feature[COSINE] > y->c.feature[COSINE] ? -1 : 1;
    return x->c.story < y->c.story ? -1 : x->c.story > y->c.story;
}

/* Few stories are looked at closely: the nearest, and those of copies; the words of a text that comes again and again weigh nothing, and
 * then the story that holds it does not look near. */
static void nearest_first(wd_founds *list)
{
    size_t kept = 0;
    if (list->n > 1)
        qsort(list->v, list->n, sizeof(*list->v), by_cosine);
    for (size_t i = 0; i < list->n; i++)
        if (list->v[i].tried && (i < STORIES_CLOSELY || (list->v[i].c.feature[COPY] > 0 && i < 2 * STORIES_CLOSELY) || list->v[i].held > 0))
            list->v[kept++] = list->v[i];
    list->n = kept;
}

/* The same words a day after the story's last news, or around other names and numbers: the weather of tomorrow, the next earthquake. Of a
 * text that comes again and again only the first copies are found, so their age says nothing; a story of so many is such a row already, and
 * what comes next is of it. */
static bool may_be_next_bulletin(const struct wd_asked *q, const struct wd_live_story *story, const double *x)
{
    int64_t last_utc = wd_kept_at(q->s, story->last)->at_utc, at_utc = q->f->at_utc;
    if (last_utc == WD_NO_TIME || at_utc == WD_NO_TIME || fabs((double)(at_utc - last_utc)) > SAME_DAY_S)
        return true;
    return story->n < A_ROW && x[CLASH] > OTHERS_CLASH && x[NUMBER_CLASH] > NUMBERS_CLASH;
}

static void finish(const struct wd_asked *q, wd_founds *list)
{
    double cosine[2], lead[2];
    best_two(list, COSINE, cosine);
    best_two(list, LEAD, lead);
    nearest_first(list);
    for (size_t i = 0; i < list->n; i++) {
        struct wd_found *f = &list->v[i];
        double *x = f->c.feature;
        const struct wd_live_story *story = &q->s->stories[wd_story_at(q->s, f->best)];
        uint32_t could = WD_MIN(story->n, (uint32_t)MEMBERS_OF_STORY);
        x[KIN] = fmin(1, (double)f->tried / could);
        x[MEAN] = f->sum / WD_MAX(could, f->tried);
        x[COSINE_MARGIN] = x[COSINE] - (x[COSINE] >= cosine[0] ? cosine[1] : cosine[0]);
        x[LEAD_MARGIN] = x[LEAD] - (x[LEAD] >= lead[0] ? lead[1] : lead[0]);
        own_of(q, f);
        x[UNTITLED] = q->title_norm > 0 ? 0 : 1;
        bool dated = f->c.dated = f->nearest_s != INT64_MAX;
        if (dated) {
            double days = (double)f->nearest_s / DAY;
            x[NEAR] = exp(-days * days / (2 * 3.0 * 3.0));
            x[SAME_DAY] = exp(-days * days / 2);
            x[COSINE_NEAR] = x[COSINE] * x[NEAR];
        }
        f->c.score = wd_stories_score(&q->s->models[dated], x);
        if (!dated && q->f->at_utc != WD_NO_TIME)
            f->c.score *= UNTIMED; /* of what has no time more is there to choose from than of what happened these days */
        if (dated && x[COPY] < COPY_TELLS && x[CLASH] > CLASH_TELLS && x[NAMES] == 0 && x[NUMBERS] < NUMBERS_TELL &&
            x[NUMBER_CLASH] > NUMBERS_CLASH)
            f->c.score *= STRANGERS; /* told in the same words, of other people in other places */
        if (dated && x[COPY] < COPY_AT_ALL && (x[OUTLET] > 0 || x[NUMBER_CLASH] > NUMBERS_CLASH) && x[TOPIC_IN] < TOPIC_TELLS &&
            x[WORDS] < WORDS_TELL)
            f->c.score *= STRANGERS; /* the same people, who do something else */
        if (f->held > 0 && f->held < COPY_WHOLE && may_be_next_bulletin(q, story, x))
            f->held = 0;
        f->c.score = most(f->c.score, f->held);
    }
}

static int by_score(const void *a, const void *b)
{
    const struct wd_found *x = a, *y = b;
    if ((x->held > 0) != (y->held > 0))
        return x->held > 0 ? -1 : 1;
    if (x->c.score != y->c.score)
        return x->c.score > y->c.score ? -1 : 1;
    return x->c.story < y->c.story ? -1 : x->c.story > y->c.story;
}

/* How much of the article stands in the older text, where that is enough to make it a copy and nothing else. */
static double held_by(const struct wd_reuse *reuse)
{
    uint32_t words = 0;
    for (size_t i = 0; i < reuse->runs.n; i++)
        words += reuse->runs.v[i].words;
    return reuse->relation == WD_REL_COPY && reuse->share_of_copy >= COPY_BELONGS && words >= COPY_WORDS ? reuse->share_of_copy : 0;
}

void wd_find(struct wd_asked *q, struct wd_arena *a, const wd_reuses *reuses, uint64_t without, wd_founds *ret)
{
    wd_near_members tried = {0};
    wd_vote(q, a, &tried);
    /* far behind the first, and behind enough others to know the runner-up */
    while (tried.n > MEMBERS_SURE && tried.v[tried.n - 1].votes < FAR_BEHIND * tried.v[0].votes)
        tried.n--;
    for (size_t i = 0; reuses && i < reuses->n; i++) {
        const uint64_t *seq = wd_map_find(&q->s->by_article, reuses->v[i].of_article);
        if (!seq || wd_kept_at(q->s, (uint32_t)(*seq - 1))->language != q->language || reuses->v[i].of_article == q->f->article)
            continue;
        uint32_t n = (uint32_t)(*seq - 1);
        if (wd_kept_at(q->s, n)->story == without)
            continue;
        struct wd_found *f = story_of(a, ret, wd_kept_at(q->s, n)->story);
        f->c.feature[COPY] = most(f->c.feature[COPY], most(reuses->v[i].share_of_copy, reuses->v[i].share_of_source));
        f->held = most(f->held, held_by(&reuses->v[i]));
        bool among = false;
        for (size_t k = 0; k < tried.n && !among; k++)
            among = tried.v[k].seq == n;
        if (!among && f->tried < MEMBERS_OF_STORY)
            add_member(q, f, &(struct wd_near_member){.seq = n});
    }
    for (size_t i = 0; i < tried.n; i++) {
        const struct wd_kept *k = wd_kept_at(q->s, tried.v[i].seq);
        if (i + 1 < tried.n)
            __builtin_prefetch(wd_kept_at(q->s, tried.v[i + 1].seq)->terms);
        if (k->article == q->f->article || k->story == without)
            continue;
        struct wd_found *f = story_of(a, ret, k->story);
        if (f->tried < MEMBERS_OF_STORY)
            add_member(q, f, &tried.v[i]);
    }
    finish(q, ret);
    if (ret->n)
        qsort(ret->v, ret->n, sizeof(*ret->v), by_score);
}
