#include "base/utf8.h"
#include "markup/entity.h"
#include "markup/xml_scan.h"

static uint8_t entity_hash(struct wd_str name)
{
    unsigned h = 5381;
    for (size_t i = 0; i < name.n; i++)
        h = h * 33 + (unsigned char)name.p[i];
    return (uint8_t)(h ^ h >> 8);
}

struct wd_xml_entity *wd_xml_entity_find(const struct wd_xml_state *s, struct wd_str name)
{
    struct wd_xml_entity *e = s->entities[entity_hash(name)];
    while (e && !wd_str_eq(e->name, name))
        e = e->next;
    return e;
}

/* Numeric references are decoded when an entity is declared, named ones when it is used. */
static struct wd_str declared_value(struct wd_xml_state *s, struct wd_str raw)
{
    if (!memchr(raw.p, '&', raw.n))
        return raw;
    struct wd_build out = {.a = s->a};
    for (size_t at = 0; at < raw.n;) {
        char decoded[8];
        size_t n = 0;
        bool numeric = raw.p[at] == '&' && at + 1 < raw.n && raw.p[at + 1] == '#';
        size_t read = numeric ? wd_entity_at(raw, at, decoded, &n) : 0;
        if (read)
            wd_build_put(&out, decoded, n);
        else
            wd_build_byte(&out, raw.p[at]);
        at += read ? read : 1;
    }
    return wd_build_done(&out);
}

static size_t skip_blanks(struct wd_str t, size_t at)
{
    while (at < t.n && wd_is_blank(t.p[at]))
        at++;
    return at;
}

/* `t` is what stands between "<!ENTITY" and its '>'. External and parameter entities are not kept. */
static void declare_entity(struct wd_xml *x, struct wd_str t)
{
    struct wd_xml_state *s = x->state;
    size_t from = skip_blanks(t, 0), end = from;
    while (end < t.n && !wd_is_blank(t.p[end]))
        end++;
    struct wd_str name = wd_str_n(t.p + from, end - from);
    size_t at = skip_blanks(t, end);
    if (!name.n || name.p[0] == '%' || at >= t.n || (t.p[at] != '"' && t.p[at] != '\''))
        return;
    const char *close = memchr(t.p + at + 1, t.p[at], t.n - at - 1);
    if (!close || wd_xml_entity_find(s, name))
        return;
    if (s->entity_n >= WD_XML_MAX_ENTITIES) {
        wd_xml_repair(x, "entity declarations over the limit dropped", (size_t)(t.p - s->p));
        x->capped = true;
        return;
    }
    struct wd_xml_entity *e = WD_NEW(s->a, struct wd_xml_entity);
    struct wd_xml_entity **bucket = &s->entities[entity_hash(name)];
    e->name = name;
    e->value = declared_value(s, wd_str_n(t.p + at + 1, (size_t)(close - t.p) - at - 1));
    e->next = *bucket;
    *bucket = e;
    s->entity_n++;
}

/* Position after the declaration that starts at `at` ("<!X ... >", quoted values skipped), or SIZE_MAX. */
static size_t declaration_end(const struct wd_xml_state *s, size_t at)
{
    while (at < s->n && s->p[at] != '>') {
        char c = s->p[at];
        if (c == '"' || c == '\'') {
            const char *close = memchr(s->p + at + 1, c, s->n - at - 1);
            if (!close)
                return SIZE_MAX;
            at = (size_t)(close - s->p);
        }
        at++;
    }
    return at < s->n ? at + 1 : SIZE_MAX;
}

/* The part between '[' and ']'. Position after ']', or SIZE_MAX. */
static size_t internal_subset(struct wd_xml *x, size_t at)
{
    struct wd_xml_state *s = x->state;
    while (at < s->n && s->p[at] != ']') {
        if (s->p[at] != '<') {
            at++;
            continue;
        }
        struct wd_str rest = wd_str_n(s->p + at, s->n - at);
        bool *none = &s->no_pi_end;
        const char *end_mark = wd_str_starts(rest, "<!--") ? "-->" : wd_str_starts(rest, "<?") ? "?>" : NULL;
        if (end_mark) {
            none = end_mark[0] == '-' ? &s->no_comment_end : none;
            size_t end = wd_xml_find(s, end_mark, at + 2, none);
            if (end == SIZE_MAX)
                return SIZE_MAX;
            at = end + strlen(end_mark);
            continue;
        }
        if (!wd_str_starts(rest, "<!"))
            return SIZE_MAX;
        size_t end = declaration_end(s, at);
        if (end == SIZE_MAX)
            return SIZE_MAX;
        if (wd_str_starts(rest, "<!ENTITY") && end - at > 9)
            declare_entity(x, wd_str_n(s->p + at + 8, end - at - 9));
        at = end;
    }
    return at < s->n ? at + 1 : SIZE_MAX;
}

/* Position after the '>' that ends the declaration, SIZE_MAX if it is broken. */
static size_t doctype_end(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    size_t at = s->at + 9;
    while (at < s->n && s->p[at] != '>') {
        char c = s->p[at];
        if (c == '<')
            return SIZE_MAX;
        if (c == '"' || c == '\'') {
            const char *close = memchr(s->p + at + 1, c, s->n - at - 1);
            if (!close)
                return SIZE_MAX;
            s->external_subset = true;
            at = (size_t)(close - s->p) + 1;
        } else if (c == '[') {
            at = internal_subset(x, at + 1);
            if (at == SIZE_MAX)
                return SIZE_MAX;
        } else {
            at++;
        }
    }
    return at < s->n ? at + 1 : SIZE_MAX;
}

void wd_xml_doctype_read(struct wd_xml *x)
{
    struct wd_xml_state *s = x->state;
    bool misplaced = s->seen_root || s->bad_doctype;
    size_t end = misplaced ? SIZE_MAX : doctype_end(x);
    if (end != SIZE_MAX) {
        s->at = end;
        return;
    }
    /* one that failed is not read a second time as such, which keeps a file full of them linear */
    s->bad_doctype = true;
    wd_xml_repair(x, misplaced ? "misplaced document type" : "document type without end", s->at);
    for (s->at += 2; s->at < s->n && s->p[s->at] != '>' && s->p[s->at] != '<'; s->at++)
        ;
    if (s->at < s->n && s->p[s->at] == '>')
        s->at++;
}
