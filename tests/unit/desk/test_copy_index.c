/* The copy index of a desk whose texts are mostly sealed on its shelf: closing, damage and repair leave no mark on any record. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/limits.h"
#include "desk/desk.h"
#include "desk/prepare.h"
#include "model/story.h"
#include "os/file.h"
#include "tap.h"

enum { RECORDS = 360, HALF = RECORDS / 2, HOT = 64, SENTENCES = 9 };

static uint32_t drawn(uint64_t *state, uint32_t below)
{
    *state += 0x9E3779B97F4A7C15u;
    return (uint32_t)(wd_hash_mix(*state, 11) >> 33) % below;
}

static void put_sentence(struct wd_buf *b, uint64_t seed)
{
    static const char *const words[] = {"harbour", "council", "ferry", "budget", "school", "bridge", "storm",   "vote",  "captain", "river",
                                        "market",  "fishing", "court", "island", "tunnel", "mayor",  "station", "quota", "winter",  "road"};
    uint64_t state = seed * 7919 + 5;
    wd_buf_putc(b, "The office");
    for (int i = 0; i < 14; i++)
        wd_buf_printf(b, " %s %u", words[drawn(&state, WD_COUNT(words))], drawn(&state, 90));
    wd_buf_putc(b, ". ");
}

/* Every third text copies an earlier one, most of it, from any distance. */
static struct wd_str record(struct wd_arena *a, uint32_t n)
{
    uint64_t state = n;
    uint32_t source = n > 3 && n % 3 == 0 ? drawn(&state, n) : n;
    struct wd_buf text, b;
    wd_buf_init(&text, 1 << 16);
    wd_buf_init(&b, 1 << 16);
    for (uint32_t i = 0; i < SENTENCES; i++)
        put_sentence(&text, i < SENTENCES - 2 ? source * 100u + i : n * 100u + 50 + i);
    struct wd_jw w;
    wd_jw_init(&w, &b);
    wd_jw_object(&w);
    wd_jw_ki64(&w, "id", n);
    wd_jw_kstr(&w, "title", wd_arena_printf(a, "Report %u of the office", n));
    wd_jw_kstr(&w, "outlet", wd_arena_printf(a, "Outlet %u", n % 11));
    wd_jw_kstr(&w, "text", wd_buf_str(&text));
    wd_jw_kstr(&w, "date", wd_arena_printf(a, "2026-03-14T%02u:%02u:00Z", n / 60 % 24, n % 60));
    wd_jw_end(&w);
    struct wd_str s = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&text);
    wd_buf_done(&b);
    return s;
}

static struct wd_desk *opened(const char *folder)
{
    struct wd_copy_options copies = wd_copy_defaults;
    copies.hot_texts = HOT;
    struct wd_desk_options o = {.data = folder, .workers = 2, .copies = &copies};
    struct wd_desk *d = NULL;
    struct wd_where w = {0};
    if (wd_desk_open(&o, &d, &w) != 0) {
        printf("Bail out! %s\n", w.message);
        exit(EXIT_FAILURE);
    }
    return d;
}

static bool fed(struct wd_desk *d, uint32_t from, uint32_t to)
{
    struct wd_arena a;
    int err = 0;
    wd_arena_init(&a);
    for (uint32_t i = from; i < to && !err; i++) {
        struct wd_event e = {.kind = WD_EVENT_DELIVERY,
                             .instant_utc = 1773446400 + (int64_t)i * 60,
                             .source = wd_arena_printf(&a, "test:%u", i),
                             .content_type = WD_STR(WD_RECORD_TYPE),
                             .body = record(&a, i)};
        struct wd_append append = {.event = &e};
        err = wd_desk_append(d, &append, 1);
    }
    wd_arena_done(&a);
    return !err && wd_desk_drain(d, NULL, NULL) == 0;
}

