/* A spoiled model file never crashes: it is refused, or it still gives trees.
 *
 * The input is a list of changes to the English model: three bytes of place in the head or
 * anywhere, one of what to put there; the checksum is made right again, so the checks
 * behind it are met.  Byte 0 chooses the path, byte 1 where the changes go. */
#include "fuzz.h"
#include "tag/tag.h"

extern const char sr_tag_english[], sr_tag_english_end[];

static uint64_t u64_at(const char *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* As src/tag/model.c has it. */
static uint64_t checksum(const char *p, size_t n)
{
    uint64_t h[4] = {1, 2, 3, 4};
    size_t at = 0;
    for (; at + 32 <= n; at += 32)
        for (size_t i = 0; i < 4; i++)
            h[i] = (h[i] ^ u64_at(p + at + 8 * i)) * 0x100000001b3u;
    for (; at < n; at++)
        h[0] = (h[0] ^ (unsigned char)p[at]) * 0x100000001b3u;
    return h[0] ^ h[1] * 3 ^ h[2] * 5 ^ h[3] * 7;
}

static void analyse(const sr_tag_model *m)
{
    static const char text[] = "Rebels shelled Goma on Monday, killing 12";
    sr_doc *doc = sr_doc_new(0);
    MUST(doc);
    doc->article.text = SR_STR(text);
    doc->tokens = SR_NEW(doc->arena, sr_token, 8);
    doc->sents = SR_NEW(doc->arena, sr_sentence, 1);
    for (uint32_t beg = 0, i = 0; i < sizeof text; i++)
        if (text[i] == ' ' || text[i] == 0) {
            doc->tokens[doc->n_tokens++].span = (sr_span){beg, i};
            beg = i + 1;
        }
    doc->sents[0].tok_end = (uint32_t)doc->n_tokens;
    doc->n_sents = 1;
    sr_status st = sr_tag_analyse(m, doc, NULL);
    MUST(st == SR_OK);
    size_t roots = 0;
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        MUST(doc->words[t].head < doc->n_tokens);
        MUST(doc->words[t].lemma.p);
        roots += doc->words[t].head == t;
    }
    MUST(roots == 1);
    sr_doc_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char *p; /* a copy of the model, put right again after each input */
    size_t len = (size_t)(sr_tag_english_end - sr_tag_english), n = 0;
    size_t changed[100];
    if (size < 2)
        return 0;
    if (!p) {
        p = aligned_alloc(64, (len + 63) / 64 * 64);
        MUST(p);
        memcpy(p, sr_tag_english, len);
    }
    size_t room = data[1] & 1 ? len : 4096;
    for (size_t i = 2; i + 4 <= size && n < 100; i += 4) {
        size_t at = ((size_t)data[i] << 16 | (size_t)data[i + 1] << 8 | data[i + 2]);
        changed[n++] = at % room;
        p[at % room] = (char)data[i + 3];
    }
    if (data[1] & 2) {
        uint64_t sum = checksum(p + 64, len - 64);
        memcpy(p + 24, &sum, sizeof sum);
    }
    sr_tag_model *m = NULL;
    sr_err err = {0};
    sr_tag_path how = data[0] & 1 ? SR_TAG_PORTABLE : SR_TAG_AUTO;
    sr_status st = sr_tag_model_new((sr_str){p, len}, "fuzz", how, &m, &err);
    MUST(st == SR_OK || st == SR_EFORMAT || st == SR_ENOMEM);
    MUST((st == SR_OK) == (m != NULL));
    if (m)
        analyse(m);
    sr_tag_model_close(m);
    memcpy(p, sr_tag_english, 64);
    while (n--)
        p[changed[n]] = sr_tag_english[changed[n]];
    return 0;
}
