#include "archive/stream.h"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

/* PACKED: a member that lies in it whole is unpacked at one stroke; MEMBER: if it is no larger unpacked. */
enum { CHUNK = 1 << 16, PACKED = 1 << 19, MEMBER = 4 << 20, GZIP_OR_ZLIB = 32 + MAX_WBITS };
enum { ZSTD_DICTIONARY = 0x184D2A5D, MAX_DICTIONARY_BYTES = 16 << 20 };
enum packing { UNKNOWN, PLAIN, GZIP, ZSTD };

/* Where a member or frame begins. */
struct start {
    uint64_t unpacked, packed;
};

struct wd_stream {
    wd_archive_read *read;
    void *context;
    enum packing packing;
    z_stream z;
    bool z_open, member_open, frame_open, dictionary;
    struct libdeflate_decompressor *deflate;
    ZSTD_DStream *zstd;
    unsigned char *in;
    size_t in_at, in_n, in_cap;
    uint64_t in_before; /* bytes of the source before in[0] */
    bool in_end, end;
    int err, in_err;
    char *window;
    size_t at, n, cap;
    uint64_t before; /* unpacked bytes before window[0] */
    struct start *starts;
    size_t start_n, start_cap;
};

int64_t wd_read_bytes(void *context, void *to, size_t n)
{
    struct wd_str *rest = context;
    size_t part = WD_MIN(n, rest->n);
    if (part)
        memcpy(to, rest->p, part);
    *rest = wd_str_from(*rest, part);
    return (int64_t)part;
}

struct wd_stream *wd_stream_open(wd_archive_read *read, void *context)
{
    struct wd_stream *s = wd_calloc(1, sizeof *s);
    s->read = read;
    s->context = context;
    s->in_cap = CHUNK;
    s->in = wd_malloc(s->in_cap);
    return s;
}

void wd_stream_close(struct wd_stream *s)
{
    if (!s)
        return;
    if (s->z_open)
        (void)inflateEnd(&s->z);
    libdeflate_free_decompressor(s->deflate);
    (void)ZSTD_freeDStream(s->zstd);
    free(s->starts);
    free(s->window);
    free(s->in);
    free(s);
}

/* ---- places to begin anew at ---- */

static void note_start(struct wd_stream *s)
{
    if (s->start_n == s->start_cap) {
        s->start_cap = WD_MAX(s->start_cap * 2, (size_t)16);
        s->starts = wd_realloc(s->starts, s->start_cap * sizeof *s->starts);
    }
    s->starts[s->start_n++] = (struct start){s->before + s->n, s->in_before + s->in_at};
}

bool wd_stream_place(struct wd_stream *s, uint64_t *ret_bytes)
{
    uint64_t here = s->before + s->at;
    if (s->packing == PLAIN || s->packing == UNKNOWN) {
        *ret_bytes = here;
        return true;
    }
    size_t past = 0;
    while (past < s->start_n && s->starts[past].unpacked < here)
        past++;
    s->start_n -= past;
    if (past)
        memmove(s->starts, s->starts + past, s->start_n * sizeof *s->starts);
    /* an empty member has the next one's place: the last of them is it */
    size_t same = 0;
    while (same + 1 < s->start_n && s->starts[same + 1].unpacked == here)
        same++;
    if (s->start_n == 0 || s->starts[same].unpacked != here || s->dictionary)
        return false;
    *ret_bytes = s->starts[same].packed;
    return true;
}

/* ---- packed bytes ---- */

