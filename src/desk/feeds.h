/* desk/feeds.h - subscriptions as the log stands at a place, for whoever dispatches deliveries.
 * Duty:      name to options and zone; FEED and UNFEED events change it in log order.
 * Ownership: copies; an old version of a feed stays valid until the table is freed (jobs under way hold it).
 * Errors:    WD_E_CORRUPT for an event that cannot be unpacked.   Threads: one.   Cost: O(1) a look-up. */
#ifndef WD_DESK_FEEDS_H
#define WD_DESK_FEEDS_H

#include "base/zone.h"
#include "store/store.h"

struct wd_feed_table;
/* Starts from what the store has applied. */
struct wd_feed_table *wd_feed_table_new(struct wd_store *store);
void wd_feed_table_free(struct wd_feed_table *t);
const struct wd_feed *wd_feed_table_find(const struct wd_feed_table *t, struct wd_str name);
const struct wd_zone *wd_feed_table_zone(struct wd_feed_table *t, const struct wd_feed *feed);
int wd_feed_table_note(struct wd_feed_table *t, const struct wd_event *event) WD_MUST;

#endif
