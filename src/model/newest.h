/* model/newest.h - what happened last in a story: a change of one of its articles, or an article that came.
 * Duty:      the one place that decides it, for the rows of lists and for the story's own page.
 * Input:     changes newest first, as the story has them. Times are those of the sources; an article without one counts by its arrival.
 * Ownership: borrows the story.
 * Errors:    none; false where there is no news: nothing stands in the story, or its only article in its first state.
 * Threads:   pure.   Cost: O(members). */
#ifndef WD_MODEL_NEWEST_H
#define WD_MODEL_NEWEST_H

#include "model/story.h"

struct wd_newest {
    const struct wd_change *change; /* NULL: an article came */
    const struct wd_member *member; /* that came or changed; NULL where the one that changed is no member */
    int64_t at_utc;
    const char *kind; /* "copy", "rewrite", "own account"; of a change as wd_change_names says */
};
bool wd_story_newest(const struct wd_story *story, struct wd_newest *ret_newest);

/* Instant that a member is ordered by: created, else updated, else arrived. */
int64_t wd_member_at(const struct wd_member *m);

#endif
