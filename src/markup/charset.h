/* markup/charset.h - bytes of any encoding to valid UTF-8.
 * Duty:      decide the encoding (requirements/intake R2: BOM; HTTP charset if it decodes; declaration; valid UTF-8; uchardet;
 *            windows-1252) and convert; repair cp1252 runs inside UTF-8; C1 80-9F mean cp1252; NUL dropped.
 * Ownership: text lives in `a`, or borrows `bytes` where nothing had to change.
 * Errors:    none: there is always a text. repaired says that bytes did not fit.   Threads: pure.   Cost: O(n). */
#ifndef WD_MARKUP_CHARSET_H
#define WD_MARKUP_CHARSET_H

#include "base/arena.h"

struct wd_decoded {
    struct wd_str text;     /* valid UTF-8, without BOM */
    struct wd_str encoding; /* label: "utf-8", "windows-1252", "gb18030", ... static or in the arena */
    bool repaired;          /* bytes that the encoding does not have were mended */
    bool declaration_lied;  /* declared one encoding, is another */
};
enum wd_markup_kind { WD_MARKUP_XML, WD_MARKUP_HTML, WD_MARKUP_TEXT }; /* where a declaration is looked for */
void wd_charset_decode(struct wd_arena *a, struct wd_str bytes, struct wd_str content_type, enum wd_markup_kind kind,
                       struct wd_decoded *ret);
/* charset parameter of a Content-Type value, borrowed; empty where none. */
struct wd_str wd_charset_of_content_type(struct wd_str content_type);

#endif
