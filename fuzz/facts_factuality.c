/* Any words in any trees: factuality and positions keep their invariants, and the same
 * input gives the same result.  The bytes are words of a small list, five bytes a word:
 * word, class, relation, features, distance to the head. */
#include "fuzz.h"

#include "facts/layers.h"
#include "facts/tree.h"

enum { MAX_WORDS = 4096, BYTES = 5 };

static const char *const words[] = {"refuse",     "if",     "may",    "support", "not",
                                    "plan",       "attack", "oppose", "to",      "we",
                                    "reject",     "of",     "deny",   "will",    "from",
                                    "resistance", "face",   "only",   "?",       "union"};

static sr_facts_rules *rules;

static void put_words(sr_doc *doc, const uint8_t *data, size_t n, char *text)
{
    uint32_t at = 0;
    for (size_t i = 0; i < n; i++) {
        const uint8_t *b = data + BYTES * i;
        sr_str word = sr_str_of(words[b[0] % SR_COUNT(words)]);
        memcpy(text + at, word.p, word.len);
        doc->tokens[i].span = (sr_span){at, at + (uint32_t)word.len};
        at += (uint32_t)word.len;
        text[at++] = ' ';
        size_t head = b[4] % 2 ? i + b[4] : i - b[4];
        doc->words[i] = (sr_word){.lemma = word,
                                  .feats = (uint64_t)1 << (b[3] % SR_FEAT_COUNT),
                                  .head = (uint32_t)(head < n ? head : i),
                                  .upos = b[1] % SR_UPOS_COUNT,
                                  .rel = b[2] % SR_REL_COUNT};
    }
    doc->article.text = (sr_str){text, at};
}

static void check(const sr_doc *doc)
{
    uint32_t last = 0;
    for (size_t i = 0; i < doc->n_predicates; i++) {
        const sr_predicate *p = &doc->predicates[i];
        MUST(p->tok < doc->n_tokens && (i == 0 || p->tok > last));
        MUST(p->factuality.modality < SR_MODALITIES);
        MUST(p->factuality.happened >= -3 && p->factuality.happened <= 3);
        MUST(p->factuality.committed >= -3 && p->factuality.committed <= 3);
        last = p->tok;
    }
    for (size_t i = 0; i < doc->n_positions; i++) {
        const sr_position *p = &doc->positions[i];
        MUST(p->stance < SR_STANCES && p->p > 0 && p->p <= 1);
        MUST(p->toward.beg < p->toward.end && p->toward.end <= doc->article.text.len);
        MUST(p->evidence.beg <= p->toward.beg && p->evidence.end >= p->toward.end);
        MUST(p->condition.end <= p->evidence.end);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!rules)
        MUST(sr_facts_rules_new("en", &rules, NULL) == SR_OK);
    size_t n = size / BYTES < MAX_WORDS ? size / BYTES : MAX_WORDS;
    sr_doc *doc = sr_doc_new(0);
    MUST(doc);
    doc->tokens = SR_NEW(doc->arena, sr_token, n + 1);
    doc->words = SR_NEW(doc->arena, sr_word, n + 1);
    char *text = sr_arena_alloc(doc->arena, n + 1, 16);
    MUST(doc->tokens && doc->words && text);
    doc->n_tokens = n;
    put_words(doc, data, n, text);
    sr_sentence sents[2] = {{.tok_end = (uint32_t)(n / 2)},
                            {.tok_beg = (uint32_t)(n / 2), .tok_end = (uint32_t)n}};
    doc->sents = sents, doc->n_sents = 2;
    MUST(sr_factuality_find(rules, doc, NULL) == SR_OK);
    MUST(sr_positions_find(rules, doc, NULL) == SR_OK);
    check(doc);
    sr_buf first = {0}, second = {0};
    sr_doc_write_predicates(doc, &(sr_json){.out = &first});
    MUST(sr_factuality_find(rules, doc, NULL) == SR_OK);
    sr_doc_write_predicates(doc, &(sr_json){.out = &second});
    MUST(sr_str_eq(sr_buf_str(&first), sr_buf_str(&second)));
    sr_buf_free(&first);
    sr_buf_free(&second);
    sr_doc_free(doc);
    return 0;
}
