#include "copies/grams.h"

#include <stdlib.h>

enum { BUDGET_BASE = 1 << 14, BUDGET_A_WORD = 16 };

static inline bool same_words(const uint32_t *a, const uint32_t *b, uint32_t k)
{
    return a[0] == b[0] && (k < 2 || a[1] == b[1]) && (k < 3 || a[2] == b[2]) && (k < 4 || a[3] == b[3]) && (k < 5 || a[4] == b[4]);
}

/* Slot that holds the gram at p, or the free one where it belongs. */
static inline uint32_t slot_of(const struct wd_grams *g, const uint32_t *p, uint64_t value, uint32_t k)
{
    uint32_t at = (uint32_t)value & g->mask;
    while (g->slots[at] && !same_words(g->hashes + g->slots[at] - 1, p, k))
        at = (at + 1) & g->mask;
    return at;
}

uint64_t *wd_gram_values(struct wd_arena *a, const uint32_t *hashes, size_t words)
{
    size_t count = words >= WD_GRAM_WORDS ? words - WD_GRAM_WORDS + 1 : 0;
    uint64_t *values = wd_arena_raw(a, count * sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = wd_gram_value(hashes + i, WD_GRAM_WORDS);
    return values;
}

void wd_grams_build(struct wd_grams *g, struct wd_arena *a, const uint32_t *hashes, size_t words, uint32_t k, const uint64_t *values)
{
    *g = (struct wd_grams){.hashes = hashes, .words = words, .k = k, .count = words >= k ? words - k + 1 : 0};
    size_t slots = 16;
    while (slots * 2 < g->count * 3)
        slots *= 2;
    g->mask = (uint32_t)slots - 1;
    g->slots = wd_arena_array(a, slots, sizeof *g->slots);
    g->next = wd_arena_raw(a, g->count * sizeof *g->next);
    g->first = wd_arena_raw(a, g->count * sizeof *g->first);
    g->seen = wd_arena_array(a, g->count, sizeof *g->seen);
    for (size_t i = g->count; i-- > 0;) {
        uint32_t at = slot_of(g, hashes + i, values ? values[i] : wd_gram_value(hashes + i, k), k);
        g->next[i] = g->slots[at];
        g->distinct += !g->slots[at];
        g->slots[at] = (uint32_t)i + 1;
    }
    /* a position that no other points to is the first of its gram */
    memset(g->first, 0, g->count * sizeof *g->first);
    for (size_t i = 0; i < g->count; i++) {
        g->first[i] = g->first[i] ? g->first[i] : (uint32_t)i + 1;
        if (g->next[i])
            g->first[g->next[i] - 1] = g->first[i];
    }
}

int64_t wd_grams_find(const struct wd_grams *g, const uint32_t *p)
{
    uint32_t at = slot_of(g, p, wd_gram_value(p, g->k), g->k);
    return g->slots[at] ? (int64_t)g->slots[at] - 1 : WD_GRAM_NONE;
}

/* Inlined with a constant k, the loops over the words of a gram unroll. */
static inline __attribute__((always_inline)) void scan(struct wd_grams *g, struct wd_arena *a, const uint32_t *of, size_t of_words,
                                                       const uint8_t *body, uint32_t k, wd_matches *ret_matches, size_t *ret_common,
                                                       size_t *ret_common_body)
{
    size_t common = 0, common_body = 0, passed = 0;
    size_t budget = BUDGET_BASE + BUDGET_A_WORD * (g->words + of_words);
    size_t known_end = 0, known_in = 0, known_of = 0; /* the grams of `of` up to known_end lie in a match: no need to look them up */
    wd_matches matches = {0};
    g->turn++;
    for (size_t j = 0; j + k <= of_words; j++) {
        uint32_t first =
            j + k <= known_end ? g->first[known_in + (j - known_of)] : g->slots[slot_of(g, of + j, wd_gram_value(of + j, k), k)];
        if (!first)
            continue;
        if (g->seen[first - 1] != g->turn) {
            g->seen[first - 1] = g->turn;
            common++;
            common_body += !body || body[first - 1];
        }
        if (!budget && j < passed)
            continue;
        for (uint32_t i1 = first; i1; i1 = budget ? g->next[i1 - 1] : 0) {
            size_t i = i1 - 1;
            budget -= budget > 0;
            if (budget && i && j && g->hashes[i - 1] == of[j - 1])
                continue;
            size_t n = k, most = WD_MIN(g->words - i, of_words - j);
            while (n < most && g->hashes[i + n] == of[j + n])
                n++;
            budget -= WD_MIN(budget, n);
            passed = WD_MAX(passed, j + n);
            wd_list_add(a, &matches, (struct wd_match){(uint32_t)i, (uint32_t)j, (uint32_t)n});
            if (j + n > known_end) {
                known_end = j + n;
                known_in = i;
                known_of = j;
            }
        }
    }
    *ret_matches = matches;
    *ret_common = common;
    *ret_common_body = common_body;
}

void wd_grams_scan(struct wd_grams *g, struct wd_arena *a, const uint32_t *of, size_t of_words, const uint8_t *body,
                   wd_matches *ret_matches, size_t *ret_common, size_t *ret_common_body)
{
    if (g->k == WD_GRAM_WORDS)
        scan(g, a, of, of_words, body, WD_GRAM_WORDS, ret_matches, ret_common, ret_common_body);
    else
        scan(g, a, of, of_words, body, g->k, ret_matches, ret_common, ret_common_body);
}

/* Longest first; ties by place. */
static int by_length(const void *pa, const void *pb)
{
    const struct wd_match *a = pa, *b = pb;
    if (a->words != b->words)
        return a->words > b->words ? -1 : 1;
    if (a->in != b->in)
        return a->in < b->in ? -1 : 1;
    return (a->of > b->of) - (a->of < b->of);
}

static int by_start(const void *pa, const void *pb)
{
    const struct wd_run *a = pa, *b = pb;
    return (a->start_in > b->start_in) - (a->start_in < b->start_in);
}

static void sift_down(struct wd_match *heap, size_t n, size_t at)
{
    for (;;) {
        size_t best = at, left = 2 * at + 1;
        if (left < n && by_length(&heap[left], &heap[best]) < 0)
            best = left;
        if (left + 1 < n && by_length(&heap[left + 1], &heap[best]) < 0)
            best = left + 1;
        if (best == at)
            return;
        struct wd_match swap = heap[at];
        heap[at] = heap[best];
        heap[best] = swap;
        at = best;
    }
}

void wd_grams_tile(struct wd_arena *a, const wd_matches *matches, size_t in_words, uint32_t min_words, wd_runs *ret_runs)
{
    wd_runs runs = {0};
    size_t n = 0;
    struct wd_match *heap = wd_arena_raw(a, matches->n * sizeof *heap);
    for (size_t i = 0; i < matches->n; i++)
        if (matches->v[i].words >= min_words)
            heap[n++] = matches->v[i];
    uint8_t *taken = n > 1 ? wd_arena_array(a, in_words, 1) : NULL;
    for (size_t i = n / 2; i-- > 0;)
        sift_down(heap, n, i);
    while (n) {
        /* Runs taken so far are at least as long as this match, so they can only have cut off its ends. */
        struct wd_match m = heap[0];
        uint32_t from = 0, to = m.words;
        while (taken && from < to && taken[m.in + from])
            from++;
        while (taken && to > from && taken[m.in + to - 1])
            to--;
        if (to - from == m.words) {
            wd_list_add(a, &runs, (struct wd_run){m.in, m.of, m.words});
            if (taken)
                memset(taken + m.in, 1, m.words);
        }
        if (to - from < m.words && to - from >= min_words)
            heap[0] = (struct wd_match){m.in + from, m.of + from, to - from};
        else
            heap[0] = heap[--n];
        sift_down(heap, n, 0);
    }
    if (runs.n > 1)
        qsort(runs.v, runs.n, sizeof *runs.v, by_start);
    *ret_runs = runs;
}
