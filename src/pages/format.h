/* pages/format.h - how pages print times, shares, links and foreign bytes.
 * Duty:      the small formats that all pages share.
 * Ownership: results live in `a`, or are appended.
 * Errors:    the buffer's.   Threads: pure.   Cost: O(n). */
#ifndef WD_PAGES_FORMAT_H
#define WD_PAGES_FORMAT_H

#include "base/buf.h"
#include "base/zone.h"
#include "model/article.h"

/* & < > and both marks become references; control characters other than tab and line end are dropped. Right for HTML text,
 * attributes in marks, and XML 1.0. */
void wd_escape(struct wd_buf *out, struct wd_str s);

enum wd_time_style {
    WD_TIME_FULL, /* 26 Jan 2022, 23:56 IST */
    WD_TIME_CLOCK /* 23:56 on the reference day, else 26 Jan, 23:56, else 26 Jan 2022, 23:56 */
};
struct wd_str wd_format_time(struct wd_arena *a, const struct wd_zone *zone, int64_t utc, enum wd_time_style style, int64_t day_utc);
/* "Saturday 14 March 2026" of the zone. */
struct wd_str wd_format_day(struct wd_arena *a, const struct wd_zone *zone, int64_t utc);
/* "18:26 UTC"; empty where the zone shows just that. */
struct wd_str wd_format_utc(struct wd_arena *a, const struct wd_zone *zone, int64_t utc);
/* Share 0..1 as whole per cent; never 100 unless it is whole, never 0 unless it is nothing. */
uint32_t wd_percent(double share);
/* "1 copy", "14 copies". */
struct wd_str wd_format_count(struct wd_arena *a, uint64_t n, const char *one, const char *many);
/* The address with a text fragment that points at the sentence in it; empty unless url is http or https. */
struct wd_str wd_format_fragment(struct wd_arena *a, struct wd_str url, struct wd_str sentence);
/* Percent-encoded for a path segment or a query value. */
struct wd_str wd_format_percent(struct wd_arena *a, struct wd_str s);
/* "German" of "de", "de-CH"; the code itself where no name is known. */
struct wd_str wd_format_language(struct wd_str code);
/* Text on one line: runs of blanks become one space. */
struct wd_str wd_format_line(struct wd_arena *a, struct wd_str s);
/* At most max_words words, whole ones; true when something was cut. */
bool wd_cut_words(struct wd_str s, size_t max_words, struct wd_str *ret_cut);
size_t wd_count_words(struct wd_str s);

#endif
