/* net/coding.h - content codings undone while a body comes in.
 * Duty:      gzip, deflate (zlib or raw), br, zstd and identity, up to three on top of one another; a body that says it is gzip or zstd but
 *            is not, is taken as it is; one that is gzip without saying so is unpacked.
 * Input:     the Content-Encoding line; then the bytes in any pieces.
 * Ownership: heap, wd_decoder_free; decoded bytes are appended to the buffer that was given, whose maximum is the cap.
 * Errors:    WD_E_FORMAT for a coding that is not known; WD_E_TOOBIG as soon as the buffer is full; WD_E_CORRUPT for damage, and at the end
 *            for a body that was cut off.
 * Threads:   one decoder, one thread.   Cost: O(bytes in and out); a window of at most 8 MB. */
#ifndef WD_NET_CODING_H
#define WD_NET_CODING_H

#include "base/buf.h"
#include "base/err.h"

#define WD_CODINGS_ACCEPTED "gzip, deflate, br, zstd"

struct wd_decoder;
int wd_decoder_new(struct wd_str content_encoding, struct wd_buf *to, struct wd_decoder **ret) WD_MUST;
void wd_decoder_free(struct wd_decoder *d);
int wd_decoder_put(struct wd_decoder *d, struct wd_str bytes) WD_MUST;
int wd_decoder_end(struct wd_decoder *d) WD_MUST;

#endif
