/* sitrep read, copies, stories: a line of JSON for each document as it passes. */
#include "cli/cli.h"

static void end_line(sr_cli *cli)
{
    sr_buf_putc(&cli->out, '\n');
}

static sr_status put_article(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    (void)placed;
    sr_cli *cli = ctx;
    sr_json j = {.out = &cli->out};
    if (cli->page_map)
        sr_doc_write_mapped(doc, &j);
    else
        sr_doc_write_article(doc, &j);
    end_line(cli);
    return cli->learnt ? sr_site_memory_learn(cli->learnt, doc, err) : SR_OK;
}

static sr_status put_copy(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    (void)err;
    sr_cli *cli = ctx;
    if (placed) {
        sr_copy_write(&placed->copy, doc, &(sr_json){.out = &cli->out});
        end_line(cli);
    }
    return SR_OK;
}

static sr_status put_join(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    (void)err;
    sr_cli *cli = ctx;
    if (placed) {
        sr_join_write(&placed->join, doc, &(sr_json){.out = &cli->out});
        end_line(cli);
    }
    return SR_OK;
}

static int place_all(sr_cli *cli, sr_run_sink sink)
{
    sr_err err;
    sr_stories *stories = NULL;
    if (sr_stories_new(NULL, &stories, &err) != SR_OK)
        return sr_cli_fail(cli, &err);
    int status = sr_cli_stream(cli, "story", stories, sink);
    sr_stories_free(stories);
    return status;
}

static int read_all(sr_cli *cli)
{
    return sr_cli_stream(cli, "extract", NULL, put_article);
}

int sr_cli_read(sr_cli *cli)
{
    return sr_cli_with_sites(cli, read_all);
}

int sr_cli_copies(sr_cli *cli)
{
    return place_all(cli, put_copy);
}

int sr_cli_stories(sr_cli *cli)
{
    return place_all(cli, put_join);
}
