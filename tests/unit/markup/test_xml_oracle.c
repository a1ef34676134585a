/* On well-formed documents made at random the scanner gives the events that libxml2 gives. */
#include "tap.h"

#include <libxml/xmlreader.h>

#include "xml_events.h"

static uint64_t seed;

static unsigned draw(unsigned below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % below;
}

static const char *one_of(const char *const *list, size_t n)
{
    return list[draw((unsigned)n)];
}
#define ONE_OF(list) one_of((list), WD_COUNT(list))

static void make_misc(struct wd_buf *b)
{
    static const char *const MISC[] = {"<!-- no -->",         "<?p i?>", "<!---->",   "<!-- <b> & ]]> -->",
                                       "<?php echo '<a>' ?>", "<?q?>",   "<!-- - -->"};
    wd_buf_putc(b, ONE_OF(MISC));
}

/* A carriage return alone, or inside a CDATA section, is left out: libxml2 keeps it, XML 1.0 (2.11) makes a line feed of it. */
static void make_text(struct wd_buf *b)
{
    static const char *const PIECES[] = {"Anna Vogt said",
                                         " &amp; ",
                                         "&lt;p&gt;",
                                         "\xC3\xA9t\xC3\xA9 ",
                                         "&#8217;",
                                         "&#x41;",
                                         "\n  ",
                                         "a]b",
                                         "\r\n",
                                         "&w;",

                                         "\t",
                                         "&nested;",
                                         "]]",
                                         "&#13;&#10;",
                                         "&#x1F6A2;",
                                         "\xF0\x9F\x9A\xA2",
                                         "&apos;&quot;",
                                         "a > b",
                                         "&#x9;",
                                         "&empty;",
                                         "&deep;",
                                         "it's \"so\"",
                                         "&#xE000;",
                                         "&lt;![CDATA[",
                                         "\xE2\x80\xA8",
                                         "&uml\xC3\xA4ut;"};
    static const char *const SECTIONS[] = {"<![CDATA[<b>&nbsp;]]>", "<![CDATA[]]>", "<![CDATA[ ]] > ]]]>", "<![CDATA[a\n\tb]]>",
                                           "<![CDATA[&w;<!-- -->]]>"};
    for (unsigned i = draw(5); i > 0; i--) {
        unsigned kind = draw(8);
        if (kind == 0)
            make_misc(b);
        else
            wd_buf_putc(b, kind == 1 ? ONE_OF(SECTIONS) : ONE_OF(PIECES));
    }
}

static void make_value(struct wd_buf *b)
{
    static const char *const VALUES[] = {"",        "1",        "a &amp; b", "&lt;\t&gt;", "&#169;x", "\xE2\x82\xAC 5", "&w;",
                                         " x\n y ", "&nested;", "\r\n",      "&#10;",      "a > b",   "&#x1F6A2;",      "&deep;&empty;",
                                         "&#13;",   "/?a=1;b",  "]]>"};
    static const char *const QUOTED[2] = {"it's", "say \"so\""};
    char quote = draw(2) ? '"' : '\'';
    wd_buf_printf(b, "%s=%s%c", draw(5) ? "" : " ", draw(5) ? "" : "\n", quote);
    for (unsigned i = draw(3) + 1; i > 0; i--)
        wd_buf_putc(b, draw(6) ? ONE_OF(VALUES) : QUOTED[quote == '\'']);
    wd_buf_byte(b, quote);
}

