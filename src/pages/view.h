/* pages/view.h - what templates see: flat records computed from the model's structs.
 * Duty:      everything that takes thought (labels, plurals, shares, order, folding, limits of what may be shown) is decided here;
 *            templates only place it. View records are never packed, so their tags mean nothing.
 * Ownership: in the arena of the page; texts borrow the model's structs.
 * Errors:    none.   Threads: pure.   Cost: O(story). */
#ifndef WD_PAGES_VIEW_H
#define WD_PAGES_VIEW_H

#include "base/hash.h"
#include "model/newest.h"
#include "pages/format.h"
#include "pages/pages.h"
#include "pages/quote.h"
#include "pages/template.h"

/* norms.md: of a source that is not licensed, at most so much is shown in one place */
enum { WD_SHOWN_SENTENCES = 2, WD_SHOWN_WORDS = 60 };

/* Top and foot of every page. */
struct wd_head_view {
    struct wd_str title, desk, root, rules, feed, query, watch; /* watch: story serial that desk.js asks about; feed: Atom */
    bool noindex, on_front, on_outlets, on_speakers, on_feeds, on_about, live;
    int64_t since_utc; /* last arrival that the page knows */
};
extern const struct wd_record wd_head_view_record;

/* A letter that leads to its row on this page, and out to the sentence where the source has an address. */
struct wd_source_view {
    struct wd_str letter, href, outlet, out;
};
typedef WD_LIST(struct wd_source_view) wd_source_views;
extern const struct wd_record wd_source_view_record;

struct wd_state_view {
    struct wd_str kind, label;
};
typedef WD_LIST(struct wd_state_view) wd_state_views;
extern const struct wd_record wd_state_view_record;

struct wd_told_view {
    struct wd_str text, language;
    struct wd_source_view source;
};
typedef WD_LIST(struct wd_told_view) wd_told_views;
extern const struct wd_record wd_told_view_record;

struct wd_line_view {
    struct wd_str form, label, text; /* text: words round it, or reported ones; no marks of ours */
    wd_source_views sources;
    bool has_quote;
    struct wd_quote_view quote;
    struct wd_str more;    /* articles whose letters are not shown: "and 391 more" */
    uint64_t last_article; /* while it is built: whose letter was put last, and how many were left out */
    size_t left;
    int rank; /* order of lines */
};
struct wd_statement_view {
    struct wd_str id, form, text, polarity, first_letter, language;
    bool quoted;
    struct wd_quote_view quote;
    WD_LIST(struct wd_line_view) lines;
    int64_t first_utc;
};
typedef WD_LIST(struct wd_statement_view) wd_statement_views;
struct wd_speaker_view {
    struct wd_str name, role, segment; /* segment: of the address of the speaker's own; empty where there is none */
    wd_statement_views shown, folded;
    struct wd_str folded_label;
};
typedef WD_LIST(struct wd_speaker_view) wd_speaker_views;
extern const struct wd_record wd_speaker_view_record, wd_statement_view_record;

struct wd_evidence_view {
    struct wd_str kind, text;
    bool printed; /* word for word from the source; else the desk's own words */
};
struct wd_member_view {
    struct wd_str letter, id, href, title, outlet, byline, language, tag, tag_kind, note, versions, why, url;
    int64_t at_utc;
    bool killed, corrected, has_bar;
    struct wd_str bar_label, verbatim, edited, edited_at, own, own_at; /* widths and offsets of 100 */
    struct wd_str outlet_href;                                         /* the outlet's own page; of what has no name the article's */
    struct wd_str later;                                               /* "38 min later" than what its group goes back to */
    struct wd_str beside, of_letter; /* where it stands side by side with what it has its text from; that one's letter */
    bool through;                    /* that one is not the original itself */
    bool how;                        /* there is a bar or a place side by side */
    struct wd_str named, warning;    /* credit and origin; what became of its original */
    WD_LIST(struct wd_evidence_view) evidence;
};
typedef WD_LIST(struct wd_member_view) wd_member_views;
/* An original with what was made from it. Where the original is not on this desk, name says what it is. */
struct wd_origin_view {
    struct wd_str name, note, summary;
    int64_t at_utc; /* of the group: its original, or its first copy */
    wd_member_views original, open, folded;
    struct wd_str folded_label;
    struct wd_str beyond, all_href; /* of a long fold: how many more there are, from when to when, and the list of all */
    int64_t beyond_from_utc, beyond_to_utc;
};
typedef WD_LIST(struct wd_origin_view) wd_origin_views;
extern const struct wd_record wd_origin_view_record, wd_member_view_record;

