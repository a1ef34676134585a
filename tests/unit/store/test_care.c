#include "helper.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include "base/buf.h"

static struct wd_arena arena;

static void overwrite(const char *path, long at, const char *bytes, size_t n)
{
    int fd = open(path, O_WRONLY);
    if (fd < 0 || pwrite(fd, bytes, n, at) != (ssize_t)n)
        abort();
    (void)close(fd);
}

static void fill(const char *folder)
{
    struct wd_store *s = NULL;
    is_int(wd_store_open(folder, &s, NULL), 0, "open");
    for (int i = 0; i < 20; i++) {
        char *name = wd_arena_c(&arena, wd_arena_printf(&arena, "a%d", i));
        struct wd_event event = make_event(name, "Kq3!vB8#zT5@nH2$yW6%rJ9^");
        struct wd_append append = {.event = &event};
        struct wd_article article = make_article(name, "Crane falls", "A crane fell.", T0 + i);
        if (wd_store_append(s, &append, 1) || wd_store_begin(s) || put_article(s, &article, 0, append.seq) ||
            wd_store_commit(s, append.seq))
            abort();
    }
    wd_store_close(s);
}

static struct wd_str checked(const char *folder)
{
    struct wd_store *s = NULL;
    struct wd_where w = {0};
    struct wd_buf report;
    wd_buf_init(&report, 1 << 20);
    int err = wd_store_open(folder, &s, &w);
    if (!err)
        err = wd_store_check(s, &report);
    wd_store_close(s);
    struct wd_str text = err ? wd_arena_printf(&arena, "%s %s", wd_err_name(err), w.message) : wd_arena_str(&arena, wd_buf_str(&report));
    wd_buf_done(&report);
    return text;
}

static void test_backup(const char *folder)
{
    struct wd_store *s = NULL, *reader = NULL;
    struct wd_where w = {0};
    char *copy = wd_arena_c(&arena, wd_arena_printf(&arena, "%s/copy", folder));
    is_int(wd_store_open(folder, &s, NULL), 0, "a desk runs");
    is_int(wd_store_open_reader(folder, &reader, NULL), 0, "a reader beside it");
    is_int(wd_store_backup(reader, copy, &w), 0, "copies it");
    ok(wd_store_backup(reader, copy, &w) == WD_E_EXISTS && strstr(w.message, "exists"), "never over another: %s", w.message);
    wd_store_close(reader);
    wd_store_close(s);
    is_str(checked(copy), "", "the copy is sound");
    is_int(wd_store_open(copy, &s, NULL), 0, "and can be used");
    int64_t last = 0, applied = 0;
    wd_hits hits;
    ok(wd_store_last_seq(s, &last) == 0 && last == 20 && wd_store_applied(s, &applied) == 0 && applied == 20, "with all events");
    ok(wd_store_search(s, &arena, WD_STR("crane"), 50, 0, &hits, NULL) == 0 && hits.n == 20, "and all articles");
    wd_store_close(s);
}

static void test_damage(const char *folder)
{
    struct wd_str bytes;
    char *log = inside(&arena, folder, "log.db");
    is_str(checked(folder), "", "sound at first");
    if (wd_file_read(&arena, log, 64 << 20, &bytes, NULL))
        abort();
    size_t at = wd_str_find(bytes, "vB8#zT5@", 0);
    ok(at != SIZE_MAX, "a body found in the file");
    overwrite(log, (long)at, "XXXX", 4);
    struct wd_str report = checked(folder);
    ok(wd_str_find(report, "log.db: event ", 0) != SIZE_MAX && wd_str_find(report, "bytes are not those", 0) != SIZE_MAX,
       "a changed body is told: %.*s", WD_STR_ARG(report));

    char *derived = inside(&arena, folder, "derived.db");
    overwrite(derived, 0, "no database at all, certainly", 29);
    ok(wd_str_starts(checked(folder), "WD_E_CORRUPT"), "a broken file is named: %.*s", WD_STR_ARG(checked(folder)));
    ok(wd_str_find(checked(folder), "derived.db", 0) != SIZE_MAX, "with its name");
    if (unlink(derived))
        abort();
    struct wd_store *s = NULL;
    int64_t applied = 1;
    ok(wd_store_open(folder, &s, NULL) == 0 && wd_store_applied(s, &applied) == 0 && applied == 0,
       "taken away, it is made anew from event 1");
    wd_store_close(s);

    /* user_version: four bytes at 60, big-endian */
    overwrite(log, 60, "\0\0\0\x63", 4);
    ok(wd_str_starts(checked(folder), "WD_E_VERSION"), "a file of a newer wiredesk is left alone: %.*s", WD_STR_ARG(checked(folder)));
}

