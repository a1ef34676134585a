/* store/sqlite/schema.h - the tables of the three files, and how older ones become this one.
 * Duty:      PRAGMA user_version counts the steps taken; application_id says that the file is ours.
 * Errors:    WD_E_VERSION: made by a newer wiredesk, or (for a reader) not yet migrated; WD_E_FORMAT: somebody else's file. */
#ifndef WD_STORE_SQLITE_SCHEMA_H
#define WD_STORE_SQLITE_SCHEMA_H

#include "store/sqlite/db.h"

int wd_schema_migrate(struct wd_db *db) WD_MUST;
int wd_schema_check(struct wd_db *db) WD_MUST;

#endif
