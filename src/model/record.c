#include "model/record.h"

#include <stdio.h>

/* wire types of the packed form: a field is varint(tag << 2 | wire) */
enum { WIRE_VARINT = 0, WIRE_FIXED = 1, WIRE_BYTES = 2 };

static void put_varint(struct wd_buf *b, uint64_t v)
{
    while (v >= 0x80) {
        wd_buf_byte(b, (char)(v | 0x80));
        v >>= 7;
    }
    wd_buf_byte(b, (char)v);
}

static bool get_varint(struct wd_str *s, uint64_t *ret)
{
    uint64_t v = 0;
    for (size_t i = 0, shift = 0; i < s->n && shift < 64; i++, shift += 7) {
        uint64_t byte = (unsigned char)s->p[i];
        v |= (byte & 0x7F) << shift;
        if (byte < 0x80) {
            *s = wd_str_from(*s, i + 1);
            *ret = v;
            return true;
        }
    }
    return false;
}

static uint64_t zigzag(int64_t v)
{
    uint64_t twice = (uint64_t)v << 1;
    return v < 0 ? ~twice : twice;
}

static int64_t unzigzag(uint64_t v)
{
    return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}

static void put_head(struct wd_buf *b, uint16_t tag, unsigned wire)
{
    put_varint(b, (uint64_t)tag << 2 | wire);
}

static void put_fixed(struct wd_buf *b, uint64_t v)
{
    char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (char)(v >> (8 * i));
    wd_buf_put(b, bytes, 8);
}

static uint64_t get_fixed(const char *p)
{
    uint64_t v = 0;
    for (int i = 0; i < 8; i++)
        v |= (uint64_t)(unsigned char)p[i] << (8 * i);
    return v;
}

/* Bytes whose length is not known before they are written: a fixed four-byte varint is patched afterwards. */
static size_t begin_bytes(struct wd_buf *b, uint16_t tag)
{
    put_head(b, tag, WIRE_BYTES);
    wd_buf_put(b, "\0\0\0\0", 4);
    return b->n;
}

static void end_bytes(struct wd_buf *b, size_t from)
{
    if (b->err)
        return;
    uint64_t n = b->n - from;
    if (n >= (uint64_t)1 << 28) {
        b->err = WD_E_TOOBIG;
        return;
    }
    for (int i = 0; i < 4; i++)
        b->p[from - 4 + (size_t)i] = (char)((n >> (7 * i) & 0x7F) | (i < 3 ? 0x80 : 0));
}

static void pack_field(const struct wd_field *f, const void *at, struct wd_buf *b)
{
    switch (f->type) {
    case WD_T_STR: {
        const struct wd_str *s = at;
        if (s->n == 0)
            return;
        put_head(b, f->tag, WIRE_BYTES);
        put_varint(b, s->n);
        wd_buf_puts(b, *s);
        return;
    }
    case WD_T_BOOL:
        if (*(const bool *)at) {
            put_head(b, f->tag, WIRE_VARINT);
            put_varint(b, 1);
        }
        return;
    case WD_T_ENUM:
        if (*(const int *)at) {
            put_head(b, f->tag, WIRE_VARINT);
            put_varint(b, zigzag(*(const int *)at));
        }
        return;
    case WD_T_U32:
        if (*(const uint32_t *)at) {
            put_head(b, f->tag, WIRE_VARINT);
            put_varint(b, *(const uint32_t *)at);
        }
        return;
    case WD_T_I64:
        if (*(const int64_t *)at) {
            put_head(b, f->tag, WIRE_VARINT);
            put_varint(b, zigzag(*(const int64_t *)at));
        }
        return;
    case WD_T_TIME:
        if (*(const int64_t *)at != WD_NO_TIME) {
            put_head(b, f->tag, WIRE_VARINT);
            put_varint(b, zigzag(*(const int64_t *)at));
        }
        return;
    case WD_T_U64:
    case WD_T_KEY:
        if (*(const uint64_t *)at) {
            put_head(b, f->tag, WIRE_FIXED);
            put_fixed(b, *(const uint64_t *)at);
        }
        return;
    case WD_T_F64: {
        uint64_t bits;
        memcpy(&bits, at, sizeof bits);
        if (bits) {
            put_head(b, f->tag, WIRE_FIXED);
            put_fixed(b, bits);
        }
        return;
    }
    case WD_T_SPAN: {
        const struct wd_span *s = at;
        if (s->start == 0 && s->end == 0)
            return;
        put_head(b, f->tag, WIRE_FIXED);
        put_fixed(b, (uint64_t)s->end << 32 | s->start);
        return;
    }
    case WD_T_REC: {
        size_t from = begin_bytes(b, f->tag);
        wd_record_pack(f->of, at, b);
        end_bytes(b, from);
        return;
    }
    case WD_T_LIST: {
        const struct wd_list_any *list = at;
        for (size_t i = 0; i < list->n; i++) {
            size_t from = begin_bytes(b, f->tag);
            wd_record_pack(f->of, (const char *)list->v + i * f->of->bytes, b);
            end_bytes(b, from);
        }
        return;
    }
    case WD_T_STRS: {
        const wd_strs *list = at;
        for (size_t i = 0; i < list->n; i++) {
            put_head(b, f->tag, WIRE_BYTES);
            put_varint(b, list->v[i].n);
            wd_buf_puts(b, list->v[i]);
        }
        return;
    }
    case WD_T_SPANS: {
        const wd_spans *list = at;
        if (list->n == 0)
            return;
        size_t from = begin_bytes(b, f->tag);
        uint32_t before = 0;
        for (size_t i = 0; i < list->n; i++) {
            put_varint(b, zigzag((int64_t)list->v[i].start - before));
            put_varint(b, zigzag((int64_t)list->v[i].end - list->v[i].start));
            before = list->v[i].end;
        }
        end_bytes(b, from);
        return;
    }
    case WD_T_KEYS: {
        const WD_LIST(uint64_t) *list = at;
        for (size_t i = 0; i < list->n; i++) {
            put_head(b, f->tag, WIRE_FIXED);
            put_fixed(b, list->v[i]);
        }
        return;
    }
    }
}

