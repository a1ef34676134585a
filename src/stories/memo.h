/* stories/memo.h - what was worked out of a text, kept for the next time the text is met.
 * Duty:      values by the hash of what they follow from; never visible in results, only in how long they take.
 * Input:     a key of 128 bits: two hashes of all that the value depends on.
 * Ownership: the memo owns the values; addresses hold until the next wd_memo_turn.
 * Errors:    none.   Threads: one memo, one thread.
 * Cost:      O(1) expected. Two generations: a turn drops the older one once the younger is half of max_bytes, and what was used
 *            since is in the younger; so at most max_bytes and what one turn adds. */
#ifndef WD_STORIES_MEMO_H
#define WD_STORIES_MEMO_H

#include "base/arena.h"
#include "base/hash.h"

struct wd_memo_key {
    uint64_t a, b;
};
struct wd_memo_generation {
    struct wd_arena arena;
    struct wd_map at; /* key.a -> address of its entry */
    size_t bytes;
};
struct wd_memo {
    struct wd_memo_generation young, old;
    size_t max_bytes;
};

void wd_memo_init(struct wd_memo *m, size_t max_bytes);
void wd_memo_done(struct wd_memo *m);
void wd_memo_turn(struct wd_memo *m);
struct wd_memo_key wd_memo_key_of(uint64_t salt, struct wd_str text);
/* NULL where it is not known. */
const void *wd_memo_find(struct wd_memo *m, struct wd_memo_key key, size_t *ret_bytes);
/* Remembers a copy of the bytes. */
const void *wd_memo_add(struct wd_memo *m, struct wd_memo_key key, const void *bytes, size_t n);

#endif
