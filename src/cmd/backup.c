#include <stdio.h>

#include "cmd/cmd.h"
#include "desk/models.h"
#include "os/file.h"
#include "store/store.h"

static const struct wd_opt options[] = {
    {.name = "data", .kind = WD_OPT_STRING, .argument = "DIR", .help = "data folder to copy (default: as XDG says)"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

static int usage(FILE *to)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_buf_putc(&b, "usage: wiredesk backup [--data DIR] FOLDER\n"
                    "A consistent copy of the data folder, without secrets, also beside a running desk. FOLDER must hold none yet.\n");
    wd_opts_usage(options, WD_COUNT(options), &b);
    (void)fwrite(b.p, 1, b.n, to);
    wd_buf_done(&b);
    return to == stdout ? 0 : 2;
}

int wd_cmd_backup(int argc, char **argv)
{
    struct wd_arena a;
    struct wd_opts o;
    struct wd_where w = {0};
    struct wd_store *store = NULL;
    wd_arena_init(&a);
    wd_opts_init(&o, &a, options, WD_COUNT(options));
    int status = 0;
    int err = wd_opts_read_args(&o, &a, argc, argv, 1, &w);
    if (err || wd_opts_flag(&o, "help") || o.rest_n != 1) {
        if (err)
            (void)fprintf(stderr, "wiredesk backup: %s\n", w.message);
        status = usage(!err && wd_opts_flag(&o, "help") ? stdout : stderr);
        goto out;
    }
    struct wd_str folder = wd_opts_has(&o, "data") ? wd_opts_str(&o, "data") : wd_default_data_dir(&a);
    err = wd_store_open_reader(wd_arena_c(&a, folder), &store, &w);
    if (!err)
        err = wd_store_backup(store, o.rest[0], &w);
    if (!err)
        err = wd_models_copy(wd_arena_c(&a, folder), o.rest[0], &w);
    if (err) {
        (void)fprintf(stderr, "wiredesk backup: %s\n", w.message[0] ? w.message : wd_err_text(err));
        status = 1;
    }
out:
    wd_store_close(store);
    wd_arena_done(&a);
    return status;
}