/* An article that has the old words today. */
struct wd_still_view {
    struct wd_source_view source;
    struct wd_str outlet, where; /* where: "in part" */
};
struct wd_change_view {
    struct wd_str label, outlet, kind, kept, language, versions; /* kept: why the words are not shown; versions: the page of all of them */
    struct wd_source_view source;
    int64_t at_utc;
    wd_diffs differences;
    WD_LIST(struct wd_still_view) still;
    struct wd_str still_more;
};
typedef WD_LIST(struct wd_change_view) wd_change_views;
extern const struct wd_record wd_change_view_record;

/* Looks members up by article key while a page is built. */
struct wd_members {
    const struct wd_story *story;
    struct wd_str rows_page; /* where the members' rows stand; empty: on this page */
    const char *root;        /* from this page to the top of the desk; "../" */
    struct wd_map map;       /* key to number + 1; heap, see done */
    struct wd_map rows;      /* articles that have a row on this page; set by wd_view_origins, which makes it known */
    bool rows_known;
};
/* A story of so many articles has a row for each on its page. */
enum { WD_ROWS_SURE = 60 };
void wd_members_init(struct wd_members *m, const struct wd_story *story);
void wd_members_done(struct wd_members *m);
const struct wd_member *wd_members_find(const struct wd_members *m, uint64_t article);

/* Where its row is: on this page, on the story's; of an article without one the article's page. */
struct wd_str wd_view_row_href(struct wd_arena *a, const struct wd_members *members, const struct wd_member *m);
/* Outlet, or agency, or words for neither. */
struct wd_str wd_view_outlet(const struct wd_member *m);

void wd_view_head(const struct wd_page_context *c, struct wd_str title, const char *root, struct wd_head_view *ret_head);
/* A letter without a row where the article is no member. */
void wd_view_source(struct wd_arena *a, const struct wd_members *members, uint64_t article, struct wd_str letter, struct wd_str sentence,
                    struct wd_source_view *ret_source);
void wd_view_states(struct wd_arena *a, bool developing, bool corrected, bool killed, wd_state_views *ret_states);
/* For a lang attribute: empty where it is the page's own, English. otherwise: where the article does not say. */
struct wd_str wd_view_language(struct wd_str language, struct wd_str otherwise);
void wd_view_member(struct wd_arena *a, const struct wd_members *members, const struct wd_member *m, const char *root,
                    struct wd_member_view *ret_view);
/* Sentences of one source within the limits of norms.md; ret_left: how many were not shown. */
void wd_view_told(struct wd_arena *a, const struct wd_members *members, const wd_tolds *tolds, wd_told_views *ret_views, size_t *ret_left);

/* ledger.c: only statements that `article` carries where it is not 0. */
void wd_view_ledger(struct wd_arena *a, const struct wd_members *members, uint64_t article, wd_speaker_views *ret);
/* "2 independent origins, 14 articles, 9 copies, 1 rewrite". */
struct wd_str wd_view_counts(struct wd_arena *a, uint64_t origins, uint64_t articles, uint64_t copies, uint64_t rewrites);
/* "38 min", "5 h", "3 days"; and how long after another instant: "38 min later", "12 min earlier", "in the same minute"; empty where
 * one of them is not known. */
struct wd_str wd_view_duration(struct wd_arena *a, int64_t seconds);
struct wd_str wd_view_later(struct wd_arena *a, int64_t first_utc, int64_t at_utc);
/* sources.c: the originals in order of time. Long lists are cut; left: originals that are not shown, with what was made from them. */
struct wd_origins_view {
    wd_origin_views list;
    size_t left;
    struct wd_str line; /* "Northwire through 4 outlets, HPA, and 1 account of its own" */
};
void wd_view_origins(struct wd_arena *a, struct wd_members *members, const char *root, struct wd_origins_view *ret_view);
/* One line of a member. */
void wd_view_member_brief(struct wd_arena *a, const struct wd_members *members, const struct wd_member *m, const char *root,
                          struct wd_member_view *ret_view);
