#include "pages/format.h"
#include "tap.h"

static struct wd_arena a;

static struct wd_str escaped(struct wd_str s)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_escape(&b, s);
    struct wd_str r = wd_arena_str(&a, wd_buf_str(&b));
    wd_buf_done(&b);
    return r;
}

int main(void)
{
    wd_arena_init(&a);
    is_str(escaped(WD_STR("<script>alert('x')</script> & \"y\"")), "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;",
           "markup is text");
    is_str(escaped(wd_str_n("a\0b\x1b[31mc\td\n", 12)), "ab[31mc\td\n", "control characters are dropped, tab and line end kept");
    is_int(wd_percent(0), 0, "nothing is 0");
    is_int(wd_percent(0.0004), 1, "a little is not 0");
    is_int(wd_percent(0.9999), 99, "nearly all is not 100");
    is_int(wd_percent(1), 100, "all is 100");
    is_int(wd_percent(0.412), 41, "rounded");
    is_str(wd_format_count(&a, 1, "copy", "copies"), "1 copy", "one");
    is_str(wd_format_count(&a, 14, "copy", "copies"), "14 copies", "many");

    const struct wd_zone *ist = wd_zone_fixed(&a, WD_STR("IST"), 19800);
    is_str(wd_format_time(&a, ist, 1643221560, WD_TIME_FULL, WD_NO_TIME), "26 Jan 2022, 23:56 IST", "full, in the zone");
    is_str(wd_format_time(&a, NULL, 1643221560, WD_TIME_FULL, WD_NO_TIME), "26 Jan 2022, 18:26 UTC", "full, UTC");
    is_str(wd_format_time(&a, ist, 1643221560, WD_TIME_CLOCK, 1643221500), "23:56", "same day");
    is_str(wd_format_time(&a, ist, 1643221560, WD_TIME_CLOCK, 1643221560 + 3600), "26 Jan, 23:56", "the zone's day, not UTC's");
    is_str(wd_format_time(&a, ist, 1643221560, WD_TIME_CLOCK, 1743221560), "26 Jan 2022, 23:56", "another year");
    is_str(wd_format_time(&a, ist, WD_NO_TIME, WD_TIME_FULL, 0), "undated", "no time");
    is_str(wd_format_utc(&a, ist, 1643221560), "18:26 UTC", "beside a zone");
    is_str(wd_format_utc(&a, NULL, 1643221560), "", "not twice");
    is_str(wd_format_day(&a, NULL, 1773484200), "Saturday 14 March 2026", "day");

    is_str(wd_format_fragment(&a, WD_STR("https://x.example/a"), WD_STR("One two, three-four.")),
           "https://x.example/a#:~:text=One%20two%2C%20three%2Dfour.", "short sentences whole");
    is_str(wd_format_fragment(&a, WD_STR("https://x.example/a#top"), WD_STR("a b c d e f g h i j")),
           "https://x.example/a#top:~:text=a%20b%20c%20d,g%20h%20i%20j", "long ones by their ends, behind a fragment");
    is_str(wd_format_fragment(&a, WD_STR("javascript:alert(1)"), WD_STR("a b")), "", "only http and https");
    is_str(wd_format_fragment(&a, WD_STR(""), WD_STR("a b")), "", "no address, no link");
    is_str(wd_format_percent(&a, WD_STR("a/b \xC3\xA9?&")), "a%2Fb%20%C3%A9%3F%26", "percent encoding");
    is_str(wd_format_line(&a, WD_STR("  a \n\t b  ")), "a b", "one line");
    struct wd_str cut;
    ok(wd_cut_words(WD_STR("a b c"), 2, &cut), "something was cut");
    is_str(cut, "a b", "whole words");
    ok(!wd_cut_words(WD_STR("a b "), 2, &cut), "nothing was cut");
    wd_arena_done(&a);
    return done();
}
