/* Content codings: what was packed comes out whole, in any pieces; what is cut off, damaged or a bomb is noticed; names that lie are seen
 * through. */
#include <brotli/encode.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "base/arena.h"
#include "net/coding.h"
#include "tap.h"

enum { TEXT_BYTES = 300000, PACKED_BYTES = 1 << 20 };

struct packed {
    const char *name;
    unsigned char *p;
    size_t n;
};

static size_t deflate_as(int window, const char *text, size_t n, unsigned char *to)
{
    z_stream z = {0};
    if (deflateInit2(&z, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    z.next_in = (unsigned char *)(uintptr_t)text;
    z.avail_in = (unsigned)n;
    z.next_out = to;
    z.avail_out = PACKED_BYTES;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        abort();
    size_t got = z.total_out;
    (void)deflateEnd(&z);
    return got;
}

static struct packed pack(struct wd_arena *a, const char *name, const char *text, size_t n)
{
    struct packed k = {name, wd_arena_raw(a, PACKED_BYTES), PACKED_BYTES};
    if (strcmp(name, "gzip") == 0)
        k.n = deflate_as(31, text, n, k.p);
    else if (strcmp(name, "deflate") == 0)
        k.n = deflate_as(15, text, n, k.p);
    else if (strcmp(name, "raw") == 0)
        k.n = deflate_as(-15, text, n, k.p);
    else if (strcmp(name, "zstd") == 0)
        k.n = ZSTD_compress(k.p, PACKED_BYTES, text, n, 3);
    else if (!BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, n, (const uint8_t *)text, &k.n, k.p))
        abort();
    return k;
}

static int decode(const char *coding, const void *p, size_t n, size_t step, size_t most, struct wd_buf *out)
{
    struct wd_decoder *d = NULL;
    wd_buf_init(out, most);
    int err = wd_decoder_new(wd_str_c(coding), out, &d);
    if (err)
        return err;
    for (size_t at = 0; at < n && !err; at += step)
        err = wd_decoder_put(d, wd_str_n((const char *)p + at, WD_MIN(step, n - at)));
    if (!err)
        err = wd_decoder_end(d);
    wd_decoder_free(d);
    return err;
}

static bool gives(const char *coding, const void *p, size_t n, size_t step, struct wd_str want)
{
    struct wd_buf out;
    int err = decode(coding, p, n, step, PACKED_BYTES, &out);
    bool same = !err && wd_str_eq(wd_buf_str(&out), want);
    wd_buf_done(&out);
    return same;
}

static int code_of(const char *coding, const void *p, size_t n, size_t most)
{
    struct wd_buf out;
    int err = decode(coding, p, n, 1000, most, &out);
    wd_buf_done(&out);
    return err;
}

static void round_trips(struct wd_arena *a, struct wd_str text)
{
    const char *const names[] = {"gzip", "deflate", "raw", "br", "zstd"};
    for (size_t i = 0; i < WD_COUNT(names); i++) {
        struct packed k = pack(a, names[i], text.p, text.n);
        const char *coding = strcmp(names[i], "raw") == 0 ? "deflate" : names[i];
        ok(gives(coding, k.p, k.n, 1 << 16, text), "%s", names[i]);
        ok(gives(coding, k.p, k.n, 1, text), "%s, byte by byte", names[i]);
        is_int(code_of(coding, k.p, k.n - 1, PACKED_BYTES), WD_E_CORRUPT, "without its last byte it is an error");
        is_int(code_of(coding, k.p, k.n / 2, PACKED_BYTES), WD_E_CORRUPT, "and by half");
        is_int(code_of(coding, k.p, k.n, text.n - 1), WD_E_TOOBIG, "a byte over the cap is too big");
        is_int(code_of(coding, k.p, k.n, text.n), 0, "the cap itself is not");
        char *zeros = calloc(32, 1 << 20);
        struct packed bomb = pack(a, names[i], zeros, (size_t)32 << 20);
        free(zeros);
        is_int(code_of(coding, bomb.p, bomb.n, 1 << 20), WD_E_TOOBIG, "a bomb is given up");
    }
}

static void names(struct wd_arena *a, struct wd_str text)
{
    struct packed gzip = pack(a, "gzip", text.p, text.n), zstd = pack(a, "zstd", text.p, text.n);
    ok(gives("", text.p, text.n, 7, text), "nothing said");
    ok(gives("identity", text.p, text.n, 7, text), "identity");
    ok(gives("GZIP", gzip.p, gzip.n, 999, text), "case does not count");
    ok(gives("gzip", text.p, text.n, 7, text), "what says it is gzip but is not");
    ok(gives("zstd", text.p, text.n, 7, text), "and zstd");
    ok(gives("gzip", zstd.p, zstd.n, 999, text), "one named as the other");
    ok(gives("", gzip.p, gzip.n, 999, text), "gzip that does not say so");
    ok(gives("gzip", "<r/>", 4, 1, WD_STR("<r/>")), "four bytes");
    ok(gives("gzip", "<r", 2, 1, WD_STR("<r")), "two bytes");
    ok(gives("gzip", "", 0, 1, WD_STR("")), "none at all");
    is_int(code_of("compress", text.p, text.n, PACKED_BYTES), WD_E_FORMAT, "a coding that is not known");
    is_int(code_of("gzip, gzip, gzip, gzip", text.p, text.n, PACKED_BYTES), WD_E_FORMAT, "too many of them");
    struct packed twice = pack(a, "br", (const char *)gzip.p, gzip.n);
    ok(gives("gzip, br", twice.p, twice.n, 999, text), "two, one on the other");
    char *joined = wd_arena_raw(a, gzip.n * 2);
    memcpy(joined, gzip.p, gzip.n);
    memcpy(joined + gzip.n, gzip.p, gzip.n);
    ok(gives("gzip", joined, gzip.n * 2, 999, wd_arena_printf(a, "%.*s%.*s", WD_STR_ARG(text), WD_STR_ARG(text))), "two members");
    memset(joined + gzip.n, '\n', 20);
    ok(gives("gzip", joined, gzip.n + 20, 999, text), "bytes behind the end mean nothing");
    gzip.p[gzip.n / 2] ^= 0x55;
    is_int(code_of("gzip", gzip.p, gzip.n, PACKED_BYTES), WD_E_CORRUPT, "damage is noticed");
}

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    char *p = wd_arena_raw(&a, TEXT_BYTES);
    uint32_t x = 12345;
    for (size_t i = 0; i < TEXT_BYTES; i++) {
        x = x * 1664525u + 1013904223u;
        p[i] = (char)('a' + (x >> 24) % 26);
    }
    struct wd_str text = wd_str_n(p, TEXT_BYTES);
    round_trips(&a, text);
    names(&a, text);
    wd_arena_done(&a);
    return done();
}
