/* markup/html_tree.h - private to markup: a tree under construction, as the rules of parsing HTML have it.
 * Duty:      the stack of open elements, what is in scope, the list of formatting elements, and where a node goes; html_body.c and its
 *            neighbours hold the rules for each mode, html_parse.c reads tokens and holds all to the caps.
 * Ownership: nodes, attributes and joined texts in the arena; names and what needs no decoding are slices of the page.
 * Errors:    none here: what would nest too deep is left out and counted.   Threads: pure.   Cost: O(1) a token but for searches of the
 *            stack, which has a cap.
 * Source:    HTML Living Standard, 13.2.4 to 13.2.6. */
#ifndef WD_MARKUP_HTML_TREE_H
#define WD_MARKUP_HTML_TREE_H

#include "base/limits.h"
#include "markup/html.h"
#include "markup/html_element.h"
#include "markup/html_token.h"

enum {
    WD_TREE_STACK = WD_MAX_HTML_DEPTH + 128, /* what the rules open of their own accord is over the cap of depth */
    WD_TREE_FORMATS = 64,                    /* formatting elements at once; each is repeated in every block that follows */
    WD_TREE_LIST = WD_TREE_FORMATS + WD_TREE_STACK,
    WD_TREE_TEMPLATES = 64,
};
enum wd_tree_mode {
    WD_TREE_INITIAL,
    WD_TREE_BEFORE_HTML,
    WD_TREE_BEFORE_HEAD,
    WD_TREE_IN_HEAD,
    WD_TREE_IN_NOSCRIPT,
    WD_TREE_AFTER_HEAD,
    WD_TREE_IN_BODY,
    WD_TREE_IN_TABLE,
    WD_TREE_IN_CAPTION,
    WD_TREE_IN_COLGROUP,
    WD_TREE_IN_SECTION,
    WD_TREE_IN_ROW,
    WD_TREE_IN_CELL,
    WD_TREE_IN_SELECT,
    WD_TREE_IN_TABLE_SELECT,
    WD_TREE_IN_TEMPLATE,
    WD_TREE_AFTER_BODY,
    WD_TREE_AFTER_HTML,
    WD_TREE_IN_FRAMESET,
    WD_TREE_AFTER_FRAMESET,
    WD_TREE_MODES
};
enum wd_tree_token { WD_TREE_TEXT, WD_TREE_COMMENT, WD_TREE_DOCTYPE, WD_TREE_START, WD_TREE_END, WD_TREE_EOF };
struct wd_tree_tag {
    uint8_t type; /* enum wd_tree_token */
    bool empty;   /* "/>" */
    uint16_t kind, attribute_n;
    uint32_t flags; /* of its kind */
    uint32_t byte;
    struct wd_str name; /* lower case */
    struct wd_str text; /* of a text, as written; of a comment; of a doctype */
    const struct wd_html_attribute *attributes;
};
enum { WD_SPACE_HTML, WD_SPACE_SVG, WD_SPACE_MATH };
struct wd_tree_node {
    struct wd_html_node node; /* first */
    uint32_t text_room;       /* of a text put together from several */
    uint8_t space;
    bool open;       /* on the stack */
    bool takes_html; /* of another vocabulary: HTML may be in it */
};

struct wd_tree {
    struct wd_arena *a;
    const struct wd_html_elements *elements;
    struct wd_html_scan scan;
    struct wd_str html;
    enum wd_tree_mode mode;
    struct wd_html_node *root, *head, *form;
    bool fragment, quirks, no_frameset, foster, skip_line_end;
    size_t nodes, weight; /* what is counted as nodes besides */
    size_t left_out, moved;
    size_t depth, list_n, templates_n, formats;
    uint32_t open[WD_TAG_COUNT];        /* elements of HTML on the stack, of each kind */
    uint32_t left_out_of[WD_TAG_COUNT]; /* start tags whose end tags are to be left out too */
    struct wd_tree_node *stack[WD_TREE_STACK];
    struct wd_tree_node *list[WD_TREE_LIST]; /* formatting elements; NULL: a marker */
    uint8_t templates[WD_TREE_TEMPLATES];    /* modes */
    struct wd_html_attribute attributes[WD_MAX_XML_ATTRIBUTES];
};

static inline struct wd_tree_node *wd_tree_top(const struct wd_tree *t)
{
    return t->stack[t->depth - 1];
}
static inline uint16_t wd_tree_top_kind(const struct wd_tree *t)
{
    return wd_tree_top(t)->node.kind;
}
static inline bool wd_tree_is(const struct wd_tree_node *n, unsigned kind)
{
    return n->node.kind == kind && n->space == WD_SPACE_HTML;
}
static inline uint32_t wd_tree_flags(const struct wd_tree_node *n)
{
    return n->space == WD_SPACE_HTML ? wd_html_flags[n->node.kind] : 0;
}

