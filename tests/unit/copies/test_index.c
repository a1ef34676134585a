#include "base/list.h"
#include "copies/postings.h"
#include "copies/winnow.h"
#include "indexes.h"

enum { VOCABULARY = 20000, WORDS = 300 };

static int by_value(const void *a, const void *b)
{
    return memcmp(a, b, 5 * sizeof(uint32_t));
}

/* Distinct grams of five words, sorted. */
static size_t grams_of(struct wd_arena *a, const struct wd_copy_doc *doc, uint32_t (**ret)[5])
{
    size_t n = doc->words >= 5 ? doc->words - 4 : 0, kept = 0;
    uint32_t(*g)[5] = wd_arena_array(a, n, sizeof *g);
    for (size_t i = 0; i < n; i++)
        memcpy(g[i], doc->hashes + i, sizeof g[i]);
    qsort(g, n, sizeof *g, by_value);
    for (size_t i = 0; i < n; i++)
        if (!i || memcmp(g[i], g[i - 1], sizeof *g) != 0)
            memmove(g[kept++], g[i], sizeof *g);
    *ret = g;
    return kept;
}

static void plain_shares(struct wd_arena *a, const struct wd_copy_doc *in, const struct wd_copy_doc *of, double *ret_in, double *ret_of)
{
    uint32_t(*x)[5], (*y)[5];
    size_t n = grams_of(a, in, &x), m = grams_of(a, of, &y), common = 0;
    for (size_t i = 0, j = 0; i < n && j < m;) {
        int order = memcmp(x[i], y[j], sizeof *x);
        common += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    *ret_in = n ? (double)common / (double)n : 0;
    *ret_of = m ? (double)common / (double)m : 0;
}

/* Copies with more and more words changed: found, with the shares that counting gives. */
static void test_shares(void)
{
    struct wd_arena a, q;
    struct chance c = {3};
    struct wd_copies *index = index_new(&wd_copy_defaults, NULL);
    size_t wrong = 0, missed = 0, strangers = 0, rising = 0, relation = 0;
    wd_arena_init(&a);
    wd_arena_init(&q);
    for (uint64_t n = 0; n < 300; n++) {
        struct wd_copy_doc source = doc_of(2 * n + 1, random_words(&a, &c, WORDS, VOCABULARY), WORDS);
        insert(index, &source);
        double before = 2;
        uint32_t *words = wd_arena_array(&a, WORDS, sizeof *words);
        memcpy(words, source.hashes, WORDS * sizeof *words);
        for (int changed = 0; changed <= 40; changed += 8) {
            for (int i = 0; changed && i < 8; i++)
                words[chance_next(&c, WORDS)] = word_hash(VOCABULARY + chance_next(&c, VOCABULARY));
            struct wd_copy_doc copy = doc_of(2 * n + 2, words, WORDS);
            wd_reuses reuses = query(index, &q, &copy);
            double of_copy, of_source;
            plain_shares(&q, &copy, &source, &of_copy, &of_source);
            strangers += reuses.n > 1;
            if (!reuses.n || reuses.v[0].of != source.key) {
                missed++;
                continue;
            }
            wrong += reuses.v[0].share_of_copy != of_copy || reuses.v[0].share_of_source != of_source;
            relation += reuses.v[0].relation != (of_copy >= 0.5 ? WD_REL_COPY : WD_REL_DERIVED);
            rising += of_copy > before;
            before = of_copy;
            wd_arena_reset(&q);
        }
    }
    ok(missed == 0, "every copy finds its source (%zu do not)", missed);
    ok(strangers == 0, "and nothing else");
    ok(wrong == 0, "shares are those that counting distinct 5-grams gives (%zu differ)", wrong);
    ok(rising == 0 && relation == 0, "more words changed, less shared; relation by share");
    wd_arena_done(&a);
    wd_arena_done(&q);
    wd_copies_free(index);
}

static void test_relations(void)
{
    struct wd_arena a;
    struct chance c = {5};
    struct wd_copies *index = index_new(&wd_copy_defaults, NULL);
    wd_arena_init(&a);
    struct wd_copy_doc source = doc_of(1, random_words(&a, &c, WORDS, VOCABULARY), WORDS);
    insert(index, &source);
    uint32_t *words = random_words(&a, &c, WORDS, VOCABULARY);
    uint8_t *flags = wd_arena_array(&a, WORDS, 1);
    memcpy(words + 100, source.hashes + 40, 15 * sizeof *words);
    struct wd_copy_doc doc = doc_of(2, words, WORDS);
    doc.flags = flags;
    wd_reuses r = query(index, &a, &doc);
    ok(r.n == 1 && r.v[0].relation == WD_REL_INDEPENDENT && r.v[0].runs.n == 1 && r.v[0].runs.v[0].words == 15,
       "15 words in common: independent");
    memcpy(words + 100, source.hashes + 40, 24 * sizeof *words);
    r = query(index, &a, &doc);
    ok(r.n == 1 && r.v[0].relation == WD_REL_DERIVED, "24 words in a row: derived");
    memset(flags + 95, WD_COPY_IN_QUOTE, 32);
    r = query(index, &a, &doc);
    ok(r.n == 1 && r.v[0].relation == WD_REL_QUOTES, "the same inside quotation marks: quotes");
    memset(flags + 95, WD_COPY_IN_NOTICE, 32);
    r = query(index, &a, &doc);
    ok(r.n == 0, "the same inside a notice: nothing");
    memset(flags, 0, WORDS);
    doc.article = 1;
    r = query(index, &a, &doc);
    ok(r.n == 1 && r.v[0].relation == WD_REL_VERSION, "the same article: version");
    wd_arena_done(&a);
    wd_copies_free(index);
}

static void test_remove(void)
{
    struct wd_arena a;
    struct chance c = {11};
    struct wd_copies *index = index_new(&wd_copy_defaults, NULL);
    size_t ghosts = 0, lost = 0;
    wd_arena_init(&a);
    size_t empty = 0;
    struct wd_copy_doc docs[200];
    for (uint64_t i = 0; i < WD_COUNT(docs); i++) {
        docs[i] = doc_of(i + 1, random_words(&a, &c, WORDS, VOCABULARY), WORDS);
        insert(index, &docs[i]);
    }
    for (uint64_t i = 0; i < WD_COUNT(docs); i += 2)
        remove_key(index, docs[i].key);
    for (uint64_t i = 0; i < WD_COUNT(docs); i++) {
        struct wd_copy_doc again = docs[i];
        again.key += 1000;
        size_t n = query(index, &a, &again).n;
        ghosts += i % 2 == 0 && n > 0;
        lost += i % 2 == 1 && n != 1;
    }
    ok(ghosts == 0 && lost == 0, "what was taken out is not found, all else is (%zu, %zu)", ghosts, lost);
    struct wd_copies_size full = {0}, size = {0};
    for (int turn = 0; turn < 20; turn++) {
        full = turn == 1 ? size : full;
        for (uint64_t i = 0; i < WD_COUNT(docs); i++)
            insert(index, &docs[i]);
        size = wd_copies_size(index);
    }
    ok(size.hot_texts == WD_COUNT(docs) && size.words_bytes <= full.words_bytes + (1 << 17) &&
           size.hot_bytes <= full.hot_bytes + 20 * 200 * 64,
       "inserting what is there already replaces it (%zu, %zu bytes; words %zu, %zu)", full.hot_bytes, size.hot_bytes, full.words_bytes,
       size.words_bytes);
    for (uint64_t i = 0; i < WD_COUNT(docs); i++)
        remove_key(index, docs[i].key);
    for (uint64_t i = 0; i < WD_COUNT(docs); i++)
        empty += query(index, &a, &docs[i]).n;
    ok(empty == 0, "and an emptied index finds nothing");
    wd_arena_done(&a);
    wd_copies_free(index);
}

/* One outlet prints one paragraph again and again: lists stay short, memory stays in bounds, another outlet's copy is still found. */
static void test_hostile(void)
{
    enum { TIMES = 20000, PARAGRAPH = 60 };
    struct wd_arena a, q;
    struct chance c = {13};
    struct wd_copy_options options = wd_copy_defaults;
    options.hot_texts = 4 * TIMES; /* one half holds them all */
    struct wd_copies *index = index_new(&options, NULL);
    wd_arena_init(&a);
    wd_arena_init(&q);
    uint32_t *paragraph = random_words(&a, &c, PARAGRAPH, VOCABULARY), words[PARAGRAPH];
    size_t most = 0;
    memcpy(words, paragraph, sizeof words);
    for (uint64_t i = 0; i < TIMES; i++) {
        struct wd_copy_doc doc = doc_of(i + 1, words, PARAGRAPH);
        doc.outlet = 99;
        size_t n = query(index, &q, &doc).n;
        most = WD_MAX(most, n);
        insert(index, &doc);
        wd_arena_reset(&q);
    }
    ok(most <= 16, "an outlet holds a quarter of a list: at most %zu pairs an article", most);
    struct wd_copies_size size = wd_copies_size(index);
    ok(size.hot_bytes / TIMES < 200, "%zu bytes an article", size.hot_bytes / TIMES);
    struct wd_copy_doc honest = doc_of(TIMES + 1, words, PARAGRAPH), later = doc_of(TIMES + 2, words, PARAGRAPH);
    honest.outlet = 5;
    insert(index, &honest);
    wd_reuses r = query(index, &q, &later);
    bool found = false;
    for (size_t i = 0; i < r.n; i++)
        found |= r.v[i].of == honest.key;
    ok(found, "another outlet's copy of it is found beside them");
    wd_arena_done(&a);
    wd_arena_done(&q);
    wd_copies_free(index);
}

static void test_order(void)
{
    struct wd_arena a;
    struct chance c = {17};
    struct wd_copies *up = index_new(&wd_copy_defaults, NULL), *down = index_new(&wd_copy_defaults, NULL);
    wd_arena_init(&a);
    struct wd_copy_doc docs[50];
    uint32_t *words = random_words(&a, &c, WORDS, VOCABULARY);
    for (uint64_t i = 0; i < WD_COUNT(docs); i++)
        docs[i] = doc_of(i + 1, words, WORDS - i / 10);
    for (uint64_t i = 0; i < WD_COUNT(docs); i++) {
        insert(up, &docs[i]);
        insert(down, &docs[WD_COUNT(docs) - 1 - i]);
    }
    struct wd_copy_doc doc = doc_of(100, words, WORDS);
    wd_reuses x = query(up, &a, &doc), y = query(down, &a, &doc);
    bool same = x.n == y.n && x.n == WD_COUNT(docs), sorted = true;
    for (size_t i = 0; same && i < x.n; i++) {
        same &= x.v[i].of == y.v[i].of;
        sorted &= !i || x.v[i - 1].share_of_copy > x.v[i].share_of_copy ||
                  (x.v[i - 1].share_of_copy == x.v[i].share_of_copy &&
                   (x.v[i - 1].share_of_source > x.v[i].share_of_source ||
                    (x.v[i - 1].share_of_source == x.v[i].share_of_source && x.v[i - 1].of < x.v[i].of)));
    }
    ok(same && sorted, "the same answer whatever the order of insertion, largest share first");
    wd_arena_done(&a);
    wd_copies_free(up);
    wd_copies_free(down);
}

/* More equals than are verified: the first, which the others go back to, and the last, which are news, are among them. */
static void test_equals(void)
{
    struct wd_arena a;
    struct chance c = {23};
    struct wd_copy_options few = wd_copy_defaults;
    few.max_candidates = 16;
    struct wd_copies *index = index_new(&few, NULL);
    wd_arena_init(&a);
    uint32_t *words = random_words(&a, &c, WORDS, VOCABULARY);
    for (uint64_t key = 1; key <= 50; key++) {
        struct wd_copy_doc doc = doc_of(key, words, WORDS);
        insert(index, &doc);
    }
    struct wd_copy_doc doc = doc_of(100, words, WORDS);
    wd_reuses r = query(index, &a, &doc);
    size_t first = 0, last = 0;
    for (size_t i = 0; i < r.n; i++) {
        first += r.v[i].of <= 8;
        last += r.v[i].of > 42;
    }
    ok(r.n == 16 && first == 8 && last == 8, "of fifty equals the first eight and the last eight (%zu, %zu)", first, last);
    wd_arena_done(&a);
    wd_copies_free(index);
}

/* Against plain lists: slots ascend, as they do in the index; now and then the older ones are taken out and the rest renumbered. */
struct plain {
    uint32_t slots[400], n;
};
static uint32_t plain_print(uint32_t which)
{
    /* neighbours in one part, at its very ends too */
    return (which % 3) * 0x40000000u + (which % 2 ? 0xFFFFFu - which : which);
}
struct walk {
    size_t n, wrong;
    uint64_t last;
};
static int look_at_posting(void *context, struct wd_posting posting)
{
    struct walk *w = context;
    uint64_t here = (uint64_t)posting.print << 32 | posting.slot;
    w->wrong += w->n++ && here <= w->last;
    w->wrong += posting.marked != (posting.print % 3 == 0);
    w->last = here;
    return 0;
}
static int by_slot(const void *a, const void *b)
{
    return (*(const uint32_t *)a > *(const uint32_t *)b) - (*(const uint32_t *)a < *(const uint32_t *)b);
}
static void sort_slots(uint32_t *slots, size_t n)
{
    if (n > 1)
        qsort(slots, n, sizeof *slots, by_slot);
}
static void test_postings(void)
{
    enum { ROUNDS = 60000, PRINTS = 400, CAP = 40, SHIFT_AT = 9000, SHIFT = 4000 };
    static struct plain lists[PRINTS];
    struct wd_postings p;
    struct chance c = {19};
    struct walk walk = {0};
    size_t wrong = 0, n = 0;
    uint32_t slot = 0, from = 0;
    wd_postings_init(&p);
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t which = chance_next(&c, PRINTS), found[400], print = plain_print(which);
        struct plain *list = &lists[which];
        if (list->n && chance_next(&c, 5) < 2) {
            uint32_t at = chance_next(&c, list->n);
            wrong += !wd_postings_remove(&p, print, list->slots[at]);
            memmove(&list->slots[at], &list->slots[at + 1], (list->n - at - 1) * sizeof(uint32_t));
            list->n--;
            n--;
        } else {
            size_t counted = 0;
            for (uint32_t i = 0; i < list->n; i++)
                counted += list->slots[i] >= from;
            bool put = wd_postings_insert(&p, (struct wd_posting){print, slot, print % 3 == 0}, from, CAP);
            wrong += put != (counted < CAP);
            if (put)
                list->slots[list->n++] = slot;
            n += put;
            slot++;
        }
        size_t got = wd_postings_find(&p, print, found, WD_COUNT(found));
        sort_slots(found, got);
        wrong += got != list->n || memcmp(found, list->slots, got * sizeof *found) != 0;
        if (slot == SHIFT_AT) {
            wd_postings_shift(&p, SHIFT);
            slot -= SHIFT;
            from = slot;
            for (size_t i = 0; i < PRINTS; i++) {
                uint32_t left = 0;
                for (uint32_t k = 0; k < lists[i].n; k++)
                    if (lists[i].slots[k] >= SHIFT)
                        lists[i].slots[left++] = lists[i].slots[k] - SHIFT;
                n -= lists[i].n - left;
                lists[i].n = left;
            }
        }
    }
    ok(wrong == 0 && p.n == n, "lists are as in plain ones after %d inserts and removals (%zu wrong)", ROUNDS, wrong);
    bool walked = !wd_postings_each(&p, &walk, look_at_posting);
    ok(walked && walk.wrong == 0 && walk.n == n, "a walk meets all in order, marks and all (%zu of %zu, %zu wrong)", walk.n, n, walk.wrong);
    wd_postings_done(&p);
}

