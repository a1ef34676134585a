#include <stdio.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/limits.h"
#include "cmd/cmd.h"
#include "cmd/ingest_place.h"
#include "cmd/ingest_report.h"
#include "desk/door.h"
#include "desk/supply.h"
#include "os/file.h"
#include "os/os.h"

static const struct wd_opt options[] = {
    {.name = "data", .kind = WD_OPT_STRING, .argument = "DIR", .help = "data folder (default: as XDG says)"},
    {.name = "arrived",
     .kind = WD_OPT_STRING,
     .argument = "T|mtime",
     .help = "instant of arrival: ISO, or each file's own time (default: now)"},
    {.name = "feed", .kind = WD_OPT_STRING, .argument = "NAME", .help = "the subscription that the files belong to"},
    {.name = "errors", .kind = WD_OPT_STRING, .argument = "FILE", .help = "where all that could not be read is told, as NDJSON"},
    {.name = "workers",
     .kind = WD_OPT_INTEGER,
     .value = "0",
     .least = 0,
     .most = 256,
     .argument = "N",
     .help = "threads that read and analyse (0: as many as cores)"},
    {.name = "quiet", .kind = WD_OPT_FLAG, .help = "no progress bar and no summary"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

/* SAVE_MS: how much reading a killed run may have to do again. */
enum { SAVE_MS = 5000, WAIT_MS = 60000, LOOK_MS = 50, MAX_FAULTS = 1000000 };

struct ingest {
    struct wd_door *door;
    struct wd_opts opts;
    const char *data;
    int64_t fixed_utc; /* WD_NO_TIME: not given */
    bool mtime;
    struct wd_ingest_report *report;
    struct wd_progress bar;
    uint64_t bytes, bytes_before;   /* of all files; of those that are read */
    struct wd_ingest_places places; /* where a stopped run goes on */
    struct wd_arena arena;
    wd_strs read;               /* files that have a place on disk */
    struct wd_map sources;      /* hashes of the paths given */
    uint64_t skipped, archives; /* files read by the run before; archives of this one */
};

/* One file on its way. */
struct feeding {
    struct ingest *in;
    const char *path;
    struct wd_ingest_place place;
    bool is_archive;
    int64_t saved_ms;
};

static void complain(struct ingest *in, const char *path, const char *reason)
{
    wd_ingest_report_add(in->report, wd_str_c(path), 0, wd_str_c(reason));
}

static int64_t arrival(const struct ingest *in, const char *path)
{
    int64_t utc;
    if (in->fixed_utc != WD_NO_TIME)
        return in->fixed_utc;
    if (in->mtime && strcmp(path, "-") != 0 && wd_file_mtime(path, &utc) == 0)
        return utc;
    return wd_now_utc();
}

/* What was put before is on disk first: a place never runs ahead of it. */
static int save_place(struct feeding *f)
{
    struct wd_where w = {0};
    int err = wd_door_flush(f->in->door);
    if (!err && strcmp(f->path, "-") != 0) {
        if (f->in->read.n == 0 || !wd_str_eqc(f->in->read.v[f->in->read.n - 1], f->path))
            wd_list_add(&f->in->arena, &f->in->read, wd_str_c(wd_arena_c(&f->in->arena, wd_str_c(f->path))));
        err = wd_ingest_place_save(&f->in->places, f->path, &f->place, &w);
    }
    f->saved_ms = wd_monotonic_ms();
    if (err)
        complain(f->in, f->path, w.message[0] ? w.message : wd_err_text(err));
    return err;
}

static int take(void *context, const struct wd_supplied *supplied)
{
    struct feeding *f = context;
    if (wd_stop_asked())
        return WD_E_CLOSED;
    int err = wd_door_put(f->in->door, supplied->event);
    if (err) {
        complain(f->in, f->path, wd_err_text(err));
        return err;
    }
    f->is_archive |= supplied->record > 0;
    f->place = (struct wd_ingest_place){supplied->place, supplied->record, false};
    wd_progress_show(&f->in->bar, (int64_t)(f->in->bytes_before + supplied->read_bytes), (int64_t)f->in->bytes);
    return supplied->record && wd_monotonic_ms() - f->saved_ms >= SAVE_MS ? save_place(f) : 0;
}

static void fault(void *context, uint64_t record, const char *reason)
{
    struct feeding *f = context;
    wd_ingest_report_add(f->in->report, wd_str_c(f->path), record, wd_str_c(reason));
}

static int feed_file(struct ingest *in, const char *path, const struct wd_event *like)
{
    struct feeding f = {.in = in, .path = path, .saved_ms = wd_monotonic_ms()};
    bool begun = strcmp(path, "-") != 0 && wd_ingest_place_load(&in->places, path, &f.place);
    *wd_map_at(&in->sources, wd_hash(like->source)) = 1;
    if (begun)
        wd_list_add(&in->arena, &in->read, wd_str_c(wd_arena_c(&in->arena, wd_str_c(path))));
    if (begun && f.place.whole) {
        in->skipped++;
        return 0;
    }
    if (begun && !wd_opts_flag(&in->opts, "quiet"))
        fprintf(stderr, "%s: goes on behind record %" PRIu64 "\n", path, f.place.done);
    struct wd_supply supply = {
        .path = path,
        .like = *like,
        .instant_fixed = in->fixed_utc != WD_NO_TIME,
        .from = f.place.from,
        .done = f.place.done,
        .take = take,
        .fault = fault,
        .context = &f,
    };
    int err = wd_supply(&supply);
    bool stopped = err == WD_E_CLOSED && wd_stop_asked();
    if ((err && !stopped) || !f.is_archive)
        return stopped ? 0 : err;
    in->archives++;
    f.place.whole = !stopped;
    return save_place(&f);
}

static int file(struct ingest *in, const char *path)
{
    struct wd_event like = {
        .kind = WD_EVENT_DELIVERY, .instant_utc = arrival(in, path), .feed = wd_opts_str(&in->opts, "feed"), .source = wd_str_c(path)};
    int64_t bytes = 0;
    int err = feed_file(in, path, &like);
    if (wd_file_bytes(path, &bytes) == 0)
        in->bytes_before += (uint64_t)bytes;
    return err;
}

/* A recorded intake: deliveries.tsv says for each file when it arrived, from which subscription, address and media type. */
static int recorded(struct ingest *in, const char *folder, const char *index)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_where w = {0};
    struct wd_str text, line;
    int err = wd_file_read(&a, index, WD_MAX_FILE_BYTES, &text, &w);
    if (err)
        complain(in, index, w.message);
    for (uint32_t number = 1; !err && wd_str_cut(&text, '\n', &line); number++) {
        struct wd_str column[5] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}}, rest = line;
        size_t n = 0;
        while (n < WD_COUNT(column) && wd_str_cut(&rest, '\t', &column[n]))
            n++;
        if (number == 1 || wd_str_trim(line).n == 0)
            continue;
        struct wd_event event = {
            .kind = WD_EVENT_DELIVERY, .source = column[0], .feed = column[2], .url = column[3], .content_type = wd_str_trim(column[4])};
        if (n < 3 || !wd_time_parse_iso(column[1], &event.instant_utc)) {
            wd_ingest_report_add(in->report, wd_str_c(index), 0,
                                 wd_arena_printf(&a, "line %u: file, instant and feed are wanted, separated by tabs", number));
            continue;
        }
        err = feed_file(in, wd_arena_c(&a, wd_arena_printf(&a, "%s/%.*s", folder, WD_STR_ARG(column[0]))), &event);
    }
    wd_arena_done(&a);
    return err;
}

