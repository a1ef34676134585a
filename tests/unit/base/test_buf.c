#include "base/buf.h"

#include "base/err.h"
#include "tap.h"

int main(void)
{
    struct wd_buf b;
    wd_buf_init(&b, 100);
    wd_buf_putc(&b, "tide ");
    wd_buf_puts(&b, WD_STR("table"));
    wd_buf_byte(&b, '!');
    wd_buf_printf(&b, " %d", 42);
    is_str(wd_buf_str(&b), "tide table! 42", "puts in order");
    for (int i = 0; i < 20; i++)
        wd_buf_putc(&b, "0123456789");
    is_int(b.err, WD_E_TOOBIG, "over the maximum");
    ok(b.n <= 100, "never longer than the maximum");
    size_t n = b.n;
    wd_buf_putc(&b, "x");
    is_int(b.n, n, "the first failure sticks");
    wd_buf_reset(&b);
    ok(b.err == 0 && b.n == 0, "reset clears the failure");
    for (int i = 0; i < 100; i++)
        wd_buf_byte(&b, 'x');
    ok(b.err == 0 && b.n == 100, "exactly the maximum fits");
    wd_buf_byte(&b, 'x');
    is_int(b.err, WD_E_TOOBIG, "one more does not");
    wd_buf_done(&b);

    wd_buf_init(&b, 1 << 20);
    for (int i = 0; i < 5000; i++)
        wd_buf_printf(&b, "%05d", i);
    bool right = b.n == 25000;
    for (int i = 0; i < 5000 && right; i++) {
        int64_t value = -1;
        right = wd_str_to_i64(wd_str_n(b.p + (size_t)i * 5, 5), &value) && value == i;
    }
    ok(right, "growing keeps what was put");
    wd_buf_done(&b);
    wd_buf_init(&b, 10);
    is_str(wd_buf_str(&b), "", "an untouched buffer is the empty string");
    wd_buf_done(&b);
    return done();
}
