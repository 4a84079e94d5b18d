/* Names that tell of others in the same document. */
#include "base/buf.h"
#include "t.h"
#include "tag/second_look.h"

enum { MAX_NAMES = 4, MAX_TOKENS = 64 };

/* Tokens split at blanks, a sentence a line; capitals make a proper noun. */
typedef struct story {
    sr_doc *doc;
    sr_word *words;
    sr_name *names;
    size_t n;
} story;

typedef struct given {
    uint32_t sent, beg, end;
    sr_name_type type;
    float p;
} given;

static void lay(story *s, const char *lines)
{
    sr_str text = sr_str_of(lines), rest = text, line, word;
    sr_doc *doc = s->doc = sr_doc_new(0);
    doc->article.text = text;
    doc->tokens = SR_NEW(doc->arena, sr_token, MAX_TOKENS);
    doc->sents = SR_NEW(doc->arena, sr_sentence, MAX_TOKENS);
    s->words = SR_NEW(doc->arena, sr_word, MAX_TOKENS);
    while (sr_str_field(&rest, '\n', &line)) {
        sr_sentence *sent = &doc->sents[doc->n_sents++];
        sent->tok_beg = (uint32_t)doc->n_tokens;
        while (sr_str_field(&line, ' ', &word)) {
            uint32_t beg = (uint32_t)(word.p - text.p);
            s->words[doc->n_tokens].upos =
                sr_is_upper(word.p[0]) ? SR_UPOS_PROPN : SR_UPOS_NOUN;
            doc->tokens[doc->n_tokens++].span = (sr_span){beg, beg + (uint32_t)word.len};
        }
        sent->tok_end = (uint32_t)doc->n_tokens;
    }
}

static void name(story *s, const given *g, size_t n)
{
    s->names = SR_NEW(s->doc->arena, sr_name, MAX_NAMES);
    for (s->n = 0; s->n < n && g[s->n].end; s->n++) {
        const given *x = &g[s->n];
        s->names[s->n] = (sr_name){.span = {s->doc->tokens[x->beg].span.beg,
                                            s->doc->tokens[x->end - 1].span.end},
                                   .sent = x->sent,
                                   .tok_beg = x->beg,
                                   .tok_end = x->end,
                                   .type = (uint8_t)x->type,
                                   .p = x->p};
    }
}

/* "Olena Rudko/PER|Rudko/PER" */
static void show(const story *s, sr_buf *out)
{
    for (size_t i = 0; i < s->n; i++) {
        if (i)
            sr_buf_putc(out, '|');
        sr_buf_put(out, sr_str_span(s->doc->article.text, s->names[i].span));
        sr_buf_putc(out, '/');
        sr_buf_put(out, sr_str_of(sr_name_type_name((sr_name_type)s->names[i].type)));
    }
}

static const struct {
    const char *rule, *text;
    given g[MAX_NAMES];
    const char *want;
} cases[] = {
    {"a family name that was missed",
     "Olena Rudko spoke\nthen Rudko left",
     {{0, 0, 2, SR_NAME_PER, 0.9f}},
     "Olena Rudko/PER|Rudko/PER"},
    {"a family name taken for a place",
     "Olena Rudko spoke\nthen Rudko left",
     {{0, 0, 2, SR_NAME_PER, 0.9f}, {1, 4, 5, SR_NAME_LOC, 0.6f}},
     "Olena Rudko/PER|Rudko/PER"},
    {"a sure name keeps its type",
     "Olena Marlow spoke\nthen Marlow flooded",
     {{0, 0, 2, SR_NAME_PER, 0.9f}, {1, 4, 5, SR_NAME_LOC, 0.95f}},
     "Olena Marlow/PER|Marlow/LOC"},
    {"one name, one type",
     "in Marlow rain\nMarlow voted",
     {{0, 1, 2, SR_NAME_LOC, 0.9f}, {1, 3, 4, SR_NAME_ORG, 0.4f}},
     "Marlow/LOC|Marlow/LOC"},
    {"an unsure name tells nothing",
     "in Marlow rain\nthen Marlow voted",
     {{0, 1, 2, SR_NAME_LOC, 0.7f}},
     "Marlow/LOC"},
    {"the longest that is known, whatever its capitals",
     "the North Sea Fund paid\nNORTH SEA FUND paid",
     {{0, 1, 4, SR_NAME_ORG, 0.9f}},
     "North Sea Fund/ORG|NORTH SEA FUND/ORG"},
    {"letters that a name explains",
     "the Council of Coasts ( CC ) met\nso CC paid",
     {{0, 1, 4, SR_NAME_ORG, 0.9f}, {1, 9, 10, SR_NAME_LOC, 0.9f}},
     "Council of Coasts/ORG|CC/ORG|CC/ORG"},
    {"other letters",
     "the Council of Coasts ( USA ) met",
     {{0, 1, 4, SR_NAME_ORG, 0.9f}},
     "Council of Coasts/ORG"},
    {"common words are no names",
     "at Target today\nthe target moved",
     {{0, 1, 2, SR_NAME_ORG, 0.9f}},
     "Target/ORG"},
    {"none", "rain fell", {{0}}, ""},
};

START_TEST(test_rules)
{
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        story s = {0};
        sr_buf out = {0};
        lay(&s, cases[i].text);
        name(&s, cases[i].g, MAX_NAMES);
        ck_assert(sr_tag_second_look(s.doc, s.words, s.doc->arena, &s.names, &s.n));
        show(&s, &out);
        ck_assert_msg(sr_str_eq(sr_buf_str(&out), sr_str_of(cases[i].want)), "%s: %.*s",
                      cases[i].rule, SR_FMT(sr_buf_str(&out)));
        sr_buf_free(&out);
        sr_doc_free(s.doc);
    }
}
END_TEST

START_TEST(test_no_memory)
{
    bool done = false;
    for (size_t k = 0; !done && k < 50; k++) {
        story s = {0};
        lay(&s, cases[0].text);
        name(&s, cases[0].g, MAX_NAMES);
        sr_name *before = s.names;
        sr_arena_fail_after(s.doc->arena, k);
        done = sr_tag_second_look(s.doc, s.words, s.doc->arena, &s.names, &s.n);
        ck_assert(done ? s.n == 2 : s.names == before && s.n == 1);
        sr_doc_free(s.doc);
    }
    ck_assert(done);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("second look");
    TCase *c = tcase_create("second look");
    tcase_add_test(c, test_rules);
    tcase_add_test(c, test_no_memory);
    suite_add_tcase(s, c);
    return s;
}
