/* What the model of "did it happen" is learnt from.   CoNLL-U -> buckets of features
 *
 *     dump < en_ewt-ud-train.conllu > train.txt
 *
 * Tokens are those of the file, all else is our own.  A line a verb:
 * number of the sentence, of the token (both from 0), how many buckets do not lean on the
 * tree, buckets. */
#include <stdio.h>
#include <stdlib.h>

#include "facts/factuality.h"
#include "facts/parts.h"
#include "tag/conllu.h"

enum { TEXT_BYTES = 64 << 20, SENTENCES = 400 };

static size_t chunk(const char *text, size_t at, size_t n)
{
    for (int s = 0; s < SENTENCES && at < n; s++) {
        const char *end = strstr(text + at, "\n\n");
        at = end ? (size_t)(end - text) + 2 : n;
    }
    return at;
}

static void print_sentence(const sr_doc *doc, const sr_tree *tree, const sr_view *v,
                           uint32_t i, size_t number)
{
    sr_factuality_features f;
    for (uint32_t t = doc->sents[i].tok_beg; t < doc->sents[i].tok_end; t++) {
        sr_factuality_features_of(doc, tree, v, i, t, &f);
        printf("%zu %u %u", number, t - doc->sents[i].tok_beg, f.tree);
        for (uint32_t k = 0; k < f.n; k++)
            printf(" %u", f.bucket[k]);
        putchar('\n');
    }
}

int main(void)
{
    sr_tag_model *m;
    sr_facts_rules *r;
    sr_doc *doc = sr_doc_new(0);
    char *text = calloc(1, TEXT_BYTES);
    size_t n = text ? fread(text, 1, TEXT_BYTES - 1, stdin) : 0, sentence = 0, end;
    if (!doc || sr_tag_model_open(NULL, SR_TAG_AUTO, &m, NULL) != SR_OK ||
        sr_facts_rules_new("en", &r, NULL) != SR_OK)
        return 1;
    for (size_t at = 0; at < n; at = end, sentence += doc->n_sents) {
        sr_tree tree;
        sr_view *v;
        end = chunk(text, at, n);
        sr_doc_reset(doc);
        if (sr_conllu_read((sr_str){text + at, end - at}, doc, NULL) != SR_OK ||
            sr_tag_analyse_rows(m, doc, NULL) != SR_OK ||
            sr_tree_new(doc, &tree, NULL) != SR_OK ||
            sr_factuality_views(r->factuality, doc, &tree, &v, NULL) != SR_OK)
            return 1;
        for (uint32_t i = 0; i < doc->n_sents; i++)
            print_sentence(doc, &tree, v, i, sentence + i);
    }
    free(text);
    sr_doc_free(doc);
    return 0;
}
