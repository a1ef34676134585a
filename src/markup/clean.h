/* markup/clean.h - private to markup: writes well-nested HTML of allowed elements.
 * Duty:      the one writer behind both ways of wd_sanitise: nesting, escaping, links, styles.
 * Ownership: output in `a`.
 * Errors:    WD_E_TOOBIG from finish when links resolved against a long base blow the output up.
 * Threads:   pure.   Cost: O(n). */
#ifndef WD_MARKUP_CLEAN_H
#define WD_MARKUP_CLEAN_H

#include "base/limits.h"
#include "markup/build.h"
#include "markup/foreign.h"

struct wd_clean_names { /* names looked up of late */
    struct {
        struct wd_str name; /* borrows the input */
        const struct wd_html_name *row;
    } slots[32];
};
struct wd_clean {
    struct wd_arena *a;
    struct wd_build out;
    struct wd_str base;
    const struct wd_html_name *stack[WD_MAX_HTML_DEPTH];
    size_t depth; /* from here on all is zero at first */
    uint16_t open[WD_HTML_NAME_ROWS];
    uint64_t seen[WD_HTML_NAME_ROWS / 64]; /* attributes of the tag being written */
    bool too_big;
    struct wd_clean_names elements, attributes;
    /* inside drawings and formulas */
    uint16_t foreign_open[WD_FOREIGN_ROWS];
    size_t foreign_depth; /* elements of the stack that are foreign */
    unsigned tag_space;   /* of the tag being written: WD_ELEMENT_SVG, WD_ELEMENT_MATH, or 0 */
    bool xlink_declared;  /* in the tag being written */
};

void wd_clean_init(struct wd_clean *c, struct wd_arena *a, struct wd_str base);
/* What a start tag of that name means where the writer stands: HTML, or inside a drawing or formula, which an element of HTML ends.
 * NULL: nothing known. */
const struct wd_html_name *wd_clean_element(struct wd_clean *c, struct wd_str name);
/* False: the element is not written (too deep). Attributes follow, then tag_done. */
bool wd_clean_tag(struct wd_clean *c, const struct wd_html_name *row);
void wd_clean_attribute(struct wd_clean *c, struct wd_str name, struct wd_str decoded_value);
void wd_clean_tag_done(struct wd_clean *c, const struct wd_html_name *row);
/* Closes the nearest open element of that name; nothing where none is open. */
void wd_clean_end(struct wd_clean *c, struct wd_str name);
/* Text with references as written; invalid ones become text. */
void wd_clean_text(struct wd_clean *c, struct wd_str as_written);
void wd_clean_text_decoded(struct wd_clean *c, struct wd_str text);
int wd_clean_finish(struct wd_clean *c, struct wd_str *ret_html);

/* clean_style.c: declarations that only dress text; empty where none is left. */
struct wd_str wd_clean_style(struct wd_arena *a, struct wd_str style);

#endif
