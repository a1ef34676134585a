/* pages/pages.h - records to bytes: HTML, Atom, JSON for people and programs.
 * Duty:      render one page from records, a clock instant (as_of) and a zone; the same input gives the same bytes. Escaping by default;
 *            quotation marks come from wd_page_quote alone. Templates, style and script are embedded at build.
 * Ownership: pages are appended to the buffer; inputs are borrowed.
 * Errors:    the buffer's (WD_E_TOOBIG).   Threads: pure.
 * Cost:      a story page well under 1 ms. */
#ifndef WD_PAGES_PAGES_H
#define WD_PAGES_PAGES_H

#include "base/zone.h"
#include "model/act.h"
#include "model/event.h"
#include "model/outlet.h"
#include "model/speaker.h"
#include "model/story.h"

/* Another story that stands beside one on its page. */
struct wd_story_ref {
    uint64_t key;
    int kind; /* enum wd_story_link_kind */
    uint32_t serial, articles, outlets, origins;
    struct wd_str headline, language;
    int64_t created_utc, updated_utc;
    wd_whys why;                  /* what both have */
    const struct wd_story *story; /* of one in another language, whose first words are shown; NULL: its head alone */
};
/* What lies round a story, read from elsewhere than its own record. */
struct wd_around {
    WD_LIST(struct wd_story_ref) refs;
    wd_acts acts; /* that changed which articles lie in it; newest first */
};
struct wd_page_context {
    const struct wd_zone *zone; /* NULL: UTC */
    int64_t as_of_utc;
    struct wd_str base_url;         /* "http://127.0.0.1:8080" for feeds; pages link relatively */
    struct wd_str hub_url;          /* of the desk's feeds; empty: none */
    struct wd_str rules;            /* rules' version, as printed */
    struct wd_str desk_name;        /* "wiredesk" */
    const struct wd_around *around; /* of a story page; NULL: nothing is known */
};

/* A row of the front page; filled from the store by web, show or a test. */
struct wd_bar_view {
    uint32_t originals, copies;
};
struct wd_front_row {
    uint32_t serial, origins, articles, copies, languages;
    struct wd_str headline, language, stand, stand_outlet, newest_kind, newest_outlet; /* newest: as model/newest.h says */
    int64_t updated_utc;
    bool corrected, killed, developing;
    WD_LIST(struct wd_bar_view) bars; /* half hours, oldest first */
};
struct wd_front {
    WD_LIST(struct wd_front_row) rows;
    int64_t articles_today, stories_today, origins_today, feeds, last_arrival_utc;
    struct wd_str section;
    wd_strs sections;
    int64_t next_before_utc; /* cursor of the next page; 0: none */
};
void wd_page_front(const struct wd_page_context *c, struct wd_arena *a, const struct wd_front *front, struct wd_buf *out);
void wd_page_story(const struct wd_page_context *c, struct wd_arena *a, const struct wd_story *story, struct wd_buf *out);
/* All articles of a story in order of time, WD_ARTICLES_SHOWN from number `from` on. */
enum { WD_ARTICLES_SHOWN = 100 };
void wd_page_articles(const struct wd_page_context *c, struct wd_arena *a, const struct wd_story *story, size_t from, struct wd_buf *out);

/* All states of one article, oldest first. */
struct wd_article_text {
    const struct wd_article *const *versions;
    size_t n;
};
typedef WD_LIST(struct wd_article_text) wd_article_texts;
/* What an article was placed in its story by. known: somebody has told. score: how sure it is, 0..1; of a founder how sure it is that no
 * story was near. */
struct wd_placing {
    bool known, founded;
    double score;
    wd_whys why;
};
/* Article page: current state, where each sentence first appeared, quotes, versions, evidence. Full body only where licensed; else two
 * sentences of at most 60 words, and none where its robots or rights say so. */
