#include "helper.h"

#define ITEM(id, revision, more) \
    "<NewsItem><Identification><NewsIdentifier><ProviderId>meridian.example</ProviderId><DateId>20260302</DateId><NewsItemId>" id \
    "</NewsItemId><RevisionId PreviousRevision=\"1\" Update=\"N\">" revision "</RevisionId></NewsIdentifier></Identification>" more \
    "</NewsItem>"

static void one_item(void)
{
    struct wd_document d = parsed(
        "<NewsML Version=\"1.2\"><NewsEnvelope><DateAndTime>20260302T101500+0100</DateAndTime><Priority FormalName=\"2\"/></NewsEnvelope>"
        "<NewsItem xml:lang=\"en\"><Identification><NewsIdentifier><ProviderId>meridian.example</ProviderId><DateId>20260302</DateId>"
        "<NewsItemId>wall-7</NewsItemId><RevisionId PreviousRevision=\"0\" Update=\"N\">1</RevisionId>"
        "<PublicIdentifier>urn:newsml:meridian.example:20260302:wall-7:1N</PublicIdentifier></NewsIdentifier></Identification>"
        "<NewsManagement><NewsItemType FormalName=\"News\"/><FirstCreated>20260302T090000+0100</FirstCreated>"
        "<ThisRevisionCreated>20260302T101000+0100</ThisRevisionCreated><Status FormalName=\"Usable\"/><Urgency "
        "FormalName=\"3\"/></NewsManagement>"
        "<NewsComponent><NewsLines><HeadLine>Wall  holds</HeadLine><SubHeadLine>Boats sail</SubHeadLine><ByLine>Lia Moss</ByLine>"
        "<DateLine>PORT ANN, March 2</DateLine><CreditLine>Meridian/Lund</CreditLine><CopyrightLine>\xC2\xA9 2026 Meridian "
        "Press</CopyrightLine>"
        "<RightsLine>No use after May</RightsLine><SlugLine>HARBOUR-WALL</SlugLine><KeywordLine>harbour;wall</KeywordLine>"
        "<NewsLine><NewsLineType FormalName=\"EditorialNote\"/><NewsLineText>Adds quote</NewsLineText></NewsLine></NewsLines>"
        "<RightsMetadata><UsageRights><UsageType>No archive</UsageType></UsageRights></RightsMetadata>"
        "<AdministrativeMetadata><Provider><Party FormalName=\"Meridian\"/></Provider><Creator><Party FormalName=\"lm/ar\"/></Creator>"
        "<Source><Party FormalName=\"Harbour Office\"/></Source></AdministrativeMetadata>"
        "<DescriptiveMetadata><Language FormalName=\"en-GB\"/><Genre FormalName=\"Report\"/><SubjectCode><Subject FormalName=\"06000000\"/>"
        "<SubjectMatter FormalName=\"06005000\" Scheme=\"IptcSubjectCodes\"/></SubjectCode><SubjectCode><Subject FormalName=\"06000000\"/>"
        "</SubjectCode><Location HowPresent=\"Origin\"><Property FormalName=\"Country\" Value=\"GBR\"/><Property FormalName=\"City\" "
        "Value=\"Port Ann\"/></Location><Property FormalName=\"Keyword\" Value=\"sea\"/></DescriptiveMetadata>"
        "<ContentItem><MediaType FormalName=\"Text\"/><Format FormalName=\"NITF\"/><Characteristics><Property FormalName=\"Words\" "
        "Value=\"12\"/>"
        "</Characteristics><DataContent><nitf><head><docdata><key-list><keyword key=\"x\"/></key-list></docdata></head><body><body.head>"
        "<hedline><hl1>Other</hl1></hedline></body.head><body.content><p>The wall held &amp; boats sail.</p></body.content></body></nitf>"
        "</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>");
    is_str(d.format, "newsml-1.x", "format");
    ok(d.wire && d.wellformed, "a wire document");
    is_int(d.items.n, 1, "one item");
    struct wd_item e = first(&d);
    is_str(e.id, "urn:newsml:meridian.example:20260302:wall-7:1N", "public identifier");
    is_str(e.uri, "urn:newsml:meridian.example:20260302:wall-7", "what its revisions have in common");
    is_str(e.version, "1", "revision");
    is_int(e.signal, WD_SIGNAL_NONE, "a first revision is no update");
    is_str(e.title.value, "Wall holds", "headline of the wrapper, not of the NITF in it");
    is_str(e.byline, "Lia Moss", "byline, not the initials of the creator");
    is_str(e.dateline_text, "PORT ANN, March 2", "dateline");
    is_str(e.dateline_city, "Port Ann", "its city");
    is_str(e.creditline, "Meridian/Lund", "credit word for word");
    is_str(e.copyright_notice, "\xC2\xA9 2026 Meridian Press", "copyright word for word");
    is_str(e.copyright_holder, "Meridian Press", "and whose it is");
    is_str(e.usage_terms, "No use after May\nNo archive", "terms of use word for word");
    is_str(e.slugline, "HARBOUR-WALL", "slug");
    is_str(e.ednote, "Adds quote", "note for editors");
    is_str(e.provider, "Meridian", "provider");
    is_str(e.credit_source, "Harbour Office", "source");
    is_str(e.urgency, "3", "urgency");
    is_str(e.priority, "2", "priority of the envelope");
    is_str(e.language, "en-GB", "language");
    is_str(e.word_count, "12", "words");
    is_str(e.type, "text", "type");
    is_int(e.subjects.n, 2, "subjects, each once");
    is_str(e.subjects.v[1].scheme, "IptcSubjectCodes", "scheme");
    is_str(e.genres.v[0].name, "Report", "genre");
    is_str(e.places.v[0].name, "Port Ann", "place");
    is_int(e.keywords.n, 3, "keywords of lines and properties, not of the NITF's list");
    is_time(e.created_utc, "2026-03-02T08:00:00Z", "first created");
    is_time(e.updated_utc, "2026-03-02T09:10:00Z", "this revision");
    is_str(e.body_html, "<p>The wall held &amp; boats sail.</p>", "body");
}

