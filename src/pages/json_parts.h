/* pages/json_parts.h - what the JSON of stories and of articles share; private to this folder.
 * Duty:      ids, times, reasons, what lies round a story.
 * Ownership: none kept.   Errors: the writer's.   Threads: pure.   Cost: O(output). */
#ifndef WD_PAGES_JSON_PARTS_H
#define WD_PAGES_JSON_PARTS_H

#include "pages/view.h"

/* "s12" */
void wd_json_id(struct wd_jw *w, const char *name, char kind, uint32_t serial);
void wd_json_time(struct wd_jw *w, const char *name, int64_t utc);
/* "why": [{"kind","what","weight"}] */
void wd_json_why(struct wd_jw *w, const wd_whys *why);
/* "acts": [...]; left out where there are none. members: to name articles by. */
void wd_json_acts(struct wd_jw *w, const struct wd_members *members, const wd_acts *acts);
/* "linked": [...], "thread": [...], "acts": [...], "leads_here": [...]; around may be NULL. */
void wd_json_around(struct wd_jw *w, const struct wd_story *story, const struct wd_around *around);
void wd_json_placing(struct wd_jw *w, const struct wd_placing *placing);

#endif
