#include "cmd/ingest_report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/list.h"

/* Of each kind of fault so many are told, and so many kinds. */
enum { EXAMPLES = 20, KINDS = 200 };

struct kind {
    size_t n;
    wd_strs lines;
};
struct wd_ingest_report {
    struct wd_arena arena;
    struct wd_map kind_of; /* hash of the reason without its numbers -> index + 1 */
    WD_LIST(struct kind) kinds;
    size_t n;
    const char *path;
    FILE *file;
};

int wd_ingest_report_new(const char *file, struct wd_ingest_report **ret, struct wd_where *ret_where)
{
    struct wd_ingest_report *r = wd_calloc(1, sizeof *r);
    wd_arena_init(&r->arena);
    wd_map_init(&r->kind_of);
    if (file) {
        r->path = wd_arena_c(&r->arena, wd_str_c(file));
        r->file = fopen(file, "we");
        if (!r->file) {
            wd_ingest_report_free(r);
            return wd_where_set(ret_where, WD_E_IO, "%s: %s", file, strerror(errno));
        }
    }
    *ret = r;
    return 0;
}

void wd_ingest_report_free(struct wd_ingest_report *r)
{
    if (!r)
        return;
    if (r->file)
        (void)fclose(r->file);
    wd_map_done(&r->kind_of);
    wd_arena_done(&r->arena);
    free(r);
}

static void to_file(struct wd_ingest_report *r, struct wd_str source, uint64_t record, struct wd_str reason)
{
    struct wd_buf b;
    struct wd_jw w;
    wd_buf_init(&b, 1 << 20);
    wd_jw_init(&w, &b);
    wd_jw_object(&w);
    wd_jw_kstr(&w, "source", source);
    if (record) {
        wd_jw_key(&w, "record");
        wd_jw_u64(&w, record);
    }
    wd_jw_kstr(&w, "error", reason);
    wd_jw_end(&w);
    wd_buf_byte(&b, '\n');
    (void)fwrite(b.p, 1, b.n, r->file);
    wd_buf_done(&b);
}

/* Faults are alike when they differ in numbers only. */
static uint64_t kind_key(struct wd_arena *a, struct wd_str reason)
{
    char *p = wd_arena_raw(a, reason.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < reason.n; i++)
        if (!wd_is_digit(reason.p[i]))
            p[n++] = reason.p[i];
    return wd_hash(wd_str_n(p, n));
}

void wd_ingest_report_add(struct wd_ingest_report *r, struct wd_str source, uint64_t record, struct wd_str reason)
{
    struct wd_arena a;
    r->n++;
    if (r->file)
        to_file(r, source, record, reason);
    wd_arena_init(&a);
    uint64_t key = kind_key(&a, reason);
    wd_arena_done(&a);
    const uint64_t *known = wd_map_find(&r->kind_of, key);
    if (!known && r->kinds.n < KINDS) {
        (void)wd_list_push(&r->arena, &r->kinds);
        *wd_map_at(&r->kind_of, key) = r->kinds.n;
        known = wd_map_find(&r->kind_of, key);
    }
    if (!known)
        return;
    struct kind *kind = &r->kinds.v[*known - 1];
    if (kind->n++ >= EXAMPLES)
        return;
    wd_list_add(&r->arena, &kind->lines,
                record ? wd_arena_printf(&r->arena, "%.*s: record %" PRIu64 ": %.*s", WD_STR_ARG(source), record, WD_STR_ARG(reason))
                       : wd_arena_printf(&r->arena, "%.*s: %.*s", WD_STR_ARG(source), WD_STR_ARG(reason)));
}

size_t wd_ingest_report_count(const struct wd_ingest_report *r)
{
    return r->n;
}

int wd_ingest_report_say(struct wd_ingest_report *r, struct wd_where *ret_where)
{
    size_t told = 0;
    for (size_t i = 0; i < r->kinds.n; i++) {
        const struct kind *kind = &r->kinds.v[i];
        told += kind->n;
        for (size_t k = 0; k < kind->lines.n; k++)
            fprintf(stderr, "wiredesk: %.*s\n", WD_STR_ARG(kind->lines.v[k]));
        if (kind->n > kind->lines.n)
            fprintf(stderr, "wiredesk: and %zu more like it\n", kind->n - kind->lines.n);
    }
    if (r->n > told)
        fprintf(stderr, "wiredesk: and %zu faults of other kinds\n", r->n - told);
    if (!r->file)
        return 0;
    bool bad = ferror(r->file) != 0;
    bad |= fclose(r->file) != 0;
    r->file = NULL;
    return bad ? wd_where_set(ret_where, WD_E_IO, "%s: %s", r->path, strerror(errno)) : 0;
}
