/* desk/supply.h - a file as the deliveries in it.
 * Duty:      one delivery, or each record of an archive (WARC, NDJSON), packed (gzip, zstd) or not. An archive is known by its content, or
 *            by its name (.warc, .ndjson, .jsonl, before .gz or .zst).
 * Input:     a path, "-" is standard input; what all its deliveries have in common.
 * Ownership: what is handed over is borrowed during the call.
 * Errors:    what cannot be read is told to fault, in words, and the rest is read; the result is that of take.
 * Threads:   any.   Cost: memory of one delivery, whatever the file's size. */
#ifndef WD_DESK_SUPPLY_H
#define WD_DESK_SUPPLY_H

#include "archive/archive.h"
#include "model/event.h"

struct wd_supplied {
    const struct wd_event *event;
    uint64_t record;              /* number in its archive, from 1; 0: the file is the delivery */
    struct wd_archive_mark place; /* where reading could begin anew for it */
    uint64_t read_bytes;          /* of the file, up to now */
};
struct wd_supply {
    const char *path;
    struct wd_event like; /* feed, source, instant; of a file that is one delivery also address and media type */
    bool instant_fixed;   /* the records' own instants do not count */
    struct wd_archive_mark from;
    uint64_t done; /* records up to this one are left out */
    /* Anything but 0 ends it. */
    int (*take)(void *context, const struct wd_supplied *supplied);
    void (*fault)(void *context, uint64_t record, const char *reason);
    void *context;
};
int wd_supply(const struct wd_supply *s) WD_MUST;

#endif
