/* desk/resolve.h - which article an item is, by what the desk has seen of its feed before.
 * Duty:      the guid first. Where it is new, the address tells whether it is an article that came under another guid: of the same address
 *            and within WD_IDENTITY_DAYS of the article's first arrival, or with words that it had before. A feed whose guids repeat among
 *            different entries of one document is known by its addresses from then on; an address that different entries have in common
 *            names none of them; what has neither goes by title and date, or by words that its feed brought before. A changed title never
 *            makes a new article.
 * Input:     candidates (desk/identity.h), in log order, so that replay resolves alike.
 * Ownership: borrows store and engine.
 * Errors:    of the store.   Threads: the applier's, inside its transaction.
 * Cost:      one row read an article that is known by its guid or address; for a new one at most three rows read and two written. Of an
 *            article whose guid changes again and again at most WD_IDENTITY_GUIDS guids are kept. */
#ifndef WD_DESK_RESOLVE_H
#define WD_DESK_RESOLVE_H

#include "desk/prepare.h"
#include "store/store.h"

enum { WD_IDENTITY_DAYS = 14, WD_IDENTITY_GUIDS = 8 };

struct wd_resolver {
    struct wd_store *store;
    const struct wd_engine *engine;
    bool by_guid; /* of the document under way */
};
/* Before the first article of a document. */
int wd_resolve_document(struct wd_resolver *r, const struct wd_prepared *prepared) WD_MUST;
/* The article's own key may be another than the one given back. */
int wd_resolve(struct wd_resolver *r, const struct wd_identity *identity, const struct wd_article *article, uint64_t *ret_key) WD_MUST;
/* Whether the item `number` of a document that came before is this article, by what is noted by now; nothing is noted. ret_names: those of
 * the item that the store notes for the article, added in `a`. */
int wd_resolve_again(struct wd_store *store, struct wd_arena *a, const struct wd_prepared *prepared, size_t number, uint64_t article,
                     wd_keys *ret_names, bool *ret_is) WD_MUST;

#endif
