/* analyse/wording.h - what the words inside quotation marks look like: a sentence, a title, a fragment.
 * Duty:    four questions on a run of words.
 * Errors:  none.   Threads: pure.   Cost: O(length), wd_wording_count at most up to its limit. */
#ifndef WD_ANALYSE_WORDING_H
#define WD_ANALYSE_WORDING_H

#include "base/str.h"

/* Words between blanks, counted up to `most`. */
size_t wd_wording_count(struct wd_str s, size_t most);
/* The first letter is a capital, or a number comes first. */
bool wd_wording_opens_upper(struct wd_str s);
/* "The Salt Road": two words at least, each longer one with a capital. */
bool wd_wording_is_title(struct wd_str s);
/* Ends with a stop or a comma. */
bool wd_wording_is_ended(struct wd_str s);

#endif
