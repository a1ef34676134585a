/* pages/outlets.h - what the pages of outlets share: periods, delays and shares in words.
 * Duty:      for outlets.c (all of them), outlet.c (one), and their JSON.
 * Ownership: results live in `a`.
 * Errors:    none.   Threads: pure.   Cost: O(n). */
#ifndef WD_PAGES_OUTLETS_H
#define WD_PAGES_OUTLETS_H

#include "pages/json_parts.h"

/* A link to the same page over another period. */
struct wd_period_view {
    struct wd_str label, href;
    bool here;
};
typedef WD_LIST(struct wd_period_view) wd_period_views;
extern const struct wd_record wd_period_view_record;

/* path: of the page, without a query. */
void wd_view_periods(struct wd_arena *a, struct wd_str path, int64_t days, wd_period_views *ret_views);
/* "in the 30 days up to 14 Mar 2026", "in all" */
struct wd_str wd_format_period(struct wd_arena *a, const struct wd_page_context *c, int64_t days);
/* "less than a minute", "38 min", "2 h 5 min", "3 d 4 h" */
struct wd_str wd_format_delay(struct wd_arena *a, int64_t delay_s);
/* "67 %"; empty where whole is 0. */
struct wd_str wd_format_share(struct wd_arena *a, int64_t part, int64_t whole);
/* Of 100, with a decimal, for widths in drawings. */
struct wd_str wd_format_width(struct wd_arena *a, int64_t part, int64_t whole);
struct wd_str wd_outlet_shown(struct wd_str name);
/* articles, own, rewrites, copies, share_copied, delay: members of the open object. */
void wd_json_outlet_line(const struct wd_outlet_line *line, struct wd_jw *w);
void wd_json_delays(const struct wd_delays *delays, struct wd_jw *w);
void wd_json_period(int64_t days, struct wd_period period, struct wd_jw *w);

#endif
