#include "cmd/bench_say.h"

#include <stdio.h>
#include <stdlib.h>

#include "os/file.h"

void wd_bench_goal(const char *what, double goal, bool at_least, double value)
{
    printf("  %-62s %9.2f  goal %s %.2f: %s\n", what, value, at_least ? "at least" : "at most", goal,
           (at_least ? value >= goal : value <= goal) ? "met" : "missed");
}

uint64_t wd_bench_anonymous_bytes(struct wd_arena *a)
{
    struct wd_str status;
    if (wd_file_read(a, "/proc/self/status", 1 << 20, &status, NULL))
        return 0;
    const char *line = strstr(status.p, "RssAnon:");
    return line ? strtoull(line + strlen("RssAnon:"), NULL, 10) * 1024 : 0;
}

const char *wd_bench_folder(struct wd_arena *a)
{
    const char *temporary = getenv("TMPDIR");
    char *made = mkdtemp(wd_arena_c(a, wd_arena_printf(a, "%s/wiredesk-bench-XXXXXX", temporary ? temporary : "/tmp")));
    if (!made)
        perror("wiredesk bench: no temporary folder");
    return made;
}
