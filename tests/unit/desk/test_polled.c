/* What answers make of a subscription, by a clock of the test's own: validators, permanent redirects, 410, missed entries, entries a day,
 * holds, clocks that jump, and a network that is down. */
#include "desk/polled.h"

#include "base/hash.h"
#include "tap.h"

/* Sat, 14 Mar 2026 10:00:00 GMT */
#define T0 INT64_C(1773482400)
enum { HOUR = 3600, DAY = 86400 };

struct test {
    struct wd_arena a;
    struct wd_poll poll;
    int64_t now;
};

static void begin(struct test *t)
{
    wd_arena_init(&t->a);
    wd_poll_init(&t->poll, WD_STR("mill"), WD_STR("http://mill.example/feed"));
    t->now = T0;
}

/* Entries first..last, an hour apart, the last one of now. */
static struct wd_document *entries(struct test *t, int first, int last, const char *title)
{
    struct wd_document *d = WD_NEW(&t->a, struct wd_document);
    wd_item_init(&d->feed);
    d->feed.title.value = wd_str_c(title);
    for (int i = last; i >= first; i--) {
        struct wd_item *item = wd_list_push(&t->a, &d->items);
        wd_item_init(item);
        item->id = wd_arena_printf(&t->a, "urn:mill:%d", i);
        item->published_utc = t->now - (int64_t)(last - i) * HOUR;
    }
    return d;
}

static struct wd_fetched got_of(struct test *t, int status, const char *etag)
{
    return (struct wd_fetched){.status = status,
                               .url = WD_STR("http://mill.example/feed"),
                               .final_url = WD_STR("http://mill.example/feed"),
                               .etag = wd_str_c(etag),
                               .body = wd_arena_printf(&t->a, "body %s", etag),
                               .conditional = status == 304,
                               .retry_after_s = -1,
                               .fresh_s = -1};
}

static void polled(struct test *t, const struct wd_fetched *got, const struct wd_document *d)
{
    struct wd_polled in = {.got = got, .document = d, .now_utc = t->now};
    wd_polled(&t->a, &wd_fetcher_defaults, &in, &t->poll);
}

static void ask(struct test *t, int status, const char *etag, const struct wd_document *d)
{
    struct wd_fetched got = got_of(t, status, etag);
    polled(t, &got, d);
}

static void fail(struct test *t, int status, enum wd_trouble trouble, int64_t retry_after_s)
{
    struct wd_fetched got = got_of(t, status, "");
    got.trouble = trouble;
    got.message = WD_STR("it failed");
    got.retry_after_s = retry_after_s;
    polled(t, &got, NULL);
}

static void validators(void)
{
    struct test t;
    begin(&t);
    struct wd_fetched got = got_of(&t, 200, "\"1\"");
    got.last_modified = WD_STR("Sat, 14 Mar 2026 09:00:00 GMT");
    polled(&t, &got, entries(&t, 1, 5, "Mill Post"));
    is_str(t.poll.etag, "\"1\"", "the entity tag is kept");
    is_str(t.poll.last_modified, "Sat, 14 Mar 2026 09:00:00 GMT", "and the date");
    is_int(t.poll.entries, 5, "five entries");
    t.now += HOUR;
    got = got_of(&t, 304, "\"2\"");
    polled(&t, &got, NULL);
    is_str(t.poll.etag, "\"1\"", "304 keeps the one that came with the body, whatever it says");
    is_str(t.poll.last_modified, "Sat, 14 Mar 2026 09:00:00 GMT", "both");
    is_int(t.poll.entries, 5, "and finds nothing new");
    t.now += HOUR;
    ask(&t, 200, "\"3\"", entries(&t, 2, 6, "Mill Post"));
    is_str(t.poll.etag, "\"3\"", "200 replaces it");
    is_str(t.poll.last_modified, "", "one that is absent is removed");
    is_int(t.poll.entries, 6, "one entry is new");
    is_int(t.poll.found_utc, t.now, "found now");
    t.now += HOUR;
    ask(&t, 200, "", NULL); /* the body that is there already */
    is_str(t.poll.etag, "", "no validator at all");
    is_int(t.poll.entries, 6, "an equal body has nothing new");
    is_int(t.poll.missed, 0, "nothing was missed");
    wd_arena_done(&t.a);
}

