#include "cmd/bench_invent.h"

#include "base/json.h"
#include "base/time.h"
#include "base/utf8.h"
#include "cmd/bench_prose.h"

enum form { FORM_RSS, FORM_ATOM, FORM_RDF, FORM_JSON };
enum body { BODY_CDATA, BODY_ESCAPED, BODY_XHTML, BODY_NONE };
enum encoding { UTF_8, CP1252, LATIN2, CP1251, ENCODINGS };

const char *const wd_feed_kind_names[WD_FEED_KINDS] = {"rss-cdata",  "rss-summaries", "rss-escaped", "atom-html",   "atom-xhtml",
                                                       "rdf",        "json-feed",     "rss-russian", "rss-chinese", "rss-cp1252",
                                                       "rss-latin2", "rss-cp1251",    "ill-formed"};
static const struct {
    enum form form;
    enum body body;
    enum wd_script script;
    enum encoding encoding;
    uint32_t body_bytes; /* of an item, about */
} kinds[WD_FEED_KINDS] = {
    [WD_FEED_CDATA] = {FORM_RSS, BODY_CDATA, WD_SCRIPT_ENGLISH, UTF_8, 5000},
    [WD_FEED_SUMMARIES] = {FORM_RSS, BODY_NONE, WD_SCRIPT_ENGLISH, UTF_8, 0},
    [WD_FEED_ESCAPED] = {FORM_RSS, BODY_ESCAPED, WD_SCRIPT_ENGLISH, UTF_8, 3000},
    [WD_FEED_ATOM_HTML] = {FORM_ATOM, BODY_ESCAPED, WD_SCRIPT_GERMAN, UTF_8, 4000},
    [WD_FEED_ATOM_XHTML] = {FORM_ATOM, BODY_XHTML, WD_SCRIPT_ENGLISH, UTF_8, 4000},
    [WD_FEED_RDF] = {FORM_RDF, BODY_CDATA, WD_SCRIPT_GERMAN, UTF_8, 1500},
    [WD_FEED_JSON] = {FORM_JSON, BODY_NONE, WD_SCRIPT_ENGLISH, UTF_8, 4000},
    [WD_FEED_RUSSIAN] = {FORM_RSS, BODY_CDATA, WD_SCRIPT_RUSSIAN, UTF_8, 6000},
    [WD_FEED_CHINESE] = {FORM_RSS, BODY_CDATA, WD_SCRIPT_CHINESE, UTF_8, 4000},
    [WD_FEED_CP1252] = {FORM_RSS, BODY_CDATA, WD_SCRIPT_GERMAN, CP1252, 2500},
    [WD_FEED_LATIN2] = {FORM_RSS, BODY_ESCAPED, WD_SCRIPT_POLISH, LATIN2, 2500},
    [WD_FEED_CP1251] = {FORM_RSS, BODY_CDATA, WD_SCRIPT_RUSSIAN, CP1251, 2500},
    [WD_FEED_ILL_FORMED] = {FORM_RSS, BODY_ESCAPED, WD_SCRIPT_ENGLISH, UTF_8, 2500},
};

size_t wd_invented_feed_bytes(uint64_t number)
{
    static const uint16_t kilobytes[] = {5, 32, 11, 69, 7, 27, 161, 14, 45, 9, 23, 94, 17, 37, 20, 55};
    return (number % 64 == 63 ? 500u : kilobytes[number % WD_COUNT(kilobytes)]) * (size_t)1000;
}

struct making {
    struct wd_prose prose;
    struct wd_buf html; /* of the item at hand */
    struct wd_buf *out;
    enum wd_feed_kind kind;
    int64_t at_utc;
};

static void put_refs(struct wd_buf *out, struct wd_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        const char *as = s.p[i] == '<' ? "&lt;" : s.p[i] == '>' ? "&gt;" : s.p[i] == '&' ? "&amp;" : NULL;
        if (as)
            wd_buf_putc(out, as);
        else
            wd_buf_byte(out, s.p[i]);
    }
}

static void put_mail_date(struct wd_buf *out, int64_t utc)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct wd_civil c = wd_time_to_civil(utc);
    wd_buf_printf(out, "%s, %02d %s %d %02d:%02d:%02d +0000", days[c.weekday], c.day, months[c.month - 1], c.year, c.hour, c.minute,
                  c.second);
}

