/* The states of a subscription at a hub, and of a subscriber at the desk's own. */
#include <stdio.h>

#include "base/form.h"
#include "base/hash.h"
#include "base/url.h"
#include "net/websub.h"

enum {
    DAY_S = 24 * 3600,
    LONGEST_LEASE_S = 366 * DAY_S,
    ASKING_S = 600, /* until the hub has answered; it may have to wait for others of its domain */
    LEAVE_TRIES = 3,
    LONGEST_RETRY_S = 3600
};

/* Doubled with each failure from the first on, up to a tenth later. */
static int64_t back_off_s(int64_t first_s, int64_t most_s, int64_t failures, uint64_t seed)
{
    int64_t wait = WD_MAX(first_s, (int64_t)1);
    for (int64_t i = 1; i < failures && wait < most_s; i++)
        wait *= 2;
    wait = WD_MIN(wait, most_s);
    return wait + (int64_t)(wd_hash_mix(seed, (uint64_t)wait) % (uint64_t)(wait / 10 + 1));
}

static void failed(struct wd_push *p, int64_t least_s, struct wd_str why, int64_t now_utc)
{
    p->pending = false;
    p->failures++;
    p->error = why;
    p->next_utc = now_utc + back_off_s(least_s, DAY_S, p->failures, wd_hash(p->token));
    if (p->state == WD_PUSH_LIVE && p->until_utc <= now_utc)
        p->state = WD_PUSH_ASKED;
}

/* ---- subscriber ---- */

int wd_push_intent_read(struct wd_arena *a, struct wd_str query, struct wd_push_intent *ret)
{
    struct wd_push_intent i = {0};
    const struct {
        const char *name;
        struct wd_str *to;
    } parameters[] = {{"hub.mode", &i.mode},
                      {"hub.topic", &i.topic},
                      {"hub.challenge", &i.challenge},
                      {"hub.lease_seconds", &i.lease},
                      {"hub.reason", &i.reason}};
    for (size_t k = 0; k < WD_COUNT(parameters); k++)
        if (wd_query_get(a, query, parameters[k].name, parameters[k].to))
            return WD_E_INVALID;
    *ret = i;
    return 0;
}

void wd_push_ask_put(const struct wd_push *p, struct wd_buf *out)
{
    bool leaving = p->state == WD_PUSH_LEAVING;
    wd_query_put(out, "hub.mode", leaving ? WD_STR("unsubscribe") : WD_STR("subscribe"));
    wd_query_put(out, "hub.topic", p->topic);
    char callback[WD_PUSH_URL_BYTES_MAX + 128];
    int n = snprintf(callback, sizeof callback, "%.*s/websub/%.*s", WD_STR_ARG(p->base), WD_STR_ARG(p->token));
    wd_query_put(out, "hub.callback", wd_str_n(callback, WD_MIN((size_t)WD_MAX(n, 0), sizeof callback - 1)));
    if (leaving)
        return;
    wd_query_put(out, "hub.secret", p->secret);
    char lease[24];
    n = snprintf(lease, sizeof lease, "%d", WD_PUSH_LEASE_S);
    wd_query_put(out, "hub.lease_seconds", wd_str_n(lease, (size_t)n));
}

enum wd_push_turn wd_push_turn(struct wd_push *p, int64_t least_s, int64_t now_utc)
{
    if (p->pending)
        failed(p, least_s, WD_STR("the hub did not verify the subscription in time"), now_utc);
    if (p->state == WD_PUSH_LEAVING && p->failures >= LEAVE_TRIES)
        return WD_PUSH_FORGET;
    if (p->next_utc != WD_NO_TIME && p->next_utc > now_utc)
        return WD_PUSH_WAIT;
    if (p->state == WD_PUSH_DENIED || (p->state == WD_PUSH_LIVE && p->until_utc <= now_utc))
        p->state = WD_PUSH_ASKED;
    p->pending = true;
    p->next_utc = now_utc + ASKING_S;
    return WD_PUSH_ASK;
}

void wd_push_answered(struct wd_push *p, int64_t least_s, struct wd_str err_text, int64_t now_utc)
{
    /* verified or denied before its answer was read */
    if (!p->pending)
        return;
    if (err_text.n)
        failed(p, least_s, err_text, now_utc);
    else
        p->next_utc = now_utc + least_s;
}

static void confirmed(struct wd_push *p, int64_t lease_s, int64_t least_s, int64_t now_utc)
{
    int64_t renew_s = lease_s * 8 / 10;
    renew_s -= (int64_t)(wd_hash_mix(wd_hash(p->token), (uint64_t)now_utc) % (uint64_t)(lease_s / 20 + 1));
    if (p->state != WD_PUSH_LIVE)
        p->since_utc = now_utc;
    p->state = WD_PUSH_LIVE;
    p->pending = p->doubted = false;
    p->failures = 0;
    p->error = WD_STR("");
    p->until_utc = now_utc + lease_s;
    p->next_utc = now_utc + WD_MAX(renew_s, least_s);
}

