/* What the model of "did it happen" is learnt from.   CoNLL-U -> features, rows
 *
 *     dump train.rows < en_ewt-ud-train.conllu > train.txt
 *
 * Tokens are those of the file, all else is our own.  A line a token: number of the sentence,
 * of the token (both from 0); for each sr_factuality_part the number of its token in the whole
 * file, or -1; buckets.  train.rows: for each token SR_ROW bytes and a float, as in sr_rows. */
#include <stdio.h>
#include <stdlib.h>

#include "facts/factuality.h"
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

/* first: number of the document's first token in the file */
static void print_sentence(const sr_doc *doc, const sr_tree *tree, const sr_view *v,
                           uint32_t i, size_t number, size_t first, FILE *rows)
{
    sr_factuality_features f;
    for (uint32_t t = doc->sents[i].tok_beg; t < doc->sents[i].tok_end; t++) {
        sr_factuality_features_of(doc, tree, v, i, t, &f);
        printf("%zu %u", number, t - doc->sents[i].tok_beg);
        for (uint32_t k = 0; k < SR_PARTS; k++)
            printf(" %lld", f.part[k] == SR_NONE ? -1LL : (long long)(first + f.part[k]));
        for (uint32_t k = 0; k < f.n; k++)
            printf(" %u", f.bucket[k]);
        putchar('\n');
        (void)fwrite(sr_doc_row(doc, t), 1, SR_ROW, rows);
        (void)fwrite(&doc->rows.scale[t], sizeof(float), 1, rows);
    }
}

int main(int argc, char **argv)
{
    sr_tag_model *m;
    sr_factuality_lexicon *lexicon;
    sr_arena *arena = sr_arena_new(64 << 20);
    sr_doc *doc = sr_doc_new(0);
    char *text = calloc(1, TEXT_BYTES);
    FILE *rows = argc == 2 ? fopen(argv[1], "wb") : NULL;
    size_t n = text ? fread(text, 1, TEXT_BYTES - 1, stdin) : 0;
    size_t sentence = 0, token = 0, end;
    if (!rows || !doc || !arena ||
        sr_tag_model_open(NULL, SR_TAG_AUTO, &m, NULL) != SR_OK ||
        sr_factuality_lexicon_new("en", arena, &lexicon, NULL) != SR_OK)
        return 1;
    for (size_t at = 0; at < n; at = end) {
        sr_tree tree;
        sr_view *v;
        end = chunk(text, at, n);
        sr_doc_reset(doc);
        if (sr_conllu_read((sr_str){text + at, end - at}, doc, NULL) != SR_OK ||
            sr_tag_analyse_rows(m, doc, NULL) != SR_OK ||
            sr_tree_new(doc, &tree, NULL) != SR_OK ||
            sr_factuality_views(lexicon, doc, &tree, &v, NULL) != SR_OK)
            return 1;
        for (uint32_t i = 0; i < doc->n_sents; i++)
            print_sentence(doc, &tree, v, i, sentence + i, token, rows);
        sentence += doc->n_sents;
        token += doc->n_tokens;
    }
    if (fclose(rows) != 0)
        return 1;
    free(text);
    sr_arena_free(arena);
    sr_doc_free(doc);
    return 0;
}
