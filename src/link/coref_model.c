/* The weights of the ranking: opening the file, adding up.
 *
 *   header   64 bytes: magic "sr-coref", u32 version, u32 bits, u64 bytes of the file,
 *            u64 sr_hash64 of all that follows the header, zeros
 *   weights  int16, 1 << bits, little-endian (train/coref/train.c) */
#include "link/coref.h"

#include "base/hash.h"

enum { HEADER_BYTES = 64, VERSION = 1 };

extern const char sr_coref_english[], sr_coref_english_end[]; /* embedded.S */

static uint32_t u32_at(const char *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static uint64_t u64_at(const char *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

sr_status sr_coref_model_new(sr_str b, sr_coref_model *ret, sr_err *err)
{
    if (b.len < HEADER_BYTES || memcmp(b.p, "sr-coref", 8) != 0)
        return sr_fail(err, SR_EFORMAT, 0, "no model of coreference");
    if (u32_at(b.p + 8) != VERSION || u32_at(b.p + 12) != SR_COREF_BITS)
        return sr_fail(err, SR_EFORMAT, 8, "a model of coreference of version %u, not %d",
                       u32_at(b.p + 8), VERSION);
    if (u64_at(b.p + 16) != b.len ||
        b.len != HEADER_BYTES + (sizeof(int16_t) << SR_COREF_BITS))
        return sr_fail(err, SR_EFORMAT, 16, "the model of coreference is cut");
    if (u64_at(b.p + 24) != sr_hash64(sr_str_cut(b, HEADER_BYTES, b.len)))
        return sr_fail(err, SR_EFORMAT, 24,
                       "the checksum of the model of coreference is wrong");
    ret->weight = (const int16_t *)(const void *)(b.p + HEADER_BYTES);
    return SR_OK;
}

sr_status sr_coref_model_open(sr_coref_model *ret, sr_err *err)
{
    size_t len = (size_t)(sr_coref_english_end - sr_coref_english);
    return sr_coref_model_new((sr_str){sr_coref_english, len}, ret, err);
}

int32_t sr_coref_score(const sr_coref_model *m, const sr_features_of *f)
{
    int32_t sum = 0;
    for (size_t i = 0; i < f->n; i++)
        sum += m->weight[f->v[i]];
    return sum;
}

sr_status sr_coref_rules_read(const char *lang, sr_arena *a, const sr_coref_rules **ret,
                              sr_err *err)
{
    sr_coref_rules *r = SR_NEW(a, sr_coref_rules, 1);
    if (!r)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the rules of coreference");
    sr_status st = sr_coref_lists_read(lang, a, &r->lists, err);
    if (st == SR_OK)
        st = sr_coref_model_open(&r->model, err);
    if (st == SR_OK)
        *ret = r;
    return st;
}
