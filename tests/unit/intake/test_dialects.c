/* What the dialects of RSS and their modules add. */
#include "helper.h"

#define RSS_HEAD "<rss version=\"2.0\"><channel><title>Harbour Post</title><link>https://post.example/</link>"

static void cadence(void)
{
    struct wd_document d =
        parsed(RSS_HEAD "<skipHours><hour>0</hour><hour> 3 </hour><hour>24</hour><hour>23</hour><hour>x</hour></skipHours>"
                        "<skipDays><day>Monday</day><day>sunday</day></skipDays></channel></rss>");
    is_int(d.skip_hours, 1u | 1u << 3 | 1u << 23, "hours to leave out; 24 is midnight");
    is_int(d.skip_days, 1u | 1u << 6, "days to leave out");
    is_int(d.update_period_s, 0, "no period said");
    d = parsed("<rss version=\"2.0\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel><title>T</title>"
               "<sy:updatePeriod>\n\thourly\n</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel></rss>");
    is_int(d.update_period_s, 900, "four times an hour");
    d = parsed("<rss version=\"2.0\" xmlns:s=\"http://purl.org/rss/1.0/modules/syndication\"><channel><title>T</title>"
               "<s:updateFrequency>2</s:updateFrequency></channel></rss>");
    is_int(d.update_period_s, 43200, "daily is what is meant without a period");
    d = parsed("<rss version=\"2.0\"><channel><title>T</title><sy:updatePeriod>weekly</sy:updatePeriod></channel></rss>");
    is_int(d.update_period_s, 7 * 86400, "undeclared prefix");
}

static void hub(void)
{
    struct wd_document d =
        parsed("<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>T</title>"
               "<atom:link rel=\"hub\" href=\"https://hub.example/\"/><atom:link rel=\"self\" href=\"https://post.example/feed\"/>"
               "<link>https://post.example/</link></channel></rss>");
    is_int(d.feed.links.n, 3, "links of the feed");
    is_str(d.feed.links.v[0].rel, "hub", "hub");
    is_str(d.feed.links.v[0].href, "https://hub.example/", "its address");
    is_str(d.feed.links.v[1].rel, "self", "self");
    is_str(d.feed.link, "https://post.example/", "the page of the feed is neither");
}

static void check_json(const char *text, const char *url, const char *words, const char *what)
{
    struct wd_document d = {0};
    struct wd_buf b;
    wd_buf_init(&b, 1u << 20);
    ok(parse_at(wd_str_c(text), url, &d) == 0, "parses: %s", what);
    wd_document_json(&d, &b);
    ok(wd_str_find(wd_buf_str(&b), words, 0) != SIZE_MAX, "%s: %s", what, words);
    if (wd_str_find(wd_buf_str(&b), words, 0) == SIZE_MAX)
        printf("# %.*s\n", WD_STR_ARG(wd_buf_str(&b)));
    wd_buf_done(&b);
}

/* What a reader shows in the place of what is missing; the item itself stays without. */
static void standins(void)
{
    check_json(
        RSS_HEAD
        "<item><link>/1</link><description>&lt;p&gt;The tide\n&lt;b&gt;rises&lt;/b&gt;.&lt;/p&gt;</description></item></channel></rss>",
        "https://post.example/feed", "\"title\":\"The tide rises.\"", "a title of the first words");
    check_json(RSS_HEAD "<item><link>/1</link></item></channel></rss>", "https://post.example/feed", "\"title\":\"https://post.example/1\"",
               "without words the address");
    check_json(RSS_HEAD "<item><title>T</title><enclosure url=\"a.mp3\"/></item></channel></rss>", "https://post.example/feed",
               "\"link\":\"https://post.example/a.mp3\"", "the address of what is enclosed");
    check_json(RSS_HEAD "<item><title>T</title></item></channel></rss>", "https://post.example/feed",
               "\"base\":\"https://post.example/feed\"},\"link\":\"https://post.example/\"}]", "else the feed's page");
    check_json("<feed xmlns=\"http://www.w3.org/2005/Atom\"><author><name>Ada Quill</name></author><entry><title>T</title></entry></feed>",
               "", "\"entries\":[{\"title\":\"T\",\"title_detail\":{\"type\":\"text/plain\"},\"author\":\"Ada Quill\"",
               "the author of the feed");
    check_json(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><author><name>Ada Quill</name></author><entry><title>T</title><source><author><name>"
        "Bo Marsh</name></author></source></entry></feed>",
        "", "\"author\":\"Bo Marsh\"", "but first that of the source");
    check_json("<rss version=\"2.0\"><channel><item><title>T</title></item></channel></rss>", "https://post.example/feed",
               "\"feed\":{\"title\":\"https://post.example/feed\",\"link\":\"https://post.example/feed\"", "a feed without name or page");
    struct wd_document d = parsed(RSS_HEAD "<item><description>x</description></item></channel></rss>");
    ok(!first(&d).title.value.n && !first(&d).link.n && !first(&d).authors.n, "identity does not rest on what was put in its place");
}

