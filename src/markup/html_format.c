#include "markup/html_tree.h"

/* ---- the list ---- */

static bool same_attributes(const struct wd_html_node *a, const struct wd_html_node *b)
{
    if (a->attribute_n != b->attribute_n)
        return false;
    for (size_t i = 0; i < a->attribute_n; i++)
        if (!wd_str_eq(a->attributes[i].name, b->attributes[i].name) || !wd_str_eq(a->attributes[i].value, b->attributes[i].value))
            return false;
    return true;
}

static void remove_at(struct wd_tree *t, size_t i)
{
    t->formats -= t->list[i] != NULL;
    memmove(&t->list[i], &t->list[i + 1], (t->list_n - i - 1) * sizeof t->list[0]);
    t->list_n--;
}

static void insert_at(struct wd_tree *t, size_t i, struct wd_tree_node *n)
{
    memmove(&t->list[i + 1], &t->list[i], (t->list_n - i) * sizeof t->list[0]);
    t->list[i] = n;
    t->list_n++;
    t->formats++;
}

static size_t index_of(const struct wd_tree *t, const struct wd_tree_node *n)
{
    for (size_t i = t->list_n; i-- > 0;)
        if (t->list[i] == n)
            return i;
    return SIZE_MAX;
}

/* The standard keeps three of a kind with the same attributes. */
void wd_tree_list_add(struct wd_tree *t, struct wd_tree_node *n)
{
    size_t same = 0, first = 0;
    for (size_t i = t->list_n; i-- > 0 && t->list[i];)
        if (t->list[i]->node.kind == n->node.kind && same_attributes(&t->list[i]->node, &n->node)) {
            same++;
            first = i;
        }
    if (same >= 3)
        remove_at(t, first);
    if (t->list_n < WD_TREE_LIST)
        insert_at(t, t->list_n, n);
}

void wd_tree_list_mark(struct wd_tree *t)
{
    if (t->list_n < WD_TREE_LIST)
        t->list[t->list_n++] = NULL;
}

void wd_tree_list_clear(struct wd_tree *t)
{
    while (t->list_n && t->list[t->list_n - 1]) {
        t->list_n--;
        t->formats--;
    }
    if (t->list_n)
        t->list_n--;
}

void wd_tree_list_remove(struct wd_tree *t, const struct wd_tree_node *n)
{
    size_t i = index_of(t, n);
    if (i != SIZE_MAX)
        remove_at(t, i);
}

struct wd_tree_node *wd_tree_listed(const struct wd_tree *t, unsigned kind)
{
    for (size_t i = t->list_n; i-- > 0 && t->list[i];)
        if (t->list[i]->node.kind == kind)
            return t->list[i];
    return NULL;
}

static struct wd_tree_tag tag_of(const struct wd_tree_node *n)
{
    return (struct wd_tree_tag){.type = WD_TREE_START,
                                .kind = n->node.kind,
                                .name = n->node.tag,
                                .byte = n->node.byte,
                                .attributes = n->node.attributes,
                                .attribute_n = n->node.attribute_n};
}

void wd_tree_reopen(struct wd_tree *t)
{
    size_t i = t->list_n;
    while (i && t->list[i - 1] && !t->list[i - 1]->open)
        i--;
    for (; i < t->list_n; i++) {
        struct wd_tree_tag tag = tag_of(t->list[i]);
        t->list[i] = wd_tree_insert(t, &tag);
    }
}

/* ---- the adoption agency ---- */

static struct wd_tree_node *clone(struct wd_tree *t, const struct wd_tree_node *n)
{
    struct wd_tree_node *copy = WD_NEW(t->a, struct wd_tree_node);
    copy->node = (struct wd_html_node){.tag = n->node.tag,
                                       .text = WD_STR(""),
                                       .kind = n->node.kind,
                                       .byte = n->node.byte,
                                       .attributes = n->node.attributes,
                                       .attribute_n = n->node.attribute_n};
    copy->open = true;
    t->nodes++;
    return copy;
}

