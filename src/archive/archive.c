#include "archive/archive.h"

#include <stdlib.h>

#include "archive/http.h"
#include "archive/stream.h"
#include "base/json.h"
#include "base/limits.h"

enum { LOOK_BYTES = 1 << 20, HEADER_LINE_BYTES = 1 << 16, HEADERS_MAX = 200, HTTP_HEAD_BYTES = 1 << 20 };

struct wd_archive {
    struct wd_stream *stream;
    enum wd_archive_kind kind;
    uint64_t number;
    struct wd_archive_mark from, mark;
};

struct wd_archive *wd_archive_open(wd_archive_read *read, void *context, enum wd_archive_kind kind, const struct wd_archive_mark *from)
{
    struct wd_archive *r = wd_calloc(1, sizeof *r);
    r->stream = wd_stream_open(read, context);
    r->kind = kind;
    if (from)
        r->from = *from;
    r->mark = r->from;
    r->number = r->from.records;
    return r;
}

struct wd_archive_mark wd_archive_place(const struct wd_archive *r)
{
    return r->mark;
}

/* At the start of a record. */
static void note_place(struct wd_archive *r)
{
    uint64_t bytes;
    if (wd_stream_place(r->stream, &bytes))
        r->mark = (struct wd_archive_mark){r->from.bytes + bytes, r->number};
}

static bool is_object_line(struct wd_str line)
{
    return line.n > 1 && line.p[0] == '{' && line.p[line.n - 1] == '}';
}

/* Two lines that are an object each: a single document is hardly ever laid out so. */
static bool is_ndjson(struct wd_str head)
{
    struct wd_str line, first = {0};
    if (wd_str_starts(head, "\xEF\xBB\xBF"))
        head = wd_str_from(head, 3);
    int objects = 0;
    while (objects < 2 && wd_str_cut(&head, '\n', &line)) {
        line = wd_str_trim(line);
        if (!line.n)
            continue;
        /* the second may be cut off by the end of what is looked at */
        if (!is_object_line(line) && !(objects == 1 && head.n == 0 && line.p[0] == '{'))
            return false;
        if (!objects++)
            first = line;
    }
    struct wd_arena a;
    struct wd_json *json;
    wd_arena_init(&a);
    bool yes = objects == 2 && wd_json_parse(&a, first, &json, NULL) == 0;
    wd_arena_done(&a);
    return yes;
}

bool wd_archive_recognise(struct wd_str head, enum wd_archive_kind *ret_kind)
{
    struct wd_str start = {0};
    struct wd_stream *s = wd_stream_open(wd_read_bytes, &head);
    bool known = false;
    if (wd_stream_peek(s, LOOK_BYTES, &start) == 0) {
        bool warc = wd_str_starts(start, "WARC/");
        known = warc || is_ndjson(start);
        if (known)
            *ret_kind = warc ? WD_ARCHIVE_WARC : WD_ARCHIVE_NDJSON;
    }
    wd_stream_close(s);
    return known;
}

void wd_archive_close(struct wd_archive *r)
{
    if (!r)
        return;
    wd_stream_close(r->stream);
    free(r);
}

/* A failure of the stream itself: nothing more comes. */
static int broken(struct wd_archive_record *record, int err, struct wd_where *ret_where)
{
    record->end = true;
    return wd_where_set(ret_where, err, "%s", err == WD_E_CORRUPT ? "the archive is damaged or cut off here" : wd_err_text(err));
}

/* ---- NDJSON ---- */

static int next_line(struct wd_archive *r, struct wd_arena *a, struct wd_archive_record *record, struct wd_where *ret_where)
{
    for (;;) {
        struct wd_str line, start;
        /* a line that looks packed would be taken for the start of a packed file */
        if (wd_stream_peek(r->stream, 1, &start) == 0 && wd_str_starts(start, "{"))
            note_place(r);
        int err = wd_stream_line(r->stream, WD_MAX_LINE_BYTES, &line);
        if (err == WD_E_NOTFOUND) {
            record->end = true;
            return err;
        }
        record->number = ++r->number;
        if (err == WD_E_TOOBIG)
            return wd_where_set(ret_where, err, "line of more than %u MB", WD_MAX_LINE_BYTES >> 20);
        if (err)
            return broken(record, err, ret_where);
        if (r->number == 1 && wd_str_starts(line, "\xEF\xBB\xBF"))
            line = wd_str_from(line, 3);
        if (wd_str_trim(line).n == 0)
            continue;
        record->body = wd_arena_str(a, line);
        return 0;
    }
}

/* ---- WARC ---- */

struct warc_head {
    struct wd_str type, content_type, url;
    int64_t at_utc, length;
    bool continues; /* a later segment of a record */
};

/* Passes over lines up to and with the one that starts a record; WD_E_NOTFOUND at the end. */
static int find_record(struct wd_archive *r)
{
    for (;;) {
        struct wd_str line, start;
        int err = wd_stream_peek(r->stream, 5, &start);
        if (err)
            return err;
        bool is_record = wd_str_starts(start, "WARC/");
        if (is_record)
            note_place(r);
        err = wd_stream_line(r->stream, HEADER_LINE_BYTES, &line);
        if (err == WD_E_TOOBIG)
            continue;
        if (err || is_record)
            return err;
    }
}

