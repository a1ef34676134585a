#include "copies/index.h"
#include "indexes.h"

enum { WORDS = 300, VOCABULARY = 50000, FOOTER = 60 };

/* An article of WORDS words of its own, with `footer` after them. */
static struct wd_copy_doc article_of(struct wd_arena *a, struct chance *c, uint64_t key, uint64_t outlet, const uint32_t *footer)
{
    uint32_t *words = random_words(a, c, WORDS + FOOTER, VOCABULARY);
    if (footer)
        memcpy(words + WORDS, footer, FOOTER * sizeof *words);
    struct wd_copy_doc doc = doc_of(key, words, footer ? WORDS + FOOTER : WORDS);
    doc.outlet = outlet;
    return doc;
}

static size_t count(const wd_reuses *r, uint64_t of)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++)
        n += r->v[i].of == of;
    return n;
}

/* The footer in the middle of the text and at its end, on 200 articles, with a true copy now and then. */
static void test_footer(bool in_the_middle)
{
    enum { ARTICLES = 200, LEARNED = 24 };
    struct wd_arena a;
    struct chance c = {61 + in_the_middle};
    struct wd_copies *index = index_new(&wd_copy_defaults, NULL);
    struct wd_copy_doc docs[ARTICLES];
    wd_arena_init(&a);
    uint32_t *footer = random_words(&a, &c, FOOTER, VOCABULARY);
    size_t early = 0, late = 0, lost = 0, copies = 0, wrong = 0;
    for (size_t i = 0; i < ARTICLES; i++) {
        docs[i] = article_of(&a, &c, i + 1, 7, footer);
        uint32_t *words = (uint32_t *)(uintptr_t)docs[i].hashes;
        if (in_the_middle) {
            memmove(words + 100 + FOOTER, words + 100, (WORDS - 100) * sizeof *words);
            memcpy(words + 100, footer, FOOTER * sizeof *footer);
        }
        bool copies_one = i % 10 == 9;
        if (copies_one) /* 80 words of an earlier article of the same outlet, which are not in the footer */
            memcpy(words + 170, docs[i - 5].hashes + 170, 80 * sizeof *words);
        wd_reuses r = query(index, &a, &docs[i]);
        size_t true_one = copies_one ? count(&r, docs[i - 5].key) : 0;
        copies += copies_one;
        lost += copies_one && !true_one;
        for (size_t k = 0; k < r.n; k++)
            wrong += copies_one && r.v[k].of == docs[i - 5].key && i >= LEARNED && r.v[k].relation != WD_REL_DERIVED;
        *(i < LEARNED ? &early : &late) += r.n - true_one;
        insert(index, &docs[i]);
    }
    ok(early > 0 && late == 0, "a footer%s: %zu pairs in the first %d articles, %zu after", in_the_middle ? " in the middle" : "", early,
       LEARNED, late);
    ok(lost == 0 && wrong == 0, "true copies stay: %zu of %zu lost, %zu of another relation", lost, copies, wrong);
    struct wd_copy_doc elsewhere = article_of(&a, &c, 1000, 8, footer);
    memcpy((uint32_t *)(uintptr_t)elsewhere.hashes, docs[150].hashes, WORDS * sizeof(uint32_t));
    wd_reuses r = query(index, &a, &elsewhere);
    ok(count(&r, docs[150].key) == 1, "another outlet's copy is found");
    struct wd_copy_doc again = docs[199];
    again.key = 2000;
    again.article = 2000;
    r = query(index, &a, &again);
    ok(count(&r, docs[199].key) == 1 && r.v[0].of == docs[199].key && r.v[0].share_of_copy == 1 && r.v[0].relation == WD_REL_COPY,
       "and the outlet's copy of itself, footer and all");
    wd_arena_done(&a);
    wd_copies_free(index);
}

/* A text that is repeated as a whole is no template of its outlet. */
static void test_repeated(void)
{
    struct wd_arena a;
    struct chance c = {67};
    struct wd_copies *index = index_new(&wd_copy_defaults, NULL);
    wd_arena_init(&a);
    struct wd_copy_doc doc = article_of(&a, &c, 1, 7, NULL);
    size_t least = SIZE_MAX, most = 0;
    for (uint64_t i = 0; i < 400; i++) {
        doc.key = doc.article = i + 1;
        wd_reuses r = query(index, &a, &doc);
        least = i ? WD_MIN(least, r.n) : least;
        most = WD_MAX(most, r.n);
        insert(index, &doc);
    }
    ok(least >= 1 && most <= 16, "an outlet that copies itself: %zu to %zu sources", least, most);
    wd_arena_done(&a);
    wd_copies_free(index);
}

