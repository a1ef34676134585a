/* text/stem.h - stems and stop words.
 * Duty:      Snowball stemmers (libstemmer) behind one handle, with a cache; stop words of en de fr es it pt nl ru from tables of our own.
 * Ownership: wd_stems_free. Not shared between threads.   Cost: a cached word one hash look-up. */
#ifndef WD_TEXT_STEM_H
#define WD_TEXT_STEM_H

#include "base/str.h"

struct wd_stems;
struct wd_stems *wd_stems_new(void);
void wd_stems_free(struct wd_stems *s);
/* Hash of the stem of a lower-cased word in the language; languages without a stemmer: of the word itself. */
uint64_t wd_stem_hash(struct wd_stems *s, struct wd_str language, struct wd_str lower_word);
/* Starts to load what wd_stem_hash will look for. */
void wd_stem_prefetch(struct wd_stems *s, struct wd_str language, struct wd_str lower_word);
bool wd_is_stopword(struct wd_str language, struct wd_str lower_word);

#endif
