#include "markup/html_prescan.h"

#include "base/limits.h"
#include "markup/html_name.h"
#include "markup/html_token.h"

#define MAX_FORMATTING 64u      /* open formatting elements; each is repeated in every block that follows */
#define MAX_TAKEN_OUT 4096u     /* start tags that may be taken out before the page counts as a bomb */
#define ATTRIBUTE_BYTES 8u      /* a tag with attributes counts one node for so many bytes of them ... */
#define FREE_ATTRIBUTES (4096u) /* ... beyond these */
#define IMPLIED_LEVELS 32
#define IDS 512u

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
    char *copy; /* of html, once a tag was taken out */
    struct level stack[WD_MAX_HTML_DEPTH];
    size_t depth;
    uint32_t open[IDS], taken_out_of[IDS];
    struct formatting formatting[MAX_FORMATTING];
    size_t formatting_n, taken_out, nodes;
};

static uint16_t id_of(struct wd_str name, const struct wd_html_name *row)
{
    if (row)
        return (uint16_t)wd_html_element_number(row);
    unsigned h = 17;
    for (size_t i = 0; i < name.n && i < 32; i++)
        h = h * 31 + (unsigned char)wd_lower(name.p[i]);
    return (uint16_t)(256 + (h & 255));
}

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

/* Blanks instead of the tag: positions of everything else stay. */
static void take_out(struct prescan *k, size_t from, size_t end)
{
    if (!k->copy) {
        k->copy = wd_arena_raw(k->a, k->html.n);
        memcpy(k->copy, k->html.p, k->html.n);
    }
    memset(k->copy + from, ' ', end - from);
}

/* The standard keeps three of a kind with the same attributes. */
static void add_formatting(struct prescan *k, uint16_t id, struct wd_str rest)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < rest.n; i++)
        hash = (hash ^ (unsigned char)rest.p[i]) * 16777619u;
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

/* Elements of which a page has one, wherever the tag stands. */
static bool is_frame(struct wd_str name)
{
    return wd_str_eqc_nocase(name, "html") || wd_str_eqc_nocase(name, "head") || wd_str_eqc_nocase(name, "body");
}

static void start_tag(struct prescan *k, const struct wd_html_token *t, const struct wd_html_name *row, size_t from, size_t end)
{
    unsigned kind = row ? row->kind : 0;
    uint16_t id = id_of(t->name, row);
    k->nodes++;
    if (t->rest.n > FREE_ATTRIBUTES)
        k->nodes += (t->rest.n - FREE_ATTRIBUTES) / ATTRIBUTE_BYTES;
    if (row && row->closes)
        close_implied(k, row);
    if (kind & WD_ELEMENT_BLOCK)
        k->nodes += k->formatting_n;
    if (kind & WD_ELEMENT_VOID || is_frame(t->name))
        return;
    bool formatting = kind & WD_ELEMENT_FORMATTING;
    if (wd_str_eqc_nocase(t->name, "a"))
        remove_formatting(k, id);
    if (k->depth == WD_MAX_HTML_DEPTH || (formatting && k->formatting_n == MAX_FORMATTING)) {
        take_out(k, from, end);
        k->taken_out_of[id]++;
        k->taken_out++;
        return;
    }
    if (formatting)
        add_formatting(k, id, t->rest);
    k->stack[k->depth++] = (struct level){row, id};
    k->open[id]++;
}

static void end_tag(struct prescan *k, const struct wd_html_token *t, const struct wd_html_name *row, size_t from, size_t end)
{
    uint16_t id = id_of(t->name, row);
    if (k->taken_out_of[id]) {
        k->taken_out_of[id]--;
        take_out(k, from, end);
        return;
    }
    if (row && row->kind & WD_ELEMENT_FORMATTING)
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

int wd_html_prescan(struct wd_arena *a, struct wd_str html, struct wd_html_prescan *ret, struct wd_where *ret_where)
{
    if (html.n > WD_MAX_DELIVERY_BYTES)
        return wd_where_set(ret_where, WD_E_TOOBIG, "page of %zu bytes", html.n);
    struct prescan *k = WD_NEW(a, struct prescan);
    k->a = a;
    k->html = html;
    struct wd_html_scan scan;
    struct wd_html_token t;
    static const struct wd_str FOREIGN[] = {WD_STR_INIT("svg"), WD_STR_INIT("math")};
    uint16_t svg = id_of(FOREIGN[0], wd_html_element(FOREIGN[0])), math = id_of(FOREIGN[1], wd_html_element(FOREIGN[1]));
    wd_html_scan_init(&scan, html);
    for (size_t from = 0; wd_html_scan_next(&scan, &t); from = scan.at) {
        if (t.kind == WD_HTML_TEXT) {
            k->nodes++;
        } else {
            const struct wd_html_name *row = wd_html_element(t.name);
            size_t tag = (size_t)(t.name.p - html.p) - (t.kind == WD_HTML_START ? 1 : 2);
            if (t.kind == WD_HTML_END)
                end_tag(k, &t, row, tag, scan.at);
            else if (row && row->kind & WD_ELEMENT_RAW && !k->open[svg] && !k->open[math] && !wd_str_eqc(t.name, "template"))
                k->nodes += wd_html_scan_skip_content(&scan, t.name) ? 2 : 1;
            else
                start_tag(k, &t, row, tag, scan.at);
        }
        if (k->taken_out > MAX_TAKEN_OUT)
            return wd_where_set(ret_where, WD_E_DEPTH, "elements nested over %u deep", WD_MAX_HTML_DEPTH);
        if (k->nodes > WD_MAX_HTML_NODES) {
            if (html.n - from > from)
                return wd_where_set(ret_where, WD_E_TOOBIG, "more than %u nodes", WD_MAX_HTML_NODES);
            html.n = from;
            break;
        }
    }
    ret->text = wd_str_n(k->copy ? k->copy : html.p, html.n);
    ret->nodes = k->nodes;
    ret->cut = k->copy || html.n != k->html.n;
    return 0;
}
