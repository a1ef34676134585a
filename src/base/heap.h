/* base/heap.h - a heap of numbers by when they are due, least first.
 * Duty:      push and pop. An entry that is out of date is not taken out: whoever pops it holds it against what is true now.
 * Ownership: heap memory; wd_heap_done frees.
 * Errors:    none; out of memory aborts.   Threads: a heap belongs to one thread.   Cost: O(log n). */
#ifndef WD_BASE_HEAP_H
#define WD_BASE_HEAP_H

#include "base/common.h"

struct wd_heap_entry {
    int64_t at;
    uint64_t value; /* entries due at the same time come in the order of their values */
};
struct wd_heap {
    struct wd_heap_entry *v;
    size_t n, cap;
};

void wd_heap_init(struct wd_heap *h);
void wd_heap_done(struct wd_heap *h);
void wd_heap_push(struct wd_heap *h, int64_t at, uint64_t value);
/* The heap must not be empty; v[0] is the entry that pop takes. */
struct wd_heap_entry wd_heap_pop(struct wd_heap *h);

#endif
