#include <brotli/encode.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "archive/archive.h"
#include "archive/http.h"
#include "archive/stream.h"
#include "base/buf.h"
#include "tap.h"

static struct wd_arena arena;

/* Bytes handed out in pieces, to meet every seam. */
struct source {
    struct wd_str bytes;
    size_t piece;
    bool fails;
};
static int64_t give(void *context, void *to, size_t n)
{
    struct source *s = context;
    size_t part = WD_MIN(WD_MIN(n, s->piece), s->bytes.n);
    if (part == 0 && s->fails)
        return WD_E_IO;
    memcpy(to, s->bytes.p, part);
    s->bytes = wd_str_from(s->bytes, part);
    return (int64_t)part;
}

static struct wd_str gzipped(struct wd_str s)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)s.p, .avail_in = (uInt)s.n};
    if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    size_t cap = deflateBound(&z, s.n) + 32;
    char *out = wd_arena_raw(&arena, cap);
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)cap;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        abort();
    size_t n = cap - z.avail_out;
    (void)deflateEnd(&z);
    return wd_str_n(out, n);
}

static struct wd_str zstded(struct wd_str s)
{
    size_t cap = ZSTD_compressBound(s.n);
    char *out = wd_arena_raw(&arena, cap);
    size_t n = ZSTD_compress(out, cap, s.p, s.n, 3);
    if (ZSTD_isError(n))
        abort();
    return wd_str_n(out, n);
}

static struct wd_str brotlied(struct wd_str s)
{
    size_t n = BrotliEncoderMaxCompressedSize(s.n) + 16;
    uint8_t *out = wd_arena_raw(&arena, n);
    if (!BrotliEncoderCompress(5, 18, BROTLI_MODE_TEXT, s.n, (const uint8_t *)s.p, &n, out))
        abort();
    return wd_str_n((const char *)out, n);
}

static struct wd_str joined(struct wd_str a, struct wd_str b)
{
    char *p = wd_arena_raw(&arena, a.n + b.n);
    memcpy(p, a.p, a.n);
    memcpy(p + a.n, b.p, b.n);
    return wd_str_n(p, a.n + b.n);
}

/* All records as "number:status:body|", with errors by name. */
static struct wd_str all(struct wd_str bytes, enum wd_archive_kind kind, size_t piece, bool fails)
{
    struct source source = {bytes, piece, fails};
    struct wd_archive *r = wd_archive_open(give, &source, kind, NULL);
    struct wd_buf b;
    wd_buf_init(&b, 1 << 24);
    for (int i = 0; i < 100; i++) {
        struct wd_archive_record record;
        struct wd_where w = {0};
        int err = wd_archive_next(r, &arena, &record, &w);
        if (err == WD_E_NOTFOUND)
            break;
        wd_buf_printf(&b, "%d:", (int)record.number);
        if (err)
            wd_buf_putc(&b, wd_err_name(err));
        else
            wd_buf_printf(&b, "%d:%.*s", record.status, WD_STR_ARG(record.body));
        wd_buf_byte(&b, '|');
        if (record.end)
            break;
    }
    wd_archive_close(r);
    struct wd_str text = wd_arena_str(&arena, wd_buf_str(&b));
    wd_buf_done(&b);
    return text;
}

static void test_ndjson(void)
{
    struct wd_str text = WD_STR("\xEF\xBB\xBF{\"a\":1}\r\n\n  \n{\"b\":2}\n{\"c\":3}");
    const char *want = "1:0:{\"a\":1}|4:0:{\"b\":2}|5:0:{\"c\":3}|";
    struct wd_str head = wd_str_n(text.p, 15), tail = wd_str_from(text, 15);
    size_t pieces[] = {1, 7, 100000};
    for (size_t i = 0; i < WD_COUNT(pieces); i++) {
        is_str(all(text, WD_ARCHIVE_NDJSON, pieces[i], false), want, "plain lines");
        is_str(all(gzipped(text), WD_ARCHIVE_NDJSON, pieces[i], false), want, "gzip");
        is_str(all(joined(gzipped(head), gzipped(tail)), WD_ARCHIVE_NDJSON, pieces[i], false), want, "gzip of two members");
        is_str(all(joined(gzipped(text), WD_STR("\0\0\0\0")), WD_ARCHIVE_NDJSON, pieces[i], false), want, "gzip with padding");
        is_str(all(zstded(text), WD_ARCHIVE_NDJSON, pieces[i], false), want, "zstd");
        is_str(all(joined(zstded(head), zstded(tail)), WD_ARCHIVE_NDJSON, pieces[i], false), want, "zstd of two frames");
    }
    is_str(all(WD_STR(""), WD_ARCHIVE_NDJSON, 9, false), "", "nothing");
    is_str(all(WD_STR("{}\n"), WD_ARCHIVE_NDJSON, 9, true), "1:0:{}|2:WD_E_IO|", "a failing read is told");
    struct wd_str packed = gzipped(text);
    is_str(all(wd_str_n(packed.p, packed.n - 12), WD_ARCHIVE_NDJSON, 9, false), "1:0:{\"a\":1}|4:0:{\"b\":2}|5:WD_E_CORRUPT|",
           "a cut-off end is told");
    packed = zstded(text);
    ok(wd_str_ends(all(wd_str_n(packed.p, packed.n - 6), WD_ARCHIVE_NDJSON, 9, false), "WD_E_CORRUPT|"), "of zstd, too");
}

