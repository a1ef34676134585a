/* In the body. */
#include "markup/html_tree.h"

static bool hidden_input(const struct wd_tree_tag *tag)
{
    for (size_t i = 0; i < tag->attribute_n; i++)
        if (wd_str_eqc(tag->attributes[i].name, "type"))
            return wd_str_eqc_nocase(tag->attributes[i].value, "hidden");
    return false;
}

static void list_item(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    bool li = tag->kind == WD_TAG_LI;
    t->no_frameset = true;
    for (size_t i = t->depth; i-- > 0;) {
        const struct wd_tree_node *n = t->stack[i];
        unsigned kind = n->node.kind;
        if (n->space == WD_SPACE_HTML && (li ? kind == WD_TAG_LI : kind == WD_TAG_DD || kind == WD_TAG_DT)) {
            wd_tree_end_implied(t, kind);
            wd_tree_pop_to(t, kind);
            break;
        }
        bool special = wd_tree_flags(n) & WD_TREE_SPECIAL || n->takes_html;
        if (special && kind != WD_TAG_ADDRESS && kind != WD_TAG_DIV && kind != WD_TAG_P)
            break;
    }
    wd_tree_close_p(t);
    wd_tree_insert(t, tag);
}

static void formatting(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    if (tag->kind == WD_TAG_A) {
        struct wd_tree_node *open = wd_tree_listed(t, WD_TAG_A);
        if (open) {
            wd_tree_adopt(t, tag);
            wd_tree_list_remove(t, open);
            wd_tree_take_off(t, open);
        }
    }
    wd_tree_reopen(t);
    if (tag->kind == WD_TAG_NOBR && wd_tree_in_scope(t, WD_TAG_NOBR, WD_TREE_SCOPE)) {
        wd_tree_adopt(t, tag);
        wd_tree_reopen(t);
    }
    if (t->formats == WD_TREE_FORMATS) {
        t->left_out++;
        t->left_out_of[tag->kind]++;
        return;
    }
    wd_tree_list_add(t, wd_tree_insert(t, tag));
}

static void frameset(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    if (t->no_frameset || t->depth < 2 || !wd_tree_is(t->stack[1], WD_TAG_BODY))
        return;
    struct wd_html_node *body = &t->stack[1]->node;
    for (const struct wd_html_node *n = body; n; n = wd_html_next(n, body))
        t->nodes--;
    wd_tree_unlink(body);
    while (t->depth > 1)
        wd_tree_pop(t);
    wd_tree_insert(t, tag);
    t->mode = WD_TREE_IN_FRAMESET;
}

static void form(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    bool in_template = t->open[WD_TAG_TEMPLATE];
    if (t->form && !in_template)
        return;
    wd_tree_close_p(t);
    struct wd_tree_node *n = wd_tree_insert(t, tag);
    if (!in_template)
        t->form = &n->node;
}

static void select(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    wd_tree_reopen(t);
    wd_tree_insert(t, tag);
    t->no_frameset = true;
    bool in_table = t->mode >= WD_TREE_IN_TABLE && t->mode <= WD_TREE_IN_CELL && t->mode != WD_TREE_IN_COLGROUP;
    t->mode = in_table ? WD_TREE_IN_TABLE_SELECT : WD_TREE_IN_SELECT;
}

static void ruby(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    if (wd_tree_in_scope(t, WD_TAG_RUBY, WD_TREE_SCOPE))
        wd_tree_end_implied(t, tag->kind == WD_TAG_RP || tag->kind == WD_TAG_RT ? WD_TAG_RTC : 0);
    wd_tree_insert(t, tag);
}

/* <html> and <body> once more. */
static void frame_again(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    if (t->open[WD_TAG_TEMPLATE])
        return;
    if (tag->kind == WD_TAG_HTML) {
        wd_tree_join_attributes(t, t->root, tag);
    } else if (t->depth > 1 && wd_tree_is(t->stack[1], WD_TAG_BODY)) {
        t->no_frameset = true;
        wd_tree_join_attributes(t, &t->stack[1]->node, tag);
    }
}

static void ordinary(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    wd_tree_reopen(t);
    wd_tree_insert(t, tag);
}

static void start_alone(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    if (tag->kind == WD_TAG_HR)
        wd_tree_close_p(t);
    else if (tag->kind != WD_TAG_PARAM && tag->kind != WD_TAG_SOURCE && tag->kind != WD_TAG_TRACK)
        wd_tree_reopen(t);
    wd_tree_insert_closed(t, tag);
    if (tag->kind != WD_TAG_INPUT || !hidden_input(tag))
        t->no_frameset = true;
}

