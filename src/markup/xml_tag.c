#include "markup/xml_scan.h"

#define MAX_DUPLICATE_CHECK 32u /* attributes of one tag that are compared with each other: the comparison is quadratic */

/* Bytes that may stand in a name; 1: at its start too. */
static const unsigned char NAME[256] = {
    [':'] = 1, ['_'] = 1, ['a' ... 'z'] = 1, ['A' ... 'Z'] = 1, [0x80 ... 0xFF] = 1, ['-'] = 2, ['.'] = 2, ['0' ... '9'] = 2,
};

bool wd_xml_is_name_start(char c)
{
    return NAME[(unsigned char)c] == 1;
}

size_t wd_xml_name_end(const struct wd_xml_state *s, size_t from)
{
    while (from < s->n && NAME[(unsigned char)s->p[from]])
        from++;
    return from;
}

static size_t skip_blanks(const struct wd_xml_state *s, size_t at)
{
    while (at < s->n && wd_is_blank(s->p[at]))
        at++;
    return at;
}

static uint8_t name_hash(struct wd_str name)
{
    unsigned h = (unsigned)name.n;
    if (name.n)
        h = h * 31 + (unsigned char)wd_lower(name.p[0]) * 7u + (unsigned char)wd_lower(name.p[name.n - 1]) * 13u +
            (unsigned char)wd_lower(name.p[name.n / 2]);
    return (uint8_t)h;
}

/* End of a quoted value, at the closing mark. Where there is none, or what it closes cannot be a value, the value ends with the tag. */
static size_t quoted_end(struct wd_xml *x, size_t from, char quote, bool *ret_closed)
{
    struct wd_xml_state *s = x->state;
    bool *none = &s->no_quote[quote == '\''];
    const char *found = *none ? NULL : memchr(s->p + from, quote, s->n - from);
    *none = !found;
    *ret_closed = false;
    if (found) {
        size_t end = (size_t)(found - s->p);
        const char *lt = memchr(s->p + from, '<', end - from);
        char after = end + 1 < s->n ? s->p[end + 1] : '>';
        if (!lt || wd_is_blank(after) || after == '>' || after == '/') {
            *ret_closed = true;
            return end;
        }
    }
    wd_xml_repair(x, "attribute value without end", from);
    while (from < s->n && s->p[from] != '>' && s->p[from] != '<')
        from++;
    return from;
}

static size_t unquoted_end(const struct wd_xml_state *s, size_t from)
{
    while (from < s->n && !wd_is_blank(s->p[from]) && s->p[from] != '>' && s->p[from] != '<' &&
           !(s->p[from] == '/' && from + 1 < s->n && s->p[from + 1] == '>'))
        from++;
    return from;
}

static void add_attribute(struct wd_xml *x, struct wd_str name, struct wd_str value, size_t byte)
{
    struct wd_xml_state *s = x->state;
    if (x->attributes.n + s->declared.n >= WD_MAX_XML_ATTRIBUTES) {
        if (!x->capped)
            wd_xml_repair(x, "attributes over the limit dropped", byte);
        x->capped = true;
        return;
    }
    struct wd_xml_attribute attribute = {.name = name, .local = name, .value = wd_xml_attribute_value(x, value, byte)};
    if (wd_str_starts(name, "xmlns") && (name.n == 5 || name.p[5] == ':')) {
        wd_list_add(s->a, &s->declared, attribute);
        return;
    }
    for (size_t i = 0; i < x->attributes.n && i < MAX_DUPLICATE_CHECK; i++) {
        if (wd_str_eq(x->attributes.v[i].name, name)) {
            wd_xml_repair(x, "attribute given twice", byte);
            return;
        }
    }
    wd_list_add(s->a, &x->attributes, attribute);
}

