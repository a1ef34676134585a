#include "markup/html_tree.h"

#include "markup/entity.h"

/* ---- links ---- */

void wd_tree_link(struct wd_html_node *parent, struct wd_html_node *before, struct wd_html_node *n)
{
    n->parent = parent;
    n->next = before;
    n->prev = before ? before->prev : parent->last;
    if (n->prev)
        n->prev->next = n;
    else
        parent->first = n;
    if (before)
        before->prev = n;
    else
        parent->last = n;
}

void wd_tree_unlink(struct wd_html_node *n)
{
    if (!n->parent)
        return;
    if (n->prev)
        n->prev->next = n->next;
    else
        n->parent->first = n->next;
    if (n->next)
        n->next->prev = n->prev;
    else
        n->parent->last = n->prev;
    n->parent = n->prev = n->next = NULL;
}

/* ---- stack ---- */

void wd_tree_push(struct wd_tree *t, struct wd_tree_node *n)
{
    if (t->depth == WD_TREE_STACK)
        return; /* it stays without content */
    t->stack[t->depth++] = n;
    n->open = true;
    if (n->space == WD_SPACE_HTML)
        t->open[n->node.kind]++;
}

static void closed(struct wd_tree *t, struct wd_tree_node *n)
{
    n->open = false;
    if (n->space == WD_SPACE_HTML)
        t->open[n->node.kind]--;
}

void wd_tree_pop(struct wd_tree *t)
{
    if (t->depth > 1) /* the root stays open */
        closed(t, t->stack[--t->depth]);
}

void wd_tree_pop_to(struct wd_tree *t, unsigned kind)
{
    while (t->depth > 1) {
        bool found = wd_tree_is(wd_tree_top(t), kind);
        wd_tree_pop(t);
        if (found)
            return;
    }
}

void wd_tree_clear_to(struct wd_tree *t, uint32_t flags)
{
    while (t->depth > 1 && !(wd_tree_flags(wd_tree_top(t)) & flags) && !wd_tree_is(wd_tree_top(t), WD_TAG_TEMPLATE))
        wd_tree_pop(t);
}

void wd_tree_take_off(struct wd_tree *t, struct wd_tree_node *n)
{
    for (size_t i = t->depth; n->open && i-- > 1;)
        if (t->stack[i] == n) {
            memmove(&t->stack[i], &t->stack[i + 1], (t->depth - i - 1) * sizeof t->stack[0]);
            t->depth--;
            closed(t, n);
        }
}

static bool bounds(const struct wd_tree_node *n, uint32_t scope)
{
    if (n->space != WD_SPACE_HTML)
        return n->takes_html && scope != WD_TREE_TABLE_SCOPE;
    uint32_t flags = wd_html_flags[n->node.kind];
    if (scope == WD_TREE_SELECT_THROUGH)
        return !(flags & WD_TREE_SELECT_THROUGH);
    return (flags & scope) != 0;
}

bool wd_tree_in_scope(const struct wd_tree *t, unsigned kind, uint32_t scope)
{
    if (!t->open[kind])
        return false;
    for (size_t i = t->depth; i-- > 0;) {
        if (wd_tree_is(t->stack[i], kind))
            return true;
        if (bounds(t->stack[i], scope))
            return false;
    }
    return false;
}

bool wd_tree_flag_in_scope(const struct wd_tree *t, uint32_t flag, uint32_t scope)
{
    for (size_t i = t->depth; i-- > 0;) {
        if (wd_tree_flags(t->stack[i]) & flag)
            return true;
        if (bounds(t->stack[i], scope))
            return false;
    }
    return false;
}

void wd_tree_end_implied(struct wd_tree *t, unsigned but)
{
    while (wd_tree_flags(wd_tree_top(t)) & WD_TREE_IMPLIED_END && wd_tree_top_kind(t) != but)
        wd_tree_pop(t);
}

void wd_tree_close_p(struct wd_tree *t)
{
    if (!wd_tree_in_scope(t, WD_TAG_P, WD_TREE_BUTTON_SCOPE))
        return;
    wd_tree_end_implied(t, WD_TAG_P);
    wd_tree_pop_to(t, WD_TAG_P);
}