static void rhythm(void)
{
    struct test t;
    begin(&t);
    ask(&t, 200, "a", entries(&t, 1, 10, "Mill Post"));
    ok(t.poll.next_utc >= t.now + 2 * HOUR && t.poll.next_utc <= t.now + 2 * HOUR + 12 * 60, "an entry an hour: asked after two");
    is_int(t.poll.wait, WD_WAIT_RHYTHM, "by its own rhythm");
    ok(t.poll.per_day > 9.9 && t.poll.per_day < 10.1, "ten entries in less than a day: %.2f a day", t.poll.per_day);
    for (int i = 11; i <= 24 * 30; i++) {
        t.now += HOUR;
        ask(&t, 200, wd_arena_printf(&t.a, "a%d", i).p, entries(&t, i - 9, i, "Mill Post"));
    }
    ok(t.poll.per_day > 23 && t.poll.per_day < 25, "after a month with one an hour: %.2f a day", t.poll.per_day);
    is_int(t.poll.missed, 0, "none of it was missed");
    for (int i = 0; i < 40; i++) {
        t.now += DAY;
        ask(&t, 304, "", NULL);
    }
    ok(t.poll.per_day < 1, "forty quiet days: %.2f a day", t.poll.per_day);
    ok(t.poll.next_utc >= t.now + DAY, "a feed that is quiet for long is asked once a day");
    struct wd_document *d = entries(&t, 2000, 2010, "Mill Post");
    d->feed.ttl = WD_STR(" 240 ");
    d->update_period_s = 3 * HOUR;
    d->skip_hours = 1u << 14;
    ask(&t, 200, "b", d);
    is_int(t.poll.ttl_s, 4 * HOUR, "ttl is in minutes; the longer of it and the update period counts");
    is_int(t.poll.skip_hours, 1u << 14, "hours of rest");
    int64_t hour = (t.poll.next_utc / HOUR) % 24;
    ok(hour != 14, "it is not asked in an hour of rest");
    is_int(t.poll.missed, 1, "all entries are others: some may have been missed");
    is_int(t.poll.missed_utc, t.now, "now");
    t.now = t.poll.next_utc;
    ask(&t, 200, "c", entries(&t, 2010, 2015, "Mill Post"));
    is_int(t.poll.missed, 1, "one that was there before: none is missing");
    wd_arena_done(&t.a);
}

static void move(struct test *t, int status, bool permanent, const char *to, const struct wd_document *d)
{
    struct wd_fetched got = got_of(t, status, wd_arena_printf(&t->a, "%" PRId64, t->now).p);
    got.final_url = wd_str_c(to);
    got.moved_permanently = permanent;
    polled(t, &got, d);
}

