/* stories/titles.h - offices and forms of address that stand before a name.
 * Ownership: static.   Errors: none.   Threads: pure.   Cost: O(table) a word, words of a name only. */
#ifndef WD_STORIES_TITLES_H
#define WD_STORIES_TITLES_H

#include "base/str.h"

/* A word that says an office ("minister", "President", "spokeswoman"); any case. */
bool wd_title_is_office(struct wd_str word);
/* "Mr", "Mrs", "Dr", "Herr": says nothing of the office. */
bool wd_title_is_address(struct wd_str word);
/* "of", "for", "the": may stand inside an office. */
bool wd_title_is_link(struct wd_str word);

#endif
