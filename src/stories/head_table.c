#include <stdlib.h>

#include "stories/head_index.h"

static uint32_t home(const struct wd_head_table *t, uint32_t hash)
{
    return (hash * 0x9E3779B1u) >> 7 & (t->cap - 1);
}

uint32_t wd_head_table_find(const struct wd_heads *h, const struct wd_head_table *t, uint32_t hash, uint64_t key, wd_head_same same)
{
    if (!t->cap)
        return WD_HEAD_NONE;
    for (uint32_t at = home(t, hash); t->v[at]; at = (at + 1) & (t->cap - 1))
        if (same(h, t->v[at] - 1, key))
            return t->v[at] - 1;
    return WD_HEAD_NONE;
}

static void put(const struct wd_heads *h, struct wd_head_table *t, uint32_t number, wd_head_hash hash_of)
{
    uint32_t at = home(t, hash_of(h, number));
    while (t->v[at])
        at = (at + 1) & (t->cap - 1);
    t->v[at] = number + 1;
}

void wd_head_table_add(const struct wd_heads *h, struct wd_head_table *t, uint32_t number, wd_head_hash hash_of)
{
    if ((t->n + 1) * 5 > t->cap * 4ull) {
        struct wd_head_table wider = {.n = t->n, .cap = t->cap ? t->cap * 2 : 256};
        wider.v = wd_calloc(wider.cap, sizeof(*wider.v));
        for (uint32_t i = 0; i < t->cap; i++)
            if (t->v[i])
                put(h, &wider, t->v[i] - 1, hash_of);
        free(t->v);
        *t = wider;
    }
    put(h, t, number, hash_of);
    t->n++;
}

/* What stands behind moves up, so that no search ends too early. */
void wd_head_table_remove(const struct wd_heads *h, struct wd_head_table *t, uint32_t number, wd_head_hash hash_of)
{
    uint32_t mask = t->cap - 1, hole = home(t, hash_of(h, number));
    while (t->v[hole] != number + 1)
        hole = (hole + 1) & mask;
    for (uint32_t at = (hole + 1) & mask; t->v[at]; at = (at + 1) & mask) {
        uint32_t wants = home(t, hash_of(h, t->v[at] - 1));
        if (((at - wants) & mask) >= ((at - hole) & mask)) {
            t->v[hole] = t->v[at];
            hole = at;
        }
    }
    t->v[hole] = 0;
    t->n--;
}
