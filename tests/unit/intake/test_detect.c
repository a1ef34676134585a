#include "base/utf8.h"
#include "helper.h"

static void refuses(struct wd_str body, int want, const char *word, const char *what)
{
    struct wd_document d = {.format = WD_STR("untouched")};
    is_int(parse_at(body, "", &d), want, what);
    ok(wd_str_find_nocase(wd_str_c(where.message), word, 0) != SIZE_MAX, "says so: %s", where.message);
    is_str(d.format, "untouched", "nothing is given");
}

int main(void)
{
    wd_arena_init(&arena);
    refuses(WD_STR(""), WD_E_EMPTY, "nothing", "no bytes");
    refuses(WD_STR(" \r\n\t"), WD_E_EMPTY, "nothing", "blanks");
    refuses(WD_STR("\x1F\x8B\x08\x00\x00\x00\x00\x00"), WD_E_FORMAT, "gzip", "gzip");
    refuses(WD_STR("%PDF-1.4\n"), WD_E_FORMAT, "PDF", "PDF");
    refuses(WD_STR("\x02\x03\x04garbage\x05\x06\x07\x0e\x0f"), WD_E_FORMAT, "no text", "binary");
    refuses(WD_STR("\x01"
                   "XAA0123\r\n"),
            WD_E_FORMAT, "no text", "a frame without a message");
    refuses(WD_STR("<?xml version=\"1.0\"?>\n<!-- c -->\n  <invoice><a/></invoice>"), WD_E_FORMAT, "line 3, column 4",
            "XML of another kind, with its place");
    refuses(WD_STR("Received: from x\r\nTo: y\r\n\r\n"), WD_E_EMPTY, "mail", "mail without anything to read");
    refuses(WD_STR("<release><track/></release>"), WD_E_FORMAT, "not known", "a release of another kind");

    /* a name in a message is cut where a character ends, and so is the message */
    char long_name[600] = "{\"x\":[],\"";
    for (int i = 0; i < 120; i++)
        memcpy(long_name + 9 + 3 * i, "\xE2\x80\xA6", 3);
    memcpy(long_name + 9 + 360, "\":1}", 5);
    for (size_t shift = 0; shift < 3; shift++) {
        struct wd_where w = {0};
        refuses(wd_str_c(long_name), WD_E_FORMAT, "an object with x", "JSON with a long name");
        (void)!wd_where_set(&w, WD_E_FORMAT, "%.*s%s", (int)shift, "xyz", long_name);
        ok(strlen(w.message) > 150 && wd_utf8_valid(wd_str_c(w.message)), "a message that is too long: %zu", shift);
    }

    struct wd_document d = parsed("<!DOCTYPE html><html lang=\"en\"><head><title>x</title></head><body>hello</body></html>");
    is_str(d.format, "html", "a page");
    is_int(d.items.n, 0, "is handed on");
    ok(wd_str_find(d.text, "hello", 0) != SIZE_MAX, "whole");
    d = parsed("Notice: x in line 3\n<html><body>hello</body></html>");
    is_str(d.format, "html", "a page behind junk");
    d = parsed("\r\n <br />Warning: cannot open\n<?xml version=\"1.0\"?><rss "
               "version=\"2.0\"><channel><item><title>a</title></item></channel></rss>");
    is_str(d.format, "rss20", "a feed behind junk");
    ok(!d.wellformed && d.repairs.n > 0, "and that is told");
    d = parsed("\xEF\xBB\xBF<rss version=\"0.91\"><channel><title>caf\xC3\xA9</title></channel></rss>");
    is_str(d.format, "rss091u", "behind a byte order mark");
    is_str(d.feed.title.value, "caf\xC3\xA9", "in UTF-8");
    d = parsed("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss version=\"0.92\"><channel><title>caf\xE9</title></channel></rss>");
    is_str(d.feed.title.value, "caf\xC3\xA9", "Latin-1");
    is_str(d.encoding, "windows-1252", "by its WHATWG name");
    d = parsed("The minister < 5 said <rss> is a format.\n\nAnd so on.");
    is_str(d.format, "text", "text that only speaks of a format");
    wd_arena_done(&arena);
    return done();
}
