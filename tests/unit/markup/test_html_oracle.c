/* On tags and texts in any order, the tree is the one that MyHTML makes of them. Left out is what MyHTML has from an older standard: end
 * tags in drawings that close them, <dialog>, <search>, <hgroup>. */
#include "tap.h"

#include <myhtml/api.h>

#include "base/buf.h"
#include "markup/html.h"

static uint64_t seed = 7;

static unsigned draw(unsigned below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % below;
}

static const char *const PIECES[] = {"<p>",
                                     "</p>",
                                     "<b>",
                                     "</b>",
                                     "<a href=x>",
                                     "</a>",
                                     "<table>",
                                     "<tr>",
                                     "<td>",
                                     "</table>",
                                     "</tr>",
                                     "</td>",
                                     "<select>",
                                     "<option>",
                                     "</select>",
                                     "<div>",
                                     "</div>",
                                     "<title>t</title>",
                                     "<form>",
                                     "</form>",
                                     "<li>",
                                     "<ul>",
                                     "</ul>",
                                     "<caption>",
                                     "<col>",
                                     "</body>",
                                     "<button>",
                                     "<i>",
                                     "</i>",
                                     "<h1>",
                                     "</h2>",
                                     "<ruby><rt>",
                                     "<object>",
                                     "</object>",
                                     "<tbody>",
                                     "<input type=hidden>",
                                     "<input>",
                                     "<dd>",
                                     "<dt>",
                                     "<dl>",
                                     "<svg/>",
                                     "<noscript>",
                                     "</noscript>",
                                     "<meta>",
                                     "x",
                                     " ",
                                     "y ",
                                     "&amp;",
                                     "<br>",
                                     "<section>",
                                     "</section>",
                                     "<em>",
                                     "</em>",
                                     "<span>",
                                     "</span>",
                                     "<pre>",
                                     "</pre>",
                                     "<head>",
                                     "</head>",
                                     "<template>",
                                     "</template>",
                                     "<!-- c -->",
                                     "<b class=k>",
                                     "<script>a && c()</script>",
                                     "<style>p > a {}</style>",
                                     "<textarea>a<b></textarea>",
                                     "<th>",
                                     "</th>",
                                     "<thead>",
                                     "</tbody>",
                                     "<colgroup>",
                                     "</caption>",
                                     "<nobr>",
                                     "</nobr>",
                                     "<optgroup>",
                                     "</option>",
                                     "<font color=x>",
                                     "</font>",
                                     "<svg><g>d<path/></svg>",
                                     "</svg>",
                                     "<math><mi>m</math>",
                                     "</math>",
                                     "<body class=b>",
                                     "<html lang=de>",
                                     "\n"};

static void make_page(struct wd_buf *b)
{
    wd_buf_reset(b);
    if (draw(2))
        wd_buf_putc(b, "<!doctype html>");
    for (unsigned n = 1 + draw(30); n; n--)
        wd_buf_putc(b, PIECES[draw(WD_COUNT(PIECES))]);
}

static void put_ours(const struct wd_html_node *n, struct wd_buf *out)
{
    for (const struct wd_html_node *c = n->first; c; c = c->next) {
        if (c->tag.n && !wd_html_is(c, "!"))
            wd_buf_printf(out, "(%.*s%s", WD_STR_ARG(c->tag), wd_html_has_attribute(c, "class") ? " class" : "");
        else
            wd_buf_printf(out, "%s[%.*s", c->tag.n ? "!" : "", WD_STR_ARG(c->text));
        put_ours(c, out);
        wd_buf_byte(out, c->tag.n && !wd_html_is(c, "!") ? ')' : ']');
    }
}

static bool has_class(myhtml_tree_node_t *n)
{
    return myhtml_attribute_by_key(n, "class", 5) != NULL;
}

static void put_theirs(myhtml_tree_t *tree, myhtml_tree_node_t *n, struct wd_buf *out)
{
    for (myhtml_tree_node_t *c = myhtml_node_child(n); c; c = myhtml_node_next(c)) {
        myhtml_tag_id_t id = myhtml_node_tag_id(c);
        bool text = id == MyHTML_TAG__TEXT || id == MyHTML_TAG__COMMENT;
        size_t length = 0;
        const char *s = text ? myhtml_node_text(c, &length) : myhtml_tag_name_by_id(tree, id, &length);
        if (text)
            wd_buf_printf(out, "%s[%.*s", id == MyHTML_TAG__COMMENT ? "!" : "", (int)length, s ? s : "");
        else
            wd_buf_printf(out, "(%.*s%s", (int)length, s, has_class(c) ? " class" : "");
        put_theirs(tree, c, out);
        wd_buf_byte(out, text ? ']' : ')');
    }
}

int main(void)
{
    enum { PAGES = 20000, TOLD_APART = 10 }; /* of four formatting elements around a block the standard came to drop the last */
    struct wd_arena a;
    struct wd_buf page, ours, theirs;
    wd_arena_init(&a);
    wd_buf_init(&page, 1 << 16);
    wd_buf_init(&ours, 1 << 20);
    wd_buf_init(&theirs, 1 << 20);
    struct wd_html_parser *parser = wd_html_parser_new();
    myhtml_t *myhtml = myhtml_create();
    myhtml_tree_t *tree = myhtml_tree_create();
    bool ready = myhtml_init(myhtml, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0) == 0 && myhtml_tree_init(tree, myhtml) == 0;
    ok(ready, "the other parser is there");
    size_t same = 0, failed = 0;
    for (size_t i = 0; ready && i < PAGES; i++) {
        struct wd_html h;
        make_page(&page);
        wd_buf_reset(&ours);
        wd_buf_reset(&theirs);
        failed += wd_html_parse(parser, &a, wd_buf_str(&page), &h, NULL) != 0;
        put_ours(h.root, &ours);
        myhtml_tree_clean(tree);
        failed += myhtml_parse(tree, MyENCODING_UTF_8, page.p, page.n) != 0;
        put_theirs(tree, myhtml_tree_get_node_html(tree), &theirs);
        bool equal = wd_str_eq(wd_buf_str(&ours), wd_buf_str(&theirs));
        same += equal;
        if (!equal && i - same < 5) {
            printf("# %.*s\n", WD_STR_ARG(wd_buf_str(&page)));
            printf("# ours   %.*s\n", WD_STR_ARG(wd_buf_str(&ours)));
            printf("# theirs %.*s\n", WD_STR_ARG(wd_buf_str(&theirs)));
        }
        wd_arena_reset(&a);
    }
    is_int(failed, 0, "all are parsed");
    ok(same + TOLD_APART >= PAGES, "to the same trees, all but %zu", PAGES - same);
    myhtml_tree_destroy(tree);
    myhtml_destroy(myhtml);
    wd_html_parser_free(parser);
    wd_buf_done(&theirs);
    wd_buf_done(&ours);
    wd_buf_done(&page);
    wd_arena_done(&a);
    return done();
}
