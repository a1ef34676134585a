/* extract/rules.h - what was learned about pages of news: names that tell an article from its surroundings, and two forests of decisions.
 * Duty:      reads models/page.txt; looks names up; says what a forest makes of a row of features.
 * Input:     the text of a model; a line is one row, lines that begin with '#' are comments.
 * Ownership: in the arena given; read-only after.
 * Errors:    WD_E_FORMAT for a model of another version of the features, or a broken one; the line is told.
 * Threads:   pure; one set of rules may serve many threads.
 * Cost:      O(1) a name; a forest some 100 comparisons a row that is plainly none, 1,000 for one in doubt.
 * Source:    gradient boosting (Friedman 2001); the trees are made by tools/train_page.py. */
#ifndef WD_EXTRACT_RULES_H
#define WD_EXTRACT_RULES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* For and against being the article's, in natural logarithms of odds; 0 where nothing is known. */
struct wd_evidence {
    float most, least;
};
enum wd_page_forest { WD_FOREST_FIRST, WD_FOREST_SECOND, WD_PAGE_FORESTS };

struct wd_page_rules;
/* text: a model, or empty for the one that ships. The result lives in `a`. */
int wd_page_rules_read(struct wd_arena *a, struct wd_str text, const struct wd_page_rules **ret, struct wd_where *ret_where) WD_MUST;
/* Of a class or id attribute: its words and pairs of words. *comments is set where one of them names what readers say. */
struct wd_evidence wd_page_name(const struct wd_page_rules *r, struct wd_str names, struct wd_evidence so_far, bool *comments);
/* Of a word of text by its hash, wd_hash_fnv in lower case. */
float wd_page_word(const struct wd_page_rules *r, uint32_t hash);
/* Chance of a row of features, 0 to 1. */
float wd_page_chance(const struct wd_page_rules *r, enum wd_page_forest forest, const float *x);
/* Calls one for each word, and each pair of words, of a class or id attribute: hash, and the slice for people. */
void wd_page_name_words(struct wd_str names, void (*one)(void *context, uint32_t hash, struct wd_str word), void *context);

#endif
