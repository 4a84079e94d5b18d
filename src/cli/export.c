/* sitrep export: the facts of articles as rows that other programs read. */
#include "export/export.h"
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>

static sr_status put_rows(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    (void)placed;
    sr_cli *cli = ctx;
    return sr_export_document(cli->export_to, doc, &cli->out, err);
}

static int export_all(sr_cli *cli)
{
    sr_export_begin(cli->export_to, &cli->out);
    int status = cli->db ? sr_cli_stream_kept(cli, "facts", put_rows)
                         : sr_cli_stream(cli, "facts", NULL, put_rows);
    sr_export_end(cli->export_to, &cli->out);
    return status;
}

static int write_mentions(sr_cli *cli, const sr_buf *mentions)
{
    sr_err err;
    FILE *f = fopen(cli->mentions, "wb");
    bool ok =
        f && fwrite(mentions->p ? mentions->p : "", 1, mentions->len, f) == mentions->len;
    if (f && fclose(f) != 0)
        ok = false;
    if (ok)
        return SR_EXIT_DONE;
    (void)sr_fail(&err, SR_EIO, 0, "could not write \"%s\": %s", cli->mentions,
                  strerror(errno));
    return sr_cli_fail(cli, &err);
}

/* The words of the command line; SR_EXIT_DONE where they make sense. */
static int read_words(sr_cli *cli, sr_export *ret)
{
    sr_export x = {.format = SR_EXPORT_JSONL};
    if (!cli->n_operands || !sr_export_what_parse(sr_str_of(cli->operands[0]), &x.what))
        return sr_cli_usage(cli, "it exports events, statements, figures or positions");
    cli->operands++;
    cli->n_operands--;
    if (cli->format && !sr_export_format_parse(sr_str_of(cli->format), &x.format))
        return sr_cli_usage(cli, "there is no format \"%s\"", cli->format);
    if (!sr_export_has(x.what, x.format))
        return sr_cli_usage(cli, "only events are written as %s", cli->format);
    if (!cli->db == !cli->n_operands)
        return sr_cli_usage(cli, "it needs inputs or --db FILE, one of the two");
    if (cli->mentions && x.format != SR_EXPORT_GDELT)
        return sr_cli_usage(cli, "--mentions goes with --format gdelt");
    *ret = x;
    return SR_EXIT_DONE;
}

int sr_cli_export(sr_cli *cli)
{
    sr_export x;
    sr_buf mentions = {0};
    int status = read_words(cli, &x);
    if (status != SR_EXIT_DONE)
        return status;
    x.mentions = cli->mentions ? &mentions : NULL;
    sr_err err;
    if (x.what == SR_EXPORT_POSITIONS && sr_positions_seen_new(&x.seen, &err) != SR_OK)
        return sr_cli_fail(cli, &err);
    cli->export_to = &x;
    status = sr_cli_with_facts(cli, export_all);
    if (x.left_out)
        sr_cli_say(cli, "%llu events left out: %s has no place for them",
                   (unsigned long long)x.left_out, cli->format);
    if (cli->mentions && write_mentions(cli, &mentions) != SR_EXIT_DONE)
        status = SR_EXIT_REFUSED;
    sr_buf_free(&mentions);
    sr_positions_seen_free(x.seen);
    return status;
}
