/* Ill-formed feeds: what is complete is kept, and the repairs say in words what was mended, and where. */
#include "helper.h"

#define CHANNEL "<rss version=\"2.0\"><channel>\n"
#define CLOSE "</channel></rss>"

static const struct {
    const char *what, *input, *title, *summary, *repair; /* of the first entry; repair: words of one repair, NULL: none is wanted */
} rows[] = {
    {"nothing to mend", CHANNEL "<item><title>Tide</title></item>" CLOSE, "Tide", "", NULL},
    {"blank lines before the declaration", "\n\n<?xml version=\"1.0\"?>\n" CHANNEL "<item><title>Tide</title></item>" CLOSE, "Tide", "",
     "junk before the XML declaration skipped in line 1"},
    {"a warning before the declaration",
     "<br />\n<b>Notice</b>: no such table in line 12\n<?xml version=\"1.0\"?>" CHANNEL "<item><title>Tide</title></item>" CLOSE, "Tide",
     "", "before the document were skipped"},
    {"lines are those of the file", "Notice: one\nNotice: two\n" CHANNEL "<item><title>Sea & sand</title></item>" CLOSE, "Sea & sand", "",
     "bare '&' in line 4"},
    {"a bare ampersand", CHANNEL "<item>\n<title>Sea & sand</title></item>" CLOSE, "Sea & sand", "", "bare '&' in line 3"},
    {"an ampersand in an address", CHANNEL "<item><title>T</title><link>https://q.example/?a=1&b=2</link></item>" CLOSE, "T", "",
     "bare '&'"},
    {"a bare less-than", CHANNEL "<item><title>Tide < 3 m</title></item>" CLOSE, "Tide < 3 m", "", "bare '<' in line 2"},
    {"control bytes",
     CHANNEL "<item><title>Ti\x01"
             "de \x1Frises</title></item>" CLOSE,
     "Tide rises", "", "control character dropped in line 2"},
    {"a control character by its number", CHANNEL "<item><title>Tide&#11;</title></item>" CLOSE, "Tide", "", "control character dropped"},
    {"CDATA that never ends", CHANNEL "<item><title>Tide</title><description><![CDATA[It rises", "Tide", "It rises",
     "CDATA section without end in line 2"},
    {"CDATA that ends with its element", CHANNEL "<item><title><![CDATA[Tide</title><description>It rises</description></item>" CLOSE,
     "Tide", "It rises", "CDATA section without end"},
    {"elements that never end", CHANNEL "<item><title>Tide</title><description>It rises", "Tide", "It rises",
     "elements not closed at the end"},
    {"a tag cut off", CHANNEL "<item><title>Tide</title><descri", "Tide", "", "tag cut off at the end in line 2"},
    {"an undeclared prefix", CHANNEL "<item><dc:title>Tide</dc:title></item>" CLOSE, "Tide", "", "undeclared namespace prefix in line 2"},
    {"an undeclared prefix in capitals", CHANNEL "<item><title>T</title><Content:Encoded>It rises</Content:Encoded></item>" CLOSE, "T", "",
     "undeclared namespace prefix"},
    {"entities of HTML", CHANNEL "<item><title>Caf&eacute;&nbsp;&hellip; &CounterClockwiseContourIntegral;</title></item>" CLOSE,
     "Caf\xC3\xA9\xC2\xA0\xE2\x80\xA6 \xE2\x88\xB3", "", "HTML entity in line 2"},
    {"no entity of anybody", CHANNEL "<item><title>A &tide; rises</title></item>" CLOSE, "A &tide; rises", "", "bare '&'"},
    {"HTML as elements", CHANNEL "<item><title>T</title><description>It <b>rises</b><br>fast</description></item>" CLOSE, "T",
     "It <b>rises</b><br>fast", "elements closed by the end tag of an outer one"},
    {"HTML nested wrongly", CHANNEL "<item><title>T</title><description><p>It <b>rises <i>fast</b></i></p></description></item>" CLOSE, "T",
     "<p>It <b>rises <i>fast</i></b></p>", "end tag without start"},
    {"HTML that never ends", CHANNEL "<item><title>Tide <i>rises</title><description><div><p>fast</description></item>" CLOSE,
     "Tide <i>rises</i>", "<div><p>fast</p></div>", "elements closed by the end tag of an outer one in line 2"},
    {"an end tag too many", CHANNEL "<item><title>Tide</b></title><description>It</div> rises</description></item>" CLOSE, "Tide",
     "It rises", "end tag without start"},
    {"values without quotation marks", "<rss version=2.0>" CHANNEL "<item><title>Tide</title></item>" CLOSE, "Tide", "",
     "attribute value without quotation marks in line 1"},
    {"an attribute given twice", CHANNEL "<item><title type=\"a\" type=\"b\">Tide</title></item>" CLOSE, "Tide", "",
     "attribute given twice"},
    {"end tags in another case", CHANNEL "<Item><Title>Tide</title></item>" CLOSE, "Tide", "", "end tag in another case in line 2"},
    {"a comment that never ends", CHANNEL "<!-- old >\n<item><title>Tide</title></item>" CLOSE, "Tide", "",
     "comment without end in line 2"},
    {"text behind the root", CHANNEL "<item><title>Tide</title></item>" CLOSE "\nserved by node 3", "Tide", "",
     "text outside the root in line 3"},
};

