/* sitrep facts: the object "facts of an article" for each document as it passes. */
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>

static sr_status put_facts(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    (void)placed, (void)err;
    sr_cli *cli = ctx;
    sr_facts_write(doc, &(sr_json){.out = &cli->out});
    sr_buf_putc(&cli->out, '\n');
    return SR_OK;
}

/* --- given tokens: a document a "# newdoc" ------------------------------------------------ */

/* Up to the second line that begins a document; 0 where there is none. */
static size_t one_document(sr_str s)
{
    sr_str mark = SR_STR("# newdoc");
    for (size_t at = 1; (at = sr_str_find(s, mark, at)) != SIZE_MAX; at += mark.len)
        if (s.p[at - 1] == '\n')
            return at;
    return 0;
}

static sr_status find_facts(sr_cli *cli, sr_doc *doc, sr_str text, sr_err *err)
{
    (void)text;
    sr_run_options run = {.until = "facts",
                          .now_s = cli->now_s,
                          .tagger = cli->tagger,
                          .linker = cli->linker,
                          .facts = cli->facts,
                          .published = cli->published};
    sr_status st = sr_doc_identify(doc, err);
    if (st == SR_OK)
        st = sr_run_document(&run, "tag", doc, err);
    if (st != SR_OK)
        return st;
    sr_facts_write_given(doc, &(sr_json){.out = &cli->out});
    sr_buf_putc(&cli->out, '\n');
    return SR_OK;
}

/* --- the command --------------------------------------------------------------------------- */

/* Opened together, closed in reverse. */
typedef struct tools {
    sr_tag_model *tagger;
    sr_know *know;
    sr_link_rules *linker;
    sr_facts_rules *facts;
} tools;

enum { FRAMES_BYTES = 8 * 1024 * 1024 };

static sr_status read_file(const char *path, sr_buf *out, sr_err *err)
{
    FILE *f = fopen(path, "rb");
    size_t n = 0;
    out->limit_bytes = FRAMES_BYTES;
    if (!f)
        return sr_fail(err, SR_EIO, 0, "could not open \"%s\": %s", path,
                       strerror(errno));
    do {
        char *room = sr_buf_room(out, 64 * 1024);
        n = room ? fread(room, 1, 64 * 1024, f) : 0;
        sr_buf_commit(out, n);
    } while (n);
    bool failed = ferror(f) != 0;
    (void)fclose(f);
    if (failed)
        return sr_fail(err, SR_EIO, 0, "could not read \"%s\"", path);
    return sr_buf_ok(out) ? SR_OK
                          : sr_fail(err, SR_ELIMIT, 0, "\"%s\" is too large", path);
}

static sr_status add_frames(const sr_cli *cli, sr_facts_rules *rules, sr_err *err)
{
    sr_buf text = {0};
    if (!cli->frames)
        return SR_OK;
    sr_status st = read_file(cli->frames, &text, err);
    if (st == SR_OK)
        st = sr_facts_rules_add_frames(rules, sr_str_of(cli->frames), sr_buf_str(&text),
                                       err);
    sr_buf_free(&text);
    return st;
}

static sr_status open_tools(const sr_cli *cli, tools *t, sr_err *err)
{
    sr_status st = sr_tag_model_open(cli->model, SR_TAG_AUTO, &t->tagger, err);
    if (st == SR_OK)
        st = sr_know_open(cli->know, cli->n_know, &t->know, err);
    if (st == SR_OK)
        st = sr_link_rules_new(t->know, "en", &t->linker, err);
    if (st == SR_OK)
        st = sr_facts_rules_new("en", &t->facts, err);
    if (st == SR_OK)
        st = add_frames(cli, t->facts, err);
    return st;
}

static void close_tools(tools *t)
{
    sr_facts_rules_free(t->facts);
    sr_link_rules_free(t->linker);
    sr_know_close(t->know);
    sr_tag_model_close(t->tagger);
}

int sr_cli_with_facts(sr_cli *cli, int (*work)(sr_cli *cli))
{
    sr_err err;
    tools t = {0};
    int status;
    if (open_tools(cli, &t, &err) == SR_OK) {
        cli->tagger = t.tagger, cli->linker = t.linker, cli->facts = t.facts;
        status = work(cli);
        cli->tagger = NULL, cli->linker = NULL, cli->facts = NULL;
    } else
        status = sr_cli_fail(cli, &err);
    close_tools(&t);
    return status;
}

static int facts_all(sr_cli *cli)
{
    return cli->given ? sr_cli_given(cli, one_document, find_facts)
                      : sr_cli_stream(cli, "facts", NULL, put_facts);
}

int sr_cli_facts(sr_cli *cli)
{
    return sr_cli_with_facts(cli, facts_all);
}