/* ---- nodes ---- */

struct wd_html_node *wd_tree_place(const struct wd_tree *t, struct wd_tree_node *parent, struct wd_html_node **ret_before)
{
    *ret_before = NULL;
    if (!t->foster || !(wd_tree_flags(parent) & WD_TREE_TABLE))
        return &parent->node;
    for (size_t i = t->depth; i-- > 1;) {
        struct wd_html_node *n = &t->stack[i]->node;
        if (wd_tree_is(t->stack[i], WD_TAG_TEMPLATE))
            return n;
        if (!wd_tree_is(t->stack[i], WD_TAG_TABLE))
            continue;
        if (!n->parent)
            return &t->stack[i - 1]->node;
        *ret_before = n;
        return n->parent;
    }
    return &t->stack[0]->node;
}

static struct wd_tree_node *make(struct wd_tree *t, unsigned kind)
{
    struct wd_tree_node *n = WD_NEW(t->a, struct wd_tree_node);
    n->node.kind = (uint16_t)kind;
    n->node.tag = wd_html_names[kind];
    n->node.text = WD_STR("");
    t->nodes++;
    return n;
}

static struct wd_tree_node *make_element(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    struct wd_tree_node *n = make(t, tag->kind);
    n->node.tag = tag->name;
    n->node.byte = tag->byte;
    n->node.attributes = tag->attributes;
    n->node.attribute_n = tag->attribute_n;
    return n;
}

static void put(struct wd_tree *t, struct wd_tree_node *n)
{
    struct wd_html_node *before, *parent = wd_tree_place(t, wd_tree_top(t), &before);
    wd_tree_link(parent, before, &n->node);
}

struct wd_tree_node *wd_tree_insert_closed(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    struct wd_tree_node *n = make_element(t, tag);
    put(t, n);
    return n;
}

struct wd_tree_node *wd_tree_insert(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    struct wd_tree_node *n = wd_tree_insert_closed(t, tag);
    wd_tree_push(t, n);
    return n;
}

struct wd_tree_node *wd_tree_insert_implied(struct wd_tree *t, unsigned kind)
{
    struct wd_tree_tag tag = {.type = WD_TREE_START, .kind = (uint16_t)kind, .name = wd_html_names[kind], .flags = wd_html_flags[kind]};
    return wd_tree_insert(t, &tag);
}

struct wd_tree_node *wd_tree_insert_foreign(struct wd_tree *t, const struct wd_tree_tag *tag, unsigned space)
{
    struct wd_tree_node *n = make_element(t, tag);
    n->space = (uint8_t)space;
    n->takes_html = wd_html_flags[tag->kind] & (space == WD_SPACE_SVG ? WD_TREE_SVG_HTML : WD_TREE_MATH_TEXT);
    put(t, n);
    if (!tag->empty)
        wd_tree_push(t, n);
    return n;
}

/* ---- texts ---- */

