#include "copies/grams.h"

#include <stdlib.h>

#include "base/limits.h"

enum { SLOTS_A_GRAM = 3, FILTER_WORDS = 3, FILTER_BITS_A_GRAM = 24 };

static inline bool same_words(const uint32_t *a, const uint32_t *b, uint32_t k)
{
    return a[0] == b[0] && (k < 2 || a[1] == b[1]) && (k < 3 || a[2] == b[2]) && (k < 4 || a[3] == b[3]) && (k < 5 || a[4] == b[4]);
}

/* A slot holds a position + 1, over it bits of the gram's value that tell most others at a glance. */
enum { POSITION_BITS = 21, POSITION_MASK = (1 << POSITION_BITS) - 1 };
_Static_assert(WD_MAX_WORDS < POSITION_MASK, "a slot holds any position + 1");

static inline uint32_t tag_of(uint64_t value)
{
    return (uint32_t)(value >> 32) & ~(uint32_t)POSITION_MASK;
}

/* Slot that holds the gram at p, or the free one where it belongs. */
static inline uint32_t slot_of(const uint32_t *slots, uint32_t mask, const uint32_t *hashes, const uint32_t *p, uint64_t value, uint32_t k)
{
    uint32_t at = (uint32_t)value & mask, tag = tag_of(value);
    while (slots[at]) {
        uint32_t other = slots[at] ^ tag;
        if (other <= POSITION_MASK && same_words(hashes + other - 1, p, k))
            break;
        at = (at + 1) & mask;
    }
    return at;
}

static inline uint32_t first_of(const struct wd_grams *g, const uint32_t *p, uint32_t k)
{
    return g->slots[slot_of(g->slots, g->mask, g->hashes, p, wd_gram_value(p, k), k)] & POSITION_MASK;
}

