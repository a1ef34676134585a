#include "base/hash.h"
#include "copies/memory_shelf.h"
#include "indexes.h"

/* Sealing at a small scale: halves of 32 texts. */
static const struct wd_copy_options small = {.window = 8, .sealed_window = 16, .posting_cap = 64, .max_candidates = 64, .hot_texts = 64};

enum { DOCS = 2000, MOST_WORDS = 300, VOCABULARY = 50000 };

/* Texts of which two in five take passages of 1 to 80 words from earlier ones; a few are short, or copies as a whole. */
static struct wd_copy_doc *make_docs(struct wd_arena *a, uint64_t seed, size_t n)
{
    struct chance c = {seed};
    struct wd_copy_doc *docs = wd_arena_array(a, n, sizeof *docs);
    for (size_t i = 0; i < n; i++) {
        size_t words = chance_next(&c, 20) == 0 ? chance_next(&c, 40) : 60 + chance_next(&c, MOST_WORDS - 60);
        uint32_t *w = random_words(a, &c, words, VOCABULARY);
        for (uint32_t k = i && chance_next(&c, 5) < 2 ? 1 + chance_next(&c, 3) : 0; k; k--) {
            const struct wd_copy_doc *of =
                &docs[chance_next(&c, 2) ? i - 1 - chance_next(&c, (uint32_t)WD_MIN(i, 50u)) : chance_next(&c, (uint32_t)i)];
            size_t run = 1 + chance_next(&c, 80);
            if (run <= words && run <= of->words)
                memcpy(w + chance_next(&c, (uint32_t)(words - run + 1)), of->hashes + chance_next(&c, (uint32_t)(of->words - run + 1)),
                       run * sizeof *w);
        }
        docs[i] = doc_of(1000 + i, w, words);
        docs[i].outlet = i % 7;
    }
    return docs;
}

/* The longest common run, and distinct common 5-grams: by looking at every pair of places. */
static void compare(const struct wd_copy_doc *x, const struct wd_copy_doc *y, size_t *ret_longest, size_t *ret_common)
{
    uint16_t rows[2][MOST_WORDS + 1] = {{0}};
    size_t longest = 0, common = 0;
    for (size_t i = 0; i < x->words; i++) {
        uint16_t *row = rows[i % 2], *above = rows[1 - i % 2];
        bool ends = false;
        for (size_t j = 0; j < y->words; j++) {
            row[j + 1] = x->hashes[i] == y->hashes[j] ? (uint16_t)(above[j] + 1) : 0;
            longest = WD_MAX(longest, row[j + 1]);
            ends |= row[j + 1] >= 5;
        }
        common += ends;
    }
    *ret_longest = longest;
    *ret_common = common;
}

/* Who holds a 5-gram: all of them, in plain lists. */
struct holder {
    uint32_t doc, next;
};
typedef WD_LIST(struct holder) holders;
struct grams_of_all {
    struct wd_map first;
    holders list;
};
/* Flags the docs that share a 5-gram with this one, then adds it. */
static void meet_grams(struct grams_of_all *g, struct wd_arena *a, const struct wd_copy_doc *docs, uint32_t i, uint8_t *shares)
{
    for (size_t w = 0; w + 5 <= docs[i].words; w++) {
        uint64_t *at = wd_map_at(&g->first, wd_hash(wd_str_n((const char *)(docs[i].hashes + w), 5 * sizeof(uint32_t))));
        for (uint64_t k = *at; k; k = g->list.v[k - 1].next)
            shares[g->list.v[k - 1].doc] = 1;
        wd_list_add(a, &g->list, (struct holder){i, (uint32_t)*at});
        *at = g->list.n;
    }
}

