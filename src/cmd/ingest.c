#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "archive/archive.h"
#include "base/limits.h"
#include "cmd/cmd.h"
#include "desk/door.h"
#include "desk/prepare.h"
#include "os/file.h"
#include "os/os.h"

static const struct wd_opt options[] = {
    {.name = "data", .kind = WD_OPT_STRING, .argument = "DIR", .help = "data folder (default: as XDG says)"},
    {.name = "arrived",
     .kind = WD_OPT_STRING,
     .argument = "T|mtime",
     .help = "instant of arrival: ISO, or each file's own time (default: now)"},
    {.name = "feed", .kind = WD_OPT_STRING, .argument = "NAME", .help = "the subscription that the files belong to"},
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

struct ingest {
    struct wd_door *door;
    struct wd_opts opts;
    int64_t fixed_utc; /* WD_NO_TIME: not given */
    bool mtime;
    bool failed;
    struct wd_progress bar;
};

static void complain(struct ingest *in, const char *path, const char *reason)
{
    fprintf(stderr, "wiredesk: %s: %s\n", path, reason);
    in->failed = true;
}

static int put(struct ingest *in, const char *path, struct wd_event *event)
{
    int err = wd_door_put(in->door, event);
    if (err)
        complain(in, path, wd_err_text(err));
    return err;
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

static struct wd_str without_packing(struct wd_str name)
{
    if (wd_str_ends_nocase(name, ".gz"))
        name.n -= 3;
    else if (wd_str_ends_nocase(name, ".zst"))
        name.n -= 4;
    return name;
}

static int64_t read_fd(void *context, void *to, size_t n)
{
    const int *fd = context;
    ssize_t got;
    do
        got = read(*fd, to, n);
    while (got < 0 && errno == EINTR);
    return got < 0 ? WD_E_IO : got;
}

/* Each record of an archive is a delivery of its own. */
static int archive(struct ingest *in, struct wd_arena *a, const char *path, int fd, enum wd_archive_kind kind, const struct wd_event *like)
{
    struct wd_archive *reader = wd_archive_open(read_fd, &fd, kind);
    struct wd_arena record_arena;
    wd_arena_init(&record_arena);
    int err = 0;
    for (;;) {
        struct wd_archive_record record = {0};
        struct wd_where w = {0};
        wd_arena_reset(&record_arena);
        int got = wd_archive_next(reader, &record_arena, &record, &w);
        if (got == WD_E_NOTFOUND)
            break;
        if (got) {
            complain(
                in, path,
                wd_arena_c(a, wd_arena_printf(a, "record %" PRIu64 ": %s", record.number, w.message[0] ? w.message : wd_err_text(got))));
            if (record.end)
                break;
            continue;
        }
        if (record.status && (record.status < 200 || record.status > 299))
            continue; /* an error page or a redirect is no article */
        struct wd_event event = *like;
        event.body = record.body;
        event.source = wd_arena_printf(&record_arena, "%.*s:%" PRIu64, WD_STR_ARG(like->source), record.number);
        event.url = record.url;
        event.content_type = kind == WD_ARCHIVE_NDJSON ? WD_STR(WD_RECORD_TYPE) : record.content_type;
        if (record.at_utc != WD_NO_TIME && in->fixed_utc == WD_NO_TIME)
            event.instant_utc = record.at_utc;
        err = put(in, path, &event);
        if (err)
            break;
    }
    wd_arena_done(&record_arena);
    wd_archive_close(reader);
    return err;
}

static int one_delivery(struct ingest *in, struct wd_arena *a, const char *path, struct wd_event *event)
{
    struct wd_where w = {0};
    struct wd_str bytes, name = without_packing(wd_str_c(path));
    bool ndjson = wd_str_ends_nocase(name, ".ndjson") || wd_str_ends_nocase(name, ".jsonl");
    if (ndjson || wd_str_ends_nocase(name, ".warc")) {
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0) {
            complain(in, path, strerror(errno));
            return 0;
        }
        int err = archive(in, a, path, fd, ndjson ? WD_ARCHIVE_NDJSON : WD_ARCHIVE_WARC, event);
        close(fd);
        return err;
    }
    int err = strcmp(path, "-") == 0 ? wd_file_read_fd(a, STDIN_FILENO, "standard input", WD_MAX_FILE_BYTES, &bytes, &w)
                                     : wd_file_read(a, path, WD_MAX_FILE_BYTES, &bytes, &w);
    if (!err)
        err = wd_door_unpack(a, &bytes, &w);
    if (err) {
        complain(in, path, w.message[0] ? w.message : wd_err_text(err));
        return 0;
    }
    if (bytes.n > WD_MAX_DELIVERY_BYTES) {
        complain(in, path, "larger than 32 MB, the most that one delivery may have");
        return 0;
    }
    event->body = bytes;
    return put(in, path, event);
}

static int file(struct ingest *in, const char *path)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_str feed = wd_opts_str(&in->opts, "feed");
    struct wd_event event = {.kind = WD_EVENT_DELIVERY, .instant_utc = arrival(in, path), .feed = feed, .source = wd_str_c(path)};
    int err = one_delivery(in, &a, path, &event);
    wd_arena_done(&a);
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
            complain(in, index,
                     wd_arena_c(&a, wd_arena_printf(&a, "line %u: file, instant and feed are wanted, separated by tabs", number)));
            continue;
        }
        struct wd_arena one;
        wd_arena_init(&one);
        err = one_delivery(in, &one, wd_arena_c(&one, wd_arena_printf(&one, "%s/%.*s", folder, WD_STR_ARG(column[0]))), &event);
        wd_arena_done(&one);
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

