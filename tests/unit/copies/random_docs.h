/* tests/unit/copies/random_docs.h - made-up texts as word hashes.
 * Duty: docs whose words come from a small or a large vocabulary, and edited copies of them; the same on every run. */
#ifndef WD_TESTS_COPIES_RANDOM_DOCS_H
#define WD_TESTS_COPIES_RANDOM_DOCS_H

#include "copies/copies.h"
#include "tap.h"

struct chance {
    uint64_t state;
};
static inline uint32_t chance_next(struct chance *c, uint32_t below)
{
    c->state += 0x9E3779B97F4A7C15u;
    uint64_t x = c->state;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)((x ^ (x >> 31)) >> 32) % below;
}
/* Word number `n` of a made-up language. */
static inline uint32_t word_hash(uint32_t n)
{
    return (n + 1) * 2654435761u;
}
static inline uint32_t *random_words(struct wd_arena *a, struct chance *c, size_t n, uint32_t vocabulary)
{
    uint32_t *words = wd_arena_array(a, n, sizeof *words);
    for (size_t i = 0; i < n; i++)
        words[i] = word_hash(chance_next(c, vocabulary));
    return words;
}
static inline struct wd_copy_doc doc_of(uint64_t key, const uint32_t *words, size_t n)
{
    return (struct wd_copy_doc){.key = key, .article = key, .hashes = words, .words = n};
}

#endif
