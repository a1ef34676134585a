#include "desk/door.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "os/file.h"
#include "os/os.h"

enum { BATCH_EVENTS = 64, BATCH_BYTES = 8 << 20, WAIT_MS = 60000, LOOK_MS = 50 };

struct spooled {
    struct wd_event head;
    struct wd_str body;
};
static const struct wd_field spooled_fields[] = {
    WD_FIELD_OF(1, spooled, head, WD_T_REC, &wd_event_head_record),
    WD_FIELD(2, spooled, body, WD_T_STR),
};
static WD_RECORD(spooled_record, spooled, spooled_fields);

struct spool_file {
    WD_LIST(struct spooled) events;
};
static const struct wd_field spool_file_fields[] = {
    WD_FIELD_OF(1, spool_file, events, WD_T_LIST, &spooled_record),
};
static WD_RECORD(spool_file_record, spool_file, spool_file_fields);

struct wd_door {
    struct wd_desk *desk; /* NULL: through the spool */
    char *data;
    struct wd_arena batch;
    WD_LIST(struct wd_event) events;
    size_t bytes;
    struct wd_arena files;
    wd_strs spooled; /* paths that the desk has to take */
    struct wd_door_result result;
};

static char *spool_path(struct wd_arena *a, const char *data, const char *name)
{
    return wd_arena_c(a, wd_arena_printf(a, "%s/spool%s%s", data, name[0] ? "/" : "", name));
}

int wd_door_open(const struct wd_desk_options *o, struct wd_door **ret, struct wd_where *ret_where)
{
    struct wd_door *door = wd_calloc(1, sizeof *door);
    wd_arena_init(&door->batch);
    wd_arena_init(&door->files);
    door->data = wd_arena_c(&door->files, wd_str_c(o->data));
    int err = wd_desk_open(o, &door->desk, ret_where);
    if (err == WD_E_LOCKED)
        err = wd_dir_make(spool_path(&door->files, o->data, ""), ret_where);
    if (err) {
        wd_door_close(door);
        return err;
    }
    *ret = door;
    return 0;
}

void wd_door_close(struct wd_door *door)
{
    if (!door)
        return;
    wd_desk_close(door->desk);
    wd_arena_done(&door->batch);
    wd_arena_done(&door->files);
    free(door);
}

struct wd_desk *wd_door_desk(struct wd_door *door)
{
    return door->desk;
}

static int append_batch(struct wd_door *door)
{
    struct wd_append *appends = wd_arena_array(&door->batch, door->events.n, sizeof *appends);
    for (size_t i = 0; i < door->events.n; i++)
        appends[i].event = &door->events.v[i];
    int err = wd_desk_append(door->desk, appends, door->events.n);
    for (size_t i = 0; i < door->events.n && !err; i++) {
        if (appends[i].was_there) {
            door->result.repeated++;
            continue;
        }
        if (!door->result.first_seq)
            door->result.first_seq = appends[i].seq;
        door->result.last_seq = appends[i].seq;
    }
    return err;
}

static int spool_batch(struct wd_door *door)
{
    struct spool_file file = {0};
    for (size_t i = 0; i < door->events.n; i++)
        wd_list_add(&door->batch, &file.events, (struct spooled){door->events.v[i], door->events.v[i].body});
    struct wd_buf packed;
    wd_buf_init(&packed, WD_MAX_FILE_BYTES + (1u << 20));
    wd_record_pack(&spool_file_record, &file, &packed);
    uint64_t mark;
    wd_random(&mark, sizeof mark);
    char name[96];
    (void)snprintf(name, sizeof name, "%012" PRId64 "-%05zu-%016" PRIx64 ".in", wd_now_utc(), door->spooled.n, mark);
    char *path = spool_path(&door->files, door->data, name);
    int err = packed.err ? packed.err : wd_file_write(path, wd_buf_str(&packed), NULL);
    if (!err)
        wd_list_add(&door->files, &door->spooled, wd_str_c(path));
    wd_buf_done(&packed);
    return err;
}