struct wd_article_view {
    const struct wd_article *article;
    const struct wd_member *member; /* its row in the story */
    const struct wd_story *story;
    struct wd_article_text own; /* its states; empty: the current one alone */
    wd_article_texts others;    /* of wd_article_others; empty: sentences are not traced */
    WD_LIST(struct wd_change) changes;
    struct wd_placing placing;
    wd_acts acts; /* that moved it since; newest first */
};
/* Articles of the story (keys) that may have had the sentences of this one before: what it goes back to, then the earliest. */
enum { WD_TRACED_ARTICLES = 32 };
typedef WD_LIST(uint64_t) wd_article_keys;
void wd_article_others(struct wd_arena *a, const struct wd_story *story, const struct wd_member *member, wd_article_keys *ret_keys);
void wd_page_article(const struct wd_page_context *c, struct wd_arena *a, const struct wd_article_view *view, struct wd_buf *out);
/* What may be shown of an article's body: all of it, or its first sentences. */
struct wd_str wd_article_shown(const struct wd_article *article);
/* "Only the summary in its feed was received: its robots.txt forbids it."; empty where the article is whole. */
struct wd_str wd_full_text_words(struct wd_arena *a, const struct wd_article *article);
/* Every state of an article with its differences to the one before; from and to (versions, counted from 1; 0: none): of these two, too. */
struct wd_versions_view {
    struct wd_article_text own;
    const struct wd_member *member;
    const struct wd_story *story;
    uint32_t from, to;
};
void wd_page_versions(const struct wd_page_context *c, struct wd_arena *a, const struct wd_versions_view *view, struct wd_buf *out);
/* Two articles of a story in two columns, their sentences lined up. Versions count from 1; 0: the current one of the later article, and
 * that one of the earlier which has most in common with it. */
struct wd_beside_view {
    struct wd_article_text left, right;
    const struct wd_member *left_member, *right_member;
    const struct wd_story *story;
    uint32_t left_version, right_version;
};
void wd_page_beside(const struct wd_page_context *c, struct wd_arena *a, const struct wd_beside_view *view, struct wd_buf *out);

struct wd_search_hit {
    uint32_t article_serial, story_serial;
    struct wd_str title, outlet, snippet;
    int64_t at_utc;
};
struct wd_search_view {
    struct wd_str query, error;
    WD_LIST(struct wd_search_hit) hits;
    int64_t next_offset; /* 0: none */
};
void wd_page_search(const struct wd_page_context *c, struct wd_arena *a, const struct wd_search_view *view, struct wd_buf *out);

enum wd_feed_mood { WD_FEED_FINE, WD_FEED_ODD, WD_FEED_BAD };
struct wd_feed_row {
    struct wd_str name, url, label, state, error, why_next; /* words, as model/poll.h has them */
    struct wd_str push;                                     /* what its hub does; empty: it has none */
    wd_strs notes;
    enum wd_feed_mood mood;
    int64_t last_utc, next_utc, found_utc, error_utc; /* WD_NO_TIME where not known */
    int64_t entries, failures;
    double per_day;
    bool licensed, error_over;
};
struct wd_feeds_view {
    WD_LIST(struct wd_feed_row) rows;
    wd_strs faults; /* deliveries that could not be read, in words */
};
void wd_page_feeds(const struct wd_page_context *c, struct wd_arena *a, const struct wd_feeds_view *view, struct wd_buf *out);
/* Outlets: what of their output is copied, from whom, how fast, how much edited. days: 7, 30, ...; 0: all. */
struct wd_outlets_view {
    int64_t days;
    struct wd_period period;
    wd_outlet_lines lines; /* most articles first */
};
struct wd_outlet_page_view {
    int64_t days;
    struct wd_period period;
    struct wd_outlet outlet;
};
/* So many whole days of the zone, the last of them as_of's, up to as_of. */
struct wd_period wd_outlet_period(const struct wd_page_context *c, int64_t days);
void wd_page_outlets(const struct wd_page_context *c, struct wd_arena *a, const struct wd_outlets_view *view, struct wd_buf *out);
void wd_page_outlet(const struct wd_page_context *c, struct wd_arena *a, const struct wd_outlet_page_view *view, struct wd_buf *out);
/* Speakers over all stories, and what one of them said. from: number of the first one shown; next: of the next page's, 0: none. */
enum { WD_SPEAKERS_SHOWN = 100, WD_SPEAKER_STATEMENTS = 25 };
struct wd_speakers_view {
    struct wd_str find; /* asked for; empty: all of a kind */
    bool described;
    int64_t from, next;
    wd_speaker_lines lines;
};
struct wd_speaker_page_view {
    struct wd_speaker_record record;
    int64_t from, next;
};
void wd_page_speakers(const struct wd_page_context *c, struct wd_arena *a, const struct wd_speakers_view *view, struct wd_buf *out);
void wd_page_speaker(const struct wd_page_context *c, struct wd_arena *a, const struct wd_speaker_page_view *view, struct wd_buf *out);
/* "How it was made": the rules in words; static but for the version. */
void wd_page_about(const struct wd_page_context *c, struct wd_arena *a, struct wd_buf *out);
void wd_page_error(const struct wd_page_context *c, struct wd_arena *a, int status, struct wd_str what, struct wd_buf *out);
void wd_page_killed(const struct wd_page_context *c, struct wd_arena *a, struct wd_str agency_or_outlet, int64_t at_utc,
                    struct wd_buf *out);

