#include "base/json.h"
#include "helper.h"

static void rss(void)
{
    struct wd_document d =
        parsed("<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
               "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:a=\"http://www.w3.org/2005/Atom\"><channel>"
               "<title>Harbour Post</title><link>https://post.example/</link><description>News</description>"
               "<a:link rel=\"self\" href=\"https://post.example/feed\"/><language>en-gb</language><ttl>30</ttl>"
               "<image><title>Logo</title><url>https://post.example/l.png</url><link>https://post.example/x</link></image>"
               "<item><title>Wall &amp; quay</title><link>https://post.example/1</link><guid isPermaLink=\"false\">p-1</guid>"
               "<pubDate>Tue, 01 Mar 2022 10:00:00 GMT</pubDate><dc:creator>Ada Quill</dc:creator>"
               "<category domain=\"https://post.example/c\">Port</category>"
               "<enclosure url=\"https://post.example/1.mp3\" type=\"audio/mpeg\" length=\"9\"/>"
               "<description>&lt;p&gt;Short &lt;script&gt;x()&lt;/script&gt;text&lt;/p&gt;</description>"
               "<content:encoded><![CDATA[<p>Long <b>text</b></p>]]></content:encoded></item>"
               "<item><guid>https://post.example/2</guid><author>m@post.example (Bo Marsh)</author><title>Two</title></item>"
               "</channel></rss>");
    is_str(d.format, "rss20", "format");
    ok(d.wellformed && !d.repairs.n && !d.wire, "well formed feed");
    is_str(d.feed.title.value, "Harbour Post", "feed title is not the image's");
    is_str(d.feed.link, "https://post.example/", "feed link is not the image's or self");
    is_str(d.feed.language, "en-gb", "language");
    is_str(d.feed.image.url, "https://post.example/l.png", "image");
    is_int(d.items.n, 2, "entries");
    struct wd_item e = first(&d);
    is_str(e.title.value, "Wall & quay", "title decoded");
    is_str(e.id, "p-1", "guid");
    ok(!e.id_is_link, "guid is no link");
    is_time(e.published_utc, "2022-03-01T10:00:00Z", "pubDate");
    is_str(e.published_text, "Tue, 01 Mar 2022 10:00:00 GMT", "date as printed");
    is_str(e.authors.v[0].name, "Ada Quill", "dc:creator");
    is_str(e.categories.v[0].scheme, "https://post.example/c", "category");
    is_str(e.enclosures.v[0].href, "https://post.example/1.mp3", "enclosure");
    ok(wd_str_find(e.summary.value, "script", 0) == SIZE_MAX && wd_str_find(e.summary.value, "Short", 0) != SIZE_MAX, "summary cleaned");
    is_str(e.content.v[0].value, "<p>Long <b>text</b></p>", "content");
    struct wd_item two = d.items.v[1];
    is_str(two.link, "https://post.example/2", "a guid that is a permalink is the link");
    ok(two.id_is_link, "and says so");
    is_str(two.authors.v[0].email, "m@post.example", "mail of the author");
    is_str(two.authors.v[0].name, "Bo Marsh", "name of the author");
}

static void rdf(void)
{
    struct wd_document d =
        parsed("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
               "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"https://q.example/\"><title>Quay</title></channel>"
               "<item rdf:about=\"https://q.example/1\"><title>One</title><dc:date>2021-05-04T03:02:01+02:00</dc:date></item></rdf:RDF>");
    is_str(d.format, "rss10", "RDF");
    is_str(d.feed.title.value, "Quay", "title of the channel");
    struct wd_item e = first(&d);
    is_str(e.id, "https://q.example/1", "rdf:about is the id");
    is_time(e.updated_utc, "2021-05-04T01:02:01Z", "dc:date");
}

