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

static void make_text(struct wd_buf *b)
{
    static const char *const PIECES[] = {"Anna Vogt said",
                                         " &amp; ",
                                         "&lt;p&gt;",
                                         "\xC3\xA9t\xC3\xA9 ",
                                         "&#8217;",
                                         "&#x41;",
                                         "\n  ",
                                         "<![CDATA[<b>&nbsp;]]>",
                                         "<!-- no -->",
                                         "<?p i?>",
                                         "a]b",
                                         "\r\n",
                                         "&w;"};
    for (unsigned i = draw(4); i > 0; i--)
        wd_buf_putc(b, PIECES[draw(WD_COUNT(PIECES))]);
}

static void make_element(struct wd_buf *b, int depth)
{
    static const char *const NAMES[] = {"item", "title", "p:link", "b", "q:x", "dc-1.2", "_n"};
    static const char *const VALUES[] = {"", "1", "a &amp; b", "&lt;\t&gt;", "&#169;x", "\xE2\x82\xAC 5", "it's"};
    const char *name = NAMES[draw(WD_COUNT(NAMES))];
    wd_buf_printf(b, "<%s", name);
    if (draw(4) == 0)
        wd_buf_printf(b, " xmlns='urn:d%u'", draw(3));
    if (draw(4) == 0)
        wd_buf_printf(b, "\n xmlns:p = \"urn:p%u\"", draw(3));
    for (unsigned i = 0, n = draw(4); i < n; i++)
        wd_buf_printf(b, " %sa%u=\"%s\"", draw(3) ? "" : "q:", i, VALUES[draw(WD_COUNT(VALUES))]);
    if (depth > 6 || draw(4) == 0) {
        wd_buf_putc(b, draw(2) ? "/>" : " />");
        return;
    }
    wd_buf_putc(b, ">");
    make_text(b);
    for (unsigned i = draw(4); i > 0; i--) {
        make_element(b, depth + 1);
        make_text(b);
    }
    wd_buf_printf(b, "</%s%s>", name, draw(2) ? "" : " ");
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

int main(void)
{
    struct wd_arena a;
    struct wd_buf document, want, got;
    wd_arena_init(&a);
    wd_buf_init(&document, 1u << 24);
    wd_buf_init(&want, 1u << 24);
    wd_buf_init(&got, 1u << 24);
    int same = 0, refused = 0, clean = 0;
    enum { DOCUMENTS = 400 };
    for (int i = 0; i < DOCUMENTS; i++) {
        struct wd_xml x;
        seed = (uint64_t)i * 7919 + 1;
        wd_buf_reset(&document);
        wd_buf_reset(&want);
        wd_buf_reset(&got);
        wd_buf_putc(
            &document,
            "<?xml version='1.0'?>\n<!DOCTYPE r [<!-- x --><!ENTITY w 'wi&#114;e &amp; desk'>]>\n<r xmlns:p='urn:p' xmlns:q='urn:q'>");
        for (int k = 0; k < 5; k++)
            make_element(&document, 1);
        wd_buf_putc(&document, "</r>\n");
        refused += !oracle(wd_buf_str(&document), &want);
        xml_events(&a, wd_buf_str(&document), &got, &x);
        clean += x.repair_count == 0 && !x.capped;
        bool equal = wd_str_eq(wd_buf_str(&want), wd_buf_str(&got));
        same += equal;
        if (!equal && i - same < 2)
            printf("# %.*s\n# want %.*s\n# got  %.*s\n", WD_STR_ARG(wd_buf_str(&document)), WD_STR_ARG(wd_buf_str(&want)),
                   WD_STR_ARG(wd_buf_str(&got)));
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
