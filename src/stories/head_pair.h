/* stories/head_pair.h - heads of stories and what two of them have in common; private to head_*.c.
 * Duty:      a head is read from the last members of a story: its units, how much each stands out, its times. Two heads are walked side by
 *            side; what both have weighs by how few other articles have it. Candidates are the stories that share two units.
 * Ownership: a head owns nothing; the list of candidates lives in `a`.
 * Errors:    none.   Threads: one index, one thread.
 * Cost:      reading O(members * units), comparing O(units); candidates O(units asked * articles walked). */
#ifndef WD_STORIES_HEAD_PAIR_H
#define WD_STORIES_HEAD_PAIR_H

#include "stories/head_index.h"

enum { WD_HEAD_MEMBERS = 8, WD_HEAD_PARTS = 96 };

struct wd_head_part {
    uint32_t word, hash;
    uint32_t times; /* members that hold it */
    uint32_t count; /* of all of them */
    uint8_t given, form;
    double weight; /* how much it stands out in this story, 0..1 */
    double alone;  /* wd_head_weight beside no other story */
};
struct wd_head {
    uint32_t story, members;
    uint8_t language;
    int64_t from_s, to_s;
    uint32_t n;
    struct wd_head_part v[WD_HEAD_PARTS]; /* by hash, which is the same whenever the head is read */
};
void wd_head_read(const struct wd_heads *h, uint32_t story, struct wd_head *head);

/* 1 for what no other article holds, towards 0 for what all hold. own: articles of the stories themselves, which do not count. */
double wd_head_rarity(const struct wd_heads *h, uint32_t word, double own);
double wd_head_weight(const struct wd_heads *h, const struct wd_head_part *p, double own);
/* About how many articles of the whole story hold the part; p NULL: none. */
double wd_head_own(const struct wd_heads *h, const struct wd_head *head, const struct wd_head_part *p);
/* One family name, two given names: two people. Given names that only differ a little may be one in two spellings. */
bool wd_head_other_person(const struct wd_head_part *p, const struct wd_head_part *q);

/* Parts that both heads have stand beside each other, others alone; false at the end. */
struct wd_head_pairs {
    const struct wd_head *x, *y;
    uint32_t i, j;
    const struct wd_head_part *p, *q;
};
bool wd_head_next_pair(struct wd_head_pairs *at);

/* What two heads have in common. */
struct wd_head_common {
    double of[WD_HEAD_TERM + 1];     /* by kind: weights of what both have */
    uint32_t rare[WD_HEAD_TERM + 1]; /* by kind: how many of them few others have */
    double of_both;                  /* names and numbers: what both have over all that the shorter has */
};
void wd_head_compare(const struct wd_heads *h, const struct wd_head *x, const struct wd_head *y, struct wd_head_common *ret);

struct wd_head_candidate {
    uint32_t story;
    float votes;
    uint64_t key;
};
typedef WD_LIST(struct wd_head_candidate) wd_head_candidates_list;
/* head_candidates.c: stories that share units with the head, likeliest first. A search ends at own_most articles of its own story. */
void wd_head_candidates(struct wd_heads *h, struct wd_arena *a, const struct wd_head *head, uint32_t own_most,
                        wd_head_candidates_list *found);

#endif
