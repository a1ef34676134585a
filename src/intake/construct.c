/* Text constructs, URLs, dates and persons as feeds write them. */
#include "base/limits.h"
#include "base/scan.h"
#include "base/url.h"
#include "base/utf8.h"
#include "intake/feed.h"
#include "markup/entity.h"
#include "markup/sanitise.h"

enum { MAX_EXTENSIONS = 256 };

bool wd_child(struct wd_xml *x, uint32_t depth)
{
    for (;;) {
        switch (wd_xml_next(x)) {
        case WD_XML_OPEN: return true;
        case WD_XML_CLOSE:
            if (x->depth <= depth)
                return false;
            break;
        case WD_XML_END_OF_INPUT: return false;
        case WD_XML_TEXT: break;
        }
    }
}

static bool is_void(struct wd_str tag)
{
    static const char *const by_length[][5] = {[2] = {"br", "hr"},
                                               [3] = {"col", "img", "wbr"},
                                               [4] = {"area", "base", "link", "meta"},
                                               [5] = {"embed", "input", "param", "track"},
                                               [6] = {"source"}};
    for (size_t i = 0; tag.n < WD_COUNT(by_length) && by_length[tag.n][i]; i++)
        if (wd_str_eqc_nocase(tag, by_length[tag.n][i]))
            return true;
    return false;
}

static void put_open(struct wd_buf *b, const struct wd_xml *x, bool strip_prefix)
{
    wd_buf_byte(b, '<');
    wd_buf_puts(b, strip_prefix ? x->local : x->name);
    for (size_t i = 0; i < x->attributes.n; i++) {
        const struct wd_xml_attribute *at = &x->attributes.v[i];
        if (wd_str_starts(at->name, "xmlns"))
            continue;
        wd_buf_byte(b, ' ');
        if (at->space.n && wd_str_eqc(at->space, "http://www.w3.org/1999/xlink")) {
            wd_buf_putc(b, "xlink:");
            wd_buf_puts(b, at->local);
        } else {
            wd_buf_puts(b, at->name);
        }
        wd_buf_putc(b, "=\"");
        wd_put_escaped(b, at->value, true);
        wd_buf_byte(b, '"');
    }
    wd_buf_putc(b, is_void(x->local) ? " />" : ">");
}

/* The whole of it is one text event for nearly every element of a feed: that is given without a copy. */
struct wd_str wd_inner_markup(struct wd_reader *r, bool escape, bool strip_prefix, size_t *ret_elements)
{
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    struct wd_buf *b = &r->scratch;
    size_t elements = 0;
    bool buffered = false;
    struct wd_str only = {"", 0};
    wd_buf_reset(b);
    for (;;) {
        enum wd_xml_event event = wd_xml_next(x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && x->depth <= depth))
            break;
        if (event == WD_XML_TEXT && !buffered && !only.n && !escape) {
            only = x->text;
            continue;
        }
        if (!buffered) {
            wd_buf_puts(b, only);
            buffered = true;
        }
        if (event == WD_XML_TEXT) {
            if (escape)
                wd_put_escaped(b, x->text, false);
            else
                wd_buf_puts(b, x->text);
        } else if (event == WD_XML_OPEN) {
            elements++;
            put_open(b, x, strip_prefix);
        } else if (!is_void(x->local)) {
            wd_buf_putc(b, "</");
            wd_buf_puts(b, strip_prefix ? x->local : x->name);
            wd_buf_byte(b, '>');
        }
    }
    if (ret_elements)
        *ret_elements = elements;
    return buffered ? wd_arena_str(r->a, wd_buf_str(b)) : only;
}

struct wd_str wd_clean_html(struct wd_arena *a, struct wd_str html, struct wd_str base)
{
    if (wd_str_find_byte(html, '<', 0) == SIZE_MAX && wd_str_find_byte(html, '&', 0) == SIZE_MAX)
        return html;
    struct wd_str clean;
    if (wd_sanitise(NULL, a, html, base, &clean) != 0)
        clean = wd_html_to_text(a, html);
    return clean;
}

