/* sitrep parse: sentences, words, trees and names as CoNLL-U; of articles, or filled into
 * the sentences and tokens of a CoNLL-U file. */
#include "cli/cli.h"
#include "tag/conllu.h"

#include <errno.h>
#include <stdio.h>

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

enum { READ_BYTES = 1 << 18 }; /* some thousand tokens at a time */

typedef struct given {
    sr_cli *cli;
    const char *path;
    sr_doc *doc;
    sr_buf in;
    uint64_t offset; /* of in.p[0] in the file */
} given;

static sr_status fill(given *g, sr_str text, sr_err *err)
{
    sr_doc_reset(g->doc);
    sr_status st = sr_conllu_read(text, g->doc, err);
    if (st == SR_OK)
        st = sr_tag_analyse(g->cli->tagger, g->doc, err);
    if (st == SR_OK)
        sr_conllu_fill(text, g->doc, &g->cli->out);
    else if (err)
        err->offset += g->offset;
    return st == SR_OK ? sr_cli_flush(g->cli, false, err) : st;
}

/* Where the last whole sentence ends: behind the last blank line; 0 where there is none. */
static size_t last_sentence(sr_str s)
{
    for (size_t at = s.len; at-- > 1;)
        if (s.p[at] == '\n' && (s.p[at - 1] == '\n' ||
                                (at > 1 && s.p[at - 1] == '\r' && s.p[at - 2] == '\n')))
            return at + 1;
    return 0;
}

static sr_status fill_whole_sentences(given *g, bool at_end, sr_err *err)
{
    sr_str s = sr_buf_str(&g->in);
    size_t n = at_end ? s.len : last_sentence(s);
    if (n == 0)
        return s.len <= SR_MAX_DOCUMENT_BYTES
                   ? SR_OK
                   : sr_fail(err, SR_ELIMIT, g->offset,
                             "a sentence of \"%s\" is too long", g->path);
    sr_status st = fill(g, sr_str_cut(s, 0, n), err);
    memmove(g->in.p, g->in.p + n, s.len - n);
    g->in.len -= n;
    g->offset += n;
    return st;
}

static sr_status fill_stream(given *g, FILE *f, sr_err *err)
{
    for (;;) {
        char *room = sr_buf_room(&g->in, READ_BYTES);
        if (!room)
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for \"%s\"", g->path);
        size_t n = fread(room, 1, READ_BYTES, f);
        sr_buf_commit(&g->in, n);
        if (n < READ_BYTES && ferror(f))
            return sr_fail(err, SR_EIO, g->offset, "could not read \"%s\": %s", g->path,
                           strerror(errno));
        sr_status st = fill_whole_sentences(g, n < READ_BYTES, err);
        if (st != SR_OK || n < READ_BYTES)
            return st;
    }
}

static int fill_file(sr_cli *cli, const char *path)
{
    sr_err err = {0};
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *f = is_stdin ? stdin : fopen(path, "rb");
    if (!f) {
        (void)sr_fail(&err, SR_EIO, 0, "could not open \"%s\": %s", path,
                      strerror(errno));
        return sr_cli_fail(cli, &err);
    }
    given g = {.cli = cli, .path = path, .doc = sr_doc_new(0)};
    sr_status st = g.doc ? fill_stream(&g, f, &err)
                         : sr_fail(&err, SR_ENOMEM, 0, "out of memory for \"%s\"", path);
    sr_doc_free(g.doc);
    sr_buf_free(&g.in);
    if (!is_stdin)
        (void)fclose(f);
    return st == SR_OK ? SR_EXIT_DONE : sr_cli_fail(cli, &err);
}

/* --- the command --------------------------------------------------------------------- */

static int parse_all(sr_cli *cli)
{
    if (!cli->given)
        return sr_cli_stream(cli, "tag", NULL, put_document);
    int status = SR_EXIT_DONE;
    for (size_t i = 0; i < cli->n_operands; i++) {
        int one = fill_file(cli, cli->operands[i]);
        status = one > status ? one : status;
    }
    return status;
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
