#include "desk/poll.h"

#include <stdlib.h>

#include "base/hash.h"
#include "desk/prepare.h"
#include "os/os.h"

enum { RELOAD_S = 5, MOVED_S = 3 * 24 * 3600, GAPS = 32 };

struct subscription {
    struct wd_str name;
    struct wd_poll poll;
    struct wd_str url;
    int64_t interval_s;
    bool asked;
};

struct wd_poller {
    struct wd_desk *desk;
    struct wd_store *reader;
    struct wd_fetcher *fetcher;
    struct wd_websub *websub; /* NULL: nothing is pushed */
    struct wd_fetcher_options o;
    struct wd_arena arena; /* of the subscriptions, until the next reload */
    WD_LIST(struct subscription) subscriptions;
    int64_t reload_utc, now_utc;
    size_t under_way;
    int err; /* first failure of the log within a step */
};

int wd_poller_new(struct wd_desk *desk, const char *data, const struct wd_fetcher_options *o, struct wd_poller **ret,
                  struct wd_where *ret_where)
{
    struct wd_poller *p = wd_calloc(1, sizeof *p);
    p->desk = desk;
    p->o = *o;
    wd_arena_init(&p->arena);
    int err = wd_store_open_reader(data, &p->reader, ret_where);
    if (!err)
        err = wd_fetcher_new(o, &p->fetcher, ret_where);
    if (err) {
        wd_poller_free(p);
        return err;
    }
    *ret = p;
    return 0;
}

void wd_poller_free(struct wd_poller *p)
{
    if (!p)
        return;
    wd_fetcher_free(p->fetcher);
    wd_store_close(p->reader);
    wd_arena_done(&p->arena);
    free(p);
}

void wd_poller_push(struct wd_poller *p, struct wd_websub *websub)
{
    p->websub = websub;
}

void wd_poller_wake(struct wd_poller *p)
{
    wd_fetcher_wake(p->fetcher);
}

static void keep_hubs(struct wd_poller *p)
{
    struct wd_str *names = wd_arena_array(&p->arena, p->subscriptions.n, sizeof *names);
    for (size_t i = 0; i < p->subscriptions.n; i++)
        names[i] = p->subscriptions.v[i].name;
    wd_websub_keep(p->websub, names, p->subscriptions.n, p->now_utc);
}

/* Subscriptions are read anew every few seconds while nothing is under way: what a user adds is asked soon. */
static int reload(struct wd_poller *p)
{
    p->subscriptions.v = NULL;
    p->subscriptions.n = p->subscriptions.cap = 0;
    wd_arena_reset(&p->arena);
    wd_feeds feeds = {0};
    int err = wd_store_feeds(p->reader, &p->arena, &feeds);
    for (size_t i = 0; i < feeds.n && !err; i++) {
        const struct wd_feed *feed = &feeds.v[i];
        if (feed->url.n == 0 || feed->paused)
            continue;
        struct subscription *s = wd_list_push(&p->arena, &p->subscriptions);
        s->name = feed->name;
        s->interval_s = feed->interval_s;
        err = wd_store_poll(p->reader, &p->arena, feed->name, &s->poll);
        if (err == WD_E_NOTFOUND) {
            s->poll = (struct wd_poll){.feed = feed->name,
                                       .last_utc = WD_NO_TIME,
                                       .next_utc = WD_NO_TIME,
                                       .last_new_utc = WD_NO_TIME,
                                       .moved_since_utc = WD_NO_TIME};
            err = 0;
        }
        s->url = s->poll.url_now.n ? s->poll.url_now : feed->url;
    }
    p->reload_utc = p->now_utc + RELOAD_S;
    if (!err)
        keep_hubs(p);
    return err;
}

static int newest_first(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*y > *x) - (*y < *x);
}

struct entries {
    int64_t gaps_s[GAPS];
    size_t gap_n, n;
    int64_t newest_utc, oldest_utc, ttl_s;
    wd_links links; /* of the feed */
};

/* Dates of the entries, for the schedule. A body that cannot be read has none; the desk reports it as a fault. */
static void look_at_entries(struct wd_arena *a, const struct wd_event *event, struct entries *e)
{
    struct wd_document document;
    *e = (struct entries){.newest_utc = WD_NO_TIME, .oldest_utc = WD_NO_TIME};
    if (wd_prepare_document(a, event, NULL, &document, NULL) != 0)
        return;
    e->links = document.feed.links;
    int64_t ttl_min;
    if (wd_str_to_i64(document.feed.ttl, &ttl_min) && ttl_min > 0 && ttl_min < 10080)
        e->ttl_s = ttl_min * 60;
    int64_t *dates = wd_arena_array(a, document.items.n, sizeof *dates);
    size_t n = 0;
    for (size_t i = 0; i < document.items.n; i++) {
        int64_t at = document.items.v[i].published_utc != WD_NO_TIME ? document.items.v[i].published_utc : document.items.v[i].updated_utc;
        if (at != WD_NO_TIME)
            dates[n++] = at;
    }
    e->n = document.items.n;
    qsort(dates, n, sizeof *dates, newest_first);
    for (size_t i = 0; i + 1 < n && e->gap_n < GAPS; i++)
        e->gaps_s[e->gap_n++] = dates[i] - dates[i + 1];
    if (n) {
        e->newest_utc = dates[0];
        e->oldest_utc = dates[n - 1];
    }
}

static struct subscription *find(struct wd_poller *p, struct wd_str name)
{
    for (size_t i = 0; i < p->subscriptions.n; i++)
        if (wd_str_eq(p->subscriptions.v[i].name, name))
            return &p->subscriptions.v[i];
    return NULL;
}

