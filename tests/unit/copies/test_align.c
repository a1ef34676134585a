#include "copies/align.h"
#include "random_docs.h"

enum { MOST = 80 };

/* The longest run of words of `in` not yet taken that stands in `of`; ties: first in `in`, then first in `of`. All by trying. */
static struct wd_run longest_free(const struct wd_copy_doc *in, const struct wd_copy_doc *of, const bool *taken)
{
    struct wd_run best = {0};
    for (uint32_t i = 0; i < in->words; i++)
        for (uint32_t j = 0; j < of->words; j++) {
            uint32_t n = 0;
            while (i + n < in->words && j + n < of->words && !taken[i + n] && in->hashes[i + n] == of->hashes[j + n])
                n++;
            if (n > best.words)
                best = (struct wd_run){i, j, n};
        }
    return best;
}

static bool runs_as_tried(struct wd_arena *a, const struct wd_copy_doc *in, const struct wd_copy_doc *of, uint32_t least)
{
    wd_runs got;
    struct wd_run want[MOST];
    bool taken[MOST] = {false};
    size_t n = 0;
    for (;;) {
        struct wd_run r = longest_free(in, of, taken);
        if (r.words < least)
            break;
        memset(taken + r.start_in, 1, r.words);
        size_t at = n++;
        for (; at && want[at - 1].start_in > r.start_in; at--)
            want[at] = want[at - 1];
        want[at] = r;
    }
    wd_align_runs(a, in, of, least, &got);
    return got.n == n && (!n || memcmp(got.v, want, n * sizeof *want) == 0);
}

static void test_runs(void)
{
    struct wd_arena a;
    struct chance c = {1};
    static const uint32_t vocabularies[] = {2, 3, 5, 12, 200};
    wd_arena_init(&a);
    for (size_t v = 0; v < WD_COUNT(vocabularies); v++) {
        size_t wrong = 0;
        for (int round = 0; round < 1000; round++) {
            size_t n = chance_next(&c, MOST), m = chance_next(&c, MOST);
            uint32_t *x = random_words(&a, &c, n, vocabularies[v]), *y = random_words(&a, &c, m, vocabularies[v]);
            for (uint32_t pieces = chance_next(&c, 4); pieces && n && m; pieces--) {
                size_t from = chance_next(&c, (uint32_t)m), to = chance_next(&c, (uint32_t)n);
                size_t words = chance_next(&c, 30);
                words = WD_MIN(words, WD_MIN(n - to, m - from));
                memcpy(x + to, y + from, words * sizeof *x);
            }
            struct wd_copy_doc in = doc_of(2, x, n), of = doc_of(1, y, m);
            wrong += !runs_as_tried(&a, &in, &of, 1 + chance_next(&c, 9));
            wd_arena_reset(&a);
        }
        ok(wrong == 0, "runs of 1,000 pairs over %u words are those found by trying all (%zu differ)", vocabularies[v], wrong);
    }
    wd_arena_done(&a);
}

/* A text of one word repeated has a quadratic number of matches. */
static void test_repetition(void)
{
    enum { LONG = 200000 };
    struct wd_arena a;
    wd_arena_init(&a);
    uint32_t *same = wd_arena_array(&a, LONG, sizeof *same);
    struct wd_copy_doc in = doc_of(2, same, LONG), of = doc_of(1, same, LONG / 2);
    wd_runs runs;
    wd_align_runs(&a, &in, &of, 8, &runs);
    size_t covered = 0;
    bool true_runs = true;
    for (size_t i = 0; i < runs.n; i++) {
        covered += runs.v[i].words;
        true_runs &= runs.v[i].start_in + runs.v[i].words <= LONG && runs.v[i].start_of + runs.v[i].words <= LONG / 2;
    }
    ok(runs.n > 0 && true_runs && covered >= LONG / 2, "one word repeated: ends, and the runs found are true (%zu words)", covered);
    wd_arena_done(&a);
}

static struct wd_copy_doc doc_with_lines(struct wd_arena *a, const char *text)
{
    struct wd_str s = wd_str_c(text), rest = s, line;
    wd_spans lines = {0};
    struct wd_copy_doc doc = {0};
    while (wd_str_cut(&rest, '\n', &line)) {
        uint32_t start = (uint32_t)(line.p - s.p);
        wd_list_add(a, &lines, (struct wd_span){start, start + (uint32_t)line.n});
    }
    ok(wd_copy_doc_make(a, s, lines.v, lines.n, NULL, 0, &doc) == 0, "a doc of %zu lines is made", lines.n);
    return doc;
}

static void test_sentences(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_copy_doc of = doc_with_lines(&a, "Harbour pilots in Norvik walked out at dawn on Friday.\n"
                                               "He declined.\n"
                                               "The union wants nine percent more pay and shorter night watches this winter.\n"
                                               "Ferries to the outer islands were not affected.");
    struct wd_copy_doc in = doc_with_lines(&a, "Ferries to the outer islands were not affected.\n"
                                               "The union wants eleven percent more pay and much shorter night watches.\n"
                                               "He declined.\n"
                                               "A spokeswoman for the port had nothing to add.\n"
                                               "Harbour pilots in Norvik walked out at dawn on Friday.");
    static const struct wd_sentence_mark want[] = {
        {WD_MARK_VERBATIM, 3}, {WD_MARK_EDITED, 2}, {WD_MARK_VERBATIM, 1}, {WD_MARK_NEW, 0}, {WD_MARK_VERBATIM, 0}};
    wd_sentence_marks got;
    wd_align_sentences(&a, &in, &of, &got);
    is_int(got.n, WD_COUNT(want), "one mark a sentence");
    for (size_t i = 0; i < WD_MIN(got.n, WD_COUNT(want)); i++)
        ok(got.v[i].mark == want[i].mark && got.v[i].of == want[i].of, "sentence %zu: mark %d of %u", i, got.v[i].mark, got.v[i].of);
    wd_arena_done(&a);
}

int main(void)
{
    test_runs();
    test_repetition();
    test_sentences();
    return done();
}
