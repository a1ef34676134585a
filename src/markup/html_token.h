/* markup/html_token.h - private to markup: HTML cut into text and tags, without a tree.
 * Duty:      one token at a time; comments, declarations and instructions are passed over. A '<' that starts nothing is text.
 * Input:     valid UTF-8.   Ownership: slices borrow the input.
 * Errors:    none.   Threads: pure.   Cost: O(n): a search that reached the end once is not tried again. */
#ifndef WD_MARKUP_HTML_TOKEN_H
#define WD_MARKUP_HTML_TOKEN_H

#include "base/str.h"

enum wd_html_token_kind { WD_HTML_TEXT, WD_HTML_START, WD_HTML_END };
struct wd_html_token {
    enum wd_html_token_kind kind;
    struct wd_str text; /* TEXT: as written, references not decoded */
    struct wd_str name; /* START, END: as written */
    struct wd_str rest; /* START: what stands between the name and '>' */
    bool empty;         /* START: "/>" */
};
struct wd_html_scan {
    struct wd_str html;
    size_t at, cdata_end;
    bool no_gt, no_tag_end, no_comment_end, no_cdata_end, no_content_end, no_quote[2];
};

static inline void wd_html_scan_init(struct wd_html_scan *k, struct wd_str html)
{
    *k = (struct wd_html_scan){.html = html, .cdata_end = SIZE_MAX};
}
/* False at the end. */
bool wd_html_scan_next(struct wd_html_scan *k, struct wd_html_token *ret);
/* After a START: moves past its end tag. False, and nowhere, where there is none. */
bool wd_html_scan_skip_content(struct wd_html_scan *k, struct wd_str name);
/* Cuts the next attribute off *rest; the value is as written, empty where there is none. */
bool wd_html_attribute_cut(struct wd_str *rest, struct wd_str *ret_name, struct wd_str *ret_value);

#endif