/* Moves what is left to the front and reads once more. */
static void read_packed(struct wd_stream *s)
{
    if (s->in_at) {
        memmove(s->in, s->in + s->in_at, s->in_n - s->in_at);
        s->in_n -= s->in_at;
        s->in_before += s->in_at;
        s->in_at = 0;
    }
    if (s->in_end || s->in_n == s->in_cap)
        return;
    int64_t n = s->read(s->context, s->in + s->in_n, s->in_cap - s->in_n);
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

static uint32_t little32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* WARC files packed with zstd may bring their dictionary in a skippable frame of their own at the front, packed or not (IIPC, WARC
 * zstd). */
static int read_dictionary(struct wd_stream *s)
{
    if (little32(s->in) != ZSTD_DICTIONARY)
        return 0;
    while (s->in_n < 8 && !s->in_end)
        read_packed(s);
    size_t n = s->in_n < 8 ? 0 : little32(s->in + 4);
    if (n == 0 || n > MAX_DICTIONARY_BYTES)
        return WD_E_CORRUPT;
    s->in_cap = WD_MAX(s->in_cap, n + 8);
    s->in = wd_realloc(s->in, s->in_cap);
    while (s->in_n < n + 8 && !s->in_end)
        read_packed(s);
    if (s->in_n < n + 8)
        return WD_E_CORRUPT;
    int err = 0;
    struct wd_arena a;
    struct wd_str dictionary = wd_str_n((const char *)s->in + 8, n);
    wd_arena_init(&a);
    if (wd_str_starts(dictionary, "\x28\xB5\x2F\xFD"))
        err = wd_unpack(&a, WD_CODING_ZSTD, dictionary, MAX_DICTIONARY_BYTES, &dictionary);
    if (!err && ZSTD_isError(ZSTD_DCtx_loadDictionary(s->zstd, dictionary.p, dictionary.n)))
        err = WD_E_CORRUPT;
    wd_arena_done(&a);
    s->in_at = n + 8;
    s->dictionary = true;
    return err;
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
        s->deflate = libdeflate_alloc_decompressor();
        if (!s->deflate)
            abort();
        s->in_cap = PACKED;
        s->in = wd_realloc(s->in, s->in_cap);
    } else if (s->packing == ZSTD) {
        s->zstd = ZSTD_createDStream();
        if (!s->zstd)
            abort();
        s->err = read_dictionary(s);
    }
}

/* A member that is in hand whole, and small, at one stroke: false leaves it to be unpacked piece by piece, which also tells damage from
 * mere length. */
static bool unpack_member(struct wd_stream *s, size_t *ret_n)
{
    while (s->in_n - s->in_at < s->in_cap / 2 && !s->in_end)
        read_packed(s);
    if (s->cap - s->n < MEMBER) {
        s->cap = s->n + MEMBER;
        s->window = wd_realloc(s->window, s->cap);
    }
    size_t used, got;
    if (libdeflate_gzip_decompress_ex(s->deflate, s->in + s->in_at, s->in_n - s->in_at, s->window + s->n, MEMBER, &used, &got) !=
        LIBDEFLATE_SUCCESS)
        return false;
    s->in_at += used;
    *ret_n = got;
    return true;
}

static int unpack_gzip(struct wd_stream *s, size_t room, size_t *ret_n)
{
    if (!s->member_open) {
        /* blanks and zeros after the last member are padding; so is anything else that is no member */
        if (s->in_n - s->in_at < 2 && !s->in_end)
            return 0;
        if (s->in_n - s->in_at < 2 || s->in[s->in_at] != 0x1F || s->in[s->in_at + 1] != 0x8B) {
            s->end = true;
            return 0;
        }
        note_start(s);
        if (unpack_member(s, ret_n))
            return 0;
        (void)inflateReset2(&s->z, GZIP_OR_ZLIB);
        s->member_open = true;
    }
    char *to = s->window + s->n;
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

static int unpack_zstd(struct wd_stream *s, size_t room, size_t *ret_n)
{
    ZSTD_inBuffer in = {s->in, s->in_n, s->in_at};
    ZSTD_outBuffer out = {s->window + s->n, room, 0};
    if (s->in_at == s->in_n && !s->frame_open) {
        s->end = s->in_end;
        return 0;
    }
    if (!s->frame_open)
        note_start(s);
    size_t code = ZSTD_decompressStream(s->zstd, &out, &in);
    if (ZSTD_isError(code))
        return WD_E_CORRUPT;
    bool stuck = in.pos == s->in_at && out.pos == 0;
    s->in_at = in.pos;
    s->frame_open = code != 0;
    *ret_n = out.pos;
    return stuck && s->in_end ? WD_E_CORRUPT : 0;
}

/* To the end of the window, which has `room` (and is made larger where a member needs it). */
static int unpack_some(struct wd_stream *s, size_t room, size_t *ret_n)
{
    if (s->packing == GZIP)
        return unpack_gzip(s, room, ret_n);
    if (s->packing == ZSTD)
        return unpack_zstd(s, room, ret_n);
    size_t n = WD_MIN(room, s->in_n - s->in_at);
    memcpy(s->window + s->n, s->in + s->in_at, n);
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
        s->before += s->at;
        s->at = 0;
    }
    if (s->cap - s->n < CHUNK) {
        s->cap = WD_MAX(s->cap * 2, s->n + CHUNK);
        s->window = wd_realloc(s->window, s->cap);
    }
    size_t got = 0;
    while (!s->err && !s->end && got == 0) {
        s->err = unpack_some(s, s->cap - s->n, &got);
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

typedef enum libdeflate_result unpack_one(struct libdeflate_decompressor *d, const void *in, size_t in_n, void *out, size_t out_n,
                                          size_t *ret_used, size_t *ret_n);

/* Appends one member, stream or raw deflate to out; the room is doubled until it fits or is more than max_bytes. */
static int append_unpacked(unpack_one *unpack, struct libdeflate_decompressor *d, struct wd_str *packed, size_t max_bytes, char **out,
                           size_t *n)
{
    for (size_t room = WD_MAX(packed->n * 4, (size_t)CHUNK);; room *= 2) {
        /* one byte more tells what is just as large as allowed from what is larger */
        size_t most = WD_MIN(room, max_bytes + 1 - *n), used, got;
        *out = wd_realloc(*out, *n + most);
        enum libdeflate_result result = unpack(d, packed->p, packed->n, *out + *n, most, &used, &got);
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE && most == room)
            continue;
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE || (result == LIBDEFLATE_SUCCESS && *n + got > max_bytes))
            return WD_E_TOOBIG;
        if (result != LIBDEFLATE_SUCCESS)
            return WD_E_CORRUPT;
        *packed = wd_str_from(*packed, used);
        *n += got;
        return 0;
    }
}

