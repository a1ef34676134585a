/* desk/full_text.h - from an entry to its page, and back to the article.
 * Duty:      which entries want their page (wd_feed.full_text), what goes with it, and what becomes of a page that came.
 * Input:     entries with document, event and subscription; events of kind WD_EVENT_PAGE with what asked for them.
 * Ownership: results in `a`, may borrow the inputs.
 * Errors:    none: a page without text for the article says why, in words.
 * Threads:   pure but for the scratch.   Cost: that of reading the page. */
#ifndef WD_DESK_FULL_TEXT_H
#define WD_DESK_FULL_TEXT_H

#include "desk/identity.h"
#include "desk/teaser.h"
#include "extract/extract.h"

/* Older entries' pages are not fetched, nor more than so many of one delivery, the newest first. */
enum { WD_FULL_TEXT_DAYS = 4, WD_FULL_TEXT_PAGES = 50 };

/* *ret without an address: it is not wanted. An article whose text is cut is marked. Its key may be another later. */
void wd_full_text_wanted(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, enum wd_teaser teaser,
                         struct wd_article *article, struct wd_want *ret);
void wd_full_text_newest(struct wd_arena *a, struct wd_prepared *prepared);
/* What the page does not say, and what the feed says better. */
void wd_full_text_prior(struct wd_arena *a, const struct wd_asked *asked, struct wd_item *found);
/* What a page without an article is, before the reason. */
const char *wd_full_text_no_article(bool asked, enum wd_page_kind kind);
/* A page that is shorter than what the feed has was not understood, or says no more. */
bool wd_full_text_adds(struct wd_arena *a, const struct wd_asked *asked, const struct wd_article *article);
/* X-Robots-Tag that wants no more than headline and link to be shown. */
bool wd_full_text_no_index(struct wd_str robots);
int wd_prepare_page(struct wd_arena *a, struct wd_scratch *scratch, const struct wd_event *event, const struct wd_feed *feed,
                    const struct wd_zone *zone, struct wd_prepared *ret) WD_MUST;

#endif
