#include "base/url.h"

#include "tap.h"

/* The examples of RFC 3986, 5.4, with the loose reading of "http:g" that browsers have. */
static const char *const rfc[][2] = {
    {"g:h", "g:h"},
    {"g", "http://a/b/c/g"},
    {"./g", "http://a/b/c/g"},
    {"g/", "http://a/b/c/g/"},
    {"/g", "http://a/g"},
    {"//g", "http://g/"},
    {"?y", "http://a/b/c/d;p?y"},
    {"g?y", "http://a/b/c/g?y"},
    {"#s", "http://a/b/c/d;p?q#s"},
    {"g#s", "http://a/b/c/g#s"},
    {"g?y#s", "http://a/b/c/g?y#s"},
    {";x", "http://a/b/c/;x"},
    {"g;x", "http://a/b/c/g;x"},
    {"g;x?y#s", "http://a/b/c/g;x?y#s"},
    {"", "http://a/b/c/d;p?q"},
    {".", "http://a/b/c/"},
    {"./", "http://a/b/c/"},
    {"..", "http://a/b/"},
    {"../", "http://a/b/"},
    {"../g", "http://a/b/g"},
    {"../..", "http://a/"},
    {"../../", "http://a/"},
    {"../../g", "http://a/g"},
    {"../../../g", "http://a/g"},
    {"../../../../g", "http://a/g"},
    {"/./g", "http://a/g"},
    {"/../g", "http://a/g"},
    {"g.", "http://a/b/c/g."},
    {".g", "http://a/b/c/.g"},
    {"g..", "http://a/b/c/g.."},
    {"..g", "http://a/b/c/..g"},
    {"./../g", "http://a/b/g"},
    {"./g/.", "http://a/b/c/g/"},
    {"g/./h", "http://a/b/c/g/h"},
    {"g/../h", "http://a/b/c/h"},
    {"g;x=1/../y", "http://a/b/c/y"},
    {"g?y/../x", "http://a/b/c/g?y/../x"},
    {"g#s/../x", "http://a/b/c/g#s/../x"},
    {"http:g", "http://a/b/c/g"},
};

static const char *const others[][3] = {
    {"https://news.example/a/b", " c d.html\n", "https://news.example/a/c%20d.html"},
    {"https://news.example/a/b", "\\img\\x.png", "https://news.example/img/x.png"},
    {"https://news.example", "x", "https://news.example/x"},
    {"https://news.example/a", "javascript:alert(1)", ""},
    {"https://news.example/a", "java\nscript:alert(1)", ""},
    {"https://news.example/a", "DATA:text/html,x", ""},
    {"https://news.example/a", "vbscript:x", ""},
    {"https://news.example/a", "mailto:desk@news.example", "mailto:desk@news.example"},
    {"https://news.example/a", "HTTP://NEWS.Example/Path", "http://news.example/Path"},
    {"https://news.example/a", "http://", ""},
    {"https://news.example/a", "//cdn.example/x?y=z", "https://cdn.example/x?y=z"},
    {"https://news.example:8443/a/b", "../c", "https://news.example:8443/c"},
    {"", "a/b", "a/b"},
    {"", "https://news.example", "https://news.example/"},
    {"http:///news.example/a/", "b", "http://news.example/a/b"},
    {"", "https:////news.example//a", "https://news.example//a"},
    {"https://news.example/a", "http://[::1]:80/x", "http://[::1]:80/x"},
    {"https://news.example/a", "http://exa mple/x", ""},
};

static const char *const keys[][2] = {
    {"https://www.news.example/story/12/", "news.example/story/12"},
    {"http://news.example/story/12?utm_source=rss&utm_medium=feed", "news.example/story/12"},
    {"http://news.example:80/story?id=5&fbclid=abc&page=2#comments", "news.example/story?id=5&page=2"},
    {"https://NEWS.example:443/Story", "news.example/Story"},
    {"https://news.example:8080/", "news.example:8080"},
    {"urn:uuid:1-2", "urn:uuid:1-2"},
    {" urn:uuid:1-2 ", "urn:uuid:1-2"},
    {"https://m.news.example/story/12", "news.example/story/12"},
    {"https://www.amp.news.example/story/12", "news.example/story/12"},
    {"https://mobile.example/story/12", "mobile.example/story/12"},
    {"https://news.example/amp/story/12", "news.example/story/12"},
    {"https://news.example/story/12/amp/", "news.example/story/12"},
    {"https://news.example/story/12.amp.html", "news.example/story/12"},
    {"https://news.example/clamp", "news.example/clamp"},
    {"https://news.example/story/12?outputType=amp&AT_MEDIUM=rss&cmp=feed&source=x&mtm_cid=4", "news.example/story/12"},
    {"https://news.example/?ref=12&cmp=7&outputType=json", "news.example?ref=12&cmp=7&outputType=json"},
    {"https://news.example/read?ref=rss&id=9", "news.example/read?id=9"},
};

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    for (size_t i = 0; i < WD_COUNT(rfc); i++)
        is_str(wd_url_resolve(&a, WD_STR("http://a/b/c/d;p?q"), wd_str_c(rfc[i][0])), rfc[i][1], rfc[i][0]);
    for (size_t i = 0; i < WD_COUNT(others); i++)
        is_str(wd_url_resolve(&a, wd_str_c(others[i][0]), wd_str_c(others[i][1])), others[i][2], "against other bases");
    for (size_t i = 0; i < WD_COUNT(keys); i++)
        is_str(wd_url_key(&a, wd_str_c(keys[i][0])), keys[i][1], keys[i][0]);
    is_str(wd_url_host_key(&a, WD_STR("https://user:word@WWW.News.example.:8443/x")), "news.example", "host key");
    struct wd_url u = wd_url_split(WD_STR("https://me@h.example:81/p/q?x=1#y"));
    is_str(u.scheme, "https", "scheme");
    is_str(u.authority, "me@h.example:81", "authority");
    is_str(u.host, "h.example", "host");
    is_str(u.port, "81", "port");
    is_str(u.path, "/p/q", "path");
    is_str(u.query, "x=1", "query");
    is_str(u.fragment, "y", "fragment");
    ok(wd_url_web(WD_STR("HTTPS://h.example/")) && !wd_url_web(WD_STR("ftp://h.example/")) && !wd_url_web(WD_STR("http:///x")),
       "web addresses");
    ok(wd_url_absolute(WD_STR("mailto:x")) && !wd_url_absolute(WD_STR("/a:b")), "absolute");
    wd_arena_done(&a);
    return done();
}
