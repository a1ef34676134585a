/* text/run_on.h - lines that full stops alone cut wrongly, for sentences.c.
 * Duty:      "Ada Tarn of Reef In the northern district, ...": where the second begins; and quotations signed at their end.
 * Input:     valid UTF-8; [from, to) begins a line and ends as a sentence does.
 * Threads:   pure.   Cost: O(1): only the first bytes are looked at. */
#ifndef WD_TEXT_RUN_ON_H
#define WD_TEXT_RUN_ON_H

#include "base/str.h"

/* First byte of the sentence behind a heading, in an English text; `from` where there is none. */
size_t wd_run_on_heading(struct wd_str text, size_t from, size_t to);
/* Whether the line [from, to) is one quotation with a dash and a name behind it: "...." - Ada Tarn */
bool wd_signed_quotation(struct wd_str text, size_t from, size_t to);

#endif
