#include "stories/index.h"

#include <math.h>
#include <stdlib.h>

enum { TF_MOST = 255, COMPACT_FROM = 16, SEQ_MOST = INT32_MAX, RANKS = 4 * 32 + 16 + 6 + 3 + 1 };

/* One place of the ring: the article, the number of its story, whether it is alive. */
#define PLACE_BYTES (sizeof(struct wd_kept) + sizeof(uint32_t) + sizeof(uint16_t))

const struct wd_story_options wd_story_defaults = {.window_s = 10 * 86400, .max_terms = 128, .max_live = 500000};

/* One growing array of the index; bytes are accounted. */
static void *grow(struct wd_stories *s, void *v, uint32_t *cap, uint32_t least, size_t element)
{
    uint32_t wider = *cap ? *cap : 16;
    while (wider < least)
        wider += wider < 1024 ? wider : wider / 4;
    s->bytes += (wider - *cap) * element;
    *cap = wider;
    return wd_realloc(v, wider * element);
}

static void set_rule(struct wd_stories *s)
{
    struct wd_arena a;
    const struct wd_story_model *rule = s->options.rule;
    wd_arena_init(&a);
    if (!rule && wd_story_rule_read(&a, wd_story_rule_shipped(), &rule, NULL))
        abort(); /* what ships is held against the program by a test */
    memcpy(s->models, rule, sizeof(s->models));
    s->options.rule = NULL;
    wd_arena_done(&a);
}

struct wd_stories *wd_stories_new(const struct wd_story_options *options)
{
    struct wd_stories *s = wd_calloc(1, sizeof(*s));
    s->options = options ? *options : wd_story_defaults;
    s->options.max_terms = WD_MIN(WD_MAX(s->options.max_terms, 8u), 1024u);
    wd_clock_start(&s->clock);
    s->kept_cap = 1024;
    s->kept = wd_calloc(s->kept_cap, sizeof(*s->kept));
    s->story_at = wd_calloc(s->kept_cap, sizeof(*s->story_at));
    s->alive = wd_calloc(s->kept_cap, sizeof(*s->alive));
    s->bytes = sizeof(*s) + s->kept_cap * PLACE_BYTES + WD_STORY_LOGS * sizeof(*s->logs);
    s->logs = wd_malloc(WD_STORY_LOGS * sizeof(*s->logs));
    for (uint32_t i = 0; i < WD_STORY_LOGS; i++)
        s->logs[i] = (float)log(i + 0.5);
    wd_map_init(&s->by_article);
    wd_map_init(&s->by_story);
    wd_map_init(&s->by_term);
    wd_map_init(&s->fixed);
    set_rule(s);
    wd_stories_know_background(s);
    return s;
}

void wd_stories_free(struct wd_stories *s)
{
    if (!s)
        return;
    for (uint32_t seq = s->first_seq; seq < s->next_seq; seq++)
        if (wd_kept_live(s, seq))
            free(wd_kept_at(s, seq)->terms);
    for (uint32_t i = 0; i < s->term_n; i++)
        if (s->postings[i].cap)
            free(s->postings[i].v.far);
    free(s->postings);
    free(s->terms);
    free(s->free_terms);
    free(s->stories);
    free(s->free_stories);
    free(s->heap);
    free(s->gone);
    free(s->kept);
    free(s->story_at);
    free(s->alive);
    free(s->logs);
    wd_map_done(&s->by_article);
    wd_map_done(&s->by_story);
    wd_map_done(&s->by_term);
    wd_map_done(&s->fixed);
    free(s);
}

size_t wd_stories_live(const struct wd_stories *s)
{
    return s->live;
}

size_t wd_stories_bytes(const struct wd_stories *s)
{
    return s->bytes + (s->by_article.cap + s->by_story.cap + s->by_term.cap) * sizeof(struct wd_map_slot);
}

int wd_stories_language(const struct wd_stories *s, struct wd_str language)
{
    uint64_t h = wd_hash(language);
    for (uint32_t i = 0; i < s->language_n; i++)
        if (s->languages[i] == h)
            return (int)i;
    return -1;
}

static uint16_t language_number(struct wd_stories *s, struct wd_str language)
{
    int known = wd_stories_language(s, language);
    if (known >= 0)
        return (uint16_t)known;
    if (s->language_n == WD_COUNT(s->languages))
        return (uint16_t)(s->language_n - 1); /* the last place is shared by what is left of the world */
    s->languages[s->language_n] = wd_hash(language);
    return (uint16_t)s->language_n++;
}