/* ---- html_tree.c: nodes, stack, scope ---- */
void wd_tree_push(struct wd_tree *t, struct wd_tree_node *n);
void wd_tree_pop(struct wd_tree *t);
/* Pops up to and with the first of that kind. */
void wd_tree_pop_to(struct wd_tree *t, unsigned kind);
/* Pops until the top is of one of these flags, a template, or the root. */
void wd_tree_clear_to(struct wd_tree *t, uint32_t flags);
void wd_tree_take_off(struct wd_tree *t, struct wd_tree_node *n);
/* scope: one of WD_TREE_*SCOPE, that of WD_TREE_SCOPE always counts but for tables. */
bool wd_tree_in_scope(const struct wd_tree *t, unsigned kind, uint32_t scope);
bool wd_tree_flag_in_scope(const struct wd_tree *t, uint32_t flag, uint32_t scope);
/* Pops what may end by itself; `but` is left. */
void wd_tree_end_implied(struct wd_tree *t, unsigned but);
void wd_tree_close_p(struct wd_tree *t);
struct wd_tree_node *wd_tree_insert(struct wd_tree *t, const struct wd_tree_tag *tag);
struct wd_tree_node *wd_tree_insert_closed(struct wd_tree *t, const struct wd_tree_tag *tag);
struct wd_tree_node *wd_tree_insert_implied(struct wd_tree *t, unsigned kind);
struct wd_tree_node *wd_tree_insert_foreign(struct wd_tree *t, const struct wd_tree_tag *tag, unsigned space);
/* An element whose content is text, with that content. */
void wd_tree_insert_with_text(struct wd_tree *t, const struct wd_tree_tag *tag);
/* byte: where it stands in the page. */
void wd_tree_insert_text(struct wd_tree *t, struct wd_str written, size_t byte);
/* As the standard has it, a line ends with LF. */
struct wd_str wd_tree_line_ends(struct wd_arena *a, struct wd_str s);
void wd_tree_insert_comment(struct wd_tree *t, const struct wd_tree_tag *tag, struct wd_html_node *parent);
void wd_tree_join_attributes(struct wd_tree *t, struct wd_html_node *n, const struct wd_tree_tag *tag);
/* Puts n before `before`, or last where that is NULL. */
void wd_tree_link(struct wd_html_node *parent, struct wd_html_node *before, struct wd_html_node *n);
void wd_tree_unlink(struct wd_html_node *n);
/* Where a node goes of which `parent` should be the parent. */
struct wd_html_node *wd_tree_place(const struct wd_tree *t, struct wd_tree_node *parent, struct wd_html_node **ret_before);

/* ---- html_format.c: formatting elements ---- */
void wd_tree_list_add(struct wd_tree *t, struct wd_tree_node *n);
void wd_tree_list_mark(struct wd_tree *t);
void wd_tree_list_clear(struct wd_tree *t); /* up to the last marker */
void wd_tree_list_remove(struct wd_tree *t, const struct wd_tree_node *n);
struct wd_tree_node *wd_tree_listed(const struct wd_tree *t, unsigned kind); /* after the last marker */
void wd_tree_reopen(struct wd_tree *t);
void wd_tree_adopt(struct wd_tree *t, const struct wd_tree_tag *tag);

/* ---- rules ---- */
typedef void wd_tree_rule(struct wd_tree *t, struct wd_tree_tag *tag);
wd_tree_rule wd_tree_initial, wd_tree_before_html, wd_tree_before_head, wd_tree_in_head, wd_tree_in_noscript, wd_tree_after_head,
    wd_tree_after_body, wd_tree_in_frameset, wd_tree_after_frameset; /* html_frame.c */
wd_tree_rule wd_tree_in_body;                                        /* html_body.c */
wd_tree_rule wd_tree_in_table, wd_tree_in_caption, wd_tree_in_colgroup, wd_tree_in_section, wd_tree_in_row, wd_tree_in_cell,
    wd_tree_in_select, wd_tree_in_table_select, wd_tree_in_template; /* html_table.c */
wd_tree_rule wd_tree_foreign;                                        /* html_foreign.c */
/* The rules of the mode at hand. */
void wd_tree_again(struct wd_tree *t, struct wd_tree_tag *tag);
void wd_tree_any_end(struct wd_tree *t, const struct wd_tree_tag *tag); /* an end tag without rules of its own */
void wd_tree_start_foreign(struct wd_tree *t, const struct wd_tree_tag *tag, unsigned space);
void wd_tree_reset_mode(struct wd_tree *t);
void wd_tree_end_template(struct wd_tree *t);

/* Takes the blanks off the front of a text; the other puts them into the tree. */
void wd_tree_cut_blanks(struct wd_tree_tag *tag);
void wd_tree_insert_blanks(struct wd_tree *t, struct wd_tree_tag *tag);

#endif
