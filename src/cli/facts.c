/* sitrep facts: the object "facts of an article" for each document as it passes. */
#include "cli/cli.h"

static sr_status put_facts(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    (void)placed, (void)err;
    sr_cli *cli = ctx;
    sr_facts_write(doc, &(sr_json){.out = &cli->out});
    sr_buf_putc(&cli->out, '\n');
    return SR_OK;
}

int sr_cli_with_facts(sr_cli *cli, int (*work)(sr_cli *cli))
{
    sr_err err;
    sr_facts_rules *rules = NULL;
    if (sr_facts_rules_new("en", &rules, &err) != SR_OK)
        return sr_cli_fail(cli, &err);
    cli->facts = rules;
    int status = work(cli);
    cli->facts = NULL;
    sr_facts_rules_free(rules);
    return status;
}

static int facts_all(sr_cli *cli)
{
    return sr_cli_stream(cli, "facts", NULL, put_facts);
}

int sr_cli_facts(sr_cli *cli)
{
    return sr_cli_with_facts(cli, facts_all);
}
