/* analyse/timex.h - times in running text as TIMEX3 values.
 * Duty:      dates, days, months, quarters, years, durations and vague times ("now"), reckoned against the article's own date.
 * Input:     tokens of scan.h; date_utc WD_NO_TIME: values that need it are left out ("XXXX-XX-XX").
 * Ownership: in `a`.   Errors: none.   Threads: pure.   Cost: O(n).
 * Source:    TimeML 1.2.1, TIMEX3 values. */
#ifndef WD_ANALYSE_TIMEX_H
#define WD_ANALYSE_TIMEX_H

#include "analyse/scan.h"
#include "model/article.h"

void wd_timexes_of(struct wd_arena *a, struct wd_str text, int lexicon_language, const wd_tokens *tokens, int64_t date_utc,
                   wd_timexes *ret_timexes);

#endif
