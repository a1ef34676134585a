/* os/internal.h - what the files of this folder share.
 * Duty: one translation of errno, one message form: "path: reason". */
#ifndef WD_OS_INTERNAL_H
#define WD_OS_INTERNAL_H

#include "base/err.h"

/* Fills ret_where from errno and gives the matching code. */
int wd_os_fail(struct wd_where *ret_where, const char *path, int error_number) WD_MUST;

#endif