static void test_long_line(void)
{
    size_t n = ((size_t)64 << 20) + 10;
    char *p = malloc(n + 20);
    if (!p)
        abort();
    memset(p, 'x', n);
    memcpy(p + n, "\n{\"after\":1}\n", 13);
    is_str(all(wd_str_n(p, n + 13), WD_ARCHIVE_NDJSON, 1 << 16, false), "1:WD_E_TOOBIG|2:0:{\"after\":1}|",
           "a line over the cap is passed over");
    free(p);
}

static struct wd_str record(const char *type, const char *content_type, const char *url, struct wd_str block)
{
    return wd_arena_printf(&arena,
                           "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-03-14T10:00:00Z\r\nContent-Type: %s\r\n"
                           "Content-Length: %zu\r\n\r\n%.*s\r\n\r\n",
                           type, url, content_type, block.n, WD_STR_ARG(block));
}

static void test_warc(void)
{
    const char *http = "application/http; msgtype=response";
    struct wd_str info = record("warcinfo", "application/warc-fields", "", WD_STR("software: none\r\n"));
    struct wd_str page = record("response", http, "<https://courier.example/1>",
                                WD_STR("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>One\r\nWARC/1.0\r\n"));
    struct wd_str chunked =
        record("response", http, "https://courier.example/2",
               WD_STR("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\nTwo\r\n4\r\n and\r\n0\r\n\r\n"));
    struct wd_str file = record("resource", "application/rss+xml", "file:///feed.xml", WD_STR("<rss/>"));
    struct wd_str request =
        record("request", "application/http; msgtype=request", "https://courier.example/1", WD_STR("GET / HTTP/1.1\r\n\r\n"));
    struct wd_str text = joined(joined(joined(info, page), joined(request, chunked)), file);
    const char *want = "2:200:<p>One\r\nWARC/1.0\r\n|4:404:Two and|5:0:<rss/>|";
    size_t pieces[] = {1, 50, 100000};
    for (size_t i = 0; i < WD_COUNT(pieces); i++) {
        is_str(all(text, WD_ARCHIVE_WARC, pieces[i], false), want, "plain");
        is_str(all(joined(joined(gzipped(info), gzipped(page)), joined(joined(gzipped(request), gzipped(chunked)), gzipped(file))),
                   WD_ARCHIVE_WARC, pieces[i], false),
               want, "a gzip member a record");
    }
    struct source source = {text, 100, false};
    struct wd_archive *r = wd_archive_open(give, &source, WD_ARCHIVE_WARC, NULL);
    struct wd_archive_record first;
    is_int(wd_archive_next(r, &arena, &first, NULL), 0, "first record");
    is_str(first.url, "https://courier.example/1", "its address");
    is_str(first.content_type, "text/html; charset=utf-8", "the media type that the server said");
    is_int(first.at_utc, 1773482400, "its date");
    wd_archive_close(r);

    struct wd_str bad = WD_STR("WARC/1.0\r\nWARC-Type: response\r\n\r\nrubbish\r\nmore\r\n");
    is_str(all(joined(bad, file), WD_ARCHIVE_WARC, 10, false), "1:WD_E_SYNTAX|2:0:<rss/>|", "after a bad header the next record is found");
    is_str(all(wd_str_n(text.p, text.n - 20), WD_ARCHIVE_WARC, 10, false), "2:200:<p>One\r\nWARC/1.0\r\n|4:404:Two and|5:WD_E_CORRUPT|",
           "cut off");
    struct wd_str huge = WD_STR("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 9223372036854775807\r\n\r\nx");
    is_str(all(huge, WD_ARCHIVE_WARC, 10, false), "1:WD_E_CORRUPT|", "a length beyond all bounds reserves nothing");
    is_str(all(record("response", http, "x", WD_STR("no http")), WD_ARCHIVE_WARC, 10, false), "1:WD_E_SYNTAX|",
           "no response in a response");
}

