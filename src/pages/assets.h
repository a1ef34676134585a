/* pages/assets.h - the files of share/ that the build put into the pages.
 * Duty:    tables made by tools/embed.py, and the look-up in them.
 * Errors:  NULL for a name that is none.   Threads: pure.   Cost: O(files). */
#ifndef WD_PAGES_ASSETS_H
#define WD_PAGES_ASSETS_H

#include "base/embedded.h"

extern const struct wd_embedded wd_templates[], wd_styles[];
const struct wd_embedded *wd_embedded_find(const struct wd_embedded *table, struct wd_str name);

#endif
