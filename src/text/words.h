/* text/words.h - words of a text, the one tokenizer.
 * Duty:      a word is a maximal run of \w as Python's re has it: letters and numbers of Unicode (categories L* and N*) and '_'.
 *            Apostrophes, hyphens and combining marks part words, and U+0130 ends one, as its lower case (i and a combining dot) does
 *            in str.lower(). Hashes are of the lower-cased word.
 * Input:     valid UTF-8; spans are bytes of it.
 * Ownership: the list lives in `a`.
 * Errors:    WD_E_TOOBIG over WD_MAX_WORDS: the list holds the first WD_MAX_WORDS.
 * Threads:   pure.   Cost: O(n); ASCII 64 bytes at a time (some 20 instructions a byte), the rest through utf8proc. */
#ifndef WD_TEXT_WORDS_H
#define WD_TEXT_WORDS_H

#include "base/list.h"

struct wd_word {
    uint32_t start, end;
    uint32_t hash; /* of the word in lower case */
    uint8_t flags; /* WD_WORD_* */
};
/* Begins with a capital; two capitals or more and nothing in lower case; holds a digit; all ASCII. */
enum { WD_WORD_CAPITAL = 1, WD_WORD_ALLCAPS = 2, WD_WORD_DIGIT = 4, WD_WORD_ASCII = 8 };
typedef WD_LIST(struct wd_word) wd_words;

int wd_words_of(struct wd_arena *a, struct wd_str text, wd_words *ret_words) WD_MUST;
/* Hash as in wd_word.hash of one word given in any case (ASCII or not). */
uint32_t wd_word_hash(struct wd_str word);

#endif
