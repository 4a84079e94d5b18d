/* What commands share: saying, progress, output, the stream of documents. */
#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

enum { FLUSH_BYTES = 64 * 1024, PROGRESS_EVERY = 64 };

/* --- standard error --------------------------------------------------------------------- */

void sr_cli_progress(sr_cli *cli)
{
    if (++cli->seen % PROGRESS_EVERY != 0 || !cli->on_terminal)
        return;
    (void)fprintf(stderr, "\r%llu articles", (unsigned long long)cli->seen);
    cli->progress_shown = true;
}

void sr_cli_progress_end(sr_cli *cli)
{
    if (cli->progress_shown)
        (void)fputs("\r\033[K", stderr);
    cli->progress_shown = false;
}

/* Control bytes of hostile names and texts must not reach a terminal. */
static void put_clean(sr_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.p[i];
        (void)fputc(c < 0x20 || c == 0x7F ? '?' : c, stderr);
    }
}

void sr_cli_say(sr_cli *cli, const char *format, ...)
{
    char message[1024];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof message, format, args);
    va_end(args);
    sr_cli_progress_end(cli);
    (void)fputs("sitrep: ", stderr);
    put_clean(sr_str_of(message));
    (void)fputc('\n', stderr);
}

int sr_cli_fail(sr_cli *cli, const sr_err *err)
{
    sr_cli_say(cli, "%s", err->msg);
    return err->status == SR_EARG ? SR_EXIT_USAGE : SR_EXIT_REFUSED;
}

int sr_cli_usage(sr_cli *cli, const char *format, ...)
{
    char message[512];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof message, format, args);
    va_end(args);
    const char *name = cli->command ? cli->command->name : NULL;
    sr_cli_say(cli, "%s%s%s", name ? name : "", name ? ": " : "", message);
    (void)fprintf(stderr, "Try 'sitrep %s%s--help'.\n", name ? name : "",
                  name ? " " : "");
    return SR_EXIT_USAGE;
}

void sr_cli_said(void *ctx, sr_str file, uint64_t offset, sr_str message)
{
    if (file.len)
        sr_cli_say(ctx, "%.*s:%llu: %.*s", SR_FMT(file), (unsigned long long)offset,
                   SR_FMT(message));
    else
        sr_cli_say(ctx, "%.*s", SR_FMT(message));
}

/* --- standard output -------------------------------------------------------------------- */

sr_status sr_cli_flush(sr_cli *cli, bool all, sr_err *err)
{
    if (!sr_buf_ok(&cli->out))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for output");
    if (!all && cli->out.len < FLUSH_BYTES)
        return SR_OK;
    sr_str s = sr_buf_str(&cli->out);
    bool ok = fwrite(s.p, 1, s.len, stdout) == s.len && (!all || fflush(stdout) == 0);
    sr_buf_reset(&cli->out);
    if (ok)
        return SR_OK;
    return sr_fail(err, SR_EIO, 0, "could not write to standard output: %s",
                   strerror(errno));
}

bool sr_cli_format(sr_cli *cli, sr_format *ret)
{
    static const struct {
        const char *name;
        sr_format format;
    } formats[] = {{"text", SR_FORMAT_TEXT},
                   {"markdown", SR_FORMAT_MARKDOWN},
                   {"md", SR_FORMAT_MARKDOWN},
                   {"html", SR_FORMAT_HTML},
                   {"json", SR_FORMAT_JSON}};
    const char *asked = cli->format ? cli->format : "text";
    for (size_t i = 0; i < SR_COUNT(formats); i++)
        if (strcmp(asked, formats[i].name) == 0) {
            *ret = formats[i].format;
            return true;
        }
    (void)sr_cli_usage(cli, "there is no format \"%s\"", asked);
    return false;
}

sr_render_options sr_cli_render(const sr_cli *cli, sr_format format)
{
    return (sr_render_options){.format = format,
                               .width = cli->width,
                               .colour = cli->colour,
                               .title = SR_STR("Situation report")};
}

/* --- the stream of documents -------------------------------------------------------------- */

typedef struct stream {
    sr_cli *cli;
    sr_run_sink sink;
} stream;

static sr_status pass_document(void *ctx, sr_doc *doc, const sr_placed *placed,
                               sr_err *err)
{
    const stream *s = ctx;
    sr_status st = s->sink(s->cli, doc, placed, err);
    sr_cli_progress(s->cli);
    return st == SR_OK ? sr_cli_flush(s->cli, false, err) : st;
}

static void pass_said(void *ctx, sr_str file, uint64_t offset, sr_str message)
{
    const stream *s = ctx;
    sr_cli_said(s->cli, file, offset, message);
}

static sr_run_options run_options(const sr_cli *cli, const char *until, stream *s)
{
    return (sr_run_options){.inputs = cli->operands,
                            .n_inputs = cli->n_operands,
                            .until = until,
                            .threads = cli->threads,
                            .now_s = cli->now_s,
                            .sites = cli->sites,
                            .tagger = cli->tagger,
                            .linker = cli->linker,
                            .facts = cli->facts,
                            .published = cli->published,
                            .sink = pass_document,
                            .said = pass_said,
                            .ctx = s};
}

static int end_stream(sr_cli *cli, sr_status st, const sr_run_counts *counts, sr_err *err)
{
    if (st == SR_OK)
        st = sr_cli_flush(cli, true, err);
    sr_cli_progress_end(cli);
    if (st != SR_OK)
        return sr_cli_fail(cli, err);
    return counts->said ? SR_EXIT_REFUSED : SR_EXIT_DONE;
}

int sr_cli_stream(sr_cli *cli, const char *until, sr_stories *stories, sr_run_sink sink)
{
    stream s = {cli, sink};
    sr_err err = {0};
    sr_run_counts counts = {0};
    sr_run_options run = run_options(cli, until, &s);
    run.stories = stories;
    sr_status st = sr_run(&run, &counts, &err);
    return end_stream(cli, st, &counts, &err);
}

int sr_cli_stream_kept(sr_cli *cli, const char *until, sr_run_sink sink)
{
    stream s = {cli, sink};
    sr_err err = {0};
    sr_run_counts counts = {0};
    sr_store *store = NULL;
    sr_run_options run = run_options(cli, until, &s);
    sr_status st = sr_store_open(cli->db, SR_STORE_READ, &store, &err);
    if (st == SR_OK)
        st = sr_run_kept(&run, store, cli->since_s, &counts, &err);
    sr_store_close(store);
    return end_stream(cli, st, &counts, &err);
}
