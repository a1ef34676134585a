/* Which format it is, by content; decoding; the adapter. */
#include "base/limits.h"
#include "base/url.h"
#include "base/utf8.h"
#include "intake/adapters.h"
#include "intake/telegraph.h"
#include "markup/charset.h"

enum { SNIFF_BYTES = 1 << 16, BINARY_SAMPLE_BYTES = 1 << 13, PAGE_BEHIND_BYTES = 1024 };

typedef int adapter(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w);

static const struct root {
    const char *local;
    adapter *adapt;     /* NULL: known, not read */
    bool after_junk;    /* looked for behind error messages and the like */
    const char *unread; /* name for the message */
    bool by_name;       /* its name tells enough inside a wrapper of any name */
} roots[] = {
    {"rss", wd_xml_feed_adapt, true, NULL},
    {"rdf", wd_xml_feed_adapt, true, NULL},
    {"feed", wd_xml_feed_adapt, true, NULL},
    {"channel", wd_xml_feed_adapt, false, NULL},
    {"entry", wd_xml_feed_adapt, false, NULL},
    {"newsmessage", wd_newsml_g2_adapt, true, NULL, true},
    {"newsitem", wd_newsml_g2_adapt, true, NULL},
    {"packageitem", wd_newsml_g2_adapt, true, NULL},
    {"nitf", wd_nitf_adapt, true, NULL, true},
    {"newsml", wd_newsml_1_adapt, true, NULL, true},
    {"rbnews", wd_newsxml_adapt, true, NULL, true},
    {"release", wd_newsxml_adapt, false, NULL},
    {"releases", wd_newsxml_adapt, false, NULL},
    {"conceptitem", NULL, false, "a NewsML-G2 concept item"},
    {"knowledgeitem", NULL, false, "a NewsML-G2 knowledge item"},
    {"planningitem", NULL, false, "a NewsML-G2 planning item"},
    {"urlset", wd_sitemap_adapt, false, NULL},
    {"sitemapindex", NULL, false, "a sitemap index (subscribe to the news sitemap that it lists)"},
    {"opml", NULL, false, "OPML: a list of subscriptions, see `wiredesk feed import`"},
};

static const char *const html_names[] = {"html", "head",  "body",   "title",   "meta",    "link", "script", "style",  "div",     "p",  "h1",
                                         "h2",   "table", "center", "article", "section", "main", "header", "b",      "i",       "br", "a",
                                         "span", "font",  "strong", "em",      "img",     "ul",   "form",   "iframe", "noscript"};

struct sniffed {
    const struct root *root;
    bool html;
    size_t start;          /* where the document starts, behind junk */
    struct wd_str unknown; /* first element, where it is none of ours */
};

static size_t skip_to(struct wd_str s, size_t from, const char *end)
{
    size_t at = wd_str_find(s, end, from);
    return at == SIZE_MAX ? s.n : at + strlen(end);
}

/* Past a DOCTYPE with its internal subset. */
static size_t skip_doctype(struct wd_str s, size_t from)
{
    bool subset = false;
    for (size_t i = from; i < s.n; i++) {
        if (s.p[i] == '[')
            subset = true;
        else if (s.p[i] == ']')
            subset = false;
        else if (s.p[i] == '>' && !subset)
            return i + 1;
    }
    return s.n;
}

static struct wd_str element_name(struct wd_str s, size_t at)
{
    size_t end = at;
    while (end < s.n && (wd_is_alpha(s.p[end]) || wd_is_digit(s.p[end]) || (s.p[end] && strchr("_-.:", s.p[end]))))
        end++;
    return wd_str_n(s.p + at, end - at);
}

static const struct root *root_named(struct wd_str name)
{
    size_t colon = wd_str_find_byte(name, ':', 0);
    if (colon != SIZE_MAX)
        name = wd_str_from(name, colon + 1);
    for (size_t i = 0; i < WD_COUNT(roots); i++)
        if (wd_str_eqc_nocase(name, roots[i].local))
            return &roots[i];
    return NULL;
}

