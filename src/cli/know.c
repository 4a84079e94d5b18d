/* sitrep know: ask the knowledge, check files of it, make files of it.
 *
 *   actor NAME...     place NAME...     one line of JSON for each one of that name
 *   holder COUNTRY OFFICE               who held it on a day
 *   code STRING...                      country and code of what names an actor
 *   check FILE...                       every error with file and line
 *   import KIND FILE...                 files of others into ours (docs/formats/know.md)
 */
#include "cli/cli.h"

#include "know/compile.h"
#include "know/import.h"
#include "know/know.h"

enum { MOST = 256, SHOWN = 20 };

/* --- actor, place ---------------------------------------------------------------------------- */

static void put_day(sr_json *j, const char *key, sr_time t)
{
    char text[SR_TIME_TEXT];
    sr_time_text(t, text);
    sr_json_pair(j, key, (sr_str){text, 10});
}

static void put_role(sr_json *j, const sr_known_role *r)
{
    sr_json_object(j);
    sr_json_pair_opt(j, "code", r->code);
    sr_json_pair_opt(j, "country", r->country);
    sr_json_pair_opt(j, "office", r->office);
    sr_json_pair_opt(j, "title", r->title);
    if (r->from_s != INT64_MIN)
        put_day(j, "from", r->from_s);
    if (r->until_s != INT64_MAX)
        put_day(j, "until", r->until_s - 86400); /* the last day of it */
    sr_json_end(j);
}

static const char *kind_name(uint8_t kind)
{
    static const char *const names[] = {"country", "person", "organisation", "group",
                                        "other"};
    return kind < SR_COUNT(names) ? names[kind] : "other";
}

static void put_actor(sr_cli *cli, const sr_know *know, sr_actor actor)
{
    sr_known a = sr_know_actor(know, actor);
    sr_known_role role;
    sr_json j = {.out = &cli->out};
    sr_json_object(&j);
    sr_json_pair(&j, "id", a.id);
    sr_json_pair(&j, "name", a.name);
    sr_json_pair(&j, "type", sr_str_of(sr_entity_type_name(a.type)));
    sr_json_pair(&j, "kind", sr_str_of(kind_name(a.kind)));
    sr_json_pair_opt(&j, "country", a.country);
    if (sr_know_role_on(know, actor, cli->on_s, &role)) {
        sr_json_pair_opt(&j, "code", role.code);
        sr_json_pair_opt(&j, "role", role.office);
    }
    sr_json_key(&j, "weight");
    sr_json_share(&j, (double)a.weight);
    sr_json_key(&j, "roles");
    sr_json_array(&j);
    for (uint32_t i = 0; i < a.n_roles; i++) {
        role = sr_know_role(know, actor, i);
        put_role(&j, &role);
    }
    sr_json_end(&j);
    sr_json_end(&j);
    sr_buf_putc(&cli->out, '\n');
}

static void put_place(sr_cli *cli, const sr_know *know, sr_place_ref ref)
{
    sr_known_place p = sr_know_place(know, ref);
    char feature = p.feature ? p.feature : '?';
    sr_json j = {.out = &cli->out};
    sr_json_object(&j);
    if (p.geonames) {
        sr_json_key(&j, "geonames");
        sr_json_int(&j, (int64_t)p.geonames);
    }
    sr_json_pair(&j, "name", p.name);
    sr_json_pair_opt(&j, "country", p.country);
    sr_json_pair_opt(&j, "adm1", p.adm1);
    sr_json_pair_opt(&j, "adm2", p.adm2);
    sr_json_pair_opt(&j, "claimed", p.claimed);
    sr_json_key(&j, "lat");
    sr_json_num(&j, p.lat);
    sr_json_key(&j, "lon");
    sr_json_num(&j, p.lon);
    sr_json_pair(&j, "precision", sr_str_of(sr_place_precision_name(p.precision)));
    sr_json_pair(&j, "feature", (sr_str){&feature, 1});
    if (p.population) {
        sr_json_key(&j, "population");
        sr_json_int(&j, p.population);
    }
    if (p.is_capital) {
        sr_json_key(&j, "capital");
        sr_json_bool(&j, true);
    }
    sr_json_end(&j);
    sr_buf_putc(&cli->out, '\n');
}

static size_t put_actors(sr_cli *cli, const sr_know *know, sr_str name, size_t most)
{
    sr_actor found[MOST];
    size_t n = sr_know_actors(know, name, found, most);
    for (size_t i = 0; i < n && i < most; i++)
        put_actor(cli, know, found[i]);
    return n;
}

static size_t put_places(sr_cli *cli, const sr_know *know, sr_str name, size_t most)
{
    sr_place_ref found[MOST];
    size_t n = sr_know_places(know, name, found, most);
    for (size_t i = 0; i < n && i < most; i++)
        put_place(cli, know, found[i]);
    return n;
}

