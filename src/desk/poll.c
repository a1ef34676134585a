#include "desk/poll.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/heap.h"
#include "desk/outage.h"
#include "desk/pages.h"
#include "desk/poll_batch.h"
#include "desk/poll_hosts.h"
#include "desk/polled.h"
#include "desk/prepare.h"
#include "os/os.h"

enum {
    RELOAD_S = 2,
    LEAST_ASKS_A_SECOND = 16,
    ROUND_S = 300, /* all feeds, when all are due at once, are asked in so long */
    PROBE_MS = 5000
};

struct subscription {
    char *name, *url;
    struct wd_buf packed; /* its wd_poll */
    size_t host;
    int64_t next_utc, least_s, retry_utc;
    bool asked, off, seen, pushed; /* off: paused, gone, or no more; pushed: put off, as a hub tells of new entries */
};

struct wd_poller {
    struct wd_desk *desk;
    struct wd_store *reader;
    struct wd_fetcher *fetcher;
    struct wd_fetcher_options o;
    struct wd_websub *websub; /* NULL: nothing is pushed */
    struct wd_pages *pages;
    struct subscription **subscriptions;
    size_t n, cap;
    struct wd_map by_name; /* hash of the name -> number + 1 */
    struct wd_heap due;    /* numbers of subscriptions; an entry counts while it has their next_utc */
    struct wd_poll_hosts hosts;
    struct wd_outage outage;
    int64_t probe_ms; /* without a network: when one feed is asked again */
    int64_t mark, reload_utc, now_utc;
    double asks; /* that may be made now */
    int64_t asks_ms;
    bool loaded;
    struct wd_poll_batch batch; /* what came and is not written yet */
    int err;
};

static int64_t held_until_utc(void *context, struct wd_str url);

int wd_poller_new(struct wd_desk *desk, const char *data, const struct wd_fetcher_options *o, struct wd_poller **ret,
                  struct wd_where *ret_where)
{
    struct wd_poller *p = wd_calloc(1, sizeof *p);
    p->desk = desk;
    p->o = *o;
    p->mark = -1;
    p->asks = LEAST_ASKS_A_SECOND;
    p->asks_ms = wd_monotonic_ms();
    wd_poll_batch_init(&p->batch);
    wd_map_init(&p->by_name);
    wd_poll_hosts_init(&p->hosts);
    wd_heap_init(&p->due);
    int err = wd_store_open_reader(data, &p->reader, ret_where);
    if (!err)
        err = wd_fetcher_new(o, &p->fetcher, ret_where);
    if (err) {
        wd_poller_free(p);
        return err;
    }
    p->pages = wd_pages_new(&(struct wd_pages_options){
        .reader = p->reader, .batch = &p->batch, .host_pause_ms = o->host_pause_ms, .held_until_utc = held_until_utc, .context = p});
    *ret = p;
    return 0;
}

void wd_poller_push(struct wd_poller *p, struct wd_websub *websub)
{
    p->websub = websub;
}

void wd_poller_wake(struct wd_poller *p)
{
    wd_fetcher_wake(p->fetcher);
}

size_t wd_poller_under_way(const struct wd_poller *p)
{
    return wd_fetcher_under_way(p->fetcher);
}

/* ---- what is to be written ---- */

static int flush(struct wd_poller *p)
{
    bool any = false;
    int err = wd_poll_batch_write(&p->batch, wd_desk_store(p->desk), &any);
    if (any)
        wd_desk_wake(p->desk);
    return err;
}

static int flush_when_due(struct wd_poller *p)
{
    return wd_poll_batch_due(&p->batch, wd_monotonic_ms()) ? flush(p) : 0;
}

void wd_poller_free(struct wd_poller *p)
{
    if (!p)
        return;
    if (p->batch.polls.n)
        (void)!flush(p);
    wd_fetcher_free(p->fetcher);
    wd_pages_free(p->pages);
    wd_store_close(p->reader);
    for (size_t i = 0; i < p->n; i++) {
        free(p->subscriptions[i]->name);
        free(p->subscriptions[i]->url);
        wd_buf_done(&p->subscriptions[i]->packed);
        free(p->subscriptions[i]);
    }
    free((void *)p->subscriptions);
    wd_poll_hosts_done(&p->hosts);
    wd_map_done(&p->by_name);
    wd_heap_done(&p->due);
    wd_poll_batch_done(&p->batch);
    free(p);
}

/* ---- subscriptions ---- */

static char *copy_c(struct wd_str s)
{
    char *c = wd_malloc(s.n + 1);
    memcpy(c, s.p ? s.p : "", s.n);
    c[s.n] = 0;
    return c;
}

