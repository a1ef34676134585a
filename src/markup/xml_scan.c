#include "markup/xml_scan.h"

#define MAX_REPAIRS 32u
#define MAX_REPAIRS_ALIKE 3u
#define JUNK_BYTES (64u << 10) /* how far an XML declaration may stand behind junk */

/* Of one kind a few are told: a thousand entities of HTML must not hide that the end is missing. */
static bool is_told_enough(struct wd_xml_state *s, const char *what)
{
    size_t i = 0;
    while (i < s->told_n && s->told[i].what != what)
        i++;
    if (i == WD_COUNT(s->told))
        return true;
    if (i == s->told_n) {
        s->told[i].what = what;
        s->told[i].times = 0;
        s->told_n++;
    }
    return s->told[i].times++ >= MAX_REPAIRS_ALIKE;
}

static uint32_t line_of(struct wd_xml_state *s, size_t byte)
{
    byte = WD_MIN(byte, s->n);
    if (byte < s->counted_to) {
        s->counted_to = 0;
        s->lines = 0;
    }
    for (const char *p = s->p + s->counted_to; (p = memchr(p, '\n', (size_t)(s->p + byte - p))); p++)
        s->lines++;
    s->counted_to = byte;
    return s->lines + 1;
}

void wd_xml_repair(struct wd_xml *x, const char *what, size_t byte)
{
    struct wd_xml_state *s = x->state;
    x->repair_count++;
    if (x->repairs.n < MAX_REPAIRS && !is_told_enough(s, what))
        wd_list_add(s->a, &x->repairs, wd_arena_printf(s->a, "%s in line %u", what, x->lines_before + line_of(s, byte)));
}

size_t wd_xml_find(const struct wd_xml_state *s, const char *needle, size_t from, bool *ret_none)
{
    if (*ret_none || from > s->n)
        return SIZE_MAX;
    size_t n = strlen(needle);
    for (const char *p = s->p + from, *end = s->p + s->n; (p = memchr(p, needle[0], (size_t)(end - p))); p++) {
        if ((size_t)(end - p) < n)
            break;
        if (memcmp(p, needle, n) == 0)
            return (size_t)(p - s->p);
    }
    *ret_none = true;
    return SIZE_MAX;
}

static bool at_literal(const struct wd_xml_state *s, const char *literal)
{
    size_t n = strlen(literal);
    return n <= s->n - s->at && memcmp(s->p + s->at, literal, n) == 0;
}

static void skip_past_gt(struct wd_xml_state *s)
{
    const char *gt = memchr(s->p + s->at, '>', s->n - s->at);
    s->at = gt ? (size_t)(gt - s->p) + 1 : s->n;
}

/* PHP warnings and the like stand before the declaration; comments and blanks there lose nothing by the jump. */
static void skip_junk(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    if (s->n >= 3 && memcmp(s->p, "\xEF\xBB\xBF", 3) == 0)
        s->at = 3;
    size_t window = WD_MIN(s->n, (size_t)JUNK_BYTES);
    if (window - WD_MIN(window, s->at) < 6 || at_literal(s, "<?xml"))
        return;
    for (size_t from = s->at; from < window;) {
        const char *found = memmem(s->p + from, window - from, "<?xml", 5);
        if (!found)
            return;
        size_t at = (size_t)(found - s->p);
        if (at + 5 < s->n && wd_is_blank(s->p[at + 5])) {
            wd_xml_repair(x, "junk before the XML declaration skipped", s->at);
            s->at = at;
            return;
        }
        from = at + 5;
    }
}

void wd_xml_init(struct wd_xml *x, struct wd_arena *a, struct wd_str text)
{
    memset(x, 0, sizeof(*x));
    struct wd_xml_state *s = WD_NEW(a, struct wd_xml_state);
    x->state = s;
    s->a = a;
    s->p = text.p ? text.p : "";
    s->n = text.n;
    s->scratch.a = a;
    s->ns_generation = 1;
    skip_junk(x);
}

static void skip_comment(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    size_t end = wd_xml_find(s, "-->", s->at + 4, &s->no_comment_end);
    if (end != SIZE_MAX) {
        s->at = end + 3;
        return;
    }
    wd_xml_repair(x, "comment without end", s->at);
    skip_past_gt(s);
}