int wd_door_flush(struct wd_door *door)
{
    if (door->events.n == 0)
        return 0;
    int err = door->desk ? append_batch(door) : spool_batch(door);
    door->events.v = NULL;
    door->events.n = door->events.cap = 0;
    door->bytes = 0;
    wd_arena_reset(&door->batch);
    return err;
}

int wd_door_put(struct wd_door *door, const struct wd_event *event)
{
    struct wd_event *copy = wd_list_push(&door->batch, &door->events);
    wd_record_copy(&wd_event_head_record, &door->batch, event, copy);
    copy->seq = 0;
    copy->body = wd_arena_str(&door->batch, event->body);
    door->bytes += event->body.n;
    door->result.given++;
    return door->events.n >= BATCH_EVENTS || door->bytes >= BATCH_BYTES ? wd_door_flush(door) : 0;
}

static int wait_for_desk(struct wd_door *door, struct wd_where *ret_where)
{
    int64_t last_change = wd_monotonic_ms();
    for (size_t i = 0; i < door->spooled.n;) {
        if (!wd_file_exists(door->spooled.v[i].p)) {
            i++;
            last_change = wd_monotonic_ms();
        } else if (wd_monotonic_ms() - last_change > WAIT_MS) {
            return wd_where_set(ret_where, WD_E_TIMEOUT, "the running desk took nothing for a minute; what was given waits in %s/spool",
                                door->data);
        } else {
            wd_sleep_ms(LOOK_MS);
        }
    }
    return 0;
}

int wd_door_finish(struct wd_door *door, void (*progress)(void *context, int64_t done, int64_t last), void *context,
                   struct wd_door_result *ret, struct wd_where *ret_where)
{
    int err = wd_door_flush(door);
    if (!err)
        err = door->desk ? wd_desk_drain(door->desk, progress, context) : wait_for_desk(door, ret_where);
    if (!err && ret)
        *ret = door->result;
    return err;
}

static int take_file(struct wd_desk *d, struct wd_arena *a, const char *path, size_t *taken)
{
    struct wd_str packed;
    struct spool_file file;
    struct wd_where w = {0};
    int err = wd_file_read(a, path, WD_MAX_FILE_BYTES + (1u << 21), &packed, &w);
    if (!err)
        err = wd_record_unpack(&spool_file_record, a, packed, &file);
    if (err) {
        wd_log(WD_LOG_ERROR, "spool: %s: %s; kept as %s.bad", path, w.message[0] ? w.message : wd_err_text(err), path);
        return wd_file_rename(path, wd_arena_c(a, wd_arena_printf(a, "%s.bad", path)), NULL);
    }
    struct wd_append *appends = wd_arena_array(a, file.events.n, sizeof *appends);
    for (size_t i = 0; i < file.events.n; i++) {
        struct wd_event *event = WD_NEW(a, struct wd_event);
        *event = file.events.v[i].head;
        event->body = file.events.v[i].body;
        appends[i].event = event;
    }
    err = wd_desk_append(d, appends, file.events.n);
    if (!err && unlink(path) != 0)
        err = WD_E_IO;
    if (!err)
        *taken += file.events.n;
    return err;
}

int wd_spool_take(struct wd_desk *d, const char *data, size_t *ret_taken)
{
    struct wd_arena a;
    wd_arena_init(&a);
    char *folder = spool_path(&a, data, "");
    wd_dir_entries entries = {0};
    size_t taken = 0;
    int err = wd_is_dir(folder) ? wd_dir_list(&a, folder, &entries, NULL) : 0;
    for (size_t i = 0; i < entries.n && !err; i++)
        if (wd_str_ends(entries.v[i].name, ".in"))
            err = take_file(d, &a, spool_path(&a, data, entries.v[i].name.p), &taken);
    wd_arena_done(&a);
    if (!err)
        *ret_taken = taken;
    return err;
}
