/* In tables, lists of options, and templates. */
#include "markup/html_tree.h"

static bool starts(const struct wd_tree_tag *tag, unsigned kind)
{
    return tag->type == WD_TREE_START && tag->kind == kind;
}

static bool ends(const struct wd_tree_tag *tag, unsigned kind)
{
    return tag->type == WD_TREE_END && tag->kind == kind;
}

void wd_tree_reset_mode(struct wd_tree *t)
{
    static const uint8_t modes[WD_TAG_COUNT] = {
        [WD_TAG_TR] = WD_TREE_IN_ROW,          [WD_TAG_TBODY] = WD_TREE_IN_SECTION,
        [WD_TAG_THEAD] = WD_TREE_IN_SECTION,   [WD_TAG_TFOOT] = WD_TREE_IN_SECTION,
        [WD_TAG_CAPTION] = WD_TREE_IN_CAPTION, [WD_TAG_COLGROUP] = WD_TREE_IN_COLGROUP,
        [WD_TAG_TABLE] = WD_TREE_IN_TABLE,     [WD_TAG_HEAD] = WD_TREE_IN_HEAD,
        [WD_TAG_BODY] = WD_TREE_IN_BODY,       [WD_TAG_FRAMESET] = WD_TREE_IN_FRAMESET,
        [WD_TAG_TD] = WD_TREE_IN_CELL,         [WD_TAG_TH] = WD_TREE_IN_CELL,
    };
    for (size_t i = t->depth; i-- > 1;) {
        if (t->stack[i]->space != WD_SPACE_HTML)
            continue;
        unsigned kind = t->stack[i]->node.kind;
        if (kind == WD_TAG_SELECT) {
            bool in_table = false;
            for (size_t k = i; k-- > 1 && !wd_tree_is(t->stack[k], WD_TAG_TEMPLATE);)
                in_table = in_table || wd_tree_is(t->stack[k], WD_TAG_TABLE);
            t->mode = in_table ? WD_TREE_IN_TABLE_SELECT : WD_TREE_IN_SELECT;
            return;
        }
        if (kind == WD_TAG_TEMPLATE) {
            size_t n = WD_MIN(t->templates_n, (size_t)WD_TREE_TEMPLATES);
            t->mode = n ? t->templates[n - 1] : WD_TREE_IN_BODY;
            return;
        }
        if (modes[kind]) {
            t->mode = modes[kind];
            return;
        }
    }
    t->mode = t->fragment ? WD_TREE_IN_BODY : t->head ? WD_TREE_AFTER_HEAD : WD_TREE_BEFORE_HEAD;
}

/* What has no place in a table goes in front of it. */
static void outside(struct wd_tree *t, struct wd_tree_tag *tag)
{
    t->foster = true;
    wd_tree_in_body(t, tag);
    t->foster = false;
}

static void end_table(struct wd_tree *t)
{
    wd_tree_pop_to(t, WD_TAG_TABLE);
    wd_tree_reset_mode(t);
}

static void open_in_table(struct wd_tree *t, const struct wd_tree_tag *tag, enum wd_tree_mode mode)
{
    wd_tree_clear_to(t, WD_TREE_TABLE_SCOPE);
    wd_tree_insert(t, tag);
    t->mode = mode;
}

/* A part whose own parent is left out. */
static void open_implied(struct wd_tree *t, struct wd_tree_tag *tag, unsigned parent, enum wd_tree_mode mode)
{
    wd_tree_clear_to(t, WD_TREE_TABLE_SCOPE);
    wd_tree_insert_implied(t, parent)->node.byte = tag->byte;
    t->mode = mode;
    wd_tree_again(t, tag);
}

static bool hidden_input(const struct wd_tree_tag *tag)
{
    for (size_t i = 0; i < tag->attribute_n; i++)
        if (wd_str_eqc(tag->attributes[i].name, "type"))
            return wd_str_eqc_nocase(tag->attributes[i].value, "hidden");
    return false;
}

