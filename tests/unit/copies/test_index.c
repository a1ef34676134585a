#include "base/list.h"
#include "copies/postings.h"
#include "random_docs.h"

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

static wd_reuses query(struct wd_copies *c, struct wd_arena *a, const struct wd_copy_doc *doc)
{
    wd_reuses reuses = {0};
    if (wd_copies_query(c, a, doc, &reuses))
        ok(false, "query of doc %" PRIu64, doc->key);
    return reuses;
}

static void insert(struct wd_copies *c, const struct wd_copy_doc *doc)
{
    if (wd_copies_insert(c, doc))
        ok(false, "insert of doc %" PRIu64, doc->key);
}

/* Copies with more and more words changed: found, with the shares that counting gives. */
static void test_shares(void)
{
    struct wd_arena a, q;
    struct chance c = {3};
    struct wd_copies *index = wd_copies_new(&wd_copy_defaults);
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
    struct wd_copies *index = wd_copies_new(&wd_copy_defaults);
    wd_arena_init(&a);
    struct wd_copy_doc source = doc_of(1, random_words(&a, &c, WORDS, VOCABULARY), WORDS);
    insert(index, &source);
    uint32_t *words = random_words(&a, &c, WORDS, VOCABULARY);
    uint8_t *flags = wd_arena_array(&a, WORDS, 1);
    memcpy(words + 100, source.hashes + 40, 24 * sizeof *words);
    struct wd_copy_doc doc = doc_of(2, words, WORDS);
    doc.flags = flags;
    wd_reuses r = query(index, &a, &doc);
    ok(r.n == 1 && r.v[0].relation == WD_REL_INDEPENDENT && r.v[0].runs.n == 1 && r.v[0].runs.v[0].words == 24,
       "24 words in common: independent");
    memset(flags + 95, WD_COPY_IN_QUOTE, 32);
    r = query(index, &a, &doc);
    ok(r.n == 1 && r.v[0].relation == WD_REL_QUOTES, "the same inside quotation marks: quotes");
    memset(flags + 95, WD_COPY_IN_NOTICE, 32);
    r = query(index, &a, &doc);
    ok(r.n == 0, "the same inside a notice: nothing");
    memset(flags, 0, WORDS);
    memcpy(words + 100, source.hashes + 40, 32 * sizeof *words);
    r = query(index, &a, &doc);
    ok(r.n == 1 && r.v[0].relation == WD_REL_DERIVED, "32 words in a row: derived");
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
    struct wd_copies *index = wd_copies_new(&wd_copy_defaults);
    size_t ghosts = 0, lost = 0;
    wd_arena_init(&a);
    size_t empty = 0;
    struct wd_copy_doc docs[200];
    for (uint64_t i = 0; i < WD_COUNT(docs); i++) {
        docs[i] = doc_of(i + 1, random_words(&a, &c, WORDS, VOCABULARY), WORDS);
        insert(index, &docs[i]);
    }
    for (uint64_t i = 0; i < WD_COUNT(docs); i += 2)
        wd_copies_remove(index, docs[i].key);
    for (uint64_t i = 0; i < WD_COUNT(docs); i++) {
        struct wd_copy_doc again = docs[i];
        again.key += 1000;
        size_t n = query(index, &a, &again).n;
        ghosts += i % 2 == 0 && n > 0;
        lost += i % 2 == 1 && n != 1;
    }
    ok(ghosts == 0 && lost == 0, "what was taken out is not found, all else is (%zu, %zu)", ghosts, lost);
    size_t full = 0;
    for (int turn = 0; turn < 3; turn++) {
        full = turn == 1 ? wd_copies_bytes(index) : full;
        for (uint64_t i = 0; i < WD_COUNT(docs); i++)
            insert(index, &docs[i]);
    }
    ok(wd_copies_bytes(index) == full, "inserting what is there already changes nothing (%zu, %zu bytes)", wd_copies_bytes(index), full);
    for (uint64_t i = 0; i < WD_COUNT(docs); i++)
        wd_copies_remove(index, docs[i].key);
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
    struct wd_copies *index = wd_copies_new(&wd_copy_defaults);
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
    ok(wd_copies_bytes(index) / TIMES < PARAGRAPH * 4 + 200, "%zu bytes an article", wd_copies_bytes(index) / TIMES);
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
    struct wd_copies *up = wd_copies_new(&wd_copy_defaults), *down = wd_copies_new(&wd_copy_defaults);
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

/* Against a plain array of pairs. */
static void test_postings(void)
{
    enum { ROUNDS = 60000, PRINTS = 400, CAP = 40 };
    static uint32_t lists[PRINTS][CAP], counts[PRINTS];
    struct wd_postings p;
    struct chance c = {19};
    size_t wrong = 0, n = 0;
    wd_postings_init(&p);
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t which = chance_next(&c, PRINTS), slot = chance_next(&c, WD_POSTING_SLOTS), found[256];
        /* neighbours in one part, at its very ends too */
        uint32_t print = (which % 3) * 0x40000000u + (which % 2 ? 0xFFFFFu - which : which);
        if (counts[which] && chance_next(&c, 5) < 2) {
            uint32_t at = chance_next(&c, counts[which]);
            wrong += !wd_postings_remove(&p, print, lists[which][at]);
            memmove(&lists[which][at], &lists[which][at + 1], (counts[which] - at - 1) * sizeof(uint32_t));
            counts[which]--;
            n--;
        } else {
            bool put = wd_postings_insert(&p, print, slot, CAP);
            wrong += put != (counts[which] < CAP);
            if (put)
                lists[which][counts[which]++] = slot;
            n += put;
        }
        size_t got = wd_postings_find(&p, print, found, WD_COUNT(found));
        wrong += got != counts[which] || memcmp(found, lists[which], got * sizeof *found) != 0;
    }
    ok(wrong == 0 && p.n == n, "lists are as in a plain table after %d inserts and removals (%zu wrong)", ROUNDS, wrong);
    wd_postings_done(&p);
}

int main(void)
{
    test_shares();
    test_relations();
    test_remove();
    test_hostile();
    test_order();
    test_postings();
    return done();
}
