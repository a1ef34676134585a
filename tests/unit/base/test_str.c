#include "tap.h"

static void cutting(void)
{
    struct wd_str rest = WD_STR("a,,b"), piece;
    ok(wd_str_cut(&rest, ',', &piece) && wd_str_eqc(piece, "a"), "first piece");
    ok(wd_str_cut(&rest, ',', &piece) && piece.n == 0, "empty piece between two separators");
    ok(wd_str_cut(&rest, ',', &piece) && wd_str_eqc(piece, "b"), "last piece");
    ok(!wd_str_cut(&rest, ',', &piece), "nothing is left");
    is_str(wd_str_span(WD_STR("harbour"), (struct wd_span){2, 5}), "rbo", "span");
    is_str(wd_str_span(WD_STR("harbour"), (struct wd_span){5, 500}), "ur", "span is clipped");
    is_str(wd_str_span(WD_STR("harbour"), (struct wd_span){5, 2}), "", "span that ends before it starts");
    is_str(wd_str_from(WD_STR("harbour"), 50), "", "from past the end");
    is_str(wd_str_trim(WD_STR(" \t x y\r\n")), "x y", "trim");
}

static void comparing(void)
{
    ok(wd_str_eq_nocase(WD_STR("ETag"), WD_STR("etAG")), "case is ignored");
    ok(!wd_str_eq(WD_STR("a"), WD_STR("ab")), "a prefix is not equal");
    ok(wd_str_cmp(WD_STR("a"), WD_STR("ab")) < 0 && wd_str_cmp(WD_STR("b"), WD_STR("ab")) > 0, "order by bytes, shorter first");
    ok(wd_str_cmp(WD_STR("\xC3\xA4"), WD_STR("z")) > 0, "bytes are unsigned");
    ok(wd_str_starts_nocase(WD_STR("HTTP/1.1"), "http/") && !wd_str_starts(WD_STR("HTTP"), "http/"), "starts");
    ok(wd_str_ends(WD_STR("page.html"), ".html") && !wd_str_ends(WD_STR("l"), ".html"), "ends");
    is_int(wd_str_find(WD_STR("banana"), "an", 2), 3, "find from");
    ok(wd_str_find(WD_STR("banana"), "nab", 0) == SIZE_MAX, "not found");
    is_int(wd_str_find_nocase(WD_STR("xxABc"), "abC", 0), 2, "find without case");
    ok(wd_str_eq(wd_str_c(NULL), WD_STR("")), "NULL is the empty string");
}

static void numbers(void)
{
    int64_t i = 7;
    double d = 7;
    ok(wd_str_to_i64(WD_STR("-42"), &i) && i == -42, "integer");
    ok(wd_str_to_i64(WD_STR("9223372036854775807"), &i) && i == INT64_MAX, "largest integer");
    i = 7;
    ok(!wd_str_to_i64(WD_STR("9223372036854775808"), &i) && i == 7, "over the largest: false, result untouched");
    ok(!wd_str_to_i64(WD_STR(""), &i) && !wd_str_to_i64(WD_STR("1 "), &i) && !wd_str_to_i64(WD_STR("-"), &i), "no integer");
    ok(wd_str_to_f64(WD_STR("2.5"), &d) && d > 2.49 && d < 2.51, "fraction");
    ok(!wd_str_to_f64(WD_STR("2.5x"), &d), "no fraction");
}

int main(void)
{
    cutting();
    comparing();
    numbers();
    return done();
}
