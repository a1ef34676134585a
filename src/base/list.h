/* base/list.h - the one vector: a typed, growing array in an arena.
 * Duty:      `WD_LIST(struct wd_quote) quotes;` declares {v, n, cap}; wd_list_push appends.
 * Ownership: v lives in the arena given to push; a list that was never pushed to is all zeros.
 * Errors:    none (see arena.h); whoever fills a list from input holds it to a cap of limits.h.
 * Cost:      O(1) amortised; growing leaves the old array in the arena (at most as much again). */
#ifndef WD_BASE_LIST_H
#define WD_BASE_LIST_H

#include "base/arena.h"

#define WD_LIST(type) \
    struct { \
        type *v; \
        size_t n, cap; \
    }
/* Every WD_LIST has this layout; record.h walks lists through it. */
struct wd_list_any {
    void *v;
    size_t n, cap;
};

void wd_list_grow(struct wd_arena *a, struct wd_list_any *list, size_t element_bytes);

/* Appends a zeroed element and gives its address (valid until the next push). */
#define wd_list_push(arena, list) \
    (((list)->n == (list)->cap ? wd_list_grow((arena), (struct wd_list_any *)(void *)(list), sizeof(*(list)->v)) : (void)0), \
     memset(&(list)->v[(list)->n], 0, sizeof(*(list)->v)), &(list)->v[(list)->n++])
/* Appends a value. */
#define wd_list_add(arena, list, ...) ((void)(*wd_list_push((arena), (list)) = (__VA_ARGS__)))

typedef WD_LIST(struct wd_str) wd_strs;
typedef WD_LIST(struct wd_span) wd_spans;

uint32_t wd_spans_bytes(const wd_spans *s);
/* Bytes that both have; each list ascending, its spans apart. Spans of a before b's first are passed over by halves. */
uint32_t wd_spans_common(const wd_spans *a, const wd_spans *b);

#endif
