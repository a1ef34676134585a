/* The table of ninjs members. */
#include "intake/ninjs_rules.h"

#define BITS(first, last) ((uint32_t)(((1u << ((last) - (first) + 1)) - 1) << (first)))
/* from 1.n, 2.n, 3.n on, drafts too */
#define V1(n) BITS(WD_NINJS_1_FIRST + (n), WD_NINJS_1_DRAFT)
#define V2(n) BITS(WD_NINJS_2_FIRST + (n), WD_NINJS_2_DRAFT)
#define V3(n) BITS(WD_NINJS_3_FIRST + (n), WD_NINJS_3_LAST)
#define V12 (V1(0) | V2(0))
#define V23 (V2(0) | V3(0))
#define ALL (V1(0) | V2(0) | V3(0))
#define DRAFTS (1u << WD_NINJS_1_DRAFT | 1u << WD_NINJS_2_DRAFT)

#define SHAPE(name, ...) static const struct wd_ninjs_shape name = {.members = name##_members, .n = WD_COUNT(name##_members), __VA_ARGS__}
#define STRING(n, v) \
    { \
        .name = (n), .versions = (v), .type = WD_NINJS_STRING \
    }
#define URI(n, v) \
    { \
        .name = (n), .versions = (v), .type = WD_NINJS_URI \
    }
#define TIME(n, v) \
    { \
        .name = (n), .versions = (v), .type = WD_NINJS_TIME \
    }
#define PLAIN(n, v, t) \
    { \
        .name = (n), .versions = (v), .type = (t) \
    }
#define RANGE(n, v, from, to) \
    { \
        .name = (n), .versions = (v), .type = WD_NINJS_INTEGER, .low = (from), .high = (to) \
    }
#define ONE_OF(n, v, list) \
    { \
        .name = (n), .versions = (v), .type = WD_NINJS_ENUM, .values = (list) \
    }
#define OF(n, v, t, s) \
    { \
        .name = (n), .versions = (v), .type = (t), .shape = &(s) \
    }
#define NEEDED(n, v, t) \
    { \
        .name = (n), .versions = (v), .type = (t), .required = (v) \
    }

static const char *const types_10[] = {"text", "audio", "video", "picture", "graphic", "composite", NULL};
static const char *const types_12[] = {"text", "audio", "video", "picture", "graphic", "composite", "component", NULL};
static const char *const types_30[] = {"text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning", NULL};
static const char *const completeness_1[] = {"complete", "incomplete", NULL};
static const char *const completeness_2[] = {"full", "partial", NULL};
static const char *const pubstatus[] = {"usable", "withheld", "canceled", NULL};
static const char *const scans[] = {"progressive", "interlaced", NULL};
static const char *const frequencies[] = {"secondly", "minutely", "hourly", "daily", "weekly", "monthly", "yearly", NULL};
static const char *const advice_roles[] = {"publish", NULL};

/* ---- who can be reached how ---- */

static const struct wd_ninjs_member address_members[] = {
    PLAIN("lines", ALL, WD_NINJS_STRINGS), STRING("locality", ALL), STRING("area", ALL), STRING("postalcode", V12),
    STRING("postalCode", V3(0)),           STRING("country", ALL),
};
SHAPE(address);

static const struct wd_ninjs_member contact_members[] = {
    STRING("type", ALL), STRING("role", ALL),  STRING("lang", ALL),
    STRING("name", ALL), STRING("value", ALL), OF("address", ALL, WD_NINJS_OBJECT, address),
};
static const struct wd_ninjs_pair contact_pairs[] = {{"value", "address"}};
SHAPE(contact, .pairs = contact_pairs, .pairs_n = 1);

/* ---- concepts: by scheme and code in 1.x, by URI or literal after it ---- */

#define NAMED STRING("name", ALL)
#define CODED URI("scheme", V1(0)), STRING("code", V1(0)), URI("uri", V23), STRING("literal", V23)
#define CONTACTS OF("contactinfo", V1(5) | V2(1), WD_NINJS_LIST, contact), OF("contactInfo", V3(0), WD_NINJS_LIST, contact)

static const struct wd_ninjs_member person_members[] = {NAMED, STRING("rel", ALL), CODED, CONTACTS};
SHAPE(person);

