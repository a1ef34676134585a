/* ninjs of all versions, its validity, digitalwires, and what is broken. Agencies, people and places are invented. */
#include "helper.h"
#include "intake/jsondoc.h"
#include "intake/ninjs_rules.h"

#define NINJS1(members) "{\"$standard\":{\"name\":\"ninjs\",\"version\":\"1.5\"},\"uri\":\"urn:nordwire:1\"," members "}"
#define NINJS2(members) "{\"standard\":{\"name\":\"ninjs\",\"version\":\"2.1\"},\"uri\":\"urn:nordwire:2\"," members "}"
#define NINJS3(members) "{\"standard\":{\"name\":\"ninjs\",\"version\":\"3.1\"},\"uri\":\"urn:nordwire:3\"," members "}"

static bool contains(struct wd_str s, const char *part)
{
    return wd_str_find(s, part, 0) != SIZE_MAX;
}

static bool has_repair(const struct wd_document *d, const char *part)
{
    for (size_t i = 0; i < d->repairs.n; i++)
        if (contains(d->repairs.v[i], part))
            return true;
    return false;
}

static void first_version(void)
{
    struct wd_document d = parsed(NINJS1(
        "\"type\":\"text\",\"version\":\"3\",\"firstcreated\":\"2026-03-14T07:00:00Z\",\"versioncreated\":\"2026-03-14T09:00:00+01:00\","
        "\"embargoed\":\"2026-03-15T00:00:00Z\",\"pubstatus\":\"usable\",\"urgency\":2,\"copyrightholder\":\"Nordwire\","
        "\"copyrightnotice\":\"(c) Nordwire\","
        "\"usageterms\":\"No archive use\",\"ednote\":\"Call the desk\",\"language\":\"en\",\"headline\":\"Storks "
        "<b>return</b>\",\"slugline\":\"STORKS-LAMMER\","
        "\"byline\":\"By Hanna Wilde\",\"located\":\"Lammer, Ostland\",\"description_text\":\"Early "
        "storks.\",\"description_creditline\":\"Nordwire/Brand\","
        "\"body_text\":\"Storks came.\\n\\nThey stay.\",\"body_xhtml\":\"<p>Storks came.</p><script>x()</script><p>They "
        "stay.</p>\",\"wordcount\":4,"
        "\"infosource\":[{\"name\":\"Mill of "
        "Lammer\"}],\"subject\":[{\"name\":\"birds\",\"scheme\":\"http://v.example/\",\"code\":\"77\"}],"
        "\"person\":[{\"name\":\"Jost Brand\"}],\"place\":[{\"name\":\"Lammer\",\"code\":\"L1\"}],\"genre\":[{\"name\":\"Report\"}],"
        "\"rightsinfo\":{\"linkedrights\":\"https://nordwire.example/rights\"}"));
    is_str(d.format, "ninjs", "format");
    ok(d.wire && d.wellformed && d.validity == WD_VALID, "a valid wire document");
    struct wd_item e = first(&d);
    is_str(e.id, "urn:nordwire:1", "uri");
    is_str(e.type, "text", "type");
    is_str(e.version, "3", "version");
    is_str(e.title.value, "Storks return", "headline without markup");
    is_str(e.slugline, "STORKS-LAMMER", "slugline");
    is_str(e.byline, "By Hanna Wilde", "byline");
    is_str(e.dateline_city, "Lammer", "located");
    is_str(e.summary.value, "Early storks.", "description, not the credit");
    is_str(e.creditline, "Nordwire/Brand", "credit");
    is_str(e.body_html, "<p>Storks came.</p><p>They stay.</p>", "the body with markup, cleaned");
    is_str(e.word_count, "4", "words");
    is_str(e.credit_source, "Mill of Lammer", "source");
    is_str(e.urgency, "2", "urgency");
    is_str(e.usage_terms, "No archive use", "usage terms");
    is_str(e.copyright_holder, "Nordwire", "holder");
    is_str(e.copyright_notice, "(c) Nordwire", "notice");
    is_str(e.license, "https://nordwire.example/rights", "linked rights");
    is_str(e.ednote, "Call the desk", "editorial note");
    is_time(e.created_utc, "2026-03-14T07:00:00Z", "created");
    is_time(e.updated_utc, "2026-03-14T08:00:00Z", "updated");
    is_time(e.embargo_utc, "2026-03-15T00:00:00Z", "embargo");
    is_int(e.subjects.n, 2, "subject and person");
    is_str(e.subjects.v[0].code, "77", "code");
    is_str(e.places.v[0].name, "Lammer", "place");
    is_str(e.genres.v[0].name, "Report", "genre");
}

