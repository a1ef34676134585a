#include "markup/html_parse.h"

#include "base/scan.h"
#include "markup/entity.h"

#define MAX_LEFT_OUT 4096u      /* start tags that may be left out before the page counts as a bomb */
#define MAX_MOVED (1u << 20)    /* nodes that may change their parents */
#define ATTRIBUTE_BYTES 8u      /* a tag with attributes counts one node for so many bytes of them ... */
#define FREE_ATTRIBUTES (4096u) /* ... beyond these */
#define MAX_TAG_BYTES (FREE_ATTRIBUTES + ATTRIBUTE_BYTES * WD_MAX_HTML_NODES)

static wd_tree_rule *const rules[WD_TREE_MODES] = {
    [WD_TREE_INITIAL] = wd_tree_initial,
    [WD_TREE_BEFORE_HTML] = wd_tree_before_html,
    [WD_TREE_BEFORE_HEAD] = wd_tree_before_head,
    [WD_TREE_IN_HEAD] = wd_tree_in_head,
    [WD_TREE_IN_NOSCRIPT] = wd_tree_in_noscript,
    [WD_TREE_AFTER_HEAD] = wd_tree_after_head,
    [WD_TREE_IN_BODY] = wd_tree_in_body,
    [WD_TREE_IN_TABLE] = wd_tree_in_table,
    [WD_TREE_IN_CAPTION] = wd_tree_in_caption,
    [WD_TREE_IN_COLGROUP] = wd_tree_in_colgroup,
    [WD_TREE_IN_SECTION] = wd_tree_in_section,
    [WD_TREE_IN_ROW] = wd_tree_in_row,
    [WD_TREE_IN_CELL] = wd_tree_in_cell,
    [WD_TREE_IN_SELECT] = wd_tree_in_select,
    [WD_TREE_IN_TABLE_SELECT] = wd_tree_in_table_select,
    [WD_TREE_IN_TEMPLATE] = wd_tree_in_template,
    [WD_TREE_AFTER_BODY] = wd_tree_after_body,
    [WD_TREE_AFTER_HTML] = wd_tree_after_body,
    [WD_TREE_IN_FRAMESET] = wd_tree_in_frameset,
    [WD_TREE_AFTER_FRAMESET] = wd_tree_after_frameset,
};

void wd_tree_again(struct wd_tree *t, struct wd_tree_tag *tag)
{
    rules[t->mode](t, tag);
}

static bool by_html(const struct wd_tree *t, const struct wd_tree_tag *tag)
{
    const struct wd_tree_node *top = wd_tree_top(t);
    if (top->space == WD_SPACE_HTML || tag->type == WD_TREE_EOF)
        return true;
    if (tag->type == WD_TREE_START && tag->kind == WD_TAG_SVG && wd_html_flags[top->node.kind] == 0 &&
        top->node.kind == WD_TAG_ANNOTATION_XML)
        return true;
    if (!top->takes_html || (tag->type != WD_TREE_START && tag->type != WD_TREE_TEXT))
        return false;
    bool math_text = top->space == WD_SPACE_MATH && top->node.kind != WD_TAG_ANNOTATION_XML;
    return !math_text || (tag->kind != WD_TAG_MGLYPH && tag->kind != WD_TAG_MALIGNMARK);
}

static void take(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (t->skip_line_end) {
        t->skip_line_end = false;
        if (tag->type == WD_TREE_TEXT && tag->text.n && tag->text.p[0] == '\n') {
            tag->text = wd_str_from(tag->text, 1);
            if (!tag->text.n)
                return;
        }
    }
    if (by_html(t, tag))
        rules[t->mode](t, tag);
    else
        wd_tree_foreign(t, tag);
}

/* ---- tokens ---- */

static struct wd_str in_lower_case(struct wd_arena *a, struct wd_str name)
{
    size_t i = 0;
    while (i < name.n && !wd_is_upper(name.p[i]))
        i++;
    if (i == name.n)
        return name;
    char *p = wd_arena_raw(a, name.n);
    for (i = 0; i < name.n; i++)
        p[i] = wd_lower(name.p[i]);
    return wd_str_n(p, name.n);
}

static struct wd_str value_of(struct wd_tree *t, struct wd_str written)
{
    size_t at = wd_scan_reference(written.p, 0, written.n);
    return at == written.n ? written : wd_entities_decode_attribute(t->a, wd_tree_line_ends(t->a, written));
}

static void take_attributes(struct wd_tree *t, struct wd_tree_tag *tag)
{
    size_t n = t->scan.attribute_n;
    if (!n)
        return;
    struct wd_html_attribute *kept = wd_arena_raw(t->a, n * sizeof *kept);
    for (size_t i = 0; i < n; i++) {
        const struct wd_html_attribute *at = &t->attributes[i];
        kept[i] = (struct wd_html_attribute){in_lower_case(t->a, at->name), at->value.n ? value_of(t, at->value) : WD_STR("")};
    }
    tag->attributes = kept;
    tag->attribute_n = (uint16_t)n;
}

