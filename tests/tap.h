/* tests/tap.h - the one test header: each test program prints TAP.
 * Duty:    ok(condition, "what holds"); is_int, is_str compare and print both sides; skip("why"); done() is main's result.
 * Threads: one. */
#ifndef WD_TESTS_TAP_H
#define WD_TESTS_TAP_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

static int tap_count, tap_failed;

__attribute__((unused)) WD_PRINTF(4, 5) static bool tap_ok(bool holds, const char *file, int line, const char *format, ...)
{
    char what[1024];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(what, sizeof what, format, args);
    va_end(args);
    /* one test, one line, whatever it is named after */
    for (char *p = what; *p; p++)
        if ((unsigned char)*p < ' ')
            *p = ' ';
    printf("%sok %d - %s\n", holds ? "" : "not ", ++tap_count, what);
    if (!holds) {
        tap_failed++;
        printf("# at %s:%d\n", file, line);
    }
    fflush(stdout);
    return holds;
}

#define ok(condition, ...) tap_ok((condition), __FILE__, __LINE__, __VA_ARGS__)

__attribute__((unused)) static bool tap_is_int(long long got, long long want, const char *file, int line, const char *what)
{
    bool holds = tap_ok(got == want, file, line, "%s", what);
    if (!holds)
        printf("# got %lld, want %lld\n", got, want);
    return holds;
}
#define is_int(got, want, what) tap_is_int((long long)(got), (long long)(want), __FILE__, __LINE__, (what))

__attribute__((unused)) static bool tap_is_str(struct wd_str got, const char *want, const char *file, int line, const char *what)
{
    bool holds = tap_ok(wd_str_eqc(got, want), file, line, "%s", what);
    if (!holds)
        printf("# got  \"%.*s\"\n# want \"%s\"\n", WD_STR_ARG(got), want);
    return holds;
}
#define is_str(got, want, what) tap_is_str((got), (want), __FILE__, __LINE__, (what))

#define skip(why) ((void)printf("ok %d # SKIP %s\n", ++tap_count, (why)))

__attribute__((unused)) static int done(void)
{
    printf("1..%d\n", tap_count);
    return tap_failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
