/* Hubs that call: to verify, to deny, to push. */
#include "archive/stream.h"
#include "base/limits.h"
#include "desk/websub_inside.h"
#include "os/os.h"

enum { OTHER_BYTES = 64 << 10 };

static void reply(struct wd_push_reply *r, int status, struct wd_str text)
{
    *r = (struct wd_push_reply){.status = status, .text = text};
}

/* The hub wants to know, or to tell. The lock is held. */
static void verify(struct wd_websub *w, struct wd_arena *a, struct wd_push *p, struct wd_str query, int64_t now_utc,
                   struct wd_push_reply *r)
{
    struct wd_push_intent intent;
    if (wd_push_intent_read(a, query, &intent))
        return;
    if (wd_str_eqc(intent.mode, "denied")) {
        intent.reason = wd_websub_said(a, intent.reason);
        if (wd_push_denied(p, &intent, now_utc) && wd_websub_save(w, p) == 0) {
            wd_log(WD_LOG_WARNING, "feed %.*s: hub %.*s denies the subscription: %.*s", WD_STR_ARG(p->feed), WD_STR_ARG(p->hub),
                   WD_STR_ARG(intent.reason));
            reply(r, 200, WD_STR(""));
        }
        return;
    }
    if (!wd_push_verify(p, &intent, w->least_s, now_utc))
        return;
    int err = p->state == WD_PUSH_LEAVING ? wd_websub_forget(w, p) : wd_websub_save(w, p);
    if (err)
        *r = (struct wd_push_reply){.status = 503, .retry = true};
    else
        reply(r, 200, intent.challenge);
}

static void dropped(struct wd_websub *w, struct wd_push *p, const char *why)
{
    p->dropped++;
    p->doubted = true;
    wd_log(WD_LOG_WARNING, "feed %.*s: a push of %.*s was dropped: %s", WD_STR_ARG(p->feed), WD_STR_ARG(p->hub), why);
    (void)!wd_websub_save(w, p);
}

/* Some hubs hand on what they fetched as they fetched it. */
static int unpack(struct wd_arena *a, struct wd_str *body)
{
    return wd_str_starts(*body, "\x1F\x8B") ? wd_unpack(a, WD_CODING_GZIP, *body, WD_MAX_DELIVERY_BYTES, body) : 0;
}

static int append(struct wd_websub *w, const struct wd_push *p, struct wd_str content_type, struct wd_str body, int64_t now_utc)
{
    struct wd_event event = {.kind = WD_EVENT_DELIVERY,
                             .instant_utc = now_utc,
                             .feed = p->feed,
                             .source = p->source,
                             .url = p->topic,
                             .content_type = content_type,
                             .body = body};
    struct wd_append one = {.event = &event};
    return wd_desk_append(w->desk, &one, 1);
}

/* Answered 2xx although it is dropped: the hub need not learn what a right signature is, and need not try again. */
static void take_push(struct wd_websub *w, struct wd_arena *a, const struct wd_push *before, const struct wd_push_call *call,
                      struct wd_push_reply *r)
{
    int64_t now_utc = wd_now_utc();
    struct wd_push p;
    /* the signature is that of the bytes as they came; what is packed is delivered as what is in it */
    struct wd_str body = call->body;
    bool signed_well = !call->too_big && wd_signature_holds(call->signature, before->secret, body);
    bool whole = signed_well && unpack(a, &body) == 0;
    int err = whole ? append(w, before, call->content_type, body, now_utc) : 0;
    if (err) {
        wd_log(WD_LOG_ERROR, "feed %.*s: a push cannot be written to the log: %s", WD_STR_ARG(before->feed), wd_err_text(err));
        *r = (struct wd_push_reply){.status = 503, .retry = true};
        return;
    }
    pthread_mutex_lock(&w->lock);
    if (wd_store_push(w->store, a, before->token, &p) == 0 && p.feed.n) {
        if (whole) {
            p.pushes++;
            p.last_utc = now_utc;
            p.doubted = false;
            (void)!wd_websub_save(w, &p);
        } else {
            dropped(w, &p,
                    call->too_big       ? "it is too large"
                    : signed_well       ? "it cannot be unpacked"
                    : call->signature.n ? "its signature is wrong"
                                        : "it is not signed");
        }
    }
    pthread_mutex_unlock(&w->lock);
    reply(r, call->too_big ? 413 : whole ? 200 : 202, WD_STR(""));
}

size_t wd_websub_room(void *websub, struct wd_str token)
{
    struct wd_websub *w = websub;
    struct wd_arena a;
    struct wd_push p;
    wd_arena_init(&a);
    bool known = wd_store_push(w->store, &a, token, &p) == 0 && p.feed.n;
    wd_arena_done(&a);
    return known ? WD_MAX_DELIVERY_BYTES : OTHER_BYTES;
}

void wd_websub_call(void *websub, struct wd_arena *a, const struct wd_push_call *call, struct wd_push_reply *ret_reply)
{
    struct wd_websub *w = websub;
    struct wd_push p;
    if (!call->token.n) {
        wd_hub_called(w, a, call, ret_reply);
        return;
    }
    reply(ret_reply, call->post ? 410 : 404, WD_STR("No such subscription.\n"));
    pthread_mutex_lock(&w->lock);
    int err = wd_store_push(w->store, a, call->token, &p);
    if (!err && !call->post)
        verify(w, a, &p, call->query, wd_now_utc(), ret_reply);
    pthread_mutex_unlock(&w->lock);
    if (err && err != WD_E_NOTFOUND)
        *ret_reply = (struct wd_push_reply){.status = 503, .retry = true};
    if (!err && call->post && p.feed.n)
        take_push(w, a, &p, call, ret_reply);
}