struct wd_str wd_base64(struct wd_arena *a, struct wd_str text)
{
    char *out = wd_arena_raw(a, text.n / 4 * 3 + 4);
    size_t n = 0;
    uint32_t bits = 0;
    unsigned have = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        int v = wd_is_upper(c)         ? c - 'A'
                : wd_is_lower(c)       ? c - 'a' + 26
                : wd_is_digit(c)       ? c - '0' + 52
                : c == '+' || c == '-' ? 62
                : c == '/' || c == '_' ? 63
                                       : -1;
        if (c == '=')
            break;
        if (v < 0 && wd_is_blank(c))
            continue;
        if (v < 0)
            return text;
        bits = bits << 6 | (uint32_t)v;
        have += 6;
        if (have >= 8) {
            have -= 8;
            out[n++] = (char)(bits >> have & 0xFF);
        }
    }
    struct wd_str decoded = wd_str_n(out, n);
    return wd_utf8_valid(decoded) ? decoded : wd_str_n("", 0);
}

/* The content of the one <div> that holds all of it (Atom xhtml), or html itself. */
static struct wd_str unwrap_div(struct wd_str html)
{
    struct wd_str s = wd_str_trim(html);
    if (!wd_str_starts_nocase(s, "<div") || !wd_str_ends_nocase(s, "</div>") || (s.p[4] != '>' && !wd_is_blank(s.p[4])))
        return html;
    size_t open = wd_str_find_byte(s, '>', 0), depth = 1;
    struct wd_str inner = wd_str_n(s.p + open + 1, s.n - open - 1 - 6);
    for (size_t i = 0; (i = wd_str_find_byte(inner, '<', i)) != SIZE_MAX; i++) {
        struct wd_str at = wd_str_from(inner, i);
        if (wd_str_starts_nocase(at, "<div") && at.n > 4 && (at.p[4] == '>' || wd_is_blank(at.p[4])))
            depth++;
        else if (wd_str_starts_nocase(at, "</div>") && --depth == 0)
            return html;
    }
    return inner;
}

static const struct {
    const char *written, *media_type;
} types[] = {
    {"text", "text/plain"},
    {"plain", "text/plain"},
    {"text/plain", "text/plain"},
    {"html", "text/html"},
    {"text/html", "text/html"},
    {"xhtml", "application/xhtml+xml"},
    {"application/xhtml+xml", "application/xhtml+xml"},
};

static struct wd_str media_type(struct wd_str written)
{
    for (size_t i = 0; i < WD_COUNT(types); i++)
        if (wd_str_eqc_nocase(written, types[i].written))
            return wd_str_c(types[i].media_type);
    return wd_str_find_byte(written, '/', 0) == SIZE_MAX ? wd_str_n("", 0) : written;
}

static bool is_markup_type(struct wd_str type)
{
    return wd_str_eqc_nocase(type, "text/html") || wd_str_ends_nocase(type, "xml");
}

void wd_construct(struct wd_reader *r, enum wd_text_default unknown, struct wd_text *ret_text)
{
    struct wd_xml *x = &r->x;
    struct wd_str mode = wd_xml_attribute(x, "mode"), src = wd_xml_attribute(x, "src");
    struct wd_text t = {
        .type = media_type(wd_str_trim(wd_xml_attribute(x, "type"))), .language = wd_language_here(r), .base = wd_xml_base(x, r->base)};
    if (src.n)
        t.src = wd_url_here(r, src);
    bool declared = t.type.n > 0, guess = false;
    if (!declared) {
        guess = unknown == WD_TEXT_UNKNOWN && !r->atom;
        t.type = unknown == WD_TEXT_HTML    ? WD_STR("text/html")
                 : unknown == WD_TEXT_XHTML ? WD_STR("application/xhtml+xml")
                                            : WD_STR("text/plain");
    }
    bool xml_content = wd_str_ends_nocase(t.type, "xml") && !wd_str_eqc_nocase(mode, "escaped");
    bool base64 = wd_str_eqc_nocase(mode, "base64") ||
                  (r->atom && !r->atom03 && declared && !is_markup_type(t.type) && !wd_str_starts_nocase(t.type, "text/"));
    size_t elements = 0;
    t.value = wd_str_trim(wd_inner_markup(r, xml_content, true, &elements));
    if (base64 && !elements) {
        t.value = wd_base64(r->a, t.value);
        guess |= wd_str_eqc(t.type, "text/plain") || !is_markup_type(t.type);
    } else if (xml_content && !elements && wd_str_find_byte(t.value, '&', 0) != SIZE_MAX) {
        /* said to be XHTML but escaped once more: what was meant are the tags */
        struct wd_str decoded = wd_entities_decode(r->a, t.value);
        if (wd_looks_like_html(decoded))
            t.value = decoded;
    }
    if ((elements && !is_markup_type(t.type)) || (guess && wd_looks_like_html(t.value)))
        t.type = WD_STR("text/html");
    if (is_markup_type(t.type)) {
        if (r->entry_link.n && t.base.p == r->base.p && t.base.n == r->base.n)
            t.base = r->entry_link;
        if ((xml_content || elements) && r->atom && !r->atom03)
            t.value = wd_str_trim(unwrap_div(t.value));
        t.value = wd_clean_html(r->a, t.value, t.base);
    }
    *ret_text = t;
}

