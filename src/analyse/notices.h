/* analyse/notices.h - lines above and below an article that say where it comes from, or nothing.
 * Duty:      one block in, what kind of notice it is and whom it names (requirements C4, C5, L5).
 * Input:     a block without blanks at its ends.
 * Ownership: results borrow the block or are static.
 * Errors:    false: it is body.   Threads: pure.   Cost: O(length); long blocks are body without being read through. */
#ifndef WD_ANALYSE_NOTICES_H
#define WD_ANALYSE_NOTICES_H

#include "model/article.h"

struct wd_credit {
    struct wd_str words;  /* "Reuters" as printed; empty: a line of times and the like */
    struct wd_str agency; /* canonical */
};
/* "Reuters | Updated: 26-01-2022 23:56 IST", "Source: PTI", "Updated: ...". */
bool wd_credit_of(struct wd_str block, struct wd_credit *ret);
/* "By Ines Moreau". */
bool wd_byline_of(struct wd_str block, struct wd_str *ret_name);
/* Tail notices and furniture; text is left empty. */
bool wd_notice_of(struct wd_str block, struct wd_notice *ret);
/* A notice in brackets or after dashes at the end of a paragraph: where it starts, 0 for none (or for all of it). */
size_t wd_notice_tail(struct wd_str block, struct wd_notice *ret);

#endif
