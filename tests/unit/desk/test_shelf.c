/* The shelf of files: words across buffers and restarts, segments that are there whole or not at all, disks that give out. */
#include "desk/shelf.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "os/file.h"
#include "os/os.h"
#include "tap.h"

static char folder[64];
static struct wd_arena arena, scratch; /* scratch: for one comparison */

static const char *path(const char *name)
{
    return wd_arena_printf(&arena, "%s/%s", folder, name).p;
}

static void new_folder(void)
{
    (void)snprintf(folder, sizeof folder, "/tmp/wd_shelf.XXXXXX");
    if (!mkdtemp(folder))
        ok(false, "a folder to work in");
}

static struct wd_shelf *opened(const char *where)
{
    struct wd_shelf *s = NULL;
    struct wd_where w = {0};
    if (wd_shelf_open(where, &s, &w)) {
        ok(false, "opening: %s", w.message);
        exit(done());
    }
    return s;
}

static uint64_t words_end(const struct wd_copy_shelf *c)
{
    uint64_t end = 0;
    if (c->words_end(c->context, &end))
        ok(false, "the words' end");
    return end;
}

/* Byte n of the row that the tests write: of no short period. */
static char byte_at(uint64_t n)
{
    return (char)((n * 0x9E3779B97F4A7C15u) >> 56);
}
static struct wd_str row_bytes(uint64_t at, size_t n)
{
    char *p = wd_arena_raw(&scratch, n + 1);
    for (size_t i = 0; i < n; i++)
        p[i] = byte_at(at + i);
    return wd_str_n(p, n);
}

static bool append(const struct wd_copy_shelf *c, size_t head, size_t body)
{
    uint64_t at = words_end(c), got = UINT64_MAX;
    int err = c->append(c->context, row_bytes(at, head), row_bytes(at + head, body), &got);
    return !err && got == at && words_end(c) == at + head + body;
}

static bool reads(const struct wd_copy_shelf *c, uint64_t at, size_t n)
{
    struct wd_str got = {0};
    return c->read(c->context, at, n, &got) == 0 && wd_str_eq(got, row_bytes(at, n));
}

/* The whole row, in pieces of all lengths. */
static size_t misread(const struct wd_copy_shelf *c, uint64_t from, uint64_t end)
{
    size_t wrong = 0, n = 1;
    for (uint64_t at = from; at < end; at += n, n = (n * 7 + 3) % 70001) {
        n = (size_t)WD_MIN((uint64_t)n, end - at);
        wrong += !reads(c, at, n);
        wd_arena_reset(&scratch);
    }
    return wrong;
}

/* ---- words ---- */

static void test_words(const char *where, const char *what)
{
    struct wd_shelf *s = opened(where);
    const struct wd_copy_shelf *c = wd_shelf_of(s);
    size_t failed = 0, n = 1;
    is_int(words_end(c), 0, what);
    for (int i = 0; i < 400; i++, n = (n * 5 + 11) % 30011) {
        failed += !append(c, 24, n);
        failed += !reads(c, words_end(c) - n / 2, n / 2);
        wd_arena_reset(&scratch);
    }
    failed += !append(c, 24, 3 << 20) || !append(c, 0, 0) || !append(c, 0, 1 << 20) || !append(c, 1, 0);
    ok(failed == 0, "appends, short, empty and longer than the buffer, are read back at once (%zu are not)", failed);
    uint64_t end = words_end(c);
    is_int(misread(c, 0, end), 0, "and later, across the buffer's borders");
    struct wd_str got;
    ok(c->read(c->context, end - 1, 2, &got) == WD_E_NOTFOUND && c->read(c->context, end + 5, 0, &got) == WD_E_NOTFOUND &&
           c->read(c->context, UINT64_MAX, 1, &got) == WD_E_NOTFOUND && c->read(c->context, 0, SIZE_MAX, &got) == WD_E_NOTFOUND,
       "past the end there is nothing");
    ok(c->read(c->context, end, 0, &got) == 0 && got.n == 0, "nothing at the end is nothing");
    if (where) {
        wd_shelf_close(s);
        s = opened(where);
        c = wd_shelf_of(s);
        ok(words_end(c) == end && misread(c, 0, end) == 0, "all of it is there when the shelf is opened again");
        ok(append(c, 3, 500000) && misread(c, end - 10, words_end(c)) == 0, "and what comes then follows");
    }
    ok(c->cut(c->context, words_end(c) + 1) == WD_E_NOTFOUND, "no cut behind the end");
    bool cut = true;
    for (uint64_t to = words_end(c); to > 0; to = to > 333333 ? to - 333333 : 0)
        cut &= c->cut(c->context, to) == 0 && words_end(c) == to && reads(c, to - 1, 1) && append(c, 0, 100) && reads(c, to - 1, 101);
    ok(cut, "cut in the buffer and in the file, and grown again");
    ok(c->cut(c->context, 0) == 0 && words_end(c) == 0 && append(c, 9, 9) && reads(c, 0, 18), "cut to nothing, and grown again");
    wd_shelf_close(s);
}

