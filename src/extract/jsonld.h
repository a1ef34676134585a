/* extract/jsonld.h - what the JSON-LD of a page says of its article.
 * Duty:      of all nodes in all scripts, the one that is the page's article (not those it links to), its members with references by
 *            @id resolved, as evidence.
 * Input:     values as jsonld_mend.h reads them; the page's headlines and addresses in the evidence tell whose article it is.
 * Ownership: evidence borrows the values.   Errors: none.   Threads: pure.
 * Cost:      O(nodes), at most WD_MAX_JSONLD_NODES.
 * Source:    schema.org types and members; JSON-LD 1.1, node identifiers. */
#ifndef WD_EXTRACT_JSONLD_H
#define WD_EXTRACT_JSONLD_H

#include "extract/evidence.h"
#include "extract/jsonld_mend.h"

enum { WD_MAX_JSONLD_NODES = 4000 };
void wd_jsonld_evidence(struct wd_page_evidence *e, const wd_jsons *values, struct wd_str canonical);

#endif