/* Declarations and attributes in any order; a default namespace may be taken back. */
static void make_attributes(struct wd_buf *b)
{
    static const char *const BLANKS[] = {" ", "\n", "\t", "\r\n ", "  "};
    static const char *const OWN[] = {"xml:space=\"preserve\"", "xml:lang='de-AT'", "xml:base=\"http://a.example/\"",
                                      "xml:space='default'"};
    if (draw(4) == 0)
        wd_buf_printf(b, "%sxmlns='%s'", ONE_OF(BLANKS), draw(4) ? "urn:d1" : "");
    for (unsigned i = 0, n = draw(12) ? draw(4) : draw(60); i < n; i++) {
        wd_buf_printf(b, "%s%sa%u", ONE_OF(BLANKS), draw(3) ? "" : draw(2) ? "q:" : "p:", i);
        make_value(b);
    }
    if (draw(4) == 0)
        wd_buf_printf(b, "\n xmlns:p = \"urn:p%u\"", draw(3));
    if (draw(8) == 0)
        wd_buf_printf(b, "%s%s", ONE_OF(BLANKS), ONE_OF(OWN));
}

static void make_element(struct wd_buf *b, int depth, int deepest)
{
    static const char *const NAMES[] = {"item", "title",        "p:link",         "b",       "q:x", "dc-1.2",
                                        "_n",   "\xC3\xA9tage", "p:\xE5\x90\x8D", "A.b-c_9", "br",  "link"};
    const char *name = ONE_OF(NAMES);
    wd_buf_printf(b, "<%s", name);
    make_attributes(b);
    if (depth > deepest || draw(4) == 0) {
        wd_buf_putc(b, draw(2) ? "/>" : " />");
        return;
    }
    wd_buf_putc(b, draw(6) ? ">" : "\n>");
    make_text(b);
    for (unsigned i = deepest > 10 ? 1 : draw(4); i > 0; i--) {
        make_element(b, depth + 1, deepest);
        make_text(b);
    }
    wd_buf_printf(b, "</%s%s>", name, draw(3) ? "" : draw(2) ? " " : "\n");
}

/* Internal entities, some by way of others, among what a subset may hold besides. */
static void make_doctype(struct wd_buf *b)
{
    static const char *const NAMES[] = {"r", "r SYSTEM 'none.dtd'", "r PUBLIC \"-//Quay//DTD R//EN\" 'none.dtd'"};
    static const char *const MORE[] = {"<!-- ]> -->",
                                       "<?p ]> ?>",
                                       "\n",

                                       "<!ENTITY w 'second'>",
                                       "<!ENTITY pic SYSTEM 'p.gif' NDATA gif>",
                                       "<!ENTITY % par 'x'>"};
    wd_buf_printf(b, "<!DOCTYPE %s [", ONE_OF(NAMES));
    wd_buf_putc(b, "<!ELEMENT r ANY><!NOTATION gif SYSTEM 'g'><!ENTITY w 'wi&#114;e &amp; desk'>\n<!ENTITY empty ''><!ENTITY uml\xC3\xA4ut "
                   "\"it's > 1\">");
    for (unsigned i = draw(4); i > 0; i--)
        wd_buf_putc(b, ONE_OF(MORE));
    wd_buf_putc(b, "<!ENTITY nested \"(&w;\xE2\x80\x94&w;)\"><!ENTITY deep '&nested;&nested;&#x41;'>");
    for (unsigned i = draw(3); i > 0; i--)
        wd_buf_putc(b, ONE_OF(MORE));
    wd_buf_putc(b, draw(2) ? "]>\n" : "] >");
}

static void make_document(struct wd_buf *b)
{
    static const char *const HEADS[] = {"<?xml version='1.0'?>\n", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes' ?>", "",
                                        "\xEF\xBB\xBF"};
    wd_buf_putc(b, ONE_OF(HEADS));
    while (draw(3) == 0)
        make_misc(b);
    make_doctype(b);
    while (draw(3) == 0)
        make_misc(b);
    wd_buf_putc(b, "<r xmlns:p='urn:p' xmlns:q='urn:q'>");
    int deepest = draw(20) ? 6 : 120;
    for (int k = 0; k < (deepest > 10 ? 1 : 5); k++)
        make_element(b, 1, deepest);
    wd_buf_putc(b, "</r>\n");
    while (draw(3) == 0)
        make_misc(b);
}

