/* desk/wanting.h - pages that articles want, as the log is applied.
 * Duty:      opens a want where a new state of an entry is cut, closes it with the page or with the reason why there is none; keeps a
 *            summary from taking the place of the text of a page.
 * Ownership: borrows the store.
 * Errors:    of the store.   Threads: the applier's, inside its transaction.
 * Cost:      one row read an entry that wants its page; two written a page. */
#ifndef WD_DESK_WANTING_H
#define WD_DESK_WANTING_H

#include "store/store.h"

/* Before an entry is placed: whether the text that its article has from its page stands, and the entry's is not to be placed. A state that
 * did not ask for the page before asks for it now. want: NULL or without an address: the page is not wanted. */
int wd_wanting_stands(struct wd_store *store, struct wd_arena *a, const struct wd_article *article, const struct wd_want *want,
                      bool *ret_stands) WD_MUST;
/* After it was placed as a state that is new, or that its source went back to. */
int wd_wanting_open(struct wd_store *store, struct wd_arena *a, const struct wd_article *article, const struct wd_want *want) WD_MUST;
/* The page came. no_text: why it has none for the article; empty where it was placed, or had not changed. */
int wd_wanting_close(struct wd_store *store, struct wd_arena *a, const struct wd_event *event, struct wd_str no_text) WD_MUST;

#endif
