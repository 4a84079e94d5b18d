/* --given=tokens: files of CoNLL-U, piece by piece. */
#include "cli/cli.h"
#include "tag/conllu.h"

#include <errno.h>
#include <stdio.h>

enum { READ_BYTES = 1 << 18 }; /* some thousand tokens at a time */

typedef struct given {
    sr_cli *cli;
    const char *path;
    size_t (*piece)(sr_str text);
    sr_given_work work;
    sr_doc *doc;
    sr_buf in;
    uint64_t offset; /* of in.p[0] in the file */
    uint64_t notes;
} given;

static sr_status do_piece(given *g, sr_str text, sr_err *err)
{
    sr_doc_reset(g->doc);
    sr_status st = sr_conllu_read(text, g->doc, err);
    if (st != SR_OK) {
        if (err)
            err->offset += g->offset;
        return st;
    }
    st = g->work(g->cli, g->doc, text, err);
    g->notes += g->doc->n_notes;
    for (size_t i = 0; i < g->doc->n_notes; i++)
        sr_cli_said(g->cli, sr_str_of(g->path), g->offset, g->doc->notes[i].message);
    return st == SR_OK ? sr_cli_flush(g->cli, false, err) : st;
}

/* The pieces that are whole; at the end of the file, what is left. */
static sr_status do_pieces(given *g, bool at_end, sr_err *err)
{
    sr_str s = sr_buf_str(&g->in);
    sr_status st = SR_OK;
    size_t done = 0, n;
    while (st == SR_OK && done < s.len) {
        sr_str rest = sr_str_cut(s, done, s.len);
        n = g->piece(rest);
        n = n || !at_end ? n : rest.len;
        if (n == 0)
            break;
        st = do_piece(g, sr_str_cut(rest, 0, n), err);
        done += n;
        g->offset += n;
    }
    memmove(g->in.p, g->in.p + done, s.len - done);
    g->in.len -= done;
    if (st == SR_OK && g->in.len > SR_MAX_DOCUMENT_BYTES)
        return sr_fail(err, SR_ELIMIT, g->offset,
                       "what \"%s\" holds in one piece is too long", g->path);
    return st;
}

static sr_status do_stream(given *g, FILE *f, sr_err *err)
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
        sr_status st = do_pieces(g, n < READ_BYTES, err);
        if (st != SR_OK || n < READ_BYTES)
            return st;
    }
}

static int do_file(given g)
{
    sr_err err = {0};
    bool is_stdin = strcmp(g.path, "-") == 0;
    FILE *f = is_stdin ? stdin : fopen(g.path, "rb");
    if (!f) {
        (void)sr_fail(&err, SR_EIO, 0, "could not open \"%s\": %s", g.path,
                      strerror(errno));
        return sr_cli_fail(g.cli, &err);
    }
    g.doc = sr_doc_new(0);
    sr_status st = g.doc
                       ? do_stream(&g, f, &err)
                       : sr_fail(&err, SR_ENOMEM, 0, "out of memory for \"%s\"", g.path);
    sr_doc_free(g.doc);
    sr_buf_free(&g.in);
    if (!is_stdin)
        (void)fclose(f);
    if (st != SR_OK)
        return sr_cli_fail(g.cli, &err);
    return g.notes ? SR_EXIT_REFUSED : SR_EXIT_DONE;
}

int sr_cli_given(sr_cli *cli, size_t (*piece)(sr_str text), sr_given_work work)
{
    int status = SR_EXIT_DONE;
    for (size_t i = 0; i < cli->n_operands; i++) {
        int one = do_file(
            (given){.cli = cli, .path = cli->operands[i], .piece = piece, .work = work});
        status = one > status ? one : status;
    }
    return status;
}
