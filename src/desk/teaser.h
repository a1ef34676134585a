/* desk/teaser.h - whether a feed gives its articles whole, or cut.
 * Duty:      judges one entry by its text: what stands at its end, how much it is, and whether the feed calls it a summary.
 * Input:     plain text, a block a line.
 * Ownership: nothing is kept.   Errors: none.   Threads: pure.   Cost: O(bytes). */
#ifndef WD_DESK_TEASER_H
#define WD_DESK_TEASER_H

#include "base/list.h"

enum wd_teaser {
    WD_TEASER_NONE,    /* whole */
    WD_TEASER_MARKED,  /* ends in an ellipsis or in a link that leads on */
    WD_TEASER_SUMMARY, /* a description, and too little for an article */
    WD_TEASER_SHORT,   /* content, but no more than a few sentences */
    WD_TEASER_REPEATED /* content that says what the description says */
};
struct wd_teaser_input {
    struct wd_str text, summary; /* summary: the description beside a content; empty: none */
    bool content;                /* text is of an element for the whole (content:encoded, atom:content, content_html) */
};
enum wd_teaser wd_teaser_of(struct wd_arena *a, const struct wd_teaser_input *in);

#endif