static void languages_and_pictures(void)
{
    struct wd_document d = parsed(
        "<NewsML><TopicSet Duid=\"s\"><Topic Duid=\"t1\"><FormalName>PAN</FormalName><Description "
        "xml:lang=\"en\">Port Ann</Description><Description xml:lang=\"fr\">Port-Anne</Description></Topic></TopicSet>" //
        ITEM("wall-8", "2",
             "<NewsManagement><Status FormalName=\"Usable\"/></NewsManagement><NewsComponent EquivalentsList=\"yes\"><BasisForChoice>"
             "./DescriptiveMetadata/Language</BasisForChoice><NewsLines><CopyrightLine>Meridian</CopyrightLine></NewsLines>"
             "<NewsComponent Duid=\"e1\"><NewsLines><HeadLine>Wall holds</HeadLine></NewsLines><DescriptiveMetadata><Language "
             "FormalName=\"en\"/>"
             "<TopicOccurrence Topic=\"#t1\"/></DescriptiveMetadata><ContentItem><DataContent>The wall holds.</DataContent></ContentItem>"
             "</NewsComponent><NewsComponent Duid=\"f1\"><NewsLines><HeadLine>Le mur tient</HeadLine></NewsLines><DescriptiveMetadata>"
             "<Language FormalName=\"fr-FR\"/><TopicOccurrence "
             "Topic=\"#t1\"/></DescriptiveMetadata><ContentItem><DataContent><![CDATA[<p>Le mur "
             "tient.</p>]]></DataContent></ContentItem></NewsComponent>"
             "<NewsComponent Duid=\"f2\"><NewsLines><HeadLine>Le mur tient</HeadLine></NewsLines><DescriptiveMetadata><Language "
             "FormalName=\"fr\"/></DescriptiveMetadata><ContentItem><DataContent>Le mur tient, en "
             "texte.</DataContent></ContentItem></NewsComponent>"
             "<NewsComponent><Role FormalName=\"Photo\"/><ContentItem Href=\"http://pics.example/1.jpg\"><MediaType FormalName=\"Photo\"/>"
             "<MimeType FormalName=\"image/jpeg\"/></ContentItem><NewsComponent><Role FormalName=\"Caption\"/><ContentItem><DataContent>A "
             "wall."
             "</DataContent></ContentItem></NewsComponent></NewsComponent></NewsComponent>") "</NewsML>");
    is_int(d.items.n, 2, "an item a language; of equivalents in one language the richest; no item for a picture");
    struct wd_item e = first(&d), f = d.items.n > 1 ? d.items.v[1] : e;
    is_str(e.id, "urn:newsml:meridian.example:20260302:wall-8:2#e1", "each has an id of its own");
    is_str(e.uri, "urn:newsml:meridian.example:20260302:wall-8#e1", "that stays with its revisions");
    is_str(f.id, "urn:newsml:meridian.example:20260302:wall-8:2#f1", "the other too");
    is_int(e.signal, WD_SIGNAL_UPDATE, "a second revision is an update");
    is_str(e.language, "en", "English");
    is_str(f.language, "fr", "a region that says no more is left out");
    is_str(e.subjects.v[0].name, "Port Ann", "a topic's name");
    is_str(f.subjects.v[0].name, "Port-Anne", "in the language of the item");
    is_str(e.body_html, "<p>The wall holds.</p>", "plain text");
    is_str(f.body_html, "<p>Le mur tient.</p>", "HTML in CDATA");
    is_str(f.copyright_notice, "Meridian", "what the whole says holds for its parts");
    is_str(e.enclosures.v[0].href, "http://pics.example/1.jpg", "a picture is a link");
    is_str(e.image.description, "A wall.", "with its caption");
}