static void long_title(void)
{
    struct wd_buf b;
    wd_buf_init(&b, 1u << 16);
    wd_buf_putc(&b, RSS_HEAD "<item><description>");
    for (int i = 0; i < 60; i++)
        wd_buf_putc(&b, "\xC3\xA9t\xC3\xA9 ");
    wd_buf_putc(&b, "</description></item></channel></rss>");
    struct wd_document d = {0};
    ok(parse_at(wd_buf_str(&b), "", &d) == 0, "a long text");
    struct wd_item e = first(&d);
    struct wd_text t = wd_standin_title(&arena, &e);
    is_int(t.value.n, 25 * 6 - 1 + 3, "is cut after a hundred characters, without the blank");
    ok(wd_str_ends(t.value, "t\xC3\xA9\xE2\x80\xA6"), "and says so");
    wd_buf_done(&b);
}

/* Elements of the early versions, and what the later ones made of them. */
static void early(void)
{
    struct wd_document d =
        parsed("<?xml version=\"1.0\"?><!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" "
               "\"http://my.netscape.com/publish/formats/rss-0.91.dtd\"><rss version=\"0.91\"><channel><title>Quay</title>"
               "<link>https://q.example/</link><language>en</language><rating>(PICS-1.1)</rating><copyright>Quay Ltd</copyright>"
               "<pubDate>5 Mar 2024 17:04:09 GMT</pubDate><lastBuildDate>5 Mar 2024 18:04:09 GMT</lastBuildDate>"
               "<managingEditor>ed@q.example</managingEditor><webMaster>wm@q.example</webMaster>"
               "<image><title>Logo</title><url>https://q.example/l.png</url><link>https://q.example/</link><width>88</width></image>"
               "<textinput><title>Search</title><name>q</name><link>https://q.example/s</link></textinput>"
               "<item><title>One</title><link>https://q.example/1</link></item></channel></rss>");
    is_str(d.format, "rss091n", "Netscape's 0.91");
    is_str(d.feed.rights.value, "Quay Ltd", "copyright");
    is_time(d.feed.published_utc, "2024-03-05T17:04:09Z", "pubDate of the feed");
    is_time(d.feed.updated_utc, "2024-03-05T18:04:09Z", "lastBuildDate");
    is_str(d.feed.authors.v[0].email, "ed@q.example", "managing editor");
    is_str(d.feed.publisher.email, "wm@q.example", "web master");
    is_str(d.feed.image.width, "88", "width of the image");
    is_str(d.extensions.v[0].name, "textinput", "text input");
    d = parsed("<rss version=\"0.92\"><channel><title>Quay</title><link>https://q.example/</link>"
               "<cloud domain=\"c.q.example\" port=\"80\" path=\"/RPC2\" registerProcedure=\"rss.please\" protocol=\"xml-rpc\"/>"
               "<item><description>Only a text</description><source url=\"https://o.example/rss\">Other</source>"
               "<enclosure url=\"https://q.example/a.mp3\" length=\"1\" type=\"audio/mpeg\"/>"
               "<enclosure url=\"b.ogg\" length=\"2\" type=\"audio/ogg\"/><enclosure url=\"javascript:x()\"/></item></channel></rss>");
    is_str(d.format, "rss092", "0.92");
    is_str(d.extensions.v[0].name, "cloud", "cloud");
    is_int(first(&d).enclosures.n, 2, "several enclosures, without what is no web address");
    is_str(first(&d).source->title.value, "Other", "the feed it was taken from");
    is_str(first(&d).source->link, "https://o.example/rss", "and its address");
    is_str(parsed("<rss version=\"0.93\"><channel><title>x</title></channel></rss>").format, "rss093", "0.93");
    is_str(parsed("<rss version=\"0.94\"><channel><title>x</title></channel></rss>").format, "rss094", "0.94");
    is_str(parsed("<rss><channel><title>x</title></channel></rss>").format, "rss", "without a version");
    d = parsed("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://my.netscape.com/rdf/simple/0.9/\">"
               "<channel><title>Old</title></channel><item><title>One</title><link>https://old.example/1</link></item></rdf:RDF>");
    is_str(d.format, "rss090", "0.90");
    is_str(first(&d).link, "https://old.example/1", "its entries stand beside the channel");
}

