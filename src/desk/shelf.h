/* desk/shelf.h - the copy index's shelf in files of one folder.
 * Duty:      words.row (all words, append only, read with pread so that memory stays flat) and NNNNNNNN.seg (mapped). A segment is written
 *            beside its name, synced together with words.row, then renamed. What the folder holds beside these is left alone.
 * Ownership: the shelf owns files and mappings; close unmaps.
 * Errors:    opening: those of os/file.h; where->message names the file. Later: WD_E_IO and WD_E_FULL, logged with the name of the file;
 *            WD_E_NOTFOUND for words and segments that there are not; WD_E_EXISTS for a number that is taken. After an error the shelf
 *            holds what it held before, and the same call may be made again (a segment that failed is begun again).
 * Threads:   one shelf, one thread.
 * Cost:      appends are gathered into one write a megabyte; the last 16 MB of words and more are read from memory, older ones with pread.
 *            Memory: 33 MB at most. */
#ifndef WD_DESK_SHELF_H
#define WD_DESK_SHELF_H

#include "copies/shelf.h"

struct wd_shelf;
/* folder: made where missing. NULL: files without names under $TMPDIR or /tmp, gone when the program ends, however it ends. */
int wd_shelf_open(const char *folder, struct wd_shelf **ret_shelf, struct wd_where *ret_where) WD_MUST;
void wd_shelf_close(struct wd_shelf *s);
/* Throws away all that lies on it: the next index starts empty. */
int wd_shelf_clear(struct wd_shelf *s) WD_MUST;
const struct wd_copy_shelf *wd_shelf_of(struct wd_shelf *s);

#endif
