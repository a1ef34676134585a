/* Mail on any bytes, as it stands and behind a header that makes it one: what comes out is UTF-8 and within the caps; parts within parts
 * and mails within mails end. */
#include "fuzz.h"

#include "fuzz_intake.h"
#include "intake/mime.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const heads[] = {"", "Received: x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
                                        "From: a@b.example\r\nSubject: "};
    struct wd_arena a;
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    for (size_t i = 0; i < WD_COUNT(heads); i++) {
        wd_arena_init(&a);
        wd_buf_reset(&b);
        wd_buf_putc(&b, heads[i]);
        wd_buf_put(&b, data, size);
        parse_and_check(&a, wd_buf_str(&b));
        struct wd_str bytes = wd_str_n((const char *)data, size), text = wd_mime_text(&a, bytes);
        HOLDS(wd_utf8_valid(text));
        HOLDS(wd_utf8_valid(wd_mime_parameter(&a, bytes, "name")));
        HOLDS(wd_mime_decode(&a, bytes, WD_STR("base64")).n <= size);
        HOLDS(wd_mime_decode(&a, bytes, WD_STR("quoted-printable")).n <= size);
        wd_arena_done(&a);
    }
    wd_buf_done(&b);
    return 0;
}
