#include "markup/html_prescan.h"

#include "base/limits.h"
#include "base/scan.h"
#include "markup/entity.h"
#include "markup/html_token.h"

#define MAX_FORMATTING 64u      /* open formatting elements; each is repeated in every block that follows */
#define MAX_TAKEN_OUT 4096u     /* start tags that may be taken out before the page counts as a bomb */
#define ATTRIBUTE_BYTES 8u      /* a tag with attributes counts one node for so many bytes of them ... */
#define FREE_ATTRIBUTES (4096u) /* ... beyond these */
#define IMPLIED_LEVELS 32

struct level {
    const struct wd_html_name *row;
    uint16_t id;
};
struct formatting {
    uint16_t id;
    uint32_t attributes; /* hash of them as written */
};
struct prescan {
    struct wd_arena *a;
    struct wd_str html;
    struct wd_html_feed *feed;
    struct wd_html_scan scan;
    struct level stack[WD_MAX_HTML_DEPTH];
    size_t depth;
    uint32_t open[WD_HTML_IDS], taken_out_of[WD_HTML_IDS];
    struct formatting formatting[MAX_FORMATTING];
    size_t formatting_n, taken_out, nodes;
    uint16_t a_id;
};

static void pop_to(struct prescan *k, size_t depth)
{
    while (k->depth > depth)
        k->open[k->stack[--k->depth].id]--;
}

static void close_implied(struct prescan *k, const struct wd_html_name *row)
{
    size_t i = k->depth;
    for (int levels = 0; i && levels < IMPLIED_LEVELS; levels++) {
        const struct wd_html_name *open = k->stack[--i].row;
        if (!open)
            continue;
        if (open->closed_by & row->closes)
            pop_to(k, i);
        else if ((open->kind & WD_ELEMENT_BLOCK && !open->closed_by) || open->kind & WD_ELEMENT_CELL)
            break;
    }
}

/* The standard keeps three of a kind with the same attributes. */
static void add_formatting(struct prescan *k, uint16_t id, uint32_t hash)
{
    unsigned same = 0;
    for (size_t i = 0; i < k->formatting_n; i++)
        same += k->formatting[i].id == id && k->formatting[i].attributes == hash;
    if (same < 3)
        k->formatting[k->formatting_n++] = (struct formatting){id, hash};
}

static void remove_formatting(struct prescan *k, uint16_t id)
{
    for (size_t i = k->formatting_n; i-- > 0;) {
        if (k->formatting[i].id == id) {
            memmove(&k->formatting[i], &k->formatting[i + 1], (k->formatting_n - i - 1) * sizeof(k->formatting[0]));
            k->formatting_n--;
            return;
        }
    }
}

/* ---- tags, to the feed ---- */

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

static void keep_attributes(struct prescan *k, struct wd_html_piece *piece)
{
    size_t n = k->scan.attribute_n;
    if (!n)
        return;
    struct wd_html_attribute *kept = wd_arena_raw(k->a, n * sizeof *kept);
    for (size_t i = 0; i < n; i++) {
        const struct wd_html_attribute *at = &k->scan.attributes[i];
        kept[i] = (struct wd_html_attribute){in_lower_case(k->a, at->name), wd_html_feed_meant(k->a, at->value)};
    }
    piece->attributes = kept;
    piece->attribute_n = (uint16_t)n;
}

/* Attributes that the parser itself joins to those of an element that is there. */
static void put_frame_attributes(struct prescan *k)
{
    struct wd_buf *out = &k->feed->text;
    for (size_t i = 0; i < k->scan.attribute_n; i++) {
        const struct wd_html_attribute *at = &k->scan.attributes[i];
        wd_buf_byte(out, ' ');
        wd_buf_puts(out, at->name);
        wd_buf_putc(out, "=\"");
        for (size_t c = 0; c < at->value.n; c++)
            if (at->value.p[c] == '"')
                wd_buf_putc(out, "&quot;");
            else
                wd_buf_byte(out, at->value.p[c]);
        wd_buf_byte(out, '"');
    }
}

static bool is_hidden(const struct prescan *k)
{
    for (size_t i = 0; i < k->scan.attribute_n; i++)
        if (wd_str_eqc_nocase(k->scan.attributes[i].name, "type"))
            return wd_str_eqc_nocase(k->scan.attributes[i].value, "hidden");
    return false;
}