static void second_version(void)
{
    struct wd_document d = parsed(NINJS2(
        "\"headlines\":[{\"role\":\"short\",\"value\":\"Storks\"},{\"role\":\"main\",\"value\":\"Storks return\"}],\"by\":\"Hanna Wilde\","
        "\"descriptions\":[{\"role\":\"creditline\",\"value\":\"Nordwire\"},{\"role\":\"summary\",\"value\":\"Early.\"}],"
        "\"bodies\":[{\"role\":\"main\",\"contenttype\":\"text/plain\",\"value\":\"plain\"},{\"role\":\"main\",\"contenttype\":\"text/"
        "html\","
        "\"wordcount\":2,\"value\":\"<p>With markup</p>\"},{\"role\":\"factbox\",\"contenttype\":\"text/html\",\"value\":\"<p>box</p>\"}],"
        "\"subjects\":[{\"name\":\"birds\",\"uri\":\"http://v.example/topic/"
        "77\"}],\"infosources\":[{\"name\":\"Nordwire\",\"role\":\"http://v.example/origprov\"}],"
        "\"altids\":[{\"role\":\"itemid\",\"value\":\"9\"}]"));
    ok(d.validity == WD_VALID, "valid");
    struct wd_item e = first(&d);
    is_str(e.title.value, "Storks return", "the main headline");
    is_str(e.byline, "Hanna Wilde", "by");
    is_str(e.summary.value, "Early.", "summary");
    is_str(e.body_html, "<p>With markup</p>", "the main body with markup");
    is_str(e.word_count, "2", "its words");
    is_str(e.type, "text", "a body makes it a text");
    is_str(e.provider, "Nordwire", "an info source that is the provider");
    is_str(e.subjects.v[0].code, "77", "the end of a URI is the code");
    is_str(e.subjects.v[0].scheme, "http://v.example/topic/", "what is before it the scheme");
}

static void third_version(void)
{
    struct wd_document d = parsed(NINJS3("\"versionCreated\":\"2026-03-14T08:00:00Z\",\"embargoedUntil\":\"2026-03-15T00:00:00Z\","
                                         "\"pubStatus\":\"canceled\",\"usageTerms\":\"None\","
                                         "\"copyrightHolder\":\"Nordwire\",\"edNote\":\"x\",\"headlines\":[{\"value\":\"Storks return\"}],"
                                         "\"bodies\":[{\"contentType\":\"text/html\",\"wordCount\":2,\"value\":\"<p>They "
                                         "came.</p>\"}],\"digitalSourceType\":{\"name\":\"photo\"}"));
    ok(d.validity == WD_VALID, "valid");
    struct wd_item e = first(&d);
    is_time(e.updated_utc, "2026-03-14T08:00:00Z", "versionCreated");
    is_time(e.embargo_utc, "2026-03-15T00:00:00Z", "embargoedUntil");
    is_int(e.pubstatus, WD_PUB_CANCELED, "canceled");
    is_str(e.usage_terms, "None", "usageTerms");
    is_str(e.body_html, "<p>They came.</p>", "body");
    is_str(e.word_count, "2", "wordCount");
}