/* ---- beginning anew ---- */

/* From the place that is told after each record on, the records behind it come as they came. */
static bool goes_on(struct wd_str bytes, enum wd_archive_kind kind, size_t *ret_late)
{
    struct source source = {bytes, 4096, false};
    struct wd_archive *r = wd_archive_open(give, &source, kind, NULL);
    bool good = true;
    *ret_late = 0;
    for (int i = 0; i < 100; i++) {
        struct wd_archive_record record, again = {0};
        if (wd_archive_next(r, &arena, &record, NULL) != 0)
            break;
        struct wd_archive_mark place = wd_archive_place(r);
        *ret_late += place.bytes > 0;
        struct source rest = {wd_str_from(bytes, (size_t)place.bytes), 777, false};
        struct wd_archive *second = wd_archive_open(give, &rest, kind, &place);
        int err = 0;
        while (again.number < record.number && !err)
            err = wd_archive_next(second, &arena, &again, NULL);
        good = good && !err && again.number == record.number && wd_str_eq(again.body, record.body) && place.records < record.number;
        wd_archive_close(second);
    }
    wd_archive_close(r);
    return good;
}

static struct wd_str with_dictionary(struct wd_str records[], size_t n)
{
    struct wd_str dictionary = WD_STR("WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: \r\nContent-Type: text/plain\r\n\r\n");
    char head[8] = {0x5D, 0x2A, 0x4D, 0x18, (char)dictionary.n};
    struct wd_str all_bytes = joined(wd_str_n(head, 8), dictionary);
    ZSTD_CCtx *c = ZSTD_createCCtx();
    for (size_t i = 0; i < n; i++) {
        size_t cap = ZSTD_compressBound(records[i].n);
        char *out = wd_arena_raw(&arena, cap);
        size_t size = ZSTD_compress_usingDict(c, out, cap, records[i].p, records[i].n, dictionary.p, dictionary.n, 3);
        if (ZSTD_isError(size))
            abort();
        all_bytes = joined(all_bytes, wd_str_n(out, size));
    }
    (void)ZSTD_freeCCtx(c);
    return all_bytes;
}

static void test_places(void)
{
    struct wd_str lines = WD_STR("{\"a\":1}\n\n{\"b\":2}\n{\"c\":3}\n"), plain = WD_STR(""), members = plain, frames = plain;
    struct wd_str records[9];
    for (size_t i = 0; i < WD_COUNT(records); i++) {
        /* one is larger than what is unpacked at one stroke */
        size_t size = i == 4 ? (5u << 20) : 100 * i;
        char *body = wd_arena_raw(&arena, size + 1);
        uint64_t state = i + 1;
        for (size_t k = 0; k < size; k++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            body[k] = (char)('a' + (state >> 60));
        }
        records[i] = record("resource", "text/plain", "https://a.example/", wd_str_n(body, size));
        plain = joined(plain, records[i]);
        members = joined(members, gzipped(records[i]));
        frames = joined(frames, zstded(records[i]));
    }
    size_t late;
    ok(goes_on(lines, WD_ARCHIVE_NDJSON, &late) && late == 2, "lines");
    ok(goes_on(gzipped(lines), WD_ARCHIVE_NDJSON, &late) && late == 0, "lines in one member: from the beginning");
    ok(goes_on(plain, WD_ARCHIVE_WARC, &late) && late == 8, "WARC records");
    ok(goes_on(members, WD_ARCHIVE_WARC, &late) && late == 8, "in members");
    ok(goes_on(frames, WD_ARCHIVE_WARC, &late) && late == 8, "in frames");
    struct wd_str packed = with_dictionary(records, 4);
    ok(goes_on(packed, WD_ARCHIVE_WARC, &late) && late == 0, "in frames with a dictionary: from the beginning");
    ok(wd_str_eq(all(packed, WD_ARCHIVE_WARC, 5, false),
                 all(joined(joined(records[0], records[1]), joined(records[2], records[3])), WD_ARCHIVE_WARC, 900, false)),
       "which hold the same");
    ok(wd_str_eq(all(members, WD_ARCHIVE_WARC, 1000, false), all(plain, WD_ARCHIVE_WARC, 100000, false)),
       "packed or not, the same records");
    is_str(all(wd_str_n(packed.p, 20), WD_ARCHIVE_WARC, 5, false), "1:WD_E_CORRUPT|", "a dictionary cut off");
}