/* Atom of the front page and of one story (RFC 4287). */
void wd_atom_front(const struct wd_page_context *c, struct wd_arena *a, const struct wd_front *front, struct wd_buf *out);
void wd_atom_story(const struct wd_page_context *c, struct wd_arena *a, const struct wd_story *story, struct wd_buf *out);
/* JSON as `show --json` has it: {"stories":[...]} is written by the caller round these. */
struct wd_jw;
/* around: NULL where nothing is known. */
void wd_json_story(const struct wd_story *story, const struct wd_around *around, struct wd_jw *w);
/* Without full_text: what wd_article_shown gives. */
void wd_json_article(const struct wd_article_view *view, bool full_text, struct wd_jw *w);
/* Whole objects. */
void wd_json_outlets(const struct wd_outlets_view *view, struct wd_jw *w);
void wd_json_outlet(const struct wd_outlet_page_view *view, struct wd_jw *w);
void wd_text_outlets(const struct wd_page_context *c, struct wd_arena *a, const struct wd_outlets_view *view, uint32_t width, bool colour,
                     struct wd_buf *out);
void wd_text_outlet(const struct wd_page_context *c, struct wd_arena *a, const struct wd_outlet_page_view *view, uint32_t width,
                    bool colour, struct wd_buf *out);
void wd_json_speakers(const struct wd_speakers_view *view, struct wd_jw *w);
void wd_json_speaker(const struct wd_speaker_page_view *view, struct wd_jw *w);
void wd_text_speakers(const struct wd_page_context *c, struct wd_arena *a, const struct wd_speakers_view *view, uint32_t width, bool colour,
                      struct wd_buf *out);
void wd_text_speaker(const struct wd_page_context *c, struct wd_arena *a, const struct wd_speaker_page_view *view, uint32_t width,
                     bool colour, struct wd_buf *out);
/* For a terminal. width: columns; colour: ANSI. */
void wd_text_story(const struct wd_page_context *c, struct wd_arena *a, const struct wd_story *story, uint32_t width, bool colour,
                   struct wd_buf *out);
void wd_text_article(const struct wd_page_context *c, struct wd_arena *a, const struct wd_article_view *view, uint32_t width, bool colour,
                     struct wd_buf *out);

/* Embedded style sheet and script, with their media types; false where the name is none. */
struct wd_asset {
    const char *name, *type;
    struct wd_str bytes;
};
bool wd_asset_find(struct wd_str name, struct wd_asset *ret_asset);

#endif
