/* Reading the heads' scores: lemmas and names.  For src/tag/ alone. */
#ifndef SR_TAG_READ_OFF_H
#define SR_TAG_READ_OFF_H

#include "tag/network.h"

/* sr_tag_lemma: the lemma of a form by a rule.  The form itself where nothing changes,
 * else a string in `a`; .p is NULL where the arena refuses. */
sr_str sr_tag_lemma(const sr_tag_rule *rule, sr_str form, sr_arena *a);

/* The rule that training knows for this form and class, or n_rules. */
uint32_t sr_tag_known_rule(const sr_tag_model *m, sr_str form, size_t class_of);

/* sr_tag_best_names: the best sequence of name tags for n rows of scores, ld apart, in
 * which an inside follows its begin.
 *
 * out     tag [n]; p [n] softmax of the tag in its row
 * cost    O(n * 11^2)
 * tests   tests/unit/tag/test_read_off.c, against all sequences of four tokens */
void sr_tag_best_names(const sr_kernels *k, const float *scores, size_t ld, size_t n,
                       uint8_t *tag, float *p);

/* Type of a tag that is not O, and is it a begin? */
static inline sr_name_type sr_tag_name_type(uint8_t tag)
{
    return (sr_name_type)((tag - 1) / 2);
}

static inline bool sr_tag_name_begins(uint8_t tag)
{
    return tag % 2 == 1;
}

#endif