/* Formatting elements are told apart by their attributes, others by nothing. */
static void put_start(struct prescan *k, const struct wd_html_token *t, const struct wd_html_element *e, uint32_t hash, bool closed)
{
    struct wd_buf *out = &k->feed->text;
    keep_attributes(k, wd_html_feed_tag(k->feed, (size_t)(t->name.p - k->html.p) - 1));
    wd_buf_byte(out, '<');
    wd_buf_puts(out, t->name);
    if (e->frame)
        put_frame_attributes(k);
    else if (k->scan.attribute_n && e->row && e->row->kind & WD_ELEMENT_FORMATTING)
        wd_buf_printf(out, " a=%x", hash);
    else if (wd_str_eqc_nocase(t->name, "input") && is_hidden(k))
        wd_buf_putc(out, " type=hidden");
    if (t->empty && !closed)
        wd_buf_putc(out, " /");
    wd_buf_byte(out, '>');
    if (closed)
        wd_buf_printf(out, "</%.*s>", WD_STR_ARG(t->name));
}

static void put_end(struct prescan *k, struct wd_str name)
{
    wd_buf_put(&k->feed->text, "</", 2);
    wd_buf_puts(&k->feed->text, name);
    wd_buf_byte(&k->feed->text, '>');
}

/* ---- tags, to the caps ---- */

static uint32_t hash_of(struct wd_str rest)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < rest.n; i++)
        hash = (hash ^ (unsigned char)rest.p[i]) * 16777619u;
    return hash;
}

static void start_tag(struct prescan *k, const struct wd_html_token *t, const struct wd_html_element *e)
{
    unsigned kind = e->row ? e->row->kind : 0;
    bool formatting = kind & WD_ELEMENT_FORMATTING;
    uint32_t hash = formatting ? hash_of(t->rest) : 0;
    k->nodes++;
    if (t->rest.n > FREE_ATTRIBUTES)
        k->nodes += (t->rest.n - FREE_ATTRIBUTES) / ATTRIBUTE_BYTES;
    if (e->row && e->row->closes)
        close_implied(k, e->row);
    if (kind & WD_ELEMENT_BLOCK)
        k->nodes += k->formatting_n;
    bool closed = t->empty && k->scan.foreign && !(kind & WD_ELEMENT_VOID);
    if (kind & WD_ELEMENT_VOID || e->frame || closed || (t->empty && kind & (WD_ELEMENT_SVG | WD_ELEMENT_MATH) && kind & WD_ELEMENT_FOREIGN)) {
        put_start(k, t, e, hash, closed);
        return;
    }
    if (e->id == k->a_id)
        remove_formatting(k, e->id);
    if (k->depth == WD_MAX_HTML_DEPTH || (formatting && k->formatting_n == MAX_FORMATTING)) {
        k->taken_out_of[e->id]++;
        k->taken_out++;
        return;
    }
    put_start(k, t, e, hash, false);
    if (formatting)
        add_formatting(k, e->id, hash);
    k->stack[k->depth++] = (struct level){e->row, e->id};
    k->open[e->id]++;
}

static void end_tag(struct prescan *k, const struct wd_html_token *t, const struct wd_html_element *e)
{
    uint16_t id = e->id;
    if (k->taken_out_of[id]) {
        k->taken_out_of[id]--;
        return;
    }
    put_end(k, t->name);
    if (e->row && e->row->kind & WD_ELEMENT_FORMATTING)
        remove_formatting(k, id);
    if (!k->open[id]) {
        k->nodes++;
        return;
    }
    size_t depth = k->depth;
    while (k->stack[depth - 1].id != id)
        depth--;
    if (wd_str_eqc_nocase(t->name, "form")) { /* the parser takes the form away and leaves what is open in it */
        memmove(&k->stack[depth - 1], &k->stack[depth], (k->depth - depth) * sizeof(k->stack[0]));
        k->depth--;
        k->open[id]--;
        return;
    }
    pop_to(k, depth - 1);
}

