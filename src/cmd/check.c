#include <stdio.h>

#include "base/limits.h"
#include "cmd/cmd.h"
#include "os/file.h"
#include "store/store.h"

static const struct wd_opt options[] = {
    {.name = "data", .kind = WD_OPT_STRING, .argument = "DIR", .help = "data folder to check (default: as XDG says)"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

static int usage(FILE *to)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_buf_putc(&b, "usage: wiredesk check [--data DIR]\n"
                    "Reads every file of the data folder and says what is damaged, a line a fault.\n");
    wd_opts_usage(options, WD_COUNT(options), &b);
    (void)fwrite(b.p, 1, b.n, to);
    wd_buf_done(&b);
    return to == stdout ? 0 : 2;
}

/* The search tables can be compared with the texts only by whoever holds the folder. */
static int open_store(const char *folder, struct wd_store **ret_store, struct wd_where *w)
{
    /* a reader first: a check makes no folder */
    struct wd_store *store = NULL;
    int err = wd_store_open_reader(folder, &store, w);
    if (err)
        return err;
    wd_store_close(store);
    err = wd_store_open(folder, ret_store, w);
    if (err != WD_E_LOCKED)
        return err;
    (void)fprintf(stderr, "wiredesk check: a desk is running; the search tables are not compared with the texts\n");
    return wd_store_open_reader(folder, ret_store, w);
}

int wd_cmd_check(int argc, char **argv)
{
    struct wd_arena a;
    struct wd_opts o;
    struct wd_where w = {0};
    struct wd_store *store = NULL;
    struct wd_buf report;
    wd_arena_init(&a);
    wd_buf_init(&report, WD_MAX_PAGE_BYTES);
    wd_opts_init(&o, &a, options, WD_COUNT(options));
    int status = 0;
    int err = wd_opts_read_args(&o, &a, argc, argv, 1, &w);
    if (err || wd_opts_flag(&o, "help") || o.rest_n) {
        if (err)
            (void)fprintf(stderr, "wiredesk check: %s\n", w.message);
        status = usage(!err && wd_opts_flag(&o, "help") ? stdout : stderr);
        goto out;
    }
    struct wd_str folder = wd_opts_has(&o, "data") ? wd_opts_str(&o, "data") : wd_default_data_dir(&a);
    err = open_store(wd_arena_c(&a, folder), &store, &w);
    if (!err)
        err = wd_store_check(store, &report);
    if (err) {
        (void)fprintf(stderr, "wiredesk check: %s\n", w.message[0] ? w.message : wd_err_text(err));
        status = 1;
        goto out;
    }
    (void)fwrite(report.p ? report.p : "", 1, report.n, stdout);
    if (report.n)
        status = 1;
    else
        (void)printf("ok\n");
out:
    wd_store_close(store);
    wd_buf_done(&report);
    wd_arena_done(&a);
    return status;
}
