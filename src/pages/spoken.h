/* pages/spoken.h - the quotations in an article's running text, each with its speaker; private to this folder.
 * Duty:      which stretches of the body are quoted or reported, who speaks, and a sentence cut along them. The speaker is the story's,
 *            where a statement of the story has the words; else the article's own.
 * Input:     the current state of a member of the story.
 * Ownership: in `a`; texts borrow the article and the story.
 * Errors:    none.   Threads: pure.   Cost: O(quotations * carriers of this article). */
#ifndef WD_PAGES_SPOKEN_H
#define WD_PAGES_SPOKEN_H

#include "pages/view.h"

struct wd_spoken_mark {
    struct wd_span span;
    int kind;                /* enum wd_quote_kind */
    bool last, denied;       /* last: the quotation ends here */
    struct wd_str who, href; /* href empty: no page */
};
typedef WD_LIST(struct wd_spoken_mark) wd_spoken_marks;

/* A piece of a sentence: form empty where nobody speaks. who: behind the last piece of a quotation. */
struct wd_piece_view {
    struct wd_str text, form, says, who, href;
};
typedef WD_LIST(struct wd_piece_view) wd_piece_views;
extern const struct wd_record wd_piece_view_record;

/* By place; none overlap. */
void wd_view_spoken(struct wd_arena *a, const struct wd_story *story, const struct wd_article *article, const char *root,
                    wd_spoken_marks *ret_marks);
/* Blanks are squeezed as wd_format_line does. */
void wd_view_pieces(struct wd_arena *a, struct wd_str body, const wd_spoken_marks *marks, struct wd_span sentence,
                    wd_piece_views *ret_pieces);

#endif
