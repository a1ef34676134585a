/* desk/identity.h - what an item may be known by, before what the desk knows already is asked (desk/resolve.h).
 * Duty:      candidate keys of each item of a document: its guid, its address, its title and date; and which of them the document itself
 *            shows to be no identity, because entries that are not the same have them in common.
 * Input:     the items with their document, event and subscription.
 * Ownership: results in `a`.   Errors: none.   Threads: pure.
 * Cost:      O(items) for the document, O(1) an item.
 * Source:    requirements/intake R6. RSS 2.0 has the guid unique within the feed, RFC 4287 (4.2.6) atom:id for ever and everywhere; neither
 *            is kept to. */
#ifndef WD_DESK_IDENTITY_H
#define WD_DESK_IDENTITY_H

#include "base/hash.h"
#include "desk/prepare.h"

struct wd_item_context {
    const struct wd_document *document;
    const struct wd_event *event;
    const struct wd_feed *feed; /* NULL: by hand */
    struct wd_scratch *scratch;
};
/* The agency's own item, not somebody's copy of it. A text file has a credit line but comes from whoever printed it, a mail
 * from whoever sent it. */
bool wd_from_agency(const struct wd_document *d);

/* What the document as a whole says. Two entries differ when their addresses do, or else their titles. */
struct wd_document_identity {
    struct wd_str home;               /* key of the address of the feed's own pages; an entry that links there has no address */
    bool guids_repeat;                /* different entries have one guid: this feed's are no identity, from now on */
    bool *guid_repeats, *link_shared; /* by item */
};
void wd_identity_of_document(struct wd_arena *a, const struct wd_item_context *c, struct wd_document_identity *ret);
/* article: complete but for its key. Of an agency's items and of records of archives only `guid` is given: that is their key. */
void wd_identity_of_item(struct wd_arena *a, const struct wd_item_context *c, const struct wd_document_identity *d, size_t item,
                         const struct wd_article *article, struct wd_identity *ret);

#endif
