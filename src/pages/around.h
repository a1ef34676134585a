/* pages/around.h - what a story page shows of other stories, and what happened last; private to this folder.
 * Duty:      earlier and later stories of the thread, the same event in other languages with the first of what those pages say, and the
 *            newest change in words.
 * Ownership: results live in `a`; texts borrow the records.
 * Errors:    none.   Threads: pure.   Cost: O(members of the linked stories). */
#ifndef WD_PAGES_AROUND_H
#define WD_PAGES_AROUND_H

#include "pages/view.h"

enum { WD_LINKED_SHOWN = 4, WD_LINKED_STATEMENTS = 2 };

struct wd_said_view {
    struct wd_str speaker, text, language;
    bool quoted;
    struct wd_quote_view quote;
};
struct wd_ref_view {
    struct wd_str id, href, headline, language, tongue, outlets, counts, why; /* language: of an attribute; tongue: its name in English */
    int64_t at_utc;
    wd_told_views stand;
    WD_LIST(struct wd_said_view) said;
};
typedef WD_LIST(struct wd_ref_view) wd_ref_views;
extern const struct wd_record wd_ref_view_record;

/* Earlier and later ones by time, those in other languages as they are linked: strongest first. */
struct wd_around_view {
    wd_ref_views earlier, later, linked;
};
void wd_view_around(struct wd_arena *a, const struct wd_story *story, const struct wd_around *around, struct wd_around_view *ret_view);
/* Whether a story of the thread began before this one. */
bool wd_ref_is_earlier(const struct wd_story *story, const struct wd_story_ref *ref);

/* "changed a figure", of what model/newest.h calls "figure". */
struct wd_str wd_news_words(struct wd_str kind);
/* outlet did, [now for before,] at_utc; href: its place. */
struct wd_news_view {
    struct wd_str outlet, did, href, now, before;
    int64_t at_utc;
};
typedef WD_LIST(struct wd_news_view) wd_news_views;
extern const struct wd_record wd_news_view_record;
/* One, or none. */
void wd_view_news(struct wd_arena *a, const struct wd_members *members, wd_news_views *ret_news);

#endif
