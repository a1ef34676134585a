/* copies/templates.h - fingerprints known to be of an outlet's template: footers, appeals, navigation.
 * Duty:      a small set of pairs (outlet, fingerprint) that forgets what was not met for longest. The same calls leave the same set.
 * Input:     outlets and fingerprints are hashes.
 * Ownership: heap; done frees. The set is laid down on the shelf and taken up again by save and load.
 * Errors:    those of the shelf; WD_E_CORRUPT where what lies there is not what was laid down.
 * Threads:   one set, one thread.
 * Cost:      260 kB; one cache line a question. One in 2^29 strangers passes for known. */
#ifndef WD_COPIES_TEMPLATES_H
#define WD_COPIES_TEMPLATES_H

#include "base/arena.h"
#include "copies/shelf.h"

enum { WD_TEMPLATE_ROWS = 8192, WD_TEMPLATE_WAYS = 8, WD_TEMPLATE_OUTLETS = 512 };

struct wd_templates {
    uint32_t *marks;                       /* rows of ways, the one met last first; 0 is free */
    uint64_t outlets[WD_TEMPLATE_OUTLETS]; /* bits of those that ever had one: most have none, and need not be looked up */
    size_t n;
};

void wd_templates_init(struct wd_templates *t);
void wd_templates_done(struct wd_templates *t);
/* False for most outlets that have no template. */
static inline bool wd_templates_any(const struct wd_templates *t, uint64_t outlet)
{
    return t->outlets[outlet % WD_TEMPLATE_OUTLETS] >> (outlet >> 58) & 1;
}
bool wd_templates_has(const struct wd_templates *t, uint64_t outlet, uint32_t print);
/* Puts the pair in, or to the front where it is in already. */
void wd_templates_meet(struct wd_templates *t, uint64_t outlet, uint32_t print);
uint64_t wd_templates_digest(const struct wd_templates *t);

/* Appends the set to the shelf's row of words; *ret_end: where it ends there. */
int wd_templates_save(const struct wd_templates *t, const struct wd_copy_shelf *shelf, uint64_t *ret_end) WD_MUST;
/* Takes the set up that ends at `end`; 0 is an empty set. */
int wd_templates_load(struct wd_templates *t, const struct wd_copy_shelf *shelf, uint64_t end) WD_MUST;

#endif
