/* markup/html_element.h - private to markup: what the rules of parsing HTML know of an element.
 * Duty:    from a name as written to the number of html_tag.h, and from that to its part in the rules.
 * Threads: pure; the table of names is made once per parser.   Cost: O(1).
 * Source:  HTML Living Standard, 13.2 "Parsing HTML documents" (with <select> as browsers had it up to 2024). */
#ifndef WD_MARKUP_HTML_ELEMENT_H
#define WD_MARKUP_HTML_ELEMENT_H

#include "base/str.h"
#include "markup/html_tag.h"

enum {
    WD_TREE_SPECIAL = 1 << 0,      /* stops the search for what an end tag closes */
    WD_TREE_SCOPE = 1 << 1,        /* nothing outside of it is in scope */
    WD_TREE_LIST_SCOPE = 1 << 2,   /* the same for list items */
    WD_TREE_BUTTON_SCOPE = 1 << 3, /* the same for paragraphs */
    WD_TREE_TABLE_SCOPE = 1 << 4,  /* the same within tables */
    WD_TREE_SELECT_THROUGH = 1 << 5,
    WD_TREE_IMPLIED_END = 1 << 6, /* its end tag may be left out */
    WD_TREE_FORMATTING = 1 << 7,  /* opened again in every block until it is closed */
    WD_TREE_VOID = 1 << 8,
    WD_TREE_BLOCK = 1 << 9,     /* its start closes a paragraph; its end closes what is open in it */
    WD_TREE_HEADING = 1 << 10,  /* h1 to h6 */
    WD_TREE_HEAD = 1 << 11,     /* belongs into the head, wherever it stands */
    WD_TREE_TABLE = 1 << 12,    /* table, tbody, thead, tfoot, tr: text in them goes in front of the table */
    WD_TREE_SECTION = 1 << 13,  /* tbody, thead, tfoot */
    WD_TREE_CELL = 1 << 14,     /* td, th */
    WD_TREE_PART = 1 << 15,     /* caption, col, colgroup, tbody, td, tfoot, th, thead, tr */
    WD_TREE_BREAKOUT = 1 << 16, /* ends a drawing or a formula */
    WD_TREE_OBJECT = 1 << 17,   /* applet, marquee, object: formatting does not reach into them */
    WD_TREE_RAW = 1 << 18,      /* its content is text */
    WD_TREE_TITLE = 1 << 19,    /* its content is text with references */
    WD_TREE_MATH_TEXT = 1 << 20,
    WD_TREE_SVG_HTML = 1 << 21, /* of SVG: HTML may be in it */
};
extern const uint32_t wd_html_flags[WD_TAG_COUNT];
extern const struct wd_str wd_html_names[WD_TAG_COUNT]; /* "" for text, "!" for comments, NULL for others */

#define WD_HTML_SLOTS 512u
struct wd_html_elements {
    struct {
        uint64_t key;
        uint8_t n;
        uint8_t kind;
    } slots[WD_HTML_SLOTS];
};
void wd_html_elements_init(struct wd_html_elements *e);
/* Any case. WD_TAG_OTHER where it is not in the list. */
uint16_t wd_html_kind(const struct wd_html_elements *e, struct wd_str name);

#endif
