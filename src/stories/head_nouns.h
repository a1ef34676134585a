/* stories/head_nouns.h - which capitals mean a name in a language that writes all nouns with one (German).
 * Duty:      how each such word stands in a text: behind an article, a number or an adjective it is a common noun; behind another capital
 *            or in quotation marks it is rather a name; endings that make nouns out of words count too.
 * Input:     valid UTF-8 and its words.
 * Ownership: the list lives in `a`.
 * Errors:    none.   Threads: pure.   Cost: O(words). */
#ifndef WD_STORIES_HEAD_NOUNS_H
#define WD_STORIES_HEAD_NOUNS_H

#include "text/words.h"

struct wd_head_noun {
    uint32_t hash;      /* as wd_word.hash */
    int32_t like_names; /* places that speak for a name less those that speak against it */
    struct wd_str word;
    uint32_t at, times;
};
typedef WD_LIST(struct wd_head_noun) wd_head_nouns;
/* Adds the words with a capital to the list, in order of the text. */
void wd_head_nouns_of(struct wd_arena *a, struct wd_str text, const wd_words *words, wd_head_nouns *nouns);
const struct wd_head_noun *wd_head_noun_find(const wd_head_nouns *nouns, uint32_t hash);

#endif
