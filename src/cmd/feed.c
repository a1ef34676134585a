#include <stdio.h>

#include "base/limits.h"
#include "base/time.h"
#include "base/url.h"
#include "cmd/cmd.h"
#include "desk/door.h"
#include "intake/intake.h"
#include "os/file.h"
#include "os/os.h"

static const struct wd_opt options[] = {
    {.name = "data", .kind = WD_OPT_STRING, .argument = "DIR", .help = "data folder (default: as XDG says)"},
    {.name = "name", .kind = WD_OPT_STRING, .argument = "NAME", .help = "name of the subscription (default: its URL)"},
    {.name = "url", .kind = WD_OPT_STRING, .argument = "URL", .help = "with set: a new address"},
    {.name = "label", .kind = WD_OPT_STRING, .argument = "TEXT", .help = "outlet to show (default: the feed's own title)"},
    {.name = "section", .kind = WD_OPT_STRING, .argument = "TEXT", .help = "section of its stories"},
    {.name = "language", .kind = WD_OPT_STRING, .argument = "CODE", .help = "its language, as en"},
    {.name = "zone", .kind = WD_OPT_STRING, .argument = "NAME", .help = "time zone that decides unclear times, as Asia/Kolkata"},
    {.name = "full-text",
     .kind = WD_OPT_CHOICE,
     .choices = "auto|always|never",
     .argument = "HOW",
     .help = "whether article pages are fetched"},
    {.name = "interval", .kind = WD_OPT_INTEGER, .least = 0, .most = 604800, .argument = "SECONDS", .help = "least time between two polls"},
    {.name = "licensed",
     .kind = WD_OPT_CHOICE,
     .choices = "yes|no",
     .argument = "yes|no",
     .help = "a licensed wire: full text is shown, kills and corrections are obeyed"},
    {.name = "paused", .kind = WD_OPT_CHOICE, .choices = "yes|no", .argument = "yes|no", .help = "kept, but not polled"},
    {.name = "json", .kind = WD_OPT_FLAG, .help = "list as JSON"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

struct call {
    struct wd_arena arena;
    struct wd_opts o;
    struct wd_where w;
    const char *data;
};

static int usage(FILE *to)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_buf_putc(&b, "usage: wiredesk feed add URL|NAME [OPTIONS]      subscribe; a NAME without URL is fed by hand or by a drop folder\n"
                    "       wiredesk feed set NAME [OPTIONS]          change options\n"
                    "       wiredesk feed list [--json]               subscriptions and their state\n"
                    "       wiredesk feed retry NAME                  ask it again now, also one that is gone\n"
                    "       wiredesk feed remove NAME\n"
                    "       wiredesk feed import FILE.opml            subscribe to all of a list\n"
                    "       wiredesk feed export                      the subscriptions as OPML\n");
    wd_opts_usage(options, WD_COUNT(options), &b);
    fwrite(b.p, 1, b.n, to);
    wd_buf_done(&b);
    return to == stdout ? 0 : 2;
}

static int fail(const struct call *c, int err)
{
    fprintf(stderr, "wiredesk feed: %s\n", c->w.message[0] ? c->w.message : wd_err_text(err));
    return err == WD_E_USAGE ? 2 : 1;
}

static int door_open(struct call *c, struct wd_door **ret)
{
    struct wd_desk_options o = {.data = c->data, .workers = 1};
    return wd_door_open(&o, ret, &c->w);
}

static int put_feed(struct call *c, struct wd_door *door, const struct wd_feed *feed)
{
    struct wd_buf packed;
    wd_buf_init(&packed, 1 << 20);
    wd_record_pack(&wd_feed_record, feed, &packed);
    struct wd_event event = {
        .kind = WD_EVENT_FEED, .instant_utc = wd_now_utc(), .feed = feed->name, .source = WD_STR("feed"), .body = wd_buf_str(&packed)};
    int err = packed.err ? packed.err : wd_door_put(door, &event);
    wd_buf_done(&packed);
    (void)c;
    return err;
}

static int check_zone(struct call *c, struct wd_str zone)
{
    const struct wd_zone *loaded = NULL;
    return zone.n ? wd_zone_load(&c->arena, zone, &loaded, &c->w) : 0;
}

static int full_text_named(struct wd_str name)
{
    for (int i = 0; wd_full_text_names[i]; i++)
        if (wd_str_eqc(name, wd_full_text_names[i]))
            return i;
    return WD_FULL_AUTO;
}

static int apply_options(struct call *c, struct wd_feed *feed)
{
    const struct {
        const char *name;
        struct wd_str *to;
    } texts[] = {
        {"url", &feed->url}, {"label", &feed->label}, {"section", &feed->section}, {"language", &feed->language}, {"zone", &feed->zone},
    };
    for (size_t i = 0; i < WD_COUNT(texts); i++)
        if (wd_opts_has(&c->o, texts[i].name))
            *texts[i].to = wd_opts_str(&c->o, texts[i].name);
    if (wd_opts_has(&c->o, "licensed"))
        feed->licensed = wd_str_eqc(wd_opts_str(&c->o, "licensed"), "yes");
    if (wd_opts_has(&c->o, "paused")) {
        feed->paused = wd_str_eqc(wd_opts_str(&c->o, "paused"), "yes");
        feed->retry_utc = feed->paused ? feed->retry_utc : wd_now_utc();
    }
    if (wd_opts_has(&c->o, "interval"))
        feed->interval_s = wd_opts_int(&c->o, "interval");
    if (wd_opts_has(&c->o, "full-text"))
        feed->full_text = full_text_named(wd_opts_str(&c->o, "full-text"));
    if (feed->url.n && !wd_url_web(feed->url))
        return wd_where_set(&c->w, WD_E_USAGE, "%.*s is no http or https address", WD_STR_ARG(feed->url));
    return check_zone(c, feed->zone);
}

static int current(struct call *c, struct wd_str name, struct wd_feed *ret)
{
    struct wd_store *store = NULL;
    int err = wd_store_open_reader(c->data, &store, &c->w);
    if (!err)
        err = wd_store_feed(store, &c->arena, name, ret);
    wd_store_close(store);
    if (err == WD_E_NOTFOUND)
        (void)wd_where_set(&c->w, err, "no subscription is named %.*s", WD_STR_ARG(name));
    return err;
}

static int write_one(struct call *c, const struct wd_feed *feed)
{
    struct wd_door *door = NULL;
    int err = door_open(c, &door);
    if (!err)
        err = put_feed(c, door, feed);
    if (!err)
        err = wd_door_finish(door, NULL, NULL, NULL, &c->w);
    wd_door_close(door);
    return err;
}

static int add(struct call *c, struct wd_str what)
{
    struct wd_feed feed = {.name = wd_opts_has(&c->o, "name") ? wd_opts_str(&c->o, "name") : what};
    if (wd_url_absolute(what))
        feed.url = what;
    int err = apply_options(c, &feed);
    return err ? err : write_one(c, &feed);
}

static int set(struct call *c, struct wd_str name)
{
    struct wd_feed feed;
    int err = current(c, name, &feed);
    if (!err)
        err = apply_options(c, &feed);
    return err ? err : write_one(c, &feed);
}

static int retry(struct call *c, struct wd_str name)
{
    struct wd_feed feed;
    int err = current(c, name, &feed);
    if (!err && feed.url.n == 0)
        err = wd_where_set(&c->w, WD_E_USAGE, "%.*s has no address to ask", WD_STR_ARG(name));
    if (err)
        return err;
    feed.retry_utc = wd_now_utc();
    return write_one(c, &feed);
}

static int drop(struct call *c, struct wd_str name)
{
    struct wd_feed feed;
    struct wd_door *door = NULL;
    int err = current(c, name, &feed);
    if (!err)
        err = door_open(c, &door);
    struct wd_event event = {.kind = WD_EVENT_UNFEED, .instant_utc = wd_now_utc(), .feed = name, .source = WD_STR("feed")};
    if (!err)
        err = wd_door_put(door, &event);
    if (!err)
        err = wd_door_finish(door, NULL, NULL, NULL, &c->w);
    wd_door_close(door);
    return err;
}

static int import(struct call *c, struct wd_str path)
{
    struct wd_str text;
    wd_outlines outlines = {0};
    struct wd_door *door = NULL;
    int err = wd_file_read(&c->arena, wd_arena_c(&c->arena, path), WD_MAX_DELIVERY_BYTES, &text, &c->w);
    if (!err)
        err = wd_opml_parse(&c->arena, text, &outlines, &c->w);
    if (!err)
        err = door_open(c, &door);
    size_t n = 0;
    for (size_t i = 0; i < outlines.n && !err; i++) {
        const struct wd_outline *o = &outlines.v[i];
        struct wd_feed feed = {
            .name = o->name.n ? o->name : o->url,
            .url = o->url,
            .label = o->label,
            .section = o->section,
            .language = o->language,
            .zone = o->zone,
            .site = o->site,
            .licensed = o->licensed,
            .paused = o->paused,
            .full_text = full_text_named(o->full_text),
            .interval_s = o->interval_s,
        };
        if (feed.name.n == 0 || (feed.url.n && !wd_url_web(feed.url)) || check_zone(c, feed.zone) != 0) {
            fprintf(stderr, "wiredesk feed: %.*s: left out \"%.*s\": %s\n", WD_STR_ARG(path), WD_STR_ARG(o->title),
                    c->w.message[0] ? c->w.message : "it has neither a name nor a web address");
            c->w.message[0] = 0;
            continue;
        }
        err = put_feed(c, door, &feed);
        n++;
    }
    if (!err)
        err = wd_door_finish(door, NULL, NULL, NULL, &c->w);
    if (!err)
        fprintf(stderr, "%zu subscriptions\n", n);
    wd_door_close(door);
    return err;
}

static void list_line(struct wd_arena *a, const struct wd_feed *feed, const struct wd_poll *poll, const struct wd_push *push,
                      const struct wd_want_counts *pages)
{
    char last[24] = "", next[24] = "", found[24] = "", error[24] = "";
    enum wd_feed_state state = wd_feed_state_of(feed, poll);
    wd_time_iso(poll->last_utc, last);
    wd_time_iso(poll->next_utc, next);
    wd_time_iso(poll->found_utc, found);
    wd_time_iso(poll->error_utc, error);
    printf("%.*s\n  %s%s", WD_STR_ARG(feed->name), wd_feed_state_names[state], feed->licensed ? ", licensed" : "");
    if (poll->polls)
        printf("; asked %s (%" PRId64 " polls)", last, poll->polls);
    if (next[0] && state != WD_FEED_GONE && state != WD_FEED_PAUSED)
        printf("; next %s: %.*s", next, WD_STR_ARG(wd_wait_words(poll->wait)));
    if (poll->entries)
        printf("\n  %" PRId64 " entries, %.1f a day%s%s", poll->entries, poll->per_day, found[0] ? "; last new one found " : "", found);
    if (poll->error.n && poll->trouble)
        printf("\n  %.*s (%s; %" PRId64 " in a row)", WD_STR_ARG(poll->error), error, poll->failures);
    else if (poll->error.n)
        printf("\n  over now: %.*s%s%s", WD_STR_ARG(poll->error), error[0] ? ", " : "", error);
    struct wd_str words = wd_want_words(a, pages);
    if (words.n)
        printf("\n  %.*s", WD_STR_ARG(words));
    wd_strs notes;
    wd_poll_notes(a, poll, &notes);
    for (size_t i = 0; i < notes.n; i++)
        printf("\n  %.*s", WD_STR_ARG(notes.v[i]));
    if (push)
        printf("\n  %.*s", WD_STR_ARG(wd_push_words(a, push, wd_now_utc())));
    putchar('\n');
}

/* Without what the hub and the desk alone know. */
static void push_json(struct wd_jw *j, const struct wd_push *push)
{
    struct wd_push shown = *push;
    shown.token = shown.secret = shown.base = shown.feed = shown.source = WD_STR("");
    wd_jw_key(j, "push");
    wd_record_json(&wd_push_record, &shown, j);
}

static void list_json(struct wd_arena *a, struct wd_jw *j, const struct wd_feed *feed, const struct wd_poll *poll,
                      const struct wd_push *push, const struct wd_want_counts *pages)
{
    struct wd_feed shown = *feed;
    struct wd_poll state = *poll;
    wd_strs notes;
    shown.retry_utc = WD_NO_TIME;
    state.seen = WD_STR("");
    wd_poll_notes(a, poll, &notes);
    wd_jw_object(j);
    wd_jw_key(j, "feed");
    wd_record_json(&wd_feed_record, &shown, j);
    wd_jw_kstr(j, "state", wd_str_c(wd_feed_state_names[wd_feed_state_of(feed, poll)]));
    wd_jw_kstr(j, "why_next", wd_wait_words(poll->wait));
    wd_jw_key(j, "notes");
    wd_jw_array(j);
    for (size_t i = 0; i < notes.n; i++)
        wd_jw_str(j, notes.v[i]);
    wd_jw_end(j);
    wd_jw_key(j, "poll");
    wd_record_json(&wd_poll_record, &state, j);
    wd_jw_key(j, "pages");
    wd_jw_object(j);
    wd_jw_ki64(j, "wanted", pages->open);
    wd_jw_ki64(j, "fetched", pages->met);
    wd_jw_ki64(j, "refused", pages->refused);
    wd_jw_end(j);
    if (push)
        push_json(j, push);
    wd_jw_end(j);
}

static int list(struct call *c)
{
    struct wd_store *store = NULL;
    wd_feeds feeds = {0};
    struct wd_buf b;
    struct wd_jw j;
    wd_buf_init(&b, WD_MAX_PAGE_BYTES);
    wd_jw_init(&j, &b);
    int err = wd_store_open_reader(c->data, &store, &c->w);
    if (!err)
        err = wd_store_feeds(store, &c->arena, &feeds);
    bool json = wd_opts_flag(&c->o, "json");
    wd_jw_array(&j);
    for (size_t i = 0; i < feeds.n && !err; i++) {
        struct wd_poll poll;
        wd_poll_init(&poll, feeds.v[i].name, feeds.v[i].url);
        err = wd_store_poll(store, &c->arena, feeds.v[i].name, &poll);
        err = err == WD_E_NOTFOUND ? 0 : err;
        struct wd_want_counts pages = {0};
        if (!err)
            err = wd_store_want_counts(store, feeds.v[i].name, &pages);
        struct wd_push push;
        bool pushed = !err && wd_store_push_of(store, &c->arena, feeds.v[i].name, &push) == 0 && push.base.n;
        if (!err && json)
            list_json(&c->arena, &j, &feeds.v[i], &poll, pushed ? &push : NULL, &pages);
        else if (!err)
            list_line(&c->arena, &feeds.v[i], &poll, pushed ? &push : NULL, &pages);
    }
    wd_jw_end(&j);
    if (json && !err)
        printf("%.*s\n", WD_STR_ARG(wd_buf_str(&b)));
    wd_store_close(store);
    wd_buf_done(&b);
    return err;
}

static int export(struct call *c)
{
    struct wd_store *store = NULL;
    wd_feeds feeds = {0};
    int err = wd_store_open_reader(c->data, &store, &c->w);
    if (!err)
        err = wd_store_feeds(store, &c->arena, &feeds);
    wd_store_close(store);
    if (err)
        return err;
    struct wd_outline *outlines = wd_arena_array(&c->arena, feeds.n, sizeof *outlines);
    for (size_t i = 0; i < feeds.n; i++) {
        const struct wd_feed *f = &feeds.v[i];
        outlines[i] = (struct wd_outline){
            .title = f->label.n ? f->label : f->name,
            .name = f->name,
            .url = f->url,
            .label = f->label,
            .section = f->section,
            .language = f->language,
            .zone = f->zone,
            .site = f->site,
            .licensed = f->licensed,
            .paused = f->paused,
            .full_text = f->full_text == WD_FULL_AUTO ? WD_STR("") : wd_str_c(wd_full_text_names[f->full_text]),
            .interval_s = f->interval_s,
        };
    }
    struct wd_buf b;
    wd_buf_init(&b, WD_MAX_PAGE_BYTES);
    wd_opml_write(outlines, feeds.n, WD_STR("wiredesk"), &b);
    fwrite(b.p, 1, b.n, stdout);
    wd_buf_done(&b);
    return 0;
}

static int dispatch(struct call *c)
{
    if (c->o.rest_n == 0)
        return wd_where_set(&c->w, WD_E_USAGE, "add, set, list, retry, remove, import or export is wanted");
    struct wd_str verb = wd_str_c(c->o.rest[0]);
    if (c->o.rest_n == 1 && wd_str_eqc(verb, "list"))
        return list(c);
    if (c->o.rest_n == 1 && wd_str_eqc(verb, "export"))
        return export(c);
    static const struct {
        const char *verb;
        int (*run)(struct call *c, struct wd_str what);
    } verbs[] = {{"add", add}, {"set", set}, {"retry", retry}, {"remove", drop}, {"import", import}};
    for (size_t i = 0; i < WD_COUNT(verbs) && c->o.rest_n == 2; i++)
        if (wd_str_eqc(verb, verbs[i].verb))
            return verbs[i].run(c, wd_str_c(c->o.rest[1]));
    return wd_where_set(&c->w, WD_E_USAGE,
                        "%.*s: add, set, list, retry, remove, import or export is wanted, with one name, address or file",
                        WD_STR_ARG(verb));
}

int wd_cmd_feed(int argc, char **argv)
{
    struct call c = {0};
    wd_arena_init(&c.arena);
    wd_opts_init(&c.o, &c.arena, options, WD_COUNT(options));
    int status;
    int err = wd_opts_read_args(&c.o, &c.arena, argc, argv, 1, &c.w);
    if (!err && wd_opts_flag(&c.o, "help")) {
        status = usage(stdout);
    } else {
        struct wd_str data = wd_opts_has(&c.o, "data") ? wd_opts_str(&c.o, "data") : wd_default_data_dir(&c.arena);
        c.data = wd_arena_c(&c.arena, data);
        if (!err)
            err = dispatch(&c);
        status = err ? fail(&c, err) : 0;
    }
    wd_arena_done(&c.arena);
    return status;
}