void wd_record_pack(const struct wd_record *r, const void *from, struct wd_buf *out)
{
    for (size_t i = 0; i < r->n; i++)
        pack_field(&r->fields[i], (const char *)from + r->fields[i].offset, out);
}

static void clear(const struct wd_record *r, void *to)
{
    memset(to, 0, r->bytes);
    for (size_t i = 0; i < r->n; i++) {
        const struct wd_field *f = &r->fields[i];
        if (f->type == WD_T_TIME)
            *(int64_t *)((char *)to + f->offset) = WD_NO_TIME;
        else if (f->type == WD_T_REC)
            clear(f->of, (char *)to + f->offset);
    }
}

static const struct wd_field *field_by_tag(const struct wd_record *r, uint64_t tag, size_t *hint)
{
    for (size_t k = 0; k < r->n; k++) {
        size_t i = (*hint + k) % r->n;
        if (r->fields[i].tag == tag) {
            *hint = i;
            return &r->fields[i];
        }
    }
    return NULL;
}

static void *push_any(struct wd_arena *a, struct wd_list_any *list, size_t bytes)
{
    if (list->n == list->cap)
        wd_list_grow(a, list, bytes);
    return memset((char *)list->v + bytes * list->n++, 0, bytes);
}

/* Makes room for a list's first element and for those that follow: lists are long or short, and growing costs either too much. */
static void reserve(struct wd_arena *a, struct wd_list_any *list, size_t bytes, struct wd_str rest, uint64_t head)
{
    size_t n = 1;
    uint64_t next, length;
    while (rest.n && get_varint(&rest, &next) && next == head && get_varint(&rest, &length) && length <= rest.n) {
        rest = wd_str_from(rest, (size_t)length);
        n++;
    }
    list->v = wd_arena_array(a, n, bytes);
    list->cap = n;
}

static int unpack_spans(struct wd_arena *a, struct wd_str s, wd_spans *to)
{
    int64_t before = 0;
    while (s.n) {
        uint64_t gap, length;
        if (!get_varint(&s, &gap) || !get_varint(&s, &length))
            return WD_E_CORRUPT;
        int64_t start, end;
        if (__builtin_add_overflow(before, unzigzag(gap), &start) || __builtin_add_overflow(start, unzigzag(length), &end) || start < 0 ||
            end < 0 || start > UINT32_MAX || end > UINT32_MAX)
            return WD_E_CORRUPT;
        wd_list_add(a, to, (struct wd_span){(uint32_t)start, (uint32_t)end});
        before = end;
    }
    return 0;
}

