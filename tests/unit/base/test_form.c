/* Percent encoding and query strings. */
#include "base/form.h"
#include "tap.h"

static struct wd_arena arena;

static void test_queries(void)
{
    struct wd_str v;
    ok(wd_query_get(&arena, WD_STR("x=1&q=two+words%2B&q=3"), "q", &v) == 0, "found");
    is_str(v, "two words+", "decoded");
    ok(wd_query_get(&arena, WD_STR("qq=1&q="), "q", &v) == 0 && v.n == 0, "empty value");
    ok(wd_query_get(&arena, WD_STR("q"), "q", &v) == 0 && v.n == 0, "name alone");
    ok(wd_query_get(&arena, WD_STR("a==b&q=c=d"), "q", &v) == 0, "signs in values");
    is_str(v, "c=d", "stay");
    ok(wd_query_get(&arena, WD_STR("q=%f0%28"), "q", &v) == WD_E_INVALID, "not UTF-8");
    ok(wd_query_get(&arena, WD_STR(""), "q", &v) == 0 && v.n == 0, "no query");
}

/* What is put comes back, whatever it is made of. */
static void test_writing(void)
{
    static const char *const texts[] = {"",     "plain", "a b+c", "a=b&c=d", "100%", "https://x.example/?q=1#top", "\xC3\xA9\xE2\x82\xAC",
                                        "~._-,"};
    struct wd_buf b;
    struct wd_str back;
    wd_buf_init(&b, 1 << 16);
    for (size_t i = 0; i < WD_COUNT(texts); i++)
        wd_query_put(&b, wd_arena_printf(&arena, "n%zu", i).p, wd_str_c(texts[i]));
    for (size_t i = 0; i < WD_COUNT(texts); i++) {
        const char *name = wd_arena_printf(&arena, "n%zu", i).p;
        ok(wd_query_get(&arena, wd_buf_str(&b), name, &back) == 0 && wd_str_eqc(back, texts[i]), "text %zu comes back", i);
    }
    ok(wd_str_starts(wd_buf_str(&b), "n0=&n1=plain&n2=a%20b%2Bc&"), "as forms are written");
    wd_buf_done(&b);
    is_int(wd_percent_decode(&arena, WD_STR("a%2"), false, &back), WD_E_INVALID, "half an escape");
    is_int(wd_percent_decode(&arena, WD_STR("a%0A"), false, &back), WD_E_INVALID, "a control character");
    ok(wd_percent_decode(&arena, WD_STR("a+b"), false, &back) == 0 && wd_str_eqc(back, "a+b"), "plus is a blank in forms only");
}

int main(void)
{
    wd_arena_init(&arena);
    test_queries();
    test_writing();
    wd_arena_done(&arena);
    return done();
}
