/* Places of a text: which, where, what part they play; entities with their codes. */
#include "coref_t.h"

#include <stdlib.h>

static const struct {
    const char *rule, *text, *want;
} cases[] = {
    {"held by a state", "A man was arrested in Paris, Texas, on Monday.",
     "Paris USA city scene|Texas USA region scene|"},
    {"held by a short form", "Police in Portland, Maine, closed two roads.",
     "Portland USA city scene|Maine USA region scene|"},
    {"most known", "The minister arrived in Paris on Monday.", "Paris FRA city scene|"},
    {"other places", "The mayors of Athens, Atlanta and Savannah met in Georgia.", NULL},
    {"governments speak", "Moscow said on Monday that it had no plans.",
     "Moscow RUS city actor|"},
    {"what is struck", "An earthquake hit Turkey on Monday.",
     "Turkey TUR country scene|"},
    {"with is no scene", "Poland signed an agreement with Norway.",
     "Poland POL country actor|Norway NOR country mentioned|"},
    {"peoples are no places", "Ukrainian soldiers left.", ""},
    {"agencies are no places", "KYIV, March 3 (Meridian) - Two people died.", NULL},
    {"countries in a list", "Officials from China, Japan and Vietnam met.", NULL},
    {"a person is no place", "Paris Hilton laughed.", ""},
    {"few know it abroad", "Tanks rolled into Suba on Monday, Kenya and Uganda said.",
     "Kenya KEN country actor|Uganda UGA country mentioned|"},
    {"held by what does not have it", "A man from Stroud, Ontario, was arrested.",
     "Ontario CAN region mentioned|"},
    {"a list is of one kind",
     "Cases were found in Alberta, Manitoba, Ontario and New Brunswick.",
     "Alberta CAN region scene|Manitoba CAN region scene|Ontario CAN region scene|"
     "New Brunswick CAN region scene|"},
    {"an ordinary word", "Rivers may rise in England on Monday.",
     "England GBR region scene|"},
    {"a part of a word", "Anglo-Saxon kings ruled England.", NULL},
    {"no seat in Tennessee", "The White House said that Tennessee was safe.",
     "Tennessee USA region mentioned|"},
    {"a country behind a name",
     "It was told by the Health Ministry of the People's Republic of China.",
     "China CHN country mentioned|"},
    {"the state of that name", "They left Detroit for Georgia. Michigan is cold.",
     "Detroit USA city scene|Georgia USA region mentioned|Michigan USA region "
     "mentioned|"},
    {"a county that was", "Fire crews were called to a mill in Yorkshire.",
     "Yorkshire GBR region mentioned|"},
    {"a hyphen is no comma", "An earthquake hit Guinea-Bissau on Monday.",
     "Guinea-Bissau GNB country scene|"},
};

START_TEST(test_cases)
{
    sr_doc *doc = coref_t_read_on(&c, sr_str_of(cases[_i].text), 2024);
    sr_buf b = {0};
    for (size_t i = 0; i < doc->n_places; i++) {
        const sr_place *p = &doc->places[i];
        sr_buf_printf(&b, "%.*s %.*s %s %s|", SR_FMT(p->name), SR_FMT(p->country),
                      sr_place_precision_name((sr_place_precision)p->precision),
                      sr_place_part_name((sr_place_part)p->part));
    }
    if (cases[_i].want)
        ck_assert_msg(sr_str_eq(sr_buf_str(&b), sr_str_of(cases[_i].want)),
                      "%s: got \"%.*s\", want \"%s\"", cases[_i].rule,
                      SR_FMT(sr_buf_str(&b)), cases[_i].want);
    sr_buf_free(&b);
    sr_doc_free(doc);
}
END_TEST

static const sr_place *place_named(const sr_doc *doc, const char *name)
{
    for (size_t i = 0; i < doc->n_places; i++)
        if (sr_str_eq(doc->places[i].name, sr_str_of(name)))
            return &doc->places[i];
    return NULL;
}

START_TEST(test_company)
{
    sr_doc *doc = coref_t_read_on(
        &c, SR_STR("The mayors of Athens, Atlanta and Savannah met in Georgia."), 2024);
    const sr_place *athens = place_named(doc, "Athens");
    ck_assert_ptr_nonnull(athens);
    ck_str(athens->country, "USA");
    sr_doc_free(doc);
    doc =
        coref_t_read_on(&c, SR_STR("Officials from China, Japan and Vietnam met."), 2024);
    ck_assert_uint_eq(doc->n_places, 3);
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(doc->places[i].precision, SR_PLACE_COUNTRY);
    sr_doc_free(doc);
    doc =
        coref_t_read_on(&c, SR_STR("KYIV, March 3 (Meridian) - Two people died."), 2024);
    ck_assert_ptr_null(place_named(doc, "Meridian"));
    const sr_place *kyiv = place_named(doc, "Kyiv");
    ck_assert_ptr_nonnull(kyiv);
    ck_assert_int_eq(kyiv->part, SR_PLACE_DATELINE);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_states)
{
    sr_doc *doc =
        coref_t_read_on(&c, SR_STR("A man left Manhattan, New York, for Florida."), 2024);
    const sr_place *florida = place_named(doc, "Florida");
    ck_assert_ptr_nonnull(florida);
    ck_assert_int_eq(florida->precision, SR_PLACE_REGION);
    sr_doc_free(doc);
    doc = coref_t_read_on(
        &c, SR_STR("Sudan's army retook Wad Madani. Sudan and Khartoum cheered."), 2024);
    ck_assert_ptr_nonnull(place_named(doc, "Wad Medani"));
    sr_doc_free(doc);
}
END_TEST

