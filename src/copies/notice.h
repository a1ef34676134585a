/* copies/notice.h - the quick look before wd_copy_notices.
 * Duty:    true for every text that wd_copy_notices finds something in, false for most others.
 * Errors:  none.   Threads: pure.   Cost: a nanosecond a word. */
#ifndef WD_COPIES_NOTICE_H
#define WD_COPIES_NOTICE_H

#include "copies/copies.h"

bool wd_copy_may_have_notices(struct wd_str text, const struct wd_copy_doc *doc);

#endif
