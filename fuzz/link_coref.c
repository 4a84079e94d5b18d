/* Trees that no parser would make: the bytes choose words, classes, relations, heads and
 * names; the invariants of mentions and chains hold.
 *
 * A token is five bytes: word, class and features, relation, what it hangs on and where it
 * stands among the words before it, name and end of sentence. */
#include "fuzz.h"

#include "../tests/unit/link/coref_t.h"
#include "base/hash.h"

static const char *const forms[] = {"he",   "she", "it",  "they",   "I",    "we",
                                    "his",  "who", "the", "a",      "Kyiv", "Anna",
                                    "Berg", "IMF", "man", "police", "said", "\"",
                                    "of",   "and", ".",   "that",   "this", "himself"};

static const uint64_t features[] = {
    0,
    SR_FEAT(PRONTYPE_PRS) | SR_FEAT(PERSON_3) | SR_FEAT(GENDER_MASC) |
        SR_FEAT(NUMBER_SING),
    SR_FEAT(PRONTYPE_PRS) | SR_FEAT(PERSON_3) | SR_FEAT(NUMBER_PLUR) | SR_FEAT(POSS),
    SR_FEAT(PRONTYPE_PRS) | SR_FEAT(PERSON_1) | SR_FEAT(NUMBER_SING),
    SR_FEAT(PRONTYPE_PRS) | SR_FEAT(PERSON_2),
    SR_FEAT(PRONTYPE_REL),
    SR_FEAT(PRONTYPE_DEM) | SR_FEAT(NUMBER_SING),
    SR_FEAT(NUMBER_PLUR)};

enum { BYTES_A_TOKEN = 5, MOST = 64 };

/* One sentence of up to MOST tokens; the bytes it took. */
static size_t sentence(sr_doc *doc, const uint8_t *data, size_t size)
{
    uint32_t at[MOST], base = (uint32_t)doc->n_tokens, n = 0; /* at[k]: place of word k */
    size_t used = 0;
    while (used + BYTES_A_TOKEN <= size && n < MOST) {
        const uint8_t *d = data + used;
        used += BYTES_A_TOKEN;
        uint32_t place = n ? d[3] / 16 % (n + 1) : 0;
        for (uint32_t k = 0; k < n; k++)
            at[k] += at[k] >= place;
        at[n++] = place;
        if (d[4] >= 240)
            break;
    }
    for (uint32_t k = 0; k < n; k++) {
        const uint8_t *d = data + k * BYTES_A_TOKEN;
        uint32_t t = base + at[k], on = k ? base + at[d[3] % k] : t;
        sr_str form = sr_str_of(forms[d[0] % SR_COUNT(forms)]);
        doc->words[t] = (sr_word){.lemma = form,
                                  .feats = features[d[1] / 32],
                                  .head = on,
                                  .upos = d[1] % SR_UPOS_COUNT,
                                  .rel = k ? d[2] % SR_REL_COUNT : SR_REL_ROOT};
        doc->tokens[t] = (sr_token){.fold = sr_hash64(form), .kind = SR_TOKEN_WORD};
        doc->names[t].type = d[4] % 8; /* 6 and 7: no name */
    }
    doc->n_tokens += n;
    return used;
}

/* Spans, once the words stand in their order; names of one or two tokens. */
static void finish(sr_doc *doc, char *text)
{
    size_t len = 0, n_names = 0;
    for (size_t i = 0; i < doc->n_sents; i++) {
        sr_sentence *s = &doc->sents[i];
        s->span.beg = (uint32_t)len;
        for (uint32_t t = s->tok_beg; t < s->tok_end; t++) {
            sr_str w = doc->words[t].lemma;
            doc->tokens[t].span = (sr_span){(uint32_t)len, (uint32_t)(len + w.len)};
            memcpy(text + len, w.p, w.len);
            text[len + w.len] = ' ';
            len += w.len + 1;
            uint8_t type = doc->names[t].type;
            if (type >= SR_NAME_TYPES)
                continue;
            bool goes_on = n_names && doc->names[n_names - 1].tok_end == t && t % 3 &&
                           doc->names[n_names - 1].sent == i;
            if (!goes_on)
                doc->names[n_names++] =
                    (sr_name){.sent = (uint32_t)i, .tok_beg = t, .type = type, .p = 1};
            sr_name *name = &doc->names[n_names - 1];
            name->tok_end = t + 1;
            name->span =
                (sr_span){doc->tokens[name->tok_beg].span.beg, doc->tokens[t].span.end};
        }
        s->span.end = (uint32_t)len;
    }
    doc->n_names = n_names;
    doc->article.text = (sr_str){text, len};
}

static sr_doc *made(const uint8_t *data, size_t size)
{
    sr_doc *doc = sr_doc_new(0);
    size_t most = size / BYTES_A_TOKEN + 1;
    MUST(doc);
    doc->words = SR_NEW(doc->arena, sr_word, most);
    doc->tokens = SR_NEW(doc->arena, sr_token, most);
    doc->names = SR_NEW(doc->arena, sr_name, most);
    doc->sents = SR_NEW(doc->arena, sr_sentence, most);
    char *text = SR_NEW(doc->arena, char, most * 16);
    MUST(doc->words && doc->tokens && doc->names && doc->sents && text);
    for (size_t at = 0; at + BYTES_A_TOKEN <= size;) {
        uint32_t beg = (uint32_t)doc->n_tokens;
        at += sentence(doc, data + at, size - at);
        doc->sents[doc->n_sents++] = (sr_sentence){.para = (uint32_t)doc->n_sents / 3,
                                                   .tok_beg = beg,
                                                   .tok_end = (uint32_t)doc->n_tokens};
    }
    finish(doc, text);
    return doc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static sr_know *know;
    static sr_link_rules *rules;
    if (!rules) {
        MUST(sr_know_open(NULL, 0, &know, NULL) == SR_OK);
        MUST(sr_link_rules_new(know, "en", &rules, NULL) == SR_OK);
    }
    sr_doc *doc = made(data, size);
    sr_work w = {.rules = rules, .doc = doc, .arena = doc->arena};
    MUST(sr_mentions_find(&w, NULL) == SR_OK);
    MUST(sr_chains_find(&w, NULL) == SR_OK);
    const char *what = coref_t_broken(doc);
    if (what)
        (void)fprintf(stderr, "broken: %s\n", what);
    MUST(!what);
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        uint32_t m = sr_mention_of(doc, t);
        MUST(m == SR_NONE || doc->mentions[m].head == t);
    }
    sr_doc_free(doc);
    return 0;
}
