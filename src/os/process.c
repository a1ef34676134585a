/* Threads, log lines and signals: what concerns the process as a whole. */
#include "os/os.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <unistd.h>

enum { LOG_LINE_BYTES = 2048 };

static _Atomic int least_level = WD_LOG_NOTE;
static _Atomic bool stop;

int wd_thread_start(pthread_t *ret_thread, void *(*run)(void *), void *context, const char *name)
{
    /* signals are for the thread that waits for them, which is the first one */
    sigset_t all, before;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t thread;
    int error_number = pthread_create(&thread, NULL, run, context);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error_number)
        return error_number == EAGAIN ? WD_E_BUSY : WD_E_IO;
    char shown[16]; /* the kernel's limit */
    (void)snprintf(shown, sizeof shown, "%s", name);
    (void)pthread_setname_np(thread, shown);
    *ret_thread = thread;
    return 0;
}

void wd_log_level_set(enum wd_log_level least)
{
    atomic_store(&least_level, (int)least);
}

void wd_log(enum wd_log_level level, const char *format, ...)
{
    static const char *const names[] = {"ERROR", "WARNING", "NOTE", "DEBUG"};
    if ((int)level > atomic_load(&least_level))
        return;
    char line[LOG_LINE_BYTES];
    int head = snprintf(line, sizeof line, "%s ", names[level]);
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line + head, sizeof line - (size_t)head - 1, format, args);
    va_end(args);
    size_t length = WD_MIN((size_t)head + (size_t)WD_MAX(n, 0), sizeof line - 2);
    /* values come from outside: one call is one line */
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)line[i] < ' ' || line[i] == 0x7f)
            line[i] = ' ';
    line[length++] = '\n';
    ssize_t written;
    do
        written = write(STDERR_FILENO, line, length);
    while (written < 0 && errno == EINTR);
}

static void on_signal(int number)
{
    (void)number;
    atomic_store(&stop, true);
}

void wd_signals_catch(void)
{
    /* a second signal ends the process where an orderly end takes too long */
    struct sigaction once = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    (void)sigaction(SIGINT, &once, NULL);
    (void)sigaction(SIGTERM, &once, NULL);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGPIPE, &ignore, NULL);
    /* a file that may not grow fails to be written, as on a full disk */
    (void)sigaction(SIGXFSZ, &ignore, NULL);
}

bool wd_stop_asked(void)
{
    return atomic_load(&stop);
}

void wd_stop_ask(void)
{
    atomic_store(&stop, true);
}
