/* extract/meta_tags.h - <meta> and itemprop as evidence.
 * Duty:      one table of the names that Open Graph, twitter, Dublin Core, parsely, sailthru, cxense, citation_ and plain meta tags use,
 *            and one of the microdata members of an article.
 * Ownership: evidence borrows the page.   Errors: none; a name that is not in the tables adds nothing.
 * Threads:   pure.   Cost: O(log names) a tag.
 * Source:    ogp.me, the vendors' public tag references, schema.org. */
#ifndef WD_EXTRACT_META_TAGS_H
#define WD_EXTRACT_META_TAGS_H

#include "extract/evidence.h"

/* A <meta> element, wherever it stands. */
void wd_meta_tag(struct wd_page_evidence *e, const struct wd_html_node *meta);

#endif
