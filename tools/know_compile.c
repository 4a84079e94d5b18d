/* know_compile: the plain text of data/know/ into the file that is laid into the program.
 *
 *   know_compile OUT FILE...     write OUT; nothing is written where a line is wrong
 *   know_compile --check FILE... only say what is wrong
 *
 * Every error is said with file and line.  Exit status 0: all is well. */
#include "know/compile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* It makes the knowledge, so it has none. */
const char sr_know_embedded[1], sr_know_embedded_end[1];
extern const char sr_know_embedded[], sr_know_embedded_end[];

static int fail(const char *path, const char *why)
{
    (void)fprintf(stderr, "know_compile: \"%s\": %s\n", path, why);
    return EXIT_FAILURE;
}

static void say(void *ctx, sr_str file, uint32_t line, sr_str message)
{
    (void)ctx;
    (void)fprintf(stderr, "%.*s:%u: %.*s\n", SR_FMT(file), line, SR_FMT(message));
}

static bool read_file(const char *path, sr_buf *ret)
{
    FILE *f = fopen(path, "rb");
    size_t n = 1;
    if (!f)
        return false;
    while (n) {
        char *room = sr_buf_room(ret, 1 << 16);
        n = room ? fread(room, 1, 1 << 16, f) : 0;
        sr_buf_commit(ret, n);
    }
    bool ok = !ferror(f) && sr_buf_ok(ret);
    return fclose(f) == 0 && ok;
}

static int write_file(const char *path, const sr_buf *b)
{
    FILE *f = fopen(path, "wb");
    if (!f)
        return fail(path, strerror(errno));
    bool ok = fwrite(b->p, 1, b->len, f) == b->len;
    return fclose(f) == 0 && ok ? EXIT_SUCCESS : fail(path, "could not write it");
}

static int compile(const char *out, const sr_know_source *sources, size_t n)
{
    sr_err err = {0};
    sr_buf bytes = {0};
    sr_know_build *b = sr_know_build_new(NULL, say, NULL);
    if (!b)
        return fail(out, "out of memory");
    sr_status st = sr_know_build_read(b, sources, n, &err);
    if (st == SR_OK)
        st = sr_know_build_write(b, &bytes, &err);
    sr_know_build_free(b);
    int status = st == SR_OK ? EXIT_SUCCESS : EXIT_FAILURE;
    if (st != SR_OK && st != SR_EFORMAT)
        status = fail(out, err.msg);
    if (st == SR_OK && strcmp(out, "--check") != 0)
        status = write_file(out, &bytes);
    sr_buf_free(&bytes);
    return status;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return fail("know_compile", "usage: know_compile OUT|--check FILE...");
    size_t n = (size_t)argc - 2;
    sr_know_source *sources = calloc(n + 1, sizeof *sources);
    sr_buf *texts = calloc(n + 1, sizeof *texts);
    int status = sources && texts ? EXIT_SUCCESS : fail(argv[1], "out of memory");
    for (size_t i = 0; i < n && status == EXIT_SUCCESS; i++) {
        if (!read_file(argv[i + 2], &texts[i]))
            status = fail(argv[i + 2], "could not read it");
        else
            sources[i] = (sr_know_source){sr_str_of(argv[i + 2]), sr_buf_str(&texts[i])};
    }
    if (status == EXIT_SUCCESS)
        status = compile(argv[1], sources, n);
    for (size_t i = 0; i < n && texts; i++)
        sr_buf_free(&texts[i]);
    free(texts);
    free(sources);
    return status;
}
