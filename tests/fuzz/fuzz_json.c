/* JSON on any bytes: what is read can be written, and reads as the same again. */
#include "fuzz.h"

#include "base/arena.h"
#include "base/json.h"

static void write_value(struct wd_jw *w, const struct wd_json *v)
{
    switch (v->type) {
    case WD_JSON_NULL: wd_jw_null(w); break;
    case WD_JSON_BOOL: wd_jw_bool(w, v->boolean); break;
    case WD_JSON_NUMBER: v->is_integer ? wd_jw_i64(w, v->integer) : wd_jw_f64(w, v->number, 3); break;
    case WD_JSON_STRING: wd_jw_str(w, v->string); break;
    case WD_JSON_ARRAY:
    case WD_JSON_OBJECT:
        v->type == WD_JSON_ARRAY ? wd_jw_array(w) : wd_jw_object(w);
        for (size_t i = 0; i < v->n; i++) {
            if (v->type == WD_JSON_OBJECT)
                wd_jw_key_str(w, v->names[i]);
            write_value(w, &v->items[i]);
        }
        wd_jw_end(w);
        break;
    }
}

static bool same(const struct wd_json *a, const struct wd_json *b)
{
    if (a->type == WD_JSON_NUMBER && !a->is_integer)
        return b->type == WD_JSON_NUMBER || b->type == WD_JSON_NULL;
    if (a->type != b->type || a->n != b->n || a->boolean != b->boolean || a->integer != b->integer || !wd_str_eq(a->string, b->string))
        return false;
    for (size_t i = 0; i < a->n; i++) {
        if (!same(&a->items[i], &b->items[i]) || (a->type == WD_JSON_OBJECT && !wd_str_eq(a->names[i], b->names[i])))
            return false;
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wd_arena a;
    struct wd_buf out;
    struct wd_json *tree, *again;
    wd_arena_init(&a);
    wd_buf_init(&out, 64u << 20);
    if (wd_json_parse(&a, wd_str_n((const char *)data, size), &tree, NULL) == 0) {
        struct wd_jw w;
        wd_jw_init(&w, &out);
        write_value(&w, tree);
        HOLDS(out.err == 0);
        HOLDS(wd_json_parse(&a, wd_buf_str(&out), &again, NULL) == 0);
        HOLDS(same(tree, again));
    }
    wd_buf_done(&out);
    wd_arena_done(&a);
    return 0;
}
