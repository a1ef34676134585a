#include "base/json.h"

#include <json-c/json.h>
#include <math.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/list.h"
#include "base/scan.h"
#include "base/utf8.h"

/* json-c takes some 20 instructions a byte of a string. So long strings are taken out of the text before it reads it, and each leaves a
 * mark in its place: a byte that no UTF-8 has, and its number. All that is odd about a string is left to json-c. */
enum { LONG_BYTES = 64, MARK_BYTES = 9, MARK = 0xFF };

struct scan {
    struct wd_arena *a;
    struct wd_str text;
    wd_strs taken;  /* long strings, unescaped */
    char *skeleton; /* the text with marks in place of them */
    size_t n;
    size_t copied; /* bytes of text that the skeleton stands for */
};

static bool hex4(struct wd_str s, size_t at, uint32_t *ret)
{
    uint32_t value = 0;
    if (at + 4 > s.n)
        return false;
    for (size_t i = at; i < at + 4; i++) {
        char c = wd_lower(s.p[i]);
        if (!wd_is_digit(c) && (c < 'a' || c > 'f'))
            return false;
        value = value << 4 | (uint32_t)(wd_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    *ret = value;
    return true;
}

/* The escape after the backslash at s.p[at] into to; bytes read, or 0 for what json-c is to judge. */
static size_t unescape_one(struct wd_str s, size_t at, char *to, size_t *ret_written)
{
    static const char names[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
    uint32_t cp, low;
    if (at + 1 >= s.n)
        return 0;
    const char *name = s.p[at + 1] ? strchr(names, s.p[at + 1]) : NULL;
    if (name) {
        *to = bytes[name - names];
        *ret_written = 1;
        return 2;
    }
    if (s.p[at + 1] != 'u' || !hex4(s, at + 2, &cp))
        return 0;
    if (cp < 0xD800 || cp > 0xDFFF) {
        *ret_written = wd_utf8_put(to, cp);
        return 6;
    }
    if (cp > 0xDBFF || at + 12 > s.n || s.p[at + 6] != '\\' || s.p[at + 7] != 'u' || !hex4(s, at + 8, &low) || low < 0xDC00 || low > 0xDFFF)
        return 0;
    *ret_written = wd_utf8_put(to, 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00));
    return 12;
}

/* The string between its marks; false: json-c is to judge it. */
static bool unescape(struct wd_arena *a, struct wd_str s, struct wd_str *ret)
{
    char *to = wd_arena_raw(a, s.n + 1);
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        size_t end = wd_str_find_byte(s, '\\', at);
        end = end == SIZE_MAX ? s.n : end;
        memcpy(to + n, s.p + at, end - at);
        n += end - at;
        at = end;
        if (at == s.n)
            break;
        size_t written = 0, read = unescape_one(s, at, to + n, &written);
        if (!read)
            return false;
        at += read;
        n += written;
    }
    to[n] = 0;
    *ret = wd_str_n(to, n);
    return true;
}

/* Names stay: json-c finds those that are equal. */
static bool is_name(struct wd_str text, size_t end)
{
    for (end++; end < text.n && wd_is_blank(text.p[end]);)
        end++;
    return end < text.n && text.p[end] == ':';
}

static void copy_until(struct scan *s, size_t end)
{
    if (!s->skeleton)
        s->skeleton = wd_arena_raw(s->a, s->text.n);
    memcpy(s->skeleton + s->n, s->text.p + s->copied, end - s->copied);
    s->n += end - s->copied;
    s->copied = end;
}

/* A string whose first byte is text[from] and whose closing mark is text[end]. */
static void take_out(struct scan *s, size_t from, size_t end)
{
    struct wd_str plain, raw = wd_str_n(s->text.p + from, end - from);
    if (raw.n < LONG_BYTES || is_name(s->text, end) || !unescape(s->a, raw, &plain))
        return;
    copy_until(s, from);
    s->skeleton[s->n++] = (char)MARK;
    for (int shift = 4 * (MARK_BYTES - 2); shift >= 0; shift -= 4)
        s->skeleton[s->n++] = (char)('a' + ((s->taken.n >> shift) & 15));
    s->copied = end;
    wd_list_add(s->a, &s->taken, plain);
}

static const struct wd_str *taken_at(const wd_strs *taken, struct wd_str s)
{
    if (s.n != MARK_BYTES || (unsigned char)s.p[0] != MARK)
        return NULL;
    size_t number = 0;
    for (size_t i = 1; i < MARK_BYTES; i++)
        number = number << 4 | (size_t)(s.p[i] - 'a');
    return &taken->v[number];
}

/* Takes the long strings out. What json-c lets pass even when strict, quoting by apostrophes, and control characters inside strings: the
 * first such byte, or SIZE_MAX. */
static size_t scan(struct scan *s)
{
    struct wd_str text = s->text;
    for (size_t at = 0; at < text.n; at++) {
        if (text.p[at] == '\'')
            return at;
        if (text.p[at] != '"')
            continue;
        size_t from = ++at;
        while ((at = wd_scan_json(text.p, at, text.n)) < text.n && (text.p[at] == '\\' || text.p[at] == 0x7F))
            at = WD_MIN(at + (text.p[at] == '\\' ? 2 : 1), text.n);
        if (at < text.n && text.p[at] != '"')
            return at;
        if (at < text.n)
            take_out(s, from, at);
    }
    if (s->skeleton)
        copy_until(s, text.n);
    return SIZE_MAX;
}

static void convert(struct wd_arena *a, const wd_strs *taken, struct json_object *from, struct wd_json *to)
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
    case json_type_string: {
        struct wd_str s = wd_str_n(json_object_get_string(from), (size_t)json_object_get_string_len(from));
        const struct wd_str *whole = taken_at(taken, s);
        to->type = WD_JSON_STRING;
        to->string = whole ? *whole : wd_arena_str(a, s);
        break;
    }
    case json_type_array:
        to->type = WD_JSON_ARRAY;
        to->n = json_object_array_length(from);
        to->items = wd_arena_array(a, to->n, sizeof *to->items);
        for (size_t i = 0; i < to->n; i++)
            convert(a, taken, json_object_array_get_idx(from, i), &to->items[i]);
        break;
    case json_type_object:
        to->type = WD_JSON_OBJECT;
        to->n = (size_t)json_object_object_length(from);
        to->items = wd_arena_array(a, to->n, sizeof *to->items);
        to->names = wd_arena_array(a, to->n, sizeof *to->names);
        size_t i = 0;
        json_object_object_foreach (from, name, value) {
            to->names[i] = wd_arena_str(a, wd_str_c(name));
            convert(a, taken, value, &to->items[i++]);
        }
        break;
    }
}

