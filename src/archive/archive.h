/* archive/archive.h - records out of archives: NDJSON lines and WARC records, plain, gzip (members) or zstd (frames).
 * Duty:      pull one record at a time; memory stays at one record whatever the archive's size. Packing is recognised by its first bytes.
 * Input:     a read call-back (bytes put, 0 at the end, negative WD_E_* on failure).
 * Ownership: a record lives in the arena given to next. The reader is the caller's.
 * Errors:    next: WD_E_NOTFOUND at the end; WD_E_TOOBIG, WD_E_SYNTAX, WD_E_CORRUPT for a bad record with where->message: the reader goes
 *            on with the next one unless record.end says that nothing more can be read.
 * Threads:   one reader, one thread.
 * Cost:      O(bytes); gzip members of up to 512 kB are unpacked whole (libdeflate), which is two to three times as fast as piece by piece.
 * Source:    ISO 28500 (WARC 1.1), RFC 1952, RFC 8878; the IIPC's use of zstd in WARC. */
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

/* Where reading can begin anew: `bytes` of the source lie before it, with so many records in them. A record, member or frame starts there,
 * so it is never behind the record that was given last, and may be far before it. */
struct wd_archive_mark {
    uint64_t bytes, records;
};

struct wd_archive;
/* from: the source starts there; NULL: at its beginning. */
struct wd_archive *wd_archive_open(wd_archive_read *read, void *context, enum wd_archive_kind kind, const struct wd_archive_mark *from);
/* The last such place at or before the record that next gave last. */
struct wd_archive_mark wd_archive_place(const struct wd_archive *r);
/* By the first bytes of a file, packed or not: false where it is no archive. 1 MB tells all there is to be told. */
bool wd_archive_recognise(struct wd_str head, enum wd_archive_kind *ret_kind);
/* Blank lines and WARC records that are no responses or resources are passed over. */
int wd_archive_next(struct wd_archive *r, struct wd_arena *a, struct wd_archive_record *ret_record, struct wd_where *ret_where) WD_MUST;
void wd_archive_close(struct wd_archive *r);

#endif
