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

static void nitf(void)
{
    struct wd_document d =
        parsed("<nitf><head><title>t</title><tobject><tobject.subject tobject.subject.refnum=\"17000000\" "
               "tobject.subject.type=\"Weather\"/></tobject>"
               "<docdata management-status=\"usable\"><doc-id id-string=\"mp-9\"/><urgency ed-urg=\"5\"/><date.issue "
               "norm=\"20220301T103000+0100\"/>"
               "<date.release norm=\"20220302T000000Z\"/><key-list><keyword key=\"storm\"/></key-list><doc.copyright holder=\"Meridian "
               "Press\"/></docdata></head>"
               "<body><body.head><hedline><hl1>Storm  nears</hl1></hedline><byline>By <person>Lia Moss</person><byttl>Weather "
               "desk</byttl></byline>"
               "<dateline><location><city>Port Ann</city></location></dateline><abstract><p>A storm.</p></abstract></body.head>"
               "<body.content><block><p>It nears the "
               "<em>coast</em>.</p><media><caption>no</caption></media></block></body.content></body></nitf>");
    is_str(d.format, "nitf", "format");
    struct wd_item e = first(&d);
    is_str(e.title.value, "Storm nears", "headline");
    is_str(e.byline, "By Lia Moss", "byline without the office");
    is_str(e.dateline_city, "Port Ann", "city");
    is_str(e.summary.value, "A storm.", "abstract");
    is_str(e.body_html, "<p>It nears the <em>coast</em>.</p>", "body without its media");
    is_time(e.created_utc, "2022-03-01T09:30:00Z", "issue");
    is_time(e.embargo_utc, "2022-03-02T00:00:00Z", "release");
    is_str(e.subjects.v[0].name, "Weather", "subject");
    is_str(e.keywords.v[0], "storm", "keyword");
}

int main(void)
{
    wd_arena_init(&arena);
    newsml_g2();
    nitf();
    wd_arena_done(&arena);
    return done();
}
