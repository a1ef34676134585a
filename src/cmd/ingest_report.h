/* cmd/ingest_report.h - what could not be read, told at the end.
 * Duty:      collects faults while a progress bar runs; alike ones are told together, at most so many of each; all of them to a file.
 * Ownership: copies what it is given.   Errors: WD_E_IO and the like for the file, with where.   Threads: one.
 * Cost:      memory of what is told, whatever the number of faults. */
#ifndef WD_CMD_INGEST_REPORT_H
#define WD_CMD_INGEST_REPORT_H

#include "base/err.h"
#include "base/str.h"

struct wd_ingest_report;
/* file: where each fault goes as {"source","record","error"}, one a line; NULL: nowhere. */
int wd_ingest_report_new(const char *file, struct wd_ingest_report **ret, struct wd_where *ret_where) WD_MUST;
void wd_ingest_report_free(struct wd_ingest_report *r);
/* record 0: the file as a whole. */
void wd_ingest_report_add(struct wd_ingest_report *r, struct wd_str source, uint64_t record, struct wd_str reason);
size_t wd_ingest_report_count(const struct wd_ingest_report *r);
/* To stderr; then closes the file, whose failure is told here. */
int wd_ingest_report_say(struct wd_ingest_report *r, struct wd_where *ret_where) WD_MUST;

#endif
