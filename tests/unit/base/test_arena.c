#include "base/arena.h"

#include "base/list.h"
#include "tap.h"

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    bool aligned = true, zeroed = true, kept = true;
    unsigned char *blocks[2000];
    for (size_t i = 0; i < 2000; i++) {
        size_t bytes = i * 7 % 5000;
        blocks[i] = wd_arena_alloc(&a, bytes);
        aligned = aligned && ((uintptr_t)blocks[i] % _Alignof(max_align_t)) == 0;
        for (size_t k = 0; k < bytes; k++)
            zeroed = zeroed && blocks[i][k] == 0;
        memset(blocks[i], (int)(i & 255), bytes);
    }
    for (size_t i = 0; i < 2000; i++)
        for (size_t k = 0; k < i * 7 % 5000; k++)
            kept = kept && blocks[i][k] == (i & 255);
    ok(aligned, "every allocation is aligned for any type");
    ok(zeroed, "memory is zeroed");
    ok(kept, "allocations do not overlap");
    void *large = wd_arena_raw(&a, 5u << 20);
    memset(large, 1, 5u << 20);
    ok(large != NULL, "a request larger than any block");

    struct wd_str s = wd_arena_printf(&a, "%s-%d", "ship", 12);
    is_str(s, "ship-12", "printf");
    is_int(s.p[s.n], 0, "a NUL stands after it");
    is_str(wd_arena_str(&a, WD_STR("copy")), "copy", "copy of a slice");
    ok(strcmp(wd_arena_c(&a, wd_str_n("abcdef", 3)), "abc") == 0, "slice as a C string");

    wd_arena_reset(&a);
    unsigned char *again = wd_arena_alloc(&a, 4096);
    bool clean = true;
    for (size_t k = 0; k < 4096; k++)
        clean = clean && again[k] == 0;
    ok(clean, "memory is zeroed again after a reset");

    WD_LIST(int) list = {0};
    for (int i = 0; i < 1000; i++)
        wd_list_add(&a, &list, i * 3);
    bool right = list.n == 1000;
    for (int i = 0; i < 1000; i++)
        right = right && list.v[i] == i * 3;
    ok(right, "a list keeps its elements while it grows");
    wd_arena_done(&a);
    wd_arena_done(&a);
    ok(true, "done twice does no harm");
    return done();
}
