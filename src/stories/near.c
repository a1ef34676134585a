#include "stories/near.h"

enum { QUERY_TERMS = 16, NEWEST = 32, DF_MOST = 4096, MEMBERS_TRIED = 12, AHEAD = 16, VOTE_BITS = 11, VOTE_SLOTS = 1 << VOTE_BITS };

static void ask(struct wd_asked *q, struct wd_stories *s, struct wd_arena *a, const struct wd_features *f, int language)
{
    memset(q, 0, sizeof(*q));
    q->s = s;
    q->f = f;
    q->language = language;
    q->n = wd_stories_choose_terms(s, a, f, &q->numbers);
    q->weight = wd_arena_array(a, q->n, sizeof(*q->weight));
    q->idf = wd_arena_array(a, q->n, sizeof(*q->idf));
    q->traits = wd_arena_array(a, q->n, 1);
    q->term = wd_arena_array(a, q->n, sizeof(*q->term));
    static const struct wd_term_slot unknown = {0};
    q->idf_base = (float)log((q->language >= 0 ? s->in_language[q->language] : 0) + WD_STORY_SMOOTHING + 0.5);
    for (size_t i = 0; i < q->n; i++)
        wd_map_prefetch(&s->by_term, f->terms.v[q->numbers[i]].hash);
    for (size_t i = 0; i < q->n; i++) {
        const uint64_t *number = wd_map_find(&s->by_term, f->terms.v[q->numbers[i]].hash);
        q->term[i] = number ? (uint32_t)(*number - 1) : WD_NO_SEQ;
        if (number)
            __builtin_prefetch(&s->terms[q->term[i]]);
    }
    for (size_t i = 0; i < q->n; i++) {
        const struct wd_term *t = &f->terms.v[q->numbers[i]];
        struct wd_term_slot *slot = q->term[i] != WD_NO_SEQ ? &s->terms[q->term[i]] : NULL;
        q->idf[i] = wd_idf_of(q, slot ? slot : &unknown);
        q->traits[i] = wd_term_traits(t, slot ? slot : &unknown);
        q->weight[i] = wd_tf_weight((uint32_t)WD_MIN(t->tf, 255.0F)) * q->idf[i];
        double idf_of_i = q->idf[i], w = (double)q->weight[i] * q->weight[i], idf = (double)q->idf[i] * q->idf[i];
        q->norm += w;
        if (t->flags)
            q->lead_norm += idf;
        if (t->flags & WD_TERM_IN_TITLE) {
            q->title_norm += idf;
            q->title_sum += q->idf[i];
            q->topic_sum += q->traits[i] >> 4 == WD_TERM_NAME ? 0 : q->idf[i];
        }
        if (q->traits[i] >> 4 == WD_TERM_NAME) {
            q->name_norm += w;
            q->name_sum += idf_of_i;
        }
        if (q->traits[i] >> 4 == WD_TERM_NUMBER)
            q->number_sum += idf_of_i;
        if (q->traits[i] >> 4 == WD_TERM_WORD)
            q->word_norm += w;
        if (slot)
            slot->mark = (uint16_t)(i + 1);
    }
}

void wd_ask(struct wd_asked *q, struct wd_stories *s, struct wd_arena *a, const struct wd_features *f)
{
    ask(q, s, a, f, wd_stories_language(s, f->language));
}

void wd_ask_again(struct wd_asked *q, struct wd_stories *s, struct wd_arena *a, uint32_t seq)
{
    const struct wd_kept *k = wd_kept_at(s, seq);
    struct wd_features *f = wd_arena_alloc(a, sizeof(*f));
    *f = (struct wd_features){.article = k->article, .at_utc = k->at_utc, .outlet = k->outlet};
    f->terms.v = wd_arena_array(a, k->term_n, sizeof(*f->terms.v));
    f->terms.n = f->terms.cap = k->term_n;
    for (uint16_t i = 0; i < k->term_n; i++) {
        const struct wd_kept_term *t = &k->terms[i];
        f->terms.v[i] = (struct wd_term){.hash = s->postings[t->term].hash, .tf = t->tf, .kind = t->traits >> 4, .flags = t->traits & 15};
    }
    ask(q, s, a, f, k->language);
}

void wd_asked_done(struct wd_asked *q)
{
    for (size_t i = 0; i < q->n; i++)
        if (q->term[i] != WD_NO_SEQ)
            q->s->terms[q->term[i]].mark = 0;
}

static bool stronger(const struct wd_near_member *x, const struct wd_near_member *y)
{
    return x->votes != y->votes ? x->votes > y->votes : x->seq > y->seq;
}

