/* pages/why.h - why articles and stories stand where they do, in words; private to this folder.
 * Duty:      reasons as a clause and as a list, what an article was placed by, and what changed a story's articles since. All of it is the
 *            desk's own words: no quotation marks, and those in an operator's note are left out.
 * Ownership: results live in `a`; texts borrow the records.
 * Errors:    none.   Threads: pure.   Cost: O(reasons + articles of the acts). */
#ifndef WD_PAGES_WHY_H
#define WD_PAGES_WHY_H

#include "pages/view.h"

/* "both name Karl Edding and River Ister, both give 214, 3 h apart"; empty where nothing is told. */
struct wd_str wd_view_common(struct wd_arena *a, const wd_whys *why);
/* "97 % certain" */
struct wd_str wd_view_certainty(struct wd_arena *a, double score);
/* On one line, without quotation marks. */
struct wd_str wd_view_unmarked(struct wd_arena *a, struct wd_str text);

/* kind: "name"; what: as printed, or the desk's words; share: "6 %", empty where it has none; width: of 100, beside the others. */
struct wd_reason_view {
    struct wd_str kind, what, share, width;
    bool printed; /* what stands in the articles */
};
struct wd_act_view {
    int64_t at_utc;
    struct wd_str before, other, href, after; /* "2 articles came from ", "s9", its address, "" */
    struct wd_str by, why, note;              /* by: "by hand", "by the desk, 97 % certain" */
    wd_source_views articles;
    struct wd_str more;
};
typedef WD_LIST(struct wd_act_view) wd_act_views;
extern const struct wd_record wd_reason_view_record, wd_act_view_record;

struct wd_placing_view {
    struct wd_str lead;
    WD_LIST(struct wd_reason_view) reasons;
    wd_act_views acts;
};
extern const struct wd_record wd_placing_view_record;
/* root: the way to the top of the desk. */
void wd_view_placing(struct wd_arena *a, const struct wd_members *members, const struct wd_article_view *view, const char *root,
                     struct wd_placing_view *ret_placing);

/* How a story was put together; empty where nothing was changed. leads: "s7 and s9 lead here". */
struct wd_built_view {
    struct wd_str label, leads;
    wd_act_views acts;
};
extern const struct wd_record wd_built_view_record;
void wd_view_built(struct wd_arena *a, const struct wd_members *members, const wd_acts *acts, const char *root,
                   struct wd_built_view *ret_built);

#endif
