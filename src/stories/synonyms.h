/* stories/synonyms.h - words that reporters use for one another.
 * Duty:      a small table of our own (English), so that "speak" lines up with "discussion" and "ready" with "prepared".
 * Ownership: static.   Errors: none: the empty string where the table knows nothing.   Threads: pure.   Cost: O(log table). */
#ifndef WD_STORIES_SYNONYMS_H
#define WD_STORIES_SYNONYMS_H

#include "base/str.h"

/* Name of the group that a lower-case word belongs to. */
struct wd_str wd_synonym_of(struct wd_str lower);
/* "united" followed by "States" is one word, "us". */
struct wd_str wd_synonym_pair(struct wd_str lower, struct wd_str next);
/* For the test: the table is sorted, so that it can be searched. */
bool wd_synonyms_sorted(void);

#endif
