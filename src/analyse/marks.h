/* analyse/marks.h - where quotation marks open and close.
 * Duty:      a deterministic state machine over “ ” " „ « » ‚ ‘ ’ ' 「」『』 ‹ › ``'' and '' ''; a paragraph that opens again without the
 * former being closed continues it; nested marks do not cut; inches, feet and apostrophes are no marks. Input:     valid UTF-8, paragraphs
 * separated by '\n'. Ownership: the list lives in `a`: outermost regions only, in order, not overlapping; spans with their marks. Errors:
 * none; regions past WD_MAX_QUOTES are left out.   Threads: pure.   Cost: O(n). */
#ifndef WD_ANALYSE_MARKS_H
#define WD_ANALYSE_MARKS_H

#include "base/list.h"

enum { WD_MAX_QUOTES = 1 << 16, WD_MAX_QUOTE_DEPTH = 6 };
struct wd_region {
    uint32_t start, end;             /* with the marks */
    uint32_t inner_start, inner_end; /* without */
    bool is_closed;                  /* false: taken to the end of its paragraph */
};
typedef WD_LIST(struct wd_region) wd_regions;
void wd_marks_of(struct wd_arena *a, struct wd_str text, wd_regions *ret_regions);

#endif
