/* doc/ud.h: names go out as they came in. */
#include "doc/ud.h"
#include "t.h"

START_TEST(test_relations)
{
    for (int i = 0; i < SR_REL_COUNT; i++) {
        sr_relation r = SR_REL_COUNT;
        ck_assert(sr_relation_parse(sr_str_of(sr_relation_name((sr_relation)i)), &r));
        ck_assert_int_eq(r, i);
    }
    sr_relation r = SR_REL_OBJ;
    ck_assert(!sr_relation_parse(SR_STR("nsubj:none"), &r) && r == SR_REL_OBJ);
    ck_assert_int_eq(sr_relation_base(SR_REL_NSUBJ_PASS), SR_REL_NSUBJ);
    ck_assert_int_eq(sr_relation_base(SR_REL_ACL), SR_REL_ACL);
}
END_TEST

START_TEST(test_upos)
{
    for (int i = 0; i < SR_UPOS_COUNT; i++) {
        sr_upos u = SR_UPOS_COUNT;
        ck_assert(sr_upos_parse(sr_str_of(sr_upos_name((sr_upos)i)), &u));
        ck_assert_int_eq(u, i);
    }
    ck_assert_str_eq(sr_upos_name(SR_UPOS_COUNT), "_");
}
END_TEST

START_TEST(test_features)
{
    static const char *const texts[] = {
        "_", "Abbr=Yes", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin",
        "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"};
    for (size_t i = 0; i < SR_COUNT(texts); i++) {
        sr_buf b = {0};
        uint64_t f = 1;
        ck_assert(sr_feats_parse(sr_str_of(texts[i]), &f));
        sr_feats_put(f, &b);
        ck_str(sr_buf_str(&b), texts[i]);
        sr_buf_free(&b);
    }
    uint64_t f = 77;
    ck_assert(!sr_feats_parse(SR_STR("Number=Many"), &f) && f == 77);
    ck_assert(sr_feats_parse(SR_STR("Mood=Ind"), &f) && f == SR_FEAT(MOOD_IND));
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("ud");
    TCase *c = tcase_create("ud");
    tcase_add_test(c, test_relations);
    tcase_add_test(c, test_upos);
    tcase_add_test(c, test_features);
    suite_add_tcase(s, c);
    return s;
}
