#include "cmd/bench_poll.h"

#include <stdio.h>

#include "base/limits.h"
#include "cmd/bench_say.h"
#include "cmd/bench_server.h"
#include "cmd/cmd.h"
#include "desk/poll.h"
#include "os/file.h"
#include "os/os.h"

enum { CYCLE_S = 900, STEP_MS = 1000, FROM_UTC = 1773482400, A_WEEK_S = 7 * 86400, BATCH = 1000, STALL_MS = 60000 };

static const struct wd_opt options[] = {
    {.name = "feeds",
     .kind = WD_OPT_INTEGER,
     .value = "5000",
     .least = 1,
     .most = 100000,
     .argument = "N",
     .help = "feeds, each of a host of its own"},
    {.name = "polls",
     .kind = WD_OPT_INTEGER,
     .value = "10000",
     .least = 1,
     .most = 10000000,
     .argument = "N",
     .help = "polls that are answered 304"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

struct bench {
    uint32_t feeds;
    struct wd_desk *desk;
    struct wd_poller *poller;
    int64_t now_utc;
};

static int subscribe(struct bench *b, struct wd_arena *a, uint16_t port)
{
    struct wd_append *appends = wd_arena_array(a, BATCH, sizeof *appends);
    int err = 0;
    for (uint32_t i = 0; i < b->feeds && !err;) {
        size_t n = 0;
        for (; n < BATCH && i < b->feeds; n++, i++) {
            struct wd_feed feed = {.name = wd_arena_printf(a, "feed %u", i),
                                   .url = wd_arena_printf(a, "http://h%u.example:%u/feed", i, port),
                                   .full_text = WD_FULL_NEVER};
            struct wd_buf packed;
            wd_buf_init(&packed, 1 << 16);
            wd_record_pack(&wd_feed_record, &feed, &packed);
            struct wd_event *event = WD_NEW(a, struct wd_event);
            *event = (struct wd_event){.kind = WD_EVENT_FEED, .instant_utc = FROM_UTC, .feed = feed.name, .source = WD_STR("bench")};
            event->body = wd_arena_str(a, wd_buf_str(&packed));
            appends[n] = (struct wd_append){.event = event};
            wd_buf_done(&packed);
        }
        err = wd_desk_append(b->desk, appends, n);
    }
    return err ? err : wd_desk_drain(b->desk, NULL, NULL);
}

static const char *resolve(struct wd_arena *a, uint32_t feeds, uint16_t port)
{
    struct wd_buf list;
    wd_buf_init(&list, WD_MAX_DELIVERY_BYTES);
    for (uint32_t i = 0; i < feeds; i++)
        wd_buf_printf(&list, "%sh%u.example:%u:127.0.0.%u", i ? "," : "", i, port, 1 + i % WD_BENCH_ADDRESSES);
    const char *text = wd_arena_c(a, wd_buf_str(&list));
    wd_buf_done(&list);
    return text;
}

/* Every feed once; the clock stands still until all are done. */
static int go_round(struct bench *b, double *ret_cpu_s)
{
    double from = wd_cpu_s();
    int64_t stalled_ms = wd_monotonic_ms();
    int err = 0;
    size_t before = 0;
    do {
        err = wd_poller_step(b->poller, b->now_utc, STEP_MS);
        size_t left = wd_poller_under_way(b->poller);
        if (left != before)
            stalled_ms = wd_monotonic_ms();
        before = left;
        if (!err && wd_monotonic_ms() - stalled_ms > STALL_MS)
            err = WD_E_TIMEOUT;
    } while (!err && before && !wd_stop_asked());
    *ret_cpu_s = wd_cpu_s() - from;
    b->now_utc += A_WEEK_S;
    return err;
}

static void report(const struct bench *b, const struct wd_bench_server_counts *counts, double first_s, double later_s, double wall_s)
{
    uint64_t fresh = counts->requests - counts->not_modified;
    double first_ms = first_s * 1e3 / (double)WD_MAX(fresh, (uint64_t)1);
    double later_ms = later_s * 1e3 / (double)WD_MAX(counts->not_modified, (uint64_t)1);
    printf("%u feeds, each of a host of its own; %" PRIu64 " polls answered 200, %" PRIu64 " answered 304, in %.1f s\n", b->feeds, fresh,
           counts->not_modified, wall_s);
    printf("  %-62s %9.3f\n", "CPU time of a poll with a new body, read and stored, ms", first_ms);
    wd_bench_goal("CPU time of a poll answered 304, ms", 1, false, later_ms);
    wd_bench_goal("share of one core for 5,000 feeds every 15 minutes, all new, %", 10, false, first_ms * 5000 / CYCLE_S / 10);
    wd_bench_goal("the same, all answered 304, %", 10, false, later_ms * 5000 / CYCLE_S / 10);
    wd_bench_goal("most connections open at once", wd_fetcher_defaults.max_connections, false, counts->open_most);
    wd_bench_goal("most of one host", 1, false, counts->host_most);
}

static int poll_all(struct bench *b, struct wd_arena *a, const char *folder, uint64_t polls, struct wd_bench_server *server,
                    struct wd_where *w)
{
    struct wd_fetcher_options o = wd_fetcher_defaults;
    struct wd_bench_server_counts counts = {0};
    double first_s = 0, later_s = 0, cpu_s = 0;
    int64_t from_ms = wd_monotonic_ms();
    o.contact = WD_STR("bench@wiredesk.example");
    o.version = WD_STR(WD_VERSION);
    o.allow = "127.0.0.0/8";
    o.resolve = resolve(a, b->feeds, server->port);
    o.host_pause_ms = 0;
    o.asks_a_second = 1000000;
    int err = wd_poller_new(b->desk, folder, &o, &b->poller, w);
    if (!err)
        err = go_round(b, &first_s);
    for (uint64_t n = 0; n < polls && !err && !wd_stop_asked(); n += b->feeds) {
        err = go_round(b, &cpu_s);
        later_s += cpu_s;
    }
    double from = wd_cpu_s();
    wd_poller_free(b->poller);
    later_s += wd_cpu_s() - from;
    int stopped = wd_bench_server_stop(server, &counts);
    err = err ? err : stopped;
    if (!err)
        report(b, &counts, first_s, later_s, (double)(wd_monotonic_ms() - from_ms) / 1e3);
    return err;
}

static int run(struct wd_arena *a, const struct wd_opts *o, struct wd_where *w)
{
    struct bench b = {.feeds = (uint32_t)wd_opts_int(o, "feeds"), .now_utc = FROM_UTC};
    struct wd_bench_server server;
    int err = wd_bench_server_start(&server, w);
    if (err)
        return err;
    const char *folder = wd_bench_folder(a);
    struct wd_desk_options d = {.data = folder, .workers = 1};
    err = folder ? wd_desk_open(&d, &b.desk, w) : WD_E_IO;
    if (!err)
        err = subscribe(&b, a, server.port);
    if (!err) {
        err = poll_all(&b, a, folder, (uint64_t)wd_opts_int(o, "polls"), &server, w);
    } else {
        struct wd_bench_server_counts none;
        (void)!wd_bench_server_stop(&server, &none);
    }
    wd_desk_close(b.desk);
    if (folder)
        wd_dir_remove(folder);
    return err;
}

int wd_cmd_bench_poll(int argc, char **argv)
{
    static const struct wd_bench_command command = {"poll", options, WD_COUNT(options), run};
    return wd_bench_command(&command, argc, argv);
}
