#include "desk/drop.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/limits.h"
#include "desk/supply.h"
#include "os/file.h"
#include "os/os.h"

enum { FAULTS_TOLD = 100, BATCH_RECORDS = 64, BATCH_BYTES = 8 << 20 };

struct wd_drop {
    struct wd_desk *desk;
    char *folder;
    struct wd_scratch scratch;
    struct wd_map seen; /* hash of path -> mix of size and time at the look before */
};

struct wd_drop *wd_drop_new(struct wd_desk *desk, const char *folder)
{
    struct wd_drop *drop = wd_calloc(1, sizeof *drop);
    drop->desk = desk;
    drop->folder = wd_malloc(strlen(folder) + 1);
    memcpy(drop->folder, folder, strlen(folder) + 1);
    wd_scratch_init(&drop->scratch, NULL); /* only looks whether a file can be read */
    wd_map_init(&drop->seen);
    return drop;
}

void wd_drop_free(struct wd_drop *drop)
{
    if (!drop)
        return;
    wd_scratch_done(&drop->scratch);
    wd_map_done(&drop->seen);
    free(drop->folder);
    free(drop);
}

static char *path_of(struct wd_arena *a, const char *folder, const char *name)
{
    return wd_arena_c(a, wd_arena_printf(a, "%s/%s", folder, name));
}

int wd_drop_make(struct wd_drop *drop, struct wd_where *ret_where)
{
    struct wd_arena a;
    wd_arena_init(&a);
    int err = wd_dir_make(path_of(&a, drop->folder, "done"), ret_where);
    if (!err)
        err = wd_dir_make(path_of(&a, drop->folder, "error"), ret_where);
    wd_arena_done(&a);
    return err;
}

/* Into `to`, under a free name: "x.xml", "x.xml.2", ... */
static int move_to(struct wd_arena *a, const struct wd_drop *drop, const char *path, const char *to, struct wd_str name, char **ret_path,
                   struct wd_where *w)
{
    char *target = path_of(a, drop->folder, wd_arena_c(a, wd_arena_printf(a, "%s/%.*s", to, WD_STR_ARG(name))));
    for (int n = 2; wd_file_exists(target); n++)
        target = path_of(a, drop->folder, wd_arena_c(a, wd_arena_printf(a, "%s/%.*s.%d", to, WD_STR_ARG(name), n)));
    int err = wd_file_rename(path, target, w);
    if (!err)
        *ret_path = target;
    return err;
}

static int refuse(struct wd_arena *a, const struct wd_drop *drop, const char *path, struct wd_str name, struct wd_str reason,
                  struct wd_where *w)
{
    char *moved = NULL;
    wd_log(WD_LOG_WARNING, "drop: %.*s: %.*s", WD_STR_ARG(name), WD_STR_ARG(reason));
    int err = move_to(a, drop, path, "error", name, &moved, w);
    if (err)
        return err;
    struct wd_str why = wd_arena_printf(a, "%.*s: %.*s\n", WD_STR_ARG(name), WD_STR_ARG(reason));
    return wd_file_write(wd_arena_c(a, wd_arena_printf(a, "%s.why.txt", moved)), why, w);
}

static struct wd_str reason_of(struct wd_arena *a, int err, const struct wd_where *w, const struct wd_prepared *prepared)
{
    if (err && w->line)
        return wd_arena_printf(a, "line %u, column %u: %s", w->line, w->column, w->message);
    if (err)
        return wd_str_c(w->message[0] ? w->message : wd_err_text(err));
    return prepared->faults.n ? prepared->faults.v[0] : WD_STR("it holds no article");
}

/* A file on its way to the log. */
struct taking {
    struct wd_drop *drop;
    struct wd_arena *a;
    struct wd_arena batch;
    WD_LIST(struct wd_event) records; /* of an archive, not yet appended */
    size_t bytes, articles, repeated;
    uint64_t record_n;
    wd_strs faults;
    struct wd_where *w;
};

static int append(struct taking *t, struct wd_append *appends, size_t n)
{
    int err = wd_desk_append(t->drop->desk, appends, n);
    for (size_t i = 0; i < n && !err; i++)
        t->repeated += appends[i].was_there;
    return err ? wd_where_set(t->w, err, "%s", wd_err_text(err)) : 0;
}

static int append_records(struct taking *t)
{
    struct wd_append *appends = wd_arena_array(&t->batch, t->records.n, sizeof *appends);
    for (size_t i = 0; i < t->records.n; i++)
        appends[i].event = &t->records.v[i];
    int err = t->records.n ? append(t, appends, t->records.n) : 0;
    t->records.v = NULL;
    t->records.n = t->records.cap = 0;
    t->bytes = 0;
    wd_arena_reset(&t->batch);
    return err;
}

static void fault(void *context, uint64_t record, const char *reason)
{
    struct taking *t = context;
    if (t->faults.n < FAULTS_TOLD)
        wd_list_add(t->a, &t->faults,
                    record ? wd_arena_printf(t->a, "record %" PRIu64 ": %s", record, reason) : wd_arena_str(t->a, wd_str_c(reason)));
}

