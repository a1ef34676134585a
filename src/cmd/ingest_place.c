#include "cmd/ingest_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "os/file.h"

enum { VERSION = 1, MAX_BYTES = 1 << 16 };

/* What the file is now: its bytes and its time, so that a place in another state of it does not count. */
static bool state_of(const char *path, int64_t *ret_bytes, int64_t *ret_mtime_ns)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
        return false;
    *ret_bytes = (int64_t)st.st_size;
    *ret_mtime_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
    return true;
}

static char *file_of(struct wd_arena *a, const struct wd_ingest_places *p, const char *path)
{
    char *real = realpath(path, NULL);
    uint64_t key = wd_hash_seed(wd_str_c(real ? real : path), wd_hash(p->for_what));
    free(real);
    return wd_arena_c(a, wd_arena_printf(a, "%s/ingest/%016" PRIx64, p->data, key));
}

bool wd_ingest_place_load(const struct wd_ingest_places *p, const char *path, struct wd_ingest_place *ret_place)
{
    struct wd_arena a;
    struct wd_str text;
    struct wd_ingest_place place = {0};
    int64_t bytes, mtime_ns, was_bytes, was_mtime_ns;
    int version = 0, whole = 0;
    wd_arena_init(&a);
    char *file = file_of(&a, p, path);
    bool good = state_of(path, &bytes, &mtime_ns) && wd_file_exists(file) && wd_file_read(&a, file, MAX_BYTES, &text, NULL) == 0 &&
                sscanf(text.p, "%d %" SCNd64 " %" SCNd64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %d", &version, &was_bytes, &was_mtime_ns,
                       &place.from.bytes, &place.from.records, &place.done, &whole) == 7 &&
                version == VERSION && was_bytes == bytes && was_mtime_ns == mtime_ns && place.from.bytes <= (uint64_t)bytes;
    wd_arena_done(&a);
    place.whole = whole != 0;
    if (good)
        *ret_place = place;
    return good;
}

int wd_ingest_place_save(const struct wd_ingest_places *p, const char *path, const struct wd_ingest_place *place,
                         struct wd_where *ret_where)
{
    int64_t bytes, mtime_ns;
    if (!state_of(path, &bytes, &mtime_ns))
        return 0; /* a pipe begins anew */
    struct wd_arena a;
    wd_arena_init(&a);
    int err = wd_dir_make(wd_arena_c(&a, wd_arena_printf(&a, "%s/ingest", p->data)), ret_where);
    struct wd_str text = wd_arena_printf(&a, "%d %" PRId64 " %" PRId64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %d %s\n", VERSION, bytes,
                                         mtime_ns, place->from.bytes, place->from.records, place->done, place->whole, path);
    if (!err)
        err = wd_file_write(file_of(&a, p, path), text, ret_where);
    wd_arena_done(&a);
    return err;
}

void wd_ingest_place_drop(const struct wd_ingest_places *p, const char *path)
{
    struct wd_arena a;
    wd_arena_init(&a);
    (void)unlink(file_of(&a, p, path));
    wd_arena_done(&a);
}