/* A child that is killed at the n-th write: what it said was appended must be there. */
static int crash_child(const char *folder, const char *said)
{
    struct wd_store *s = NULL;
    if (wd_store_open(folder, &s, NULL))
        return 3;
    int fd = open(said, O_WRONLY | O_CREAT | O_APPEND, 0644);
    int64_t last = 0;
    if (fd < 0 || wd_store_last_seq(s, &last))
        return 3;
    for (int i = 0; i < 6; i++) {
        char *name = wd_arena_c(&arena, wd_arena_printf(&arena, "n%d", i));
        struct wd_event event = make_event(name, "body of the delivery");
        struct wd_append append = {.event = &event};
        struct wd_article article = make_article(name, name, "A crane fell.", T0);
        if (wd_store_append(s, &append, 1))
            return 4;
        char seq = (char)append.seq;
        if (write(fd, &seq, 1) != 1)
            return 4;
        if (wd_store_begin(s) || put_article(s, &article, 0, append.seq) || wd_store_commit(s, append.seq))
            return 5;
    }
    wd_store_close(s);
    return 0;
}

/* 0: the child ended by itself. */
static int run_crash(const char *program, const char *folder, const char *said, int at)
{
    pid_t pid = fork();
    if (pid == 0) {
        (void)setenv("WIREDESK_CRASH_AT", wd_arena_c(&arena, wd_arena_printf(&arena, "%d", at)), 1);
        (void)execl(program, program, "child", folder, said, (char *)NULL);
        _exit(9);
    }
    int status = 0;
    if (waitpid(pid, &status, 0) != pid)
        abort();
    return WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status) ? 1000 + WEXITSTATUS(status) : 0;
}

static void test_crash(const char *program, const char *base)
{
    int runs = 0, wrong = 0, signal = SIGKILL;
    for (int at = 1; at < 600 && signal == SIGKILL; at += 1 + at / 12, runs++) {
        char *folder = wd_arena_c(&arena, wd_arena_printf(&arena, "%s/crash%d", base, at));
        char *said = wd_arena_c(&arena, wd_arena_printf(&arena, "%s/said%d", base, at));
        signal = run_crash(program, folder, said, at);
        struct wd_str bytes = {0};
        int64_t last = 0, applied = 0;
        struct wd_store *s = NULL;
        bool none = wd_file_read(&arena, said, 1000, &bytes, NULL) != 0 || bytes.n == 0;
        if (!wd_str_eqc(checked(folder), ""))
            wrong++;
        if (wd_store_open(folder, &s, NULL) || wd_store_last_seq(s, &last) || wd_store_applied(s, &applied))
            wrong++;
        else if ((!none && last < bytes.p[bytes.n - 1]) || applied > last)
            wrong++;
        /* a number that was given stays given */
        for (int64_t i = 0; s && i < applied; i++) {
            struct wd_article_rows rows;
            uint32_t serial = 0;
            uint64_t key = wd_hash(wd_arena_printf(&arena, "n%d", (int)i));
            if (wd_store_article(s, &arena, key, &rows) || wd_store_serial(s, 'a', key, &serial) || serial != rows.serial)
                wrong++;
        }
        wd_store_close(s);
    }
    is_int(signal, 0, "every write was died at, up to the end");
    ok(runs > 20 && wrong == 0, "%d deaths, %d of them left something wrong", runs, wrong);
}

int main(int argc, char **argv)
{
    wd_arena_init(&arena);
    if (argc == 4 && strcmp(argv[1], "child") == 0)
        return crash_child(argv[2], argv[3]);
    char *base = temporary_folder(&arena);
    char *folder = inside(&arena, base, "data");
    fill(folder);
    test_backup(folder);
    test_damage(folder);
    test_crash(argv[0], base);
    wd_dir_remove(base);
    wd_arena_done(&arena);
    return done();
}
