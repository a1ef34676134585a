/* markup/html_parse.h - private to markup: a page to a tree.
 * Duty:      tokens to the rules of html_tree.h, held to the caps: start tags that nest too deep are left out with their end tags, what is
 *            over the node limit is cut, a bomb is refused.
 * Ownership: as html_tree.h. `t` is memory for the work, reused from page to page.
 * Errors:    WD_E_TOOBIG, WD_E_DEPTH.   Threads: one `t`, one thread.   Cost: O(n). */
#ifndef WD_MARKUP_HTML_PARSE_H
#define WD_MARKUP_HTML_PARSE_H

#include "markup/html_tree.h"

int wd_tree_parse(struct wd_tree *t, const struct wd_html_elements *elements, struct wd_arena *a, struct wd_str html, bool fragment,
                  struct wd_html *ret, struct wd_where *ret_where) WD_MUST;

#endif
