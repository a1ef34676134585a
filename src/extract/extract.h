/* extract/extract.h - article out of a web page, and text out of a feed item's HTML.
 * Duty:      page: body as blocks, standfirst, title, authors, instants, site, image, language; "not an article" with a reason.
 *            fragment: HTML of a feed or wire item to text and blocks.
 * Input:     valid UTF-8; url for relative links.
 * Ownership: results in `a`; parser handle is the caller's (one a thread).
 * Errors:    as wd_html_parse. A page without an article is no error: article == false and reason.
 * Threads:   pure but for the parser.   Cost: one parse and O(nodes). */
#ifndef WD_EXTRACT_EXTRACT_H
#define WD_EXTRACT_EXTRACT_H

#include "markup/html.h"
#include "model/article.h"

struct wd_extracted {
    bool article;
    struct wd_str reason; /* why not */
    struct wd_str title, standfirst, site, image, language, canonical, section, published_text;
    wd_strs authors;
    int64_t published_utc, modified_utc;
    struct wd_str text; /* a block a line */
    wd_blocks blocks;   /* spans in text */
    wd_spans sources;   /* per block: bytes of the input it came from, {0,0} where not known */
    bool paywalled, no_index;
    struct wd_str syndicated_from; /* canonical or original-source on another host, or empty */
};
int wd_extract_page(struct wd_html_parser *p, struct wd_arena *a, struct wd_str html, struct wd_str url, struct wd_extracted *ret,
                    struct wd_where *ret_where) WD_MUST;

struct wd_fragment {
    struct wd_str text;
    wd_blocks blocks;
    struct wd_str image; /* first image's URL */
};
/* type: "text/html", "application/xhtml+xml" or "text/plain". Never fails: a fragment that cannot be parsed is its text without tags. */
void wd_extract_fragment(struct wd_html_parser *p, struct wd_arena *a, struct wd_str value, struct wd_str type, struct wd_str base,
                         struct wd_fragment *ret);

#endif
