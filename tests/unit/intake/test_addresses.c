/* Addresses: what they are relative to, and which are let through. */
#include "helper.h"

struct at {
    const char *url, *location;
};

static struct wd_document parse_with(const char *text, struct at at)
{
    struct wd_document d = {0};
    struct wd_intake_input in = {.body = wd_str_c(text),
                                 .file = WD_STR("x"),
                                 .url = wd_str_c(at.url),
                                 .content_location = wd_str_c(at.location),
                                 .arrived_utc = WD_NO_TIME};
    where = (struct wd_where){0};
    ok(wd_intake_parse(&arena, &in, &d, &where) == 0, "parses: %.60s", text);
    return d;
}

#define ATOM "<feed xmlns=\"http://www.w3.org/2005/Atom\""

static const struct {
    const char *text, *url, *location, *link, *what;
} chain[] = {
    {ATOM "><entry><link href=\"e\"/></entry></feed>", "https://a.example/f/feed.xml", "", "https://a.example/f/e", "the final URL"},
    {ATOM "><entry><link href=\"e\"/></entry></feed>", "https://a.example/f/feed.xml", "/g/x", "https://a.example/g/e",
     "Content-Location against the URL"},
    {ATOM "><entry><link href=\"e\"/></entry></feed>", "https://a.example/f/feed.xml", "https://b.example/", "https://b.example/e",
     "Content-Location of another host"},
    {ATOM " xml:base=\"https://c.example/x/\"><entry><link href=\"e\"/></entry></feed>", "https://a.example/", "https://b.example/",
     "https://c.example/x/e", "xml:base goes before both"},
    {ATOM " xml:base=\"x/\"><entry xml:base=\"y/\"><link xml:base=\"z/\" href=\"e\"/></entry></feed>", "https://a.example/f", "",
     "https://a.example/x/y/z/e", "a chain of them"},
    {ATOM " xml:base=\"x/\"><entry xml:base=\"/y/\"><link href=\"../e?q#f\"/></entry></feed>", "https://a.example/f", "",
     "https://a.example/e?q#f", "with a path of its own"},
    {ATOM " xml:base=\"javascript:x/\"><entry><link href=\"e\"/></entry></feed>", "https://a.example/f", "", "https://a.example/e",
     "a base that is none"},
    {ATOM "><entry><link href=\"https://b.ex%ample/e\"/></entry></feed>", "https://a.example/", "", "", "no host has a percent sign"},
    {ATOM "><entry><link href=\"https://b.example|x/e\"/></entry></feed>", "https://a.example/", "", "", "nor a bar"},
    {ATOM "><entry><link href=\"https://desk@\"/></entry></feed>", "https://a.example/", "", "", "a name is no host"},
    {ATOM "><entry><link href=\"https://:80/e\"/></entry></feed>", "https://a.example/", "", "", "nor is a port"},
    {ATOM " xml:base=\"http:///b.example/x/\"><entry><link href=\"e\"/></entry></feed>", "", "", "http://b.example/x/e",
     "a slash too many in the base"},
    {ATOM "><entry><link href=\"//b.example/e\"/></entry></feed>", "https://a.example/f", "", "https://b.example/e", "without a scheme"},
    {ATOM "><entry><link href=\" https://b.example/a b \"/></entry></feed>", "", "", "https://b.example/a%20b", "with blanks"},
    {"<rss version=\"2.0\"><channel><link>https://s.example/</link><item><link>e</link></item></channel></rss>", "https://a.example/f", "",
     "https://a.example/e", "RSS, too, is relative to where it was found"},
    {"<CHANNEL BASE=\"https://c.example/x/\"><ITEM HREF=\"e\"/></CHANNEL>", "https://a.example/", "", "https://c.example/x/e",
     "BASE of CDF"},
};