static int64_t held_until_utc(void *context, struct wd_str url)
{
    struct wd_poller *p = context;
    size_t host = wd_poll_host(&p->hosts, url); /* may move the list */
    return p->hosts.hold_until_utc[host];
}

static struct subscription *find(const struct wd_poller *p, struct wd_str name, size_t *ret_number)
{
    const uint64_t *at = wd_map_find(&p->by_name, wd_hash(name));
    if (!at || *at == 0)
        return NULL;
    *ret_number = (size_t)*at - 1;
    return p->subscriptions[*at - 1];
}

static void unpack(struct wd_arena *a, const struct subscription *s, struct wd_poll *ret_poll)
{
    if (s->packed.n == 0 || wd_record_unpack(&wd_poll_record, a, wd_buf_str(&s->packed), ret_poll) != 0)
        wd_poll_init(ret_poll, wd_str_c(s->name), wd_str_c(s->url));
}

/* The state as it is from now on. Its texts may lie in what was packed before, which goes: the poll is not to be used any more. */
static void keep(struct wd_poller *p, size_t number, const struct wd_poll *poll)
{
    struct subscription *s = p->subscriptions[number];
    struct wd_buf packed;
    wd_buf_init(&packed, 1 << 20);
    wd_record_pack(&wd_poll_record, poll, &packed);
    s->next_utc = poll->next_utc == WD_NO_TIME ? INT64_MIN + 1 : poll->next_utc;
    s->off = s->off || poll->gone;
    s->pushed = poll->wait == WD_WAIT_PUSH;
    s->host = wd_poll_host(&p->hosts, poll->url_now.n ? poll->url_now : poll->url);
    wd_poll_hosts_hold(&p->hosts, s->host, poll->hold_until_utc);
    if (!s->off && !s->asked)
        wd_heap_push(&p->due, s->next_utc, number);
    wd_buf_done(&s->packed);
    s->packed = packed;
}

static void write_later(struct wd_poller *p, const struct wd_poll *poll)
{
    wd_poll_batch_state(&p->batch, poll, wd_monotonic_ms());
}

static struct subscription *add(struct wd_poller *p, struct wd_str name, size_t *ret_number)
{
    if (p->n == p->cap) {
        p->cap = p->cap ? p->cap * 2 : 64;
        p->subscriptions = wd_realloc((void *)p->subscriptions, p->cap * sizeof(struct subscription *));
    }
    struct subscription *s = wd_calloc(1, sizeof *s);
    s->name = copy_c(name);
    wd_buf_init(&s->packed, 1 << 20);
    p->subscriptions[p->n++] = s;
    *wd_map_at(&p->by_name, wd_hash(name)) = p->n;
    *ret_number = p->n - 1;
    return s;
}

/* A subscription as it is now: new, changed, or as it was. */
static int follow(struct wd_poller *p, struct wd_arena *a, const struct wd_feed *feed)
{
    size_t number = 0;
    struct wd_poll poll;
    struct subscription *s = find(p, feed->name, &number);
    bool known = s != NULL;
    if (!known)
        s = add(p, feed->name, &number);
    bool same = known && wd_str_eqc(feed->url, s->url) && s->retry_utc == feed->retry_utc && s->off == feed->paused;
    s->seen = true;
    s->least_s = feed->interval_s;
    if (same)
        return 0;
    free(s->url);
    s->url = copy_c(feed->url);
    s->retry_utc = feed->retry_utc;
    s->off = feed->paused;
    if (known) {
        unpack(a, s, &poll);
    } else {
        int err = wd_store_poll(p->reader, a, feed->name, &poll);
        if (err == WD_E_NOTFOUND)
            wd_poll_init(&poll, feed->name, feed->url);
        else if (err)
            return err;
    }
    if (poll.url.n == 0) /* a state of an older program */
        poll.url = feed->url;
    if (!wd_str_eq(poll.url, feed->url))
        wd_poll_init(&poll, feed->name, feed->url);
    if (feed->retry_utc > 0 && feed->retry_utc > poll.retried_utc) {
        poll.retried_utc = feed->retry_utc;
        poll.gone = false;
        poll.failures = 0;
        poll.next_utc = poll.hold_until_utc = WD_NO_TIME;
    }
    wd_polled_clock(&p->o, p->now_utc, &poll);
    keep(p, number, &poll);
    return 0;
}

static void forget_others(struct wd_poller *p)
{
    for (size_t i = 0; i < p->n; i++) {
        struct subscription *s = p->subscriptions[i];
        if (!s->seen && s->url) {
            s->off = true;
            free(s->url);
            s->url = NULL; /* whoever subscribes to it again begins with what the store has */
            wd_buf_reset(&s->packed);
            (void)wd_map_remove(&p->by_name, wd_hash(wd_str_c(s->name)));
        }
    }
}