static void roles(void)
{
    struct wd_document d = parsed(
        "<NewsML>" ITEM(
            "n1", "1",
            "<NewsComponent><NewsComponent Duid=\"a\"><NewsComponent><Role FormalName=\"Title\"/><ContentItem><DataContent>Tide "
            "turns</DataContent>"
            "</ContentItem></NewsComponent><NewsComponent><Role FormalName=\"Lead\"/><ContentItem><DataContent>In "
            "short.</DataContent></ContentItem>"
            "</NewsComponent><NewsComponent><Role FormalName=\"Body\"/><ContentItem><DataContent>It "
            "turns.</DataContent></ContentItem></NewsComponent>"
            "<NewsComponent><Role FormalName=\"Note\"/><ContentItem><DataContent>Phone 555 0100</DataContent></ContentItem></NewsComponent>"
            "<NewsComponent><Role FormalName=\"Main\"/><NewsLines><HeadLine>Box: tides</HeadLine></NewsLines><ContentItem><DataContent>Two "
            "a "
            "day.</DataContent></ContentItem></NewsComponent></NewsComponent></NewsComponent>")
            ITEM("p1", "1",
                 "<NewsComponent><NewsLines><HeadLine>A quay</HeadLine></NewsLines><NewsComponent><Role FormalName=\"Image\"/>"
                 "<ContentItem Href=\"quay.jpg\"><Format FormalName=\"Jpeg\"/></ContentItem></NewsComponent></NewsComponent>")
                ITEM("e1", "1",
                     "<NewsComponent><ContentItem><DataContent>&lt;p&gt;Escaped.&lt;/p&gt;</DataContent></ContentItem></NewsComponent>")
                    ITEM("b1", "1",
                         "<NewsComponent><ContentItem><Encoding Notation=\"base64\"><DataContent>VGhlIHRpZGUgaXMgb3V0Lg==</DataContent>"
                         "</Encoding></ContentItem></NewsComponent>")
                        ITEM("x1", "1",
                             "<NewsComponent><ContentItem><DataContent>&lt;nitf&gt;&lt;body&gt;&lt;body.content&gt;&lt;p&gt;Once more."
                             "&lt;/p&gt;&lt;/body.content&gt;&lt;/body&gt;&lt;/nitf&gt;</DataContent></ContentItem></NewsComponent>")
                            ITEM("h1", "1",
                                 "<NewsComponent><ContentItem><DataContent><html><head><title>no</title></head><body><p>In XHTML.</p>"
                                 "</body></html></DataContent></ContentItem></NewsComponent>") "</NewsML>");
    is_int(d.items.n, 7, "items of one document");
    struct wd_item e = first(&d);
    is_str(e.title.value, "Tide turns", "title by its role");
    is_str(e.summary.value, "In short.", "lead by its role");
    is_str(e.body_html, "<p>In short.</p>\n<p>It turns.</p>", "lead and body; no note");
    is_str(d.items.v[1].title.value, "Box: tides", "what has a headline of its own is an article");
    is_str(d.items.v[1].body_html, "<p>Two a day.</p>", "with its text");
    is_str(d.items.v[2].type, "picture", "a picture alone");
    is_int(d.items.v[2].enclosures.n, 0, "whose file is not on the web");
    is_str(d.items.v[3].body_html, "<p>Escaped.</p>", "escaped HTML");
    is_str(d.items.v[4].body_html, "<p>The tide is out.</p>", "base64");
    is_str(d.items.v[5].body_html, "<p>Once more.</p>", "escaped NITF");
    is_str(d.items.v[6].body_html, "<p>In XHTML.</p>", "XHTML");
}

