/* markup/html_prescan.h - private to markup: holds a page to the caps before the tree is built, and makes the feed for the parser.
 * Duty:      count nodes and depth as the parser would make them; leave out start tags that nest too deep, cut what is over the node
 *            limit, refuse what is a bomb. The parser behind html.h has no caps of its own.
 * Ownership: attributes in `a`, with names and values that are slices of the page where nothing had to be decoded.
 * Errors:    WD_E_TOOBIG, WD_E_DEPTH.   Threads: pure.   Cost: O(n). */
#ifndef WD_MARKUP_HTML_PRESCAN_H
#define WD_MARKUP_HTML_PRESCAN_H

#include "base/arena.h"
#include "base/err.h"
#include "markup/html_feed.h"

/* *ret_cut: something was left out. */
int wd_html_prescan(struct wd_arena *a, struct wd_str html, struct wd_html_feed *feed, bool *ret_cut, struct wd_where *ret_where) WD_MUST;

#endif
