/* desk/drop.h - the drop folder: files put there become deliveries within two seconds.
 * Duty:      a file is taken once its size stands still (or it was renamed in), read, tried, appended to the log, and only then moved:
 *            to done/, or to error/ with NAME.why.txt beside it that says place and reason. An archive (supply.h) of which some records
 *            can be read goes to done/, and error/NAME.why.txt names the others. A sub-folder's files belong to the
 *            subscription of its name. Names with a leading dot, and *.tmp and *.part, are left alone.
 * Ownership: borrows the desk.
 * Errors:    a file's own are told in error/; the folder's are logged once and tried again.
 * Threads:   one look from one thread at a time.   Cost: one listing a look. */
#ifndef WD_DESK_DROP_H
#define WD_DESK_DROP_H

#include "desk/desk.h"
#include "desk/prepare.h"

struct wd_drop;
struct wd_drop *wd_drop_new(struct wd_desk *desk, const char *folder);
void wd_drop_free(struct wd_drop *drop);
/* Creates folder, done/ and error/ where missing. */
int wd_drop_make(struct wd_drop *drop, struct wd_where *ret_where) WD_MUST;
/* One look; takes what stood still since the look before. ret_taken: files moved. */
int wd_drop_look(struct wd_drop *drop, size_t *ret_taken, struct wd_where *ret_where) WD_MUST;

#endif