static void test_blank(void)
{
    struct wd_shelf *s = opened(path("blank"));
    const struct wd_copy_shelf *c = wd_shelf_of(s);
    size_t wrong = 0;
    /* in the file, over the border between file and buffer, in the buffer */
    bool done_all = append(c, 0, 900000) && append(c, 0, 900000) && append(c, 0, 900000);
    static const uint64_t from[] = {10, 899000, 1799990, 2600000};
    static const size_t n[] = {1, 9000, 5000, 100000};
    for (size_t i = 0; i < WD_COUNT(from); i++)
        done_all &= c->blank(c->context, from[i], n[i]) == 0;
    ok(done_all && c->blank(c->context, 0, 0) == 0, "blanked in the file, in the buffer and across");
    ok(c->blank(c->context, words_end(c), 1) == WD_E_NOTFOUND && c->blank(c->context, 5, SIZE_MAX) == WD_E_NOTFOUND,
       "but not past the end");
    for (int again = 0; again < 2; again++) {
        struct wd_str got = {0};
        if (c->read(c->context, 0, words_end(c), &got))
            wrong++;
        for (uint64_t at = 0; at < got.n; at++) {
            bool blank = false;
            for (size_t i = 0; i < WD_COUNT(from); i++)
                blank |= at >= from[i] && at < from[i] + n[i];
            wrong += got.p[at] != (blank ? 0 : byte_at(at));
        }
        ok(got.n == 2700000 && wrong == 0, again ? "and the same when opened again" : "zeros there, and nowhere else");
        wd_shelf_close(s);
        s = opened(path("blank"));
        c = wd_shelf_of(s);
    }
    wd_shelf_close(s);
}

/* ---- segments ---- */

/* Segment `number` of the tests has so many bytes. */
static size_t segment_bytes(uint32_t number)
{
    return (size_t)(number * 977 % 100003) * 31;
}
static int make(const struct wd_copy_shelf *c, uint32_t number, bool keep)
{
    struct wd_str all = row_bytes(number, segment_bytes(number)), kept = {0};
    int err = c->begin(c->context, number);
    for (size_t at = 0; at < all.n && !err; at += 43210)
        err = c->write(c->context, wd_str_n(all.p + at, WD_MIN(all.n - at, (size_t)43210)));
    if (!err && keep)
        err = c->keep(c->context, &kept);
    if (!err && keep && !wd_str_eq(kept, all))
        err = WD_E_CORRUPT;
    wd_arena_reset(&scratch);
    return err;
}

/* Whether these segments, and no others, lie on the shelf, in this order and whole. */
static bool holds(const struct wd_copy_shelf *c, const uint32_t *numbers, size_t n)
{
    bool all = true;
    uint32_t number = 0;
    struct wd_str bytes = {0};
    for (size_t i = 0; i < n && all; i++) {
        all = c->segment(c->context, i, &number, &bytes) == 0 && number == numbers[i] &&
              wd_str_eq(bytes, row_bytes(number, segment_bytes(number)));
        wd_arena_reset(&scratch);
    }
    return all && c->segment(c->context, n, &number, &bytes) == WD_E_NOTFOUND;
}
#define HOLDS(c, ...) holds((c), (const uint32_t[]){__VA_ARGS__}, WD_COUNT(((const uint32_t[]){__VA_ARGS__})))

