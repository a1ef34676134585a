/* copies/row.h - a text's words as they lie on the shelf.
 * Duty:      one record a text: a head of fixed size, then the word hashes. A record of zeros is what is left of a text taken out.
 * Input:     the shelf's row of words and where it ends, so that a damaged place or length is told before it is read.
 * Ownership: what is read is borrowed until the shelf's next read, or lives in `a` where the shelf gave it out of line.
 * Errors:    WD_E_CORRUPT where a record does not match its checksum; WD_E_TOOBIG over WD_MAX_WORDS; those of the shelf.
 * Threads:   those of the shelf.   Cost: one read where the length is guessed well, else two; a hash over the words.
 * Layout:    numbers as the machine has them: a shelf does not leave the machine that wrote it. */
#ifndef WD_COPIES_ROW_H
#define WD_COPIES_ROW_H

#include "base/arena.h"
#include "copies/shelf.h"

struct wd_row_head {
    uint64_t key, article, outlet;
    uint32_t words, distinct; /* distinct: 5-grams */
    uint64_t checksum;        /* of the fields above and the words */
};
struct wd_row_record {
    struct wd_row_head head; /* words is 0 where the text was taken out */
    const uint32_t *hashes;
};
static inline size_t wd_row_bytes(uint32_t words)
{
    return sizeof(struct wd_row_head) + (size_t)words * sizeof(uint32_t);
}

/* Whether it is the head of a text that was taken out. */
static inline bool wd_row_is_blank(const struct wd_row_head *head)
{
    return !head->key && !head->article && !head->outlet && !head->words && !head->distinct && !head->checksum;
}

/* head.checksum is worked out here. */
int wd_row_append(const struct wd_copy_shelf *shelf, struct wd_row_head head, const uint32_t *hashes, uint64_t *ret_at) WD_MUST;
/* words: about as many as are expected. */
int wd_row_read(const struct wd_copy_shelf *shelf, struct wd_arena *a, uint64_t at, uint64_t row_end, uint32_t words,
                struct wd_row_record *ret_record) WD_MUST;
/* The head alone; not held against its checksum. */
int wd_row_read_head(const struct wd_copy_shelf *shelf, uint64_t at, uint64_t row_end, struct wd_row_head *ret_head) WD_MUST;

#endif
