/* Options: the table, --help made from it, and the reading of words. */
#include "cli/cli.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const struct option_row {
    unsigned bit;
    const char *name, *operand, *help;
} rows[] = {
    {SR_OPT_DB, "db", "FILE", "the store (made where it is missing)"},
    {SR_OPT_IN, "in", "CORPUS", "file or directory with the articles to choose from"},
    {SR_OPT_FORMAT, "format", "FORMAT",
     "text, markdown, html or json (default: text); see export"},
    {SR_OPT_STORY, "story", "ID", "only this story"},
    {SR_OPT_ARTICLE, "article", "ID", "only the related sources of this article"},
    {SR_OPT_SINCE, "since", "TIME", "only stories with an article since then"},
    {SR_OPT_MAX, "max", "N", "at most so many results"},
    {SR_OPT_LINES, "lines", "N", "at most so many sentences a brief"},
    {SR_OPT_UNTIL, "until", "STAGE",
     "stop after ingest, extract, text, tag, link, facts, features or story"},
    {SR_OPT_DUMP, "dump", "json", "print each document as it is after the last stage"},
    {SR_OPT_PUBLISHED, "published", "DATE", "the day the articles are from"},
    {SR_OPT_FRAMES, "frames", "FILE", "event frames beside ours, over which they win"},
    {SR_OPT_PAIRS, "pairs", "", "type what is told between given spans (docs/events.md)"},
    {SR_OPT_GAPS, "gaps", "", "count words like events that no frame knows"},
    {SR_OPT_SENTENCE, "sentence", "N", "only this sentence, from 0"},
    {SR_OPT_MENTIONS, "mentions", "FILE", "write GDELT's table of mentions there"},
    {SR_OPT_SITES, "site-memory", "FILE",
     "lines that pages of a site share are left out; read adds to it"},
    {SR_OPT_PAGE_MAP, "page-map", "",
     "say which bytes of the page each byte of the text came from"},
    {SR_OPT_COLOUR, "color", "WHEN", "auto, always or never (default: auto)"},
    {SR_OPT_WIDTH, "width", "N",
     "columns of plain text (default: the terminal's, or 80)"},
    {SR_OPT_GIVEN, "given", "tokens", "keep the sentences and tokens of CoNLL-U files"},
    {SR_OPT_CONLLU, "conllu", "", "print CoNLL-U (the default)"},
    {SR_OPT_MODEL, "model", "FILE", "take this model (default: the one in the program)"},
    {SR_OPT_KNOW, "know", "FILE", "know this too (may be given again; the last one wins)"},
    {SR_OPT_KNOW, "actors", "FILE", "the same as --know"},
    {SR_OPT_ON, "on", "DATE", "the day that is asked about (default: today)"},
    {SR_OPT_OUT, "out", "FILE", "the file to write"},
    {SR_OPT_THREADS, "threads", "N", "workers (default: one a processor)"},
    {SR_OPT_NOW, "now", "TIME", "take this as the present (default: the clock)"},
};

static void put_option(sr_buf *out, const char *name, const char *operand,
                       const char *help)
{
    char left[40];
    (void)snprintf(left, sizeof left, "--%s%s%s", name, operand[0] ? " " : "", operand);
    sr_buf_printf(out, "  %-18s %s\n", left, help);
}

static void put_program_help(sr_buf *out)
{
    sr_buf_put(out,
               SR_STR("usage: sitrep COMMAND [OPTION...] OPERAND...\n\n"
                      "Reads the news and keeps the situation report: what happened, "
                      "and which sources say so.\n\ncommands:\n"));
    for (const sr_command *c = sr_commands; c->name; c++)
        sr_buf_printf(out, "  %-10s %-16s %s\n", c->name, c->operands, c->summary);
    sr_buf_put(out, SR_STR("\n"
                           "INPUT is a file or directory of HTML pages, plain text, JSON "
                           "Lines, RSS or Atom feeds\n"
                           "or WARC archives, each also .gz or .zst, or - for standard "
                           "input.\n\noptions:\n"));
    put_option(out, "help", "", "this text; after a COMMAND: about that command");
    put_option(out, "version", "", "the version");
}

void sr_cli_help(const sr_command *command, sr_buf *out)
{
    if (!command) {
        put_program_help(out);
        return;
    }
    sr_buf_printf(out, "usage: sitrep %s [OPTION...] %s\n\n%s\n%s\noptions:\n",
                  command->name, command->operands, command->summary, command->text);
    for (size_t i = 0; i < SR_COUNT(rows); i++)
        if (command->options & rows[i].bit)
            put_option(out, rows[i].name, rows[i].operand, rows[i].help);
    put_option(out, "help", "", "this text");
    put_option(out, "version", "", "the version");
}

/* --- values --------------------------------------------------------------------------- */

static bool take_number(const char *value, uint64_t low, uint64_t high, uint64_t *ret)
{
    uint64_t v;
    if (!sr_str_u64(sr_str_of(value), &v) || v < low || v > high)
        return false;
    *ret = v;
    return true;
}

static bool take_time(const char *value, sr_time *ret)
{
    sr_precision precision;
    return sr_time_parse(sr_str_of(value), ret, &precision);
}

static bool take_colour(sr_cli *cli, const char *value)
{
    bool always = strcmp(value, "always") == 0;
    if (!always && strcmp(value, "never") != 0 && strcmp(value, "auto") != 0)
        return false;
    if (strcmp(value, "auto") != 0)
        cli->colour = always;
    return true;
}

