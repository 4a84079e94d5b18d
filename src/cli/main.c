/* sitrep COMMAND ...: find the command, read its words, run it. */
#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>

const sr_command sr_commands[] = {
    {"run", "INPUT...", "read, place and keep articles, then print the brief of them",
     "Takes everything through all stages into the store, and prints what came in as\n"
     "stories: each sentence with the source it stands in, then the related sources.\n"
     "Without --db nothing is kept.\n",
     SR_OPT_DB | SR_OPT_FORMAT | SR_OPT_MAX | SR_OPT_LINES | SR_OPT_UNTIL | SR_OPT_DUMP |
         SR_OPT_SITES | SR_OPT_COLOUR | SR_OPT_WIDTH | SR_OPT_KNOW | SR_OPT_FRAMES |
         SR_OPT_THREADS | SR_OPT_NOW,
     sr_cli_run},
    {"brief", "", "print the brief of a store",
     "Stories with most independent sources first.  With --article, no brief but the "
     "list\n"
     "of sources that one article lacks: who else reports it, and what they add.\n",
     SR_OPT_DB | SR_OPT_FORMAT | SR_OPT_STORY | SR_OPT_ARTICLE | SR_OPT_SINCE |
         SR_OPT_MAX | SR_OPT_LINES | SR_OPT_COLOUR | SR_OPT_WIDTH | SR_OPT_NOW,
     sr_cli_brief},
    {"search", "WORD...", "find articles in a store",
     "All words must be there; \"a phrase\", begin*, and behind --, -without.  With\n"
     "--format json one line a hit.\n",
     SR_OPT_DB | SR_OPT_FORMAT | SR_OPT_MAX | SR_OPT_COLOUR | SR_OPT_WIDTH,
     sr_cli_search},
    {"read", "INPUT...", "print the articles of anything as JSON Lines",
     "Title, authors, date, outlet, language and text, with the place each came from.\n",
     SR_OPT_SITES | SR_OPT_PAGE_MAP | SR_OPT_THREADS | SR_OPT_NOW, sr_cli_read},
    {"parse", "INPUT...", "print sentences, words, trees and names as CoNLL-U",
     "Universal Dependencies v2; names as Entity=B-PER in the last column, PArc is how\n"
     "sure the head is.  With --given tokens the inputs are CoNLL-U files, whose "
     "sentences\n"
     "and tokens are kept.\n",
     SR_OPT_GIVEN | SR_OPT_CONLLU | SR_OPT_MODEL | SR_OPT_THREADS | SR_OPT_NOW,
     sr_cli_parse_words},
    {"facts", "INPUT...",
     "print who, where, when, what was said and done, an object an article",
     "Entities, places, times, figures, statements, events and positions, each with the\n"
     "bytes it stands in.  With --given tokens the inputs are CoNLL-U files, whose sentences\n"
     "and tokens are kept; each \"# newdoc\" begins an article.\n",
     SR_OPT_PUBLISHED | SR_OPT_GIVEN | SR_OPT_KNOW | SR_OPT_FRAMES | SR_OPT_THREADS | SR_OPT_NOW,
     sr_cli_facts},
    {"explain", "INPUT...", "say why there is an event in a sentence, and why there is none",
     "The tree of each sentence, the words that may tell an event, the frame that fits, those\n"
     "that nearly do, and what became of each.  --gaps counts words that look like events and\n"
     "that no frame knows; --pairs answers the type between two spans of a text.\n",
     SR_OPT_SENTENCE | SR_OPT_PAIRS | SR_OPT_GAPS | SR_OPT_MAX | SR_OPT_FRAMES |
         SR_OPT_PUBLISHED | SR_OPT_KNOW | SR_OPT_THREADS | SR_OPT_NOW,
     sr_cli_explain},
    {"export", "WHAT [INPUT...]",
     "write events, statements, figures or positions as rows",
     "Of the inputs, or of the articles that the store of --db keeps.  --format is "
     "jsonl\n"
     "(default) or csv; of events also plover (POLECAT's columns), gdelt (the 61 columns "
     "of\n"
     "GDELT 2.0; --mentions FILE takes its second table) and geojson.\n",
     SR_OPT_FORMAT | SR_OPT_MENTIONS | SR_OPT_DB | SR_OPT_SINCE | SR_OPT_PUBLISHED |
         SR_OPT_KNOW | SR_OPT_FRAMES | SR_OPT_THREADS | SR_OPT_NOW,
     sr_cli_export},
    {"know", "WHAT NAME|FILE...", "ask, check or make knowledge of who and where",
     "actor NAME... and place NAME... print what is known of each, one line of JSON for\n"
     "each actor or place of that name, most prominent first; holder COUNTRY OFFICE who\n"
     "held it on a day (holder FRA \"head of state\"); code STRING... country and code of\n"
     "what names an actor.  check FILE... says what is wrong in files for --know.  import\n"
     "geonames FILE [NAMES] --out FILE, import wikidata\n"
     "FILE and import phoenix FILE make such files of those of others.\n",
     SR_OPT_KNOW | SR_OPT_ON | SR_OPT_MAX | SR_OPT_OUT | SR_OPT_NOW, sr_cli_know},
    {"copies", "INPUT...", "tell copies, excerpts and updates, one line an article",
     "In the order of the input: group, relation, the article it stands nearest to, the\n"
     "share of text they have in common, and the figures that changed.\n",
     SR_OPT_THREADS | SR_OPT_NOW, sr_cli_copies},
    {"stories", "INPUT...", "gather articles into stories, one line an article",
     "Articles in the order given, as a stream: the story of each and why it is there.\n",
     SR_OPT_THREADS | SR_OPT_NOW, sr_cli_stories},
    {"related", "ARTICLE", "rank the articles of a corpus that stand near an article",
     "Copies are collapsed; each line says what that article adds.\n",
     SR_OPT_IN | SR_OPT_MAX | SR_OPT_THREADS | SR_OPT_NOW, sr_cli_related},
    {0}};

static const sr_command *find_command(const char *name)
{
    for (const sr_command *c = sr_commands; c->name; c++)
        if (strcmp(name, c->name) == 0)
            return c;
    return NULL;
}

static int run_program_words(sr_cli *cli, const char *word)
{
    bool help = word && (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
                         strcmp(word, "help") == 0);
    if (help)
        sr_cli_help(NULL, &cli->out);
    else if (word && strcmp(word, "--version") == 0)
        sr_buf_printf(&cli->out, "sitrep %s\n", SR_VERSION);
    else if (word)
        return sr_cli_usage(cli, "there is no command \"%s\"", word);
    else
        return sr_cli_usage(cli, "it needs a command");
    return SR_EXIT_DONE;
}

static int run_command(sr_cli *cli, int argc, char **argv)
{
    bool done = false;
    int status = sr_cli_parse(cli, argc, argv, &done);
    if (done || status != SR_EXIT_DONE)
        return status;
    return cli->command->run(cli);
}

int main(int argc, char **argv)
{
    /* A reader that goes away is told by write(), not by death in mid-transaction. */
    (void)signal(SIGPIPE, SIG_IGN);
    sr_cli cli = {.now_s = (sr_time)time(NULL)};
    const char *word = argc > 1 ? argv[1] : NULL;
    cli.command = word ? find_command(word) : NULL;
    int status = cli.command ? run_command(&cli, argc - 1, argv + 1)
                             : run_program_words(&cli, word);
    sr_err err;
    if (sr_cli_flush(&cli, true, &err) != SR_OK && status == SR_EXIT_DONE)
        status = sr_cli_fail(&cli, &err);
    sr_buf_free(&cli.out);
    return status;
}
