/* cmd/cmd.h - the subcommands, one file each, one table.
 * Duty:      each takes its own arguments (argv[0] is its name), prints to stdout, diagnostics to stderr.
 * Errors:    exit status: 0 done; 1 something failed (said on stderr, or in the answer line of a filter); 2 usage. */
#ifndef WD_CMD_CMD_H
#define WD_CMD_CMD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/opt.h"

#define WD_VERSION "0.1.0"

int wd_cmd_run(int argc, char **argv);
int wd_cmd_ingest(int argc, char **argv);
int wd_cmd_feed(int argc, char **argv);
int wd_cmd_parse(int argc, char **argv);
int wd_cmd_dates(int argc, char **argv);
int wd_cmd_extract(int argc, char **argv);
int wd_cmd_analyse(int argc, char **argv);
int wd_cmd_copies(int argc, char **argv);
int wd_cmd_stories(int argc, char **argv);
int wd_cmd_story(int argc, char **argv);
int wd_cmd_show(int argc, char **argv);
int wd_cmd_search(int argc, char **argv);
int wd_cmd_train(int argc, char **argv);
int wd_cmd_replay(int argc, char **argv);
int wd_cmd_backup(int argc, char **argv);
int wd_cmd_check(int argc, char **argv);
int wd_cmd_bench(int argc, char **argv);

/* filter.c: NDJSON in, exactly one line out per line in, in order, flushed when input pauses and at the latest every 100 lines.
 * `line` writes its answer as one JSON object (or several lines, where the contract says so) without the last line end and gives 0, or a
 * negative code with `where` filled: then the answer is {"id":...,"error":"..."} and the exit status will be 1. The arena is reset after
 * each line. Memory is flat whatever the stream. WD_E_CLOSED: no further line can be answered either; the filter says why on stderr and
 * ends with 1. */
typedef int wd_filter_line(void *context, struct wd_arena *a, const struct wd_json *in, struct wd_buf *out, struct wd_where *w);
int wd_filter(wd_filter_line *line, void *context);

/* serial.c: the number of "s12" (kind 's', a story) or "a34" (an article); false: it is no such name. */
bool wd_serial_of(const char *text, char kind, uint32_t *ret_serial);

/* progress.c: "[####....] 12 of 30 deliveries" on stderr where `on`, at most ten times a second; cleared when done reaches last. */
struct wd_progress {
    const char *what;
    bool on, bytes; /* bytes: told in MB */
    int64_t shown_ms;
};
void wd_progress_show(struct wd_progress *p, int64_t done, int64_t last);

#endif