static void put_title(struct making *m)
{
    wd_prose_words(&m->prose, 6 + wd_random_below(&m->prose.random, 6), m->out);
    if (wd_random_below(&m->prose.random, 5) == 0)
        wd_buf_putc(m->out, m->kind == WD_FEED_ILL_FORMED ? " & co" : " &amp; co");
}

static void put_categories(struct making *m, const char *open, const char *close)
{
    for (uint32_t n = wd_random_below(&m->prose.random, 6); n; n--) {
        wd_buf_putc(m->out, open);
        wd_prose_words(&m->prose, 1, m->out);
        wd_buf_putc(m->out, close);
    }
}

/* The HTML of an item into m->html. */
static struct wd_str make_html(struct making *m)
{
    size_t bytes = kinds[m->kind].body_bytes;
    wd_buf_reset(&m->html);
    wd_prose_html(&m->prose, bytes / 2 + wd_random_below(&m->prose.random, (uint32_t)bytes), &m->html);
    return wd_buf_str(&m->html);
}

static void put_rss_item(struct making *m, uint64_t number)
{
    struct wd_buf *out = m->out;
    wd_buf_putc(out, "\t<item>\n\t\t<title>");
    put_title(m);
    wd_buf_printf(out, "</title>\n\t\t<link>https://www.posten.example/2026/03/item-%" PRIu64 "/</link>\n\t\t<dc:creator><![CDATA[",
                  number);
    wd_prose_name(&m->prose, out);
    wd_buf_putc(out, "]]></dc:creator>\n\t\t<pubDate>");
    put_mail_date(out, m->at_utc);
    wd_buf_putc(out, "</pubDate>\n");
    put_categories(m, "\t\t<category><![CDATA[", "]]></category>\n");
    wd_buf_printf(out, "\t\t<guid isPermaLink=\"false\">https://www.posten.example/?p=%" PRIu64 "</guid>\n\t\t<description>", number);
    if (kinds[m->kind].body == BODY_CDATA || kinds[m->kind].body == BODY_NONE) {
        wd_buf_putc(out, "<![CDATA[");
        wd_prose_text(&m->prose, 250, out);
        if (kinds[m->kind].body == BODY_NONE)
            wd_buf_putc(out, " <a href=\"https://www.posten.example/more\">&#8594;</a>");
        wd_buf_putc(out, "]]></description>\n");
    } else {
        put_refs(out, make_html(m));
        wd_buf_putc(out, m->kind == WD_FEED_ILL_FORMED && number % 3 == 0 ? "&hellip;&nbsp;\x92 \n" : "</description>\n");
    }
    if (kinds[m->kind].body == BODY_CDATA) {
        wd_buf_putc(out, "\t\t<content:encoded><![CDATA[");
        wd_buf_puts(out, make_html(m));
        wd_buf_putc(out, "]]></content:encoded>\n");
    }
    wd_buf_printf(out,
                  "\t\t<media:content url=\"https://img.posten.example/%" PRIu64
                  ".jpg\" medium=\"image\" type=\"image/jpeg\" width=\"1200\" "
                  "height=\"675\">\n\t\t\t<media:credit>",
                  number);
    wd_prose_name(&m->prose, out);
    wd_buf_printf(out,
                  "</media:credit>\n\t\t</media:content>\n\t\t<media:thumbnail url=\"https://img.posten.example/%" PRIu64
                  "-150x150.jpg\" />\n\t\t<slash:comments>%u</slash:comments>\n\t</item>\n",
                  number, wd_random_below(&m->prose.random, 40));
}

static void put_atom_item(struct making *m, uint64_t number)
{
    struct wd_buf *out = m->out;
    char iso[24];
    wd_time_iso(m->at_utc, iso);
    wd_buf_putc(out, "  <entry>\n    <title type=\"html\">");
    put_title(m);
    wd_buf_printf(out,
                  "</title>\n    <link rel=\"alternate\" type=\"text/html\" href=\"https://www.posten.example/e/%" PRIu64 "\"/>\n"
                  "    <id>tag:posten.example,2026:%" PRIu64 "</id>\n    <published>%s</published>\n    <updated>%s</updated>\n"
                  "    <author><name>",
                  number, number, iso, iso);
    wd_prose_name(&m->prose, out);
    wd_buf_putc(out, "</name></author>\n");
    put_categories(m, "    <category term=\"", "\"/>\n");
    wd_buf_putc(out, "    <summary>");
    wd_prose_text(&m->prose, 200, out);
    if (kinds[m->kind].body == BODY_XHTML) {
        wd_buf_putc(out, "</summary>\n    <content type=\"xhtml\" xml:base=\"https://www.posten.example/e/\">"
                         "<div xmlns=\"http://www.w3.org/1999/xhtml\">\n");
        wd_buf_puts(out, make_html(m));
        wd_buf_putc(out, "</div></content>\n  </entry>\n");
    } else {
        wd_buf_putc(out, "</summary>\n    <content type=\"html\">");
        put_refs(out, make_html(m));
        wd_buf_putc(out, "</content>\n  </entry>\n");
    }
}

