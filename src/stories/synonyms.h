/* stories/synonyms.h - words that reporters use for one another.
 * Duty:      a table of our own (English), so that "speak" lines up with "discussion", "ready" with "prepared" and "stood" with "stand":
 *            reported speech moves the tense.
 * Ownership: static.   Errors: none: the empty string where the table knows nothing.   Threads: pure.   Cost: O(log table). */
#ifndef WD_STORIES_SYNONYMS_H
#define WD_STORIES_SYNONYMS_H

#include "base/str.h"

/* Name of the group that a lower-case word belongs to. */
struct wd_str wd_synonym_of(struct wd_str lower);
/* "united" followed by "States" is one word, "us". */
struct wd_str wd_synonym_pair(struct wd_str lower, struct wd_str next);
/* Number of the kind of words, by a word or its group, of which one says that the others do not hold: rise and fall, Monday and Friday.
 * From WD_EXCLUDES_VALUES on they are values of one thing; before, opposites: "will not rise" may mean "will fall". 0: of none. */
enum { WD_EXCLUDES_VALUES = 64 };
uint8_t wd_synonym_excludes(struct wd_str word);
/* For the test: the table is sorted, so that it can be searched. */
bool wd_synonyms_sorted(void);

#endif
