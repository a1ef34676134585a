/* pages/quote.h - the only place where a page gets quotation marks from.
 * Duty:      print a quotation, and the difference of two wordings. The desk's own words and echoes of queries use no marks at all.
 * Input:     words as a source has them, without their outer marks; differences as model/story.h says (keep and insert give the words).
 * Errors:    the buffer's.   Threads: pure.   Cost: O(n). */
#ifndef WD_PAGES_QUOTE_H
#define WD_PAGES_QUOTE_H

#include "model/story.h"

struct wd_quote_view {
    struct wd_str words;
    wd_diffs differences; /* empty: print the words as they are */
};
extern const struct wd_record wd_quote_view_record, wd_diff_view_record;

void wd_page_quote(const struct wd_quote_view *quote, struct wd_buf *out);
void wd_page_diff(const wd_diffs *differences, struct wd_buf *out);
/* For a terminal: the same without elements; inserted words stand in {+ +}, deleted ones in [- -]. */
void wd_text_quote(const struct wd_quote_view *quote, struct wd_buf *out);
void wd_text_diff(const wd_diffs *differences, struct wd_buf *out);

#endif
