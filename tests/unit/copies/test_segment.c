/* Sealed segments against a plain sorted array: look-ups, places, merging, and damage of any byte. */
#include "base/arena.h"
#include "base/buf.h"
#include "copies/segment_shape.h"
#include "random_docs.h"

enum { CAP = 40, LARGE = 200000 };
static const uint64_t FIRST = 7000000000, WORDS_END = (uint64_t)3 << 37;

/* ---- the plain array ---- */

struct pair {
    uint32_t print, text;
};
struct table {
    struct pair *v;
    size_t n;
    uint32_t texts;
};

static int by_print(const void *x, const void *y)
{
    const struct pair *a = x, *b = y;
    if (a->print != b->print)
        return a->print < b->print ? -1 : 1;
    return a->text < b->text ? -1 : a->text > b->text;
}

enum prints { EVEN, EQUAL, FEW, ENDS };
static uint32_t a_print(struct chance *c, enum prints kind)
{
    uint32_t any = chance_next(c, UINT32_MAX);
    switch (kind) {
    case EQUAL: return 0x12345678;
    case FEW: return ((any % 300) * 0x00D0F1A7u & ~15u) | any >> 28; /* the lowest four bits are cut away */
    case ENDS: return any % 4 ? any : any % 8 ? 0 : UINT32_MAX;
    case EVEN: break;
    }
    return any;
}

static struct table a_table(struct wd_arena *a, struct chance *c, size_t n, uint32_t texts, enum prints kind)
{
    struct table t = {wd_arena_array(a, n, sizeof *t.v), n, texts};
    for (size_t i = 0; i < n; i++)
        t.v[i] = (struct pair){a_print(c, kind), chance_next(c, texts)};
    if (n)
        qsort(t.v, n, sizeof *t.v, by_print);
    return t;
}

static uint64_t a_place(uint64_t number)
{
    return number % 13 == 5 ? UINT64_MAX : (number - FIRST) * 1850 + number % 1000;
}

/* The texts of a print by its upper 28 bits, ascending, each once: what a look-up is to give. */
static int ascending(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}
static size_t plain_find(const struct table *t, uint32_t print, uint32_t cap, uint32_t *texts)
{
    size_t from = 0, to = t->n, n = 0, distinct = 0;
    while (from < to) {
        size_t half = from + (to - from) / 2;
        if (t->v[half].print >> 4 < print >> 4)
            from = half + 1;
        else
            to = half;
    }
    for (; from < t->n && t->v[from].print >> 4 == print >> 4; from++)
        texts[n++] = t->v[from].text;
    if (n)
        qsort(texts, n, sizeof *texts, ascending);
    for (size_t i = 0; i < n; i++)
        if (!i || texts[i] != texts[i - 1])
            texts[distinct++] = texts[i];
    return WD_MIN(distinct, (size_t)cap);
}

/* ---- segments in memory ---- */

static int into(void *context, struct wd_str bytes)
{
    struct wd_buf *b = context;
    wd_buf_puts(b, bytes);
    return b->err;
}

/* The bytes in a block of their own length, so that a read past them is seen. */
static struct wd_str exact(struct wd_str bytes)
{
    char *p = wd_malloc(bytes.n);
    if (bytes.n)
        memcpy(p, bytes.p, bytes.n);
    return wd_str_n(p, bytes.n);
}
static struct wd_str finished(struct wd_buf *b)
{
    struct wd_str bytes = exact(wd_buf_str(b));
    wd_buf_done(b);
    return bytes;
}
static void drop(struct wd_str bytes)
{
    free((void *)(uintptr_t)bytes.p);
}

static struct wd_str build(struct wd_arena *a, const struct table *t, uint64_t first, uint64_t expected, uint32_t cap)
{
    struct wd_buf b;
    wd_buf_init(&b, SIZE_MAX);
    struct wd_segment_sink sink = {&b, into};
    struct wd_segment_writer *w = wd_segment_writer_new(first, t->texts, WORDS_END + first + t->texts, expected, cap, &sink);
    uint64_t *places = wd_arena_array(a, t->texts, sizeof *places);
    int err = 0;
    for (uint32_t i = 0; i < t->texts; i++)
        places[i] = a_place(first + i);
    for (size_t i = 0; i < t->n && !err; i++)
        err = wd_segment_put(w, t->v[i].print, t->v[i].text);
    if (!err)
        err = wd_segment_finish(w, places);
    wd_segment_writer_free(w);
    if (err)
        ok(false, "building: %s", wd_err_name(err));
    return finished(&b);
}

