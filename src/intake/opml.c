/* OPML 1 and 2: subscriptions in and out, with attributes of our own for what OPML has no word for. */
#include "base/limits.h"
#include "base/url.h"
#include "base/utf8.h"
#include "intake/feed.h"
#include "markup/charset.h"

static const char own_namespace[] = "https://wiredesk.org/ns";
enum { MAX_SECTION_BYTES = 1024, MAX_NAME_BYTES = 60 };

static struct wd_str attribute(const struct wd_xml *x, const char *local)
{
    for (size_t i = 0; i < x->attributes.n; i++)
        if (!wd_str_starts(x->attributes.v[i].name, "wd:") && wd_str_eqc_nocase(x->attributes.v[i].local, local))
            return wd_str_trim(x->attributes.v[i].value);
    return wd_str_n("", 0);
}

static struct wd_str own(const struct wd_xml *x, const char *local)
{
    for (size_t i = 0; i < x->attributes.n; i++)
        if ((wd_str_starts(x->attributes.v[i].name, "wd:") || wd_str_eqc(x->attributes.v[i].space, own_namespace)) &&
            wd_str_eqc(x->attributes.v[i].local, local))
            return wd_str_trim(x->attributes.v[i].value);
    return wd_str_n("", 0);
}

static bool is_true(struct wd_str s)
{
    return wd_str_eqc_nocase(s, "true") || wd_str_eqc_nocase(s, "yes") || wd_str_eqc(s, "1");
}

static struct wd_str joined(struct wd_arena *a, struct wd_str section, struct wd_str name)
{
    if (!name.n || section.n + name.n > MAX_SECTION_BYTES)
        return section;
    return section.n ? wd_arena_printf(a, "%.*s/%.*s", WD_STR_ARG(section), WD_STR_ARG(name)) : name;
}

static void subscription(struct wd_arena *a, const struct wd_xml *x, struct wd_str section, struct wd_str url, wd_outlines *list)
{
    struct wd_outline o = {.title = attribute(x, "title"),
                           .url = url,
                           .site = attribute(x, "htmlUrl"),
                           .section = section,
                           .language = attribute(x, "language")};
    if (!o.title.n)
        o.title = attribute(x, "text");
    if (!o.section.n) {
        o.section = attribute(x, "category");
        if (wd_str_starts(o.section, "/"))
            o.section = wd_str_from(o.section, 1);
        o.section = wd_utf8_cut(o.section, MAX_SECTION_BYTES);
    }
    o.zone = own(x, "zone");
    o.name = own(x, "name");
    o.label = own(x, "label");
    o.licensed = is_true(own(x, "licensed"));
    o.paused = is_true(own(x, "paused"));
    o.full_text = own(x, "fullText");
    if (!wd_str_to_i64(own(x, "interval"), &o.interval_s) || o.interval_s < 0)
        o.interval_s = 0;
    wd_list_add(a, list, o);
}

int wd_opml_parse(struct wd_arena *a, struct wd_str text, wd_outlines *ret_outlines, struct wd_where *ret_where)
{
    struct wd_xml x;
    struct wd_decoded decoded;
    wd_outlines list = {0};
    struct wd_str section[WD_MAX_XML_DEPTH + 1];
    uint32_t level = 0, groups = 0, depth_of[WD_MAX_XML_DEPTH + 1];
    bool root = false;
    wd_charset_decode(a, text, wd_str_n("", 0), WD_MARKUP_XML, &decoded);
    wd_xml_init(&x, a, decoded.text);
    section[0] = wd_str_n("", 0);
    depth_of[0] = 0;
    for (;;) {
        enum wd_xml_event event = wd_xml_next(&x);
        if (event == WD_XML_END_OF_INPUT)
            break;
        if (event == WD_XML_CLOSE && level && depth_of[level] == x.depth)
            level--;
        if (event != WD_XML_OPEN)
            continue;
        if (!root) {
            if (!wd_str_eqc_nocase(x.local, "opml")) {
                wd_where_locate(ret_where, decoded.text.p, decoded.text.n, x.byte);
                struct wd_str name = wd_utf8_cut(x.name, MAX_NAME_BYTES);
                return wd_where_set(ret_where, WD_E_FORMAT, "no OPML: the first element is <%.*s>", WD_STR_ARG(name));
            }
            root = true;
            continue;
        }
        if (!wd_str_eqc_nocase(x.local, "outline"))
            continue;
        struct wd_str url = attribute(&x, "xmlUrl"), name = attribute(&x, "text");
        if (!name.n)
            name = attribute(&x, "title");
        /* a subscription of ours may have no address: it is fed by hand or by a folder */
        bool named = own(&x, "name").n > 0;
        if (list.n < WD_MAX_ITEMS && (wd_url_web(url) || named))
            subscription(a, &x, section[level], wd_url_web(url) ? url : wd_str_n("", 0), &list);
        if (level < WD_MAX_XML_DEPTH) {
            struct wd_str enclosing = url.n || named || groups++ >= WD_MAX_ITEMS ? section[level] : joined(a, section[level], name);
            level++;
            section[level] = enclosing;
            depth_of[level] = x.depth;
        }
    }
    if (!root)
        return wd_where_set(ret_where, WD_E_FORMAT, "no OPML: there is no element in it");
    *ret_outlines = list;
    return 0;
}