/* One field's value, already taken apart: number for varint and fixed, bytes for the rest. False: types do not agree. */
static bool unpack_value(const struct wd_field *f, struct wd_arena *a, unsigned wire, uint64_t number, struct wd_str bytes, void *at,
                         int *ret_err)
{
    static const unsigned wires[] = {
        [WD_T_STR] = WIRE_BYTES, [WD_T_BOOL] = WIRE_VARINT, [WD_T_ENUM] = WIRE_VARINT, [WD_T_I64] = WIRE_VARINT,  [WD_T_U32] = WIRE_VARINT,
        [WD_T_U64] = WIRE_FIXED, [WD_T_KEY] = WIRE_FIXED,   [WD_T_F64] = WIRE_FIXED,   [WD_T_TIME] = WIRE_VARINT, [WD_T_SPAN] = WIRE_FIXED,
        [WD_T_REC] = WIRE_BYTES, [WD_T_LIST] = WIRE_BYTES,  [WD_T_STRS] = WIRE_BYTES,  [WD_T_SPANS] = WIRE_BYTES, [WD_T_KEYS] = WIRE_FIXED,
    };
    if (wires[f->type] != wire)
        return false;
    switch (f->type) {
    case WD_T_STR: *(struct wd_str *)at = bytes; break;
    case WD_T_BOOL: *(bool *)at = number != 0; break;
    case WD_T_ENUM: *(int *)at = (int)unzigzag(number); break;
    case WD_T_I64:
    case WD_T_TIME: *(int64_t *)at = unzigzag(number); break;
    case WD_T_U32: *(uint32_t *)at = (uint32_t)number; break;
    case WD_T_U64:
    case WD_T_KEY: *(uint64_t *)at = number; break;
    case WD_T_F64: memcpy(at, &number, sizeof number); break;
    case WD_T_SPAN: *(struct wd_span *)at = (struct wd_span){(uint32_t)number, (uint32_t)(number >> 32)}; break;
    case WD_T_REC: *ret_err = wd_record_unpack(f->of, a, bytes, at); break;
    case WD_T_LIST: *ret_err = wd_record_unpack(f->of, a, bytes, push_any(a, at, f->of->bytes)); break;
    case WD_T_STRS: *(struct wd_str *)push_any(a, at, sizeof(struct wd_str)) = bytes; break;
    case WD_T_SPANS: *ret_err = unpack_spans(a, bytes, at); break;
    case WD_T_KEYS: *(uint64_t *)push_any(a, at, sizeof(uint64_t)) = number; break;
    }
    return true;
}

static bool valid_choice(const struct wd_field *f, int64_t value)
{
    for (int64_t i = 0; f->choices[i]; i++)
        if (i == value)
            return true;
    return false;
}

int wd_record_unpack(const struct wd_record *r, struct wd_arena *a, struct wd_str packed, void *to)
{
    clear(r, to);
    size_t hint = 0;
    while (packed.n) {
        uint64_t head, number = 0;
        struct wd_str bytes = {"", 0};
        if (!get_varint(&packed, &head))
            return WD_E_CORRUPT;
        unsigned wire = (unsigned)(head & 3);
        if (wire == WIRE_VARINT) {
            if (!get_varint(&packed, &number))
                return WD_E_CORRUPT;
        } else if (wire == WIRE_FIXED) {
            if (packed.n < 8)
                return WD_E_CORRUPT;
            number = get_fixed(packed.p);
            packed = wd_str_from(packed, 8);
        } else if (wire == WIRE_BYTES) {
            if (!get_varint(&packed, &number) || number > packed.n)
                return WD_E_CORRUPT;
            bytes = wd_str_n(packed.p, (size_t)number);
            packed = wd_str_from(packed, (size_t)number);
        } else {
            return WD_E_CORRUPT;
        }
        const struct wd_field *f = field_by_tag(r, head >> 2, &hint);
        int err = 0;
        if (f && f->type == WD_T_LIST && wire == WIRE_BYTES && !((struct wd_list_any *)(void *)((char *)to + f->offset))->cap)
            reserve(a, (struct wd_list_any *)(void *)((char *)to + f->offset), f->of->bytes, packed, head);
        if (f && (!unpack_value(f, a, wire, number, bytes, (char *)to + f->offset, &err) || err))
            return WD_E_CORRUPT;
        if (f && f->type == WD_T_ENUM && !valid_choice(f, *(int *)((char *)to + f->offset)))
            return WD_E_CORRUPT;
    }
    return 0;
}

static void json_key(struct wd_jw *w, uint64_t key)
{
    char hex[17];
    (void)snprintf(hex, sizeof hex, "%016" PRIx64, key);
    wd_jw_str(w, wd_str_n(hex, 16));
}

static void json_span(struct wd_jw *w, struct wd_span s)
{
    wd_jw_array(w);
    wd_jw_i64(w, s.start);
    wd_jw_i64(w, s.end);
    wd_jw_end(w);
}

