#include "base/list.h"

void wd_list_grow(struct wd_arena *a, struct wd_list_any *list, size_t element_bytes)
{
    size_t cap = list->cap ? list->cap * 2 : 8;
    void *grown = wd_arena_array(a, cap, element_bytes);
    if (list->n)
        memcpy(grown, list->v, list->n * element_bytes);
    list->v = grown;
    list->cap = cap;
}