struct wd_str wd_text_plain(struct wd_arena *a, const struct wd_text *text)
{
    return is_markup_type(text->type) ? wd_html_to_text(a, text->value) : text->value;
}

struct wd_str wd_plain(struct wd_reader *r)
{
    return wd_str_trim(wd_xml_read_text(&r->x));
}

/* Nearly every URL of a feed: absolute, and nothing in it that resolving would change. */
static bool is_whole(struct wd_str url)
{
    size_t from = wd_str_starts(url, "http://") ? 7 : wd_str_starts(url, "https://") ? 8 : 0;
    if (!from || url.n == from || url.p[from] == '/' || url.p[from] == '?' || url.p[from] == '#')
        return false;
    for (size_t i = from; (i = wd_scan_odd_in_url(url.p, i, url.n)) < url.n; i++)
        if (url.p[i] != '.' || url.p[i - 1] == '/')
            return false;
    size_t host = from;
    while (host < url.n && url.p[host] != '/' && url.p[host] != '?' && url.p[host] != '#')
        host++;
    return (host == url.n || url.p[host] == '/') && wd_url_web(url);
}

static struct wd_str url_against(struct wd_reader *r, struct wd_str base, struct wd_str reference)
{
    if (!reference.n || is_whole(reference))
        return reference;
    struct wd_str url = wd_url_resolve(r->a, base, reference);
    return wd_url_absolute(url) && !wd_url_web(url) ? wd_str_n("", 0) : url;
}

struct wd_str wd_url_here(struct wd_reader *r, struct wd_str reference)
{
    return url_against(r, wd_xml_base(&r->x, r->base), wd_str_trim(reference));
}

struct wd_str wd_plain_url(struct wd_reader *r)
{
    struct wd_str base = wd_xml_base(&r->x, r->base), text = wd_plain(r);
    return url_against(r, base, text);
}

struct wd_str wd_plain_address(struct wd_reader *r)
{
    struct wd_str base = wd_xml_base(&r->x, r->base), text = wd_plain(r);
    return wd_str_starts_nocase(text, "mailto:") ? text : url_against(r, base, text);
}

/* The language that decides ambiguous zones: of the element, else of the feed. */
static struct wd_date_options date_options(struct wd_reader *r)
{
    struct wd_date_options options = r->dates;
    struct wd_str feed = r->document->feed.language, here = wd_str_trim(wd_xml_lang(&r->x));
    options.language = here.n ? here : feed.n ? feed : r->language;
    return options;
}

int64_t wd_date_of(struct wd_reader *r, struct wd_str text)
{
    struct wd_date_options options = date_options(r);
    struct wd_date d;
    return wd_date_parse(text, &options, &d) ? d.utc : WD_NO_TIME;
}

int64_t wd_date_ahead(struct wd_reader *r, struct wd_str text)
{
    struct wd_date_options options = date_options(r);
    struct wd_date d;
    options.now_utc = WD_NO_TIME;
    return wd_date_parse(text, &options, &d) ? d.utc : WD_NO_TIME;
}