uint32_t wd_stories_term(struct wd_stories *s, uint64_t hash)
{
    uint64_t *slot = wd_map_at(&s->by_term, hash);
    if (*slot)
        return (uint32_t)(*slot - 1);
    uint32_t number;
    if (s->free_term_n) {
        number = s->free_terms[--s->free_term_n];
    } else {
        if (s->term_n == s->term_cap) {
            uint32_t cap = s->term_cap;
            s->terms = grow(s, s->terms, &cap, s->term_n + 1, sizeof(*s->terms));
            s->postings = grow(s, s->postings, &s->term_cap, s->term_n + 1, sizeof(*s->postings));
        }
        number = s->term_n++;
        s->postings[number] = (struct wd_posting_list){.n = 0};
    }
    s->terms[number] = (struct wd_term_slot){0};
    s->postings[number].hash = hash;
    *slot = (uint64_t)number + 1;
    return number;
}

static void term_drop(struct wd_stories *s, uint32_t number)
{
    struct wd_posting_list *p = &s->postings[number];
    wd_map_remove(&s->by_term, p->hash);
    if (p->cap)
        free(p->v.far);
    s->bytes -= p->cap * sizeof(uint32_t);
    *p = (struct wd_posting_list){.n = 0};
    if (s->free_term_n == s->free_term_cap)
        s->free_terms = grow(s, s->free_terms, &s->free_term_cap, s->free_term_n + 1, sizeof(*s->free_terms));
    s->free_terms[s->free_term_n++] = number;
}

static void posting_add(struct wd_stories *s, uint32_t number, uint32_t seq)
{
    struct wd_posting_list *p = &s->postings[number];
    if (p->n == (p->cap ? p->cap : WD_COUNT(p->v.near))) {
        uint32_t cap = p->n + WD_MAX(p->n / 4, 2u), *v = wd_realloc(p->cap ? p->v.far : NULL, cap * sizeof(*v));
        if (!p->cap)
            memcpy(v, p->v.near, sizeof(p->v.near));
        s->bytes += (cap - p->cap) * sizeof(*v);
        p->v.far = v;
        p->cap = cap;
    }
    wd_posting_v(p)[p->n++] = seq;
    s->terms[number].df++;
}

static void posting_remove(struct wd_stories *s, uint32_t number)
{
    struct wd_posting_list *p = &s->postings[number];
    if (--s->terms[number].df == 0 && !s->terms[number].prior) {
        term_drop(s, number);
        return;
    }
    if (p->n > WD_COUNT(p->v.near) && (p->n < COMPACT_FROM || p->n < 2 * s->terms[number].df))
        return;
    uint32_t n = 0, *v = wd_posting_v(p);
    for (uint32_t i = 0; i < p->n; i++)
        if (wd_kept_live(s, v[i]))
            v[n++] = v[i];
    p->n = n;
}

static uint32_t rank_of(const struct wd_term *t)
{
    uint32_t rank = 4 * (uint32_t)WD_MIN(t->tf, 32.0F) + (t->flags & WD_TERM_IN_TITLE ? 16 : 0) + (t->flags & WD_TERM_IN_LEAD ? 6 : 0);
    return rank + (t->kind == WD_TERM_NAME ? 3 : 0);
}

size_t wd_stories_choose_terms(const struct wd_stories *s, struct wd_arena *a, const struct wd_features *f, uint32_t **ret_numbers)
{
    uint32_t *numbers = wd_arena_raw(a, (f->terms.n + 1) * sizeof(*numbers)), of_rank[RANKS] = {0}, least = RANKS, above = 0;
    size_t n = 0;
    for (size_t i = 0; i < f->terms.n; i++)
        of_rank[rank_of(&f->terms.v[i])]++;
    while (least > 0 && above + of_rank[least - 1] <= s->options.max_terms)
        above += of_rank[--least];
    uint32_t room = s->options.max_terms - above; /* of the next rank those that come first */
    for (uint32_t i = 0; i < f->terms.n; i++) {
        uint32_t rank = rank_of(&f->terms.v[i]);
        if (rank >= least || (rank + 1 == least && room > 0)) {
            room -= rank < least;
            numbers[n++] = i;
        }
    }
    *ret_numbers = numbers;
    return n;
}