uint64_t *wd_gram_values(struct wd_arena *a, const uint32_t *hashes, size_t words)
{
    size_t count = words >= WD_GRAM_WORDS ? words - WD_GRAM_WORDS + 1 : 0;
    uint64_t *values = wd_arena_raw(a, count * sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = wd_gram_value(hashes + i, WD_GRAM_WORDS);
    return values;
}

/* Table sizes are powers of two. */
static size_t at_least(size_t size, size_t n)
{
    while (size < n)
        size *= 2;
    return size;
}

/* Inlined with a constant k, and what it writes through kept apart from what it reads. */
static inline __attribute__((always_inline)) void fill(struct wd_grams *g, uint32_t k, const uint64_t *values)
{
    uint32_t *slots = g->slots, *nexts = g->next, *firsts = g->first, mask = g->mask, repeated = 0;
    const uint32_t *hashes = g->hashes;
    size_t distinct = 0;
    for (size_t i = g->count; i-- > 0;) {
        uint64_t value = values ? values[i] : wd_gram_value(hashes + i, k);
        uint32_t at = slot_of(slots, mask, hashes, hashes + i, value, k), next = slots[at] & POSITION_MASK;
        nexts[i] = next;
        distinct += !next;
        repeated |= next;
        slots[at] = tag_of(value) | ((uint32_t)i + 1);
    }
    g->distinct = distinct;
    for (size_t i = 0; i < g->count; i++)
        firsts[i] = (uint32_t)i + 1;
    for (size_t i = 0; repeated && i < g->count; i++)
        if (nexts[i])
            firsts[nexts[i] - 1] = firsts[i];
}

void wd_grams_build(struct wd_grams *g, struct wd_arena *a, const uint32_t *hashes, size_t words, uint32_t k, const uint64_t *values)
{
    *g = (struct wd_grams){.hashes = hashes, .words = words, .k = k, .count = words >= k ? words - k + 1 : 0};
    size_t slots = at_least(16, g->count * SLOTS_A_GRAM), filter_bits = at_least(64, g->count * FILTER_BITS_A_GRAM);
    g->mask = (uint32_t)slots - 1;
    g->slots = wd_arena_array(a, slots, sizeof *g->slots);
    g->next = wd_arena_raw(a, g->count * sizeof *g->next);
    g->first = wd_arena_raw(a, g->count * sizeof *g->first);
    g->seen = wd_arena_array(a, g->count, sizeof *g->seen);
    g->filter = wd_arena_raw(a, filter_bits / 8);
    g->filter_shift = 32 - (uint32_t)__builtin_ctzll(filter_bits);
    if (k == WD_GRAM_WORDS && values)
        fill(g, WD_GRAM_WORDS, values);
    else
        fill(g, k, NULL);
}

int64_t wd_grams_find(const struct wd_grams *g, const uint32_t *p)
{
    return (int64_t)first_of(g, p, g->k) - 1;
}

/* ---- scan ---- */

/* Bit of the filter for the first words of a gram. */
static inline uint32_t head_bit(const struct wd_grams *g, const uint32_t *p, uint32_t words)
{
    uint32_t h = p[0];
    h += words > 1 ? p[1] << 11 | p[1] >> 21 : 0;
    h += words > 2 ? p[2] << 22 | p[2] >> 10 : 0;
    return h >> g->filter_shift;
}

static inline bool may_hold(const struct wd_grams *g, const uint32_t *p, uint32_t words)
{
    uint32_t bit = head_bit(g, p, words);
    return g->filter[bit / 64] >> bit % 64 & 1;
}

/* Every passage of `head` words of the table's text sets its bit. */
static void fill_filter(struct wd_grams *g, uint32_t head)
{
    memset(g->filter, 0, ((size_t)1 << (32 - g->filter_shift)) / 8);
    for (size_t i = 0; i + head <= g->words; i++) {
        uint32_t bit = head_bit(g, g->hashes + i, head);
        g->filter[bit / 64] |= (uint64_t)1 << bit % 64;
    }
    g->filtered = true;
}

struct scan {
    struct wd_grams *g;
    struct wd_arena *a;
    const uint32_t *of;
    size_t of_words, budget, passed;
    size_t known_end, known_in, known_of; /* the match that reaches furthest into `of` */
    wd_runs matches;
};

/* Words that a and b have in common from their start on, at most `most`. */
static inline size_t common_words(const uint32_t *a, const uint32_t *b, size_t n, size_t most)
{
    for (uint64_t x, y; n + 2 <= most; n += 2) {
        memcpy(&x, a + n, sizeof x);
        memcpy(&y, b + n, sizeof y);
        if (x != y)
            break;
    }
    while (n < most && a[n] == b[n])
        n++;
    return n;
}

/* The matches that begin at j; `first` is where the gram there stands first. */
static void match(struct scan *s, size_t j, uint32_t first)
{
    const struct wd_grams *g = s->g;
    if (!s->budget && j < s->passed)
        return;
    for (uint32_t i1 = first; i1; i1 = s->budget ? g->next[i1 - 1] : 0) {
        size_t i = i1 - 1;
        s->budget -= s->budget > 0;
        if (s->budget && i && j && g->hashes[i - 1] == s->of[j - 1])
            continue;
        size_t n = common_words(g->hashes + i, s->of + j, g->k, WD_MIN(g->words - i, s->of_words - j));
        s->budget -= WD_MIN(s->budget, n);
        s->passed = WD_MAX(s->passed, j + n);
        wd_list_add(s->a, &s->matches, (struct wd_run){(uint32_t)i, (uint32_t)j, (uint32_t)n});
        if (j + n > s->known_end) {
            s->known_end = j + n;
            s->known_in = i;
            s->known_of = j;
        }
    }
}

/* Inlined with a constant k, the loops over the words of a gram unroll. A gram can only be in the table if what it begins and ends with
 * passes the filter; if its end does not, neither can be any gram that holds these words. */
static inline __attribute__((always_inline)) size_t scan(struct scan *s, uint32_t k)
{
    const struct wd_grams *g = s->g;
    const uint32_t *of = s->of;
    const uint32_t head = WD_MIN(k, (uint32_t)FILTER_WORDS);
    size_t common = 0;
    if (!g->filtered)
        fill_filter(s->g, head);
    for (size_t j = 0; j + k <= s->of_words;) {
        if (!may_hold(g, of + j + k - head, head)) {
            j += k - head + 1;
            continue;
        }
        uint32_t first = may_hold(g, of + j, head) ? first_of(g, of + j, k) : 0;
        if (!first) {
            j++;
            continue;
        }
        do {
            common += g->seen[first - 1] != g->turn;
            g->seen[first - 1] = g->turn;
            /* a gram within a match that stands nowhere else begins none */
            if (j + k > s->known_end || g->next[first - 1])
                match(s, j, first);
            j++;
            first = j + k <= s->known_end ? g->first[s->known_in + (j - s->known_of)] : 0;
        } while (first);
    }
    return common;
}

void wd_grams_scan(struct wd_grams *g, struct wd_arena *a, const uint32_t *of, size_t of_words, const uint8_t *body, wd_runs *ret_matches,
                   size_t *ret_common, size_t *ret_common_body)
{
    struct scan s = {
        .g = g, .a = a, .of = of, .of_words = of_words, .budget = WD_GRAM_BUDGET + WD_GRAM_BUDGET_A_WORD * (g->words + of_words)};
    g->turn++;
    size_t common = g->k == WD_GRAM_WORDS ? scan(&s, WD_GRAM_WORDS) : scan(&s, g->k), common_body = body ? 0 : common;
    for (size_t i = 0; body && common && i < g->count; i++)
        common_body += g->seen[i] == g->turn && body[i];
    *ret_matches = s.matches;
    *ret_common = common;
    *ret_common_body = common_body;
}

/* ---- tiling ---- */

/* Longest first; ties by place. */
static int by_length(const void *pa, const void *pb)
{
    const struct wd_run *a = pa, *b = pb;
    if (a->words != b->words)
        return a->words > b->words ? -1 : 1;
    if (a->start_in != b->start_in)
        return a->start_in < b->start_in ? -1 : 1;
    return (a->start_of > b->start_of) - (a->start_of < b->start_of);
}

static int by_start(const void *pa, const void *pb)
{
    const struct wd_run *a = pa, *b = pb;
    return (a->start_in > b->start_in) - (a->start_in < b->start_in);
}

static void sift_down(struct wd_run *heap, size_t n, size_t at)
{
    for (;;) {
        size_t best = at, left = 2 * at + 1;
        if (left < n && by_length(&heap[left], &heap[best]) < 0)
            best = left;
        if (left + 1 < n && by_length(&heap[left + 1], &heap[best]) < 0)
            best = left + 1;
        if (best == at)
            return;
        struct wd_run swap = heap[at];
        heap[at] = heap[best];
        heap[best] = swap;
        at = best;
    }
}

void wd_grams_tile(struct wd_arena *a, const wd_runs *matches, size_t in_words, uint32_t min_words, wd_runs *ret_runs)
{
    wd_runs runs = {0};
    size_t n = 0;
    struct wd_run *heap = wd_arena_raw(a, matches->n * sizeof *heap);
    for (size_t i = 0; i < matches->n; i++)
        if (matches->v[i].words >= min_words)
            heap[n++] = matches->v[i];
    uint8_t *taken = n > 1 ? wd_arena_array(a, in_words, 1) : NULL;
    for (size_t i = n / 2; i-- > 0;)
        sift_down(heap, n, i);
    while (n) {
        /* Runs taken so far are at least as long as this match, so they can only have cut off its ends. */
        struct wd_run m = heap[0];
        uint32_t from = 0, to = m.words;
        while (taken && from < to && taken[m.start_in + from])
            from++;
        while (taken && to > from && taken[m.start_in + to - 1])
            to--;
        if (to - from == m.words) {
            wd_list_add(a, &runs, (struct wd_run){m.start_in, m.start_of, m.words});
            if (taken)
                memset(taken + m.start_in, 1, m.words);
        }
        if (to - from < m.words && to - from >= min_words)
            heap[0] = (struct wd_run){m.start_in + from, m.start_of + from, to - from};
        else
            heap[0] = heap[--n];
        sift_down(heap, n, 0);
    }
    if (runs.n > 1)
        qsort(runs.v, runs.n, sizeof *runs.v, by_start);
    *ret_runs = runs;
}
