/* robots.txt: whom a group speaks to, which rule counts, and what is no rule. Facts of matching and of examples: RFC 9309. */
#include "net/robots.h"

#include "base/buf.h"
#include "tap.h"

static struct wd_arena arena;

static bool allowed(const char *text, const char *path)
{
    struct wd_robots robots;
    wd_robots_read(&arena, wd_str_c(text), WD_ROBOTS_AGENT, &robots);
    return wd_robots_allows(&robots, wd_arena_printf(&arena, "https://news.example%s", path));
}

static const struct {
    const char *what, *text, *path;
    bool allowed;
} cases[] = {
    {"an empty file allows all", "", "/a", true},
    {"a group for all", "User-agent: *\nDisallow: /a", "/a/b", false},
    {"what does not begin with the rule", "User-agent: *\nDisallow: /a", "/b/a", true},
    {"nothing disallowed", "User-agent: *\nDisallow:", "/a", true},
    {"our own group alone counts", "User-agent: *\nDisallow: /\n\nUser-agent: wiredesk\nDisallow: /x", "/a", true},
    {"and holds", "User-agent: *\nDisallow: /\n\nUser-agent: wiredesk\nDisallow: /x", "/x/1", false},
    {"an empty own group takes us out of the rules for all", "User-agent: *\nDisallow: /\n\nUser-agent: wiredesk\nAllow: /", "/a", true},
    {"a group for somebody else", "User-agent: wiredeskbot\nDisallow: /", "/a", true},
    {"the name in any case, with a version", "User-Agent: WireDesk/2.0 (+x)\nDisallow: /", "/a", false},
    {"several names, one group", "User-agent: other\nUser-agent: wiredesk\nDisallow: /a", "/a", false},
    {"several groups of ours are one",
     "User-agent: wiredesk\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\nUser-agent: wiredesk\nDisallow: /b", "/b", false},
    {"with the rules of both", "User-agent: wiredesk\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\nUser-agent: wiredesk\nDisallow: /b",
     "/a", false},
    {"and of nobody else", "User-agent: wiredesk\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\nUser-agent: wiredesk\nDisallow: /b", "/c",
     true},
    {"rules before any group", "Disallow: /\nUser-agent: *\nAllow: /", "/a", true},
    {"a blank line ends no group", "User-agent: *\n\n\nDisallow: /a", "/a", false},
    {"other records end no list of names", "User-agent: wiredesk\nSitemap: https://x.example/s.xml\nUser-agent: other\nDisallow: /a", "/a",
     false},
    {"RFC 9309, 5.2: the longest rule counts", "User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif",
     "/example/page/disallowed.gif", false},
    {"RFC 9309, 5.2: beside it", "User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif", "/example/page/other.gif",
     true},
    {"of two as long the one that allows", "User-agent: *\nDisallow: /p\nAllow: /p", "/page", true},
    {"in any order", "User-agent: *\nAllow: /p\nDisallow: /p", "/page", true},
    {"RFC 9309, 5.1: names that end in a dollar sign", "User-agent: *\nDisallow: *.gif$", "/pictures/a.gif", false},
    {"and those that go on", "User-agent: *\nDisallow: *.gif$", "/a.gifs", true},
    {"a star in the middle", "User-agent: *\nDisallow: /*/private/", "/a/b/private/c", false},
    {"which wants something to fit", "User-agent: *\nDisallow: /*/private/", "/private", true},
    {"several stars", "User-agent: *\nDisallow: /a*b*c$", "/axxbyybzzc", false},
    {"that do not fit at the end", "User-agent: *\nDisallow: /a*b*c$", "/axxbyybzzcd", true},
    {"a star at the end says nothing", "User-agent: *\nDisallow: /a*", "/ab", false},
    {"a dollar sign in the middle is itself", "User-agent: *\nDisallow: /a$b", "/a$b", true},
    {"written as what it is", "User-agent: *\nDisallow: /a%24b", "/a$b", false},
    {"RFC 9309, 2.2.3: an encoded star is a star", "User-agent: *\nDisallow: /path/file-with-a-%2A.html", "/path/file-with-a-*.html",
     false},
    {"and no other file", "User-agent: *\nDisallow: /path/file-with-a-%2A.html", "/path/file-with-a-b.html", true},
    {"RFC 9309, 2.2.2: letters beyond ASCII, encoded", "User-agent: *\nDisallow: /foo/bar/\xE3\x83\x84", "/foo/bar/%E3%83%84", false},
    {"in small digits", "User-agent: *\nDisallow: /foo/bar/%e3%83%84", "/foo/bar/\xE3\x83\x84", false},
    {"RFC 9309, 2.2.2: what need not be encoded", "User-agent: *\nDisallow: /foo/bar/%62%61%7A", "/foo/bar/baz", false},
    {"the query belongs to the address", "User-agent: *\nDisallow: /*?print=", "/a?print=1", false},
    {"what is encoded stays encoded", "User-agent: *\nDisallow: /a%2Fb", "/a/b", true},
    {"robots.txt itself may always be asked for", "User-agent: *\nDisallow: /", "/robots.txt", true},
    {"an address without a path", "User-agent: *\nDisallow: /", "", false},
    {"CR LF", "User-agent: *\r\nDisallow: /a\r\n", "/a", false},
    {"CR alone", "User-agent: *\rDisallow: /a\r", "/a", false},
    {"a byte order mark", "\xEF\xBB\xBFUser-agent: *\nDisallow: /a", "/a", false},
    {"comments", "User-agent: * # all\nDisallow: /a # not this\n# Disallow: /b", "/a", false},
    {"are none", "User-agent: * # all\nDisallow: /a # not this\n# Disallow: /b", "/b", true},
    {"blanks round everything", "  User-agent :  *  \n\tDisallow\t:\t/a\t", "/a", false},
    {"lines that say nothing", "User-agent: *\nthis is no rule\nDisallow /b\n:::\nDisallow: /a", "/a", false},
    {"no rule without a colon", "User-agent: *\nDisallow /b\nDisallow: /a", "/b", true},
    {"a web page is no robots.txt", "<!DOCTYPE html><html><body>Disallow: /</body></html>", "/a", true},
};

