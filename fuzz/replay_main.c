/* Replays a fuzz target over files and directories of files, for plain `make test`: each
 * file as it is, then cut short at eight places, then with every 97th byte flipped. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static size_t runs;

static void run(const uint8_t *data, size_t size)
{
    /* A copy of the exact size, so that a sanitizer sees any read beyond it. */
    uint8_t *exact = malloc(size ? size : 1);
    MUST(exact);
    if (size)
        memcpy(exact, data, size);
    (void)LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    runs++;
}

static void replay_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    MUST(f);
    static uint8_t bytes[4 << 20];
    size_t n = fread(bytes, 1, sizeof bytes, f);
    (void)fclose(f);
    run(bytes, n);
    for (size_t k = 1; k <= 8; k++)
        run(bytes, n * k / 9);
    for (size_t i = 0; i < n; i += 97)
        bytes[i] ^= 0x20;
    run(bytes, n);
}

static void replay(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return;
    if (!S_ISDIR(st.st_mode)) {
        replay_file(path);
        return;
    }
    struct dirent **names;
    int n = scandir(path, &names, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char below[4096];
        int len = snprintf(below, sizeof below, "%s/%s", path, names[i]->d_name);
        if (names[i]->d_name[0] != '.' && len > 0 && (size_t)len < sizeof below)
            replay(below);
        free(names[i]);
    }
    if (n >= 0)
        free(names);
}

int main(int argc, char **argv)
{
    run((const uint8_t *)"", 0);
    for (int i = 1; i < argc; i++)
        replay(argv[i]);
    (void)printf("%zu inputs replayed\n", runs);
    return runs > 1 ? EXIT_SUCCESS : EXIT_FAILURE; /* an empty corpus tests nothing */
}
