/* cmd/texts.h - the texts that went through `copies`, for answers that print sentences of them.
 * Duty:      a row that only grows: the newest few megabytes lie in memory, all of them in a temporary file without a name, under $TMPDIR
 *            or /tmp, which is made when memory is first full and gone when the program ends, however it ends.
 * Input:     texts are numbered from 0 in order of wd_texts_put.
 * Ownership: what get gives lives in `a` or in the row's own memory, until the next put.
 * Errors:    WD_E_FULL, WD_E_IO, WD_E_DENIED; where->message names the folder and the reason.
 * Threads:   one row, one thread.
 * Cost:      a copy of the bytes, a system call a megabyte put and one a text that is no longer in memory. Memory: WD_TEXTS_KEPT_BYTES, and
 *            eight bytes a text. */
#ifndef WD_CMD_TEXTS_H
#define WD_CMD_TEXTS_H

#include "base/err.h"
#include "base/list.h"

enum { WD_TEXTS_KEPT_BYTES = 8 << 20 };

/* A stretch of a text, in order, none over another. */
struct wd_kept_part {
    struct wd_span bytes, words;
};
struct wd_kept_text {
    struct wd_str id, text;
    bool id_is_number;
    bool parts_are_sentences; /* or lines, still to be cut */
    const struct wd_kept_part *parts;
    size_t part_n;
};

struct wd_texts;
struct wd_texts *wd_texts_new(void);
void wd_texts_free(struct wd_texts *t);
uint64_t wd_texts_count(const struct wd_texts *t);
int wd_texts_put(struct wd_texts *t, const struct wd_kept_text *text, struct wd_where *ret_where) WD_MUST;
/* number: below wd_texts_count. */
int wd_texts_get(const struct wd_texts *t, struct wd_arena *a, uint64_t number, struct wd_kept_text *ret_text,
                 struct wd_where *ret_where) WD_MUST;

/* Where temporary files go. */
const char *wd_texts_folder(void);

#endif