static void test_against_naive(void)
{
    struct wd_arena a, q;
    wd_arena_init(&a);
    wd_arena_init(&q);
    struct wd_copy_doc *docs = make_docs(&a, 31, DOCS);
    struct wd_copies *index = index_new(&small, NULL);
    struct grams_of_all grams = {0};
    size_t missed = 0, wrong = 0, expected_hot = 0, expected_sealed = 0, paragraphs = 0, paragraphs_found = 0;
    for (size_t i = 0; i < DOCS; i++) {
        wd_reuses r = query(index, &q, &docs[i]);
        uint64_t sealed = wd_copies_sealed(index);
        uint8_t *found = wd_arena_array(&q, DOCS, 1), *shares = wd_arena_array(&q, DOCS, 1);
        meet_grams(&grams, &a, docs, (uint32_t)i, shares);
        for (size_t k = 0; k < r.n; k++)
            found[r.v[k].of - 1000] = 1;
        for (size_t j = 0; j < i; j++) {
            size_t longest = 0, common = 0;
            if (shares[j])
                compare(&docs[i], &docs[j], &longest, &common);
            bool must = longest >= (j < sealed ? 36u : 20u);
            expected_hot += must && j >= sealed;
            expected_sealed += must && j < sealed;
            missed += must && !found[j];
            paragraphs += j < sealed && longest >= 24 && longest < 36;
            paragraphs_found += j < sealed && longest >= 24 && longest < 36 && found[j];
            wrong += found[j] && common < 8 && !(docs[i].words == docs[j].words && common + 4 == docs[i].words);
        }
        insert(index, &docs[i]);
        wd_arena_reset(&q);
    }
    struct wd_copies_size size = wd_copies_size(index);
    ok(expected_hot > 300 && expected_sealed > 200 && missed == 0,
       "runs of 20 words with %zu hot and of 36 with %zu sealed texts: %zu missed", expected_hot, expected_sealed, missed);
    ok(wrong == 0, "and nothing that is no reuse");
    ok(paragraphs > 50 && paragraphs_found * 100 >= paragraphs * 98, "of %zu passages of 24 to 35 words in sealed texts %zu are found",
       paragraphs, paragraphs_found);
    ok(size.sealed_texts >= DOCS - 64 && size.hot_texts + size.sealed_texts == DOCS && size.segments >= 1 && size.segments <= 8,
       "%" PRIu64 " texts hot, %" PRIu64 " in %" PRIu64 " segments", size.hot_texts, size.sealed_texts, size.segments);
    wd_copies_free(index);
    wd_map_done(&grams.first);
    wd_arena_done(&a);
    wd_arena_done(&q);
}

/* Grown with queries in between, grown without, left and opened again at any number: the same index. */
static void test_growth(void)
{
    enum { N = 600 };
    struct wd_arena a, q;
    wd_arena_init(&a);
    wd_arena_init(&q);
    struct wd_copy_doc *docs = make_docs(&a, 37, N);
    uint32_t *footer = random_words(&a, &(struct chance){41}, 40, VOCABULARY);
    for (size_t i = 0; i < N; i++) {
        docs[i].outlet = i % 5 ? 3 : docs[i].outlet;
        if (docs[i].outlet == 3 && docs[i].words > 100)
            memcpy((uint32_t *)(uintptr_t)docs[i].hashes + docs[i].words - 40, footer, 40 * sizeof *footer);
    }
    struct wd_memory_shelf *shelf = wd_memory_shelf_new();
    struct wd_copies *live = index_new(&small, NULL), *rebuilt = index_new(&small, NULL);
    struct wd_copies *reopened = index_new(&small, wd_memory_shelf_of(shelf));
    size_t opened = 0, differ = 0, other_answers = 0, unresumed = 0;
    for (size_t i = 0; i < N; i++) {
        wd_reuses r = query(live, &q, &docs[i]);
        insert(live, &docs[i]);
        insert(rebuilt, &docs[i]);
        if (i % 13 == 5) {
            wd_copies_free(reopened);
            reopened = index_new(&small, wd_memory_shelf_of(shelf));
            unresumed += wd_copies_sealed(reopened) > 0 && wd_copies_resumed(reopened);
            opened += wd_copies_sealed(reopened) > 0;
            for (size_t k = 0; k < i; k++)
                insert(reopened, &docs[k]);
            unresumed += !wd_copies_resumed(reopened);
        }
        wd_reuses again = query(reopened, &q, &docs[i]);
        bool same = again.n == r.n;
        for (size_t k = 0; same && k < r.n; k++)
            same &=
                r.v[k].of == again.v[k].of && r.v[k].share_of_copy == again.v[k].share_of_copy && r.v[k].relation == again.v[k].relation;
        other_answers += !same;
        insert(reopened, &docs[i]);
        differ += wd_copies_digest(live) != wd_copies_digest(rebuilt) || wd_copies_digest(live) != wd_copies_digest(reopened);
        wd_arena_reset(&q);
    }
    ok(opened > 30 && differ == 0, "live, rebuilt and left and opened %zu times: one digest after each insert (%zu differ)", opened,
       differ);
    ok(other_answers == 0 && unresumed == 0, "and the same answers (%zu differ)", other_answers);
    wd_copies_free(reopened);
    reopened = index_new(&small, wd_memory_shelf_of(shelf));
    insert(reopened, &docs[0]);
    ok(wd_copies_insert(reopened, &docs[2]) == WD_E_CORRUPT && wd_copies_insert(reopened, &docs[1]) == 0 && !wd_copies_resumed(reopened),
       "other texts than those on the shelf are told");
    wd_copies_free(reopened);
    wd_memory_shelf_free(shelf);
    wd_copies_free(live);
    wd_copies_free(rebuilt);
    wd_arena_done(&a);
    wd_arena_done(&q);
}