/* json-c's tree of the text, to be given back with json_object_put; NULL is null, too. */
static int read_tree(struct wd_str text, struct json_object **ret_root, struct wd_where *ret_where)
{
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
    *ret_root = root;
out:
    if (err)
        json_object_put(root);
    json_tokener_free(tokener);
    return err;
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
    struct scan s = {.a = a, .text = text};
    size_t lax = scan(&s);
    if (lax != SIZE_MAX) {
        wd_where_locate(ret_where, text.p, text.n, lax);
        return wd_where_set(ret_where, WD_E_SYNTAX, "JSON: %s",
                            text.p[lax] == '\'' ? "apostrophes do not quote" : "control character in a string");
    }
    struct json_object *root = NULL;
    struct wd_where unused;
    int err = read_tree(s.skeleton ? wd_str_n(s.skeleton, s.n) : text, &root, s.skeleton ? &unused : ret_where);
    if (err && s.skeleton)
        err = read_tree(text, &root, ret_where); /* for the place in the text itself */
    if (err)
        return err;
    struct wd_json *tree = WD_NEW(a, struct wd_json);
    convert(a, &s.taken, root, tree);
    json_object_put(root);
    *ret_tree = tree;
    return 0;
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

enum { ESCAPED_MOST_BYTES = 6 };

static size_t escape_of(char *to, unsigned char c)
{
    static const char HEX[] = "0123456789abcdef";
    static const char SHORT[256] = {['"'] = '"', ['\\'] = '\\', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};
    to[0] = '\\';
    to[1] = SHORT[c];
    if (SHORT[c])
        return 2;
    to[1] = 'u';
    to[2] = to[3] = '0';
    to[4] = HEX[c >> 4];
    to[5] = HEX[c & 15];
    return ESCAPED_MOST_BYTES;
}

/* A stretch of a string into room for the worst of it, and sixteen bytes more. */
static char *escape_into(char *to, const char *p, size_t n)
{
    for (size_t at = 0; at < n;) {
        if (at + 16 <= n) {
            const wd_bytes16 x = wd_load16(p + at);
            unsigned plain = wd_first16((wd_bytes16)((x < 0x20) | (x == '"') | (x == '\\') | (x == 0x7F)));
            memcpy(to, &x, sizeof x);
            to += plain;
            at += plain;
            if (plain == 16)
                continue;
        } else if (wd_scan_json(p, at, at + 1) > at) {
            *to++ = p[at++];
            continue;
        }
        to += escape_of(to, (unsigned char)p[at++]);
    }
    return to;
}

/* from: what stands before it needs no escape. */
static void put_escaped(struct wd_buf *b, struct wd_str s, size_t from)
{
    enum { STRETCH = 4096 };
    wd_buf_put(b, s.p, from);
    for (size_t n; from < s.n && !b->err; from += n) {
        n = WD_MIN(s.n - from, (size_t)STRETCH);
        size_t most = n * ESCAPED_MOST_BYTES + 16;
        if (b->cap - b->n < most && b->max_bytes - b->n >= most)
            wd_buf_grow(b, most);
        if (b->cap - b->n >= most) {
            b->n = (size_t)(escape_into(b->p + b->n, s.p + from, n) - b->p);
            continue;
        }
        char exact[STRETCH * ESCAPED_MOST_BYTES + 16]; /* near the most that the buffer may hold */
        size_t made = (size_t)(escape_into(exact, s.p + from, n) - exact);
        wd_buf_put(b, exact, made);
    }
    wd_buf_byte(b, '"');
}

static void put_plain(struct wd_buf *b, struct wd_str s)
{
    if (s.n + 2 > b->cap - b->n)
        wd_buf_grow(b, s.n + 2);
    if (b->err)
        return;
    char *to = b->p + b->n;
    to[0] = '"';
    if (s.n)
        memcpy(to + 1, s.p, s.n);
    to[s.n + 1] = '"';
    b->n += s.n + 2;
}

void wd_jw_str(struct wd_jw *w, struct wd_str s)
{
    before_value(w);
    size_t plain = wd_scan_json_or_high(s.p, 0, s.n);
    if (plain == s.n) {
        put_plain(w->out, s);
        return;
    }
    wd_buf_byte(w->out, '"');
    if (wd_utf8_valid(wd_str_from(s, plain))) {
        put_escaped(w->out, s, plain);
        return;
    }
    struct wd_buf repaired;
    wd_buf_init(&repaired, w->out->max_bytes);
    wd_utf8_repair(&repaired, s);
    put_escaped(w->out, wd_buf_str(&repaired), 0);
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
    before_value(w);
    struct wd_str key = wd_str_c(name);
    struct wd_buf *b = w->out;
    if (key.n + 3 > b->cap - b->n)
        wd_buf_grow(b, key.n + 3);
    if (!b->err) {
        char *to = b->p + b->n;
        to[0] = '"';
        memcpy(to + 1, key.p, key.n);
        to[key.n + 1] = '"';
        to[key.n + 2] = ':';
        b->n += key.n + 3;
    }
    w->after_key = true;
}

static void put_digits(struct wd_buf *b, uint64_t v, int least)
{
    char digits[24];
    size_t at = sizeof digits;
    for (; v || least > 0; v /= 10, least--)
        digits[--at] = (char)('0' + v % 10);
    wd_buf_put(b, digits + at, sizeof digits - at);
}

void wd_jw_i64(struct wd_jw *w, int64_t v)
{
    before_value(w);
    if (v < 0)
        wd_buf_byte(w->out, '-');
    put_digits(w->out, v < 0 ? -(uint64_t)v : (uint64_t)v, 1);
}

void wd_jw_u64(struct wd_jw *w, uint64_t v)
{
    before_value(w);
    put_digits(w->out, v, 1);
}

static const uint32_t TENS[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

/* v * 10^decimals as a whole number, exactly rounded, halves to even, as printf does; false where 128 bits do not hold it. */
static bool scaled(double v, int decimals, uint64_t *ret)
{
    if (signbit(v) || !(v < 1e9) || decimals < 0 || (size_t)decimals >= WD_COUNT(TENS))
        return false;
    int exponent;
    unsigned __int128 product = (unsigned __int128)(uint64_t)ldexp(frexp(v, &exponent), 53) * TENS[decimals];
    int shift = 53 - exponent; /* v = mantissa / 2^shift, and the mantissa has 53 bits: shift is above 22 */
    if (shift > 126) {
        *ret = 0;
        return true;
    }
    uint64_t whole = (uint64_t)(product >> shift);
    unsigned __int128 rest = product - ((unsigned __int128)whole << shift), half = (unsigned __int128)1 << (shift - 1);
    *ret = whole + (rest > half || (rest == half && whole % 2));
    return true;
}

void wd_jw_f64(struct wd_jw *w, double v, int decimals)
{
    uint64_t whole;
    before_value(w);
    if (!isfinite(v)) {
        wd_buf_putc(w->out, "null");
    } else if (!scaled(v, decimals, &whole)) {
        wd_buf_printf(w->out, "%.*f", decimals, v);
    } else {
        put_digits(w->out, whole / TENS[decimals], 1);
        if (decimals)
            wd_buf_byte(w->out, '.');
        put_digits(w->out, whole % TENS[decimals], decimals);
    }
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
