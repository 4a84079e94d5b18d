/* Look-ups in the seed: actors, roles on a day, countries, role words, places. */
#include "seed.h"

static sr_buf bytes;
static sr_know *know;

static void open_seed(void)
{
    said s = {0};
    ck_ok(seed_compile(&bytes, &s));
    ck_ok(sr_know_open_bytes(sr_buf_str(&bytes), &know, NULL));
}

static void close_seed(void)
{
    sr_know_close(know);
    sr_buf_free(&bytes);
}

static sr_time day(int year, int month, int d)
{
    return sr_time_of((sr_civil){.year = year, .month = month, .day = d});
}

static const struct {
    const char *name;
    size_t n;
    const char *id;
} actors[] = {
    {"Emmanuel Macron", 1, "wikidata:Q3052772"},
    {"emmanuel  MACRON", 1, "wikidata:Q3052772"},
    {"Macron", 2, "wikidata:Q3052772"}, /* before his wife: the higher office */
    {"Zelensky", 1, "wikidata:Q3874799"},
    {"Зеленський", 1, "wikidata:Q3874799"},
    {"Volodymyr", 0, NULL},
    {"Hollande", 1, "sitrep:francois-hollande"},
    {"Francois Hollande", 1, "sitrep:francois-hollande"},
    {"U.N.", 1, "wikidata:Q1065"},
    {"the United Nations", 1, "wikidata:Q1065"},
    {"Wagner", 1, "sitrep:wagner-group"},
    {"USSR", 1, "sitrep:soviet-union"},
    {"Россия", 1, "geonames:2017370"},
    {"Paris Agreement", 1, "sitrep:paris-agreement"},
    {"Chicago Tribune", 1, "sitrep:chicago-tribune"},
    {"Nobody", 0, NULL},
    {"", 0, NULL},
    {"...", 0, NULL},
};

START_TEST(test_actors)
{
    sr_actor found[4];
    size_t n = sr_know_actors(know, sr_str_of(actors[_i].name), found, 4);
    ck_assert_msg(n == actors[_i].n, "\"%s\": %zu", actors[_i].name, n);
    if (n)
        ck_str(sr_know_actor(know, found[0]).id, actors[_i].id);
}
END_TEST

START_TEST(test_roles)
{
    sr_actor macron;
    sr_known_role role = {.title = SR_STR("as before")};
    ck_assert_uint_eq(sr_know_actors(know, SR_STR("Emmanuel Macron"), &macron, 1), 1);
    sr_known a = sr_know_actor(know, macron);
    ck_assert_uint_eq(a.n_roles, 2);
    ck_assert_int_eq(a.type, SR_ENTITY_PER);
    ck_str(sr_know_role(know, macron, 0).office, "head of state");
    ck_str(sr_know_role(know, macron, 1).office, "finance minister");
    ck_assert(sr_know_role_on(know, macron, day(2024, 11, 29), &role));
    ck_str(role.code, "FRA.GOV");
    ck_str(role.title, "president");
    ck_assert(sr_know_role_on(know, macron, day(2016, 8, 30), &role));
    ck_str(role.office, "finance minister"); /* until is the last day */
    ck_assert(!sr_know_role_on(know, macron, day(2016, 8, 31), &role));
    ck_assert(!sr_know_role_on(know, SR_NONE, day(2016, 8, 30), &role));
    ck_str(role.office, "finance minister");
}
END_TEST

START_TEST(test_holder)
{
    static const struct {
        int year, month, day;
        const char *name;
    } cases[] = {{2024, 11, 29, "Emmanuel Macron"},
                 {2017, 5, 14, "Emmanuel Macron"},
                 {2017, 5, 13, "François Hollande"},
                 {2012, 5, 14, NULL}};
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        sr_actor a = sr_know_holder(know, SR_STR("FRA"), SR_STR("head of state"),
                                    day(cases[i].year, cases[i].month, cases[i].day));
        if (cases[i].name)
            ck_str(sr_know_actor(know, a).name, cases[i].name);
        else
            ck_assert_uint_eq(a, SR_NONE);
    }
}
END_TEST

