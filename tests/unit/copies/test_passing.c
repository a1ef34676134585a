#include "base/hash.h"
#include "copies/memory_shelf.h"
#include "copies/postings.h"
#include "indexes.h"

enum { TEXTS = 60000, WINDOW = 3000, LATE = 2 * WINDOW, WORDS = 70, RUN = 40, VOCABULARY = 40000, STAYS = 100, FOOTER = 14, OUTLETS = 5 };
static const uint64_t FIRST_KEY = 7;

/* ---- a stream ---- */

/* Every fourth text holds a passage of an earlier one, which may have left; every third a phrase that all know; and outlets have footers.
 */
struct stream {
    struct wd_arena arena;
    struct wd_copy_doc *docs;
    uint32_t *of; /* number of the text whose passage it holds, or itself */
};

static void make_stream(struct stream *s, uint64_t seed)
{
    struct chance c = {seed};
    uint32_t *footers[OUTLETS];
    wd_arena_init(&s->arena);
    s->docs = wd_arena_array(&s->arena, TEXTS, sizeof *s->docs);
    s->of = wd_arena_array(&s->arena, TEXTS, sizeof *s->of);
    for (size_t i = 0; i < OUTLETS; i++)
        footers[i] = random_words(&s->arena, &c, FOOTER, VOCABULARY);
    for (uint32_t i = 0; i < TEXTS; i++) {
        uint32_t *w = random_words(&s->arena, &c, WORDS, VOCABULARY);
        s->of[i] = i;
        if (i > 10 && i % 4 == 0)
            s->of[i] = chance_next(&c, 24) == 0 ? STAYS % i : i - 1 - chance_next(&c, WD_MIN(i - 1, (uint32_t)(WINDOW + WINDOW / 2)));
        if (s->of[i] != i)
            memcpy(w, s->docs[s->of[i]].hashes, RUN * sizeof *w);
        if (i % 3 == 0)
            memcpy(w + RUN, footers[0], FOOTER * sizeof *w);
        memcpy(w + WORDS - FOOTER, footers[i % OUTLETS], FOOTER * sizeof *w);
        s->docs[i] = doc_of(FIRST_KEY + i, w, WORDS);
        s->docs[i].outlet = i % OUTLETS;
    }
}

/* What a run over the stream saw. */
struct seen {
    uint64_t pairs;                  /* a hash of all */
    size_t planted, missed, gone;    /* passages within the window; not found; texts named that had left */
    size_t hot_peak[2], row_peak[2]; /* while the window fills and shortly after; later */
    size_t sealed_peak[2];
    uint64_t most_segments, sealed, held;
};

/* Whether the text has left when the next one is `at`: one in fifty leaves early, one in sixty late, one never. */
static bool has_left(uint32_t i, uint32_t at)
{
    uint32_t age = i % 50 == 1 ? WINDOW / 10 : i % 60 == 2 ? WINDOW + WINDOW / 20 : WINDOW;
    return i != STAYS && i + age < at;
}

static void take_out(struct wd_copies *index, const struct stream *s, uint32_t at)
{
    const uint32_t ages[] = {WINDOW / 10, WINDOW, WINDOW + WINDOW / 20};
    for (size_t k = 0; k < WD_COUNT(ages); k++) {
        uint32_t i = at - 1 - ages[k];
        if (at > ages[k] && has_left(i, at) && !has_left(i, at - 1))
            remove_key(index, s->docs[i].key);
    }
}

static void look(struct wd_copies *index, struct seen *seen, bool late)
{
    struct wd_copies_size size = wd_copies_size(index);
    seen->hot_peak[late] = WD_MAX(seen->hot_peak[late], size.hot_bytes);
    seen->row_peak[late] = WD_MAX(seen->row_peak[late], size.words_bytes);
    seen->sealed_peak[late] = WD_MAX(seen->sealed_peak[late], size.sealed_bytes);
    seen->most_segments = WD_MAX(seen->most_segments, size.segments);
    seen->sealed = size.sealed_texts;
    seen->held = size.hot_texts;
}

static struct seen run_stream(const struct stream *s, uint32_t hot_texts, bool passing)
{
    struct wd_copy_options options = wd_copy_defaults;
    struct seen seen = {0};
    struct wd_arena a;
    options.hot_texts = hot_texts;
    options.passing = passing;
    wd_arena_init(&a);
    struct wd_copies *index = index_new(&options, NULL);
    for (uint32_t at = 0; at < TEXTS; at++) {
        take_out(index, s, at);
        wd_reuses r = query(index, &a, &s->docs[at]);
        bool wanted = s->of[at] != at && !has_left(s->of[at], at), found = false;
        for (size_t k = 0; k < r.n; k++) {
            uint32_t of = (uint32_t)(r.v[k].of - FIRST_KEY);
            seen.gone += has_left(of, at);
            found |= of == s->of[at];
            seen.pairs = wd_hash_mix(wd_hash_mix(wd_hash_mix(seen.pairs, at), of), (uint64_t)(r.v[k].share_of_copy * 1e6));
        }
        seen.planted += wanted;
        seen.missed += wanted && !found;
        insert(index, &s->docs[at]);
        look(index, &seen, at > 4 * WINDOW);
        wd_arena_reset(&a);
    }
    wd_copies_free(index);
    wd_arena_done(&a);
    return seen;
}

