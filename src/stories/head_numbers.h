/* stories/head_numbers.h - the numbers of a text that tell something.
 * Duty:      hashes that are the same whatever the language writes between the digits, and how telling each is by itself: years, small
 *            and round numbers are everywhere.
 * Input:     valid UTF-8; the language says which mark parts thousands.
 * Ownership: the list lives in `a`.
 * Errors:    none.   Threads: pure.   Cost: O(n). */
#ifndef WD_STORIES_HEAD_NUMBERS_H
#define WD_STORIES_HEAD_NUMBERS_H

#include "base/list.h"

struct wd_head_number {
    struct wd_span span; /* without blanks at its ends */
    uint32_t hash;
    uint8_t telling; /* 1..15 */
};
typedef WD_LIST(struct wd_head_number) wd_head_numbers;
void wd_head_numbers_of(struct wd_arena *a, struct wd_str text, struct wd_str language, wd_head_numbers *ret_numbers);

#endif
