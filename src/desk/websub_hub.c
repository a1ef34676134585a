/* The hub of the desk's own feeds. */
#include <stdlib.h>

#include "base/limits.h"
#include "base/url.h"
#include "desk/websub_inside.h"
#include "os/os.h"

enum { LOOK_MS = 2000, LOOK_ANYWAY_S = 60, ANSWER_BYTES = 4096 };

/* ---- a subscriber asks ---- */

static void refuse(struct wd_push_reply *r, int status, struct wd_str text)
{
    *r = (struct wd_push_reply){.status = status, .text = text};
}

/* Path of a topic of this desk; empty for any other. */
static struct wd_str path_of(const struct wd_websub *w, struct wd_str topic)
{
    bool ours = topic.n > w->base.n && wd_str_eq(wd_str_n(topic.p, w->base.n), w->base) && topic.p[w->base.n] == '/' &&
                wd_str_find_byte(topic, '#', 0) == SIZE_MAX && wd_str_find_byte(topic, '?', 0) == SIZE_MAX;
    return ours ? wd_str_from(topic, w->base.n) : WD_STR("");
}

static bool same_host(struct wd_arena *a, struct wd_str x, struct wd_str y)
{
    return wd_str_eq(wd_url_host_key(a, x), wd_url_host_key(a, y));
}

/* One who is there already only renews. The lock is held. */
static bool is_room(struct wd_websub *w, struct wd_arena *a, const struct wd_hub_wish *wish, struct wd_str path)
{
    size_t wishes = 0, of_host = 0;
    struct wd_subscriber there;
    wd_subscribers all = {0};
    for (const struct wd_errand *e = w->errands; e; e = e->next)
        wishes += e->kind == WD_ERRAND_VERIFY && same_host(a, e->wish.callback, wish->callback);
    if (w->errand_n[WD_ERRAND_VERIFY] >= WD_HUB_WISHES || wishes >= WD_HUB_WISHES_OF_HOST)
        return false;
    if (!wish->subscribe || wd_store_subscriber(w->store, a, path, wish->callback, &there) == 0)
        return true;
    if (wd_store_subscribers(w->store, a, &all))
        return false;
    for (size_t i = 0; i < all.n; i++)
        of_host += same_host(a, all.v[i].callback, wish->callback);
    return all.n < WD_HUB_SUBSCRIBERS && of_host < WD_HUB_OF_HOST;
}

void wd_hub_called(struct wd_websub *w, struct wd_arena *a, const struct wd_push_call *call, struct wd_push_reply *ret_reply)
{
    struct wd_hub_wish wish;
    struct wd_where where = {0};
    if (call->too_big) {
        refuse(ret_reply, 413, WD_STR("The form is too large.\n"));
        return;
    }
    if (wd_hub_wish_read(a, call->body, &wish, &where)) {
        refuse(ret_reply, 400, wd_arena_printf(a, "%s\n", where.message));
        return;
    }
    struct wd_str path = path_of(w, wish.topic), type;
    struct wd_buf feed;
    wd_buf_init(&feed, WD_MAX_DELIVERY_BYTES);
    int err = path.n && w->make ? 0 : WD_E_NOTFOUND;
    if (!err && wish.subscribe)
        err = w->make(w->make_context, a, path, &feed, &type);
    wd_buf_done(&feed);
    if (err == WD_E_NOTFOUND) {
        refuse(ret_reply, 404, WD_STR("This hub serves the feeds of this desk alone, and none has this address.\n"));
        return;
    }
    pthread_mutex_lock(&w->lock);
    if (!err && is_room(w, a, &wish, path)) {
        struct wd_errand *e = wd_errand_new(w, WD_ERRAND_VERIFY);
        e->wish = wish;
        struct wd_str *texts[] = {&e->wish.callback, &e->wish.topic, &e->wish.secret};
        for (size_t i = 0; i < WD_COUNT(texts); i++)
            *texts[i] = wd_arena_str(&e->arena, *texts[i]);
        e->topic = wd_arena_str(&e->arena, path);
        e->challenge = wd_websub_random(&e->arena);
        refuse(ret_reply, 202, WD_STR("The callback address will be asked.\n"));
    } else {
        *ret_reply = (struct wd_push_reply){.status = 503, .text = WD_STR("No more subscriptions are taken just now.\n"), .retry = true};
    }
    pthread_mutex_unlock(&w->lock);
}

/* ---- is it wanted? ---- */

