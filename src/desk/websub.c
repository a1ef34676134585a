#include "desk/websub.h"

#include <stdlib.h>

#include "base/url.h"
#include "base/utf8.h"
#include "desk/websub_inside.h"
#include "os/os.h"

enum { DUE_AT_A_TIME = 32, ASKS = 256, ASKING_S = 600, ANSWER_BYTES = 64 << 10, SAID_BYTES = 120 };

/* ---- errands ---- */

struct wd_errand *wd_errand_new(struct wd_websub *w, enum wd_errand_kind kind)
{
    struct wd_errand *e = wd_calloc(1, sizeof *e);
    wd_arena_init(&e->arena);
    e->kind = kind;
    e->tag = ++w->last_tag;
    e->next = w->errands;
    w->errands = e;
    w->errand_n[kind]++;
    return e;
}

void wd_errand_free(struct wd_websub *w, struct wd_errand *e)
{
    struct wd_errand **link = &w->errands;
    while (*link != e)
        link = &(*link)->next;
    *link = e->next;
    w->errand_n[e->kind]--;
    wd_arena_done(&e->arena);
    free(e);
}

struct wd_str wd_websub_random(struct wd_arena *a)
{
    unsigned char bytes[WD_PUSH_TOKEN_BYTES];
    wd_random(bytes, sizeof bytes);
    return wd_push_token(a, bytes);
}

struct wd_str wd_websub_said(struct wd_arena *a, struct wd_str text)
{
    char *out = wd_arena_raw(a, SAID_BYTES + 1);
    size_t n = 0;
    text = wd_str_trim(text);
    if (!wd_utf8_valid(text) || wd_str_starts(text, "<"))
        return WD_STR("");
    for (size_t at = 0; at < text.n;) {
        struct wd_cp c = wd_utf8_at(text, at);
        if (n + c.bytes > SAID_BYTES)
            break;
        if (c.cp < ' ' || c.cp == 0x7F)
            out[n++] = ' ';
        else
            for (size_t i = 0; i < c.bytes; i++)
                out[n++] = text.p[at + i];
        at += c.bytes;
    }
    out[n] = '\0';
    return wd_str_trim(wd_str_n(out, n));
}

struct wd_str wd_websub_refusal(struct wd_arena *a, const struct wd_fetched *got)
{
    if (got->err)
        return got->message.n ? got->message : wd_str_c(wd_err_text(got->err));
    if (got->status >= 200 && got->status < 300)
        return WD_STR("");
    struct wd_str text = wd_websub_said(a, got->body);
    return wd_arena_printf(a, "it answered %d%s%.*s", got->status, text.n ? ": " : "", WD_STR_ARG(text));
}

/* ---- records; the lock is held ---- */

static void note_good(struct wd_websub *w, const struct wd_push *p)
{
    if (p->feed.n)
        *wd_map_at(&w->good, wd_hash(p->feed)) = (uint64_t)wd_push_good_until(p);
}

int wd_websub_save(struct wd_websub *w, const struct wd_push *p)
{
    note_good(w, p);
    int err = wd_store_put_push(w->store, p);
    if (err)
        wd_log(WD_LOG_ERROR, "websub: a subscription cannot be stored: %s", wd_err_text(err));
    return err;
}

int wd_websub_forget(struct wd_websub *w, const struct wd_push *p)
{
    if (p->feed.n)
        (void)wd_map_remove(&w->good, wd_hash(p->feed));
    return wd_store_drop_push(w->store, p->token);
}

/* A hub that never confirmed need not be told. */
static int leave(struct wd_websub *w, struct wd_push *p, int64_t now_utc)
{
    if (p->feed.n)
        (void)wd_map_remove(&w->good, wd_hash(p->feed));
    if (p->since_utc == WD_NO_TIME && !p->pending)
        return wd_websub_forget(w, p);
    wd_push_leave(p, now_utc);
    return wd_websub_save(w, p);
}

