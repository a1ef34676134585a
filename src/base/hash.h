/* base/hash.h - 64-bit content hashes and a map keyed by them.
 * Duty:      xxh3 for keys and fingerprints (not against an adversary who wants collisions of ids; content ids
 *            of deliveries are BLAKE2b, store/). wd_map: open addressing, 64-bit key to 64-bit value.
 * Ownership: a map is heap memory, wd_map_done frees.
 * Errors:    none; out of memory aborts.   Threads: pure; a map belongs to one thread.
 * Cost:      O(1) expected, 16 bytes a slot at a load of at most 3/4. Never iterate it for output: order is by hash. */
#ifndef WD_BASE_HASH_H
#define WD_BASE_HASH_H

#include "base/str.h"

uint64_t wd_hash(struct wd_str s);
uint64_t wd_hash_seed(struct wd_str s, uint64_t seed);
/* FNV-1a, for tables of constants that a script lays out at build. */
static inline uint32_t wd_hash_fnv(struct wd_str s)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 16777619u;
    return h;
}
/* Mixes b into a; order matters. */
static inline uint64_t wd_hash_mix(uint64_t a, uint64_t b)
{
    uint64_t x = (a ^ (b + 0x9E3779B97F4A7C15u + (a << 6) + (a >> 2))) * 0xD6E8FEB86659FD93u;
    return x ^ (x >> 32);
}

struct wd_map_slot {
    uint64_t key, value;
};
struct wd_map {
    struct wd_map_slot *slots;
    size_t n, cap; /* cap: power of two or 0 */
    bool has_zero; /* key 0 is kept beside the table */
    uint64_t zero_value;
};

static inline size_t wd_map_home(uint64_t key, size_t cap)
{
    return (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (cap - 1);
}
/* Starts to load the slot of a key that will be asked soon. */
static inline void wd_map_prefetch(const struct wd_map *m, uint64_t key)
{
    if (m->cap)
        __builtin_prefetch(&m->slots[wd_map_home(key, m->cap)]);
}

void wd_map_init(struct wd_map *m);
void wd_map_done(struct wd_map *m);
/* Address of the value of key, or NULL. Valid until the next insert or remove. */
uint64_t *wd_map_find(const struct wd_map *m, uint64_t key);
/* Address of the value, inserted as 0 where it was missing. */
uint64_t *wd_map_at(struct wd_map *m, uint64_t key);
bool wd_map_remove(struct wd_map *m, uint64_t key);

#endif
