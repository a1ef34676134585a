/* analyse/cases.h - Russian names as they are in the nominative.
 * Duty:      "По словам Ивана Белова" names the speaker in the genitive: the speaker becomes the article's "Иван Белов" where the article
 *            has that form. The span stays; nothing is made up.
 * Input:     names and quotes of one text; only quotes whose cue is a preposition with its noun are touched.
 * Ownership: names are borrowed.   Errors: none.   Threads: pure.   Cost: O(names) for each such quote, at most WD_CASES_LOOKED_AT names.
 */
#ifndef WD_ANALYSE_CASES_H
#define WD_ANALYSE_CASES_H

#include "model/article.h"

enum { WD_CASES_LOOKED_AT = 200 };
void wd_speakers_in_nominative(struct wd_str text, const wd_names *names, wd_quotes *quotes);

#endif
