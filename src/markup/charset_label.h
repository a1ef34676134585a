/* markup/charset_label.h - private to markup: encodings by their labels.
 * Duty:   labels as the WHATWG encoding standard groups them (iso-8859-1 means windows-1252, gb2312 means gb18030, ...), and UTF-32.
 * Threads: pure; rows are static. */
#ifndef WD_MARKUP_CHARSET_LABEL_H
#define WD_MARKUP_CHARSET_LABEL_H

#include "base/str.h"

enum wd_charset_family { WD_CHARSET_UTF8, WD_CHARSET_CP1252, WD_CHARSET_ASCII_SUPERSET, WD_CHARSET_STATEFUL, WD_CHARSET_WIDE };
struct wd_charset_row {
    const char *name;  /* what is reported */
    const char *iconv; /* what iconv calls it */
    enum wd_charset_family family;
    uint8_t unit_bytes;
    const char *labels; /* lower case, separated by blanks */
};
/* NULL for a label that nobody knows. */
const struct wd_charset_row *wd_charset_find(struct wd_str label);

#endif