static void start_in_table(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->flags & WD_TREE_SECTION) {
        open_in_table(t, tag, WD_TREE_IN_SECTION);
        return;
    }
    switch (tag->kind) {
    case WD_TAG_CAPTION:
        wd_tree_clear_to(t, WD_TREE_TABLE_SCOPE);
        wd_tree_list_mark(t);
        wd_tree_insert(t, tag);
        t->mode = WD_TREE_IN_CAPTION;
        return;
    case WD_TAG_COLGROUP: open_in_table(t, tag, WD_TREE_IN_COLGROUP); return;
    case WD_TAG_COL: open_implied(t, tag, WD_TAG_COLGROUP, WD_TREE_IN_COLGROUP); return;
    case WD_TAG_TD:
    case WD_TAG_TH:
    case WD_TAG_TR: open_implied(t, tag, WD_TAG_TBODY, WD_TREE_IN_SECTION); return;
    case WD_TAG_TABLE:
        if (wd_tree_in_scope(t, WD_TAG_TABLE, WD_TREE_TABLE_SCOPE)) {
            end_table(t);
            wd_tree_again(t, tag);
        }
        return;
    case WD_TAG_STYLE:
    case WD_TAG_SCRIPT:
    case WD_TAG_TEMPLATE: wd_tree_in_head(t, tag); return;
    case WD_TAG_INPUT:
        if (hidden_input(tag))
            wd_tree_insert_closed(t, tag);
        else
            outside(t, tag);
        return;
    case WD_TAG_FORM:
        if (!t->form && !t->open[WD_TAG_TEMPLATE])
            t->form = &wd_tree_insert_closed(t, tag)->node;
        return;
    default: outside(t, tag);
    }
}

void wd_tree_in_table(struct wd_tree *t, struct wd_tree_tag *tag)
{
    switch (tag->type) {
    case WD_TREE_TEXT:
        if (wd_tree_flags(wd_tree_top(t)) & WD_TREE_TABLE && wd_str_trim(tag->text).n == 0)
            wd_tree_insert_text(t, tag->text, tag->byte);
        else
            outside(t, tag);
        return;
    case WD_TREE_COMMENT: wd_tree_insert_comment(t, tag, &wd_tree_top(t)->node); return;
    case WD_TREE_START: start_in_table(t, tag); return;
    case WD_TREE_END:
        if (tag->kind == WD_TAG_TABLE) {
            if (wd_tree_in_scope(t, WD_TAG_TABLE, WD_TREE_TABLE_SCOPE))
                end_table(t);
        } else if (tag->kind == WD_TAG_TEMPLATE) {
            wd_tree_end_template(t);
        } else if (!(tag->flags & WD_TREE_PART) && tag->kind != WD_TAG_BODY && tag->kind != WD_TAG_HTML) {
            outside(t, tag);
        }
        return;
    default: return;
    }
}

static bool end_caption(struct wd_tree *t)
{
    if (!wd_tree_in_scope(t, WD_TAG_CAPTION, WD_TREE_TABLE_SCOPE))
        return false;
    wd_tree_end_implied(t, 0);
    wd_tree_pop_to(t, WD_TAG_CAPTION);
    wd_tree_list_clear(t);
    t->mode = WD_TREE_IN_TABLE;
    return true;
}

void wd_tree_in_caption(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (ends(tag, WD_TAG_CAPTION)) {
        end_caption(t);
    } else if ((tag->type == WD_TREE_START && tag->flags & WD_TREE_PART) || ends(tag, WD_TAG_TABLE)) {
        if (end_caption(t))
            wd_tree_again(t, tag);
    } else if (tag->type != WD_TREE_END || !(tag->flags & WD_TREE_PART || tag->kind == WD_TAG_BODY || tag->kind == WD_TAG_HTML)) {
        wd_tree_in_body(t, tag);
    }
}

void wd_tree_in_colgroup(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->type == WD_TREE_TEXT) {
        wd_tree_insert_blanks(t, tag);
        if (!tag->text.n)
            return;
    }
    if (tag->type == WD_TREE_COMMENT)
        wd_tree_insert_comment(t, tag, &wd_tree_top(t)->node);
    else if (starts(tag, WD_TAG_COL))
        wd_tree_insert_closed(t, tag);
    else if (starts(tag, WD_TAG_TEMPLATE) || ends(tag, WD_TAG_TEMPLATE))
        wd_tree_in_head(t, tag);
    else if (starts(tag, WD_TAG_HTML))
        wd_tree_in_body(t, tag);
    else if (tag->type != WD_TREE_DOCTYPE && !ends(tag, WD_TAG_COL) && wd_tree_is(wd_tree_top(t), WD_TAG_COLGROUP)) {
        wd_tree_pop(t);
        t->mode = WD_TREE_IN_TABLE;
        if (!ends(tag, WD_TAG_COLGROUP))
            wd_tree_again(t, tag);
    }
}

static void end_section(struct wd_tree *t)
{
    wd_tree_clear_to(t, WD_TREE_SECTION);
    wd_tree_pop(t);
    t->mode = WD_TREE_IN_TABLE;
}

