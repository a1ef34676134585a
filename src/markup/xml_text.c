#include "base/scan.h"
#include "base/utf8.h"
#include "markup/entity.h"
#include "markup/xml_scan.h"

#define MAX_ENTITY_NESTING 16

enum { PLAIN, LT, AMP, CR, CONTROL, BRACKET, SPACE };
#define CONTROLS_8 CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL
static const unsigned char CLASS[256] = {
    CONTROLS_8, CONTROL, SPACE,      SPACE,      CONTROL,     CONTROL,    CR,
    CONTROL,    CONTROL, CONTROLS_8, CONTROLS_8, ['&'] = AMP, ['<'] = LT, [']'] = BRACKET,
};

bool wd_xml_text_any(const struct wd_xml_state *s)
{
    return s->slice.n || s->scratch.n || s->text_cdata;
}

static void to_scratch(struct wd_xml_state *s)
{
    wd_build_room(&s->scratch, s->slice.n + 1024);
    wd_build_puts(&s->scratch, s->slice);
    s->slice.n = 0;
}

/* Appends bytes; as long as they continue the slice of the input nothing is copied. */
static void append(struct wd_xml *x, const char *p, size_t n)
{
    struct wd_xml_state *s = x->state;
    size_t have = s->slice.n + s->scratch.n;
    if (n > WD_MAX_TEXT_BYTES - have) {
        if (!s->text_cut)
            wd_xml_repair(x, "text over the limit cut", s->at);
        s->text_cut = x->capped = true;
        n = wd_utf8_cut(wd_str_n(p, n), WD_MAX_TEXT_BYTES - have).n;
    }
    if (!n)
        return;
    if (!s->scratch.n) {
        bool from_input = p >= s->p && p < s->p + s->n;
        if (!s->slice.n && from_input) {
            s->slice = wd_str_n(p, n);
            return;
        }
        if (from_input && s->slice.p + s->slice.n == p) {
            s->slice.n += n;
            return;
        }
    }
    if (s->slice.n)
        to_scratch(s);
    wd_build_put(&s->scratch, p, n);
}

struct wd_str wd_xml_text_take(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    struct wd_str text = s->scratch.n ? wd_build_copy(&s->scratch) : s->slice.n ? s->slice : WD_STR("");
    s->scratch.n = s->slice.n = 0;
    s->text_cdata = s->text_cut = false;
    return text;
}

void wd_xml_text_literal(struct wd_xml *x, struct wd_str as_written)
{
    if (!wd_xml_text_any(x->state))
        x->state->text_byte = x->state->at;
    append(x, as_written.p, as_written.n);
}

/* A sink for decoded characters: content goes through append, values and entities into a builder. */
struct sink {
    struct wd_xml *x;
    struct wd_build *out; /* NULL: content */
};

static void sink_put(const struct sink *k, const char *p, size_t n)
{
    if (k->out)
        wd_build_put(k->out, p, n);
    else
        append(k->x, p, n);
}

static size_t put_reference(const struct sink *k, struct wd_str text, size_t at, int nesting);

/* False once the budget is spent: what was expanded of this reference is dropped, and it stays as written. */
static bool expand_into(struct wd_xml *x, struct wd_build *out, struct wd_str value, int nesting)
{
    struct wd_xml_state *s = x->state;
    s->entity_chars += 1 + value.n;
    if (nesting > MAX_ENTITY_NESTING || s->entity_chars > WD_MAX_ENTITY_CHARS)
        s->entities_spent = true;
    const struct sink k = {x, out};
    for (size_t at = 0; at < value.n && !s->entities_spent;) {
        const char *amp = memchr(value.p + at, '&', value.n - at);
        size_t end = amp ? (size_t)(amp - value.p) : value.n;
        wd_build_put(out, value.p + at, end - at);
        at = end;
        if (amp)
            at += put_reference(&k, value, at, nesting + 1);
    }
    return !s->entities_spent;
}

static bool put_internal_entity(const struct sink *k, struct wd_str name, size_t at, int nesting)
{
    struct wd_xml_state *s = k->x->state;
    const struct wd_xml_entity *e = s->entity_n && !s->entities_spent ? wd_xml_entity_find(s, name) : NULL;
    if (!e)
        return false;
    struct wd_build own = {.a = s->a};
    struct wd_build *out = nesting ? k->out : &own;
    if (!expand_into(k->x, out, e->value, nesting)) {
        if (!k->x->capped)
            wd_xml_repair(k->x, "entities over the budget left as written", at);
        k->x->capped = true;
        return false;
    }
    if (!nesting)
        sink_put(k, own.p, own.n);
    return true;
}