/* All stories, packed, in order of their serials. */
static uint64_t stories_hash(struct wd_desk *d, size_t *ret_copies)
{
    struct wd_arena a;
    struct wd_buf b;
    uint64_t h = 1;
    wd_arena_init(&a);
    wd_buf_init(&b, 64u << 20);
    *ret_copies = 0;
    for (uint32_t serial = 1; serial <= RECORDS; serial++) {
        uint64_t key;
        struct wd_story story;
        if (wd_store_key(wd_desk_store(d), 's', serial, &key) || wd_store_story(wd_desk_store(d), &a, key, &story))
            continue;
        *ret_copies += story.copies;
        wd_buf_reset(&b);
        wd_record_pack(&wd_story_record, &story, &b);
        h = wd_hash_mix(h, wd_hash(wd_buf_str(&b)));
        wd_arena_reset(&a);
    }
    wd_buf_done(&b);
    wd_arena_done(&a);
    return h;
}

/* A file of the shelf; false where there is none of that ending. */
static bool shelf_file(const char *folder, const char *ending, char *ret, size_t n)
{
    char path[300];
    snprintf(path, sizeof path, "%s/copies", folder);
    DIR *dir = opendir(path);
    bool found = false;
    for (struct dirent *e; dir && (e = readdir(dir));)
        if (wd_str_ends(wd_str_c(e->d_name), ending)) {
            snprintf(ret, n, "%s/%s", path, e->d_name);
            found = true;
        }
    if (dir)
        closedir(dir);
    return found;
}

static bool flip(const char *path, double where)
{
    struct stat st;
    unsigned char c;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool done_it = fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0;
    off_t at = done_it ? (off_t)((double)(st.st_size - 1) * where) : 0;
    done_it = done_it && pread(fd, &c, 1, at) == 1;
    c ^= 0x10;
    done_it = done_it && pwrite(fd, &c, 1, at) == 1;
    if (fd >= 0)
        close(fd);
    return done_it;
}

static bool cut(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && truncate(path, st.st_size / 2) == 0;
}

enum damage { NO_DAMAGE, SEGMENT_FLIPPED, SEGMENT_CUT, SEGMENT_GONE, WORDS_FLIPPED, WORDS_CUT };

/* Half the records, the desk closed, the shelf damaged; the other half must give what an undisturbed desk gives. */
static void survives(enum damage damage, uint64_t want, const char *what)
{
    char folder[] = "/tmp/wiredesk-copies-XXXXXX", path[600];
    size_t copies;
    if (!mkdtemp(folder)) {
        ok(false, "a temporary folder");
        return;
    }
    struct wd_desk *d = opened(folder);
    ok(fed(d, 0, HALF), "%s: the first half is applied", what);
    wd_desk_close(d);
    bool segment = damage == SEGMENT_FLIPPED || damage == SEGMENT_CUT || damage == SEGMENT_GONE;
    bool there = shelf_file(folder, segment ? ".seg" : "words.row", path, sizeof path);
    ok(there, "%s: there is something on the shelf", what);
    bool harmed = damage == NO_DAMAGE         ? true
                  : damage == SEGMENT_FLIPPED ? flip(path, 0.4)
                  : damage == WORDS_FLIPPED   ? flip(path, 0.1)
                  : damage == SEGMENT_GONE    ? unlink(path) == 0
                                              : cut(path);
    ok(harmed, "%s: it is done", what);
    d = opened(folder);
    ok(fed(d, HALF, RECORDS), "%s: the second half is applied", what);
    ok(stories_hash(d, &copies) == want, "%s: every story is as on a desk that was never disturbed", what);
    wd_desk_close(d);
    wd_dir_remove(folder);
}

int main(void)
{
    char folder[] = "/tmp/wiredesk-copies-XXXXXX", path[600];
    if (!mkdtemp(folder))
        return EXIT_FAILURE;
    struct wd_desk *d = opened(folder);
    size_t copies = 0;
    ok(fed(d, 0, RECORDS), "all records are applied in one go");
    ok(shelf_file(folder, ".seg", path, sizeof path), "the older texts are sealed");
    uint64_t want = stories_hash(d, &copies);
    ok(copies > RECORDS / 6, "copies are found (%zu)", copies);
    wd_desk_close(d);
    wd_dir_remove(folder);
    survives(NO_DAMAGE, want, "closed and opened");
    survives(SEGMENT_FLIPPED, want, "one bit of a segment flipped");
    survives(SEGMENT_CUT, want, "a segment cut in half");
    survives(SEGMENT_GONE, want, "a segment gone");
    survives(WORDS_FLIPPED, want, "one bit of the words flipped");
    survives(WORDS_CUT, want, "the words cut in half");
    return done();
}
