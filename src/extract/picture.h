/* extract/picture.h - images of a page, and the one that leads its article.
 * Duty:      the largest address of an <img> (srcset, data- attributes of late loading, <source> of its <picture>); which image of the
 *            page is the article's lead image, weighed against what Open Graph and JSON-LD name.
 * Ownership: borrows the page; joined texts live in the evidence's arena.
 * Errors:    false or the empty string: none.   Threads: pure.   Cost: O(bytes of srcset), at most 8 kB of one; O(images). */
#ifndef WD_EXTRACT_PICTURE_H
#define WD_EXTRACT_PICTURE_H

#include "extract/evidence.h"
#include "extract/role.h"

/* above: WD_ROLE_* of the elements around it. False: no image that a reader is meant to look at. Fills what the image itself says. */
bool wd_picture_of(struct wd_arena *a, const struct wd_roles *roles, const struct wd_html_node *img, unsigned above, struct wd_picture *p);
/* headline: place of the article's. *ret_image is absolute. Origin: where it was found, and how sure it is. */
void wd_picture_lead(const struct wd_page_evidence *e, uint32_t headline, struct wd_str *ret_image, struct wd_str *ret_caption,
                     struct wd_origin_of_field *ret_origin);

#endif