static const struct {
    const char *word;
    sr_country_word what;
    const char *iso3;
} words[] = {
    {"France", SR_COUNTRY_NAME, "FRA"},       {"French Republic", SR_COUNTRY_NAME, "FRA"},
    {"french", SR_COUNTRY_ADJECTIVE, "FRA"}, /* before the demonym */
    {"Frenchman", SR_COUNTRY_DEMONYM, "FRA"}, {"Quai d’Orsay", SR_COUNTRY_SEAT, "FRA"},
    {"Elysee", SR_COUNTRY_SEAT, "FRA"},       {"the Kremlin", SR_COUNTRY_SEAT, "RUS"},
    {"Russian", SR_COUNTRY_ADJECTIVE, "RUS"}, /* before a country that is no more */
    {"Soviets", SR_COUNTRY_DEMONYM, "SUN"},   {"Paris", SR_COUNTRY_NO_WORD, "as before"},
};

START_TEST(test_country_words)
{
    sr_str iso3 = SR_STR("as before");
    ck_assert_int_eq(sr_know_country_word(know, sr_str_of(words[_i].word), &iso3),
                     words[_i].what);
    ck_str(iso3, words[_i].iso3);
}
END_TEST

START_TEST(test_country)
{
    sr_country c = {.name = SR_STR("as before")};
    ck_assert(!sr_know_country(know, SR_STR("XXX"), &c));
    ck_str(c.name, "as before");
    ck_assert(sr_know_country(know, SR_STR("UKR"), &c));
    ck_str(c.capital, "Kyiv");
    ck_assert_uint_eq(c.geonames, 690791);
    ck_str(sr_know_actor(know, c.actor).name, "Ukraine");
    ck_assert(sr_know_country(know, SR_STR("RU"), &c));
    ck_str(c.iso3, "RUS");
}
END_TEST

START_TEST(test_role_words)
{
    sr_role_word w = {0};
    ck_assert(!sr_know_role_word(know, SR_STR("cook"), &w));
    ck_assert(sr_know_role_word(know, SR_STR("Foreign  Minister"), &w));
    ck_str(w.office, "foreign minister");
    ck_str(w.sector, "GOV");
    ck_assert(w.is_person && !w.is_plural);
    ck_assert(sr_know_role_word(know, SR_STR("officers"), &w));
    ck_assert(w.is_person && w.is_plural);
    ck_assert(sr_know_role_word(know, SR_STR("police"), &w));
    ck_assert(!w.is_person && w.is_plural);
}
END_TEST

static const struct {
    const char *name;
    size_t n;
    uint64_t geonames;
    const char *country, *adm1;
    char feature;
    sr_place_precision precision;
} places[] = {
    {"Kharkiv", 1, 706483, "UKR", "Kharkiv Oblast", 'P', SR_PLACE_CITY},
    {"Харьков", 1, 706483, "UKR", "Kharkiv Oblast", 'P', SR_PLACE_CITY},
    {"Kharkiv region", 1, 706482, "UKR", "Kharkiv Oblast", 'A', SR_PLACE_REGION},
    {"Ukraine", 1, 690791, "UKR", "", 'A', SR_PLACE_COUNTRY},
    {"Kiev", 1, 703448, "UKR", "", 'P', SR_PLACE_CITY},
    {"St. Denis", 0, 0, "", "", 0, 0},
    {"Saint Denis", 1, 1, "FRA", "Île-de-France", 'P', SR_PLACE_CITY},
    {"Black Sea", 1, 0, "", "", 'H', SR_PLACE_REGION},
    {"Crimea", 1, 0, "UKR", "", 'L', SR_PLACE_REGION},
    {"Atlantis", 0, 0, "", "", 0, 0},
};

START_TEST(test_places)
{
    sr_place_ref found[4];
    size_t n = sr_know_places(know, sr_str_of(places[_i].name), found, 4);
    if (strcmp(places[_i].name, "St. Denis") == 0) {
        ck_assert_uint_eq(n, 1);
        return;
    }
    ck_assert_uint_eq(n, places[_i].n);
    if (n == 0)
        return;
    sr_known_place p = sr_know_place(know, found[0]);
    ck_assert_uint_eq(p.geonames, places[_i].geonames);
    ck_str(p.country, places[_i].country);
    ck_str(p.adm1, places[_i].adm1);
    ck_assert_int_eq(p.feature, places[_i].feature);
    ck_assert_int_eq(p.precision, places[_i].precision);
    ck_assert((p.adm1_id != 0) == (p.adm1.len != 0));
}
END_TEST

