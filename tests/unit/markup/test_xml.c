#include "tap.h"

#include "xml_events.h"

static struct wd_arena arena;
static struct wd_buf out;

static struct wd_str events(const char *text, size_t *ret_repairs)
{
    struct wd_xml x;
    wd_buf_reset(&out);
    xml_events(&arena, wd_str_c(text), &out, &x);
    *ret_repairs = x.repair_count;
    return wd_buf_str(&out);
}

struct row {
    const char *what, *input, *want;
    int repairs; /* -1: some */
};

static const struct row ROWS[] = {
    {"an empty document", "", "", 0},
    {"elements, attributes, text", "<a x='1' y=\"2\">t<b/>u</a>", "<a x=1 y=2>[t]<b></b>[u]</a>", 0},
    {"declaration, comment, instruction", "<?xml version='1.0'?><!-- c --><a>x<!-- y -->z<?p q?></a>", "<a>[xz]</a>", 0},
    {"text and CDATA are one event", "<a>x<![CDATA[<b>&amp;]]>y</a>", "<a>[x<b>&amp;y]</a>", 0},
    {"references", "<a>&lt;&#65;&#x42;&amp;amp;</a>", "<a>[<AB&amp;]</a>", 0},
    {"line ends", "<a>1\r\n2\r3</a>", "<a>[1\n2\n3]</a>", 0},
    {"blanks in attribute values", "<a b='x\n\ty'/>", "<a b=x  y></a>", 0},
    {"namespaces", "<a xmlns='u:1' xmlns:p='u:2'><p:b p:c='d'/></a>", "<a{u:1}><b{u:2} p:c=d></b{u:2}></a{u:1}>", 0},
    {"namespaces end with their element", "<a><b xmlns='u:1'/><c/></a>", "<a><b{u:1}></b{u:1}><c></c></a>", 0},
    {"internal entities", "<!DOCTYPE a [<!ENTITY w 'wire'><!ENTITY d '&w; desk'>]><a>&d;</a>", "<a>[wire desk]</a>", 0},
    {"external entities stay as written", "<!DOCTYPE a [<!ENTITY w SYSTEM 'file:///etc/hosts'>]><a>&w;</a>", "<a>[&w;]</a>", 1},
    {"parameter entities are not followed", "<!DOCTYPE a [<!ENTITY % p SYSTEM 'x.dtd'>%p;]><a>t</a>", "<a>[t]</a>", 0},
    {"the first declaration of an entity counts", "<!DOCTYPE a [<!ENTITY w '1'><!ENTITY w '2'>]><a>&w;</a>", "<a>[1]</a>", 0},
    {"bare ampersands", "<a>Q&A & R?x=1&y=2</a>", "<a>[Q&A & R?x=1&y=2]</a>", 3},
    {"bare ampersand in an attribute", "<a h='?x=1&copy=2'/>", "<a h=?x=1&copy=2></a>", 1},
    {"bare less-than", "<a>1 < 2 <3</a>", "<a>[1 < 2 <3]</a>", 2},
    {"less-than before a word", "<a>if x <y then z</a>", "<a>[if x <y then z]</a>", 1},
    {"HTML entities", "<a>caf&eacute;&nbsp;&hellip;</a>", "<a>[caf\xC3\xA9\xC2\xA0\xE2\x80\xA6]</a>", 3},
    {"unknown entities", "<a>&nosuch;</a>", "<a>[&nosuch;]</a>", 1},
    {"windows-1252 numbers", "<a>don&#146;t</a>", "<a>[don\xE2\x80\x99t]</a>", 0},
    {"punctuation spelt byte by byte", "<a>&#226;&#128;&#166;</a>", "<a>[\xE2\x80\xA6]</a>", 0},
    {"half of that", "<a>&#226;&#128;x&#226;y</a>", "<a>[\xC3\xA2\xE2\x82\xACx\xC3\xA2y]</a>", 0},
    {"punctuation spelt by names", "<a>&acirc;&#128;&brvbar;</a>", "<a>[\xE2\x80\xA6]</a>", -1},
    {"control characters", "<a>x\x08y\x1Ez</a>", "<a>[xyz]</a>", 2},
    {"elements not closed", "<a><b>t", "<a><b>[t]</b></a>", 1},
    {"a tag cut off", "<a><b>t</b><c d=", "<a><b>[t]</b><c d=></c></a>", -1},
    {"an end tag cut off", "<a><b>t</b></a", "<a><b>[t]</b></a>", 1},
    {"mis-nested elements", "<a><t>x <b>y</t><t>z</t></a>", "<a><t>[x ]<b>[y]</b></t><t>[z]</t></a>", 1},
    {"a stray end tag does not part text", "<a>x</b>y</a>", "<a>[xy]</a>", 1},
    {"an end tag in another case", "<Item>x</item>", "<Item>[x]</Item>", 1},
    {"CDATA without end keeps its text", "<a><t><![CDATA[never closed", "<a><t>[never closed]</t></a>", 2},
    {"CDATA without end stops at its element", "<a><t><![CDATA[x</t><u>y</u></a>", "<a><t>[x]</t><u>[y]</u></a>", 1},
    {"CDATA in CDATA", "<a><![CDATA[x <![CDATA[y]]> z]]></a>", "<a>[x <![CDATA[y z]</a>", 1},
    {"a comment without end", "<a><!-- x > y</a>", "<a>[ y]</a>", 1},
    {"junk before the root", "  <br />Notice: x\n<?xml version='1.0'?><a>t</a>", "<a>[t]</a>", 1},
    {"junk elements before the root", "<br /><b>Warning</b><a>t</a>", "<a>[t]</a>", -1},
    {"text after the root", "<a/>x", "<a></a>", 1},
    {"undeclared prefixes", "<a><dc:creator>n</dc:creator></a>",
     "<a><creator{http://purl.org/dc/elements/1.1/}>[n]</creator{http://purl.org/dc/elements/1.1/}></a>", 1},
    {"values without quotation marks", "<a b=c d>t</a>", "<a b=c d=>[t]</a>", 2},
    {"a quotation mark that is missing", "<a b='x>t</a><c d='1'>u</c>", "<a b=x>[t]</a><c d=1>[u]</c>", -1},
    {"markup in an attribute", "<a b='<i>x</i>'>t</a>", "<a b=<i>x</i>>[t]</a>", 2},
    {"an attribute given twice", "<a b='1' b='2'/>", "<a b=1></a>", 1},
    {"a document type without end", "<!DOCTYPE a [ <a>t</a>", "<a>[t]</a>", -1},
};