/* A file that is one delivery is read to see whether it can be; the records of an archive are read when they are applied. */
static int take_delivery(void *context, const struct wd_supplied *supplied)
{
    struct taking *t = context;
    if (supplied->record) {
        struct wd_event *copy = wd_list_push(&t->batch, &t->records);
        wd_record_copy(&wd_event_head_record, &t->batch, supplied->event, copy);
        copy->body = wd_arena_str(&t->batch, supplied->event->body);
        t->bytes += copy->body.n;
        t->record_n++;
        return t->records.n >= BATCH_RECORDS || t->bytes >= BATCH_BYTES ? append_records(t) : 0;
    }
    struct wd_prepared prepared = {0};
    struct wd_where why = {0};
    int err = wd_prepare(t->a, &t->drop->scratch, supplied->event, NULL, NULL, &prepared, &why);
    if (err || prepared.inputs.n == 0) {
        wd_list_add(t->a, &t->faults, wd_arena_str(t->a, reason_of(t->a, err, &why, &prepared)));
        return 0;
    }
    t->articles = prepared.inputs.n;
    return append(t, &(struct wd_append){.event = supplied->event}, 1);
}

static int put_away(struct taking *t, const char *path, struct wd_str name)
{
    char *moved = NULL;
    int err = move_to(t->a, t->drop, path, "done", name, &moved, t->w);
    if (err)
        return err;
    const char *before = t->repeated ? ", delivered before" : "";
    if (t->record_n)
        wd_log(WD_LOG_NOTE, "drop: %.*s: %" PRIu64 " records, %zu of them delivered before", WD_STR_ARG(name), t->record_n, t->repeated);
    else
        wd_log(WD_LOG_NOTE, "drop: %.*s: %zu article%s%s", WD_STR_ARG(name), t->articles, t->articles == 1 ? "" : "s", before);
    if (!t->faults.n)
        return 0;
    /* what was good is taken; what was not is told */
    struct wd_str why = wd_str_n("", 0);
    for (size_t i = 0; i < t->faults.n; i++) {
        wd_log(WD_LOG_WARNING, "drop: %.*s: %.*s", WD_STR_ARG(name), WD_STR_ARG(t->faults.v[i]));
        why = wd_arena_printf(t->a, "%.*s%.*s: %.*s\n", WD_STR_ARG(why), WD_STR_ARG(name), WD_STR_ARG(t->faults.v[i]));
    }
    const char *to = path_of(t->a, t->drop->folder, wd_arena_c(t->a, wd_arena_printf(t->a, "error/%.*s.why.txt", WD_STR_ARG(name))));
    return wd_file_write(to, why, t->w);
}

static int take(struct wd_arena *a, struct wd_drop *drop, const char *path, struct wd_str feed_name, const struct wd_dir_entry *entry,
                struct wd_where *w)
{
    struct taking t = {.drop = drop, .a = a, .w = w};
    struct wd_supply supply = {
        .path = path,
        .like = {.kind = WD_EVENT_DELIVERY, .instant_utc = wd_now_utc(), .feed = feed_name, .source = entry->name},
        .take = take_delivery,
        .fault = fault,
        .context = &t,
    };
    wd_arena_init(&t.batch);
    int err = wd_supply(&supply);
    if (!err)
        err = append_records(&t);
    wd_arena_done(&t.batch);
    if (err || !wd_file_exists(path))
        return err; /* or taken away again */
    if (t.articles || t.record_n)
        return put_away(&t, path, entry->name);
    return refuse(a, drop, path, entry->name, t.faults.n ? t.faults.v[0] : WD_STR("it holds no article"), w);
}

static bool left_alone(struct wd_str name)
{
    return wd_str_ends(name, ".tmp") || wd_str_ends(name, ".part");
}

/* True when nothing about the file changed since the look before. */
static bool stands_still(struct wd_drop *drop, struct wd_map *now, const char *path, const struct wd_dir_entry *entry)
{
    uint64_t key = wd_hash(wd_str_c(path)), state = wd_hash_mix((uint64_t)entry->bytes + 1, (uint64_t)entry->mtime_utc);
    const uint64_t *before = wd_map_find(&drop->seen, key);
    *wd_map_at(now, key) = state;
    return before && *before == state;
}

static int look_in(struct wd_drop *drop, struct wd_map *now, const char *folder, struct wd_str feed, size_t *taken, struct wd_where *w)
{
    struct wd_arena a;
    wd_arena_init(&a);
    wd_dir_entries entries = {0};
    int err = wd_dir_list(&a, folder, &entries, w);
    for (size_t i = 0; i < entries.n && !err; i++) {
        const struct wd_dir_entry *entry = &entries.v[i];
        char *path = path_of(&a, folder, entry->name.p);
        bool own = feed.n == 0 && (wd_str_eqc(entry->name, "done") || wd_str_eqc(entry->name, "error"));
        if (entry->is_dir) {
            if (feed.n == 0 && !own)
                err = look_in(drop, now, path, entry->name, taken, w);
        } else if (!left_alone(entry->name) && stands_still(drop, now, path, entry)) {
            err = take(&a, drop, path, feed, entry, w);
            ++*taken;
        }
    }
    wd_arena_done(&a);
    return err;
}

int wd_drop_look(struct wd_drop *drop, size_t *ret_taken, struct wd_where *ret_where)
{
    struct wd_map now;
    wd_map_init(&now);
    size_t taken = 0;
    int err = look_in(drop, &now, drop->folder, WD_STR(""), &taken, ret_where);
    wd_map_done(&drop->seen);
    drop->seen = now;
    *ret_taken = taken;
    return err;
}
