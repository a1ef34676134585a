#include "archive/stream.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

enum { CHUNK = 1 << 16, GZIP_OR_ZLIB = 32 + MAX_WBITS };
enum packing { UNKNOWN, PLAIN, GZIP, ZSTD };

struct wd_stream {
    wd_archive_read *read;
    void *context;
    enum packing packing;
    z_stream z;
    bool z_open, member_open, frame_open;
    ZSTD_DStream *zstd;
    unsigned char in[CHUNK];
    size_t in_at, in_n;
    bool in_end, end;
    int err, in_err;
    char *window;
    size_t at, n, cap;
};

struct wd_stream *wd_stream_open(wd_archive_read *read, void *context)
{
    struct wd_stream *s = wd_calloc(1, sizeof *s);
    s->read = read;
    s->context = context;
    return s;
}

void wd_stream_close(struct wd_stream *s)
{
    if (!s)
        return;
    if (s->z_open)
        (void)inflateEnd(&s->z);
    (void)ZSTD_freeDStream(s->zstd);
    free(s->window);
    free(s);
}

/* ---- packed bytes ---- */

/* Moves what is left to the front and reads once more. */
static void read_packed(struct wd_stream *s)
{
    if (s->in_at) {
        memmove(s->in, s->in + s->in_at, s->in_n - s->in_at);
        s->in_n -= s->in_at;
        s->in_at = 0;
    }
    if (s->in_end || s->in_n == CHUNK)
        return;
    int64_t n = s->read(s->context, s->in + s->in_n, CHUNK - s->in_n);
    /* what was read before a failure is handed out before it is told */
    if (n < 0)
        s->in_err = (int)n;
    else
        s->in_n += (size_t)n;
    s->in_end = n <= 0;
}

static bool is_zstd(const unsigned char *p)
{
    /* a frame, or a skippable one */
    return (p[0] == 0x28 && p[1] == 0xB5 && p[2] == 0x2F && p[3] == 0xFD) ||
           ((p[0] & 0xF0) == 0x50 && p[1] == 0x2A && p[2] == 0x4D && p[3] == 0x18);
}

static void detect(struct wd_stream *s)
{
    while (s->in_n < 4 && !s->in_end)
        read_packed(s);
    s->packing = PLAIN;
    if (s->in_n >= 2 && s->in[0] == 0x1F && s->in[1] == 0x8B)
        s->packing = GZIP;
    else if (s->in_n >= 4 && is_zstd(s->in))
        s->packing = ZSTD;
    if (s->packing == GZIP) {
        if (inflateInit2(&s->z, GZIP_OR_ZLIB) != Z_OK)
            abort();
        s->z_open = true;
    } else if (s->packing == ZSTD) {
        s->zstd = ZSTD_createDStream();
        if (!s->zstd)
            abort();
    }
}

static int unpack_gzip(struct wd_stream *s, char *to, size_t room, size_t *ret_n)
{
    if (!s->member_open) {
        /* blanks and zeros after the last member are padding; so is anything else that is no member */
        if (s->in_n - s->in_at < 2 && !s->in_end)
            return 0;
        if (s->in_n - s->in_at < 2 || s->in[s->in_at] != 0x1F || s->in[s->in_at + 1] != 0x8B) {
            s->end = true;
            return 0;
        }
        (void)inflateReset2(&s->z, GZIP_OR_ZLIB);
        s->member_open = true;
    }
    s->z.next_in = s->in + s->in_at;
    s->z.avail_in = (uInt)(s->in_n - s->in_at);
    s->z.next_out = (Bytef *)to;
    s->z.avail_out = (uInt)room;
    int code = inflate(&s->z, Z_NO_FLUSH);
    s->in_at = s->in_n - s->z.avail_in;
    *ret_n = room - s->z.avail_out;
    if (code == Z_MEM_ERROR)
        abort();
    if (code == Z_STREAM_END)
        s->member_open = false;
    else if (code != Z_OK && code != Z_BUF_ERROR)
        return WD_E_CORRUPT;
    else if (*ret_n == 0 && s->in_at == s->in_n && s->in_end)
        return WD_E_CORRUPT;
    return 0;
}