static void redirects(void)
{
    static const char new_place[] = "https://mill.example/new", other_place[] = "https://elsewhere.example/x";
    struct test t;
    begin(&t);
    ask(&t, 200, "a", entries(&t, 1, 5, "Mill Post"));
    for (int day = 0; day < 3; day++) {
        t.now += DAY;
        move(&t, 200, true, new_place, entries(&t, 2 + day, 6 + day, "Mill Post"));
        is_str(t.poll.url_now, "", "a permanent redirect is not believed at once");
    }
    is_int(wd_feed_state_of(&(struct wd_feed){.url = t.poll.url}, &t.poll), WD_FEED_MOVED, "but said");
    t.now += DAY;
    move(&t, 304, true, new_place, NULL);
    is_str(t.poll.url_now, new_place, "after three days it is");

    t.now += DAY;
    fail(&t, 404, WD_TROUBLE_MISSING, -1);
    is_str(t.poll.url_now, "", "where nothing is there any more the old address is asked again");
    is_str(t.poll.etag, "", "for all of it");
    wd_arena_done(&t.a);

    begin(&t);
    ask(&t, 200, "a", entries(&t, 1, 5, "Mill Post"));
    for (int day = 0; day < 9; day++) {
        t.now += DAY;
        move(&t, 200, true, other_place, entries(&t, 1000 + day * 100, 1005 + day * 100, day ? "Elsewhere" : "Elsewhere, too"));
    }
    is_str(t.poll.url_now, "", "another feed's address is never kept");
    t.now += DAY;
    move(&t, 200, false, new_place, entries(&t, 1, 5, "Mill Post"));
    is_str(t.poll.moved_to, "", "a redirect for now is none for good");

    for (int day = 0; day < 6; day++) {
        t.now += DAY;
        move(&t, 200, day % 3 != 2, new_place, entries(&t, 1, 5, "Mill Post"));
    }
    is_str(t.poll.url_now, "", "nor one that comes and goes");
    for (int i = 0; i < 3; i++) {
        t.now += HOUR;
        move(&t, 200, true, new_place, entries(&t, 1, 5, "Mill Post"));
    }
    is_str(t.poll.url_now, "", "nor one of some hours");
    for (int day = 0; day < 5; day++) {
        t.now += DAY;
        struct wd_fetched got = got_of(&t, 200, "");
        got.final_url = WD_STR("http://mill.example/maintenance");
        got.moved_permanently = true;
        got.trouble = WD_TROUBLE_ANSWER;
        got.message = WD_STR("the answer is a web page");
        polled(&t, &got, NULL);
    }
    is_str(t.poll.url_now, "", "and a page of maintenance never");
    is_int(t.poll.failures, 5, "which is a failure");
    t.now += DAY;
    ask(&t, 200, "z", entries(&t, 1, 5, "Mill Post"));
    ok(t.poll.failures == 0 && t.poll.trouble == WD_TROUBLE_NONE && t.poll.error.n, "over, but not forgotten");
    wd_arena_done(&t.a);
}

static void refusals(void)
{
    struct test t;
    begin(&t);
    fail(&t, 429, WD_TROUBLE_BUSY, 7200);
    ok(t.poll.next_utc >= t.now + 7200 && t.poll.hold_until_utc == t.poll.next_utc, "Retry-After holds for the host");
    fail(&t, 503, WD_TROUBLE_BUSY, -1);
    ok(t.poll.next_utc >= t.now + 8 * HOUR && t.poll.hold_until_utc == WD_NO_TIME, "503 without it for the feed alone");
    fail(&t, 429, WD_TROUBLE_BUSY, -1);
    ok(t.poll.hold_until_utc >= t.now + 16 * HOUR, "429 without it for the host");
    is_int(wd_feed_state_of(&(struct wd_feed){.url = t.poll.url}, &t.poll), WD_FEED_WAITING, "it waits");
    int64_t failures = t.poll.failures;
    struct wd_fetched none = got_of(&t, 0, "");
    none.trouble = WD_TROUBLE_NETWORK;
    none.message = WD_STR("the host's name is not found");
    struct wd_polled in = {.got = &none, .now_utc = t.now, .no_network = true};
    wd_polled(&t.a, &wd_fetcher_defaults, &in, &t.poll);
    ok(t.poll.failures == failures && t.poll.next_utc <= t.now + 120 && t.poll.wait == WD_WAIT_NETWORK,
       "without a network nothing counts, and it is asked again soon");
    fail(&t, 410, WD_TROUBLE_GONE, -1);
    ok(t.poll.gone && wd_feed_state_of(&(struct wd_feed){.url = t.poll.url}, &t.poll) == WD_FEED_GONE, "410 is the end");
    struct wd_fetched got = got_of(&t, 410, "");
    got.trouble = WD_TROUBLE_GONE;
    got.final_url = WD_STR("http://other.example/");
    polled(&t, &got, NULL);
    ok(!t.poll.gone && t.poll.trouble == WD_TROUBLE_MISSING, "where a redirect for now leads to it is not");
    wd_polled_held(t.now + 500, &t.poll);
    ok(t.poll.next_utc >= t.now + 500 && t.poll.next_utc < t.now + 600 && t.poll.wait == WD_WAIT_HOST, "held because of another feed");
    wd_arena_done(&t.a);
}

