/* markup/build.h - private to markup: a string that grows in an arena.
 * Duty:      collect output whose length is not known; doubling leaves at most as much again in the arena.
 * Ownership: p lives in `a`; wd_build_done gives it away, wd_build_copy keeps the builder as scratch.
 * Errors:    none (arena.h).   Threads: pure.   Cost: O(1) amortised a byte. */
#ifndef WD_MARKUP_BUILD_H
#define WD_MARKUP_BUILD_H

#include "base/arena.h"

struct wd_build {
    struct wd_arena *a;
    char *p;
    size_t n, cap;
};

static inline void wd_build_room(struct wd_build *b, size_t more)
{
    if (more <= b->cap - b->n)
        return;
    size_t cap = WD_MAX(b->n + more, b->cap ? b->cap * 2 : 256);
    char *p = wd_arena_raw(b->a, cap);
    if (b->n)
        memcpy(p, b->p, b->n);
    b->p = p;
    b->cap = cap;
}

static inline void wd_build_put(struct wd_build *b, const char *p, size_t n)
{
    if (!n)
        return;
    wd_build_room(b, n);
    memcpy(b->p + b->n, p, n);
    b->n += n;
}

static inline void wd_build_puts(struct wd_build *b, struct wd_str s)
{
    wd_build_put(b, s.p, s.n);
}

static inline void wd_build_byte(struct wd_build *b, char c)
{
    wd_build_room(b, 1);
    b->p[b->n++] = c;
}

static inline struct wd_str wd_build_done(const struct wd_build *b)
{
    return wd_str_n(b->p ? b->p : "", b->n);
}

static inline struct wd_str wd_build_copy(const struct wd_build *b)
{
    return wd_arena_str(b->a, wd_build_done(b));
}

/* entity.c: as wd_put_escaped. */
void wd_build_escaped(struct wd_build *b, struct wd_str s, bool attribute);

#endif