static int unpack_zstd(struct wd_stream *s, char *to, size_t room, size_t *ret_n)
{
    ZSTD_inBuffer in = {s->in, s->in_n, s->in_at};
    ZSTD_outBuffer out = {to, room, 0};
    if (s->in_at == s->in_n && !s->frame_open) {
        s->end = s->in_end;
        return 0;
    }
    size_t code = ZSTD_decompressStream(s->zstd, &out, &in);
    if (ZSTD_isError(code))
        return WD_E_CORRUPT;
    bool stuck = in.pos == s->in_at && out.pos == 0;
    s->in_at = in.pos;
    s->frame_open = code != 0;
    *ret_n = out.pos;
    return stuck && s->in_end ? WD_E_CORRUPT : 0;
}

static int unpack_some(struct wd_stream *s, char *to, size_t room, size_t *ret_n)
{
    if (s->packing == GZIP)
        return unpack_gzip(s, to, room, ret_n);
    if (s->packing == ZSTD)
        return unpack_zstd(s, to, room, ret_n);
    size_t n = WD_MIN(room, s->in_n - s->in_at);
    memcpy(to, s->in + s->in_at, n);
    s->in_at += n;
    *ret_n = n;
    if (n == 0 && s->in_end)
        s->end = true;
    return 0;
}

/* ---- the window ---- */

static bool exhausted(const struct wd_stream *s)
{
    return s->err || s->end;
}

/* More unpacked bytes into the window; nothing more where s->end or s->err is set afterwards. */
static void fill(struct wd_stream *s)
{
    if (s->packing == UNKNOWN)
        detect(s);
    if (s->at) {
        memmove(s->window, s->window + s->at, s->n - s->at);
        s->n -= s->at;
        s->at = 0;
    }
    if (s->cap - s->n < CHUNK) {
        s->cap = WD_MAX(s->cap * 2, s->n + CHUNK);
        s->window = wd_realloc(s->window, s->cap);
    }
    size_t got = 0;
    while (!s->err && !s->end && got == 0) {
        s->err = unpack_some(s, s->window + s->n, s->cap - s->n, &got);
        if (!s->err && got == 0 && !s->end)
            read_packed(s);
    }
    if (s->in_err && exhausted(s))
        s->err = s->in_err;
    s->n += got;
}

/* Drops bytes up to and with the next line end. */
static void skip_line(struct wd_stream *s)
{
    for (;;) {
        size_t end = wd_str_find_byte(wd_str_n(s->window, s->n), '\n', s->at);
        if (end != SIZE_MAX) {
            s->at = end + 1;
            return;
        }
        s->at = s->n;
        if (exhausted(s))
            return;
        fill(s);
    }
}

int wd_stream_line(struct wd_stream *s, size_t max_bytes, struct wd_str *ret_line)
{
    size_t looked = 0;
    for (;;) {
        size_t end = s->n ? wd_str_find_byte(wd_str_n(s->window, s->n), '\n', s->at + looked) : SIZE_MAX;
        size_t length = (end == SIZE_MAX ? s->n : end) - s->at;
        if (length > max_bytes) {
            skip_line(s);
            return WD_E_TOOBIG;
        }
        if (end == SIZE_MAX && !exhausted(s)) {
            looked = length;
            fill(s);
            continue;
        }
        if (end == SIZE_MAX && s->err)
            return s->err;
        if (end == SIZE_MAX && length == 0)
            return WD_E_NOTFOUND;
        struct wd_str line = wd_str_n(s->window + s->at, length);
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        s->at += length + (end != SIZE_MAX);
        *ret_line = line;
        return 0;
    }
}

/* Bytes in the window, at least one unless the stream is at its end. */
static size_t some(struct wd_stream *s)
{
    if (s->at == s->n && !exhausted(s))
        fill(s);
    return s->n - s->at;
}

