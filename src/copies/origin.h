/* copies/origin.h - where an article came from, with the evidence for it.
 * Duty:      weigh what the article says of itself and what it shares with others (requirements C4) into a relation, a source and a list of
 *            evidence, each piece in words that a reader can check. Evidence decides first, time only where nothing else does, so the order
 *            in which copies arrive within minutes does not matter.
 * Input:     the article, its reuse list, and of each source the few facts that decide. Articles that came later may be among
 *            them: give their reuse turned round (wd_reuse_turn).
 * Ownership: results in `a`; texts of notices are borrowed from the article.
 * Errors:    none.   Threads: pure.   Cost: O(notices + reuses). */
#ifndef WD_COPIES_ORIGIN_H
#define WD_COPIES_ORIGIN_H

#include "copies/copies.h"

/* What one article says of itself, as far as it decides between two. */
struct wd_source_facts {
    uint64_t article;
    struct wd_str agency;      /* whose text it says it is, itself left out; of a wire item: the agency's own name */
    struct wd_str outlet, url; /* url: its own address */
    struct wd_str canonical;   /* the address or name it gives as its original, or empty */
    struct wd_str borrowed;    /* whom a wire item credits that another agency provides; or empty */
    bool is_wire, copied;      /* copied: says of itself that it is a copy */
    int64_t at_utc;            /* created, or arrival */
};
struct wd_origin {
    int relation;         /* enum wd_relation; ORIGINAL: the wire item itself, or what others are copies of */
    uint64_t of;          /* article key of the nearest source: the wire item, or the copy nearest to it; 0: none on this desk */
    bool received;        /* `of` is the original itself, not another copy of it */
    struct wd_str agency; /* what it goes back to; or empty */
    double share_of_copy, share_of_source; /* with `of`, or with the article it shares quotations with; 0 for none */
    wd_evidences evidence;
};
struct wd_source_facts wd_source_facts_of(const struct wd_article *article);
/* own: the facts of the article. facts[i] belongs to reuses.v[i]. Of two articles with reuse one is the other's source, whoever is asked,
 * if both are asked with the same shares; the order of the list has no influence. */
void wd_origin_decide(struct wd_arena *a, const struct wd_article *article, const struct wd_source_facts *own, const wd_reuses *reuses,
                      const struct wd_source_facts *facts, struct wd_origin *ret_origin);
/* Two names of one agency or outlet: equal but for case, or one has the initials of the other ("NWS", "Northern Wire Service"). */
bool wd_origin_same_name(struct wd_str a, struct wd_str b);
/* What an agency's item is called on pages: by its outlet where that is a form of the agency's name, else by the agency. */
struct wd_str wd_origin_name(const struct wd_source_facts *facts);
/* The same pair seen from the other article; `article` is the key of the one that the reuse was found for. Runs and sentences are left out.
 */
struct wd_reuse wd_reuse_turn(const struct wd_reuse *reuse, uint64_t version, uint64_t article);

#endif
