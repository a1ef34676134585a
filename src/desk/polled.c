#include "desk/polled.h"

#include <stdlib.h>

#include "base/hash.h"

enum {
    DAY_S = 24 * 3600,
    MOVED_S = 3 * DAY_S, /* a permanent redirect is believed after so long */
    MOVED_POLLS = 3,     /* and so many polls */
    RATE_S = 7 * DAY_S,  /* entries a day are those of about so long */
    GAPS = 32,
    SEEN = 2000, /* identities kept of one body */
    SEEN_BYTES = 4,
    NETWORK_RETRY_S = 15, /* without a network */
    HELD_SPREAD_S = 60
};

bool wd_polled_good(const struct wd_fetched *got)
{
    return got->trouble == WD_TROUBLE_NONE && !got->err && got->status != 0;
}

uint64_t wd_polled_body(struct wd_str body)
{
    uint64_t h = wd_hash(body);
    return h ? h : 1;
}

/* ---- entries ---- */

struct entries {
    int64_t gaps_s[GAPS];
    size_t gap_n, n, fresh, week;
    int64_t newest_utc, oldest_utc;
    struct wd_str seen;
};

static int newest_first(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*y > *x) - (*y < *x);
}

static uint32_t identity_of(const struct wd_item *item)
{
    struct wd_str id = item->id.n ? item->id : item->link.n ? item->link : item->title.value;
    return (uint32_t)wd_hash(id);
}

