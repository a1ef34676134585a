#include "net/coding.h"

#include <brotli/decode.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "base/arena.h"

enum { MAX_CODINGS = 3, PIECE_BYTES = 32 << 10, MAX_WINDOW_LOG = 23, MAGIC_BYTES = 4 };
enum kind { PLAIN, GUESS, GZIP, DEFLATE, BROTLI, ZSTD };

struct layer {
    enum kind kind;
    bool begun, over; /* over: the coded bytes came to their end */
    unsigned char magic[MAGIC_BYTES];
    size_t magic_n;
    z_stream zlib;
    BrotliDecoderState *brotli;
    ZSTD_DStream *zstd;
    char piece[PIECE_BYTES];
};

struct wd_decoder {
    struct wd_buf *to;
    size_t n;
    bool any;                          /* a byte has come */
    struct layer *layers[MAX_CODINGS]; /* the outermost, undone first, first */
};

static bool kind_of(struct wd_str name, enum kind *ret)
{
    static const struct {
        const char *name;
        enum kind kind;
    } rows[] = {{"", PLAIN},      {"identity", PLAIN},  {"none", PLAIN}, {"utf-8", PLAIN}, {"gzip", GZIP},
                {"x-gzip", GZIP}, {"deflate", DEFLATE}, {"br", BROTLI},  {"zstd", ZSTD}};
    for (size_t i = 0; i < WD_COUNT(rows); i++)
        if (wd_str_eqc_nocase(name, rows[i].name)) {
            *ret = rows[i].kind;
            return true;
        }
    return false;
}

static struct layer *new_layer(enum kind kind)
{
    struct layer *l = wd_calloc(1, sizeof *l);
    l->kind = kind;
    return l;
}

int wd_decoder_new(struct wd_str content_encoding, struct wd_buf *to, struct wd_decoder **ret)
{
    struct wd_decoder *d = wd_calloc(1, sizeof *d);
    d->to = to;
    struct wd_str rest = content_encoding, name;
    enum kind kinds[MAX_CODINGS];
    size_t n = 0;
    while (wd_str_cut(&rest, ',', &name)) {
        enum kind kind = PLAIN;
        if (!kind_of(wd_str_trim(name), &kind) || (kind != PLAIN && n == MAX_CODINGS)) {
            free(d);
            return WD_E_FORMAT;
        }
        if (kind != PLAIN)
            kinds[n++] = kind;
    }
    /* they are named in the order in which they were applied */
    for (size_t i = 0; i < n; i++)
        d->layers[i] = new_layer(kinds[n - 1 - i]);
    d->n = n;
    if (n == 0)
        d->layers[d->n++] = new_layer(GUESS);
    *ret = d;
    return 0;
}

void wd_decoder_free(struct wd_decoder *d)
{
    for (size_t i = 0; d && i < d->n; i++) {
        struct layer *l = d->layers[i];
        if (l->begun && (l->kind == GZIP || l->kind == DEFLATE))
            (void)inflateEnd(&l->zlib);
        BrotliDecoderDestroyInstance(l->brotli);
        (void)ZSTD_freeDStream(l->zstd);
        free(l);
    }
    free(d);
}

static int put(struct wd_decoder *d, size_t layer, const char *p, size_t n);

static int inflate_all(struct wd_decoder *d, size_t at, const char *p, size_t n)
{
    struct layer *l = d->layers[at];
    l->zlib.next_in = (unsigned char *)(uintptr_t)p;
    l->zlib.avail_in = (unsigned)n;
    while (l->zlib.avail_in || l->zlib.avail_out == 0) {
        if (l->over) {
            /* another member, or bytes behind the end that mean nothing */
            if (l->kind != GZIP || l->zlib.avail_in == 0 || *l->zlib.next_in != 0x1F)
                return 0;
            if (inflateReset(&l->zlib) != Z_OK)
                return WD_E_CORRUPT;
            l->over = false;
        }
        l->zlib.next_out = (unsigned char *)l->piece;
        l->zlib.avail_out = sizeof l->piece;
        int z = inflate(&l->zlib, Z_NO_FLUSH);
        int err = put(d, at + 1, l->piece, sizeof l->piece - l->zlib.avail_out);
        if (err)
            return err;
        l->over = z == Z_STREAM_END;
        if (z == Z_BUF_ERROR)
            return 0;
        if (z != Z_OK && z != Z_STREAM_END)
            return WD_E_CORRUPT;
    }
    return 0;
}