static void put_value(struct wd_buf *out, const char *name, struct wd_str value)
{
    if (!value.n)
        return;
    wd_buf_printf(out, " %s=\"", name);
    for (size_t i = 0; i < value.n; i++) {
        switch (value.p[i]) {
        case '<': wd_buf_putc(out, "&lt;"); break;
        case '>': wd_buf_putc(out, "&gt;"); break;
        case '&': wd_buf_putc(out, "&amp;"); break;
        case '"': wd_buf_putc(out, "&quot;"); break;
        case '\n': wd_buf_putc(out, "&#10;"); break;
        case '\t': wd_buf_putc(out, "&#9;"); break;
        case '\r': wd_buf_putc(out, "&#13;"); break;
        default: wd_buf_byte(out, value.p[i]);
        }
    }
    wd_buf_byte(out, '"');
}

/* Outlines of one section that follow one another share an enclosing outline. */
void wd_opml_write(const struct wd_outline *outlines, size_t n, struct wd_str title, struct wd_buf *out)
{
    struct wd_str open[WD_MAX_XML_DEPTH];
    size_t levels = 0;
    wd_buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\" xmlns:wd=\"%s\">\n<head><title>", own_namespace);
    for (size_t i = 0; i < title.n; i++) {
        if (title.p[i] == '<')
            wd_buf_putc(out, "&lt;");
        else if (title.p[i] == '&')
            wd_buf_putc(out, "&amp;");
        else
            wd_buf_byte(out, title.p[i]);
    }
    wd_buf_putc(out, "</title></head>\n<body>\n");
    for (size_t i = 0; i <= n; i++) {
        struct wd_str rest = i < n ? outlines[i].section : wd_str_n("", 0), name;
        size_t same = 0;
        while (same < levels && wd_str_cut(&rest, '/', &name) && wd_str_eq(name, open[same]))
            same++;
        for (; levels > same; levels--)
            wd_buf_putc(out, "</outline>\n");
        if (i == n)
            break;
        rest = outlines[i].section;
        for (size_t k = 0; wd_str_cut(&rest, '/', &name) && k < WD_COUNT(open); k++) {
            if (k < levels)
                continue;
            wd_buf_putc(out, "<outline");
            put_value(out, "text", name);
            wd_buf_putc(out, ">\n");
            open[levels++] = name;
        }
        const struct wd_outline *o = &outlines[i];
        wd_buf_putc(out, "<outline type=\"rss\"");
        put_value(out, "text", o->title.n ? o->title : o->url);
        put_value(out, "title", o->title);
        put_value(out, "xmlUrl", o->url);
        put_value(out, "htmlUrl", o->site);
        put_value(out, "language", o->language);
        put_value(out, "wd:name", o->name);
        put_value(out, "wd:label", o->label);
        put_value(out, "wd:zone", o->zone);
        put_value(out, "wd:licensed", o->licensed ? WD_STR("true") : wd_str_n("", 0));
        put_value(out, "wd:paused", o->paused ? WD_STR("true") : wd_str_n("", 0));
        put_value(out, "wd:fullText", o->full_text);
        if (o->interval_s)
            wd_buf_printf(out, " wd:interval=\"%" PRId64 "\"", o->interval_s);
        wd_buf_putc(out, "/>\n");
    }
    wd_buf_putc(out, "</body>\n</opml>\n");
}
