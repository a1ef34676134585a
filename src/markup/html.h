/* markup/html.h - the HTML tree.
 * Duty:      parse a page or a fragment into nodes in an arena, held to limits.h while it is built (html_parse.h), and walk them.
 * Input:     valid UTF-8, which must outlive the tree.
 * Ownership: nodes live in `a`; names, values and texts are slices of the input, or live in `a` where something had to be decoded. The
 *            parser handle is the caller's, reused, one a thread.
 * Errors:    WD_E_TOOBIG and WD_E_DEPTH for a bomb; smaller excess is cut and `cut` set.
 * Threads:   one parser, one thread.   Cost: a page of 130 kB in a third of a millisecond.
 * Source:    HTML Living Standard, 13.2 "Parsing HTML documents". */
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
    uint32_t byte; /* where it starts in the input; of an element that no tag stands for, that of the tag that made it, or 0 */
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
/* NULL where none. The others are for names written as constants, whose length is known when they are compiled. */
const struct wd_html_attribute *wd_html_attribute_named(const struct wd_html_node *n, struct wd_str name);
static inline bool wd_html_has_attribute(const struct wd_html_node *n, const char *name)
{
    return n->attribute_n && wd_html_attribute_named(n, wd_str_c(name)) != NULL;
}
static inline struct wd_str wd_html_attribute(const struct wd_html_node *n, const char *name) /* empty where none */
{
    const struct wd_html_attribute *found = n->attribute_n ? wd_html_attribute_named(n, wd_str_c(name)) : NULL;
    return found ? found->value : WD_STR("");
}
static inline bool wd_html_is(const struct wd_html_node *n, const char *tag)
{
    return wd_str_eqc(n->tag, tag);
}
/* Next node in document order within `top`, NULL at the end. */
struct wd_html_node *wd_html_next(const struct wd_html_node *n, const struct wd_html_node *top);
/* The same, but over the children of n. */
struct wd_html_node *wd_html_next_skip(const struct wd_html_node *n, const struct wd_html_node *top);
struct wd_html_node *wd_html_find(const struct wd_html_node *top, const char *tag); /* first in document order */
/* All text below n joined, blanks squeezed. */
struct wd_str wd_html_text(struct wd_arena *a, const struct wd_html_node *n);

#endif
