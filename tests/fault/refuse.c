/* Preloaded into a program: refuses the k-th allocation, counted from the first, and every
 * one after it when SR_REFUSE_ALL is set.
 *
 *   SR_REFUSE=k    which one (0 or unset: none)
 *   SR_COUNT=FILE  write how many there were, at exit
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static atomic_long seen;
static long refuse_at = -1;
static int refuse_all;

static int refused(void)
{
    long n = atomic_fetch_add(&seen, 1) + 1;
    if (refuse_at < 0) {
        const char *k = getenv("SR_REFUSE");
        refuse_at = k ? strtol(k, NULL, 10) : 0;
        refuse_all = getenv("SR_REFUSE_ALL") != NULL;
    }
    int no = refuse_at > 0 && (n == refuse_at || (refuse_all && n > refuse_at));
    if (no)
        errno = ENOMEM;
    return no;
}

void *malloc(size_t n)
{
    return refused() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return refused() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
    return refused() ? NULL : __libc_realloc(p, n);
}

__attribute__((destructor)) static void write_count(void)
{
    const char *path = getenv("SR_COUNT");
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    char text[32];
    if (fd < 0)
        return;
    int n = snprintf(text, sizeof text, "%ld\n", atomic_load(&seen));
    (void)!write(fd, text, (size_t)n);
    (void)close(fd);
}
