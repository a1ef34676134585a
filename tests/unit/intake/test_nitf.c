#include "helper.h"

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

static void management(void)
{
    struct wd_document d = parsed(
        "<nitf baselang=\"en\"><head><meta name=\"slug\" content=\"WALL\"/><tobject><tobject.property tobject.property.type=\"Feature\"/>"
        "<tobject.subject tobject.subject.refnum=\"06005001\" tobject.subject.type=\"Environment\" tobject.subject.matter=\"Water\" "
        "tobject.subject.detail=\"Tides\"/></tobject><docdata management-status=\"embargoed\" management-doc-idref=\"mp-8\">"
        "<doc-id id-string=\"mp-9\" regsrc=\"Meridian\"/><date.release norm=\"20260302T000000Z\"/><date.expire norm=\"20260402T000000Z\"/>"
        "<du-key key=\"walls\" version=\"2\"/><doc.rights limitations=\"print only\" geography=\"Europe\"/><ed-msg info=\"Adds quote\"/>"
        "</docdata></head><body><body.head><hedline><hl1>Wall holds</hl1><hl2>Boats sail</hl2></hedline><note type=\"npa\">Phone 555 "
        "0100</note><rights><rights.owner>Meridian Press</rights.owner></rights><byline>By <person>Lia Moss</person></byline><byline>By "
        "<person>Ann "
        "Reed</person></byline><distributor><org>Meridian</org></distributor><dateline><location><city>Port Ann</city>, "
        "<state>AN</state></location>"
        "<story.date norm=\"20260301T080000Z\">March 1</story.date></dateline></body.head><body.content><p>It holds.</p><note>no "
        "use</note><note type=\"pa\"><p>Tides change.</p></note><media media-type=\"image\"><media-reference mime-type=\"image/jpeg\" "
        "source=\"http://pics.example/2.jpg\"/><media-caption>A wall</media-caption></media></body.content><body.end><tagline>Cy Dow "
        "helped.</tagline></body.end></body></nitf>");
    struct wd_item e = first(&d);
    is_str(e.slugline, "WALL", "slug");
    is_str(e.version, "2", "version of the running key");
    is_int(e.signal, WD_SIGNAL_UPDATE, "which is an update");
    is_int(e.pubstatus, WD_PUB_USABLE, "the instant of release alone holds it back");
    is_time(e.embargo_utc, "2026-03-02T00:00:00Z", "release");
    is_time(e.expired_utc, "2026-04-02T00:00:00Z", "expiry");
    is_int(e.subjects.n, 3, "a subject with its matter and its field");
    is_str(e.subjects.v[1].code, "06005000", "the matter's code");
    is_str(e.subjects.v[2].name, "Environment", "the field's name");
    is_str(e.genres.v[0].name, "Feature", "genre");
    is_str(e.usage_terms, "print only\nEurope", "terms of use word for word");
    is_str(e.copyright_holder, "Meridian Press", "owner");
    is_str(e.creditline, "Meridian", "distributor");
    is_str(e.byline, "By Lia Moss, By Ann Reed", "two bylines");
    is_str(e.dateline_text, "Port Ann, AN", "dateline without its date");
    is_time(e.created_utc, "2026-03-01T08:00:00Z", "the dateline's date");
    is_str(e.links.v[0].href, "mp-8", "what it replaces");
    is_str(e.body_html, "<p>It holds.</p><p>Tides change.</p>\n<p>Cy Dow helped.</p>",
           "the advisory for the public stays, the other does not");
    is_str(e.image.description, "A wall", "a picture is a link with its caption");
    d = parsed(
        "<nitf><head><docdata management-status=\"embargoed\"><key-list><keyword key=\"TIDES ANN\"/></key-list></docdata></head><body>"
        "<body.head><byline>lm/ar</byline></body.head><body.content><p>x</p></body.content></body></nitf>");
    e = first(&d);
    is_int(e.pubstatus, WD_PUB_WITHHELD, "an embargo without an instant holds it back");
    is_str(e.byline, "", "initials of the desk are no byline");
    is_str(e.slugline, "TIDES ANN", "the one keyword serves as slug");
}

static void several(void)
{
    struct wd_document d =
        parsed("<stories><nitf><body><body.content><p>One.</p></body.content></body></nitf>"
               "<nitf><body><body.content><p>Two.</p></body.content></body></nitf><nitf><head><title>Three</title><docdata>");
    is_int(d.items.n, 3, "several in a wrapper");
    is_str(d.items.v[1].body_html, "<p>Two.</p>", "the second");
    is_str(d.items.v[2].title.value, "Three", "the third as far as it goes");
    ok(!d.wellformed, "and that is told");
    d = parsed("<?xml version=\"1.0\"?><nitf><body><body.content><p>One.</p></body.content></body></nitf>\n<?xml "
               "version=\"1.0\"?><nitf><body><body.content><p>Two.</p></body.content></body></nitf>");
    is_int(d.items.n, 2, "several one behind the other");
}

int main(void)
{
    wd_arena_init(&arena);
    nitf();
    management();
    several();
    wd_arena_done(&arena);
    return done();
}