static const struct wd_ninjs_member symbol_members[] = {
    STRING("ticker", V12),
    STRING("exchange", ALL),
    URI("symboltype", V1(5) | V2(1)),
    URI("symbolType", V3(0)),
    STRING("symbol", V1(5) | V2(1) | V3(0)),
};
SHAPE(symbol);

static const struct wd_ninjs_member organisation_members[] = {NAMED, STRING("rel", ALL), CODED, CONTACTS,
                                                              OF("symbols", ALL, WD_NINJS_LIST, symbol)};
SHAPE(organisation);

static const struct wd_ninjs_member place_members[] = {
    NAMED,
    STRING("rel", ALL),
    CODED,
    CONTACTS,
    {.name = "geometry_", .versions = V1(1), .type = WD_NINJS_OPEN, .prefix = true},
    PLAIN("geojson", V2(0), WD_NINJS_GEOJSON),
    PLAIN("geoJSON", V3(0), WD_NINJS_GEOJSON),
};
SHAPE(place);

static const struct wd_ninjs_member subject_members[] = {
    NAMED,
    STRING("rel", ALL),
    CODED,
    STRING("creator", V1(5) | V2(1) | V3(0)),
    RANGE("relevance", V1(5) | V2(1) | V3(0), 0, 100),
    RANGE("confidence", V1(5) | V2(1) | V3(0), 0, 100),
};
SHAPE(subject);

static const struct wd_ninjs_member event_members[] = {NAMED, STRING("rel", ALL), CODED, STRING("id", V3(0))};
SHAPE(event);

static const struct wd_ninjs_member object_members[] = {NAMED, STRING("rel", ALL), CODED};
SHAPE(object);

static const struct wd_ninjs_member infosource_members[] = {NAMED, STRING("rel", V1(0)), STRING("role", V23), CODED, CONTACTS};
SHAPE(infosource);

/* a genre's URI has no format after 2.0 */
static const struct wd_ninjs_member genre_members[] = {NAMED, URI("scheme", V1(0)), STRING("code", V1(0)), STRING("uri", V23),
                                                       STRING("literal", V23)};
SHAPE(genre);

static const struct wd_ninjs_member source_type_members[] = {NAMED, URI("uri", ALL), STRING("literal", ALL)};
SHAPE(source_type);

/* ---- texts ---- */

static const struct wd_ninjs_member text_members[] = {
    STRING("role", V23),
    STRING("contenttype", V2(0)),
    STRING("contentType", V3(0)),
    NEEDED("value", V23, WD_NINJS_STRING),
};
SHAPE(text);

static const struct wd_ninjs_member body_members[] = {
    PLAIN("charcount", V2(0), WD_NINJS_NUMBER),
    PLAIN("wordcount", V2(0), WD_NINJS_NUMBER),
    PLAIN("charCount", V3(0), WD_NINJS_INTEGER),
    PLAIN("wordCount", V3(0), WD_NINJS_INTEGER),
};
SHAPE(body, .base = &text);

/* ---- renditions ---- */

static const struct wd_ninjs_member point_members[] = {PLAIN("x", ALL, WD_NINJS_INTEGER), PLAIN("y", ALL, WD_NINJS_INTEGER)};
SHAPE(point);

static const struct wd_ninjs_member resource_members[] = {STRING("role", ALL), STRING("title", ALL), STRING("language", ALL),
                                                          STRING("contenttype", V12), STRING("contentType", V3(0))};
SHAPE(resource);

