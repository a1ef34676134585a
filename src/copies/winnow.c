#include "copies/winnow.h"

#include "base/limits.h"

/* Grams in the order in which they are taken: by the low half of their values, of equal ones the last first. (The high half is kept: the
 * smallest of eight would fill the index unevenly.) As numbers from 1 to 2, of which all processors find the lesser without a branch. */
enum { POSITION_BITS = 20, POSITION_MASK = (1 << POSITION_BITS) - 1 };
_Static_assert(WD_MAX_WORDS <= POSITION_MASK + 1, "a rank holds any position");

static inline double rank_of(uint64_t value, size_t position)
{
    uint64_t bits = (uint64_t)0x3FF << 52 | (value & UINT32_MAX) << POSITION_BITS | (POSITION_MASK - position);
    double rank;
    memcpy(&rank, &bits, sizeof rank);
    return rank;
}

/* least[i] is the least of `window` ranks from i on, and after it that of `wider`. */
static inline void widen(double *least, size_t count, size_t window, size_t wider)
{
    while (window < wider) {
        size_t step = WD_MIN(window, wider - window);
        window += step;
        for (size_t i = 0; i + window <= count; i++)
            least[i] = least[i] < least[i + step] ? least[i] : least[i + step];
    }
}

static inline uint32_t position_of(double rank)
{
    uint64_t bits;
    memcpy(&bits, &rank, sizeof bits);
    return POSITION_MASK - (uint32_t)(bits & POSITION_MASK);
}

void wd_winnow(struct wd_arena *a, const uint64_t *values, size_t count, uint32_t window, uint32_t wider, wd_prints *ret_prints)
{
    wd_prints prints = {0};
    *ret_prints = prints;
    if (!count)
        return;
    size_t narrow = WD_MIN((size_t)WD_MAX(window, 1u), count), wide = WD_MIN(WD_MAX((size_t)wider, narrow), count);
    double *least = wd_arena_raw(a, count * sizeof *least);
    uint32_t *positions = wd_arena_raw(a, (count + 1) * sizeof *positions), last = UINT32_MAX;
    uint8_t *of_wider = wd_arena_array(a, count, 1);
    for (size_t i = 0; i < count; i++)
        least[i] = rank_of(values[i], i);
    widen(least, count, 1, narrow);
    for (size_t i = 0; i + narrow <= count; i++) {
        uint32_t position = position_of(least[i]);
        positions[prints.n] = position;
        prints.n += position != last;
        last = position;
    }
    widen(least, count, narrow, wide);
    for (size_t i = 0; i + wide <= count; i++)
        of_wider[position_of(least[i])] = 1;
    prints.v = wd_arena_raw(a, prints.n * sizeof *prints.v);
    prints.cap = prints.n;
    for (size_t i = 0; i < prints.n; i++) {
        uint32_t position = positions[i];
        prints.v[i] = (struct wd_print){(uint32_t)(values[position] >> 32), position, of_wider[position]};
    }
    *ret_prints = prints;
}