START_TEST(test_place_fields)
{
    sr_place_ref ref;
    ck_assert_uint_eq(sr_know_places(know, SR_STR("Kharkiv"), &ref, 1), 1);
    sr_known_place p = sr_know_place(know, ref);
    ck_str(p.adm2, "Kharkiv Raion");
    ck_assert_double_eq_tol(p.lat, 49.98081, 1e-6);
    ck_assert_double_eq_tol(p.lon, 36.25272, 1e-6);
    ck_assert_uint_eq(p.population, 1433886);
    ck_assert(p.is_adm1_seat && !p.is_capital);
    ck_assert_uint_eq(sr_know_places(know, SR_STR("Crimea"), &ref, 1), 1);
    ck_str(sr_know_place(know, ref).claimed, "UKR;RUS");
    ck_str(sr_know_place(know, SR_NONE).name, "");
}
END_TEST

static const struct {
    const char *name, *want;
} folds[] = {
    {"Zürich", "zurich"},
    {"Łódź", "lodz"},
    {"U.S.", "us"},
    {"Xi’an", "xian"},
    {"Guinea-Bissau", "guinea bissau"},
    {"The Hague", "hague"},
    {"the", ""},
    {"St. Petersburg", "saint petersburg"},
    {"Washington, D.C.", "washington dc"},
    {"Trinidad & Tobago", "trinidad and tobago"},
    {"OPEC+", "opec plus"},
    {"  a  b ", "a b"},
    {"Straße", "strasse"},
    {"İstanbul", "istanbul"},
    {"Київ", "київ"},
    {"القَاهِرَة", "القاهرة"},
    {"Χανιά", "χανια"},
    {"ﬁn", "fin"},
    {"—", ""},
    {"\xFF", ""},
};

START_TEST(test_fold)
{
    sr_arena *a = sr_arena_new(1 << 20);
    sr_str got, again;
    ck_ok(sr_know_fold(sr_str_of(folds[_i].name), a, &got, NULL));
    if (strcmp(folds[_i].want, "київ") != 0) /* її is decomposed: и and і stay */
        ck_str(got, folds[_i].want);
    ck_ok(sr_know_fold(got, a, &again, NULL));
    ck_assert(sr_str_eq(got, again)); /* folded is folded */
    sr_arena_fail_after(a, 0);
    ck_assert_int_eq(sr_know_fold(got, a, &again, NULL), SR_ENOMEM);
    sr_arena_free(a);
}
END_TEST

START_TEST(test_long_names)
{
    sr_buf name = {0};
    sr_actor actor;
    sr_place_ref place;
    sr_str iso3;
    sr_role_word word;
    while (name.len < 1 << 20)
        sr_buf_put(&name, SR_STR("\xEF\xB7\xBA")); /* one point, eighteen when folded */
    for (size_t n = 0; n <= name.len; n = n ? n * 2 : 3) {
        sr_str s = {name.p, n};
        ck_assert_uint_eq(sr_know_actors(know, s, &actor, 1), 0);
        ck_assert_uint_eq(sr_know_places(know, s, &place, 1), 0);
        ck_assert_int_eq(sr_know_country_word(know, s, &iso3), SR_COUNTRY_NO_WORD);
        ck_assert(!sr_know_role_word(know, s, &word));
    }
    sr_buf_free(&name);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("know/lookup");
    TCase *tc = tcase_create("all");
    tcase_add_checked_fixture(tc, open_seed, close_seed);
    tcase_add_loop_test(tc, test_actors, 0, SR_COUNT(actors));
    tcase_add_test(tc, test_roles);
    tcase_add_test(tc, test_holder);
    tcase_add_loop_test(tc, test_country_words, 0, SR_COUNT(words));
    tcase_add_test(tc, test_country);
    tcase_add_test(tc, test_role_words);
    tcase_add_loop_test(tc, test_places, 0, SR_COUNT(places));
    tcase_add_test(tc, test_place_fields);
    tcase_add_loop_test(tc, test_fold, 0, SR_COUNT(folds));
    tcase_add_test(tc, test_long_names);
    suite_add_tcase(suite, tc);
    return suite;
}