static size_t finds(struct wd_copies *c, struct wd_arena *a, const struct wd_copy_doc *doc)
{
    struct wd_copy_doc again = *doc;
    again.key += 1u << 20;
    wd_reuses r = query(c, a, &again);
    size_t n = 0;
    for (size_t i = 0; i < r.n; i++)
        n += r.v[i].of == doc->key;
    return n;
}

/* A text is taken out wherever it lies, and its words with it; also across a leaving and opening. */
static void test_removal(void)
{
    enum { N = 300, WORDS = 80 };
    struct wd_arena a;
    struct chance c = {43};
    struct wd_copy_doc docs[N];
    wd_arena_init(&a);
    struct wd_memory_shelf *shelf = wd_memory_shelf_new();
    const struct wd_copy_shelf *calls = wd_memory_shelf_of(shelf);
    struct wd_copies *index = index_new(&small, calls);
    for (size_t i = 0; i < N; i++) {
        docs[i] = doc_of(i + 1, random_words(&a, &c, WORDS, VOCABULARY), WORDS);
        insert(index, &docs[i]);
        if (i % 10 == 9)
            remove_key(index, docs[i - (i % 20 == 9 ? 0 : 9)].key); /* some hot, and later some sealed */
    }
    for (size_t i = 1; i < N; i += 10)
        remove_key(index, docs[i].key);
    size_t ghosts = 0, lost = 0, words_left = 0, unresumed = 0;
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < N; i++) {
            bool gone = i % 10 == 1 || i % 20 == 9 || i % 20 == 10;
            size_t found = finds(index, &a, &docs[i]);
            ghosts += gone && found;
            lost += !gone && found != 1;
        }
        wd_copies_free(index);
        index = index_new(&small, calls);
        for (size_t i = 0; i < N; i++)
            if (!(i % 10 == 1 || i % 20 == 9 || i % 20 == 10))
                insert(index, &docs[i]);
        unresumed += !wd_copies_resumed(index);
    }
    ok(ghosts == 0 && lost == 0 && unresumed == 0, "taken out hot or sealed: not found, all else is (%zu, %zu)", ghosts, lost);
    uint64_t end = 0;
    struct wd_str row = {0};
    bool read = !calls->words_end(calls->context, &end) && !calls->read(calls->context, 0, end, &row);
    for (size_t i = 0; read && i < N; i++) {
        bool gone = i % 10 == 1 || i % 20 == 9 || i % 20 == 10;
        words_left += gone && memmem(row.p, row.n, docs[i].hashes + 10, 3 * sizeof(uint32_t)) != NULL;
    }
    ok(read && words_left == 0, "and none of their words stands on the shelf (%zu do)", words_left);
    wd_copies_free(index);
    wd_memory_shelf_free(shelf);
    wd_arena_done(&a);
}

/* What a crash can leave behind: both a merged segment and those it was made of; a segment behind a gap. */
static void drop_nothing(void *context, uint32_t number)
{
    (void)context;
    (void)number;
}

static void test_crash(void)
{
    enum { N = 500 };
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_copy_doc *docs = make_docs(&a, 47, N);
    struct wd_memory_shelf *shelf = wd_memory_shelf_new();
    const struct wd_copy_shelf *calls = wd_memory_shelf_of(shelf);
    struct wd_copy_shelf forgetful = *calls;
    forgetful.drop = drop_nothing;
    struct wd_copies *index = index_new(&small, &forgetful), *whole = index_new(&small, NULL);
    for (size_t i = 0; i < N; i++) {
        insert(index, &docs[i]);
        insert(whole, &docs[i]);
    }
    wd_copies_free(index);
    size_t left = 0, now = 0;
    uint32_t number, last = 0;
    struct wd_str bytes;
    while (!calls->segment(calls->context, left, &number, &bytes))
        left++;
    index = index_new(&small, calls);
    uint64_t sealed = wd_copies_sealed(index);
    while (!calls->segment(calls->context, now, &number, &bytes)) {
        now++;
        last = number;
    }
    ok(left > now && now == wd_copies_size(index).segments && sealed == wd_copies_sealed(whole),
       "of %zu segments the %zu that cover all are kept", left, now);
    for (size_t i = 0; i < N; i++)
        insert(index, &docs[i]);
    ok(wd_copies_digest(index) == wd_copies_digest(whole), "and the index is whole again");
    wd_copies_free(index);
    calls->drop(calls->context, last);
    index = index_new(&small, calls);
    ok(wd_copies_sealed(index) < sealed, "a lost segment costs its texts: they are inserted again");
    for (size_t i = 0; i < N; i++)
        insert(index, &docs[i]);
    struct wd_arena q;
    wd_arena_init(&q);
    size_t differ = 0;
    for (size_t i = 0; i < N; i += 7) {
        wd_reuses x = query(index, &q, &docs[i]), y = query(whole, &q, &docs[i]);
        differ += x.n != y.n;
        for (size_t k = 0; k < WD_MIN(x.n, y.n); k++)
            differ += x.v[k].of != y.v[k].of;
    }
    ok(differ == 0, "and found as before");
    wd_copies_free(index);
    wd_copies_free(whole);
    wd_memory_shelf_free(shelf);
    wd_arena_done(&a);
    wd_arena_done(&q);
}