static struct wd_str without_angles(struct wd_str url)
{
    if (url.n > 1 && url.p[0] == '<' && url.p[url.n - 1] == '>')
        return wd_str_n(url.p + 1, url.n - 2);
    return url;
}

static void put_header(struct wd_arena *a, struct warc_head *head, struct wd_str name, struct wd_str value)
{
    if (wd_str_eqc_nocase(name, "warc-type"))
        head->type = wd_arena_str(a, value);
    else if (wd_str_eqc_nocase(name, "warc-target-uri"))
        head->url = wd_arena_str(a, without_angles(value));
    else if (wd_str_eqc_nocase(name, "content-type"))
        head->content_type = wd_arena_str(a, value);
    else if (wd_str_eqc_nocase(name, "content-length")) {
        if (!wd_str_to_i64(value, &head->length))
            head->length = -1;
    } else if (wd_str_eqc_nocase(name, "warc-date")) {
        if (!wd_time_parse_iso(value, &head->at_utc))
            head->at_utc = WD_NO_TIME;
    } else if (wd_str_eqc_nocase(name, "warc-segment-number"))
        head->continues = !wd_str_eqc(value, "1");
}

static int read_head(struct wd_stream *s, struct wd_arena *a, struct warc_head *ret_head)
{
    struct warc_head head = {.at_utc = WD_NO_TIME, .length = -1};
    for (size_t i = 0; i < HEADERS_MAX; i++) {
        struct wd_str line, name, value;
        int err = wd_stream_line(s, HEADER_LINE_BYTES, &line);
        if (err == WD_E_TOOBIG)
            continue;
        if (err)
            return err == WD_E_NOTFOUND ? WD_E_CORRUPT : err;
        if (line.n == 0) {
            *ret_head = head;
            return head.length < 0 ? WD_E_SYNTAX : 0;
        }
        if (wd_http_header(line, &name, &value))
            put_header(a, &head, name, value);
    }
    return WD_E_SYNTAX;
}

static bool wanted(const struct warc_head *head)
{
    if (head->continues)
        return false;
    if (wd_str_eqc_nocase(head->type, "resource"))
        return true;
    return wd_str_eqc_nocase(head->type, "response") && wd_str_starts_nocase(head->content_type, "application/http");
}

static int read_block(struct wd_archive *r, struct wd_arena *a, const struct warc_head *head, struct wd_archive_record *record,
                      struct wd_where *ret_where)
{
    bool response = wd_str_eqc_nocase(head->type, "response");
    uint64_t length = (uint64_t)head->length;
    if (length > (uint64_t)WD_MAX_DELIVERY_BYTES + (response ? HTTP_HEAD_BYTES : 0)) {
        int err = wd_stream_skip(r->stream, length);
        return err ? broken(record, err, ret_where) : wd_where_set(ret_where, WD_E_TOOBIG, "record of %" PRIu64 " bytes", length);
    }
    char *block = wd_arena_raw(a, (size_t)length + 1);
    int err = wd_stream_take(r->stream, block, length);
    if (err)
        return broken(record, err, ret_where);
    block[length] = 0;
    record->url = head->url;
    record->at_utc = head->at_utc;
    record->content_type = head->content_type;
    record->body = wd_str_n(block, (size_t)length);
    if (!response)
        return 0;
    struct wd_http_response http;
    err = wd_http_response_read(a, record->body, WD_MAX_DELIVERY_BYTES, &http, ret_where);
    if (err) {
        record->body = WD_STR("");
        return err;
    }
    record->status = http.status;
    record->content_type = http.content_type;
    record->body = http.body;
    return 0;
}

static int next_warc(struct wd_archive *r, struct wd_arena *a, struct wd_archive_record *record, struct wd_where *ret_where)
{
    for (;;) {
        struct warc_head head;
        int err = find_record(r);
        if (err == WD_E_NOTFOUND) {
            record->end = true;
            return err;
        }
        record->number = ++r->number;
        if (err)
            return broken(record, err, ret_where);
        err = read_head(r->stream, a, &head);
        if (err == WD_E_SYNTAX)
            return wd_where_set(ret_where, err, "WARC header without a length");
        if (err)
            return broken(record, err, ret_where);
        if (wanted(&head))
            return read_block(r, a, &head, record, ret_where);
        err = wd_stream_skip(r->stream, (uint64_t)head.length);
        if (err)
            return broken(record, err, ret_where);
    }
}

int wd_archive_next(struct wd_archive *r, struct wd_arena *a, struct wd_archive_record *ret_record, struct wd_where *ret_where)
{
    *ret_record = (struct wd_archive_record){.number = r->number, .at_utc = WD_NO_TIME};
    return r->kind == WD_ARCHIVE_NDJSON ? next_line(r, a, ret_record, ret_where) : next_warc(r, a, ret_record, ret_where);
}
