/* stories/stories.h - which story an article belongs to, online.
 * Duty:      features of an article; candidates from copies and an inverted index; a logistic rule with weights as numbers; placement with
 * reasons. Input:     analysed articles in order of arrival. dated: the time of the article counts, undated input uses the other weights.
 * Ownership: the index copies what it keeps. Results in `a`.
 * Errors:    none; inputs are within limits.h.
 * Threads:   one index, one thread.   Cost: O(terms) an article at a constant window; at most 2 kB a live article.
 * Source:    requirements/copies-and-stories S1-S4. */
#ifndef WD_STORIES_STORIES_H
#define WD_STORIES_STORIES_H

#include "copies/copies.h"
#include "text/stem.h"

struct wd_story_model;
struct wd_story_options {
    int64_t window_s;                  /* a story without news for this long takes no more; 0: never closes */
    uint32_t max_terms;                /* impact-ordered terms kept of an article */
    uint32_t max_live;                 /* articles in the window; past it the oldest leave. 0: no such limit */
    bool tells_gone;                   /* wd_stories_take_gone is asked */
    const struct wd_story_model *rule; /* of wd_story_rule_read; copied. NULL: the one that ships */
};
extern const struct wd_story_options wd_story_defaults;

struct wd_term {
    uint64_t hash;
    float tf;
    uint8_t kind;       /* WD_TERM_* */
    uint8_t flags;      /* WD_TERM_IN_* */
    struct wd_str word; /* as printed first, for reasons; borrowed from the article */
};
enum { WD_TERM_WORD, WD_TERM_NAME, WD_TERM_NUMBER };
enum { WD_TERM_IN_TITLE = 1, WD_TERM_IN_LEAD = 2 }; /* lead: the first words of the text */
/* What placement needs of an article; made by workers, in an arena. */
struct wd_features {
    uint64_t article;
    struct wd_str language;
    int64_t at_utc;                /* WD_NO_TIME: undated; leaves the window as if of the time of the news that it came with */
    uint64_t outlet;               /* hash, 0 not known: for the caller to set */
    WD_LIST(struct wd_term) terms; /* of title and text, in their order, no repeats */
};
int wd_features_make(struct wd_arena *a, struct wd_stems *stems, uint64_t article, struct wd_str title, struct wd_str text,
                     struct wd_str language, int64_t at_utc, struct wd_features *ret) WD_MUST;

struct wd_placement {
    uint64_t story;
    bool founded; /* no story was near enough: this article founds one, with its own key */
    double score; /* probability that the placement is right */
    wd_whys why;
};

struct wd_stories;
struct wd_stories *wd_stories_new(const struct wd_story_options *options);
void wd_stories_free(struct wd_stories *s);
/* reuses: of copies.h, whose of_article are placed already. Does not insert. */
void wd_stories_decide(struct wd_stories *s, struct wd_arena *a, const struct wd_features *f, const wd_reuses *reuses,
                       struct wd_placement *ret);
/* Puts the article into the story (founding it where new). decide + insert is live, insert alone restores. */
void wd_stories_insert(struct wd_stories *s, const struct wd_features *f, uint64_t story);
/* Story of an article, 0 where not placed or expired. */
uint64_t wd_stories_of(const struct wd_stories *s, uint64_t article);
/* The article of a story that came last, 0 where none is live. */
uint64_t wd_stories_newest(const struct wd_stories *s, uint64_t story);
void wd_stories_remove(struct wd_stories *s, uint64_t article);
/* All live members of a story into another (founding it where it has none); one live article into a story. What is decided later is as
 * if they had lain there from the first. What is not live is passed over. */
void wd_stories_merge(struct wd_stories *s, uint64_t from, uint64_t into);
void wd_stories_move(struct wd_stories *s, uint64_t article, uint64_t story);
/* Somebody put the story right by hand: it is not joined with others any more without being told. */
void wd_stories_fix(struct wd_stories *s, uint64_t story);
bool wd_stories_fixed(const struct wd_stories *s, uint64_t story);
/* The next of the articles that left the window by themselves; false: there is none. */
bool wd_stories_take_gone(struct wd_stories *s, uint64_t *ret_article);
/* Articles in the window, and what the index holds for them. */
size_t wd_stories_live(const struct wd_stories *s);
size_t wd_stories_bytes(const struct wd_stories *s);

/* Two live stories that have turned out to be one: asked after the article was put into its story; looks at what the article is near to
 * and compares members of both. Changes nothing. At most one pair an article, in no order. */
struct wd_story_pair {
    uint64_t one, other;
    double score; /* least of the scores that members of the smaller story have in the bigger */
    wd_whys why;
};
bool wd_stories_reunite(struct wd_stories *s, struct wd_arena *a, const struct wd_features *f, const wd_reuses *reuses,
                        struct wd_story_pair *ret_pair);

/* For training: what the rule sees of each candidate, in the order of wd_story_feature_names. */
#define WD_STORY_FEATURES 27
extern const char *const wd_story_feature_names[WD_STORY_FEATURES];
struct wd_story_candidate {
    uint64_t story;
    double feature[WD_STORY_FEATURES], score;
    bool dated; /* both have a time: which half of the rule it was asked */
};
typedef WD_LIST(struct wd_story_candidate) wd_story_candidates;
/* Likeliest first. */
void wd_stories_candidates(struct wd_stories *s, struct wd_arena *a, const struct wd_features *f, const wd_reuses *reuses,
                           wd_story_candidates *ret);

/* model.c: the rule of placement, a text of the form of models/stories.txt, one half for input without dates and one for input with.
 * WD_E_FORMAT where it is not for these features. */
int wd_story_rule_read(struct wd_arena *a, struct wd_str text, const struct wd_story_model **ret_halves,
                       struct wd_where *ret_where) WD_MUST;
struct wd_str wd_story_rule_shipped(void);
double wd_story_rule_score(const struct wd_story_model *halves, bool dated, const double x[WD_STORY_FEATURES]);
/* The text with numbers added to the weights of the sum, undated and dated; the last one to the constant. */
void wd_story_rule_nudge(struct wd_str text, double add[2][WD_STORY_FEATURES + 1], struct wd_buf *out);

#endif
