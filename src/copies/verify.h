/* copies/verify.h - two texts held against each other: exact shares, matches, runs, relation.
 * Duty:      what copies.h promises of a pair, for the index, for alignment and for whoever holds two docs and no index.
 * Input:     the newer text as its table of 5-grams with the flags prepared once, the older one as word hashes.
 * Ownership: results in `a`.   Errors: none.   Threads: one table, one thread.   Cost: as wd_grams_scan. */
#ifndef WD_COPIES_VERIFY_H
#define WD_COPIES_VERIFY_H

#include "copies/grams.h"

/* Runs shorter than WD_RUN_WORDS, and fewer common 5-grams than a run of twelve words has, are phrases of the language, not reuse. */
enum { WD_RUN_WORDS = 8, WD_REUSE_GRAMS = 8 };

struct wd_newer {
    const struct wd_copy_doc *doc;
    struct wd_grams grams;
    uint8_t *flags;      /* per word, a copy of the doc's; every flag but WD_COPY_IN_QUOTE takes a word out of the body */
    const uint8_t *body; /* per first position of a gram: it stands somewhere clear of such words; NULL where there are none */
    size_t body_distinct;
};
/* values: of its 5-grams. Lives in `a`, as far as it does not borrow from doc. */
void wd_newer_make(struct wd_newer *newer, struct wd_arena *a, const struct wd_copy_doc *doc, const uint64_t *values);
/* Works out body and body_distinct; again after a change of newer->flags. */
void wd_newer_find_body(struct wd_newer *newer, struct wd_arena *a);

/* The older text; distinct is the number of its distinct 5-grams. */
struct wd_older {
    uint64_t key, article;
    const uint32_t *hashes;
    size_t words, distinct;
};
/* False where the two have no reuse to speak of. */
bool wd_verify(struct wd_newer *newer, struct wd_arena *a, const struct wd_older *older, struct wd_reuse *ret_reuse);

#endif
