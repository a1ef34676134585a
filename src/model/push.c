#include "model/push.h"

const char *const wd_push_state_names[] = {"asked", "live", "denied", "leaving", NULL};

static const struct wd_field push_fields[] = {
    WD_FIELD(1, wd_push, token, WD_T_STR),       WD_FIELD(2, wd_push, feed, WD_T_STR),
    WD_FIELD(3, wd_push, source, WD_T_STR),      WD_FIELD(4, wd_push, hub, WD_T_STR),
    WD_FIELD(5, wd_push, topic, WD_T_STR),       WD_FIELD(6, wd_push, secret, WD_T_STR),
    WD_FIELD(7, wd_push, base, WD_T_STR),        WD_FIELD_ENUM(8, wd_push, state, wd_push_state_names),
    WD_FIELD(9, wd_push, pending, WD_T_BOOL),    WD_FIELD(10, wd_push, doubted, WD_T_BOOL),
    WD_FIELD(11, wd_push, since_utc, WD_T_TIME), WD_FIELD(12, wd_push, until_utc, WD_T_TIME),
    WD_FIELD(13, wd_push, next_utc, WD_T_TIME),  WD_FIELD(14, wd_push, last_utc, WD_T_TIME),
    WD_FIELD(15, wd_push, failures, WD_T_I64),   WD_FIELD(16, wd_push, pushes, WD_T_I64),
    WD_FIELD(17, wd_push, dropped, WD_T_I64),    WD_FIELD(18, wd_push, error, WD_T_STR),
    WD_FIELD(19, wd_push, hubs, WD_T_STRS),
};
WD_RECORD(wd_push_record, wd_push, push_fields);

static const struct wd_field subscriber_fields[] = {
    WD_FIELD(1, wd_subscriber, topic, WD_T_STR),      WD_FIELD(2, wd_subscriber, callback, WD_T_STR),
    WD_FIELD(3, wd_subscriber, secret, WD_T_STR),     WD_FIELD(4, wd_subscriber, sent, WD_T_KEY),
    WD_FIELD(5, wd_subscriber, since_utc, WD_T_TIME), WD_FIELD(6, wd_subscriber, until_utc, WD_T_TIME),
    WD_FIELD(7, wd_subscriber, next_utc, WD_T_TIME),  WD_FIELD(8, wd_subscriber, failures, WD_T_I64),
    WD_FIELD(9, wd_subscriber, pushes, WD_T_I64),
};
WD_RECORD(wd_subscriber_record, wd_subscriber, subscriber_fields);

struct wd_str wd_push_words(struct wd_arena *a, const struct wd_push *p, int64_t now_utc)
{
    char until[24], last[24];
    wd_time_iso(p->until_utc, until);
    wd_time_iso(p->last_utc, last);
    bool live = p->state == WD_PUSH_LIVE && p->until_utc > now_utc;
    struct wd_str why = p->error.n ? wd_arena_printf(a, ": %.*s", WD_STR_ARG(p->error)) : WD_STR("");
    struct wd_str dropped = p->dropped ? wd_arena_printf(a, "; %" PRId64 " dropped for a bad signature or size", p->dropped) : WD_STR("");
    if (!p->base.n)
        return WD_STR("");
    if (p->state == WD_PUSH_DENIED)
        return wd_arena_printf(a, "denied by %.*s%.*s", WD_STR_ARG(p->hub), WD_STR_ARG(why));
    if (live)
        return wd_arena_printf(a, "pushed by %.*s until %s, %" PRId64 " so far%s%s%.*s%.*s", WD_STR_ARG(p->hub), until, p->pushes,
                               p->last_utc != WD_NO_TIME ? ", last " : "", last, WD_STR_ARG(dropped), WD_STR_ARG(why));
    if (p->failures)
        return wd_arena_printf(a, "not pushed by %.*s%.*s%.*s", WD_STR_ARG(p->hub), WD_STR_ARG(why), WD_STR_ARG(dropped));
    return wd_arena_printf(a, "asked %.*s to push", WD_STR_ARG(p->hub));
}