#define FILM12 (V1(7) | V2(3))
static const struct wd_ninjs_member rendition_members[] = {
    NEEDED("name", V23, WD_NINJS_STRING),
    URI("href", ALL),
    STRING("mimetype", V1(0)),
    STRING("contenttype", V2(0)),
    STRING("contentType", V3(0)),
    STRING("title", ALL),
    PLAIN("height", V12, WD_NINJS_NUMBER),
    PLAIN("width", V12, WD_NINJS_NUMBER),
    PLAIN("sizeinbytes", V12, WD_NINJS_NUMBER),
    PLAIN("height", V3(0), WD_NINJS_INTEGER),
    PLAIN("width", V3(0), WD_NINJS_INTEGER),
    PLAIN("sizeInBytes", V3(0), WD_NINJS_INTEGER),
    PLAIN("duration", V1(2) | V23, WD_NINJS_NUMBER),
    STRING("format", V1(2) | V23),
    STRING("aspectratio", FILM12),
    STRING("aspectRatio", V3(0)),
    STRING("videocodec", FILM12),
    STRING("videoCodec", V3(0)),
    PLAIN("framerate", FILM12, WD_NINJS_NUMBER),
    PLAIN("frameRate", V3(0), WD_NINJS_NUMBER),
    OF("poi", FILM12 | V3(0), WD_NINJS_OBJECT, point),
    STRING("transportprotocol", FILM12),
    STRING("transportProtocol", V3(0)),
    ONE_OF("scantype", FILM12, scans),
    ONE_OF("scanType", V3(0), scans),
    STRING("bitrate", FILM12 | V3(0)),
    OF("resources", FILM12 | V3(2), WD_NINJS_LIST, resource),
    PLAIN("extensions", V1(8) | V2(4) | V3(3), WD_NINJS_STRING_MAP),
};
SHAPE(rendition);

/* ---- events and planning, 3.x ---- */

static const struct wd_ninjs_member repeat_members[] = {ONE_OF("frequency", V3(0), frequencies), PLAIN("interval", V3(0), WD_NINJS_INTEGER),
                                                        TIME("until", V3(0)), PLAIN("count", V3(0), WD_NINJS_INTEGER)};
SHAPE(repeat);

/* recurrenceDates is called an array and shaped as a string in the schemas: nothing can be both */
static const struct wd_ninjs_member recurrence_members[] = {OF("recurrenceRules", V3(0), WD_NINJS_LIST, repeat)};
SHAPE(recurrence);

static const struct wd_ninjs_member dates_members[] = {
    TIME("startDate", V3(0)),
    TIME("endDate", V3(0)),
    PLAIN("expectedStartDate", V3(0), WD_NINJS_PART_OF_TIME),
    PLAIN("expectedEndDate", V3(0), WD_NINJS_PART_OF_TIME),
    STRING("expectedDuration", V3(0)),
    OF("recurrence", V3(0), WD_NINJS_OBJECT, recurrence),
};
static const struct wd_ninjs_pair dates_pairs[] = {{"startDate", "expectedStartDate"}, {"endDate", "expectedEndDate"}};
SHAPE(dates, .pairs = dates_pairs, .pairs_n = 2);

static const struct wd_ninjs_member event_details_members[] = {
    URI("eventStatus", V3(0)),
    URI("plannedCoverageStatus", V3(0)),
    OF("dates", V3(0), WD_NINJS_OBJECT, dates),
    OF("organiser", V3(0), WD_NINJS_OBJECT, organisation),
};
SHAPE(event_details);

static const struct wd_ninjs_member reference_members[] = {STRING("name", V3(0)), STRING("value", V3(0))};
SHAPE(reference);
static const struct wd_ninjs_member commissioned_members[] = {STRING("by", V3(0)), TIME("on", V3(0)),
                                                              OF("references", V3(0), WD_NINJS_LIST, reference)};
SHAPE(commissioned);
static const struct wd_ninjs_member audience_members[] = {STRING("audience", V3(0)), PLAIN("significance", V3(0), WD_NINJS_INTEGER)};
SHAPE(audience);
static const struct wd_ninjs_member count_members[] = {PLAIN("rangeFrom", V3(0), WD_NINJS_INTEGER),
                                                       PLAIN("rangeTo", V3(0), WD_NINJS_INTEGER)};
SHAPE(count);

static const struct wd_ninjs_member coverage_members[] = {
    URI("uri", V3(0)),
    STRING("title", V3(0)),
    ONE_OF("pubStatus", V3(0), pubstatus),
    ONE_OF("type", V3(0), types_30),
    OF("commissioned", V3(0), WD_NINJS_OBJECT, commissioned),
    OF("dates", V3(0), WD_NINJS_OBJECT, dates),
    OF("audiences", V3(0), WD_NINJS_LIST, audience),
    PLAIN("exclAudience", V3(0), WD_NINJS_STRINGS),
    STRING("edNote", V3(0)),
    RANGE("urgency", V3(0), 1, 9),
    STRING("language", V3(0)),
    OF("itemCount", V3(0), WD_NINJS_OBJECT, count),
    PLAIN("wordCount", V3(0), WD_NINJS_INTEGER),
    OF("renditions", V3(0), WD_NINJS_LIST, rendition),
};
SHAPE(coverage);

