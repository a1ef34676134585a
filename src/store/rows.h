/* store/rows.h - the small records that only the store keeps, and the list row of a story.
 * Duty:      tables of wd_story_row, wd_bar; a row out of a story.
 * Ownership: the row borrows the story's texts; bars live in `a`.
 * Errors:    none.   Threads: pure.   Cost: O(members + changes). */
#ifndef WD_STORE_ROWS_H
#define WD_STORE_ROWS_H

#include "store/store.h"

enum { WD_BAR_S = 1800, WD_BARS_MAX = 48 };

extern const struct wd_record wd_story_row_record;
void wd_story_row_of(struct wd_arena *a, const struct wd_story *story, struct wd_story_row *ret_row);
/* Newest arrival of a member; WD_NO_TIME where there is none. */
int64_t wd_story_last_arrival(const struct wd_story *story);

#endif
