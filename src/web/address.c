#include "web/address.h"

/* 1 to 2^31-1, without leading zero, so that a page has one address. */
static bool parse_serial(struct wd_str s, uint32_t *ret)
{
    int64_t v;
    if (s.n == 0 || s.n > 10 || !wd_is_digit(s.p[0]) || s.p[0] == '0' || !wd_str_to_i64(s, &v) || v > INT32_MAX)
        return false;
    *ret = (uint32_t)v;
    return true;
}

static struct wd_str without(struct wd_str s, const char *suffix)
{
    return wd_str_n(s.p, s.n - strlen(suffix));
}

static int numbered(struct wd_str rest, bool story, struct wd_address *ret)
{
    struct wd_address r = {.route = story ? WD_ROUTE_STORY : WD_ROUTE_ARTICLE};
    if (wd_str_ends(rest, ".json")) {
        r.route = story ? WD_ROUTE_STORY_JSON : WD_ROUTE_ARTICLE_JSON;
        rest = without(rest, ".json");
    } else if (story && wd_str_ends(rest, ".atom")) {
        r.route = WD_ROUTE_STORY_ATOM;
        rest = without(rest, ".atom");
    } else if (story && wd_str_ends(rest, "/articles")) {
        r.route = WD_ROUTE_STORY_ARTICLES;
        rest = without(rest, "/articles");
    }
    if (!parse_serial(rest, &r.serial))
        return WD_E_NOTFOUND;
    *ret = r;
    return 0;
}

/* "12/versions", "12/beside", "12/beside/34": from the slash on. */
static int below_article(struct wd_str serial, struct wd_str below, struct wd_address *ret)
{
    struct wd_address r = {.route = WD_ROUTE_ARTICLE_BESIDE};
    if (wd_str_eqc(below, "/versions"))
        r.route = WD_ROUTE_ARTICLE_VERSIONS;
    else if (!wd_str_eqc(below, "/beside") &&
             (!wd_str_starts(below, "/beside/") || !parse_serial(wd_str_from(below, strlen("/beside/")), &r.other)))
        return WD_E_NOTFOUND;
    if (!parse_serial(serial, &r.serial))
        return WD_E_NOTFOUND;
    *ret = r;
    return 0;
}

/* An outlet or a speaker: one segment, split before decoding as a section is; empty: the outlets without a name. A name that itself ends in
 * ".json" is linked with that dot encoded. */
static int named(struct wd_arena *a, struct wd_str name, enum wd_route html, enum wd_route json, struct wd_address *ret)
{
    struct wd_address r = {.route = html};
    if (wd_str_find_byte(name, '/', 0) != SIZE_MAX)
        return WD_E_NOTFOUND;
    if (wd_str_ends(name, ".json")) {
        r.route = json;
        name = without(name, ".json");
    }
    int err = wd_percent_decode(a, name, false, &r.name);
    if (!err)
        *ret = r;
    return err;
}

int wd_address_parse(struct wd_arena *a, struct wd_str path, struct wd_address *ret_address)
{
    static const struct {
        const char *path;
        enum wd_route route;
    } fixed[] = {
        {"/", WD_ROUTE_FRONT},
        {"/search", WD_ROUTE_SEARCH},
        {"/feeds", WD_ROUTE_FEEDS},
        {"/about", WD_ROUTE_ABOUT},
        {"/atom.xml", WD_ROUTE_ATOM},
        {"/desk.css", WD_ROUTE_ASSET},
        {"/desk.js", WD_ROUTE_ASSET},
        {"/desk.svg", WD_ROUTE_ASSET},
        {"/robots.txt", WD_ROUTE_ROBOTS},
        {"/healthz", WD_ROUTE_HEALTH},
        {"/changes", WD_ROUTE_CHANGES},
        {"/outlets", WD_ROUTE_OUTLETS},
        {"/outlets.json", WD_ROUTE_OUTLETS_JSON},
        {"/speakers", WD_ROUTE_SPEAKERS},
        {"/speakers.json", WD_ROUTE_SPEAKERS_JSON},
        {"/hub", WD_ROUTE_HUB},
    };
    struct wd_str decoded;
    if (wd_percent_decode(a, path, false, &decoded))
        return WD_E_INVALID;
    if (wd_str_starts(path, "/section/") && path.n > strlen("/section/")) {
        /* the name is one segment: split before decoding, so that a name may hold a slash */
        struct wd_str name = wd_str_from(path, strlen("/section/"));
        if (wd_str_find_byte(name, '/', 0) != SIZE_MAX)
            return WD_E_NOTFOUND;
        struct wd_address r = {.route = WD_ROUTE_SECTION};
        int err = wd_percent_decode(a, name, false, &r.name);
        if (!err)
            *ret_address = r;
        return err;
    }
    if (wd_str_starts(path, "/o/"))
        return named(a, wd_str_from(path, strlen("/o/")), WD_ROUTE_OUTLET, WD_ROUTE_OUTLET_JSON, ret_address);
    if (wd_str_starts(path, "/p/"))
        return named(a, wd_str_from(path, strlen("/p/")), WD_ROUTE_SPEAKER, WD_ROUTE_SPEAKER_JSON, ret_address);
    if (wd_str_starts(path, "/websub/")) {
        *ret_address = (struct wd_address){.route = WD_ROUTE_WEBSUB, .name = wd_str_from(path, strlen("/websub/"))};
        return 0;
    }
    if (wd_str_starts(decoded, "/s/"))
        return numbered(wd_str_from(decoded, 3), true, ret_address);
    if (wd_str_starts(decoded, "/a/")) {
        struct wd_str rest = wd_str_from(decoded, 3);
        size_t slash = wd_str_find_byte(rest, '/', 0);
        return slash == SIZE_MAX ? numbered(rest, false, ret_address)
                                 : below_article(wd_str_n(rest.p, slash), wd_str_from(rest, slash), ret_address);
    }
    for (size_t i = 0; i < WD_COUNT(fixed); i++) {
        if (wd_str_eqc(decoded, fixed[i].path)) {
            *ret_address = (struct wd_address){.route = fixed[i].route, .name = wd_str_from(decoded, 1)};
            return 0;
        }
    }
    return WD_E_NOTFOUND;
}

