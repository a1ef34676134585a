#include <math.h>
#include <stdlib.h>

#include "stories/index.h"

enum {
    QUERY_TERMS = 24,
    NEWEST = 32,
    DF_MOST = 4096,
    MEMBERS_TRIED = 12,
    MEMBERS_SURE = 8,
    MEMBERS_OF_STORY = 5,
    REASONS = 6,
    AHEAD = 8,
    HOLDERS = 16,
    STORIES_CLOSELY = 3,
    COPY_WORDS = 60
};
static const float FAR_BEHIND = 0.2F;
static const double COPY_TELLS = 0.4, CLASH_TELLS = 0.6, NUMBERS_TELL = 0.3, STRANGERS = 0.4, COPY_AT_ALL = 0.1, NUMBERS_CLASH = 0.5,
                    TOPIC_TELLS = 0.3, WORDS_TELL = 0.18;
/* From this share of its words on, a copy is of the story that holds them, whatever its title and its outlet say; below the second share
 * only if it may not be the next bulletin of a row. */
static const double COPY_BELONGS = 0.7, COPY_WHOLE = 0.9, OTHERS_CLASH = 0.5, SAME_DAY_S = 20 * 3600.0;
static const double JOIN_FROM = 0.5, DAY = 86400.0;

enum feature {
    COSINE,
    MEAN,
    LEAD,
    TITLE,
    TITLE_IN,
    NAMES,
    NUMBERS,
    NEAR,
    SIZE,
    COPY,
    RARE,
    COSINE_MARGIN,
    LEAD_MARGIN,
    SAME_DAY,
    COSINE_NEAR,
    UNTITLED,
    OWN,
    OWN_SHARE,
    OWN_NAMES,
    OWN_TITLE,
    CLASH,
    BRIEF,
    OUTLET,
    WORDS,
    OWN_WORDS,
    NUMBER_CLASH,
    TOPIC_IN
};

/* The article asked about, as the index would keep it. */
struct asked {
    struct wd_stories *s;
    const struct wd_features *f;
    int language;
    uint32_t *numbers; /* of the chosen terms */
    size_t n;
    float *weight, *idf; /* one a chosen term */
    uint8_t *traits;     /* as in struct wd_kept_term */
    uint32_t *term;      /* number in the index, WD_NO_SEQ where it is new */
    float idf_base;
    double norm, lead_norm, title_norm, name_norm, title_sum, name_sum, word_norm, number_sum, topic_sum;
};

static float log_of(const struct wd_stories *s, uint32_t n)
{
    return n < 1 << 16 ? s->logs[n] : (float)log(n + 0.5);
}

static float idf_of(const struct asked *q, const struct wd_term_slot *slot)
{
    return q->idf_base - log_of(q->s, slot->df + slot->prior + 1);
}

static const float tf_weights[] = {1.0F, 1.0F, 1.6931F, 2.0986F, 2.3863F, 2.6094F, 2.7918F, 2.9459F, 3.0794F};

static float tf_weight(uint32_t tf)
{
    return tf_weights[WD_MIN(tf, (uint32_t)WD_COUNT(tf_weights) - 1)];
}

static void ask(struct asked *q, struct wd_stories *s, struct wd_arena *a, const struct wd_features *f)
{
    memset(q, 0, sizeof(*q));
    q->s = s;
    q->f = f;
    q->language = wd_stories_language(s, f->language);
    q->n = wd_stories_choose_terms(s, a, f, &q->numbers);
    q->weight = wd_arena_array(a, q->n, sizeof(*q->weight));
    q->idf = wd_arena_array(a, q->n, sizeof(*q->idf));
    q->traits = wd_arena_array(a, q->n, 1);
    q->term = wd_arena_array(a, q->n, sizeof(*q->term));
    static const struct wd_term_slot unknown = {0};
    q->idf_base = log_of(s, (q->language >= 0 ? s->in_language[q->language] : 0) + WD_STORY_SMOOTHING);
    for (size_t i = 0; i < q->n; i++)
        wd_map_prefetch(&s->by_term, f->terms.v[q->numbers[i]].hash);
    for (size_t i = 0; i < q->n; i++) {
        const struct wd_term *t = &f->terms.v[q->numbers[i]];
        const uint64_t *slot = wd_map_find(&s->by_term, t->hash);
        q->term[i] = slot ? (uint32_t)(*slot - 1) : WD_NO_SEQ;
        q->idf[i] = idf_of(q, slot ? &s->terms[q->term[i]] : &unknown);
        q->traits[i] = wd_term_traits(t, slot ? &s->terms[q->term[i]] : &unknown);
        q->weight[i] = tf_weight((uint32_t)WD_MIN(t->tf, 255.0F)) * q->idf[i];
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
            s->terms[q->term[i]].mark = (uint16_t)(i + 1);
    }
}

