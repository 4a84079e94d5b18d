#!/usr/bin/env python3
"""spaCy, trained from nothing on the treebanks that ours is trained on, beside `sitrep parse`.

    bench/peers/parse.py SITREP MINUTES [--language DIR] [--keep DIR]

--keep writes the trained pipeline to DIR, or reads it from there where DIR exists already.

It needs the package spacy (3.8) and nothing else: no vectors, no weights of others.  The pipeline
is spaCy's default for the processor (hashed embeddings and convolutions, 96 wide, shared by word
classes and features, lemmas and a transition parser).  Trees are scored by tests/scores/tag.py with
tokens given; tokens/s is CPU time of one thread over both dev sets, models loaded.

Prints CSV: system,set,measure,value
"""
import argparse
import os
import random
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "scores"))
import tag as scores  # noqa: E402

TRAIN = ("UD_English-EWT/en_ewt-ud-train.conllu", "GUM-open/en_gum-open-train.conllu",
         "GUM-open/en_gum-plus-train.conllu")
DEV = ("ewt-dev", "gum-open-dev")


def rows_of(sent):
    return [c for c in (x.split("\t") for x in sent if not x.startswith("#")) if c[0].isdigit()]


def train(language, minutes):
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    listen = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listen}})
    nlp.add_pipe("parser", config={"model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": listen}})
    nlp.add_pipe("trainable_lemmatizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listen}})
    examples = []
    for path in TRAIN:
        for doc in scores.documents(os.path.join(language, path)):
            for sent in doc:
                r = rows_of(sent)
                heads = [int(c[6]) - 1 if c[6] != "0" else i for i, c in enumerate(r)]
                gold = Doc(nlp.vocab, words=[c[1] for c in r], pos=[c[3] for c in r],
                           morphs=["" if c[5] == "_" else c[5] for c in r], lemmas=[c[2] for c in r], heads=heads,
                           deps=["ROOT" if c[6] == "0" else c[7] for c in r])
                examples.append(Example(Doc(nlp.vocab, words=[c[1] for c in r]), gold))
    optimizer = nlp.initialize(lambda: examples)
    rng, start, passes = random.Random(1), time.process_time(), 0
    while time.process_time() - start < 60 * minutes:
        rng.shuffle(examples)
        for i in range(0, len(examples), 96):
            nlp.update(examples[i:i + 96], sgd=optimizer, drop=0.1)
            if time.process_time() - start >= 60 * minutes:
                break
        passes += 1
    print(f"spaCy: {passes} passes begun, {(time.process_time() - start) / 60:.0f} minutes of CPU", file=sys.stderr)
    return nlp


def lines_of(doc):
    out = []
    for t in doc:
        head = 0 if t.head.i == t.i else t.head.i + 1
        out.append("\t".join([str(t.i + 1), t.text, t.lemma_ or "_", t.pos_ or "X", "_", str(t.morph) or "_", str(head),
                              "root" if head == 0 else t.dep_, "_", "_"]))
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("sitrep")
    ap.add_argument("minutes", type=float)
    ap.add_argument("--language", default=scores.LANGUAGE)
    ap.add_argument("--keep")
    a = ap.parse_args()
    import spacy
    from spacy.tokens import Doc
    if a.keep and os.path.isdir(a.keep):
        nlp = spacy.load(a.keep)
    else:
        nlp = train(a.language, a.minutes)
        if a.keep:
            nlp.to_disk(a.keep)
    dev = {name: scores.documents(os.path.join(a.language, scores.TREES[name][0])) for name in DEV}
    n = 0
    spent = 0.0
    print("system,set,measure,value")
    for name, docs in dev.items():
        gold = [scores.words_of_document(d) for d in docs]
        sents = [s for d in docs for s in d]
        blank = [Doc(nlp.vocab, words=[c[1] for c in rows_of(s)]) for s in sents]
        n += sum(map(len, blank))
        start = time.process_time()
        parsed = list(nlp.pipe(blank, batch_size=256))
        spent += time.process_time() - start
        filled = [lines_of(d) for d in parsed]
        got = []
        for d in docs:
            got.append(scores.words_of_document(filled[:len(d)]))
            filled = filled[len(d):]
        ours = scores.given_words(a.sitrep, docs)
        for system, words in (("spacy", got), ("sitrep", ours)):
            for measure, value in scores.tree_scores(gold, words).items():
                if measure not in ("words", "parc_minus_uas"):
                    print(f"{system},{name},{measure},{value:.2f}")
    print(f"spacy,both,tokens_per_s,{n / spent:.0f}")
    text = "\n\n".join("\n".join(s) for docs in dev.values() for d in docs for s in d) + "\n\n"
    before = os.times()
    for _ in range(10):
        scores.run(a.sitrep, ["parse", "--given=tokens", "-"], text)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"sitrep,both,tokens_per_s,{10 * n / spent:.0f}")


if __name__ == "__main__":
    main()
