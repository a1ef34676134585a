/* text/number.h - numbers in running text as values.
 * Duty:      "100,000", "100.000" (de), "3.25", "one hundred thousand", "3,5 Milliarden", "40%" to a value; ordinals and years too.
 * Ownership: list in `a`; spans are bytes.   Threads: pure.   Cost: O(n). */
#ifndef WD_TEXT_NUMBER_H
#define WD_TEXT_NUMBER_H

#include "base/list.h"

struct wd_number {
    struct wd_span span;
    double value;
};
typedef WD_LIST(struct wd_number) wd_numbers;
void wd_numbers_of(struct wd_arena *a, struct wd_str text, struct wd_str language, wd_numbers *ret_numbers);

#endif
