/* cmd/labelled.h - labelled documents out of files.
 * Duty:      NDJSON as `analyse` prints it (text, quotes, entities; gold of the same form), or text with labels in braces
 *            (models/labelled/README.md), told apart by the first byte.
 * Ownership: in `a`.   Errors: those of files and JSON; where->message names file, line and reason.   Threads: any. */
#ifndef WD_CMD_LABELLED_H
#define WD_CMD_LABELLED_H

#include "analyse/labelled.h"

int wd_labelled_load(struct wd_arena *a, const char *path, wd_labelleds *documents, struct wd_where *ret_where) WD_MUST;

/* One document as a line of NDJSON, spans in code points. */
void wd_labelled_print(const struct wd_labelled *d, struct wd_buf *b);

#endif
