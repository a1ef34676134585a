/* extract/inside.h - the parts of page extraction, shared among its files.
 * Duty:      metadata (meta.c) and body (body.c) of one parsed page; page.c joins them.
 * Ownership: results in `a`.   Threads: pure.   Cost: a few passes over the nodes. */
#ifndef WD_EXTRACT_INSIDE_H
#define WD_EXTRACT_INSIDE_H

#include "extract/extract.h"

struct wd_page_meta {
    struct wd_str title, standfirst, site, image, language, canonical, section, source, type;
    struct wd_str h1; /* the page's own headline, as shown */
    wd_strs authors;
    int64_t published_utc, modified_utc;
    bool paywalled, no_index, says_article;
};
void wd_page_meta_of(struct wd_arena *a, const struct wd_html *page, struct wd_str url, struct wd_page_meta *ret);

struct wd_page_body {
    struct wd_str text;
    wd_blocks blocks;
    wd_spans sources;
    size_t paragraphs; /* long enough to be running text */
};
void wd_page_body_of(struct wd_arena *a, const struct wd_html *page, const struct wd_page_meta *meta, struct wd_page_body *ret);

/* True when one of the words stands in the node's class or id as a token or part of one ("related-links" has "related"). */
bool wd_named(const struct wd_html_node *n, const char *const *words);

#endif
