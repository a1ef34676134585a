/* analyse/quotes.h - what was said, by whom, word for word or reported.
 * Duty:      lays quotations and clauses to their cues: direct, mixed, indirect; split quotations become one with pieces; free-standing
 *            ones go to the speaker of the text around them; titles and scare quotes are left out.
 * Input:     a reading (phrase.h) of the whole text.
 * Ownership: in the reading's arena.   Errors: none.   Threads: pure.   Cost: O(n). */
#ifndef WD_ANALYSE_QUOTES_H
#define WD_ANALYSE_QUOTES_H

#include "analyse/phrase.h"

/* By place in the text; of one place by kind, then by cue. */
void wd_quotes_order(wd_quotes *quotes);
void wd_quotes_of(const struct wd_reading *r, wd_quotes *ret_quotes);
/* For Chinese and Japanese, where no blanks part the words. */
void wd_quotes_of_cjk(struct wd_arena *a, struct wd_str text, const wd_regions *regions, wd_quotes *ret_quotes);

#endif
