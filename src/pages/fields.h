/* pages/fields.h - an article's fields beside its text, and where each came from; private to this folder.
 * Duty:      rows of fields for page and terminal, in one order; the same as JSON; what may be shown of standfirst and body together.
 * Ownership: results live in `a`; texts borrow the article.
 * Errors:    none.   Threads: pure.   Cost: O(fields). */
#ifndef WD_PAGES_FIELDS_H
#define WD_PAGES_FIELDS_H

#include "pages/view.h"

/* One field: text, an instant, a link out, or a list of words. here: the value stands on this page already. printed, other: word for
 * word; who: "the feed has". */
struct wd_field_view {
    struct wd_str label, text, href, here, in_utc, language, source, sure, sure_kind, printed, other, who;
    int64_t at_utc, other_utc;
    wd_strs words;
    bool published; /* the text is the source's, not the desk's */
};
typedef WD_LIST(struct wd_field_view) wd_field_views;
extern const struct wd_record wd_field_view_record;

/* Of a source that is not licensed two sentences of at most WD_SHOWN_WORDS words in all: the first of its standfirst and the first of its
 * body, where it has both. */
struct wd_shown {
    struct wd_str standfirst, body;
};
/* Whether the body begins with the standfirst, as a block of its own; then that is where it is shown, and shown_both gives none beside it.
 */
bool wd_standfirst_in_body(struct wd_arena *a, const struct wd_article *article);
void wd_article_shown_both(struct wd_arena *a, const struct wd_article *article, struct wd_shown *ret_shown);
void wd_view_fields(const struct wd_page_context *c, struct wd_arena *a, const struct wd_article *article, wd_field_views *ret_views);
/* "fields": {"title": {"value","source","confidence","printed","other"}, ...}. whole: the caption, too, which else is cut. */
void wd_json_fields(const struct wd_article *article, const struct wd_shown *shown, bool whole, struct wd_jw *w);
/* "certain", "likely", "uncertain". */
const char *wd_confidence_word(uint32_t percent);

#endif
