/* cmd/bench_archive.h - `wiredesk bench archive`: records a CPU second out of WARC files of invented pages.
 * Duty:      pages of real size, plain, a gzip member a record, a zstd frame a record; reading alone, and reading with extraction.
 * Errors:    those of archive/.   Threads: one.   Cost: memory of the archive. */
#ifndef WD_CMD_BENCH_ARCHIVE_H
#define WD_CMD_BENCH_ARCHIVE_H

int wd_cmd_bench_archive(int argc, char **argv);

#endif
