/* stories/candidates.h - stories that an article may belong to, with what the rule sees of each; private to this folder.
 * Duty:      members that are near and those of copies, brought together by story; their features, and the score that the model gives.
 * Ownership: lists in the arena given.   Errors: none.   Threads: those of the index.
 * Cost:      a comparison for each of at most MEMBERS_TRIED near members and each copy. */
#ifndef WD_STORIES_CANDIDATES_H
#define WD_STORIES_CANDIDATES_H

#include "stories/near.h"

/* Places in the list of features, as wd_story_feature_names has them. */
enum wd_story_feature {
    COSINE,
    MEAN,
    LEAD,
    TITLE,
    TITLE_IN,
    NAMES,
    NUMBERS,
    NEAR,
    KIN,
    COPY,
    RARE,
    COSINE_MARGIN,
    LEAD_MARGIN,
    SAME_DAY,
    COSINE_NEAR,
    UNTITLED,
    OWN,
    OWN_SHARE,
    OWN_NAMES,
    OWN_TITLE,
    CLASH,
    BRIEF,
    OUTLET,
    WORDS,
    OWN_WORDS,
    NUMBER_CLASH,
    TOPIC_IN
};
/* A candidate joins from this score on. */
#define WD_STORY_JOIN_FROM 0.5

struct wd_found {
    struct wd_story_candidate c;
    uint32_t tried;
    double sum;
    double held;   /* share of the article that stands in a member, where that makes it a copy; else 0 */
    uint32_t best; /* member with the highest cosine */
    int64_t nearest_s;
};
typedef WD_LIST(struct wd_found) wd_founds;
/* Likeliest first. without: a story that is left out as if its articles were not there; 0: none. */
void wd_find(struct wd_asked *q, struct wd_arena *a, const wd_reuses *reuses, uint64_t without, wd_founds *ret);
/* decide.c: words of the article that weigh most in its likeness to the nearest member; the copy, and the time between. Before
 * wd_asked_done. */
void wd_reasons(const struct wd_asked *q, struct wd_arena *a, const struct wd_found *found, wd_whys *ret_why);

#endif