static void pushes(void)
{
    struct test t;
    begin(&t);
    struct wd_fetched got = got_of(&t, 200, "a");
    struct wd_polled in = {.got = &got, .document = entries(&t, 1, 10, "Mill Post"), .now_utc = t.now, .pushed = true, .least_s = 60};
    wd_polled(&t.a, &wd_fetcher_defaults, &in, &t.poll);
    ok(t.poll.next_utc == t.now + DAY && t.poll.wait == WD_WAIT_PUSH, "a feed whose hub tells is asked once a day");
    in.pushed = false;
    in.least_s = 5 * DAY;
    wd_polled(&t.a, &wd_fetcher_defaults, &in, &t.poll);
    ok(t.poll.next_utc == t.now + 5 * DAY && t.poll.wait == WD_WAIT_INTERVAL, "never sooner than the user's own interval");
    wd_arena_done(&t.a);
}

static void clocks(void)
{
    struct test t;
    begin(&t);
    ask(&t, 200, "a", entries(&t, 1, 10, "Mill Post"));
    int64_t next = t.poll.next_utc;
    wd_polled_clock(&wd_fetcher_defaults, t.now, &t.poll);
    is_int(t.poll.next_utc, next, "a clock that goes on changes nothing");
    wd_polled_clock(&wd_fetcher_defaults, t.now + 30 * DAY, &t.poll);
    is_int(t.poll.next_utc, next, "nor one that is late: it is due");
    wd_polled_clock(&wd_fetcher_defaults, t.now - 30 * DAY, &t.poll);
    is_int(t.poll.next_utc, next - 30 * DAY, "set back by a month, it is due as it was");
    is_int(t.poll.last_utc, t.now - 30 * DAY, "and was not asked in the future");
    t.poll.next_utc = t.now + 400 * DAY;
    wd_polled_clock(&wd_fetcher_defaults, t.now, &t.poll);
    is_int(t.poll.next_utc, t.now, "farther ahead than anything asks for: now");
    t.poll.next_utc = t.now + 6 * DAY;
    wd_polled_clock(&wd_fetcher_defaults, t.now, &t.poll);
    is_int(t.poll.next_utc, t.now + 6 * DAY, "what a server may ask for stays");
    wd_arena_done(&t.a);
}

static void words(void)
{
    struct test t;
    wd_strs notes;
    begin(&t);
    wd_poll_notes(&t.a, &t.poll, &notes);
    is_int(notes.n, 0, "nothing to note");
    t.poll.url_now = WD_STR("http://a.example/");
    t.poll.moved_to = WD_STR("http://b.example/");
    t.poll.missed = 2;
    t.poll.missed_utc = T0;
    wd_poll_notes(&t.a, &t.poll, &notes);
    is_int(notes.n, 3, "three notes");
    is_str(notes.v[2], "Entries may have been missed 2 times, last on 2026-03-14T10:00:00Z: everything in it was new.",
           "with count and instant");
    for (int i = 0; wd_wait_names[i]; i++)
        ok(wd_wait_words(i).n > 0, "words for: %s", wd_wait_names[i]);
    wd_arena_done(&t.a);
}

int main(void)
{
    validators();
    rhythm();
    redirects();
    refusals();
    pushes();
    clocks();
    words();
    return done();
}
