#include "base/list.h"

#include <stdlib.h>

void wd_list_grow(struct wd_arena *a, struct wd_list_any *list, size_t element_bytes)
{
    size_t cap = list->cap ? list->cap * 2 : 8;
    size_t bytes;
    if (__builtin_mul_overflow(cap, element_bytes, &bytes))
        abort();
    void *grown = wd_arena_raw(a, bytes); /* push zeroes each element */
    if (list->n)
        memcpy(grown, list->v, list->n * element_bytes);
    list->v = grown;
    list->cap = cap;
}

uint32_t wd_spans_common(const wd_spans *a, const wd_spans *b)
{
    uint32_t sum = 0;
    size_t i = 0, high = a->n;
    while (b->n && i < high) {
        size_t mid = i + (high - i) / 2;
        if (a->v[mid].end > b->v[0].start)
            high = mid;
        else
            i = mid + 1;
    }
    for (size_t k = 0; i < a->n && k < b->n;) {
        struct wd_span s = a->v[i], o = b->v[k];
        uint32_t from = WD_MAX(s.start, o.start), to = WD_MIN(s.end, o.end);
        sum += to > from ? to - from : 0;
        if (s.end < o.end)
            i++;
        else
            k++;
    }
    return sum;
}

uint32_t wd_spans_bytes(const wd_spans *a)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < a->n; i++)
        sum += a->v[i].end - a->v[i].start;
    return sum;
}
