#include "base/json.h"

#include <math.h>

#include "tap.h"

static void reading(struct wd_arena *a)
{
    struct wd_json *j = NULL;
    struct wd_where w = {0};
    is_int(wd_json_parse(
               a, WD_STR(" {\"id\":\"a\\u00e4\\n\",\"n\":12345678901234,\"d\":-2.5,\"t\":true,\"z\":null,\"l\":[1,[2],{}],\"n2\":1e3} "),
               &j, &w),
           0, "an object");
    is_str(wd_json_get_str(j, "id"), "a\xC3\xA4\n", "string with escapes");
    const struct wd_json *n = wd_json_get(j, "n");
    ok(n && n->is_integer && n->integer == 12345678901234, "integer");
    const struct wd_json *d = wd_json_get(j, "d");
    ok(d && !d->is_integer && d->number < -2.4 && d->number > -2.6, "fraction");
    ok(wd_json_get(j, "t")->boolean && wd_json_get(j, "z")->type == WD_JSON_NULL, "true and null");
    is_int(wd_json_get(j, "l")->n, 3, "array");
    is_int(wd_json_at(wd_json_at(wd_json_get(j, "l"), 1), 0)->integer, 2, "array in an array");
    ok(!wd_json_get(wd_json_get(j, "none"), "none") && !wd_json_at(j, 0) && wd_json_get_str(j, "n").n == 0,
       "what is missing or of another type is nothing");
    is_int(wd_json_parse(a, WD_STR("{\"a\":1,\"a\":2}"), &j, &w), 0, "equal names");
    is_int(wd_json_get(j, "a")->integer, 2, "the last of them counts");
    is_int(wd_json_parse(a, WD_STR("[18446744073709551615]"), &j, &w), 0, "an integer beyond 64 bits with sign");
    ok(!wd_json_at(j, 0)->is_integer || wd_json_at(j, 0)->integer == INT64_MAX, "is never taken for another one");
    is_int(wd_json_parse(a, WD_STR("\"a\\u0000b\""), &j, &w), 0, "NUL in a string");
    is_int(j->string.n, 3, "keeps its length");
}

static void refusing(struct wd_arena *a)
{
    static const char *const bad[] = {"{", "{\"a\":}", "[1,]", "nul", "01", "{\"a\":1} x", "[1 2]", "\"\\x\""};
    for (size_t i = 0; i < WD_COUNT(bad); i++) {
        struct wd_json *j = NULL;
        struct wd_where w = {0};
        ok(wd_json_parse(a, wd_str_c(bad[i]), &j, &w) == WD_E_SYNTAX && !j, "refused: %s", bad[i]);
    }
    struct wd_json *j = NULL;
    struct wd_where w = {0};
    is_int(wd_json_parse(a, WD_STR("  "), &j, &w), WD_E_EMPTY, "nothing");
    ok(wd_json_parse(a, WD_STR("\"\xFF\""), &j, &w) < 0 && !j, "bytes that are not UTF-8");
    char deep[400];
    memset(deep, '[', sizeof deep);
    ok(wd_json_parse(a, wd_str_n(deep, sizeof deep), &j, &w) < 0 && !j, "too deep");
}

static void writing(struct wd_arena *a)
{
    struct wd_buf b;
    struct wd_jw w;
    wd_buf_init(&b, 10000);
    wd_jw_init(&w, &b);
    wd_jw_object(&w);
    wd_jw_kstr(&w, "id", WD_STR("q\"\\/\n\t\x01\xC3\xA4\xFF"));
    wd_jw_kstr(&w, "none", WD_STR(""));
    wd_jw_ki64(&w, "i", INT64_MIN);
    wd_jw_kbool(&w, "b", false);
    wd_jw_key(&w, "l");
    wd_jw_array(&w);
    wd_jw_u64(&w, UINT64_MAX);
    wd_jw_f64(&w, 1.5, 2);
    wd_jw_f64(&w, (double)NAN, 2);
    wd_jw_null(&w);
    wd_jw_object(&w);
    wd_jw_end(&w);
    wd_jw_end(&w);
    wd_jw_end(&w);
    ok(wd_str_find(wd_buf_str(&b), "\"none\"", 0) == SIZE_MAX, "an empty text is left out");
    ok(wd_str_find(wd_buf_str(&b), "\n", 0) == SIZE_MAX, "one line");
    struct wd_json *j = NULL;
    struct wd_where where;
    is_int(wd_json_parse(a, wd_buf_str(&b), &j, &where), 0, "what is written reads back");
    is_str(wd_json_get_str(j, "id"), "q\"\\/\n\t\x01\xC3\xA4\xEF\xBF\xBD", "with every character");
    ok(wd_json_get(j, "i")->integer == INT64_MIN, "and number");
    is_int(wd_json_get(j, "l")->n, 5, "and element");
    ok(wd_json_at(wd_json_get(j, "l"), 2)->type == WD_JSON_NULL, "not a number is null");
    wd_buf_done(&b);
}

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    reading(&a);
    refusing(&a);
    writing(&a);
    wd_arena_done(&a);
    return done();
}
