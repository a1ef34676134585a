/* store/sqlite/zip.h - zstd for bodies and records.
 * Duty:      one context a connection, kept, since making one costs more than a small article.
 * Ownership: pack's result borrows the wd_zip until its next call; open's lives in `a`.
 * Errors:    WD_E_TOOBIG over max_bytes, WD_E_CORRUPT.   Threads: one wd_zip, one thread at a time. */
#ifndef WD_STORE_SQLITE_ZIP_H
#define WD_STORE_SQLITE_ZIP_H

#include "base/arena.h"
#include "base/err.h"

struct wd_zip {
    void *packer, *opener;
    char *out;
    size_t cap;
};
void wd_zip_done(struct wd_zip *z);
int wd_zip_pack(struct wd_zip *z, struct wd_str raw, int level, struct wd_str *ret_packed) WD_MUST;
int wd_zip_open(struct wd_zip *z, struct wd_arena *a, struct wd_str packed, size_t max_bytes, struct wd_str *ret_raw) WD_MUST;

#endif