static void delays(void)
{
    struct wd_robots robots;
    wd_robots_read(&arena, WD_STR("User-agent: *\nCrawl-delay: 10\nDisallow: /x\n"), WD_ROBOTS_AGENT, &robots);
    is_int(robots.delay_ms, 10000, "Crawl-delay, in seconds");
    wd_robots_read(&arena, WD_STR("User-agent: wiredesk\nCrawl-delay: 1.5\n\nUser-agent: *\nCrawl-delay: 30\n"), WD_ROBOTS_AGENT, &robots);
    is_int(robots.delay_ms, 1500, "our own");
    wd_robots_read(&arena, WD_STR("User-agent: *\nCrawl-delay: 1000000000000\n"), WD_ROBOTS_AGENT, &robots);
    is_int(robots.delay_ms, WD_ROBOTS_LONGEST_DELAY_S * 1000, "no more than minutes");
    wd_robots_read(&arena, WD_STR("User-agent: *\nCrawl-delay: -5\nCrawl-delay: soon\n"), WD_ROBOTS_AGENT, &robots);
    is_int(robots.delay_ms, 0, "nonsense is none");
}

/* 500 KiB count; what is beyond does not. */
static void large(void)
{
    struct wd_buf b;
    struct wd_robots robots;
    wd_buf_init(&b, 2 << 20);
    wd_buf_putc(&b, "User-agent: *\nDisallow: /first\n");
    while (b.n < WD_ROBOTS_BYTES - 1000)
        wd_buf_putc(&b, "# a line that is filled with nothing that matters to anyone\n");
    wd_buf_putc(&b, "Disallow: /within\n");
    while (b.n < WD_ROBOTS_BYTES)
        wd_buf_byte(&b, '\n');
    wd_buf_putc(&b, "Disallow: /beyond\n");
    wd_robots_read(&arena, wd_buf_str(&b), WD_ROBOTS_AGENT, &robots);
    ok(!wd_robots_allows(&robots, WD_STR("https://news.example/first")), "the first line of a large file");
    ok(!wd_robots_allows(&robots, WD_STR("https://news.example/within")), "one just within 500 KiB");
    ok(wd_robots_allows(&robots, WD_STR("https://news.example/beyond")), "not one beyond");
    wd_buf_reset(&b);
    wd_buf_putc(&b, "User-agent: *\n");
    for (int i = 0; i < 30000; i++)
        wd_buf_printf(&b, "Disallow: /%d/*a*a*a*a*a*a*a*a*b$\n", i);
    wd_robots_read(&arena, wd_buf_str(&b), WD_ROBOTS_AGENT, &robots);
    ok(robots.rules.n <= WD_ROBOTS_RULES, "rules are capped");
    wd_buf_reset(&b);
    wd_buf_putc(&b, "https://news.example/7/");
    for (int i = 0; i < 4000; i++)
        wd_buf_byte(&b, 'a');
    ok(wd_robots_allows(&robots, wd_buf_str(&b)), "many stars and a long address come to an end");
    wd_buf_done(&b);
}

int main(void)
{
    wd_arena_init(&arena);
    for (size_t i = 0; i < WD_COUNT(cases); i++)
        ok(allowed(cases[i].text, cases[i].path) == cases[i].allowed, "%s: %s is %s", cases[i].what, cases[i].path,
           cases[i].allowed ? "allowed" : "disallowed");
    delays();
    large();
    wd_arena_done(&arena);
    return done();
}
