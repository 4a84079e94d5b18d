/* sitrep know code: strings that name actors -> country and code on a day.
 *
 * Each operand is a string; "-" reads lines of JSON from standard input instead:
 *   {"string": "Defense Minister", "context": "German", "on": "2022-01-01"}
 */
#include "cli/cli.h"

#include "doc/json_read.h"

#include <stdio.h>
#include <stdlib.h>

enum { ARENA_BYTES = 4 * 1024 * 1024 };

typedef struct asked {
    sr_str string, context;
    sr_when day;
} asked;

/* The parts of a code behind the country or class it begins with. */
static void put_sectors(sr_json *j, const sr_coded *c)
{
    sr_str rest = c->code, part;
    bool has_country = c->country.len && sr_str_starts(c->code, c->country);
    if (has_country)
        (void)sr_str_field(&rest, '.', &part);
    sr_json_key(j, "sectors");
    sr_json_array(j);
    while (sr_str_field(&rest, '.', &part))
        if (part.len)
            sr_json_str(j, part);
    sr_json_end(j);
}

static sr_status put_code(sr_cli *cli, const sr_link_rules *rules, const asked *q,
                          sr_arena *a, sr_err *err)
{
    sr_coded c;
    sr_status st = sr_link_actor(rules, q->string, q->context, &q->day, a, &c, err);
    if (st != SR_OK)
        return st;
    sr_json j = {.out = &cli->out};
    sr_json_object(&j);
    sr_json_pair(&j, "string", q->string);
    sr_json_pair_opt(&j, "country", c.country);
    sr_json_pair_opt(&j, "code", c.code);
    put_sectors(&j, &c);
    sr_json_pair_opt(&j, "office", c.office);
    if (c.actor != SR_NONE) {
        sr_known k = sr_know_actor(sr_link_know(rules), c.actor);
        sr_json_pair(&j, "name", k.name);
        sr_json_pair(&j, "known", k.id);
    }
    sr_json_end(&j);
    sr_buf_putc(&cli->out, '\n');
    return sr_cli_flush(cli, false, err);
}

static sr_status code_line(sr_cli *cli, const sr_link_rules *rules, sr_str line,
                           sr_arena *a, sr_err *err)
{
    cJSON *o;
    sr_status st = sr_json_parse(line, &o, err);
    if (st != SR_OK)
        return st;
    asked q = {sr_json_member_text(o, "string"),
               sr_json_member_text(o, "context"),
               {.at_s = cli->on_s, .precision = SR_TIME_DAY}};
    sr_precision precision;
    sr_time at;
    if (sr_time_parse(sr_json_member_text(o, "on"), &at, &precision))
        q.day = (sr_when){.at_s = at, .precision = precision};
    st = put_code(cli, rules, &q, a, err);
    cJSON_Delete(o);
    return st;
}

static sr_status code_lines(sr_cli *cli, const sr_link_rules *rules, sr_arena *a,
                            sr_err *err)
{
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    sr_status st = SR_OK;
    while (st == SR_OK && (n = getline(&line, &cap, stdin)) > 0) {
        st = code_line(cli, rules, sr_str_trim((sr_str){line, (size_t)n}), a, err);
        sr_arena_reset(a);
    }
    free(line);
    return st;
}

static sr_status code_all(sr_cli *cli, const sr_link_rules *rules, sr_arena *a,
                          sr_err *err)
{
    sr_status st = SR_OK;
    for (size_t i = 1; st == SR_OK && i < cli->n_operands; i++) {
        asked q = {sr_str_of(cli->operands[i]),
                   {"", 0},
                   {.at_s = cli->on_s, .precision = SR_TIME_DAY}};
        st = sr_str_eq(q.string, SR_STR("-")) ? code_lines(cli, rules, a, err)
                                              : put_code(cli, rules, &q, a, err);
        sr_arena_reset(a);
    }
    return st;
}

int sr_cli_know_code(sr_cli *cli)
{
    sr_know *know = NULL;
    sr_link_rules *rules = NULL;
    sr_arena *a = sr_arena_new(ARENA_BYTES);
    sr_err err = {0};
    sr_status st = a ? sr_know_open(cli->know, cli->n_know, &know, &err)
                     : sr_fail(&err, SR_ENOMEM, 0, "out of memory");
    cli->on_s = cli->on_s ? cli->on_s : cli->now_s;
    if (st == SR_OK)
        st = sr_link_rules_new(know, "en", &rules, &err);
    if (st == SR_OK)
        st = code_all(cli, rules, a, &err);
    sr_link_rules_free(rules);
    sr_know_close(know);
    sr_arena_free(a);
    return st == SR_OK ? SR_EXIT_DONE : sr_cli_fail(cli, &err);
}