/* versions.c: within the limits of norms.md; _whole: with all words, for whoever runs the desk. */
void wd_view_changes(struct wd_arena *a, const struct wd_members *members, const struct wd_change *changes, size_t n, wd_change_views *ret);
void wd_view_changes_whole(struct wd_arena *a, const struct wd_members *members, const struct wd_change *changes, size_t n,
                           wd_change_views *ret);
/* Whether a sentence of the article may be shown, as wd_article_shown says. */
bool wd_sentence_shown(const struct wd_article *article, struct wd_span sentence);
/* A choice in a form: the other articles of the story, to hold one against. */
struct wd_choice_view {
    struct wd_str value, label;
    bool chosen;
};
typedef WD_LIST(struct wd_choice_view) wd_choice_views;
extern const struct wd_record wd_choice_view_record;
void wd_view_choices(struct wd_arena *a, const struct wd_members *members, const struct wd_member *but, uint64_t chosen,
                     wd_choice_views *ret);

/* The clause round a quotation of a few words; how many articles carry a statement. */
struct wd_str wd_view_context(struct wd_arena *a, const struct wd_statement *s, const struct wd_carrier *c);
size_t wd_statement_articles(const struct wd_statement *s);
/* A name as one segment of an address; one that ends as the address of JSON does has that dot encoded. */
struct wd_str wd_view_segment(struct wd_arena *a, struct wd_str name);
/* Where a page of a name is: root is the way to the top, folder "o" or "p". */
struct wd_str wd_view_name_href(struct wd_arena *a, const char *root, const char *folder, struct wd_str name);
struct wd_str wd_view_speaker_href(struct wd_arena *a, const char *root, struct wd_str name);
/* Members of the open object. */
void wd_json_statement(const struct wd_statement *s, struct wd_jw *w);
void wd_json_speaker_line(const struct wd_speaker_line *line, struct wd_jw *w);
/* Where an outlet's own page is. */
struct wd_str wd_view_outlet_href(struct wd_arena *a, const char *root, struct wd_str outlet);
/* plot.c: the articles of a period in bars of equal length, as long as makes at most WD_PLOT_BARS of them. */
enum { WD_PLOT_BARS = 62, WD_PLOT_HEIGHT = 100, WD_PLOT_STEP = 10 };
struct wd_plot_bar_view {
    struct wd_str label; /* "14 Mar", "14 Mar, 06:00" */
    uint32_t own, rewrites, copies, x;
    uint32_t own_y, own_height, rewrite_y, rewrite_height, copy_y, copy_height;
    bool any;
};
struct wd_plot_view {
    struct wd_str width, step, most, half, first, last, label; /* step: "day"; label: what the plot shows, in words */
    WD_LIST(struct wd_plot_bar_view) bars;
    bool shown, older; /* older: there are articles before the first bar */
};
extern const struct wd_record wd_plot_view_record;
void wd_view_plot(struct wd_arena *a, const struct wd_zone *zone, const struct wd_outlet_page_view *view, struct wd_plot_view *ret_plot);

/* terminal.c: a source must not steer the terminal, so control characters are dropped. Answers its columns; print: appends it, too. */
uint32_t wd_text_word(struct wd_buf *out, struct wd_str word, bool print);

/* The root records of the templates, for the test that compiles all of them. */
struct wd_template_use {
    const char *template_name;
    const struct wd_record *record;
};
extern const struct wd_template_use wd_template_uses[]; /* ends with NULL */
extern const struct wd_record wd_front_view_record, wd_story_view_record, wd_article_page_record, wd_search_page_record,
    wd_feeds_page_record, wd_notice_page_record, wd_versions_page_record, wd_beside_page_record, wd_outlets_page_record,
    wd_outlet_page_record, wd_speakers_page_record, wd_speaker_page_record, wd_articles_page_record;

#endif
