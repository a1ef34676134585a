#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/zone.h"
#include "os/file.h"
#include "tap.h"

static struct wd_arena arena;

static char *in(const char *folder, const char *name)
{
    return wd_arena_c(&arena, wd_arena_printf(&arena, "%s/%s", folder, name));
}

static void test_read_write(const char *base)
{
    struct wd_where w = {0};
    struct wd_str got = {0};
    char *deep = in(base, "one/two/three"), *file = in(deep, "file.txt");
    is_int(wd_dir_make(deep, &w), 0, "folder with parents");
    is_int(wd_dir_make(deep, &w), 0, "once more is fine");
    is_int(wd_file_write(file, WD_STR("first"), &w), 0, "write");
    is_int(wd_file_write(file, WD_STR("second\0with NUL"), &w), 0, "write over it");
    is_int(wd_file_read(&arena, file, 100, &got, &w), 0, "read");
    ok(got.n == 15 && got.p[6] == 0 && got.p[15] == 0, "all bytes, and a NUL after them");
    ok(wd_file_read(&arena, file, 14, &got, &w) == WD_E_TOOBIG && strstr(w.message, "file.txt"), "a cap is a cap: %s", w.message);
    ok(wd_file_read(&arena, in(base, "none"), 14, &got, &w) == WD_E_NOTFOUND && strstr(w.message, "none"), "missing: %s", w.message);
    ok(wd_file_read(&arena, base, 14, &got, &w) == WD_E_IO, "a folder is no file: %s", w.message);
    ok(wd_dir_make(in(file, "below"), &w) == WD_E_NOTFOUND, "no folder below a file");
    is_int(wd_file_rename(file, in(base, "moved"), &w), 0, "rename");
    ok(!wd_file_exists(file) && wd_file_exists(in(base, "moved")), "moved");
    ok(wd_file_rename(file, in(base, "moved"), &w) == WD_E_NOTFOUND, "nothing to move");
    int64_t mtime = 0;
    ok(wd_file_mtime(in(base, "moved"), &mtime) == 0 && mtime > 1600000000, "has a time");
    int fds[2];
    if (pipe(fds) == 0) {
        is_int(write(fds[1], "through a pipe", 14), 14, "into a pipe");
        close(fds[1]);
        is_int(wd_file_read_fd(&arena, fds[0], "-", 100, &got, &w), 0, "out of it");
        is_str(got, "through a pipe", "the same");
        close(fds[0]);
    }
}

static void test_list(const char *base)
{
    struct wd_where w = {0};
    wd_dir_entries list;
    char *folder = in(base, "list");
    const char *names[] = {"b", "B", "a10", "a2", ".hidden"};
    is_int(wd_dir_make(in(folder, "sub"), &w), 0, "folder");
    for (size_t i = 0; i < WD_COUNT(names); i++)
        is_int(wd_file_write(in(folder, names[i]), WD_STR("x"), &w), 0, "file");
    is_int(wd_dir_list(&arena, folder, &list, &w), 0, "list");
    const char *want[] = {"B", "a10", "a2", "b", "sub"};
    is_int((long long)list.n, 5, "five seen");
    for (size_t i = 0; i < WD_COUNT(want) && i < list.n; i++)
        is_str(list.v[i].name, want[i], "in byte order");
    ok(list.v[4].is_dir && !list.v[0].is_dir && list.v[0].bytes == 1, "kind and size");
    ok(wd_dir_list(&arena, in(folder, "none"), &list, &w) == WD_E_NOTFOUND, "no such folder");
    wd_dir_remove(folder);
    ok(!wd_file_exists(folder), "removed with all in it");
}

static void test_lock(const char *base)
{
    struct wd_where w = {0};
    int first = -1, second = -1;
    char *path = in(base, "lock");
    is_int(wd_file_lock(path, &first, &w), 0, "lock");
    char *pid = wd_arena_c(&arena, wd_arena_printf(&arena, "process %ld", (long)getpid()));
    ok(wd_file_lock(path, &second, &w) == WD_E_LOCKED && strstr(w.message, pid), "says who holds it: %s", w.message);
    wd_file_unlock(first);
    is_int(wd_file_lock(path, &second, &w), 0, "free again");
    wd_file_unlock(second);
}

static void test_places(void)
{
    struct wd_where w = {0};
    const struct wd_zone *zone;
    (void)setenv("XDG_DATA_HOME", "/data/home", 1);
    is_str(wd_default_data_dir(&arena), "/data/home/wiredesk", "where XDG says");
    (void)setenv("XDG_DATA_HOME", "relative", 1);
    (void)setenv("HOME", "/home/okafor", 1);
    is_str(wd_default_data_dir(&arena), "/home/okafor/.local/share/wiredesk", "a relative one does not count");
    const char *bad[] = {"../../etc/passwd", "/etc/passwd", "", "Asia/../../x"};
    for (size_t i = 0; i < WD_COUNT(bad); i++)
        ok(wd_zone_load(&arena, wd_str_c(bad[i]), &zone, &w) == WD_E_INVALID, "no zone: \"%s\"", bad[i]);
    ok(wd_zone_load(&arena, WD_STR("Mars/Olympus"), &zone, &w) == WD_E_NOTFOUND, "no such zone");
    if (wd_file_exists("/usr/share/zoneinfo/Asia/Kolkata")) {
        is_int(wd_zone_load(&arena, WD_STR("Asia/Kolkata"), &zone, &w), 0, "a zone");
        is_int(wd_zone_offset_at(zone, 1773482400, NULL), 19800, "five and a half hours east");
    } else {
        skip("no zone tables on this system");
    }
}

int main(void)
{
    wd_arena_init(&arena);
    const char *tmp = getenv("TMPDIR");
    char *base = wd_arena_c(&arena, wd_arena_printf(&arena, "%s/wiredesk-test-XXXXXX", tmp && tmp[0] ? tmp : "/tmp"));
    if (!mkdtemp(base))
        return 1;
    test_read_write(base);
    test_list(base);
    test_lock(base);
    test_places();
    wd_dir_remove(base);
    wd_arena_done(&arena);
    return done();
}
