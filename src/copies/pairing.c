#include "copies/pairing.h"

#include <stdlib.h>

#include "base/hash.h"

enum { PAIR_POSTINGS = 8, WORDS_MAX = 400, PART_WORDS = 6, TAKEN_RUN = 5, NOWHERE = UINT32_MAX };
static const double EDITED = 0.5; /* of the words of the longer sentence */
static const double PART = 0.8;   /* of the words of the shorter one, where it is not short */

static uint64_t key_of(const uint32_t *words, size_t n)
{
    uint64_t h = wd_hash(wd_str_n((const char *)words, n * sizeof *words));
    return n == 0 ? 0 : h ? h : 1;
}

static uint32_t *hashes_of(struct wd_arena *a, const wd_words *words)
{
    uint32_t *hashes = wd_arena_raw(a, words->n * sizeof *hashes);
    for (size_t i = 0; i < words->n; i++)
        hashes[i] = words->v[i].hash;
    return hashes;
}

void wd_sentences_read(struct wd_arena *a, const struct wd_article *article, struct wd_sentences *ret_sentences)
{
    wd_words words = {0};
    int err = wd_words_of(a, article->body, &words);
    (void)err; /* over the cap: as many as are looked at */
    size_t n = article->sentences.n, w = 0;
    struct wd_span *ranges = wd_arena_array(a, n, sizeof *ranges);
    uint64_t *keys = wd_arena_array(a, n, sizeof *keys);
    const uint32_t *hashes = hashes_of(a, &words);
    for (size_t s = 0; s < n; s++) {
        while (w < words.n && words.v[w].start < article->sentences.v[s].start)
            w++;
        size_t from = w;
        while (w < words.n && words.v[w].start < article->sentences.v[s].end)
            w++;
        ranges[s] = (struct wd_span){(uint32_t)from, (uint32_t)w};
        keys[s] = key_of(hashes + from, w - from);
    }
    *ret_sentences = (struct wd_sentences){article, hashes, ranges, keys, n};
}

uint64_t wd_sentence_key(struct wd_arena *a, struct wd_str text)
{
    wd_words words = {0};
    int err = wd_words_of(a, text, &words);
    (void)err;
    return key_of(hashes_of(a, &words), words.n);
}

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

size_t wd_sentence_words(const struct wd_sentences *s, size_t sentence, uint32_t *words, size_t most)
{
    struct wd_span r = s->ranges[sentence];
    size_t n = WD_MIN((size_t)(r.end - r.start), most);
    memcpy(words, s->words + r.start, n * sizeof *words);
    qsort(words, n, sizeof *words, by_value);
    return n;
}

size_t wd_words_in_common(const uint32_t *x, size_t n, const uint32_t *y, size_t m)
{
    size_t common = 0;
    for (size_t i = 0, j = 0; i < n && j < m;) {
        if (x[i] == y[j]) {
            common++;
            i++;
            j++;
        } else if (x[i] < y[j]) {
            i++;
        } else {
            j++;
        }
    }
    return common;
}

bool wd_sentence_within(const struct wd_sentences *x, size_t s, const struct wd_sentences *y, size_t t)
{
    struct wd_span in = x->ranges[s], of = y->ranges[t];
    uint32_t n = in.end - in.start, m = WD_MIN(of.end - of.start, (uint32_t)WORDS_MAX);
    for (uint32_t at = 0; n && at + n <= m; at++)
        if (memcmp(x->words + in.start, y->words + of.start + at, n * sizeof *x->words) == 0)
            return true;
    return false;
}

static void pair(struct wd_pairing *p, size_t x, size_t y, int mark)
{
    p->x[x] = (struct wd_pair){.mark = mark, .other = (uint32_t)y};
    p->y[y] = (struct wd_pair){.mark = mark, .other = (uint32_t)x};
}

