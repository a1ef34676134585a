/* base/embedded.h - files that the build put into the program (tools/embed.py).
 * Duty: a table of name and bytes; ends with a NULL name; bytes are followed by a NUL. */
#ifndef WD_BASE_EMBEDDED_H
#define WD_BASE_EMBEDDED_H

#include "base/str.h"

struct wd_embedded {
    const char *name;
    struct wd_str bytes;
};

#endif
