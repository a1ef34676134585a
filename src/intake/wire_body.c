/* Bodies of wire items: XHTML and NITF as clean HTML, plain text as paragraphs. */
#include "base/limits.h"
#include "base/url.h"
#include "intake/wire.h"
#include "markup/entity.h"
#include "markup/sanitise.h"

enum { MAX_BYLINE_BYTES = 160 };

/* What becomes of an element of a body. */
enum fate { FATE_KEEP, FATE_UNWRAP, FATE_DROP, FATE_TEASER, FATE_MEDIA, FATE_RENAME };
static const struct {
    const char *local;
    const char *attribute, *value; /* one of its values; NULL: any element of that name */
    enum fate fate;
    const char *renamed;
} fates[] = {
    {"section", "class", "np-nonpublic", FATE_DROP, NULL},
    {"section", "class", "notepad", FATE_DROP, NULL},
    {"div", "class", "np-nonpublic", FATE_DROP, NULL},
    {"div", "class", "notepad", FATE_DROP, NULL},
    {"section", NULL, NULL, FATE_UNWRAP, NULL},
    {"article", NULL, NULL, FATE_UNWRAP, NULL},
    {"main", NULL, NULL, FATE_UNWRAP, NULL},
    {"html", NULL, NULL, FATE_UNWRAP, NULL},
    {"body", NULL, NULL, FATE_UNWRAP, NULL},
    {"header", NULL, NULL, FATE_DROP, NULL},
    {"head", NULL, NULL, FATE_DROP, NULL},
    {"p", "class", "teaser", FATE_TEASER, NULL},
    /* NITF */
    {"note", "type", "pa", FATE_UNWRAP, NULL}, /* an advisory for the public */
    {"note", NULL, NULL, FATE_DROP, NULL},
    {"body.content", NULL, NULL, FATE_UNWRAP, NULL},
    {"media", NULL, NULL, FATE_MEDIA, NULL},
    {"alt-code", NULL, NULL, FATE_DROP, NULL},
    {"datasource", NULL, NULL, FATE_DROP, NULL},
    {"custom-table", NULL, NULL, FATE_DROP, NULL},
    {"nitf-table-metadata", NULL, NULL, FATE_DROP, NULL},
    {"nitf-table", NULL, NULL, FATE_UNWRAP, NULL},
    {"block", NULL, NULL, FATE_UNWRAP, NULL},
    {"tagline", NULL, NULL, FATE_RENAME, "p"},
    {"bibliography", NULL, NULL, FATE_RENAME, "p"},
    {"lede", NULL, NULL, FATE_RENAME, "p"},
    {"hl1", NULL, NULL, FATE_RENAME, "h2"},
    {"hl2", NULL, NULL, FATE_RENAME, "h3"},
    {"bq", NULL, NULL, FATE_RENAME, "blockquote"},
    {"fn", NULL, NULL, FATE_RENAME, "p"},
};

static bool has_class(struct wd_str list, const char *class)
{
    struct wd_str name;
    while (wd_str_cut(&list, ' ', &name))
        if (wd_str_eqc_nocase(name, class))
            return true;
    return false;
}

static enum fate fate_of(const struct wd_xml *x, const char **ret_renamed)
{
    for (size_t i = 0; i < WD_COUNT(fates); i++)
        if (wd_str_eqc_nocase(x->local, fates[i].local) &&
            (!fates[i].attribute || has_class(wd_xml_attribute(x, fates[i].attribute), fates[i].value))) {
            *ret_renamed = fates[i].renamed;
            return fates[i].fate;
        }
    return FATE_KEEP;
}

static void put_tag(struct wd_buf *b, const struct wd_xml *x, const char *renamed)
{
    wd_buf_byte(b, '<');
    if (renamed)
        wd_buf_putc(b, renamed);
    else
        wd_buf_puts(b, x->local);
    for (size_t i = 0; i < x->attributes.n; i++) {
        if (wd_str_starts(x->attributes.v[i].name, "xml"))
            continue;
        wd_buf_byte(b, ' ');
        wd_buf_puts(b, x->attributes.v[i].name);
        wd_buf_putc(b, "=\"");
        wd_put_escaped(b, x->attributes.v[i].value, true);
        wd_buf_byte(b, '"');
    }
    wd_buf_byte(b, '>');
}