static void skip_instruction(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    size_t end = wd_xml_find(s, "?>", s->at + 2, &s->no_pi_end);
    if (end != SIZE_MAX) {
        s->at = end + 2;
        return;
    }
    wd_xml_repair(x, "processing instruction without end", s->at);
    skip_past_gt(s);
}

/* A section that never ends stops at the end tag of its element, else at the end of input. */
static size_t unclosed_cdata_end(const struct wd_xml_state *s, size_t from)
{
    if (!s->depth)
        return s->n;
    struct wd_str name = s->stack[s->depth - 1].name;
    for (const char *p = s->p + from; (p = memmem(p, (size_t)(s->p + s->n - p), "</", 2)); p += 2) {
        size_t at = (size_t)(p - s->p) + 2;
        if (s->n - at > name.n && memcmp(s->p + at, name.p, name.n) == 0 && s->p[at + name.n] == '>')
            return at - 2;
    }
    return s->n;
}

static void read_cdata(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    size_t from = s->at + 9, end = wd_xml_find(s, "]]>", from, &s->no_cdata_end), next = end + 3;
    if (end == SIZE_MAX) {
        wd_xml_repair(x, "CDATA section without end", s->at);
        next = end = unclosed_cdata_end(s, from);
    }
    size_t start = s->at;
    s->at = next;
    if (!s->depth) {
        wd_xml_repair(x, "CDATA section outside the root", start);
        return;
    }
    if (!wd_xml_text_any(s))
        s->text_byte = start;
    wd_xml_text_cdata(x, wd_str_n(s->p + from, end - from));
}

/* "<!" and "<?": all that is not an element. */
static void read_declaration(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    if (s->p[s->at + 1] == '?') {
        skip_instruction(x);
    } else if (at_literal(s, "<!--")) {
        skip_comment(x);
    } else if (at_literal(s, "<![CDATA[")) {
        read_cdata(x);
    } else if (s->n - s->at >= 9 && wd_str_eqc_nocase(wd_str_n(s->p + s->at, 9), "<!doctype")) {
        wd_xml_doctype_read(x);
    } else {
        wd_xml_repair(x, "unknown declaration skipped", s->at);
        skip_past_gt(s);
    }
}

static void literal_lt(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    wd_xml_repair(x, "bare '<'", s->at);
    if (s->depth)
        wd_xml_text_literal(x, wd_str_n(s->p + s->at, 1));
    s->at++;
}

/* Moves on to what makes the next OPEN or CLOSE, collecting text on the way. False at the end of input. */
static bool read_on(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    while (s->at < s->n) {
        if (s->p[s->at] != '<') {
            wd_xml_text_run(x);
            continue;
        }
        char c = s->at + 1 < s->n ? s->p[s->at + 1] : 0;
        if (c == '/' && s->at + 2 < s->n && (wd_xml_is_name_start(s->p[s->at + 2]) || s->p[s->at + 2] == '>')) {
            if (wd_xml_end_tag_read(x))
                return true;
        } else if (c == '!' || c == '?') {
            read_declaration(x);
        } else if (!wd_xml_is_name_start(c)) {
            literal_lt(x);
        } else if (!wd_xml_tag_read(x)) {
            literal_lt(x);
        } else if (s->tag.pending) {
            return true;
        }
    }
    return false;
}

static void emit_text(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    x->event = WD_XML_TEXT;
    x->byte = s->text_byte;
    x->cdata = s->text_cdata;
    x->depth = s->depth;
    x->text = wd_xml_text_take(x);
}

static void end_of_input(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    if (s->depth) {
        wd_xml_repair(x, "elements not closed at the end", s->n);
        s->close_to = 0;
        return;
    }
    if (!s->seen_root && x->event != WD_XML_END_OF_INPUT)
        x->event = WD_XML_END_OF_INPUT;
}

enum wd_xml_event wd_xml_next(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    if (s->close_due) {
        s->close_due = false;
        s->close_to = s->depth - 1;
    }
    bool due = s->close_to < s->depth || s->tag.pending;
    if (!due)
        due = read_on(x);
    if (wd_xml_text_any(s)) {
        emit_text(x);
        return x->event;
    }
    if (!due) {
        end_of_input(x);
        if (s->close_to == s->depth) {
            x->event = WD_XML_END_OF_INPUT;
            x->byte = s->n;
            x->depth = 0;
            return x->event;
        }
    }
    if (s->close_to < s->depth)
        wd_xml_close_one(x);
    else
        wd_xml_tag_deliver(x);
    return x->event;
}