/* Every byte of the segment, one after the other; and bytes of the words. */
static void test_damage(void)
{
    enum { N = 70, WORDS = 60 };
    struct wd_arena a;
    struct chance c = {53};
    wd_arena_init(&a);
    struct wd_memory_shelf *shelf = wd_memory_shelf_new();
    const struct wd_copy_shelf *calls = wd_memory_shelf_of(shelf);
    struct wd_copies *index = index_new(&small, calls);
    struct wd_copy_doc docs[N];
    for (size_t i = 0; i < N; i++) {
        docs[i] = doc_of(i + 1, random_words(&a, &c, WORDS, VOCABULARY), WORDS);
        insert(index, &docs[i]);
    }
    uint64_t sealed = wd_copies_sealed(index), end = 0;
    uint32_t number;
    struct wd_str bytes, row;
    bool has = !calls->segment(calls->context, 0, &number, &bytes) && !calls->words_end(calls->context, &end);
    ok(has && sealed == 32, "a segment of %" PRIu64 " texts, %zu bytes", sealed, bytes.n);

    /* Flipped in the shelf's own memory: what read gives lies in one chunk of it. The records of the first half lie one after the other;
     * behind them lies what is known of templates. */
    uint64_t records = sealed * (40 + WORDS * 4);
    size_t wrong = 0, told = 0, misplaced = 0, flips = 0;
    has = end < 1 << 16 && !calls->read(calls->context, 0, end, &row);
    ok(has, "the words lie in one piece");
    for (size_t at = 0; at < records; at += 3) {
        char *byte = (char *)(uintptr_t)row.p + at;
        size_t which = at / (40 + WORDS * 4);
        *byte ^= 0x10;
        flips++;
        for (size_t i = which > 1 ? which - 1 : 0; i <= which; i++) {
            struct wd_copy_doc again = docs[i];
            wd_reuses r = {0};
            again.key += 1000;
            int err = wd_copies_query(index, &a, &again, &r);
            told += err == WD_E_CORRUPT;
            misplaced += err == WD_E_CORRUPT && (wd_copies_damaged(index) > at || wd_copies_damaged(index) + 40 + WORDS * 4 <= at);
            wrong += err && err != WD_E_CORRUPT;
            for (size_t k = 0; k < r.n; k++)
                wrong += r.v[k].of != docs[i].key || r.v[k].share_of_copy != 1;
        }
        *byte ^= 0x10;
    }
    ok(wrong == 0 && misplaced == 0 && told * 10 > flips * 8, "%zu bytes of words flipped: %zu told, %zu wrong pairs", flips, told, wrong);
    wd_copies_free(index);

    size_t missed = 0, silent = 0;
    for (size_t at = 0; at < bytes.n; at++) {
        char *byte = (char *)(uintptr_t)bytes.p + at;
        struct wd_where where = {0};
        struct wd_copies *opened = NULL;
        *byte ^= (char)(1 << at % 8);
        missed += wd_copies_new(&small, calls, &opened, &where) != WD_E_CORRUPT;
        silent += !where.message[0];
        wd_copies_free(opened);
        *byte ^= (char)(1 << at % 8);
    }
    ok(missed == 0 && silent == 0, "a flipped byte of a segment is told when it is opened (%zu of %zu are not)", missed, bytes.n);
    index = index_new(&small, calls);
    ok(wd_copies_sealed(index) == sealed, "and without one it opens");
    wd_copies_free(index);
    bool cut = !calls->cut(calls->context, 100);
    struct wd_where where = {0};
    index = NULL;
    ok(cut && wd_copies_new(&small, calls, &index, &where) == WD_E_CORRUPT && where.message[0], "words cut short: %s", where.message);
    wd_copies_free(index);
    wd_memory_shelf_free(shelf);
    wd_arena_done(&a);
}

