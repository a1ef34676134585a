/* intake/lines.h - text in lines, and the paragraphs that lines make.
 * Duty:      cut lines at any kind of line end, clean them, find where lines were broken at a fixed width, join those; paragraphs as HTML.
 * Input:     valid UTF-8.
 * Ownership: results in `a` or borrowed from the text.
 * Errors:    none: what does not fit WD_MAX_TEXT_BYTES is left out, and the buffer's err says so.
 * Threads:   pure.   Cost: O(n). */
#ifndef WD_INTAKE_LINES_H
#define WD_INTAKE_LINES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"

struct wd_paragraph {
    struct wd_str text;
    bool used; /* of the head: no body */
};
typedef WD_LIST(struct wd_paragraph) wd_paragraphs;

/* Cuts the next line off *rest, which must not be empty; CR, LF and CR LF end it. */
struct wd_str wd_line_next(struct wd_str *rest);
/* Control bytes gone, blanks of any kind as one space. */
struct wd_str wd_line_clean(struct wd_arena *a, struct wd_str line);
/* Begins with two blanks at least, which begins a paragraph. */
bool wd_line_indented(struct wd_str line);
/* All lines of a text as paragraphs; the first line is one of its own (a headline). Lines broken at a fixed width are joined. */
void wd_lines_paragraphs(struct wd_arena *a, struct wd_buf *scratch, struct wd_str text, wd_paragraphs *ret);
/* The width at which the lines of a text were broken, 0 where they were not. */
size_t wd_lines_width(struct wd_str text);
/* Appends the lines as <p>: a blank or an indented line parts them; a line end that was meant stays as <br>; "| a | b |" is a
 * row of a table. */
void wd_lines_html(struct wd_arena *a, struct wd_str text, struct wd_buf *out);

#endif
