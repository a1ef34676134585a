#include "base/hash.h"

#include "tap.h"

enum { KEYS = 400, STEPS = 200000 };

static uint64_t state = 88172645463325252u;
static uint64_t next_random(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

/* Keys that collide on purpose: small, zero, and multiples of a large power of two. */
static uint64_t key_of(size_t i)
{
    return i % 3 == 0 ? i : i % 3 == 1 ? (uint64_t)i << 40 : wd_hash(wd_str_n((const char *)&i, sizeof i));
}

int main(void)
{
    static uint64_t value[KEYS];
    static bool present[KEYS];
    struct wd_map m;
    wd_map_init(&m);
    bool same = true;
    size_t count = 0;
    for (size_t step = 0; step < STEPS && same; step++) {
        size_t i = next_random() % KEYS;
        uint64_t key = key_of(i), *found;
        switch (next_random() % 3) {
        case 0: {
            uint64_t *at = wd_map_at(&m, key);
            same = same && *at == (present[i] ? value[i] : 0);
            count += !present[i];
            present[i] = true;
            value[i] = *at = next_random() | 1;
            break;
        }
        case 1:
            same = same && wd_map_remove(&m, key) == present[i];
            count -= present[i];
            present[i] = false;
            break;
        default: found = wd_map_find(&m, key); same = same && (found != NULL) == present[i] && (!found || *found == value[i]);
        }
    }
    ok(same, "a map agrees with a plain array over random inserts, removes and look-ups");
    bool all = true;
    for (size_t i = 0; i < KEYS; i++) {
        uint64_t *found = wd_map_find(&m, key_of(i));
        all = all && (found != NULL) == present[i] && (!found || *found == value[i]);
    }
    ok(all, "so it does in the end");
    is_int(m.n + m.has_zero, count, "and in number");
    ok(m.n * 4 <= m.cap * 3, "load stays at most three quarters");
    wd_map_done(&m);
    ok(wd_map_find(&m, 1) == NULL && !wd_map_remove(&m, 1), "an emptied map holds nothing");

    ok(wd_hash(WD_STR("tide")) == wd_hash(WD_STR("tide")) && wd_hash(WD_STR("tide")) != wd_hash(WD_STR("tidf")), "hashes");
    ok(wd_hash_seed(WD_STR("tide"), 1) != wd_hash_seed(WD_STR("tide"), 2), "seeds part them");
    ok(wd_hash_mix(1, 2) != wd_hash_mix(2, 1), "mixing keeps the order");
    return done();
}
