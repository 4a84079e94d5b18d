/* Any bytes as a file to import: what comes out has no errors.
 *
 * Byte 0 chooses wikidata or phoenix; the rest is the file. */
#include "fuzz.h"
#include "know/import.h"

#include <sys/mman.h>
#include <unistd.h>

static void fail(void *ctx, sr_str file, uint32_t line, sr_str message)
{
    (void)ctx, (void)file;
    (void)fprintf(stderr, "line %u: %.*s\n", line, SR_FMT(message));
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || size > 1 << 20)
        return 0;
    char path[64];
    int fd = memfd_create("import", 0);
    MUST(fd >= 0 && write(fd, data + 1, size - 1) == (ssize_t)(size - 1));
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    sr_know *know;
    sr_err err;
    sr_buf out = {0};
    sr_know_counts counts = {0};
    MUST(sr_know_open(NULL, 0, &know, &err) == SR_OK);
    sr_status st = (data[0] % 2 ? sr_know_import_phoenix : sr_know_import_wikidata)(
        know, path, &out, &counts, &err);
    MUST(st == SR_OK || (st == SR_EFORMAT && data[0] % 2 == 0));
    if (st == SR_OK) {
        sr_know_source source = {SR_STR("imported"), sr_buf_str(&out)};
        sr_know_build *b = sr_know_build_new(know, fail, NULL);
        MUST(b && sr_know_build_read(b, &source, 1, &err) == SR_OK);
        sr_know_build_free(b);
    }
    sr_buf_free(&out);
    sr_know_close(know);
    (void)close(fd);
    return 0;
}
