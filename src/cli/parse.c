/* sitrep parse: sentences, words, trees and names as CoNLL-U; of articles, or filled into
 * the sentences and tokens of a CoNLL-U file. */
#include "cli/cli.h"
#include "tag/conllu.h"

static sr_status put_document(void *ctx, sr_doc *doc, const sr_placed *placed,
                              sr_err *err)
{
    (void)placed;
    sr_cli *cli = ctx;
    if (doc->article.id.len == 0) {
        sr_status st = sr_doc_identify(doc, err);
        if (st != SR_OK)
            return st;
    }
    if (doc->words)
        sr_conllu_write(doc, &cli->out);
    return SR_OK;
}

/* --- given tokens -------------------------------------------------------------------- */

static sr_status fill(sr_cli *cli, sr_doc *doc, sr_str text, sr_err *err)
{
    sr_status st = sr_tag_analyse(cli->tagger, doc, err);
    if (st == SR_OK)
        sr_conllu_fill(text, doc, &cli->out);
    return st;
}

/* A document up to the next, or all whole sentences: up to the last blank line; 0 where
 * there is none. */
static size_t whole_sentences(sr_str s)
{
    size_t next = sr_str_find(s, SR_STR("\n# newdoc"), 0);
    if (next != SIZE_MAX)
        return next + 1;
    for (size_t at = s.len; at-- > 1;)
        if (s.p[at] == '\n' && (s.p[at - 1] == '\n' ||
                                (at > 1 && s.p[at - 1] == '\r' && s.p[at - 2] == '\n')))
            return at + 1;
    return 0;
}

/* --- the command --------------------------------------------------------------------- */

static int parse_all(sr_cli *cli)
{
    return cli->given ? sr_cli_given(cli, whole_sentences, fill)
                      : sr_cli_stream(cli, "tag", NULL, put_document);
}

int sr_cli_with_tagger(sr_cli *cli, int (*work)(sr_cli *cli))
{
    sr_err err = {0};
    sr_tag_model *m = NULL;
    if (sr_tag_model_open(cli->model, SR_TAG_AUTO, &m, &err) != SR_OK)
        return sr_cli_fail(cli, &err);
    cli->tagger = m;
    int status = work(cli);
    sr_tag_model_close(m);
    cli->tagger = NULL;
    return status;
}

int sr_cli_parse_words(sr_cli *cli)
{
    return sr_cli_with_tagger(cli, parse_all);
}
