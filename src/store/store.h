/* store/store.h - one data folder: the log (truth), the derived tables, the readers' own store.
 * Duty:      log.db: numbered events, and the polling state of feeds. derived.db: articles, versions, stories, search; rebuilt from the
 *            log. readers.db: serial numbers, redirects. secrets.db: WebSub; its owner's alone, and in no backup. One exclusive lock on the
 * folder for whoever writes. Input:     event time only; the store reads no clock. Ownership: results live in the arena given. A handle of
 * wd_store_open serves two threads at once: one for the log (append, redact, polls), one for the derived tables. A reader's handle
 * (wd_store_open_reader) serves one thread. Errors:    WD_E_LOCKED, WD_E_IO, WD_E_FULL, WD_E_CORRUPT, WD_E_VERSION, WD_E_NOTFOUND,
 * WD_E_BUSY; WD_E_INVALID for writing derived tables outside begin and commit. where->message names the file. Threads:   see ownership.
 * Cost:      a transaction is one fsync of the log (synchronous=FULL); derived tables sync at checkpoints only. */
#ifndef WD_STORE_STORE_H
#define WD_STORE_STORE_H

#include "base/err.h"
#include "model/act.h"
#include "model/event.h"
#include "model/outlet.h"
#include "model/poll.h"
#include "model/push.h"
#include "model/speaker.h"
#include "model/story.h"

/* ---- folder ---- */
struct wd_store;
/* Creates the folder and the files where missing, takes the lock, migrates. */
int wd_store_open(const char *folder, struct wd_store **ret_store, struct wd_where *ret_where) WD_MUST;
/* Reads only; beside a writer or alone. WD_E_NOTFOUND where there is no store yet. */
int wd_store_open_reader(const char *folder, struct wd_store **ret_store, struct wd_where *ret_where) WD_MUST;
void wd_store_close(struct wd_store *s);

/* ---- log (writer; safe to call from the log thread while the derived tables are written by another) ---- */
struct wd_append {
    const struct wd_event *event;
    int64_t seq;    /* set: number given, or of the equal delivery that was there */
    bool was_there; /* set: same feed, same source, same bytes: nothing appended */
};
/* All or none, one sync. */
int wd_store_append(struct wd_store *s, struct wd_append *appends, size_t n) WD_MUST;
/* Next event after `after`, WD_E_NOTFOUND at the end. */
int wd_store_event(struct wd_store *s, struct wd_arena *a, int64_t after, struct wd_event *ret_event) WD_MUST;
int wd_store_last_seq(struct wd_store *s, int64_t *ret_seq) WD_MUST;
/* Purge after a kill: the delivery's body is replaced, its kind becomes WD_EVENT_REDACTED. */
int wd_store_redact(struct wd_store *s, int64_t seq, struct wd_str new_body) WD_MUST;

/* ---- polling state of a feed (log.db, so that validators change together with the delivery) ---- */
int wd_store_poll(struct wd_store *s, struct wd_arena *a, struct wd_str feed, struct wd_poll *ret_poll) WD_MUST;
/* Deliveries and new polling states in one transaction. */
int wd_store_append_polls(struct wd_store *s, struct wd_append *appends, size_t n, const struct wd_poll *polls, size_t poll_n) WD_MUST;

/* ---- WebSub (secrets.db; any thread) ---- */
int wd_store_put_push(struct wd_store *s, const struct wd_push *push) WD_MUST; /* by its token */
int wd_store_drop_push(struct wd_store *s, struct wd_str token) WD_MUST;
/* WD_E_NOTFOUND. */
int wd_store_push(struct wd_store *s, struct wd_arena *a, struct wd_str token, struct wd_push *ret_push) WD_MUST;
int wd_store_push_of(struct wd_store *s, struct wd_arena *a, struct wd_str feed, struct wd_push *ret_push) WD_MUST;
/* Those with next_utc by now, the earliest first; INT64_MAX: all. */
int wd_store_pushes(struct wd_store *s, struct wd_arena *a, int64_t now_utc, size_t limit, wd_pushes *ret_pushes) WD_MUST;
int wd_store_put_subscriber(struct wd_store *s, const struct wd_subscriber *subscriber) WD_MUST; /* by topic and callback */
int wd_store_drop_subscriber(struct wd_store *s, struct wd_str topic, struct wd_str callback) WD_MUST;
int wd_store_subscriber(struct wd_store *s, struct wd_arena *a, struct wd_str topic, struct wd_str callback,
                        struct wd_subscriber *ret_subscriber) WD_MUST;