void wd_tree_in_section(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (starts(tag, WD_TAG_TR)) {
        wd_tree_clear_to(t, WD_TREE_SECTION);
        wd_tree_insert(t, tag);
        t->mode = WD_TREE_IN_ROW;
    } else if (tag->type == WD_TREE_START && tag->flags & WD_TREE_CELL) {
        wd_tree_clear_to(t, WD_TREE_SECTION);
        wd_tree_insert_implied(t, WD_TAG_TR)->node.byte = tag->byte;
        t->mode = WD_TREE_IN_ROW;
        wd_tree_again(t, tag);
    } else if (tag->type == WD_TREE_END && tag->flags & WD_TREE_SECTION) {
        if (wd_tree_in_scope(t, tag->kind, WD_TREE_TABLE_SCOPE))
            end_section(t);
    } else if ((tag->type == WD_TREE_START && tag->flags & WD_TREE_PART) || ends(tag, WD_TAG_TABLE)) {
        if (wd_tree_flag_in_scope(t, WD_TREE_SECTION, WD_TREE_TABLE_SCOPE)) {
            end_section(t);
            wd_tree_again(t, tag);
        }
    } else {
        wd_tree_in_table(t, tag);
    }
}

static bool end_row(struct wd_tree *t)
{
    if (!wd_tree_in_scope(t, WD_TAG_TR, WD_TREE_TABLE_SCOPE))
        return false;
    while (t->depth > 1 && !wd_tree_is(wd_tree_top(t), WD_TAG_TR) && !wd_tree_is(wd_tree_top(t), WD_TAG_TEMPLATE))
        wd_tree_pop(t);
    wd_tree_pop(t);
    t->mode = WD_TREE_IN_SECTION;
    return true;
}

void wd_tree_in_row(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->type == WD_TREE_START && tag->flags & WD_TREE_CELL) {
        while (t->depth > 1 && !wd_tree_is(wd_tree_top(t), WD_TAG_TR) && !wd_tree_is(wd_tree_top(t), WD_TAG_TEMPLATE))
            wd_tree_pop(t);
        wd_tree_insert(t, tag);
        t->mode = WD_TREE_IN_CELL;
        wd_tree_list_mark(t);
    } else if (ends(tag, WD_TAG_TR)) {
        end_row(t);
    } else if ((tag->type == WD_TREE_START && tag->flags & WD_TREE_PART) || ends(tag, WD_TAG_TABLE)) {
        if (end_row(t))
            wd_tree_again(t, tag);
    } else if (tag->type == WD_TREE_END && tag->flags & WD_TREE_SECTION) {
        if (wd_tree_in_scope(t, tag->kind, WD_TREE_TABLE_SCOPE) && end_row(t))
            wd_tree_again(t, tag);
    } else {
        wd_tree_in_table(t, tag);
    }
}

static void end_cell(struct wd_tree *t)
{
    wd_tree_end_implied(t, 0);
    while (t->depth > 1 && !(wd_tree_flags(wd_tree_top(t)) & WD_TREE_CELL))
        wd_tree_pop(t);
    wd_tree_pop(t);
    wd_tree_list_clear(t);
    t->mode = WD_TREE_IN_ROW;
}

void wd_tree_in_cell(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->type == WD_TREE_END && tag->flags & WD_TREE_CELL) {
        if (!wd_tree_in_scope(t, tag->kind, WD_TREE_TABLE_SCOPE))
            return;
        wd_tree_end_implied(t, 0);
        wd_tree_pop_to(t, tag->kind);
        wd_tree_list_clear(t);
        t->mode = WD_TREE_IN_ROW;
    } else if (tag->type == WD_TREE_START && tag->flags & WD_TREE_PART) {
        if (wd_tree_flag_in_scope(t, WD_TREE_CELL, WD_TREE_TABLE_SCOPE)) {
            end_cell(t);
            wd_tree_again(t, tag);
        }
    } else if (tag->type == WD_TREE_END && tag->flags & WD_TREE_TABLE) {
        if (wd_tree_in_scope(t, tag->kind, WD_TREE_TABLE_SCOPE)) {
            end_cell(t);
            wd_tree_again(t, tag);
        }
    } else if (tag->type != WD_TREE_END || !(tag->flags & WD_TREE_PART || tag->kind == WD_TAG_BODY || tag->kind == WD_TAG_HTML)) {
        wd_tree_in_body(t, tag);
    }
}

/* ---- options ---- */

static void end_select(struct wd_tree *t)
{
    wd_tree_pop_to(t, WD_TAG_SELECT);
    wd_tree_reset_mode(t);
}

static void pop_if(struct wd_tree *t, unsigned kind)
{
    if (wd_tree_is(wd_tree_top(t), kind))
        wd_tree_pop(t);
}