static bool has_declarations(struct wd_str s, size_t at)
{
    size_t end = wd_str_find_byte(s, '>', at);
    struct wd_str tag = wd_str_n(s.p + at, (end == SIZE_MAX ? s.n : end) - at);
    return wd_str_find(tag, "xmlns", 0) != SIZE_MAX || wd_str_find(tag, "version", 0) != SIZE_MAX;
}

/* As far as is looked: comments and declarations, which may be long, are passed over and do not count. */
static struct wd_str window_at(struct wd_str text, size_t from)
{
    return wd_str_n(text.p, WD_MIN(text.n, from + SNIFF_BYTES));
}

static struct sniffed sniff(struct wd_str text)
{
    struct sniffed found = {.start = 0};
    struct wd_str s = window_at(text, 0);
    size_t declared = SIZE_MAX, first = 0;
    while (first < s.n && (wd_is_blank(s.p[first]) || s.p[first] == '\0'))
        first++;
    bool junk = first < s.n && s.p[first] != '<';
    for (size_t i = wd_str_find_byte(s, '<', 0); i < s.n && i != SIZE_MAX; i = wd_str_find_byte(s, '<', i)) {
        struct wd_str at = wd_str_from(s, i);
        if (wd_str_starts(at, "<!--")) {
            i = skip_to(text, i + 4, "-->");
            s = window_at(text, i);
        } else if (wd_str_starts(at, "<?")) {
            if (declared == SIZE_MAX)
                declared = i;
            i = skip_to(text, i + 2, "?>");
            s = window_at(text, i);
        } else if (wd_str_starts_nocase(at, "<!doctype")) {
            struct wd_str name = wd_str_trim(wd_str_from(at, 9));
            found.html |= !junk && wd_str_starts_nocase(name, "html");
            if (declared == SIZE_MAX)
                declared = i;
            i = skip_doctype(text, i + 9);
            s = window_at(text, i);
        } else {
            struct wd_str name = element_name(s, i + 1);
            const struct root *root = name.n ? root_named(name) : NULL;
            if (root && (!(junk || found.unknown.n) || (root->by_name && !junk) ||
                         (root->after_junk && (declared != SIZE_MAX || has_declarations(s, i))))) {
                found.root = root;
                found.start = junk || found.unknown.n ? (declared == SIZE_MAX ? i : declared) : 0;
                return found;
            }
            if (name.n && !found.unknown.n && !junk) {
                found.unknown = name;
                for (size_t k = 0; k < WD_COUNT(html_names); k++)
                    found.html |= wd_str_eqc_nocase(name, html_names[k]);
                if (wd_str_eqc_nocase(name, "html"))
                    return found;
            }
            if (junk && i < PAGE_BEHIND_BYTES && wd_str_eqc_nocase(name, "html")) {
                found.html = true;
                return found;
            }
            declared = SIZE_MAX;
            i++;
        }
    }
    return found;
}

/* Control bytes do not stand in text; a few are forgiven. */
static bool is_binary(struct wd_str bytes)
{
    size_t n = WD_MIN(bytes.n, (size_t)BINARY_SAMPLE_BYTES), control = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        control += (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B) || c == 0x7F;
    }
    return control > n / 100;
}

static const struct {
    const char *bytes;
    size_t n;
    const char *name;
} magics[] = {
    {"\x1F\x8B", 2, "gzip: unpack it first"},
    {"%PDF-", 5, "PDF"},
    {"PK\x03\x04", 4, "a ZIP archive"},
    {"\x89PNG", 4, "a PNG image"},
    {"\xFF\xD8\xFF", 3, "a JPEG image"},
    {"GIF8", 4, "a GIF image"},
    {"\x28\xB5\x2F\xFD", 4, "zstd: unpack it first"},
};

