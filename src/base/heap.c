#include "base/heap.h"

#include <stdlib.h>

#include "base/arena.h"

void wd_heap_init(struct wd_heap *h)
{
    *h = (struct wd_heap){0};
}

void wd_heap_done(struct wd_heap *h)
{
    free(h->v);
    wd_heap_init(h);
}

static bool before(struct wd_heap_entry a, struct wd_heap_entry b)
{
    return a.at < b.at || (a.at == b.at && a.value < b.value);
}

void wd_heap_push(struct wd_heap *h, int64_t at, uint64_t value)
{
    if (h->n == h->cap) {
        h->cap = h->cap ? h->cap * 2 : 64;
        h->v = wd_realloc(h->v, h->cap * sizeof *h->v);
    }
    struct wd_heap_entry e = {at, value};
    size_t i = h->n++;
    for (; i && before(e, h->v[(i - 1) / 2]); i = (i - 1) / 2)
        h->v[i] = h->v[(i - 1) / 2];
    h->v[i] = e;
}

struct wd_heap_entry wd_heap_pop(struct wd_heap *h)
{
    struct wd_heap_entry top = h->v[0], last = h->v[--h->n];
    size_t i = 0;
    for (size_t child = 1; child < h->n; child = 2 * i + 1) {
        if (child + 1 < h->n && before(h->v[child + 1], h->v[child]))
            child++;
        if (!before(h->v[child], last))
            break;
        h->v[i] = h->v[child];
        i = child;
    }
    if (h->n)
        h->v[i] = last;
    return top;
}