static bool sooner(const struct wd_expiry *x, const struct wd_expiry *y)
{
    return x->at_utc != y->at_utc ? x->at_utc < y->at_utc : x->seq < y->seq;
}

static void heap_push(struct wd_stories *s, struct wd_expiry e)
{
    if (s->heap_n == s->heap_cap)
        s->heap = grow(s, s->heap, &s->heap_cap, s->heap_n + 1, sizeof(*s->heap));
    uint32_t i = s->heap_n++;
    while (i > 0 && sooner(&e, &s->heap[(i - 1) / 2])) {
        s->heap[i] = s->heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    s->heap[i] = e;
}

static void heap_pop(struct wd_stories *s)
{
    struct wd_expiry e = s->heap[--s->heap_n];
    uint32_t i = 0;
    for (;;) {
        uint32_t child = 2 * i + 1;
        if (child >= s->heap_n)
            break;
        if (child + 1 < s->heap_n && sooner(&s->heap[child + 1], &s->heap[child]))
            child++;
        if (!sooner(&s->heap[child], &e))
            break;
        s->heap[i] = s->heap[child];
        i = child;
    }
    if (s->heap_n)
        s->heap[i] = e;
}

uint32_t wd_stories_number(struct wd_stories *s, uint64_t key)
{
    uint64_t *slot = wd_map_at(&s->by_story, key);
    if (*slot)
        return (uint32_t)(*slot - 1);
    if (!s->free_story_n && s->story_n == s->story_cap)
        s->stories = grow(s, s->stories, &s->story_cap, s->story_n + 1, sizeof(*s->stories));
    uint32_t number = s->free_story_n ? s->free_stories[--s->free_story_n] : s->story_n++;
    s->stories[number] = (struct wd_live_story){key, WD_NO_SEQ, 0};
    *slot = (uint64_t)number + 1;
    return number;
}

void wd_stories_end(struct wd_stories *s, uint32_t number)
{
    wd_map_remove(&s->by_story, s->stories[number].key);
    s->stories[number].n = 0;
    if (s->free_story_n == s->free_story_cap)
        s->free_stories = grow(s, s->free_stories, &s->free_story_cap, s->free_story_n + 1, sizeof(*s->free_stories));
    s->free_stories[s->free_story_n++] = number;
}

void wd_stories_leave(struct wd_stories *s, const struct wd_kept *k)
{
    uint32_t number = wd_stories_number(s, k->story);
    struct wd_live_story *st = &s->stories[number];
    if (k->next != WD_NO_SEQ)
        wd_kept_at(s, k->next)->prev = k->prev;
    else
        st->last = k->prev;
    if (k->prev != WD_NO_SEQ)
        wd_kept_at(s, k->prev)->next = k->next;
    if (--st->n == 0)
        wd_stories_end(s, number);
}

static void kept_drop(struct wd_stories *s, uint32_t seq)
{
    struct wd_kept *k = wd_kept_at(s, seq);
    wd_stories_leave(s, k);
    wd_map_remove(&s->by_article, k->article);
    k->article = 0;
    s->alive[seq & (s->kept_cap - 1)] = 0;
    for (uint16_t i = 0; i < k->term_n; i++) {
        __builtin_prefetch(&s->terms[k->terms[i].term]);
        __builtin_prefetch(&s->postings[k->terms[i].term]);
    }
    for (uint16_t i = 0; i < k->term_n; i++)
        posting_remove(s, k->terms[i].term);
    s->bytes -= k->term_n * sizeof(*k->terms);
    free(k->terms);
    k->terms = NULL;
    s->in_language[k->language]--;
    s->live--;
    while (s->first_seq < s->next_seq && !s->alive[s->first_seq & (s->kept_cap - 1)])
        s->first_seq++;
}

/* One of the articles that the clock goes by was taken out: it is read from what is left. */
static void clock_again(struct wd_stories *s)
{
    wd_clock_start(&s->clock);
    for (uint32_t seq = s->first_seq; seq < s->next_seq; seq++)
        if (wd_kept_live(s, seq) && wd_kept_at(s, seq)->at_utc != WD_NO_TIME)
            wd_clock_in(&s->clock, wd_kept_at(s, seq)->at_utc);
}

static void goes(struct wd_stories *s, uint32_t seq)
{
    if (s->options.tells_gone) {
        if (s->gone_n == s->gone_cap)
            s->gone = grow(s, s->gone, &s->gone_cap, s->gone_n + 1, sizeof(*s->gone));
        s->gone[s->gone_n++] = wd_kept_at(s, seq)->article;
    }
    kept_drop(s, seq);
}

bool wd_stories_take_gone(struct wd_stories *s, uint64_t *ret_article)
{
    if (!s->gone_n)
        return false;
    *ret_article = s->gone[--s->gone_n];
    return true;
}

static void expire(struct wd_stories *s)
{
    while (s->options.max_live && s->live > s->options.max_live)
        goes(s, s->first_seq);
    int64_t clock_utc = wd_clock_now(&s->clock);
    if (!s->options.window_s || clock_utc == WD_NO_TIME)
        return;
    while (s->heap_n && (s->heap[0].at_utc < clock_utc - s->options.window_s || !wd_kept_live(s, s->heap[0].seq))) {
        if (wd_kept_live(s, s->heap[0].seq))
            goes(s, s->heap[0].seq);
        heap_pop(s);
    }
}

/* What has no time of its own leaves with the clock, as if it had happened when it came; where there was no clock yet, only when there are
 * too many. */
static void expiry_begins(struct wd_stories *s, uint32_t seq)
{
    int64_t at_utc = wd_kept_at(s, seq)->at_utc;
    if (at_utc != WD_NO_TIME)
        wd_clock_in(&s->clock, at_utc);
    else
        at_utc = wd_clock_now(&s->clock);
    if (at_utc != WD_NO_TIME)
        heap_push(s, (struct wd_expiry){at_utc, seq});
}

/* Gives the live articles new numbers from 0 on, in their order, so that the dead take no room; doubles the ring where it is half full. */
static void renumber(struct wd_stories *s)
{
    uint32_t old_n = s->next_seq - s->first_seq, n = 0, cap = s->live * 2 > s->kept_cap ? s->kept_cap * 2 : s->kept_cap;
    uint32_t *now = wd_malloc((old_n + 1) * sizeof(*now));
    for (uint32_t i = 0; i < old_n; i++)
        now[i] = wd_kept_live(s, s->first_seq + i) ? n++ : WD_NO_SEQ;
    struct wd_kept *kept = wd_calloc(cap, sizeof(*kept));
    uint32_t *story_at = wd_calloc(cap, sizeof(*story_at));
    uint16_t *alive = wd_calloc(cap, sizeof(*alive));
    for (uint32_t i = 0; i < old_n; i++) {
        if (now[i] == WD_NO_SEQ)
            continue;
        struct wd_kept *k = &kept[now[i]];
        *k = *wd_kept_at(s, s->first_seq + i);
        story_at[now[i]] = wd_story_at(s, s->first_seq + i);
        alive[now[i]] = s->alive[(s->first_seq + i) & (s->kept_cap - 1)];
        k->prev = k->prev == WD_NO_SEQ ? WD_NO_SEQ : now[k->prev - s->first_seq];
        k->next = k->next == WD_NO_SEQ ? WD_NO_SEQ : now[k->next - s->first_seq];
        *wd_map_at(&s->by_article, k->article) = (uint64_t)now[i] + 1;
    }
    for (uint32_t t = 0; t < s->term_n; t++) {
        struct wd_posting_list *p = &s->postings[t];
        uint32_t kept_n = 0, *v = wd_posting_v(p);
        for (uint32_t i = 0; i < p->n; i++)
            if (wd_kept_live(s, v[i]))
                v[kept_n++] = now[v[i] - s->first_seq];
        p->n = kept_n;
    }
    uint32_t heap_n = 0;
    for (uint32_t i = 0; i < s->heap_n; i++)
        if (wd_kept_live(s, s->heap[i].seq))
            s->heap[heap_n++] = (struct wd_expiry){s->heap[i].at_utc, now[s->heap[i].seq - s->first_seq]};
    for (uint32_t i = 0; i < s->story_n; i++)
        if (s->stories[i].n)
            s->stories[i].last = now[s->stories[i].last - s->first_seq];
    s->bytes += (cap - s->kept_cap) * PLACE_BYTES;
    free(s->kept);
    free(s->story_at);
    free(s->alive);
    free(now);
    s->kept = kept;
    s->story_at = story_at;
    s->alive = alive;
    s->kept_cap = cap;
    s->first_seq = 0;
    s->next_seq = n;
    s->heap_n = 0;
    for (uint32_t i = 0; i < heap_n; i++)
        heap_push(s, s->heap[i]);
}

/* Each step starts to load what the next one reads: nearly every term lies where the cache has not been. */
static void keep_terms(struct wd_stories *s, const struct wd_features *f, const uint32_t *numbers, struct wd_kept *k, uint32_t seq)
{
    for (size_t i = 0; i < k->term_n; i++)
        wd_map_prefetch(&s->by_term, f->terms.v[numbers[i]].hash);
    for (size_t i = 0; i < k->term_n; i++) {
        k->terms[i].term = wd_stories_term(s, f->terms.v[numbers[i]].hash);
        __builtin_prefetch(&s->terms[k->terms[i].term]);
        __builtin_prefetch(&s->postings[k->terms[i].term]);
    }
    for (size_t i = 0; i < k->term_n; i++)
        wd_posting_prefetch(&s->postings[k->terms[i].term]);
    for (size_t i = 0; i < k->term_n; i++) {
        const struct wd_term *t = &f->terms.v[numbers[i]];
        k->terms[i].tf = (uint8_t)WD_MIN(t->tf, (float)TF_MOST);
        k->terms[i].traits = wd_term_traits(t, &s->terms[k->terms[i].term]);
        posting_add(s, k->terms[i].term, seq);
    }
}

void wd_stories_insert(struct wd_stories *s, const struct wd_features *f, uint64_t story)
{
    if (!f->article)
        return;
    wd_stories_remove(s, f->article);
    if (s->next_seq - s->first_seq == s->kept_cap || s->next_seq >= SEQ_MOST)
        renumber(s);
    struct wd_arena a;
    wd_arena_init(&a);
    uint32_t *numbers, seq = s->next_seq++;
    size_t n = wd_stories_choose_terms(s, &a, f, &numbers);
    struct wd_kept *k = wd_kept_at(s, seq);
    *k = (struct wd_kept){.article = f->article,
                          .story = story,
                          .at_utc = f->at_utc,
                          .outlet = (uint32_t)f->outlet,
                          .prev = WD_NO_SEQ,
                          .next = WD_NO_SEQ,
                          .term_n = (uint16_t)n};
    s->story_at[seq & (s->kept_cap - 1)] = wd_stories_number(s, story);
    s->alive[seq & (s->kept_cap - 1)] = (uint16_t)(n + 1);
    k->language = language_number(s, f->language);
    k->terms = wd_malloc((n + !n) * sizeof(*k->terms));
    s->bytes += n * sizeof(*k->terms);
    keep_terms(s, f, numbers, k, seq);
    wd_arena_done(&a);
    uint32_t number = wd_stories_number(s, story);
    struct wd_live_story *st = &s->stories[number];
    k->prev = st->last;
    if (st->last != WD_NO_SEQ)
        wd_kept_at(s, st->last)->next = seq;
    st->last = seq;
    st->n++;
    s->in_language[k->language]++;
    s->live++;
    *wd_map_at(&s->by_article, f->article) = (uint64_t)seq + 1;
    expiry_begins(s, seq);
    expire(s); /* one that comes later than the window is long does not stay */
}

uint64_t wd_stories_of(const struct wd_stories *s, uint64_t article)
{
    const uint64_t *seq = wd_map_find(&s->by_article, article);
    return seq ? wd_kept_at(s, (uint32_t)(*seq - 1))->story : 0;
}

uint64_t wd_stories_newest(const struct wd_stories *s, uint64_t story)
{
    const uint64_t *number = wd_map_find(&s->by_story, story);
    return number ? wd_kept_at(s, s->stories[*number - 1].last)->article : 0;
}

void wd_stories_remove(struct wd_stories *s, uint64_t article)
{
    const uint64_t *seq = wd_map_find(&s->by_article, article);
    if (!seq)
        return;
    int64_t at_utc = wd_kept_at(s, (uint32_t)(*seq - 1))->at_utc;
    kept_drop(s, (uint32_t)(*seq - 1));
    if (at_utc != WD_NO_TIME && at_utc >= wd_clock_now(&s->clock))
        clock_again(s);
}
