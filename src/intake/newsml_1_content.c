/* ContentItem of NewsML 1: text in its several wrappings, or a reference to a picture, sound, film. */
#include "base/url.h"
#include "intake/newsml_1.h"
#include "markup/sanitise.h"

/* What stands behind the start tag where the reader is: the name of an element, or nothing for text and CDATA. */
static struct wd_str first_element(const struct n1 *n)
{
    struct wd_str s = wd_str_from(n->text, n->r.x.byte);
    size_t at = wd_str_find_byte(s, '>', 0);
    if (at == SIZE_MAX || n->r.x.empty)
        return wd_str_n("", 0);
    for (s = wd_str_from(s, at + 1);;) {
        while (s.n && wd_is_blank(s.p[0]))
            s = wd_str_from(s, 1);
        size_t end = wd_str_starts(s, "<!--") ? wd_str_find(s, "-->", 4) : wd_str_starts(s, "<?") ? wd_str_find(s, "?>", 2) : SIZE_MAX;
        if (end == SIZE_MAX)
            break;
        s = wd_str_from(s, end + (wd_str_starts(s, "<?") ? 2 : 3));
    }
    if (s.n < 2 || s.p[0] != '<' || !wd_is_alpha(s.p[1]))
        return wd_str_n("", 0);
    size_t end = 1;
    while (end < s.n && (wd_is_alpha(s.p[end]) || wd_is_digit(s.p[end]) || s.p[end] == ':' || s.p[end] == '.'))
        end++;
    struct wd_str name = wd_str_n(s.p + 1, end - 1);
    size_t colon = wd_str_find_byte(name, ':', 0);
    return colon == SIZE_MAX ? name : wd_str_from(name, colon + 1);
}

static void take_nitf(struct n1_content *c, struct wd_item *nitf)
{
    c->form = N1_NITF;
    c->html = nitf->body_html;
    c->nitf = nitf;
}

static void read_markup(struct n1 *n, struct n1_content *c, struct wd_str element)
{
    struct wd_reader *r = &n->r;
    struct wd_item *item = WD_NEW(&n->scratch, struct wd_item);
    wd_item_init(item);
    bool whole = wd_str_eqc_nocase(element, "nitf") || wd_str_eqc_nocase(element, "html") || wd_str_eqc_nocase(element, "body");
    if (whole) {
        wd_wire_document(r, item);
        take_nitf(c, item);
        if (!wd_str_eqc_nocase(element, "nitf"))
            c->form = N1_HTML;
    } else {
        c->html = wd_wire_body(r, item);
        c->form = N1_HTML;
    }
}

/* NITF that was escaped once more, or stands in CDATA. */
static bool read_escaped_nitf(struct n1 *n, struct n1_content *c, struct wd_str text)
{
    size_t at = wd_str_find_nocase(wd_str_n(text.p, WD_MIN(text.n, (size_t)4096)), "<nitf", 0);
    if (at == SIZE_MAX)
        return false;
    struct wd_adapter_input in = {.a = n->r.a, .input = n->r.input, .text = wd_str_from(text, at), .base = n->r.base};
    struct wd_document inner = {.wellformed = true};
    struct wd_where where = {0};
    if (wd_nitf_adapt(&in, &inner, &where) != 0 || !inner.items.n)
        return false;
    for (size_t i = 0; i < inner.repairs.n; i++)
        wd_list_add(n->r.a, &n->r.document->repairs, inner.repairs.v[i]);
    take_nitf(c, &inner.items.v[0]);
    return true;
}

static void read_data(struct n1 *n, struct n1_content *c, bool base64)
{
    struct wd_str element = first_element(n);
    if (element.n) {
        read_markup(n, c, element);
        return;
    }
    struct wd_str text = wd_xml_read_text(&n->r.x);
    if (base64 && wd_str_trim(text).n) {
        text = wd_base64(n->r.a, text);
        c->unread = !text.n;
    }
    if (!wd_str_trim(text).n)
        return;
    if (read_escaped_nitf(n, c, text))
        return;
    bool html = wd_str_starts_nocase(c->mime, "text/html") || wd_str_find_nocase(c->mime, "xhtml", 0) != SIZE_MAX;
    c->form = html || wd_looks_like_html(text) ? N1_HTML : N1_PLAIN;
    c->html = html ? wd_clean_html(n->r.a, wd_str_trim(text), n->r.base) : wd_wire_paragraphs(&n->r, text);
}

