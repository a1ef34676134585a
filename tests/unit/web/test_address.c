#include "tap.h"
#include "web/address.h"

static struct wd_arena a;

static int parsed(const char *path, struct wd_address *ret)
{
    *ret = (struct wd_address){0};
    return wd_address_parse(&a, wd_str_c(path), ret);
}

static void test_paths(void)
{
    static const struct {
        const char *path;
        int err, route;
        uint32_t serial;
    } rows[] = {
        {"/", 0, WD_ROUTE_FRONT, 0},
        {"/s/12", 0, WD_ROUTE_STORY, 12},
        {"/s/12.json", 0, WD_ROUTE_STORY_JSON, 12},
        {"/s/12.atom", 0, WD_ROUTE_STORY_ATOM, 12},
        {"/s/12/articles", 0, WD_ROUTE_STORY_ARTICLES, 12},
        {"/s/12/articles/", WD_E_NOTFOUND, 0, 0},
        {"/a/12/articles", WD_E_NOTFOUND, 0, 0},
        {"/%73/12", 0, WD_ROUTE_STORY, 12},
        {"/s/2147483647", 0, WD_ROUTE_STORY, 2147483647},
        {"/s/2147483648", WD_E_NOTFOUND, 0, 0},
        {"/s/0", WD_E_NOTFOUND, 0, 0},
        {"/s/012", WD_E_NOTFOUND, 0, 0},
        {"/s/-1", WD_E_NOTFOUND, 0, 0},
        {"/s/12/", WD_E_NOTFOUND, 0, 0},
        {"/s/", WD_E_NOTFOUND, 0, 0},
        {"/s/99999999999999999999", WD_E_NOTFOUND, 0, 0},
        {"/a/34", 0, WD_ROUTE_ARTICLE, 34},
        {"/a/34.json", 0, WD_ROUTE_ARTICLE_JSON, 34},
        {"/a/34.atom", WD_E_NOTFOUND, 0, 0},
        {"/a/34/versions", 0, WD_ROUTE_ARTICLE_VERSIONS, 34},
        {"/a/34/beside", 0, WD_ROUTE_ARTICLE_BESIDE, 34},
        {"/a/34/beside/12", 0, WD_ROUTE_ARTICLE_BESIDE, 34},
        {"/a/34/beside/", WD_E_NOTFOUND, 0, 0},
        {"/a/34/beside/0", WD_E_NOTFOUND, 0, 0},
        {"/a/34/beside/12/", WD_E_NOTFOUND, 0, 0},
        {"/a/034/beside/12", WD_E_NOTFOUND, 0, 0},
        {"/a/34/version", WD_E_NOTFOUND, 0, 0},
        {"/a/34/", WD_E_NOTFOUND, 0, 0},
        {"/s/34/versions", WD_E_NOTFOUND, 0, 0},
        {"/search", 0, WD_ROUTE_SEARCH, 0},
        {"/atom.xml", 0, WD_ROUTE_ATOM, 0},
        {"/desk.css", 0, WD_ROUTE_ASSET, 0},
        {"/desk.css/../x", WD_E_NOTFOUND, 0, 0},
        {"/../desk.css", WD_E_NOTFOUND, 0, 0},
        {"", WD_E_NOTFOUND, 0, 0},
        {"//", WD_E_NOTFOUND, 0, 0},
        {"/%", WD_E_INVALID, 0, 0},
        {"/%zz", WD_E_INVALID, 0, 0},
        {"/%00", WD_E_INVALID, 0, 0},
        {"/%ff", WD_E_INVALID, 0, 0},
        {"/section/", WD_E_NOTFOUND, 0, 0},
        {"/section/a/b", WD_E_NOTFOUND, 0, 0},
        {"/outlets", 0, WD_ROUTE_OUTLETS, 0},
        {"/outlets.json", 0, WD_ROUTE_OUTLETS_JSON, 0},
        {"/outlets/", WD_E_NOTFOUND, 0, 0},
        {"/speakers", 0, WD_ROUTE_SPEAKERS, 0},
        {"/speakers.json", 0, WD_ROUTE_SPEAKERS_JSON, 0},
        {"/p/Ada%2FLund", 0, WD_ROUTE_SPEAKER, 0},
        {"/p/Ada%20Lund.json", 0, WD_ROUTE_SPEAKER_JSON, 0},
        {"/p/Ada/Lund", WD_E_NOTFOUND, 0, 0},
        {"/o", WD_E_NOTFOUND, 0, 0},
        {"/o/", 0, WD_ROUTE_OUTLET, 0},
        {"/o/.json", 0, WD_ROUTE_OUTLET_JSON, 0},
        {"/o/a/b", WD_E_NOTFOUND, 0, 0},
        {"/o/%zz", WD_E_INVALID, 0, 0},
    };
    struct wd_address x;
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        int err = parsed(rows[i].path, &x);
        ok(err == rows[i].err && (err || ((int)x.route == rows[i].route && x.serial == rows[i].serial)), "path %s", rows[i].path);
    }
    ok(parsed("/a/34/beside/12", &x) == 0 && x.other == 12 && parsed("/a/34/beside", &x) == 0 && x.other == 0, "the other article");
    ok(parsed("/section/Trade%20%26%20ports%2Fdocks", &x) == 0 && x.route == WD_ROUTE_SECTION, "section");
    is_str(x.name, "Trade & ports/docks", "its name is decoded after the split");
    ok(parsed("/o/Harbour%20%2F%20Post.json", &x) == 0 && x.route == WD_ROUTE_OUTLET_JSON, "an outlet's JSON");
    is_str(x.name, "Harbour / Post", "its name");
    ok(parsed("/o/a%2Ejson", &x) == 0 && x.route == WD_ROUTE_OUTLET, "an outlet whose name ends so");
    is_str(x.name, "a.json", "has its page");
    ok(parsed("/hub", &x) == 0 && x.route == WD_ROUTE_HUB && parsed("/hub/", &x) == WD_E_NOTFOUND, "the hub");
    ok(parsed("/websub/0a1b", &x) == 0 && x.route == WD_ROUTE_WEBSUB, "where hubs call");
    is_str(x.name, "0a1b", "with a token");
}

