/* analyse/entities.h - names by learned taggers, over the light ones of names.h.
 * Duty:      two passes over the sentences of a text: the first tags each word, the second sees how the first tagged the same words
 *            elsewhere in the text. Only words with a capital, or between such, are looked at.
 * Input:     tokens of scan.h, sentences, the light names; both taggers of the language.
 * Ownership: in `a`.   Errors: none; sentences over WD_TAGGED_TOKENS keep their light names.   Threads: pure.   Cost: O(tokens). */
#ifndef WD_ANALYSE_ENTITIES_H
#define WD_ANALYSE_ENTITIES_H

#include "analyse/tagger.h"
#include "analyse/traits.h"
#include "base/hash.h"

enum { WD_TAGGED_TOKENS = 256, WD_NAME_LABELS = 9 };
/* Label of a token: 0 none, else 1 + 2 * enum wd_name_type, + 1 where it goes on with the name before. */
struct wd_naming {
    struct wd_arena *a;
    struct wd_str text;
    const wd_tokens *tokens;
    struct wd_trait *traits;
    uint8_t *first;        /* labels of the first pass */
    struct wd_map written; /* lower-case form -> how often without capital (low half), with one inside a sentence (high half) */
    struct wd_map votes;   /* lower-case form -> how often the first pass made it each type, 16 bits a type */
    struct wd_chain chain;
};
void wd_naming_init(struct wd_naming *x, struct wd_arena *a, struct wd_str text, const wd_tokens *tokens, struct wd_trait *traits);
void wd_naming_done(struct wd_naming *x);
/* End of the sentence of tokens that starts at `low`. */
size_t wd_naming_sentence(const struct wd_naming *x, const wd_spans *sentences, size_t *sentence, size_t low);
/* The next run of words in [from, high) that may be names: false where there is none. */
bool wd_naming_run(const struct wd_naming *x, size_t low, size_t high, size_t from, size_t *ret_from, size_t *ret_to);
/* Fills x->chain with a run of the sentence [low, high). second: with what the first pass said. */
void wd_name_features(struct wd_naming *x, size_t low, size_t high, size_t from, size_t to, bool second);
/* The labels of a sentence by one pass. */
void wd_naming_tag(struct wd_naming *x, size_t low, size_t high, const struct wd_tagger *t, bool second, uint8_t *labels);
/* Counts the labels of the first pass. */
void wd_naming_vote(struct wd_naming *x);

void wd_entities_of(struct wd_arena *a, struct wd_str text, const wd_tokens *tokens, struct wd_trait *traits, const wd_spans *sentences,
                    const struct wd_tagger *first, const struct wd_tagger *second, wd_names *names);

#endif