/* Elements that have rules of their own. False: not one of them. */
static bool start_by_kind(struct wd_tree *t, struct wd_tree_tag *tag)
{
    switch (tag->kind) {
    case WD_TAG_HTML:
    case WD_TAG_BODY: frame_again(t, tag); return true;
    case WD_TAG_FRAMESET: frameset(t, tag); return true;
    case WD_TAG_PRE:
    case WD_TAG_LISTING:
        wd_tree_close_p(t);
        wd_tree_insert(t, tag);
        t->skip_line_end = t->no_frameset = true;
        return true;
    case WD_TAG_FORM: form(t, tag); return true;
    case WD_TAG_LI:
    case WD_TAG_DD:
    case WD_TAG_DT: list_item(t, tag); return true;
    case WD_TAG_PLAINTEXT:
        wd_tree_close_p(t);
        wd_tree_insert_with_text(t, tag);
        return true;
    case WD_TAG_BUTTON:
        if (wd_tree_in_scope(t, WD_TAG_BUTTON, WD_TREE_SCOPE)) {
            wd_tree_end_implied(t, 0);
            wd_tree_pop_to(t, WD_TAG_BUTTON);
        }
        t->no_frameset = true;
        ordinary(t, tag);
        return true;
    case WD_TAG_TABLE:
        if (!t->quirks)
            wd_tree_close_p(t);
        wd_tree_insert(t, tag);
        t->no_frameset = true;
        t->mode = WD_TREE_IN_TABLE;
        return true;
    case WD_TAG_IMAGE:
        tag->kind = WD_TAG_IMG;
        tag->name = wd_html_names[WD_TAG_IMG];
        start_alone(t, tag);
        return true;
    case WD_TAG_TEXTAREA:
        wd_tree_insert_with_text(t, tag);
        t->no_frameset = true;
        return true;
    case WD_TAG_XMP:
        wd_tree_close_p(t);
        wd_tree_reopen(t);
        wd_tree_insert_with_text(t, tag);
        t->no_frameset = true;
        return true;
    case WD_TAG_IFRAME:
    case WD_TAG_NOEMBED:
        wd_tree_insert_with_text(t, tag);
        t->no_frameset = true;
        return true;
    case WD_TAG_SELECT: select(t, tag); return true;
    case WD_TAG_OPTGROUP:
    case WD_TAG_OPTION:
        if (wd_tree_is(wd_tree_top(t), WD_TAG_OPTION))
            wd_tree_pop(t);
        ordinary(t, tag);
        return true;
    case WD_TAG_RB:
    case WD_TAG_RTC:
    case WD_TAG_RP:
    case WD_TAG_RT: ruby(t, tag); return true;
    case WD_TAG_MATH:
    case WD_TAG_SVG:
        wd_tree_reopen(t);
        wd_tree_start_foreign(t, tag, tag->kind == WD_TAG_SVG ? WD_SPACE_SVG : WD_SPACE_MATH);
        return true;
    case WD_TAG_FRAME:
    case WD_TAG_HEAD: return true;
    default: return false;
    }
}

static void start(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->flags & WD_TREE_HEAD) {
        wd_tree_in_head(t, tag);
    } else if (tag->flags & WD_TREE_BLOCK) {
        wd_tree_close_p(t);
        wd_tree_insert(t, tag);
    } else if (tag->flags & WD_TREE_HEADING) {
        wd_tree_close_p(t);
        if (wd_tree_flags(wd_tree_top(t)) & WD_TREE_HEADING)
            wd_tree_pop(t);
        wd_tree_insert(t, tag);
    } else if (tag->flags & WD_TREE_FORMATTING) {
        formatting(t, tag);
    } else if (tag->flags & WD_TREE_OBJECT) {
        ordinary(t, tag);
        wd_tree_list_mark(t);
        t->no_frameset = true;
    } else if (!start_by_kind(t, tag)) {
        if (tag->flags & WD_TREE_VOID && !(tag->flags & WD_TREE_PART))
            start_alone(t, tag);
        else if (!(tag->flags & WD_TREE_PART))
            ordinary(t, tag);
    }
}

/* ---- end tags ---- */

static void close_scoped(struct wd_tree *t, unsigned kind, uint32_t scope, unsigned but)
{
    if (!wd_tree_in_scope(t, kind, scope))
        return;
    wd_tree_end_implied(t, but);
    wd_tree_pop_to(t, kind);
}