static struct wd_segment opened(struct wd_str bytes)
{
    struct wd_segment s = {0};
    struct wd_where where = {0};
    if (wd_segment_open(bytes, &s, &where)) {
        ok(false, "opening: %s", where.message);
        exit(done());
    }
    return s;
}

/* How many look-ups are not as in the plain table: of prints that there are, their neighbours, any others, and both ends. */
static size_t wrong_lookups(struct wd_arena *a, struct chance *c, const struct wd_segment *s, const struct table *t, uint32_t cap)
{
    uint32_t *want = wd_arena_array(a, t->n, sizeof *want), got[512] = {0};
    size_t wrong = 0, rounds = WD_MIN(t->n, (size_t)3000) + 200;
    for (size_t i = 0; i < rounds; i++) {
        uint32_t print = chance_next(c, UINT32_MAX), kind = chance_next(c, 4);
        if (t->n && kind > 0)
            print = t->v[chance_next(c, (uint32_t)t->n)].print + (kind == 1 ? 16 : 0) - (kind == 2 ? 16 : 0);
        if (i < 2)
            print = i ? UINT32_MAX : 0;
        size_t n = plain_find(t, print, cap, want), most = 1 + chance_next(c, 3) * 200, found;
        wd_segment_prefetch(s, print);
        wd_segment_prefetch_entries(s, print);
        found = wd_segment_find(s, print, got, most);
        wrong += found != WD_MIN(n, most) || memcmp(got, want, found * sizeof *got) != 0;
    }
    return wrong;
}

static void test_lookups(void)
{
    static const struct {
        const char *name;
        size_t n;
        uint32_t texts, cap;
        enum prints kind;
    } cases[] = {
        {"none", 0, 0, CAP, EVEN},
        {"texts without postings", 0, 5, CAP, EVEN},
        {"one", 1, 1, CAP, EVEN},
        {"seventeen", 17, 3, CAP, EVEN},
        {"5,000", 5000, 100, CAP, EVEN},
        {"5,000 at both ends of the range", 5000, 70, 256, ENDS},
        {"5,000 of one print", 5000, 4000, CAP, EQUAL},
        {"5,000 of one print, cap 1", 5000, 4000, 1, EQUAL},
        {"5,000 of 300 prints, cap 5", 5000, 300, 5, FEW},
        {"5,000 with numbers of 32 bits", 5000, UINT32_MAX / 4096, 256, FEW},
        {"200,000", LARGE, 4000, CAP, EVEN},
        {"200,000 of 300 prints", LARGE, 100000, CAP, FEW},
    };
    struct wd_arena a;
    struct chance c = {101};
    wd_arena_init(&a);
    for (size_t i = 0; i < WD_COUNT(cases); i++) {
        struct table t = a_table(&a, &c, cases[i].n, cases[i].texts, cases[i].kind);
        struct wd_str bytes = build(&a, &t, FIRST, t.n, cases[i].cap), again = build(&a, &t, FIRST, t.n, cases[i].cap);
        struct wd_segment s = opened(bytes);
        size_t wrong = wrong_lookups(&a, &c, &s, &t, cases[i].cap), misplaced = 0;
        for (uint32_t text = 0; text < t.texts; text++)
            misplaced += wd_segment_place(&s, text) != a_place(FIRST + text);
        ok(wrong == 0 && misplaced == 0, "%s: look-ups and places are as in a plain table (%zu, %zu are not)", cases[i].name, wrong,
           misplaced);
        ok(s.first == FIRST && s.texts == t.texts && s.words_end == WORDS_END + FIRST + t.texts && wd_str_eq(bytes, again),
           "  counts; same bytes again");
        /* a wrong guess costs bytes only */
        struct wd_str wide = build(&a, &t, FIRST, t.n / 4, cases[i].cap), narrow = build(&a, &t, FIRST, t.n * 50 + 100000, cases[i].cap);
        struct wd_segment of_wide = opened(wide), of_narrow = opened(narrow);
        wrong = wrong_lookups(&a, &c, &of_wide, &t, cases[i].cap) + wrong_lookups(&a, &c, &of_narrow, &t, cases[i].cap);
        ok(wrong == 0, "  and the same where another number was expected (%zu differ)", wrong);
        drop(bytes);
        drop(again);
        drop(wide);
        drop(narrow);
        wd_arena_reset(&a);
    }
    wd_arena_done(&a);
}

