#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/json.h"
#include "cmd/bench_feeds.h"
#include "os/file.h"

#define PROGRAM "/proc/self/exe"
#define EARLY_BYTES 10000000u
#define ALL_BYTES 100000000u
#define LONGEST_LIST (64u << 20)

struct list {
    char *path;
    uint64_t bytes; /* of the files in it */
    uint64_t lines;
    uint64_t lines_early; /* so many of them come to EARLY_BYTES */
};

static int write_list(const struct wd_str *paths, const uint64_t *bytes, size_t n, struct list *list, struct wd_where *w)
{
    struct wd_buf b;
    struct wd_jw j;
    uint64_t lines = 0;
    wd_buf_init(&b, LONGEST_LIST);
    for (size_t i = 0; list->bytes < ALL_BYTES && !b.err; i = (i + 1) % n) {
        wd_jw_init(&j, &b);
        wd_jw_object(&j);
        wd_jw_kstr(&j, "file", paths[i]); /* as `parse` takes it, and as `extract` does */
        wd_jw_kstr(&j, "path", paths[i]);
        wd_jw_end(&j);
        wd_buf_byte(&b, '\n');
        list->bytes += bytes[i];
        lines++;
        if (!list->lines_early && list->bytes >= EARLY_BYTES)
            list->lines_early = lines;
    }
    list->lines = lines;
    int err = b.err ? wd_where_set(w, b.err, "too many small files") : wd_file_write(list->path, wd_buf_str(&b), w);
    wd_buf_done(&b);
    return err;
}

static uint64_t peak_of(pid_t child)
{
    struct wd_arena a;
    struct wd_str status;
    wd_arena_init(&a);
    const char *path = wd_arena_c(&a, wd_arena_printf(&a, "/proc/%d/status", (int)child));
    const char *line = wd_file_read(&a, path, 1 << 20, &status, NULL) ? NULL : strstr(status.p, "VmHWM:");
    uint64_t peak = line ? strtoull(line + strlen("VmHWM:"), NULL, 10) * 1024 : 0;
    wd_arena_done(&a);
    return peak;
}

/* Answers are read and forgotten. The child's peak is asked for as long as it lives: what is told after its end is also the parent's. */
static void drain(int from, pid_t child, const struct list *list, struct wd_batch_taken *taken)
{
    static char answers[1 << 16];
    uint64_t lines = 0;
    for (;;) {
        ssize_t n = read(from, answers, sizeof answers);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        for (const char *at = answers; (at = memchr(at, '\n', (size_t)(answers + n - at))); at++)
            lines++;
        uint64_t peak = peak_of(child);
        if (peak && lines <= list->lines_early)
            taken->rss_10_bytes = peak;
        taken->rss_100_bytes = WD_MAX(taken->rss_100_bytes, peak);
    }
}

static int start(const char *command, const struct list *list, pid_t *ret_child, int *ret_answers, struct wd_where *w)
{
    char *const argv[] = {(char *)"wiredesk", (char *)(uintptr_t)command, (char *)"--batch", NULL};
    int ends[2];
    posix_spawn_file_actions_t actions;
    if (pipe2(ends, O_CLOEXEC))
        return wd_where_set(w, WD_E_IO, "no pipe: %m");
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, list->path, O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    int failed = posix_spawn(ret_child, PROGRAM, &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failed) {
        close(ends[0]);
        return wd_where_set(w, WD_E_IO, PROGRAM ": %s", strerror(failed));
    }
    *ret_answers = ends[0];
    return 0;
}

int wd_bench_batch(const char *command, const struct wd_str *paths, const uint64_t *bytes, size_t n, const char *folder,
                   struct wd_batch_taken *ret, struct wd_where *w)
{
    struct wd_arena a;
    pid_t child = 0;
    int answers = -1, status = 0;
    struct rusage usage;
    struct wd_batch_taken taken = {0};
    wd_arena_init(&a);
    struct list list = {.path = wd_arena_c(&a, wd_arena_printf(&a, "%s/list", folder))};
    int err = write_list(paths, bytes, n, &list, w);
    if (!err)
        err = start(command, &list, &child, &answers, w);
    if (err)
        goto out;
    drain(answers, child, &list, &taken);
    close(answers);
    while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR)
        ;
    if (!WIFEXITED(status)) {
        err = wd_where_set(w, WD_E_IO, "%s --batch was ended by a signal", command);
        goto out;
    }
    taken.bytes = list.bytes;
    taken.files = list.lines;
    taken.cpu_s =
        (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    *ret = taken;
out:
    (void)unlink(list.path);
    wd_arena_done(&a);
    return err;
}
