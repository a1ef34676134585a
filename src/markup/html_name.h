/* markup/html_name.h - private to markup: what the sanitiser lets through, as tables.
 * Duty:    elements and attributes of HTML that may stay, and what they mean for nesting.
 * Threads: pure.   Cost: O(log names). */
#ifndef WD_MARKUP_HTML_NAME_H
#define WD_MARKUP_HTML_NAME_H

#include "base/str.h"

enum {
    WD_ELEMENT_KEEP = 1,         /* the tag stays */
    WD_ELEMENT_VOID = 2,         /* has no content */
    WD_ELEMENT_BLOCK = 4,        /* starts and ends a line, closes a paragraph */
    WD_ELEMENT_RAW = 8,          /* dropped with its content, which is no markup */
    WD_ELEMENT_FOREIGN = 16,     /* dropped with its content, which is markup (drawings and formulas: in plain text only) */
    WD_ELEMENT_CELL = 32,        /* ends a word in plain text */
    WD_ELEMENT_VERBATIM = 64,    /* line ends count */
    WD_ELEMENT_FORMATTING = 128, /* an HTML parser opens it again in every block until it is closed */
    WD_ELEMENT_SVG = 256,        /* of another vocabulary, foreign.h */
    WD_ELEMENT_MATH = 512,
    WD_ELEMENT_HOST = 1024, /* of another vocabulary, and holds HTML again */
};
enum { WD_ATTRIBUTE_PLAIN, WD_ATTRIBUTE_LINK, WD_ATTRIBUTE_SOURCE, WD_ATTRIBUTE_STYLE };

struct wd_html_name {
    const char *name;
    uint8_t n;
    uint16_t kind;      /* WD_ELEMENT_* bits, or one WD_ATTRIBUTE_* */
    uint16_t closes;    /* elements: bits of groups that an open one of is closed by this start tag */
    uint16_t closed_by; /* elements: the group it is in */
};
/* NULL where the name is not in the table. Any case. */
const struct wd_html_name *wd_html_element(struct wd_str name);
const struct wd_html_name *wd_html_attribute_allowed(struct wd_str name);
/* Number of a row in its table, for sets of them. */
size_t wd_html_attribute_number(const struct wd_html_name *row);
size_t wd_html_element_number(const struct wd_html_name *row);
#define WD_HTML_NAME_ROWS 256u /* each table has fewer */
/* Whether both tables are in the order that the search needs; a unit test asks. */
bool wd_html_names_sorted(void);

#endif