static int brotli_all(struct wd_decoder *d, size_t at, const char *p, size_t n)
{
    struct layer *l = d->layers[at];
    const uint8_t *next_in = (const uint8_t *)p;
    while (!l->over) {
        uint8_t *next_out = (uint8_t *)l->piece;
        size_t left = sizeof l->piece;
        BrotliDecoderResult r = BrotliDecoderDecompressStream(l->brotli, &n, &next_in, &left, &next_out, NULL);
        int err = put(d, at + 1, l->piece, sizeof l->piece - left);
        if (err)
            return err;
        if (r == BROTLI_DECODER_RESULT_ERROR)
            return WD_E_CORRUPT;
        l->over = r == BROTLI_DECODER_RESULT_SUCCESS;
        if (r == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
            return 0;
    }
    return 0;
}

static int zstd_all(struct wd_decoder *d, size_t at, const char *p, size_t n)
{
    struct layer *l = d->layers[at];
    ZSTD_inBuffer in = {p, n, 0};
    ZSTD_outBuffer out = {l->piece, sizeof l->piece, sizeof l->piece};
    while (in.pos < in.size || (out.pos == out.size && !l->over)) {
        out.pos = 0;
        size_t more = ZSTD_decompressStream(l->zstd, &out, &in);
        if (ZSTD_isError(more))
            return l->over ? 0 : WD_E_CORRUPT;
        int err = put(d, at + 1, l->piece, out.pos);
        if (err)
            return err;
        l->over = more == 0;
    }
    return 0;
}

static bool zlib_header(const unsigned char *p)
{
    return (p[0] & 0x0F) == 8 && (p[0] * 256 + p[1]) % 31 == 0;
}

/* By what the bytes are, as far as they tell: names of codings lie. */
static int begin(struct layer *l)
{
    bool gzip = l->magic_n >= 2 && l->magic[0] == 0x1F && l->magic[1] == 0x8B;
    bool zstd = l->magic_n == MAGIC_BYTES && memcmp(l->magic, "\x28\xB5\x2F\xFD", MAGIC_BYTES) == 0;
    if (l->kind == GUESS || l->kind == GZIP || l->kind == ZSTD)
        l->kind = gzip ? GZIP : zstd ? ZSTD : PLAIN;
    l->begun = true;
    if (l->kind == GZIP || l->kind == DEFLATE) {
        int window = l->kind == GZIP ? 15 + 16 : l->magic_n >= 2 && zlib_header(l->magic) ? 15 : -15;
        if (inflateInit2(&l->zlib, window) != Z_OK)
            abort();
    } else if (l->kind == BROTLI) {
        l->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
        if (!l->brotli)
            abort();
    } else if (l->kind == ZSTD) {
        l->zstd = ZSTD_createDStream();
        if (!l->zstd)
            abort();
        if (ZSTD_isError(ZSTD_DCtx_setParameter(l->zstd, ZSTD_d_windowLogMax, MAX_WINDOW_LOG)))
            return WD_E_FORMAT;
    }
    return 0;
}

static int decode(struct wd_decoder *d, size_t at, const char *p, size_t n)
{
    switch (d->layers[at]->kind) {
    case GZIP:
    case DEFLATE: return inflate_all(d, at, p, n);
    case BROTLI: return brotli_all(d, at, p, n);
    case ZSTD: return zstd_all(d, at, p, n);
    case PLAIN:
    case GUESS: break;
    }
    return put(d, at + 1, p, n);
}

static int begin_with(struct wd_decoder *d, size_t at)
{
    struct layer *l = d->layers[at];
    int err = begin(l);
    return err ? err : decode(d, at, (const char *)l->magic, l->magic_n);
}

static int put(struct wd_decoder *d, size_t at, const char *p, size_t n)
{
    if (n == 0)
        return 0;
    if (at == d->n) {
        wd_buf_put(d->to, p, n);
        return d->to->err;
    }
    struct layer *l = d->layers[at];
    while (!l->begun && n && l->magic_n < MAGIC_BYTES) {
        l->magic[l->magic_n++] = (unsigned char)*p++;
        n--;
    }
    int err = !l->begun && l->magic_n == MAGIC_BYTES ? begin_with(d, at) : 0;
    return err || n == 0 ? err : decode(d, at, p, n);
}

int wd_decoder_put(struct wd_decoder *d, struct wd_str bytes)
{
    d->any |= bytes.n > 0;
    return put(d, 0, bytes.p, bytes.n);
}

int wd_decoder_end(struct wd_decoder *d)
{
    int err = 0;
    for (size_t i = 0; i < d->n && d->any && !err; i++) {
        struct layer *l = d->layers[i];
        if (!l->begun && l->magic_n)
            err = begin_with(d, i);
        if (!err && l->begun && l->kind >= GZIP && !l->over)
            err = WD_E_CORRUPT;
    }
    return err;
}
