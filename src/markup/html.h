/* markup/html.h - the HTML tree, thin and replaceable.
 * Duty:      parse a page or a fragment into nodes in an arena (MyHTML single-thread behind it; a pre-scan counts tags and depth and
 *            cuts at limits.h, since the parser has no caps), and walk them.
 * Input:     valid UTF-8.
 * Ownership: nodes and texts live in `a`; the parser handle is the caller's, reused, one a thread.
 * Errors:    WD_E_TOOBIG and WD_E_DEPTH when the pre-scan had to refuse; smaller excess is cut and `cut` set.
 * Threads:   one parser, one thread.   Cost: about 250 MB/s for the tree, one copy of text. */
#ifndef WD_MARKUP_HTML_H
#define WD_MARKUP_HTML_H

#include "base/err.h"
#include "base/list.h"
#include "markup/html_tag.h"

struct wd_html_attribute {
    struct wd_str name, value; /* name in lower case */
};
struct wd_html_node {
    struct wd_html_node *parent, *first, *last, *next, *prev;
    struct wd_str tag;  /* lower case, interned: compare with wd_str_eqc; empty for text; "!" for a comment */
    struct wd_str text; /* of a text node or comment, references decoded */
    const struct wd_html_attribute *attributes;
    uint16_t kind; /* enum wd_html_tag */
    uint16_t attribute_n;
    uint32_t byte; /* where it starts in the input, as far as the parser knows */
};
struct wd_html {
    struct wd_html_node *root; /* <html>; of a fragment: a node that holds its content */
    size_t nodes;
    bool cut;
};
struct wd_html_parser;
struct wd_html_parser *wd_html_parser_new(void);
void wd_html_parser_free(struct wd_html_parser *p);
int wd_html_parse(struct wd_html_parser *p, struct wd_arena *a, struct wd_str text, struct wd_html *ret,
                  struct wd_where *ret_where) WD_MUST;
int wd_html_parse_fragment(struct wd_html_parser *p, struct wd_arena *a, struct wd_str text, struct wd_html *ret,
                           struct wd_where *ret_where) WD_MUST;
struct wd_str wd_html_attribute(const struct wd_html_node *n, const char *name); /* empty where none */
bool wd_html_has_attribute(const struct wd_html_node *n, const char *name);
bool wd_html_is(const struct wd_html_node *n, const char *tag);
/* Next node in document order within `top`, NULL at the end. */
struct wd_html_node *wd_html_next(const struct wd_html_node *n, const struct wd_html_node *top);
/* The same, but over the children of n. */
struct wd_html_node *wd_html_next_skip(const struct wd_html_node *n, const struct wd_html_node *top);
struct wd_html_node *wd_html_find(const struct wd_html_node *top, const char *tag); /* first in document order */
/* All text below n joined, blanks squeezed. */
struct wd_str wd_html_text(struct wd_arena *a, const struct wd_html_node *n);

#endif