int wd_listen_parse(struct wd_arena *a, struct wd_str listen, struct wd_str *ret_host, uint16_t *ret_port)
{
    struct wd_str host, port;
    if (wd_str_starts(listen, "[")) {
        size_t close = wd_str_find_byte(listen, ']', 0);
        if (close == SIZE_MAX || close + 1 >= listen.n || listen.p[close + 1] != ':')
            return WD_E_INVALID;
        host = wd_str_n(listen.p + 1, close - 1);
        port = wd_str_from(listen, close + 2);
    } else {
        size_t colon = wd_str_find_byte(listen, ':', 0);
        if (colon == SIZE_MAX || wd_str_find_byte(listen, ':', colon + 1) != SIZE_MAX)
            return WD_E_INVALID;
        host = wd_str_n(listen.p, colon);
        port = wd_str_from(listen, colon + 1);
    }
    int64_t number;
    if (host.n == 0 || port.n == 0 || !wd_is_digit(port.p[0]) || !wd_str_to_i64(port, &number) || number < 0 || number > 65535)
        return WD_E_INVALID;
    *ret_host = wd_arena_str(a, host);
    *ret_port = (uint16_t)number;
    return 0;
}

bool wd_host_is_loopback(struct wd_str host)
{
    if (wd_str_eqc_nocase(host, "localhost") || wd_str_eqc(host, "::1"))
        return true;
    if (!wd_str_starts(host, "127."))
        return false;
    for (size_t i = 0; i < host.n; i++) {
        if (!wd_is_digit(host.p[i]) && host.p[i] != '.')
            return false;
    }
    return true;
}

bool wd_host_header_sane(struct wd_str header)
{
    for (size_t i = 0; i < header.n; i++) {
        char c = header.p[i];
        if (!wd_is_alpha(c) && !wd_is_digit(c) && c != '.' && c != '-' && c != ':' && c != '[' && c != ']' && c != '_')
            return false;
    }
    return header.n > 0 && header.n < 256;
}

bool wd_host_header_local(struct wd_str header, struct wd_str also)
{
    struct wd_str host = header;
    if (wd_str_starts(header, "[")) {
        size_t close = wd_str_find_byte(header, ']', 0);
        if (close == SIZE_MAX)
            return false;
        host = wd_str_n(header.p + 1, close - 1);
    } else {
        size_t colon = wd_str_find_byte(header, ':', 0);
        if (colon != SIZE_MAX)
            host.n = colon;
    }
    return wd_host_is_loopback(host) || (also.n && wd_str_eq_nocase(host, also));
}

bool wd_etag_matches(struct wd_str header, struct wd_str etag)
{
    struct wd_str rest = header, one;
    while (wd_str_cut(&rest, ',', &one)) {
        one = wd_str_trim(one);
        if (wd_str_starts(one, "W/"))
            one = wd_str_from(one, 2);
        if (wd_str_eqc(one, "*") || wd_str_eq(one, etag))
            return true;
    }
    return false;
}
