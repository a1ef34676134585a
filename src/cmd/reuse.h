/* cmd/reuse.h - one article in, its lines of `copies` out.
 * Duty:      the copy index on a temporary shelf, and the texts that went through (texts.h): what the filter and the command over a store
 *            share. An article is held against all that came before, answered, and kept.
 * Ownership: texts, ids and sentences are copied; lines go to `out`.
 * Errors:    WD_E_TOOBIG for an article that has too many words: it is not kept, the next one may come. Any other error is of the shelf
 *            or the texts: where->message names folder and reason, wd_reuse_lines_broken is true from then on, and nothing more is taken.
 * Threads:   one handle, one thread.
 * Cost:      that of copies.h; only lines that something was taken from are cut into sentences. Memory: the index's hot texts, some 30 MB,
 *            and eight bytes for each text. */
#ifndef WD_CMD_REUSE_H
#define WD_CMD_REUSE_H

#include "base/buf.h"
#include "cmd/texts.h"
#include "copies/copies.h"

struct wd_reuse_lines;
int wd_reuse_lines_new(struct wd_reuse_lines **ret_lines, struct wd_where *ret_where) WD_MUST;
void wd_reuse_lines_free(struct wd_reuse_lines *r);

struct wd_reuse_in {
    struct wd_str id, text;
    bool id_is_number;
    uint64_t article, outlet;  /* outlet: 0 not known; the same article again is a version of it */
    const wd_spans *sentences; /* bytes of text, in order; NULL: not known, and notices stand in the text */
    bool silent;               /* not held against the others: it is a source only */
};
int wd_reuse_lines_put(struct wd_reuse_lines *r, struct wd_arena *a, const struct wd_reuse_in *in, struct wd_buf *out,
                       struct wd_where *ret_where) WD_MUST;
bool wd_reuse_lines_broken(const struct wd_reuse_lines *r);

#endif
