/* IPTC 7901, ANPA 1312, ZCZC and plain text on any bytes, each behind a frame so that its reader is reached: what comes out is UTF-8,
 * within the caps, without control bytes; a refusal says why. */
#include "fuzz.h"

#include "fuzz_intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const frames[] = {"", "\x01nwd0061 4 i 211 nwd 061\r\n",
                                         "\x16\x16\x01w2607\x1fselct\r\nu i\x13\x11 BC-XX--Mine 03-14 99\r\n\x02", "ZCZC NWD\r\n"};
    struct wd_arena a;
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    for (size_t i = 0; i < WD_COUNT(frames); i++) {
        wd_arena_init(&a);
        wd_buf_reset(&b);
        wd_buf_putc(&b, frames[i]);
        wd_buf_put(&b, data, size);
        parse_and_check(&a, wd_buf_str(&b));
        wd_arena_done(&a);
    }
    wd_buf_done(&b);
    return 0;
}