static int any(struct ingest *in, const char *path);

static int folder(struct ingest *in, const char *path)
{
    struct wd_arena a;
    wd_arena_init(&a);
    int err = 0;
    char *index = wd_arena_c(&a, wd_arena_printf(&a, "%s/deliveries.tsv", path));
    if (wd_file_exists(index)) {
        err = recorded(in, path, index);
    } else {
        struct wd_where w = {0};
        wd_dir_entries entries = {0};
        if (wd_dir_list(&a, path, &entries, &w) != 0)
            complain(in, path, w.message);
        for (size_t i = 0; i < entries.n && !err; i++)
            err = any(in, wd_arena_c(&a, wd_arena_printf(&a, "%s/%s", path, entries.v[i].name.p)));
    }
    wd_arena_done(&a);
    return err;
}

static int any(struct ingest *in, const char *path)
{
    if (wd_stop_asked())
        return 0;
    return strcmp(path, "-") != 0 && wd_is_dir(path) ? folder(in, path) : file(in, path);
}

/* Bytes of all that is given, for the bar. */
static uint64_t bytes_of(struct ingest *in, const char *path)
{
    int64_t bytes = 0;
    if (!wd_is_dir(path))
        return wd_file_bytes(path, &bytes) == 0 ? (uint64_t)bytes : 0;
    struct wd_arena a;
    wd_dir_entries entries = {0};
    uint64_t sum = 0;
    wd_arena_init(&a);
    if (wd_dir_list(&a, path, &entries, NULL) == 0)
        for (size_t i = 0; i < entries.n; i++)
            sum += bytes_of(in, wd_arena_c(&a, wd_arena_printf(&a, "%s/%s", path, entries.v[i].name.p)));
    wd_arena_done(&a);
    return sum;
}