static void ask_subscribers(struct wd_websub *w, struct wd_fetcher *f)
{
    pthread_mutex_lock(&w->lock);
    for (struct wd_errand *e = w->errands; e; e = e->next) {
        if (e->kind != WD_ERRAND_VERIFY || e->asked)
            continue;
        e->asked = true;
        wd_fetcher_ask(
            f, &(struct wd_request){
                   .url = wd_hub_verify_url(&e->arena, &e->wish, e->challenge), .tag = e->tag, .max_bytes = ANSWER_BYTES, .stay = true});
    }
    pthread_mutex_unlock(&w->lock);
}

/* What the feed holds now, so that only what changes from now on is pushed. 0 where it cannot be made: then it is pushed. */
static uint64_t content_now(struct wd_websub *w, struct wd_str path)
{
    struct wd_arena a;
    struct wd_buf body;
    struct wd_str type;
    wd_arena_init(&a);
    wd_buf_init(&body, WD_MAX_DELIVERY_BYTES);
    uint64_t content = w->make(w->make_context, &a, path, &body, &type) ? 0 : wd_hash(wd_buf_str(&body));
    wd_buf_done(&body);
    wd_arena_done(&a);
    return content;
}

static int take_subscriber(struct wd_websub *w, const struct wd_errand *e, int64_t now_utc)
{
    struct wd_arena a;
    struct wd_subscriber s;
    wd_arena_init(&a);
    int err = wd_store_subscriber(w->store, &a, e->topic, e->wish.callback, &s);
    if (err == WD_E_NOTFOUND) {
        s = (struct wd_subscriber){.topic = e->topic, .callback = e->wish.callback, .since_utc = now_utc};
        s.sent = content_now(w, e->topic);
        err = 0;
    }
    s.secret = e->wish.secret;
    s.until_utc = now_utc + e->wish.lease_s;
    s.next_utc = now_utc;
    s.failures = 0;
    if (!err)
        err = wd_store_put_subscriber(w->store, &s);
    wd_arena_done(&a);
    return err;
}

static void verified(struct wd_websub *w, const struct wd_errand *e, const struct wd_fetched *got, int64_t now_utc)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_str why = wd_websub_refusal(&a, got);
    if (!why.n && !wd_str_eq(wd_str_trim(got->body), e->challenge))
        why = WD_STR("it did not answer with the challenge");
    if (why.n) {
        wd_log(WD_LOG_NOTE, "hub: %.*s does not confirm the %s of %.*s: %.*s", WD_STR_ARG(e->wish.callback),
               e->wish.subscribe ? "subscription" : "end of the subscription", WD_STR_ARG(e->topic), WD_STR_ARG(why));
    } else {
        int err = e->wish.subscribe ? take_subscriber(w, e, now_utc) : wd_store_drop_subscriber(w->store, e->topic, e->wish.callback);
        if (err)
            wd_log(WD_LOG_ERROR, "hub: a subscription cannot be stored: %s", wd_err_text(err));
    }
    wd_arena_done(&a);
}

/* ---- pushing ---- */

static bool being_pushed(struct wd_websub *w, const struct wd_subscriber *s)
{
    bool found = false;
    pthread_mutex_lock(&w->lock);
    for (const struct wd_errand *e = w->errands; e && !found; e = e->next)
        found = e->kind == WD_ERRAND_PUSH && wd_str_eq(e->topic, s->topic) && wd_str_eq(e->callback, s->callback);
    pthread_mutex_unlock(&w->lock);
    return found;
}

struct content {
    struct wd_buf body;
    struct wd_str type, link;
    uint64_t hash;
    int err; /* of making it; 1: not made yet */
};

static void make_content(struct wd_websub *w, struct wd_arena *a, struct wd_str path, struct content *c)
{
    wd_buf_reset(&c->body);
    c->err = w->make(w->make_context, a, path, &c->body, &c->type);
    c->hash = wd_hash(wd_buf_str(&c->body));
    c->link =
        wd_arena_printf(a, "<%.*s/hub>; rel=\"hub\", <%.*s%.*s>; rel=\"self\"", WD_STR_ARG(w->base), WD_STR_ARG(w->base), WD_STR_ARG(path));
}

