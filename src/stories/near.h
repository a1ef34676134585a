/* stories/near.h - the article asked about, and how like it members of live stories are.
 * Duty:      chooses and weighs the terms of an article as the index would keep them, finds members that share the weightiest, and compares
 *            exactly. Says nothing about stories: decide.c does.
 * Ownership: what is asked lives in the arena; between wd_ask and wd_asked_done the index's terms carry its marks.
 * Errors:    none.   Threads: those of the index, one question at a time.
 * Cost:      O(terms) to ask; a look at the newest postings of a few terms to vote; O(terms of the member) to compare. */
#ifndef WD_STORIES_NEAR_H
#define WD_STORIES_NEAR_H

#include <math.h>

#include "stories/index.h"

/* The article asked about, as the index would keep it. */
struct wd_asked {
    struct wd_stories *s;
    const struct wd_features *f;
    int language;
    uint32_t *numbers; /* of the chosen terms */
    size_t n;
    float *weight, *idf; /* one a chosen term */
    uint8_t *traits;     /* as in struct wd_kept_term */
    uint32_t *term;      /* number in the index, WD_NO_SEQ where it is new */
    float idf_base;
    double norm, lead_norm, title_norm, name_norm, title_sum, name_sum, word_norm, number_sum, topic_sum;
};
void wd_ask(struct wd_asked *q, struct wd_stories *s, struct wd_arena *a, const struct wd_features *f);
/* The same of an article that the index holds, as if it came now. f: made in `a`. */
void wd_ask_again(struct wd_asked *q, struct wd_stories *s, struct wd_arena *a, uint32_t seq);
void wd_asked_done(struct wd_asked *q);
static inline float wd_idf_of(const struct wd_asked *q, const struct wd_term_slot *slot)
{
    uint32_t n = slot->df + slot->prior + 1;
    return q->idf_base - (n < WD_STORY_LOGS ? q->s->logs[n] : (float)log(n + 0.5));
}
static inline float wd_tf_weight(uint32_t tf)
{
    static const float weights[] = {1.0F, 1.0F, 1.6931F, 2.0986F, 2.3863F, 2.6094F, 2.7918F, 2.9459F, 3.0794F};
    return weights[WD_MIN(tf, (uint32_t)WD_COUNT(weights) - 1)];
}

struct wd_near_member {
    uint32_t seq;
    float votes;
    double cosine, lead, title, title_in, names, numbers, rare, clash, words, number_clash, topic_in;
};
typedef WD_LIST(struct wd_near_member) wd_near_members;
/* Members that share the weightiest terms, from the newest of each posting list; strongest first. */
void wd_vote(struct wd_asked *q, struct wd_arena *a, wd_near_members *ret);
/* Exact likeness of the article asked about to a member, under the idf of now. */
void wd_compare(const struct wd_asked *q, struct wd_near_member *m);
/* Cosine of a dot product and two squared norms. */
double wd_share_of(double dot, double x, double y);

#endif
