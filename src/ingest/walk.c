#include "ingest/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* An open directory: what is left of its entries, and where its name ends in path. */
typedef struct level {
    struct dirent **names; /* [n] owned */
    int n, next;
    size_t path_len;
} level;

struct sr_walk {
    sr_buf inputs; /* names, each with its NUL */
    size_t next_input;
    sr_buf path; /* terminated */
    level open[SR_MAX_DIRECTORY_DEPTH];
    size_t depth;
};

/* The names are copied, one behind the other. */
static bool copy_inputs(sr_walk *w, const char *const *paths, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sr_buf_put(&w->inputs, (sr_str){paths[i], strlen(paths[i]) + 1});
    return sr_buf_ok(&w->inputs);
}

sr_status sr_walk_new(const char *const *paths, size_t n, sr_walk **ret, sr_err *err)
{
    sr_walk *w = calloc(1, sizeof *w);
    if (!w || !copy_inputs(w, paths, n)) {
        sr_walk_free(w);
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a list of inputs");
    }
    *ret = w;
    return SR_OK;
}

static void close_level(sr_walk *w)
{
    level *l = &w->open[--w->depth];
    while (l->next < l->n)
        free(l->names[l->next++]);
    free(l->names);
}

void sr_walk_free(sr_walk *w)
{
    if (!w)
        return;
    while (w->depth)
        close_level(w);
    sr_buf_free(&w->path);
    sr_buf_free(&w->inputs);
    free(w);
}

static int is_visible(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The directory in `path` becomes the innermost open one. */
static sr_status open_level(sr_walk *w, sr_err *err)
{
    if (w->depth == SR_MAX_DIRECTORY_DEPTH)
        return sr_fail(err, SR_ELIMIT, 0,
                       "could not open \"%s\": deeper than SR_MAX_DIRECTORY_DEPTH",
                       w->path.p);
    level l = {.path_len = w->path.len - 1};
    l.n = scandir(w->path.p, &l.names, is_visible, by_bytes);
    if (l.n < 0)
        return sr_fail(err, errno == ENOMEM ? SR_ENOMEM : SR_EIO, 0,
                       "could not open \"%s\": %s", w->path.p, strerrordesc_np(errno));
    w->open[w->depth++] = l;
    return SR_OK;
}

/* Put the terminated path of the next entry or input into `path`; false: no more. */
static bool next_path(sr_walk *w, bool *named)
{
    while (w->depth && w->open[w->depth - 1].next == w->open[w->depth - 1].n)
        close_level(w);
    *named = w->depth == 0;
    if (w->depth) {
        level *l = &w->open[w->depth - 1];
        struct dirent *e = l->names[l->next++];
        w->path.len = l->path_len;
        if (l->path_len && w->path.p[l->path_len - 1] != '/')
            sr_buf_putc(&w->path, '/');
        sr_buf_put(&w->path, sr_str_of(e->d_name));
        free(e);
    } else {
        if (w->next_input == w->inputs.len)
            return false;
        sr_str name = sr_str_of(w->inputs.p + w->next_input);
        w->next_input += name.len + 1;
        sr_buf_reset(&w->path);
        sr_buf_put(&w->path, name);
    }
    sr_buf_putc(&w->path, '\0');
    return true;
}

typedef enum what { A_FILE, A_DIRECTORY, A_PASSED_OVER, A_REFUSED } what;

static bool is_web_address(const char *path)
{
    sr_str s = sr_str_of(path);
    return sr_str_istarts(s, SR_STR("http://")) || sr_str_istarts(s, SR_STR("https://"));
}

static what what_is(const char *path, bool named, sr_err *err)
{
    struct stat st;
    if (strcmp(path, "-") == 0 && named)
        return A_FILE;
    if (stat(path, &st) != 0) {
        const char *why = strerrordesc_np(errno);
        if (is_web_address(path))
            why = "pages are not fetched here; give a file";
        (void)sr_fail(err, SR_EIO, 0, "could not open \"%s\": %s", path, why);
        return A_REFUSED;
    }
    if (S_ISDIR(st.st_mode)) {
        struct stat link;
        bool is_link = lstat(path, &link) == 0 && S_ISLNK(link.st_mode);
        return is_link && !named ? A_PASSED_OVER : A_DIRECTORY;
    }
    if (S_ISREG(st.st_mode) || named)
        return A_FILE;
    (void)sr_fail(err, SR_EFORMAT, 0, "could not read \"%s\": not a regular file", path);
    return A_REFUSED;
}

sr_status sr_walk_next(sr_walk *w, const char **ret, sr_err *err)
{
    sr_err local = {0};
    bool named;
    while (next_path(w, &named)) {
        if (!sr_buf_ok(&w->path)) {
            sr_buf_reset(&w->path);
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for a path");
        }
        switch (what_is(w->path.p, named, &local)) {
        case A_FILE: *ret = w->path.p; return SR_OK;
        case A_DIRECTORY: {
            sr_status st = open_level(w, err);
            if (st != SR_OK)
                return st;
            break;
        }
        case A_PASSED_OVER: break;
        case A_REFUSED:
            if (err)
                *err = local;
            return local.status;
        }
    }
    return SR_END;
}
