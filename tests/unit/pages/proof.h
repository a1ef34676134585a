/* tests/unit/pages/proof.h - the proof that a page quotes nothing that no source says.
 * Duty:      read the text of an HTML page as a reader does, find what stands in quotation marks, and look each quotation up in the
 *            sources. Kinds of mark and runs of blanks are folded; the page is read once without <del> and once without <ins>; a quotation
 *            with an ellipsis or [brackets] is looked up in its pieces, one that joins a split quotation is covered by pieces that begin
 *            or end at a mark of the source, in order, in one source.
 * Input:     a page of ours (well formed); sources: plain texts.
 * Ownership: faults live in `a`.
 * Errors:    none; an unpaired mark is read to the end (or from the start) of its block.
 * Threads:   pure.   Cost: O(page + quotations x sources). */
#ifndef WD_TESTS_PAGES_PROOF_H
#define WD_TESTS_PAGES_PROOF_H

#include "base/list.h"

struct proof {
    size_t quotations; /* found and looked up */
    wd_strs faults;    /* quotations that no source has, folded */
};
void proof_page(struct wd_arena *a, struct wd_str html, const wd_strs *sources, struct proof *ret);

#endif
