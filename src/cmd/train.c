#include <stdio.h>

#include "base/limits.h"
#include "cmd/cmd.h"
#include "cmd/labelled.h"
#include "os/file.h"

static const struct wd_opt rows[] = {
    {.name = "out", .kind = WD_OPT_STRING, .argument = "DIR", .help = "Folder for the models."},
    {.name = "task", .kind = WD_OPT_CHOICE, .choices = "quotes|names", .value = "quotes", .help = "What is learned."},
    {.name = "lang", .kind = WD_OPT_STRING, .argument = "LANG", .value = "en", .help = "Language of the models: en or de."},
    {.name = "epochs", .kind = WD_OPT_INTEGER, .value = "8", .least = 1, .most = 100, .argument = "N", .help = "Passes over the data."},
    {.name = "bits", .kind = WD_OPT_INTEGER, .value = "18", .least = 8, .most = 24, .argument = "N", .help = "Weights: 2^N rows."},
    {.name = "runs", .kind = WD_OPT_INTEGER, .value = "4", .least = 1, .most = 100, .argument = "N", .help = "Times over, in other orders."},
    {.name = "least", .kind = WD_OPT_INTEGER, .value = "2", .least = 1, .most = 100, .argument = "N", .help = "Features seen less often are left out."},
    {.name = "cue-bias", .kind = WD_OPT_INTEGER, .value = "0", .least = -100000, .most = 100000, .argument = "N", .help = "Thousandths for finding more cues."},
    {.name = "defer", .kind = WD_OPT_FLAG, .help = "Where the rules know a cue, their spans stand."},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "Show this."},
};

static int save(struct wd_arena *a, const char *dir, const char *kind, const char *lang, const struct wd_buf *b, struct wd_where *w)
{
    return wd_file_write(wd_arena_printf(a, "%s/%s-%s.model", dir, kind, lang).p, wd_buf_str(b), w);
}

int wd_cmd_train(int argc, char **argv)
{
    struct wd_arena a;
    struct wd_opts o;
    struct wd_where w = {0};
    int err = 0, status = 2;
    wd_arena_init(&a);
    wd_opts_init(&o, &a, rows, WD_COUNT(rows));
    if (wd_opts_read_args(&o, &a, argc, argv, 1, &w) != 0) {
        fprintf(stderr, "wiredesk train: %s\n", w.message);
        goto out;
    }
    wd_labelleds documents = {0};
    for (size_t i = 0; i < o.rest_n && !err; i++) {
        err = wd_labelled_load(&a, o.rest[i], &documents, &w);
        if (err)
            fprintf(stderr, "%s:%u: %s\n", o.rest[i], w.line, w.message);
    }
    struct wd_training how = {.epochs = (int)wd_opts_int(&o, "epochs"), .bits = (int)wd_opts_int(&o, "bits"), .runs = (int)wd_opts_int(&o, "runs"), .least = (uint32_t)wd_opts_int(&o, "least"),
                              .cue_bias = (float)wd_opts_int(&o, "cue-bias") / 1000, .defers = wd_opts_flag(&o, "defer")};
    struct wd_buf cues, roles;
    wd_buf_init(&cues, WD_MAX_FILE_BYTES);
    wd_buf_init(&roles, WD_MAX_FILE_BYTES);
    bool names = wd_str_eqc(wd_opts_str(&o, "task"), "names");
    if (!err)
        err = names ? wd_train_names(&a, &documents, &how, &cues, &roles) : wd_train_quotes(&a, &documents, &how, &cues, &roles);
    const char *dir = wd_arena_c(&a, wd_opts_str(&o, "out")), *lang = wd_arena_c(&a, wd_opts_str(&o, "lang"));
    if (!err)
        err = wd_dir_make(dir, &w);
    if (!err)
        err = save(&a, dir, names ? "names" : "cues", lang, &cues, &w);
    if (!err)
        err = save(&a, dir, names ? "renames" : "roles", lang, &roles, &w);
    if (err)
        fprintf(stderr, "wiredesk train: %s %s\n", wd_err_text(err), w.message);
    wd_buf_done(&cues);
    wd_buf_done(&roles);
    status = err ? 1 : 0;
out:
    wd_arena_done(&a);
    return status;
}