/* With a token and a secret of its own. */
static int subscribe(struct wd_websub *w, struct wd_arena *a, struct wd_str feed, struct wd_str source, const struct wd_push_place *place,
                     int64_t now_utc)
{
    struct wd_push p = {.token = wd_websub_random(a),
                        .secret = wd_websub_random(a),
                        .feed = feed,
                        .source = source,
                        .hub = place->hub,
                        .hubs = place->hubs,
                        .topic = place->topic,
                        .base = w->base,
                        .state = WD_PUSH_ASKED,
                        .since_utc = WD_NO_TIME,
                        .until_utc = WD_NO_TIME,
                        .last_utc = WD_NO_TIME,
                        .next_utc = now_utc};
    return wd_websub_save(w, &p);
}

/* ---- start ---- */

int wd_websub_base(struct wd_arena *a, struct wd_str address, struct wd_str *ret_base, struct wd_where *ret_where)
{
    struct wd_url u = wd_url_split(address);
    if (!wd_url_web(address) || u.has_query || u.has_fragment || address.n > WD_PUSH_URL_BYTES_MAX / 2 ||
        wd_str_find_byte(u.authority, '@', 0) != SIZE_MAX)
        return wd_where_set(ret_where, WD_E_USAGE, "%.*s is no http or https address of a desk, as https://desk.example/",
                            WD_STR_ARG(address));
    while (address.n && address.p[address.n - 1] == '/')
        address.n--;
    *ret_base = wd_arena_str(a, address);
    return 0;
}

int wd_websub_none(struct wd_desk *desk)
{
    struct wd_arena a;
    wd_pushes pushes = {0};
    struct wd_store *store = wd_desk_store(desk);
    wd_arena_init(&a);
    int err = wd_store_pushes(store, &a, INT64_MAX, SIZE_MAX, &pushes);
    for (size_t i = 0; i < pushes.n && !err; i++) {
        struct wd_push *p = &pushes.v[i];
        p->base = WD_STR("");
        err = p->feed.n ? wd_store_put_push(store, p) : wd_store_drop_push(store, p->token);
    }
    wd_arena_done(&a);
    return err;
}

/* Of the desk before this one: under another address it is asked for anew; what was under way when it ended is asked again. While the desk
 * was away pushes may have been lost, so none is relied on before its hub has been heard of. */
static int resume(struct wd_websub *w, int64_t now_utc)
{
    struct wd_arena a;
    wd_pushes pushes = {0};
    wd_arena_init(&a);
    int err = wd_store_pushes(w->store, &a, INT64_MAX, SIZE_MAX, &pushes);
    for (size_t i = 0; i < pushes.n && !err; i++) {
        struct wd_push *p = &pushes.v[i];
        if (!wd_str_eq(p->base, w->base)) {
            struct wd_push_place place = {.hub = p->hub, .topic = p->topic, .hubs = p->hubs};
            err = wd_websub_forget(w, p);
            if (!err && p->feed.n)
                err = subscribe(w, &a, p->feed, p->source, &place, now_utc);
            continue;
        }
        if (p->pending) {
            p->next_utc = now_utc + w->least_s;
            err = wd_websub_save(w, p);
        }
    }
    wd_arena_done(&a);
    return err;
}

int wd_websub_new(struct wd_desk *desk, const struct wd_websub_options *o, struct wd_websub **ret, struct wd_where *ret_where)
{
    struct wd_websub *w = wd_calloc(1, sizeof *w);
    wd_arena_init(&w->arena);
    wd_map_init(&w->good);
    pthread_mutex_init(&w->lock, NULL);
    w->desk = desk;
    w->store = wd_desk_store(desk);
    w->base = wd_arena_str(&w->arena, o->base);
    w->least_s = WD_MAX(o->least_s, (int64_t)1);
    w->applied_seq = -1;
    int err = wd_store_open_reader(o->data, &w->reader, ret_where);
    if (!err) {
        err = resume(w, wd_now_utc());
        if (err)
            (void)wd_where_set(ret_where, err, "%s: the subscriptions at hubs cannot be read: %s", o->data, wd_err_text(err));
    }
    if (err) {
        wd_websub_free(w);
        return err;
    }
    *ret = w;
    return 0;
}

void wd_websub_free(struct wd_websub *w)
{
    if (!w)
        return;
    while (w->errands)
        wd_errand_free(w, w->errands);
    wd_store_close(w->reader);
    wd_map_done(&w->good);
    pthread_mutex_destroy(&w->lock);
    wd_arena_done(&w->arena);
    free(w);
}

