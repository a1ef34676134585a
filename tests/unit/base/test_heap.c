/* The heap gives what was put, least first, whatever the order. */
#include "base/hash.h"
#include "base/heap.h"
#include "tap.h"

int main(void)
{
    struct wd_heap h;
    wd_heap_init(&h);
    uint64_t sum = 0;
    for (uint64_t i = 0; i < 1000; i++) {
        wd_heap_push(&h, (int64_t)(wd_hash_mix(7, i) % 100), i);
        sum += i;
    }
    is_int(h.n, 1000, "a thousand were put");
    bool sorted = true;
    struct wd_heap_entry last = wd_heap_pop(&h);
    sum -= last.value;
    while (h.n) {
        struct wd_heap_entry e = wd_heap_pop(&h);
        sorted &= last.at < e.at || (last.at == e.at && last.value < e.value);
        sum -= e.value;
        last = e;
    }
    ok(sorted, "they come least first, equal ones by their values");
    is_int(sum, 0, "each once");
    wd_heap_push(&h, 5, 1);
    wd_heap_push(&h, -5, 2);
    is_int(wd_heap_pop(&h).value, 2, "it can be used again");
    is_int(wd_heap_pop(&h).at, 5, "to its end");
    wd_heap_done(&h);
    return done();
}