static bool names(const struct wd_document *d, const char *words)
{
    for (size_t i = 0; i < d->repairs.n; i++)
        if (wd_str_find(d->repairs.v[i], words, 0) != SIZE_MAX)
            return true;
    return false;
}

static void table(void)
{
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        struct wd_document d = parsed(rows[i].input);
        struct wd_item e = first(&d);
        is_str(e.title.value, rows[i].title, rows[i].what);
        if (rows[i].summary[0])
            is_str(e.summary.value, rows[i].summary, "and its summary");
        if (!rows[i].repair)
            continue;
        ok(!d.wellformed, "is not well formed");
        ok(names(&d, rows[i].repair), "the repairs say: %s", rows[i].repair);
        for (size_t k = 0; k < d.repairs.n && !names(&d, rows[i].repair); k++)
            printf("# %.*s\n", WD_STR_ARG(d.repairs.v[k]));
    }
}

static void nul(void)
{
    struct wd_document d = {0};
    ok(parse_at(WD_STR(CHANNEL "<item><title>Ti\0de</title>\0</item>\0<item><title>Two</title></item>" CLOSE), "", &d) == 0, "NUL bytes");
    is_int(d.items.n, 2, "hide nothing");
    is_str(first(&d).title.value, "Tide", "and are dropped");
    ok(names(&d, "NUL bytes dropped, the first in line 2") && !names(&d, "utf-8"), "which is told");
}

static void joined(void)
{
    struct wd_document d =
        parsed(CHANNEL "<item><title>One</title></item>" CLOSE CHANNEL "<title>B</title><item><title>Two</title></item>" CLOSE);
    is_int(d.items.n, 2, "the entries of both feeds of a joined file");
    ok(!d.wellformed && names(&d, "more than one root"), "which is told");
}

/* What happens a thousand times does not hide what happens once. */
static void counted(void)
{
    struct wd_buf b;
    wd_buf_init(&b, 1u << 20);
    wd_buf_putc(&b, CHANNEL);
    for (int i = 0; i < 1000; i++)
        wd_buf_putc(&b, "<item><title>A & B</title></item>\n");
    wd_buf_putc(&b, "<item><title>Last");
    struct wd_document d = {0};
    ok(parse_at(wd_buf_str(&b), "", &d) == 0 && d.items.n == 1001, "all entries");
    ok(names(&d, "bare '&' in line 2") && names(&d, "bare '&' in line 4") && !names(&d, "bare '&' in line 5"), "three of a kind are told");
    ok(names(&d, "elements not closed at the end in line 1002"), "the end as well");
    ok(names(&d, "1001 repairs in all"), "and how many there were");
    wd_buf_done(&b);
}

int main(void)
{
    wd_arena_init(&arena);
    table();
    nul();
    joined();
    counted();
    wd_arena_done(&arena);
    return done();
}