/* All, by topic. */
int wd_store_subscribers(struct wd_store *s, struct wd_arena *a, wd_subscribers *ret_subscribers) WD_MUST;

/* ---- derived tables (one writer) ---- */
int wd_store_begin(struct wd_store *s) WD_MUST;
/* Remembers that all events up to seq are applied. */
int wd_store_commit(struct wd_store *s, int64_t applied_seq) WD_MUST;
void wd_store_rollback(struct wd_store *s);
int wd_store_applied(struct wd_store *s, int64_t *ret_seq) WD_MUST;
/* Throws the derived tables away (rules changed, replay). Serials and redirects stay. */
int wd_store_reset_derived(struct wd_store *s, uint64_t rules_version) WD_MUST;
int wd_store_rules_version(struct wd_store *s, uint64_t *ret_version) WD_MUST;

/* Small number of a key ('a' article, 's' story), handed out once and for ever; below 2^31. */
int wd_store_serial(struct wd_store *s, char kind, uint64_t key, uint32_t *ret_serial) WD_MUST;

/* The state that the article is in already (same version) is replaced in its place; any other is a new version, and search knows the
 * newest only. A wire's version that was made before the newest is filed behind it. Of a killed key no text is kept. placed: packed
 * wd_placed_record (engine); kept for restoring. seq: event it came with. An article is searchable from then on. */
struct wd_stored_article {
    const struct wd_article *article;
    uint64_t story;
    int64_t seq;
    uint32_t serial;
    struct wd_str placed; /* packed */
};
int wd_store_put_article(struct wd_store *s, const struct wd_stored_article *sa) WD_MUST;
/* Without members it is taken out. */
int wd_store_put_story(struct wd_store *s, const struct wd_story *story) WD_MUST;
/* A story whose record lacks some of what is applied, until it is put and the mark is taken off. */
int wd_store_set_stale(struct wd_store *s, uint64_t story, bool stale) WD_MUST;
/* Title, body, quotes, search rows of all versions are purged, the key is remembered; the articles' rows say killed. */
int wd_store_kill(struct wd_store *s, uint64_t article, int64_t at_utc) WD_MUST;
int wd_store_is_killed(struct wd_store *s, uint64_t article, bool *ret_killed) WD_MUST;
/* What was put right later. An article lies in another story from now on; both are to be put again. */
int wd_store_move(struct wd_store *s, uint64_t article, uint64_t story) WD_MUST;
int wd_store_put_act(struct wd_store *s, const struct wd_act *act) WD_MUST;
/* What a story is linked with from now on, in both directions; a story that is taken out loses its links. */
int wd_store_put_links(struct wd_store *s, uint64_t story, const wd_story_links *links) WD_MUST;
/* Takes the old story out, too, within begin and commit. */
int wd_store_redirect(struct wd_store *s, uint64_t old_story, uint64_t new_story) WD_MUST;
/* Items under embargo wait here: key, due instant, seq and number of the item in its delivery. */
struct wd_held {
    uint64_t article;
    int64_t due_utc, seq;
    uint32_t item;
};
typedef WD_LIST(struct wd_held) wd_helds;
int wd_store_hold(struct wd_store *s, const struct wd_held *held) WD_MUST;
/* Those due by now, in order of due, seq, item; release takes one out. */
int wd_store_held_due(struct wd_store *s, struct wd_arena *a, int64_t now_utc, wd_helds *ret_helds) WD_MUST;
int wd_store_release(struct wd_store *s, const struct wd_held *held) WD_MUST;
/* What articles are known by beside their keys: hashes that desk/resolve.h knows the meaning of, each with a number, mostly an article's
 * key. 0 where there is none. They outlive a kill. */
