/* extract/extract.h - article out of a web page, and text out of a feed item's HTML.
 * Duty:      page: body as blocks, standfirst, title, authors, instants, site, image, section, language, each with where it came from;
 *            what kind of page it is, and why there is no article. fragment: HTML of a feed or wire item to text and blocks.
 * Input:     valid UTF-8; url for relative links. What is known of the page beforehand is a prior, never copied into the text.
 * Ownership: results in `a`; an extractor is the caller's (one a thread), and so is the memory of a host's template.
 * Errors:    as wd_html_parse. A page without an article is no error: kind is not WD_PAGE_ARTICLE, and reason says why.
 * Threads:   pure but for the extractor and the template memory.   Cost: one parse and O(nodes). */
#ifndef WD_EXTRACT_EXTRACT_H
#define WD_EXTRACT_EXTRACT_H

#include "markup/html.h"
#include "model/article.h"

enum wd_page_kind {
    WD_PAGE_ARTICLE,
    WD_PAGE_EMPTY,   /* no running text: an empty page, or one that a script fills */
    WD_PAGE_PAYWALL, /* the text is withheld from who does not pay or log in; a teaser is no article */
    WD_PAGE_CONSENT, /* asks for consent to cookies before it shows anything */
    WD_PAGE_ERROR,   /* not found, gone, forbidden, blocked, a check of the browser */
    WD_PAGE_LISTING, /* a front page, a list of articles, search results */
    WD_PAGE_OTHER    /* a form, a shop, a player: text, but no article */
};
extern const char *const wd_page_kind_names[]; /* "article", "empty", "paywall", "consent", "error", "listing", "other" */

/* Where a field of a page was found. */
enum wd_source_of {
    WD_FROM_NOWHERE,
    WD_FROM_JSON_LD,
    WD_FROM_OPEN_GRAPH,
    WD_FROM_META,
    WD_FROM_MICRODATA,
    WD_FROM_TIME_ELEMENT,
    WD_FROM_LINK,    /* <link>, a rel= */
    WD_FROM_HEADING, /* h1 and the like */
    WD_FROM_TITLE,   /* <title> */
    WD_FROM_BYLINE,  /* visible text that a class or its place marks */
    WD_FROM_TEXT,    /* visible text besides */
    WD_FROM_URL,
    WD_FROM_STATE, /* what the page's scripts hold */
    WD_FROM_FEED   /* the item that led to the page */
};
extern const char *const wd_source_of_names[]; /* "", "JSON-LD", "Open Graph", "meta", ... as shown to readers */
enum wd_page_field {
    WD_PAGE_TITLE,
    WD_PAGE_STANDFIRST,
    WD_PAGE_AUTHORS,
    WD_PAGE_PUBLISHED,
    WD_PAGE_MODIFIED,
    WD_PAGE_SITE,
    WD_PAGE_IMAGE,
    WD_PAGE_CAPTION,
    WD_PAGE_LANGUAGE,
    WD_PAGE_CANONICAL,
    WD_PAGE_SECTION,
    WD_PAGE_KEYWORDS,
    WD_PAGE_FIELDS
};
extern const char *const wd_page_field_names[]; /* "title", "standfirst", ... */
struct wd_origin_of_field {
    uint8_t source;        /* enum wd_source_of */
    uint8_t confidence;    /* percent */
    struct wd_str printed; /* an instant as the page has it, with its zone; or empty */
};

/* What the feed said of the page. Zero and WD_NO_TIME where it said nothing. */
struct wd_page_prior {
    struct wd_str title, summary; /* plain text */
    wd_strs authors;
    int64_t published_utc;
};
struct wd_template_memory; /* extract/template.h */
struct wd_extract_context {
    struct wd_page_prior prior;
    struct wd_template_memory *memory; /* of the page's host; NULL: none. It is asked, and then told of the page */
    bool note;                         /* fill `note`, also without a memory */
    bool explain;                      /* fill `decisions` */
};

/* Why a block was kept or not; for people. */
struct wd_decision {
    struct wd_str text, path; /* path: "main > article > div.body > p" */
    bool kept;
    double chance;      /* that it is the article's, by the learned rule */
    const char *reason; /* a constant */
};
typedef WD_LIST(struct wd_decision) wd_decisions;
struct wd_cut { /* a candidate for the part of the page that is the article */
    const char *name;
    struct wd_str path;
    size_t blocks, bytes;
    double score;
    bool won;
};
typedef WD_LIST(struct wd_cut) wd_cuts;

struct wd_extracted {
    enum wd_page_kind kind;
    struct wd_str reason; /* why it is no article; empty for one */
    struct wd_str title, standfirst, site, image, caption, language, canonical, section;
    wd_strs authors, keywords;
    int64_t published_utc, modified_utc;
    struct wd_origin_of_field fields[WD_PAGE_FIELDS];
    struct wd_str text; /* a block a line */
    wd_blocks blocks;   /* spans in text */
    wd_spans sources;   /* per block: bytes of the input it came from, {0,0} where not known */
    bool paywalled;     /* says of itself that it is not free, whatever it shows */
    bool no_index;
    struct wd_str syndicated_from; /* canonical or original-source on another host, or empty */
    wd_decisions decisions;
    wd_cuts cuts;
    struct wd_str note; /* what a template memory remembers of the page, a function of the page alone; see template.h */
};
struct wd_extractor;
/* rules: a model of the form of models/page.txt, or empty for the one that ships. Borrows the parser. */
int wd_extractor_new(struct wd_html_parser *p, struct wd_str rules, struct wd_extractor **ret, struct wd_where *ret_where) WD_MUST;
void wd_extractor_free(struct wd_extractor *x);
/* What the rule of the body looks at, for tools/train_page.py: one JSON object, its pieces, boxes and rows. */
int wd_extract_features(struct wd_extractor *x, struct wd_arena *a, struct wd_str html, struct wd_str url, struct wd_buf *out,
                        struct wd_where *ret_where) WD_MUST;
/* context may be NULL. */
int wd_extract_page(struct wd_extractor *x, struct wd_arena *a, struct wd_str html, struct wd_str url,
                    const struct wd_extract_context *context, struct wd_extracted *ret, struct wd_where *ret_where) WD_MUST;

struct wd_fragment {
    struct wd_str text;
    wd_blocks blocks;
    struct wd_str image; /* first image's URL */
};
/* type: "text/html", "application/xhtml+xml" or "text/plain". Never fails: a fragment that cannot be parsed is its text without tags. */
void wd_extract_fragment(struct wd_html_parser *p, struct wd_arena *a, struct wd_str value, struct wd_str type, struct wd_str base,
                         struct wd_fragment *ret);

#endif
