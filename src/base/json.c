#include "base/json.h"

#include <json-c/json.h>
#include <math.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"

static void convert(struct wd_arena *a, struct json_object *from, struct wd_json *to)
{
    switch (json_object_get_type(from)) {
    case json_type_null: to->type = WD_JSON_NULL; break;
    case json_type_boolean:
        to->type = WD_JSON_BOOL;
        to->boolean = json_object_get_boolean(from);
        break;
    case json_type_int:
        to->type = WD_JSON_NUMBER;
        to->integer = json_object_get_int64(from);
        to->number = (double)to->integer;
        /* json-c clamps what does not fit */
        to->is_integer = to->integer != INT64_MAX && to->integer != INT64_MIN;
        break;
    case json_type_double:
        to->type = WD_JSON_NUMBER;
        to->number = json_object_get_double(from);
        break;
    case json_type_string:
        to->type = WD_JSON_STRING;
        to->string = wd_arena_str(a, wd_str_n(json_object_get_string(from), (size_t)json_object_get_string_len(from)));
        break;
    case json_type_array:
        to->type = WD_JSON_ARRAY;
        to->n = json_object_array_length(from);
        to->items = wd_arena_array(a, to->n, sizeof *to->items);
        for (size_t i = 0; i < to->n; i++)
            convert(a, json_object_array_get_idx(from, i), &to->items[i]);
        break;
    case json_type_object:
        to->type = WD_JSON_OBJECT;
        to->n = (size_t)json_object_object_length(from);
        to->items = wd_arena_array(a, to->n, sizeof *to->items);
        to->names = wd_arena_array(a, to->n, sizeof *to->names);
        size_t i = 0;
        json_object_object_foreach (from, name, value) {
            to->names[i] = wd_arena_str(a, wd_str_c(name));
            convert(a, value, &to->items[i++]);
        }
        break;
    }
}

/* What json-c lets pass even when strict: quoting by apostrophes, and control characters inside strings. First such byte, or SIZE_MAX. */
static size_t first_lax_byte(struct wd_str s)
{
    bool in_string = false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (in_string && c == '\\')
            i++;
        else if (c == '"')
            in_string = !in_string;
        else if (in_string ? c < 0x20 : c == '\'')
            return i;
    }
    return SIZE_MAX;
}

int wd_json_parse(struct wd_arena *a, struct wd_str text, struct wd_json **ret_tree, struct wd_where *ret_where)
{
    if (wd_str_trim(text).n == 0)
        return wd_where_set(ret_where, WD_E_EMPTY, "no JSON: the text is empty");
    if (text.n > INT32_MAX)
        return wd_where_set(ret_where, WD_E_TOOBIG, "JSON of more than 2 GB");
    size_t valid = wd_utf8_valid_prefix(text); /* json-c takes overlong forms */
    if (valid != text.n) {
        wd_where_locate(ret_where, text.p, text.n, valid);
        return wd_where_set(ret_where, WD_E_CHARSET, "JSON: not UTF-8");
    }
    size_t lax = first_lax_byte(text);
    if (lax != SIZE_MAX) {
        wd_where_locate(ret_where, text.p, text.n, lax);
        return wd_where_set(ret_where, WD_E_SYNTAX, "JSON: %s",
                            text.p[lax] == '\'' ? "apostrophes do not quote" : "control character in a string");
    }
    struct json_tokener *tokener = json_tokener_new_ex(WD_MAX_JSON_DEPTH);
    if (!tokener)
        abort();
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
    struct json_object *root = json_tokener_parse_ex(tokener, text.p, (int)text.n);
    enum json_tokener_error error = json_tokener_get_error(tokener);
    size_t end = json_tokener_get_parse_end(tokener);
    if (error == json_tokener_continue) {
        /* a number at the very end is complete only once something follows it */
        root = json_tokener_parse_ex(tokener, " ", 1);
        error = json_tokener_get_error(tokener);
        end = text.n;
    }
    int err = 0;
    if (error != json_tokener_success) {
        err = error == json_tokener_error_depth ? WD_E_DEPTH : error == json_tokener_error_parse_utf8_string ? WD_E_CHARSET : WD_E_SYNTAX;
        wd_where_locate(ret_where, text.p, text.n, end);
        err = wd_where_set(ret_where, err, "JSON: %s",
                           error == json_tokener_continue ? "the text ends too early" : json_tokener_error_desc(error));
        goto out;
    }
    for (; end < text.n; end++)
        if (!wd_is_blank(text.p[end])) {
            wd_where_locate(ret_where, text.p, text.n, end);
            err = wd_where_set(ret_where, WD_E_SYNTAX, "JSON: text after the end of the value");
            goto out;
        }
    struct wd_json *tree = WD_NEW(a, struct wd_json);
    convert(a, root, tree);
    *ret_tree = tree;
out:
    json_object_put(root);
    json_tokener_free(tokener);
    return err;
}