static void test_recognition(void)
{
    struct wd_str text = WD_STR("{\"a\":1}\n{\"b\":2}\n"), w = WD_STR("WARC/1.0\r\nWARC-Type: warcinfo\r\n");
    enum wd_archive_kind kind;
    ok(wd_archive_recognise(text, &kind) && kind == WD_ARCHIVE_NDJSON, "two lines of JSON");
    ok(wd_archive_recognise(gzipped(text), &kind) && kind == WD_ARCHIVE_NDJSON, "packed");
    ok(wd_archive_recognise(WD_STR("\xEF\xBB\xBF{\"a\":1}\n\n{\"b\": \"cut o"), &kind) && kind == WD_ARCHIVE_NDJSON, "the second cut off");
    ok(wd_archive_recognise(w, &kind) && kind == WD_ARCHIVE_WARC, "WARC");
    ok(wd_archive_recognise(zstded(w), &kind) && kind == WD_ARCHIVE_WARC, "packed, too");
    const char *others[] = {"",        "{\"a\":1}", "{\"a\":1}\n", "{\n{\n", "{a}\n{b}\n", "<rss>\n<channel>\n", "{\"a\":\n {\"b\":1}\n}\n",
                            "\x1F\x8B"};
    for (size_t i = 0; i < WD_COUNT(others); i++)
        ok(!wd_archive_recognise(wd_str_c(others[i]), &kind), "no archive: %zu", i);
}

static struct wd_str body_of(const char *head, struct wd_str body)
{
    struct wd_http_response r;
    struct wd_where w = {0};
    int err = wd_http_response_read(&arena, joined(wd_str_c(head), body), 1000, &r, &w);
    return err ? wd_str_c(wd_err_name(err)) : r.body;
}

static void test_codings(void)
{
    struct wd_str gz = gzipped(WD_STR("packed words")), zs = zstded(WD_STR("packed words"));
    struct wd_str bare = wd_str_n(gz.p + 10, gz.n - 18);
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gz), "packed words", "gzip");
    is_str(body_of("HTTP/1.1 200 OK\nContent-Encoding: deflate\n\n", bare), "packed words", "raw deflate");
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n", zs), "packed words", "zstd");
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, identity\r\n\r\n", gz), "packed words", "a list of codings");
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", WD_STR("<p>bare")), "<p>bare",
           "stored unpacked under the old header");
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", brotlied(WD_STR("packed words"))), "packed words", "brotli");
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", WD_STR("<p>bare")), "<p>bare", "brotli's header over plain bytes");
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", gz), "WD_E_CORRUPT", "gzip is no brotli");
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: pack200\r\n\r\n", gz), "WD_E_FORMAT", "a coding that is not known");
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", joined(gz, gz)), "packed wordspacked words", "two members");
    char *zeros = wd_arena_alloc(&arena, 100000);
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzipped(wd_str_n(zeros, 100000))), "WD_E_TOOBIG",
           "a bomb stops at the cap");
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", brotlied(wd_str_n(zeros, 100000))), "WD_E_TOOBIG",
           "one of brotli, too");
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzipped(wd_str_n(zeros, 1001))), "WD_E_TOOBIG", "a byte over it");
    ok(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzipped(wd_str_n(zeros, 1000))).n == 1000, "as much as is allowed");
    is_str(body_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", WD_STR("<p>not chunked")), "<p>not chunked",
           "stored unchunked");
    is_str(body_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", WD_STR("ffffffffffffffff\r\nrest")), "rest",
           "a chunk longer than the body");
}

int main(void)
{
    wd_arena_init(&arena);
    test_ndjson();
    test_long_line();
    test_warc();
    test_codings();
    test_places();
    test_recognition();
    wd_arena_done(&arena);
    return done();
}
