#include "desk/drop.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/limits.h"
#include "desk/door.h"
#include "os/file.h"
#include "os/os.h"

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
    ;
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

static int take(struct wd_arena *a, struct wd_drop *drop, const char *path, struct wd_str feed_name, const struct wd_dir_entry *entry,
                struct wd_where *w)
{
    struct wd_str body;
    struct wd_where why = {0};
    int err = wd_file_read(a, path, WD_MAX_DELIVERY_BYTES, &body, &why);
    if (err == WD_E_NOTFOUND)
        return 0; /* taken away again */
    if (!err)
        err = wd_door_unpack(a, &body, &why);
    struct wd_prepared prepared = {0};
    struct wd_event event = {
        .kind = WD_EVENT_DELIVERY, .instant_utc = wd_now_utc(), .feed = feed_name, .source = entry->name, .body = body};
    if (!err)
        err = wd_prepare(a, &drop->scratch, &event, NULL, NULL, &prepared, &why);
    if (err || prepared.inputs.n == 0)
        return refuse(a, drop, path, entry->name, reason_of(a, err, &why, &prepared), w);
    struct wd_append append = {.event = &event};
    err = wd_desk_append(drop->desk, &append, 1);
    if (err)
        return wd_where_set(w, err, "%s: %s", path, wd_err_text(err));
    char *moved = NULL;
    err = move_to(a, drop, path, "done", entry->name, &moved, w);
    if (!err)
        wd_log(WD_LOG_NOTE, "drop: %.*s: %zu article%s%s", WD_STR_ARG(entry->name), prepared.inputs.n, prepared.inputs.n == 1 ? "" : "s",
               append.was_there ? ", delivered before" : "");
    return err;
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
