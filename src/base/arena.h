/* base/arena.h - memory that is given back all at once.
 * Duty:      bump allocation for one article, request or batch; no single free.
 * Ownership: everything allocated belongs to the arena and dies with reset or done.
 * Errors:    none: out of memory aborts (the store is transactional and a supervisor restarts);
 *            over-size input must be refused by the caller's cap before it gets here.
 * Threads:   one arena, one thread.    Cost: O(1); blocks double up to 1 MB, larger requests get their own. */
#ifndef WD_BASE_ARENA_H
#define WD_BASE_ARENA_H

#include "base/str.h"

struct wd_arena_block;
struct wd_arena {
    struct wd_arena_block *block;
    char *at, *end;
    size_t next_block_bytes;
};

void wd_arena_init(struct wd_arena *a);
/* Frees all. The arena may be used again afterwards. */
void wd_arena_done(struct wd_arena *a);
/* Forgets all but keeps the largest block for what comes next. */
void wd_arena_reset(struct wd_arena *a);
/* Zeroed, aligned for any type; bytes may be 0 (never NULL). */
void *wd_arena_alloc(struct wd_arena *a, size_t bytes) __attribute__((malloc, returns_nonnull));
/* The same, not zeroed. */
void *wd_arena_raw(struct wd_arena *a, size_t bytes) __attribute__((malloc, returns_nonnull));
/* count * bytes, aborting on overflow as on out of memory. */
void *wd_arena_array(struct wd_arena *a, size_t count, size_t bytes) __attribute__((malloc, returns_nonnull));
/* A copy, with a NUL after it (not counted). */
struct wd_str wd_arena_str(struct wd_arena *a, struct wd_str s);
struct wd_str wd_arena_printf(struct wd_arena *a, const char *format, ...) WD_PRINTF(2, 3);
/* s as a C string of the arena's. */
char *wd_arena_c(struct wd_arena *a, struct wd_str s);

#define WD_NEW(arena, type) ((type *)wd_arena_alloc((arena), sizeof(type)))

/* malloc family that aborts instead of returning NULL; for long-lived structures. Free with free(). */
void *wd_malloc(size_t bytes) __attribute__((malloc, returns_nonnull));
void *wd_calloc(size_t count, size_t bytes) __attribute__((malloc, returns_nonnull));
void *wd_realloc(void *p, size_t bytes) __attribute__((returns_nonnull));

#endif