static void atom(void)
{
    struct wd_document d = {0};
    struct wd_str text =
        WD_STR("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\" xml:base=\"https://a.example/news/\"><title type=\"html\">A "
               "&amp;amp; B</title>"
               "<link href=\"/\"/><entry xml:base=\"sub/\"><id>urn:x:1</id><title>1 &lt; 2</title><link href=\"one\"/>"
               "<link rel=\"enclosure\" href=\"p.jpg\" type=\"image/jpeg\"/><updated>2020-02-03T04:05:06Z</updated>"
               "<author><name>Cy Brook</name><uri>/cy</uri></author><contributor><name>Di Fell</name></contributor>"
               "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>See <a href=\"two\">here</a></p></div></content>"
               "<source><title>Elsewhere</title><id>urn:s</id></source></entry></feed>");
    ok(parse_at(text, "https://other.example/feed", &d) == 0, "parses Atom");
    is_str(d.format, "atom10", "format");
    is_str(d.feed.link, "https://a.example/", "link against xml:base");
    is_str(d.feed.language, "de", "xml:lang");
    struct wd_item e = first(&d);
    is_str(e.title.value, "1 < 2", "a text title is no markup");
    is_str(e.title.type, "text/plain", "and says so");
    is_str(e.link, "https://a.example/news/sub/one", "nested xml:base");
    is_str(e.authors.v[0].uri, "https://a.example/cy", "uri of the author");
    is_str(e.contributors.v[0].name, "Di Fell", "contributor");
    is_str(e.content.v[0].value, "<p>See <a href=\"https://a.example/news/sub/two\">here</a></p>", "wrapper gone, link resolved");
    is_int(e.enclosures.n, 1, "enclosure");
    ok(e.source && wd_str_eqc(e.source->title.value, "Elsewhere"), "source");
    d = parsed("<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry><title mode=\"base64\">PGI+aGk8L2I+</title>"
               "<issued>2004-01-01T19:48:21Z</issued></entry></feed>");
    is_str(d.format, "atom03", "Atom 0.3");
    e = first(&d);
    is_str(e.title.value, "<b>hi</b>", "base64");
    is_time(e.published_utc, "2004-01-01T19:48:21Z", "issued");
}

static void mixed(void)
{
    struct wd_document d = parsed(
        "<rss><channel><item><title>T</title><media:title>other</media:title><media:thumbnail url=\"https://m.example/t.jpg\"/>"
        "<MEDIA:credit role=\"photographer\">El Gill</MEDIA:credit><media:credit>Fay Holm</media:credit>"
        "<georss:point>45.5 -71.25</georss:point><foo:bar>kept</foo:bar>"
        "<feedburner:origLink>https://o.example/real</feedburner:origLink><link>https://p.example/redirect</link></item></channel></rss>");
    struct wd_item e = first(&d);
    is_str(e.title.value, "T", "an extension's title does not replace the own one");
    is_str(e.link, "https://o.example/real", "the original link wins");
    is_str(e.image.url, "https://m.example/t.jpg", "thumbnail");
    size_t credits = 0;
    bool where_is = false, kept = false;
    for (size_t i = 0; i < e.extensions.n; i++) {
        const struct wd_extension *x = &e.extensions.v[i];
        credits += wd_str_eqc(x->name, "media_credit");
        where_is |= wd_str_eqc(x->name, "where") && wd_str_eqc(x->value, "{\"type\":\"Point\",\"coordinates\":[-71.250000,45.500000]}");
        kept |= wd_str_eqc(x->name, "foo_bar") && wd_str_eqc(x->value, "kept");
    }
    is_int(credits, 2, "undeclared prefixes of any case");
    ok(where_is, "place, longitude first");
    ok(kept, "an unknown leaf is kept by its name");
    struct wd_buf out;
    struct wd_json *j = NULL;
    wd_buf_init(&out, 1 << 20);
    wd_document_json(&d, &out);
    ok(wd_json_parse(&arena, wd_buf_str(&out), &j, &where) == 0, "the neutral form is JSON: %s", where.message);
    const struct wd_json *entry = wd_json_at(wd_json_get(j, "entries"), 0);
    is_str(wd_json_get_str(wd_json_at(wd_json_get(entry, "media_credit"), 1), "content"), "Fay Holm",
           "extensions of one name are an array");
    is_str(wd_json_get_str(wd_json_get(entry, "where"), "type"), "Point", "JSON stays JSON");
    wd_buf_done(&out);
}