static size_t place_on_stack(const struct wd_tree *t, const struct wd_tree_node *n)
{
    size_t i = t->depth;
    while (i-- > 1)
        if (t->stack[i] == n)
            return i;
    return 0;
}

/* The elements between the formatting element and the block under it: copies of those that format go around the block.
 * *bookmark: where the copy of the formatting element will stand in the list. Gives the outermost. */
static struct wd_tree_node *wrap(struct wd_tree *t, size_t format_at, size_t block_at, size_t *bookmark)
{
    struct wd_tree_node *block = t->stack[block_at], *last = block;
    unsigned count = 0;
    for (size_t at = block_at - 1; at > format_at; at--) {
        struct wd_tree_node *n = t->stack[at];
        size_t listed = index_of(t, n);
        if (++count > 3 && listed != SIZE_MAX) {
            remove_at(t, listed);
            *bookmark -= listed < *bookmark;
            listed = SIZE_MAX;
        }
        if (listed == SIZE_MAX) {
            wd_tree_take_off(t, n);
            continue;
        }
        struct wd_tree_node *copy = clone(t, n);
        t->list[listed] = copy;
        t->stack[at] = copy; /* the same kind: counts of what is open stay */
        n->open = false;
        if (last == block)
            *bookmark = listed + 1;
        wd_tree_unlink(&last->node);
        wd_tree_link(&copy->node, NULL, &last->node);
        last = copy;
    }
    return last;
}

static void move_children(struct wd_tree *t, struct wd_html_node *from, struct wd_html_node *to)
{
    for (struct wd_html_node *c = from->first; c; c = c->next) {
        c->parent = to;
        t->moved++;
    }
    to->first = from->first;
    to->last = from->last;
    from->first = from->last = NULL;
}

/* One round; false: nothing is left to do. */
static bool adopt_once(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    struct wd_tree_node *format = wd_tree_listed(t, tag->kind);
    if (!format) {
        wd_tree_any_end(t, tag);
        return false;
    }
    if (!format->open) {
        wd_tree_list_remove(t, format);
        return false;
    }
    size_t format_at = place_on_stack(t, format), block_at = format_at + 1;
    for (size_t i = t->depth; i-- > format_at + 1;)
        if (t->stack[i]->space == WD_SPACE_HTML ? wd_html_flags[t->stack[i]->node.kind] & WD_TREE_SCOPE : t->stack[i]->takes_html)
            return false;
    while (block_at < t->depth && !(wd_tree_flags(t->stack[block_at]) & WD_TREE_SPECIAL) && !t->stack[block_at]->takes_html)
        block_at++;
    if (block_at == t->depth) {
        while (format->open)
            wd_tree_pop(t);
        wd_tree_list_remove(t, format);
        return false;
    }
    struct wd_tree_node *above = t->stack[format_at - 1], *block = t->stack[block_at];
    size_t bookmark = index_of(t, format);
    struct wd_tree_node *last = wrap(t, format_at, block_at, &bookmark);
    wd_tree_unlink(&last->node);
    struct wd_html_node *before, *parent = wd_tree_place(t, above, &before);
    wd_tree_link(parent, before, &last->node);
    struct wd_tree_node *copy = clone(t, format);
    move_children(t, &block->node, &copy->node);
    wd_tree_link(&block->node, NULL, &copy->node);
    size_t old = index_of(t, format);
    remove_at(t, old);
    bookmark -= old < bookmark;
    insert_at(t, bookmark, copy);
    wd_tree_take_off(t, format);
    size_t at = place_on_stack(t, block) + 1;
    if (t->depth == WD_TREE_STACK) {
        copy->open = false;
        return true;
    }
    memmove(&t->stack[at + 1], &t->stack[at], (t->depth - at) * sizeof t->stack[0]);
    t->stack[at] = copy;
    t->depth++;
    t->open[copy->node.kind]++;
    return true;
}

void wd_tree_adopt(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    if (wd_tree_is(wd_tree_top(t), tag->kind) && index_of(t, wd_tree_top(t)) == SIZE_MAX) {
        wd_tree_pop(t);
        return;
    }
    for (int round = 0; round < 8 && adopt_once(t, tag); round++)
        ;
}