static bool is_mail(struct wd_str s)
{
    size_t at = wd_str_find_byte(s, '@', 0);
    if (at == SIZE_MAX || at == 0 || at + 1 >= s.n)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (wd_is_blank(s.p[i]) || s.p[i] == '<' || s.p[i] == '>' || s.p[i] == '(' || s.p[i] == ')' || s.p[i] == ',')
            return false;
    return true;
}

struct wd_person wd_person_of(struct wd_str text)
{
    struct wd_person p = {.name = wd_str_trim(text)};
    struct wd_str s = p.name;
    if (s.n > 1024)
        return p;
    if (is_mail(s)) {
        p.email = wd_str_starts_nocase(s, "mailto:") ? wd_str_from(s, 7) : s;
        p.name.n = 0;
        return p;
    }
    char last = s.n ? s.p[s.n - 1] : '\0';
    size_t open = last == '>' ? wd_str_find_byte(s, '<', 0) : last == ')' ? wd_str_find_byte(s, '(', 0) : SIZE_MAX;
    if (open == SIZE_MAX)
        return p;
    struct wd_str outside = wd_str_trim(wd_str_n(s.p, open));
    struct wd_str inside = wd_str_trim(wd_str_n(s.p + open + 1, s.n - open - 2));
    if (wd_str_starts_nocase(inside, "mailto:"))
        inside = wd_str_from(inside, 7);
    if (is_mail(inside)) {
        p.name = outside;
        p.email = inside;
    } else if (is_mail(outside)) {
        p.name = inside;
        p.email = outside;
    }
    if (p.name.n >= 2 && p.name.p[0] == '"' && p.name.p[p.name.n - 1] == '"')
        p.name = wd_str_n(p.name.p + 1, p.name.n - 2);
    return p;
}

struct wd_str wd_lowered(struct wd_arena *a, struct wd_str s)
{
    size_t i = 0;
    while (i < s.n && !wd_is_upper(s.p[i]))
        i++;
    if (i == s.n)
        return s;
    char *p = wd_arena_raw(a, s.n);
    for (i = 0; i < s.n; i++)
        p[i] = wd_lower(s.p[i]);
    return wd_str_n(p, s.n);
}

struct wd_str wd_attribute_of(const struct wd_reader *r, const char *local)
{
    for (size_t i = 0; i < r->x.attributes.n; i++)
        if (wd_str_eqc_nocase(r->x.attributes.v[i].local, local))
            return r->x.attributes.v[i].value;
    return wd_str_n("", 0);
}

struct wd_str wd_language_here(struct wd_reader *r)
{
    struct wd_str lang = wd_str_trim(wd_xml_lang(&r->x));
    if (!lang.n)
        return r->language;
    size_t underscore = wd_str_find_byte(lang, '_', 0);
    if (underscore == SIZE_MAX)
        return lang;
    char *p = wd_arena_c(r->a, lang);
    p[underscore] = '-';
    return wd_str_n(p, lang.n);
}

void wd_extension_push(struct wd_reader *r, struct wd_item *item, struct wd_str name, struct wd_str value, bool is_json)
{
    if (item->extensions.n < MAX_EXTENSIONS)
        wd_list_add(r->a, &item->extensions, (struct wd_extension){.name = name, .value = value, .is_json = is_json, .is_list = true});
}

void wd_extension_add(struct wd_reader *r, struct wd_item *item, struct wd_str name, struct wd_str value, bool is_json)
{
    if (item->extensions.n >= MAX_EXTENSIONS)
        return;
    for (size_t i = 0; i < item->extensions.n; i++)
        if (wd_str_eq(item->extensions.v[i].name, name))
            return;
    wd_list_add(r->a, &item->extensions, (struct wd_extension){.name = name, .value = value, .is_json = is_json});
}

void wd_attributes_json(struct wd_reader *r, struct wd_jw *w)
{
    for (size_t i = 0; i < r->x.attributes.n; i++) {
        const struct wd_xml_attribute *at = &r->x.attributes.v[i];
        if (wd_str_starts(at->name, "xmlns"))
            continue;
        wd_jw_key_str(w, wd_lowered(r->a, at->local));
        wd_jw_str(w, at->value);
    }
}
