#include "markup/html.h"

#include <myhtml/myhtml.h>
#include <myhtml/tree.h>
#include <stdlib.h>

#include "base/limits.h"
#include "markup/build.h"
#include "markup/html_prescan.h"

#define NO_OWN_NAMES 64u /* names outside HTML of one page that are kept once */

struct wd_html_parser {
    myhtml_t *myhtml;
    myhtml_tree_t *tree;
    struct wd_html_feed feed;
};

struct wd_html_parser *wd_html_parser_new(void)
{
    struct wd_html_parser *p = wd_calloc(1, sizeof(*p));
    p->myhtml = myhtml_create();
    if (!p->myhtml || myhtml_init(p->myhtml, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0))
        abort(); /* it fails only when memory does */
    p->tree = myhtml_tree_create();
    if (!p->tree || myhtml_tree_init(p->tree, p->myhtml))
        abort();
    wd_html_feed_init(&p->feed);
    return p;
}

void wd_html_parser_free(struct wd_html_parser *p)
{
    if (!p)
        return;
    myhtml_tree_destroy(p->tree);
    myhtml_destroy(p->myhtml);
    wd_html_feed_done(&p->feed);
    free(p);
}

struct copy {
    struct wd_arena *a;
    myhtml_tree_t *tree;
    const struct wd_html_feed *feed;
    struct wd_str html;
    size_t cursor;
    struct wd_str standard[MyHTML_TAG_LAST_ENTRY];
    struct {
        myhtml_tag_id_t id;
        struct wd_str name;
    } own[NO_OWN_NAMES];
    size_t nodes, limit;
    bool cut;
};

static struct wd_str tag_name(struct copy *k, myhtml_tag_id_t id)
{
    if (id == MyHTML_TAG__TEXT)
        return WD_STR("");
    if (id == MyHTML_TAG__COMMENT)
        return WD_STR("!");
    struct wd_str *slot = id < MyHTML_TAG_LAST_ENTRY ? &k->standard[id] : &k->own[id % NO_OWN_NAMES].name;
    bool known = id < MyHTML_TAG_LAST_ENTRY ? slot->p != NULL : slot->p && k->own[id % NO_OWN_NAMES].id == id;
    if (!known) {
        size_t n = 0;
        const char *name = myhtml_tag_name_by_id(k->tree, id, &n);
        *slot = wd_arena_str(k->a, wd_str_n(name ? name : "", name ? n : 0));
        if (id >= MyHTML_TAG_LAST_ENTRY)
            k->own[id % NO_OWN_NAMES].id = id;
    }
    return *slot;
}

/* The parser's numbers of elements as ours. */
static const uint8_t kinds[MyHTML_TAG_LAST_ENTRY] = {[MyHTML_TAG__TEXT] = WD_TAG_TEXT,
                                                     [MyHTML_TAG__COMMENT] = WD_TAG_COMMENT,
#define WD_HTML_TAG(upper, name) [MyHTML_TAG_##upper] = WD_TAG_##upper,
                                                     WD_HTML_TAGS(WD_HTML_TAG)
#undef WD_HTML_TAG
};

static struct wd_str copied(struct wd_arena *a, const char *p, size_t n)
{
    return p && n ? wd_arena_str(a, wd_str_n(p, n)) : WD_STR("");
}

/* Those of <html> and <body>, which the parser may have put together from several tags. */
static void copy_attributes(struct copy *k, myhtml_tree_node_t *from, struct wd_html_node *to)
{
    uint32_t n = 0;
    for (myhtml_tree_attr_t *at = myhtml_node_attribute_first(from); at; at = myhtml_attribute_next(at))
        n++;
    n = WD_MIN(n, WD_MAX_XML_ATTRIBUTES);
    if (!n)
        return;
    struct wd_html_attribute *list = wd_arena_array(k->a, n, sizeof(*list));
    myhtml_tree_attr_t *at = myhtml_node_attribute_first(from);
    for (uint32_t i = 0; i < n; i++, at = myhtml_attribute_next(at)) {
        size_t name_n = 0, value_n = 0;
        const char *name = myhtml_attribute_key(at, &name_n), *value = myhtml_attribute_value(at, &value_n);
        list[i] = (struct wd_html_attribute){copied(k->a, name, name_n), copied(k->a, value, value_n)};
    }
    to->attributes = list;
    to->attribute_n = (uint16_t)n;
}