static void dialects(void)
{
    struct wd_document d =
        parsed("{\"guid\":\"g1\",\"type\":\"text\",\"headline\":\"Storks "
               "return\",\"version\":2,\"priority\":6,\"urgency\":3,\"source\":\"NW\",\"body_html\":\"<p>a</p>\","
               "\"service\":[{\"name\":\"Domestic\",\"code\":\"a\"}],\"authors\":[{\"name\":\"Hanna "
               "Wilde\",\"role\":\"writer\"}],\"keywords\":[\"storks\"],"
               "\"signal\":[{\"qcode\":\"sig:correction\",\"name\":\"Correction\"}],\"evolvedfrom\":\"g0\",\"subject\":[{\"code\":\"01\","
               "\"name\":\"a\"},{\"code\":\"02\",\"name\":\"a\"}],"
               "\"associations\":{\"lead\":{\"guid\":\"p1\",\"type\":\"picture\",\"headline\":\"A "
               "stork\",\"renditions\":{\"small\":{\"href\":\"https://nw.example/s.jpg\",\"width\":90},"
               "\"large\":{\"href\":\"https://nw.example/"
               "l.jpg\",\"width\":900}}},\"gone\":null,\"ref\":{\"uri\":\"p2\",\"type\":\"picture\",\"representationtype\":\"incomplete\","
               "\"headline\":\"x\"},\"nl\":{\"guid\":\"g2\",\"type\":\"text\",\"language\":\"nl\",\"headline\":\"Ooievaars "
               "terug\",\"body_html\":\"<p>b</p>\"}}}");
    is_str(d.format, "ninjs", "a newsroom's dialect");
    ok(d.validity == WD_INVALID && has_repair(&d, "uri: missing") && has_repair(&d, "guid: no member of ninjs 1."),
       "is not valid, and why");
    is_int(d.items.n, 3, "the picture, the translation, the item; what is only named is none");
    is_str(d.items.v[0].type, "picture", "associated items come first");
    is_str(d.items.v[0].image.url, "https://nw.example/l.jpg", "the largest rendition");
    is_str(d.items.v[1].language, "nl", "a text in another language");
    struct wd_item e = d.items.v[2];
    is_str(e.id, "g1", "guid");
    is_str(e.version, "2", "a number as version");
    is_str(e.provider, "NW", "source is who sends it");
    is_str(e.image.url, "https://nw.example/l.jpg", "the picture of the item");
    is_str(e.authors.v[0].name, "Hanna Wilde", "author");
    is_str(e.keywords.v[0], "storks", "keyword");
    is_str(e.categories.v[0].label, "Domestic", "service");
    is_int(e.signal, WD_SIGNAL_CORRECTION, "signal");
    is_int(e.subjects.n, 2, "two subjects of one name");
    is_int(e.links.n, 4, "links");
    d = parsed("{\"total\":2,\"item\":[{\"id\":5,\"uri\":\"u5\",\"type\":\"advisory\",\"headline\":\"Today\",\"associations\":[{"
               "\"headline\":\"own\",\"type\":\"picture\"}]},"
               "{\"uri\":\"u6\",\"type\":\"story\",\"headline\":\"Tomorrow\",\"state\":\"killed\"}]}");
    is_int(d.items.n, 3, "a wrapper with a list");
    is_str(d.items.v[0].id, "u5", "in its order");
    is_int(d.items.v[0].signal, WD_SIGNAL_ADVISORY, "an advisory");
    is_str(d.items.v[1].type, "picture", "what belongs to it alone comes behind it");
    is_int(d.items.v[2].signal, WD_SIGNAL_KILL, "killed");
    d = parsed("{\"data\":{\"item\":{\"uri\":\"u7\",\"headLine\":\"Storks\",\"byLine\":\"H. "
               "Wilde\",\"versionCreated\":\"2026-03-14T08:00:00.000Z\","
               "\"bodyXhtml\":\"<html><head><title>t</title></head><body><p>x</p></body></html>\"}}}");
    is_str(first(&d).title.value, "Storks", "names in any case");
    is_str(first(&d).byline, "H. Wilde", "byline");
    is_str(first(&d).body_html, "<p>x</p>", "the body of a page");
    is_time(first(&d).updated_utc, "2026-03-14T08:00:00Z", "date");
}

static void repeated_heads(void)
{
    struct wd_document d = parsed(
        "{\"uri\":\"u8\",\"headline\":\"Storks return\",\"body_html\":\"<h1>Storks return</h1><p>By Hanna Wilde</p><p>They came.</p>\"}");
    is_str(first(&d).body_html, "<p>They came.</p>", "headline and byline do not stand in the body again");
    is_str(first(&d).byline, "Hanna Wilde", "where the byline is only there, it is taken from it");
}

static void several(void)
{
    struct wd_document d = parsed("[{\"uri\":\"urn:a\",\"headline\":\"A\"},{\"uri\":\"urn:b\",\"headline\":\"B\"}]");
    is_int(d.items.n, 2, "a list");
    ok(d.validity == WD_VALID, "of valid items");
    d = parsed("{\"uri\":\"urn:a\",\"headline\":\"A\"}\n\n{\"uri\":\"urn:b\",\"headline\":5}\n{\"broken\n");
    is_int(d.items.n, 2, "an item a line");
    ok(d.validity == WD_INVALID && has_repair(&d, "line 4 was left out") &&
           has_repair(&d, "headline: a string is wanted, a number stands there"),
       "what is wrong with them");
}