static const struct {
    const char *text;
    int year;
    const char *name, *code, *role; /* of the entity with that name */
} entities[] = {
    {"Emmanuel Macron spoke in Berlin.", 2022, "Emmanuel Macron", "FRA.GOV",
     "head of state"},
    {"Angela Merkel spoke in Berlin.", 2024, "Angela Merkel", "DEU.ELI", ""},
    {"Storm Shadow missiles arrived in Kyiv.", 2024, "Storm Shadow", "", ""},
    {"The United States and Japan agreed.", 2024, "Japan", "JPN", ""},
    {"The Kremlin denied it.", 2024, "Kremlin", "RUS.GOV", ""},
    {"Argentina's unions struck, the CGT said in Buenos Aires.", 2024,
     "Confederación General del Trabajo de la República Argentina", "ARG.LAB", ""},
    {"Mexico sent the National Guard to Mexico City.", 2024, "National Guard of Mexico",
     "MEX.MIL", ""},
    {"KYIV (Meridian) - Two people died in Kharkiv.", 2024, "Meridian", "JRN", ""},
    {"Missiles hit Kharkiv on Monday.", 2024, "Kharkiv", "UKR.CVL", ""},
    {"The mayor of Guadalajara resigned in Mexico.", 2024, "mayor of Guadalajara",
     "MEX.GOV", "mayor"},
    {"Ukrainian police arrested two men.", 2024, "Ukrainian police", "UKR.COP", ""},
    {"Prime Minister Torvald Ingolfen resigned. Norway was surprised.", 2024,
     "Torvald Ingolfen", "NOR.GOV", "head of government"},
};

START_TEST(test_entities)
{
    sr_doc *doc = coref_t_read_on(&c, sr_str_of(entities[_i].text), entities[_i].year);
    const sr_entity *e = NULL;
    for (size_t i = 0; i < doc->n_entities && !e; i++)
        if (sr_str_eq(doc->entities[i].name, sr_str_of(entities[_i].name)))
            e = &doc->entities[i];
    ck_assert_msg(e, "no entity \"%s\"", entities[_i].name);
    ck_str(e->code, entities[_i].code);
    ck_str(e->role, entities[_i].role);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_focus)
{
    sr_focus f[3];
    sr_doc *doc =
        coref_t_read_on(&c,
                        SR_STR("Kenya closed its border. Police in Nairobi and Mombasa "
                               "arrested a man from Uganda."),
                        2024);
    ck_assert_uint_ge(sr_link_focus(doc, f, 3), 2);
    ck_str(f[0].country, "KEN");
    ck_assert(f[0].weight > f[1].weight);
    sr_doc_free(doc);
}
END_TEST

/* Refused memory at each allocation: the tables are as they were. */
START_TEST(test_no_memory)
{
    sr_status st = SR_ENOMEM;
    for (size_t k = 0; st != SR_OK && k < 3000; k += k < 60 ? 1 : 37) {
        sr_doc *doc = coref_t_words(
            &c, SR_STR("Emmanuel Macron met police in Paris, Texas, and left Kyiv."));
        sr_doc before = *doc;
        sr_arena_fail_after(doc->arena, k);
        st = sr_link_analyse(c.link, doc, NULL);
        if (st != SR_OK) {
            ck_assert_int_eq(st, SR_ENOMEM);
            ck_assert(doc->names == before.names && doc->n_places == 0 &&
                      doc->n_entities == 0);
        }
        sr_doc_free(doc);
    }
    ck_assert_int_eq(st, SR_OK);
}
END_TEST

/* Names and nothing else: many of one, all different, all in one list, all unknown. */
START_TEST(test_hostile)
{
    static const char *const fills[] = {"Paris ",        "Paris, Texas, ",
                                        "Springfield. ", "Georgia and Jordan, ",
                                        "US-",           "Xq%zu Zv%zu. "};
    enum { N = 100 * 1000 };
    sr_buf b = {0};
    for (size_t i = 0; b.len < N; i++)
        if (_i == 5)
            sr_buf_printf(&b, "Xq%zu Zv%zu. ", i, i * 7);
        else
            sr_buf_put(&b, sr_str_of(fills[_i]));
    sr_doc *doc = coref_t_read(&c, sr_buf_str(&b));
    for (size_t i = 0; i < doc->n_places; i++) {
        const sr_place *p = &doc->places[i];
        ck_assert(p->mention < doc->n_mentions && p->entity < doc->n_entities);
        ck_assert(p->span.beg < p->span.end && p->span.end <= b.len);
        ck_assert(p->p >= 0 && p->p <= 1);
    }
    sr_doc_free(doc);
    sr_buf_free(&b);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("link/places");
    TCase *t = tcase_create("places");
    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, coref_t_setup, coref_t_teardown);
    tcase_add_loop_test(t, test_cases, 0, SR_COUNT(cases));
    tcase_add_test(t, test_company);
    tcase_add_test(t, test_states);
    tcase_add_loop_test(t, test_entities, 0, SR_COUNT(entities));
    tcase_add_test(t, test_focus);
    tcase_add_test(t, test_no_memory);
    tcase_add_loop_test(t, test_hostile, 0, 6);
    suite_add_tcase(s, t);
    return s;
}