/* At the name of an attribute; gives where to go on. */
static size_t read_attribute(struct wd_xml *x, size_t at)
{
    struct wd_xml_state *s = x->state;
    size_t end = wd_xml_name_end(s, at), byte = at;
    struct wd_str name = wd_str_n(s->p + at, end - at), value = {"", 0};
    at = skip_blanks(s, end);
    if (at >= s->n || s->p[at] != '=') {
        wd_xml_repair(x, "attribute without value", byte);
        add_attribute(x, name, value, byte);
        return at;
    }
    s->tag.values = true;
    at = skip_blanks(s, at + 1);
    bool quoted = at < s->n && (s->p[at] == '"' || s->p[at] == '\''), closed = false;
    size_t from = at + quoted;
    if (quoted) {
        end = quoted_end(x, from, s->p[at], &closed);
    } else {
        wd_xml_repair(x, "attribute value without quotation marks", byte);
        end = unquoted_end(s, from);
    }
    add_attribute(x, name, wd_str_n(s->p + from, end - from), byte);
    return end + closed;
}

static bool is_junk_root(const struct wd_xml_state *s, struct wd_str name)
{
    return !s->depth && !s->seen_root && (wd_str_eqc_nocase(name, "br") || wd_str_eqc_nocase(name, "b") || wd_str_eqc_nocase(name, "hr"));
}

/* Reads attributes up to the end of the tag. False: no end, and nothing that makes a tag of it. */
static bool read_attributes(struct wd_xml *x, size_t *at)
{
    struct wd_xml_state *s = x->state;
    for (;;) {
        *at = skip_blanks(s, *at);
        char c = *at < s->n ? s->p[*at] : 0;
        if (*at >= s->n || c == '<') {
            if (!s->tag.values)
                return false;
            wd_xml_repair(x, "start tag without '>'", *at);
            return true;
        }
        if (c == '>') {
            ++*at;
            return true;
        }
        if (c == '/' && *at + 1 < s->n && s->p[*at + 1] == '>') {
            *at += 2;
            s->tag.empty = true;
            return true;
        }
        if (!wd_xml_is_name_start(c)) {
            wd_xml_repair(x, "stray character in a tag", *at);
            ++*at;
            continue;
        }
        *at = read_attribute(x, *at);
    }
}

bool wd_xml_tag_read(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    size_t byte = s->at, end = wd_xml_name_end(s, s->at + 1), at = end, repairs = x->repair_count, kept = x->repairs.n;
    s->tag = (struct wd_xml_tag){.name = wd_str_n(s->p + byte + 1, end - byte - 1), .byte = byte};
    x->attributes.n = s->declared.n = 0;
    if (at < s->n && s->p[at] == '>') {
        at++;
    } else if (!read_attributes(x, &at)) {
        if (at >= s->n && s->depth) { /* cut off in the middle of a tag: not text */
            wd_xml_repair(x, "tag cut off at the end", byte);
            s->at = s->n;
            return true;
        }
        x->repair_count = repairs;
        x->repairs.n = kept;
        return false;
    }
    s->at = at;
    if (is_junk_root(s, s->tag.name)) {
        wd_xml_repair(x, "junk before the root skipped", byte);
        return true;
    }
    if (s->depth == WD_MAX_XML_DEPTH) {
        if (!x->capped)
            wd_xml_repair(x, "elements nested too deep dropped", byte);
        x->capped = true;
        s->dropped += !s->tag.empty;
        s->dropped_of[name_hash(s->tag.name)] += !s->tag.empty;
        return true;
    }
    s->tag.pending = true;
    return true;
}

