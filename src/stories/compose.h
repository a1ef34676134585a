/* stories/compose.h - a story out of its members: statements lined up, standfirst, only in, told by all, people, changes.
 * Duty:      a pure function of the members, so that batch, live and replay give the same bytes.
 * Input:     members in order of arrival (log order), each with its versions oldest first and its reuse links.
 * Ownership: everything in `a`, may borrow the articles.
 * Errors:    none.   Threads: pure.   Cost: O(words) expected of all members; statements and sentences are matched through an index of
 * words. */
#ifndef WD_STORIES_COMPOSE_H
#define WD_STORIES_COMPOSE_H

#include "model/story.h"

struct wd_compose_member {
    const struct wd_article *const *versions; /* oldest first; the last is the current state */
    size_t version_n;
    uint32_t serial;
    const struct wd_copy_link *links; /* to other members, nearest source first */
    size_t link_n;
    bool killed; /* text is purged: current state has title and body empty */
};
void wd_story_compose(struct wd_arena *a, uint64_t key, uint32_t serial, const struct wd_compose_member *members, size_t n,
                      struct wd_story *ret_story);

#endif