void wd_websub_feeds_by(struct wd_websub *w,
                        int (*make)(void *context, struct wd_arena *a, struct wd_str path, struct wd_buf *ret_body,
                                    struct wd_str *ret_type),
                        void *context)
{
    w->make = make;
    w->make_context = context;
}

/* ---- what the poller tells ---- */

bool wd_websub_live(struct wd_websub *w, struct wd_str feed, int64_t now_utc)
{
    if (!w)
        return false;
    pthread_mutex_lock(&w->lock);
    const uint64_t *until = wd_map_find(&w->good, wd_hash(feed));
    bool live = until && (int64_t)*until != WD_NO_TIME && (int64_t)*until > now_utc;
    pthread_mutex_unlock(&w->lock);
    return live;
}

static bool same_strs(const wd_strs *x, const wd_strs *y)
{
    bool same = x->n == y->n;
    for (size_t i = 0; i < x->n && same; i++)
        same = wd_str_eq(x->v[i], y->v[i]);
    return same;
}

void wd_websub_found(struct wd_websub *w, struct wd_str feed, struct wd_str source, const struct wd_fetched *got, const wd_links *links,
                     int64_t now_utc)
{
    if (!w)
        return;
    struct wd_arena a;
    struct wd_push p;
    struct wd_push_place place;
    wd_arena_init(&a);
    pthread_mutex_lock(&w->lock);
    int err = wd_store_push_of(w->store, &a, feed, &p);
    bool have = err == 0;
    err = err == WD_E_NOTFOUND ? 0 : err;
    /* headers alone can begin a subscription, but not say that one is wanted no more */
    bool judged = !err && (links || !have);
    bool named = judged && wd_push_discover(&a, got->link, links, got->final_url, have ? p.hub : WD_STR(""), &place);
    bool same = have && named && wd_str_eq(p.topic, place.topic) && wd_str_eq(p.hub, place.hub);
    if (same && (!wd_str_eq(p.source, source) || !same_strs(&p.hubs, &place.hubs))) {
        p.source = source;
        p.hubs = place.hubs;
        err = wd_websub_save(w, &p);
    }
    if (!err && judged && have && !same)
        err = leave(w, &p, now_utc);
    if (!err && named && !same)
        err = subscribe(w, &a, feed, source, &place, now_utc);
    pthread_mutex_unlock(&w->lock);
    if (err)
        wd_log(WD_LOG_ERROR, "feed %.*s: its hub cannot be stored: %s", WD_STR_ARG(feed), wd_err_text(err));
    wd_arena_done(&a);
}

void wd_websub_keep(struct wd_websub *w, const struct wd_str *feeds, size_t n, int64_t now_utc)
{
    uint64_t all = n;
    for (size_t i = 0; w && i < n; i++)
        all = wd_hash_mix(all, wd_hash(feeds[i]));
    if (!w || all == w->kept)
        return;
    struct wd_arena a;
    struct wd_map names;
    wd_pushes pushes = {0};
    wd_arena_init(&a);
    wd_map_init(&names);
    for (size_t i = 0; i < n; i++)
        *wd_map_at(&names, wd_hash(feeds[i])) = 1;
    pthread_mutex_lock(&w->lock);
    int err = wd_store_pushes(w->store, &a, INT64_MAX, SIZE_MAX, &pushes);
    for (size_t i = 0; i < pushes.n && !err; i++)
        if (pushes.v[i].feed.n && !wd_map_find(&names, wd_hash(pushes.v[i].feed)))
            err = leave(w, &pushes.v[i], now_utc);
    if (!err)
        w->kept = all;
    pthread_mutex_unlock(&w->lock);
    wd_map_done(&names);
    wd_arena_done(&a);
}

/* ---- asking hubs ---- */

static void ask(struct wd_websub *w, struct wd_fetcher *f, const struct wd_push *p)
{
    struct wd_buf form;
    wd_buf_init(&form, 1 << 16);
    wd_push_ask_put(p, &form);
    struct wd_errand *e = wd_errand_new(w, WD_ERRAND_ASK);
    e->token = wd_arena_str(&e->arena, p->token);
    e->asked = true;
    wd_fetcher_ask(f, &(struct wd_request){.url = p->hub,
                                           .tag = e->tag,
                                           .post_type = WD_STR("application/x-www-form-urlencoded"),
                                           .post = wd_buf_str(&form),
                                           .max_bytes = ANSWER_BYTES});
    wd_buf_done(&form);
}

