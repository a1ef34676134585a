/* cmd/bench_server.h - a small HTTP server of feeds in a process of its own, so that the CPU time of whoever asks it is measured alone.
 * Duty:      answers GET of any path: 304 to a request with If-None-Match, else 200 with an invented feed; counts connections.
 * Ownership: wd_bench_server_stop ends the process and gives its counts.
 * Errors:    WD_E_IO.   Threads: started before any thread. */
#ifndef WD_CMD_BENCH_SERVER_H
#define WD_CMD_BENCH_SERVER_H

#include "base/err.h"

enum { WD_BENCH_ADDRESSES = 16 }; /* 127.0.0.1 and the next ones: one address has too few ports for so many connections */
struct wd_bench_server {
    int process, control;
    uint16_t port;
};
struct wd_bench_server_counts {
    uint64_t requests, not_modified, connections;
    uint32_t open_most, host_most; /* connections at once: of all, of one host */
};
int wd_bench_server_start(struct wd_bench_server *ret_server, struct wd_where *ret_where) WD_MUST;
int wd_bench_server_stop(struct wd_bench_server *server, struct wd_bench_server_counts *ret_counts) WD_MUST;

#endif