static int not_ours(struct wd_where *w, struct wd_str text, size_t byte, const char *what)
{
    wd_where_locate(w, text.p, text.n, byte);
    return wd_where_set(w, WD_E_FORMAT, "line %u, column %u: format not known: %s", w->line, w->column, what);
}

static enum wd_markup_kind kind_of(struct wd_str bytes)
{
    size_t i = 0;
    while (i < bytes.n && i < 64 &&
           (wd_is_blank(bytes.p[i]) || bytes.p[i] == '\0' || (unsigned char)bytes.p[i] >= 0xEF || (unsigned char)bytes.p[i] == 0xBB ||
            (unsigned char)bytes.p[i] == 0xBF))
        i++;
    struct wd_str s = wd_str_from(bytes, i);
    if (wd_str_starts_nocase(s, "<!doctype html") || wd_str_starts_nocase(s, "<html"))
        return WD_MARKUP_HTML;
    if (wd_str_starts(s, "<"))
        return WD_MARKUP_XML;
    /* an error message before the XML declaration */
    return wd_str_find(wd_str_n(bytes.p, WD_MIN(bytes.n, (size_t)4096)), "<?xml", 0) != SIZE_MAX ? WD_MARKUP_XML : WD_MARKUP_TEXT;
}

static int adapt_markup(struct wd_adapter_input *in, const struct sniffed *found, struct wd_document *d, struct wd_where *w)
{
    if (!found->root && found->html)
        return wd_html_adapt(in, d, w);
    if (!found->root) {
        struct wd_str what = wd_arena_printf(in->a, "the first element <%.*s> begins no feed and no wire file", WD_STR_ARG(found->unknown));
        return not_ours(w, in->text, (size_t)(found->unknown.p - in->text.p), wd_arena_c(in->a, what));
    }
    if (!found->root->adapt)
        return not_ours(w, in->text, found->start,
                        wd_arena_c(in->a, wd_arena_printf(in->a, "this is %s, which is not read here", found->root->unread)));
    if (found->start) {
        wd_list_add(in->a, &d->repairs, wd_arena_printf(in->a, "%zu bytes before the document were skipped", found->start));
        struct wd_where before;
        wd_where_locate(&before, in->text.p, in->text.n, found->start);
        in->lines_before = before.line - 1;
        in->text = wd_str_from(in->text, found->start);
    }
    return found->root->adapt(in, d, w);
}

/* An object, or a list of objects; other text begins with brackets, too. */
static bool is_json(struct wd_str head)
{
    if (head.p[0] == '{')
        return true;
    struct wd_str inner = wd_str_trim(wd_str_from(head, 1));
    return head.p[0] == '[' && inner.n && (inner.p[0] == '{' || inner.p[0] == ']');
}

static int adapt(struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    struct wd_str bytes = in->input->body, head = wd_str_trim(in->text);
    for (size_t i = 0; i < WD_COUNT(magics); i++)
        if (bytes.n >= magics[i].n && memcmp(bytes.p, magics[i].bytes, magics[i].n) == 0)
            return not_ours(w, bytes, 0, magics[i].name);
    if (!head.n)
        return wd_where_set(w, WD_E_EMPTY, "there is nothing in it");
    if (is_json(head)) {
        int err = wd_json_adapt(in, d, w);
        if (err != WD_E_SYNTAX || head.p[0] == '{')
            return err;
        w->message[0] = '\0'; /* text that begins with a bracket */
    }
    if (wd_telegraph_is(in->text))
        return wd_telegraph_adapt(in, d, w);
    struct sniffed found = sniff(in->text);
    if (found.root || found.html || found.unknown.n)
        return adapt_markup(in, &found, d, w);
    if (is_binary(in->text))
        return not_ours(w, in->text, 0, "it is no text");
    return wd_text_adapt(in, d, w);
}