int wd_stream_take(struct wd_stream *s, void *to, uint64_t n)
{
    char *p = to;
    while (n) {
        size_t part = (size_t)WD_MIN((uint64_t)some(s), n);
        if (part == 0)
            return s->err ? s->err : WD_E_CORRUPT;
        memcpy(p, s->window + s->at, part);
        p += part;
        s->at += part;
        n -= part;
    }
    return 0;
}

int wd_stream_skip(struct wd_stream *s, uint64_t n)
{
    while (n) {
        size_t part = (size_t)WD_MIN((uint64_t)some(s), n);
        if (part == 0)
            return s->err ? s->err : WD_E_CORRUPT;
        s->at += part;
        n -= part;
    }
    return 0;
}

int wd_stream_peek(struct wd_stream *s, size_t n, struct wd_str *ret_bytes)
{
    while (s->n - s->at < n && !exhausted(s))
        fill(s);
    if (s->n == s->at && s->err)
        return s->err;
    *ret_bytes = wd_str_n(s->window ? s->window + s->at : "", WD_MIN(n, s->n - s->at));
    return 0;
}

/* ---- whole bodies ---- */

struct body {
    struct wd_str packed;
};

static int64_t read_body(void *context, void *to, size_t n)
{
    struct body *b = context;
    size_t part = WD_MIN(n, b->packed.n);
    memcpy(to, b->packed.p, part);
    b->packed = wd_str_from(b->packed, part);
    return (int64_t)part;
}

static int unpack_deflate(struct wd_arena *a, int window_bits, struct wd_str packed, size_t max_bytes, struct wd_str *ret_raw)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)packed.p, .avail_in = (uInt)packed.n};
    if (inflateInit2(&z, window_bits) != Z_OK)
        abort();
    size_t n = 0, cap = 0;
    char *out = NULL;
    int code = Z_OK, err = 0;
    while (code == Z_OK && !err) {
        if (n == cap) {
            cap = WD_MAX(cap * 2, (size_t)CHUNK);
            out = wd_realloc(out, cap);
        }
        z.next_out = (Bytef *)out + n;
        z.avail_out = (uInt)(cap - n);
        code = inflate(&z, Z_NO_FLUSH);
        n = cap - z.avail_out;
        if (n > max_bytes)
            err = WD_E_TOOBIG;
    }
    (void)inflateEnd(&z);
    if (!err && code != Z_STREAM_END)
        err = WD_E_CORRUPT;
    if (!err)
        *ret_raw = wd_arena_str(a, wd_str_n(out, n));
    free(out);
    return err;
}

static int unpack_stream(struct wd_arena *a, struct wd_str packed, size_t max_bytes, struct wd_str *ret_raw)
{
    struct body b = {.packed = packed};
    struct wd_stream *s = wd_stream_open(read_body, &b);
    while (!exhausted(s) && s->n <= max_bytes)
        fill(s);
    int err = s->err ? s->err : s->n > max_bytes ? WD_E_TOOBIG : s->packing == PLAIN ? WD_E_FORMAT : 0;
    if (!err)
        *ret_raw = wd_arena_str(a, wd_str_n(s->window, s->n));
    wd_stream_close(s);
    return err;
}

int wd_unpack(struct wd_arena *a, enum wd_coding coding, struct wd_str packed, size_t max_bytes, struct wd_str *ret_raw)
{
    if (packed.n > UINT32_MAX / 2)
        return WD_E_TOOBIG;
    if (packed.n == 0) {
        *ret_raw = WD_STR("");
        return 0;
    }
    if (coding != WD_CODING_DEFLATE)
        return unpack_stream(a, packed, max_bytes, ret_raw);
    int err = unpack_deflate(a, MAX_WBITS, packed, max_bytes, ret_raw);
    /* many servers mean raw deflate */
    return err == WD_E_CORRUPT ? unpack_deflate(a, -MAX_WBITS, packed, max_bytes, ret_raw) : err;
}
