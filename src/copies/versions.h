/* copies/versions.h - what changed from one state of an article to the next, and where the old words still stand.
 * Duty:      name the changes between two states with their differences; say which texts of today have the words that were taken back.
 * Input:     articles with their sentences in order, compared as pairing.h does.
 * Ownership: results live in `a` and borrow the articles. A wd_standing owns its map (wd_standing_done) and borrows its arena.
 * Errors:    none; of a text over WD_MAX_WORDS the first so many words are looked at.
 * Threads:   pure.
 * Cost:      O(words) expected; differences are align.h's.
 * Source:    requirements/copies C6; Myers O(ND) inside a sentence. */
#ifndef WD_COPIES_VERSIONS_H
#define WD_COPIES_VERSIONS_H

#include "base/hash.h"
#include "copies/pairing.h"

struct wd_version_change {
    int kind;                /* enum wd_change_kind, never KILL */
    bool part;               /* added, removed or moved: sentences inside a paragraph, not the whole of it */
    struct wd_span old, now; /* bytes of the older and the newer body; empty where there is nothing, and for headlines */
    uint32_t old_at, old_n;  /* the same in sentences */
    uint32_t now_at, now_n;
    wd_diffs differences; /* keep and delete give the older words, keep and insert the newer; empty: known from a signal only */
};
typedef WD_LIST(struct wd_version_change) wd_version_changes;
/* The headline first, then in reading order of the newer text, what was removed where it stood; at most so many. A full text that follows
 * its summary is no change. */
void wd_versions_compare(struct wd_arena *a, const struct wd_article *older, const struct wd_article *newer, size_t most,
                         wd_version_changes *ret_changes);
/* wd_align_differences whose working memory is given back, for many sentences and input of any kind; what has less than half of the shorter
 * text in common is taken out and put in whole. */
void wd_versions_differences(struct wd_arena *a, struct wd_str older, struct wd_str newer, wd_diffs *ret_differences);

/* Where sentences and headlines stand today: key to places, in the order added. */
struct wd_place {
    uint32_t text, sentence; /* text: number given by whoever added it; sentence: WD_IN_HEADLINE for its headline */
    uint32_t next;           /* the next place of the same key + 1, or 0 */
};
enum { WD_IN_HEADLINE = UINT32_MAX };
struct wd_standing {
    struct wd_arena *a;
    struct wd_map at;
    WD_LIST(struct wd_place) places;
};
void wd_standing_init(struct wd_standing *s, struct wd_arena *a);
void wd_standing_done(struct wd_standing *s);
void wd_standing_add(struct wd_standing *s, uint32_t text, uint32_t sentence, uint64_t key);
/* NULL where it stands nowhere; wd_standing_next goes on. */
const struct wd_place *wd_standing_find(const struct wd_standing *s, uint64_t key);
const struct wd_place *wd_standing_next(const struct wd_standing *s, const struct wd_place *place);

/* A text that has the old words of a change and not the new ones. */
struct wd_left {
    uint32_t text, sentence; /* the first of the change's sentences that it has */
    bool whole;              /* it has all of them */
};
typedef WD_LIST(struct wd_left) wd_lefts;
/* Of changes that took words back: headline, figure, edited, correction, removed. In the order of texts, without the text `self`. */
void wd_versions_left(struct wd_arena *a, const struct wd_version_change *change, const struct wd_sentences *older,
                      const struct wd_sentences *newer, const struct wd_standing *standing, uint32_t self, wd_lefts *ret_lefts);

/* Whether a sentence is the notice of a correction: "Correction: an earlier version ..." */
bool wd_versions_corrects(struct wd_str sentence);

#endif