static void keep_hubs(struct wd_poller *p, struct wd_arena *a)
{
    struct wd_str *names = wd_arena_array(a, p->n, sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++)
        if (p->subscriptions[i]->url && !p->subscriptions[i]->off)
            names[n++] = wd_str_c(p->subscriptions[i]->name);
    wd_websub_keep(p->websub, names, n, p->now_utc);
}

/* What was put off for a hub that can no longer be relied on is due. */
static void look_at_hubs(struct wd_poller *p)
{
    for (size_t i = 0; i < p->n; i++) {
        struct subscription *s = p->subscriptions[i];
        if (!s->pushed || s->off || s->asked || s->next_utc <= p->now_utc || wd_websub_live(p->websub, wd_str_c(s->name), p->now_utc))
            continue;
        s->pushed = false;
        s->next_utc = p->now_utc;
        wd_heap_push(&p->due, s->next_utc, i);
    }
}

/* Subscriptions are read anew when one has changed: what a user adds is asked soon. */
static int reload(struct wd_poller *p)
{
    int64_t mark = 0;
    int err = wd_store_feeds_mark(p->reader, &mark);
    if (err || (p->loaded && mark == p->mark))
        return err;
    struct wd_arena a;
    wd_feeds feeds = {0};
    wd_arena_init(&a);
    for (size_t i = 0; i < p->n; i++)
        p->subscriptions[i]->seen = false;
    err = wd_store_feeds(p->reader, &a, &feeds);
    for (size_t i = 0; i < feeds.n && !err; i++)
        if (feeds.v[i].url.n)
            err = follow(p, &a, &feeds.v[i]);
    if (!err) {
        forget_others(p);
        keep_hubs(p, &a);
        p->mark = mark;
        p->loaded = true;
    }
    wd_arena_done(&a);
    return err;
}

/* The clock was set back: what lies too far ahead now is brought back. */
static void set_back(struct wd_poller *p)
{
    struct wd_arena a;
    wd_arena_init(&a);
    wd_poll_hosts_forget(&p->hosts);
    for (size_t i = 0; i < p->n; i++) {
        struct wd_poll poll;
        if (!p->subscriptions[i]->url)
            continue;
        wd_arena_reset(&a);
        unpack(&a, p->subscriptions[i], &poll);
        wd_polled_clock(&p->o, p->now_utc, &poll);
        keep(p, i, &poll);
    }
    wd_arena_done(&a);
}

/* ---- the network ---- */

static void undo_failure(struct wd_poller *p, size_t number)
{
    struct wd_arena a;
    struct wd_poll poll;
    wd_arena_init(&a);
    unpack(&a, p->subscriptions[number], &poll);
    poll.failures = WD_MAX(poll.failures - 1, (int64_t)0);
    poll.next_utc = p->now_utc;
    poll.wait = WD_WAIT_NETWORK;
    write_later(p, &poll);
    keep(p, number, &poll);
    wd_arena_done(&a);
}

static void note_network(struct wd_poller *p, const struct wd_fetched *got, size_t number)
{
    struct wd_outage *o = &p->outage;
    enum wd_outage_change change = WD_OUTAGE_NONE;
    if (got->status)
        change = wd_outage_reached(o);
    else if (got->trouble == WD_TROUBLE_NETWORK)
        change = wd_outage_failed(o, p->subscriptions[number]->host, number, p->hosts.n);
    if (change == WD_OUTAGE_ENDS)
        wd_log(WD_LOG_NOTE, "the network is back");
    if (change != WD_OUTAGE_BEGINS)
        return;
    wd_log(WD_LOG_WARNING, "no network: none of %zu hosts can be reached; feeds are asked again when one can", o->n);
    p->probe_ms = wd_monotonic_ms();
    for (size_t i = 0; i + 1 < o->n; i++)
        undo_failure(p, o->feeds[i]);
}

/* ---- answers ---- */

static bool no_feed(const struct wd_document *d)
{
    return wd_str_eqc(d->format, "html") || wd_str_eqc(d->format, "text");
}