static void digitalwires(void)
{
    struct wd_document d =
        parsed("{\"format\":\"digitalwires@0.9.1\",\"urn\":\"urn:newsml:ow.example:1\",\"version\":2,\"version_created\":\"2026-03-14T09:"
               "00:00+01:00\",\"pubstatus\":\"usable\","
               "\"signal\":\"sig:update\",\"embargoed\":null,\"language\":\"de\",\"urgency\":3,\"kicker\":\"V\\u00f6gel\",\"headline\":"
               "\"St\\u00f6rche kehren heim\",\"teaser\":\"Fr\\u00fch.\","
               "\"byline\":\"Von Hanna Wilde, ow\",\"dateline\":\"Lammer (ow) - \",\"article_html\":\"<section class=\\\"main\\\"><p>Die "
               "ersten.</p></section>\","
               "\"infobox_html\":\"<section><p>Kasten</p></section>\",\"creditline\":\"ow\",\"copyrightnotice\":\"(c) "
               "ow\",\"usageterms\":\"Nur nach Vereinbarung\","
               "\"notepad\":{\"nonpublic_html\":\"<p>Telefon 555</p>\"},\"ednotes\":[{\"role\":\"x:closingline\",\"ednote\":\"ow "
               "yyzz\",\"is_publishable\":true},"
               "{\"role\":\"x:editorialnote\",\"ednote\":\"Mit Bild\",\"is_publishable\":true},{\"role\":\"x:other\",\"ednote\":\"Telefon "
               "555\",\"is_publishable\":false}],"
               "\"associations\":[{\"urn\":\"urn:p\",\"type\":\"image\",\"headline\":\"Storch\",\"renditions\":[{\"url\":\"https://"
               "ow.example/p.jpg\",\"mimetype\":\"image/jpeg\",\"width\":800}]}],"
               "\"categories\":[{\"type\":\"dnltype:dpasubject\",\"name\":\"Tiere\",\"qcode\":\"s:1\"},{\"type\":\"dnltype:geosubject\","
               "\"name\":\"Ostland\",\"qcode\":\"c:9\"},"
               "{\"type\":\"dnltype:keyword\",\"name\":\"Storch\"},{\"type\":\"dnltype:genre\",\"name\":\"Bericht\",\"qcode\":\"g:1\"},{"
               "\"type\":\"dnltype:provider\",\"name\":\"ow\",\"qcode\":\"p:ow\"},"
               "{\"type\":\"dnltype:signal\",\"qcode\":\"sig:correction\",\"name\":\"correction\"}],\"rubric_names\":[\"Panorama\"]}");
    is_str(d.format, "digitalwires", "format");
    ok(d.wire && d.wellformed && d.validity == WD_VALIDITY_UNKNOWN, "a wire document that nobody has a schema for");
    struct wd_item e = first(&d);
    is_str(e.id, "urn:newsml:ow.example:1", "urn");
    is_str(e.version, "2", "version");
    is_str(e.type, "text", "type");
    is_str(e.title.value, "Störche kehren heim", "headline");
    is_str(e.summary.value, "Früh.", "teaser");
    is_str(e.byline, "Von Hanna Wilde, ow", "byline");
    is_str(e.dateline_city, "Lammer", "city of the dateline");
    ok(contains(e.body_html, "<p>Die ersten.</p>") && contains(e.body_html, "Kasten") && !contains(e.body_html, "555"), "body and box");
    is_str(e.ednote, "Mit Bild", "notes that may leave the house");
    is_str(e.provider, "ow", "provider");
    is_str(e.usage_terms, "Nur nach Vereinbarung", "usage terms");
    is_int(e.signal, WD_SIGNAL_CORRECTION, "the strongest signal");
    is_int(e.subjects.n, 2, "subjects");
    is_str(e.places.v[0].code, "9", "place");
    is_str(e.keywords.v[0], "Storch", "keyword");
    is_str(e.image.url, "https://ow.example/p.jpg", "picture");
    is_str(e.links.v[0].href, "urn:p", "link");
    is_time(e.updated_utc, "2026-03-14T08:00:00Z", "version_created");
    ok(e.embargo_utc == WD_NO_TIME, "no embargo");
    d = parsed("{\"entries\":[{\"urn\":\"u1\",\"version_created\":\"2026-03-14T09:00:00Z\",\"headline\":\"a\",\"associations\":[{\"urn\":"
               "\"p\",\"type\":\"image\"}]}]}");
    is_str(first(&d).type, "picture", "a picture alone, out of a list of entries");
}