static void both_texts(void)
{
    struct wd_document d = parsed("<rss><channel><item><summary>first</summary><description>second</description></item></channel></rss>");
    struct wd_item e = first(&d);
    is_str(e.summary.value, "first", "what comes first is the summary");
    is_str(e.content.n ? e.content.v[0].value : WD_STR(""), "second", "what comes second is the content");
}

static void unclosed_entry(void)
{
    struct wd_document d =
        parsed("<rss><channel><item><title>one</title><item><title>two</title></item><item><title>three</title></item></channel></rss>");
    is_int(d.items.n, 3, "an entry that is never closed swallows none");
    is_str(d.items.n == 3 ? d.items.v[0].title.value : WD_STR(""), "one", "in the order of the document");
    is_str(d.items.n == 3 ? d.items.v[2].title.value : WD_STR(""), "three", "to the last");
}

static void relative_to_entry(void)
{
    struct wd_document d = {0};
    ok(parse_at(WD_STR("<rss><channel><item><link>https://p.example/2022/a.html</link><description>&lt;a "
                       "href=\"b.html\"&gt;b&lt;/a&gt;</description>"
                       "</item></channel></rss>"),
                "https://f.example/feed", &d) == 0,
       "parses");
    struct wd_item e = first(&d);
    is_str(e.summary.value, "<a href=\"https://p.example/2022/b.html\">b</a>", "HTML of an entry is relative to its link");
}

static void clamped(void)
{
    struct wd_document d = {0};
    struct wd_intake_input in = {.body = WD_STR("<rss><channel><item><pubDate>Tue, 01 Mar 2022 10:00:00 GMT</pubDate><expirationDate>Tue, "
                                                "01 Mar 2022 10:00:00 GMT</expirationDate>"
                                                "</item></channel></rss>"),
                                 .arrived_utc = 1600000000};
    ok(wd_intake_parse(&arena, &in, &d, &where) == 0, "parses");
    struct wd_item e = first(&d);
    is_int(e.published_utc, 1600000000, "a date in the future is the arrival");
    is_time(e.expired_utc, "2022-03-01T10:00:00Z", "an expiry is not");
}

static void plain_title(void)
{
    struct wd_document d = parsed("<rss><channel><item><title>&lt;b&gt;Caf&amp;eacute;&lt;/b&gt; opens</title></item></channel></rss>");
    struct wd_item e = first(&d);
    is_str(e.title.type, "text/html", "a title that looks like HTML is HTML");
    is_str(wd_text_plain(&arena, &e.title), "Caf\xC3\xA9 opens", "and has a plain form");
}

/* Cut anywhere, what was complete before the cut is there. */
static void cut_anywhere(void)
{
    static const char text[] = "<?xml version=\"1.0\"?><rss "
                               "version=\"2.0\"><channel><title>t</title><item><title>whole</title><link>https://e.example/1</link></item>"
                               "<item><title><![CDATA[a<b]]></title><description>&lt;p&gt;x&lt;/p&gt;</description></item></channel></rss>";
    size_t end_of_first = wd_str_find(wd_str_c(text), "</item>", 0) + 7, lost = 0, failed = 0;
    for (size_t n = 60; n < sizeof(text); n++) {
        struct wd_document d = {0};
        if (parse_at(wd_str_n(text, n), "", &d) != 0)
            failed++;
        else if (n >= end_of_first &&
                 (!d.items.n || !wd_str_eqc(d.items.v[0].title.value, "whole") || !wd_str_eqc(d.items.v[0].link, "https://e.example/1")))
            lost++;
    }
    is_int(failed, 0, "no cut makes it fail");
    is_int(lost, 0, "no cut loses a complete entry");
}

int main(void)
{
    wd_arena_init(&arena);
    rss();
    rdf();
    atom();
    mixed();
    both_texts();
    unclosed_entry();
    relative_to_entry();
    clamped();
    plain_title();
    cut_anywhere();
    wd_arena_done(&arena);
    return done();
}