static void asked_done(struct asked *q)
{
    for (size_t i = 0; i < q->n; i++)
        if (q->term[i] != WD_NO_SEQ)
            q->s->terms[q->term[i]].mark = 0;
}

struct member {
    uint32_t seq;
    float votes;
    double cosine, lead, title, title_in, names, numbers, rare, clash, words, number_clash, topic_in;
};
typedef WD_LIST(struct member) members;

static bool stronger(const struct member *x, const struct member *y)
{
    return x->votes != y->votes ? x->votes > y->votes : x->seq > y->seq;
}

/* Keeps the MEMBERS_TRIED strongest, strongest first. */
static void keep(members *list, struct member m)
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
static size_t weightiest(const struct asked *q, struct impact ret[QUERY_TERMS])
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

/* Members that share the weightiest terms, from the newest of each posting list. */
static void vote(struct asked *q, struct wd_arena *a, members *ret)
{
    struct wd_stories *s = q->s;
    struct impact order[QUERY_TERMS];
    size_t n = weightiest(q, order);
    for (size_t k = 0; k < n; k++)
        __builtin_prefetch(&s->postings[q->term[order[k].i]]);
    uint32_t touched[QUERY_TERMS * NEWEST], touched_n = 0;
    for (size_t k = 0; k < n; k++) {
        struct wd_posting_list *p = &s->postings[q->term[order[k].i]];
        const uint32_t *v = wd_posting_v(p);
        float w = order[k].weight * q->idf[order[k].i];
        for (uint32_t i = p->n, seen = 0; i-- > 0 && seen < NEWEST;) {
            uint32_t seq = v[i];
            if (!wd_kept_live(s, seq))
                continue;
            seen++;
            float *votes = &s->near[seq & (s->kept_cap - 1)].votes;
            if (*votes == 0)
                touched[touched_n++] = seq;
            *votes += w;
        }
    }
    ret->v = wd_arena_array(a, MEMBERS_TRIED, sizeof(*ret->v));
    ret->cap = MEMBERS_TRIED;
    for (size_t i = 0; i < touched_n; i++) {
        struct wd_near *near = &s->near[touched[i] & (s->kept_cap - 1)];
        keep(ret, (struct member){.seq = touched[i], .votes = near->votes / sqrtf((float)near->alive + 7)});
        near->votes = 0;
    }
}

static double share(double dot, double x, double y)
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

/* Exact likeness of the article asked about to a member, under the idf of now. */
static void compare(const struct asked *q, struct member *m)
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
        float idf = idf_of(q, slot), w = tf_weight(t->tf) * idf, square = idf * idf;
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
    m->cosine = share(all.dot, q->norm, all.norm);
    m->lead = share(head.dot, q->lead_norm, head.norm);
    m->title = share(title.dot, q->title_norm, title.norm);
    m->title_in = ((q->title_sum > 0 ? (double)mine / q->title_sum : 0) + (title_sum > 0 ? (double)(theirs / title_sum) : 0)) / 2;
    m->topic_in = ((q->topic_sum > 0 ? (double)my_topic / q->topic_sum : 0) + (topic_sum > 0 ? (double)(their_topic / topic_sum) : 0)) / 2;
    m->names = share(names.dot, q->name_norm, names.norm);
    m->words = share(words.dot, q->word_norm, words.norm);
    m->numbers = 1 - exp(-(double)numbers / 10);
    m->clash = clash_of(fmin(q->name_sum, (double)name_sum), (double)name_both);
    m->number_clash = clash_of(fmin(q->number_sum, (double)number_sum), (double)numbers);
    m->rare = (double)(top[0] + top[1] + top[2]) / (3 * (double)q->idf_base);
}

struct found {
    struct wd_story_candidate c;
    uint32_t tried;
    double sum;
    double held;   /* share of the article that stands in a member, where that makes it a copy; else 0 */
    uint32_t best; /* member with the highest cosine */
    int64_t nearest_s;
};
typedef WD_LIST(struct found) founds;

static struct found *story_of(struct wd_arena *a, founds *list, uint64_t key)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->v[i].c.story == key)
            return &list->v[i];
    struct found *f = wd_list_push(a, list);
    f->c.story = key;
    f->nearest_s = INT64_MAX;
    return f;
}

