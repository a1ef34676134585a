/* extract/instant.h - when a page says it was published and changed.
 * Duty:      one instant out of many: those of JSON-LD, tags and time elements, dates that stand near the headline, the date in the
 *            address, the page's data, and the feed; agreement counts, a zone counts, and a date of day alone gives way to an instant of
 *            that day.
 * Ownership: what is printed lives in the evidence's arena.
 * Errors:    WD_NO_TIME where nothing says it.   Threads: pure.   Cost: O(candidates squared), at most 70; scripts are searched once. */
#ifndef WD_EXTRACT_INSTANT_H
#define WD_EXTRACT_INSTANT_H

#include "extract/evidence.h"

/* headline: place of the article's. */
void wd_instants_of(struct wd_page_evidence *e, uint32_t headline, int64_t prior_utc, int64_t *ret_published_utc, int64_t *ret_modified_utc,
                    struct wd_origin_of_field *ret_published, struct wd_origin_of_field *ret_modified);

#endif
