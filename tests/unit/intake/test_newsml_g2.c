#include "helper.h"

static void newsml_g2(void)
{
    struct wd_document d = parsed(
        "<newsMessage "
        "xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header><sent>2022-03-01T10:00:00Z</sent><priority>4</priority></header><itemSet>"
        "<newsItem guid=\"urn:x:meridian:1\" version=\"3\" xml:lang=\"en\"><rightsInfo><copyrightHolder literal=\"Meridian Press\"/>"
        "<copyrightNotice>(c) Meridian Press 2022</copyrightNotice><usageTerms>No archive</usageTerms></rightsInfo>"
        "<itemMeta><itemClass qcode=\"ninat:text\"/><provider qcode=\"nprov:mp\"><name>Meridian Press</name></provider>"
        "<versionCreated>2022-03-01T10:05:00Z</versionCreated><firstCreated>2022-03-01T09:00:00+01:00</"
        "firstCreated><embargoed>2022-03-02T00:00:00Z</embargoed>"
        "<pubStatus qcode=\"stat:canceled\"/><edNote>Adds quote</edNote><edNote pubconstraint=\"x:nonpublic\">Phone 555 0100</edNote>"
        "<signal qcode=\"sig:update\"/><signal qcode=\"sig:correction\"/><link rel=\"irel:seeAlso\" residref=\"urn:x:2\"/></itemMeta>"
        "<contentMeta><urgency>3</urgency><located><name>Port Ann</name></located><subject "
        "qcode=\"medtop:20000053\"><name>harbour</name></subject>"
        "<subject qcode=\"area:9\" type=\"cpnat:geoArea\"><name>Port Ann</name></subject><genre "
        "qcode=\"genre:Report\"/><keyword>wall</keyword>"
        "<slugline>HARBOUR/WALL</slugline><headline>Wall holds</headline><headline role=\"hld:subHeadline\">Boats sail</headline>"
        "<by>Lia Moss</by><creditline>Meridian</creditline></contentMeta>"
        "<contentSet><inlineXML wordcount=\"9\"><html "
        "xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>t</title></head><body><header><h1>Wall holds</h1></header>"
        "<section class=\"main\"><p class=\"teaser\">A wall held.</p><p>PORT ANN (Meridian) - The wall held &amp; boats sail.</p></section>"
        "<section class=\"np-nonpublic\"><p>Phone 555 "
        "0100</p></section></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>");
    is_str(d.format, "newsml-g2", "format");
    ok(d.wire && d.wellformed, "a wire document");
    struct wd_item e = first(&d);
    is_str(e.id, "urn:x:meridian:1", "guid");
    is_str(e.version, "3", "version");
    is_str(e.type, "text", "type");
    is_str(e.title.value, "Wall holds", "headline, not the sub-headline");
    is_str(e.byline, "Lia Moss", "byline");
    is_str(e.creditline, "Meridian", "creditline");
    is_str(e.provider, "nprov:mp", "provider");
    is_str(e.copyright_holder, "Meridian Press", "copyright holder");
    is_str(e.usage_terms, "No archive", "usage terms");
    is_str(e.priority, "4", "priority of the message");
    is_time(e.updated_utc, "2022-03-01T10:05:00Z", "versionCreated");
    is_time(e.created_utc, "2022-03-01T08:00:00Z", "firstCreated");
    is_time(e.embargo_utc, "2022-03-02T00:00:00Z", "embargo");
    is_int(e.pubstatus, WD_PUB_CANCELED, "canceled");
    is_int(e.signal, WD_SIGNAL_CORRECTION, "the strongest signal");
    is_str(e.ednote, "Adds quote", "a note for editors only is left out");
    is_int(e.subjects.n, 2, "subjects");
    is_str(e.subjects.v[0].code, "20000053", "code without its scheme");
    is_int(e.places.n, 1, "place");
    is_str(e.summary.value, "A wall held.", "teaser");
    ok(wd_str_find(e.body_html, "The wall held &amp; boats sail.", 0) != SIZE_MAX, "body");
    ok(wd_str_find(e.body_html, "555", 0) == SIZE_MAX && wd_str_find(e.body_html, "<h1>", 0) == SIZE_MAX,
       "without what is not for publication and the head");
    d = parsed("<newsItem guid=\"g\"><contentSet><inlineData contenttype=\"text/plain\">First &lt; one.\nGoes "
               "on.\n\nSecond.</inlineData></contentSet></newsItem>");
    e = first(&d);
    is_str(e.body_html, "<p>First &lt; one. Goes on.</p>\n<p>Second.</p>", "plain text as paragraphs");
    d = parsed("<newsItem guid=\"g\"><contentSet><inlineXML><html><body><p>By Lia Moss</p><p>By night it "
               "rose.</p></body></html></inlineXML></contentSet></newsItem>");
    e = first(&d);
    is_str(e.byline, "Lia Moss", "a byline in the body is taken out");
    is_str(e.body_html, "<p>By night it rose.</p>", "a sentence is not");
    d = parsed("<packageItem guid=\"p\" version=\"1\"><groupSet><group><itemRef "
               "residref=\"urn:a\"><headline>A</headline></itemRef></group></groupSet></packageItem>");
    e = first(&d);
    is_str(e.links.v[0].href, "urn:a", "a package refers to its items");
}

