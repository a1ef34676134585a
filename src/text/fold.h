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
/* Whether wd_fold_words of both is the same; makes neither. */
bool wd_same_words(struct wd_str a, struct wd_str b);
/* Lower case of the whole text, nothing else changed; as Python's str.lower() but for the rarest contexts of final sigma. */
struct wd_str wd_lower_str(struct wd_arena *a, struct wd_str text);
/* Of single code points; the _wide forms are for those beyond ASCII. */
uint32_t wd_lower_wide(uint32_t cp);
bool wd_wide_is_upper(uint32_t cp);
bool wd_wide_is_letter(uint32_t cp);
bool wd_wide_is_digit(uint32_t cp);
bool wd_wide_is_space(uint32_t cp);
static inline uint32_t wd_lower_cp(uint32_t cp)
{
    return cp >= 0x80 ? wd_lower_wide(cp) : cp - 'A' < 26 ? cp + 32 : cp;
}
static inline bool wd_cp_is_upper(uint32_t cp)
{
    return cp < 0x80 ? cp - 'A' < 26 : wd_wide_is_upper(cp);
}
static inline bool wd_cp_is_letter(uint32_t cp)
{
    return cp < 0x80 ? (cp | 32) - 'a' < 26 : wd_wide_is_letter(cp);
}
/* Category N*. */
static inline bool wd_cp_is_digit(uint32_t cp)
{
    return cp < 0x80 ? cp - '0' < 10 : wd_wide_is_digit(cp);
}
/* Unicode blanks, line ends and no-break space. */
static inline bool wd_cp_is_space(uint32_t cp)
{
    return cp < 0x80 ? cp == ' ' || cp - 9 < 5 || cp - 0x1C < 4 : wd_wide_is_space(cp);
}
/* Single or double quotation mark of any script; see analyse for what opens and closes. */
bool wd_cp_is_quote_mark(uint32_t cp);
/* Blanks (any Unicode) in runs become one space, ends trimmed; line ends too unless keep_lines (then runs of them become one '\n'). */
struct wd_str wd_squeeze(struct wd_arena *a, struct wd_str text, bool keep_lines);

#endif
