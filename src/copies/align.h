/* copies/align.h - the passages two texts share, and how their sentences correspond.
 * Duty:      token alignment of two texts; says what was reused, not who came first (origin.h does).
 * Input:     two docs (copies.h).
 * Ownership: results in `a`.
 * Errors:    none within WD_MAX_WORDS.   Threads: pure.
 * Cost:      O(n + m) expected, at most 24 bytes a word.
 * Source:    seed by 5-grams, extend, chain; differences of a sentence pair by Myers O(ND). */
#ifndef WD_COPIES_ALIGN_H
#define WD_COPIES_ALIGN_H

#include "copies/copies.h"

/* Maximal common runs of at least min_words, each word of `in` in at most one run (longest first), in order of start_in. */
void wd_align_runs(struct wd_arena *a, const struct wd_copy_doc *in, const struct wd_copy_doc *of, uint32_t min_words, wd_runs *ret_runs);

enum wd_mark { WD_MARK_NEW, WD_MARK_EDITED, WD_MARK_VERBATIM };
struct wd_sentence_mark {
    int mark;    /* enum wd_mark */
    uint32_t of; /* number of the source's sentence; only if not NEW */
};
typedef WD_LIST(struct wd_sentence_mark) wd_sentence_marks;
/* One mark a sentence of `in`: all its words stand in one sentence of `of` in order (verbatim), at least 60 % do (edited), or new. */
void wd_align_sentences(struct wd_arena *a, const struct wd_copy_doc *in, const struct wd_copy_doc *of, wd_sentence_marks *ret_marks);

/* Word differences of two short texts: keep, insert, delete pieces that cover both texts byte for byte (blanks and punctuation
 * belong to pieces of their own). keep + insert = `in`, keep + delete = `of`. */
void wd_align_differences(struct wd_arena *a, struct wd_str of, struct wd_str in, wd_diffs *ret_diffs);

#endif
