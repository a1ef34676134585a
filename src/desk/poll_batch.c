#include "desk/poll_batch.h"

enum { MANY_STATES = 64, LATE_MS = 1000, HEAVY_BYTES = 16 << 20 };

void wd_poll_batch_init(struct wd_poll_batch *b)
{
    *b = (struct wd_poll_batch){0};
    wd_arena_init(&b->arena);
}

void wd_poll_batch_done(struct wd_poll_batch *b)
{
    wd_arena_done(&b->arena);
}

void wd_poll_batch_deliver(struct wd_poll_batch *b, const struct wd_event *event)
{
    struct wd_event *copy = wd_list_push(&b->arena, &b->events);
    wd_record_copy(&wd_event_head_record, &b->arena, event, copy);
    copy->body = wd_arena_str(&b->arena, event->body);
    b->bytes += event->body.n;
}

void wd_poll_batch_state(struct wd_poll_batch *b, const struct wd_poll *poll, int64_t now_ms)
{
    if (b->polls.n == 0)
        b->since_ms = now_ms;
    wd_record_copy(&wd_poll_record, &b->arena, poll, wd_list_push(&b->arena, &b->polls));
}

bool wd_poll_batch_due(const struct wd_poll_batch *b, int64_t now_ms)
{
    return b->events.n || b->polls.n >= MANY_STATES || (b->polls.n && now_ms - b->since_ms >= LATE_MS);
}

bool wd_poll_batch_heavy(const struct wd_poll_batch *b)
{
    return b->bytes > HEAVY_BYTES;
}

int wd_poll_batch_write(struct wd_poll_batch *b, struct wd_store *store, bool *ret_any)
{
    struct wd_append *appends = wd_arena_array(&b->arena, b->events.n, sizeof *appends);
    for (size_t i = 0; i < b->events.n; i++)
        appends[i].event = &b->events.v[i];
    int err = wd_store_append_polls(store, appends, b->events.n, b->polls.v, b->polls.n);
    if (err)
        return err;
    *ret_any = false;
    for (size_t i = 0; i < b->events.n; i++)
        *ret_any |= !appends[i].was_there;
    memset(&b->events, 0, sizeof b->events);
    memset(&b->polls, 0, sizeof b->polls);
    b->bytes = 0;
    wd_arena_reset(&b->arena);
    return 0;
}
