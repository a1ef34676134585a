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
    struct wd_archive *r = wd_archive_open(give, &source, kind);
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
    struct wd_archive *r = wd_archive_open(give, &source, WD_ARCHIVE_WARC);
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
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", gz), "WD_E_FORMAT", "a coding that is not known");
    char *zeros = wd_arena_alloc(&arena, 100000);
    is_str(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzipped(wd_str_n(zeros, 100000))), "WD_E_TOOBIG",
           "a bomb stops at the cap");
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
    wd_arena_done(&arena);
    return done();
}
