/* copies/winnow.h - which 5-grams of a text stand for it in the index.
 * Duty:      robust winnowing: of every `window` neighbouring grams the smallest is taken, so that two texts with a common run of window + 4
 *            words have a fingerprint in common. The choice depends on the words alone, so it can be made again when a text is taken out.
 * Input:     word hashes.
 * Ownership: the list lives in `a`.   Errors: none.   Threads: pure.   Cost: O(n).
 * Source:    Schleimer, Wilkerson, Aiken 2003. */
#ifndef WD_COPIES_WINNOW_H
#define WD_COPIES_WINNOW_H

#include "copies/grams.h"

struct wd_print {
    uint32_t value;
    uint32_t position; /* of the gram's first word */
};
typedef WD_LIST(struct wd_print) wd_prints;

/* In order of position. Texts of fewer than WD_GRAM_WORDS words have none, others at least one. */
void wd_winnow(struct wd_arena *a, const uint32_t *hashes, size_t words, uint32_t window, wd_prints *ret_prints);

#endif