/* Reads the body of a 200; what is no feed is trouble. */
static const struct wd_document *read_document(struct wd_arena *a, const struct wd_event *event, struct wd_fetched *got)
{
    struct wd_where w = {0};
    struct wd_document *d = WD_NEW(a, struct wd_document);
    int err = wd_prepare_document(a, event, NULL, d, &w);
    if (!err && !no_feed(d))
        return d;
    got->trouble = WD_TROUBLE_ANSWER;
    got->message = !err                 ? WD_STR("the answer is a web page or a text, not a feed")
                   : event->body.n == 0 ? WD_STR("the answer is empty")
                   : w.message[0]       ? wd_arena_printf(a, "the answer is not a feed: %s", w.message)
                                        : wd_arena_printf(a, "the answer is not a feed: %s", wd_err_text(err));
    return NULL;
}

static void log_trouble(const struct wd_poll *before, const struct wd_poll *after, bool no_network)
{
    if (after->trouble != WD_TROUBLE_NONE && !no_network && (before->trouble != after->trouble || !wd_str_eq(before->error, after->error)))
        wd_log(WD_LOG_WARNING, "feed %.*s: %.*s", WD_STR_ARG(after->feed), WD_STR_ARG(after->error));
    if (after->url_now.n && !wd_str_eq(before->url_now, after->url_now))
        wd_log(WD_LOG_NOTE, "feed %.*s has moved to %.*s", WD_STR_ARG(after->feed), WD_STR_ARG(after->url_now));
}

static void answer(struct wd_poller *p, struct wd_arena *a, size_t number, const struct wd_fetched *from)
{
    struct subscription *s = p->subscriptions[number];
    struct wd_fetched got = *from;
    struct wd_poll poll, before;
    struct wd_event event = {.kind = WD_EVENT_DELIVERY,
                             .instant_utc = p->now_utc,
                             .feed = wd_str_c(s->name),
                             .source = wd_str_c(s->url),
                             .url = got.final_url,
                             .content_type = got.content_type,
                             .content_location = got.content_location,
                             .content_language = got.content_language,
                             .etag = got.etag,
                             .last_modified = got.last_modified,
                             .body = got.body};
    const struct wd_document *document = NULL;
    unpack(a, s, &poll);
    before = poll;
    bool other_body = wd_polled_good(&got) && got.status != 304 && wd_polled_body(got.body) != poll.body;
    /* hubs are found in any body: the one that was chosen may have failed meanwhile */
    if (other_body || (p->websub && wd_polled_good(&got) && got.status != 304))
        document = read_document(a, &event, &got);
    note_network(p, &got, number);
    struct wd_polled in = {.got = &got,
                           .document = other_body ? document : NULL,
                           .now_utc = p->now_utc,
                           .least_s = s->least_s,
                           .pushed = wd_websub_live(p->websub, wd_str_c(s->name), p->now_utc),
                           .no_network = p->outage.down && got.trouble == WD_TROUBLE_NETWORK};
    wd_polled(a, &p->o, &in, &poll);
    if (document && other_body)
        wd_poll_batch_deliver(&p->batch, &event);
    write_later(p, &poll);
    if (document || (wd_polled_good(&got) && got.link.n))
        wd_websub_found(p->websub, wd_str_c(s->name), wd_str_c(s->url), &got, document ? &document->feed.links : NULL, p->now_utc);
    log_trouble(&before, &poll, in.no_network);
    keep(p, number, &poll);
}

/* Not where the user has given it another address meanwhile. */
static bool still_asked(struct wd_arena *a, const struct subscription *s, const struct wd_fetched *got)
{
    struct wd_poll poll;
    unpack(a, s, &poll);
    return wd_str_eq(got->url, poll.url_now.n ? poll.url_now : wd_str_c(s->url));
}

/* A host that wants to be left alone by pages is left alone by polls, too. */
static void page_done(struct wd_poller *p, const struct wd_fetched *got)
{
    if (got->status && got->trouble == WD_TROUBLE_BUSY && got->retry_after_s > 0)
        wd_poll_hosts_hold(&p->hosts, wd_poll_host(&p->hosts, got->final_url),
                           p->now_utc + WD_MIN(got->retry_after_s, wd_schedule_longest_s(&p->o)));
    int err = wd_pages_done(p->pages, p->fetcher, got, p->outage.down, p->now_utc, wd_monotonic_ms());
    if (!err && wd_poll_batch_heavy(&p->batch))
        err = flush(p);
    p->err = p->err ? p->err : err;
}

