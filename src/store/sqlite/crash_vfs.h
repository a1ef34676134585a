/* store/sqlite/crash_vfs.h - kills the process at a chosen write, for the tests that look at what is left.
 * Duty:      with WIREDESK_CRASH_AT=n in the environment the n-th write, sync or truncation of an SQLite file ends the process by SIGKILL
 *            (of a write the first half is done); with WIREDESK_CRASH_COUNT=FILE the total is written there at exit. Without either
 *            nothing is put in SQLite's way.
 * Threads:   called once, before the first file is opened. */
#ifndef WD_STORE_SQLITE_CRASH_VFS_H
#define WD_STORE_SQLITE_CRASH_VFS_H

void wd_crash_vfs_start(void);

#endif
