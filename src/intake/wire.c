#include "intake/wire.h"

#include "base/limits.h"
#include "markup/sanitise.h"

enum { MAX_BYLINE_BYTES = 160 };

void wd_wire_reader_init(struct wd_reader *r, const struct wd_adapter_input *in, struct wd_document *d)
{
    *r = (struct wd_reader){
        .a = in->a, .input = in->input, .document = d, .base = in->base, .language = wd_str_trim(in->input->content_language)};
    r->dates = (struct wd_date_options){.zone = in->input->zone, .now_utc = WD_NO_TIME};
    wd_buf_init(&r->scratch, WD_MAX_TEXT_BYTES);
    wd_xml_init(&r->x, in->a, in->text);
    d->wire = true;
}

void wd_wire_reader_done(struct wd_reader *r)
{
    struct wd_document *d = r->document;
    d->capped |= r->x.capped || r->items_capped;
    for (size_t i = 0; i < r->x.repairs.n; i++)
        wd_list_add(r->a, &d->repairs, r->x.repairs.v[i]);
    d->wellformed = d->wellformed && r->x.repair_count == 0;
    wd_buf_done(&r->scratch);
}

bool wd_wire_root(struct wd_reader *r)
{
    for (;;) {
        enum wd_xml_event event = wd_xml_next(&r->x);
        if (event == WD_XML_OPEN)
            return true;
        if (event == WD_XML_END_OF_INPUT)
            return false;
    }
}

struct wd_str wd_wire_squeeze(struct wd_reader *r, struct wd_str text)
{
    text = wd_str_trim(text);
    bool clean = true;
    for (size_t i = 0; i < text.n && clean; i++)
        clean = !wd_is_blank(text.p[i]) || (text.p[i] == ' ' && text.p[i + 1] != ' ');
    if (clean)
        return text;
    char *p = wd_arena_raw(r->a, text.n);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = wd_is_blank(text.p[i]) ? ' ' : text.p[i];
        if (c != ' ' || (n && p[n - 1] != ' '))
            p[n++] = c;
    }
    return wd_str_n(p, n);
}

struct wd_str wd_wire_line(struct wd_reader *r)
{
    return wd_wire_squeeze(r, wd_xml_read_text(&r->x));
}

static void put_escaped(struct wd_buf *b, struct wd_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '<')
            wd_buf_putc(b, "&lt;");
        else if (s.p[i] == '>')
            wd_buf_putc(b, "&gt;");
        else if (s.p[i] == '&')
            wd_buf_putc(b, "&amp;");
        else if (s.p[i] == '"')
            wd_buf_putc(b, "&quot;");
        else
            wd_buf_byte(b, s.p[i]);
    }
}