/* What a window of 16 takes is a part of what one of 8 takes, and is marked so. */
static void test_windows(void)
{
    struct wd_arena a;
    struct chance c = {23};
    size_t wrong = 0, marked = 0, all = 0;
    wd_arena_init(&a);
    for (int round = 0; round < 2000; round++) {
        size_t n = chance_next(&c, 400);
        uint32_t *words = random_words(&a, &c, n, round % 3 ? VOCABULARY : 3);
        wd_prints narrow, wide;
        size_t grams = n >= WD_GRAM_WORDS ? n - WD_GRAM_WORDS + 1 : 0;
        uint64_t *values = wd_gram_values(&a, words, n);
        wd_winnow(&a, values, grams, 8, 16, &narrow);
        wd_winnow(&a, values, grams, 16, 16, &wide);
        size_t w = 0;
        for (size_t i = 0; i < narrow.n; i++) {
            bool in = w < wide.n && wide.v[w].position == narrow.v[i].position && wide.v[w].value == narrow.v[i].value;
            w += in;
            wrong += in != narrow.v[i].wider;
        }
        wrong += w != wide.n;
        marked += w;
        all += narrow.n;
        wd_arena_reset(&a);
    }
    ok(wrong == 0 && marked * 3 > all && marked * 3 < all * 2, "fingerprints of the wider window: %zu of %zu, %zu wrong", marked, all,
       wrong);
    wd_arena_done(&a);
}

