/* os/file.h - files and folders.
 * Duty:      read whole files under a cap, write so that a reader sees the old or the new, list in byte order, lock.
 * Ownership: what is read lives in `a`.
 * Errors:    WD_E_NOTFOUND, WD_E_DENIED, WD_E_TOOBIG, WD_E_FULL, WD_E_EXISTS, WD_E_LOCKED, WD_E_IO; where->message names path and reason.
 * Threads:   any. */
#ifndef WD_OS_FILE_H
#define WD_OS_FILE_H

#include "base/err.h"
#include "base/list.h"

int wd_file_read(struct wd_arena *a, const char *path, size_t max_bytes, struct wd_str *ret, struct wd_where *ret_where) WD_MUST;
/* All of a descriptor ("-" is standard input). */
int wd_file_read_fd(struct wd_arena *a, int fd, const char *name, size_t max_bytes, struct wd_str *ret, struct wd_where *ret_where) WD_MUST;
/* Temporary file, fsync, rename, fsync of the folder. */
int wd_file_write(const char *path, struct wd_str bytes, struct wd_where *ret_where) WD_MUST;
/* With parents; existing is fine. */
int wd_dir_make(const char *path, struct wd_where *ret_where) WD_MUST;

struct wd_dir_entry {
    struct wd_str name; /* NUL-terminated */
    bool is_dir;
    int64_t bytes, mtime_utc;
};
typedef WD_LIST(struct wd_dir_entry) wd_dir_entries;
/* In byte order of names, without "." and ".."; hidden ones (leading dot) are left out. */
int wd_dir_list(struct wd_arena *a, const char *path, wd_dir_entries *ret, struct wd_where *ret_where) WD_MUST;
/* The folder with all in it; what cannot be removed stays. */
void wd_dir_remove(const char *path);
bool wd_file_exists(const char *path);
bool wd_is_dir(const char *path);
int wd_file_bytes(const char *path, int64_t *ret_bytes) WD_MUST; /* of a regular file */
int wd_file_mtime(const char *path, int64_t *ret_utc) WD_MUST;
int wd_file_rename(const char *from, const char *to, struct wd_where *ret_where) WD_MUST;
/* Exclusive, without waiting; the descriptor holds it until closed. */
int wd_file_lock(const char *path, int *ret_fd, struct wd_where *ret_where) WD_MUST;
void wd_file_unlock(int fd);
/* $XDG_DATA_HOME/wiredesk or ~/.local/share/wiredesk. */
struct wd_str wd_default_data_dir(struct wd_arena *a);
/* Zone table by name ("Asia/Kolkata") from the system's zoneinfo; names with ".." or a leading "/" are refused. */
struct wd_zone;
int wd_zone_load(struct wd_arena *a, struct wd_str name, const struct wd_zone **ret_zone, struct wd_where *ret_where) WD_MUST;

#endif
