/* markup/html_token.h - private to markup: HTML cut into text and tags, without a tree.
 * Duty:      one token at a time; comments, declarations and instructions are passed over unless they are asked for. A '<' that starts
 *            nothing is text.
 * Input:     valid UTF-8.   Ownership: slices borrow the input.
 * Errors:    none.   Threads: pure.   Cost: O(n): a search that reached the end once is not tried again. */
#ifndef WD_MARKUP_HTML_TOKEN_H
#define WD_MARKUP_HTML_TOKEN_H

#include "markup/html.h"

enum wd_html_token_kind { WD_HTML_TEXT, WD_HTML_START, WD_HTML_END, WD_HTML_DECLARATION };
struct wd_html_token {
    enum wd_html_token_kind kind;
    struct wd_str text; /* TEXT: as written, references not decoded; DECLARATION: all of it, comments too */
    struct wd_str name; /* START, END: as written */
    struct wd_str rest; /* START: what stands between the name and '>' */
    bool empty;         /* START: "/>" */
};
struct wd_html_scan {
    struct wd_str html;
    size_t at, cdata_end;
    size_t content_end;                   /* of what was skipped last: where its end tag starts */
    struct wd_html_attribute *attributes; /* where it is set: those of the last tag, as written, at most `attribute_room` */
    size_t attribute_n, attribute_room;
    size_t max_tag_bytes; /* 0: none. A longer tag is the end, and `too_long` is set */
    bool too_long;
    bool standard; /* where the standard is less lenient than we, follow it; declarations are tokens */
    bool foreign;  /* with `standard`: CDATA is text here */
    bool no_gt, no_tag_end, no_comment_end, no_cdata_end, no_content_end, no_script_comment_end, no_script_end, no_quote[2];
};

static inline void wd_html_scan_init(struct wd_html_scan *k, struct wd_str html)
{
    *k = (struct wd_html_scan){.html = html, .cdata_end = SIZE_MAX};
}
/* False at the end. */
bool wd_html_scan_next(struct wd_html_scan *k, struct wd_html_token *ret);
/* After a START: moves past its end tag. False, and nowhere, where there is none. */
bool wd_html_scan_skip_content(struct wd_html_scan *k, struct wd_str name);
/* The same after the start tag of a script, where an end tag within "<!-- <script> -->" is none. */
bool wd_html_scan_skip_script(struct wd_html_scan *k);
/* Cuts the next attribute off *rest; the value is as written, empty where there is none. */
bool wd_html_attribute_cut(struct wd_str *rest, struct wd_str *ret_name, struct wd_str *ret_value);

#endif
