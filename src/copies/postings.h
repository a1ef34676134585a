/* copies/postings.h - which articles hold a fingerprint.
 * Duty:      a multimap from 32-bit fingerprints to text slots, built for many lists of one. A posting may be marked: its
 *            fingerprint is one of those that stay when its text is sealed.
 * Input:     slots below WD_POSTING_SLOTS, given in ascending order.
 * Ownership: heap; done frees.
 * Errors:    none; out of memory aborts. What `visit` answers ends a walk.
 * Threads:   one table, one thread.
 * Cost:      6.4 to 7.9 bytes a posting, 5 of them its own, at a load of .64 to .8; O(1) expected, one cache line a look-up when
 *            prefetched. A part grows at a time, and not all at the same number of texts, so no insert waits for the whole.
 * Layout:    4,096 parts by the upper 12 bits; in a part, entries of 20 bits fingerprint, 1 bit mark and 19 bits slot in ascending
 *            order of fingerprint, then slot, each at or behind its home with no gap before it (linear probing kept in order: a miss
 *            ends at the first larger one). */
#ifndef WD_COPIES_POSTINGS_H
#define WD_COPIES_POSTINGS_H

#include "base/arena.h"

enum { WD_POSTING_PARTS = 4096, WD_POSTING_SLOTS = (1 << 19) - 1 };

struct wd_posting_part {
    uint8_t *entries;
    uint32_t n, homes, room; /* room: entries allocated; homes: those that a fingerprint can be at home in */
};
struct wd_postings {
    struct wd_posting_part *parts;
    size_t bytes, n;
};
struct wd_posting {
    uint32_t print, slot;
    bool marked;
};

void wd_postings_init(struct wd_postings *p);
void wd_postings_done(struct wd_postings *p);
/* Brings the look-up's place into the cache. */
void wd_postings_prefetch(const struct wd_postings *p, uint32_t print);
/* The same for what an insert shifts behind that place. */
void wd_postings_prefetch_more(const struct wd_postings *p, uint32_t print);
/* Writes at most `most` slots of the list, in order of insertion, and gives how many. */
size_t wd_postings_find(const struct wd_postings *p, uint32_t print, uint32_t *slots, size_t most);
/* False, and nothing done, where the list has `most` entries of slots from `from` on already. */
bool wd_postings_insert(struct wd_postings *p, struct wd_posting posting, uint32_t from, size_t most);
/* Takes one entry (print, slot) out; false where there is none. */
bool wd_postings_remove(struct wd_postings *p, uint32_t print, uint32_t slot);
/* All postings in ascending order of fingerprint, then slot. */
int wd_postings_each(const struct wd_postings *p, void *context, int (*visit)(void *context, struct wd_posting posting)) WD_MUST;
/* The marked ones of the first `texts` slots. */
int wd_postings_each_marked(const struct wd_postings *p, uint32_t texts, void *context,
                            int (*visit)(void *context, struct wd_posting posting)) WD_MUST;
/* Takes the postings of the first `texts` slots out and counts the others from 0 on. */
void wd_postings_shift(struct wd_postings *p, uint32_t texts);

#endif
