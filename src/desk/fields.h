/* desk/fields.h - the fields of an article beside its text, and where each came from.
 * Duty:      authors, keywords, caption, and a line of provenance for every field that was found: of a page the places that extract names,
 *            of an item the kind of document, of what was worked out here how. Where a page and the feed that led to it differ, the
 *            article has the one, and its provenance the other.
 * Input:     an article that is otherwise complete.
 * Ownership: results in `a`, may borrow the inputs.
 * Errors:    none.   Threads: pure.   Cost: O(fields). */
#ifndef WD_DESK_FIELDS_H
#define WD_DESK_FIELDS_H

#include "desk/identity.h"
#include "extract/extract.h"

void wd_fields_of_item(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, struct wd_article *article);
/* prior: what the feed said of the page; NULL: nothing. */
void wd_fields_of_page(struct wd_arena *a, const struct wd_item_context *c, const struct wd_extracted *page,
                       const struct wd_page_prior *prior, struct wd_article *article);

#endif
