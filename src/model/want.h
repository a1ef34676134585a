/* model/want.h - article pages that are wanted, and what asked for them.
 * Duty:      an entry whose text is cut wants its page. What the feed said of it goes with the page through the log (wd_asked), so that the
 *            page can be read without looking anywhere else; how it stands (wd_want) is derived from the log, a row an article.
 * Ownership: in the arena of whoever made or read it.
 * Record tables: wd_asked_record, wd_want_record. */
#ifndef WD_MODEL_WANT_H
#define WD_MODEL_WANT_H

#include "model/record.h"

struct wd_asked {
    uint64_t article, version;                             /* the state that asked */
    struct wd_str title, summary, outlet, section, rights; /* as the feed has them; summary: its text, plain */
    struct wd_str image;
    wd_strs authors;
    int64_t published_utc;
    uint32_t words;       /* of the feed's text */
    bool learns;          /* asked for because the text is cut: what the page adds is remembered */
    struct wd_str robots; /* X-Robots-Tag of the answer */
};
typedef WD_LIST(struct wd_asked) wd_askeds;
extern const struct wd_record wd_asked_record;

enum wd_want_state {
    WD_WANT_OPEN,
    WD_WANT_MET,    /* the page was fetched, and its text taken */
    WD_WANT_REFUSED /* it was not to be had, or has no text: reason */
};
struct wd_want {
    int64_t number; /* higher than that of each want before; the store's */
    struct wd_asked asked;
    struct wd_str feed, url;
    struct wd_str etag, last_modified; /* of the page that was taken last */
    struct wd_str reason;              /* REFUSED: in words */
    int64_t at_utc;                    /* since when it is wanted */
    int state;                         /* enum wd_want_state */
    bool has_text;                     /* a page gave the text that the article has */
    uint32_t times;                    /* that it was opened */
};
typedef WD_LIST(struct wd_want) wd_wants;
extern const struct wd_record wd_want_record;

/* Pages of a feed. */
struct wd_want_counts {
    int64_t open, met, refused;
    uint64_t useless; /* the last so many that were asked for because the text was cut added nothing */
};
/* A source whose caches disagree shows two states by turns: an article's page is asked for so many times. */
enum { WD_WANT_TIMES = 12 };
/* A feed's pages that add nothing are asked for no more after so many, but for one in WD_USELESS_EVERY. */
enum { WD_USELESS_PAGES = 8, WD_USELESS_EVERY = 20 };
/* "12 article pages fetched, 3 wanted, 1 refused"; empty where there are none. */
struct wd_str wd_want_words(struct wd_arena *a, const struct wd_want_counts *counts);

/* Media types of a fetch that brought no page: the body is the reason, in words; and of a page that is as it was. */
#define WD_NO_PAGE_TYPE "application/vnd.wiredesk.no-page"
#define WD_SAME_PAGE_TYPE "application/vnd.wiredesk.same-page"

#endif
