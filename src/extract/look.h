/* extract/look.h - one walk over a page for all that metadata needs.
 * Duty:      headlines, bylines, dates, images, breadcrumbs, the head's elements and the scripts of a page, as evidence; each with its
 *            place in the document and whether it stands inside the article or among what surrounds it.
 * Ownership: evidence borrows the page.   Errors: none; caps of evidence.h.
 * Threads:   pure.   Cost: one pass over the nodes; texts are read only of small elements. */
#ifndef WD_EXTRACT_LOOK_H
#define WD_EXTRACT_LOOK_H

#include "extract/evidence.h"
#include "extract/jsonld_mend.h"

struct wd_look {
    struct wd_str canonical, language; /* as written */
};
void wd_look_at(struct wd_page_evidence *e, const struct wd_html *page, wd_jsons *to_jsonld, struct wd_look *ret);

#endif
