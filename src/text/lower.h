/* text/lower.h - lower case and word class of single code points; shared by words.c and fold.c.
 * Duty:      the ASCII table of word bytes, and the two properties that tokenizing needs of the rest.
 * Threads:   pure.   Cost: O(1). */
#ifndef WD_TEXT_LOWER_H
#define WD_TEXT_LOWER_H

#include "base/str.h"

/* U+0130 is the one code point whose lower case is two: i and a combining dot, which parts words. */
#define WD_CP_I_WITH_DOT 0x130u
#define WD_CP_SIGMA 0x3A3u
#define WD_CP_FINAL_SIGMA 0x3C2u

enum { WD_CLASS_OTHER, WD_CLASS_UPPER, WD_CLASS_LOWER, WD_CLASS_LETTER, WD_CLASS_NUMBER };
/* WD_CLASS_* of a code point: upper (Lu, Lt), lower (Ll), another letter (Lm, Lo), number (N*). */
int wd_cp_class(uint32_t cp);

/* Of an ASCII byte: 0 where it is in no word, else its lower case and WD_BYTE_* bits. */
enum { WD_BYTE_UPPER = 0x100, WD_BYTE_LOWER = 0x200, WD_BYTE_NUMBER = 0x400, WD_BYTE_MULTI = 0x800 };
extern const uint16_t wd_word_byte[256];

#endif
