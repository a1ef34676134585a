/* The zone that an agency's clocks show, by the country of its internet name: for dates without one, where the feed has none.
 * Source: country codes of ISO 3166; rules as of tzdata 2024a. Countries of one zone only. */
#include "intake/wire.h"

#define CENTRAL "CET-1CEST,M3.5.0,M10.5.0/3"
#define EAST "EET-2EEST,M3.5.0/3,M10.5.0/4"
#define BRITAIN "GMT0BST,M3.5.0/1,M10.5.0"

static const struct {
    const char *country, *rule;
} zones[] = {
    {"at", CENTRAL},    {"be", CENTRAL},   {"bg", EAST},    {"ch", CENTRAL}, {"cz", CENTRAL}, {"de", CENTRAL}, {"dk", CENTRAL},
    {"ee", EAST},       {"fi", EAST},      {"fr", CENTRAL}, {"gr", EAST},    {"hr", CENTRAL}, {"hu", CENTRAL}, {"ie", BRITAIN},
    {"in", "IST-5:30"}, {"it", CENTRAL},   {"jp", "JST-9"}, {"kr", "KST-9"}, {"lt", EAST},    {"lu", CENTRAL}, {"lv", EAST},
    {"nl", CENTRAL},    {"no", CENTRAL},   {"pl", CENTRAL}, {"ro", EAST},    {"rs", CENTRAL}, {"se", CENTRAL}, {"si", CENTRAL},
    {"sk", CENTRAL},    {"tr", "<+03>-3"}, {"uk", BRITAIN},
};

const struct wd_zone *wd_home_zone(struct wd_arena *a, struct wd_str host)
{
    size_t dot = host.n;
    while (dot > 0 && host.p[dot - 1] != '.')
        dot--;
    struct wd_str country = wd_str_from(host, dot);
    const struct wd_zone *zone = NULL;
    for (size_t i = 0; dot > 1 && i < WD_COUNT(zones); i++)
        if (wd_str_eqc_nocase(country, zones[i].country) && wd_zone_of_rule(a, country, wd_str_c(zones[i].rule), &zone) != 0)
            return NULL;
    return zone;
}

/* The naming authority of "urn:newsml:stt.example:..." and "tag:agency.example,2026:...". */
struct wd_str wd_wire_authority(struct wd_str id)
{
    size_t from = wd_str_starts_nocase(id, "urn:newsml:") ? 11 : wd_str_starts_nocase(id, "tag:") ? 4 : 0, end = from;
    while (from && end < id.n && id.p[end] != ':' && id.p[end] != ',')
        end++;
    return wd_str_n(id.p + from, end - from);
}