const struct wd_json *wd_json_get(const struct wd_json *object, const char *name)
{
    if (!object || object->type != WD_JSON_OBJECT)
        return NULL;
    for (size_t i = 0; i < object->n; i++)
        if (wd_str_eqc(object->names[i], name))
            return &object->items[i];
    return NULL;
}

const struct wd_json *wd_json_at(const struct wd_json *array, size_t i)
{
    return array && array->type == WD_JSON_ARRAY && i < array->n ? &array->items[i] : NULL;
}

struct wd_str wd_json_str(const struct wd_json *value)
{
    return value && value->type == WD_JSON_STRING ? value->string : wd_str_n("", 0);
}

struct wd_str wd_json_get_str(const struct wd_json *object, const char *name)
{
    return wd_json_str(wd_json_get(object, name));
}

void wd_jw_init(struct wd_jw *w, struct wd_buf *out)
{
    *w = (struct wd_jw){.out = out};
}

static void before_value(struct wd_jw *w)
{
    if (w->comma && !w->after_key)
        wd_buf_byte(w->out, ',');
    w->comma = true;
    w->after_key = false;
}

static void open_level(struct wd_jw *w, char opener, char closer)
{
    before_value(w);
    wd_buf_byte(w->out, opener);
    if (w->depth >= sizeof w->closers) {
        w->out->err = WD_E_DEPTH;
        return;
    }
    w->closers[w->depth++] = closer;
    w->comma = false;
}

void wd_jw_object(struct wd_jw *w)
{
    open_level(w, '{', '}');
}

void wd_jw_array(struct wd_jw *w)
{
    open_level(w, '[', ']');
}

void wd_jw_end(struct wd_jw *w)
{
    if (w->depth)
        wd_buf_byte(w->out, w->closers[--w->depth]);
    w->comma = true;
}

static void put_escaped(struct wd_buf *b, struct wd_str s)
{
    wd_buf_byte(b, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        wd_buf_put(b, s.p + from, i - from);
        from = i + 1;
        switch (c) {
        case '"': wd_buf_putc(b, "\\\""); break;
        case '\\': wd_buf_putc(b, "\\\\"); break;
        case '\n': wd_buf_putc(b, "\\n"); break;
        case '\r': wd_buf_putc(b, "\\r"); break;
        case '\t': wd_buf_putc(b, "\\t"); break;
        default: wd_buf_printf(b, "\\u%04x", c);
        }
    }
    wd_buf_put(b, s.p + from, s.n - from);
    wd_buf_byte(b, '"');
}

void wd_jw_str(struct wd_jw *w, struct wd_str s)
{
    before_value(w);
    if (wd_utf8_valid(s)) {
        put_escaped(w->out, s);
        return;
    }
    struct wd_buf repaired;
    wd_buf_init(&repaired, w->out->max_bytes);
    wd_utf8_repair(&repaired, s);
    put_escaped(w->out, wd_buf_str(&repaired));
    wd_buf_done(&repaired);
}

void wd_jw_key_str(struct wd_jw *w, struct wd_str name)
{
    wd_jw_str(w, name);
    wd_buf_byte(w->out, ':');
    w->after_key = true;
}

void wd_jw_key(struct wd_jw *w, const char *name)
{
    wd_jw_key_str(w, wd_str_c(name));
}

void wd_jw_i64(struct wd_jw *w, int64_t v)
{
    before_value(w);
    wd_buf_printf(w->out, "%" PRId64, v);
}

void wd_jw_u64(struct wd_jw *w, uint64_t v)
{
    before_value(w);
    wd_buf_printf(w->out, "%" PRIu64, v);
}

void wd_jw_f64(struct wd_jw *w, double v, int decimals)
{
    before_value(w);
    if (isfinite(v))
        wd_buf_printf(w->out, "%.*f", decimals, v);
    else
        wd_buf_putc(w->out, "null");
}

void wd_jw_bool(struct wd_jw *w, bool v)
{
    before_value(w);
    wd_buf_putc(w->out, v ? "true" : "false");
}

void wd_jw_null(struct wd_jw *w)
{
    before_value(w);
    wd_buf_putc(w->out, "null");
}

void wd_jw_kstr(struct wd_jw *w, const char *name, struct wd_str s)
{
    if (s.n == 0)
        return;
    wd_jw_key(w, name);
    wd_jw_str(w, s);
}

void wd_jw_ki64(struct wd_jw *w, const char *name, int64_t v)
{
    wd_jw_key(w, name);
    wd_jw_i64(w, v);
}

void wd_jw_kbool(struct wd_jw *w, const char *name, bool v)
{
    wd_jw_key(w, name);
    wd_jw_bool(w, v);
}