/* ---- merging ---- */

static struct table both(struct wd_arena *a, const struct table *x, const struct table *y)
{
    struct table t = {wd_arena_array(a, x->n + y->n, sizeof *t.v), x->n + y->n, x->texts + y->texts};
    for (size_t i = 0; i < t.n; i++) {
        t.v[i] = i < x->n ? x->v[i] : y->v[i - x->n];
        t.v[i].text += i < x->n ? 0 : x->texts;
    }
    if (t.n)
        qsort(t.v, t.n, sizeof *t.v, by_print);
    return t;
}

static struct wd_str merged(const struct wd_segment *x, const struct wd_segment *y, uint32_t cap)
{
    struct wd_buf b;
    wd_buf_init(&b, SIZE_MAX);
    struct wd_segment_sink sink = {&b, into};
    int err = wd_segment_merge(x, y, cap, &sink);
    if (err)
        ok(false, "merging: %s", wd_err_name(err));
    return finished(&b);
}

static void test_merging(void)
{
    static const struct {
        const char *name;
        size_t n[3];
        uint32_t texts[3];
        enum prints kind;
    } cases[] = {
        {"nothing with nothing, and something", {0, 0, 300}, {0, 0, 9}, EVEN},
        {"one with 17, and nothing", {1, 17, 0}, {1, 3, 4}, EVEN},
        {"5,000 with 5,000, and 5,000", {5000, 5000, 5000}, {100, 90, 80}, EVEN},
        {"of one print", {3000, 20, 3000}, {2500, 30, 3000}, EQUAL},
        {"of 300 prints", {5000, 20000, 90000}, {90, 2000, 4000}, FEW},
        {"200,000 with 50,000 at both ends, and 10", {LARGE, 50000, 10}, {4000, 1000, 1}, ENDS},
    };
    struct wd_arena a;
    struct chance c = {103};
    wd_arena_init(&a);
    for (size_t i = 0; i < WD_COUNT(cases); i++) {
        struct table t[3];
        struct wd_str bytes[3];
        struct wd_segment s[3];
        uint64_t first = FIRST;
        for (size_t k = 0; k < 3; k++) {
            t[k] = a_table(&a, &c, cases[i].n[k], cases[i].texts[k], cases[i].kind);
            bytes[k] = build(&a, &t[k], first, t[k].n, CAP);
            s[k] = opened(bytes[k]);
            first += t[k].texts;
        }
        struct table of_two = both(&a, &t[0], &t[1]), of_all = both(&a, &of_two, &t[2]);
        struct wd_str two = merged(&s[0], &s[1], CAP), two_again = merged(&s[0], &s[1], CAP);
        struct wd_str built = build(&a, &of_two, FIRST, s[0].postings + s[1].postings, CAP);
        ok(wd_str_eq(two, built) && wd_str_eq(two, two_again), "%s: the first two give the bytes that both in one would", cases[i].name);
        struct wd_segment s_two = opened(two);
        struct wd_str all = merged(&s_two, &s[2], CAP);
        struct wd_segment s_all = opened(all);
        size_t wrong = wrong_lookups(&a, &c, &s_all, &of_all, CAP), misplaced = 0;
        for (uint32_t text = 0; text < of_all.texts; text++)
            misplaced += wd_segment_place(&s_all, text) != a_place(FIRST + text);
        ok(wrong == 0 && misplaced == 0, "  and all three are as in a plain table (%zu, %zu are not)", wrong, misplaced);
        for (size_t k = 0; k < 3; k++)
            drop(bytes[k]);
        drop(two);
        drop(two_again);
        drop(built);
        drop(all);
        wd_arena_reset(&a);
    }
    wd_arena_done(&a);
}

/* ---- what is refused, and what is left out ---- */

static int give_out(void *context, struct wd_str bytes)
{
    size_t *left = context;
    (void)bytes;
    return (*left)-- ? 0 : WD_E_FULL;
}