/* In hundredths; what comes late against what was there early. */
static size_t grown(const size_t peaks[2])
{
    return peaks[0] ? peaks[1] * 100 / peaks[0] : 100;
}

static void say_memory(const struct seen *seen, const char *what)
{
    ok(grown(seen->hot_peak) <= 110 && grown(seen->row_peak) <= 110 && grown(seen->sealed_peak) <= 110,
       "%s: memory is flat: %zu bytes, later %zu; words %zu, %zu; sealed %zu, %zu", what, seen->hot_peak[0], seen->hot_peak[1],
       seen->row_peak[0], seen->row_peak[1], seen->sealed_peak[0], seen->sealed_peak[1]);
}

static void test_stream(void)
{
    enum { NARROW = WINDOW + WINDOW / 3, TOO_NARROW = WINDOW / 3 * 2 };
    struct stream s;
    make_stream(&s, 71);
    struct seen wide = run_stream(&s, 0, true), again = run_stream(&s, 0, true), one_by_one = run_stream(&s, 0, false);
    struct seen narrow = run_stream(&s, NARROW, true), sealing = run_stream(&s, TOO_NARROW, true);
    ok(wide.planted > TEXTS / 8 && wide.missed == 0, "passages of %zu texts within the window: %zu missed", wide.planted, wide.missed);
    ok(wide.gone == 0 && narrow.gone == 0 && sealing.gone == 0, "no text that left is named");
    ok(wide.pairs == again.pairs, "the same input gives the same pairs");
    ok(wide.pairs == one_by_one.pairs && one_by_one.gone == 0, "those of an index that takes each text out at once");
    ok(wide.pairs == narrow.pairs && narrow.sealed == 0, "also where the table is full again and again");
    ok(wide.held < WINDOW + WINDOW / 10 && wide.sealed == 0, "%" PRIu64 " texts are held", wide.held);
    say_memory(&wide, "a wide table");
    say_memory(&narrow, "one that just holds the window");
    say_memory(&sealing, "one too narrow for it");
    ok(sealing.sealed > TEXTS / 2 && sealing.most_segments <= 6 && sealing.missed * 200 <= sealing.planted,
       "which seals %" PRIu64 " texts, and has at most %" PRIu64 " segments at a time; %zu missed", sealing.sealed, sealing.most_segments,
       sealing.missed);
    wd_arena_done(&s.arena);
}

/* ---- postings ---- */

enum { PRINTS = 700, SLOTS = 4000, ROUNDS = 12, EACH = 10 };

/* Half of them in one part, so that its lines spill; some in one line. */
static uint32_t print_of(uint32_t n)
{
    return n % 2 ? n * 2654435761u : 5u << 20 | (n % 20 == 0 ? n : n * 1499);
}

struct plain {
    uint32_t slots[SLOTS * EACH];
    uint32_t prints[SLOTS * EACH];
    size_t n;
};

static size_t wrong_lists(const struct wd_postings *p, const struct plain *plain)
{
    static uint8_t has[PRINTS][SLOTS];
    uint32_t slots[SLOTS];
    size_t wrong = 0;
    memset(has, 0, sizeof has);
    for (size_t i = 0; i < plain->n; i++)
        has[plain->prints[i]][plain->slots[i]] = 1;
    for (uint32_t n = 0; n < PRINTS; n++) {
        size_t found = wd_postings_find(p, print_of(n), slots, WD_COUNT(slots)), wanted = 0;
        for (size_t i = 0; i < SLOTS; i++)
            wanted += has[n][i];
        wrong += found != wanted;
        for (size_t i = 0; i < found; i++)
            wrong += !has[n][slots[i]];
    }
    return wrong;
}

static int look_at(void *context, struct wd_posting posting)
{
    *(size_t *)context += posting.marked == (posting.print % 3 > 0) ? 1 : 1000000;
    return 0;
}

/* Forgets one slot in three and those that are to go at the front; the plain lists lose them at once. */
static uint32_t forget_some(struct wd_postings *p, struct plain *plain, struct chance *c, uint32_t slots, uint32_t *now)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < slots; i++) {
        bool goes = i < slots / 4 || chance_next(c, 3) == 0;
        now[i] = goes ? UINT32_MAX : left++;
        if (goes)
            wd_postings_forget(p, i);
    }
    size_t kept = 0;
    for (size_t i = 0; i < plain->n; i++)
        if (now[plain->slots[i]] != UINT32_MAX) {
            plain->slots[kept] = plain->slots[i];
            plain->prints[kept++] = plain->prints[i];
        }
    plain->n = kept;
    return left;
}