static void progress(void *context, int64_t done, int64_t last)
{
    struct ingest *in = context;
    wd_progress_show(&in->bar, done, last);
}

/* Deliveries of this run that could not be read, in words. */
static void report_faults(struct ingest *in, const struct wd_door_result *result)
{
    struct wd_desk *desk = wd_door_desk(in->door);
    if (!desk || !result->first_seq)
        return;
    struct wd_arena a;
    wd_arena_init(&a);
    wd_faults faults = {0};
    if (wd_store_faults(wd_desk_store(desk), &a, 1000000, &faults) == 0)
        for (size_t i = faults.n; i-- > 0;)
            if (faults.v[i].seq >= result->first_seq && faults.v[i].seq <= result->last_seq) {
                fprintf(stderr, "wiredesk: %.*s: %.*s\n", WD_STR_ARG(faults.v[i].source), WD_STR_ARG(faults.v[i].message));
                in->failed = true;
            }
    wd_arena_done(&a);
}

static void summary(struct ingest *in, const struct wd_door_result *result)
{
    struct wd_desk *desk = wd_door_desk(in->door);
    if (wd_opts_flag(&in->opts, "quiet"))
        return;
    if (!desk) {
        fprintf(stderr, "%" PRId64 " deliveries handed to the running desk\n", result->given);
        return;
    }
    fprintf(stderr, "%" PRId64 " deliveries, %" PRId64 " of them there before; %" PRIu64 " new articles and versions\n", result->given,
            result->repeated, wd_desk_articles(desk));
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
    in.bar = (struct wd_progress){.what = "deliveries", .on = isatty(STDERR_FILENO) && !wd_opts_flag(&in.opts, "quiet")};
    struct wd_str data = wd_opts_has(&in.opts, "data") ? wd_opts_str(&in.opts, "data") : wd_default_data_dir(&a);
    struct wd_desk_options o = {.data = wd_arena_c(&a, data), .workers = (uint32_t)wd_opts_int(&in.opts, "workers")};
    int err = wd_door_open(&o, &in.door, &w);
    for (size_t i = 0; i < in.opts.rest_n && !err; i++)
        err = any(&in, in.opts.rest[i]);
    struct wd_door_result result = {0};
    if (!err)
        err = wd_door_finish(in.door, progress, &in, &result, &w);
    if (err) {
        fprintf(stderr, "wiredesk ingest: %s\n", w.message[0] ? w.message : wd_err_text(err));
    } else {
        report_faults(&in, &result);
        summary(&in, &result);
    }
    wd_door_close(in.door);
    wd_arena_done(&a);
    return err || in.failed ? 1 : 0;
}