static struct wd_item managed(const char *management)
{
    char text[1024];
    snprintf(text, sizeof text,
             "<NewsML><NewsItem><NewsManagement>%s</NewsManagement><NewsComponent Duid=\"d\"><ContentItem><DataContent>A.</DataContent>"
             "</ContentItem></NewsComponent></NewsItem></NewsML>",
             management);
    struct wd_document d = parsed(text);
    return first(&d);
}

static void management(void)
{
    struct wd_item e = managed("<Status FormalName=\"Embargoed\"/><StatusWillChange><FutureStatus FormalName=\"Usable\"/><DateAndTime>"
                               "20260303T060000Z</DateAndTime></StatusWillChange>");
    is_time(e.embargo_utc, "2026-03-03T06:00:00Z", "an embargo");
    is_int(e.pubstatus, WD_PUB_USABLE, "that alone holds it back");
    is_str(e.id, "d", "without identification by the component's mark");
    e = managed("<Status FormalName=\"Embargoed\"/>");
    is_int(e.pubstatus, WD_PUB_WITHHELD, "without an instant it is held back");
    e = managed("<Status FormalName=\"Usable\"/><StatusWillChange><FutureStatus FormalName=\"Canceled\"/><DateAndTime>20260401T000000Z"
                "</DateAndTime></StatusWillChange>");
    is_time(e.expired_utc, "2026-04-01T00:00:00Z", "an expiry");
    ok(e.embargo_utc == WD_NO_TIME, "is no embargo");
    e = managed("<Status FormalName=\"Canceled\"/>");
    is_int(e.pubstatus, WD_PUB_CANCELED, "canceled");
    e = managed("<Instruction FormalName=\"Rectify\"><RevisionStatus Revision=\"1\"><Status FormalName=\"Canceled\"/></RevisionStatus>"
                "</Instruction><Urgency>DEFAULT</Urgency>");
    is_int(e.signal, WD_SIGNAL_CORRECTION, "a correction");
    is_int(e.pubstatus, WD_PUB_USABLE, "that what it corrects is canceled does not cancel it");
    is_str(e.urgency, "", "an urgency that is no number is none");
    e = managed("<Instruction FormalName=\"Kill\"/>");
    is_int(e.signal, WD_SIGNAL_KILL, "kill");
    struct wd_document d =
        parsed("<NewsML>" ITEM("k", "3", "<NewsManagement><Status FormalName=\"Canceled\"/></NewsManagement>") "</NewsML>");
    is_str(first(&d).uri, "urn:newsml:meridian.example:20260302:k", "an order without words is an order");
}

