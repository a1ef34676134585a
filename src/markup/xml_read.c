#include "markup/xml_scan.h"

static const char *const VOIDS[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                    "input", "link", "meta", "param", "source", "track", "wbr"};

bool wd_html_void_name(struct wd_str local)
{
    if (local.n < 2 || local.n > 6)
        return false;
    for (size_t i = 0; i < WD_COUNT(VOIDS); i++) {
        if (wd_str_eqc_nocase(local, VOIDS[i]))
            return true;
    }
    return false;
}

/* Runs to the CLOSE of the current OPEN; `see` may be NULL. */
static void read_inner(struct wd_xml *x, void (*see)(struct wd_xml *, struct wd_build *), struct wd_build *out)
{
    if (x->event != WD_XML_OPEN)
        return;
    uint32_t depth = x->depth;
    struct wd_xml_state *s = x->state;
    bool outer_voids = s->html_voids;
    s->html_voids = true;
    while (wd_xml_next(x) != WD_XML_END_OF_INPUT && !(x->event == WD_XML_CLOSE && x->depth <= depth)) {
        if (see)
            see(x, out);
    }
    s->html_voids = outer_voids;
}

void wd_xml_skip(struct wd_xml *x)
{
    read_inner(x, NULL, NULL);
}

/* Adds a text that is often the only one: the first is borrowed, the second makes a copy of both. */
static void add_text(struct wd_build *out, struct wd_str *first, struct wd_str text)
{
    if (!out->n && !first->n) {
        *first = text;
        return;
    }
    if (!out->n)
        wd_build_puts(out, *first);
    wd_build_puts(out, text);
}

struct wd_str wd_xml_read_text(struct wd_xml *x)
{
    if (x->event != WD_XML_OPEN)
        return WD_STR("");
    uint32_t depth = x->depth;
    struct wd_build out = {.a = x->state->a};
    struct wd_str only = {"", 0};
    bool outer_voids = x->state->html_voids;
    x->state->html_voids = true;
    while (wd_xml_next(x) != WD_XML_END_OF_INPUT && !(x->event == WD_XML_CLOSE && x->depth <= depth)) {
        if (x->event == WD_XML_TEXT)
            add_text(&out, &only, x->text);
    }
    x->state->html_voids = outer_voids;
    return out.n ? wd_build_done(&out) : only;
}

static struct wd_str markup_name(const struct wd_xml *x)
{
    return wd_str_eqc(x->space, WD_XML_XHTML) ? x->local : x->name;
}

static void put_event(struct wd_xml *x, struct wd_build *out)
{
    struct wd_str name = markup_name(x);
    if (x->event == WD_XML_TEXT) {
        wd_build_escaped(out, x->text, false);
    } else if (x->event == WD_XML_OPEN) {
        wd_build_byte(out, '<');
        wd_build_puts(out, name);
        for (size_t i = 0; i < x->attributes.n; i++) {
            wd_build_byte(out, ' ');
            wd_build_puts(out, x->attributes.v[i].name);
            wd_build_put(out, "=\"", 2);
            wd_build_escaped(out, x->attributes.v[i].value, true);
            wd_build_byte(out, '"');
        }
        wd_build_put(out, wd_html_void_name(name) ? " />" : ">", wd_html_void_name(name) ? 3 : 1);
    } else if (!wd_html_void_name(name)) {
        wd_build_put(out, "</", 2);
        wd_build_puts(out, name);
        wd_build_byte(out, '>');
    }
}

struct wd_str wd_xml_read_markup(struct wd_xml *x)
{
    struct wd_build out = {.a = x->state->a};
    read_inner(x, put_event, &out);
    return wd_build_done(&out);
}

struct wd_str wd_xml_read_mixed(struct wd_xml *x, bool *ret_is_markup)
{
    *ret_is_markup = false;
    if (x->event != WD_XML_OPEN)
        return WD_STR("");
    uint32_t depth = x->depth;
    struct wd_str text = WD_STR("");
    struct wd_xml_state *s = x->state;
    s->html_voids = true;
    if (wd_xml_next(x) == WD_XML_TEXT) {
        text = x->text;
        wd_xml_next(x);
    }
    s->html_voids = false;
    if (x->event != WD_XML_OPEN)
        return text;
    struct wd_build out = {.a = s->a};
    wd_build_escaped(&out, text, false);
    *ret_is_markup = true;
    s->html_voids = true;
    while (x->event != WD_XML_END_OF_INPUT && !(x->event == WD_XML_CLOSE && x->depth <= depth)) {
        put_event(x, &out);
        wd_xml_next(x);
    }
    s->html_voids = false;
    return wd_build_done(&out);
}
