/* Shared by the two programs that run html5lib-tests: files, names, folders. */
#ifndef SR_TESTS_UNIT_EXTRACT_HTML5LIB_H
#define SR_TESTS_UNIT_EXTRACT_HTML5LIB_H

#include "base/buf.h"
#include "t.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

/* The folder of the tests: below $SR_SHARED, by default the folder shared/ beside the
 * checkout. */
static inline void suite_path(char *ret, size_t size, const char *below)
{
    const char *shared = getenv("SR_SHARED");
    if (shared)
        (void)snprintf(ret, size, "%s/data/ingest/html5lib-tests/%s", shared, below);
    else
        (void)snprintf(ret, size, "%s/../../shared/data/ingest/html5lib-tests/%s",
                       SR_TESTS_DIR, below);
}

static inline bool read_file(const char *path, sr_buf *ret)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        sr_buf_put(ret, (sr_str){part, n});
    (void)fclose(f);
    return true;
}

/* Call run(file's name, its bytes) for each file of the folder with that ending, in order
 * of names; false where there is no such folder. */
static inline bool each_file(const char *below, const char *ending,
                             void (*run)(const char *name, sr_str bytes, void *arg),
                             void *arg)
{
    char folder[1024];
    suite_path(folder, sizeof folder, below);
    struct dirent **names;
    int n = scandir(folder, &names, NULL, alphasort);
    if (n < 0) {
        (void)printf("skipped: no html5lib-tests in %s\n", folder);
        return false;
    }
    for (int i = 0; i < n; i++) {
        char path[2048];
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        sr_buf bytes = {0};
        if (sr_str_ends(sr_str_of(names[i]->d_name), sr_str_of(ending)) &&
            read_file(path, &bytes))
            run(names[i]->d_name, sr_buf_str(&bytes), arg);
        sr_buf_free(&bytes);
        free(names[i]);
    }
    free(names);
    return true;
}

typedef struct tally {
    unsigned passed, of, skipped;
    unsigned all_passed, all_of, all_skipped;
} tally;

static inline void tally_file(tally *t, const char *name)
{
    (void)printf("%-40s %5u of %5u", name, t->passed, t->of);
    (void)printf(t->skipped ? "  (%u skipped)\n" : "\n", t->skipped);
    t->all_passed += t->passed;
    t->all_of += t->of;
    t->all_skipped += t->skipped;
    t->passed = t->of = t->skipped = 0;
}

#endif
