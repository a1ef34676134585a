/* text/fold.h - the forms in which texts are compared.
 * Duty:      wd_fold: lower case (full Unicode), curly quotes and apostrophes to ' and ", dashes to -, ellipsis to "...",
 *            no-break and other blanks to one space, soft hyphens and marks without width dropped, ends trimmed.
 *            wd_fold_words: the \w words in lower case with one space between, apostrophes inside a word dropped ("don't" is "dont").
 * Ownership: results live in `a`.   Threads: pure.   Cost: O(n). */
#ifndef WD_TEXT_FOLD_H
#define WD_TEXT_FOLD_H

#include "base/arena.h"
#include "base/buf.h"

struct wd_str wd_fold(struct wd_arena *a, struct wd_str text);
struct wd_str wd_fold_words(struct wd_arena *a, struct wd_str text);
/* Lower case of the whole text, nothing else changed; as Python's str.lower() but for the rarest contexts of final sigma. */
struct wd_str wd_lower_str(struct wd_arena *a, struct wd_str text);
uint32_t wd_lower_cp(uint32_t cp);
bool wd_cp_is_upper(uint32_t cp);
bool wd_cp_is_letter(uint32_t cp);
bool wd_cp_is_digit(uint32_t cp); /* category N* */
bool wd_cp_is_space(uint32_t cp); /* Unicode blanks, line ends and no-break space */
/* Single or double quotation mark of any script; see analyse for what opens and closes. */
bool wd_cp_is_quote_mark(uint32_t cp);
/* Blanks (any Unicode) in runs become one space, ends trimmed; line ends too unless keep_lines (then runs of them become one '\n'). */
struct wd_str wd_squeeze(struct wd_arena *a, struct wd_str text, bool keep_lines);

#endif
