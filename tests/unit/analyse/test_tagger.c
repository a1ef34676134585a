#include <string.h>

#include "analyse/learn.h"
#include "tap.h"

static struct wd_arena a;
static uint64_t state = 20260314;

static uint32_t below(uint32_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

/* The best sum over all sequences of labels, tried one by one. */
static float best_of_all(const struct wd_chain *c, int labels, wd_changes change)
{
    float best = -1e30f;
    size_t all = 1;
    for (size_t i = 0; i < c->n; i++)
        all *= (size_t)labels;
    for (size_t s = 0; s < all; s++) {
        size_t rest = s;
        int before = labels;
        float sum = 0;
        for (size_t i = 0; i < c->n; i++) {
            int y = (int)(rest % (size_t)labels);
            rest /= (size_t)labels;
            sum += c->scores.v[i * (size_t)labels + (size_t)y] + change[c->classes.v[i]][before][y];
            before = y;
        }
        best = sum > best ? sum : best;
    }
    return best;
}

static float sum_of(const struct wd_chain *c, int labels, wd_changes change, const uint8_t *y)
{
    float sum = 0;
    for (size_t i = 0; i < c->n; i++)
        sum += c->scores.v[i * (size_t)labels + y[i]] + change[c->classes.v[i]][i ? y[i - 1] : labels][y[i]];
    return sum;
}

static void oracle(void)
{
    size_t wrong = 0, wrong_lead = 0;
    for (int round = 0; round < 500; round++) {
        int labels = 2 + (int)below(3);
        struct wd_chain c = {.n = 1 + below(6)};
        wd_changes change = {0};
        uint8_t y[8], zero[8] = {0};
        for (size_t i = 0; i < c.n; i++) {
            wd_list_add(&a, &c.classes, (uint8_t)below(3));
            for (int k = 0; k < labels; k++)
                wd_list_add(&a, &c.scores, (float)below(200) - 100);
        }
        for (int k = 0; k < 3; k++)
            for (int p = 0; p <= labels; p++)
                for (int q = 0; q < labels; q++)
                    change[k][p][q] = (float)below(100) - 50;
        float lead = wd_chain_best(&a, &c, labels, change, y), sum = sum_of(&c, labels, change, y);
        wrong += sum < best_of_all(&c, labels, change);
        wrong_lead += lead != sum - sum_of(&c, labels, change, zero);
    }
    is_int(wrong, 0, "the best sequence, as trying all of them finds it");
    is_int(wrong_lead, 0, "and how far it leads the one of nothing");
}

/* Words 0 to 9; a word is labelled where the word before it was a 7, or it is a 3. */
static void example(wd_examples *examples, struct wd_chain *c, uint8_t *labels)
{
    wd_chain_clear(c);
    uint32_t before = 99;
    for (size_t i = 0; i < 12; i++) {
        uint32_t word = below(10);
        wd_chain_open(&a, c);
        wd_chain_add(c, 1, word);
        wd_chain_add(c, 2, before);
        wd_chain_close(&a, c, 0);
        labels[i] = word == 3 || before == 7;
        before = word;
    }
    if (examples)
        wd_examples_add(&a, examples, c, labels);
}

static void learned(void)
{
    struct wd_chain c = {0};
    wd_examples examples = {0};
    uint8_t labels[12], found[12];
    for (int i = 0; i < 60; i++)
        example(&examples, &c, labels);
    struct wd_learning how = {.kind = WD_STR("cues"), .labels = 2, .bits = 10, .epochs = 5, .runs = 2, .least = 1};
    struct wd_buf b, again;
    wd_buf_init(&b, 1 << 20);
    wd_buf_init(&again, 1 << 20);
    is_int(wd_learn(&a, &how, &examples, &b), 0, "a model is learned");
    is_int(wd_learn(&a, &how, &examples, &again), 0, "and again");
    ok(wd_str_eq(wd_buf_str(&b), wd_buf_str(&again)), "the same, byte for byte");
    struct wd_tagger t;
    is_int(wd_tagger_read(wd_buf_str(&b), true, &t), 0, "it is read back");
    size_t wrong = 0;
    for (int i = 0; i < 200; i++) {
        example(NULL, &c, labels);
        wd_tagger_decode(&a, &t, &c, found);
        for (int k = 0; k < 12; k++)
            wrong += labels[k] != found[k];
    }
    is_int(wrong, 0, "what it was not shown is labelled right");
    struct wd_buf copy;
    wd_buf_init(&copy, 1 << 20);
    wd_tagger_write(&t, &copy);
    ok(wd_str_eq(wd_buf_str(&b), wd_buf_str(&copy)), "what is read is written the same");
    struct wd_str file = wd_buf_str(&copy);
    is_int(wd_tagger_read(wd_str_n(file.p, file.n - 1), true, &t), WD_E_CORRUPT, "cut short: damaged");
    copy.p[file.n / 2] ^= 1;
    is_int(wd_tagger_read(file, true, &t), WD_E_CORRUPT, "one bit changed: damaged");
    is_int(wd_tagger_read(WD_STR("wiredesk-tagger-2 cues 2 10"), true, &t), WD_E_FORMAT, "of another kind: no model");
    is_int(wd_tagger_read(WD_STR("wiredesk-tagger-1 cues 200 10 "), true, &t), WD_E_FORMAT, "labels out of bounds: no model");
    is_int(wd_tagger_read(WD_STR(""), true, &t), WD_E_FORMAT, "nothing: no model");
    examples.n = 0;
    is_int(wd_learn(&a, &how, &examples, &b), WD_E_EMPTY, "nothing is learned from nothing");
    wd_buf_done(&b);
    wd_buf_done(&again);
    wd_buf_done(&copy);
}

int main(void)
{
    wd_arena_init(&a);
    oracle();
    learned();
    wd_arena_done(&a);
    return done();
}
