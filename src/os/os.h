/* os/os.h - clock, threads, bounded queue, log lines, randomness.
 * Duty:      the only door to the operating system beside files (os/file.h) and the store.
 * Errors:    as said at each.   Threads: all safe unless said. */
#ifndef WD_OS_OS_H
#define WD_OS_OS_H

#include <pthread.h>

#include "base/err.h"
#include "base/str.h"

int64_t wd_now_utc(void); /* seconds; WIREDESK_NOW=ISO in the environment fixes it (tests) */
int64_t wd_monotonic_ms(void);
double wd_cpu_s(void); /* user and system of this process */
double wd_thread_cpu_s(void);
size_t wd_peak_memory_bytes(void);
void wd_sleep_ms(int64_t ms);
void wd_random(void *to, size_t n);
uint32_t wd_cpu_count(void);

/* Bounded queue of pointers, first in first out. */
struct wd_queue;
struct wd_queue *wd_queue_new(size_t capacity);
void wd_queue_free(struct wd_queue *q); /* items still in it are the caller's to have freed */
/* Waits while full; false when closed. */
bool wd_queue_put(struct wd_queue *q, void *item);
/* Waits while empty, at most timeout_ms (-1: for ever); NULL when closed and empty, or timed out. */
void *wd_queue_take(struct wd_queue *q, int64_t timeout_ms);
void wd_queue_close(struct wd_queue *q);
bool wd_queue_closed(struct wd_queue *q);
size_t wd_queue_size(struct wd_queue *q);

int wd_thread_start(pthread_t *ret_thread, void *(*run)(void *), void *context, const char *name) WD_MUST;

/* One line to stderr, "LEVEL what key=value ...", atomic; only cmd, desk and web log. */
enum wd_log_level { WD_LOG_ERROR, WD_LOG_WARNING, WD_LOG_NOTE, WD_LOG_DEBUG };
void wd_log_level_set(enum wd_log_level least);
void wd_log(enum wd_log_level level, const char *format, ...) WD_PRINTF(2, 3);

/* SIGINT and SIGTERM set a flag; SIGPIPE and SIGXFSZ are ignored. */
void wd_signals_catch(void);
bool wd_stop_asked(void);
void wd_stop_ask(void);

#endif
