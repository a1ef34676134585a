#include "helper.h"

int main(void)
{
    wd_arena_init(&arena);
    wd_outlines list = {0};
    struct wd_str text =
        WD_STR("<?xml version=\"1.0\"?><opml version=\"2.0\" xmlns:wd=\"https://wiredesk.org/ns\"><head><title>s</title></head><body>"
               "<outline text=\"World\"><outline text=\"Asia\"><outline type=\"rss\" text=\"Post\" xmlUrl=\"https://post.example/f\" "
               "htmlUrl=\"https://post.example/\" wd:licensed=\"true\" wd:zone=\"Asia/Kolkata\"/></outline>"
               "<outline text=\"Quay\" xmlurl=\"https://q.example/f?a=1&amp;b=2\"/></outline>"
               "<outline text=\"script\" xmlUrl=\"javascript:x()\"/><outline text=\"Top\" xmlUrl=\"http://t.example/f\" wd:paused=\"true\" "
               "wd:name=\"t\" wd:label=\"T &lt; P\"/>"
               "</body></opml>");
    is_int(wd_opml_parse(&arena, text, &list, &where), 0, "parses");
    is_int(list.n, 3, "subscriptions; what is no web address is left out");
    is_str(list.v[0].section, "World/Asia", "section");
    is_str(list.v[0].zone, "Asia/Kolkata", "our own attribute");
    ok(list.v[0].licensed && !list.v[0].paused, "flags");
    is_str(list.v[1].section, "World", "section is left again");
    is_str(list.v[1].url, "https://q.example/f?a=1&b=2", "attribute in other case");
    is_str(list.v[2].section, "", "top level");
    ok(list.v[2].paused, "paused");

    struct wd_buf out;
    wd_buf_init(&out, 1 << 20);
    wd_opml_write(list.v, list.n, WD_STR("A & B"), &out);
    wd_outlines again = {0};
    is_int(wd_opml_parse(&arena, wd_buf_str(&out), &again, &where), 0, "what is written is read");
    is_int(again.n, list.n, "all of it");
    bool same = again.n == list.n;
    for (size_t i = 0; same && i < list.n; i++)
        same = wd_str_eq(again.v[i].title, list.v[i].title) && wd_str_eq(again.v[i].url, list.v[i].url) &&
               wd_str_eq(again.v[i].site, list.v[i].site) && wd_str_eq(again.v[i].section, list.v[i].section) &&
               wd_str_eq(again.v[i].zone, list.v[i].zone) && wd_str_eq(again.v[i].name, list.v[i].name) &&
               wd_str_eq(again.v[i].label, list.v[i].label) && again.v[i].licensed == list.v[i].licensed &&
               again.v[i].paused == list.v[i].paused;
    ok(same, "and the same");
    is_int(wd_opml_parse(&arena, WD_STR("<rss/>"), &again, &where), WD_E_FORMAT, "other XML");
    ok(wd_str_find(wd_str_c(where.message), "<rss>", 0) != SIZE_MAX, "says what: %s", where.message);
    is_int(wd_opml_parse(&arena, WD_STR("hello"), &again, &where), WD_E_FORMAT, "no XML");
    wd_buf_done(&out);
    wd_arena_done(&arena);
    return done();
}
