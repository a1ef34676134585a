/* copies/notice.h - wd_copy_notices for a text whose words are known.
 * Input:     the words of the text, all of them.
 * Ownership: the list lives in `a`.
 * Errors:    none.   Threads: pure.   Cost: two nanoseconds a word of the first 600 and the last 1,200 bytes. */
#ifndef WD_COPIES_NOTICE_H
#define WD_COPIES_NOTICE_H

#include "copies/copies.h"

void wd_copy_notices_in(struct wd_arena *a, struct wd_str text, const wd_words *words, wd_spans *ret_spans);

#endif
