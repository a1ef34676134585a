/* cmd/ingest_place.h - how far an ingest has come, so that one that was stopped goes on where it was.
 * Duty:      per file, in ingest/ of the data folder: the place behind which all is still to be read. A file that changed since begins
 * anew. Gone when the run that wrote it, or one that took it up, ends of itself. Input:     `for_what` tells runs with other options apart.
 * Ownership: borrows data and for_what.   Errors: WD_E_IO, WD_E_FULL with where; an unreadable place is none.
 * Threads:   one.   Cost: a small file, written and synced at each save. */
#ifndef WD_CMD_INGEST_PLACE_H
#define WD_CMD_INGEST_PLACE_H

#include "archive/archive.h"

struct wd_ingest_places {
    const char *data;
    struct wd_str for_what;
};
struct wd_ingest_place {
    struct wd_archive_mark from;
    uint64_t done; /* records that are safe */
    bool whole;    /* the file is read to its end */
};
/* False where there is none. */
bool wd_ingest_place_load(const struct wd_ingest_places *p, const char *path, struct wd_ingest_place *ret_place);
int wd_ingest_place_save(const struct wd_ingest_places *p, const char *path, const struct wd_ingest_place *place,
                         struct wd_where *ret_where) WD_MUST;
void wd_ingest_place_drop(const struct wd_ingest_places *p, const char *path);

#endif