/* reason: NULL where valid, else a part of what is said of it. */
static void validity(void)
{
    static const struct {
        const char *text, *reason;
    } cases[] = {
        /* what the item itself must be */
        {"{\"uri\":\"a\"}", NULL},
        {"{}", "uri: missing"},
        {"{\"uri\":5,\"headline\":\"x\",\"byline\":\"y\"}", "uri: a string is wanted, a number stands there"},
        {"{\"uri\":\"a\",\"byline\":5}", "byline: a string is wanted, a number stands there"},
        {"{\"uri\":\"a\",\"body_text\":null}", "body_text: a string is wanted, null stands there"},
        {"{\"uri\":\"a\",\"body_\":\"x\"}", "body_: no member"},
        {"{\"uri\":\"a\",\"body_x-y\":\"x\"}", NULL},
        {"{\"uri\":\"a\",\"rumour\":\"x\"}", "rumour: no member of ninjs"},
        {"{\"uri\":\"a\",\"type\":\"rumour\"}", "type: \"rumour\" is none of text, audio, video"},
        {"{\"uri\":\"a\",\"type\":\"component\"}", NULL},
        {"{\"uri\":\"a\",\"pubstatus\":\"replaced\"}", "pubstatus: \"replaced\" is none of usable, withheld, canceled"},
        {"{\"uri\":\"a\",\"urgency\":\"4\"}", "urgency: a"},
        {"{\"uri\":\"a\",\"urgency\":11}", NULL}, /* 1.x sets no bounds */
        {"{\"uri\":\"a\",\"subject\":[{\"name\":1}]}", "subject.0.name: a string is wanted"},
        {"{\"uri\":\"a\",\"subject\":\"birds\"}", "subject: an array is wanted, a string stands there"},
        {"{\"uri\":\"a\",\"place\":[{\"geometry_geojson\":{}}]}", NULL},
        {"{\"uri\":\"a\",\"place\":[{\"geometry_\":{}}]}", "place.0.geometry_: no member"},
        {"{\"uri\":\"a\",\"organisation\":[{\"symbols\":[{\"ticker\":true}]}]}",
         "organisation.0.symbols.0.ticker: a string is wanted, true or false stands there"},
        {"{\"uri\":\"a\",\"renditions\":{\"x\":{\"width\":\"9\"}}}", "renditions.x.width: a number is wanted"},
        {"{\"uri\":\"a\",\"renditions\":{\"-x\":{}}}", "renditions.-x: a name begins"},
        {"{\"uri\":\"a\",\"associations\":{\"x\":{\"uri\":\"b\",\"type\":\"picture\"}}}", NULL},
        {"{\"uri\":\"a\",\"byline\":\"b\",\"associations\":{\"x\":{\"type\":\"picture\"}}}", "associations.x.uri: missing"},
        {"{\"uri\":\"a\",\"associations\":{\"x\":{\"uri\":\"b\",\"rumour\":1}}}", "associations.x.rumour: no member"},
        /* by the version that is named */
        {"{\"$standard\":{\"version\":\"1.3\"},\"uri\":\"a\",\"altids\":{\"any\":[1]}}", NULL},
        {"{\"$standard\":{\"version\":\"1.3\"},\"uri\":\"a\",\"expires\":\"x\"}", "expires: no member of ninjs 1.3"},
        {"{\"$standard\":{\"schema\":\"http://iptc.example/ninjs-schema_1.3.json\"},\"uri\":\"a\",\"expires\":\"x\"}",
         "expires: no member of ninjs 1.3"},
        {"{\"$standard\":{\"version\":\"1.4\"},\"uri\":\"urn:a\",\"expires\":\"tomorrow\"}", "expires: no date and time"},
        {"{\"$standard\":{\"version\":\"1.4\"},\"uri\":\"urn:a\",\"expires\":\"2026-03-14T08:00:00.5+01:00\"}", NULL},
        {"{\"$standard\":{\"version\":\"1.4\"},\"uri\":\"urn:a\",\"expires\":\"2026-02-30T08:00:00Z\"}", "expires: no date and time"},
        {"{\"$standard\":{\"version\":\"1.4\"},\"uri\":\"urn:a\",\"expires\":\"2026-03-14T08:00:00\"}", "expires: no date and time"},
        {"{\"$standard\":{\"version\":\"1.4\"},\"uri\":\"urn:a\",\"expires\":\"2026-06-30T23:59:60Z\"}", NULL},
        {"{\"$standard\":{\"version\":\"1.4\"},\"uri\":\"no uri\"}", "uri: no URI"},
        {"{\"$standard\":{\"version\":\"1.4\"},\"uri\":\"urn:a\",\"rightsinfo\":{\"langid\":\"urn:l\",\"more\":1,\"linkedrights\":\"urn:"
         "r\"}}",
         NULL},
        {"{\"$standard\":{\"version\":\"1.4\"},\"uri\":\"urn:a\",\"rightsinfo\":{}}",
         "rightsinfo: either linkedrights or encodedrights is wanted"},
        {"{\"$standard\":{\"version\":\"1.4\"},\"uri\":\"urn:a\",\"rightsinfo\":{\"linkedrights\":\"urn:r\",\"encodedrights\":\"x\"}}",
         "rightsinfo: either"},
        {"{\"$standard\":{\"version\":\"1.5\"},\"uri\":\"urn:a\",\"person\":[{\"contactinfo\":[{\"value\":\"x\"},{\"address\":{\"lines\":["
         "\"a\"]}}]}]}",
         NULL},
        {"{\"$standard\":{\"version\":\"1.4\"},\"uri\":\"urn:a\",\"person\":[{\"contactinfo\":[]}]}",
         "person.0.contactinfo: no member of ninjs 1.4"},
        {"{\"$standard\":{\"version\":\"1.5\"},\"uri\":\"urn:a\",\"person\":[{\"contactinfo\":[{\"type\":\"x\"}]}]}",
         "person.0.contactinfo.0: either value or address"},
        {"{\"$standard\":{\"version\":\"1.5\"},\"uri\":\"urn:a\",\"person\":[{\"contactinfo\":[{\"address\":{\"lines\":[1]}}]}]}",
         "address.lines.0: a string is wanted"},
        {"{\"$standard\":{\"version\":\"1.5\"},\"uri\":\"urn:a\",\"subject\":[{\"relevance\":101}]}",
         "subject.0.relevance: a number from 0 to 100"},
        {"{\"$standard\":{\"version\":\"1.5\"},\"uri\":\"urn:a\",\"digitalsourcetype\":{\"name\":\"x\"}}",
         "digitalsourcetype: no member of ninjs 1.5"},
        {"{\"$standard\":{\"version\":\"1.6\"},\"uri\":\"urn:a\",\"digitalsourcetype\":{\"name\":\"x\"}}", NULL},
        {"{\"$standard\":{\"version\":\"1.8\"},\"uri\":\"urn:a\",\"renditions\":{\"x\":{\"extensions\":{\"nw:a\":\"b\"},\"poi\":{\"x\":1}}}"
         "}",
         NULL},
        {"{\"$standard\":{\"version\":\"1.8\"},\"uri\":\"urn:a\",\"renditions\":{\"x\":{\"extensions\":{\"nw:a\":1},\"poi\":{\"x\":1.5}}}}",
         "extensions.nw:a: a string is wanted"},
        {"{\"standard\":{\"version\":\"2.0\"},\"uri\":\"a\",\"headline\":\"x\"}", "headline: no member of ninjs 2.0"},
        {"{\"standard\":{\"version\":\"2.0\"},\"uri\":\"a\",\"headlines\":[{\"role\":\"main\"}]}", "headlines.0.value: missing"},
        {"{\"standard\":{\"version\":\"2.1\"},\"uri\":\"urn:a\",\"urgency\":0}", "urgency: a number from 1 to 9"},
        {"{\"standard\":{\"version\":\"2.1\"},\"uri\":\"urn:a\",\"urgency\":2.5}",
         "urgency: a whole number is wanted, a broken one stands there"},
        {"{\"standard\":{\"version\":\"2.1\"},\"uri\":\"urn:a\",\"urgency\":2.0}", NULL},
        {"{\"standard\":{\"version\":\"2.1\"},\"uri\":\"urn:a\",\"associations\":[{\"uri\":\"urn:b\",\"name\":\"x\",\"title\":\"y\"}]}",
         NULL},
        {"{\"standard\":{\"version\":\"2.1\"},\"uri\":\"urn:a\",\"associations\":[{\"uri\":\"urn:b\"}]}", "associations.0.name: missing"},
        {"{\"standard\":{\"version\":\"2.1\"},\"uri\":\"urn:a\",\"associations\":{}}",
         "associations: an array is wanted, an object stands there"},
        {"{\"standard\":{\"version\":\"2.1\"},\"uri\":\"urn:a\",\"renditions\":[{\"href\":\"urn:b\"}]}", "renditions.0.name: missing"},
        {"{\"standard\":{\"version\":\"2.1\"},\"uri\":\"urn:a\",\"places\":[{\"geojson\":{\"type\":\"Point\",\"coordinates\":[1,2]}}]}",
         NULL},
        {"{\"standard\":{\"version\":\"2.1\"},\"uri\":\"urn:a\",\"places\":[{\"geojson\":{\"type\":\"Point\",\"coordinates\":[1]}}]}",
         "a position has two numbers"},
        {"{\"standard\":{\"version\":\"2.1\"},\"uri\":\"urn:a\",\"places\":[{\"geojson\":{\"type\":\"Dot\",\"coordinates\":[1,2]}}]}",
         "places.0.geojson: no GeoJSON"},
        {"{\"standard\":{\"version\":\"2.1\"},\"uri\":\"urn:a\",\"places\":[{\"geojson\":{\"type\":\"Polygon\",\"coordinates\":[1,2]}}]}",
         "coordinates.0: an array is wanted"},
        {"{\"standard\":{\"version\":\"2.1\"},\"uri\":\"urn:a\",\"places\":[{\"geojson\":{\"type\":\"FeatureCollection\",\"features\":[{"
         "\"type\":\"Feature\",\"geometry\":null}]}}]}",
         NULL},
        {"{\"standard\":{\"version\":\"3.0\"},\"uri\":\"urn:a\",\"pubstatus\":\"usable\"}", "pubstatus: no member of ninjs 3.0"},
        {"{\"standard\":{\"version\":\"3.0\"},\"uri\":\"urn:a\",\"pubStatus\":\"usable\",\"type\":\"planning\"}", NULL},
        {"{\"standard\":{\"version\":\"3.0\"},\"uri\":\"urn:a\",\"digitalSourceType\":{}}", "digitalSourceType: no member of ninjs 3.0"},
        {"{\"standard\":{\"version\":\"3.1\"},\"uri\":\"urn:a\",\"rightsInfo\":{\"encodedRights\":\"x\",\"more\":1}}",
         "rightsInfo.more: no member"},
        {"{\"standard\":{\"version\":\"3.1\"},\"uri\":\"urn:a\",\"eventDetails\":{\"dates\":{\"expectedStartDate\":\"2026-03\",\"endDate\":"
         "\"2026-03-14T08:00:00Z\"}}}",
         NULL},
        {"{\"standard\":{\"version\":\"3.1\"},\"uri\":\"urn:a\",\"eventDetails\":{\"dates\":{\"expectedStartDate\":\"2026-13\"}}}",
         "expectedStartDate: neither a year"},
        {"{\"standard\":{\"version\":\"3.1\"},\"uri\":\"urn:a\",\"eventDetails\":{\"dates\":{\"startDate\":\"2026-03-14T08:00:00Z\","
         "\"expectedStartDate\":\"2026\"}}}",
         "eventDetails.dates: either startDate or expectedStartDate"},
        {"{\"standard\":{\"version\":\"3.1\"},\"uri\":\"urn:a\",\"plannedCoverage\":[{\"audiences\":[{\"significance\":\"8\"}],"
         "\"itemCount\":{\"rangeFrom\":1}}]}",
         "audiences.0.significance: a whole number is wanted, a string stands there"},
        {"{\"standard\":{\"version\":\"3.1\"},\"uri\":\"urn:a\",\"contentDigitised\":\"2026-03-14T08:00:00Z\"}",
         "contentDigitised: no member of ninjs 3.1"},
        {"{\"standard\":{\"version\":\"3.3\"},\"uri\":\"urn:a\",\"contentDigitised\":\"2026-03-14T08:00:00Z\"}", NULL},
        /* a declaration that is no member of the version it names; drafts */
        {"{\"standard\":{\"version\":\"1.3\"},\"uri\":\"a\"}", NULL},
        {"{\"standard\":{\"version\":\"1.3\"},\"uri\":\"a\",\"byline\":\"x\"}", "no member of ninjs"},
        {"{\"uri\":\"urn:a\",\"advices\":[{\"importance\":{\"code\":\"useful\"}}]}", NULL},
        {"{\"uri\":\"urn:a\",\"advices\":[{\"importance\":\"useful\"}]}", "advices"},
        {"{\"$standard\":{\"version\":\"1.x-dev\"},\"uri\":\"urn:a\",\"advices\":[{\"role\":\"print\"}]}",
         "advices.0.role: \"print\" is none of publish"},
    };
    for (size_t i = 0; i < WD_COUNT(cases); i++) {
        struct wd_document d = {0};
        int err = parse_at(wd_str_c(cases[i].text), "", &d);
        ok(!err, "read: %s", cases[i].text);
        ok(d.validity == (cases[i].reason ? WD_INVALID : WD_VALID), "%s: %s", cases[i].reason ? "not valid" : "valid", cases[i].text);
        struct wd_str told = d.repairs.n ? d.repairs.v[0] : WD_STR("");
        ok(cases[i].reason ? has_repair(&d, cases[i].reason) : d.repairs.n == 0, "%s (%.*s)",
           cases[i].reason ? cases[i].reason : "nothing to say", WD_STR_ARG(told));
    }
}

