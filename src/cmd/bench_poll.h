/* cmd/bench_poll.h - `wiredesk bench poll`: what polling costs.
 * Duty:      feeds of a loopback server, each under a name of its own, asked through the desk's own poller: CPU time of a poll with a new
 *            body and of one answered 304, connections open at once.   Errors: exit status.   Threads: one. */
#ifndef WD_CMD_BENCH_POLL_H
#define WD_CMD_BENCH_POLL_H

int wd_cmd_bench_poll(int argc, char **argv);

#endif
