#include "store/sqlite/schema.h"

#include <stdio.h>

enum { APPLICATION_ID = 0x77644445 };

static const char log_1[] =
    "CREATE TABLE events(seq INTEGER PRIMARY KEY, identity BLOB, content BLOB NOT NULL, instant INTEGER NOT NULL, head BLOB NOT NULL,"
    " body BLOB NOT NULL);"
    "CREATE UNIQUE INDEX events_identity ON events(identity) WHERE identity IS NOT NULL;"
    "CREATE TABLE polls(feed TEXT PRIMARY KEY, poll BLOB NOT NULL) WITHOUT ROWID;";

static const char derived_1[] =
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE articles(serial INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE, story INTEGER NOT NULL, first INTEGER NOT NULL,"
    " newest INTEGER NOT NULL, arrived INTEGER NOT NULL, killed INTEGER NOT NULL, search_hash INTEGER NOT NULL);"
    "CREATE INDEX articles_story ON articles(story, first);"
    "CREATE INDEX articles_arrived ON articles(arrived, story);"
    "CREATE TABLE versions(id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(serial), version INTEGER NOT NULL,"
    " seq INTEGER NOT NULL, record BLOB NOT NULL, placed BLOB NOT NULL);"
    "CREATE INDEX versions_article ON versions(article, id);"
    "CREATE TABLE stories(key INTEGER PRIMARY KEY, record BLOB NOT NULL);"
    "CREATE TABLE story_list(key INTEGER PRIMARY KEY, updated INTEGER NOT NULL, arrived INTEGER NOT NULL, section TEXT NOT NULL,"
    " origins INTEGER NOT NULL, row BLOB NOT NULL);"
    "CREATE INDEX story_list_updated ON story_list(updated DESC, key);"
    "CREATE INDEX story_list_section ON story_list(section, updated DESC, key);"
    "CREATE INDEX story_list_arrived ON story_list(arrived, origins);"
    "CREATE TABLE killed(key INTEGER PRIMARY KEY, at INTEGER NOT NULL);"
    "CREATE TABLE held(due INTEGER NOT NULL, seq INTEGER NOT NULL, item INTEGER NOT NULL, article INTEGER NOT NULL,"
    " PRIMARY KEY(due, seq, item)) WITHOUT ROWID;"
    "CREATE TABLE feeds(name TEXT PRIMARY KEY, feed BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE faults(id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, feed TEXT NOT NULL, source TEXT NOT NULL, message TEXT NOT NULL);"
    "CREATE TABLE months(month INTEGER PRIMARY KEY);"
    "CREATE TABLE searchable(id INTEGER PRIMARY KEY REFERENCES versions(id), month INTEGER NOT NULL, article INTEGER NOT NULL,"
    " at INTEGER NOT NULL);";

/* Rows of outlets come with their stories, so those stored before are composed anew: the version of the rules is forgotten. */
static const char derived_2[] =
    "CREATE TABLE outlets(key INTEGER PRIMARY KEY, name TEXT NOT NULL);"
    "CREATE TABLE outlet_articles(outlet INTEGER NOT NULL, at INTEGER NOT NULL, article INTEGER NOT NULL, story INTEGER NOT NULL,"
    " relation INTEGER NOT NULL, agency INTEGER NOT NULL, origin INTEGER NOT NULL, delay INTEGER, words INTEGER NOT NULL,"
    " verbatim INTEGER NOT NULL, edited INTEGER NOT NULL, PRIMARY KEY(outlet, at, article)) WITHOUT ROWID;"
    "CREATE UNIQUE INDEX outlet_articles_article ON outlet_articles(article);"
    "CREATE INDEX outlet_articles_origin ON outlet_articles(origin, at) WHERE origin<>0;"
    "DELETE FROM meta WHERE name='rules_version';";

/* What a story adds (parts), so that its next state can be held against it; sums over all stories. */
static const char derived_3[] =
    "CREATE TABLE speaker_stories(story INTEGER PRIMARY KEY, parts BLOB NOT NULL);"
    "CREATE TABLE speaker_statements(speaker INTEGER NOT NULL, at INTEGER NOT NULL, story INTEGER NOT NULL, statement INTEGER NOT NULL,"
    " PRIMARY KEY(speaker, at, story, statement)) WITHOUT ROWID;"
    "CREATE TABLE speaker_forms(speaker INTEGER NOT NULL, kind INTEGER NOT NULL, form TEXT NOT NULL, stories INTEGER NOT NULL,"
    " PRIMARY KEY(speaker, kind, form)) WITHOUT ROWID;"
    "CREATE INDEX speaker_forms_form ON speaker_forms(form COLLATE NOCASE, kind);"
    "CREATE TABLE speakers(key INTEGER PRIMARY KEY, named INTEGER NOT NULL, statements INTEGER NOT NULL, stories INTEGER NOT NULL,"
    " last INTEGER NOT NULL);"
    "CREATE INDEX speakers_heard ON speakers((named*2>stories), statements DESC, last DESC, key);"
    "DELETE FROM meta WHERE name='rules_version';";

/* Stories beside stories, both ways; what was put right later, and which stories (kind 0) and articles (1) it touched. */
static const char derived_4[] =
    "CREATE TABLE story_links(story INTEGER NOT NULL, other INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY(story, other)) WITHOUT "
    "ROWID;"
    "CREATE TABLE acts(id INTEGER PRIMARY KEY, record BLOB NOT NULL);"
    "CREATE TABLE act_keys(kind INTEGER NOT NULL, key INTEGER NOT NULL, act INTEGER NOT NULL, PRIMARY KEY(kind, key, act)) WITHOUT ROWID;"
    "DELETE FROM meta WHERE name='rules_version';";

/* What articles are known by beside their keys; see identities in store.h. */
static const char derived_5[] = "CREATE TABLE identities(hash INTEGER PRIMARY KEY, article INTEGER NOT NULL);"
                                "DELETE FROM meta WHERE name='rules_version';";

/* What the pages of a host have in common; pages are read with it from now on. */
static const char derived_6[] = "CREATE TABLE templates(host INTEGER PRIMARY KEY, memory BLOB NOT NULL);"
                                "DELETE FROM meta WHERE name='rules_version';";
/* Pages that articles want. Texts that were taken from feeds before may want theirs. */
static const char derived_7[] =
    "CREATE TABLE wants(number INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL UNIQUE, feed TEXT NOT NULL, state INTEGER NOT"
    " NULL, at INTEGER NOT NULL, record BLOB NOT NULL);"
    "CREATE INDEX wants_open ON wants(number) WHERE state=0;"
    "CREATE INDEX wants_feed ON wants(feed, state);"
    "DELETE FROM meta WHERE name='rules_version';";

static const char readers_1[] = "CREATE TABLE article_serials(serial INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE);"
                                "CREATE TABLE story_serials(serial INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE);"
                                "CREATE TABLE redirects(old INTEGER PRIMARY KEY, new INTEGER NOT NULL);";

static const char secrets_1[] =
    "CREATE TABLE pushes(token TEXT PRIMARY KEY, feed TEXT NOT NULL, next INTEGER NOT NULL, push BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE INDEX pushes_feed ON pushes(feed);"
    "CREATE INDEX pushes_next ON pushes(next);"
    "CREATE TABLE subscribers(topic TEXT NOT NULL, callback TEXT NOT NULL, subscriber BLOB NOT NULL, PRIMARY KEY(topic, callback))"
    " WITHOUT ROWID;";

/* Step n takes a file from user_version n to n + 1. A step is never changed once released. */
enum { STEPS_MAX = 7 };
static const struct {
    int n;
    const char *steps[STEPS_MAX];
} schemas[] = {
    [WD_DB_LOG] = {1, {log_1}},
    [WD_DB_DERIVED] = {7, {derived_1, derived_2, derived_3, derived_4, derived_5, derived_6, derived_7}},
    [WD_DB_READERS] = {1, {readers_1}},
    [WD_DB_SECRETS] = {1, {secrets_1}},
};

static int pragma_int(struct wd_db *db, const char *sql, int *ret_value)
{
    sqlite3_stmt *s = NULL;
    int err = wd_db_prepare(db, sql, &s);
    if (err)
        return err;
    int row = wd_db_step(s);
    if (row > 0)
        *ret_value = sqlite3_column_int(s, 0);
    (void)sqlite3_finalize(s);
    return row < 0 ? row : row > 0 ? 0 : WD_E_CORRUPT;
}

static int version_of(struct wd_db *db, int *ret_version)
{
    int version = 0, application = 0;
    int err = pragma_int(db, "PRAGMA user_version", &version);
    if (!err)
        err = pragma_int(db, "PRAGMA application_id", &application);
    if (err)
        return err;
    if (application != 0 && application != APPLICATION_ID)
        return WD_E_FORMAT;
    if (version > schemas[db->kind].n || version < 0)
        return WD_E_VERSION;
    *ret_version = version;
    return 0;
}

int wd_schema_check(struct wd_db *db)
{
    int version = 0;
    int err = version_of(db, &version);
    if (err)
        return err;
    /* 0: the writer is just making it */
    return version == schemas[db->kind].n ? 0 : version == 0 ? WD_E_NOTFOUND : WD_E_VERSION;
}

static int run_steps(struct wd_db *db, int version)
{
    int err = wd_db_exec(db, "BEGIN IMMEDIATE");
    if (err)
        return err;
    for (int i = version; i < schemas[db->kind].n && !err; i++)
        err = wd_db_exec(db, schemas[db->kind].steps[i]);
    char marks[96];
    (void)snprintf(marks, sizeof marks, "PRAGMA user_version=%d;PRAGMA application_id=%d;", schemas[db->kind].n, APPLICATION_ID);
    if (!err)
        err = wd_db_exec(db, marks);
    if (!err)
        err = wd_db_exec(db, "COMMIT");
    if (err)
        (void)!wd_db_exec(db, "ROLLBACK");
    return err;
}

int wd_schema_migrate(struct wd_db *db)
{
    int version = 0;
    int err = version_of(db, &version);
    if (err)
        return err;
    return version < schemas[db->kind].n ? run_steps(db, version) : 0;
}