static void put_rdf_item(struct making *m, uint64_t number)
{
    struct wd_buf *out = m->out;
    char iso[24];
    wd_time_iso(m->at_utc, iso);
    wd_buf_printf(out, "<item rdf:about=\"https://www.posten.example/r/%" PRIu64 "\">\n<title>", number);
    put_title(m);
    wd_buf_printf(out, "</title>\n<link>https://www.posten.example/r/%" PRIu64 "</link>\n<dc:date>%s</dc:date>\n<dc:creator>", number, iso);
    wd_prose_name(&m->prose, out);
    wd_buf_putc(out, "</dc:creator>\n");
    put_categories(m, "<dc:subject>", "</dc:subject>\n");
    wd_buf_putc(out, "<description>");
    wd_prose_text(&m->prose, 300, out);
    wd_buf_putc(out, "</description>\n<content:encoded><![CDATA[");
    wd_buf_puts(out, make_html(m));
    wd_buf_putc(out, "]]></content:encoded>\n</item>\n");
}

static void put_json_item(struct making *m, uint64_t number)
{
    struct wd_jw w;
    char iso[24];
    wd_time_iso(m->at_utc, iso);
    if (number % 1000)
        wd_buf_byte(m->out, ',');
    wd_buf_putc(m->out, "\n  ");
    wd_jw_init(&w, m->out);
    wd_jw_object(&w);
    struct wd_str html = make_html(m);
    wd_jw_kstr(&w, "content_html", html);
    wd_buf_reset(&m->html);
    wd_buf_printf(&m->html, "https://www.posten.example/j/%" PRIu64, number);
    wd_jw_kstr(&w, "id", wd_buf_str(&m->html));
    wd_jw_kstr(&w, "url", wd_buf_str(&m->html));
    wd_buf_reset(&m->html);
    wd_prose_words(&m->prose, 8, &m->html);
    wd_jw_kstr(&w, "title", wd_buf_str(&m->html));
    wd_jw_kstr(&w, "date_published", wd_str_c(iso));
    wd_buf_reset(&m->html);
    wd_prose_name(&m->prose, &m->html);
    wd_jw_key(&w, "authors");
    wd_jw_array(&w);
    wd_jw_object(&w);
    wd_jw_kstr(&w, "name", wd_buf_str(&m->html));
    wd_jw_end(&w);
    wd_jw_end(&w);
    wd_jw_end(&w);
}

static const char *const encoding_names[ENCODINGS] = {"UTF-8", "windows-1252", "iso-8859-2", "windows-1251"};

static void put_head(struct making *m)
{
    const char *language = wd_script_languages[kinds[m->kind].script];
    if (kinds[m->kind].form != FORM_JSON)
        wd_buf_printf(m->out, "<?xml version=\"1.0\" encoding=\"%s\"?>\n", encoding_names[kinds[m->kind].encoding]);
    switch (kinds[m->kind].form) {
    case FORM_RSS:
        wd_buf_printf(m->out,
                      "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
                      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                      "\txmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"\n"
                      "\txmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\" xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel>\n"
                      "\t<title>The Bench Post</title>\n\t<atom:link href=\"https://www.posten.example/feed/\" rel=\"self\" "
                      "type=\"application/rss+xml\" />\n"
                      "\t<link>https://www.posten.example</link>\n\t<description>Invented</description>\n\t<language>%s</language>\n"
                      "\t<sy:updatePeriod>hourly</sy:updatePeriod>\n",
                      language);
        break;
    case FORM_ATOM:
        wd_buf_printf(
            m->out,
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\" xml:base=\"https://www.posten.example/\">\n  <title>The Bench Post"
            "</title>\n  <id>https://www.posten.example/</id>\n  <link rel=\"self\" href=\"/feed.atom\"/>\n"
            "  <updated>2026-03-14T12:00:00Z</updated>\n",
            language);
        break;
    case FORM_RDF:
        wd_buf_printf(
            m->out,
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"\n"
            " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n"
            "<channel rdf:about=\"https://www.posten.example/\">\n<title>The Bench Post</title>\n<link>https://www.posten.example/</link>\n"
            "<description>Invented</description>\n<dc:language>%s</dc:language>\n</channel>\n",
            language);
        break;
    case FORM_JSON:
        wd_buf_printf(m->out,
                      "{\n \"version\": \"https://jsonfeed.org/version/1.1\",\n \"title\": \"The Bench Post\",\n \"language\": \"%s\",\n"
                      " \"home_page_url\": \"https://www.posten.example/\",\n \"items\": [",
                      language);
        break;
    }
}

