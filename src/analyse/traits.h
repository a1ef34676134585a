/* analyse/traits.h - what the taggers see of a word.
 * Duty:      hashes of a token's form, stem, ending and shape, and a coarse class: little words stand for themselves, others for their
 *            shape, ending and lists.
 * Input:     tokens or units of a text; names may be NULL.
 * Ownership: an array of n traits in `a`.   Errors: none.   Threads: pure.   Cost: O(n), some 30 ns a word. */
#ifndef WD_ANALYSE_TRAITS_H
#define WD_ANALYSE_TRAITS_H

#include "analyse/marks.h"
#include "analyse/scan.h"
#include "model/article.h"

struct wd_trait {
    uint32_t word, stem, tail; /* lower case: whole, first five bytes, last three */
    uint32_t coarse;
    uint8_t shape;
    uint8_t name; /* enum wd_name_type + 1, + 8 where the name starts; 0: none */
};
struct wd_trait *wd_traits_of(struct wd_arena *a, struct wd_str text, const wd_tokens *tokens, const wd_names *names);
/* Of units that were made of these tokens. */
struct wd_trait *wd_unit_traits(struct wd_arena *a, struct wd_str text, const wd_tokens *tokens, const struct wd_trait *traits,
                                const wd_tokens *units, const wd_regions *regions);
static inline uint64_t wd_pair(uint64_t a, uint64_t b)
{
    return (a * 0x9E3779B97F4A7C15u ^ b) * 0xD6E8FEB86659FD93u;
}

#endif