int wd_store_identity(struct wd_store *s, uint64_t hash, uint64_t *ret_article) WD_MUST;
int wd_store_put_identity(struct wd_store *s, uint64_t hash, uint64_t article) WD_MUST;
/* What is remembered of the pages of a host (desk/hosts.h), packed: hashes, no texts. Empty where there is nothing. */
int wd_store_template(struct wd_store *s, struct wd_arena *a, uint64_t host, struct wd_str *ret_memory) WD_MUST;
int wd_store_put_template(struct wd_store *s, uint64_t host, struct wd_str memory) WD_MUST;
/* Arrival of an article's first version; the state that it is in now. WD_E_NOTFOUND. */
int wd_store_arrived(struct wd_store *s, uint64_t article, int64_t *ret_utc) WD_MUST;
int wd_store_newest(struct wd_store *s, uint64_t article, uint64_t *ret_version) WD_MUST;
/* Pages that articles want, a row an article; opened anew it gets a new number. A kill takes it out. WD_E_NOTFOUND. */
int wd_store_put_want(struct wd_store *s, const struct wd_want *want) WD_MUST;
int wd_store_keep_want(struct wd_store *s, const struct wd_want *want) WD_MUST; /* the same, under the number that it has */
int wd_store_want(struct wd_store *s, struct wd_arena *a, uint64_t article, struct wd_want *ret_want) WD_MUST;
/* Open ones with a higher number that are wanted since then or later, in order of their numbers. */
int wd_store_open_wants(struct wd_store *s, struct wd_arena *a, int64_t after, int64_t since_utc, size_t limit,
                        wd_wants *ret_wants) WD_MUST;
/* How the pages of a feed stand; that so many in a row were of no use is kept beside them. */
int wd_store_want_counts(struct wd_store *s, struct wd_str feed, struct wd_want_counts *ret_counts) WD_MUST;
int wd_store_useless(struct wd_store *s, struct wd_str feed, uint64_t *ret_useless) WD_MUST;
int wd_store_put_useless(struct wd_store *s, struct wd_str feed, uint64_t useless) WD_MUST;
/* Subscriptions as the events say; written by whoever applies the log. */
int wd_store_put_feed(struct wd_store *s, const struct wd_feed *feed) WD_MUST;
int wd_store_drop_feed(struct wd_store *s, struct wd_str name) WD_MUST;
/* A delivery that could not be read, in words; shown by `show`, feed health and the drop folder. */
int wd_store_put_fault(struct wd_store *s, int64_t seq, struct wd_str feed, struct wd_str source, struct wd_str message) WD_MUST;

/* ---- reading ---- */
typedef WD_LIST(struct wd_feed) wd_feeds;
int wd_store_feeds(struct wd_store *s, struct wd_arena *a, wd_feeds *ret_feeds) WD_MUST; /* by name */
int wd_store_feed(struct wd_store *s, struct wd_arena *a, struct wd_str name, struct wd_feed *ret_feed) WD_MUST;
/* A number that changes with every subscription put or dropped. */
int wd_store_feeds_mark(struct wd_store *s, int64_t *ret_mark) WD_MUST;

/* All versions of an article, oldest first: in order of arrival, a wire's in that of their making. Killed ones have empty texts. */
struct wd_version {
    struct wd_article article;
    struct wd_str placed;
    int64_t seq;
    uint64_t story; /* that the article lies in now */
    bool killed;
};
struct wd_article_rows {
    WD_LIST(struct wd_version) versions;
    uint32_t serial;
    uint64_t story;
    bool killed;
};
int wd_store_article(struct wd_store *s, struct wd_arena *a, uint64_t key, struct wd_article_rows *ret_rows) WD_MUST;
/* Members of a story in log order: keys. */
typedef WD_LIST(uint64_t) wd_keys;
int wd_store_members(struct wd_store *s, struct wd_arena *a, uint64_t story, wd_keys *ret_articles) WD_MUST;
/* Keys of the stories that are marked as stale. */
int wd_store_stale(struct wd_store *s, struct wd_arena *a, wd_keys *ret_stories) WD_MUST;
/* For restoring the engine: every stored version with seq > after in order of seq and storing; calls back until it answers non-zero. */
int wd_store_each_version(struct wd_store *s, int64_t after, int (*each)(void *context, const struct wd_version *version),
                          void *context) WD_MUST;

/* Key of a serial. A story that is no more is the one that it was joined with, or, where that is not known, the one that its founding
 * article lies in. WD_E_NOTFOUND. */
int wd_store_key(struct wd_store *s, char kind, uint32_t serial, uint64_t *ret_key) WD_MUST;
int wd_store_story(struct wd_store *s, struct wd_arena *a, uint64_t key, struct wd_story *ret_story) WD_MUST;
/* Strongest first. */
int wd_store_links(struct wd_store *s, struct wd_arena *a, uint64_t story, wd_story_links *ret_links) WD_MUST;
/* Acts that touched a story (from or into it) or an article, newest first; both 0: any. */
int wd_store_acts(struct wd_store *s, struct wd_arena *a, uint64_t story, uint64_t article, size_t limit, wd_acts *ret_acts) WD_MUST;
/* What a list needs; newest change first. `before`: cursor (0: from the top), section empty: all. Rows of the cursor's second stay
 * together: up to WD_STORE_TIES rows more than the limit. */
