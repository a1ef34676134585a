#include "helper.h"

int main(void)
{
    wd_arena_init(&arena);
    struct wd_document d = {0};
    struct wd_str text = WD_STR(
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Harbour "
        "Post\",\"home_page_url\":\"https://post.example/\",\"language\":\"en\","
        "\"authors\":[{\"name\":\"Ada Quill\"}],\"items\":[{\"id\":7,\"url\":\"/a/7\",\"title\":\"Seven\",\"content_html\":\"<p>x <a "
        "href='b'>y</a></p>\","
        "\"date_published\":\"2022-01-02T03:04:05+01:00\",\"tags\":[\"port\"],\"attachments\":[{\"url\":\"https://post.example/s.mp3\","
        "\"mime_type\":\"audio/mpeg\",\"size_in_bytes\":12}]},3,{\"id\":\"8\",\"content_text\":\"plain\"}]}");
    ok(parse_at(text, "https://post.example/feed.json", &d) == 0, "parses");
    is_str(d.format, "json11", "format");
    is_int(d.items.n, 2, "what is no object is left out");
    is_int(d.repairs.n, 1, "and told");
    struct wd_item e = first(&d);
    is_str(e.id, "7", "a number as id");
    is_str(e.link, "https://post.example/a/7", "link");
    is_str(e.content.v[0].value, "<p>x <a href=\"https://post.example/a/b\">y</a></p>", "links of the content go by the entry's own");
    is_time(e.published_utc, "2022-01-02T02:04:05Z", "published");
    is_str(e.enclosures.v[0].length, "12", "attachment");
    is_str(d.feed.authors.v[0].name, "Ada Quill", "author");
    is_int(parse_at(WD_STR("{\"version\":\"https://jsonfeed.org/version/1\",\n \"items\":[}"), "", &d), WD_E_SYNTAX, "broken JSON");
    ok(where.message[0] != '\0', "says why: %s", where.message);
    is_int(parse_at(WD_STR("{\"a\":1}"), "", &d), WD_E_FORMAT, "other JSON");
    ok(parse_at(WD_STR("\xEF\xBB\xBF "
                       "\n{\"version\":\"https://jsonfeed.org/version/"
                       "1\",\"title\":\"t\",\"items\":[{\"id\":\"1\",\"title\":\"a\nb\"},{\"id\":\"2\","
                       "\"title\":\"cut"),
                "", &d) == 0,
       "behind blanks and a mark, with a raw line end, cut off");
    is_str(d.format, "json10", "1.0");
    is_int(d.items.n, 2, "what was good is there");
    is_int(d.repairs.n, 2, "what was mended is told");
    ok(!d.wellformed && d.validity == WD_VALIDITY_UNKNOWN, "it is not well formed");
    ok(parse_at(WD_STR("{\"title\":\"t\",\"items\":[{\"id\":\"1\",\"content_text\":\"a\"}]}"), "", &d) == 0, "a feed that does not say so");
    is_str(d.format, "json11", "by its members");
    ok(parse_at(WD_STR("{\"title\":\"t\",\"items\":[{\"uri\":\"urn:1\",\"headline\":\"a\"}]}"), "", &d) == 0, "a list with a title");
    is_str(d.format, "ninjs", "of what is in it");
    wd_arena_done(&arena);
    return done();
}