static double most(double a, double b)
{
    return a > b ? a : b;
}

static void add_member(const struct asked *q, struct found *f, struct member *m)
{
    compare(q, m);
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

static void best_two(const founds *list, enum feature x, double ret[2])
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
        within += s->near[v[i] & (s->kept_cap - 1)].story == story;
    }
    return holders ? (float)within / (float)holders : 0;
}

/* What the article shares with the nearest member of the story and with no other story: place names and phrases that stand in many say
 * little. */
static void own_of(const struct asked *q, struct found *f)
{
    const struct wd_kept *k = wd_kept_at(q->s, f->best);
    uint32_t story = q->s->near[f->best & (q->s->kept_cap - 1)].story;
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
    const struct found *x = a, *y = b;
    if (x->c.feature[COSINE] != y->c.feature[COSINE])
        return x->c.feature[COSINE] > y->c.feature[COSINE] ? -1 : 1;
    return x->c.story < y->c.story ? -1 : x->c.story > y->c.story;
}

/* Few stories are looked at closely: the nearest, and those of copies; the words of a text that comes again and again weigh nothing, and
 * then the story that holds it does not look near. */
static void nearest_first(founds *list)
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
 * text that comes again and again only the first copies are found, so their age says nothing. */
static bool may_be_next_bulletin(const struct asked *q, const struct wd_live_story *story, const double *x)
{
    int64_t last_utc = wd_kept_at(q->s, story->last)->at_utc, at_utc = q->f->at_utc;
    if (last_utc == WD_NO_TIME || at_utc == WD_NO_TIME || fabs((double)(at_utc - last_utc)) > SAME_DAY_S)
        return true;
    return x[CLASH] > OTHERS_CLASH && x[NUMBER_CLASH] > NUMBERS_CLASH;
}

static void finish(const struct asked *q, founds *list)
{
    double cosine[2], lead[2];
    best_two(list, COSINE, cosine);
    best_two(list, LEAD, lead);
    nearest_first(list);
    for (size_t i = 0; i < list->n; i++) {
        struct found *f = &list->v[i];
        double *x = f->c.feature;
        const uint64_t *slot = wd_map_find(&q->s->by_story, f->c.story);
        x[SIZE] = slot ? log1p(q->s->stories[*slot - 1].n) : 0;
        x[MEAN] = f->tried ? f->sum / f->tried : 0;
        x[COSINE_MARGIN] = x[COSINE] - (x[COSINE] >= cosine[0] ? cosine[1] : cosine[0]);
        x[LEAD_MARGIN] = x[LEAD] - (x[LEAD] >= lead[0] ? lead[1] : lead[0]);
        own_of(q, f);
        x[UNTITLED] = q->title_norm > 0 ? 0 : 1;
        bool dated = f->nearest_s != INT64_MAX;
        if (dated) {
            double days = (double)f->nearest_s / DAY;
            x[NEAR] = exp(-days * days / (2 * 3.0 * 3.0));
            x[SAME_DAY] = exp(-days * days / 2);
            x[COSINE_NEAR] = x[COSINE] * x[NEAR];
        }
        f->c.score = wd_stories_score(&q->s->models[dated], x);
        if (dated && x[COPY] < COPY_TELLS && x[CLASH] > CLASH_TELLS && x[NAMES] == 0 && x[NUMBERS] < NUMBERS_TELL &&
            x[NUMBER_CLASH] > NUMBERS_CLASH)
            f->c.score *= STRANGERS; /* told in the same words, of other people in other places */
        if (dated && x[COPY] < COPY_AT_ALL && (x[OUTLET] > 0 || x[NUMBER_CLASH] > NUMBERS_CLASH) && x[TOPIC_IN] < TOPIC_TELLS &&
            x[WORDS] < WORDS_TELL)
            f->c.score *= STRANGERS; /* the same people, who do something else */
        if (f->held > 0 && f->held < COPY_WHOLE && (!slot || may_be_next_bulletin(q, &q->s->stories[*slot - 1], x)))
            f->held = 0;
        f->c.score = most(f->c.score, f->held);
    }
}