static void read_characteristics(struct n1 *n, struct n1_content *c)
{
    static const struct {
        const char *name;
        size_t field;
    } properties[] = {{"words", offsetof(struct n1_content, words)},
                      {"wordcount", offsetof(struct n1_content, words)},
                      {"width", offsetof(struct n1_content, width)},
                      {"height", offsetof(struct n1_content, height)},
                      {"mimetype", offsetof(struct n1_content, mime)}};
    struct wd_xml *x = &n->r.x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        if (wd_str_eqc_nocase(x->local, "SizeInBytes")) {
            c->size = wd_plain(&n->r);
            continue;
        }
        struct wd_str name = wd_n1_formal_name(n), value = wd_str_trim(wd_attribute_of(&n->r, "value"));
        for (size_t i = 0; i < WD_COUNT(properties); i++) {
            struct wd_str *field = (struct wd_str *)(void *)((char *)c + properties[i].field);
            if (wd_str_eqc_nocase(name, properties[i].name) && !field->n)
                *field = value;
        }
        wd_xml_skip(x);
    }
}

static void read_encoded(struct n1 *n, struct n1_content *c, bool base64);

static bool read_data_child(struct n1 *n, struct n1_content *c, bool base64)
{
    struct wd_xml *x = &n->r.x;
    if (wd_str_eqc_nocase(x->local, "DataContent"))
        read_data(n, c, base64);
    else if (wd_str_eqc_nocase(x->local, "Encoding"))
        read_encoded(n, c, base64);
    else
        return false;
    return true;
}

/* <Encoding Notation="..."> says what was done to the data that it holds. */
static void read_encoded(struct n1 *n, struct n1_content *c, bool base64)
{
    struct wd_xml *x = &n->r.x;
    base64 |= wd_str_find_nocase(wd_attribute_of(&n->r, "notation"), "base64", 0) != SIZE_MAX;
    uint32_t depth = x->depth;
    while (wd_child(x, depth))
        if (!read_data_child(n, c, base64))
            wd_xml_skip(x);
}

/* What the file calls its kinds of media, and what we do. */
static const struct {
    const char *mark, *medium;
} media[] = {{"photo", "picture"}, {"image", "picture"},      {"picture", "picture"}, {"jpeg", "picture"}, {"jpg", "picture"},
             {"gif", "picture"},   {"png", "picture"},        {"tiff", "picture"},    {"video", "video"},  {"mpeg4", "video"},
             {"mp4", "video"},     {"quicktime", "video"},    {"wmv", "video"},       {"audio", "audio"},  {"sound", "audio"},
             {"mp3", "audio"},     {"mpeg3", "audio"},        {"graphic", "graphic"}, {"logo", "graphic"}, {"animation", "animation"},
             {"flash", "graphic"}, {"illustrator", "graphic"}};

struct wd_str wd_n1_medium(struct wd_str written)
{
    for (size_t i = 0; i < WD_COUNT(media); i++)
        if (wd_str_find_nocase(written, media[i].mark, 0) != SIZE_MAX)
            return wd_str_c(media[i].medium);
    return wd_str_n("", 0);
}

void wd_n1_read_content(struct n1 *n, struct n1_component *component)
{
    struct wd_reader *r = &n->r;
    struct wd_xml *x = &r->x;
    struct n1_content c = {.href = wd_str_trim(wd_attribute_of(r, "href"))};
    struct wd_str medium = {"", 0}, format = {"", 0};
    if (!c.href.n)
        c.href = wd_str_trim(wd_attribute_of(r, "url"));
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct wd_str local = x->local;
        if (wd_str_eqc_nocase(local, "MediaType")) {
            medium = wd_n1_formal_name(n);
            wd_xml_skip(x);
        } else if (wd_str_eqc_nocase(local, "Format")) {
            format = wd_n1_formal_name(n);
            wd_xml_skip(x);
        } else if (wd_str_eqc_nocase(local, "MimeType")) {
            c.mime = wd_n1_formal_name(n);
            wd_xml_skip(x);
        } else if (wd_str_eqc_nocase(local, "Characteristics")) {
            read_characteristics(n, &c);
        } else if (!read_data_child(n, &c, wd_str_find_nocase(format, "base64", 0) != SIZE_MAX)) {
            wd_xml_skip(x);
        }
    }
    c.medium = wd_n1_medium(medium);
    if (!c.medium.n && !c.html.n)
        c.medium = wd_n1_medium(c.mime);
    if (!c.medium.n && !c.html.n)
        c.medium = wd_n1_medium(format);
    if (!c.medium.n && c.unread)
        wd_list_add(r->a, &r->document->notes, WD_STR("content in base64 that is no UTF-8 text was left out"));
    if (c.medium.n) {
        /* a picture that came along in the file is bytes, not words */
        c.html.n = 0;
        c.nitf = NULL;
        c.form = N1_OTHER;
        component->has_media = true;
    } else if (c.href.n && c.form == N1_NOTHING) {
        c.form = N1_OTHER;
    }
    if (c.form != N1_NOTHING)
        wd_list_add(&n->scratch, &component->contents, c);
}
