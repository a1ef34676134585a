/* stories/pairs.h - the reuse among the members of a story, seen from both sides; private to origins.c.
 * Duty:      links are stored from the newer to the older article only, and only the nearest: here each pair is one record that both
 *            members see, and what many copies of one text lack of links is worked out.
 * Ownership: everything in c->a.
 * Errors:    none.   Threads: pure.   Cost: O(links), and one comparison of two texts a member of a group of many (kept in c->memo). */
#ifndef WD_STORIES_PAIRS_H
#define WD_STORIES_PAIRS_H

#include "copies/origin.h"
#include "stories/parts.h"

/* All reuse of one member, whoever it was found for. */
struct wd_side {
    wd_reuses reuses;
    WD_LIST(struct wd_source_facts) sources;
};
/* facts: of all members, by number. */
struct wd_side *wd_pairs_of(struct wd_compose *c, const struct wd_map *by_article, const struct wd_source_facts *facts);

/* Who is the original of two that cannot both be comes first: the agency's item, what says that it is the agency's, what says nothing; of
 * two alike the earlier one. */
int wd_by_standing(const struct wd_source_facts *x, const struct wd_source_facts *y);

/* Sets of members, each known by its smallest number. */
static inline size_t wd_set_root(size_t *parent, size_t i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

static inline void wd_set_join(size_t *parent, size_t a, size_t b)
{
    a = wd_set_root(parent, a);
    b = wd_set_root(parent, b);
    if (a != b)
        parent[WD_MAX(a, b)] = WD_MIN(a, b);
}

static inline size_t *wd_set_each(struct wd_compose *c)
{
    size_t *parent = wd_arena_array(c->a, c->n, sizeof(*parent));
    for (size_t i = 0; i < c->n; i++)
        parent[i] = i;
    return parent;
}

#endif
