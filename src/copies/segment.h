/* copies/segment.h - a sealed part of the copy index: an immutable block of postings.
 * Duty:      built from postings in order of fingerprint, block by block, so that neither building nor merging needs memory for more than
 *            one block; looked up in place. Says nothing about texts but their numbers and where their words lie.
 * Input:     texts are numbered from 0 within a segment; `first` is the number of its first text in the whole index.
 * Ownership: readers borrow the bytes (a mapped file). The writer hands bytes to a sink.
 * Errors:    wd_segment_open: WD_E_CORRUPT with what is wrong, in words, and the byte; look-ups after that cannot fail.
 * Threads:   readers are pure.
 * Cost:      about 28 bits a posting and 5 bytes a text: 52 fingerprints of a text of 450 words at w=16 are 183 bytes. A look-up is
 *            two cache lines and some of the second one's neighbour. Opening reads the whole segment once (checksums).
 * Layout:    blocks, each for a range of the upper bits of the fingerprint: checksum, a directory of 16-bit counts (one per bucket), then
 *            entries of fixed width (rest of the fingerprint, number of the text) in order; then the places of the texts' words; then the
 *            places of the blocks; then a footer with magic, version, counts and checksums. Fingerprints are cut to 28 bits. All numbers
 *            are little-endian. A block holds at most 65,535 postings, five times the usual; what is over is left out. Widths follow from
 *            the numbers of texts and of postings expected alone (segment_shape.h), so that the same input gives the same bytes. */
#ifndef WD_COPIES_SEGMENT_H
#define WD_COPIES_SEGMENT_H

#include "base/arena.h"
#include "base/err.h"

enum { WD_SEGMENT_PRINT_BITS = 28 };

struct wd_segment {
    struct wd_str bytes;
    uint64_t first;     /* number of its first text in the whole index */
    uint64_t words_end; /* the shelf's row of words reached so far when it was sealed */
    uint64_t postings;
    uint32_t texts;
    uint32_t bucket_bits, block_bits, text_bits;
    const uint8_t *places, *blocks; /* of the words; of the blocks */
    size_t block_n;
};
/* Checks every byte against its checksum. */
int wd_segment_open(struct wd_str bytes, struct wd_segment *ret_segment, struct wd_where *ret_where) WD_MUST;

/* Brings what a look-up needs into the cache: first call all _prefetch, then all _prefetch_entries, then look up. */
void wd_segment_prefetch(const struct wd_segment *s, uint32_t print);
void wd_segment_prefetch_entries(const struct wd_segment *s, uint32_t print);
/* Numbers of texts within the segment, ascending, at most `most`; print is the 32-bit fingerprint (its upper 28 bits count). */
size_t wd_segment_find(const struct wd_segment *s, uint32_t print, uint32_t *texts, size_t most);
/* Where the words of a text lie on the shelf; UINT64_MAX for a text that was taken out before it was sealed. */
uint64_t wd_segment_place(const struct wd_segment *s, uint32_t text);

/* Where the writer's bytes go; 0 or an error, which ends the writing. */
struct wd_segment_sink {
    void *context;
    int (*write)(void *context, struct wd_str bytes);
};
struct wd_segment_writer;
/* expected: about how many postings will come (sets the width of buckets; a wrong guess costs bytes, and one four times too low fills
 * blocks). */
struct wd_segment_writer *wd_segment_writer_new(uint64_t first, uint32_t texts, uint64_t words_end, uint64_t expected, uint32_t cap,
                                                const struct wd_segment_sink *sink);
void wd_segment_writer_free(struct wd_segment_writer *w);
/* In ascending order of print, then text. Past `cap` postings of one fingerprint the rest is left out. WD_E_INVALID for a print below the
 * last one, and for a text that there is not. */
int wd_segment_put(struct wd_segment_writer *w, uint32_t print, uint32_t text) WD_MUST;
/* places: one a text, UINT64_MAX for one that was taken out; WD_E_TOOBIG past a terabyte. Writes what is outstanding, the places and the
 * footer; the writer is then only to be freed. */
int wd_segment_finish(struct wd_segment_writer *w, const uint64_t *places) WD_MUST;

/* Two neighbours (older.first + older.texts == newer.first) as one; the sink gets the same bytes for the same input. */
int wd_segment_merge(const struct wd_segment *older, const struct wd_segment *newer, uint32_t cap,
                     const struct wd_segment_sink *sink) WD_MUST;

#endif
