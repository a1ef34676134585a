/* copies/facts.h - what an article says of itself: whose text it is, in which words.
 * Duty:      read the notices in a fixed order into a claim and its evidence; private to origin.c. Facts and names are in origin.h.
 * Ownership: evidence in `a`; texts are borrowed from the article.
 * Errors:    none.   Threads: pure.   Cost: O(notices). */
#ifndef WD_COPIES_FACTS_H
#define WD_COPIES_FACTS_H

#include "copies/origin.h"

/* COPY: the text is the agency's; PART: some of it is. */
enum wd_claim { WD_CLAIM_NONE, WD_CLAIM_PART, WD_CLAIM_COPY };
struct wd_said {
    enum wd_claim claim;
    struct wd_str agency, canonical;
};
/* list may be NULL. */
struct wd_said wd_said_of(struct wd_arena *a, const struct wd_article *article, wd_evidences *list);
/* Of a wire item: what its fields say is whose it is. */
void wd_wire_evidence(struct wd_arena *a, const struct wd_article *article, const struct wd_source_facts *own, wd_evidences *list);

#endif
