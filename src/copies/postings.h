/* copies/postings.h - which articles hold a fingerprint.
 * Duty:      a multimap from 32-bit fingerprints to article slots, built for many lists of one.
 * Input:     slots below WD_POSTING_SLOTS.
 * Ownership: heap; done frees.
 * Errors:    none; out of memory aborts.
 * Threads:   one table, one thread.
 * Cost:      7 to 8.5 bytes a posting, 6 of them its own, at a load of .72 to .9; O(1) expected, one cache line a look-up when
 *            prefetched. A part grows at a time, so no insert waits for the whole.
 * Layout:    4,096 parts by the upper 12 bits; in a part, entries of 20 bits fingerprint and 28 bits slot in ascending order of
 *            fingerprint, each at or behind its home with no gap before it (linear probing kept in order: a miss ends at the
 *            first larger one). */
#ifndef WD_COPIES_POSTINGS_H
#define WD_COPIES_POSTINGS_H

#include "base/arena.h"

enum { WD_POSTING_PARTS = 4096, WD_POSTING_SLOTS = (1 << 28) - 1 };

struct wd_posting_part {
    uint8_t *entries;
    uint32_t n, homes, room; /* room: entries allocated; homes: those that a fingerprint can be at home in */
};
struct wd_postings {
    struct wd_posting_part *parts;
    size_t bytes, n;
};

void wd_postings_init(struct wd_postings *p);
void wd_postings_done(struct wd_postings *p);
/* Brings the look-up's place into the cache. */
void wd_postings_prefetch(const struct wd_postings *p, uint32_t print);
/* Writes at most `most` slots of the list, in order of insertion, and gives how many. */
size_t wd_postings_find(const struct wd_postings *p, uint32_t print, uint32_t *slots, size_t most);
/* False, and nothing done, where the list has `most` entries already. */
bool wd_postings_insert(struct wd_postings *p, uint32_t print, uint32_t slot, size_t most);
/* Takes one entry (print, slot) out; false where there is none. */
bool wd_postings_remove(struct wd_postings *p, uint32_t print, uint32_t slot);

#endif