/* What is left of a text whose words the other has, but fewer times: it points where its first like does. */
static void pair_again(const struct wd_sentences *x, const struct wd_map *of, struct wd_pair *pairs)
{
    for (size_t s = 0; s < x->n; s++) {
        const uint64_t *first = pairs[s].mark == WD_MARK_NEW ? wd_map_find(of, x->keys[s]) : NULL;
        if (first)
            pairs[s] = (struct wd_pair){.mark = WD_MARK_VERBATIM, .other = (uint32_t)(*first - 1), .again = true};
    }
}

/* The same words: the first of the one with the first of the other, and so on. */
static void pair_same(struct wd_arena *a, const struct wd_sentences *x, const struct wd_sentences *y, struct wd_pairing *p)
{
    struct wd_map free_x, first_x, first_y; /* key -> sentence + 1 */
    wd_map_init(&free_x);
    wd_map_init(&first_x);
    wd_map_init(&first_y);
    uint32_t *next = wd_arena_array(a, x->n, sizeof *next);
    for (size_t s = x->n; s-- > 0;) {
        uint64_t *slot = wd_map_at(&free_x, x->keys[s]);
        next[s] = (uint32_t)*slot;
        *slot = s + 1;
        *wd_map_at(&first_x, x->keys[s]) = s + 1;
    }
    for (size_t s = y->n; s-- > 0;)
        *wd_map_at(&first_y, y->keys[s]) = s + 1;
    for (size_t s = 0; s < y->n; s++) {
        uint64_t *slot = wd_map_find(&free_x, y->keys[s]);
        if (!slot || !*slot)
            continue;
        size_t o = *slot - 1;
        *slot = next[o];
        pair(p, o, s, WD_MARK_VERBATIM);
    }
    pair_again(x, &first_y, p->x);
    pair_again(y, &first_x, p->y);
    wd_map_done(&free_x);
    wd_map_done(&first_x);
    wd_map_done(&first_y);
}

struct posting {
    uint32_t sentence[PAIR_POSTINGS];
    uint32_t n;
};
typedef WD_LIST(struct posting) postings;

/* place: number in the list, from 1. NULL where the word has none. */
static struct posting *posting_at(const postings *lists, const uint64_t *place)
{
    return place && *place && *place <= lists->n ? &lists->v[*place - 1] : NULL;
}

static size_t length(const struct wd_sentences *s, size_t sentence)
{
    return WD_MIN((size_t)(s->ranges[sentence].end - s->ranges[sentence].start), (size_t)WORDS_MAX);
}

/* The longest row of words that both have. */
static size_t longest_run(const struct wd_sentences *x, size_t s, const struct wd_sentences *y, size_t t)
{
    uint16_t row[WORDS_MAX + 1] = {0};
    const uint32_t *u = x->words + x->ranges[s].start, *v = y->words + y->ranges[t].start;
    size_t n = length(x, s), m = length(y, t), longest = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = m; j > 0; j--) {
            row[j] = u[i] == v[j - 1] ? (uint16_t)(row[j - 1] + 1) : 0;
            longest = WD_MAX(longest, (size_t)row[j]);
        }
    }
    return longest;
}

bool wd_sentence_taken(const struct wd_sentences *x, size_t s, const struct wd_sentences *y, size_t t)
{
    size_t run = longest_run(x, s, y, t);
    return run >= TAKEN_RUN || (run && run * 2 >= WD_MIN(length(x, s), length(y, t)));
}

static bool alike(const struct wd_sentences *x, size_t s, const struct wd_sentences *y, size_t t)
{
    uint32_t u[WORDS_MAX], v[WORDS_MAX];
    size_t n = wd_sentence_words(x, s, u, WORDS_MAX), m = wd_sentence_words(y, t, v, WORDS_MAX);
    size_t common = wd_words_in_common(u, n, v, m);
    bool most = (double)common >= EDITED * (double)WD_MAX(n, m) || (common >= PART_WORDS && (double)common >= PART * (double)WD_MIN(n, m));
    return most && (x->article->key == y->article->key || wd_sentence_taken(x, s, y, t));
}