static void clocks(void)
{
    static const char *const form =
        "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>%s</ProviderId></NewsIdentifier></Identification>"
        "<NewsManagement><FirstCreated>%s</FirstCreated></NewsManagement><NewsComponent Duid=\"d\"><NewsLines>"
        "<HeadLine>h</HeadLine></NewsLines></NewsComponent></NewsItem></NewsML>";
    static const char *const rows[][3] = {
        {"meridian.be", "20260302T120000", "2026-03-02T11:00:00Z"},  {"www.meridian.be", "20260702T120000", "2026-07-02T10:00:00Z"},
        {"meridian.fi", "20260302T120000", "2026-03-02T10:00:00Z"},  {"meridian.be", "20260302T120000+0000", "2026-03-02T12:00:00Z"},
        {"meridian.com", "20260302T120000", "2026-03-02T12:00:00Z"}, {"Meridian", "20260302T120000", "2026-03-02T12:00:00Z"}};
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        char text[512];
        snprintf(text, sizeof text, form, rows[i][0], rows[i][1]);
        struct wd_document d = parsed(text);
        is_time(first(&d).created_utc, rows[i][2], rows[i][0]);
    }
    char text[512];
    snprintf(text, sizeof text, form, "meridian.be", "20260302T120000");
    struct wd_document d = {0};
    struct wd_intake_input in = {.body = wd_str_c(text), .zone = wd_zone_fixed(&arena, WD_STR("XST"), 5 * 3600), .arrived_utc = WD_NO_TIME};
    is_int(wd_intake_parse(&arena, &in, &d, &where), 0, "with a zone of the feed");
    is_time(first(&d).created_utc, "2026-03-02T07:00:00Z", "which decides");
}

static void cut_off(void)
{
    struct wd_document d = parsed(
        "<NewsML>" ITEM("a", "1",
                        "<NewsComponent><NewsLines><HeadLine>One</HeadLine></NewsLines><ContentItem>"
                        "<DataContent><p>Whole.</p></DataContent></ContentItem></NewsComponent>") "<NewsItem><NewsComponent "
                                                                                                  "Duid=\"b\"><NewsLines><HeadLine>Two & "
                                                                                                  "more</HeadLine></NewsLines><ContentItem>"
                                                                                                  "<DataContent>Ha");
    is_int(d.items.n, 2, "what is complete is kept, and what there is of the rest");
    is_str(d.items.v[0].body_html, "<p>Whole.</p>", "markup without a document around it");
    is_str(d.items.v[1].title.value, "Two & more", "the second as far as it goes");
    ok(!d.wellformed && d.repairs.n > 0, "and it is told");
    d = parsed("<NewsML><NewsItem><NewsComponent><NewsItem><NewsComponent Duid=\"in\"><NewsLines><HeadLine>Inner</HeadLine></NewsLines>"
               "<ContentItem><DataContent>In.</DataContent></ContentItem></NewsComponent></NewsItem></NewsComponent></NewsItem></NewsML>");
    is_int(d.items.n, 1, "an item within an item");
    is_str(d.items.v[0].title.value, "Inner", "is read");
    d = parsed("<NewsML/>");
    is_int(d.items.n, 0, "an empty one has none");
    ok(d.repairs.n == 1, "and says so");
}

int main(void)
{
    wd_arena_init(&arena);
    one_item();
    languages_and_pictures();
    roles();
    management();
    clocks();
    cut_off();
    wd_arena_done(&arena);
    return done();
}
