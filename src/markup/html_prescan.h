/* markup/html_prescan.h - private to markup: holds a page to the caps before the tree is built.
 * Duty:      count nodes and depth as the parser would make them; take out start tags that nest too deep, cut what is over the node
 *            limit, refuse what is a bomb. The parser behind html.h has no caps of its own.
 * Ownership: the text is the input, or a copy in `a` of the same length or shorter: positions stay.
 * Errors:    WD_E_TOOBIG, WD_E_DEPTH.   Threads: pure.   Cost: O(n). */
#ifndef WD_MARKUP_HTML_PRESCAN_H
#define WD_MARKUP_HTML_PRESCAN_H

#include "base/arena.h"
#include "base/err.h"

struct wd_html_prescan {
    struct wd_str text;
    size_t nodes;
    bool cut;
};
int wd_html_prescan(struct wd_arena *a, struct wd_str html, struct wd_html_prescan *ret, struct wd_where *ret_where) WD_MUST;

#endif
