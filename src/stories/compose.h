/* stories/compose.h - a story out of its members: statements lined up, standfirst, only in, told by all, people, changes.
 * Duty:      a pure function of the members, so that batch, live and replay give the same bytes.
 * Input:     members in order of arrival (log order), each with its versions oldest first and its reuse links.
 * Ownership: everything in `a`, may borrow the articles. A composer keeps what it worked out of single texts (units of sentences, words
 *            of quotations, what a copy shares with its source), so that a story that grows does not read its old members anew; results
 *            are the same with any composer, however much it knows.
 * Errors:    none.   Threads: pure; one composer, one thread.
 * Cost:      O(words) expected of all members; statements and sentences are matched through an index of words. Of a story with more than
 *            WD_COMPOSE_ANALYSED members the later ones are counted and listed, and no longer looked into: their quotations, sentences
 *            and changes stay out, so a flood of one text costs a list entry an article. */
#ifndef WD_STORIES_COMPOSE_H
#define WD_STORIES_COMPOSE_H

#include "model/story.h"

enum { WD_COMPOSE_ANALYSED = 512 };

struct wd_compose_member {
    const struct wd_article *const *versions; /* oldest first; the last is the current state */
    size_t version_n;
    uint32_t serial;
    const struct wd_copy_link *links; /* to other members, nearest source first */
    size_t link_n;
    bool killed;    /* text is purged: current state has title and body empty */
    uint32_t words; /* of the current body; 0: not known, they are counted */
};

struct wd_composer;
/* max_bytes: of what it keeps. */
struct wd_composer *wd_composer_new(size_t max_bytes);
void wd_composer_free(struct wd_composer *composer);
void wd_composer_compose(struct wd_composer *composer, struct wd_arena *a, uint64_t key, uint32_t serial,
                         const struct wd_compose_member *members, size_t n, struct wd_story *ret_story);
/* With a composer of its own. */
void wd_story_compose(struct wd_arena *a, uint64_t key, uint32_t serial, const struct wd_compose_member *members, size_t n,
                      struct wd_story *ret_story);

#endif