static void json_list(const struct wd_field *f, const struct wd_list_any *list, struct wd_jw *w)
{
    if (list->n == 0)
        return;
    wd_jw_key(w, f->name);
    wd_jw_array(w);
    for (size_t i = 0; i < list->n; i++) {
        if (f->type == WD_T_LIST)
            wd_record_json(f->of, (const char *)list->v + i * f->of->bytes, w);
        else if (f->type == WD_T_STRS)
            wd_jw_str(w, ((const struct wd_str *)list->v)[i]);
        else if (f->type == WD_T_SPANS)
            json_span(w, ((const struct wd_span *)list->v)[i]);
        else
            json_key(w, ((const uint64_t *)list->v)[i]);
    }
    wd_jw_end(w);
}

static void json_field(const struct wd_field *f, const void *at, struct wd_jw *w)
{
    switch (f->type) {
    case WD_T_STR: wd_jw_kstr(w, f->name, *(const struct wd_str *)at); break;
    case WD_T_BOOL:
        if (*(const bool *)at)
            wd_jw_kbool(w, f->name, true);
        break;
    case WD_T_ENUM: wd_jw_kstr(w, f->name, wd_str_c(f->choices[*(const int *)at])); break;
    case WD_T_I64: wd_jw_ki64(w, f->name, *(const int64_t *)at); break;
    case WD_T_U32: wd_jw_ki64(w, f->name, *(const uint32_t *)at); break;
    case WD_T_U64:
        wd_jw_key(w, f->name);
        wd_jw_u64(w, *(const uint64_t *)at);
        break;
    case WD_T_KEY:
        if (*(const uint64_t *)at) {
            wd_jw_key(w, f->name);
            json_key(w, *(const uint64_t *)at);
        }
        break;
    case WD_T_F64:
        wd_jw_key(w, f->name);
        wd_jw_f64(w, *(const double *)at, 4);
        break;
    case WD_T_TIME: {
        char iso[24];
        wd_time_iso(*(const int64_t *)at, iso);
        wd_jw_kstr(w, f->name, wd_str_c(iso));
        break;
    }
    case WD_T_SPAN:
        if (((const struct wd_span *)at)->end) {
            wd_jw_key(w, f->name);
            json_span(w, *(const struct wd_span *)at);
        }
        break;
    case WD_T_REC:
        wd_jw_key(w, f->name);
        wd_record_json(f->of, at, w);
        break;
    case WD_T_LIST:
    case WD_T_STRS:
    case WD_T_SPANS:
    case WD_T_KEYS: json_list(f, at, w); break;
    }
}

void wd_record_json(const struct wd_record *r, const void *from, struct wd_jw *w)
{
    wd_jw_object(w);
    for (size_t i = 0; i < r->n; i++)
        json_field(&r->fields[i], (const char *)from + r->fields[i].offset, w);
    wd_jw_end(w);
}

static bool span_from_json(const struct wd_json *j, struct wd_span *to)
{
    const struct wd_json *start = wd_json_at(j, 0), *end = wd_json_at(j, 1);
    if (!start || !end || !start->is_integer || !end->is_integer || start->integer < 0 || start->integer > end->integer ||
        end->integer > UINT32_MAX)
        return false;
    *to = (struct wd_span){(uint32_t)start->integer, (uint32_t)end->integer};
    return true;
}

