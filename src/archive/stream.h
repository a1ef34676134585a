/* archive/stream.h - bytes out of a call-back, unpacked where they are gzip (any number of members) or zstd (frames).
 * Duty:      a window on the unpacked bytes: lines, runs, skipping. What is skipped is never held.
 * Ownership: lines borrow the window until the next call.
 * Errors:    those of the call-back; WD_E_CORRUPT for packed bytes that are damaged or cut off. They stick.
 * Threads:   one stream, one thread.   Cost: O(bytes); memory is one line or run. */
#ifndef WD_ARCHIVE_STREAM_H
#define WD_ARCHIVE_STREAM_H

#include "archive/archive.h"

/* A wd_archive_read over bytes in memory: context is a struct wd_str, which is used up. */
int64_t wd_read_bytes(void *context, void *to, size_t n);

struct wd_stream;
struct wd_stream *wd_stream_open(wd_archive_read *read, void *context);
void wd_stream_close(struct wd_stream *s);
/* Up to and without the line end ('\n', or '\r' and '\n'). WD_E_NOTFOUND at the end; WD_E_TOOBIG over max_bytes: the line is passed over.
 */
int wd_stream_line(struct wd_stream *s, size_t max_bytes, struct wd_str *ret_line) WD_MUST;
/* Exactly n bytes, or WD_E_CORRUPT where the stream ends before. */
int wd_stream_take(struct wd_stream *s, void *to, uint64_t n) WD_MUST;
int wd_stream_skip(struct wd_stream *s, uint64_t n) WD_MUST;
/* Bytes of the source before the next unread byte; true where a new stream over the rest would go on with just that byte: anywhere in plain
 * bytes, at the start of a member or frame in packed ones (never where a dictionary came first). */
bool wd_stream_place(struct wd_stream *s, uint64_t *ret_bytes);
/* The next n bytes without taking them; fewer at the end. */
int wd_stream_peek(struct wd_stream *s, size_t n, struct wd_str *ret_bytes) WD_MUST;

/* Whole bodies: gzip, zlib or raw deflate (WD_CODING_DEFLATE is either), zstd, brotli. WD_E_FORMAT for bytes that are not gzip or zstd at
 * all; brotli cannot be told from damage: WD_E_CORRUPT. */
enum wd_coding { WD_CODING_GZIP, WD_CODING_DEFLATE, WD_CODING_ZSTD, WD_CODING_BROTLI };
int wd_unpack(struct wd_arena *a, enum wd_coding coding, struct wd_str packed, size_t max_bytes, struct wd_str *ret_raw) WD_MUST;

#endif
