/* analyse/names.h - light names: runs of capitals with a type, grouped by the article's longest form.
 * Duty:      persons, organisations, places, others by lexicon, titles before them and shape; "Blinken" gets the name "Antony Blinken".
 *            No trained tagger: good for speakers and story features.
 * Input:     tokens of scan.h over the text.
 * Ownership: the list and the names live in `a`; in order of the text.
 * Errors:    none; at most WD_MAX_NAMES.   Threads: pure.   Cost: O(n). */
#ifndef WD_ANALYSE_NAMES_H
#define WD_ANALYSE_NAMES_H

#include "analyse/scan.h"
#include "model/article.h"

enum { WD_MAX_NAMES = 1 << 17 };
void wd_names_of(struct wd_arena *a, struct wd_str text, int lexicon_language, const wd_tokens *tokens, wd_names *ret_names);
/* Sets each name to the longest form of it in the text. */
void wd_names_group(struct wd_arena *a, struct wd_str text, wd_names *names);
/* First name of the list that ends after `at` (names->n: none). */
size_t wd_names_from(const wd_names *names, uint32_t at);

#endif