static bool being_asked(const struct wd_websub *w, struct wd_str token)
{
    for (const struct wd_errand *e = w->errands; e; e = e->next)
        if (e->kind == WD_ERRAND_ASK && wd_str_eq(e->token, token))
            return true;
    return false;
}

/* After a failure, where the feed names several hubs: the next one gets an address and a secret that the failed one does not know. */
static int try_other_hub(struct wd_websub *w, struct wd_arena *a, struct wd_push *p)
{
    struct wd_str other = wd_push_other_hub(p);
    bool failed = p->failures && !p->pending && (p->state == WD_PUSH_ASKED || p->state == WD_PUSH_DENIED);
    if (!failed || wd_str_eq(other, p->hub))
        return 0;
    int err = wd_websub_forget(w, p);
    p->hub = other;
    p->token = wd_websub_random(a);
    p->secret = wd_websub_random(a);
    return err;
}

static int ask_hubs(struct wd_websub *w, struct wd_fetcher *f, int64_t now_utc)
{
    struct wd_arena a;
    wd_pushes due = {0};
    if (w->errand_n[WD_ERRAND_ASK] >= ASKS)
        return 0;
    wd_arena_init(&a);
    int err = wd_store_pushes(w->store, &a, now_utc, DUE_AT_A_TIME, &due);
    for (size_t i = 0; i < due.n && !err; i++) {
        struct wd_push *p = &due.v[i];
        if (being_asked(w, p->token)) {
            /* it waits for its turn at the hub's domain */
            p->next_utc = now_utc + ASKING_S;
            err = wd_websub_save(w, p);
            continue;
        }
        err = try_other_hub(w, &a, p);
        if (err)
            break;
        enum wd_push_turn turn = wd_push_turn(p, w->least_s, now_utc);
        err = turn == WD_PUSH_FORGET ? wd_websub_forget(w, p) : wd_websub_save(w, p);
        if (!err && turn == WD_PUSH_ASK)
            ask(w, f, p);
    }
    wd_arena_done(&a);
    return err;
}

int wd_websub_step(struct wd_websub *w, struct wd_fetcher *f, int64_t now_utc)
{
    if (!w)
        return 0;
    pthread_mutex_lock(&w->lock);
    int err = ask_hubs(w, f, now_utc);
    pthread_mutex_unlock(&w->lock);
    return err ? err : wd_hub_step(w, f, now_utc);
}

/* The lock is held. */
static void hub_answered(struct wd_websub *w, const struct wd_errand *e, const struct wd_fetched *got, int64_t now_utc)
{
    struct wd_arena a;
    struct wd_push p;
    wd_arena_init(&a);
    if (wd_store_push(w->store, &a, e->token, &p) == 0) {
        struct wd_str why = wd_websub_refusal(&a, got);
        wd_push_answered(&p, w->least_s, why, now_utc);
        (void)!wd_websub_save(w, &p);
        if (why.n && p.feed.n)
            wd_log(WD_LOG_WARNING, "feed %.*s: hub %.*s: %.*s", WD_STR_ARG(p.feed), WD_STR_ARG(p.hub), WD_STR_ARG(why));
    }
    wd_arena_done(&a);
}

void wd_websub_done(struct wd_websub *w, const struct wd_fetched *got, int64_t now_utc)
{
    if (!w)
        return;
    pthread_mutex_lock(&w->lock);
    struct wd_errand *e = w->errands;
    while (e && e->tag != got->tag)
        e = e->next;
    if (e && e->kind == WD_ERRAND_ASK)
        hub_answered(w, e, got, now_utc);
    pthread_mutex_unlock(&w->lock);
    if (e && e->kind != WD_ERRAND_ASK)
        wd_hub_done(w, e, got, now_utc);
    pthread_mutex_lock(&w->lock);
    if (e)
        wd_errand_free(w, e);
    pthread_mutex_unlock(&w->lock);
}
