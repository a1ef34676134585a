#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "cmd/cmd.h"
#include "desk/door.h"
#include "desk/drop.h"
#include "desk/poll.h"
#include "os/file.h"
#include "os/os.h"
#include "web/web.h"

enum { LOOK_MS = 250, FETCH_STEP_MS = 1000 };
static const int64_t PASSES_MS = 1000, LONGEST_PAUSE_MS = 60000;

static const struct wd_opt options[] = {
    {.name = "data", .kind = WD_OPT_STRING, .argument = "DIR", .help = "data folder (default: as XDG says)", .in_file = true},
    {.name = "listen",
     .kind = WD_OPT_STRING,
     .value = "127.0.0.1:8080",
     .argument = "HOST:PORT",
     .help = "address of the pages; port 0 takes a free one",
     .in_file = true},
    {.name = "config", .kind = WD_OPT_STRING, .argument = "FILE", .help = "INI file with these options"},
    {.name = "as-of", .kind = WD_OPT_STRING, .argument = "T", .help = "show the pages as of this instant"},
    {.name = "zone",
     .kind = WD_OPT_STRING,
     .value = "UTC",
     .argument = "NAME",
     .help = "the desk's time zone, as Europe/Berlin",
     .in_file = true},
    {.name = "contact",
     .kind = WD_OPT_STRING,
     .argument = "MAIL|URL",
     .help = "contact in the User-Agent; without it nothing is polled",
     .in_file = true},
    {.name = "callback",
     .kind = WD_OPT_STRING,
     .argument = "URL",
     .help = "public address of this desk, as https://desk.example/: hubs push feeds there, and its own feeds have a hub (WebSub)",
     .in_file = true},
    {.name = "allow",
     .kind = WD_OPT_STRING,
     .argument = "HOST,...",
     .help = "private hosts that may be polled: names, addresses, networks as 10.1.0.0/16",
     .in_file = true},
    {.name = "resolve",
     .kind = WD_OPT_STRING,
     .argument = "HOST:PORT:ADDRESS,...",
     .help = "hosts that are polled at this address, whatever the DNS says",
     .in_file = true},
    {.name = "interval",
     .kind = WD_OPT_INTEGER,
     .value = "3600",
     .least = 1,
     .most = 604800,
     .argument = "SECONDS",
     .help = "time between two polls of a feed, to begin with",
     .in_file = true},
    {.name = "pause",
     .kind = WD_OPT_INTEGER,
     .value = "5000",
     .least = 0,
     .most = 3600000,
     .argument = "MS",
     .help = "least time between two requests to one domain",
     .in_file = true},
    {.name = "drop", .kind = WD_OPT_STRING, .argument = "DIR", .help = "drop folder (default: drop/ in the data folder)", .in_file = true},
    {.name = "workers",
     .kind = WD_OPT_INTEGER,
     .value = "0",
     .least = 0,
     .most = 256,
     .argument = "N",
     .help = "threads that read and analyse (0: as many as cores)",
     .in_file = true},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

struct running {
    struct wd_desk *desk;
    const char *data;
    struct wd_drop *drop;
    struct wd_poller *poller;
    struct wd_websub *websub; /* NULL: the desk cannot be reached from outside */
    struct wd_web_push push;
    struct wd_web *web;
    pthread_t drop_thread, poll_thread;
    bool drop_started, poll_started;
};

static void *look_for_files(void *context)
{
    struct running *r = context;
    int before = 0;
    while (!wd_stop_asked()) {
        size_t taken = 0;
        struct wd_where w = {0};
        int err = wd_spool_take(r->desk, r->data, &taken);
        if (!err)
            err = wd_drop_look(r->drop, &taken, &w);
        if (!err)
            err = wd_desk_clock(r->desk, wd_now_utc());
        if (err && err != before)
            wd_log(WD_LOG_ERROR, "drop folder: %s; the files wait", w.message[0] ? w.message : wd_err_text(err));
        if (!err && before)
            wd_log(WD_LOG_NOTE, "drop folder: files are taken again");
        before = err;
        wd_sleep_ms(LOOK_MS);
    }
    return NULL;
}

static void *poll_feeds(void *context)
{
    struct running *r = context;
    int before = 0;
    while (!wd_stop_asked()) {
        int err = wd_poller_step(r->poller, wd_now_utc(), FETCH_STEP_MS);
        if (err && err != before)
            wd_log(WD_LOG_ERROR, "polling: %s", wd_err_text(err));
        if (err)
            wd_sleep_ms(FETCH_STEP_MS);
        before = err;
    }
    return NULL;
}

/* WebSub, where hubs can reach this desk and owners of feeds know whom they deal with. */
static int start_websub(struct running *r, const struct wd_opts *o, struct wd_arena *a, struct wd_where *w)
{
    if (!wd_opts_has(o, "callback"))
        return wd_websub_none(r->desk);
    if (!wd_opts_has(o, "contact"))
        return wd_where_set(w, WD_E_USAGE, "--callback wants --contact too: nothing is asked without one");
    int64_t least_s = WD_MIN(wd_fetcher_defaults.min_interval_s, wd_opts_int(o, "interval"));
    struct wd_websub_options websub = {.data = r->data, .least_s = least_s};
    int err = wd_websub_base(a, wd_opts_str(o, "callback"), &websub.base, w);
    if (!err)
        err = wd_websub_new(r->desk, &websub, &r->websub, w);
    r->push = (struct wd_web_push){.base = websub.base, .context = r->websub, .room = wd_websub_room, .answer = wd_websub_call};
    return err;
}

static int start(struct running *r, const struct wd_opts *o, struct wd_arena *a, struct wd_where *w)
{
    const struct wd_zone *zone = NULL;
    int64_t as_of_utc = WD_NO_TIME;
    struct wd_str as_of = wd_opts_str(o, "as-of");
    if (as_of.n && !wd_time_parse_iso(as_of, &as_of_utc))
        return wd_where_set(w, WD_E_USAGE, "--as-of %.*s: an ISO instant is wanted", WD_STR_ARG(as_of));
    int err = wd_zone_load(a, wd_opts_str(o, "zone"), &zone, w);
    if (err)
        return err;
    struct wd_desk_options desk_options = {.data = r->data, .workers = (uint32_t)wd_opts_int(o, "workers")};
    err = wd_desk_open(&desk_options, &r->desk, w);
    if (err)
        return err;
    err = wd_desk_drain(r->desk, NULL, NULL);
    if (err)
        return wd_where_set(w, err, "%s: the log cannot be applied: %s", r->data, wd_err_text(err));
    struct wd_str drop = wd_opts_has(o, "drop") ? wd_opts_str(o, "drop") : wd_arena_printf(a, "%s/drop", r->data);
    r->drop = wd_drop_new(r->desk, wd_arena_c(a, drop));
    err = wd_drop_make(r->drop, w);
    if (!err)
        err = start_websub(r, o, a, w);
    if (err)
        return err;
    struct wd_web_options web_options = {.listen = wd_arena_c(a, wd_opts_str(o, "listen")),
                                         .data = r->data,
                                         .zone = zone,
                                         .as_of_utc = as_of_utc,
                                         .rules = wd_str_c(wd_rules_text()),
                                         .push = r->websub ? &r->push : NULL};
    return wd_web_start(&web_options, &r->web, w);
}

static int start_threads(struct running *r, const struct wd_opts *o, struct wd_arena *a, struct wd_where *w)
{
    int err = wd_thread_start(&r->drop_thread, look_for_files, r, "drop");
    r->drop_started = err == 0;
    if (err)
        return err;
    if (!wd_opts_has(o, "contact")) {
        wd_log(WD_LOG_NOTE,
               "nothing is polled: give --contact MAIL or contact= in the configuration, which feeds' owners can reach you by");
        return 0;
    }
    struct wd_fetcher_options f = wd_fetcher_defaults;
    f.contact = wd_opts_str(o, "contact");
    f.version = WD_STR(WD_VERSION);
    f.allow = wd_opts_has(o, "allow") ? wd_arena_c(a, wd_opts_str(o, "allow")) : NULL;
    f.resolve = wd_opts_has(o, "resolve") ? wd_arena_c(a, wd_opts_str(o, "resolve")) : NULL;
    f.default_interval_s = wd_opts_int(o, "interval");
    f.min_interval_s = WD_MIN(f.min_interval_s, f.default_interval_s);
    f.host_pause_ms = wd_opts_int(o, "pause");
    err = wd_poller_new(r->desk, r->data, &f, &r->poller, w);
    if (!err) {
        if (r->websub)
            wd_websub_feeds_by(r->websub, wd_web_feed, r->web);
        wd_poller_push(r->poller, r->websub);
        err = wd_thread_start(&r->poll_thread, poll_feeds, r, "fetch");
        r->poll_started = err == 0;
    }
    return err;
}

static void stop(struct running *r)
{
    wd_stop_ask();
    if (r->poller)
        wd_poller_wake(r->poller);
    if (r->drop_started)
        pthread_join(r->drop_thread, NULL);
    if (r->poll_started)
        pthread_join(r->poll_thread, NULL);
    wd_web_stop(r->web);
    wd_poller_free(r->poller);
    wd_websub_free(r->websub);
    wd_drop_free(r->drop);
    wd_desk_close(r->desk);
}

static int read_options(struct wd_opts *o, struct wd_arena *a, int argc, char **argv, struct wd_where *w)
{
    struct wd_opts first;
    wd_opts_init(&first, a, options, WD_COUNT(options));
    int err = wd_opts_read_args(&first, a, argc, argv, 1, w);
    if (err)
        return err;
    wd_opts_init(o, a, options, WD_COUNT(options));
    if (wd_opts_has(&first, "config")) {
        struct wd_str text, path = wd_opts_str(&first, "config");
        err = wd_file_read(a, wd_arena_c(a, path), WD_MAX_LINE_BYTES, &text, w);
        if (!err)
            err = wd_opts_read_ini(o, text, w);
        if (err) {
            struct wd_str message = wd_arena_printf(a, "%.*s: line %u: %s", WD_STR_ARG(path), w->line, w->message);
            return wd_where_set(w, err, "%.*s", WD_STR_ARG(message));
        }
    }
    err = wd_opts_read_env(o, a, (const char *(*)(const char *))getenv, w);
    return err ? err : wd_opts_read_args(o, a, argc, argv, 1, w);
}

/* What may pass is waited for: the log takes what comes, and the pages are served meanwhile. */
static int wait_until_it_passes(struct running *r, int err, struct wd_where *w)
{
    wd_log(WD_LOG_ERROR, "%s: %s; what comes waits until it can be written", r->data, wd_err_text(err));
    for (int64_t pause_ms = PASSES_MS; err && wd_err_retry(err) && !wd_stop_asked(); pause_ms = WD_MIN(2 * pause_ms, LONGEST_PAUSE_MS)) {
        for (int64_t waited_ms = 0; waited_ms < pause_ms && !wd_stop_asked(); waited_ms += LOOK_MS)
            wd_sleep_ms(LOOK_MS);
        err = wd_desk_recover(r->desk, w);
    }
    if (!err)
        wd_log(WD_LOG_NOTE, "%s: can be written again", r->data);
    return err;
}

static int serve(struct running *r, const struct wd_opts *o, struct wd_arena *a, struct wd_where *w)
{
    int err = start(r, o, a, w);
    if (!err)
        err = start_threads(r, o, a, w);
    if (err)
        return err;
    struct wd_str listen = wd_opts_str(o, "listen");
    size_t colon = listen.n;
    while (colon && listen.p[colon - 1] != ':')
        colon--;
    printf("wiredesk %s: http://%.*s:%u/\n", wd_rules_text(), (int)(colon ? colon - 1 : 0), listen.p, wd_web_port(r->web));
    printf("data %s; drop folder %s\n", r->data, wd_opts_has(o, "drop") ? wd_arena_c(a, wd_opts_str(o, "drop")) : "drop/ in it");
    fflush(stdout);
    int64_t due_ms = -1;
    while (!wd_stop_asked() && !err) {
        wd_desk_wait(r->desk, due_ms < 0 ? LOOK_MS : WD_MIN(due_ms, (int64_t)LOOK_MS));
        err = wd_desk_follow(r->desk, &due_ms);
        if (err && wd_err_retry(err))
            err = wait_until_it_passes(r, err, w);
    }
    if (!err)
        err = wd_desk_drain(r->desk, NULL, NULL);
    return err ? wd_where_set(w, err, "%s: %s", r->data, wd_err_text(err)) : 0;
}

int wd_cmd_run(int argc, char **argv)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_opts o;
    struct wd_where w = {0};
    struct running r = {0};
    int err = read_options(&o, &a, argc, argv, &w);
    if (!err && (wd_opts_flag(&o, "help") || o.rest_n)) {
        struct wd_buf b;
        wd_buf_init(&b, 1 << 16);
        wd_buf_putc(&b, "usage: wiredesk run [OPTIONS]\n");
        wd_opts_usage(options, WD_COUNT(options), &b);
        fwrite(b.p, 1, b.n, o.rest_n ? stderr : stdout);
        wd_buf_done(&b);
        int status = o.rest_n ? 2 : 0;
        wd_arena_done(&a);
        return status;
    }
    if (!err) {
        wd_signals_catch();
        struct wd_str data = wd_opts_has(&o, "data") ? wd_opts_str(&o, "data") : wd_default_data_dir(&a);
        r.data = wd_arena_c(&a, data);
        err = serve(&r, &o, &a, &w);
        stop(&r);
    }
    if (err)
        fprintf(stderr, "wiredesk run: %s\n", w.message[0] ? w.message : wd_err_text(err));
    wd_arena_done(&a);
    return err == WD_E_USAGE ? 2 : err ? 1 : 0;
}