static void copy_text(struct copy *k, myhtml_tree_node_t *from, struct wd_html_node *to)
{
    size_t n = 0;
    const char *text = myhtml_node_text(from, &n);
    const struct wd_html_piece *piece = NULL;
    to->text = wd_html_feed_read(k->feed, k->a, k->html, wd_str_n(text ? text : "", text ? n : 0), &piece);
    if (piece)
        to->byte = piece->byte;
    else if ((piece = wd_html_feed_find(k->feed, from->token ? from->token->raw_begin : 0, &k->cursor)) != NULL)
        to->byte = piece->byte; /* blanks: behind the tag that stands before them, as near as it needs to be */
}

static void copy_element(struct copy *k, myhtml_tree_node_t *from, struct wd_html_node *to)
{
    size_t at = from->token ? from->token->element_begin : 0;
    const struct wd_html_piece *piece = from->token && from->token->element_length ? wd_html_feed_find(k->feed, at, &k->cursor) : NULL;
    if (piece)
        to->byte = piece->byte;
    if (from->tag_id == MyHTML_TAG_HTML || from->tag_id == MyHTML_TAG_BODY) {
        copy_attributes(k, from, to);
    } else if (piece && piece->at == at) {
        to->attributes = piece->attributes;
        to->attribute_n = piece->attribute_n;
    }
}

static struct wd_html_node *copy_node(struct copy *k, myhtml_tree_node_t *from)
{
    struct wd_html_node *to = WD_NEW(k->a, struct wd_html_node);
    myhtml_tag_id_t id = from->tag_id;
    to->tag = tag_name(k, id);
    to->kind = id < MyHTML_TAG_LAST_ENTRY ? kinds[id] : WD_TAG_OTHER;
    to->text = WD_STR("");
    if (id == MyHTML_TAG__TEXT || id == MyHTML_TAG__COMMENT)
        copy_text(k, from, to);
    else
        copy_element(k, from, to);
    k->nodes++;
    return to;
}

