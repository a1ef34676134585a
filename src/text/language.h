/* text/language.h - which language a text is in.
 * Duty:      cld2 behind one shim, with a prior (the feed's language) that decides short and doubtful texts.
 * Input:     valid UTF-8; prior: ISO 639-1 code or "". title and body are voted.
 * Errors:    none: "" for not known.   Threads: pure.   Cost: about 100 us a text; 25 us with a prior that the
 *            common words of the text confirm, for then cld2 is not asked. */
#ifndef WD_TEXT_LANGUAGE_H
#define WD_TEXT_LANGUAGE_H

#include "base/str.h"

/* Static text: "en", "de", ... */
struct wd_str wd_language_of(struct wd_str title, struct wd_str body, struct wd_str prior);

#endif