static int by_value(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static uint32_t *identities(struct wd_arena *a, struct wd_str seen, size_t *ret_n)
{
    size_t n = seen.n / SEEN_BYTES;
    uint32_t *ids = wd_arena_array(a, n, sizeof *ids);
    if (n)
        memcpy(ids, seen.p, n * SEEN_BYTES);
    qsort(ids, n, sizeof *ids, by_value);
    *ret_n = n;
    return ids;
}

static void look_at_dates(struct wd_arena *a, const struct wd_document *d, int64_t now_utc, struct entries *e)
{
    int64_t *dates = wd_arena_array(a, d->items.n, sizeof *dates);
    size_t n = 0;
    for (size_t i = 0; i < d->items.n; i++) {
        const struct wd_item *item = &d->items.v[i];
        int64_t at = item->published_utc != WD_NO_TIME ? item->published_utc : item->updated_utc;
        if (at != WD_NO_TIME)
            dates[n++] = at;
    }
    qsort(dates, n, sizeof *dates, newest_first);
    for (size_t i = 0; i + 1 < n && e->gap_n < GAPS; i++)
        e->gaps_s[e->gap_n++] = dates[i] - dates[i + 1];
    while (e->week < n && dates[e->week] > now_utc - RATE_S)
        e->week++;
    if (n) {
        e->newest_utc = dates[0];
        e->oldest_utc = dates[n - 1];
    }
}

static void look_at_entries(struct wd_arena *a, const struct wd_document *d, int64_t now_utc, const struct wd_poll *poll, struct entries *e)
{
    size_t old_n;
    const uint32_t *old = identities(a, poll->seen, &old_n);
    uint32_t *ids = wd_arena_array(a, d->items.n, sizeof *ids);
    *e = (struct entries){.n = d->items.n, .newest_utc = WD_NO_TIME, .oldest_utc = WD_NO_TIME};
    for (size_t i = 0; i < d->items.n; i++) {
        ids[i] = identity_of(&d->items.v[i]);
        e->fresh += old_n == 0 || !bsearch(&ids[i], old, old_n, sizeof *old, by_value);
    }
    e->seen = wd_str_n((const char *)ids, WD_MIN(d->items.n, (size_t)SEEN) * SEEN_BYTES);
    look_at_dates(a, d, now_utc, e);
}

/* A week's sum that fades: new ones are added, what is there loses its share of the time that passed. */
static void count_entries(const struct entries *e, int64_t now_utc, bool first, struct wd_poll *poll)
{
    if (first && e->n) {
        int64_t span = e->oldest_utc == WD_NO_TIME ? RATE_S : WD_MIN(WD_MAX(now_utc - e->oldest_utc, (int64_t)DAY_S), (int64_t)RATE_S);
        poll->per_day = (double)e->week * DAY_S / (double)span;
    } else {
        int64_t passed = poll->rate_utc == WD_NO_TIME ? 0 : WD_MAX(now_utc - poll->rate_utc, (int64_t)0);
        poll->per_day = poll->per_day / (1 + (double)passed / RATE_S) + (double)e->fresh * DAY_S / RATE_S;
    }
    poll->rate_utc = now_utc;
    poll->entries += (int64_t)e->fresh;
    if (e->fresh)
        poll->found_utc = now_utc;
}

/* ---- redirects ---- */

static bool same_feed(struct wd_arena *a, const struct wd_polled *in, const struct wd_poll *poll)
{
    if (!in->document) /* 304, or the same body */
        return true;
    if (poll->seen.n == 0 && poll->title.n == 0)
        return true;
    if (poll->title.n && wd_str_eq(poll->title, in->document->feed.title.value))
        return true;
    struct entries e;
    look_at_entries(a, in->document, in->now_utc, poll, &e);
    return poll->seen.n && e.fresh < e.n;
}

static void forget_move(struct wd_poll *poll)
{
    poll->moved_to = WD_STR("");
    poll->moved_since_utc = WD_NO_TIME;
    poll->moved_polls = 0;
    poll->moved_same = false;
}

static void moved(struct wd_arena *a, const struct wd_polled *in, struct wd_poll *poll)
{
    const struct wd_fetched *got = in->got;
    if (!got->moved_permanently) {
        forget_move(poll);
        return;
    }
    /* once another feed was found there, its entries are the ones to compare with: no later target can be trusted */
    bool same = (poll->moved_to.n == 0 || poll->moved_same) && same_feed(a, in, poll);
    if (!same || !wd_str_eq(poll->moved_to, got->final_url)) {
        poll->moved_to = got->final_url;
        poll->moved_since_utc = in->now_utc;
        poll->moved_polls = 0;
    }
    poll->moved_same = same;
    poll->moved_polls++;
    if (same && poll->moved_polls >= MOVED_POLLS && in->now_utc - poll->moved_since_utc >= MOVED_S) {
        struct wd_str target = poll->moved_to;
        forget_move(poll);
        poll->url_now = target;
    }
}

/* What was moved to is gone: back to the address that was subscribed to. */
static bool move_back(struct wd_poll *poll)
{
    if (poll->url_now.n == 0 || (poll->trouble != WD_TROUBLE_MISSING && poll->trouble != WD_TROUBLE_GONE))
        return false;
    poll->url_now = poll->etag = poll->last_modified = WD_STR("");
    poll->body = 0;
    forget_move(poll);
    return true;
}

/* ---- the whole ---- */

static void taken(struct wd_arena *a, const struct wd_polled *in, bool *ret_all_new, struct wd_poll *poll)
{
    const struct wd_fetched *got = in->got;
    struct entries e = {.newest_utc = WD_NO_TIME};
    bool first = poll->seen.n == 0 && poll->body == 0;
    if (got->status != 304) {
        poll->etag = got->etag;
        poll->last_modified = got->last_modified;
        poll->body = wd_polled_body(got->body);
    }
    if (in->document) {
        const struct wd_document *d = in->document;
        int64_t ttl_min = 0;
        look_at_entries(a, d, in->now_utc, poll, &e);
        *ret_all_new = poll->seen.n && e.n && e.fresh == e.n;
        if (!wd_str_to_i64(wd_str_trim(d->feed.ttl), &ttl_min) || ttl_min < 0)
            ttl_min = 0;
        poll->ttl_s = WD_MAX(WD_MIN(ttl_min, (int64_t)DAY_S) * 60, (int64_t)d->update_period_s);
        poll->skip_hours = d->skip_hours;
        poll->skip_days = d->skip_days;
        poll->title = d->feed.title.value;
        poll->gap_s = wd_schedule_median_gap_s(e.gaps_s, e.gap_n);
        if (e.n)
            poll->seen = e.seen;
        if (e.newest_utc != WD_NO_TIME)
            poll->last_new_utc = e.newest_utc;
    }
    count_entries(&e, in->now_utc, first, poll);
    if (*ret_all_new) {
        poll->missed++;
        poll->missed_utc = in->now_utc;
    }
}

static void note_trouble(struct wd_arena *a, const struct wd_polled *in, bool good, struct wd_poll *poll)
{
    const struct wd_fetched *got = in->got;
    poll->trouble = (int)got->trouble;
    if (good) {
        poll->failures = 0;
        return;
    }
    poll->failures += in->no_network ? 0 : 1;
    poll->error = got->message.n ? got->message : WD_STR("the server gave no usable answer");
    poll->error_utc = in->now_utc;
    bool direct = wd_str_eq(got->url, got->final_url) || got->moved_permanently;
    if (move_back(poll))
        poll->error = wd_arena_printf(a, "%.*s; the address that it had moved to is given up", WD_STR_ARG(poll->error));
    else
        poll->gone = got->trouble == WD_TROUBLE_GONE && direct;
    if (poll->trouble == WD_TROUBLE_GONE && !poll->gone)
        poll->trouble = WD_TROUBLE_MISSING;
}

static struct wd_schedule schedule(const struct wd_fetcher_options *o, const struct wd_polled *in, bool all_new, const struct wd_poll *poll)
{
    int64_t since = WD_MAX(poll->last_new_utc, poll->found_utc);
    struct wd_schedule_input next = {
        .gap_s = poll->gap_s,
        .quiet_s = since == WD_NO_TIME ? 0 : WD_MAX(in->now_utc - since, (int64_t)0),
        .last_interval_s = poll->interval_s ? poll->interval_s : in->least_s,
        .ttl_s = poll->ttl_s,
        .retry_after_s = in->got->retry_after_s,
        .fresh_s = in->got->fresh_s,
        .trouble = (enum wd_trouble)poll->trouble,
        .failures = poll->failures,
        .all_new = all_new,
        .seed = wd_hash_mix(wd_hash(poll->feed), (uint64_t)poll->polls),
    };
    return wd_schedule_next(o, &next);
}

static void set_next(const struct wd_fetcher_options *o, const struct wd_polled *in, struct wd_schedule next, struct wd_poll *poll)
{
    bool good = poll->trouble == WD_TROUBLE_NONE;
    if (good)
        poll->interval_s = next.rhythm_s;
    if (good && in->pushed && next.in_s < o->max_interval_s) {
        next.in_s = o->max_interval_s;
        next.wait = WD_WAIT_PUSH;
    }
    if (next.in_s < in->least_s) {
        next.in_s = in->least_s;
        next.wait = WD_WAIT_INTERVAL;
    }
    if (in->no_network) {
        next.in_s = NETWORK_RETRY_S;
        next.wait = WD_WAIT_NETWORK;
    }
    poll->wait = (int)next.wait;
    poll->next_utc = in->now_utc + next.in_s;
    int64_t allowed = wd_schedule_allowed(poll->next_utc, poll->skip_hours, poll->skip_days);
    if (allowed != poll->next_utc) {
        poll->next_utc = allowed;
        poll->wait = WD_WAIT_SKIP;
    }
    /* one of its feeds was told to wait, so all of them are */
    bool host_waits = poll->trouble == WD_TROUBLE_BUSY && (in->got->retry_after_s > 0 || in->got->status == 429);
    poll->hold_until_utc = host_waits ? in->now_utc + next.in_s : WD_NO_TIME;
}

void wd_polled(struct wd_arena *a, const struct wd_fetcher_options *o, const struct wd_polled *in, struct wd_poll *poll)
{
    bool good = wd_polled_good(in->got), all_new = false;
    poll->polls++;
    poll->last_utc = in->now_utc;
    if (good) {
        moved(a, in, poll);
        taken(a, in, &all_new, poll);
    }
    note_trouble(a, in, good, poll);
    set_next(o, in, schedule(o, in, all_new && !in->pushed, poll), poll);
}

void wd_polled_clock(const struct wd_fetcher_options *o, int64_t now_utc, struct wd_poll *poll)
{
    int64_t ahead = poll->last_utc == WD_NO_TIME ? 0 : poll->last_utc - now_utc;
    if (ahead > 0) {
        int64_t *const past[] = {&poll->last_utc,        &poll->found_utc,  &poll->error_utc,
                                 &poll->moved_since_utc, &poll->missed_utc, &poll->rate_utc};
        for (size_t i = 0; i < WD_COUNT(past); i++)
            if (*past[i] != WD_NO_TIME && *past[i] > now_utc)
                *past[i] = now_utc;
        int64_t *const future[] = {&poll->next_utc, &poll->hold_until_utc};
        for (size_t i = 0; i < WD_COUNT(future); i++)
            if (*future[i] != WD_NO_TIME)
                *future[i] -= ahead;
    }
    int64_t longest = now_utc + wd_schedule_longest_s(o);
    if (poll->next_utc != WD_NO_TIME && poll->next_utc > longest)
        poll->next_utc = now_utc;
    if (poll->hold_until_utc != WD_NO_TIME && poll->hold_until_utc > longest)
        poll->hold_until_utc = WD_NO_TIME;
}

void wd_polled_held(int64_t until_utc, struct wd_poll *poll)
{
    poll->next_utc = until_utc + (int64_t)(wd_hash(poll->feed) % HELD_SPREAD_S);
    poll->wait = WD_WAIT_HOST;
}
