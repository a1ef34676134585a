#include "model/poll.h"

const char *const wd_trouble_names[] = {"none", "network", "server", "busy", "refused", "missing", "gone", "answer", NULL};
const char *const wd_wait_names[] = {"default", "rhythm", "missed",   "ttl",  "fresh",   "retry_after", "back_off",
                                     "skip",    "host",   "interval", "push", "network", NULL};
const char *const wd_feed_state_names[] = {"by hand", "paused",  "not asked", "good", "moved",
                                           "waiting", "failing", "refused",   "gone", NULL};

static const struct wd_field poll_fields[] = {
    WD_FIELD(1, wd_poll, feed, WD_T_STR),
    WD_FIELD(2, wd_poll, etag, WD_T_STR),
    WD_FIELD(3, wd_poll, last_modified, WD_T_STR),
    WD_FIELD(4, wd_poll, url_now, WD_T_STR),
    WD_FIELD(15, wd_poll, url, WD_T_STR),
    WD_FIELD(16, wd_poll, moved_to, WD_T_STR),
    WD_FIELD(17, wd_poll, title, WD_T_STR),
    WD_FIELD(13, wd_poll, error, WD_T_STR),
    WD_FIELD(18, wd_poll, seen, WD_T_STR),
    WD_FIELD(5, wd_poll, last_utc, WD_T_TIME),
    WD_FIELD(6, wd_poll, next_utc, WD_T_TIME),
    WD_FIELD(7, wd_poll, last_new_utc, WD_T_TIME),
    WD_FIELD(19, wd_poll, found_utc, WD_T_TIME),
    WD_FIELD(20, wd_poll, error_utc, WD_T_TIME),
    WD_FIELD(8, wd_poll, moved_since_utc, WD_T_TIME),
    WD_FIELD(21, wd_poll, missed_utc, WD_T_TIME),
    WD_FIELD(22, wd_poll, hold_until_utc, WD_T_TIME),
    WD_FIELD(23, wd_poll, retried_utc, WD_T_TIME),
    WD_FIELD(24, wd_poll, rate_utc, WD_T_TIME),
    WD_FIELD(9, wd_poll, failures, WD_T_I64),
    WD_FIELD(10, wd_poll, polls, WD_T_I64),
    WD_FIELD(11, wd_poll, entries, WD_T_I64),
    WD_FIELD(25, wd_poll, missed, WD_T_I64),
    WD_FIELD(26, wd_poll, moved_polls, WD_T_I64),
    WD_FIELD(12, wd_poll, interval_s, WD_T_I64),
    WD_FIELD(27, wd_poll, gap_s, WD_T_I64),
    WD_FIELD(28, wd_poll, ttl_s, WD_T_I64),
    WD_FIELD(29, wd_poll, body, WD_T_KEY),
    WD_FIELD(30, wd_poll, per_day, WD_T_F64),
    WD_FIELD(31, wd_poll, skip_hours, WD_T_U32),
    WD_FIELD(32, wd_poll, skip_days, WD_T_U32),
    WD_FIELD_ENUM(33, wd_poll, trouble, wd_trouble_names),
    WD_FIELD_ENUM(34, wd_poll, wait, wd_wait_names),
    WD_FIELD(14, wd_poll, gone, WD_T_BOOL),
    WD_FIELD(35, wd_poll, moved_same, WD_T_BOOL),
};
WD_RECORD(wd_poll_record, wd_poll, poll_fields);

void wd_poll_init(struct wd_poll *poll, struct wd_str feed, struct wd_str url)
{
    *poll = (struct wd_poll){.feed = feed, .url = url};
    int64_t *const instants[] = {
        &poll->last_utc,        &poll->next_utc,   &poll->last_new_utc,   &poll->found_utc,   &poll->error_utc,
        &poll->moved_since_utc, &poll->missed_utc, &poll->hold_until_utc, &poll->retried_utc, &poll->rate_utc,
    };
    for (size_t i = 0; i < WD_COUNT(instants); i++)
        *instants[i] = WD_NO_TIME;
}

