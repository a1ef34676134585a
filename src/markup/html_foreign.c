/* In drawings and formulas. */
#include "markup/html_tree.h"

static bool has_attribute(const struct wd_tree_tag *tag, const char *name)
{
    for (size_t i = 0; i < tag->attribute_n; i++)
        if (wd_str_eqc(tag->attributes[i].name, name))
            return true;
    return false;
}

static bool breaks_out(const struct wd_tree_tag *tag)
{
    if (tag->type == WD_TREE_END)
        return tag->kind == WD_TAG_BR || tag->kind == WD_TAG_P;
    return tag->flags & WD_TREE_BREAKOUT ||
           (tag->kind == WD_TAG_FONT && (has_attribute(tag, "color") || has_attribute(tag, "face") || has_attribute(tag, "size")));
}

static bool is_html_annotation(const struct wd_tree_tag *tag)
{
    for (size_t i = 0; i < tag->attribute_n; i++)
        if (wd_str_eqc(tag->attributes[i].name, "encoding"))
            return wd_str_eqc_nocase(tag->attributes[i].value, "text/html") ||
                   wd_str_eqc_nocase(tag->attributes[i].value, "application/xhtml+xml");
    return false;
}

void wd_tree_start_foreign(struct wd_tree *t, const struct wd_tree_tag *tag, unsigned space)
{
    if (!tag->empty && (tag->kind == WD_TAG_SCRIPT || tag->kind == WD_TAG_STYLE)) {
        wd_tree_insert_with_text(t, tag); /* code, whatever vocabulary it is in */
        return;
    }
    struct wd_tree_node *n = wd_tree_insert_foreign(t, tag, space);
    if (tag->kind == WD_TAG_ANNOTATION_XML && space == WD_SPACE_MATH)
        n->takes_html = is_html_annotation(tag);
}

static void end(struct wd_tree *t, struct wd_tree_tag *tag)
{
    for (size_t i = t->depth; i-- > 1;) {
        const struct wd_tree_node *n = t->stack[i];
        if (n->space == WD_SPACE_HTML) {
            wd_tree_again(t, tag);
            return;
        }
        if (n->node.kind == tag->kind && (tag->kind != WD_TAG_OTHER || wd_str_eq(n->node.tag, tag->name))) {
            while (t->depth > i)
                wd_tree_pop(t);
            return;
        }
    }
}

void wd_tree_foreign(struct wd_tree *t, struct wd_tree_tag *tag)
{
    switch (tag->type) {
    case WD_TREE_TEXT:
        wd_tree_insert_text(t, tag->text, tag->byte);
        t->no_frameset = t->no_frameset || wd_str_trim(tag->text).n;
        return;
    case WD_TREE_COMMENT: wd_tree_insert_comment(t, tag, &wd_tree_top(t)->node); return;
    case WD_TREE_START:
    case WD_TREE_END: break;
    default: return;
    }
    if (breaks_out(tag)) {
        while (t->depth > 1 && wd_tree_top(t)->space != WD_SPACE_HTML && !wd_tree_top(t)->takes_html)
            wd_tree_pop(t);
        wd_tree_again(t, tag);
    } else if (tag->type == WD_TREE_START) {
        wd_tree_start_foreign(t, tag, wd_tree_top(t)->space);
    } else {
        end(t, tag);
    }
}