static bool take_value(sr_cli *cli, unsigned bit, const char *value)
{
    uint64_t n = 0;
    bool ok = true;
    switch (bit) {
    case SR_OPT_DB: cli->db = value; break;
    case SR_OPT_IN: cli->in = value; break;
    case SR_OPT_FORMAT: cli->format = value; break;
    case SR_OPT_STORY: cli->story = value; break;
    case SR_OPT_ARTICLE: cli->article = value; break;
    case SR_OPT_UNTIL: cli->until = value; break;
    case SR_OPT_SITES: cli->site_memory = value; break;
    case SR_OPT_MENTIONS: cli->mentions = value; break;
    case SR_OPT_FRAMES: cli->frames = value; break;
    case SR_OPT_PAGE_MAP: cli->page_map = true; break;
    case SR_OPT_PAIRS: cli->pairs = true; break;
    case SR_OPT_GAPS: cli->find_gaps = true; break;
    case SR_OPT_SENTENCE:
        ok = take_number(value, 0, 1000000, &n);
        cli->sentence = (size_t)n;
        break;
    case SR_OPT_MODEL: cli->model = value; break;
    case SR_OPT_GIVEN: cli->given = true; return strcmp(value, "tokens") == 0;
    case SR_OPT_DUMP: cli->dump = value; break;
    case SR_OPT_SINCE: return take_time(value, &cli->since_s);
    case SR_OPT_PUBLISHED:
        cli->published.from = SR_STR("given");
        return sr_time_parse(sr_str_of(value), &cli->published.at_s,
                             &cli->published.precision);
    case SR_OPT_KNOW:
        if (cli->n_know == SR_MAX_KNOW_FILES)
            return false;
        cli->know[cli->n_know++] = value;
        break;
    case SR_OPT_ON: return take_time(value, &cli->on_s);
    case SR_OPT_OUT: cli->out_file = value; break;
    case SR_OPT_NOW: return take_time(value, &cli->now_s);
    case SR_OPT_COLOUR: return take_colour(cli, value);
    case SR_OPT_MAX:
        ok = take_number(value, 1, 1000000, &n);
        cli->max = (size_t)n;
        break;
    case SR_OPT_LINES:
        ok = take_number(value, 1, 100, &n);
        cli->lines = (size_t)n;
        break;
    case SR_OPT_WIDTH:
        ok = take_number(value, 20, 1000, &n);
        cli->width = (int)n;
        break;
    case SR_OPT_THREADS:
        ok = take_number(value, 1, 64, &n);
        cli->threads = (unsigned)n;
        break;
    default: break;
    }
    return ok;
}

/* --- defaults and words ----------------------------------------------------------------- */

static int terminal_width(void)
{
    struct winsize w;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0 || w.ws_col < 20)
        return 80;
    return w.ws_col < 100 ? w.ws_col : 100; /* longer lines are hard to read */
}

static void set_defaults(sr_cli *cli, sr_time clock_s)
{
    long cpus = sysconf(_SC_NPROCESSORS_ONLN);
    const char *no_colour = getenv("NO_COLOR");
    bool terminal = isatty(STDOUT_FILENO) == 1;
    cli->threads = cpus > 0 && cpus < 64 ? (unsigned)cpus : 1;
    cli->now_s = clock_s;
    cli->sentence = SIZE_MAX;
    cli->width = terminal ? terminal_width() : 80;
    cli->colour = terminal && !(no_colour && no_colour[0]);
    cli->on_terminal = isatty(STDERR_FILENO) == 1;
}

enum { WORD_HELP = 1000, WORD_VERSION };

static void fill_long_options(unsigned options, struct option *to)
{
    size_t n = 0;
    for (size_t i = 0; i < SR_COUNT(rows); i++)
        if (options & rows[i].bit)
            to[n++] = (struct option){
                rows[i].name, rows[i].operand[0] ? required_argument : no_argument, NULL,
                (int)i};
    to[n++] = (struct option){"help", no_argument, NULL, WORD_HELP};
    to[n++] = (struct option){"version", no_argument, NULL, WORD_VERSION};
    to[n] = (struct option){0};
}

int sr_cli_parse(sr_cli *cli, int argc, char **argv, bool *done)
{
    struct option longs[SR_COUNT(rows) + 3];
    fill_long_options(cli->command->options, longs);
    set_defaults(cli, cli->now_s);
    opterr = 0;
    for (int word; (word = getopt_long(argc, argv, ":", longs, NULL)) != -1;) {
        const char *written = argv[optind - 1];
        if (word == WORD_HELP) {
            sr_cli_help(cli->command, &cli->out);
            *done = true;
        } else if (word == WORD_VERSION) {
            sr_buf_printf(&cli->out, "sitrep %s\n", SR_VERSION);
            *done = true;
        } else if (word == ':') {
            return sr_cli_usage(cli, "the option \"%s\" needs a value", written);
        } else if (word < 0 || (size_t)word >= SR_COUNT(rows)) {
            return sr_cli_usage(cli,
                                "there is no option \"%s\" of this command (words that "
                                "begin with - come behind --)",
                                written);
        } else if (!take_value(cli, rows[word].bit, optarg)) {
            return sr_cli_usage(cli, "the option --%s cannot be \"%s\"", rows[word].name,
                                optarg);
        }
        if (*done)
            return SR_EXIT_DONE;
    }
    cli->operands = (const char *const *)(argv + optind);
    cli->n_operands = (size_t)(argc - optind);
    if (cli->n_operands == 0 && cli->command->operands[0])
        return sr_cli_usage(cli, "it needs: %s", cli->command->operands);
    return SR_EXIT_DONE;
}
