/* desk/redacted.h - what stays of a delivery after a kill.
 * Duty:      the delivery's parsed items without the killed one's words; the killed versions with their texts emptied, so that replay puts
 * the same withdrawn article into the same story; and the placements that were decided while the killed text was on the desk, since replay
 * cannot decide them again without it. Ownership: as its record table; in the arena.   Threads: pure. */
#ifndef WD_DESK_REDACTED_H
#define WD_DESK_REDACTED_H

#include "engine/engine.h"
#include "model/item.h"
#include "store/store.h"

struct wd_purged {
    uint32_t item;
    struct wd_article article; /* texts emptied */
    struct wd_placed placed;   /* story 0: it never was in one */
    wd_keys names;             /* hashes that it goes by beside its key (desk/resolve.h) */
};
typedef WD_LIST(struct wd_placed) wd_placeds;
struct wd_redacted {
    struct wd_document document; /* the killed items are purged: identity only */
    WD_LIST(struct wd_purged) purged;
    wd_placeds decided; /* of versions applied while the killed text was on the desk */
    struct wd_str note; /* of a killed page: the hashes that its host's template memory knows it by */
};
extern const struct wd_record wd_redacted_record;

/* Empties every text of the article that came from its words. */
void wd_article_purge(struct wd_article *article);

#endif
