"""Step 1: vocabulary with first word vectors (skip-gram on the raw texts), word lists, tag sets.

    vocab.py LANGUAGE_DIR KNOW_DIR NAMES_DIR DEMONYMS.tsv OUT_DIR
"""
import collections
import pickle
import sys

import numpy as np

import data
from features import normal

E_WORD = 128
MIN_COUNT = 3


def main(lang, know, names, demonyms, out):
    ewt = data.read_conllu(f"{lang}/UD_English-EWT/en_ewt-ud-train.conllu")
    gum = data.read_conllu(f"{lang}/GUM-open/en_gum-open-train.conllu")
    gum += data.read_conllu(f"{lang}/GUM-open/en_gum-plus-train.conllu")
    raw = list(data.read_raw(f"{lang}/rawtext"))
    raw += [s.forms for s in ewt + gum]
    count = collections.Counter(normal(w) for s in raw for w in s)
    words = [w for w, c in count.most_common() if c >= MIN_COUNT and len(w.encode()) <= 48]
    print(len(raw), "sentences", sum(count.values()), "tokens", len(words), "words")

    from gensim.models import Word2Vec
    model = Word2Vec([[normal(w) for w in s] for s in raw], vector_size=E_WORD, window=3, min_count=MIN_COUNT,
                     sg=1, negative=8, epochs=4, workers=1, seed=1)
    vec = np.zeros((len(words) + 2, E_WORD), np.float32)  # rows 0: unknown, 1: masked
    for i, w in enumerate(words):
        vec[i + 2] = model.wv[w]
    vec *= 0.3 / vec[2:].std()
    lemmas = collections.Counter(data.lemma_rule(f, l) for s in ewt + gum for f, l in zip(s.forms, s.lemmas))
    tags = collections.Counter((u, f) for s in ewt + gum for u, f in zip(s.upos, s.feats))
    rels = collections.Counter(r for s in ewt + gum for r in s.rels)
    kept = [t for t, c in tags.most_common() if c >= 3 and "Typo" not in t[1]]
    norp = data.demonyms(demonyms)
    pickle.dump({
        "words": words, "counts": [count[w] for w in words], "vec": vec,
        "norp": norp,
        "lists": data.word_lists(know, names, norp),
        "rules": [r for r, c in lemmas.most_common() if c >= 2],
        "tags": kept, "rels": sorted(rels),
    }, open(f"{out}/vocab.pkl", "wb"))
    pickle.dump(raw, open(f"{out}/raw.pkl", "wb"))
    print(len(kept), "tags", len(rels), "relations")


if __name__ == "__main__":
    main(*sys.argv[1:])