static void progress(void *context, int64_t done, int64_t last)
{
    struct ingest *in = context;
    wd_progress_show(&in->bar, done, last);
}

/* A delivery of this run: its source is a path that was given, or a record in it. */
static bool is_ours(const struct ingest *in, struct wd_str source)
{
    if (wd_map_find(&in->sources, wd_hash(source)))
        return true;
    while (source.n && wd_is_digit(source.p[source.n - 1]))
        source.n--;
    return source.n > 1 && source.p[source.n - 1] == ':' && wd_map_find(&in->sources, wd_hash(wd_str_n(source.p, source.n - 1)));
}

/* Deliveries of this run that could not be read, in words. */
static int add_faults(struct ingest *in, struct wd_store *store, int64_t first_seq, int64_t last_seq)
{
    struct wd_arena a;
    wd_arena_init(&a);
    wd_faults faults = {0};
    int err = wd_store_faults(store, &a, MAX_FAULTS, &faults);
    for (size_t i = faults.n; i-- > 0 && !err;)
        if (faults.v[i].seq >= first_seq && faults.v[i].seq <= last_seq && is_ours(in, faults.v[i].source))
            wd_ingest_report_add(in->report, faults.v[i].source, 0, faults.v[i].message);
    wd_arena_done(&a);
    return err;
}

/* The running desk has our deliveries in its log; what it says of them is known when it has applied them. */
static int faults_of_running(struct ingest *in, struct wd_store *reader, int64_t before_seq)
{
    int64_t last = 0, applied = 0, seen = -1, since_ms = wd_monotonic_ms();
    int err = wd_store_last_seq(reader, &last);
    while (!err && !wd_stop_asked()) {
        err = wd_store_applied(reader, &applied);
        if (err || applied >= last || wd_monotonic_ms() - since_ms > WAIT_MS)
            break;
        if (applied != seen)
            since_ms = wd_monotonic_ms();
        seen = applied;
        wd_sleep_ms(LOOK_MS);
    }
    return err ? err : add_faults(in, reader, before_seq + 1, last);
}

static void summary(struct ingest *in, const struct wd_door_result *result)
{
    struct wd_desk *desk = wd_door_desk(in->door);
    size_t bad = wd_ingest_report_count(in->report);
    if (wd_opts_flag(&in->opts, "quiet"))
        return;
    if (in->skipped)
        fprintf(stderr, "%" PRIu64 " archive%s read by the run before\n", in->skipped, in->skipped == 1 ? " was" : "s were");
    if (desk)
        fprintf(stderr, "%" PRId64 " deliveries, %" PRId64 " of them there before; %" PRIu64 " new articles and versions\n", result->given,
                result->repeated, wd_desk_articles(desk));
    else
        fprintf(stderr, "%" PRId64 " deliveries handed to the running desk\n", result->given);
    if (bad)
        fprintf(stderr, "%zu could not be read, see above\n", bad);
    if (wd_stop_asked())
        fputs("stopped; the same command goes on from here\n", stderr);
}

/* A run that ended of itself leaves no places behind. */
static void drop_places(struct ingest *in)
{
    for (size_t i = 0; i < in->read.n; i++)
        wd_ingest_place_drop(&in->places, in->read.v[i].p);
}

