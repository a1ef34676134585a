#include "markup/html.h"

#include <stdlib.h>

#include "markup/build.h"
#include "markup/html_parse.h"

struct wd_html_parser {
    struct wd_html_elements elements;
    struct wd_tree tree;
};

struct wd_html_parser *wd_html_parser_new(void)
{
    struct wd_html_parser *p = wd_malloc(sizeof(*p));
    wd_html_elements_init(&p->elements);
    return p;
}

void wd_html_parser_free(struct wd_html_parser *p)
{
    free(p);
}

int wd_html_parse(struct wd_html_parser *p, struct wd_arena *a, struct wd_str text, struct wd_html *ret, struct wd_where *ret_where)
{
    return wd_tree_parse(&p->tree, &p->elements, a, text, false, ret, ret_where);
}

int wd_html_parse_fragment(struct wd_html_parser *p, struct wd_arena *a, struct wd_str text, struct wd_html *ret,
                           struct wd_where *ret_where)
{
    return wd_tree_parse(&p->tree, &p->elements, a, text, true, ret, ret_where);
}

const struct wd_html_attribute *wd_html_attribute_named(const struct wd_html_node *n, struct wd_str name)
{
    for (uint32_t i = 0; i < n->attribute_n; i++)
        if (wd_str_eq(n->attributes[i].name, name))
            return &n->attributes[i];
    return NULL;
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
