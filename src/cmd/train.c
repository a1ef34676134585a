#include <stdio.h>

#include "analyse/judge.h"
#include "base/limits.h"
#include "cmd/cmd.h"
#include "cmd/labelled.h"
#include "cmd/silver.h"
#include "cmd/train_stories.h"
#include "desk/models.h"
#include "os/file.h"

enum { HELD_OUT = 5 }; /* one document in so many is judged by, not learned from */

static const struct wd_opt rows[] = {
    {.name = "task", .kind = WD_OPT_CHOICE, .choices = "quotes|names|stories", .value = "quotes", .help = "what is learned"},
    {.name = "lang", .kind = WD_OPT_CHOICE, .choices = "en|de", .value = "en", .help = "language; documents of others are left out"},
    {.name = "out",
     .kind = WD_OPT_STRING,
     .argument = "DIR",
     .help = "folder for the models; models/ in a data folder makes its desk use them"},
    {.name = "data",
     .kind = WD_OPT_STRING,
     .argument = "DIR",
     .help = "also learn from this data folder: quotations that outlets carry word for word"},
    {.name = "test", .kind = WD_OPT_STRING, .argument = "FILE", .help = "judge by this labelled file; else by every fifth document"},
    {.name = "models", .kind = WD_OPT_STRING, .argument = "DIR", .help = "what to compare with (default: the models that ship)"},
    {.name = "print", .kind = WD_OPT_FLAG, .help = "print the labels as NDJSON and learn nothing"},
    {.name = "epochs", .kind = WD_OPT_INTEGER, .value = "5", .least = 1, .most = 100, .argument = "N", .help = "passes over the documents"},
    {.name = "runs",
     .kind = WD_OPT_INTEGER,
     .value = "4",
     .least = 1,
     .most = 100,
     .argument = "N",
     .help = "times over, in other orders; the mean counts"},
    {.name = "bits", .kind = WD_OPT_INTEGER, .value = "18", .least = 8, .most = 22, .argument = "N", .help = "size: 2^N rows of weights"},
    {.name = "least",
     .kind = WD_OPT_INTEGER,
     .value = "1",
     .least = 1,
     .most = 100,
     .argument = "N",
     .help = "features seen less often are left out"},
    {.name = "cue-bias",
     .kind = WD_OPT_INTEGER,
     .least = -100000,
     .most = 100000,
     .argument = "N",
     .help = "more cues, or with a minus fewer, in thousandths of a step (default: as judged)"},
    {.name = "defer",
     .kind = WD_OPT_CHOICE,
     .choices = "auto|yes|no",
     .value = "auto",
     .help = "whether what the rules find stands beside the taggers (auto: as judged)"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

struct trainer {
    struct wd_arena *a;
    bool names;
    const char *lang;
    size_t first; /* number of the task's first model */
    struct wd_training how;
    wd_labelleds all, taught, judged;
    struct wd_models before, after;
    struct wd_buf models[2];
    struct wd_where where;
};

static int usage(FILE *to)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_buf_putc(
        &b, "usage: wiredesk train --out DIR [--lang LANG] [--task quotes|names] [--data DIR] [FILE...]\n"
            "       wiredesk train --out DIR --task stories --data DIR\n"
            "Taggers out of labelled text (NDJSON as analyse prints it, or text with labels in braces), out of a data folder, or both;\n"
            "or the rule that places articles in stories, out of what was put right by hand in a data folder (wiredesk story).\n");
    wd_opts_usage(rows, WD_COUNT(rows), &b);
    (void)fwrite(b.p, 1, b.n, to);
    wd_buf_done(&b);
    return to == stdout ? 0 : 2;
}

static bool fits(const struct trainer *t, const struct wd_labelled *d)
{
    bool language = d->language.n == 0 || wd_str_starts_nocase(d->language, t->lang);
    return language && (t->names ? d->has_names : d->has_quotes);
}

static int load(struct trainer *t, const char *path, wd_labelleds *to)
{
    wd_labelleds documents = {0};
    int err = wd_labelled_load(t->a, path, &documents, &t->where);
    for (size_t i = 0; i < documents.n && !err; i++)
        if (fits(t, &documents.v[i]))
            wd_list_add(t->a, to, documents.v[i]);
    return err;
}

static int gather(struct trainer *t, const struct wd_opts *o)
{
    int err = 0;
    for (size_t i = 0; i < o->rest_n && !err; i++)
        err = load(t, o->rest[i], &t->all);
    if (!err && wd_opts_has(o, "data")) {
        wd_labelleds silver = {0};
        err = wd_silver_of(t->a, wd_arena_c(t->a, wd_opts_str(o, "data")), &silver, &t->where);
        for (size_t i = 0; i < silver.n && !err; i++)
            if (fits(t, &silver.v[i]))
                wd_list_add(t->a, &t->all, silver.v[i]);
    }
    if (!err && wd_opts_has(o, "test"))
        err = load(t, wd_arena_c(t->a, wd_opts_str(o, "test")), &t->judged);
    if (!err && wd_opts_flag(o, "print"))
        return 0;
    bool split = !wd_opts_has(o, "test");
    for (size_t i = 0; i < t->all.n && !err; i++)
        wd_list_add(t->a, split && i % HELD_OUT == HELD_OUT - 1 ? &t->judged : &t->taught, t->all.v[i]);
    if (!err && (!t->taught.n || !t->judged.n))
        err = wd_where_set(&t->where, WD_E_EMPTY, "%zu documents in %s with labels of %s: too few to learn from and to judge by", t->all.n,
                           t->lang, t->names ? "names" : "quotations");
    return err;
}

static int learn(struct trainer *t, const wd_labelleds *documents)
{
    wd_buf_reset(&t->models[0]);
    wd_buf_reset(&t->models[1]);
    return t->names ? wd_train_names(t->a, documents, &t->how, &t->models[0], &t->models[1])
                    : wd_train_quotes(t->a, documents, &t->how, &t->models[0], &t->models[1]);
}

static int take_in(struct trainer *t)
{
    int err = wd_model_add(&t->after, t->first, wd_buf_str(&t->models[0]), true);
    return err ? err : wd_model_add(&t->after, t->first + 1, wd_buf_str(&t->models[1]), true);
}

static int judge(struct trainer *t, const struct wd_models *models, struct wd_judgement *ret)
{
    struct wd_arena a;
    int err = 0;
    *ret = (struct wd_judgement){0};
    wd_arena_init(&a);
    for (size_t i = 0; i < t->judged.n && !err; i++) {
        const struct wd_labelled *d = &t->judged.v[i];
        struct wd_analyse_input in = {
            .title = d->title, .text = d->text, .language = wd_str_c(t->lang), .date_utc = d->date_utc, .models = models};
        struct wd_analysis found;
        err = wd_analyse(&a, &in, &found);
        if (!err)
            wd_judge(&a, d, &found, ret);
        wd_arena_reset(&a);
    }
    wd_arena_done(&a);
    return err;
}

static void row(const char *what, const struct wd_score *before, const struct wd_score *after, bool said)
{
    printf("%-34s %7zu  %6.1f  %6.1f\n", what, after->wanted, 100 * wd_score_f1(before, said), 100 * wd_score_f1(after, said));
}

static void report(const struct trainer *t, const struct wd_judgement *before, const struct wd_judgement *after)
{
    printf("%zu documents learned from, %zu judged by\n%-34s %7s  %6s  %6s\n", t->taught.n, t->judged.n, "F1", "labels", "before", "after");
    if (t->names) {
        row("names", &before->names, &after->names, false);
        return;
    }
    row("direct quotations", &before->direct, &after->direct, false);
    row("direct quotations, and who", &before->direct, &after->direct, true);
    row("all quotations and reports", &before->all, &after->all, false);
    row("all, and who", &before->all, &after->all, true);
    printf("what the rules find %s; cue bias %.0f\n", t->how.defers ? "stands beside the taggers" : "is the taggers' to confirm",
           1000 * (double)t->how.cue_bias);
}

/* Steps of learning by which cues are made likelier, to choose from. */
static const float BIASES[] = {0, -12, -8, -4, -2, 2, 4, 8, 12};

/* What decides after learning, and so costs nothing to try: how many cues, and whether the rules stand. The first of the best is taken. */
static int tune(struct trainer *t, const struct wd_opts *o, struct wd_judgement *ret)
{
    struct wd_tagger *cues = &t->after.taggers[t->first / WD_MODEL_KINDS][WD_MODEL_CUES], *roles = cues + 1;
    struct wd_str defer = wd_opts_str(o, "defer");
    bool given = wd_opts_has(o, "cue-bias"), auto_defer = wd_str_eqc(defer, "auto");
    float given_bias = t->how.cue_bias;
    int32_t learned = cues->bias[1];
    double most = -1;
    int err = 0;
    for (size_t i = 0; i < (given ? 1 : WD_COUNT(BIASES)); i++)
        for (int defers = 0; defers < 2 && !err; defers++) {
            struct wd_judgement j;
            if (!auto_defer && defers != wd_str_eqc(defer, "yes"))
                continue;
            cues->bias[1] = given ? learned : (int32_t)(BIASES[i] * (float)learned);
            roles->defers = defers;
            err = judge(t, &t->after, &j);
            double both = wd_score_f1(&j.all, false) + wd_score_f1(&j.all, true);
            if (err || both <= most)
                continue;
            most = both;
            t->how.cue_bias = given ? given_bias : BIASES[i];
            t->how.defers = defers;
            *ret = j;
        }
    return err;
}

/* Learns from some, judges by the others, then learns from all with what was judged best. */
static int train(struct trainer *t, const struct wd_opts *o)
{
    struct wd_judgement before = {0}, after = {0};
    int err = judge(t, &t->before, &before);
    if (!wd_opts_has(o, "cue-bias"))
        t->how.cue_bias = 1; /* the unit of tune() */
    if (!err)
        err = learn(t, &t->taught);
    if (!err)
        err = take_in(t);
    if (!err)
        err = t->names ? judge(t, &t->after, &after) : tune(t, o, &after);
    if (err)
        return err;
    report(t, &before, &after);
    return learn(t, &t->all);
}

static int save(struct trainer *t, struct wd_str out)
{
    const char *dir = wd_arena_c(t->a, out);
    int err = wd_dir_make(dir, &t->where);
    for (size_t i = 0; i < WD_COUNT(t->models) && !err; i++) {
        const char *path = wd_arena_printf(t->a, "%s/%s", dir, wd_model_name(t->first + i)).p;
        err = wd_file_write(path, wd_buf_str(&t->models[i]), &t->where);
        if (!err)
            printf("%s: %zu bytes\n", path, t->models[i].n);
    }
    return err;
}

static int print(struct trainer *t)
{
    struct wd_buf b;
    wd_buf_init(&b, WD_MAX_LINE_BYTES);
    int err = 0;
    for (size_t i = 0; i < t->all.n && !err; i++) {
        wd_labelled_print(&t->all.v[i], &b);
        err = b.err ? b.err : fwrite(b.p, 1, b.n, stdout) == b.n ? 0 : WD_E_IO;
        wd_buf_reset(&b);
    }
    wd_buf_done(&b);
    return err;
}

static int run(struct trainer *t, const struct wd_opts *o)
{
    uint64_t hash = 0;
    wd_models_built_in(&t->before);
    int err = 0;
    if (wd_opts_has(o, "models"))
        err = wd_models_load(t->a, wd_arena_c(t->a, wd_opts_str(o, "models")), &t->before, &hash, &t->where);
    t->after = t->before;
    if (!err)
        err = gather(t, o);
    if (!err && wd_opts_flag(o, "print"))
        return print(t);
    if (!err)
        err = train(t, o);
    return err ? err : save(t, wd_opts_str(o, "out"));
}

int wd_cmd_train(int argc, char **argv)
{
    struct wd_arena a;
    struct wd_opts o;
    struct trainer t = {.a = &a};
    int status = 0;
    wd_arena_init(&a);
    wd_buf_init(&t.models[0], WD_MAX_FILE_BYTES);
    wd_buf_init(&t.models[1], WD_MAX_FILE_BYTES);
    wd_opts_init(&o, &a, rows, WD_COUNT(rows));
    int err = wd_opts_read_args(&o, &a, argc, argv, 1, &t.where);
    bool wanted = wd_opts_has(&o, "out") || wd_opts_flag(&o, "print");
    if (err || wd_opts_flag(&o, "help") || !wanted || (!o.rest_n && !wd_opts_has(&o, "data"))) {
        if (err)
            (void)fprintf(stderr, "wiredesk train: %s\n", t.where.message);
        status = usage(!err && wd_opts_flag(&o, "help") ? stdout : stderr);
        goto out;
    }
    if (wd_str_eqc(wd_opts_str(&o, "task"), "stories")) {
        if (o.rest_n || !wd_opts_has(&o, "data") || !wd_opts_has(&o, "out"))
            err = wd_where_set(&t.where, WD_E_USAGE, "--task stories learns from a data folder: --data and --out are wanted, and no files");
        else
            err = wd_train_stories(wd_arena_c(&a, wd_opts_str(&o, "data")), wd_arena_c(&a, wd_opts_str(&o, "out")), &t.where);
        goto said;
    }
    t.names = wd_str_eqc(wd_opts_str(&o, "task"), "names");
    t.lang = wd_arena_c(&a, wd_opts_str(&o, "lang"));
    t.first = (size_t)(strcmp(t.lang, "de") == 0) * WD_MODEL_KINDS + (t.names ? WD_MODEL_NAMES : WD_MODEL_CUES);
    t.how = (struct wd_training){.epochs = (int)wd_opts_int(&o, "epochs"),
                                 .bits = (int)wd_opts_int(&o, "bits"),
                                 .runs = (int)wd_opts_int(&o, "runs"),
                                 .least = (uint32_t)wd_opts_int(&o, "least"),
                                 .cue_bias = (float)wd_opts_int(&o, "cue-bias") / 1000};
    err = run(&t, &o);
said:
    if (err) {
        (void)fprintf(stderr, "wiredesk train: %s\n", t.where.message[0] ? t.where.message : wd_err_text(err));
        status = err == WD_E_USAGE ? 2 : 1;
    }
out:
    wd_buf_done(&t.models[0]);
    wd_buf_done(&t.models[1]);
    wd_arena_done(&a);
    return status;
}
