/* The command line: one table of commands, one table of options, a file per command.
 *
 * Data goes to standard output, everything said to standard error.  Exit status: 0 done,
 * 1 something was refused (said; the rest is done), 2 usage.
 */
#ifndef SR_CLI_CLI_H
#define SR_CLI_CLI_H

#include "base/map.h"
#include "pipeline/session.h"

enum { SR_EXIT_DONE = 0, SR_EXIT_REFUSED = 1, SR_EXIT_USAGE = 2 };

/* The options that commands choose from; options.c has the table. */
enum {
    SR_OPT_THREADS = 1 << 0,
    SR_OPT_NOW = 1 << 1,
    SR_OPT_DB = 1 << 2,
    SR_OPT_FORMAT = 1 << 3,
    SR_OPT_UNTIL = 1 << 4,
    SR_OPT_DUMP = 1 << 5,
    SR_OPT_SINCE = 1 << 6,
    SR_OPT_STORY = 1 << 7,
    SR_OPT_MAX = 1 << 8,
    SR_OPT_LINES = 1 << 9,
    SR_OPT_IN = 1 << 10,
    SR_OPT_COLOUR = 1 << 11,
    SR_OPT_WIDTH = 1 << 12,
    SR_OPT_GIVEN = 1 << 13,
    SR_OPT_MODEL = 1 << 14,
    SR_OPT_CONLLU = 1 << 15,
    SR_OPT_ARTICLE = 1 << 16,
    SR_OPT_PUBLISHED = 1 << 17,
    SR_OPT_MENTIONS = 1 << 18,
    SR_OPT_SITES = 1 << 19,
    SR_OPT_KNOW = 1 << 20,
    SR_OPT_ON = 1 << 21,
    SR_OPT_OUT = 1 << 22,
    SR_OPT_FRAMES = 1 << 23,
    SR_OPT_PAIRS = 1 << 24,
    SR_OPT_GAPS = 1 << 25,
    SR_OPT_SENTENCE = 1 << 26,
    SR_OPT_PAGE_MAP = 1 << 27
};

typedef struct sr_cli sr_cli;

typedef struct sr_command {
    const char *name;
    const char *operands; /* "INPUT..." */
    const char *summary;  /* one line */
    const char *text;     /* the rest of --help */
    unsigned options;     /* SR_OPT_* */
    int (*run)(sr_cli *cli);
} sr_command;

struct sr_cli {
    const sr_command *command;
    const char *const *operands; /* [n_operands] */
    size_t n_operands;

    unsigned threads;
    sr_time now_s;
    const char *frames; /* --frames: file of event frames */
    bool pairs, find_gaps;
    size_t sentence;             /* --sentence; SIZE_MAX: all */
    sr_map gaps;                 /* words that no frame knows */
    sr_arena *gap_keys;          /* and their room */
    bool page_map;               /* --page-map */
    const char *site_memory;     /* --site-memory: file */
    const sr_site_memory *sites; /* what stood in it */
    sr_site_memory *learnt;      /* that, and what this run adds */
    const char *mentions;        /* --mentions: file for GDELT's second table */
    const char *db, *until, *dump, *story, *article, *in;
    const char *format; /* as written, or NULL */
    sr_time since_s;
    size_t max, lines;
    bool given;                  /* tokens */
    const char *model;           /* file of the tagger; NULL: the one in the program */
    const sr_link_rules *linker; /* for the stage "link" */
    const sr_facts_rules *facts; /* for the stage "facts" */
    const char *know[SR_MAX_KNOW_FILES]; /* [n_know] --know */
    size_t n_know;
    sr_time on_s;               /* --on, by default now_s */
    const char *out_file;       /* --out */
    sr_when published;          /* --published */
    const sr_tag_model *tagger; /* what sr_cli_stream takes to the stage "tag" */
    int width;
    bool colour;

