#include "markup/clean.h"

#include "base/err.h"
#include "base/scan.h"
#include "base/url.h"
#include "markup/entity.h"

#define MAX_OUT_BYTES ((size_t)WD_MAX_FILE_BYTES)
#define MAX_BASE_BYTES 2048u
#define IMPLIED_LEVELS 32 /* how far up an element is looked for that a start tag closes */

void wd_clean_init(struct wd_clean *c, struct wd_arena *a, struct wd_str base)
{
    /* all but the stack, which is some kilobytes: most texts are short */
    c->a = a;
    c->out = (struct wd_build){.a = a};
    c->base = base.n <= MAX_BASE_BYTES ? base : WD_STR("");
    memset(&c->depth, 0, sizeof *c - offsetof(struct wd_clean, depth));
}

void wd_clean_text_decoded(struct wd_clean *c, struct wd_str text)
{
    wd_build_escaped(&c->out, text, false);
}

/* Bytes of a reference that is written as it stands. */
static size_t settled_reference(const char *p, size_t left)
{
    if (left >= 4 && p[2] == 't' && p[3] == ';' && (p[1] == 'l' || p[1] == 'g'))
        return 4;
    return left >= 5 && memcmp(p, "&amp;", 5) == 0 ? 5 : 0;
}

void wd_clean_text(struct wd_clean *c, struct wd_str text)
{
    size_t from = 0;
    for (size_t at = 0; (at = wd_scan_markup(text.p, at, text.n)) < text.n;) {
        char byte = text.p[at];
        size_t settled = byte == '&' ? settled_reference(text.p + at, text.n - at) : 0;
        if (settled) {
            at += settled;
            continue;
        }
        wd_build_put(&c->out, text.p + from, at - from);
        char decoded[8];
        size_t n = 0, read = byte == '&' ? wd_entity_at(text, at, decoded, &n) : 0;
        wd_build_escaped(&c->out, read ? wd_str_n(decoded, n) : wd_str_n(&byte, 1), false);
        from = at += read ? read : 1;
    }
    wd_build_put(&c->out, text.p + from, text.n - from);
}

/* The row of a name, or NULL: a text uses a few names over and over. */
static const struct wd_html_name *recent(struct wd_clean_names *names, const struct wd_html_name *(*look_up)(struct wd_str),
                                         struct wd_str name)
{
    if (!name.n)
        return look_up(name);
    uint32_t hash = (uint32_t)name.n + (unsigned char)name.p[0] * 31u + (unsigned char)name.p[name.n - 1] * 961u;
    size_t slot = (hash + (unsigned char)name.p[name.n / 2] * 29791u) * 2654435761u >> 16 & (WD_COUNT(names->slots) - 1);
    if (!wd_str_eq(names->slots[slot].name, name)) {
        names->slots[slot].row = look_up(name);
        names->slots[slot].name = name;
    }
    return names->slots[slot].row;
}

static unsigned space_of(const struct wd_html_name *row)
{
    return row->kind & (WD_ELEMENT_SVG | WD_ELEMENT_MATH);
}

static uint16_t *open_count(struct wd_clean *c, const struct wd_html_name *row)
{
    return space_of(row) ? &c->foreign_open[wd_foreign_element_number(row)] : &c->open[wd_html_element_number(row)];
}

static void write_end(struct wd_clean *c)
{
    const struct wd_html_name *row = c->stack[--c->depth];
    --*open_count(c, row);
    c->foreign_depth -= space_of(row) != 0;
    wd_build_put(&c->out, "</", 2);
    wd_build_put(&c->out, row->name, row->n);
    wd_build_byte(&c->out, '>');
}

/* "<li>" closes an open li, "<p>" an open p, "<tr>" cell and row, unless another container stands between. */
static void close_implied(struct wd_clean *c, const struct wd_html_name *row)
{
    size_t i = c->depth;
    for (int levels = 0; i && levels < IMPLIED_LEVELS; levels++) {
        const struct wd_html_name *open = c->stack[--i];
        if (space_of(open))
            break;
        if (open->closed_by & row->closes) {
            while (c->depth > i)
                write_end(c);
            continue;
        }
        if ((open->kind & WD_ELEMENT_BLOCK && !open->closed_by) || open->kind & WD_ELEMENT_CELL)
            break;
    }
}