static void start_in_select(struct wd_tree *t, struct wd_tree_tag *tag)
{
    switch (tag->kind) {
    case WD_TAG_HTML: wd_tree_in_body(t, tag); return;
    case WD_TAG_OPTION:
        pop_if(t, WD_TAG_OPTION);
        wd_tree_insert(t, tag);
        return;
    case WD_TAG_OPTGROUP:
    case WD_TAG_HR:
        pop_if(t, WD_TAG_OPTION);
        pop_if(t, WD_TAG_OPTGROUP);
        if (tag->kind == WD_TAG_HR)
            wd_tree_insert_closed(t, tag);
        else
            wd_tree_insert(t, tag);
        return;
    case WD_TAG_SELECT:
    case WD_TAG_INPUT:
    case WD_TAG_KEYGEN:
    case WD_TAG_TEXTAREA:
        if (!wd_tree_in_scope(t, WD_TAG_SELECT, WD_TREE_SELECT_THROUGH))
            return;
        end_select(t);
        if (tag->kind != WD_TAG_SELECT)
            wd_tree_again(t, tag);
        return;
    case WD_TAG_SCRIPT:
    case WD_TAG_TEMPLATE: wd_tree_in_head(t, tag); return;
    default: return;
    }
}

static void end_in_select(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    switch (tag->kind) {
    case WD_TAG_OPTGROUP:
        if (t->depth > 2 && wd_tree_is(t->stack[t->depth - 2], WD_TAG_OPTGROUP))
            pop_if(t, WD_TAG_OPTION);
        pop_if(t, WD_TAG_OPTGROUP);
        return;
    case WD_TAG_OPTION: pop_if(t, WD_TAG_OPTION); return;
    case WD_TAG_SELECT:
        if (wd_tree_in_scope(t, WD_TAG_SELECT, WD_TREE_SELECT_THROUGH))
            end_select(t);
        return;
    case WD_TAG_TEMPLATE: wd_tree_end_template(t); return;
    default: return;
    }
}

void wd_tree_in_select(struct wd_tree *t, struct wd_tree_tag *tag)
{
    switch (tag->type) {
    case WD_TREE_TEXT: wd_tree_insert_text(t, tag->text, tag->byte); return;
    case WD_TREE_COMMENT: wd_tree_insert_comment(t, tag, &wd_tree_top(t)->node); return;
    case WD_TREE_START: start_in_select(t, tag); return;
    case WD_TREE_END: end_in_select(t, tag); return;
    default: return;
    }
}

void wd_tree_in_table_select(struct wd_tree *t, struct wd_tree_tag *tag)
{
    bool part = tag->kind == WD_TAG_TABLE || (tag->flags & WD_TREE_PART && tag->kind != WD_TAG_COL && tag->kind != WD_TAG_COLGROUP);
    if (!part || (tag->type != WD_TREE_START && tag->type != WD_TREE_END)) {
        wd_tree_in_select(t, tag);
        return;
    }
    if (tag->type == WD_TREE_END && !wd_tree_in_scope(t, tag->kind, WD_TREE_TABLE_SCOPE))
        return;
    end_select(t);
    wd_tree_again(t, tag);
}

/* ---- templates ---- */

void wd_tree_end_template(struct wd_tree *t)
{
    if (!t->open[WD_TAG_TEMPLATE])
        return;
    wd_tree_pop_to(t, WD_TAG_TEMPLATE);
    wd_tree_list_clear(t);
    t->templates_n -= t->templates_n > 0;
    wd_tree_reset_mode(t);
}

void wd_tree_in_template(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->type != WD_TREE_START) {
        if (tag->type != WD_TREE_END)
            wd_tree_in_body(t, tag);
        else if (tag->kind == WD_TAG_TEMPLATE)
            wd_tree_end_template(t);
        return;
    }
    if (tag->flags & WD_TREE_HEAD) {
        wd_tree_in_head(t, tag);
        return;
    }
    t->mode = tag->flags & WD_TREE_CELL   ? WD_TREE_IN_ROW
              : tag->kind == WD_TAG_TR    ? WD_TREE_IN_SECTION
              : tag->kind == WD_TAG_COL   ? WD_TREE_IN_COLGROUP
              : tag->flags & WD_TREE_PART ? WD_TREE_IN_TABLE
                                          : WD_TREE_IN_BODY;
    if (t->templates_n && t->templates_n <= WD_TREE_TEMPLATES)
        t->templates[t->templates_n - 1] = (uint8_t)t->mode;
    wd_tree_again(t, tag);
}
