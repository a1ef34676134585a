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

/* A string of n bytes of 'x' and then `end`, in quotation marks. */
static struct wd_str long_string(struct wd_arena *a, size_t n, const char *end)
{
    char *p = wd_arena_raw(a, n);
    memset(p, 'x', n);
    return wd_arena_printf(a, "\"%.*s%s\"", (int)n, p, end);
}

/* Long strings are taken out before json-c reads the rest: they must come out as short ones do. */
static void long_strings(struct wd_arena *a)
{
    static const struct {
        const char *json, *bytes;
    } ends[] = {
        {"", ""},
        {"\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t"},
        {"\\u00e4\\u20AC\\uD83D\\ude00", "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80"},
        {"\\uD83D", "\xEF\xBF\xBD"},
        {"\\uDE00x", "\xEF\xBF\xBDx"},
        {"\\uD83Dx", "\xEF\xBF\xBDx"},
        {"\xC3\xA4\x7F", "\xC3\xA4\x7F"},
    };
    size_t wrong = 0, unlike = 0;
    for (size_t i = 0; i < WD_COUNT(ends); i++)
        for (size_t n = 0; n < 200; n++) {
            struct wd_json *j = NULL;
            struct wd_where w;
            struct wd_str string = long_string(a, n, ends[i].json);
            struct wd_str text = wd_arena_printf(a, "[%.*s,{\"short\":\"s\",\"long\":%.*s}]", WD_STR_ARG(string), WD_STR_ARG(string));
            if (wd_json_parse(a, text, &j, &w) != 0) {
                wrong++;
                continue;
            }
            struct wd_str got = wd_json_str(wd_json_at(j, 0)), tail = wd_str_from(got, n);
            wrong += got.n != n + strlen(ends[i].bytes) || !wd_str_eqc(tail, ends[i].bytes);
            unlike +=
                !wd_str_eq(got, wd_json_get_str(wd_json_at(j, 1), "long")) || !wd_str_eqc(wd_json_get_str(wd_json_at(j, 1), "short"), "s");
        }
    is_int(wrong, 0, "strings of any length come out as they are meant");
    is_int(unlike, 0, "and each in its place");

    static const char *const odd[] = {"\\x", "\\u12G4", "\\u12", "\t", "\x01"};
    for (size_t i = 0; i < WD_COUNT(odd); i++) {
        struct wd_json *j = NULL;
        struct wd_where w = {0};
        struct wd_str string = long_string(a, 100, odd[i]);
        ok(wd_json_parse(a, string, &j, &w) == WD_E_SYNTAX && !j && w.byte >= 100, "refused in a long string, too, at its place: %zu", i);
    }
    struct wd_json *j = NULL;
    struct wd_where w = {0};
    struct wd_str name = long_string(a, 100, "");
    struct wd_str text = wd_arena_printf(a, "{%.*s :\"first\",%.*s:\"second\"}", WD_STR_ARG(name), WD_STR_ARG(name));
    is_int(wd_json_parse(a, text, &j, &w), 0, "long names");
    ok(j->n == 1 && wd_str_eqc(wd_json_str(&j->items[0]), "second"), "that are equal: the last counts");
    text = wd_arena_printf(a, "[%.*s,\n oops]", WD_STR_ARG(name));
    ok(wd_json_parse(a, text, &j, &w) == WD_E_SYNTAX && w.line == 2 && w.byte >= 105, "an error behind a long string is at its own place");
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

/* Numbers are written as printf writes them. */
static void numbers(void)
{
    static const double values[] = {0,       -0.0,         0.5,   0.00005, 0.00015,     0.12345, 0.99995, 1,    2.5,
                                    1.0 / 3, 123456.78905, 1e-30, 5e-324,  999999999.5, 1e9,     1e300,   -1.25};
    struct wd_buf b;
    struct wd_jw w;
    size_t wrong = 0;
    uint64_t state = 7;
    wd_buf_init(&b, 10000);
    for (size_t i = 0; i < 20000; i++) {
        char want[400];
        state = state * 6364136223846793005u + 1442695040888963407u;
        /* shares of small counts, and numbers half way between two of so many decimals */
        double v = i < WD_COUNT(values) ? values[i]
                   : i % 2              ? (double)(state >> 40) / (double)(1 + (state >> 20) % 5000)
                                        : ((double)(state >> 50) + 0.5) / 1024;
        int decimals = (int)(i % 8);
        snprintf(want, sizeof want, "%.*f", decimals, v);
        wd_buf_reset(&b);
        wd_jw_init(&w, &b);
        wd_jw_f64(&w, v, decimals);
        wrong += !wd_str_eqc(wd_buf_str(&b), want);
        int64_t whole = (int64_t)(state >> (i % 64)) * (i % 3 ? 1 : -1);
        snprintf(want, sizeof want, "%" PRId64, whole);
        wd_buf_reset(&b);
        wd_jw_init(&w, &b);
        wd_jw_i64(&w, whole);
        wrong += !wd_str_eqc(wd_buf_str(&b), want);
    }
    is_int(wrong, 0, "numbers are written as printf writes them");
    wd_buf_done(&b);
}

/* One byte after the other. */
static void plain_string(struct wd_buf *b, struct wd_str s)
{
    wd_buf_byte(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        const char *mark = c ? strchr("\"\"\\\\\nn\rr\tt", c) : NULL;
        if (mark)
            wd_buf_printf(b, "\\%c", mark[1]);
        else if (c < 0x20 || c == 0x7F)
            wd_buf_printf(b, "\\u%04x", c);
        else
            wd_buf_byte(b, (char)c);
    }
    wd_buf_byte(b, '"');
}

static bool written_alike(struct wd_str s)
{
    struct wd_buf got, want;
    struct wd_jw w;
    wd_buf_init(&got, 1000);
    wd_buf_init(&want, 1000);
    wd_jw_init(&w, &got);
    wd_jw_str(&w, s);
    plain_string(&want, s);
    bool same = wd_str_eq(wd_buf_str(&got), wd_buf_str(&want));
    wd_buf_done(&got);
    wd_buf_done(&want);
    return same;
}

/* A special byte, or two, at every place of strings of every length around the vectors'. */
static void escaping(void)
{
    static const char *const specials[] = {"\"", "\\", "\n", "\r", "\t", "\x01", "\x1F", "\x7F", " ", "\xC3\xA9", "\xE4\xB8\xAD"};
    for (size_t k = 0; k < WD_COUNT(specials); k++) {
        bool same = true;
        size_t length = strlen(specials[k]);
        for (size_t n = length; n <= 70; n++)
            for (size_t at = 0; at + length <= n && same; at++) {
                char bytes[80];
                memset(bytes, 'a', sizeof bytes);
                memcpy(bytes + at, specials[k], length);
                same = written_alike(wd_str_n(bytes, n));
                if (at + length < n)
                    bytes[n - 1] = '"';
                same &= written_alike(wd_str_n(bytes, n)) && written_alike(wd_str_n(bytes + at, n - at));
            }
        ok(same, "escaped at every place: special %zu", k);
    }
    ok(written_alike(WD_STR("")), "the empty string");
}

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    reading(&a);
    long_strings(&a);
    numbers();
    refusing(&a);
    writing(&a);
    escaping();
    wd_arena_done(&a);
    return done();
}