/* Keeps the MEMBERS_TRIED strongest, strongest first. */
static void keep(wd_near_members *list, struct wd_near_member m)
{
    size_t at = list->n;
    while (at > 0 && stronger(&m, &list->v[at - 1]))
        at--;
    if (at == MEMBERS_TRIED)
        return;
    list->n = WD_MIN(list->n + 1, (size_t)MEMBERS_TRIED);
    memmove(&list->v[at + 1], &list->v[at], (list->n - 1 - at) * sizeof(*list->v));
    list->v[at] = m;
}

struct impact {
    float weight;
    uint32_t i;
};

/* The QUERY_TERMS weightiest of the words that the index knows, weightiest first. */
static size_t weightiest(const struct wd_asked *q, struct impact ret[QUERY_TERMS])
{
    size_t n = 0;
    for (uint32_t i = 0; i < q->n; i++) {
        if (q->term[i] == WD_NO_SEQ || q->s->terms[q->term[i]].df > DF_MOST)
            continue;
        size_t at = n;
        while (at > 0 && q->weight[i] > ret[at - 1].weight)
            at--;
        if (at == QUERY_TERMS)
            continue;
        n = WD_MIN(n + 1, (size_t)QUERY_TERMS);
        memmove(&ret[at + 1], &ret[at], (n - 1 - at) * sizeof(*ret));
        ret[at] = (struct impact){q->weight[i], i};
    }
    return n;
}

/* Starts to load what the votes read, postings and then the members in them. */
static void fetch(const struct wd_asked *q, const struct impact *order, size_t n)
{
    const struct wd_stories *s = q->s;
    for (size_t k = 0; k < n; k++)
        __builtin_prefetch(&s->postings[q->term[order[k].i]]);
    for (size_t k = 0; k < n; k++)
        wd_posting_prefetch(&s->postings[q->term[order[k].i]]);
    for (size_t k = 0; k < n; k++) {
        struct wd_posting_list *p = &s->postings[q->term[order[k].i]];
        const uint32_t *v = wd_posting_v(p);
        for (uint32_t i = p->n; i-- > 0 && i + NEWEST >= p->n;)
            __builtin_prefetch(&s->alive[v[i] & (s->kept_cap - 1)]);
    }
}

/* Votes by member: a table so small that it stays in the cache. sum 0: free. */
struct votes {
    float sum[VOTE_SLOTS];
    uint32_t seq[VOTE_SLOTS];
    uint16_t touched[QUERY_TERMS * NEWEST];
    size_t n;
};

static float *votes_at(struct votes *votes, uint32_t seq)
{
    uint32_t at = seq * 2654435761u >> (32 - VOTE_BITS);
    while (votes->sum[at] > 0 && votes->seq[at] != seq)
        at = (at + 1) & (VOTE_SLOTS - 1);
    if (votes->sum[at] <= 0) {
        votes->seq[at] = seq;
        votes->touched[votes->n++] = (uint16_t)at;
    }
    return &votes->sum[at];
}

void wd_vote(struct wd_asked *q, struct wd_arena *a, wd_near_members *ret)
{
    struct wd_stories *s = q->s;
    struct impact order[QUERY_TERMS];
    size_t n = weightiest(q, order);
    fetch(q, order, n);
    struct votes votes = {.n = 0};
    for (size_t k = 0; k < n; k++) {
        struct wd_posting_list *p = &s->postings[q->term[order[k].i]];
        const uint32_t *v = wd_posting_v(p);
        float w = order[k].weight * q->idf[order[k].i];
        for (uint32_t i = p->n, seen = 0; i-- > 0 && seen < NEWEST;) {
            if (!wd_kept_live(s, v[i]))
                continue;
            seen++;
            *votes_at(&votes, v[i]) += w;
        }
    }
    ret->v = wd_arena_array(a, MEMBERS_TRIED, sizeof(*ret->v));
    ret->cap = MEMBERS_TRIED;
    for (size_t i = 0; i < votes.n; i++) {
        uint32_t seq = votes.seq[votes.touched[i]];
        keep(ret, (struct wd_near_member){.seq = seq,
                                          .votes = votes.sum[votes.touched[i]] / sqrtf((float)s->alive[seq & (s->kept_cap - 1)] + 7)});
    }
    for (size_t i = 0; i < ret->n; i++)
        __builtin_prefetch(wd_kept_at(s, ret->v[i].seq));
}

double wd_share_of(double dot, double x, double y)
{
    return x > 0 && y > 0 ? dot / sqrt(x * y) : 0;
}

