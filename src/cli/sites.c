/* --site-memory FILE: what is read before a command, and written after it. */
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>

enum { READ_BYTES = 64 * 1024 };

static sr_status read_file(const char *path, sr_buf *out, sr_err *err)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return errno == ENOENT ? SR_OK
                               : sr_fail(err, SR_EIO, 0, "could not open \"%s\": %s",
                                         path, strerror(errno));
    size_t n = READ_BYTES;
    while (n == READ_BYTES) {
        char *room = sr_buf_room(out, READ_BYTES);
        n = room ? fread(room, 1, READ_BYTES, f) : 0;
        sr_buf_commit(out, n);
    }
    bool ok = !ferror(f) && sr_buf_ok(out);
    (void)fclose(f);
    return ok ? SR_OK
              : sr_fail(err, SR_EIO, 0, "could not read \"%s\": %s", path,
                        strerror(errno));
}

/* Beside the old file first: a killed program leaves one or the other. */
static sr_status write_file(const char *path, sr_str bytes, sr_err *err)
{
    char beside[4096];
    int n = snprintf(beside, sizeof beside, "%s.new", path);
    FILE *f = n > 0 && (size_t)n < sizeof beside ? fopen(beside, "wb") : NULL;
    bool ok = f && fwrite(bytes.p, 1, bytes.len, f) == bytes.len;
    if (f && fclose(f) != 0)
        ok = false;
    if (ok && rename(beside, path) == 0)
        return SR_OK;
    return sr_fail(err, SR_EIO, 0, "could not write \"%s\": %s", path, strerror(errno));
}

static sr_status open_memory(const char *path, const sr_buf *bytes, sr_site_memory **ret,
                             sr_err *err)
{
    sr_status st = sr_site_memory_new(ret, err);
    if (st == SR_OK && bytes->len)
        st = sr_site_memory_read(*ret, sr_buf_str(bytes), path, err);
    return st;
}

static sr_status save(const sr_cli *cli, sr_buf *bytes, sr_err *err)
{
    sr_buf_reset(bytes);
    sr_status st = sr_site_memory_write(cli->learnt, bytes, err);
    return st == SR_OK ? write_file(cli->site_memory, sr_buf_str(bytes), err) : st;
}

int sr_cli_with_sites(sr_cli *cli, int (*work)(sr_cli *cli))
{
    if (!cli->site_memory)
        return work(cli);
    sr_err err = {0};
    sr_buf bytes = {0};
    sr_site_memory *known = NULL, *learnt = NULL;
    int status = SR_EXIT_DONE;
    sr_status st = read_file(cli->site_memory, &bytes, &err);
    if (st == SR_OK)
        st = open_memory(cli->site_memory, &bytes, &known, &err);
    if (st == SR_OK && cli->command->run == sr_cli_read)
        st = open_memory(cli->site_memory, &bytes, &learnt, &err);
    if (st == SR_OK) {
        cli->sites = known, cli->learnt = learnt;
        status = work(cli);
        st = learnt ? save(cli, &bytes, &err) : SR_OK;
    }
    if (st != SR_OK)
        status = sr_cli_fail(cli, &err);
    cli->sites = NULL, cli->learnt = NULL;
    sr_site_memory_free(known);
    sr_site_memory_free(learnt);
    sr_buf_free(&bytes);
    return status;
}
