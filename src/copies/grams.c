#include "copies/grams.h"

#include <stdlib.h>

enum { BUDGET_BASE = 1 << 14, BUDGET_A_WORD = 16 };

static inline bool same_words(const uint32_t *a, const uint32_t *b, uint32_t k)
{
    for (uint32_t i = 0; i < k; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

/* Slot that holds the gram at p, or the free one where it belongs. */
static inline uint32_t slot_of(const struct wd_grams *g, const uint32_t *p)
{
    uint32_t at = (uint32_t)wd_gram_value(p, g->k) & g->mask;
    while (g->slots[at] && !same_words(g->hashes + g->slots[at] - 1, p, g->k))
        at = (at + 1) & g->mask;
    return at;
}

void wd_grams_build(struct wd_grams *g, struct wd_arena *a, const uint32_t *hashes, size_t words, uint32_t k)
{
    *g = (struct wd_grams){.hashes = hashes, .words = words, .k = k, .count = words >= k ? words - k + 1 : 0};
    size_t slots = 16;
    while (slots < g->count * 2)
        slots *= 2;
    g->mask = (uint32_t)slots - 1;
    g->slots = wd_arena_array(a, slots, sizeof *g->slots);
    g->next = wd_arena_raw(a, g->count * sizeof *g->next);
    g->seen = wd_arena_array(a, g->count, sizeof *g->seen);
    for (size_t i = g->count; i-- > 0;) {
        uint32_t at = slot_of(g, hashes + i);
        g->next[i] = g->slots[at];
        g->distinct += !g->slots[at];
        g->slots[at] = (uint32_t)i + 1;
    }
}

int64_t wd_grams_find(const struct wd_grams *g, const uint32_t *p)
{
    uint32_t at = slot_of(g, p);
    return g->slots[at] ? (int64_t)g->slots[at] - 1 : WD_GRAM_NONE;
}

void wd_grams_scan(struct wd_grams *g, struct wd_arena *a, const uint32_t *of, size_t of_words, const uint8_t *body, wd_matches *ret_matches,
                   size_t *ret_common, size_t *ret_common_body)
{
    size_t common = 0, common_body = 0, passed = 0;
    size_t budget = BUDGET_BASE + BUDGET_A_WORD * (g->words + of_words);
    wd_matches matches = {0};
    g->turn++;
    for (size_t j = 0; j + g->k <= of_words; j++) {
        uint32_t first = g->slots[slot_of(g, of + j)];
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
            size_t n = g->k, most = WD_MIN(g->words - i, of_words - j);
            while (n < most && g->hashes[i + n] == of[j + n])
                n++;
            budget -= WD_MIN(budget, n);
            passed = WD_MAX(passed, j + n);
            wd_list_add(a, &matches, (struct wd_match){(uint32_t)i, (uint32_t)j, (uint32_t)n});
        }
    }
    *ret_matches = matches;
    *ret_common = common;
    *ret_common_body = common_body;
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
