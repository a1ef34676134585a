/* cmd/models.h - the taggers of a folder, or those that are built in.
 * Duty:      reads the model files that a folder has; the folder replaces what is built in, kind by kind where it has a file.
 * Ownership: the bytes live in `a`.   Errors: where->message names file and reason.   Threads: any. */
#ifndef WD_CMD_MODELS_H
#define WD_CMD_MODELS_H

#include "analyse/models.h"
#include "base/arena.h"

int wd_models_load(struct wd_arena *a, const char *dir, struct wd_models *ret, struct wd_where *ret_where) WD_MUST;

#endif
