/* stories/heads.h - stories linked with one another by what stands at their head.
 * Duty:      LANGUAGE: stories of two languages about one event, by names, numbers, places and times. THREAD: stories of one language about
 *            one affair, earlier and later, by rare names and topic words. Who tells of whom in a story is not asked here.
 * Input:     units of each article (wd_head_units_make), in order of arrival, and the story that each lies in now.
 * Ownership: the index copies what it keeps. Results in `a`.
 * Errors:    WD_E_TOOBIG from wd_head_units_make as text/words.h has it; else none.
 * Threads:   units are pure; one index, one thread.
 * Cost:      units about 0.1 ms, insert about 15 us, links 0.1 to 0.25 ms where names are common. 165 to 190 bytes an article from 20,000
 *            on, flat at a constant window. What is answered is a function of the articles kept, their order and their stories, so that
 *            inserting them again restores it.
 * Source:    requirements/copies-and-stories S1, S5. */
#ifndef WD_STORIES_HEADS_H
#define WD_STORIES_HEADS_H

#include "model/story.h"
#include "stories/stories.h"

enum wd_head_kind { WD_HEAD_NAME, WD_HEAD_PLACE, WD_HEAD_NUMBER, WD_HEAD_TERM };
#define WD_HEAD_UNITS 19 /* at most, of an article */
#define WD_HEAD_LINKS 8  /* at most, of each kind of link */

struct wd_head_unit {
    uint32_t hash;      /* of the compared form and kind; of terms also of the language */
    uint8_t kind;       /* enum wd_head_kind */
    uint8_t count;      /* 1..15: how much it stands out in the article; of numbers how telling it is by itself */
    uint8_t given;      /* of the given name that stands with a family name; 0: none does */
    struct wd_str word; /* as printed first, for reasons; borrowed */
};
/* Names, places and numbers first, then terms; the weightiest of each first. */
struct wd_head_units {
    uint32_t n;
    struct wd_head_unit v[WD_HEAD_UNITS];
};
int wd_head_units_make(struct wd_arena *a, const struct wd_article *article, const struct wd_features *features,
                       struct wd_head_units *ret) WD_MUST;

struct wd_heads_options {
    int64_t thread_s;   /* how far back a thread reaches; articles older than this are forgotten */
    int64_t language_s; /* at most so far apart are two accounts of one event */
    uint32_t most;      /* articles kept; the earliest go first */
};
extern const struct wd_heads_options wd_heads_defaults;

struct wd_heads;
/* NULL: wd_heads_defaults. */
struct wd_heads *wd_heads_new(const struct wd_heads_options *options);
void wd_heads_free(struct wd_heads *h);
/* An article that is known is taken out first. at_utc WD_NO_TIME: the index's own clock, the third-latest instant it has seen. */
void wd_heads_insert(struct wd_heads *h, uint64_t article, const struct wd_head_units *units, struct wd_str language, int64_t at_utc,
                     uint64_t story);
/* An article that is not known (any more): nothing happens, here and below. */
void wd_heads_move(struct wd_heads *h, uint64_t article, uint64_t story);
void wd_heads_merge(struct wd_heads *h, uint64_t from, uint64_t into);
void wd_heads_remove(struct wd_heads *h, uint64_t article);
/* Whether the links of the story are to be looked for now: it has few articles, or their number is a power of two. */
bool wd_heads_due(const struct wd_heads *h, uint64_t story);
/* What the story is linked with, strongest first, at most WD_HEAD_LINKS of each kind: first by language, then by thread. */
void wd_heads_links(struct wd_heads *h, struct wd_arena *a, uint64_t story, wd_story_links *ret_links);
size_t wd_heads_live(const struct wd_heads *h);
size_t wd_heads_bytes(const struct wd_heads *h);

#endif
