/* cmd/bench_texts.h - invented texts for the copy index: word hashes straight away, as cheap as can be.
 * Duty:      text n of a seed is a function of both, so a copy makes its source anew, however old, and nothing is remembered. Three in
 *            five are originals; the others are copies of an original, most of one of the last few thousand, one in twenty of any age.
 *            Some originals are copied by dozens, most by none. Words follow Zipf's law over 2^18; phrases of five to eight words recur
 *            about as they do in news (one in thirty of a text's 5-grams stands in one of 1,000 earlier texts that are no sources of it).
 *            Outlets follow the law too; one in eight of them ends every text with forty words of its own.
 * Ownership: words live in `a`.   Errors: none.   Threads: pure.   Cost: 2-4 us a text of 450 words. */
#ifndef WD_CMD_BENCH_TEXTS_H
#define WD_CMD_BENCH_TEXTS_H

#include "copies/copies.h"

enum wd_planted { WD_PLANTED_NONE, WD_PLANTED_WHOLE, WD_PLANTED_EDITED, WD_PLANTED_HALF, WD_PLANTED_SENTENCES, WD_PLANTED_KINDS };
extern const char *const wd_planted_names[WD_PLANTED_KINDS];

struct wd_invented_text {
    struct wd_copy_doc doc; /* its key is number + 1; no sentences */
    uint32_t *hashes;       /* the words of doc */
    enum wd_planted planted;
    uint64_t source; /* number of the text it copies */
};
/* words: of an original on average; they have six tenths to fourteen tenths of it. */
void wd_invented_text_make(struct wd_arena *a, uint64_t seed, uint32_t words, uint64_t number, struct wd_invented_text *ret);
/* The original that a text goes back to: itself, or its source. */
uint64_t wd_invented_text_root(uint64_t seed, uint64_t number);
/* A text of 150 words of outlet 0, which none of the others is; its number must be none of theirs. */
void wd_invented_flood_make(struct wd_arena *a, uint64_t seed, uint64_t number, struct wd_invented_text *ret);
/* Puts sixty words, always the same, into a text in place of some of its own. */
void wd_invented_flood_repeat(uint64_t seed, struct wd_invented_text *text);

#endif
