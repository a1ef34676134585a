/* extract/cut.h - private to extract: which part of the page is the article.
 * Duty:      several ways to cut the article out of its page propose a box each; the chances that the first forest gave to the pieces
 *            choose among them: words that are likely the article's count for a cut, others against it.
 * Ownership: results in `a`.   Errors: none.
 * Threads:   pure.   Cost: O(boxes + pieces). */
#ifndef WD_EXTRACT_CUT_H
#define WD_EXTRACT_CUT_H

#include "extract/rows.h"

/* The box that won; ret_cuts may be NULL. */
uint32_t wd_page_cut(struct wd_arena *a, const struct wd_pieces *p, const struct wd_rows *rows, wd_cuts *ret_cuts);

#endif
