/* The invented texts of the scale benchmark are what the benchmark says of them: the same again, and copies where copies are planted. */
#include "base/hash.h"
#include "cmd/bench_texts.h"
#include "copies/grams.h"
#include "tap.h"

enum { TEXTS = 20000, WORDS = 450, SEED = 7, CLOSELY = 2000 };

static struct wd_invented_text make(struct wd_arena *a, uint64_t number)
{
    struct wd_invented_text t;
    wd_invented_text_make(a, SEED, WORDS, number, &t);
    return t;
}

/* Share of the 5-grams of `copy` that stand in `source`. */
static double share_of(struct wd_arena *a, const struct wd_copy_doc *copy, const struct wd_copy_doc *source)
{
    struct wd_map grams;
    wd_map_init(&grams);
    const uint64_t *values = wd_gram_values(a, source->hashes, source->words);
    for (size_t i = 0; i + WD_GRAM_WORDS <= source->words; i++)
        *wd_map_at(&grams, values[i]) = 1;
    size_t common = 0, all = copy->words - WD_GRAM_WORDS + 1;
    values = wd_gram_values(a, copy->hashes, copy->words);
    for (size_t i = 0; i < all; i++)
        common += wd_map_find(&grams, values[i]) != NULL;
    wd_map_done(&grams);
    return (double)common / (double)all;
}

/* What stands at one place of both, however they came to it. */
static size_t longest_run(const struct wd_copy_doc *x, const struct wd_copy_doc *y)
{
    size_t best = 0;
    for (size_t i = 0; i < x->words; i++) {
        for (size_t k = 0; k < y->words; k++) {
            size_t n = 0;
            while (i + n < x->words && k + n < y->words && x->hashes[i + n] == y->hashes[k + n])
                n++;
            best = WD_MAX(best, n);
        }
    }
    return best;
}

static void test_plan(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    size_t kinds[WD_PLANTED_KINDS] = {0}, words = 0, old = 0, copies = 0;
    bool sound = true;
    for (uint64_t i = 0; i < TEXTS; i++) {
        struct wd_invented_text t = make(&a, i);
        kinds[t.planted]++;
        words += t.doc.words;
        sound &= wd_invented_text_root(SEED, i) == (t.planted ? t.source : i);
        if (t.planted) {
            copies++;
            old += t.source + 5000 < i;
            sound &= t.source < i && wd_invented_text_root(SEED, t.source) == t.source;
        }
        wd_arena_reset(&a);
    }
    ok(sound, "a copy's source is an earlier original");
    ok(copies > TEXTS * 38 / 100 && copies < TEXTS * 41 / 100, "two in five are copies: %zu of %d", copies, TEXTS);
    for (int k = WD_PLANTED_WHOLE; k < WD_PLANTED_KINDS; k++)
        ok(kinds[k] > copies * 22 / 100 && kinds[k] < copies * 28 / 100, "a quarter of them %s: %zu", wd_planted_names[k], kinds[k]);
    ok(old > copies / 100 && old < copies / 15, "a few of a text that is long past: %zu", old);
    ok(words > (size_t)TEXTS * 410 && words < (size_t)TEXTS * 460, "words a text: %zu", words / TEXTS);
    wd_arena_done(&a);
}

static void test_copies(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    double least[WD_PLANTED_KINDS] = {1, 1, 1, 1, 1}, most[WD_PLANTED_KINDS] = {0}, strange = 0;
    size_t sentences_found = 0, sentences = 0;
    for (uint64_t i = 1; i < CLOSELY; i++) {
        struct wd_invented_text t = make(&a, i), source = make(&a, t.planted ? t.source : i - 1);
        double share = share_of(&a, &t.doc, &source.doc);
        if (t.planted) {
            least[t.planted] = WD_MIN(least[t.planted], share);
            most[t.planted] = WD_MAX(most[t.planted], share);
        } else {
            strange = WD_MAX(strange, share);
        }
        if (t.planted == WD_PLANTED_SENTENCES && sentences < 100) {
            sentences++;
            sentences_found += longest_run(&t.doc, &source.doc) >= 14;
        }
        wd_arena_reset(&a);
    }
    ok(least[WD_PLANTED_WHOLE] > .8, "whole with a notice, some with a footer: at least %.3f of it is its source's",
       least[WD_PLANTED_WHOLE]);
    ok(least[WD_PLANTED_EDITED] > .55 && most[WD_PLANTED_EDITED] < .9, "edited: %.3f to %.3f", least[WD_PLANTED_EDITED],
       most[WD_PLANTED_EDITED]);
    ok(least[WD_PLANTED_HALF] > .6, "half: at least %.3f", least[WD_PLANTED_HALF]);
    ok(least[WD_PLANTED_SENTENCES] > .03 && most[WD_PLANTED_SENTENCES] < .4, "three sentences: %.3f to %.3f", least[WD_PLANTED_SENTENCES],
       most[WD_PLANTED_SENTENCES]);
    is_int(sentences_found, sentences, "a sentence of fourteen words or more is in each of them");
    ok(strange < .2, "neighbours that are no copies share at most %.3f", strange);
    wd_arena_done(&a);
}

static void test_again(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    bool same = true, differs = false;
    for (uint64_t i = 0; i < 500; i++) {
        struct wd_invented_text t = make(&a, i), again = make(&a, i), other;
        wd_invented_text_make(&a, SEED + 1, WORDS, i, &other);
        same &= t.doc.words == again.doc.words && memcmp(t.hashes, again.hashes, t.doc.words * sizeof *t.hashes) == 0 &&
                memcmp(t.doc.flags, again.doc.flags, t.doc.words) == 0 && t.doc.outlet == again.doc.outlet;
        differs |= other.doc.words != t.doc.words;
    }
    ok(same, "the same seed and number give the same text");
    ok(differs, "another seed gives another");
    wd_arena_done(&a);
}

static void test_flood(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_invented_text one, two, text = make(&a, 3);
    wd_invented_flood_make(&a, SEED, 1, &one);
    wd_invented_flood_make(&a, SEED, 2, &two);
    ok(one.doc.outlet == two.doc.outlet && one.doc.outlet != text.doc.outlet, "the flood is of one outlet, that no other text is of");
    ok(longest_run(&one.doc, &two.doc) < 20, "its texts have nothing in common");
    wd_invented_flood_repeat(SEED, &one);
    wd_invented_flood_repeat(SEED, &two);
    is_int(longest_run(&one.doc, &two.doc), 60, "until the sixty words are put into them");
    ok(longest_run(&one.doc, &text.doc) < 20, "another text has them not");
    wd_invented_flood_repeat(SEED, &text);
    is_int(longest_run(&one.doc, &text.doc), 60, "until they are put in there");
    wd_arena_done(&a);
}

int main(void)
{
    test_plan();
    test_copies();
    test_again();
    test_flood();
    return done();
}
