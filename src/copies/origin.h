/* copies/origin.h - where an article came from, with the evidence for it.
 * Duty:      weigh what the article says of itself and what it shares with others (requirements C4) into a relation, a source and a list of
 *            evidence, each piece in words that a reader can check.
 * Input:     the article, its reuse list, and of each source the few facts that decide.
 * Ownership: results in `a`.   Errors: none.   Threads: pure.   Cost: O(notices + reuses). */
#ifndef WD_COPIES_ORIGIN_H
#define WD_COPIES_ORIGIN_H

#include "copies/copies.h"

struct wd_source_facts {
    uint64_t article;
    struct wd_str agency, outlet;
    bool is_wire;
    int64_t at_utc; /* created, or arrival */
};
struct wd_origin {
    int relation;         /* enum wd_relation */
    uint64_t of;          /* article key; 0: its original was not received */
    struct wd_str agency; /* what it goes back to; or empty */
    double share_of_copy, share_of_source;
    wd_evidences evidence;
};
/* facts[i] belongs to reuses.v[i]. */
void wd_origin_decide(struct wd_arena *a, const struct wd_article *article, const wd_reuses *reuses, const struct wd_source_facts *facts,
                      struct wd_origin *ret_origin);

#endif
