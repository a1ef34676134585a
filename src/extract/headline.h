/* extract/headline.h - the title of a page's article, as shown.
 * Duty:      the candidates (h1, JSON-LD, Open Graph, twitter, <title>, the feed) without the site's and the section's name at their
 *            ends; those that say the same count together; the heaviest wins, in the form that a reader sees.
 * Ownership: the title lives in the evidence's arena.   Errors: empty where the page has none.
 * Threads:   pure.   Cost: O(candidates squared), at most 50 of them. */
#ifndef WD_EXTRACT_HEADLINE_H
#define WD_EXTRACT_HEADLINE_H

#include "extract/evidence.h"

struct wd_headline {
    struct wd_str title;
    struct wd_str h1; /* the article's headline element, or empty */
    uint32_t place;   /* of the h1; 0: none */
    struct wd_origin_of_field origin;
};
/* sites: names that the site gives itself, as wd_outlet_letters makes them; section may be empty; prior: the feed's title or empty. */
void wd_headline_of(const struct wd_page_evidence *e, const wd_strs *sites, struct wd_str section, struct wd_str prior,
                    struct wd_headline *ret);
/* "Headline - Section | Site" to "Headline"; for tests and for what else ends so. */
struct wd_str wd_headline_without_site(struct wd_arena *a, struct wd_str title, const wd_strs *sites, struct wd_str section);

#endif