static int by_score(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
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

static void find(struct asked *q, struct wd_arena *a, const wd_reuses *reuses, founds *ret)
{
    members tried = {0};
    vote(q, a, &tried);
    /* far behind the first, and behind enough others to know the runner-up */
    while (tried.n > MEMBERS_SURE && tried.v[tried.n - 1].votes < FAR_BEHIND * tried.v[0].votes)
        tried.n--;
    for (size_t i = 0; reuses && i < reuses->n; i++) {
        const uint64_t *seq = wd_map_find(&q->s->by_article, reuses->v[i].of_article);
        if (!seq || wd_kept_at(q->s, (uint32_t)(*seq - 1))->language != q->language || reuses->v[i].of_article == q->f->article)
            continue;
        uint32_t n = (uint32_t)(*seq - 1);
        struct found *f = story_of(a, ret, wd_kept_at(q->s, n)->story);
        f->c.feature[COPY] = most(f->c.feature[COPY], most(reuses->v[i].share_of_copy, reuses->v[i].share_of_source));
        f->held = most(f->held, held_by(&reuses->v[i]));
        bool among = false;
        for (size_t k = 0; k < tried.n && !among; k++)
            among = tried.v[k].seq == n;
        if (!among && f->tried < MEMBERS_OF_STORY)
            add_member(q, f, &(struct member){.seq = n});
    }
    for (size_t i = 0; i < tried.n; i++) {
        const struct wd_kept *k = wd_kept_at(q->s, tried.v[i].seq);
        if (k->article == q->f->article)
            continue;
        struct found *f = story_of(a, ret, k->story);
        if (f->tried < MEMBERS_OF_STORY)
            add_member(q, f, &tried.v[i]);
    }
    finish(q, ret);
    if (ret->n)
        qsort(ret->v, ret->n, sizeof(*ret->v), by_score);
}

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

/* Words of the article that weigh most in its likeness to the nearest member; the copy, and the time between. */
static void reasons(const struct asked *q, struct wd_arena *a, const struct found *f, struct wd_placement *p)
{
    static const char *const kinds[] = {"term", "name", "number"};
    if (f->c.feature[COPY] > 0)
        wd_list_add(
            a, &p->why,
            (struct wd_why){WD_STR("copy"), wd_arena_printf(a, "%.0f%% of the words", 100 * f->c.feature[COPY]), f->c.feature[COPY]});
    const struct wd_kept *k = wd_kept_at(q->s, f->best);
    WD_LIST(struct reason) shared = {0};
    double norm = 0;
    for (uint16_t i = 0; i < k->term_n; i++) {
        const struct wd_term_slot *slot = &q->s->terms[k->terms[i].term];
        double w = tf_weight(k->terms[i].tf) * (double)idf_of(q, slot);
        norm += w * w;
        if (slot->mark)
            wd_list_add(a, &shared, (struct reason){slot->mark - 1, w * q->weight[slot->mark - 1]});
    }
    if (shared.n)
        qsort(shared.v, shared.n, sizeof(*shared.v), by_reason);
    for (size_t i = 0; i < shared.n && i < REASONS; i++) {
        const struct wd_term *t = &q->f->terms.v[q->numbers[shared.v[i].i]];
        wd_list_add(a, &p->why,
                    (struct wd_why){wd_str_c(kinds[q->traits[shared.v[i].i] >> 4]), t->word, share(shared.v[i].weight, q->norm, norm)});
    }
    if (f->nearest_s != INT64_MAX)
        wd_list_add(a, &p->why,
                    (struct wd_why){WD_STR("time"), wd_arena_printf(a, "%.1f hours", (double)f->nearest_s / 3600), f->c.feature[NEAR]});
}

void wd_stories_decide(struct wd_stories *s, struct wd_arena *a, const struct wd_features *f, const wd_reuses *reuses,
                       struct wd_placement *ret)
{
    struct asked q;
    founds list = {0};
    struct wd_placement p = {.story = f->article, .founded = true, .score = 1};
    ask(&q, s, a, f);
    find(&q, a, reuses, &list);
    if (list.n && list.v[0].c.score >= JOIN_FROM && list.v[0].tried) {
        p.story = list.v[0].c.story;
        p.founded = false;
        p.score = list.v[0].c.score;
        reasons(&q, a, &list.v[0], &p);
    } else if (list.n) {
        p.score = 1 - list.v[0].c.score;
    }
    asked_done(&q);
    *ret = p;
}

void wd_stories_candidates(struct wd_stories *s, struct wd_arena *a, const struct wd_features *f, const wd_reuses *reuses,
                           wd_story_candidates *ret)
{
    struct asked q;
    founds list = {0};
    ask(&q, s, a, f);
    find(&q, a, reuses, &list);
    asked_done(&q);
    for (size_t i = 0; i < list.n; i++)
        wd_list_add(a, ret, list.v[i].c);
}