static void done(void *context, const struct wd_fetched *got)
{
    struct wd_poller *p = context;
    size_t number = 0;
    if (wd_pages_own(got->tag)) {
        page_done(p, got);
        return;
    }
    if (got->tag) {
        wd_websub_done(p->websub, got, p->now_utc);
        return;
    }
    struct subscription *s = find(p, got->feed, &number);
    if (!s)
        return;
    s->asked = false;
    struct wd_arena a;
    wd_arena_init(&a);
    if (got->err == WD_E_BUSY && got->status == 0) {
        struct wd_poll poll;
        unpack(&a, s, &poll);
        wd_polled_held(p->now_utc + WD_MIN(got->retry_after_s, wd_schedule_longest_s(&p->o)), &poll);
        write_later(p, &poll);
        keep(p, number, &poll);
    } else if (!still_asked(&a, s, got)) {
        struct wd_poll poll;
        unpack(&a, s, &poll);
        keep(p, number, &poll);
    } else {
        answer(p, &a, number, got);
    }
    wd_arena_done(&a);
    if (wd_poll_batch_heavy(&p->batch) && !p->err)
        p->err = flush(p);
}

/* ---- asking ---- */

static double asks_a_second(const struct wd_poller *p)
{
    return p->o.asks_a_second ? p->o.asks_a_second : WD_MAX((double)LEAST_ASKS_A_SECOND, (double)p->n / ROUND_S);
}

static void refill(struct wd_poller *p)
{
    int64_t now_ms = wd_monotonic_ms();
    double rate = asks_a_second(p);
    p->asks = WD_MIN(p->asks + (double)(now_ms - p->asks_ms) * rate / 1000, WD_MAX(rate, (double)LEAST_ASKS_A_SECOND));
    p->asks_ms = now_ms;
}

static void ask(struct wd_poller *p, size_t number)
{
    struct subscription *s = p->subscriptions[number];
    struct wd_arena a;
    struct wd_poll poll;
    wd_arena_init(&a);
    unpack(&a, s, &poll);
    int64_t held = p->hosts.hold_until_utc[s->host];
    if (held != WD_NO_TIME && held > p->now_utc) {
        wd_polled_held(held, &poll);
        write_later(p, &poll);
        keep(p, number, &poll);
    } else {
        struct wd_str url = poll.url_now.n ? poll.url_now : wd_str_c(s->url);
        s->asked = true;
        p->asks--;
        wd_fetcher_ask(p->fetcher,
                       &(struct wd_request){.feed = wd_str_c(s->name), .url = url, .etag = poll.etag, .last_modified = poll.last_modified});
    }
    wd_arena_done(&a);
}

/* Without a network one feed at a time is asked, to see whether it is back. */
static bool may_ask(struct wd_poller *p)
{
    int64_t now_ms = wd_monotonic_ms();
    if (!p->outage.down)
        return p->asks >= 1;
    if (wd_fetcher_under_way(p->fetcher) || now_ms < p->probe_ms)
        return false;
    p->probe_ms = now_ms + PROBE_MS;
    return true;
}

/* Asks what is due; gives how long it may be waited for answers. */
static int64_t ask_due(struct wd_poller *p, int64_t timeout_ms)
{
    refill(p);
    while (p->due.n && p->due.v[0].at <= p->now_utc) {
        size_t number = (size_t)p->due.v[0].value;
        const struct subscription *s = p->subscriptions[number];
        if (s->off || s->asked || s->next_utc != p->due.v[0].at) {
            (void)wd_heap_pop(&p->due);
            continue;
        }
        if (!may_ask(p)) {
            int64_t wait_ms = p->outage.down ? p->probe_ms - wd_monotonic_ms() : (int64_t)(1000 / asks_a_second(p)) + 1;
            return WD_MIN(timeout_ms, WD_MAX(wait_ms, (int64_t)1));
        }
        (void)wd_heap_pop(&p->due);
        ask(p, number);
    }
    return timeout_ms;
}

int wd_poller_step(struct wd_poller *p, int64_t now_utc, int64_t timeout_ms)
{
    bool back = p->loaded && now_utc < p->now_utc - 1;
    p->now_utc = now_utc;
    p->err = 0;
    /* what could not be written comes first */
    int err = flush_when_due(p);
    if (!err && back)
        set_back(p);
    if (!err && (now_utc >= p->reload_utc || back)) {
        err = reload(p);
        p->reload_utc = now_utc + RELOAD_S;
        look_at_hubs(p);
    }
    if (err)
        return err;
    err = wd_websub_step(p->websub, p->fetcher, now_utc);
    timeout_ms = ask_due(p, timeout_ms);
    int64_t wait_ms = -1;
    if (!err && !p->outage.down)
        err = wd_pages_step(p->pages, p->fetcher, now_utc, wd_monotonic_ms(), &wait_ms);
    if (!err)
        err = wd_fetcher_step(p->fetcher, wait_ms >= 0 ? WD_MIN(timeout_ms, wait_ms) : timeout_ms, done, p);
    if (!err)
        err = flush_when_due(p);
    return err ? err : p->err;
}
