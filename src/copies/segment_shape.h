/* copies/segment_shape.h - the bytes of a segment, as its reader (segment.c) and its writer (segment_write.c) both know them.
 * Duty:      places and widths of all that stands in a segment, and how to get at them. Widths follow from the numbers of texts and of
 *            postings alone, so that the same input gives the same bytes.
 * Errors:    none.   Threads: pure. */
#ifndef WD_COPIES_SEGMENT_SHAPE_H
#define WD_COPIES_SEGMENT_SHAPE_H

#include <endian.h>

#include "base/hash.h"
#include "copies/segment.h"

/* A block: checksum of the rest of it, 1,025 counts (entries before each bucket, and all), entries, zeros up to a cache line. */
enum {
    BLOCK_BITS = 10,
    BLOCK_BUCKETS = 1 << BLOCK_BITS,
    BLOCK_ENTRIES = UINT16_MAX, /* as many as the counts can say; of prints this uneven the rest is left out */
    BLOCK_HEAD = 8 + 2 * (BLOCK_BUCKETS + 1),
    BLOCK_ALIGN = 64,
    BUCKET_ENTRIES = 16, /* on average at most: there a bit of the print costs as much in the counts as in the entries */
    PRINT_CUT = 32 - WD_SEGMENT_PRINT_BITS,
    PLACE_BYTES = 5,
    TAIL_CHUNK = 1 << 16, /* places and starts of blocks are checked in chunks of this */
};
static const uint64_t NO_PLACE = ((uint64_t)1 << (8 * PLACE_BYTES)) - 1;

/* The footer's fields, by byte. */
enum {
    AT_MAGIC = 0,
    AT_FIRST = 8,
    AT_WORDS_END = 16,
    AT_POSTINGS = 24,
    AT_TEXTS = 32,
    AT_WIDTHS = 36, /* bits of: bucket, block, text, print */
    AT_TAIL_SUM = 40,
    AT_FOOTER_SUM = 48,
    FOOTER_BYTES = 56,
};
static const char MAGIC[8] = {'w', 'd', 's', 'e', 'g', 0, 0, 1};

static inline uint64_t get16(const uint8_t *p)
{
    uint16_t x;
    memcpy(&x, p, sizeof x);
    return le16toh(x);
}
static inline uint64_t get64(const uint8_t *p)
{
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return le64toh(x);
}
static inline void put16(uint8_t *p, uint16_t x)
{
    x = htole16(x);
    memcpy(p, &x, sizeof x);
}
static inline void put32(uint8_t *p, uint32_t x)
{
    x = htole32(x);
    memcpy(p, &x, sizeof x);
}
static inline void put64(uint8_t *p, uint64_t x)
{
    x = htole64(x);
    memcpy(p, &x, sizeof x);
}
static inline uint64_t ones(uint32_t bits)
{
    return ((uint64_t)1 << bits) - 1;
}
static inline struct wd_str slice(const uint8_t *p, size_t n)
{
    return wd_str_n((const char *)p, n);
}

/* ---- shape: what follows from the counts alone ---- */

static inline uint32_t rest_bits(const struct wd_segment *s)
{
    return WD_SEGMENT_PRINT_BITS - s->bucket_bits;
}
/* At most 50: an entry lies within eight bytes wherever it starts. */
static inline uint32_t entry_bits(const struct wd_segment *s)
{
    return rest_bits(s) + s->text_bits;
}
/* Keys (below) of one block agree in what lies above these bits. */
static inline uint32_t block_shift(const struct wd_segment *s)
{
    return 32 + rest_bits(s) + BLOCK_BITS;
}
static inline size_t block_bytes(const struct wd_segment *s, uint64_t entries)
{
    uint64_t n = BLOCK_HEAD + (entries * entry_bits(s) + 7) / 8;
    return (size_t)((n + BLOCK_ALIGN - 1) / BLOCK_ALIGN * BLOCK_ALIGN);
}
static inline uint32_t text_bits(uint32_t texts)
{
    return texts > 1 ? 32 - (uint32_t)__builtin_clz(texts - 1) : 0;
}

/* ---- what stands in a block ---- */

static inline const uint8_t *block_at(const struct wd_segment *s, size_t n)
{
    return (const uint8_t *)s->bytes.p + get64(s->blocks + n * 8);
}
/* The entry that starts at a bit. The bytes after a segment's last block are more than eight, so that this may read past it. */
static inline uint64_t entry_at(const uint8_t *entries, uint64_t bit, uint32_t width)
{
    return (get64(entries + (bit >> 3)) >> (bit & 7)) & ones(width);
}

#endif
