#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "os/os.h"
#include "tap.h"

enum { ITEMS = 20000 };

static void *produce(void *context)
{
    struct wd_queue *q = context;
    for (uintptr_t i = 1; i <= ITEMS; i++)
        if (!wd_queue_put(q, (void *)i))
            return NULL;
    return q;
}

static void test_queue(void)
{
    struct wd_queue *q = wd_queue_new(8);
    pthread_t thread;
    is_int(wd_thread_start(&thread, produce, q, "a producer with a long name"), 0, "a thread");
    uintptr_t want = 1, largest = 0;
    while (want <= ITEMS && (uintptr_t)wd_queue_take(q, 10000) == want) {
        want++;
        size_t size = wd_queue_size(q);
        largest = size > largest ? size : largest;
    }
    void *result = NULL;
    pthread_join(thread, &result);
    ok(want == ITEMS + 1 && result == q, "all came, in order");
    ok(largest <= 8, "never more than the queue holds");
    int64_t before_ms = wd_monotonic_ms();
    ok(wd_queue_take(q, 30) == NULL && wd_monotonic_ms() - before_ms >= 25, "an empty one is waited for as long as asked");
    ok(wd_queue_take(q, 0) == NULL, "or not at all");
    ok(wd_queue_put(q, &want) && !wd_queue_closed(q), "one more");
    wd_queue_close(q);
    ok(wd_queue_closed(q) && !wd_queue_put(q, &want), "nothing goes into a closed one");
    ok(wd_queue_take(q, -1) == &want && wd_queue_take(q, -1) == NULL, "what is in it comes out");
    wd_queue_free(q);
}

static void *put_until_closed(void *context)
{
    struct wd_queue *q = context;
    while (wd_queue_put(q, q))
        ;
    return q;
}

static void test_close_wakes(void)
{
    struct wd_queue *q = wd_queue_new(1);
    pthread_t thread;
    is_int(wd_thread_start(&thread, put_until_closed, q, "full"), 0, "a thread");
    while (wd_queue_size(q) == 0)
        wd_sleep_ms(1);
    wd_queue_close(q);
    void *result = NULL;
    pthread_join(thread, &result);
    ok(result == q, "whoever waits for room is woken by closing");
    wd_queue_free(q);
}

static void test_clock(void)
{
    (void)setenv("WIREDESK_NOW", "2026-03-14T10:00:00Z", 1);
    is_int(wd_now_utc(), 1773482400, "the instant can be fixed");
    (void)setenv("WIREDESK_NOW", "soon", 1);
    ok(wd_now_utc() > 1600000000, "what is no instant fixes nothing");
    (void)unsetenv("WIREDESK_NOW");
    unsigned char a[32] = {0}, b[32] = {0};
    wd_random(a, sizeof a);
    wd_random(b, sizeof b);
    ok(memcmp(a, b, sizeof a) != 0, "randomness differs");
    ok(wd_cpu_count() >= 1 && wd_peak_memory_bytes() > 100000 && wd_cpu_s() > 0 && wd_thread_cpu_s() > 0, "measures");
}

/* stderr of wd_log, caught. */
static void test_log(void)
{
    int fds[2], old = dup(STDERR_FILENO);
    char text[4096];
    if (old < 0 || pipe(fds) != 0 || dup2(fds[1], STDERR_FILENO) < 0)
        abort();
    wd_log(WD_LOG_WARNING, "poll feed=%s", "x\ny\033[2J");
    wd_log(WD_LOG_DEBUG, "not shown");
    wd_log(WD_LOG_ERROR, "%03000d", 7);
    (void)dup2(old, STDERR_FILENO);
    close(fds[1]);
    ssize_t n = read(fds[0], text, sizeof text);
    close(fds[0]);
    close(old);
    struct wd_str rest = wd_str_n(text, n > 0 ? (size_t)n : 0), line;
    ok(wd_str_cut(&rest, '\n', &line), "a line");
    is_str(line, "WARNING poll feed=x y [2J", "values cannot break out of it");
    ok(wd_str_cut(&rest, '\n', &line) && wd_str_starts(line, "ERROR 000") && line.n == 2046 && rest.n == 0, "a long one is cut");
}

static void test_signals(void)
{
    wd_signals_catch();
    ok(!wd_stop_asked(), "nobody asked to stop");
    (void)raise(SIGPIPE);
    (void)raise(SIGTERM);
    ok(wd_stop_asked(), "SIGTERM asks, SIGPIPE does nothing");
}

int main(void)
{
    test_queue();
    test_close_wakes();
    test_clock();
    test_log();
    test_signals();
    return done();
}
