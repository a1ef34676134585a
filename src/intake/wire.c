#include "intake/wire.h"

#include "base/limits.h"

enum { MAX_HOLDER_BYTES = 60, MAX_LINES_BYTES = 4096 };

void wd_wire_reader_init(struct wd_reader *r, const struct wd_adapter_input *in, struct wd_document *d)
{
    wd_reader_init(r, in, d);
    r->dates.now_utc = WD_NO_TIME;
    d->wire = true;
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

void wd_wire_add_line(struct wd_reader *r, struct wd_str *field, struct wd_str line)
{
    line = wd_str_trim(line);
    if (!line.n || field->n > MAX_LINES_BYTES || wd_str_find(*field, wd_arena_c(r->a, line), 0) != SIZE_MAX)
        return;
    *field = field->n ? wd_arena_printf(r->a, "%.*s\n%.*s", WD_STR_ARG(*field), WD_STR_ARG(line)) : line;
}

void wd_wire_append(struct wd_reader *r, struct wd_str *body, size_t *cap, struct wd_str more)
{
    size_t n = body->n + (body->n > 0) + more.n;
    if (!more.n || n > WD_MAX_TEXT_BYTES)
        return;
    if (!body->n) {
        *body = more;
        *cap = 0;
        return;
    }
    char *p = (char *)body->p;
    if (n > *cap) {
        *cap = n * 2;
        p = wd_arena_raw(r->a, *cap);
        memcpy(p, body->p, body->n);
    }
    p[body->n] = '\n';
    memcpy(p + body->n + 1, more.p, more.n);
    *body = wd_str_n(p, n);
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

/* how much each asks of the desk */
static const int strength[] = {
    [WD_SIGNAL_NONE] = 0, [WD_SIGNAL_ADVISORY] = 1, [WD_SIGNAL_UPDATE] = 2, [WD_SIGNAL_CORRECTION] = 3, [WD_SIGNAL_KILL] = 4};

void wd_wire_signal_raise(struct wd_item *item, enum wd_signal signal)
{
    if (strength[signal] > strength[item->signal])
        item->signal = signal;
}

void wd_wire_signal(struct wd_item *item, struct wd_str scheme, struct wd_str code)
{
    static const struct {
        const char *scheme, *code;
        enum wd_signal signal;
    } codes[] = {
        {NULL, "update", WD_SIGNAL_UPDATE},      {NULL, "writethru", WD_SIGNAL_UPDATE},      {NULL, "revise", WD_SIGNAL_UPDATE},
        {"edStat", "U", WD_SIGNAL_UPDATE},       {NULL, "correction", WD_SIGNAL_CORRECTION}, {NULL, "corrective", WD_SIGNAL_CORRECTION},
        {NULL, "rectify", WD_SIGNAL_CORRECTION}, {"edStat", "C", WD_SIGNAL_CORRECTION},      {NULL, "kill", WD_SIGNAL_KILL},
        {NULL, "mandatorykill", WD_SIGNAL_KILL}, {NULL, "elimination", WD_SIGNAL_KILL},      {NULL, "withdrawal", WD_SIGNAL_KILL},
        {NULL, "withdraw", WD_SIGNAL_KILL},      {NULL, "retraction", WD_SIGNAL_KILL},       {"instruction", "delete", WD_SIGNAL_KILL},
        {NULL, "advisory", WD_SIGNAL_ADVISORY},
    };
    for (size_t i = 0; i < WD_COUNT(codes); i++)
        if (wd_str_eqc_nocase(code, codes[i].code) && (!codes[i].scheme || wd_str_eqc_nocase(scheme, codes[i].scheme)))
            wd_wire_signal_raise(item, codes[i].signal);
}

enum wd_pubstatus wd_wire_pubstatus(struct wd_str code)
{
    static const struct {
        const char *code;
        enum wd_pubstatus status;
    } codes[] = {{"canceled", WD_PUB_CANCELED},
                 {"cancelled", WD_PUB_CANCELED},
                 {"killed", WD_PUB_CANCELED},
                 {"withheld", WD_PUB_WITHHELD},
                 {"embargoed", WD_PUB_WITHHELD}};
    for (size_t i = 0; i < WD_COUNT(codes); i++)
        if (wd_str_eqc_nocase(code, codes[i].code))
            return codes[i].status;
    return WD_PUB_USABLE;
}

struct wd_str wd_wire_language(struct wd_reader *r, struct wd_str tag)
{
    tag = wd_str_trim(tag);
    if (!tag.n || tag.n > 35)
        return wd_str_n("", 0);
    struct wd_str lower = wd_lowered(r->a, tag);
    bool own_region = lower.n == 5 && (lower.p[2] == '-' || lower.p[2] == '_') && wd_same_nocase(lower.p, lower.p + 3, 2);
    return own_region ? wd_str_n(lower.p, 2) : lower.n <= 3 ? lower : tag;
}

/* "(c) 2021 Meridian Press" without its mark and year. */
struct wd_str wd_wire_copyright_holder(struct wd_str notice)
{
    static const char *const marks[] = {"(c)", "\xC2\xA9", "copyright", "by "};
    for (bool cut = true; cut;) {
        notice = wd_str_trim(notice);
        cut = notice.n && (wd_is_digit(notice.p[0]) || notice.p[0] == ',' || notice.p[0] == ':' || notice.p[0] == '-');
        notice = wd_str_from(notice, cut);
        for (size_t i = 0; i < WD_COUNT(marks) && !cut; i++)
            if (wd_str_starts_nocase(notice, marks[i])) {
                notice = wd_str_from(notice, strlen(marks[i]));
                cut = true;
            }
    }
    while (notice.n && (wd_is_digit(notice.p[notice.n - 1]) || wd_is_blank(notice.p[notice.n - 1]) || notice.p[notice.n - 1] == ','))
        notice.n--;
    bool sentence =
        notice.n > MAX_HOLDER_BYTES || wd_str_find(notice, ". ", 0) != SIZE_MAX || wd_str_find_byte(notice, '\n', 0) != SIZE_MAX;
    return sentence ? wd_str_n("", 0) : notice;
}
