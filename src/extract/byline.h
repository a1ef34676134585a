/* extract/byline.h - names out of bylines.
 * Duty:      "Von Anna Huber und Bo Chan (dpa)", "By ANN LEE, Senior Reporter | Updated 3 May": the names, each once, without the words
 *            around them; and which of a page's bylines and tags names the article's authors.
 * Input:     one text, or lines of one. Strict: a visible text, where only what looks like a name of a person is one.
 * Ownership: names live in `a`.   Errors: none.
 * Threads:   pure.   Cost: O(n), at most 600 bytes of a text and WD_MAX_AUTHORS names. */
#ifndef WD_EXTRACT_BYLINE_H
#define WD_EXTRACT_BYLINE_H

#include "extract/evidence.h"

void wd_byline_names(struct wd_arena *a, struct wd_str text, bool strict, wd_strs *to);
/* headline: place of the article's; prior: what the feed said. */
void wd_byline_authors(const struct wd_page_evidence *e, struct wd_str site, uint32_t headline, const wd_strs *prior, wd_strs *ret_authors,
                       struct wd_origin_of_field *ret_origin);
/* Letters and digits alone, lower case: "The Lindal Post" is "thelindalpost". */
struct wd_str wd_outlet_letters(struct wd_arena *a, struct wd_str s);
bool wd_same_letters(struct wd_str one, struct wd_str other);
/* Both say the same outlet: "The Lindal Post", "lindalpost.example". */
bool wd_same_outlet(struct wd_arena *a, struct wd_str one, struct wd_str other);

#endif
