/* copies/shelf.h - where the copy index lays down what need not be in memory.
 * Duty:      the index's only way to bytes that outlast it; pure code asks, desk/shelf.h (files) or the index itself (memory) answers.
 *            Two things lie there: the words of all texts (one row of bytes that only grows at its end), and sealed segments (written once,
 *            then read only, mapped).
 * Ownership: what read and segment give is borrowed: read's until the next read or append, a segment's until it is dropped.
 * Errors:    every function answers 0 or WD_E_IO, WD_E_FULL, WD_E_NOTFOUND.
 * Threads:   those of the index.
 * Cost:      append and read are a copy of the bytes and now and then a system call. */
#ifndef WD_COPIES_SHELF_H
#define WD_COPIES_SHELF_H

#include "base/err.h"
#include "base/str.h"

struct wd_copy_shelf {
    void *context;
    /* ---- words ---- */
    int (*append)(void *context, struct wd_str head, struct wd_str body, uint64_t *ret_at); /* head and body one after the other */
    int (*read)(void *context, uint64_t at, size_t n, struct wd_str *ret_bytes);
    int (*blank)(void *context, uint64_t at, size_t n); /* zeros in place: after a kill */
    int (*words_end)(void *context, uint64_t *ret_end); /* where the next append goes */
    int (*cut)(void *context, uint64_t end);            /* forgets what lies behind: texts that were hot when the index was left */
    /* ---- segments, by number ---- */
    int (*begin)(void *context, uint32_t number);           /* one at a time; what was begun and not kept is gone after a crash */
    int (*write)(void *context, struct wd_str bytes);       /* the next bytes of it */
    int (*keep)(void *context, struct wd_str *ret_segment); /* whole and safe, with the words appended so far, before it answers */
    void (*drop)(void *context, uint32_t number);
    /* The n-th kept segment in order of number, when a shelf is opened; WD_E_NOTFOUND past the last. */
    int (*segment)(void *context, size_t n, uint32_t *ret_number, struct wd_str *ret_segment);
};

#endif
