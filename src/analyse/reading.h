/* analyse/reading.h - a text read as far as the rules go; private to this folder.
 * Duty:      what wd_analyse and the learning of taggers have in common.
 * Ownership: in `a`.   Errors: WD_E_TOOBIG.   Threads: pure.   Cost: as wd_analyse. */
#ifndef WD_ANALYSE_READING_H
#define WD_ANALYSE_READING_H

#include "analyse/analyse.h"
#include "analyse/phrase.h"

struct wd_read {
    struct wd_reading reading;
    wd_tokens tokens;
    wd_regions regions;
    wd_names names;
    wd_quotes quotes;
    wd_spans sentences;
    struct wd_str language;
};
/* ret must not be moved: the reading points into it. */
int wd_read_text(struct wd_arena *a, const struct wd_analyse_input *in, struct wd_read *ret) WD_MUST;

#endif
