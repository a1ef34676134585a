/* text/sentences.h - sentences as spans.
 * Duty:      cut a text at sentence ends; a line end always ends a sentence. Abbreviations, initials, ordinals ("am 3. Mai"), numbers,
 *            ellipses, and closing marks after the stop are per language (en de fr es it pt nl ru; others by the rules of English).
 *            Lists inside a line ("1. ... 2. ...", bullets) are cut at their items.
 * Input:     valid UTF-8; language as an ISO 639-1 code, "" for not known.
 * Ownership: spans (bytes, without blanks at the ends) live in `a`.
 * Threads:   pure.   Cost: O(n), about 250 MB/s on English. */
#ifndef WD_TEXT_SENTENCES_H
#define WD_TEXT_SENTENCES_H

#include "base/list.h"

void wd_sentences_of(struct wd_arena *a, struct wd_str text, struct wd_str language, wd_spans *ret_spans);

#endif