static size_t first_stray(struct wd_str bytes)
{
    size_t at = 0;
    while (at < bytes.n) {
        struct wd_cp c = wd_utf8_at(bytes, at);
        if (c.bytes == 1 && (unsigned char)bytes.p[at] >= 0x80)
            return at;
        at += c.bytes;
    }
    return SIZE_MAX;
}

static void tell_decoding(struct wd_arena *a, struct wd_str bytes, const struct wd_decoded *decoded, struct wd_document *d)
{
    bool utf8 = wd_str_eqc(decoded->encoding, "utf-8"),
         wide = wd_str_starts(decoded->encoding, "utf-16") || wd_str_starts(decoded->encoding, "utf-32");
    size_t nul = decoded->repaired && !wide ? wd_str_find_byte(bytes, '\0', 0) : SIZE_MAX;
    size_t stray = decoded->repaired && utf8 ? first_stray(bytes) : SIZE_MAX;
    struct wd_where w;
    if (nul != SIZE_MAX) {
        wd_where_locate(&w, bytes.p, bytes.n, nul);
        wd_list_add(a, &d->repairs, wd_arena_printf(a, "NUL bytes dropped, the first in line %u", w.line));
    }
    if (stray != SIZE_MAX) {
        wd_where_locate(&w, bytes.p, bytes.n, stray);
        wd_list_add(a, &d->repairs, wd_arena_printf(a, "bytes that are no utf-8 read as windows-1252, the first in line %u", w.line));
    } else if (decoded->repaired && (nul == SIZE_MAX || !utf8)) {
        wd_list_add(a, &d->repairs, wd_arena_printf(a, "bytes that are no %.*s were mended", WD_STR_ARG(decoded->encoding)));
    }
    if (decoded->declaration_lied)
        wd_list_add(a, &d->repairs,
                    wd_arena_printf(a, "the declared encoding is not that of the bytes, which are %.*s", WD_STR_ARG(decoded->encoding)));
}

/* Mail is not decoded as a whole: each part has an encoding of its own. */
static void decode(struct wd_arena *a, const struct wd_intake_input *input, struct wd_document *d, struct wd_decoded *ret)
{
    if (wd_telegraph_is(input->body))
        wd_telegraph_decode(a, input->body, input->content_type, input->content_language, ret);
    else
        wd_charset_decode(a, input->body, input->content_type, kind_of(input->body), ret);
    d->encoding = ret->encoding;
    tell_decoding(a, input->body, ret, d);
}

int wd_intake_parse_within(struct wd_arena *a, const struct wd_intake_input *input, unsigned depth, struct wd_document *ret_document,
                           struct wd_where *ret_where)
{
    struct wd_document d = {.wellformed = true};
    struct wd_where w = {0};
    struct wd_decoded decoded;
    wd_item_init(&d.feed);
    int err;
    if (!input->body.n) {
        err = wd_where_set(&w, WD_E_EMPTY, "there is nothing in it");
        goto out;
    }
    struct wd_adapter_input in = {.a = a, .input = input, .base = input->url, .depth = depth};
    if (input->content_location.n) {
        struct wd_str base = wd_url_resolve(a, input->url, input->content_location);
        if (base.n)
            in.base = base;
    }
    if (wd_mail_is(input->body)) {
        err = wd_mail_adapt(&in, &d, &w);
    } else {
        decode(a, input, &d, &decoded);
        in.text = decoded.text;
        err = adapt(&in, &d, &w);
    }
    if (!err) {
        d.wellformed = d.wellformed && d.repairs.n == 0;
        *ret_document = d;
    }
out:
    if (err && ret_where)
        *ret_where = w;
    return err;
}

int wd_intake_parse(struct wd_arena *a, const struct wd_intake_input *input, struct wd_document *ret_document, struct wd_where *ret_where)
{
    return wd_intake_parse_within(a, input, 0, ret_document, ret_where);
}