static int ask(sr_cli *cli, bool is_place)
{
    sr_know *know;
    sr_err err;
    size_t most = cli->max ? cli->max : SHOWN;
    int status = SR_EXIT_DONE;
    if (sr_know_open(cli->know, cli->n_know, &know, &err) != SR_OK)
        return sr_cli_fail(cli, &err);
    most = most < MOST ? most : MOST;
    cli->on_s = cli->on_s ? cli->on_s : cli->now_s;
    for (size_t i = 1; i < cli->n_operands; i++) {
        sr_str name = sr_str_of(cli->operands[i]);
        if ((is_place ? put_places : put_actors)(cli, know, name, most) == 0) {
            sr_cli_say(cli, "nothing is known of \"%s\"", cli->operands[i]);
            status = SR_EXIT_REFUSED;
        }
    }
    sr_know_close(know);
    return status;
}

static int holder(sr_cli *cli)
{
    sr_know *know;
    sr_err err;
    if (cli->n_operands != 3)
        return sr_cli_usage(cli, "it needs: holder COUNTRY OFFICE");
    if (sr_know_open(cli->know, cli->n_know, &know, &err) != SR_OK)
        return sr_cli_fail(cli, &err);
    cli->on_s = cli->on_s ? cli->on_s : cli->now_s;
    sr_actor found = sr_know_holder(know, sr_str_of(cli->operands[1]),
                                    sr_str_of(cli->operands[2]), cli->on_s);
    if (found != SR_NONE)
        put_actor(cli, know, found);
    else
        sr_cli_say(cli, "no %s of \"%s\" is known on that day", cli->operands[2],
                   cli->operands[1]);
    sr_know_close(know);
    return found != SR_NONE ? SR_EXIT_DONE : SR_EXIT_REFUSED;
}

/* --- check ----------------------------------------------------------------------------------- */

static void say_wrong(void *ctx, sr_str file, uint32_t line, sr_str message)
{
    if (line)
        sr_cli_say(ctx, "%.*s:%u: %.*s", SR_FMT(file), line, SR_FMT(message));
    else
        sr_cli_say(ctx, "%.*s: %.*s", SR_FMT(file), SR_FMT(message));
}

static int check(sr_cli *cli)
{
    sr_know *know;
    sr_err err = {0};
    if (sr_know_open(cli->know, cli->n_know, &know, &err) != SR_OK)
        return sr_cli_fail(cli, &err);
    sr_status st =
        sr_know_check(know, cli->operands + 1, cli->n_operands - 1, say_wrong, cli, &err);
    sr_know_close(know);
    if (st == SR_EFORMAT)
        return SR_EXIT_REFUSED;
    return st == SR_OK ? SR_EXIT_DONE : sr_cli_fail(cli, &err);
}

/* --- import ---------------------------------------------------------------------------------- */

static sr_status import_geonames(sr_cli *cli, const sr_know *know, sr_err *err)
{
    const char *names = cli->n_operands > 3 ? cli->operands[3] : NULL;
    sr_know_counts counts = {0};
    sr_status st = sr_know_import_geonames(know, cli->operands[2], names, cli->out_file,
                                           &counts, err);
    if (st == SR_OK)
        sr_cli_say(cli, "%zu places with %zu names; %zu lines were none", counts.rows,
                   counts.names, counts.refused);
    return st;
}

static sr_status import_text(sr_cli *cli, const sr_know *know, sr_err *err)
{
    sr_know_counts counts = {0};
    bool phoenix = strcmp(cli->operands[1], "phoenix") == 0;
    sr_status st = (phoenix ? sr_know_import_phoenix : sr_know_import_wikidata)(
        know, cli->operands[2], &cli->out, &counts, err);
    if (st == SR_OK)
        sr_cli_say(cli, "%zu lines; %zu entries were none", counts.rows, counts.refused);
    return st;
}

static int import(sr_cli *cli)
{
    sr_know *know;
    sr_err err = {0};
    const char *kind = cli->n_operands > 2 ? cli->operands[1] : "";
    bool geonames = strcmp(kind, "geonames") == 0;
    if (!geonames && strcmp(kind, "wikidata") != 0 && strcmp(kind, "phoenix") != 0)
        return sr_cli_usage(cli, "it needs: import geonames, wikidata or phoenix, FILE");
    if (geonames && !cli->out_file)
        return sr_cli_usage(cli, "import geonames needs --out FILE");
    if (sr_know_open(cli->know, cli->n_know, &know, &err) != SR_OK)
        return sr_cli_fail(cli, &err);
    sr_status st =
        geonames ? import_geonames(cli, know, &err) : import_text(cli, know, &err);
    sr_know_close(know);
    return st == SR_OK ? SR_EXIT_DONE : sr_cli_fail(cli, &err);
}

int sr_cli_know(sr_cli *cli)
{
    const char *what = cli->operands[0];
    if (cli->n_operands < 2)
        return sr_cli_usage(cli, "it needs: %s", cli->command->operands);
    if (strcmp(what, "actor") == 0)
        return ask(cli, false);
    if (strcmp(what, "place") == 0)
        return ask(cli, true);
    if (strcmp(what, "holder") == 0)
        return holder(cli);
    if (strcmp(what, "code") == 0)
        return sr_cli_know_code(cli);
    if (strcmp(what, "check") == 0)
        return check(cli);
    if (strcmp(what, "import") == 0)
        return import(cli);
    return sr_cli_usage(
        cli, "there is nothing to \"%s\": actor, place, holder, code, check or import",
        what);
}
