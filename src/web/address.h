/* web/address.h - what a request asks for: paths, queries, host names, entity tags.
 * Duty:      pure parsing, apart from the server so that it can be tested and fuzzed.
 * Ownership: decoded texts live in `a`.
 * Errors:    WD_E_INVALID for what is no address of ours' form (bad escapes, not UTF-8, control characters), WD_E_NOTFOUND for no page.
 * Threads:   pure.   Cost: O(n). */
#ifndef WD_WEB_ADDRESS_H
#define WD_WEB_ADDRESS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/form.h"

enum wd_route {
    WD_ROUTE_FRONT,
    WD_ROUTE_SECTION,
    WD_ROUTE_STORY,
    WD_ROUTE_STORY_JSON,
    WD_ROUTE_STORY_ATOM,
    WD_ROUTE_STORY_ARTICLES,
    WD_ROUTE_ARTICLE,
    WD_ROUTE_ARTICLE_JSON,
    WD_ROUTE_ARTICLE_VERSIONS,
    WD_ROUTE_ARTICLE_BESIDE,
    WD_ROUTE_SEARCH,
    WD_ROUTE_FEEDS,
    WD_ROUTE_ABOUT,
    WD_ROUTE_ATOM,
    WD_ROUTE_ASSET,
    WD_ROUTE_ROBOTS,
    WD_ROUTE_HEALTH,
    WD_ROUTE_CHANGES,
    WD_ROUTE_OUTLETS,
    WD_ROUTE_OUTLETS_JSON,
    WD_ROUTE_OUTLET,
    WD_ROUTE_OUTLET_JSON,
    WD_ROUTE_SPEAKERS,
    WD_ROUTE_SPEAKERS_JSON,
    WD_ROUTE_SPEAKER,
    WD_ROUTE_SPEAKER_JSON,
    WD_ROUTE_HUB,
    WD_ROUTE_WEBSUB
};
struct wd_address {
    enum wd_route route;
    uint32_t serial, other; /* other: of the article beside it; 0 where it is not named */
    struct wd_str name;     /* section, outlet, speaker, asset, or token of a subscription */
};
int wd_address_parse(struct wd_arena *a, struct wd_str path, struct wd_address *ret_address) WD_MUST;
/* "HOST:PORT", "[::1]:8080"; host without brackets. */
int wd_listen_parse(struct wd_arena *a, struct wd_str listen, struct wd_str *ret_host, uint16_t *ret_port) WD_MUST;
bool wd_host_is_loopback(struct wd_str host);
/* Only letters that a Host header may have. */
bool wd_host_header_sane(struct wd_str header);
/* Whether a Host header ("localhost:8080") names this machine's loopback, or `also`. */
bool wd_host_header_local(struct wd_str header, struct wd_str also);
/* Whether an If-None-Match header names the tag (with its marks), weak or strong, or is "*". */
bool wd_etag_matches(struct wd_str header, struct wd_str etag);

#endif