static int unpack_whole(struct wd_arena *a, unpack_one *unpack, bool members, struct wd_str packed, size_t max_bytes,
                        struct wd_str *ret_raw)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    if (!d)
        abort();
    char *out = NULL;
    size_t n = 0;
    int err;
    do
        err = append_unpacked(unpack, d, &packed, max_bytes, &out, &n);
    while (!err && members && wd_str_starts(packed, "\x1F\x8B"));
    if (!err)
        *ret_raw = wd_arena_str(a, wd_str_n(out, n));
    free(out);
    libdeflate_free_decompressor(d);
    return err;
}

static int unpack_stream(struct wd_arena *a, struct wd_str packed, size_t max_bytes, struct wd_str *ret_raw)
{
    struct wd_stream *s = wd_stream_open(wd_read_bytes, &packed);
    while (!exhausted(s) && s->n <= max_bytes)
        fill(s);
    int err = s->err ? s->err : s->n > max_bytes ? WD_E_TOOBIG : s->packing == PLAIN ? WD_E_FORMAT : 0;
    if (!err)
        *ret_raw = wd_arena_str(a, wd_str_n(s->window, s->n));
    wd_stream_close(s);
    return err;
}

static int unpack_brotli(struct wd_arena *a, struct wd_str packed, size_t max_bytes, struct wd_str *ret_raw)
{
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!state)
        abort();
    size_t in_n = packed.n, n = 0, cap = 0;
    const uint8_t *in = (const uint8_t *)packed.p;
    char *out = NULL;
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && n <= max_bytes) {
        cap = WD_MAX(cap * 2, (size_t)CHUNK);
        out = wd_realloc(out, cap);
        size_t room = cap - n;
        uint8_t *to = (uint8_t *)out + n;
        result = BrotliDecoderDecompressStream(state, &in_n, &in, &room, &to, NULL);
        n = cap - room;
    }
    BrotliDecoderDestroyInstance(state);
    int err = n > max_bytes ? WD_E_TOOBIG : result == BROTLI_DECODER_RESULT_SUCCESS ? 0 : WD_E_CORRUPT;
    if (!err)
        *ret_raw = wd_arena_str(a, wd_str_n(out, n));
    free(out);
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
    if (coding == WD_CODING_BROTLI)
        return unpack_brotli(a, packed, max_bytes, ret_raw);
    if (coding == WD_CODING_ZSTD || (coding == WD_CODING_GZIP && !wd_str_starts(packed, "\x1F\x8B")))
        return unpack_stream(a, packed, max_bytes, ret_raw);
    if (coding == WD_CODING_GZIP)
        return unpack_whole(a, libdeflate_gzip_decompress_ex, true, packed, max_bytes, ret_raw);
    int err = unpack_whole(a, libdeflate_zlib_decompress_ex, false, packed, max_bytes, ret_raw);
    /* many servers mean raw deflate */
    return err == WD_E_CORRUPT ? unpack_whole(a, libdeflate_deflate_decompress_ex, false, packed, max_bytes, ret_raw) : err;
}
