/* cmd/bench_page.h - invented pages of news, of which it is known what the article is.
 * Duty:      pages in the shapes that outlets use, in several languages, with what stands around an article: navigation, related links,
 *            comments, banners, JSON-LD, scripts, styles, drawings. The same seed and number give the same bytes.
 * Ownership: appended to the buffers given.   Errors: those of the buffers.   Threads: pure.   Cost: some 5 ns a byte. */
#ifndef WD_CMD_BENCH_PAGE_H
#define WD_CMD_BENCH_PAGE_H

#include "base/buf.h"

/* bytes: about how large the page will be. text: what a reader takes for the article, a block a line. */
void wd_invented_page_make(uint64_t seed, uint64_t number, size_t bytes, struct wd_buf *page, struct wd_buf *text);

/* How alike two texts are: F1 of their runs of four words, 0 to 1. */
double wd_text_likeness(struct wd_str text, struct wd_str truth);

#endif
