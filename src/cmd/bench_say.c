#include "cmd/bench_say.h"

#include <stdio.h>
#include <stdlib.h>

#include "os/file.h"
#include "os/os.h"

static int usage(const struct wd_bench_command *c, FILE *to)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_buf_printf(&b, "usage: wiredesk bench %s [OPTIONS]%s%s\n", c->name, c->arguments ? " " : "", c->arguments ? c->arguments : "");
    wd_opts_usage(c->options, c->n, &b);
    fwrite(b.p, 1, b.n, to);
    wd_buf_done(&b);
    return to == stdout ? 0 : 2;
}

static int run(const struct wd_bench_command *c, struct wd_arena *a, const struct wd_opts *o, struct wd_where *w)
{
    wd_signals_catch();
    int err = c->run(a, o, w);
    if (err)
        fprintf(stderr, "wiredesk bench %s: %s\n", c->name, w->message[0] ? w->message : wd_err_text(err));
    else if (wd_stop_asked())
        fprintf(stderr, "wiredesk bench %s: stopped\n", c->name);
    return err || wd_stop_asked() ? 1 : 0;
}

int wd_bench_command(const struct wd_bench_command *command, int argc, char **argv)
{
    struct wd_arena a;
    struct wd_opts o;
    struct wd_where w = {0};
    int status;
    wd_arena_init(&a);
    wd_opts_init(&o, &a, command->options, command->n);
    int err = wd_opts_read_args(&o, &a, argc, argv, 1, &w);
    if (err || (o.rest_n && !command->arguments)) {
        fprintf(stderr, "wiredesk bench %s: %s\n", command->name, err ? w.message : "takes no arguments but options");
        status = usage(command, stderr);
    } else if (wd_opts_flag(&o, "help")) {
        status = usage(command, stdout);
    } else {
        status = run(command, &a, &o, &w);
    }
    wd_arena_done(&a);
    return status;
}

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