static void catalogs_and_languages(void)
{
    struct wd_document d = parsed(
        "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header><catalog><scheme alias=\"mp\" "
        "uri=\"http://meridian.example/cv/\"/>"
        "</catalog></header><itemSet><conceptItem guid=\"c:1\"/><planningItem guid=\"pl:1\"/>"
        "<newsItem guid=\"urn:x:1\" xml:lang=\"de\"><catalog><scheme alias=\"medtop\" uri=\"http://own.example/m/\"/></catalog>"
        "<rightsInfo><usageTerms xml:lang=\"en\">No archive</usageTerms><usageTerms xml:lang=\"de\">Kein Archiv</usageTerms></rightsInfo>"
        "<itemMeta><itemClass uri=\"http://cv.iptc.org/newscodes/ninature/text\"/>"
        "<pubStatus uri=\"http://cv.iptc.org/newscodes/pubstatusg2/canceled\"/></itemMeta>"
        "<contentMeta><headline xml:lang=\"en\">Wall holds</headline><headline xml:lang=\"de\">Mauer steht</headline>"
        "<subject qcode=\"mp:7\"/><subject qcode=\"medtop:1\"><name xml:lang=\"en\">harbour</name><name "
        "xml:lang=\"de\">Hafen</name></subject></contentMeta>"
        "<assert qcode=\"mp:7\"><name>Port Ann</name></assert>"
        "<contentSet><inlineXML xml:lang=\"de\"><nitf><body><body.content><p>Die Mauer steht.</p></body.content></body></nitf></inlineXML>"
        "<inlineXML xml:lang=\"en\"><html><body><p>The wall holds.</p></body></html></inlineXML></contentSet></newsItem>"
        "<newsItem guid=\"urn:x:2\"><contentMeta><subject "
        "qcode=\"medtop:1\"/></contentMeta><contentSet><inlineData>A.</inlineData></contentSet>"
        "</newsItem></itemSet></newsMessage>");
    is_int(d.items.n, 3, "the second language is an item of its own, and the second item one more");
    is_int(d.notes.n, 2, "what is no news is named");
    ok(d.wellformed && d.repairs.n == 0, "which is no fault of the file");
    struct wd_item e = first(&d);
    is_str(e.type, "text", "a class by its URI");
    is_int(e.pubstatus, WD_PUB_CANCELED, "a status by its URI");
    is_str(e.title.value, "Mauer steht", "headline in the item's language");
    is_str(e.usage_terms, "Kein Archiv", "usage terms in it");
    is_str(e.subjects.v[0].uri, "http://meridian.example/cv/7", "a scheme of the message's catalog");
    is_str(e.subjects.v[0].name, "Port Ann", "a name that was asserted");
    is_str(e.subjects.v[1].uri, "http://own.example/m/1", "the item's catalog stands before the well-known one");
    is_str(e.subjects.v[1].name, "Hafen", "the name in the item's language");
    is_str(e.body_html, "<p>Die Mauer steht.</p>", "the first text");
    struct wd_item other = d.items.v[1];
    is_str(other.id, "urn:x:1#en", "the other language has an id of its own");
    is_str(other.language, "en", "its language");
    is_str(other.title.value, "Wall holds", "its headline");
    is_str(other.body_html, "<p>The wall holds.</p>", "its text");
    is_str(d.items.v[2].subjects.v[0].uri, "http://cv.iptc.org/newscodes/mediatopic/1", "one item's catalog is not the next one's");
}

