/* desk/article.h - one item of a delivery made an article: outlet, body, version, analysis.
 * Duty:      choose the text (content, summary, wire body), take the frame off, analyse, name outlet and agency. The key is left to
 *            identity.h.
 * Input:     the item with its document, event and subscription.
 * Ownership: results in `a`, may borrow the inputs.
 * Errors:    WD_E_EMPTY: neither title nor text; WD_E_TOOBIG.
 * Threads:   pure but for the scratch.   Cost: linear. */
#ifndef WD_DESK_ARTICLE_H
#define WD_DESK_ARTICLE_H

#include "desk/identity.h"

/* ret_want: its page, where that is wanted, too; else without an address. */
int wd_article_of_item(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, struct wd_article *ret,
                       struct wd_want *ret_want) WD_MUST;
/* A whole web page. Where an entry asked for it, what the feed said is known beforehand, and the text alone is the page's. */
int wd_article_of_page(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, struct wd_article *ret,
                       struct wd_where *ret_where) WD_MUST;

#endif
