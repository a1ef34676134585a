/* extract/look_inside.h - the walk of look.c, shared with the files that read bylines and dates on its way.
 * Duty:      what the walk knows where it stands; look_byline.c and look_date.c read one element each, look_text.c the text below it.
 * Ownership: as evidence.h.   Errors: none; caps of evidence.h.
 * Threads:   pure.   Cost: texts are read only of small elements. */
#ifndef WD_EXTRACT_LOOK_INSIDE_H
#define WD_EXTRACT_LOOK_INSIDE_H

#include "base/hash.h"
#include "extract/look.h"
#include "extract/role.h"

enum { WD_LONGEST_DATE_LINE = 160 }; /* an element that holds more is no date line */

/* What stands above a node. */
struct wd_above {
    bool inside, furniture, linked, byline, heading;
    const struct wd_html_node *figure;
    struct wd_str caption; /* of the figure */
    unsigned roles;        /* of the nearest elements, for images */
};
struct wd_walk {
    struct wd_page_evidence *e;
    wd_jsons *jsonld;
    struct wd_look *look;
    struct wd_roles roles;
    struct wd_map above_h1; /* nodes that hold a headline: they are no furniture, whatever their names */
    uint32_t place, paragraphs, paragraphs_at_h1;
    size_t h1_n, crumbs, figures;
    uint32_t label_place; /* of the last text that says "Published" or "Updated" without a date */
    bool label_modified;
};

/* The texts below n, a line each; elements that only set letters apart do not end a line. */
struct wd_str wd_lines_of(struct wd_arena *a, const struct wd_html_node *n, size_t most);
/* True where the element has a text and it is short; looks no further than it must. */
bool wd_text_is_small(const struct wd_html_node *n, size_t most);
/* After a headline, before much of a text. */
bool wd_below_headline(const struct wd_walk *w);

/* An element that names or links to who wrote the article. */
void wd_look_byline(struct wd_walk *w, const struct wd_html_node *n, int trust, const struct wd_above *above);
/* A short text that begins with "By " or is that word alone, after the headline and before the article's text. */
void wd_look_bare_byline(struct wd_walk *w, const struct wd_html_node *text, const struct wd_above *above);
bool wd_leads_to_author(struct wd_str href);

/* <time>, or an element named after a date. */
void wd_look_date(struct wd_walk *w, const struct wd_html_node *n, const struct wd_look_of *look, const struct wd_above *above);
/* A short text near the headline that is a date, with a word before it or without. */
void wd_look_bare_date(struct wd_walk *w, const struct wd_html_node *text, const struct wd_above *above);

#endif