bool wd_push_verify(struct wd_push *p, const struct wd_push_intent *intent, int64_t least_s, int64_t now_utc)
{
    bool leaving = p->state == WD_PUSH_LEAVING;
    int64_t lease_s = WD_PUSH_LEASE_S;
    if (!p->pending || !intent->challenge.n || !wd_str_eq(intent->topic, p->topic) ||
        !wd_str_eqc(intent->mode, leaving ? "unsubscribe" : "subscribe"))
        return false;
    if (leaving)
        return true;
    /* hubs before the Recommendation leave it out, and mean what was asked */
    if (intent->lease.n && (!wd_str_to_i64(intent->lease, &lease_s) || lease_s <= 0))
        return false;
    confirmed(p, WD_MIN(lease_s, (int64_t)LONGEST_LEASE_S), least_s, now_utc);
    return true;
}

bool wd_push_denied(struct wd_push *p, const struct wd_push_intent *intent, int64_t now_utc)
{
    if (!wd_str_eqc(intent->mode, "denied") || !wd_str_eq(intent->topic, p->topic) || p->state == WD_PUSH_LEAVING)
        return false;
    p->state = WD_PUSH_DENIED;
    p->pending = false;
    p->failures++;
    p->error = intent->reason;
    p->next_utc = now_utc + back_off_s(DAY_S, DAY_S, 1, wd_hash(p->token));
    return true;
}

struct wd_str wd_push_other_hub(const struct wd_push *p)
{
    for (size_t i = 0; i < p->hubs.n; i++)
        if (wd_str_eq(p->hubs.v[i], p->hub))
            return p->hubs.v[(i + 1) % p->hubs.n];
    return p->hub;
}

void wd_push_leave(struct wd_push *p, int64_t now_utc)
{
    p->state = WD_PUSH_LEAVING;
    p->feed = WD_STR("");
    p->pending = false;
    p->failures = 0;
    p->next_utc = now_utc;
}

int64_t wd_push_good_until(const struct wd_push *p)
{
    return p->state == WD_PUSH_LIVE && !p->failures && !p->doubted ? p->until_utc : WD_NO_TIME;
}

/* ---- hub ---- */

static int64_t lease_of(struct wd_str text)
{
    int64_t lease_s = WD_PUSH_LEASE_S;
    if (!wd_str_to_i64(text, &lease_s) || lease_s <= 0)
        return WD_PUSH_LEASE_S;
    return WD_MIN(WD_MAX(lease_s, (int64_t)WD_PUSH_LEAST_LEASE_S), (int64_t)WD_PUSH_LEASE_S);
}

int wd_hub_wish_read(struct wd_arena *a, struct wd_str form, struct wd_hub_wish *ret, struct wd_where *ret_where)
{
    struct wd_hub_wish w = {0};
    struct wd_str mode = {0}, lease = {0};
    const struct {
        const char *name;
        struct wd_str *to;
    } parameters[] = {{"hub.mode", &mode},
                      {"hub.topic", &w.topic},
                      {"hub.callback", &w.callback},
                      {"hub.secret", &w.secret},
                      {"hub.lease_seconds", &lease}};
    for (size_t k = 0; k < WD_COUNT(parameters); k++)
        if (wd_query_get(a, form, parameters[k].name, parameters[k].to))
            return wd_where_set(ret_where, WD_E_INVALID, "%s is no text", parameters[k].name);
    w.subscribe = wd_str_eqc(mode, "subscribe");
    if (!w.subscribe && !wd_str_eqc(mode, "unsubscribe"))
        return wd_where_set(ret_where, WD_E_INVALID, "hub.mode is subscribe or unsubscribe");
    if (!wd_url_web(w.callback) || w.callback.n > WD_PUSH_URL_BYTES_MAX || wd_str_find_byte(w.callback, '#', 0) != SIZE_MAX ||
        wd_str_find_byte(w.callback, ' ', 0) != SIZE_MAX)
        return wd_where_set(ret_where, WD_E_INVALID, "hub.callback is an http or https address without a fragment");
    if (w.secret.n > WD_PUSH_SECRET_BYTES_MAX)
        return wd_where_set(ret_where, WD_E_INVALID, "hub.secret has at most 200 bytes");
    w.lease_s = lease_of(lease);
    *ret = w;
    return 0;
}

struct wd_str wd_hub_verify_url(struct wd_arena *a, const struct wd_hub_wish *wish, struct wd_str challenge)
{
    struct wd_buf b;
    wd_buf_init(&b, 16 * WD_PUSH_URL_BYTES_MAX);
    wd_buf_puts(&b, wish->callback);
    bool has_query = wd_str_find_byte(wish->callback, '?', 0) != SIZE_MAX;
    wd_buf_printf(&b, "%chub.mode=%s", has_query ? '&' : '?', wish->subscribe ? "subscribe" : "unsubscribe");
    wd_query_put(&b, "hub.topic", wish->topic);
    wd_query_put(&b, "hub.challenge", challenge);
    if (wish->subscribe)
        wd_buf_printf(&b, "&hub.lease_seconds=%" PRId64, wish->lease_s);
    struct wd_str url = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    return url;
}

void wd_subscriber_failed(struct wd_subscriber *s, int64_t least_s, int64_t now_utc)
{
    s->failures++;
    uint64_t seed = wd_hash(s->callback);
    s->next_utc = now_utc + back_off_s(least_s / 15, LONGEST_RETRY_S, s->failures, seed);
}