static void test_hosts(void)
{
    struct wd_str host;
    uint16_t port;
    ok(wd_listen_parse(&a, WD_STR("127.0.0.1:8080"), &host, &port) == 0 && port == 8080, "IPv4");
    ok(wd_listen_parse(&a, WD_STR("[::1]:0"), &host, &port) == 0 && port == 0, "IPv6");
    is_str(host, "::1", "without brackets");
    static const struct wd_str bad[] = {WD_STR_INIT(""),       WD_STR_INIT(":80"),        WD_STR_INIT("host"),   WD_STR_INIT("host:"),
                                        WD_STR_INIT("host:x"), WD_STR_INIT("host:65536"), WD_STR_INIT("::1:80"), WD_STR_INIT("[::1]80"),
                                        WD_STR_INIT("[::1"),   WD_STR_INIT("host:-1")};
    for (size_t i = 0; i < WD_COUNT(bad); i++)
        ok(wd_listen_parse(&a, bad[i], &host, &port) == WD_E_INVALID, "no address: %.*s", WD_STR_ARG(bad[i]));
    ok(wd_host_is_loopback(WD_STR("127.9.0.1")) && wd_host_is_loopback(WD_STR("LocalHost")) && wd_host_is_loopback(WD_STR("::1")),
       "loopback");
    ok(!wd_host_is_loopback(WD_STR("127.evil.example")) && !wd_host_is_loopback(WD_STR("0.0.0.0")), "not loopback");
    ok(wd_host_header_local(WD_STR("localhost:8080"), WD_STR("")) && wd_host_header_local(WD_STR("[::1]:1"), WD_STR("")), "local names");
    ok(!wd_host_header_local(WD_STR("evil.example:8080"), WD_STR("127.0.0.1")), "a foreign name that points here");
    ok(!wd_host_header_local(WD_STR("localhost.evil.example"), WD_STR("")), "a name that begins like ours");
    ok(!wd_host_header_local(WD_STR("[::1"), WD_STR("")) && !wd_host_header_local(WD_STR(""), WD_STR("")), "broken names");
    ok(!wd_host_header_sane(WD_STR("a\"b")) && !wd_host_header_sane(WD_STR("a b")) && wd_host_header_sane(WD_STR("a-b.c:80")),
       "letters of a name");
}

static void test_tags(void)
{
    struct wd_str tag = WD_STR("\"00ab\"");
    ok(wd_etag_matches(WD_STR("\"00ab\""), tag), "equal");
    ok(wd_etag_matches(WD_STR("\"x\", W/\"00ab\""), tag), "in a list, weak");
    ok(wd_etag_matches(WD_STR("*"), tag), "any");
    ok(!wd_etag_matches(WD_STR("\"00ac\""), tag) && !wd_etag_matches(WD_STR("00ab"), tag) && !wd_etag_matches(WD_STR(""), tag), "other");
}

int main(void)
{
    wd_arena_init(&a);
    test_paths();
    test_hosts();
    test_tags();
    wd_arena_done(&a);
    return done();
}