static void test_segments(const char *where, const char *what)
{
    struct wd_shelf *s = opened(where);
    const struct wd_copy_shelf *c = wd_shelf_of(s);
    struct wd_str kept;
    ok(holds(c, NULL, 0), "%s: no segments", what);
    ok(c->write(c->context, WD_STR("x")) == WD_E_NOTFOUND && c->keep(c->context, &kept) == WD_E_NOTFOUND,
       "none is begun: none is written or kept");
    ok(!make(c, 7, true) && !make(c, 3, true) && !make(c, 4000000000, true) && !make(c, 1000, true) && HOLDS(c, 3, 7, 1000, 4000000000),
       "kept as written, in order of number");
    ok(make(c, 7, true) == WD_E_EXISTS, "a number that is taken is not begun");
    ok(!make(c, 8, false) && !make(c, 9, true) && HOLDS(c, 3, 7, 9, 1000, 4000000000), "one that is not kept is not there");
    ok(!make(c, 0, true) && HOLDS(c, 0, 3, 7, 9, 1000, 4000000000), "one of no bytes is");
    c->drop(c->context, 9);
    c->drop(c->context, 10);
    c->drop(c->context, 0);
    ok(HOLDS(c, 3, 7, 1000, 4000000000), "what is dropped is gone");
    ok(append(c, 0, 100) && !make(c, 5, false), "(one is left unfinished)");
    if (where) {
        wd_shelf_close(s);
        s = opened(where);
        c = wd_shelf_of(s);
        ok(HOLDS(c, 3, 7, 1000, 4000000000) && words_end(c) == 100, "all is there when the shelf is opened again");
        ok(!wd_file_exists(wd_arena_printf(&arena, "%s/00000005.seg.new", where).p), "and nothing unfinished");
    }
    ok(!wd_shelf_clear(s) && holds(c, NULL, 0) && words_end(c) == 0, "cleared: it holds nothing");
    ok(!make(c, 5, true) && HOLDS(c, 5) && append(c, 1, 1), "and can be used again");
    wd_shelf_close(s);
}

static void put_file(const char *name, size_t n)
{
    struct wd_where w;
    if (wd_file_write(path(name), row_bytes(0, n), &w))
        ok(false, "%s", w.message);
}

/* The program dies without a word: what was kept is whole, with the words that were appended before. */
static void test_crash(void)
{
    struct wd_shelf *s;
    const struct wd_copy_shelf *c;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        s = opened(path("crash"));
        c = wd_shelf_of(s);
        bool held = append(c, 24, 5000) && !make(c, 1, true) && append(c, 24, 2000000) && append(c, 24, 7) && !make(c, 2, true) &&
                    append(c, 24, 900) && !make(c, 3, false);
        _exit(held ? 0 : 1);
    }
    int status = -1;
    ok(child > 0 && waitpid(child, &status, 0) == child && status == 0, "(a program that dies)");
    put_file("crash/00000004.seg.new", 10);
    put_file("crash/notes.txt", 10);
    put_file("crash/4.seg", 10);
    put_file("crash/00000004.segment", 10);
    put_file("crash/x.seg.new", 10);
    ok(wd_file_exists(path("crash/00000003.seg.new")) && !mkdir(path("crash/00000009.seg"), 0755), "(it leaves a beginning)");
    s = opened(path("crash"));
    c = wd_shelf_of(s);
    uint64_t kept = 5024 + 2000024 + 31;
    ok(HOLDS(c, 1, 2), "segments kept are there");
    ok(words_end(c) >= kept && misread(c, 0, kept) == 0, "and the words from before they were");
    ok(!wd_file_exists(path("crash/00000003.seg.new")) && !wd_file_exists(path("crash/00000004.seg.new")), "beginnings are taken away");
    ok(wd_file_exists(path("crash/notes.txt")) && wd_file_exists(path("crash/4.seg")) && wd_file_exists(path("crash/00000004.segment")) &&
           wd_file_exists(path("crash/x.seg.new")) && wd_is_dir(path("crash/00000009.seg")),
       "what is not the shelf's is left alone");
    wd_shelf_close(s);
}

static void test_cut_short(void)
{
    struct wd_shelf *s = opened(path("short"));
    const struct wd_copy_shelf *c = wd_shelf_of(s);
    bool made = append(c, 0, 5000) && !make(c, 1, true) && !make(c, 2, true);
    wd_shelf_close(s);
    made &=
        !truncate(path("short/words.row"), 4000) && !truncate(path("short/00000001.seg"), 1000) && !truncate(path("short/00000002.seg"), 0);
    s = opened(path("short"));
    c = wd_shelf_of(s);
    uint32_t number[2] = {0};
    struct wd_str bytes[2] = {{0}};
    for (size_t i = 0; i < 2; i++)
        made &= !c->segment(c->context, i, &number[i], &bytes[i]);
    ok(made && words_end(c) == 4000 && c->cut(c->context, 5000) == WD_E_NOTFOUND, "a row cut short ends there");
    ok(number[0] == 1 && bytes[0].n == 1000 && number[1] == 2 && bytes[1].n == 0, "segments cut short are given as they are");
    made = append(c, 0, 10) && !truncate(path("short/words.row"), 3000);
    ok(made && c->read(c->context, 2990, 1005, &bytes[0]) == WD_E_IO, "cut short under the shelf: an error, not words");
    wd_shelf_close(s);
}