/* The vocabulary that a start tag is read in: that of the innermost element, HTML in the hosts. */
static unsigned current_space(const struct wd_clean *c)
{
    const struct wd_html_name *top = c->foreign_depth ? c->stack[c->depth - 1] : NULL;
    return top && !(top->kind & WD_ELEMENT_HOST) ? space_of(top) : 0;
}

const struct wd_html_name *wd_clean_element(struct wd_clean *c, struct wd_str name)
{
    unsigned space = current_space(c);
    const struct wd_html_name *row = space ? wd_foreign_element(name, space) : NULL;
    if (row)
        return row;
    row = recent(&c->elements, wd_html_element, name);
    if (!row || !(row->kind & WD_ELEMENT_KEEP))
        return row;
    while (current_space(c))
        write_end(c);
    return space_of(row) ? wd_foreign_element(name, space_of(row)) : row;
}

static void put_attribute(struct wd_clean *c, const char *name, struct wd_str value)
{
    wd_build_byte(&c->out, ' ');
    wd_build_put(&c->out, name, strlen(name));
    wd_build_put(&c->out, "=\"", 2);
    wd_build_escaped(&c->out, value, true);
    wd_build_byte(&c->out, '"');
}

bool wd_clean_tag(struct wd_clean *c, const struct wd_html_name *row)
{
    if (c->out.n > MAX_OUT_BYTES)
        c->too_big = true;
    if (row->closes)
        close_implied(c, row);
    if (c->too_big || c->depth == WD_MAX_HTML_DEPTH)
        return false;
    memset(c->seen, 0, sizeof(c->seen));
    wd_build_byte(&c->out, '<');
    wd_build_put(&c->out, row->name, row->n);
    c->tag_space = space_of(row);
    c->xlink_declared = false;
    if (c->tag_space && c->tag_space != current_space(c))
        put_attribute(c, "xmlns", wd_str_c(wd_foreign_space(c->tag_space)));
    return true;
}

void wd_clean_tag_done(struct wd_clean *c, const struct wd_html_name *row)
{
    wd_build_byte(&c->out, '>');
    if (row->kind & WD_ELEMENT_VOID)
        return;
    c->stack[c->depth++] = row;
    ++*open_count(c, row);
    c->foreign_depth += c->tag_space != 0;
}

void wd_clean_end(struct wd_clean *c, struct wd_str name)
{
    const struct wd_html_name *rows[3] = {recent(&c->elements, wd_html_element, name)};
    if (rows[0] && space_of(rows[0])) /* "svg" and "math" stand in both tables: the foreign row is what is opened */
        rows[0] = NULL;
    if (c->foreign_depth) {
        rows[1] = wd_foreign_element(name, WD_ELEMENT_SVG);
        rows[2] = wd_foreign_element(name, WD_ELEMENT_MATH);
    }
    bool open = false;
    for (size_t i = 0; i < WD_COUNT(rows); i++)
        open |= rows[i] && *open_count(c, rows[i]) > 0;
    while (open) {
        const struct wd_html_name *top = c->stack[c->depth - 1];
        open = top != rows[0] && top != rows[1] && top != rows[2];
        write_end(c);
    }
}

int wd_clean_finish(struct wd_clean *c, struct wd_str *ret_html)
{
    while (c->depth)
        write_end(c);
    if (c->too_big)
        return WD_E_TOOBIG;
    *ret_html = wd_build_done(&c->out);
    return 0;
}

/* Without blanks at its ends and control characters anywhere, which browsers pass over in a scheme. */
static struct wd_str strip_url(struct wd_arena *a, struct wd_str url)
{
    while (url.n && (unsigned char)url.p[0] <= ' ')
        url = wd_str_from(url, 1);
    while (url.n && (unsigned char)url.p[url.n - 1] <= ' ')
        url.n--;
    if (wd_scan_below_blank(url.p, 0, url.n) == url.n)
        return url;
    struct wd_build out = {.a = a};
    for (size_t i = 0; i < url.n; i++) {
        if ((unsigned char)url.p[i] >= ' ')
            wd_build_byte(&out, url.p[i]);
    }
    return wd_build_done(&out);
}

