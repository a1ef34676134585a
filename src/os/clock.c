#include "os/os.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>

#include "base/time.h"

static double seconds(const struct timespec *t)
{
    return (double)t->tv_sec + (double)t->tv_nsec / 1e9;
}

int64_t wd_now_utc(void)
{
    const char *fixed = getenv("WIREDESK_NOW");
    int64_t utc;
    if (fixed && wd_time_parse_iso(wd_str_c(fixed), &utc))
        return utc;
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec;
}

int64_t wd_monotonic_ms(void)
{
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

double wd_cpu_s(void)
{
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return seconds(&t);
}

double wd_thread_cpu_s(void)
{
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return seconds(&t);
}

size_t wd_peak_memory_bytes(void)
{
    struct rusage use;
    return getrusage(RUSAGE_SELF, &use) == 0 && use.ru_maxrss > 0 ? (size_t)use.ru_maxrss * 1024 : 0;
}

void wd_sleep_ms(int64_t ms)
{
    if (ms <= 0)
        return;
    struct timespec left = {.tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000) * 1000000};
    while (nanosleep(&left, &left) != 0 && errno == EINTR && !wd_stop_asked())
        ;
}

void wd_random(void *to, size_t n)
{
    char *p = to;
    while (n) {
        ssize_t got = getrandom(p, n, 0);
        if (got < 0 && errno == EINTR)
            continue;
        /* without randomness no token may be made */
        if (got <= 0)
            abort();
        p += got;
        n -= (size_t)got;
    }
}

uint32_t wd_cpu_count(void)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return n > 0 ? (uint32_t)n : 1;
}
