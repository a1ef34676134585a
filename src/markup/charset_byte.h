/* markup/charset_byte.h - private to markup: encodings of one byte a character, by a table.
 * Duty:      what each byte stands for, and whole texts by it.
 * Ownership: texts live in `a`.   Errors: none: what stands for nothing is told.   Threads: pure.
 * Cost:      O(n), about a nanosecond a byte that is not ASCII; sixteen of ASCII at a time. */
#ifndef WD_MARKUP_CHARSET_BYTE_H
#define WD_MARKUP_CHARSET_BYTE_H

#include <iconv.h>

#include "base/arena.h"

/* ASCII below 0x80. A row has up to three bytes of UTF-8, then how many they are, with WD_BYTE_ODD where that is not the end of it: no
 * character, a C1 control, NUL. */
enum { WD_BYTE_ODD = 8 };
struct wd_byte_table {
    char rows[256][4];
};
/* windows-1252, in which NUL is dropped and no byte is odd. */
void wd_byte_table_cp1252(struct wd_byte_table *ret);
/* What cd, which leads to UTF-8, makes of each byte. False: several bytes make a character of this encoding, or what follows a byte has a
 * say in what it is; cd is to be reset. */
bool wd_byte_table_make(iconv_t cd, struct wd_byte_table *ret);
struct wd_str wd_byte_table_text(struct wd_arena *a, const struct wd_byte_table *t, struct wd_str bytes, bool *ret_odd);

#endif