/* ---- the rest ---- */

static const struct wd_ninjs_member altid_members[] = {STRING("role", V23), STRING("value", V23)};
SHAPE(altid);

static const struct wd_ninjs_member trust_members[] = {URI("scheme", V1(0)), STRING("code", V1(0)), URI("role", V23), STRING("title", ALL),
                                                       URI("href", ALL)};
SHAPE(trust);

static const struct wd_ninjs_member standard_members[] = {STRING("name", ALL), STRING("version", ALL), URI("schema", ALL)};
SHAPE(standard);

static const struct wd_ninjs_member rights_12_members[] = {URI("langid", ALL), URI("linkedrights", ALL), STRING("encodedrights", ALL)};
static const struct wd_ninjs_pair rights_12_pairs[] = {{"linkedrights", "encodedrights"}};
SHAPE(rights_12, .pairs = rights_12_pairs, .pairs_n = 1, .open = true);
static const struct wd_ninjs_member rights_3_members[] = {URI("langId", ALL), URI("linkedRights", ALL), STRING("encodedRights", ALL)};
static const struct wd_ninjs_pair rights_3_pairs[] = {{"linkedRights", "encodedRights"}};
SHAPE(rights_3, .pairs = rights_3_pairs, .pairs_n = 1);

static const struct wd_ninjs_member code_members[] = {STRING("code", DRAFTS), URI("scheme", DRAFTS)};
SHAPE(code);
static const struct wd_ninjs_member environment_members[] = {STRING("code", DRAFTS), URI("scheme", DRAFTS)};
SHAPE(environment, .open = true);
static const struct wd_ninjs_member advice_members[] = {
    ONE_OF("role", DRAFTS, advice_roles),
    OF("environments", DRAFTS, WD_NINJS_LIST, environment),
    OF("importance", DRAFTS, WD_NINJS_OBJECT, code),
    OF("lifetime", DRAFTS, WD_NINJS_OBJECT, code),
};
SHAPE(advice);

/* an associated item has all members of an item */
static const struct wd_ninjs_member association_members[] = {NEEDED("name", V23, WD_NINJS_STRING), STRING("rel", V3(0))};
SHAPE(association, .base = &wd_ninjs_item_shape);

