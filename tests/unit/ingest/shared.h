/* The development data that some tests measure on: beside the checkout, or where
 * SR_SHARED says.  Absent: the test says so and passes. */
#ifndef SR_TESTS_INGEST_SHARED_H
#define SR_TESTS_INGEST_SHARED_H

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The path of a file or folder of the data, terminated, in b; false: not there. */
static inline bool t_shared(const char *below, sr_buf *b)
{
    const char *root = getenv("SR_SHARED");
    sr_buf_reset(b);
    if (root)
        sr_buf_printf(b, "%s/data/%s", root, below);
    else
        sr_buf_printf(b, "%s/../../shared/data/%s", SR_TESTS_DIR, below);
    sr_buf_putc(b, '\0');
    if (sr_buf_ok(b) && access(b->p, R_OK) == 0)
        return true;
    (void)printf("skipped: the development data has no \"%s\" here\n", below);
    return false;
}

static inline bool t_read_file(const char *path, sr_buf *b)
{
    FILE *f = fopen(path, "rb");
    char *room;
    sr_buf_reset(b);
    if (!f)
        return false;
    for (size_t n; (room = sr_buf_room(b, 65536)) && (n = fread(room, 1, 65536, f)) > 0;)
        sr_buf_commit(b, n);
    (void)fclose(f);
    return sr_buf_ok(b);
}

#endif
