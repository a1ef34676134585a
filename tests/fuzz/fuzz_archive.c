/* Archives of any bytes: every record is bounded, reading ends, and from the place that is told the same records come again. */
#include "fuzz.h"

#include "archive/archive.h"
#include "archive/http.h"
#include "base/limits.h"

enum { MOST_RECORDS = 4096, PIECE = 777 };

static int64_t give(void *context, void *to, size_t n)
{
    struct wd_str *rest = context;
    size_t part = WD_MIN(WD_MIN(n, rest->n), (size_t)PIECE);
    memcpy(to, rest->p, part);
    *rest = wd_str_from(*rest, part);
    return (int64_t)part;
}

static int next(struct wd_archive *r, struct wd_arena *a, struct wd_archive_record *record)
{
    struct wd_where w = {0};
    int err = wd_archive_next(r, a, record, &w);
    HOLDS(!err || err == WD_E_NOTFOUND || w.message[0]);
    HOLDS(record->body.n <= WD_MAX_LINE_BYTES);
    return err;
}

static void again_from(struct wd_str all, enum wd_archive_kind kind, const struct wd_archive *r, const struct wd_archive_record *record)
{
    struct wd_archive_mark place = wd_archive_place(r);
    struct wd_arena a;
    struct wd_archive_record same = {0};
    HOLDS(place.bytes <= all.n && place.records <= record->number);
    struct wd_str rest = wd_str_from(all, (size_t)place.bytes);
    struct wd_archive *second = wd_archive_open(give, &rest, kind, &place);
    wd_arena_init(&a);
    while (same.number < record->number) {
        int err = next(second, &a, &same);
        HOLDS(err != WD_E_NOTFOUND);
        if (same.end)
            break;
    }
    HOLDS(same.number == record->number && wd_str_eq(same.body, record->body));
    wd_arena_done(&a);
    wd_archive_close(second);
}

static void read_as(struct wd_str all, enum wd_archive_kind kind)
{
    struct wd_str rest = all;
    struct wd_arena a;
    struct wd_archive *r = wd_archive_open(give, &rest, kind, NULL);
    wd_arena_init(&a);
    for (int i = 0; i < MOST_RECORDS; i++) {
        struct wd_archive_record record = {0};
        wd_arena_reset(&a);
        int err = next(r, &a, &record);
        if (!err && i < 4)
            again_from(all, kind, r, &record);
        if (err == WD_E_NOTFOUND || record.end)
            break;
    }
    wd_arena_done(&a);
    wd_archive_close(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wd_str all = wd_str_n((const char *)data, size);
    enum wd_archive_kind kind;
    (void)wd_archive_recognise(all, &kind);
    read_as(all, WD_ARCHIVE_WARC);
    read_as(all, WD_ARCHIVE_NDJSON);
    struct wd_arena a;
    struct wd_http_response http;
    wd_arena_init(&a);
    if (wd_http_response_read(&a, all, 1 << 20, &http, NULL) == 0)
        HOLDS(http.body.n <= 1 << 20 && http.status >= 100);
    wd_arena_done(&a);
    return 0;
}
