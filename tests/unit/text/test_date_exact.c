/* The forms that are read without tables: what is a byte off goes the general way, and both say the same. */
#include "tap.h"
#include "text/date_exact.h"

static bool same(struct wd_date a, struct wd_date b)
{
    return a.utc == b.utc && a.has_time == b.has_time && a.has_zone == b.has_zone && wd_str_eq(a.zone_text, b.zone_text);
}

/* The general way reads the text with a blank that the exact one refuses. */
static bool as_in_general(const char *exact, const char *general)
{
    struct wd_date got, want, unused;
    struct wd_date_options options = {.now_utc = WD_NO_TIME};
    return wd_date_exact(wd_str_c(exact), &got) && !wd_date_exact(wd_str_c(general), &unused) &&
           wd_date_parse(wd_str_c(general), &options, &want) && same(got, want) && wd_date_parse(wd_str_c(exact), &options, &got) &&
           same(got, want);
}

int main(void)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    static const char *const offsets[] = {"GMT", "+0000", "-0000", "+0530", "-0330", "+1200", "-1159"};
    bool mail = true, iso = true;
    for (size_t m = 0; m < WD_COUNT(months); m++)
        for (size_t o = 0; o < WD_COUNT(offsets); o++) {
            char exact[64], general[64];
            int day = 1 + (int)(m * 7 + o) % 28, hour = (int)(m * 2 + o) % 24, year = 1999 + (int)(m * o) % 40;
            snprintf(exact, sizeof exact, "%s, %02d %s %d %02d:59:07 %s", days[(m + o) % 7], day, months[m], year, hour, offsets[o]);
            snprintf(general, sizeof general, "%s,  %02d %s %d %02d:59:07 %s", days[(m + o) % 7], day, months[m], year, hour, offsets[o]);
            mail &= as_in_general(exact, general);
            const char *z = offsets[o][0] == 'G' ? "Z" : offsets[o];
            char zone[8];
            snprintf(zone, sizeof zone, z[0] == 'Z' ? "%.3s" : "%.3s:%s", z, z[0] == 'Z' ? "" : z + 3);
            snprintf(exact, sizeof exact, "%d-%02zu-%02dT%02d:00:59%s%s", year, m + 1, day, hour, o % 2 ? ".123" : "", zone);
            snprintf(general, sizeof general, "%d-%02zu-%02d %02d:00:59%s%s", year, m + 1, day, hour, o % 2 ? ".123" : "", zone);
            iso &= as_in_general(exact, general);
        }
    ok(mail, "dates of mail as the general way reads them");
    ok(iso, "ISO dates as the general way reads them");

    static const char *const refused[] = {"",
                                          "Sat, 14 Mar 2026 10:02:00",
                                          "Sat, 14 Mar 2026 10:02:00 ",
                                          "Sat, 14 Mar 2026 10:02:00 EST",
                                          "Sat, 14 Mar 2026 10:02:00 +0199",
                                          "Sat, 14 Mar 2026 24:00:00 GMT",
                                          "Sat, 14 Mar 2026 10:60:00 GMT",
                                          "Sat, 14 Mar 2026 10:02:60 GMT",
                                          "Sat, 31 Feb 2026 10:02:00 GMT",
                                          "Sat, 14 MAR 2026 10:02:00 GMT",
                                          "sat, 14 Mar 2026 10:02:00 GMT",
                                          "Sat, 4 Mar 2026 10:02:00 GMT",
                                          "Sat, 14 Mar 2026 10:02:00 +01:00",
                                          "Sat, 14 Mar 2026 1O:02:00 GMT",
                                          "Sat, 14 Mar 0026 10:02:00 GMT",
                                          "Sat, 14 Mar 2026 10:02:00 +1300",
                                          "2026-03-14T10:02:00",
                                          "2026-03-14T10:02Z",
                                          "2026-03-14 10:02:00Z",
                                          "2026-13-14T10:02:00Z",
                                          "2026-03-14T10:02:00+0100",
                                          "2026-03-14T10:02:00.Z",
                                          "2026-03-14T10:02:00z",
                                          "2026-02-29T10:02:00Z",
                                          "2026-03-14T10:02:00Z ",
                                          "2026-03-14T10:02:00+01:0"};
    for (size_t i = 0; i < WD_COUNT(refused); i++) {
        struct wd_date d;
        ok(!wd_date_exact(wd_str_c(refused[i]), &d), "left to the general way: %zu", i);
    }
    return done();
}
