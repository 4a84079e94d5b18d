#include "doc/ud.h"

static const char *const upos_names[] = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

#define X(name, text) text,
static const char *const relation_names[] = {SR_RELATIONS(X)};
static const char *const feature_names[] = {SR_FEATURES(X)};
#undef X

_Static_assert(SR_FEAT_COUNT <= 64, "a set of features is 64 bits");
_Static_assert(SR_COUNT(upos_names) == SR_UPOS_COUNT, "a name for each class");

/* Position of `name` in names[n], or n. */
static size_t find(const char *const *names, size_t n, sr_str name)
{
    size_t i = 0;
    while (i < n && !sr_str_eq(sr_str_of(names[i]), name))
        i++;
    return i;
}

const char *sr_upos_name(sr_upos u)
{
    return (size_t)u < SR_UPOS_COUNT ? upos_names[u] : "_";
}

const char *sr_relation_name(sr_relation r)
{
    return (size_t)r < SR_REL_COUNT ? relation_names[r] : "_";
}

const char *sr_feature_name(sr_feature f)
{
    return (size_t)f < SR_FEAT_COUNT ? feature_names[f] : "_";
}

bool sr_upos_parse(sr_str name, sr_upos *ret)
{
    size_t i = find(upos_names, SR_UPOS_COUNT, name);
    if (i == SR_UPOS_COUNT)
        return false;
    *ret = (sr_upos)i;
    return true;
}

bool sr_relation_parse(sr_str name, sr_relation *ret)
{
    size_t i = find(relation_names, SR_REL_COUNT, name);
    if (i == SR_REL_COUNT)
        return false;
    *ret = (sr_relation)i;
    return true;
}

/* The name without its subtype comes first in the list, before those that have one. */
sr_relation sr_relation_base(sr_relation r)
{
    size_t i = r;
    while (i > 0 && i < SR_REL_COUNT && strchr(relation_names[i], ':'))
        i--;
    return (sr_relation)i;
}

void sr_feats_put(uint64_t feats, sr_buf *out)
{
    bool any = false;
    for (size_t f = 0; f < SR_FEAT_COUNT; f++)
        if (feats >> f & 1) {
            if (any)
                sr_buf_putc(out, '|');
            sr_buf_put(out, sr_str_of(feature_names[f]));
            any = true;
        }
    if (!any)
        sr_buf_putc(out, '_');
}

bool sr_feats_parse(sr_str text, uint64_t *ret)
{
    uint64_t feats = 0;
    sr_str one;
    if (!sr_str_eq(text, SR_STR("_")))
        while (sr_str_field(&text, '|', &one)) {
            size_t f = find(feature_names, SR_FEAT_COUNT, one);
            if (f == SR_FEAT_COUNT)
                return false;
            feats |= (uint64_t)1 << f;
        }
    *ret = feats;
    return true;
}
