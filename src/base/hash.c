#include "base/hash.h"

#define XXH_INLINE_ALL
#include <stdlib.h>
#include <xxhash.h>

#include "base/arena.h"

uint64_t wd_hash(struct wd_str s)
{
    return XXH3_64bits(s.p, s.n);
}

uint64_t wd_hash_seed(struct wd_str s, uint64_t seed)
{
    return XXH3_64bits_withSeed(s.p, s.n, seed);
}

void wd_map_init(struct wd_map *m)
{
    *m = (struct wd_map){0};
}

void wd_map_done(struct wd_map *m)
{
    free(m->slots);
    wd_map_init(m);
}

uint64_t *wd_map_find(const struct wd_map *m, uint64_t key)
{
    if (key == 0)
        return m->has_zero ? (uint64_t *)(uintptr_t)&m->zero_value : NULL;
    if (!m->cap)
        return NULL;
    for (size_t i = wd_map_home(key, m->cap);; i = (i + 1) & (m->cap - 1)) {
        if (m->slots[i].key == key)
            return &m->slots[i].value;
        if (m->slots[i].key == 0)
            return NULL;
    }
}

static struct wd_map_slot *place(struct wd_map_slot *slots, size_t cap, uint64_t key)
{
    size_t i = wd_map_home(key, cap);
    while (slots[i].key != 0)
        i = (i + 1) & (cap - 1);
    slots[i].key = key;
    return &slots[i];
}

static void grow(struct wd_map *m)
{
    size_t cap = m->cap ? m->cap * 2 : 16;
    struct wd_map_slot *slots = wd_calloc(cap, sizeof *slots);
    for (size_t i = 0; i < m->cap; i++)
        if (m->slots[i].key)
            place(slots, cap, m->slots[i].key)->value = m->slots[i].value;
    free(m->slots);
    m->slots = slots;
    m->cap = cap;
}

uint64_t *wd_map_at(struct wd_map *m, uint64_t key)
{
    uint64_t *value = wd_map_find(m, key);
    if (value)
        return value;
    if (key == 0) {
        m->has_zero = true;
        m->zero_value = 0;
        return &m->zero_value;
    }
    if ((m->n + 1) * 4 > m->cap * 3)
        grow(m);
    m->n++;
    return &place(m->slots, m->cap, key)->value;
}

bool wd_map_remove(struct wd_map *m, uint64_t key)
{
    if (key == 0) {
        bool had = m->has_zero;
        m->has_zero = false;
        return had;
    }
    uint64_t *value = wd_map_find(m, key);
    if (!value)
        return false;
    size_t mask = m->cap - 1;
    size_t hole = (size_t)((struct wd_map_slot *)((char *)value - offsetof(struct wd_map_slot, value)) - m->slots);
    for (size_t i = (hole + 1) & mask; m->slots[i].key; i = (i + 1) & mask) {
        /* an entry whose home lies cyclically in (hole, i] may not move before its home */
        if (((i - wd_map_home(m->slots[i].key, m->cap)) & mask) >= ((i - hole) & mask)) {
            m->slots[hole] = m->slots[i];
            hole = i;
        }
    }
    m->slots[hole] = (struct wd_map_slot){0};
    m->n--;
    return true;
}