static bool key_from_json(const struct wd_json *j, uint64_t *to)
{
    struct wd_str s = wd_json_str(j);
    uint64_t v = 0;
    if (s.n == 0 || s.n > 16)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = wd_lower(s.p[i]);
        if (!wd_is_digit(c) && (c < 'a' || c > 'f'))
            return false;
        v = v << 4 | (uint64_t)(wd_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    *to = v;
    return true;
}

static int list_from_json(const struct wd_field *f, struct wd_arena *a, const struct wd_json *j, void *at, struct wd_where *w)
{
    if (j->type != WD_JSON_ARRAY)
        return WD_E_INVALID;
    for (size_t i = 0; i < j->n; i++) {
        const struct wd_json *e = &j->items[i];
        bool ok = true;
        if (f->type == WD_T_LIST) {
            int err = wd_record_from_json(f->of, a, e, push_any(a, at, f->of->bytes), w);
            if (err)
                return err;
        } else if (f->type == WD_T_STRS) {
            ok = e->type == WD_JSON_STRING;
            *(struct wd_str *)push_any(a, at, sizeof(struct wd_str)) = e->string;
        } else if (f->type == WD_T_SPANS) {
            ok = span_from_json(e, push_any(a, at, sizeof(struct wd_span)));
        } else {
            ok = key_from_json(e, push_any(a, at, sizeof(uint64_t)));
        }
        if (!ok)
            return WD_E_INVALID;
    }
    return 0;
}

static int field_from_json(const struct wd_field *f, struct wd_arena *a, const struct wd_json *j, void *at, struct wd_where *w)
{
    bool ok = true;
    switch (f->type) {
    case WD_T_STR:
        ok = j->type == WD_JSON_STRING;
        *(struct wd_str *)at = wd_json_str(j);
        break;
    case WD_T_BOOL:
        ok = j->type == WD_JSON_BOOL;
        *(bool *)at = j->boolean;
        break;
    case WD_T_ENUM:
        ok = false;
        for (int i = 0; f->choices[i] && !ok; i++)
            if (wd_str_eqc(wd_json_str(j), f->choices[i])) {
                *(int *)at = i;
                ok = true;
            }
        break;
    case WD_T_I64:
        ok = j->is_integer;
        *(int64_t *)at = j->integer;
        break;
    case WD_T_U32:
        ok = j->is_integer && j->integer >= 0 && j->integer <= UINT32_MAX;
        *(uint32_t *)at = (uint32_t)j->integer;
        break;
    case WD_T_U64:
        ok = j->is_integer && j->integer >= 0;
        *(uint64_t *)at = (uint64_t)j->integer;
        break;
    case WD_T_F64:
        ok = j->type == WD_JSON_NUMBER;
        *(double *)at = j->number;
        break;
    case WD_T_KEY: ok = key_from_json(j, at); break;
    case WD_T_TIME: ok = wd_time_parse_iso(wd_json_str(j), at); break;
    case WD_T_SPAN: ok = span_from_json(j, at); break;
    case WD_T_REC: return wd_record_from_json(f->of, a, j, at, w);
    case WD_T_LIST:
    case WD_T_STRS:
    case WD_T_SPANS:
    case WD_T_KEYS: {
        int err = list_from_json(f, a, j, at, w);
        ok = err == 0;
        break;
    }
    }
    return ok ? 0 : wd_where_set(w, WD_E_INVALID, "\"%s\" has a value of the wrong type", f->name);
}

int wd_record_from_json(const struct wd_record *r, struct wd_arena *a, const struct wd_json *object, void *to, struct wd_where *ret_where)
{
    clear(r, to);
    if (!object || object->type != WD_JSON_OBJECT)
        return wd_where_set(ret_where, WD_E_INVALID, "a JSON object is wanted");
    for (size_t i = 0; i < r->n; i++) {
        const struct wd_json *j = wd_json_get(object, r->fields[i].name);
        if (!j || j->type == WD_JSON_NULL)
            continue;
        int err = field_from_json(&r->fields[i], a, j, (char *)to + r->fields[i].offset, ret_where);
        if (err)
            return err;
    }
    return 0;
}

void wd_record_copy(const struct wd_record *r, struct wd_arena *a, const void *from, void *to)
{
    memcpy(to, from, r->bytes);
    for (size_t i = 0; i < r->n; i++) {
        const struct wd_field *f = &r->fields[i];
        const void *src = (const char *)from + f->offset;
        void *dst = (char *)to + f->offset;
        if (f->type == WD_T_STR) {
            *(struct wd_str *)dst = wd_arena_str(a, *(const struct wd_str *)src);
        } else if (f->type == WD_T_REC) {
            wd_record_copy(f->of, a, src, dst);
        } else if (f->type == WD_T_LIST || f->type == WD_T_STRS || f->type == WD_T_SPANS || f->type == WD_T_KEYS) {
            const struct wd_list_any *list = src;
            size_t bytes = f->type == WD_T_LIST ? f->of->bytes : f->type == WD_T_STRS ? sizeof(struct wd_str) : 8;
            struct wd_list_any copy = {wd_arena_array(a, list->n, bytes), list->n, list->n};
            for (size_t k = 0; k < list->n; k++) {
                const char *element = (const char *)list->v + k * bytes;
                if (f->type == WD_T_LIST)
                    wd_record_copy(f->of, a, element, (char *)copy.v + k * bytes);
                else if (f->type == WD_T_STRS)
                    ((struct wd_str *)copy.v)[k] = wd_arena_str(a, *(const struct wd_str *)(const void *)element);
                else
                    memcpy((char *)copy.v + k * bytes, element, bytes);
            }
            *(struct wd_list_any *)dst = copy;
        }
    }
}
