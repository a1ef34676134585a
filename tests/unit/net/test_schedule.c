/* When a feed is asked again: its own rhythm within bounds, back-off, and what the server asked for. */
#include "net/net.h"
#include "tap.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

static int64_t gaps_short[] = {60, 120, 60, 90, 60}, gaps_hours[] = {2 * HOUR, 3 * HOUR, HOUR}, gaps_days[] = {9 * DAY, 10 * DAY, 11 * DAY};
static int64_t gaps_even[] = {HOUR, 5 * HOUR};

struct row {
    const char *what;
    struct wd_schedule_input in;
    int64_t want_s; /* before jitter */
};
static const struct row rows[] = {
    {"nothing known: the default", {.status = 200}, HOUR},
    {"nothing known but the last interval", {.status = 304, .last_interval_s = 2 * HOUR}, 2 * HOUR},
    {"a busy feed: the least interval", {.status = 200, .gaps_s = gaps_short, .gap_n = 5}, 15 * MINUTE},
    {"twice the median gap", {.status = 200, .gaps_s = gaps_hours, .gap_n = 3}, 4 * HOUR},
    {"of an even number the larger of the middle two", {.status = 200, .gaps_s = gaps_even, .gap_n = 2}, 10 * HOUR},
    {"a sleepy feed: the greatest interval", {.status = 200, .gaps_s = gaps_days, .gap_n = 3}, DAY},
    {"the rhythm counts more than the last interval", {.status = 200, .gaps_s = gaps_hours, .gap_n = 3, .last_interval_s = HOUR}, 4 * HOUR},
    {"all entries new: half the last interval",
     {.status = 200, .gaps_s = gaps_hours, .gap_n = 3, .last_interval_s = 2 * HOUR, .all_new = true},
     HOUR},
    {"all new: never under the least interval", {.status = 200, .last_interval_s = 16 * MINUTE, .all_new = true}, 15 * MINUTE},
    {"ttl makes it later", {.status = 200, .gaps_s = gaps_short, .gap_n = 5, .ttl_s = 2 * HOUR}, 2 * HOUR},
    {"a shorter ttl makes it no sooner", {.status = 200, .gaps_s = gaps_hours, .gap_n = 3, .ttl_s = 60}, 4 * HOUR},
    {"max-age makes it later", {.status = 304, .gaps_s = gaps_short, .gap_n = 5, .max_age_s = HOUR}, HOUR},
    {"the longer of ttl and max-age", {.status = 200, .gaps_s = gaps_short, .gap_n = 5, .ttl_s = HOUR, .max_age_s = 3 * HOUR}, 3 * HOUR},
    {"not given is -1 or 0", {.status = 200, .ttl_s = -1, .max_age_s = -1, .retry_after_s = -1}, HOUR},
    {"a ttl of a year is a day", {.status = 200, .ttl_s = 365 * (int64_t)DAY}, DAY},
    {"a first failure: the default", {.failures = 1, .last_interval_s = 15 * MINUTE}, HOUR},
    {"each failure doubles it", {.failures = 3}, 4 * HOUR},
    {"at most a day", {.failures = 20}, DAY},
    {"after a million failures too", {.failures = 1000000}, DAY},
    {"refused with 429: four hours", {.status = 429}, 4 * HOUR},
    {"refused with 503", {.status = 503, .failures = 1}, 4 * HOUR},
    {"refused with 403", {.status = 403, .failures = 2}, 8 * HOUR},
    {"Retry-After counts, shorter than our own", {.status = 429, .failures = 5, .retry_after_s = 10 * MINUTE}, 10 * MINUTE},
    {"and longer", {.status = 503, .failures = 1, .retry_after_s = 30 * HOUR}, 30 * HOUR},
    {"Retry-After beside a good answer makes it later",
     {.status = 200, .gaps_s = gaps_short, .gap_n = 5, .retry_after_s = 3 * HOUR},
     3 * HOUR},
    {"a failure does not look at the rhythm", {.failures = 2, .gaps_s = gaps_short, .gap_n = 5}, 2 * HOUR},
};

static void table(void)
{
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        int64_t least = INT64_MAX, most = 0;
        for (uint64_t seed = 1; seed <= 200; seed++) {
            struct wd_schedule_input in = rows[i].in;
            in.seed = seed;
            int64_t next = wd_schedule_next_s(&wd_fetcher_defaults, &in);
            least = WD_MIN(least, next);
            most = WD_MAX(most, next);
        }
        int64_t want = rows[i].want_s;
        if (!ok(least >= want && most <= want + want / 10 && most - least > want / 20, "%s", rows[i].what))
            printf("# got %" PRId64 " to %" PRId64 ", want %" PRId64 " and up to a tenth more\n", least, most, want);
    }
}

static void bounds(void)
{
    struct wd_fetcher_options o = wd_fetcher_defaults;
    o.min_interval_s = 100;
    o.max_interval_s = 1000;
    o.default_interval_s = 500;
    int64_t gap[] = {1};
    struct wd_schedule_input in = {.status = 200, .gaps_s = gap, .gap_n = 1, .seed = 5};
    for (int64_t s = 1; s < 100000; s = s * 3 + 1) {
        gap[0] = s;
        int64_t next = wd_schedule_next_s(&o, &in), want = s * 2 < 100 ? 100 : s * 2 > 1000 ? 1000 : s * 2;
        ok(next >= want && next <= want + want / 10, "a gap of %" PRId64 " s: within the operator's bounds", s);
    }
    is_int(wd_schedule_next_s(&o, &in), wd_schedule_next_s(&o, &in), "the same question has the same answer");
}

int main(void)
{
    table();
    bounds();
    return done();
}
