/* analyse/transcript.h - texts that give what was said line by line, "SMITH: …" or "Q: …".
 * Duty:      finds the lines of a transcript or an interview, with the label and the words of each. A label or two are a headline or a
 * list: capital letters count from two lines on, names from four of which some come again. Input:     valid UTF-8, lines separated by '\n';
 * a line may open with a quotation mark. Ownership: the list lives in `a`.   Errors: none: an empty list.   Threads: pure.   Cost: O(n). */
#ifndef WD_ANALYSE_TRANSCRIPT_H
#define WD_ANALYSE_TRANSCRIPT_H

#include "base/list.h"

struct wd_turn {
    struct wd_span label, words; /* without the colon, without marks */
};
typedef WD_LIST(struct wd_turn) wd_turns;
void wd_turns_of(struct wd_arena *a, struct wd_str text, wd_turns *ret_turns);

#endif
