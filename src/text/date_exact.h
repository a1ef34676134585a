/* text/date_exact.h - private to text: the two forms that nearly every feed writes, read without the tables.
 * Duty:      "Sat, 14 Mar 2026 10:02:00 +0100" (or GMT) and "2026-03-14T10:02:00+01:00" (or Z, with a fraction or without), to the letter.
 *            What is off by a byte, or out of the ordinary in its numbers, is left to the general way, which would answer the same.
 * Ownership: the zone's text is borrowed.   Errors: false: not such a form.   Threads: pure.   Cost: O(1). */
#ifndef WD_TEXT_DATE_EXACT_H
#define WD_TEXT_DATE_EXACT_H

#include "text/date.h"

/* now is not looked at. */
bool wd_date_exact(struct wd_str text, struct wd_date *ret_date);

#endif