static void moved(struct subscription *s, const struct wd_fetched *got, int64_t now_utc)
{
    if (!got->moved_permanently) {
        s->poll.moved_since_utc = WD_NO_TIME;
        return;
    }
    if (s->poll.moved_since_utc == WD_NO_TIME)
        s->poll.moved_since_utc = now_utc;
    else if (now_utc - s->poll.moved_since_utc >= MOVED_S)
        s->poll.url_now = got->final_url;
}

static void answered(struct wd_poller *p, struct subscription *s, const struct wd_fetched *got, const struct entries *e)
{
    struct wd_poll *poll = &s->poll;
    bool good = !got->err && (got->status == 200 || got->status == 304);
    poll->polls++;
    poll->last_utc = p->now_utc;
    poll->failures = good ? 0 : poll->failures + 1;
    poll->error = good ? wd_str_n("", 0) : got->message.n ? got->message : WD_STR("the server gave no usable answer");
    poll->gone = got->status == 410;
    if (good)
        moved(s, got, p->now_utc);
    struct wd_schedule_input in = {
        .gaps_s = e->gaps_s,
        .gap_n = e->gap_n,
        .last_interval_s = poll->interval_s ? poll->interval_s : s->interval_s,
        .ttl_s = e->ttl_s,
        .retry_after_s = got->retry_after_s,
        .max_age_s = got->max_age_s,
        .status = got->status,
        .failures = poll->failures,
        .all_new = e->oldest_utc != WD_NO_TIME && poll->last_new_utc != WD_NO_TIME && e->oldest_utc > poll->last_new_utc,
        .seed = wd_hash(s->name),
    };
    int64_t next_s = WD_MAX(wd_schedule_next_s(&p->o, &in), s->interval_s);
    if (good)
        poll->interval_s = next_s;
    poll->pushed = good && wd_websub_live(p->websub, s->name, p->now_utc);
    poll->next_utc = p->now_utc + (poll->pushed ? WD_MAX(next_s, p->o.max_interval_s) : next_s);
    if (e->newest_utc != WD_NO_TIME && (poll->last_new_utc == WD_NO_TIME || e->newest_utc > poll->last_new_utc))
        poll->last_new_utc = e->newest_utc;
}

static void done(void *context, const struct wd_fetched *got)
{
    struct wd_poller *p = context;
    if (got->tag) {
        wd_websub_done(p->websub, got, p->now_utc);
        return;
    }
    struct subscription *s = find(p, got->feed);
    p->under_way--;
    if (!s)
        return;
    s->asked = false;
    struct wd_arena a;
    wd_arena_init(&a);
    struct entries e = {.newest_utc = WD_NO_TIME, .oldest_utc = WD_NO_TIME};
    int err;
    if (!got->err && got->status == 200) {
        struct wd_event event = {
            .kind = WD_EVENT_DELIVERY,
            .instant_utc = p->now_utc,
            .feed = s->name,
            .source = s->url,
            .url = got->final_url,
            .content_type = got->content_type,
            .content_location = got->content_location,
            .content_language = got->content_language,
            .etag = got->etag,
            .last_modified = got->last_modified,
            .body = got->body,
        };
        look_at_entries(&a, &event, &e);
        s->poll.etag = wd_arena_str(&p->arena, got->etag);
        s->poll.last_modified = wd_arena_str(&p->arena, got->last_modified);
        s->poll.entries += (int64_t)e.n;
        answered(p, s, got, &e);
        struct wd_append append = {.event = &event};
        err = wd_store_append_poll(wd_desk_store(p->desk), &append, &s->poll);
        if (!err && !append.was_there)
            wd_desk_wake(p->desk);
        if (!err)
            wd_websub_found(p->websub, s->name, s->url, got, &e.links, p->now_utc);
    } else {
        answered(p, s, got, &e);
        err = wd_store_set_poll(wd_desk_store(p->desk), &s->poll);
        if (s->poll.error.n)
            wd_log(WD_LOG_WARNING, "feed %.*s: %.*s", WD_STR_ARG(s->name), WD_STR_ARG(s->poll.error));
    }
    s->poll.error = wd_arena_str(&p->arena, s->poll.error);
    s->poll.url_now = wd_arena_str(&p->arena, s->poll.url_now);
    if (err && !p->err)
        p->err = err;
    wd_arena_done(&a);
}

int wd_poller_step(struct wd_poller *p, int64_t now_utc, int64_t timeout_ms)
{
    p->now_utc = now_utc;
    p->err = 0;
    if (p->under_way == 0 && now_utc >= p->reload_utc) {
        int err = reload(p);
        if (err)
            return err;
    }
    for (size_t i = 0; i < p->subscriptions.n; i++) {
        struct subscription *s = &p->subscriptions.v[i];
        bool due = s->poll.next_utc == WD_NO_TIME || s->poll.next_utc <= now_utc;
        /* put off for a hub that can no longer be relied on */
        due = due || (s->poll.pushed && !wd_websub_live(p->websub, s->name, now_utc));
        if (!due || s->asked || s->poll.gone)
            continue;
        s->asked = true;
        p->under_way++;
        wd_fetcher_ask(p->fetcher,
                       &(struct wd_request){.feed = s->name, .url = s->url, .etag = s->poll.etag, .last_modified = s->poll.last_modified});
    }
    int err = wd_websub_step(p->websub, p->fetcher, now_utc);
    if (!err)
        err = wd_fetcher_step(p->fetcher, timeout_ms, done, p);
    return err ? err : p->err;
}