/* One outlet repeats one paragraph on and on, between the articles of others, some of which have that paragraph, too. */
static void test_flood(void)
{
    enum { TIMES = 100000, OTHERS_EVERY = 100, FLOOD_WORDS = 24 };
    struct wd_copy_options options = wd_copy_defaults;
    struct wd_arena a, q;
    struct chance c = {71};
    options.hot_texts = 20000;
    struct wd_copies *index = index_new(&options, NULL);
    uint64_t postings[2] = {0}, verified[2] = {0};
    size_t asked[2] = {0}, most_bytes = 0;
    wd_arena_init(&a);
    wd_arena_init(&q);
    uint32_t *paragraph = random_words(&a, &c, FOOTER, VOCABULARY);
    for (uint64_t i = 0; i < TIMES; i++) {
        uint32_t *words = random_words(&q, &c, FLOOD_WORDS + FOOTER, VOCABULARY);
        memcpy(words + FLOOD_WORDS, paragraph, FOOTER * sizeof *words);
        struct wd_copy_doc doc = doc_of(i + 1, words, FLOOD_WORDS + FOOTER);
        doc.outlet = 99;
        insert(index, &doc);
        if (i % OTHERS_EVERY == 0) {
            struct wd_copy_doc other = article_of(&q, &c, TIMES + i, 1 + i / OTHERS_EVERY % 50, i % (2 * OTHERS_EVERY) ? paragraph : NULL);
            struct wd_copies before = *index;
            bool late = i >= TIMES / 2;
            (void)query(index, &q, &other);
            if (i >= TIMES / 10) {
                postings[late] += index->work.postings - before.work.postings;
                verified[late] += index->work.verified - before.work.verified;
                asked[late]++;
            }
            insert(index, &other);
        }
        size_t bytes = wd_copies_size(index).hot_bytes;
        most_bytes = WD_MAX(most_bytes, bytes);
        wd_arena_reset(&q);
    }
    double p0 = (double)postings[0] / (double)asked[0], p1 = (double)postings[1] / (double)asked[1];
    double v0 = (double)verified[0] / (double)asked[0], v1 = (double)verified[1] / (double)asked[1];
    ok(p1 < p0 * 1.5 && v1 < v0 * 1.5 && v1 <= 64,
       "a flood of %d: postings an article of others %.1f, then %.1f; candidates %.1f, then %.1f", TIMES, p0, p1, v0, v1);
    ok(most_bytes < options.hot_texts * (size_t)400, "at most %zu bytes hot", most_bytes);
    wd_arena_done(&a);
    wd_arena_done(&q);
    wd_copies_free(index);
}

/* The set itself: bounded, what was met last stays, and it comes back from the shelf as it was. */
static void test_set(void)
{
    struct wd_templates t, back;
    struct wd_memory_shelf *shelf = wd_memory_shelf_new();
    const struct wd_copy_shelf *calls = wd_memory_shelf_of(shelf);
    const uint64_t outlets[] = {wd_hash(WD_STR("north.example")), wd_hash(WD_STR("south.example")), wd_hash(WD_STR("east.example"))};
    size_t kept = 0, strangers = 0;
    uint64_t end = 0;
    wd_templates_init(&t);
    wd_templates_init(&back);
    for (uint32_t i = 0; i < 1000000; i++) {
        wd_templates_meet(&t, outlets[0], i * 2654435761u);
        if (i % 1000 == 0)
            for (uint32_t k = 0; k < 50; k++)
                wd_templates_meet(&t, outlets[1], k);
    }
    for (uint32_t k = 0; k < 50; k++)
        kept += wd_templates_has(&t, outlets[1], k);
    for (uint32_t k = 0; k < 100000; k++)
        strangers += wd_templates_has(&t, outlets[2], k);
    ok(kept == 50 && strangers == 0 && t.n <= WD_TEMPLATE_ROWS * WD_TEMPLATE_WAYS, "what is met often stays among a million (%zu of 50)",
       kept);
    bool moved = !wd_templates_save(&t, calls, &end) && !wd_templates_load(&back, calls, end);
    ok(moved && back.n == t.n && wd_templates_digest(&t) == wd_templates_digest(&back), "from the shelf as it was");
    struct wd_str row;
    size_t missed = 0;
    if (!calls->read(calls->context, 0, end, &row)) {
        for (size_t at = 0; at < 4000; at++) {
            size_t byte = at < 2000 ? at : end - 1 - (at - 2000);
            struct wd_str one;
            if (calls->read(calls->context, byte, 1, &one))
                continue;
            *(char *)(uintptr_t)one.p ^= 4;
            missed += wd_templates_load(&back, calls, end) != WD_E_CORRUPT;
            *(char *)(uintptr_t)one.p ^= 4;
        }
    }
    ok(missed == 0, "a flipped byte of it is told (%zu are not)", missed);
    wd_templates_done(&t);
    wd_templates_done(&back);
    wd_memory_shelf_free(shelf);
}

int main(void)
{
    test_footer(false);
    test_footer(true);
    test_repeated();
    test_flood();
    test_set();
    return done();
}