static void put_close(struct wd_buf *b, struct wd_str local)
{
    static const char *const closed[] = {"br", "hr", "img"};
    for (size_t i = 0; i < WD_COUNT(closed); i++)
        if (wd_str_eqc_nocase(local, closed[i]))
            return;
    const char *renamed = NULL;
    for (size_t i = 0; i < WD_COUNT(fates); i++) {
        if (!wd_str_eqc_nocase(local, fates[i].local))
            continue;
        if (fates[i].fate == FATE_UNWRAP)
            return;
        if (fates[i].fate == FATE_RENAME)
            renamed = fates[i].renamed;
    }
    wd_buf_putc(b, "</");
    if (renamed)
        wd_buf_putc(b, renamed);
    else
        wd_buf_puts(b, local);
    wd_buf_byte(b, '>');
}

/* A picture or film in the text: a link of the item; its caption is no sentence of the story. */
static void read_media(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    struct wd_str kind = wd_xml_attribute(x, "media-type");
    struct wd_link l = {.rel = WD_STR("enclosure")};
    struct wd_image image = {.url = {"", 0}};
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "media-reference") && !l.href.n) {
            struct wd_str source = wd_url_here(r, wd_xml_attribute(x, "source"));
            l.href = wd_url_web(source) ? source : (struct wd_str){"", 0};
            l.type = wd_xml_attribute(x, "mime-type");
            image = (struct wd_image){.url = l.href, .width = wd_xml_attribute(x, "width"), .height = wd_xml_attribute(x, "height")};
            wd_xml_skip(x);
        } else if (wd_str_eqc_nocase(x->local, "media-caption") && !image.description.n) {
            image.description = wd_wire_line(r);
        } else {
            wd_xml_skip(x);
        }
    }
    if (!item || !l.href.n)
        return;
    wd_list_add(r->a, &item->enclosures, l);
    bool picture = wd_str_eqc_nocase(kind, "image") || wd_str_starts_nocase(l.type, "image/");
    if (picture && !item->image.url.n)
        item->image = image;
}

static void read_teaser(struct wd_reader *r, struct wd_item *item)
{
    struct wd_buf *b = &r->scratch;
    struct wd_str teaser = wd_wire_line(r);
    wd_buf_putc(b, "<p>");
    wd_put_escaped(b, teaser, true);
    wd_buf_putc(b, "</p>\n");
    if (item && !item->summary.value.n)
        item->summary.value = teaser;
}

struct wd_str wd_wire_body(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    struct wd_buf *b = &r->scratch;
    struct wd_str base = wd_xml_base(x, r->base);
    uint32_t depth = x->depth;
    wd_buf_reset(b);
    for (;;) {
        enum wd_xml_event event = wd_xml_next(x);
        const char *renamed = NULL;
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && x->depth <= depth))
            break;
        if (event == WD_XML_TEXT) {
            wd_put_escaped(b, x->text, true);
            continue;
        }
        if (event == WD_XML_CLOSE) {
            put_close(b, x->local);
            continue;
        }
        switch (fate_of(x, &renamed)) {
        case FATE_KEEP:
        case FATE_RENAME: put_tag(b, x, renamed); break;
        case FATE_UNWRAP: break;
        case FATE_DROP: wd_xml_skip(x); break;
        case FATE_MEDIA: read_media(r, item); break;
        case FATE_TEASER: read_teaser(r, item); break;
        }
    }
    return wd_clean_html(r->a, wd_str_trim(wd_arena_str(r->a, wd_buf_str(b))), base);
}

void wd_wire_document(struct wd_reader *r, struct wd_item *item)
{
    struct wd_xml *x = &r->x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "nitf")) {
            wd_nitf_read(r, item);
        } else if (wd_str_eqc_nocase(x->local, "head")) {
            wd_xml_skip(x);
        } else if (!wd_str_eqc_nocase(x->local, "html")) {
            struct wd_str body = wd_wire_body(r, item);
            if (!item->body_html.n)
                item->body_html = body;
        }
    }
}