static int take_all(struct ingest *in, struct wd_door_result *ret_result, struct wd_where *w)
{
    struct wd_store *reader = NULL;
    int64_t before_seq = 0;
    int err = wd_door_desk(in->door) ? 0 : wd_store_open_reader(in->data, &reader, w);
    if (!err && reader)
        err = wd_store_last_seq(reader, &before_seq);
    for (size_t i = 0; i < in->opts.rest_n; i++)
        in->bytes += bytes_of(in, in->opts.rest[i]);
    for (size_t i = 0; i < in->opts.rest_n && !err; i++)
        err = any(in, in->opts.rest[i]);
    in->bar.bytes = false;
    in->bar.what = "deliveries";
    if (!err)
        err = wd_door_finish(in->door, progress, in, ret_result, w);
    if (!err && reader)
        err = faults_of_running(in, reader, before_seq);
    else if (!err && ret_result->first_seq)
        err = add_faults(in, wd_desk_store(wd_door_desk(in->door)), ret_result->first_seq, ret_result->last_seq);
    wd_store_close(reader);
    return err;
}

static int read_arguments(struct ingest *in, struct wd_arena *a, int argc, char **argv)
{
    struct wd_where w = {0};
    wd_opts_init(&in->opts, a, options, WD_COUNT(options));
    if (wd_opts_read_args(&in->opts, a, argc, argv, 1, &w) != 0) {
        fprintf(stderr, "wiredesk ingest: %s\n", w.message);
        return 2;
    }
    if (wd_opts_flag(&in->opts, "help") || in->opts.rest_n == 0) {
        struct wd_buf b;
        wd_buf_init(&b, 1 << 16);
        wd_buf_putc(&b, "usage: wiredesk ingest [OPTIONS] FILE|DIR|-...\n");
        wd_opts_usage(options, WD_COUNT(options), &b);
        fwrite(b.p, 1, b.n, wd_opts_flag(&in->opts, "help") ? stdout : stderr);
        wd_buf_done(&b);
        return wd_opts_flag(&in->opts, "help") ? -1 : 2;
    }
    struct wd_str arrived = wd_opts_str(&in->opts, "arrived");
    in->mtime = wd_str_eqc(arrived, "mtime");
    in->fixed_utc = WD_NO_TIME;
    if (arrived.n && !in->mtime && !wd_time_parse_iso(arrived, &in->fixed_utc)) {
        fprintf(stderr, "wiredesk ingest: --arrived %.*s: an ISO instant or the word mtime is wanted\n", WD_STR_ARG(arrived));
        return 2;
    }
    return 0;
}

int wd_cmd_ingest(int argc, char **argv)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct ingest in = {0};
    struct wd_where w = {0};
    int status = read_arguments(&in, &a, argc, argv);
    if (status) {
        wd_arena_done(&a);
        return status < 0 ? 0 : status;
    }
    wd_signals_catch();
    wd_arena_init(&in.arena);
    wd_map_init(&in.sources);
    bool bar = isatty(STDERR_FILENO) && !wd_opts_flag(&in.opts, "quiet");
    in.bar = (struct wd_progress){.what = "read", .on = bar, .bytes = true};
    struct wd_str data = wd_opts_has(&in.opts, "data") ? wd_opts_str(&in.opts, "data") : wd_default_data_dir(&a);
    in.data = wd_arena_c(&a, data);
    in.places = (struct wd_ingest_places){in.data, wd_arena_printf(&a, "%.*s\n%.*s", WD_STR_ARG(wd_opts_str(&in.opts, "feed")),
                                                                   WD_STR_ARG(wd_opts_str(&in.opts, "arrived")))};
    struct wd_desk_options o = {.data = in.data, .workers = (uint32_t)wd_opts_int(&in.opts, "workers")};
    struct wd_door_result result = {0};
    const char *errors = wd_opts_has(&in.opts, "errors") ? wd_arena_c(&a, wd_opts_str(&in.opts, "errors")) : NULL;
    int err = wd_ingest_report_new(errors, &in.report, &w);
    if (!err)
        err = wd_door_open(&o, &in.door, &w);
    if (!err)
        err = take_all(&in, &result, &w);
    size_t bad = in.report ? wd_ingest_report_count(in.report) : 0;
    int told = in.report ? wd_ingest_report_say(in.report, &w) : 0;
    if (err || told)
        fprintf(stderr, "wiredesk ingest: %s\n", w.message[0] ? w.message : wd_err_text(err ? err : told));
    if (!err)
        summary(&in, &result);
    if (!err && !wd_stop_asked())
        drop_places(&in);
    bool stopped = wd_stop_asked();
    wd_door_close(in.door);
    wd_ingest_report_free(in.report);
    wd_map_done(&in.sources);
    wd_arena_done(&in.arena);
    wd_arena_done(&a);
    return err || told || bad || stopped ? 1 : 0;
}
