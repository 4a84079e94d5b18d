/* A fuzz target takes any bytes and checks what must hold for all of them. */
#ifndef SR_FUZZ_FUZZ_H
#define SR_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)                                                         \
    do {                                                                        \
        if (!(condition)) {                                                     \
            (void)fprintf(stderr, "%s:%d: must hold: %s\n", __FILE__, __LINE__, \
                          #condition);                                          \
            abort();                                                            \
        }                                                                       \
    } while (0)

#endif