static void push(struct wd_websub *w, struct wd_fetcher *f, struct wd_arena *a, const struct wd_subscriber *s, const struct content *c)
{
    struct wd_header headers[2] = {{WD_STR("Link"), c->link}};
    size_t n = 1;
    if (s->secret.n)
        headers[n++] = (struct wd_header){WD_STR("X-Hub-Signature"), wd_signature(a, s->secret, wd_buf_str(&c->body))};
    pthread_mutex_lock(&w->lock);
    struct wd_errand *e = wd_errand_new(w, WD_ERRAND_PUSH);
    e->topic = wd_arena_str(&e->arena, s->topic);
    e->callback = wd_arena_str(&e->arena, s->callback);
    e->content = c->hash;
    e->asked = true;
    uint64_t tag = e->tag;
    pthread_mutex_unlock(&w->lock);
    wd_fetcher_ask(f, &(struct wd_request){.url = s->callback,
                                           .tag = tag,
                                           .post_type = c->type,
                                           .post = wd_buf_str(&c->body),
                                           .headers = headers,
                                           .header_n = n,
                                           .max_bytes = ANSWER_BYTES,
                                           .stay = true});
}

/* Subscribers come by topic, so that each feed is made once. False: there was no room for all. */
static bool push_due(struct wd_websub *w, struct wd_fetcher *f, struct wd_arena *a, const wd_subscribers *all, int64_t now_utc)
{
    struct content c = {.err = 1};
    wd_buf_init(&c.body, WD_MAX_DELIVERY_BYTES);
    bool done = true;
    for (size_t i = 0; i < all->n && done; i++) {
        const struct wd_subscriber *s = &all->v[i];
        if (i == 0 || !wd_str_eq(s->topic, all->v[i - 1].topic))
            c.err = 1;
        if (s->until_utc <= now_utc) {
            (void)!wd_store_drop_subscriber(w->store, s->topic, s->callback);
            continue;
        }
        if (s->next_utc > now_utc) {
            w->retry_utc = WD_MIN(w->retry_utc, s->next_utc);
            continue;
        }
        if (c.err == 1)
            make_content(w, a, s->topic, &c);
        done = !c.err || c.err == WD_E_NOTFOUND;
        if (c.err || c.hash == s->sent || being_pushed(w, s))
            continue;
        done = w->errand_n[WD_ERRAND_PUSH] < WD_HUB_AT_A_TIME;
        if (done)
            push(w, f, a, s, &c);
    }
    wd_buf_done(&c.body);
    return done;
}

int wd_hub_step(struct wd_websub *w, struct wd_fetcher *f, int64_t now_utc)
{
    int64_t seq = 0, now_ms = wd_monotonic_ms();
    ask_subscribers(w, f);
    if (!w->make || now_ms - w->looked_ms < LOOK_MS)
        return 0;
    w->looked_ms = now_ms;
    int err = wd_store_applied(w->reader, &seq);
    if (err || (seq == w->applied_seq && now_utc < w->retry_utc))
        return err;
    struct wd_arena a;
    wd_subscribers all = {0};
    wd_arena_init(&a);
    err = wd_store_subscribers(w->store, &a, &all);
    /* a story that takes long to compose changes after its events were applied (pace.h) */
    w->retry_utc = all.n ? now_utc + LOOK_ANYWAY_S : INT64_MAX;
    if (!err && push_due(w, f, &a, &all, now_utc))
        w->applied_seq = seq;
    else
        w->retry_utc = now_utc;
    wd_arena_done(&a);
    return err;
}

static void pushed(struct wd_websub *w, const struct wd_errand *e, const struct wd_fetched *got, int64_t now_utc)
{
    struct wd_arena a;
    struct wd_subscriber s;
    wd_arena_init(&a);
    int err = wd_store_subscriber(w->store, &a, e->topic, e->callback, &s);
    struct wd_str why = wd_websub_refusal(&a, got);
    if (!err && got->status == 410) {
        err = wd_store_drop_subscriber(w->store, e->topic, e->callback);
    } else if (!err) {
        if (why.n) {
            wd_subscriber_failed(&s, w->least_s, now_utc);
            wd_log(WD_LOG_NOTE, "hub: %.*s did not take %.*s: %.*s", WD_STR_ARG(e->callback), WD_STR_ARG(e->topic), WD_STR_ARG(why));
        } else {
            s.sent = e->content;
            s.pushes++;
            s.failures = 0;
            s.next_utc = now_utc;
        }
        err = wd_store_put_subscriber(w->store, &s);
        w->retry_utc = WD_MIN(w->retry_utc, s.next_utc);
    }
    if (err && err != WD_E_NOTFOUND)
        wd_log(WD_LOG_ERROR, "hub: a subscription cannot be stored: %s", wd_err_text(err));
    wd_arena_done(&a);
}

void wd_hub_done(struct wd_websub *w, struct wd_errand *e, const struct wd_fetched *got, int64_t now_utc)
{
    if (e->kind == WD_ERRAND_VERIFY)
        verified(w, e, got, now_utc);
    else
        pushed(w, e, got, now_utc);
}
