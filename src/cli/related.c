/* sitrep related --in CORPUS ARTICLE: take the corpus in, then ask for each article. */
#include "cli/cli.h"

enum { DEFAULT_MAX = 20 };

typedef struct asking {
    sr_cli *cli;
    sr_stories *stories;
} asking;

static sr_status take_in(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    (void)doc, (void)placed, (void)err;
    const asking *ask = ctx;
    sr_cli_progress(ask->cli);
    return SR_OK;
}

static void put_related(sr_cli *cli, const sr_related *r)
{
    sr_json j = {.out = &cli->out};
    sr_json_object(&j);
    sr_json_pair(&j, "id", r->id);
    sr_json_key(&j, "score");
    sr_json_num(&j, r->score);
    sr_json_pair_opt(&j, "story", r->story);
    sr_json_key(&j, "adds");
    sr_json_array(&j);
    for (size_t i = 0; i < r->n_adds; i++)
        sr_json_str(&j, r->adds[i]);
    sr_json_end(&j);
    sr_json_key(&j, "copies");
    sr_json_int(&j, (int64_t)r->n_copies);
    sr_json_end(&j);
    sr_buf_putc(&cli->out, '\n');
}

static sr_status answer(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    (void)placed;
    const asking *ask = ctx;
    sr_related *found;
    size_t n, max = ask->cli->max ? ask->cli->max : DEFAULT_MAX;
    sr_status st =
        sr_stories_related(ask->stories, doc, max, doc->arena, &found, &n, err);
    for (size_t i = 0; st == SR_OK && i < n; i++)
        put_related(ask->cli, &found[i]);
    return st == SR_OK ? sr_cli_flush(ask->cli, false, err) : st;
}

static void pass_said(void *ctx, sr_str file, uint64_t offset, sr_str message)
{
    const asking *ask = ctx;
    sr_cli_said(ask->cli, file, offset, message);
}

static sr_status ask_all(asking *ask, uint64_t *said, sr_err *err)
{
    sr_cli *cli = ask->cli;
    sr_run_counts counts = {0};
    sr_run_options run = {.inputs = &cli->in,
                          .n_inputs = 1,
                          .until = "story",
                          .threads = cli->threads,
                          .now_s = cli->now_s,
                          .stories = ask->stories,
                          .sink = take_in,
                          .said = pass_said,
                          .ctx = ask};
    sr_status st = sr_run(&run, &counts, err);
    *said = counts.said;
    if (st != SR_OK)
        return st;
    run.inputs = cli->operands;
    run.n_inputs = cli->n_operands;
    run.until = "features";
    run.sink = answer;
    st = sr_run(&run, &counts, err);
    *said += counts.said;
    return st;
}

int sr_cli_related(sr_cli *cli)
{
    sr_err err;
    asking ask = {.cli = cli};
    uint64_t said = 0;
    if (!cli->in)
        return sr_cli_usage(cli, "it needs --in CORPUS");
    sr_stories_options all = {.window_s = INT64_MAX / 4}; /* a corpus has no "too old" */
    sr_status st = sr_stories_new(&all, &ask.stories, &err);
    if (st == SR_OK)
        st = ask_all(&ask, &said, &err);
    if (st == SR_OK)
        st = sr_cli_flush(cli, true, &err);
    sr_stories_free(ask.stories);
    sr_cli_progress_end(cli);
    if (st != SR_OK)
        return sr_cli_fail(cli, &err);
    return said ? SR_EXIT_REFUSED : SR_EXIT_DONE;
}
