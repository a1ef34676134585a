/* analyse/standfirst.h - the one or two sentences of an article that tell most of it, word for word.
 * Duty:      wd_standfirst_of chooses by position, by how much of the article and of its title a sentence holds; headings, questions,
 *            datelines, sentences that open with a pronoun or break a quotation off are left out. What a sentence must be to stand alone
 *            (wd_may_stand) and what its place is worth are shared with the standfirst of a story.
 * Input:     valid UTF-8; sentences of the text; blocks of the text, or NULL. All spans are bytes of the text.
 * Ownership: results in `a`.   Errors: none: no sentence may be fit.   Threads: pure.
 * Cost:      O(n) for the words of the text; twelve sentences are looked at. */
#ifndef WD_ANALYSE_STANDFIRST_H
#define WD_ANALYSE_STANDFIRST_H

#include "model/article.h"

enum { WD_STAND_LOOKED_AT = 12, WD_STAND_WORDS_LEAST = 6, WD_STAND_WORDS_MOST = 60 };
/* Two sentences that share this much of the lighter one's weight tell the same. */
#define WD_STAND_REDUNDANT 0.6

/* Whether a sentence can be read without the one before it; languages without a list of pronouns are read as English. */
bool wd_may_stand(struct wd_str sentence, struct wd_str language);
/* How much a sentence is worth: seen counts the sentences before it; common: how much of it stands elsewhere too; title: how much of the
 * title it has; both 0 to 1. */
double wd_stand_score(size_t seen, double common, double title, size_t words);
size_t wd_stand_words(struct wd_str sentence);

/* At most two spans, in their order in the text; each is a sentence, or a sentence without the dateline before it. */
void wd_standfirst_of(struct wd_arena *a, struct wd_str text, struct wd_str title, struct wd_str language, const wd_spans *sentences,
                      const wd_blocks *blocks, wd_spans *ret_spans);

#endif
