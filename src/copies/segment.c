#include "copies/segment_shape.h"

/* ---- looking up ---- */

/* The bucket of a print: its entries' block, and the counts before and after it. */
static inline const uint8_t *bucket_of(const struct wd_segment *s, uint32_t print, const uint8_t **ret_counts)
{
    uint32_t bucket = (print >> PRINT_CUT) >> rest_bits(s);
    const uint8_t *block = block_at(s, bucket >> BLOCK_BITS);
    *ret_counts = block + 8 + (size_t)(bucket & (BLOCK_BUCKETS - 1)) * 2;
    return block + BLOCK_HEAD;
}

void wd_segment_prefetch(const struct wd_segment *s, uint32_t print)
{
    const uint8_t *counts;
    (void)bucket_of(s, print, &counts);
    __builtin_prefetch(counts);
}

void wd_segment_prefetch_entries(const struct wd_segment *s, uint32_t print)
{
    const uint8_t *counts, *entries = bucket_of(s, print, &counts);
    uint32_t width = entry_bits(s);
    __builtin_prefetch(entries + (get16(counts) * width >> 3));
    __builtin_prefetch(entries + (get16(counts + 2) * width >> 3));
}

size_t wd_segment_find(const struct wd_segment *s, uint32_t print, uint32_t *texts, size_t most)
{
    const uint8_t *counts, *entries = bucket_of(s, print, &counts);
    uint32_t width = entry_bits(s);
    uint64_t at = get16(counts) * width, end = get16(counts + 2) * width;
    uint64_t least = ((print >> PRINT_CUT) & ones(rest_bits(s))) << s->text_bits, past = least + ((uint64_t)1 << s->text_bits);
    for (uint64_t n = get16(counts + 2) - get16(counts); n; n /= 2) {
        uint64_t half = (n + 1) / 2 * width;
        at += entry_at(entries, at + half - width, width) < least ? half : 0;
    }
    size_t found = 0;
    for (; at < end && found < most; at += width) {
        uint64_t e = entry_at(entries, at, width);
        if (e >= past)
            break;
        texts[found++] = (uint32_t)(e & ones(s->text_bits));
    }
    return found;
}

uint64_t wd_segment_place(const struct wd_segment *s, uint32_t text)
{
    /* the starts of the blocks and the footer follow: eight bytes can be read */
    uint64_t place = text < s->texts ? get64(s->places + (size_t)text * PLACE_BYTES) & NO_PLACE : NO_PLACE;
    return place == NO_PLACE ? UINT64_MAX : place;
}

/* ---- opening ---- */

static int corrupt(struct wd_where *ret_where, size_t byte, const char *what)
{
    if (ret_where)
        *ret_where = (struct wd_where){.byte = byte};
    (void)wd_where_set(ret_where, WD_E_CORRUPT, "%s (byte %zu)", what, byte);
    return WD_E_CORRUPT;
}

static uint64_t tail_sum(const uint8_t *p, size_t n)
{
    uint64_t sum = 0;
    for (size_t at = 0; at < n; at += TAIL_CHUNK)
        sum = wd_hash_seed(slice(p + at, WD_MIN(n - at, (size_t)TAIL_CHUNK)), sum);
    return sum;
}

static int check_block(const struct wd_segment *s, size_t n, size_t start, size_t end, uint64_t *ret_entries, struct wd_where *ret_where)
{
    const uint8_t *block = (const uint8_t *)s->bytes.p + start;
    if (end - start < BLOCK_HEAD || wd_hash_seed(slice(block + 8, end - start - 8), n) != get64(block))
        return corrupt(ret_where, start, "a block does not match its checksum");
    const uint8_t *counts = block + 8;
    bool ascending = get16(counts) == 0;
    for (size_t i = 0; i < BLOCK_BUCKETS; i++)
        ascending &= get16(counts + 2 * i) <= get16(counts + 2 * i + 2);
    uint64_t entries = get16(counts + 2 * (size_t)BLOCK_BUCKETS);
    if (!ascending || block_bytes(s, entries) != end - start)
        return corrupt(ret_where, start, "a block's counts make no sense");
    *ret_entries = entries;
    return 0;
}

/* The footer into *s, as far as it says what can be. */
static int read_footer(struct wd_str bytes, struct wd_segment *s, struct wd_where *ret_where)
{
    if (bytes.n < FOOTER_BYTES)
        return corrupt(ret_where, bytes.n, "cut short");
    size_t at = bytes.n - FOOTER_BYTES;
    const uint8_t *f = (const uint8_t *)bytes.p + at;
    if (memcmp(f + AT_MAGIC, MAGIC, sizeof MAGIC) != 0)
        return corrupt(ret_where, at, "no footer of this version: cut short or not a segment");
    if (wd_hash(slice(f, AT_FOOTER_SUM)) != get64(f + AT_FOOTER_SUM))
        return corrupt(ret_where, at, "the footer does not match its checksum");
    *s = (struct wd_segment){.bytes = bytes,
                             .first = get64(f + AT_FIRST),
                             .words_end = get64(f + AT_WORDS_END),
                             .postings = get64(f + AT_POSTINGS),
                             .texts = (uint32_t)get64(f + AT_TEXTS),
                             .bucket_bits = f[AT_WIDTHS],
                             .block_bits = f[AT_WIDTHS + 1],
                             .text_bits = f[AT_WIDTHS + 2]};
    if (s->block_bits != BLOCK_BITS || s->bucket_bits < BLOCK_BITS || s->bucket_bits > WD_SEGMENT_PRINT_BITS ||
        s->text_bits != text_bits(s->texts) || f[AT_WIDTHS + 3] != WD_SEGMENT_PRINT_BITS)
        return corrupt(ret_where, at + AT_WIDTHS, "widths that do not go together");
    s->block_n = (size_t)1 << (s->bucket_bits - BLOCK_BITS);
    uint64_t places = (uint64_t)s->texts * PLACE_BYTES, starts = s->block_n * 8;
    if (places + starts > at)
        return corrupt(ret_where, at, "shorter than its footer says");
    s->blocks = f - starts;
    s->places = s->blocks - places;
    if (tail_sum(s->places, places + starts) != get64(f + AT_TAIL_SUM))
        return corrupt(ret_where, at - (size_t)(places + starts), "places do not match their checksum");
    return 0;
}

int wd_segment_open(struct wd_str bytes, struct wd_segment *ret_segment, struct wd_where *ret_where)
{
    struct wd_segment s;
    int err = read_footer(bytes, &s, ret_where);
    if (err)
        return err;
    uint64_t start = 0, postings = 0, blocks_end = (uint64_t)(s.places - (const uint8_t *)bytes.p);
    for (size_t i = 0; i < s.block_n; i++) {
        uint64_t end = i + 1 < s.block_n ? get64(s.blocks + (i + 1) * 8) : blocks_end, entries = 0;
        if (get64(s.blocks + i * 8) != start || end < start || end > blocks_end)
            return corrupt(ret_where, (size_t)(s.blocks - (const uint8_t *)bytes.p) + i * 8, "a block starts where none can");
        err = check_block(&s, i, (size_t)start, (size_t)end, &entries, ret_where);
        if (err)
            return err;
        start = end;
        postings += entries;
    }
    if (postings != s.postings)
        return corrupt(ret_where, bytes.n - FOOTER_BYTES + AT_POSTINGS, "other postings than its footer says");
    *ret_segment = s;
    return 0;
}
