/* cmd/bench_random.h - random numbers of invented news: the same seed gives the same numbers.
 * Duty:      splitmix64, and small ranks oftener than great ones.
 * Errors:    none.   Threads: pure.   Cost: about a nanosecond a number. */
#ifndef WD_CMD_BENCH_RANDOM_H
#define WD_CMD_BENCH_RANDOM_H

#include "base/hash.h"

struct wd_random {
    uint64_t state;
};

static inline struct wd_random wd_random_of(uint64_t seed, uint64_t purpose, uint64_t number)
{
    return (struct wd_random){wd_hash_mix(wd_hash_mix(seed, purpose), number)};
}

static inline uint64_t wd_random_next(struct wd_random *r)
{
    uint64_t z = (r->state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static inline uint32_t wd_random_below(struct wd_random *r, uint32_t n)
{
    return (uint32_t)((wd_random_next(r) >> 32) * n >> 32);
}

/* Below 1, never 0. */
static inline double wd_random_unit(struct wd_random *r)
{
    return ((double)(wd_random_next(r) >> 12) + 0.5) * 0x1p-52;
}

/* A rank below 2^bits - 2^from: each step of ranks (2^from, twice as many, ...) is as likely as any other, which is Zipf's law in steps. */
static inline uint32_t wd_random_rank(struct wd_random *r, uint32_t from, uint32_t bits)
{
    uint64_t dice = wd_random_next(r);
    uint32_t bit = from + (uint32_t)((dice & 0xFFFF) * (bits - from) >> 16);
    return (1u << bit) - (1u << from) + (uint32_t)(dice >> 32 & ((1u << bit) - 1));
}

#endif
