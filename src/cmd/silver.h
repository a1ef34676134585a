/* cmd/silver.h - labels that a data folder gives for nothing.
 * Duty:      of statements that two outlets at least carry in the same words, under one speaker, it is known that they are quotations and
 *            whose; so the paragraphs of which every quotation is such a one are labelled documents, reported forms and all.
 * Ownership: in `a`.   Errors: those of the store; where->message says which folder.
 * Threads:   any; reads beside a running desk.   Cost: a story record and its originals a story. */
#ifndef WD_CMD_SILVER_H
#define WD_CMD_SILVER_H

#include "analyse/labelled.h"

int wd_silver_of(struct wd_arena *a, const char *data, wd_labelleds *documents, struct wd_where *ret_where) WD_MUST;

#endif