static void append_child(struct wd_html_node *parent, struct wd_html_node *child)
{
    child->parent = parent;
    child->prev = parent->last;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

/* Copies what is below `from`, without recursion. */
static void copy_below(struct copy *k, myhtml_tree_node_t *from, struct wd_html_node *to)
{
    myhtml_tree_node_t *top = from, *n = from->child;
    struct wd_html_node *parent = to;
    while (n) {
        if (k->nodes >= k->limit) {
            k->cut = true;
            return;
        }
        struct wd_html_node *made = copy_node(k, n);
        append_child(parent, made);
        if (n->child) {
            n = n->child;
            parent = made;
            continue;
        }
        while (n != top && !n->next) {
            n = n->parent;
            parent = n == top ? to : parent->parent;
        }
        n = n == top ? NULL : n->next;
    }
}

static int parse(struct wd_html_parser *p, struct wd_arena *a, struct wd_str text, bool fragment, struct wd_html *ret,
                 struct wd_where *ret_where)
{
    bool cut = false;
    int err = wd_html_prescan(a, text, &p->feed, &cut, ret_where);
    if (err)
        return err;
    struct wd_str feed = wd_buf_str(&p->feed.text);
    myhtml_tree_clean(p->tree);
    mystatus_t status = fragment ? myhtml_parse_fragment(p->tree, MyENCODING_UTF_8, feed.p, feed.n, MyHTML_TAG_DIV, MyHTML_NAMESPACE_HTML)
                                 : myhtml_parse(p->tree, MyENCODING_UTF_8, feed.p, feed.n);
    if (status)
        return wd_where_set(ret_where, WD_E_SYNTAX, "the HTML parser gave up (%u)", (unsigned)status);
    struct copy *k = WD_NEW(a, struct copy);
    *k = (struct copy){.a = a, .tree = p->tree, .feed = &p->feed, .html = text, .limit = (size_t)WD_MAX_HTML_NODES * 2};
    myhtml_tree_node_t *top = myhtml_tree_get_node_html(p->tree);
    struct wd_html_node *root = top ? copy_node(k, top) : WD_NEW(a, struct wd_html_node);
    if (top)
        copy_below(k, top, root);
    *ret = (struct wd_html){
        .root = root, .nodes = WD_MAX(k->nodes, (size_t)1), .cut = cut || k->cut}; /* a page of nothing still has its root */
    return 0;
}

int wd_html_parse(struct wd_html_parser *p, struct wd_arena *a, struct wd_str text, struct wd_html *ret, struct wd_where *ret_where)
{
    return parse(p, a, text, false, ret, ret_where);
}

int wd_html_parse_fragment(struct wd_html_parser *p, struct wd_arena *a, struct wd_str text, struct wd_html *ret,
                           struct wd_where *ret_where)
{
    return parse(p, a, text, true, ret, ret_where);
}

static const struct wd_html_attribute *find_attribute(const struct wd_html_node *n, const char *name)
{
    for (uint32_t i = 0; i < n->attribute_n; i++) {
        if (wd_str_eqc(n->attributes[i].name, name))
            return &n->attributes[i];
    }
    return NULL;
}

struct wd_str wd_html_attribute(const struct wd_html_node *n, const char *name)
{
    const struct wd_html_attribute *found = find_attribute(n, name);
    return found ? found->value : WD_STR("");
}

bool wd_html_has_attribute(const struct wd_html_node *n, const char *name)
{
    return find_attribute(n, name) != NULL;
}

bool wd_html_is(const struct wd_html_node *n, const char *tag)
{
    return wd_str_eqc(n->tag, tag);
}

struct wd_html_node *wd_html_next_skip(const struct wd_html_node *n, const struct wd_html_node *top)
{
    while (n && n != top) {
        if (n->next)
            return n->next;
        n = n->parent;
    }
    return NULL;
}

struct wd_html_node *wd_html_next(const struct wd_html_node *n, const struct wd_html_node *top)
{
    return n->first ? n->first : wd_html_next_skip(n, top);
}

struct wd_html_node *wd_html_find(const struct wd_html_node *top, const char *tag)
{
    struct wd_html_node *n = wd_html_next(top, top);
    while (n && !wd_html_is(n, tag))
        n = wd_html_next(n, top);
    return n;
}

static void put_squeezed(struct wd_build *out, struct wd_str text, bool *blank)
{
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        while (at < text.n && !wd_is_blank(text.p[at]) && text.p[at] != '\xC2')
            at++;
        if (at > from) {
            if (*blank && out->n)
                wd_build_byte(out, ' ');
            *blank = false;
            wd_build_put(out, text.p + from, at - from);
            continue;
        }
        bool no_break = at + 1 < text.n && text.p[at] == '\xC2' && text.p[at + 1] == '\xA0';
        if (text.p[at] == '\xC2' && !no_break) {
            if (*blank && out->n)
                wd_build_byte(out, ' ');
            *blank = false;
            wd_build_byte(out, text.p[at++]);
            continue;
        }
        *blank = true;
        at += no_break ? 2 : 1;
    }
}

struct wd_str wd_html_text(struct wd_arena *a, const struct wd_html_node *n)
{
    struct wd_build out = {.a = a};
    bool blank = false;
    if (!n->tag.n)
        put_squeezed(&out, n->text, &blank);
    for (const struct wd_html_node *at = n->first; at;) {
        bool code = wd_html_is(at, "script") || wd_html_is(at, "style");
        if (!at->tag.n)
            put_squeezed(&out, at->text, &blank);
        else if (wd_html_is(at, "br"))
            blank = true;
        at = code ? wd_html_next_skip(at, n) : wd_html_next(at, n);
    }
    return wd_build_done(&out);
}