/* A sink that gives out at any of its writes is told of, by the writer and in merging. */
static void test_sink(void)
{
    struct wd_arena a;
    struct chance c = {107};
    wd_arena_init(&a);
    struct table t = a_table(&a, &c, 60000, 30000, EVEN);
    struct wd_str bytes = build(&a, &t, FIRST, t.n, CAP);
    struct wd_segment s = opened(bytes), next = s;
    uint64_t *places = wd_arena_array(&a, t.texts, sizeof *places);
    next.first = s.first + s.texts;
    size_t untold = 0, writes[2] = {0};
    for (int merge = 0; merge < 2; merge++) {
        for (int err = WD_E_FULL; err; writes[merge]++) {
            size_t left = writes[merge];
            struct wd_segment_sink sink = {&left, give_out};
            if (merge) {
                err = wd_segment_merge(&s, &next, CAP, &sink);
            } else {
                struct wd_segment_writer *w = wd_segment_writer_new(0, t.texts, 0, t.n, CAP, &sink);
                err = 0;
                for (size_t i = 0; i < t.n && !err; i++)
                    err = wd_segment_put(w, t.v[i].print, t.v[i].text);
                if (err)
                    untold += wd_segment_put(w, UINT32_MAX, 0) != err || wd_segment_finish(w, places) != err;
                else
                    err = wd_segment_finish(w, places);
                wd_segment_writer_free(w);
            }
            untold += err && err != WD_E_FULL;
        }
    }
    ok(untold == 0 && writes[0] > 5 && writes[1] > 9, "no room at any of %zu writes, of %zu in merging: said, and again", writes[0],
       writes[1]);
    drop(bytes);
    wd_arena_done(&a);
}

static void test_refusals(void)
{
    struct wd_arena a;
    struct chance c = {109};
    struct wd_buf b;
    wd_arena_init(&a);
    wd_buf_init(&b, SIZE_MAX);
    struct wd_segment_sink sink = {&b, into};
    struct wd_segment_writer *w = wd_segment_writer_new(0, 3, 0, 10, CAP, &sink);
    ok(wd_segment_put(w, 32, 3) == WD_E_INVALID && wd_segment_put(w, 32, 2) == 0 && wd_segment_put(w, 15, 0) == WD_E_INVALID,
       "no text that there is not, no print below the last one");
    uint64_t places[3] = {0, ((uint64_t)1 << 40) - 1, 5};
    is_int(wd_segment_finish(w, places), WD_E_TOOBIG, "no words past a terabyte");
    places[1]--;
    is_int(wd_segment_finish(w, places), 0, "the last place before is one");
    wd_segment_writer_free(w);
    struct wd_str bytes = finished(&b);
    struct wd_segment s = opened(bytes), other = s, many = s;
    ok(wd_segment_place(&s, 1) == places[1] && wd_segment_place(&s, 3) == UINT64_MAX, "and is found");
    other.first = FIRST + 4;
    many.first = 3;
    many.texts = UINT32_MAX - 2;
    ok(wd_segment_merge(&s, &other, CAP, &sink) == WD_E_INVALID && wd_segment_merge(&s, &many, CAP, &sink) == WD_E_TOOBIG,
       "only neighbours are merged, and no more texts than can be numbered");
    drop(bytes);
    /* 70,000 prints where 16,000 fill a block */
    struct table t = a_table(&a, &c, 70000, 50, EVEN), first = t;
    bytes = build(&a, &t, FIRST, 1000, CAP);
    s = opened(bytes);
    first.n = 60000;
    for (size_t i = 0, found; i < first.n; i++) {
        uint32_t texts[CAP], want[CAP];
        found = wd_segment_find(&s, t.v[i].print, texts, CAP);
        if (found != plain_find(&t, t.v[i].print, CAP, want) || memcmp(texts, want, found * sizeof *texts) != 0)
            first.n = 0;
    }
    ok(s.postings == UINT16_MAX && first.n, "a block that is too full leaves out what comes last");
    drop(bytes);
    wd_arena_done(&a);
}

/* ---- damage ---- */

/* Whether the bytes are said to be damaged, with a reason, and the segment given is left as it was. */
static bool noticed(struct wd_str bytes)
{
    struct wd_segment s = {.texts = 77};
    struct wd_where where = {0};
    struct wd_str copy = exact(bytes);
    int err = wd_segment_open(copy, &s, &where);
    drop(copy);
    return err == WD_E_CORRUPT && where.message[0] && where.byte <= bytes.n && s.texts == 77;
}