/* Every row of the table is reached by its own name in its own versions only. */
static void table(void)
{
    for (size_t i = 0; i < wd_ninjs_item_shape.n; i++) {
        const struct wd_ninjs_member *m = &wd_ninjs_item_shape.members[i];
        ok(m->versions && m->versions < 1u << WD_NINJS_VERSIONS, "%s has versions", m->name);
        ok(wd_ninjs_knows(wd_str_c(m->name)), "%s is known", m->name);
        for (size_t k = 0; k < i; k++)
            ok(strcmp(m->name, wd_ninjs_item_shape.members[k].name) != 0 || !(m->versions & wd_ninjs_item_shape.members[k].versions),
               "%s has one type a version", m->name);
    }
    is_str(wd_str_c(wd_ninjs_version_name(WD_NINJS_2_FIRST)), "2.0", "names of versions");
    ok(!wd_ninjs_knows(WD_STR("rumour")), "others are not known");
}

static void capped_reasons(void)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    wd_buf_putc(&b, "{\"uri\":\"a\"");
    for (int i = 0; i < 100; i++)
        wd_buf_printf(&b, ",\"rumour%d\":1", i);
    wd_buf_putc(&b, "}");
    struct wd_document d = {0};
    ok(parse_at(wd_buf_str(&b), "", &d) == 0, "a hundred wrong members");
    is_int(d.repairs.n, WD_NINJS_REASONS + 1, "not all of them are told");
    ok(has_repair(&d, "and 80 more such faults"), "but how many");
    wd_buf_done(&b);
}

