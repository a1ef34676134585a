/* extract/inside.h - the parts of page extraction, shared among its files.
 * Duty:      metadata (meta.c), body (body.c) and kind (kind.c) of one parsed page; page.c joins them.
 * Ownership: results in `a`.   Errors: none; what a page does not say is empty or WD_NO_TIME.
 * Threads:   pure.   Cost: a few passes over the nodes. */
#ifndef WD_EXTRACT_INSIDE_H
#define WD_EXTRACT_INSIDE_H

#include "extract/extract.h"
#include "extract/rules.h"
#include "extract/template.h"

struct wd_page_meta {
    struct wd_str title, standfirst, site, image, caption, language, canonical, section, source, type;
    struct wd_str h1;           /* the page's own headline, as shown */
    struct wd_str article_body; /* JSON-LD articleBody as it stands there: often cut, sometimes HTML; a cross-check, never truth */
    wd_strs authors, keywords;
    int64_t published_utc, modified_utc;
    struct wd_origin_of_field fields[WD_PAGE_FIELDS];
    bool paywalled, no_index, says_article;
};
void wd_page_meta_of(struct wd_arena *a, const struct wd_html *page, struct wd_str url, const struct wd_page_prior *prior,
                     struct wd_page_meta *ret);

struct wd_page_body {
    struct wd_str text;
    wd_blocks blocks;
    wd_spans sources;
    size_t paragraphs; /* long enough to be running text */
    double chance;     /* how sure the rule is of what it kept, 0 to 1 */
    wd_decisions decisions;
    wd_cuts cuts;
    struct wd_template_block *template_blocks; /* all pieces of the page, where the context asks for a note */
    size_t template_block_n;
};
void wd_page_body_of(struct wd_arena *a, const struct wd_html *page, const struct wd_page_meta *meta,
                     const struct wd_extract_context *context, const struct wd_page_rules *rules, struct wd_page_body *ret);

/* What kind of page this is; *ret_reason is a sentence where it is no article. html: for what the tree does not hold. */
enum wd_page_kind wd_page_kind_of(struct wd_arena *a, const struct wd_html *page, struct wd_str url, const struct wd_page_meta *meta,
                                  const struct wd_page_body *body, struct wd_str *ret_reason);

#endif
