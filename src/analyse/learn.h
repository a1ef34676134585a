/* analyse/learn.h - weights of a tagger out of labelled chains.
 * Duty:      averaged structured perceptron: each example is decoded with the weights so far; where that is wrong the weights move to the
 *            right labels; what ships is the mean of all steps.
 * Input:     chains with their right labels; the order of the examples and the seed decide the result, nothing else.
 * Ownership: examples in the caller's arena; the model is appended to `b`.
 * Errors:    WD_E_EMPTY without examples; WD_E_TOOBIG from the buffer.   Threads: pure.
 * Cost:      O(epochs * features) and 12 * labels bytes a row.
 * Source:    M. Collins, Discriminative training methods for hidden Markov models, 2002. */
#ifndef WD_ANALYSE_LEARN_H
#define WD_ANALYSE_LEARN_H

#include "analyse/tagger.h"

struct wd_example {
    struct wd_chain chain;
    uint8_t *labels;
};
typedef WD_LIST(struct wd_example) wd_examples;
struct wd_learning {
    struct wd_str kind;
    int labels, bits, epochs;
    int runs;       /* with other orders of the examples; the model is the mean of all */
    uint32_t least; /* features seen in fewer examples' units are left out */
    float bias;     /* added to all labels but 0, in steps of learning */
    bool defers;    /* see wd_tagger.defers */
};
/* A copy of the chain's features and labels joins the examples. */
void wd_examples_add(struct wd_arena *a, wd_examples *examples, const struct wd_chain *chain, const uint8_t *labels);
int wd_learn(struct wd_arena *a, const struct wd_learning *how, wd_examples *examples, struct wd_buf *b) WD_MUST;

#endif