/* A shelf on which now and then a call fails, as on a full disk. */
struct failing {
    const struct wd_copy_shelf *to;
    struct chance chance;
    size_t failed;
};
static bool fails(struct failing *f)
{
    bool now = chance_next(&f->chance, 20) == 0;
    f->failed += now;
    return now;
}
static int failing_append(void *context, struct wd_str head, struct wd_str body, uint64_t *ret_at)
{
    struct failing *f = context;
    return fails(f) ? WD_E_FULL : f->to->append(f->to->context, head, body, ret_at);
}
static int failing_read(void *context, uint64_t at, size_t n, struct wd_str *ret_bytes)
{
    struct failing *f = context;
    return fails(f) ? WD_E_IO : f->to->read(f->to->context, at, n, ret_bytes);
}
static int failing_begin(void *context, uint32_t number)
{
    struct failing *f = context;
    return fails(f) ? WD_E_FULL : f->to->begin(f->to->context, number);
}
static int failing_write(void *context, struct wd_str bytes)
{
    struct failing *f = context;
    return fails(f) ? WD_E_FULL : f->to->write(f->to->context, bytes);
}
static int failing_keep(void *context, struct wd_str *ret_segment)
{
    struct failing *f = context;
    return fails(f) ? WD_E_IO : f->to->keep(f->to->context, ret_segment);
}
static int sound_blank(void *context, uint64_t at, size_t n)
{
    struct failing *f = context;
    return f->to->blank(f->to->context, at, n);
}
static int sound_words_end(void *context, uint64_t *ret_end)
{
    struct failing *f = context;
    return f->to->words_end(f->to->context, ret_end);
}
static int sound_cut(void *context, uint64_t end)
{
    struct failing *f = context;
    return f->to->cut(f->to->context, end);
}
static void sound_drop(void *context, uint32_t number)
{
    struct failing *f = context;
    f->to->drop(f->to->context, number);
}
static int sound_segment(void *context, size_t n, uint32_t *ret_number, struct wd_str *ret_segment)
{
    struct failing *f = context;
    return f->to->segment(f->to->context, n, ret_number, ret_segment);
}

/* What failed is told, and tried again it leads to the index that never failed. */
static void test_failures(void)
{
    enum { N = 1000 };
    struct wd_arena a, q;
    wd_arena_init(&a);
    wd_arena_init(&q);
    struct wd_copy_doc *docs = make_docs(&a, 59, N);
    struct wd_memory_shelf *shelf = wd_memory_shelf_new();
    struct failing f = {.to = wd_memory_shelf_of(shelf), .chance = {61}};
    const struct wd_copy_shelf calls = {.context = &f,
                                        .append = failing_append,
                                        .read = failing_read,
                                        .blank = sound_blank,
                                        .words_end = sound_words_end,
                                        .cut = sound_cut,
                                        .begin = failing_begin,
                                        .write = failing_write,
                                        .keep = failing_keep,
                                        .drop = sound_drop,
                                        .segment = sound_segment};
    struct wd_copies *index = index_new(&small, &calls), *sound = index_new(&small, NULL);
    size_t told = 0, other = 0, differ = 0;
    for (size_t i = 0; i < N; i++) {
        wd_reuses r = {0}, expected = query(sound, &q, &docs[i]);
        int err;
        while ((err = wd_copies_query(index, &q, &docs[i], &r)) != 0) {
            told++;
            other += err != WD_E_IO;
        }
        differ += r.n != expected.n;
        while ((err = wd_copies_insert(index, &docs[i])) != 0) {
            told++;
            other += err != WD_E_IO && err != WD_E_FULL;
        }
        insert(sound, &docs[i]);
        wd_arena_reset(&q);
    }
    ok(told > 50 && told == f.failed && other == 0, "each of %zu failures of the shelf is told (%zu are)", f.failed, told);
    ok(differ == 0 && wd_copies_digest(index) == wd_copies_digest(sound), "tried again, the index is as if nothing had failed");
    wd_copies_free(index);
    wd_copies_free(sound);
    wd_memory_shelf_free(shelf);
    wd_arena_done(&a);
    wd_arena_done(&q);
}

int main(void)
{
    test_against_naive();
    test_growth();
    test_removal();
    test_crash();
    test_damage();
    test_failures();
    return done();
}
