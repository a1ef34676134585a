/* text/date.h - dates as feeds, wire files and pages print them.
 * Duty:      table-driven reading of RFC 822 and 850, RFC 3339 and ISO 8601 in all their forms, asctime, epoch seconds, agency forms
 *            ("26-01-2022 23:56 IST"), month names in en de fr es it pt nl hu el ru ko; two-digit years, 24:00, second 60, fractions.
 * Input:     opts says what decides ambiguous zones (IST BST CST AST EST), first the feed's zone, then its language, and missing ones.
 * Errors:    false: no date in it; *ret unchanged.   Threads: pure.   Cost: O(n), no allocation.
 * Source:    RFC 822/2822/3339, ISO 8601:2004, W3CDTF; zone letters of RFC 822. */
#ifndef WD_TEXT_DATE_H
#define WD_TEXT_DATE_H

#include "base/time.h"
#include "base/zone.h"

struct wd_date_options {
    const struct wd_zone *zone; /* the feed's zone: decides zone-less and ambiguous abbreviations; NULL: UTC, and IST is +05:30 */
    int64_t now_utc;            /* WD_NO_TIME: future dates are not clamped */
    struct wd_str language;     /* of the text, "en-IN": decides ambiguous abbreviations where the feed has no zone; may be empty */
};
struct wd_date {
    int64_t utc;
    bool has_time, has_zone;
    struct wd_str zone_text; /* "IST", borrowed from the text */
};
bool wd_date_parse(struct wd_str text, const struct wd_date_options *opts, struct wd_date *ret_date);

#endif
