/* pages/terminal.h - what the pages for a terminal share; private to this folder.
 * Duty:      lines within the width, styles where colour was asked for.
 * Ownership: results in the term's arena.   Errors: the buffer's.   Threads: pure.   Cost: O(n). */
#ifndef WD_PAGES_TERMINAL_H
#define WD_PAGES_TERMINAL_H

#include "pages/view.h"

enum { WD_TERM_LEAST = 30 };

struct wd_term {
    const struct wd_page_context *c;
    struct wd_arena *a;
    struct wd_buf *out;
    uint32_t width; /* WD_TERM_LEAST at least */
    bool colour;
};
enum wd_term_style { WD_TERM_PLAIN, WD_TERM_BOLD, WD_TERM_SOFT, WD_TERM_SAME, WD_TERM_ALTERED, WD_TERM_REPORTED, WD_TERM_KILLED };
/* Of a statement's form: "same", "altered", ... */
enum wd_term_style wd_term_style_of(struct wd_str form);
/* Breaks text at blanks; the first line starts behind `lead`, which fills the indent. */
void wd_term_wrap(struct wd_term *t, const char *lead, uint32_t indent, enum wd_term_style style, struct wd_str text);
void wd_term_heading(struct wd_term *t, const char *text);
/* A quotation in its marks. */
struct wd_str wd_term_quoted(struct wd_term *t, const struct wd_quote_view *q);
/* terminal_around.c: what happened last; what lies round the story; why the article is in it. */
void wd_term_news(struct wd_term *t, const struct wd_members *members);
void wd_term_around(struct wd_term *t, const struct wd_members *members);
void wd_term_placing(struct wd_term *t, const struct wd_members *members, const struct wd_article_view *view);

#endif