static void test_damage(void)
{
    struct wd_arena a;
    struct chance c = {113};
    wd_arena_init(&a);
    for (int large = 0; large < 2; large++) {
        struct table t = a_table(&a, &c, large ? 20000 : 17, large ? 15000 : 3, EVEN);
        struct wd_str bytes = build(&a, &t, FIRST, t.n, CAP), longer = wd_str_n(wd_arena_alloc(&a, bytes.n + 1), bytes.n + 1);
        char *p = (char *)(uintptr_t)bytes.p;
        size_t flips = 0, cuts = 0, rounds = large ? 2000 : bytes.n;
        for (size_t i = 0; i < rounds; i++) {
            size_t at = large ? chance_next(&c, (uint32_t)bytes.n) : i;
            char was = p[at];
            p[at] ^= (char)(1 + chance_next(&c, 255));
            flips += !noticed(bytes);
            p[at] = was;
            cuts += !noticed(wd_str_n(bytes.p, at));
        }
        ok(flips == 0 && cuts == 0, "%zu bytes: of %zu flipped and %zu cuts all are noticed (%zu, %zu are not)", bytes.n, rounds, rounds,
           flips, cuts);
        memcpy((char *)(uintptr_t)longer.p, bytes.p, bytes.n);
        ok(noticed(longer) && noticed(wd_str_from(bytes, 1)) && noticed(wd_str_from(bytes, 64)),
           "a byte more, and no beginning, are noticed");
        drop(bytes);
    }
    wd_arena_done(&a);
}

/* Damage under checksums that are right: said, or else look-ups are of no harm. */
static void test_forgery(void)
{
    struct wd_arena a;
    struct chance c = {127};
    wd_arena_init(&a);
    struct table t = a_table(&a, &c, 20000, 300, EVEN);
    struct wd_str bytes = build(&a, &t, FIRST, t.n, CAP);
    struct wd_segment s = opened(bytes);
    size_t refused = 0, taken = 0, slipped = 0;
    for (int round = 0; round < 3000; round++) {
        struct wd_str copy = exact(bytes);
        uint8_t *p = (uint8_t *)(uintptr_t)copy.p, *footer = p + copy.n - FOOTER_BYTES, *tail = p + (s.places - (const uint8_t *)s.bytes.p);
        size_t tail_n = (size_t)(footer - tail), second = (size_t)get64(s.blocks + 8);
        uint8_t *from = (uint8_t *[]){p + 8, p + second + 8, tail, footer}[round % 4];
        size_t n = (size_t[]){second - 8, (size_t)(tail - p) - second - 8, tail_n, AT_TAIL_SUM}[round % 4];
        /* of a block its counts more often than its entries */
        if (round % 4 < 2 && round % 3)
            n = BLOCK_HEAD - 8;
        size_t at = chance_next(&c, (uint32_t)n);
        /* and the last of them, which says how long the block is */
        bool length = round % 4 < 2 && round % 5 == 0;
        if (length)
            at = BLOCK_HEAD - 8 - 1 - chance_next(&c, 2);
        from[at] ^= (uint8_t)(1u << chance_next(&c, 8));
        put64(p, wd_hash_seed(slice(p + 8, second - 8), 0));
        put64(p + second, wd_hash_seed(slice(p + second + 8, (size_t)(tail - p) - second - 8), 1));
        put64(footer + AT_TAIL_SUM, wd_hash_seed(slice(tail, tail_n), 0));
        put64(footer + AT_FOOTER_SUM, wd_hash(slice(footer, AT_FOOTER_SUM)));
        struct wd_segment forged;
        uint32_t texts[CAP];
        if (wd_segment_open(copy, &forged, NULL)) {
            refused++;
        } else {
            taken++;
            slipped += length;
            for (uint32_t i = 0; i < 64; i++)
                (void)wd_segment_find(&forged, i < 2 ? UINT32_MAX >> i : chance_next(&c, UINT32_MAX), texts, CAP);
            (void)wd_segment_place(&forged, forged.texts - 1);
        }
        drop(copy);
    }
    ok(refused > 500 && taken > 500 && slipped == 0, "damage under right checksums does no harm: %zu refused, %zu taken", refused, taken);
    drop(bytes);
    wd_arena_done(&a);
}

int main(void)
{
    test_lookups();
    test_merging();
    test_sink();
    test_refusals();
    test_damage();
    test_forgery();
    return done();
}
