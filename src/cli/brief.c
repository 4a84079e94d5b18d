/* sitrep brief: the stories of a store as a report. */
#include "cli/cli.h"

enum { DEFAULT_STORIES = 50 };

int sr_cli_brief(sr_cli *cli)
{
    sr_err err;
    sr_format format;
    sr_store *store = NULL;
    if (!cli->db)
        return sr_cli_usage(cli, "it needs --db FILE");
    if (cli->n_operands)
        return sr_cli_usage(cli, "it takes no \"%s\"", cli->operands[0]);
    if (!sr_cli_format(cli, &format))
        return SR_EXIT_USAGE;
    sr_briefing_options options = {.story = sr_str_of(cli->story),
                                   .article = sr_str_of(cli->article),
                                   .since_s = cli->since_s,
                                   .max_stories = cli->max ? cli->max : DEFAULT_STORIES,
                                   .max_lines = cli->lines,
                                   .render = sr_cli_render(cli, format)};
    sr_status st = sr_store_open(cli->db, SR_STORE_READ, &store, &err);
    if (st == SR_OK)
        st = sr_briefing_write(store, NULL, &options, &cli->out, &err);
    sr_store_close(store);
    return st == SR_OK ? SR_EXIT_DONE : sr_cli_fail(cli, &err);
}