/* A vocabulary is known by its URI in any variant, or by its usual prefix, in any case. */
static void vocabularies(void)
{
    static const struct {
        const char *space, *element, *value, *json;
    } rows[] = {
        {"xmlns:d=\"http://purl.org/dc/elements/1.1/\"", "d:creator", "Ada", "\"author\":\"Ada\""},
        {"xmlns:d=\"HTTP://PURL.ORG/DC/Elements/1.1\"", "d:Creator", "Ada", "\"author\":\"Ada\""},
        {"", "DC:Creator", "Ada", "\"author\":\"Ada\""},
        {"xmlns:t=\"http://purl.org/dc/terms/\"", "t:created", "2024-03-05", "\"created\":\"2024-03-05T00:00:00Z\""},
        {"", "dcterms:valid", "start=2024-03-01;end=2033-03-05T10:00Z;scheme=W3C-DTF", "\"expired\":\"2033-03-05T10:00:00Z\""},
        {"", "dcterms:modified", "2024-03-05", "\"updated\":\"2024-03-05T00:00:00Z\""},
        {"xmlns:c=\"http://purl.org/rss/1.0/modules/content/\"", "c:encoded", "&lt;p&gt;x", "\"content\":[{\"value\":\"<p>x</p>\""},
        {"", "content:encoded", "&lt;p&gt;x", "\"content\":[{\"value\":\"<p>x</p>\""},
        {"xmlns:m=\"https://search.yahoo.com/mrss\"", "m:title", "Film", "\"title\":\"Film\""},
        {"", "media:keywords", "a", "\"media_keywords\":\"a\""},
        {"xmlns:i=\"http://www.itunes.com/DTDs/PodCast-1.0.dtd\"", "i:duration", "10:00", "\"itunes_duration\":\"10:00\""},
        {"", "itunes:explicit", "yes", "\"itunes_explicit\":true"},
        {"xmlns:g=\"http://www.georss.org/georss\"", "g:point", "1.5 2.5", "\"coordinates\":[2.500000,1.500000]"},
        {"", "thr:total", "7", "\"thr_total\":\"7\""},
        {"xmlns:s=\"http://purl.org/rss/1.0/modules/slash/\"", "s:comments", "7", "\"slash_comments\":\"7\""},
        {"xmlns:w=\"http://wellformedweb.org/CommentAPI/\"", "w:commentRss", "https://q.example/c",
         "\"wfw_commentrss\":\"https://q.example/c\""},
        {"xmlns:f=\"http://rssnamespace.org/feedburner/ext/1.0\"", "f:origLink", "https://q.example/o", "\"link\":\"https://q.example/o\""},
        {"", "feedburner:origLink", "https://q.example/o", "\"link\":\"https://q.example/o\""},
        {"xmlns:l=\"http://backend.userland.com/creativeCommonsRssModule\"", "l:license", "https://l.example/by",
         "\"license\":\"https://l.example/by\""},
        {"", "creativeCommons:license", "https://l.example/by", "\"license\":\"https://l.example/by\""},
        {"xmlns:a=\"http://www.w3.org/2005/Atom\"", "a:summary", "Short", "\"summary\":\"Short\""},
        {"xmlns:h=\"http://www.w3.org/1999/xhtml\"", "h:body", "Long", "\"content\":[{\"value\":\"Long\""},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        struct wd_str text =
            wd_arena_printf(&arena, "<rss version=\"2.0\" %s><channel><title>x</title><item><%s>%s</%s></item></channel></rss>",
                            rows[i].space, rows[i].element, rows[i].value, rows[i].element);
        check_json(wd_arena_c(&arena, text), "", rows[i].json, rows[i].element);
    }
}

int main(void)
{
    wd_arena_init(&arena);
    cadence();
    hub();
    standins();
    long_title();
    early();
    vocabularies();
    wd_arena_done(&arena);
    return done();
}
