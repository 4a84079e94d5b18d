/* sitrep search: articles of a store that have all the words. */
#include "cli/cli.h"

enum { DEFAULT_HITS = 20 };
static const size_t SEARCH_ARENA_BYTES = (size_t)256 * 1024 * 1024;

/* Text for people: control bytes of the source do not reach the terminal. */
static void put_clean(sr_buf *out, sr_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.p[i];
        sr_buf_putc(out, c < 0x20 || c == 0x7F ? ' ' : s.p[i]);
    }
}

static void put_text(sr_cli *cli, const sr_hit *h)
{
    char at[SR_TIME_TEXT];
    sr_time_text(h->at_s, at);
    sr_buf_put(&cli->out, cli->colour ? SR_STR("\033[1m") : SR_STR(""));
    put_clean(&cli->out, h->title.len ? h->title : SR_STR("(no title)"));
    sr_buf_put(&cli->out, cli->colour ? SR_STR("\033[0m\n  ") : SR_STR("\n  "));
    put_clean(&cli->out, h->outlet);
    sr_buf_printf(&cli->out, "%s%.10s  ", h->outlet.len ? ", " : "", at);
    put_clean(&cli->out, h->url);
    sr_buf_put(&cli->out, SR_STR("\n  "));
    put_clean(&cli->out, h->sentence);
    sr_buf_put(&cli->out, SR_STR("\n\n"));
}

/* A word of the shell that holds blanks was quoted there: it is a phrase. */
static bool join_words(const sr_cli *cli, sr_buf *query)
{
    for (size_t i = 0; i < cli->n_operands; i++) {
        const char *word = cli->operands[i];
        bool phrase = strchr(word, ' ') && !strchr(word, '"');
        sr_buf_printf(query, phrase ? "%s\"%s\"" : "%s%s", i ? " " : "", word);
    }
    return sr_buf_ok(query);
}

static sr_status search(sr_cli *cli, sr_format format, sr_str query, sr_arena *a,
                        sr_err *err)
{
    sr_store *store = NULL;
    sr_hit *hits = NULL;
    size_t n = 0;
    sr_status st = sr_store_open(cli->db, SR_STORE_READ, &store, err);
    if (st == SR_OK)
        st = sr_store_search(store, query, cli->max ? cli->max : DEFAULT_HITS, a, &hits,
                             &n, err);
    for (size_t i = 0; st == SR_OK && i < n; i++)
        if (format == SR_FORMAT_JSON)
            sr_hit_write(&hits[i], &cli->out);
        else
            put_text(cli, &hits[i]);
    sr_store_close(store);
    return st;
}

int sr_cli_search(sr_cli *cli)
{
    sr_err err;
    sr_format format;
    sr_buf query = {0};
    if (!cli->db)
        return sr_cli_usage(cli, "it needs --db FILE");
    if (!sr_cli_format(cli, &format))
        return SR_EXIT_USAGE;
    if (format != SR_FORMAT_JSON && format != SR_FORMAT_TEXT)
        return sr_cli_usage(cli, "hits are printed as text or json");
    sr_arena *a = sr_arena_new(SEARCH_ARENA_BYTES);
    sr_status st = a && join_words(cli, &query)
                       ? search(cli, format, sr_buf_str(&query), a, &err)
                       : sr_fail(&err, SR_ENOMEM, 0, "out of memory for a search");
    sr_buf_free(&query);
    sr_arena_free(a);
    return st == SR_OK ? SR_EXIT_DONE : sr_cli_fail(cli, &err);
}
