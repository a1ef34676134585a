/* store/outlets.h - the row that a member of a story is for its outlet, and what rows add up to.
 * Duty:      rows out of a story; counts, shares and quantiles out of rows. No SQL.
 * Input:     a story as composed. Names are keyed by their hash, 0 for an empty one.
 * Ownership: results in `a`.
 * Errors:    none.   Threads: pure.
 * Cost:      O(members + changes) for a story; O(n log n) in delays for the quantiles. */
#ifndef WD_STORE_OUTLETS_H
#define WD_STORE_OUTLETS_H

#include "model/outlet.h"
#include "model/story.h"

struct wd_output {
    uint64_t outlet, article, story;
    uint64_t agency; /* wire service that it goes back to */
    uint64_t origin; /* outlet that it goes back to, where that is on this desk; else the agency */
    int64_t at_utc;  /* stated, or else of arrival */
    int64_t delay_s; /* WD_NO_TIME: not known */
    enum wd_output_kind kind;
    uint32_t words, verbatim_words, edited_words;
};
typedef WD_LIST(struct wd_output) wd_outputs;

struct wd_output_names {
    struct wd_str outlet, agency, origin;
};
struct wd_named_output {
    struct wd_output row;
    struct wd_output_names names; /* borrowed from the story */
};
typedef WD_LIST(struct wd_named_output) wd_named_outputs;

uint64_t wd_outlet_key(struct wd_str name);
/* Killed members have no row. */
void wd_outputs_of(struct wd_arena *a, const struct wd_story *story, wd_named_outputs *ret_rows);

/* Adding up: begin with zeros and WD_NO_TIME in first and last, add each row, then take the quantiles. */
typedef WD_LIST(int64_t) wd_delay_list;
void wd_outlet_line_add(struct wd_arena *a, struct wd_outlet_line *line, wd_delay_list *delays, enum wd_output_kind kind, int64_t at_utc,
                        int64_t delay_s);
/* Sorts the list. */
void wd_delays_of(wd_delay_list *delays, struct wd_delays *ret_delays);
void wd_outlet_edits_add(struct wd_outlet_edits *edits, const struct wd_output *row);
size_t wd_delay_class(int64_t delay_s);

#endif
