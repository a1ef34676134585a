/* markup/sanitise.h - HTML of others made safe, by allow-list.
 * Duty:      keep text-level, list, table, quote, figure and image markup with harmless attributes; drop script, style, on*, form, iframe,
 *            object, javascript: and data: links; resolve URLs against base; always give well-nested HTML. Also: HTML to plain text blocks.
 * Input:     valid UTF-8 fragment.
 * Ownership: results in `a`.   Errors: as wd_html_parse_fragment; the text without markup is the fall-back of callers.
 * Threads:   pure but for the parser handle.   Cost: O(n). */
#ifndef WD_MARKUP_SANITISE_H
#define WD_MARKUP_SANITISE_H

#include "markup/html.h"

/* p may be NULL: then our own tokenizer alone is used, which balances tags within the allow-list (feeds: no tree is needed). */
int wd_sanitise(struct wd_html_parser *p, struct wd_arena *a, struct wd_str html, struct wd_str base, struct wd_str *ret_html) WD_MUST;
/* Plain text of a fragment: tags gone, references decoded, blanks squeezed, block elements and <br> as line ends. No tree is built. */
struct wd_str wd_html_to_text(struct wd_arena *a, struct wd_str html);
/* Whether text has tags or references at all. */
bool wd_looks_like_html(struct wd_str text);

#endif
