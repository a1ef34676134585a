#include "markup/sanitise.h"

#include "markup/clean.h"
#include "markup/entity.h"
#include "markup/html_token.h"

static void start_tag(struct wd_clean *c, struct wd_html_scan *k, const struct wd_html_token *t)
{
    const struct wd_html_name *row = wd_clean_element(c, t->name);
    if (!row)
        return;
    if (row->kind & (WD_ELEMENT_RAW | WD_ELEMENT_FOREIGN)) {
        bool alone = t->empty && row->kind & WD_ELEMENT_FOREIGN;
        if (!alone && !wd_html_scan_skip_content(k, t->name) && row->kind & WD_ELEMENT_RAW)
            k->at = k->html.n;
        return;
    }
    if (!(row->kind & WD_ELEMENT_KEEP) || !wd_clean_tag(c, row))
        return;
    struct wd_str rest = t->rest, name, value;
    while (wd_html_attribute_cut(&rest, &name, &value))
        wd_clean_attribute(c, name, wd_entities_decode_attribute(c->a, value));
    wd_clean_tag_done(c, row);
    if (t->empty && row->kind & (WD_ELEMENT_SVG | WD_ELEMENT_MATH))
        wd_clean_end(c, t->name);
}

static int sanitise_tokens(struct wd_arena *a, struct wd_str html, struct wd_str base, struct wd_str *ret_html)
{
    struct wd_clean c;
    struct wd_html_scan k;
    struct wd_html_token t;
    wd_clean_init(&c, a, base);
    wd_build_room(&c.out, html.n);
    wd_html_scan_init(&k, html);
    while (wd_html_scan_next(&k, &t)) {
        if (t.kind == WD_HTML_TEXT) {
            wd_clean_text(&c, t.text);
        } else if (t.kind == WD_HTML_START) {
            start_tag(&c, &k, &t);
        } else {
            wd_clean_end(&c, t.name);
        }
    }
    return wd_clean_finish(&c, ret_html);
}

/* False: dropped with its content. */
static bool tree_start(struct wd_clean *c, const struct wd_html_node *n)
{
    const struct wd_html_name *row = wd_clean_element(c, n->tag);
    if (wd_str_eqc(n->tag, "!") || (row && row->kind & (WD_ELEMENT_RAW | WD_ELEMENT_FOREIGN)))
        return false;
    if (!row || !(row->kind & WD_ELEMENT_KEEP) || !wd_clean_tag(c, row))
        return true;
    for (uint32_t i = 0; i < n->attribute_n; i++)
        wd_clean_attribute(c, n->attributes[i].name, n->attributes[i].value);
    wd_clean_tag_done(c, row);
    return true;
}

static int sanitise_tree(struct wd_html_parser *p, struct wd_arena *a, struct wd_str html, struct wd_str base, struct wd_str *ret_html)
{
    struct wd_html tree;
    int err = wd_html_parse_fragment(p, a, html, &tree, NULL);
    if (err)
        return err;
    struct wd_clean c;
    wd_clean_init(&c, a, base);
    for (const struct wd_html_node *n = tree.root->first; n;) {
        bool entered = n->tag.n && tree_start(&c, n);
        if (!n->tag.n)
            wd_clean_text_decoded(&c, n->text);
        if (entered && n->first) {
            n = n->first;
            continue;
        }
        for (; n != tree.root; n = n->parent, entered = true) {
            if (entered)
                wd_clean_end(&c, n->tag);
            if (n->next)
                break;
        }
        n = n == tree.root ? NULL : n->next;
    }
    return wd_clean_finish(&c, ret_html);
}

int wd_sanitise(struct wd_html_parser *p, struct wd_arena *a, struct wd_str html, struct wd_str base, struct wd_str *ret_html)
{
    return p ? sanitise_tree(p, a, html, base, ret_html) : sanitise_tokens(a, html, base, ret_html);
}

bool wd_looks_like_html(struct wd_str text)
{
    for (size_t at = 0; at < text.n; at++) {
        const char *lt = memchr(text.p + at, '<', text.n - at);
        if (!lt)
            break;
        at = (size_t)(lt - text.p);
        size_t name = at + 1 < text.n && text.p[at + 1] == '/' ? at + 2 : at + 1, end = name;
        while (end < text.n && (wd_is_alpha(text.p[end]) || wd_is_digit(text.p[end])))
            end++;
        bool known = wd_html_element(wd_str_n(text.p + name, end - name)) != NULL;
        if (known && end < text.n && (text.p[end] == '>' || text.p[end] == '/' || wd_is_blank(text.p[end]))) {
            if (memchr(text.p + end, '>', text.n - end))
                return true;
            break;
        }
        if (wd_str_starts(wd_str_from(text, at), "<!--"))
            return true;
    }
    char out[8];
    size_t n;
    for (size_t at = wd_str_find_byte(text, '&', 0); at != SIZE_MAX; at = wd_str_find_byte(text, '&', at + 1)) {
        size_t read = wd_entity_at(text, at, out, &n);
        if (read && text.p[at + read - 1] == ';')
            return true;
    }
    return false;
}