/* An ill-formed feed is cut off in the middle of an item. */
static void put_foot(struct making *m)
{
    static const char *const feet[] = {
        [FORM_RSS] = "</channel>\n</rss>\n", [FORM_ATOM] = "</feed>\n", [FORM_RDF] = "</rdf:RDF>\n", [FORM_JSON] = "\n ]\n}\n"};
    wd_buf_putc(m->out, m->kind == WD_FEED_ILL_FORMED ? "\t<item><title>Cut off here</title><descr" : feet[kinds[m->kind].form]);
}

static unsigned char byte_of(uint32_t cp, enum encoding encoding)
{
    static const struct {
        uint16_t cp;
        uint8_t cp1252, latin2, cp1251;
    } rows[] = {
        {0x2013, 0x96, '-', 0x96}, {0x2014, 0x97, '-', 0x97}, {0x201C, 0x93, '"', 0x93}, {0x201D, 0x94, '"', 0x94},
        {0x201E, 0x84, '"', 0x84}, {0xAB, 0xAB, '"', 0xAB},   {0xBB, 0xBB, '"', 0xBB},   {0x105, 'a', 0xB1, 'a'},
        {0x107, 'c', 0xE6, 'c'},   {0x119, 'e', 0xEA, 'e'},   {0x142, 'l', 0xB3, 'l'},   {0x144, 'n', 0xF1, 'n'},
        {0x15B, 's', 0xB6, 's'},   {0x17A, 'z', 0xBC, 'z'},   {0x17C, 'z', 0xBF, 'z'},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++)
        if (rows[i].cp == cp)
            return encoding == CP1252 ? rows[i].cp1252 : encoding == LATIN2 ? rows[i].latin2 : rows[i].cp1251;
    if (encoding == CP1251 && cp >= 0x410 && cp < 0x450)
        return (unsigned char)(cp - 0x410 + 0xC0);
    return cp < 0x100 ? (unsigned char)cp : '?';
}

/* What stands in out from `from` on, from UTF-8. */
static void to_bytes(struct wd_buf *out, size_t from, enum encoding encoding)
{
    struct wd_str s = wd_buf_str(out);
    size_t n = from;
    for (size_t at = from; at < s.n;) {
        struct wd_cp c = wd_utf8_at(s, at);
        out->p[n++] = (char)(c.cp < 0x80 ? c.cp : byte_of(c.cp, encoding));
        at += c.bytes;
    }
    out->n = n;
}

void wd_invented_feed_make(uint64_t seed, enum wd_feed_kind kind, uint64_t number, struct wd_buf *out)
{
    static void (*const put_item[])(struct making *, uint64_t) = {put_rss_item, put_atom_item, put_rdf_item, put_json_item};
    struct making m = {.kind = kind, .out = out, .at_utc = 1773489600};
    m.prose = (struct wd_prose){
        .random = wd_random_of(seed, (uint64_t)kind, number), .script = kinds[kind].script, .xhtml = kinds[kind].body == BODY_XHTML};
    wd_buf_init(&m.html, 16u << 20);
    size_t from = out->n, bytes = wd_invented_feed_bytes(number);
    put_head(&m);
    for (uint64_t i = number * 1000; out->n - from < bytes && !out->err; i++) {
        m.prose.number = i;
        put_item[kinds[kind].form](&m, i);
        m.at_utc -= 300 + wd_random_below(&m.prose.random, 7000);
    }
    put_foot(&m);
    if (kinds[kind].encoding != UTF_8 && !out->err)
        to_bytes(out, from, kinds[kind].encoding);
    wd_buf_done(&m.html);
}
