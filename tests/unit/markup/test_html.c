#include "tap.h"

#include "base/buf.h"
#include "markup/html.h"

static struct wd_arena arena;
static struct wd_html_parser *parser;

static void put_tree(const struct wd_html_node *n, struct wd_buf *out)
{
    for (const struct wd_html_node *c = n->first; c; c = c->next) {
        if (!c->tag.n) {
            wd_buf_printf(out, "[%.*s]", WD_STR_ARG(c->text));
            continue;
        }
        wd_buf_printf(out, "(%.*s", WD_STR_ARG(c->tag));
        for (uint32_t i = 0; i < c->attribute_n; i++)
            wd_buf_printf(out, " %.*s=%.*s", WD_STR_ARG(c->attributes[i].name), WD_STR_ARG(c->attributes[i].value));
        if (c->text.n)
            wd_buf_printf(out, "%.*s", WD_STR_ARG(c->text));
        put_tree(c, out);
        wd_buf_putc(out, ")");
    }
}

static const struct {
    const char *html, *want;
    bool fragment;
} ROWS[] = {
    {"<title>T &amp; x</title><p class=a>one<p>two", "(head(title[T & x]))(body(p class=a[one])(p[two]))", 0},
    {"", "(head)(body)", 0},
    {"x", "(head)(body[x])", 0},
    {"<li>a<br>b<!-- c -->", "(li[a](br)[b](! c ))", 1},
    {"<b>x<i>y</b>z</i>", "(b[x](i[y]))(i[z])", 1},
    {"<A HREF='?x&amp;y' Data-X>t</A>", "(a href=?x&y data-x=[t])", 1},
    {"<my-el>t</my-el>", "(my-el[t])", 1},
    {"<script>a<b></script>", "(script[a<b>])", 1},
};

static void test_rows(void)
{
    struct wd_buf out;
    wd_buf_init(&out, 1 << 20);
    for (size_t i = 0; i < WD_COUNT(ROWS); i++) {
        struct wd_html h = {0};
        struct wd_str html = wd_str_c(ROWS[i].html);
        int err = ROWS[i].fragment ? wd_html_parse_fragment(parser, &arena, html, &h, NULL) : wd_html_parse(parser, &arena, html, &h, NULL);
        wd_buf_reset(&out);
        if (!err)
            put_tree(h.root, &out);
        is_str(wd_buf_str(&out), ROWS[i].want, ROWS[i].html);
        ok(!err && !h.cut, "nothing cut");
    }
    wd_buf_done(&out);
}

static void test_walk(void)
{
    static const char PAGE[] = "<body><div id=d>one <b>two</b><script>no</script><p>three</p></div><p>four</p></body>";
    struct wd_html h = {0};
    is_int(wd_html_parse(parser, &arena, wd_str_c(PAGE), &h, NULL), 0, "a page");
    const struct wd_html_node *div = wd_html_find(h.root, "div");
    is_str(wd_html_attribute(div, "id"), "d", "an attribute");
    is_str(wd_html_attribute(div, "class"), "", "a missing attribute is empty");
    ok(wd_html_has_attribute(div, "id") && !wd_html_has_attribute(div, "class"), "has, and has not");
    is_int(div->byte, 6, "where it starts");
    is_str(wd_html_text(&arena, div), "one twothree", "text below a node");
    const struct wd_html_node *p = wd_html_find(div, "p");
    ok(p && wd_html_is(p, "p") && wd_html_next(p->first, div) == NULL, "the walk stays within its top");
    ok(wd_html_find(div, "h1") == NULL, "what is not there is not found");
    const struct wd_html_node *after = wd_html_next_skip(div, h.root);
    ok(after && wd_html_is(after, "p") && wd_str_eqc(after->first->text, "four"), "skipping children");
}

static struct wd_str repeated(struct wd_buf *b, const char *head, const char *piece, size_t times, const char *tail)
{
    wd_buf_reset(b);
    wd_buf_putc(b, head);
    for (size_t i = 0; i < times; i++)
        wd_buf_putc(b, piece);
    wd_buf_putc(b, tail);
    return wd_buf_str(b);
}

static void test_caps(void)
{
    struct wd_buf b;
    struct wd_html h = {0};
    struct wd_where where = {0};
    wd_buf_init(&b, 64u << 20);
    is_int(wd_html_parse(parser, &arena, repeated(&b, "", "<div>", 40000, ""), &h, &where), WD_E_DEPTH, "40,000 nested div are refused");
    ok(where.message[0], "and it says why: %s", where.message);
    is_int(wd_html_parse(parser, &arena, repeated(&b, "", "<br>", 3000000, ""), &h, NULL), WD_E_TOOBIG, "millions of br are refused");
    is_int(wd_html_parse(parser, &arena, repeated(&b, "", "<b x=1><b x=2><b x=3><p>", 200000, ""), &h, NULL), WD_E_TOOBIG,
           "formatting without end is refused");
    is_int(wd_html_parse(parser, &arena, repeated(&b, "", "<div>", 600, "deep<div>after"), &h, NULL), 0, "600 levels are cut");
    ok(h.cut, "and it says so");
    is_str(wd_html_text(&arena, h.root), "deep after", "but the text stays");
    is_int(wd_html_parse(parser, &arena, repeated(&b, "", "<li>x", 20000, ""), &h, NULL), 0, "elements that close each other do not nest");
    ok(!h.cut && h.nodes > 40000, "and all are there");
    is_int(wd_html_parse(parser, &arena, WD_STR("<p>again"), &h, NULL), 0, "the parser works on");
    is_str(wd_html_text(&arena, h.root), "again", "after refusals");
    wd_buf_done(&b);
}

int main(void)
{
    wd_arena_init(&arena);
    parser = wd_html_parser_new();
    test_rows();
    test_walk();
    test_caps();
    wd_html_parser_free(parser);
    wd_arena_done(&arena);
    return done();
}