static void end_form(struct wd_tree *t)
{
    if (t->open[WD_TAG_TEMPLATE]) {
        close_scoped(t, WD_TAG_FORM, WD_TREE_SCOPE, 0);
        return;
    }
    struct wd_tree_node *n = (struct wd_tree_node *)t->form;
    t->form = NULL;
    if (!n || !n->open || !wd_tree_in_scope(t, WD_TAG_FORM, WD_TREE_SCOPE))
        return;
    wd_tree_end_implied(t, 0);
    wd_tree_take_off(t, n); /* what is open in it stays open */
}

static void end_heading(struct wd_tree *t)
{
    if (!wd_tree_flag_in_scope(t, WD_TREE_HEADING, WD_TREE_SCOPE))
        return;
    wd_tree_end_implied(t, 0);
    while (!(wd_tree_flags(wd_tree_top(t)) & WD_TREE_HEADING))
        wd_tree_pop(t);
    wd_tree_pop(t);
}

void wd_tree_any_end(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    if (tag->kind != WD_TAG_OTHER && !t->open[tag->kind])
        return;
    for (size_t i = t->depth; i-- > 1;) {
        const struct wd_tree_node *n = t->stack[i];
        if (wd_tree_is(n, tag->kind) && (tag->kind != WD_TAG_OTHER || wd_str_eq(n->node.tag, tag->name))) {
            wd_tree_end_implied(t, tag->kind);
            while (t->depth > i)
                wd_tree_pop(t);
            return;
        }
        if (wd_tree_flags(n) & WD_TREE_SPECIAL || n->takes_html)
            return;
    }
}

static void end_body(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (!wd_tree_in_scope(t, WD_TAG_BODY, WD_TREE_SCOPE))
        return;
    t->mode = WD_TREE_AFTER_BODY;
    if (tag->kind == WD_TAG_HTML)
        wd_tree_again(t, tag);
}

static void end(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->flags & WD_TREE_FORMATTING) {
        wd_tree_adopt(t, tag);
        return;
    }
    if (tag->flags & WD_TREE_HEADING) {
        end_heading(t);
        return;
    }
    switch (tag->kind) {
    case WD_TAG_TEMPLATE: wd_tree_end_template(t); return;
    case WD_TAG_BODY:
    case WD_TAG_HTML: end_body(t, tag); return;
    case WD_TAG_FORM: end_form(t); return;
    case WD_TAG_P:
        if (!wd_tree_in_scope(t, WD_TAG_P, WD_TREE_BUTTON_SCOPE))
            wd_tree_insert_implied(t, WD_TAG_P)->node.byte = tag->byte;
        wd_tree_close_p(t);
        return;
    case WD_TAG_LI: close_scoped(t, WD_TAG_LI, WD_TREE_SCOPE | WD_TREE_LIST_SCOPE, WD_TAG_LI); return;
    case WD_TAG_DD:
    case WD_TAG_DT: close_scoped(t, tag->kind, WD_TREE_SCOPE, tag->kind); return;
    case WD_TAG_BR:
        tag->attribute_n = 0;
        start_alone(t, tag);
        return;
    case WD_TAG_BUTTON:
    case WD_TAG_PRE:
    case WD_TAG_LISTING: close_scoped(t, tag->kind, WD_TREE_SCOPE, 0); return;
    default:
        if (tag->flags & WD_TREE_BLOCK) {
            close_scoped(t, tag->kind, WD_TREE_SCOPE, 0);
        } else if (tag->flags & WD_TREE_OBJECT) {
            if (wd_tree_in_scope(t, tag->kind, WD_TREE_SCOPE)) {
                close_scoped(t, tag->kind, WD_TREE_SCOPE, 0);
                wd_tree_list_clear(t);
            }
        } else {
            wd_tree_any_end(t, tag);
        }
    }
}

void wd_tree_in_body(struct wd_tree *t, struct wd_tree_tag *tag)
{
    switch (tag->type) {
    case WD_TREE_TEXT:
        wd_tree_reopen(t);
        wd_tree_insert_text(t, tag->text, tag->byte);
        t->no_frameset = t->no_frameset || wd_str_trim(tag->text).n;
        return;
    case WD_TREE_COMMENT: wd_tree_insert_comment(t, tag, &wd_tree_top(t)->node); return;
    case WD_TREE_START: start(t, tag); return;
    case WD_TREE_END: end(t, tag); return;
    default: return;
    }
}