static void conventions(void)
{
    struct wd_document d =
        parsed("<newsMessage><header><sent>x</sent></header><itemSet><newsItem guid=\"urn:newsml:meridian.fi:20260701:7\">"
               "<itemMeta><versionCreated>2026-07-01T12:00:00</versionCreated></itemMeta><contentMeta><genre "
               "qcode=\"mpgenre:1\"><name>Report</name></genre><genre qcode=\"mpversion:4\"><name>Final</name></genre>"
               "<headline>h</headline></contentMeta></newsItem></itemSet></newsMessage>");
    struct wd_item e = first(&d);
    is_str(e.priority, "5", "a message that says no priority has the middle one");
    is_int(e.genres.n, 1, "a state of the text is no genre");
    is_str(e.signals.v[0].name, "Final", "but a signal");
    is_time(e.updated_utc, "2026-07-01T09:00:00Z", "a date without zone is that of the agency's country");
}

static void holding_back(void)
{
    struct wd_document d = parsed("<newsItem guid=\"g\"><itemMeta><embargoed xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                                  "xsi:nil=\"true\"/><signal qcode=\"sig:advisory\"/></itemMeta><contentSet><inlineData>A.</inlineData>"
                                  "</contentSet></newsItem>");
    struct wd_item e = first(&d);
    is_int(e.pubstatus, WD_PUB_WITHHELD, "an embargo without an end holds it back");
    is_int(e.signal, WD_SIGNAL_ADVISORY, "advisory");
    d = parsed(
        "<newsItem guid=\"g\"><itemMeta><embargoed/><signal qcode=\"sig:kill\"/><signal qcode=\"sig:update\"/></itemMeta></newsItem>");
    e = first(&d);
    is_int(e.pubstatus, WD_PUB_USABLE, "an empty element is no embargo");
    is_int(e.signal, WD_SIGNAL_KILL, "a kill is stronger than an update");
    d = parsed("<newsItem guid=\"g\"><itemMeta><itemClass qcode=\"ninat:picture\"/></itemMeta><contentSet>"
               "<remoteContent href=\"http://pics.example/t.jpg\" contenttype=\"image/jpeg\" rendition=\"rnd:thumbnail\"/>"
               "<remoteContent href=\"http://pics.example/b.jpg\" contenttype=\"image/jpeg\" rendition=\"rnd:highRes\" width=\"900\"/>"
               "<remoteContent href=\"file:///etc/passwd\"/></contentSet></newsItem>");
    e = first(&d);
    is_int(e.enclosures.n, 2, "links to the web only");
    is_str(e.image.url, "http://pics.example/b.jpg", "the picture, not its thumbnail");
}

static void cut_off(void)
{
    struct wd_document d =
        parsed("<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>"
               "<newsItem guid=\"a\"><contentMeta><headline>One</headline></contentMeta><contentSet><inlineXML><html><body>"
               "<p>Whole.</p></body></html></inlineXML></contentSet></newsItem>"
               "<newsItem guid=\"b\"><contentMeta><headline>Two</headline></contentMeta><contentSet><inlineXML><html><body>"
               "<p>Ha");
    is_int(d.items.n, 2, "what is complete is kept, and what there is of the rest");
    ok(!d.wellformed, "and it is told");
    is_str(d.items.v[0].body_html, "<p>Whole.</p>", "the first whole");
    is_str(d.items.v[1].title.value, "Two", "the second as far as it goes");
    d = parsed("<delivery><newsItem guid=\"a\" version=\"1\"><contentSet><inlineData>A &amp; B & C.</inlineData></contentSet></newsItem>"
               "<newsItem guid=\"b\" version=\"1\"><contentSet><inlineData>B.</inlineData></contentSet></newsItem></delivery>");
    is_int(d.items.n, 2, "several items in a wrapper of another name");
    is_str(d.items.v[0].body_html, "<p>A &amp; B &amp; C.</p>", "ill-formed references are mended");
}

int main(void)
{
    wd_arena_init(&arena);
    newsml_g2();
    catalogs_and_languages();
    conventions();
    holding_back();
    cut_off();
    wd_arena_done(&arena);
    return done();
}
