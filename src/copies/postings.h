/* copies/postings.h - which articles hold a fingerprint.
 * Duty:      a multimap from 32-bit fingerprints to text slots, built for many lists of one. A posting may be marked: its
 *            fingerprint is one of those that stay when its text is sealed.
 * Input:     slots below WD_POSTING_SLOTS, given in ascending order.
 * Ownership: heap; done frees.
 * Errors:    none; out of memory aborts. What `visit` answers ends a walk.
 * Threads:   one table, one thread.
 * Cost:      6.3 to 8.8 bytes a posting, 5 of them its own, at a load of .61 to .85; O(1) expected, one cache line a look-up when
 *            prefetched. A part grows at a time, and not all at the same number of texts, so no insert waits for the whole.
 * Layout:    4,096 parts by the upper 12 bits; a part is a row of cache lines, each for a range of fingerprints and with room for twelve
 *            postings (16 bits tag, 4 bits fingerprint, 19 bits slot, 1 bit mark), in no order. What has no room goes into the next line
 *            that has, and every line passed says that it spills; a line that does not ends a look-up. */
#ifndef WD_COPIES_POSTINGS_H
#define WD_COPIES_POSTINGS_H

#include "base/arena.h"

enum { WD_POSTING_PARTS = 4096, WD_POSTING_SLOTS = (1 << 19) - 1 };

struct wd_posting_part {
    struct line *lines; /* in `allocated`, from a cache line's start on */
    void *allocated;
    uint32_t n, homes, room; /* room: lines allocated; homes: those that a fingerprint can be at home in */
};
struct wd_postings {
    struct wd_posting_part *parts;
    uint64_t *forgotten; /* a bit a slot; NULL: none ever was */
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
/* Writes at most `most` slots of the list, in no order, and gives how many. */
size_t wd_postings_find(const struct wd_postings *p, uint32_t print, uint32_t *slots, size_t most);
/* False, and nothing done, where the list has `most` entries of slots from `from` on already. */
bool wd_postings_insert(struct wd_postings *p, struct wd_posting posting, uint32_t from, size_t most);
/* Takes one entry (print, slot) out; false where there is none. */
bool wd_postings_remove(struct wd_postings *p, uint32_t print, uint32_t slot);
/* Postings of the slot are met no more, but take their room until the table is closed up. */
void wd_postings_forget(struct wd_postings *p, uint32_t slot);
/* Takes out what was forgotten of the first `texts` slots, which are all, and counts those that are left from 0 on, in their order. */
void wd_postings_close_up(struct wd_postings *p, uint32_t texts);
/* All postings in ascending order of fingerprint, then slot. */
int wd_postings_each(const struct wd_postings *p, void *context, int (*visit)(void *context, struct wd_posting posting)) WD_MUST;
/* The marked ones of the first `texts` slots. */
int wd_postings_each_marked(const struct wd_postings *p, uint32_t texts, void *context,
                            int (*visit)(void *context, struct wd_posting posting)) WD_MUST;
/* Takes the postings of the first `texts` slots out and counts the others from 0 on. None may be forgotten. */
void wd_postings_shift(struct wd_postings *p, uint32_t texts);

#endif
