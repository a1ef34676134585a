/* copies/trace.h - where each sentence of an article first appeared.
 * Duty:      hold an article against the states of all articles round it, in order of time, and name for each sentence the first state that
 *            has it, word for word or edited.
 * Input:     states in order of time; those of the article itself are among them, so that what it had first is its own. Sentences as
 *            versions.h reads them.
 * Ownership: results live in `a` and borrow the articles.
 * Errors:    none.   Threads: pure.
 * Cost:      O(words of all) expected: words that stand in many sentences of the article do not vote. */
#ifndef WD_COPIES_TRACE_H
#define WD_COPIES_TRACE_H

#include "copies/versions.h"

struct wd_traced {
    int mark;                 /* enum wd_mark; NEW: its own */
    uint32_t state, sentence; /* where it first appeared; only if not NEW */
    wd_diffs differences;     /* of an edited one: keep and delete give the earlier words, keep and insert these */
};
typedef WD_LIST(struct wd_traced) wd_traceds;
/* One a sentence of the article. Verbatim: the same words, or at least five words that stand in a row in a longer sentence. Edited: at
 * least 60 % of its words, and half of its bytes in order, stand in an earlier sentence that it was taken from (wd_sentence_taken). */
void wd_trace(struct wd_arena *a, const struct wd_article *article, const struct wd_article *const *states, size_t n,
              wd_traceds *ret_traced);

#endif
