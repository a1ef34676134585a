/* analyse/tagger.h - a linear chain of labels over units with hashed features; what a model file holds.
 * Duty:      reads a model's bytes and finds the best sequence of labels (Viterbi). Training is learn.h's.
 * Input:     a chain: for each unit a list of feature hashes, and the class of its place, which decides what a change of label costs there.
 * Ownership: a tagger borrows the bytes it was read from; it is never written to and may be shared by threads.
 * Errors:    WD_E_FORMAT: no model, or of another kind; WD_E_CORRUPT: cut short or changed (checksum).
 * Threads:   pure.   Cost: O(units * (features + labels^2)); 2 * labels bytes a row of weights.
 * Source:    M. Collins, Discriminative training methods for hidden Markov models, 2002. */
#ifndef WD_ANALYSE_TAGGER_H
#define WD_ANALYSE_TAGGER_H

#include "base/buf.h"
#include "base/err.h"
#include "base/list.h"

enum { WD_CHAIN_FEATURES = 64, WD_TAGGER_LABELS = 9, WD_TAGGER_CLASSES = 12, WD_TAGGER_MAX_BITS = 24 };
struct wd_tagger {
    struct wd_str kind; /* "cues", "roles", "names" */
    int labels, bits;   /* 2^bits rows of weights */
    bool defers;        /* roles: learned from little; of a cue that the rules know, their spans stand */
    int32_t bias[WD_TAGGER_LABELS];
    const int16_t *weights; /* rows * labels */
    /* What label b costs after label a at a place of a class; a == labels: nothing stands before. */
    int16_t change[WD_TAGGER_CLASSES][WD_TAGGER_LABELS + 1][WD_TAGGER_LABELS];
};

struct wd_chain {
    size_t n;                   /* units */
    WD_LIST(uint32_t) features; /* of all units, one after another */
    WD_LIST(uint32_t) ends;     /* where each unit's end */
    WD_LIST(uint8_t) classes;   /* below WD_TAGGER_CLASSES */
    WD_LIST(float) scores;      /* room for decoding, used again */
    WD_LIST(uint8_t) from;
};
static inline void wd_chain_clear(struct wd_chain *c)
{
    c->n = c->features.n = c->ends.n = c->classes.n = 0;
}
/* Room for the features of a unit, WD_CHAIN_FEATURES at most. */
static inline void wd_chain_open(struct wd_arena *a, struct wd_chain *c)
{
    while (c->features.cap < c->features.n + WD_CHAIN_FEATURES)
        wd_list_grow(a, (struct wd_list_any *)(void *)&c->features, sizeof *c->features.v);
}
/* A unit is opened, its features are added in turn, then it is closed. `place` tells templates apart. */
static inline void wd_chain_add(struct wd_chain *c, uint32_t place, uint64_t value)
{
    uint64_t x = (value ^ ((uint64_t)place << 40)) * 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 29)) * 0xBF58476D1CE4E5B9u;
    c->features.v[c->features.n++] = (uint32_t)(x >> 32);
}
static inline void wd_chain_close(struct wd_arena *a, struct wd_chain *c, uint8_t class)
{
    wd_list_add(a, &c->ends, (uint32_t)c->features.n);
    wd_list_add(a, &c->classes, class);
    c->n++;
}

/* Reads one model; `bytes` must be aligned to 2. check: whether it is whole (one pass over it). */
int wd_tagger_read(struct wd_str bytes, bool check, struct wd_tagger *ret) WD_MUST;
/* The best label of each unit; ret_labels has room for c->n. Gives the lead of the best sequence over the one of only label 0. */
float wd_tagger_decode(struct wd_arena *a, const struct wd_tagger *t, struct wd_chain *c, uint8_t *ret_labels);
typedef float wd_changes[WD_TAGGER_CLASSES][WD_TAGGER_LABELS + 1][WD_TAGGER_LABELS];
/* The same where c->scores are known (n * labels of them). For training. */
float wd_chain_best(struct wd_arena *a, struct wd_chain *c, int labels, wd_changes change, uint8_t *ret_labels);
/* Appends the model file of a tagger. */
void wd_tagger_write(const struct wd_tagger *t, struct wd_buf *b);

#endif
