/* markup/foreign.h - private to markup: what the sanitiser lets through of drawings and formulas inside HTML.
 * Duty:    the elements and attributes of SVG and MathML that only draw or set text. Not there on purpose: script, style, foreignObject,
 *          image, use, animations (they can set a link), filters and what loads or refers to other documents.
 * Threads: pure, read-only tables.   Cost: O(log rows).
 * Source:  SVG 1.1 (second edition), MathML 3. */
#ifndef WD_MARKUP_FOREIGN_H
#define WD_MARKUP_FOREIGN_H

#include "markup/html_name.h"

enum wd_foreign_value {
    WD_FOREIGN_VALUE, /* a number, colour, keyword, path: nothing with a scheme; url() only of a fragment */
    WD_FOREIGN_TEXT,  /* words for people */
    WD_FOREIGN_STYLE,
    WD_FOREIGN_LINK, /* http and https only */
};
struct wd_foreign_attribute {
    const char *name;
    enum wd_foreign_value value;
};
/* space: WD_ELEMENT_SVG or WD_ELEMENT_MATH. NULL where the name is not in the table. Any case. */
const struct wd_html_name *wd_foreign_element(struct wd_str name, unsigned space);
const struct wd_foreign_attribute *wd_foreign_attribute(struct wd_str name);
size_t wd_foreign_element_number(const struct wd_html_name *row);
size_t wd_foreign_attribute_number(const struct wd_foreign_attribute *row);
/* The namespace declaration that the root element needs. */
const char *wd_foreign_space(unsigned space);
/* Whether a value of that kind is harmless. */
bool wd_foreign_harmless(struct wd_str value);
#define WD_FOREIGN_ROWS 128u
bool wd_foreign_sorted(void);

#endif
