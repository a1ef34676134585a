/* cmd/copies.h - `wiredesk copies` over a store.
 * Duty:   the lines of the filter for every version in a data folder, in log order; ids are a34. Versions that arrived before since_utc
 *         (WD_NO_TIME: none) are sources only. Beside a running desk or alone.
 * Errors: as cmd.h: the exit status, and what is wrong on stderr. */
#ifndef WD_CMD_COPIES_H
#define WD_CMD_COPIES_H

#include "cmd/cmd.h"

int wd_copies_of_store(const char *folder, int64_t since_utc);

#endif