/* Each sentence that is left with the one it has most words in common with; words that stand in many sentences do not vote. */
static void pair_edited(struct wd_arena *a, const struct wd_sentences *x, const struct wd_sentences *y, struct wd_pairing *p)
{
    struct wd_map at; /* word -> posting + 1 */
    postings lists = {0};
    wd_map_init(&at);
    for (size_t s = 0; s < x->n; s++) {
        const uint32_t *words = x->words + x->ranges[s].start;
        for (size_t i = 0, n = p->x[s].mark == WD_MARK_NEW ? length(x, s) : 0; i < n; i++) {
            uint64_t *place = wd_map_at(&at, words[i]);
            if (!*place) {
                wd_list_push(a, &lists);
                *place = lists.n;
            }
            struct posting *list = posting_at(&lists, place);
            if (list && list->n < PAIR_POSTINGS && (!list->n || list->sentence[list->n - 1] != s))
                list->sentence[list->n++] = (uint32_t)s;
        }
    }
    uint32_t *votes = wd_arena_array(a, x->n, sizeof *votes);
    for (size_t t = 0; t < y->n; t++) {
        if (p->y[t].mark != WD_MARK_NEW)
            continue;
        const uint32_t *words = y->words + y->ranges[t].start;
        size_t n = length(y, t), best = SIZE_MAX;
        for (size_t i = 0; i < n; i++) {
            const struct posting *list = posting_at(&lists, wd_map_find(&at, words[i]));
            for (size_t k = 0; list && k < list->n; k++) {
                uint32_t s = list->sentence[k];
                votes[s]++;
                if (p->x[s].mark == WD_MARK_NEW && (best == SIZE_MAX || votes[s] > votes[best] || (s < best && votes[s] == votes[best])))
                    best = s;
            }
        }
        for (size_t i = 0; i < n; i++) {
            const struct posting *list = posting_at(&lists, wd_map_find(&at, words[i]));
            for (size_t k = 0; list && k < list->n; k++)
                votes[list->sentence[k]] = 0;
        }
        if (best != SIZE_MAX && alike(x, best, y, t))
            pair(p, best, t, WD_MARK_EDITED);
    }
    wd_map_done(&at);
}

/* Those outside the longest run of pairs that both texts have in the same order were moved. */
static void mark_moved(struct wd_arena *a, size_t n, struct wd_pairing *p)
{
    uint32_t *ends = wd_arena_array(a, n, sizeof *ends), *before = wd_arena_array(a, n, sizeof *before); /* sentences of y */
    size_t length_now = 0;
    for (size_t s = 0; s < n; s++) {
        if (p->y[s].mark == WD_MARK_NEW || p->y[s].again)
            continue;
        size_t low = 0, high = length_now;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (p->y[ends[middle]].other < p->y[s].other)
                low = middle + 1;
            else
                high = middle;
        }
        before[s] = low ? ends[low - 1] : NOWHERE;
        ends[low] = (uint32_t)s;
        length_now = WD_MAX(length_now, low + 1);
        p->y[s].moved = true;
    }
    for (uint32_t s = length_now ? ends[length_now - 1] : NOWHERE; s != NOWHERE; s = before[s])
        p->y[s].moved = false;
    for (size_t s = 0; s < n; s++)
        if (p->y[s].moved)
            p->x[p->y[s].other].moved = true;
}

void wd_sentences_pair(struct wd_arena *a, const struct wd_sentences *x, const struct wd_sentences *y, struct wd_pairing *ret_pairing)
{
    struct wd_pairing p = {wd_arena_alloc(a, x->n * sizeof *p.x), wd_arena_alloc(a, y->n * sizeof *p.y)};
    pair_same(a, x, y, &p);
    pair_edited(a, x, y, &p);
    mark_moved(a, y->n, &p);
    *ret_pairing = p;
}
