#include "base/time.h"

#include "tap.h"

static const char *iso(int64_t utc)
{
    static char out[24];
    wd_time_iso(utc, out);
    return out;
}

int main(void)
{
    is_str(wd_str_c(iso(0)), "1970-01-01T00:00:00Z", "the epoch");
    is_str(wd_str_c(iso(951782400)), "2000-02-29T00:00:00Z", "29 February 2000");
    is_str(wd_str_c(iso(-1)), "1969-12-31T23:59:59Z", "before the epoch");
    is_str(wd_str_c(iso(WD_NO_TIME)), "", "not known is the empty string");
    bool right = true;
    for (int64_t t = -62135596800; t < 253402300800 && right; t += 86400 * 11 + 3671) {
        struct wd_civil c = wd_time_to_civil(t);
        int64_t back = 0;
        right = wd_civil_valid(c) && wd_time_from_civil(c) == t && wd_time_parse_iso(wd_str_c(iso(t)), &back) && back == t;
    }
    ok(right, "civil dates and ISO texts of the years 1 to 9999 lead back to the instant");
    is_int(wd_time_to_civil(0).weekday, 3, "1 January 1970 was a Thursday");
    int64_t t = 5;
    ok(wd_time_parse_iso(WD_STR("2024-03-10T12:30:00+05:30"), &t), "offset");
    is_str(wd_str_c(iso(t)), "2024-03-10T07:00:00Z", "is taken off");
    ok(wd_time_parse_iso(WD_STR("2024-03-10"), &t) && wd_time_parse_iso(WD_STR("2024-03-10T12:30"), &t), "short forms");
    static const char *const bad[] = {
        "", "2024", "2023-02-29", "2024-13-01", "2024-03-10T24:00:01", "2024-03-10T10:60", "2024-03-10x", "10-03-2024"};
    t = 5;
    for (size_t i = 0; i < WD_COUNT(bad); i++)
        ok(!wd_time_parse_iso(wd_str_c(bad[i]), &t) && t == 5, "refused: \"%s\"", bad[i]);
    return done();
}