enum wd_feed_state wd_feed_state_of(const struct wd_feed *feed, const struct wd_poll *poll)
{
    static const enum wd_feed_state of_trouble[] = {
        [WD_TROUBLE_NETWORK] = WD_FEED_FAILING, [WD_TROUBLE_SERVER] = WD_FEED_FAILING,  [WD_TROUBLE_BUSY] = WD_FEED_WAITING,
        [WD_TROUBLE_REFUSED] = WD_FEED_REFUSED, [WD_TROUBLE_MISSING] = WD_FEED_FAILING, [WD_TROUBLE_GONE] = WD_FEED_GONE,
        [WD_TROUBLE_ANSWER] = WD_FEED_FAILING,
    };
    if (feed->url.n == 0)
        return WD_FEED_BY_HAND;
    if (feed->paused)
        return WD_FEED_PAUSED;
    if (poll->gone)
        return WD_FEED_GONE;
    if (poll->trouble > 0 && (size_t)poll->trouble < WD_COUNT(of_trouble))
        return of_trouble[poll->trouble];
    if (poll->failures)
        return WD_FEED_FAILING;
    if (poll->polls == 0)
        return WD_FEED_NOT_ASKED;
    return poll->url_now.n || poll->moved_to.n ? WD_FEED_MOVED : WD_FEED_GOOD;
}

struct wd_str wd_wait_words(int wait)
{
    static const char *const words[] = {
        [WD_WAIT_DEFAULT] = "the usual interval",
        [WD_WAIT_RHYTHM] = "the feed's own rhythm",
        [WD_WAIT_MISSED] = "sooner, so that no entry is missed",
        [WD_WAIT_TTL] = "the feed asks for it",
        [WD_WAIT_FRESH] = "the last answer is valid until then",
        [WD_WAIT_RETRY_AFTER] = "the server asks for it (Retry-After)",
        [WD_WAIT_BACK_OFF] = "later after each failure",
        [WD_WAIT_SKIP] = "the feed rests (skipHours, skipDays)",
        [WD_WAIT_HOST] = "the host asked to be left alone",
        [WD_WAIT_INTERVAL] = "the interval that was set",
        [WD_WAIT_PUSH] = "its hub tells of new entries",
        [WD_WAIT_NETWORK] = "the desk has no network",
    };
    return wd_str_c(wait >= 0 && (size_t)wait < WD_COUNT(words) ? words[wait] : words[WD_WAIT_DEFAULT]);
}

void wd_poll_notes(struct wd_arena *a, const struct wd_poll *poll, wd_strs *ret_notes)
{
    wd_strs notes = {0};
    char at[24];
    if (poll->url_now.n)
        wd_list_add(a, &notes, wd_arena_printf(a, "It has moved for good to %.*s, which is asked now.", WD_STR_ARG(poll->url_now)));
    if (poll->moved_to.n && poll->moved_same) {
        wd_time_iso(poll->moved_since_utc, at);
        wd_list_add(
            a, &notes,
            wd_arena_printf(a, "Since %s it redirects for good to %.*s; that is kept after three days.", at, WD_STR_ARG(poll->moved_to)));
    } else if (poll->moved_to.n) {
        wd_list_add(
            a, &notes,
            wd_arena_printf(a, "It redirects for good to %.*s, where another feed is; the address is kept.", WD_STR_ARG(poll->moved_to)));
    }
    if (poll->missed) {
        wd_time_iso(poll->missed_utc, at);
        wd_list_add(a, &notes,
                    wd_arena_printf(a, "Entries may have been missed %" PRId64 " %s, last on %s: everything in it was new.", poll->missed,
                                    poll->missed == 1 ? "time" : "times", at));
    }
    *ret_notes = notes;
}