static void test_rows(void)
{
    for (size_t i = 0; i < WD_COUNT(ROWS); i++) {
        size_t repairs = 0;
        is_str(events(ROWS[i].input, &repairs), ROWS[i].want, ROWS[i].what);
        ok(ROWS[i].repairs < 0 ? repairs > 0 : repairs == (size_t)ROWS[i].repairs, "%s: %d repairs, got %zu", ROWS[i].what, ROWS[i].repairs,
           repairs);
    }
}

static struct wd_xml *at_first(struct wd_xml *x, const char *text, const char *local)
{
    wd_xml_init(x, &arena, wd_str_c(text));
    while (wd_xml_next(x) != WD_XML_END_OF_INPUT && !(x->event == WD_XML_OPEN && wd_str_eqc(x->local, local)))
        ;
    return x;
}

static void test_reading(void)
{
    struct wd_xml x;
    bool markup = true;
    is_str(wd_xml_read_text(at_first(&x, "<i><t>a <b>c</b>d</t><u/></i>", "t")), "a cd", "text of an element and what it encloses");
    ok(x.event == WD_XML_CLOSE && wd_str_eqc(x.local, "t"), "its CLOSE is the current event");
    is_str(wd_xml_read_markup(at_first(&x, "<i><t>a &amp; <b k='&quot;'>c<br>d</t></i>", "t")), "a &amp; <b k=\"&quot;\">c<br />d</b>",
           "inner markup is well nested");
    is_str(wd_xml_read_markup(at_first(&x, "<i><t><h:p xmlns:h='http://www.w3.org/1999/xhtml'>x</h:p></t></i>", "t")), "<p>x</p>",
           "prefixes of XHTML are dropped");
    is_str(wd_xml_read_mixed(at_first(&x, "<i><t>a &lt;b&gt;c</t></i>", "t"), &markup), "a <b>c", "mixed: text");
    ok(!markup, "is no markup");
    is_str(wd_xml_read_mixed(at_first(&x, "<i><t>a &lt; <b>c</b></t></i>", "t"), &markup), "a &lt; <b>c</b>", "mixed: markup");
    ok(markup && wd_str_eqc(x.local, "t"), "is markup");
    is_str(wd_xml_read_mixed(at_first(&x, "<i><t/></i>", "t"), &markup), "", "mixed: nothing");
    wd_xml_skip(at_first(&x, "<i><t><t/>x</t><u>y</u></i>", "t"));
    ok(wd_xml_next(&x) == WD_XML_OPEN && wd_str_eqc(x.local, "u"), "skip moves past an element");
    at_first(&x, "<i><link>http://a.example/</link><v>x<br>y</v><w/></i>", "v");
    is_str(wd_xml_read_text(&x), "xy", "a void HTML element in text needs no end");
    ok(wd_xml_next(&x) == WD_XML_OPEN && wd_str_eqc(x.local, "w"), "and what follows is found");
}

