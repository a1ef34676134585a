/* store/sqlite/inside.h - the handle, and what the files of this folder call of one another.
 * Duty:      struct wd_store. The log has two connections, so that whoever applies events reads on while the other syncs.
 * Threads:   log: under log.mutex; reading the log: log_read.mutex; derived tables and readers.db, with scratch, pack and zip: under
 *            derived.mutex; secrets.db: under its own, with no other taken within. Locks are taken in the order derived, readers, log_read,
 *            log. */
#ifndef WD_STORE_SQLITE_INSIDE_H
#define WD_STORE_SQLITE_INSIDE_H

#include "base/hash.h"
#include "store/sqlite/body.h"
#include "store/sqlite/db.h"
#include "store/sqlite/zip.h"
#include "store/store.h"

enum { WD_ZIP_LOG = 3, WD_ZIP_DERIVED = 1, WD_MONTHS_KEPT = 4 };

/* Statements on the search table of one month. */
struct wd_month {
    int month; /* 202611; 0: free */
    sqlite3_stmt *add, *drop;
};

struct wd_store {
    bool writer;
    int lock_fd;
    struct wd_db log, log_read, derived, readers;
    struct wd_db secrets; /* a reader may be without */
    struct wd_zip log_zip, log_read_zip, zip;
    struct wd_arena scratch; /* derived side, reset by each public function that uses it */
    struct wd_buf pack;
    struct wd_body *body;
    struct wd_month months[WD_MONTHS_KEPT];
    bool in_transaction, readers_in_transaction;
    WD_LIST(int) to_optimise; /* months with killed texts, of this transaction; in `kept` */
    struct wd_arena kept;
    bool purge_wal, purge_log_wal; /* killed texts may stand in SQLite's logs */
    struct wd_map outlet_rows;     /* article -> hash of its row, of rows known to stand in the table as they are */
    struct wd_map outlet_names;    /* keys of names known to stand in theirs */
    struct wd_map spoken;          /* story -> hash of its part in the tables of speakers */
};

/* readers.db joins the transaction with its first write. */
int wd_store_readers_write(struct wd_store *s) WD_MUST;
/* store.c: the subscriptions are others now; under the lock of derived. */
int wd_store_mark_feeds(struct wd_store *s) WD_MUST;
/* search.c */
int wd_search_add(struct wd_store *s, int64_t version_id, uint32_t article, const struct wd_article *text) WD_MUST;
int wd_search_drop(struct wd_store *s, int64_t version_id, const struct wd_article *text, bool killed) WD_MUST;
int wd_search_optimise(struct wd_store *s) WD_MUST;
void wd_search_forget(struct wd_store *s);
uint64_t wd_search_hash(struct wd_store *s, const struct wd_article *text);
/* articles.c: a stored record as an article in `a`. */
int wd_store_open_article(struct wd_store *s, struct wd_arena *a, struct wd_str record, struct wd_article *ret) WD_MUST;
/* stories.c */
int wd_store_drop_story(struct wd_store *s, uint64_t key) WD_MUST;
/* acts.c */
int wd_links_drop_story(struct wd_store *s, uint64_t story) WD_MUST;
/* outlets.c: the rows of a story's articles as they are now; of the articles of a story that is taken out; of one article. */
int wd_outlets_put(struct wd_store *s, const struct wd_story *story) WD_MUST;
int wd_outlets_drop_story(struct wd_store *s, uint64_t key) WD_MUST;
int wd_outlets_drop(struct wd_store *s, uint64_t article) WD_MUST;
void wd_outlets_forget(struct wd_store *s);
/* wants.c: of one article. */
int wd_wants_drop(struct wd_store *s, uint64_t article) WD_MUST;
/* speakers.c: who says what in a story, as it is now. */
int wd_speakers_put(struct wd_store *s, const struct wd_story *story) WD_MUST;
int wd_speakers_drop_story(struct wd_store *s, uint64_t story) WD_MUST;
void wd_speakers_forget(struct wd_store *s);

#endif