static void test_postings(void)
{
    static struct plain plain;
    static uint32_t now[SLOTS];
    struct wd_postings p;
    struct chance c = {73};
    size_t wrong = 0, walked = 0;
    uint32_t slots = 0;
    wd_postings_init(&p);
    for (int round = 0; round < ROUNDS; round++) {
        for (; slots < (round == ROUNDS / 2 ? SLOTS / 20 : SLOTS); slots++)
            for (int k = 0; k < EACH; k++) {
                uint32_t n = (chance_next(&c, PRINTS / EACH)) * EACH + (uint32_t)k, print = print_of(n);
                bool put = wd_postings_insert(&p, (struct wd_posting){print, slots, print % 3 > 0}, 0, 60);
                size_t had = 0;
                for (size_t i = 0; i < plain.n && round == 1; i++)
                    had += plain.prints[i] == n;
                wrong += round == 1 && put != (had < 60);
                if (put) {
                    plain.slots[plain.n] = slots;
                    plain.prints[plain.n++] = n;
                }
            }
        wrong += wrong_lists(&p, &plain);
        uint32_t left = forget_some(&p, &plain, &c, slots, now);
        wrong += wrong_lists(&p, &plain);
        wd_postings_close_up(&p, slots);
        slots = left;
        for (size_t i = 0; i < plain.n; i++)
            plain.slots[i] = now[plain.slots[i]];
        wrong += wrong_lists(&p, &plain) + (p.n != plain.n);
    }
    bool whole = !wd_postings_each(&p, &walked, look_at);
    ok(wrong == 0 && plain.n > 1000, "lists are as plain ones, forgotten and closed up %d times (%zu wrong)", ROUNDS, wrong);
    ok(whole && walked == plain.n, "a walk meets all that is left, with its mark (%zu of %zu)", walked, plain.n);
    wd_postings_done(&p);
}

/* ---- the row ---- */

/* A row that is blanked behind its end, with a record that stays: what it takes, and what can be read of it. */
static void test_row(void)
{
    enum { RECORD = 1000, RECORDS = 200000, HELD = 500, KEPT = 3 };
    struct wd_memory_shelf *shelf = wd_memory_shelf_new();
    const struct wd_copy_shelf *calls = wd_memory_shelf_of(shelf);
    static char record[RECORD];
    size_t wrong = 0, peak[2] = {0};
    uint64_t at, end = 0;
    struct wd_str bytes;
    for (size_t i = 0; i < RECORDS; i++) {
        memset(record, (int)(i % 100) + 1, RECORD);
        wrong += calls->append(calls->context, wd_str_n(record, 10), wd_str_n(record, RECORD - 10), &at) || at != i * RECORD;
        if (i >= HELD && i - HELD != KEPT)
            wrong += calls->blank(calls->context, (i - HELD) * RECORD, RECORD) != 0;
        for (size_t k = 0; k < 3; k++) {
            size_t of = k == 0 ? i : k == 1 ? i - WD_MIN(i, (size_t)HELD) : WD_MIN(i, (size_t)KEPT);
            char wanted = i >= HELD && of + HELD <= i && of != KEPT ? 0 : (char)(of % 100 + 1);
            wrong += calls->read(calls->context, of * RECORD, RECORD, &bytes) || bytes.p[0] != wanted || bytes.p[RECORD - 1] != wanted;
        }
        peak[i > RECORDS / 10] = WD_MAX(peak[i > RECORDS / 10], wd_memory_shelf_words(shelf));
    }
    /* what it grows by: 16 bytes for each 64 kB that passed while a record stayed, doubled at most */
    ok(wrong == 0, "a row blanked behind its end reads as it was written (%zu wrong)", wrong);
    ok(peak[1] <= peak[0] + RECORDS / 2048 * (size_t)RECORD, "and takes %zu bytes, later %zu", peak[0], peak[1]);
    wrong = calls->blank(calls->context, KEPT * RECORD, RECORD) != 0;
    wrong += calls->read(calls->context, 0, 100 * RECORD, &bytes) || bytes.p[KEPT * RECORD] != 0;
    wrong += calls->cut(calls->context, 10 * RECORD) || calls->words_end(calls->context, &end) || end != 10 * RECORD;
    for (size_t i = 10; i < 400; i++) {
        memset(record, 77, RECORD);
        wrong += calls->append(calls->context, wd_str_n(record, RECORD), (struct wd_str){0}, &at) || at != i * RECORD;
        wrong += calls->read(calls->context, 0, (i + 1) * RECORD, &bytes) || bytes.p[i * RECORD] != 77 || bytes.p[9 * RECORD] != 0;
    }
    ok(wrong == 0, "also cut back to where nothing is left (%zu wrong)", wrong);
    struct wd_copies *index = NULL;
    struct wd_copy_options options = wd_copy_defaults;
    options.passing = true;
    ok(wd_copies_new(&options, calls, &index, NULL) == WD_E_INVALID, "texts that pass are not laid on a shelf");
    wd_memory_shelf_free(shelf);
}

int main(void)
{
    test_stream();
    test_postings();
    test_row();
    return done();
}