struct wd_str wd_tree_line_ends(struct wd_arena *a, struct wd_str s)
{
    if (!memchr(s.p, '\r', s.n))
        return s;
    char *p = wd_arena_raw(a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\r' || i + 1 == s.n || s.p[i + 1] != '\n')
            p[n++] = s.p[i] == '\r' ? '\n' : s.p[i];
    return wd_str_n(p, n);
}

static struct wd_str meant(struct wd_tree *t, struct wd_str written, bool decoded)
{
    if (!written.n)
        return WD_STR("");
    written = wd_tree_line_ends(t->a, written);
    return decoded ? wd_entities_decode(t->a, written) : written;
}

/* What follows a text becomes part of it. Room doubles, so that many small pieces cost no more than their sum. */
static void join_text(struct wd_tree *t, struct wd_tree_node *to, struct wd_str more)
{
    struct wd_str old = to->node.text;
    if (old.p + old.n == more.p && !to->text_room) {
        to->node.text.n += more.n;
        return;
    }
    size_t n = old.n + more.n;
    if (n > to->text_room) {
        size_t room = WD_MAX(n, (size_t)to->text_room * 2);
        char *p = wd_arena_raw(t->a, room);
        memcpy(p, old.p, old.n);
        to->node.text.p = p;
        to->text_room = (uint32_t)room;
    }
    memcpy((char *)(uintptr_t)to->node.text.p + old.n, more.p, more.n);
    to->node.text.n = n;
}

static void put_text(struct wd_tree *t, struct wd_html_node *parent, struct wd_html_node *before, struct wd_str text, size_t byte)
{
    struct wd_html_node *last = before ? before->prev : parent->last;
    if (last && last->kind == WD_TAG_TEXT) {
        join_text(t, (struct wd_tree_node *)last, text);
        return;
    }
    struct wd_tree_node *n = make(t, WD_TAG_TEXT);
    n->node.text = text;
    n->node.byte = (uint32_t)byte;
    wd_tree_link(parent, before, &n->node);
}

void wd_tree_insert_text(struct wd_tree *t, struct wd_str written, size_t byte)
{
    struct wd_html_node *before, *parent = wd_tree_place(t, wd_tree_top(t), &before);
    struct wd_str text = meant(t, written, true);
    if (text.n)
        put_text(t, parent, before, text, byte);
}

void wd_tree_insert_comment(struct wd_tree *t, const struct wd_tree_tag *tag, struct wd_html_node *parent)
{
    struct wd_tree_node *n = make(t, WD_TAG_COMMENT);
    n->node.text = meant(t, tag->text, false);
    n->node.byte = tag->byte;
    wd_tree_link(parent, NULL, &n->node);
}

void wd_tree_insert_with_text(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    struct wd_tree_node *n = wd_tree_insert_closed(t, tag);
    size_t from = t->scan.at;
    bool ended = tag->kind == WD_TAG_SCRIPT ? wd_html_scan_skip_script(&t->scan) : wd_html_scan_skip_content(&t->scan, tag->name);
    size_t end = ended ? t->scan.content_end : t->html.n;
    if (!ended)
        t->scan.at = t->html.n;
    if (tag->kind == WD_TAG_TEXTAREA && from < end && t->html.p[from] == '\n')
        from++;
    struct wd_str text = meant(t, wd_str_n(t->html.p + from, end - from), tag->flags & WD_TREE_TITLE);
    if (text.n)
        put_text(t, &n->node, NULL, text, from);
}

void wd_tree_cut_blanks(struct wd_tree_tag *tag)
{
    size_t n = 0;
    while (n < tag->text.n && wd_is_blank(tag->text.p[n]))
        n++;
    tag->text = wd_str_from(tag->text, n);
    tag->byte += (uint32_t)n;
}

void wd_tree_insert_blanks(struct wd_tree *t, struct wd_tree_tag *tag)
{
    const char *from = tag->text.p;
    size_t byte = tag->byte;
    wd_tree_cut_blanks(tag);
    wd_tree_insert_text(t, wd_str_n(from, tag->byte - byte), byte);
}

/* Those that the element has not. */
void wd_tree_join_attributes(struct wd_tree *t, struct wd_html_node *n, const struct wd_tree_tag *tag)
{
    size_t most = WD_MIN((size_t)n->attribute_n + tag->attribute_n, (size_t)WD_MAX_XML_ATTRIBUTES), count = n->attribute_n;
    if (most == count)
        return;
    struct wd_html_attribute *joined = wd_arena_array(t->a, most, sizeof *joined);
    if (count)
        memcpy(joined, n->attributes, count * sizeof *joined);
    for (size_t i = 0; i < tag->attribute_n && count < most; i++) {
        size_t k = 0;
        while (k < n->attribute_n && !wd_str_eq(n->attributes[k].name, tag->attributes[i].name))
            k++;
        if (k == n->attribute_n)
            joined[count++] = tag->attributes[i];
    }
    n->attributes = joined;
    n->attribute_n = (uint16_t)count;
    t->moved += most;
}
