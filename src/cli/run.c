/* sitrep run: everything into the store, then the brief of what came in; or, with
 * --until, each document as it is after a stage. */
#include "cli/cli.h"

enum { DEFAULT_STORIES = 50 };

/* --- --until STAGE --dump json -------------------------------------------------------------- */

static sr_status dump(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    (void)err;
    sr_cli *cli = ctx;
    sr_json j = {.out = &cli->out};
    if (!placed) {
        sr_doc_write_all(doc, &j);
    } else {
        sr_json_object(&j);
        sr_json_key(&j, "document");
        sr_doc_write_all(doc, &j);
        sr_json_key(&j, "copy");
        sr_copy_write(&placed->copy, doc, &j);
        sr_json_key(&j, "join");
        sr_join_write(&placed->join, doc, &j);
        sr_json_end(&j);
    }
    sr_buf_putc(&cli->out, '\n');
    return SR_OK;
}

static int dump_to_tag(sr_cli *cli)
{
    return sr_cli_stream(cli, "tag", NULL, dump);
}

static int dump_to_link(sr_cli *cli)
{
    return sr_cli_stream(cli, "link", NULL, dump);
}

static int dump_to_facts(sr_cli *cli)
{
    return sr_cli_stream(cli, "facts", NULL, dump);
}

static int dump_all(sr_cli *cli)
{
    sr_err err;
    sr_stories *stories = NULL;
    if (cli->until && strcmp(cli->until, "tag") == 0)
        return sr_cli_with_tagger(cli, dump_to_tag);
    if (cli->until && strcmp(cli->until, "link") == 0)
        return sr_cli_with_facts(cli, dump_to_link);
    if (cli->until && strcmp(cli->until, "facts") == 0)
        return sr_cli_with_facts(cli, dump_to_facts);
    if (cli->dump && strcmp(cli->dump, "json") != 0)
        return sr_cli_usage(cli, "documents are dumped as json, not as \"%s\"",
                            cli->dump);
    if (sr_stories_new(NULL, &stories, &err) != SR_OK)
        return sr_cli_fail(cli, &err);
    int status = sr_cli_stream(cli, cli->until ? cli->until : "story", stories, dump);
    sr_stories_free(stories);
    return status;
}

/* --- into the store ------------------------------------------------------------------------- */

static void kept(void *ctx, uint64_t articles)
{
    sr_cli *cli = ctx;
    cli->seen = articles - articles % 64 + 63; /* the next call moves the line */
    sr_cli_progress(cli);
}

static sr_status take_in_and_brief(sr_cli *cli, sr_session *session, sr_format format,
                                   sr_ingest_counts *counts, sr_err *err)
{
    sr_ingest_options in = {.inputs = cli->operands,
                            .n_inputs = cli->n_operands,
                            .threads = cli->threads,
                            .sites = cli->sites,
                            .said = sr_cli_said,
                            .kept = kept,
                            .ctx = cli};
    sr_status st = sr_session_ingest(session, &in, counts, err);
    sr_cli_progress_end(cli);
    if (st != SR_OK)
        return st;
    sr_briefing_options brief = {.max_stories = cli->max ? cli->max : DEFAULT_STORIES,
                                 .max_lines = cli->lines,
                                 .render = sr_cli_render(cli, format)};
    st = sr_session_brief(session, &brief, &cli->out, err);
    return st == SR_OK ? sr_cli_flush(cli, true, err) : st;
}

static int run_all(sr_cli *cli)
{
    sr_err err;
    sr_format format;
    sr_session *session = NULL;
    sr_ingest_counts counts = {0};
    if (cli->until || cli->dump)
        return dump_all(cli);
    if (!sr_cli_format(cli, &format))
        return SR_EXIT_USAGE;
    sr_status st = sr_session_open(cli->db, cli->now_s, &session, &err);
    if (st == SR_OK)
        st = take_in_and_brief(cli, session, format, &counts, &err);
    sr_session_close(session);
    if (st != SR_OK)
        return sr_cli_fail(cli, &err);
    sr_cli_say(cli, "%llu new articles, %llu corrected, %llu known already",
               (unsigned long long)counts.fresh, (unsigned long long)counts.revised,
               (unsigned long long)counts.same);
    return counts.run.said ? SR_EXIT_REFUSED : SR_EXIT_DONE;
}

int sr_cli_run(sr_cli *cli)
{
    return sr_cli_with_sites(cli, run_all);
}
