/* base/time.h - instants and civil dates, without a clock.
 * Duty:    instants are seconds since 1970-01-01 UTC (int64_t, names end in _utc); WD_NO_TIME means not known.
 *          Proleptic Gregorian calendar, years 1 to 9999.
 * Errors:  parse answers false.   Threads: pure.   Cost: O(1). */
#ifndef WD_BASE_TIME_H
#define WD_BASE_TIME_H

#include "base/str.h"

#define WD_NO_TIME INT64_MIN

struct wd_civil {
    int year, month, day, hour, minute, second; /* month and day from 1 */
    int weekday;                                /* 0 = Monday */
};

/* Fields outside their range are an error of the caller; check with wd_civil_valid first. */
int64_t wd_time_from_civil(struct wd_civil c);
struct wd_civil wd_time_to_civil(int64_t utc);
/* Date exists (leap years), hour 0..23, minute and second 0..59. */
bool wd_civil_valid(struct wd_civil c);
/* "YYYY-MM-DDTHH:MM:SSZ" into out (21 bytes with NUL); the empty string for WD_NO_TIME. */
void wd_time_iso(int64_t utc, char out[static 24]);
/* Exactly YYYY-MM-DD[THH:MM[:SS[.f]][Z|+HH:MM|-HH:MM]]; without zone: UTC. Human dates: text/date.h. */
bool wd_time_parse_iso(struct wd_str s, int64_t *ret_utc);

#endif