static void tag_token(struct wd_tree *t, const struct wd_html_token *token)
{
    bool start = token->kind == WD_HTML_START;
    struct wd_tree_tag tag = {.type = start ? WD_TREE_START : WD_TREE_END,
                              .kind = wd_html_kind(t->elements, token->name),
                              .byte = (uint32_t)(token->name.p - t->html.p) - (start ? 1u : 2u),
                              .empty = token->empty};
    tag.flags = wd_html_flags[tag.kind];
    tag.name = tag.kind ? wd_html_names[tag.kind] : in_lower_case(t->a, token->name);
    if (!start) {
        if (t->left_out_of[tag.kind])
            t->left_out_of[tag.kind]--;
        else
            take(t, &tag);
        return;
    }
    if (token->rest.n > FREE_ATTRIBUTES)
        t->weight += (token->rest.n - FREE_ATTRIBUTES) / ATTRIBUTE_BYTES;
    bool no_level = tag.flags & (WD_TREE_VOID | WD_TREE_RAW | WD_TREE_TITLE | WD_TREE_IMPLIED_END | WD_TREE_PART);
    if (t->depth >= WD_MAX_HTML_DEPTH && (!no_level || t->depth >= WD_TREE_STACK - 1) && !(tag.flags & WD_TREE_VOID)) {
        t->left_out++;
        t->left_out_of[tag.kind]++;
        if (tag.flags & WD_TREE_SPECIAL)
            wd_tree_insert_text(t, WD_STR(" "), tag.byte); /* words on both sides stay apart */
        return;
    }
    take_attributes(t, &tag);
    take(t, &tag);
}

static void declaration(struct wd_tree *t, struct wd_str text)
{
    struct wd_tree_tag tag = {.type = WD_TREE_COMMENT, .byte = (uint32_t)(text.p - t->html.p), .text = text};
    if (wd_str_starts_nocase(text, "<!doctype")) {
        tag.type = WD_TREE_DOCTYPE;
        take(t, &tag);
        return;
    }
    if (wd_str_eqc(text, "<![CDATA[") || wd_str_eqc(text, "</>"))
        return;
    bool comment = wd_str_starts(text, "<!--"), odd = wd_str_ends(text, "--!>"), whole = odd || wd_str_ends(text, "-->");
    size_t from = comment ? 4 : text.p[1] == '?' ? 1 : 2, end = text.n - (comment && whole ? odd ? 4u : 3u : 1u);
    tag.text = wd_str_n(text.p + from, end > from && end <= text.n ? end - from : 0);
    take(t, &tag);
}

static void text_token(struct wd_tree *t, struct wd_str text)
{
    struct wd_tree_tag tag = {.type = WD_TREE_TEXT, .byte = (uint32_t)(text.p - t->html.p), .text = text};
    take(t, &tag);
}

/* ---- the page ---- */

static void begin(struct wd_tree *t, const struct wd_html_elements *elements, struct wd_arena *a, struct wd_str html, bool fragment)
{
    memset(t, 0, offsetof(struct wd_tree, stack));
    t->a = a;
    t->elements = elements;
    t->html = html;
    t->fragment = fragment;
    t->mode = fragment ? WD_TREE_IN_BODY : WD_TREE_INITIAL;
    wd_html_scan_init(&t->scan, html);
    t->scan.standard = true;
    t->scan.max_tag_bytes = MAX_TAG_BYTES;
    t->scan.attributes = t->attributes;
    t->scan.attribute_room = WD_COUNT(t->attributes);
    struct wd_tree_node *root = WD_NEW(a, struct wd_tree_node);
    root->node = (struct wd_html_node){.tag = wd_html_names[WD_TAG_HTML], .text = WD_STR(""), .kind = WD_TAG_HTML};
    t->root = &root->node;
    t->nodes = 1;
    wd_tree_push(t, root);
}

int wd_tree_parse(struct wd_tree *t, const struct wd_html_elements *elements, struct wd_arena *a, struct wd_str html, bool fragment,
                  struct wd_html *ret, struct wd_where *ret_where)
{
    if (html.n > WD_MAX_DELIVERY_BYTES)
        return wd_where_set(ret_where, WD_E_TOOBIG, "page of %zu bytes", html.n);
    begin(t, elements, a, html, fragment);
    struct wd_html_token token;
    bool cut = false;
    for (size_t from = 0; !cut && wd_html_scan_next(&t->scan, &token); from = t->scan.at) {
        switch (token.kind) {
        case WD_HTML_TEXT: text_token(t, token.text); break;
        case WD_HTML_DECLARATION: declaration(t, token.text); break;
        case WD_HTML_START:
        case WD_HTML_END: tag_token(t, &token); break;
        }
        t->scan.foreign = wd_tree_top(t)->space != WD_SPACE_HTML;
        if (t->left_out > MAX_LEFT_OUT)
            return wd_where_set(ret_where, WD_E_DEPTH, "elements nested over %u deep", WD_MAX_HTML_DEPTH);
        cut = t->nodes + t->weight > WD_MAX_HTML_NODES || t->moved > MAX_MOVED;
        if (cut && html.n - t->scan.at > from)
            return wd_where_set(ret_where, WD_E_TOOBIG, "more than %u nodes", WD_MAX_HTML_NODES);
    }
    if (t->scan.too_long)
        return wd_where_set(ret_where, WD_E_TOOBIG, "a tag of more than %u bytes", MAX_TAG_BYTES);
    if (!fragment) {
        struct wd_tree_tag end = {.type = WD_TREE_EOF};
        while (t->open[WD_TAG_TEMPLATE])
            wd_tree_end_template(t);
        while (t->mode < WD_TREE_IN_BODY)
            take(t, &end);
    }
    *ret = (struct wd_html){.root = t->root, .nodes = t->nodes, .cut = cut || t->left_out};
    return 0;
}