/* What becomes of an element of a body. */
enum fate { FATE_KEEP, FATE_UNWRAP, FATE_DROP, FATE_TEASER, FATE_RENAME };
static const struct {
    const char *local, *class, *renamed;
    enum fate fate;
} fates[] = {
    {"section", "np-nonpublic", NULL, FATE_DROP},
    {"section", "notepad", NULL, FATE_DROP},
    {"section", NULL, NULL, FATE_UNWRAP},
    {"article", NULL, NULL, FATE_UNWRAP},
    {"header", NULL, NULL, FATE_DROP},
    {"head", NULL, NULL, FATE_DROP},
    {"note", NULL, NULL, FATE_DROP},
    {"media", NULL, NULL, FATE_DROP},
    {"block", NULL, NULL, FATE_UNWRAP},
    {"p", "teaser", NULL, FATE_TEASER},
    {"hl1", NULL, "h2", FATE_RENAME},
    {"hl2", NULL, "h3", FATE_RENAME},
    {"bq", NULL, "blockquote", FATE_RENAME},
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
    struct wd_str class = wd_xml_attribute(x, "class");
    for (size_t i = 0; i < WD_COUNT(fates); i++)
        if (wd_str_eqc_nocase(x->local, fates[i].local) && (!fates[i].class || has_class(class, fates[i].class))) {
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
        put_escaped(b, x->attributes.v[i].value);
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
    wd_buf_putc(b, "</");
    const char *renamed = NULL;
    for (size_t i = 0; i < WD_COUNT(fates); i++)
        if (fates[i].fate == FATE_RENAME && wd_str_eqc_nocase(local, fates[i].local))
            renamed = fates[i].renamed;
    if (renamed)
        wd_buf_putc(b, renamed);
    else
        wd_buf_puts(b, local);
    wd_buf_byte(b, '>');
}

struct wd_str wd_wire_body(struct wd_reader *r, struct wd_str *ret_teaser)
{
    struct wd_xml *x = &r->x;
    struct wd_buf *b = &r->scratch;
    struct wd_str base = wd_xml_base(x, r->base);
    uint32_t depth = x->depth;
    wd_buf_reset(b);
    for (;;) {
        enum wd_xml_event event = wd_xml_next(x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && x->depth <= depth))
            break;
        if (event == WD_XML_TEXT) {
            put_escaped(b, x->text);
            continue;
        }
        const char *renamed = NULL;
        if (event == WD_XML_CLOSE) {
            bool unwrapped =
                wd_str_eqc_nocase(x->local, "section") || wd_str_eqc_nocase(x->local, "article") || wd_str_eqc_nocase(x->local, "block");
            if (!unwrapped)
                put_close(b, x->local);
            continue;
        }
        switch (fate_of(x, &renamed)) {
        case FATE_KEEP:
        case FATE_RENAME: put_tag(b, x, renamed); break;
        case FATE_UNWRAP: break;
        case FATE_DROP: wd_xml_skip(x); break;
        case FATE_TEASER: {
            struct wd_str teaser = wd_wire_line(r);
            wd_buf_putc(b, "<p>");
            put_escaped(b, teaser);
            wd_buf_putc(b, "</p>\n");
            if (ret_teaser && !ret_teaser->n)
                *ret_teaser = teaser;
            break;
        }
        }
    }
    return wd_clean_html(r->a, wd_str_trim(wd_arena_str(r->a, wd_buf_str(b))), base);
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

/* A blank line or an indented one begins a paragraph. */
struct wd_str wd_wire_paragraphs(struct wd_reader *r, struct wd_str text)
{
    if (wd_looks_like_html(text))
        return wd_clean_html(r->a, text, r->base);
    struct wd_buf *b = &r->scratch;
    struct wd_str line;
    bool open = false;
    wd_buf_reset(b);
    while (wd_str_cut(&text, '\n', &line)) {
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
        put_escaped(b, trimmed);
    }
    if (open)
        wd_buf_putc(b, "</p>");
    return wd_arena_str(r->a, wd_buf_str(b));
}

void wd_wire_concept_add(struct wd_reader *r, wd_concepts *list, struct wd_concept c)
{
    size_t colon = wd_str_find_byte(c.qcode, ':', 0);
    if (colon != SIZE_MAX && !c.scheme.n)
        c.scheme = wd_str_n(c.qcode.p, colon);
    if (!c.code.n)
        c.code = colon == SIZE_MAX ? c.qcode : wd_str_from(c.qcode, colon + 1);
    if (!c.qcode.n && !c.name.n && !c.code.n)
        return;
    for (size_t i = 0; i < list->n && i < 256; i++)
        if (wd_str_eq(list->v[i].qcode, c.qcode) && (c.qcode.n || wd_str_eq(list->v[i].name, c.name))) {
            if (!list->v[i].name.n)
                list->v[i].name = c.name;
            return;
        }
    wd_list_add(r->a, list, c);
}

void wd_wire_signal(struct wd_item *item, struct wd_str scheme, struct wd_str code)
{
    static const struct {
        const char *scheme, *code;
        enum wd_signal signal;
    } codes[] = {
        {NULL, "update", WD_SIGNAL_UPDATE},
        {NULL, "writethru", WD_SIGNAL_UPDATE},
        {"edStat", "U", WD_SIGNAL_UPDATE},
        {NULL, "correction", WD_SIGNAL_CORRECTION},
        {NULL, "corrective", WD_SIGNAL_CORRECTION},
        {"edStat", "C", WD_SIGNAL_CORRECTION},
        {NULL, "kill", WD_SIGNAL_KILL},
        {NULL, "elimination", WD_SIGNAL_KILL},
        {NULL, "withdrawal", WD_SIGNAL_KILL},
        {NULL, "withdraw", WD_SIGNAL_KILL},
        {NULL, "retraction", WD_SIGNAL_KILL},
        {NULL, "advisory", WD_SIGNAL_ADVISORY},
    };
    /* how much each asks of the desk */
    static const int strength[] = {
        [WD_SIGNAL_NONE] = 0, [WD_SIGNAL_ADVISORY] = 1, [WD_SIGNAL_UPDATE] = 2, [WD_SIGNAL_CORRECTION] = 3, [WD_SIGNAL_KILL] = 4};
    for (size_t i = 0; i < WD_COUNT(codes); i++)
        if (wd_str_eqc_nocase(code, codes[i].code) && (!codes[i].scheme || wd_str_eqc_nocase(scheme, codes[i].scheme)) &&
            strength[codes[i].signal] > strength[item->signal])
            item->signal = codes[i].signal;
}

enum wd_pubstatus wd_wire_pubstatus(struct wd_str code)
{
    if (wd_str_eqc_nocase(code, "canceled") || wd_str_eqc_nocase(code, "cancelled"))
        return WD_PUB_CANCELED;
    if (wd_str_eqc_nocase(code, "withheld") || wd_str_eqc_nocase(code, "embargoed"))
        return WD_PUB_WITHHELD;
    return WD_PUB_USABLE;
}
