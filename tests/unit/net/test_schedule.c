/* When a feed is asked again: its own rhythm within bounds, back-off, and what the server asked for. */
#include "net/net.h"
#include "tap.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

struct row {
    const char *what;
    struct wd_schedule_input in;
    int64_t want_s; /* before jitter */
    enum wd_wait wait;
};
static const struct row rows[] = {
    {"nothing known: the default", {0}, HOUR, WD_WAIT_DEFAULT},
    {"nothing known but the last interval", {.last_interval_s = 2 * HOUR}, 2 * HOUR, WD_WAIT_DEFAULT},
    {"a last interval of before within the bounds of today", {.last_interval_s = 9 * DAY}, DAY, WD_WAIT_DEFAULT},
    {"a busy feed: the least interval", {.gap_s = MINUTE}, 15 * MINUTE, WD_WAIT_RHYTHM},
    {"twice the median gap", {.gap_s = 2 * HOUR}, 4 * HOUR, WD_WAIT_RHYTHM},
    {"a sleepy feed: the greatest interval", {.gap_s = 10 * DAY}, DAY, WD_WAIT_RHYTHM},
    {"the rhythm counts more than the last interval", {.gap_s = 2 * HOUR, .last_interval_s = HOUR}, 4 * HOUR, WD_WAIT_RHYTHM},
    {"a feed that has been quiet for a day: as if its gap were an eighth of it", {.gap_s = HOUR, .quiet_s = DAY}, 6 * HOUR, WD_WAIT_RHYTHM},
    {"a short quiet changes nothing", {.gap_s = HOUR, .quiet_s = 3 * HOUR}, 2 * HOUR, WD_WAIT_RHYTHM},
    {"all entries new: half the last interval", {.gap_s = 2 * HOUR, .last_interval_s = 2 * HOUR, .all_new = true}, HOUR, WD_WAIT_MISSED},
    {"all new: never under the least interval", {.last_interval_s = 16 * MINUTE, .all_new = true}, 15 * MINUTE, WD_WAIT_MISSED},
    {"ttl makes it later", {.gap_s = MINUTE, .ttl_s = 2 * HOUR}, 2 * HOUR, WD_WAIT_TTL},
    {"a shorter ttl makes it no sooner", {.gap_s = 2 * HOUR, .ttl_s = 60}, 4 * HOUR, WD_WAIT_RHYTHM},
    {"an answer that is valid yet makes it later", {.gap_s = MINUTE, .fresh_s = HOUR}, HOUR, WD_WAIT_FRESH},
    {"the longer of ttl and validity", {.gap_s = MINUTE, .ttl_s = HOUR, .fresh_s = 3 * HOUR}, 3 * HOUR, WD_WAIT_FRESH},
    {"not given is -1 or 0", {.ttl_s = -1, .fresh_s = -1, .retry_after_s = -1}, HOUR, WD_WAIT_DEFAULT},
    {"a ttl of a year is a day", {.ttl_s = 365 * (int64_t)DAY}, DAY, WD_WAIT_TTL},
    {"a first failure: the default", {.failures = 1, .trouble = WD_TROUBLE_SERVER, .last_interval_s = 15 * MINUTE}, HOUR, WD_WAIT_BACK_OFF},
    {"each failure doubles it", {.failures = 3, .trouble = WD_TROUBLE_SERVER}, 4 * HOUR, WD_WAIT_BACK_OFF},
    {"at most a day", {.failures = 20, .trouble = WD_TROUBLE_MISSING}, DAY, WD_WAIT_BACK_OFF},
    {"after a million failures too", {.failures = 1000000, .trouble = WD_TROUBLE_SERVER}, DAY, WD_WAIT_BACK_OFF},
    {"busy: four hours", {.failures = 1, .trouble = WD_TROUBLE_BUSY}, 4 * HOUR, WD_WAIT_BACK_OFF},
    {"busy again: twice", {.failures = 2, .trouble = WD_TROUBLE_BUSY}, 8 * HOUR, WD_WAIT_BACK_OFF},
    {"refused", {.failures = 2, .trouble = WD_TROUBLE_REFUSED}, 8 * HOUR, WD_WAIT_BACK_OFF},
    {"Retry-After counts, shorter than our own",
     {.failures = 5, .trouble = WD_TROUBLE_BUSY, .retry_after_s = 10 * MINUTE},
     10 * MINUTE,
     WD_WAIT_RETRY_AFTER},
    {"and longer", {.failures = 1, .trouble = WD_TROUBLE_BUSY, .retry_after_s = 30 * HOUR}, 30 * HOUR, WD_WAIT_RETRY_AFTER},
    {"but not for ever", {.failures = 1, .trouble = WD_TROUBLE_BUSY, .retry_after_s = 4000 * (int64_t)DAY}, 7 * DAY, WD_WAIT_RETRY_AFTER},
    {"Retry-After beside a good answer makes it later", {.gap_s = MINUTE, .retry_after_s = 3 * HOUR}, 3 * HOUR, WD_WAIT_RETRY_AFTER},
    {"a failure does not look at the rhythm", {.failures = 2, .trouble = WD_TROUBLE_SERVER, .gap_s = MINUTE}, 2 * HOUR, WD_WAIT_BACK_OFF},
};