static void test_chain(void)
{
    for (size_t i = 0; i < WD_COUNT(chain); i++) {
        struct wd_document d = parse_with(chain[i].text, (struct at){chain[i].url, chain[i].location});
        is_str(first(&d).link, chain[i].link, chain[i].what);
    }
}

static const char *const refused[] = {
    "javascript:alert(1)", " JavaScript:x",     "data:text/html,x", "vbscript:x",
    "file:///etc/hosts",   "ftp://a.example/x", "about:blank",      "feed:x",
};

static void test_refused(void)
{
    for (size_t i = 0; i < WD_COUNT(refused); i++) {
        struct wd_str text = wd_arena_printf(&arena,
                                             "<rss version=\"2.0\"><channel><item><title>T</title><link>%s</link><comments>%s</comments>"
                                             "<enclosure url=\"%s\"/><image><url>%s</url></image></item></channel></rss>",
                                             refused[i], refused[i], refused[i], refused[i]);
        struct wd_document d = parse_with(wd_arena_c(&arena, text), (struct at){"", ""});
        struct wd_item e = first(&d);
        ok(!e.link.n && !e.links.n && !e.comments.n && !e.enclosures.n && !e.image.url.n, "dropped: %s", refused[i]);
        text = wd_arena_printf(&arena, ATOM "><entry><link href=\"%s\"/><content src=\"%s\"/><logo>%s</logo></entry></feed>", refused[i],
                               refused[i], refused[i]);
        d = parse_with(wd_arena_c(&arena, text), (struct at){"https://a.example/", ""});
        e = first(&d);
        ok(!e.link.n && !e.links.n && !e.content.n && !e.logo.n, "in Atom, too");
    }
    struct wd_document d = parse_with("<rss version=\"2.0\"><channel><item><title>T</title><link>java\nscript:x</link>"
                                      "<comments>java&#9;script:x</comments></item></channel></rss>",
                                      (struct at){"https://a.example/", ""});
    ok(!first(&d).link.n && !first(&d).comments.n, "line ends and tabs inside do not hide a scheme");
}

static void test_persons(void)
{
    struct wd_document d = parse_with(ATOM "><author><name>A</name><uri>mailto:a@a.example</uri></author><author><name>B</name>"
                                           "<uri>javascript:x</uri></author><author><uri>b</uri></author></feed>",
                                      (struct at){"https://a.example/", ""});
    is_int(d.feed.authors.n, 3, "persons");
    is_str(d.feed.authors.v[0].uri, "mailto:a@a.example", "a person may have a mail address");
    is_str(d.feed.authors.v[1].uri, "", "but no script");
    is_str(d.feed.authors.v[2].uri, "https://a.example/b", "or a page");
}

/* HTML in an entry is relative to the entry's page; where an xml:base stands, to that. */
static void test_html(void)
{
    struct wd_document d =
        parse_with("<rss version=\"2.0\"><channel><item><link>https://a.example/d/e</link><description>&lt;a href='x'&gt;l&lt;/a&gt;"
                   "&lt;img src='/i.png'&gt;&lt;a href='javascript:y'&gt;m&lt;/a&gt;</description></item></channel></rss>",
                   (struct at){"https://f.example/feed", ""});
    is_str(first(&d).summary.value, "<a href=\"https://a.example/d/x\">l</a><img src=\"https://a.example/i.png\"><a href=\"\">m</a>",
           "relative to the entry's link");
    d = parse_with(ATOM "><entry><link href=\"https://a.example/d/e\"/><content type=\"html\" xml:base=\"https://c.example/x/\">"
                        "&lt;a href='y'&gt;l&lt;/a&gt;</content></entry></feed>",
                   (struct at){"https://f.example/feed", ""});
    is_str(first(&d).content.v[0].value, "<a href=\"https://c.example/x/y\">l</a>", "or to the xml:base of the text");
}

int main(void)
{
    wd_arena_init(&arena);
    test_chain();
    test_refused();
    test_persons();
    test_html();
    wd_arena_done(&arena);
    return done();
}