/* ---- disks that give out ---- */

static void test_no_folder(void)
{
    struct wd_shelf *s = NULL;
    struct wd_where w = {0};
    put_file("file", 10);
    ok(wd_shelf_open(path("file"), &s, &w) != 0 && !s && strstr(w.message, "/file"), "a file is no folder: %s", w.message);
    ok(wd_shelf_open(path("file/below"), &s, &w) != 0 && !s && strstr(w.message, "/file"), "nor is there one below it");
    ok(!mkdir(path("rowless"), 0755) && !mkdir(path("rowless/words.row"), 0755) && wd_shelf_open(path("rowless"), &s, &w) != 0 && !s &&
           strstr(w.message, "/rowless/words.row"),
       "a folder in the place of the words: %s", w.message);
    if (geteuid() == 0) {
        skip("root may write everywhere");
    } else {
        ok(!mkdir(path("closed"), 0500) && wd_shelf_open(path("closed"), &s, &w) != 0 && !s && strstr(w.message, "/closed"),
           "a folder that cannot be written: %s", w.message);
    }
    setenv("TMPDIR", path("missing"), 1);
    ok(wd_shelf_open(NULL, &s, &w) != 0 && !s && strstr(w.message, "/missing"), "no place for temporary files: %s", w.message);
}

static void allow_bytes(rlim_t most)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) == 0) {
        limit.rlim_cur = most;
        if (setrlimit(RLIMIT_FSIZE, &limit))
            ok(false, "a limit for files");
    }
}

/* Files may not grow past a limit: every call says so, nothing that was there is lost, and later all goes on. */
static void test_no_room(void)
{
    struct wd_shelf *s = opened(path("full"));
    const struct wd_copy_shelf *c = wd_shelf_of(s);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGXFSZ, &ignore, NULL);
    bool begun = append(c, 0, 1000000) && !make(c, 2, true) && append(c, 0, 1000000);
    allow_bytes(600000);
    uint64_t end = words_end(c), at;
    ok(begun && c->append(c->context, row_bytes(end, 100000), WD_STR(""), &at) == WD_E_IO && words_end(c) == end,
       "no room for words is said");
    ok(c->append(c->context, row_bytes(end, 3000000), WD_STR(""), &at) == WD_E_IO && words_end(c) == end, "and for many");
    ok(misread(c, 0, end) == 0, "what was there is there");
    ok(make(c, 50, true) == WD_E_IO && HOLDS(c, 2), "no room for a segment neither");
    ok(!wd_file_exists(path("full/00000050.seg.new")) && !wd_file_exists(path("full/00000050.seg")), "its beginning is taken away");
    struct wd_str kept;
    ok(c->keep(c->context, &kept) == WD_E_NOTFOUND, "and cannot be kept");
    allow_bytes(RLIM_INFINITY);
    ok(append(c, 0, 100000) && append(c, 0, 3000000) && !make(c, 50, true) && HOLDS(c, 2, 50) && misread(c, 0, words_end(c)) == 0,
       "with room again all goes on");
    wd_shelf_close(s);
}

static size_t files_in(const char *name)
{
    wd_dir_entries entries = {0};
    struct wd_where w;
    if (wd_dir_list(&arena, path(name), &entries, &w))
        ok(false, "%s", w.message);
    return entries.n;
}

/* Nothing lies there even while the shelf is in use, so nothing stays behind. */
static void test_temporary(void)
{
    if (mkdir(path("tmp"), 0755))
        ok(false, "a folder for temporary files");
    setenv("TMPDIR", path("tmp"), 1);
    test_words(NULL, "a temporary shelf is empty");
    test_segments(NULL, "a temporary shelf");
    struct wd_shelf *s = opened(NULL);
    const struct wd_copy_shelf *c = wd_shelf_of(s);
    bool made = append(c, 0, 3000000) && !make(c, 1, true) && !make(c, 2, false);
    ok(made && files_in("tmp") == 0, "a temporary shelf in use: its files have no names");
    wd_shelf_close(s);
    unsetenv("TMPDIR");
}

int main(void)
{
    wd_arena_init(&arena);
    wd_arena_init(&scratch);
    wd_log_level_set((enum wd_log_level) - 1); /* the failures are made on purpose */
    new_folder();
    test_words(path("row"), "a new shelf is empty");
    test_blank();
    test_segments(path("segments"), "a new shelf");
    test_crash();
    test_cut_short();
    test_no_folder();
    test_no_room();
    test_temporary();
    wd_dir_remove(folder);
    wd_arena_done(&arena);
    wd_arena_done(&scratch);
    return done();
}