/* "&#226;&#128;&#153;" spells the bytes of a UTF-8 dash or quotation mark one by one: never meant as three characters. */
static size_t spelt_punctuation(struct wd_str text, size_t at, char out[3])
{
    char spelt[3];
    size_t bytes = 0;
    for (int i = 0; i < 3; i++) {
        char decoded[8];
        size_t n, read = at < text.n && text.p[at] == '&' ? wd_entity_at(text, at, decoded, &n) : 0;
        if (!read)
            return 0;
        struct wd_cp c = wd_utf8_at(wd_str_n(decoded, n), 0);
        if (i == 1 && c.cp == 0x20AC)
            c.cp = 0x80;
        if (i == 2 && (c.cp > 0xBF || c.cp < 0x80)) { /* a number 128..159 came back as its windows-1252 character */
            int64_t number;
            struct wd_str digits = wd_str_n(text.p + at + 2, read > 3 ? read - 3 : 0);
            if (text.p[at + 1] != '#' || !wd_str_to_i64(digits, &number) || number < 0x80 || number > 0xBF)
                return 0;
            c.cp = (uint32_t)number;
        }
        if ((i == 0 && c.cp != 0xE2) || (i == 1 && c.cp != 0x80))
            return 0;
        spelt[i] = (char)c.cp;
        at += read;
        bytes += read;
    }
    memcpy(out, spelt, sizeof(spelt));
    return bytes;
}

/* The references of XML itself, which escaped HTML is full of: what it stands for and the bytes read, or 0. */
static inline size_t quick_reference(const char *p, size_t left, char *ret)
{
    if (left >= 4 && p[2] == 't' && p[3] == ';' && (p[1] == 'l' || p[1] == 'g')) {
        *ret = p[1] == 'l' ? '<' : '>';
        return 4;
    }
    if (left >= 5 && memcmp(p + 1, "amp;", 4) == 0) {
        *ret = '&';
        return 5;
    }
    if (left >= 6 && memcmp(p + 1, "quot;", 5) == 0) {
        *ret = '"';
        return 6;
    }
    return 0;
}

static bool is_xml_entity(struct wd_str name)
{
    return wd_str_eqc(name, "amp") || wd_str_eqc(name, "lt") || wd_str_eqc(name, "gt") || wd_str_eqc(name, "quot") ||
           wd_str_eqc(name, "apos");
}

static bool is_name_byte(char c)
{
    return wd_is_alpha(c) || wd_is_digit(c) || (unsigned char)c >= 0x80 || c == '.' || c == '_' || c == '-' || c == ':';
}

/* At '&': puts what it stands for; gives the bytes read. */
static size_t put_reference(const struct sink *k, struct wd_str text, size_t at, int nesting)
{
    struct wd_xml *x = k->x;
    char out[8];
    size_t quick = quick_reference(text.p + at, text.n - at, out);
    if (quick) {
        sink_put(k, out, 1);
        return quick;
    }
    size_t n = 0, from = (size_t)(text.p - x->state->p) + at;
    if (text.p < x->state->p || text.p >= x->state->p + x->state->n)
        from = x->state->at;
    size_t read = wd_entity_at(text, at, out, &n);
    bool complete = read && text.p[at + read - 1] == ';', numeric = read && text.p[at + 1] == '#';
    struct wd_str name = wd_str_n(text.p + at + 1, complete && !numeric ? read - 2 : 0);
    if (!numeric && x->state->entity_n && !(complete && is_xml_entity(name))) {
        size_t end = at + 1;
        while (end < text.n && end - at < 256 && is_name_byte(text.p[end]))
            end++;
        if (end < text.n && text.p[end] == ';' && put_internal_entity(k, wd_str_n(text.p + at + 1, end - at - 1), from, nesting))
            return end + 1 - at;
    }
    if (!complete && !numeric) {
        wd_xml_repair(x, "bare '&'", from);
        sink_put(k, "&", 1);
        return 1;
    }
    if (!complete)
        wd_xml_repair(x, "character reference without ';'", from);
    else if (!numeric && !is_xml_entity(name) && !x->state->external_subset)
        wd_xml_repair(x, "HTML entity", from);
    if (!numeric && name.n == 4 && (wd_str_eqc(name, "lang") || wd_str_eqc(name, "rang"))) {
        /* the entities that XML documents mean are those of XHTML 1.0, which has other angle brackets than HTML */
        n = wd_utf8_put(out, name.p[0] == 'l' ? 0x2329 : 0x232A);
    }
    if (n == 2 && out[0] == '\xC3' && out[1] == '\xA2') {
        size_t spelt = spelt_punctuation(text, at, out);
        if (spelt) {
            n = 3;
            read = spelt;
        }
    }
    if (n == 1 && CLASS[(unsigned char)out[0]] == CONTROL) {
        wd_xml_repair(x, "control character dropped", from);
        return read;
    }
    sink_put(k, out, n);
    return read;
}