static void put_attributes(xmlTextReaderPtr r, struct wd_buf *b)
{
    while (xmlTextReaderMoveToNextAttribute(r) == 1) {
        if (!xmlTextReaderIsNamespaceDecl(r))
            wd_buf_printf(b, " %s=%s", (const char *)xmlTextReaderConstName(r), (const char *)xmlTextReaderConstValue(r));
    }
    xmlTextReaderMoveToElement(r);
}

static void put_name(xmlTextReaderPtr r, struct wd_buf *b, const char *mark)
{
    wd_buf_printf(b, "<%s%s", mark, (const char *)xmlTextReaderConstLocalName(r));
    if (xmlTextReaderConstNamespaceUri(r))
        wd_buf_printf(b, "{%s}", (const char *)xmlTextReaderConstNamespaceUri(r));
}

static bool oracle(struct wd_str text, struct wd_buf *b)
{
    xmlTextReaderPtr r = xmlReaderForMemory(text.p, (int)text.n, NULL, "UTF-8", XML_PARSE_NOENT | XML_PARSE_NONET);
    bool in_text = false;
    int more;
    while ((more = xmlTextReaderRead(r)) == 1) {
        int type = xmlTextReaderNodeType(r);
        bool is_text = type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
                       type == XML_READER_TYPE_WHITESPACE;
        bool is_tag = type == XML_READER_TYPE_ELEMENT || type == XML_READER_TYPE_END_ELEMENT;
        if (is_text) {
            wd_buf_putc(b, in_text ? "" : "[");
            wd_buf_putc(b, (const char *)xmlTextReaderConstValue(r));
            in_text = true;
        }
        if (!is_tag)
            continue;
        wd_buf_putc(b, in_text ? "]" : "");
        in_text = false;
        put_name(r, b, type == XML_READER_TYPE_ELEMENT ? "" : "/");
        bool empty = type == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement(r);
        if (type == XML_READER_TYPE_ELEMENT)
            put_attributes(r, b);
        wd_buf_putc(b, ">");
        if (empty) {
            put_name(r, b, "/");
            wd_buf_putc(b, ">");
        }
    }
    xmlFreeTextReader(r);
    return more == 0;
}

static void show_difference(struct wd_str want, struct wd_str got)
{
    size_t at = 0;
    while (at < want.n && at < got.n && want.p[at] == got.p[at])
        at++;
    size_t from = at > 120 ? at - 120 : 0;
    printf("# want %.*s\n# got  %.*s\n", (int)WD_MIN(want.n - from, (size_t)200), want.p + from, (int)WD_MIN(got.n - from, (size_t)200),
           got.p + from);
}

int main(void)
{
    struct wd_arena a;
    struct wd_buf document, want, got;
    wd_arena_init(&a);
    wd_buf_init(&document, 1u << 24);
    wd_buf_init(&want, 1u << 24);
    wd_buf_init(&got, 1u << 24);
    int same = 0, refused = 0, clean = 0;
    enum { DOCUMENTS = 2500 };
    for (int i = 0; i < DOCUMENTS; i++) {
        struct wd_xml x;
        seed = (uint64_t)i * 7919 + 1;
        wd_buf_reset(&document);
        wd_buf_reset(&want);
        wd_buf_reset(&got);
        make_document(&document);
        refused += !oracle(wd_buf_str(&document), &want);
        xml_events(&a, wd_buf_str(&document), &got, &x);
        clean += x.repair_count == 0 && !x.capped;
        bool equal = wd_str_eq(wd_buf_str(&want), wd_buf_str(&got));
        same += equal;
        if (!equal && i - same < 2)
            show_difference(wd_buf_str(&want), wd_buf_str(&got));
        wd_arena_reset(&a);
    }
    is_int(refused, 0, "the documents are well formed");
    is_int(clean, DOCUMENTS, "the scanner repairs nothing in them");
    is_int(same, DOCUMENTS, "and gives the same events");
    wd_buf_done(&document);
    wd_buf_done(&want);
    wd_buf_done(&got);
    wd_arena_done(&a);
    return done();
}