enum { WD_STORE_TIES = 1000 };
struct wd_bar {
    int64_t from_utc;
    uint32_t originals, copies;
};
struct wd_story_row {
    uint64_t key;
    uint32_t serial, origins, articles, copies, languages, outlets;
    struct wd_str headline, headline_outlet, language, section, stand,
        newest;                               /* stand: first standfirst sentence; newest: see newest_kind */
    struct wd_str newest_outlet, newest_kind; /* see model/newest.h */
    int64_t created_utc, updated_utc;
    bool corrected, killed, developing;
    WD_LIST(struct wd_bar) bars; /* arrivals per half hour without gaps, oldest first; the newest 48 */
};
typedef WD_LIST(struct wd_story_row) wd_story_rows;
int wd_store_stories(struct wd_store *s, struct wd_arena *a, struct wd_str section, int64_t before_updated_utc, size_t limit,
                     wd_story_rows *ret_rows) WD_MUST;
struct wd_counts {
    int64_t articles, stories, origins, feeds, last_arrival_utc;
};
/* Articles that arrived since; stories that got one since, and the origins of these. last_arrival_utc: WD_NO_TIME where there is none. */
int wd_store_counts(struct wd_store *s, int64_t since_utc, struct wd_counts *ret_counts) WD_MUST;

/* Query: words, "a phrase", -word, speaker:Name, outlet:Name, agency:Name, since:YYYY-MM-DD, until:YYYY-MM-DD; newest first.
 * WD_E_USAGE with where->message for a query that means nothing. */
struct wd_hit {
    uint64_t article, story;
    uint32_t article_serial, story_serial;
    struct wd_str title, outlet, snippet; /* snippet: verbatim piece of the body round the first match, with \x01 and \x02 round matches */
    int64_t at_utc;
};
typedef WD_LIST(struct wd_hit) wd_hits;
int wd_store_search(struct wd_store *s, struct wd_arena *a, struct wd_str query, size_t limit, size_t offset, wd_hits *ret_hits,
                    struct wd_where *ret_where) WD_MUST;

/* What outlets make of what they receive, from one narrow row an article, written with its story; killed articles are left out.
 * Outlets by number of articles, then by name; those without any in the period are left out. Costs a row an article of the period. */
int wd_store_outlets(struct wd_store *s, struct wd_arena *a, struct wd_period period, wd_outlet_lines *ret_lines) WD_MUST;
/* name empty: the articles whose outlet is not known. WD_E_NOTFOUND where it never had an article. Of more than WD_OUTLET_ARTICLES in
 * the period the newest count. */
enum { WD_OUTLET_ARTICLES = 200000, WD_OUTLET_NEWEST = 30 };
int wd_store_outlet(struct wd_store *s, struct wd_arena *a, struct wd_str name, struct wd_period period,
                    struct wd_outlet *ret_outlet) WD_MUST;

/* Who was heard over all stories: most statements first, then the last heard. find: a part of a printed name; else those with a name, or
 * those who are only described. Costs a row a speaker shown; find reads all names. */
struct wd_speaker_query {
    struct wd_str find;
    bool described;
    size_t offset, limit;
};
int wd_store_speakers(struct wd_store *s, struct wd_arena *a, const struct wd_speaker_query *query, wd_speaker_lines *ret_lines) WD_MUST;
/* name: in a spelling that a story shows, or another printed form that only one speaker has; case of ASCII does not count. WD_E_NOTFOUND
 * otherwise. Costs a story record for each story that the statements asked for belong to. */
int wd_store_speaker(struct wd_store *s, struct wd_arena *a, struct wd_str name, size_t offset, size_t limit,
                     struct wd_speaker_record *ret_record) WD_MUST;

struct wd_fault {
    int64_t seq, at_utc;
    struct wd_str feed, source, message;
};
typedef WD_LIST(struct wd_fault) wd_faults;
int wd_store_faults(struct wd_store *s, struct wd_arena *a, size_t limit, wd_faults *ret_faults) WD_MUST;

/* ---- care ---- */
/* Checks all three files (integrity, foreign keys, hashes of deliveries); each fault is a line of ret_report. */
int wd_store_check(struct wd_store *s, struct wd_buf *ret_report) WD_MUST;
/* A consistent copy of the three files into another folder (without secrets). */
int wd_store_backup(struct wd_store *s, const char *folder, struct wd_where *ret_where) WD_MUST;

#endif