static const struct wd_ninjs_member item_members[] = {
    NEEDED("uri", ALL, WD_NINJS_URI),
    ONE_OF("type", BITS(WD_NINJS_1_FIRST, WD_NINJS_1_FIRST + 1), types_10),
    ONE_OF("type", V1(2) | V2(0), types_12),
    ONE_OF("type", V3(0), types_30),
    STRING("mimetype", V1(0)),
    ONE_OF("representationtype", V1(0), completeness_1),
    ONE_OF("representationtype", V2(0), completeness_2),
    ONE_OF("representationType", V3(0), completeness_2),
    STRING("profile", ALL),
    STRING("version", ALL),
    TIME("firstcreated", V1(2) | V2(0)),
    TIME("firstCreated", V3(0)),
    TIME("versioncreated", V12),
    TIME("versionCreated", V3(0)),
    TIME("contentcreated", V1(4) | V2(0)),
    TIME("contentCreated", V3(0)),
    TIME("contentdigitised", V1(7) | V2(3)),
    TIME("contentDigitised", V3(2)),
    TIME("embargoed", V12),
    TIME("embargoedUntil", V3(0)),
    TIME("expires", V1(4) | V2(1) | V3(0)),
    ONE_OF("pubstatus", V12, pubstatus),
    ONE_OF("pubStatus", V3(0), pubstatus),
    PLAIN("urgency", V1(1) | 1u << WD_NINJS_2_FIRST, WD_NINJS_NUMBER),
    RANGE("urgency", V2(1) | V3(0), 1, 9),
    STRING("copyrightholder", V12),
    STRING("copyrightHolder", V3(0)),
    STRING("copyrightnotice", V12),
    STRING("copyrightNotice", V3(0)),
    STRING("usageterms", V1(1) | V2(0)),
    STRING("usageTerms", V3(0)),
    STRING("ednote", V1(2) | V2(0)),
    STRING("edNote", V3(0)),
    STRING("language", ALL),
    {.name = "description_", .versions = V1(0), .type = WD_NINJS_STRING, .prefix = true},
    {.name = "body_", .versions = V1(0), .type = WD_NINJS_STRING, .prefix = true},
    {.name = "headline_", .versions = V1(3), .type = WD_NINJS_STRING, .prefix = true},
    OF("descriptions", V23, WD_NINJS_LIST, text),
    OF("bodies", V23, WD_NINJS_LIST, body),
    OF("headlines", V23, WD_NINJS_LIST, text),
    OF("person", V1(0), WD_NINJS_LIST, person),
    OF("people", V23, WD_NINJS_LIST, person),
    OF("organisation", V1(0), WD_NINJS_LIST, organisation),
    OF("organisations", V23, WD_NINJS_LIST, organisation),
    OF("place", V1(0), WD_NINJS_LIST, place),
    OF("places", V23, WD_NINJS_LIST, place),
    OF("subject", V1(0), WD_NINJS_LIST, subject),
    OF("subjects", V23, WD_NINJS_LIST, subject),
    OF("event", V1(0), WD_NINJS_LIST, event),
    OF("events", V23, WD_NINJS_LIST, event),
    OF("object", V1(0), WD_NINJS_LIST, object),
    OF("objects", V23, WD_NINJS_LIST, object),
    OF("infosource", V1(2), WD_NINJS_LIST, infosource),
    OF("infosources", V2(0), WD_NINJS_LIST, infosource),
    OF("infoSources", V3(0), WD_NINJS_LIST, infosource),
    OF("genre", V1(3), WD_NINJS_LIST, genre),
    OF("genres", V23, WD_NINJS_LIST, genre),
    STRING("title", V1(2) | V23),
    STRING("byline", V1(0)),
    STRING("by", V23),
    STRING("headline", V1(0)),
    STRING("slugline", V1(2) | V23),
    STRING("located", ALL),
    PLAIN("charcount", V1(2), WD_NINJS_NUMBER),
    PLAIN("wordcount", V1(2), WD_NINJS_NUMBER),
    OF("renditions", V1(0), WD_NINJS_MAP, rendition),
    OF("renditions", V23, WD_NINJS_LIST, rendition),
    OF("associations", V1(0), WD_NINJS_MAP, wd_ninjs_item_shape),
    OF("associations", V23, WD_NINJS_LIST, association),
    PLAIN("altids", V1(3), WD_NINJS_OPEN),
    OF("altids", V2(0), WD_NINJS_LIST, altid),
    OF("altIds", V3(0), WD_NINJS_LIST, altid),
    OF("trustindicator", V1(3), WD_NINJS_LIST, trust),
    OF("trustindicators", V2(0), WD_NINJS_LIST, trust),
    OF("trustIndicators", V3(0), WD_NINJS_LIST, trust),
    OF("$standard", V1(3), WD_NINJS_OBJECT, standard),
    OF("standard", V23, WD_NINJS_OBJECT, standard),
    OF("rightsinfo", V1(4) | V2(0), WD_NINJS_OBJECT, rights_12),
    OF("rightsInfo", V3(0), WD_NINJS_OBJECT, rights_3),
    OF("digitalsourcetype", V1(6) | V2(2), WD_NINJS_OBJECT, source_type),
    OF("digitalSourceType", V3(1), WD_NINJS_OBJECT, source_type),
    OF("eventDetails", V3(0), WD_NINJS_OBJECT, event_details),
    OF("plannedCoverage", V3(0), WD_NINJS_LIST, coverage),
    OF("advices", DRAFTS, WD_NINJS_LIST, advice),
};
const struct wd_ninjs_shape wd_ninjs_item_shape = {.members = item_members, .n = WD_COUNT(item_members)};