/* What stands before the first ':', if that can be a scheme. Blanks in it count as nothing, to be on the safe side. */
static bool scheme_of(struct wd_str url, char scheme[static 16])
{
    size_t n = 0;
    for (size_t i = 0; i < url.n; i++) {
        char c = url.p[i];
        if (c == ':') {
            scheme[n] = 0;
            return n > 0;
        }
        if (c == '/' || c == '?' || c == '#')
            return false;
        if (c != ' ' && n < 15)
            scheme[n++] = wd_lower(c);
    }
    return false;
}

static bool scheme_allowed(const char *scheme, bool source)
{
    static const char *const ALLOWED[] = {"http", "https", "mailto", "tel", "ftp", "news", "xmpp", "irc"};
    for (size_t i = 0; i < (source ? 2 : WD_COUNT(ALLOWED)); i++) {
        if (strcmp(scheme, ALLOWED[i]) == 0)
            return true;
    }
    return false;
}

static struct wd_str clean_url(struct wd_clean *c, struct wd_str value, bool source)
{
    char scheme[16];
    struct wd_str url = strip_url(c->a, value);
    if (!url.n)
        return url;
    if (scheme_of(url, scheme))
        return scheme_allowed(scheme, source) ? url : WD_STR("");
    if (!c->base.n)
        return url;
    /* a base is the document's own word, too */
    url = wd_url_resolve(c->a, c->base, url);
    return scheme_of(url, scheme) && !scheme_allowed(scheme, source) ? WD_STR("") : url;
}

static void foreign_attribute(struct wd_clean *c, struct wd_str name, struct wd_str value)
{
    const struct wd_foreign_attribute *row = wd_foreign_attribute(name);
    size_t number = row ? wd_foreign_attribute_number(row) : 0;
    if (!row || c->seen[number / 64] >> (number % 64) & 1)
        return;
    c->seen[number / 64] |= (uint64_t)1 << (number % 64);
    if (row->value == WD_FOREIGN_STYLE)
        value = wd_clean_style(c->a, value);
    else if (row->value == WD_FOREIGN_LINK)
        value = clean_url(c, value, true);
    bool keep = row->value == WD_FOREIGN_VALUE  ? wd_foreign_harmless(value)
                : row->value == WD_FOREIGN_LINK ? wd_url_web(value)
                                                : row->value == WD_FOREIGN_TEXT || value.n;
    if (!keep)
        return;
    if (wd_str_starts(wd_str_c(row->name), "xlink:") && !c->xlink_declared) {
        put_attribute(c, "xmlns:xlink", WD_STR("http://www.w3.org/1999/xlink"));
        c->xlink_declared = true;
    }
    put_attribute(c, row->name, value);
}

void wd_clean_attribute(struct wd_clean *c, struct wd_str name, struct wd_str value)
{
    if (c->tag_space) {
        foreign_attribute(c, name, value);
        return;
    }
    const struct wd_html_name *row = recent(&c->attributes, wd_html_attribute_allowed, name);
    size_t number = row ? wd_html_attribute_number(row) : 0;
    if (!row || c->seen[number / 64] >> (number % 64) & 1)
        return;
    c->seen[number / 64] |= (uint64_t)1 << (number % 64);
    if (row->kind == WD_ATTRIBUTE_STYLE) {
        value = wd_clean_style(c->a, value);
        if (!value.n)
            return;
    } else if (row->kind != WD_ATTRIBUTE_PLAIN) {
        struct wd_str url = clean_url(c, value, row->kind == WD_ATTRIBUTE_SOURCE);
        if (value.n && !url.n && row->kind == WD_ATTRIBUTE_SOURCE)
            return;
        value = url;
    }
    put_attribute(c, row->name, value);
}
