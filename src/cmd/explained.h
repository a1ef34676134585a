/* cmd/explained.h - why a page's text is what it is, as JSON and for people.
 * Duty:    prints cuts and decisions of a page that was extracted with `explain`.
 * Threads: pure. */
#ifndef WD_CMD_EXPLAINED_H
#define WD_CMD_EXPLAINED_H

#include "base/json.h"
#include "extract/extract.h"

/* Members "cuts" and "decisions" of the object being written. */
void wd_explained_put(struct wd_jw *j, const struct wd_extracted *x);
/* Fields with their sources, cuts, then a line a block: "+" kept, "-" dropped, its chance in percent, why, where it stands, how it begins.
 */
void wd_explained_text(const struct wd_extracted *x, struct wd_buf *out);

#endif