static void table(void)
{
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        int64_t least = INT64_MAX, most = 0;
        enum wd_wait wait = WD_WAIT_DEFAULT;
        for (uint64_t seed = 1; seed <= 200; seed++) {
            struct wd_schedule_input in = rows[i].in;
            in.seed = seed;
            struct wd_schedule got = wd_schedule_next(&wd_fetcher_defaults, &in);
            int64_t next = got.in_s;
            wait = got.wait;
            least = WD_MIN(least, next);
            most = WD_MAX(most, next);
        }
        int64_t want = rows[i].want_s;
        if (!ok(least >= want && most <= want + want / 10 && most - least > want / 20 && wait == rows[i].wait, "%s", rows[i].what))
            printf("# got %" PRId64 " to %" PRId64 ", want %" PRId64 " and up to a tenth more\n", least, most, want);
    }
}

static void bounds(void)
{
    struct wd_fetcher_options o = wd_fetcher_defaults;
    o.min_interval_s = 100;
    o.max_interval_s = 1000;
    o.default_interval_s = 500;
    for (int64_t s = 1; s < 100000; s = s * 3 + 1) {
        struct wd_schedule_input in = {.gap_s = s, .seed = 5};
        int64_t next = wd_schedule_next(&o, &in).in_s, want = s * 2 < 100 ? 100 : s * 2 > 1000 ? 1000 : s * 2;
        ok(next >= want && next <= want + want / 10, "a gap of %" PRId64 " s: within the operator's bounds", s);
        is_int(wd_schedule_next(&o, &in).rhythm_s, want, "its rhythm has no jitter, so that it does not grow from poll to poll");
        is_int(wd_schedule_next(&o, &in).in_s, next, "the same question has the same answer");
    }
}

static void medians(void)
{
    const int64_t odd[] = {60, 120, 60, 90, 60}, even[] = {HOUR, 5 * HOUR};
    int64_t many[40];
    for (int i = 0; i < 40; i++)
        many[i] = i < 32 ? 7 : 1000000;
    is_int(wd_schedule_median_gap_s(odd, 5), 60, "the middle one");
    is_int(wd_schedule_median_gap_s(even, 2), 5 * HOUR, "of an even number the larger of the middle two");
    is_int(wd_schedule_median_gap_s(NULL, 0), 0, "of none");
    is_int(wd_schedule_median_gap_s(many, 40), 7, "the newest count");
}

/* 2026-03-14 is a Saturday. */
static void rests(void)
{
    static const struct {
        const char *at;
        uint32_t hours, days;
        const char *want;
    } cases[] = {
        {"2026-03-14T10:20:30Z", 0, 0, "2026-03-14T10:20:30Z"},
        {"2026-03-14T10:20:30Z", 1u << 9, 1u << 6, "2026-03-14T10:20:30Z"},
        {"2026-03-14T10:20:30Z", 1u << 10, 0, "2026-03-14T11:00:00Z"},
        {"2026-03-14T23:59:59Z", 1u << 23 | 1, 0, "2026-03-15T01:00:00Z"},
        {"2026-03-14T10:20:30Z", 0, 1u << 5 | 1u << 6, "2026-03-16T00:00:00Z"},
        {"2026-03-14T10:20:30Z", 1, 1u << 5 | 1u << 6, "2026-03-16T01:00:00Z"},
        {"2026-03-14T10:20:30Z", 0xFFFFFF, 0, "2026-03-14T10:20:30Z"},
        {"2026-03-14T10:20:30Z", 0, 0x7F, "2026-03-14T10:20:30Z"},
        {"2026-03-15T00:00:00Z", 0, 0x7Fu & ~(1u << 5), "2026-03-21T00:00:00Z"},
    };
    for (size_t i = 0; i < WD_COUNT(cases); i++) {
        int64_t at = 0;
        char got[24];
        ok(wd_time_parse_iso(wd_str_c(cases[i].at), &at), "an instant");
        wd_time_iso(wd_schedule_allowed(at, cases[i].hours, cases[i].days), got);
        is_str(wd_str_c(got), cases[i].want, "skipHours and skipDays");
    }
}

int main(void)
{
    table();
    bounds();
    medians();
    rests();
    return done();
}