/* An element whose content is text. What the parser is given ends by its end tag in any case. */
static void text_element(struct prescan *k, const struct wd_html_token *t, const struct wd_html_element *e)
{
    size_t from = k->scan.at;
    bool ended = e->content == WD_HTML_SCRIPT ? wd_html_scan_skip_script(&k->scan) : wd_html_scan_skip_content(&k->scan, t->name);
    size_t end = ended ? k->scan.content_end : k->html.n;
    k->nodes += end > from ? 2 : 1;
    put_start(k, t, e, 0, false);
    wd_html_feed_text(k->feed, k->html, from, end, e->content == WD_HTML_TITLE ? WD_HTML_DECODED : WD_HTML_VERBATIM);
    put_end(k, t->name);
    if (!ended)
        k->scan.at = k->html.n;
}

static void declaration(struct prescan *k, struct wd_str text)
{
    size_t from = (size_t)(text.p - k->html.p), end = from + text.n;
    if (wd_str_starts_nocase(text, "<!doctype")) {
        wd_html_feed_tag(k->feed, from);
        wd_buf_puts(&k->feed->text, text);
        return;
    }
    if (wd_str_eqc(text, "<![CDATA[") || wd_str_eqc(text, "</>"))
        return;
    bool comment = wd_str_starts(text, "<!--"), whole = comment && wd_str_ends(text, "-->") && text.n >= 7;
    from += comment ? 4 : text.p[1] == '?' ? 1 : 2;
    end -= whole ? 3 : 1;
    k->nodes++;
    wd_html_feed_comment(k->feed, from, WD_MAX(from, end));
}

static void token(struct prescan *k, const struct wd_html_token *t)
{
    size_t from = (size_t)(t->text.p - k->html.p);
    const struct wd_html_element *e;
    switch (t->kind) {
    case WD_HTML_TEXT:
        k->nodes++;
        wd_html_feed_text(k->feed, k->html, from, from + t->text.n, WD_HTML_DECODED);
        break;
    case WD_HTML_DECLARATION: declaration(k, t->text); break;
    case WD_HTML_START:
        e = wd_html_feed_element(k->feed, k->html, t->name);
        if (e->content)
            text_element(k, t, e);
        else
            start_tag(k, t, e);
        break;
    case WD_HTML_END: end_tag(k, t, wd_html_feed_element(k->feed, k->html, t->name)); break;
    }
}

int wd_html_prescan(struct wd_arena *a, struct wd_str html, struct wd_html_feed *feed, bool *ret_cut, struct wd_where *ret_where)
{
    if (html.n > WD_MAX_DELIVERY_BYTES)
        return wd_where_set(ret_where, WD_E_TOOBIG, "page of %zu bytes", html.n);
    static const struct wd_str NAMES[] = {WD_STR_INIT("svg"), WD_STR_INIT("math"), WD_STR_INIT("a")};
    struct prescan *k = WD_NEW(a, struct prescan);
    bool cut = false;
    k->a = a;
    k->html = html;
    k->feed = feed;
    uint16_t svg = wd_html_feed_element(feed, NAMES[0], NAMES[0])->id, math = wd_html_feed_element(feed, NAMES[1], NAMES[1])->id;
    k->a_id = wd_html_feed_element(feed, NAMES[2], NAMES[2])->id;
    struct wd_html_token t;
    wd_html_feed_reset(feed);
    wd_html_scan_init(&k->scan, html);
    k->scan.standard = true;
    k->scan.attributes = feed->attributes;
    k->scan.attribute_room = WD_COUNT(feed->attributes);
    for (size_t from = 0; wd_html_scan_next(&k->scan, &t); from = k->scan.at) {
        token(k, &t);
        k->scan.foreign = k->open[svg] || k->open[math];
        if (k->taken_out > MAX_TAKEN_OUT)
            return wd_where_set(ret_where, WD_E_DEPTH, "elements nested over %u deep", WD_MAX_HTML_DEPTH);
        if (k->nodes > WD_MAX_HTML_NODES) {
            if (html.n - from > from)
                return wd_where_set(ret_where, WD_E_TOOBIG, "more than %u nodes", WD_MAX_HTML_NODES);
            cut = true;
            break;
        }
    }
    *ret_cut = cut || k->taken_out;
    return 0;
}
