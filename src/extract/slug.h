/* extract/slug.h - the headline that an address was made of.
 * Duty:      "/maya-staedte-im-dschungel-entdeckt.html": its words, and whether a title has them all. A desk words a headline anew
 *            after the address was made: the one that it was made of is then the one that the article was published under.
 * Input:     URLs absolute; titles as wd_fold_words makes them. A letter with a mark is itself, none, or one or two plain ones.
 * Ownership: words live in `a`.   Errors: none; an address of numbers has no words.
 * Threads:   pure.   Cost: words of the slug times words of the title. */
#ifndef WD_EXTRACT_SLUG_H
#define WD_EXTRACT_SLUG_H

#include "base/arena.h"
#include "base/list.h"

struct wd_slug {
    wd_strs words;
};
struct wd_slug wd_slug_of(struct wd_arena *a, struct wd_str url);
/* How many of its words the title has. */
size_t wd_slug_shared(const struct wd_slug *slug, struct wd_str folded);
/* Made of this title: long enough to tell, all its words are there, and it leaves few out. */
bool wd_slug_is_of(const struct wd_slug *slug, struct wd_str folded);

#endif
