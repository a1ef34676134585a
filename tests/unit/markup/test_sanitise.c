#include "tap.h"

#include "base/buf.h"
#include "markup/foreign.h"
#include "markup/sanitise.h"

static struct wd_arena arena;
static struct wd_html_parser *parser;

static const struct {
    const char *input, *want;
    bool tree_differs; /* the HTML tree nests broken markup in its own way */
} ROWS[] = {
    {"plain", "plain", 0},
    {"<p>a <b>b</b> <i>c</i></p>", "<p>a <b>b</b> <i>c</i></p>", 0},
    {"safe<script>alert('<b>')</script> text", "safe text", 0},
    {"safe<SCRIPT\n>x</script\n> text", "safe text", 0},
    {"<style>p{}</style>x<noframes>y</noframes>", "x", 0},
    {"safe<iframe src='http://a.example/'></iframe> text", "safe text", 0},
    {"safe<object data='x'><embed src='y'> text</object>", "safe text", 0},
    {"<link rel=x href=y><meta http-equiv=refresh content='0'><base href='http://z.example/'>x", "x", 0},
    {"<form action='/go'>x<input name=q></form>", "x<input name=\"q\">", 0},
    {"<img src='i.png' onerror='x()' ONLOAD=y>", "<img src=\"http://b.example/d/i.png\">", 0},
    {"<a href='javascript:alert(1)'>x</a>", "<a href=\"\">x</a>", 0},
    {"<a href=' java\nscript:alert(1)'>x</a>", "<a href=\"\">x</a>", 0},
    {"<a href='&#106;avascript&colon;x'>x</a>", "<a href=\"\">x</a>", 0},
    {"<a href='&#1;vbscript:x'>x</a>", "<a href=\"\">x</a>", 0},
    {"<img src='data:text/html,x'>", "<img>", 0},
    {"<a href='/p?a=1&amp;b=2#f'>x</a>", "<a href=\"http://b.example/p?a=1&amp;b=2#f\">x</a>", 0},
    {"<a href='mailto:desk@agency.example'>x</a>", "<a href=\"mailto:desk@agency.example\">x</a>", 0},
    {"<a srcdoc='<p>' formaction='x' ping='y' title='a \"b\" <c>'>x</a>", "<a title=\"a &quot;b&quot; &lt;c&gt;\">x</a>", 0},
    {"<p style='color: red; position: fixed; width: expression(x)'>x</p>", "<p style=\"color: red;\">x</p>", 0},
    {"<p style='background: url(x); -moz-binding: url(y); color: re\\64'>x</p>", "<p>x</p>", 0},
    {"<p style='margin: 0 15px 0 0; padding: 99999em'>x</p>", "<p style=\"margin: 0 15px 0 0;\">x</p>", 0},
    {"a<br>b<br/>c<hr />", "a<br>b<br>c<hr>", 0},
    {"<b><i>x</b></i>y", "<b><i>x</i></b>y", 0},
    {"<p>a<p>b<ul><li>c<li>d</ul>", "<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul>", 0},
    {"<table><tr><td>a<td>b<tr><td>c</table>", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", 1},
    {"</div>x</p>", "x", 1},
    {"1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2", 0},
    {"caf&eacute; &lt;b&gt; &nosuch; &amp;amp;", "caf\xC3\xA9 &lt;b&gt; &amp;nosuch; &amp;amp;", 0},
    {"a<!-- <b> -->b<!---->c<!-->d<?p?>e<!x>f", "abcdef", 0},
    {"safe<!--", "safe", 0},
    {"sa<!-- -- x >fe<script>alert(1);</script>", "safe", 1},
    {"a <unknown x=y>b</unknown>", "a b", 0},
    {"<svg><script>x</script><p>y</p></svg>z", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg><p>y</p>z", 0},
    {"<a title=\"</a><script>x</script>\">y</a>", "<a title=\"&lt;/a&gt;&lt;script&gt;x&lt;/script&gt;\">y</a>", 0},
    {"<noscript><p title='</noscript><img src=x onerror=y>'></noscript>",
     "<noscript><p title=\"&lt;/noscript&gt;&lt;img src=x onerror=y&gt;\"></p></noscript>", 0},
    {"<p class=a class=b>x", "<p class=\"a\">x</p>", 0},
    {"<a href=x", "&lt;a href=x", 1},
    {"<![CDATA[<b>x</b>]]>y", "<b>x</b>y", 1},
};

static void test_rows(void)
{
    for (size_t i = 0; i < WD_COUNT(ROWS); i++) {
        struct wd_str got = WD_STR("");
        is_int(wd_sanitise(NULL, &arena, wd_str_c(ROWS[i].input), WD_STR("http://b.example/d/"), &got), 0, ROWS[i].input);
        is_str(got, ROWS[i].want, "cleaned without a tree");
        struct wd_str again = WD_STR("");
        if (wd_sanitise(NULL, &arena, got, WD_STR("http://b.example/d/"), &again) == 0 && wd_str_find(got, "href=\"\"", 0) == SIZE_MAX)
            ok(wd_str_eq(got, again), "cleaning twice changes nothing");
        if (!ROWS[i].tree_differs && wd_sanitise(parser, &arena, wd_str_c(ROWS[i].input), WD_STR("http://b.example/d/"), &got) == 0)
            is_str(got, ROWS[i].want, "cleaned with a tree");
    }
}

#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\""
#define MATH "<math xmlns=\"http://www.w3.org/1998/Math/MathML\""
#define XLINK " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
/* Drawings and formulas: what draws stays, what runs, loads or moves a link does not. */
static const struct {
    const char *input, *want;
} FOREIGN[] = {
    {"<svg viewBox='0 0 9 9'><circle cx=4 cy=4 r='2' fill='#f00'/><rect width=1 /></svg>x",
     SVG " viewBox=\"0 0 9 9\"><circle cx=\"4\" cy=\"4\" r=\"2\" fill=\"#f00\"></circle><rect width=\"1\"></rect></svg>x"},
    {"<svg onload='x()'><path d='M0 0L1 1' onclick=x></path></svg>", SVG "><path d=\"M0 0L1 1\"></path></svg>"},
    {"<svg><script>alert(1)</script><script href='data:,x'/><g/></svg>", SVG "><g></g></svg>"},
    {"<svg><foreignObject><p onclick=x>y</p><iframe src=z></iframe></foreignObject></svg>", SVG "></svg>"},
    {"<svg><use href='http://z.example/a.svg#x'/><image href='http://z.example/i.png'/></svg>", SVG "></svg>"},
    {"<svg><a xlink:href='javascript:alert(1)'><text x=1>t</text></a></svg>", SVG "><a><text x=\"1\">t</text></a></svg>"},
    {"<svg><a href='data:text/html,x'>t</a></svg>", SVG "><a>t</a></svg>"},
    {"<svg><a xlink:href='q' xlink:title='Q'><g/></a></svg>",
     SVG "><a" XLINK " xlink:href=\"http://b.example/d/q\" xlink:title=\"Q\"><g></g></a></svg>"},
    {"<svg><a href='mailto:desk@agency.example'>t</a></svg>", SVG "><a>t</a></svg>"},
    {"<svg><a><animate attributeName=href values='javascript:x'/><set attributeName=href to='javascript:x'/>t</a></svg>",
     SVG "><a>t</a></svg>"},
    {"<svg><rect style='fill: url(http://z.example/); width: expression(x)' fill='url(http://z.example/#a)' stroke='url(#g)'/></svg>",
     SVG "><rect stroke=\"url(#g)\"></rect></svg>"},
    {"<svg><style>@import 'http://z.example/'</style><rect fill='expression(x)' stroke='ur\\6c(z)' width='/**/1'/></svg>",
     SVG "><rect></rect></svg>"},
    {"<svg><lineargradient gradientunits='userSpaceOnUse'><stop offset=1></linearGradient></svg>",
     SVG "><linearGradient gradientUnits=\"userSpaceOnUse\"><stop offset=\"1\"></stop></linearGradient></svg>"},
    {"<svg><title>T</title><desc><b>x</b></desc></svg>", SVG "><title>T</title><desc><b>x</b></desc></svg>"},
    {"<svg><title><style><img src=x onerror=y></style></title></svg>", SVG "><title></title></svg>"},
    {"<svg><desc></svg><p>x</p>", SVG "><desc></desc></svg><p>x</p>"},
    {"<svg><g><p>y", SVG "><g></g></svg><p>y</p>"},
    {"<p><svg><g></p>y", "<p>" SVG "><g></g></svg></p>y"},
    {"<a href='/1'><svg><a href='/2'></a></svg></a>z", "<a href=\"http://b.example/1\">" SVG "><a"
                                                       " href=\"http://b.example/2\"></a></svg></a>z"},
    {"<math><mi>a</mi><mo>+</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
     MATH "><mi>a</mi><mo>+</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"},
    {"<math><mrow xlink:href='javascript:x' href='/r'><mtext>a<b>b</b></mtext></mrow></math>",
     MATH "><mrow href=\"http://b.example/r\"><mtext>a<b>b</b></mtext></mrow></math>"},
    {"<math><annotation-xml encoding='text/html'><p onclick=x>y</p></annotation-xml><mglyph src='data:,x'></math>", MATH "></math>"},
    {"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
     MATH "><mtext><table><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\"></table></mtext></math>"},
    {"<svg></svg><title>x</title><circle>y", SVG "></svg>xy"},
};

static void test_foreign(void)
{
    for (size_t i = 0; i < WD_COUNT(FOREIGN); i++) {
        struct wd_str got = WD_STR(""), again = WD_STR("");
        is_int(wd_sanitise(NULL, &arena, wd_str_c(FOREIGN[i].input), WD_STR("http://b.example/d/"), &got), 0, FOREIGN[i].input);
        is_str(got, FOREIGN[i].want, "what only draws is kept");
        ok(wd_sanitise(NULL, &arena, got, WD_STR("http://b.example/d/"), &again) == 0 && wd_str_eq(got, again),
           "cleaning twice changes nothing");
    }
}

/* What a relative address becomes is looked at like one that was whole. */
static void test_bases(void)
{
    static const char *const bases[] = {"javashttps://z.example/", "view-source://z.example/", "file:///etc/", "jar://z.example/a"};
    for (size_t i = 0; i < WD_COUNT(bases); i++) {
        struct wd_str got = WD_STR("");
        is_int(wd_sanitise(NULL, &arena, WD_STR("<a href='q'>x</a><img src='i.png'>y"), wd_str_c(bases[i]), &got), 0, bases[i]);
        ok(wd_str_find(got, ":", 0) == SIZE_MAX && wd_str_ends(got, "y"), "no address of a scheme that is not let through: %.*s",
           WD_STR_ARG(got));
        is_int(wd_sanitise(parser, &arena, WD_STR("<a href='q'>x</a><img src='i.png'>y"), wd_str_c(bases[i]), &got), 0, bases[i]);
        ok(wd_str_find(got, ":", 0) == SIZE_MAX, "with a tree, too: %.*s", WD_STR_ARG(got));
    }
}

static const struct {
    const char *html, *text;
} PLAIN[] = {
    {"", ""},
    {"plain", "plain"},
    {" a\n  b\t", "a b"},
    {"<p>One.</p>\n<p>Two <b>bold</b>\nend.</p>", "One.\nTwo bold end."},
    {"a<br>b<br/><br>c", "a\nb\nc"},
    {"a&nbsp;b &amp; c&#160;d &lt;e&gt;", "a b & c d <e>"},
    {"<ul><li>x</li><li>y</li></ul>", "x\ny"},
    {"<tr><td>1</td><td>2</td></tr>", "1 2"},
    {"<p>&nbsp;</p><p>x</p>", "x"},
    {"<script>no()</script>x<style>p{}</style>", "x"},
    {"<pre>a\n  b</pre>c", "a\nb\nc"},
    {"in<em>line</em>d", "inlined"},
    {"a < b &copy; <", "a < b \xC2\xA9 <"},
    {"<p title='>'>x</p>", "x"},
    {"\xC2\xAB\xC2\xA0oui\xC2\xA0\xC2\xBB", "\xC2\xAB oui \xC2\xBB"},
};

static void test_plain(void)
{
    for (size_t i = 0; i < WD_COUNT(PLAIN); i++)
        is_str(wd_html_to_text(&arena, wd_str_c(PLAIN[i].html)), PLAIN[i].text, PLAIN[i].html);
}

static void test_looks(void)
{
    ok(wd_looks_like_html(WD_STR("a <b>c</b>")), "a tag is HTML");
    ok(wd_looks_like_html(WD_STR("caf&eacute;")), "a reference is HTML");
    ok(wd_looks_like_html(WD_STR("x<br/>y")), "an empty element is HTML");
    ok(!wd_looks_like_html(WD_STR("1 < 2 & 3 > 2")), "an inequality is none");
    ok(!wd_looks_like_html(WD_STR("mail <desk@agency.example> now")), "an address is none");
    ok(!wd_looks_like_html(WD_STR("AT&T <b")), "half a tag is none");
}

static void test_hostile(void)
{
    static const char *const PIECES[] = {"<div>",    "<",     "<a ", "<a b=\">\"",    "<!--", "<![CDATA[", "</p>",
                                         "<script>", "<svg>", "&",   "<a b=\"<a b='", "<p>",  "<b>",       "<!x"};
    struct wd_buf b;
    wd_buf_init(&b, 8u << 20);
    for (size_t i = 0; i < WD_COUNT(PIECES); i++) {
        struct wd_str got = WD_STR("");
        wd_buf_reset(&b);
        while (b.n < 300000)
            wd_buf_putc(&b, PIECES[i]);
        ok(wd_sanitise(NULL, &arena, wd_buf_str(&b), WD_STR("http://b.example/"), &got) == 0 && got.n <= b.n * 6, "\"%s\" without end",
           PIECES[i]);
        ok(wd_html_to_text(&arena, wd_buf_str(&b)).n <= b.n, "its text");
        wd_arena_reset(&arena);
    }
    wd_buf_done(&b);
}

/* What is written another way, at every place of texts and values of every length around the vectors'. */
static void at_every_place(void)
{
    static const struct {
        const char *written, *text, *value;
    } rows[] = {
        {"&", "&amp;", "&amp;"},
        {"<", "&lt;", "&lt;"},
        {">", "&gt;", NULL},
        {"&amp;", "&amp;", "&amp;"},
        {"&lt;", "&lt;", "&lt;"},
        {"&gt;", "&gt;", "&gt;"},
        {"&quot;", "\"", "&quot;"},
        {"&eacute;", "\xC3\xA9", "\xC3\xA9"},
        {"&#8217;", "\xE2\x80\x99", "\xE2\x80\x99"},
        {"&#60;b&#62;", "&lt;b&gt;", "&lt;b&gt;"},
        {"&am;", "&amp;am;", "&amp;am;"},
    };
    for (size_t k = 0; k < WD_COUNT(rows); k++) {
        bool text = true, value = true;
        for (size_t n = 0; n <= 70; n++)
            for (size_t at = 0; at <= n; at += n < 36 || at % 16 < 3 ? 1 : 5) {
                struct wd_str dots = WD_STR(".............................................................................");
                struct wd_str before = wd_str_n(dots.p, at), after = wd_str_n(dots.p, n - at), clean;
                struct wd_str html = wd_arena_printf(&arena, "%.*s%s%.*s", WD_STR_ARG(before), rows[k].written, WD_STR_ARG(after));
                struct wd_str want = wd_arena_printf(&arena, "%.*s%s%.*s", WD_STR_ARG(before), rows[k].text, WD_STR_ARG(after));
                text = text && wd_sanitise(NULL, &arena, html, WD_STR(""), &clean) == 0 && wd_str_eq(clean, want);
                if (!rows[k].value)
                    continue;
                html = wd_arena_printf(&arena, "<p title=\"%.*s\">x</p>", WD_STR_ARG(html));
                want = wd_arena_printf(&arena, "<p title=\"%.*s%s%.*s\">x</p>", WD_STR_ARG(before), rows[k].value, WD_STR_ARG(after));
                value = value && wd_sanitise(NULL, &arena, html, WD_STR(""), &clean) == 0 && wd_str_eq(clean, want);
            }
        ok(text, "in text at every place: %s", rows[k].written);
        ok(value, "in a value at every place: %s", rows[k].written);
    }
    /* names are remembered: not by what they look like only */
    struct wd_str clean;
    ok(wd_sanitise(NULL, &arena, WD_STR("<b>1</b><B>2</B><bb>3</bb><b title='x' TITLE='y' titel='z'>4</b>"), WD_STR(""), &clean) == 0,
       "read");
    is_str(clean, "<b>1</b><b>2</b>3<b title=\"x\">4</b>", "names in any case, once looked up and again");
}

int main(void)
{
    wd_arena_init(&arena);
    parser = wd_html_parser_new();
    ok(wd_html_names_sorted() && wd_foreign_sorted(), "the tables are in order");
    test_rows();
    test_foreign();
    test_bases();
    test_plain();
    at_every_place();
    test_looks();
    test_hostile();
    wd_html_parser_free(parser);
    wd_arena_done(&arena);
    return done();
}
