/* stories/index.h - what the desk keeps of live articles; private to this folder.
 * Duty:      articles with their terms, the terms with the articles that hold them, the stories with their members. What it
 *            holds is a function of the articles in the window and their order, so that inserting them again restores it.
 * Ownership: heap, freed by wd_stories_free.
 * Errors:    none.   Threads: one index, one thread.
 * Cost:      insert and removal O(terms) amortised; 4 bytes a posting, 6 a term kept. */
#ifndef WD_STORIES_INDEX_H
#define WD_STORIES_INDEX_H

#include "base/hash.h"
#include "stories/clock.h"
#include "stories/stories.h"

#define WD_NO_SEQ UINT32_MAX
/* Logarithms that are kept ready. */
#define WD_STORY_LOGS (1 << 16)
/* Articles that are counted before the first: an index that is nearly empty knows no frequencies of its own. */
#define WD_STORY_SMOOTHING 512

struct wd_kept_term {
    uint32_t term;
    uint8_t tf;     /* capped */
    uint8_t traits; /* WD_TERM_IN_* and the kind << 4 */
};
struct wd_kept {
    uint64_t article, story; /* article 0: dead */
    int64_t at_utc;
    struct wd_kept_term *terms; /* in the order of the text */
    uint32_t prev, next;        /* in the story: sequence numbers */
    uint32_t outlet;            /* of its hash; 0 not known */
    uint16_t term_n, language;
};
struct wd_term_slot {
    uint32_t df;
    uint16_t prior; /* as many of WD_STORY_SMOOTHING articles hold it anywhere; a word with a prior is never dropped */
    uint16_t mark;  /* for decide.c: place in the article asked about, + 1 */
};
/* A capital or a digit makes no name and no telling number of a word that everybody uses: Monday, Bridge, 15. */
static inline uint8_t wd_term_traits(const struct wd_term *t, const struct wd_term_slot *slot)
{
    return (uint8_t)(t->flags | (slot->prior ? WD_TERM_WORD : t->kind) << 4);
}
/* Sequence numbers, ascending; dead ones are dropped when they are the half. Most words are rare: two stand in the list itself. */
struct wd_posting_list {
    union {
        uint32_t *far;
        uint32_t near[2];
    } v;
    uint32_t n, cap; /* cap 0: near */
    uint64_t hash;
};
static inline uint32_t *wd_posting_v(struct wd_posting_list *p)
{
    return p->cap ? p->v.far : p->v.near;
}
/* Starts to load the newest of them. */
static inline void wd_posting_prefetch(const struct wd_posting_list *p)
{
    if (p->cap)
        __builtin_prefetch(&p->v.far[p->n ? p->n - 1 : 0]);
}
struct wd_live_story {
    uint64_t key;
    uint32_t last, n; /* member that came last, members in the window */
};
/* A sum of the features and of a few units (tanh of a sum each), which see features together. Last rows: the constants, and what the units
 * weigh; column 0 is the sum itself. */
#define WD_STORY_UNITS 8
struct wd_story_model {
    double weight[WD_STORY_FEATURES + 2][1 + WD_STORY_UNITS];
};
struct wd_expiry {
    int64_t at_utc;
    uint32_t seq;
};

/* Of the article that was asked about last: the story that was near enough to be its own, were there no better one; 0: none was. */
struct wd_second {
    uint64_t article, story;
};

struct wd_stories {
    struct wd_story_options options;
    struct wd_map by_article, by_story, by_term; /* to sequence number + 1, story number + 1, term number + 1 */
    struct wd_map fixed;                         /* stories that somebody put right by hand */
    struct wd_kept *kept;                        /* a ring: sequence number & (kept_cap - 1) */
    uint32_t first_seq, next_seq, kept_cap, live;
    struct wd_term_slot *terms;
    struct wd_posting_list *postings; /* one a term */
    uint32_t term_n, term_cap, *free_terms, free_term_n, free_term_cap;
    struct wd_live_story *stories;
    uint32_t story_n, story_cap, *free_stories, free_story_n, free_story_cap;
    struct wd_expiry *heap; /* least instant first */
    uint32_t heap_n, heap_cap;
    uint64_t *gone; /* articles that left, last first */
    uint32_t gone_n, gone_cap;
    struct wd_index_clock clock;
    uint64_t languages[64];
    uint32_t in_language[64];
    uint32_t language_n;
    size_t bytes;
    struct wd_story_model models[2]; /* undated, dated */
    float *logs;
    /* What is asked of many articles at a time, close together; one a place of the ring. */
    uint32_t *story_at; /* number of its story */
    uint16_t *alive;    /* terms kept + 1; 0: dead */
    struct wd_second second;
};

static inline struct wd_kept *wd_kept_at(const struct wd_stories *s, uint32_t seq)
{
    return &s->kept[seq & (s->kept_cap - 1)];
}
static inline bool wd_kept_live(const struct wd_stories *s, uint32_t seq)
{
    return seq >= s->first_seq && seq < s->next_seq && s->alive[seq & (s->kept_cap - 1)];
}
static inline uint32_t wd_story_at(const struct wd_stories *s, uint32_t seq)
{
    return s->story_at[seq & (s->kept_cap - 1)];
}
/* The terms that are kept of an article, in their order: those of the title, the frequent, the early, names. */
size_t wd_stories_choose_terms(const struct wd_stories *s, struct wd_arena *a, const struct wd_features *f, uint32_t **ret_numbers);
/* Number of a language, or -1 where none of its articles was seen. */
int wd_stories_language(const struct wd_stories *s, struct wd_str language);

/* Number of a story, made where it is new; it has no members then. */
uint32_t wd_stories_number(struct wd_stories *s, uint64_t key);
/* The story of this number is no more. */
void wd_stories_end(struct wd_stories *s, uint32_t number);
/* Takes a member out of the list of its story, which ends with its last one. */
void wd_stories_leave(struct wd_stories *s, const struct wd_kept *k);
/* Number of a term, made where it is new. */
uint32_t wd_stories_term(struct wd_stories *s, uint64_t hash);
/* background.c: puts the words of models/common_words.txt into an empty index, without articles. */
void wd_stories_know_background(struct wd_stories *s);

/* model.c: what the numbers make of a candidate: the probability that the article belongs there. */
double wd_stories_score(const struct wd_story_model *m, const double x[WD_STORY_FEATURES]);

#endif
