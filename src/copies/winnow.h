/* copies/winnow.h - which 5-grams of a text stand for it in the index.
 * Duty:      robust winnowing: of every `window` neighbouring grams the smallest is taken, so that two texts with a common run of
 *            window + 4 words have a fingerprint in common. The choice depends on the words alone, so it can be made again when
 *            a text is taken out. Those that a wider window would take as well are marked: they are some of the first ones.
 * Input:     the values of the text's 5-grams (grams.h).
 * Ownership: the list lives in `a`.   Errors: none.   Threads: pure.   Cost: O(n).
 * Source:    Schleimer, Wilkerson, Aiken 2003. */
#ifndef WD_COPIES_WINNOW_H
#define WD_COPIES_WINNOW_H

#include "copies/grams.h"

struct wd_print {
    uint32_t value;
    uint32_t position; /* of the gram's first word */
    bool wider;        /* the wider window takes it, too */
};
typedef WD_LIST(struct wd_print) wd_prints;

/* In order of position. A text with grams has at least one fingerprint. wider: not below window. */
void wd_winnow(struct wd_arena *a, const uint64_t *values, size_t count, uint32_t window, uint32_t wider, wd_prints *ret_prints);

#endif
