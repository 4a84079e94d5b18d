/* A change of mind is told: same actor, much the same thing, another stance. */
#include "t.h"

#include "export/changes.h"

#include <stdio.h>

typedef struct sample {
    sr_doc *doc;
    sr_sentence sent;
    sr_token tokens[8];
    sr_word words[8];
    sr_entity entity;
    sr_position position;
} sample;

/* A document whose one position is toward the words of `toward`, all nouns. */
static void make(sample *s, const char *id, const char *actor, const char *toward,
                 sr_stance stance)
{
    sr_str rest = sr_str_of(toward), word;
    uint32_t at = 0, n = 0;
    *s = (sample){.doc = sr_doc_new(0)};
    while (sr_str_field(&rest, ' ', &word)) {
        s->tokens[n].span = (sr_span){at, at + (uint32_t)word.len};
        s->words[n] = (sr_word){.lemma = word, .upos = SR_UPOS_NOUN};
        at += (uint32_t)word.len + 1;
        n++;
    }
    s->sent = (sr_sentence){.span = {0, at}, .tok_end = n};
    s->entity = (sr_entity){.name = sr_str_of(actor), .is_named = true};
    s->position = (sr_position){.toward = {0, at - 1}, .stance = (uint8_t)stance};
    s->doc->article = (sr_article){.id = sr_str_of(id), .text = sr_str_of(toward)};
    s->doc->sents = &s->sent, s->doc->n_sents = 1;
    s->doc->tokens = s->tokens, s->doc->words = s->words, s->doc->n_tokens = n;
    s->doc->entities = &s->entity, s->doc->n_entities = 1;
}

static bool add(sr_positions_seen *seen, const char *id, const char *actor,
                const char *toward, sr_stance stance, sr_position_before *was)
{
    sample s;
    make(&s, id, actor, toward, stance);
    bool changed = sr_positions_seen_add(seen, s.doc, &s.position, was);
    sr_doc_free(s.doc);
    return changed;
}

START_TEST(changes)
{
    sr_positions_seen *seen;
    sr_position_before was = {0};
    ck_ok(sr_positions_seen_new(&seen, NULL));
    ck_assert(!add(seen, "a", "Ann", "ceasefire plan", SR_STANCE_OPPOSES, &was));
    ck_assert(!add(seen, "b", "Bob", "ceasefire plan", SR_STANCE_SUPPORTS, &was));
    ck_assert(!add(seen, "c", "Ann", "tax reform", SR_STANCE_SUPPORTS, &was));
    ck_assert(add(seen, "d", "Ann", "Plan new ceasefire", SR_STANCE_SUPPORTS, &was));
    ck_str(was.article, "a");
    ck_assert_int_eq(was.stance, SR_STANCE_OPPOSES);
    ck_assert(
        !add(seen, "e", "Ann", "ceasefire plan", SR_STANCE_SUPPORTS, &was)); /* as in d */
    ck_assert(add(seen, "f", "Ann", "ceasefire plan", SR_STANCE_UNDECIDED, &was));
    ck_str(was.article, "e");
    sr_positions_seen_free(seen);
}
END_TEST

START_TEST(nobody_and_nothing)
{
    sr_positions_seen *seen;
    sr_position_before was = {0};
    sample s;
    ck_ok(sr_positions_seen_new(&seen, NULL));
    make(&s, "a", "Ann", "plan", SR_STANCE_OPPOSES);
    s.position.actor = SR_NONE;
    ck_assert(!sr_positions_seen_add(seen, s.doc, &s.position, &was));
    s.position.actor = 0;
    s.doc->words = NULL;
    ck_assert(!sr_positions_seen_add(seen, s.doc, &s.position, &was));
    sr_doc_free(s.doc);
    sr_positions_seen_free(seen);
}
END_TEST

/* One actor with 20,000 positions toward different things: bounded looks. */
START_TEST(many_of_one)
{
    sr_positions_seen *seen;
    sr_position_before was = {0};
    sample s;
    char word[16];
    ck_ok(sr_positions_seen_new(&seen, NULL));
    make(&s, "a", "Ann", "plan", SR_STANCE_OPPOSES);
    for (int i = 0; i < 20000; i++) {
        int n = snprintf(word, sizeof word, "w%d", i);
        s.words[0].lemma = (sr_str){word, (size_t)n};
        ck_assert(!sr_positions_seen_add(seen, s.doc, &s.position, &was));
    }
    sr_doc_free(s.doc);
    sr_positions_seen_free(seen);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("export/changes");
    TCase *c = tcase_create("changes");
    tcase_add_test(c, changes);
    tcase_add_test(c, nobody_and_nothing);
    tcase_add_test(c, many_of_one);
    suite_add_tcase(suite, c);
    return suite;
}