#define TITLE_FACTOR(traits) ((float)((traits)&WD_TERM_IN_TITLE))
#define HEAD_FACTOR(traits) ((float)(((traits) | (traits) >> 1) & 1))
#define NAME_FACTOR(traits) ((float)((traits) >> 4 == WD_TERM_NAME))
#define NUMBER_FACTOR(traits) ((float)((traits) >> 4 == WD_TERM_NUMBER))
#define WORD_FACTOR(traits) ((float)((traits) >> 4 == WD_TERM_WORD))
struct sums {
    float dot, norm;
};

/* Both name somebody, and not the same: 1; nothing where one of them names hardly anybody. */
static double clash_of(double least, double both)
{
    return least > both ? (1 - exp(-least / 6)) * (1 - both / least) : 0;
}

void wd_compare(const struct wd_asked *q, struct wd_near_member *m)
{
    const struct wd_kept *k = wd_kept_at(q->s, m->seq);
    float title_sum = 0, topic_sum = 0, my_topic = 0, their_topic = 0, mine = 0, theirs = 0, numbers = 0, name_sum = 0, name_both = 0,
          number_sum = 0, top[3] = {0, 0, 0};
    struct sums all = {0}, head = {0}, title = {0}, names = {0}, words = {0};
    for (uint16_t i = 0; i < k->term_n; i++) {
        const struct wd_kept_term *t = &k->terms[i];
        const struct wd_term_slot *slot = &q->s->terms[t->term];
        if (i + AHEAD < k->term_n)
            __builtin_prefetch(&q->s->terms[t[AHEAD].term]);
        /* traits as factors: they are as good as random, and a branch on each costs more than the sums */
        float idf = wd_idf_of(q, slot), w = wd_tf_weight(t->tf) * idf, square = idf * idf;
        float in_title = TITLE_FACTOR(t->traits), in_head = HEAD_FACTOR(t->traits), name = NAME_FACTOR(t->traits),
              word = WORD_FACTOR(t->traits);
        all.norm += w * w;
        head.norm += in_head * square;
        title.norm += in_title * square;
        title_sum += in_title * idf;
        topic_sum += in_title * (1 - name) * idf;
        names.norm += name * w * w;
        words.norm += word * w * w;
        name_sum += name * idf;
        number_sum += NUMBER_FACTOR(t->traits) * idf;
        if (!slot->mark)
            continue;
        uint8_t own = q->traits[slot->mark - 1];
        float both = w * q->weight[slot->mark - 1];
        all.dot += both;
        head.dot += in_head * HEAD_FACTOR(own) * square;
        title.dot += in_title * TITLE_FACTOR(own) * square;
        mine += TITLE_FACTOR(own) * idf;
        theirs += in_title * idf;
        my_topic += TITLE_FACTOR(own) * (1 - NAME_FACTOR(own)) * idf;
        their_topic += in_title * (1 - name) * idf;
        names.dot += name * NAME_FACTOR(own) * both;
        words.dot += word * WORD_FACTOR(own) * both;
        name_both += (name + NAME_FACTOR(own)) * idf / 2;
        numbers += NUMBER_FACTOR(own) * idf;
        if (idf > top[2]) {
            top[2] = idf;
            for (int j = 2; j > 0 && top[j] > top[j - 1]; j--) {
                float swap = top[j];
                top[j] = top[j - 1];
                top[j - 1] = swap;
            }
        }
    }
    m->cosine = wd_share_of(all.dot, q->norm, all.norm);
    m->lead = wd_share_of(head.dot, q->lead_norm, head.norm);
    m->title = wd_share_of(title.dot, q->title_norm, title.norm);
    m->title_in = ((q->title_sum > 0 ? (double)mine / q->title_sum : 0) + (title_sum > 0 ? (double)(theirs / title_sum) : 0)) / 2;
    m->topic_in = ((q->topic_sum > 0 ? (double)my_topic / q->topic_sum : 0) + (topic_sum > 0 ? (double)(their_topic / topic_sum) : 0)) / 2;
    m->names = wd_share_of(names.dot, q->name_norm, names.norm);
    m->words = wd_share_of(words.dot, q->word_norm, words.norm);
    m->numbers = 1 - exp(-(double)numbers / 10);
    m->clash = clash_of(fmin(q->name_sum, (double)name_sum), (double)name_both);
    m->number_clash = clash_of(fmin(q->number_sum, (double)number_sum), (double)numbers);
    m->rare = (double)(top[0] + top[1] + top[2]) / (3 * (double)q->idf_base);
}
