/* tests/fuzz/fuzz.h - what the fuzz targets share.
 * Duty: a target is one LLVMFuzzerTestOneInput; libFuzzer calls it (tools/fuzz.sh), or replay.c does, as an ordinary test. It ends the
 *       process where something does not hold. */
#ifndef WD_TESTS_FUZZ_H
#define WD_TESTS_FUZZ_H

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HOLDS(condition) \
    do { \
        if (!(condition)) { \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
            abort(); \
        } \
    } while (0)

#endif