static void test_scope(void)
{
    static const char DOC[] =
        "<f xml:base='http://a.example/x/' xml:lang='en'><e xml:base='y/'><t/></e><u xml:lang='de' a='1' p:a='2' xmlns:p='u:p'/></f>";
    struct wd_xml x;
    struct wd_str base = WD_STR("http://doc.example/");
    at_first(&x, DOC, "t");
    is_str(wd_xml_base(&x, base), "http://a.example/x/y/", "the chain of xml:base is resolved");
    is_str(wd_xml_lang(&x), "en", "xml:lang is inherited");
    at_first(&x, DOC, "u");
    is_str(wd_xml_base(&x, base), "http://a.example/x/", "the base of a closed element is gone");
    is_str(wd_xml_lang(&x), "de", "xml:lang of the element itself");
    is_str(wd_xml_attribute(&x, "a"), "1", "an attribute by its local name");
    is_str(wd_xml_attribute_ns(&x, "u:p", "a"), "2", "an attribute by its namespace");
    is_str(wd_xml_attribute(&x, "none"), "", "a missing attribute is empty");
    at_first(&x, "<t/>", "t");
    is_str(wd_xml_base(&x, base), "http://doc.example/", "without xml:base it is the document's");
}

static struct wd_str repeated(const char *head, const char *piece, size_t times, const char *tail)
{
    wd_buf_reset(&out);
    wd_buf_putc(&out, head);
    for (size_t i = 0; i < times; i++)
        wd_buf_putc(&out, piece);
    wd_buf_putc(&out, tail);
    return wd_arena_str(&arena, wd_buf_str(&out));
}

struct totals {
    size_t opens, closes, text_bytes, deepest;
};

static struct totals count(struct wd_str text, struct wd_xml *x)
{
    struct totals t = {0};
    wd_xml_init(x, &arena, text);
    while (wd_xml_next(x) != WD_XML_END_OF_INPUT) {
        t.opens += x->event == WD_XML_OPEN;
        t.closes += x->event == WD_XML_CLOSE;
        t.text_bytes += x->event == WD_XML_TEXT ? x->text.n : 0;
        t.deepest = WD_MAX(t.deepest, x->depth);
    }
    return t;
}

static void test_caps(void)
{
    struct wd_xml x;
    struct totals t = count(repeated("<r>", "<a>", 2000, "x</r>"), &x);
    ok(x.capped && t.deepest == 256 && t.opens == t.closes && t.text_bytes == 1, "depth is capped, text is kept");
    t = count(repeated("<r><d>", "<a>", 1000, ""), &x);
    ok(t.opens == t.closes && t.opens == 256, "open elements are closed at the end");
    struct wd_str balanced = repeated("<r><d>", "<a>", 1000, "");
    t = count(repeated(wd_arena_c(&arena, balanced), "</a>", 1000, "</d><e>y</e></r>"), &x);
    ok(t.opens == 257 && t.text_bytes == 1, "end tags of dropped elements close nothing else: %zu", t.opens);
    t = count(repeated("<r ", "a='1' ", 1, ">x</r>"), &x);
    ok(!x.capped && t.opens == 1, "a small tag is not capped");
    wd_buf_reset(&out);
    wd_buf_putc(&out, "<r");
    for (int i = 0; i < 3000; i++)
        wd_buf_printf(&out, " a%d='v'", i);
    wd_buf_putc(&out, ">x</r>");
    t = count(wd_arena_str(&arena, wd_buf_str(&out)), &x);
    ok(x.capped && t.opens == 1 && t.text_bytes == 1, "attributes are capped");
    t = count(repeated("<r>", "0123456789abcdef", (18u << 20) / 16, "</r>"), &x);
    ok(x.capped && t.text_bytes == 16u << 20, "text is capped");
}

static void test_bombs(void)
{
    struct wd_xml x;
    wd_buf_reset(&out);
    wd_buf_putc(&out, "<!DOCTYPE r [<!ENTITY a0 'lol'>");
    for (int i = 1; i < 10; i++) {
        wd_buf_printf(&out, "<!ENTITY a%d '", i);
        for (int k = 0; k < 10; k++)
            wd_buf_printf(&out, "&a%d;", i - 1);
        wd_buf_putc(&out, "'>");
    }
    wd_buf_putc(&out, "]><r>&a9;</r>");
    struct totals t = count(wd_arena_str(&arena, wd_buf_str(&out)), &x);
    ok(x.capped && t.text_bytes == 4, "a billion laughs stay as written: %zu bytes", t.text_bytes);
    t = count(WD_STR("<!DOCTYPE r [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><r>&a;</r>"), &x);
    ok(x.capped && t.text_bytes == 3, "entities that name each other stay as written");
    t = count(repeated("<!DOCTYPE r [<!ENTITY a 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'>]><r>", "&a;", 100000, "</r>"), &x);
    ok(x.capped && t.text_bytes < 1400000, "the budget is for the whole document: %zu bytes", t.text_bytes);
}

static void test_nul(void)
{
    struct wd_xml x;
    struct totals t = count(WD_STR("<r><t>a\0b</t>\0<t>c</t></r>"), &x);
    ok(t.opens == 3 && t.text_bytes == 3, "NUL is dropped and nothing behind it is lost");
}

int main(void)
{
    wd_arena_init(&arena);
    wd_buf_init(&out, 64u << 20);
    test_rows();
    test_reading();
    test_scope();
    test_caps();
    test_bombs();
    test_nul();
    wd_buf_done(&out);
    wd_arena_done(&arena);
    return done();
}