    struct sr_export *export_to; /* what `sitrep export` writes */
    sr_buf out;                  /* standard output, flushed by sr_cli_flush */
    bool out_failed;             /* said once */
    bool on_terminal;            /* is standard error one? */
    bool progress_shown;
    uint64_t seen; /* documents, for the progress line */
};

extern const sr_command sr_commands[]; /* ends with .name NULL */

/* Read the words behind the command's name; SR_EXIT_DONE, or the status to leave with
 * (SR_EXIT_USAGE after saying why; --help leaves with *done set). */
int sr_cli_parse(sr_cli *cli, int argc, char **argv, bool *done);
void sr_cli_help(const sr_command *command, sr_buf *out); /* NULL: of the program */

/* Say something on standard error: "sitrep: " + the message. */
void sr_cli_say(sr_cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Say what a call refused and give the exit status for it. */
int sr_cli_fail(sr_cli *cli, const sr_err *err);
int sr_cli_usage(sr_cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* An sr_run_said whose ctx is the sr_cli. */
void sr_cli_said(void *ctx, sr_str file, uint64_t offset, sr_str message);

/* Write cli->out where enough has gathered; `all`: whatever is there.  SR_EIO where the
 * reader went away or the disk is full. */
sr_status sr_cli_flush(sr_cli *cli, bool all, sr_err *err);

/* One more document: moves the progress line, where there is one. */
void sr_cli_progress(sr_cli *cli);
void sr_cli_progress_end(sr_cli *cli);

/* sr_cli_stream: take the operands through the stages and hand each document to `sink`,
 * whose ctx is the sr_cli; flushes as it goes.  Returns the exit status. */
int sr_cli_stream(sr_cli *cli, const char *until, sr_stories *stories, sr_run_sink sink);

/* The same for the articles that the store cli->db keeps, since cli->since_s. */
int sr_cli_stream_kept(sr_cli *cli, const char *until, sr_run_sink sink);

/* sr_cli_given: take the operands as files of CoNLL-U (tag/conllu.h), piece by piece.
 * in   piece  bytes of the first piece that is whole, 0: more must be read; at the end of a
 *             file the rest is one.  A piece has at most SR_MAX_DOCUMENT_BYTES.
 *      work   what is done with each: doc as sr_conllu_read made it of text
 * Notes of the document are said; returns the exit status. */
typedef sr_status (*sr_given_work)(sr_cli *cli, sr_doc *doc, sr_str text, sr_err *err);
int sr_cli_given(sr_cli *cli, size_t (*piece)(sr_str text), sr_given_work work);

/* Open the tagger's model (cli->model), run `work` with cli->tagger set, close it. */
int sr_cli_with_tagger(sr_cli *cli, int (*work)(sr_cli *cli));

/* Open model, knowledge and rules of the stages "tag", "link" and "facts", run `work` with
 * them set in cli, close them. */
int sr_cli_with_facts(sr_cli *cli, int (*work)(sr_cli *cli));

/* The format asked for; false (said) where it is none.  Without --format: plain text. */
bool sr_cli_format(sr_cli *cli, sr_format *ret);
sr_render_options sr_cli_render(const sr_cli *cli, sr_format format);

/* Read the file of --site-memory, run `work` with cli->sites set, and, where it filled
 * cli->learnt (`read` does), write the file anew.  A file that is not there yet is empty. */
int sr_cli_with_sites(sr_cli *cli, int (*work)(sr_cli *cli));

int sr_cli_read(sr_cli *cli);
int sr_cli_facts(sr_cli *cli);
int sr_cli_explain(sr_cli *cli);
int sr_cli_export(sr_cli *cli);
int sr_cli_copies(sr_cli *cli);
int sr_cli_stories(sr_cli *cli);
int sr_cli_related(sr_cli *cli);
int sr_cli_run(sr_cli *cli);
int sr_cli_brief(sr_cli *cli);
int sr_cli_search(sr_cli *cli);
int sr_cli_parse_words(sr_cli *cli);
int sr_cli_know(sr_cli *cli);
int sr_cli_know_code(sr_cli *cli); /* know code */

#endif
