/* archive/archive.h - records out of archives: NDJSON lines and WARC records, plain, gzip (members) or zstd (frames).
 * Duty:      pull one record at a time; memory stays at one record whatever the archive's size. Packing is recognised by its first bytes.
 * Input:     a read call-back (bytes put, 0 at the end, negative WD_E_* on failure).
 * Ownership: a record lives in the arena given to next. The reader is the caller's.
 * Errors:    next: WD_E_NOTFOUND at the end; WD_E_TOOBIG, WD_E_SYNTAX, WD_E_CORRUPT for a bad record with where->message: the reader goes
 * on with the next one unless record.end says that nothing more can be read. Threads:   one reader, one thread.   Cost: O(bytes). */
#ifndef WD_ARCHIVE_ARCHIVE_H
#define WD_ARCHIVE_ARCHIVE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/time.h"

enum wd_archive_kind { WD_ARCHIVE_NDJSON, WD_ARCHIVE_WARC };

struct wd_archive_record {
    uint64_t number;    /* from 1; NDJSON: the line's */
    struct wd_str body; /* NDJSON: the line; WARC: payload of a response or resource, HTTP transfer and content coding undone */
    struct wd_str url, content_type;
    int64_t at_utc; /* WARC-Date; else WD_NO_TIME */
    int status;     /* of a WARC response; else 0 */
    bool end;
};
typedef int64_t wd_archive_read(void *context, void *to, size_t n);

struct wd_archive;
struct wd_archive *wd_archive_open(wd_archive_read *read, void *context, enum wd_archive_kind kind);
/* Blank lines and WARC records that are no responses or resources are passed over. */
int wd_archive_next(struct wd_archive *r, struct wd_arena *a, struct wd_archive_record *ret_record, struct wd_where *ret_where) WD_MUST;
void wd_archive_close(struct wd_archive *r);

#endif