/* At '\r': a line end is one '\n'. */
static size_t put_line_end(const struct sink *k, struct wd_str text, size_t at, const char *as)
{
    sink_put(k, as, 1);
    return at + 1 < text.n && text.p[at + 1] == '\n' ? 2 : 1;
}

static void outside_root(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    const char *lt = memchr(s->p + s->at, '<', s->n - s->at);
    size_t end = lt ? (size_t)(lt - s->p) : s->n;
    struct wd_str text = wd_str_trim(wd_str_n(s->p + s->at, end - s->at));
    if (text.n)
        wd_xml_repair(x, "text outside the root", (size_t)(text.p - s->p));
    s->at = end;
}

static size_t put_bracket(struct wd_xml *x, struct wd_str t, size_t at)
{
    if (t.n - at < 3 || memcmp(t.p + at, "]]>", 3) != 0) {
        append(x, t.p + at, 1);
        return 1;
    }
    wd_xml_repair(x, "']]>' outside a CDATA section", at);
    if (!x->state->text_cdata) /* after a section it is the end of one that was nested in it */
        append(x, t.p + at, 3);
    return 3;
}

void wd_xml_text_run(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    if (!s->depth) {
        outside_root(x);
        return;
    }
    if (!wd_xml_text_any(s))
        s->text_byte = s->at;
    const struct wd_str t = wd_str_n(s->p, s->n);
    const struct sink k = {x, NULL};
    size_t at = s->at;
    while (at < t.n) {
        size_t end = wd_scan_xml(t.p, at, t.n);
        append(x, t.p + at, end - at);
        s->at = at = end;
        if (at >= t.n)
            break;
        unsigned char class = CLASS[(unsigned char)t.p[at]];
        if (class == LT)
            break;
        if (class == AMP) {
            at += put_reference(&k, t, at, 0);
        } else if (class == BRACKET) {
            at += put_bracket(x, t, at);
        } else if (class == CR) {
            at += put_line_end(&k, t, at, "\n");
        } else {
            wd_xml_repair(x, "control character dropped", at);
            at++;
        }
        s->at = at;
    }
}

void wd_xml_text_cdata(struct wd_xml *x, struct wd_str section)
{
    const struct sink k = {x, NULL};
    x->state->text_cdata = true;
    for (size_t at = 0; at < section.n;) {
        size_t end = wd_scan_control(section.p, at, section.n);
        append(x, section.p + at, end - at);
        at = end;
        if (at >= section.n)
            break;
        if (section.p[at] == '\r') {
            at += put_line_end(&k, section, at, "\n");
        } else {
            wd_xml_repair(x, "control character dropped", (size_t)(section.p - x->state->p) + at);
            at++;
        }
    }
}

struct wd_str wd_xml_attribute_value(struct wd_xml *x, struct wd_str raw, size_t byte)
{
    size_t at = wd_scan_value(raw.p, 0, raw.n);
    if (at == raw.n)
        return raw;
    struct wd_build out = {.a = x->state->a};
    const struct sink k = {x, &out};
    wd_build_room(&out, raw.n);
    wd_build_put(&out, raw.p, at);
    while (at < raw.n) {
        unsigned char class = CLASS[(unsigned char)raw.p[at]];
        if (class == AMP) {
            at += put_reference(&k, raw, at, 0);
        } else if (class == CR) {
            at += put_line_end(&k, raw, at, " ");
        } else if (class == CONTROL) {
            wd_xml_repair(x, "control character dropped", byte + at);
            at++;
        } else {
            if (class == LT)
                wd_xml_repair(x, "bare '<' in an attribute", byte + at);
            wd_build_byte(&out, class == SPACE ? ' ' : raw.p[at]);
            at++;
        }
    }
    return wd_build_done(&out);
}
