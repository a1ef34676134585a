#include "tap.h"

#include "cmd/bench_page.h"

static struct wd_buf page, text, again, other;

static void test_pages(void)
{
    size_t bytes = 0;
    for (uint64_t i = 0; i < 48; i++) {
        wd_buf_reset(&page);
        wd_buf_reset(&text);
        wd_invented_page_make(1, i, 130000, &page, &text);
        bytes += page.n;
        if (page.n < 90000 || page.n > 200000 || text.n < 800 || text.n > 30000)
            ok(false, "page %d has %zu bytes, its text %zu", (int)i, page.n, text.n);
    }
    ok(bytes > 48u * 110000 && bytes < 48u * 150000, "pages are about as large as they should be: %zu bytes", bytes / 48);
    wd_invented_page_make(1, 47, 130000, &again, &other);
    ok(wd_str_eq(wd_buf_str(&page), wd_buf_str(&again)) && wd_str_eq(wd_buf_str(&text), wd_buf_str(&other)),
       "the same number, the same page");
    wd_buf_reset(&again);
    wd_invented_page_make(2, 47, 130000, &again, &other);
    ok(!wd_str_eq(wd_buf_str(&page), wd_buf_str(&again)), "another seed, another page");
}

static void is_like(const char *a, const char *b, int percent, const char *what)
{
    is_int((int)(wd_text_likeness(wd_str_c(a), wd_str_c(b)) * 100 + .5), percent, what);
}

static void test_likeness(void)
{
    is_like("one two three four five", "one two, three - four\nfive.", 100, "marks and blanks are no words");
    is_like("one two three four five six", "one two three four", 50, "one run of three, and of one");
    is_like("a b c d a b c d", "a b c d", 33, "a run counts as often as it is there");
    is_like("one two three four", "four three two one", 0, "order counts");
    is_like("", "", 100, "nothing is like nothing");
    is_like("", "one two three four", 0, "and like nothing else");
    is_like("one two", "one two", 100, "short texts");
    is_like("one two", "one three", 0, "that differ");
}

int main(void)
{
    struct wd_buf *all[] = {&page, &text, &again, &other};
    for (size_t i = 0; i < WD_COUNT(all); i++)
        wd_buf_init(all[i], 1 << 20);
    test_pages();
    test_likeness();
    for (size_t i = 0; i < WD_COUNT(all); i++)
        wd_buf_done(all[i]);
    return done();
}
