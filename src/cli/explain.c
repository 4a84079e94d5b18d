/* sitrep explain: why there is an event in a sentence, and why there is none; the type of
 * what is told between two parties; words that no frame knows. */
#include "cli/cli.h"

#include "doc/json_read.h"
#include "facts/explain.h"

#include <stdlib.h>

/* --- sentences ------------------------------------------------------------------------------ */

static sr_status explain_document(sr_cli *cli, sr_doc *doc, sr_err *err)
{
    sr_status st = SR_OK;
    for (uint32_t s = 0; st == SR_OK && s < doc->n_sents; s++)
        if (cli->sentence == SIZE_MAX || cli->sentence == s)
            st = sr_events_explain(cli->facts, doc, s, &cli->out, err);
    return st;
}

/* --- pairs ------------------------------------------------------------------------------------ */

static bool read_span(const cJSON *pair, const char *key, sr_span *ret)
{
    const cJSON *v = cJSON_GetObjectItemCaseSensitive(pair, key);
    const cJSON *beg = cJSON_GetArrayItem(v, 0), *end = cJSON_GetArrayItem(v, 1);
    *ret = (sr_span){0, 0};
    if (!cJSON_IsNumber(beg) || !cJSON_IsNumber(end) || beg->valuedouble < 0 ||
        end->valuedouble < beg->valuedouble || end->valuedouble > 1e9)
        return false;
    *ret = (sr_span){(uint32_t)beg->valuedouble, (uint32_t)end->valuedouble};
    return true;
}

/* The sentence of the text that the source begins in. */
static uint32_t sentence_of(const sr_doc *doc, sr_span source)
{
    uint32_t found = 0;
    for (uint32_t s = 0; s < doc->n_sents; s++)
        if (!doc->sents[s].in_title && doc->sents[s].span.beg <= source.beg)
            found = s;
    return found;
}

static void put_between(sr_json *j, const sr_between *b)
{
    sr_json_object(j);
    if (b->type < SR_EVENT_TYPE_COUNT) {
        sr_json_pair(j, "type", sr_str_of(sr_event_type_name((sr_event_type)b->type)));
        sr_json_pair_opt(j, "mode", b->mode);
        sr_json_pair_opt(j, "cameo", b->cameo);
        sr_json_key(j, "p");
        sr_json_share(j, (double)b->p);
        sr_json_pair_opt(j, "rule", b->rule);
    }
    sr_json_end(j);
}

static sr_status put_pair(sr_cli *cli, sr_doc *doc, const cJSON *pair, sr_json *j,
                          sr_err *err)
{
    sr_span source, target;
    sr_between b = {.type = SR_EVENT_TYPE_COUNT};
    bool has = read_span(pair, "source", &source);
    (void)read_span(pair, "target", &target);
    sr_status st = has && doc->n_sents && doc->words
                       ? sr_events_between(cli->facts, doc, sentence_of(doc, source),
                                           source, target, &b, err)
                       : SR_OK;
    const cJSON *wants = cJSON_GetObjectItemCaseSensitive(pair, "features");
    if (st != SR_OK || !has || !doc->words || !cJSON_IsTrue(wants)) {
        put_between(j, &b);
        return st;
    }
    sr_buf text = {0};
    st = sr_events_features(cli->facts, doc, sentence_of(doc, source), source, target,
                            &text, err);
    sr_json_object(j);
    sr_json_pair(j, "features", sr_buf_str(&text));
    sr_json_end(j);
    sr_buf_free(&text);
    return st;
}

static sr_status put_pairs(sr_cli *cli, sr_doc *doc, sr_err *err)
{
    sr_json j = {.out = &cli->out};
    cJSON *extra = NULL;
    const cJSON *pair;
    sr_status st = SR_OK;
    if (doc->record.given.extra.len)
        st = sr_json_parse(doc->record.given.extra, &extra, err);
    if (st == SR_OK)
        st = sr_doc_identify(doc, err);
    if (st == SR_OK) {
        sr_json_object(&j);
        sr_json_pair(&j, "id", doc->article.id);
        sr_json_key(&j, "pairs");
        sr_json_array(&j);
        cJSON_ArrayForEach(pair, cJSON_GetObjectItemCaseSensitive(extra, "pairs"))
        {
            if (st == SR_OK)
                st = put_pair(cli, doc, pair, &j, err);
        }
        sr_json_end(&j);
        sr_json_end(&j);
        sr_buf_putc(&cli->out, '\n');
    }
    cJSON_Delete(extra);
    return st;
}

/* --- gaps --------------------------------------------------------------------------------------- */

typedef struct gap {
    sr_str lemma;
    uint64_t n;
} gap;

static int by_number(const void *a, const void *b)
{
    const gap *x = a, *y = b;
    if (x->n != y->n)
        return x->n < y->n ? 1 : -1;
    return sr_str_cmp(x->lemma, y->lemma);
}

/* The key is "v lemma" or "n lemma"; it lives in the arena of the command. */
static void count_gap(void *ctx, sr_str lemma, bool is_verb)
{
    sr_cli *cli = ctx;
    sr_str key =
        sr_arena_printf(cli->gap_keys, "%c %.*s", is_verb ? 'v' : 'n', SR_FMT(lemma));
    uint64_t *n = key.p ? sr_map_put(&cli->gaps, key, 0, NULL) : NULL;
    if (n)
        ++*n;
}

static int put_gaps(sr_cli *cli)
{
    gap *v = calloc(cli->gaps.n + 1, sizeof *v);
    for (size_t i = 0; v && i < cli->gaps.n; i++)
        v[i] = (gap){cli->gaps.v[i].key, cli->gaps.v[i].value};
    if (v)
        qsort(v, cli->gaps.n, sizeof *v, by_number);
    for (size_t i = 0; v && i < cli->gaps.n && i < (cli->max ? cli->max : 200); i++)
        sr_buf_printf(&cli->out, "%8llu  %s  %.*s\n", (unsigned long long)v[i].n,
                      v[i].lemma.p[0] == 'v' ? "verb" : "noun",
                      SR_FMT(sr_str_cut(v[i].lemma, 2, v[i].lemma.len)));
    free(v);
    return SR_EXIT_DONE;
}

/* --- the command ---------------------------------------------------------------------------------- */

static sr_status explain(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    (void)placed;
    sr_cli *cli = ctx;
    if (cli->pairs)
        return put_pairs(cli, doc, err);
    if (!doc->words)
        return SR_OK;
    return cli->find_gaps ? sr_events_gaps(cli->facts, doc, count_gap, cli, err)
                          : explain_document(cli, doc, err);
}

static int explain_all(sr_cli *cli)
{
    int status = sr_cli_stream(cli, "facts", NULL, explain);
    if (cli->find_gaps && status != SR_EXIT_USAGE)
        (void)put_gaps(cli);
    return status;
}

int sr_cli_explain(sr_cli *cli)
{
    if (cli->find_gaps && !(cli->gap_keys = sr_arena_new((size_t)64 << 20)))
        return sr_cli_fail(cli, &(sr_err){.msg = "out of memory for words"});
    int status = sr_cli_with_facts(cli, explain_all);
    sr_map_free(&cli->gaps);
    sr_arena_free(cli->gap_keys);
    return status;
}