void wd_xml_tag_deliver(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    const struct wd_xml_open *parent = s->depth ? &s->stack[s->depth - 1] : NULL;
    struct wd_xml_open *e = &s->stack[s->depth];
    *e = (struct wd_xml_open){.name = s->tag.name, .bindings = (uint32_t)s->bindings.n};
    if (parent) {
        e->lang = parent->lang;
        e->base = parent->base;
    } else if (s->seen_root) {
        wd_xml_repair(x, "more than one root", s->tag.byte);
    }
    s->seen_root = true;
    struct wd_str prefix;
    for (size_t i = 0; i < s->declared.n; i++) {
        struct wd_str name = s->declared.v[i].name;
        wd_xml_declare(x, wd_str_from(name, name.n > 5 ? 6 : 5), s->declared.v[i].value);
    }
    wd_xml_split_name(e->name, &prefix, &e->local);
    e->space = wd_xml_space_of(x, prefix, true);
    for (size_t i = 0; i < x->attributes.n; i++) {
        struct wd_xml_attribute *attribute = &x->attributes.v[i];
        wd_xml_split_name(attribute->name, &prefix, &attribute->local);
        if (!prefix.n)
            continue;
        attribute->space = wd_xml_space_of(x, prefix, false);
        if (wd_str_eqc(attribute->name, "xml:lang")) {
            e->lang = attribute->value;
        } else if (wd_str_eqc(attribute->name, "xml:base")) {
            struct wd_xml_base_node *base = WD_NEW(s->a, struct wd_xml_base_node);
            base->raw = attribute->value;
            base->parent = e->base;
            e->base = base;
        }
    }
    s->open_of[name_hash(e->name)]++;
    s->close_to = ++s->depth;
    s->tag.pending = false;
    x->event = WD_XML_OPEN;
    x->name = e->name;
    x->space = e->space;
    x->local = e->local;
    x->empty = s->tag.empty;
    x->depth = s->depth;
    x->byte = s->tag.byte;
    s->close_due = s->tag.empty || (s->html_voids && wd_html_void_name(e->local));
}

void wd_xml_close_one(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    struct wd_xml_open *e = &s->stack[--s->depth];
    s->open_of[name_hash(e->name)]--;
    if (s->bindings.n != e->bindings) {
        s->bindings.n = e->bindings;
        s->ns_generation++;
    }
    x->event = WD_XML_CLOSE;
    x->name = e->name;
    x->space = e->space;
    x->local = e->local;
    x->attributes.n = 0;
    x->empty = false;
    x->depth = s->depth + 1;
    x->byte = s->at;
}

/* "</name>" of the innermost element, to the letter: nearly every end tag. */
static inline bool is_own_end_tag(const struct wd_xml_state *s)
{
    if (!s->depth || s->dropped)
        return false;
    struct wd_str name = s->stack[s->depth - 1].name;
    return s->n - s->at >= name.n + 3 && memcmp(s->p + s->at + 2, name.p, name.n) == 0 && s->p[s->at + 2 + name.n] == '>';
}

bool wd_xml_end_tag_read(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    if (is_own_end_tag(s)) {
        s->at += s->stack[s->depth - 1].name.n + 3;
        s->close_to = s->depth - 1;
        return true;
    }
    size_t byte = s->at, end = wd_xml_name_end(s, byte + 2);
    struct wd_str name = wd_str_n(s->p + byte + 2, end - byte - 2);
    while (end < s->n && s->p[end] != '>' && s->p[end] != '<')
        end++;
    if (end < s->n && s->p[end] == '>')
        end++;
    else
        wd_xml_repair(x, "end tag without '>'", byte);
    s->at = end;
    if (!s->depth) {
        wd_xml_repair(x, "end tag without start", byte);
        return false;
    }
    uint8_t hash = name_hash(name);
    if (s->dropped && s->dropped_of[hash]) {
        s->dropped--;
        s->dropped_of[hash]--;
        return false;
    }
    const struct wd_xml_open *top = &s->stack[s->depth - 1];
    if (!s->dropped && (!name.n || wd_str_eq(top->name, name))) {
        s->close_to = s->depth - 1;
        return true;
    }
    uint32_t i = s->open_of[hash] ? s->depth : 0;
    while (i && !wd_str_eq_nocase(s->stack[i - 1].name, name))
        i--;
    if (!i) {
        wd_xml_repair(x, "end tag without start", byte);
        return false;
    }
    if (i != s->depth)
        wd_xml_repair(x, "elements closed by the end tag of an outer one", byte);
    else if (!wd_str_eq(top->name, name))
        wd_xml_repair(x, "end tag in another case", byte);
    if (s->dropped)
        memset(s->dropped_of, 0, sizeof(s->dropped_of));
    s->dropped = 0;
    s->close_to = i - 1;
    return true;
}
