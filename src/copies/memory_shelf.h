/* copies/memory_shelf.h - the shelf of an index that was given none.
 * Duty:      what shelf.h says, in memory. Places are those that a file would have, so an index is the same on either.
 * Ownership: heap; free frees. Words that were blanked give their memory back, 64 kB at a time: a row that is blanked as it
 *            grows takes what its words take that are left.
 * Errors:    WD_E_NOTFOUND past the end; out of memory aborts.
 * Threads:   one shelf, one thread. */
#ifndef WD_COPIES_MEMORY_SHELF_H
#define WD_COPIES_MEMORY_SHELF_H

#include "copies/shelf.h"

struct wd_memory_shelf;
struct wd_memory_shelf *wd_memory_shelf_new(void);
void wd_memory_shelf_free(struct wd_memory_shelf *s);
const struct wd_copy_shelf *wd_memory_shelf_of(const struct wd_memory_shelf *s);
/* Bytes of memory that words take. */
size_t wd_memory_shelf_words(const struct wd_memory_shelf *s);

#endif