static void mended(void)
{
    static const struct {
        const char *text, *title, *repair;
    } cases[] = {
        {"{\"uri\":\"a\",\n\"headline\":\"two\nlines\"}", "two lines", "line ends and control characters"},
        {"{\"uri\":\"a\" \"headline\":\"x\"}", "x", "commas were put"},
        {"{\"uri\":\"a\",\"headline\":\"x\",,\"subject\":[{\"name\":\"b\"},],}", "x", "commas with nothing behind"},
        {"{uri:\"a\",\"headline\":\"x\"}", "x", "names without quotation marks"},
        {"{\"uri\":\"a\", // one\n/* two */\"headline\":\"x\"}", "x", "comments"},
        {"{\"uri\":\"a\",\"headline\":\"it\\'s\"}", "it's", "escapes"},
        {"{\"uri\":\"a\",\"headline\":\"x\",\"byline\":}", "x", "null was put"},
        {"{\"uri\":\"a\",\"headline\":\"x\"} trailing", "x", "behind the end"},
        {"{\"uri\":\"a\",\"headline\":\"x\",\"body_text\":\"cut he", "x", "the text ends too early"},
        {"{\"uri\":\"a\",\"headline\":\"x\",\"subject\":[{\"name\":\"y\"", "x", "the text ends too early"},
    };
    for (size_t i = 0; i < WD_COUNT(cases); i++) {
        struct wd_document d = {0};
        ok(parse_at(wd_str_c(cases[i].text), "", &d) == 0, "read: %s", cases[i].text);
        ok(has_repair(&d, cases[i].repair), "it says: %s", cases[i].repair);
        ok(!d.wellformed && d.validity == WD_INVALID, "what is no JSON is no valid ninjs");
        is_str(first(&d).title.value, cases[i].title, "and what was good is there");
    }
    static const char *const hopeless[] = {"{\"uri\":\"a\"]",          "{\"uri\" \"a\"}", "{\"uri\":a}", "{{}}", "{:1}",
                                           "{\"uri\":\"a\",\"x\":'y'}"};
    for (size_t i = 0; i < WD_COUNT(hopeless); i++) {
        struct wd_document d = {0};
        is_int(parse_at(wd_str_c(hopeless[i]), "", &d), WD_E_SYNTAX, hopeless[i]);
        ok(where.message[0] != '\0', "says where: %s", where.message);
    }
    wd_strs repairs = {0};
    struct wd_str out;
    ok(wd_json_mend(&arena, WD_STR("[1,-2.5e3,true,null,\"\\u00e4\",{}]"), &out, &repairs) && repairs.n == 0, "good JSON needs no mending");
    is_str(out, "[1,-2.5e3,true,null,\"\\u00e4\",{}]", "and stays as it is");
}

static void others(void)
{
    struct wd_document d = {0};
    is_int(parse_at(WD_STR("{\"name\":\"x\",\"dependencies\":{}}"), "", &d), WD_E_FORMAT, "other JSON");
    ok(strstr(where.message, "an object with name, dependencies") != NULL, "names what was found: %s", where.message);
    is_int(parse_at(WD_STR("[]"), "", &d), WD_E_FORMAT, "an empty list");
    is_int(parse_at(WD_STR("[{\"x\":1}]"), "", &d), WD_E_FORMAT, "a list of others");
    ok(strstr(where.message, "a list of which the first is an object with x") != NULL, "names what was found: %s", where.message);
    ok(parse_at(WD_STR("[Nordwire] Storks return\n\nThe storks of Lammer are back, two weeks early, a miller said on Saturday.\n"), "",
                &d) == 0,
       "a text that begins with a bracket");
    is_str(d.format, "text", "is a text");
}

int main(void)
{
    wd_arena_init(&arena);
    first_version();
    second_version();
    third_version();
    dialects();
    repeated_heads();
    several();
    digitalwires();
    validity();
    table();
    capped_reasons();
    mended();
    others();
    wd_arena_done(&arena);
    return done();
}
