/* extract/jsonld_mend.h - JSON-LD as pages really write it.
 * Duty:      the values that a script of type application/ld+json holds: read strictly where that works, else mended first: wrappers of
 *            comments and CDATA, stray, trailing and missing commas, raw line ends and bad escapes in strings, quotation marks inside
 *            strings, single marks, comments, names without marks, a text encoded as HTML, brackets missing at the end, several values
 *            one after the other.
 * Input:     the script's text; at most WD_MAX_JSONLD_BYTES of it.
 * Ownership: values live in `a`.
 * Errors:    none: what cannot be mended adds nothing.   Threads: pure.   Cost: O(n): one strict reading, one pass, one more reading. */
#ifndef WD_EXTRACT_JSONLD_MEND_H
#define WD_EXTRACT_JSONLD_MEND_H

#include "base/json.h"
#include "base/list.h"

enum { WD_MAX_JSONLD_BYTES = 1 << 20, WD_MAX_JSONLD_VALUES = 64 };
typedef WD_LIST(const struct wd_json *) wd_jsons;
void wd_jsonld_read(struct wd_arena *a, struct wd_str script, wd_jsons *to);

#endif