void wd_wire_drop_headline(struct wd_reader *r, struct wd_item *item)
{
    struct wd_str body = wd_str_trim(item->body_html);
    if (!item->title.value.n || body.n < 9 || body.p[0] != '<' || body.p[1] != 'h' || !wd_is_digit(body.p[2]))
        return;
    char close[] = {'<', '/', 'h', body.p[2], '>', '\0'};
    size_t end = wd_str_find(wd_str_n(body.p, WD_MIN(body.n, item->title.value.n + MAX_BYLINE_BYTES)), close, 0);
    if (end != SIZE_MAX && wd_str_eq_nocase(wd_wire_squeeze(r, wd_html_to_text(r->a, wd_str_n(body.p, end))), item->title.value))
        item->body_html = wd_str_trim(wd_str_from(body, end + sizeof close - 1));
}

void wd_wire_take_byline(struct wd_item *item)
{
    struct wd_str body = item->body_html;
    size_t end = wd_str_starts(body, "<p>") ? wd_str_find(wd_str_n(body.p, WD_MIN(body.n, (size_t)MAX_BYLINE_BYTES)), "</p>", 0) : SIZE_MAX;
    if (end == SIZE_MAX)
        return;
    struct wd_str line = wd_str_trim(wd_str_n(body.p + 3, end - 3)), bare = line, byline = item->byline;
    if (wd_str_starts_nocase(bare, "by "))
        bare = wd_str_trim(wd_str_from(bare, 3));
    if (wd_str_starts_nocase(byline, "by "))
        byline = wd_str_trim(wd_str_from(byline, 3));
    bool same = byline.n && wd_str_eq_nocase(bare, byline);
    bool other =
        bare.n < line.n && bare.n && wd_is_upper(bare.p[0]) && bare.p[bare.n - 1] != '.' && wd_str_find_byte(bare, '<', 0) == SIZE_MAX;
    if (!same && !other)
        return;
    if (!same)
        item->byline = bare;
    item->body_html = wd_str_trim(wd_str_from(body, end + 4));
}

/* Whether it has tags that make blocks: its line ends are then nothing but blanks. */
static bool has_blocks(struct wd_str text)
{
    static const char *const blocks[] = {"<p>", "<p ", "<br", "<div", "<li", "<h1", "<h2", "<h3", "<h4", "<pre", "<table", "<blockquote"};
    for (size_t i = 0; i < WD_COUNT(blocks); i++)
        if (wd_str_find_nocase(text, blocks[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* A blank line or an indented one begins a paragraph. */
struct wd_str wd_wire_paragraphs(struct wd_reader *r, struct wd_str text)
{
    bool html = wd_looks_like_html(text);
    if (html && has_blocks(text))
        return wd_clean_html(r->a, text, r->base);
    struct wd_buf *b = &r->scratch;
    struct wd_str line;
    char end = wd_str_find_byte(text, '\n', 0) == SIZE_MAX ? '\r' : '\n'; /* a reference to CR is a line end too, where there is no other */
    bool open = false;
    wd_buf_reset(b);
    while (wd_str_cut(&text, end, &line)) {
        struct wd_str trimmed = wd_str_trim(line);
        bool indented = line.n > 1 && wd_is_blank(line.p[0]) && wd_is_blank(line.p[1]);
        if (open && (!trimmed.n || indented)) {
            wd_buf_putc(b, "</p>\n");
            open = false;
        }
        if (!trimmed.n)
            continue;
        wd_buf_putc(b, open ? " " : "<p>");
        open = true;
        if (html)
            wd_buf_puts(b, trimmed);
        else
            wd_put_escaped(b, trimmed, true);
    }
    if (open)
        wd_buf_putc(b, "</p>");
    struct wd_str made = wd_arena_str(r->a, wd_buf_str(b));
    return html ? wd_clean_html(r->a, made, r->base) : made;
}
