#include "stories/memo.h"

enum { ENTRY_OVERHEAD = 48 }; /* its place in the map, and rounding */

struct entry {
    uint64_t b;
    size_t n;
    /* the bytes follow, aligned for any type */
};
static const size_t HEAD_BYTES = (sizeof(struct entry) + 15) & ~(size_t)15;

static void generation_done(struct wd_memo_generation *g)
{
    wd_arena_done(&g->arena);
    wd_map_done(&g->at);
    g->bytes = 0;
}

void wd_memo_init(struct wd_memo *m, size_t max_bytes)
{
    *m = (struct wd_memo){.max_bytes = max_bytes};
    wd_arena_init(&m->young.arena);
    wd_arena_init(&m->old.arena);
}

void wd_memo_done(struct wd_memo *m)
{
    generation_done(&m->young);
    generation_done(&m->old);
}

void wd_memo_turn(struct wd_memo *m)
{
    if (m->young.bytes < m->max_bytes / 2)
        return;
    generation_done(&m->old);
    m->old = m->young;
    m->young = (struct wd_memo_generation){0};
    wd_arena_init(&m->young.arena);
}

struct wd_memo_key wd_memo_key_of(uint64_t salt, struct wd_str text)
{
    return (struct wd_memo_key){wd_hash_seed(text, salt), wd_hash_seed(text, ~salt)};
}

static const struct entry *find_in(const struct wd_memo_generation *g, struct wd_memo_key key)
{
    const uint64_t *slot = wd_map_find(&g->at, key.a);
    const struct entry *e = slot ? (const struct entry *)(uintptr_t)*slot : NULL;
    return e && e->b == key.b ? e : NULL;
}

const void *wd_memo_add(struct wd_memo *m, struct wd_memo_key key, const void *bytes, size_t n)
{
    struct entry *e = wd_arena_raw(&m->young.arena, HEAD_BYTES + n);
    *e = (struct entry){key.b, n};
    void *to = (char *)e + HEAD_BYTES;
    if (n)
        memcpy(to, bytes, n);
    *wd_map_at(&m->young.at, key.a) = (uintptr_t)e;
    m->young.bytes += HEAD_BYTES + n + ENTRY_OVERHEAD;
    return to;
}

const void *wd_memo_find(struct wd_memo *m, struct wd_memo_key key, size_t *ret_bytes)
{
    const struct entry *e = find_in(&m->young, key);
    if (!e) {
        e = find_in(&m->old, key);
        if (!e)
            return NULL;
        *ret_bytes = e->n;
        return wd_memo_add(m, key, (const char *)e + HEAD_BYTES, e->n);
    }
    *ret_bytes = e->n;
    return (const char *)e + HEAD_BYTES;
}
