/* Trees that no parser would make: the bytes choose words, classes, relations, heads and
 * names; what doc/claims.h says of events holds, and the same input gives the same result.
 *
 * A token is four bytes: word, class, relation, how far its head is. */
#include "fuzz.h"

#include "facts/layers.h"

static const char *const lemmas[] = {
    "attack", "agree",  "kill",     "talk",       "on",     "by",
    "carry",  "out",    "condemn",  "rebel",      "France", "sanction",
    "lift",   "will",   "not",      "strike",     "series", "of",
    "troops", "send",   "demand",   "withdrawal", "refuse", "to",
    "police", "arrest", "threaten", "visit",      "sign",   "deal"};
enum { WIDTH = 9 };

static sr_facts_rules *rules;

static bool make(sr_doc *doc, const uint8_t *data, size_t n)
{
    char *text = sr_arena_alloc(doc->arena, n * WIDTH + 1, 1);
    doc->tokens = SR_NEW(doc->arena, sr_token, n);
    doc->words = SR_NEW(doc->arena, sr_word, n);
    doc->names = SR_NEW(doc->arena, sr_name, n);
    doc->sents = SR_NEW(doc->arena, sr_sentence, 1);
    if (!text || !doc->tokens || !doc->words || !doc->names || !doc->sents)
        return false;
    memset(text, 'x', n * WIDTH);
    doc->article.text = (sr_str){text, n * WIDTH};
    doc->n_tokens = n, doc->n_sents = 1;
    doc->sents[0] =
        (sr_sentence){.span = {0, (uint32_t)(n * WIDTH)}, .tok_end = (uint32_t)n};
    for (uint32_t t = 0; t < n; t++) {
        const uint8_t *b = data + 4 * t;
        uint32_t beg = t * WIDTH, far = b[3] & 63;
        doc->tokens[t].span = (sr_span){beg, beg + WIDTH - 1};
        doc->words[t] = (sr_word){.lemma = sr_str_of(lemmas[b[0] % SR_COUNT(lemmas)]),
                                  .upos = b[1] % SR_UPOS_COUNT,
                                  .rel = b[2] % SR_REL_COUNT,
                                  .feats = (uint64_t)b[1] << (b[2] % 48)};
        uint32_t head = b[3] & 64 ? t + far : t > far ? t - far : 0;
        doc->words[t].head = head < n ? head : t;
        if (b[3] & 128)
            doc->names[doc->n_names++] = (sr_name){.span = doc->tokens[t].span,
                                                   .tok_beg = t,
                                                   .tok_end = t + 1,
                                                   .type = b[1] % SR_NAME_TYPES};
    }
    return true;
}

static void check_parties(const sr_party *v, size_t n, size_t end)
{
    for (size_t i = 0; i < n; i++)
        MUST(v[i].span.beg < v[i].span.end && v[i].span.end <= end && v[i].code.p);
}

static void check(const sr_doc *doc)
{
    size_t end = doc->article.text.len;
    uint32_t last = 0;
    for (size_t i = 0; i < doc->n_events; i++) {
        const sr_event *e = &doc->events[i];
        MUST(e->type < SR_EVENT_TYPE_COUNT && e->n_mentions > 0 && e->rule.len);
        MUST(e->p >= 0 && e->p <= 1 && e->place == SR_NONE && e->quad <= 4);
        MUST(e->mentions[0].tok >= last);
        last = e->mentions[0].tok;
        for (size_t m = 0; m < e->n_mentions; m++)
            MUST(e->mentions[m].tok < doc->n_tokens && e->mentions[m].trigger.end <= end);
        check_parties(e->actors, e->n_actors, end);
        check_parties(e->recipients, e->n_recipients, end);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!rules)
        MUST(sr_facts_rules_new("en", &rules, NULL) == SR_OK);
    sr_doc *doc = sr_doc_new(0);
    MUST(doc && make(doc, data, size / 4));
    MUST(sr_events_find(rules, doc, NULL) == SR_OK);
    check(doc);
    sr_buf first = {0}, second = {0};
    sr_doc_write_events(doc, &(sr_json){.out = &first});
    MUST(sr_events_find(rules, doc, NULL) == SR_OK);
    sr_doc_write_events(doc, &(sr_json){.out = &second});
    MUST(sr_str_eq(sr_buf_str(&first), sr_buf_str(&second)));
    sr_buf_free(&first);
    sr_buf_free(&second);
    sr_doc_free(doc);
    return 0;
}