static void test_verbatim(void)
{
    struct wd_arena a;
    struct chance c = {29};
    struct wd_copies *index = index_new(&wd_copy_defaults, NULL);
    wd_arena_init(&a);
    struct wd_copy_doc source = doc_of(1, random_words(&a, &c, WORDS, VOCABULARY), WORDS);
    insert(index, &source);
    /* words 20 to 59 of the source, and 100 to 119 with one changed in the middle */
    uint32_t *words = random_words(&a, &c, WORDS, VOCABULARY);
    memcpy(words + 7, source.hashes + 20, 40 * sizeof *words);
    memcpy(words + 80, source.hashes + 100, 20 * sizeof *words);
    words[90] = word_hash(VOCABULARY + 1);
    struct wd_copy_doc copy = doc_of(2, words, WORDS);
    const struct wd_span sentences[] = {{0, 19},  {19, 30}, {20, 30},   {30, 45},   {45, 45},
                                        {45, 60}, {60, 70}, {100, 110}, {100, 111}, {111, 120}};
    const uint32_t expected[] = {2, 3, 5, 7, 9};
    wd_reuses r = query(index, &a, &copy);
    wd_numbers numbers = {0};
    if (r.n == 1)
        wd_reuse_verbatim(&a, &r.v[0], sentences, WD_COUNT(sentences), &numbers);
    ok(numbers.n == WD_COUNT(expected) && memcmp(numbers.v, expected, sizeof expected) == 0,
       "sentences within one match are verbatim (%zu)", numbers.n);
    wd_arena_done(&a);
    wd_copies_free(index);
}

int main(void)
{
    test_shares();
    test_relations();
    test_remove();
    test_hostile();
    test_order();
    test_equals();
    test_postings();
    test_windows();
    test_verbatim();
    return done();
}
