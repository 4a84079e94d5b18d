#!/usr/bin/env python3
"""Train the typer: data/typer.en.tsv from open text and the frames.

    train.py --program build/release/sitrep --text news.jsonl [--text more.jsonl ...] OUT

Silver rows: each event that frames find in the text, with an actor and a recipient in its
sentence, without the word that told it: so the model learns what stands around.  Null rows:
pairs of names in sentences in which frames find nothing.  Features are the lemmas of the
sentence ("w") and those between the two ("b"), in lower case.  Multinomial logistic
regression, AdaGrad, L2; weights are kept in sixteenths, words that weigh nothing are left out.
Needs numpy.  The last tenth of the rows is held out; its accuracy is printed.
"""
import argparse
import collections
import json
import random
import subprocess

import numpy as np

TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
         "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE"]
LEAST = 8        # rows that a feature must be in
EPOCHS = 12
L2 = 2e-5


def parsed(program, path):
    """Per article: sentences of (word, lemma, begin, end, name) with offsets in the text's bytes."""
    out = subprocess.run([program, "parse", path], stdout=subprocess.PIPE, check=True).stdout.decode()
    docs, doc, sent = {}, None, []
    for line in out.split("\n"):
        if line.startswith("# newdoc id = "):
            doc = docs.setdefault(line[14:], [])
        elif line and line[0] != "#":
            f = line.split("\t")
            sent.append((f[1], f[2].lower(), "Entity=B-" in f[9]))
        elif not line and sent:
            doc.append(sent)
            sent = []
    return docs


def place(text, sents):
    at, placed = 0, []
    for sent in sents:
        row = []
        for word, lemma, name in sent:
            at = text.index(word.encode(), at)
            row.append((lemma, at, at + len(word.encode()), name))
            at = row[-1][2]
        placed.append(row)
    return placed


def features(sent, a, b, skip=None):
    low, high = (a, b) if a[0] <= b[0] else (b, a)
    out = set()
    for lemma, beg, end, _ in sent:
        if skip and beg < skip[1] and skip[0] < end or not lemma[0].isalpha():
            continue
        out.add("w " + lemma)
        if beg >= low[1] and end <= high[0]:
            out.add("b " + lemma)
    return out


def rows_of(program, path):
    facts = subprocess.run([program, "facts", path], stdout=subprocess.PIPE, check=True).stdout.decode()
    texts = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            texts[d["id"]] = d["text"].encode()
    trees = parsed(program, path)
    for line in facts.splitlines():
        d = json.loads(line)
        try:
            sents = place(texts[d["id"]], trees.get(d["id"], []))
        except ValueError:
            continue
        told = collections.defaultdict(list)
        for e in d["events"]:
            told[e["sentence"]].append(e)
        for i, sent in enumerate(sents):
            for e in told[i]:
                pairs = [(a["span"], r["span"]) for a in e["actors"][:1] for r in e["recipients"][:1]]
                pairs += [(e["actors"][0]["span"], e["actors"][1]["span"])] if len(e["actors"]) > 1 else []
                for a, r in pairs:
                    if e["type"] in TYPES:
                        yield features(sent, a, r, e["trigger"]), TYPES.index(e["type"])
            names = [t for t in sent if t[3]]
            if not told[i] and len(names) > 1:
                yield features(sent, names[0][1:3], names[1][1:3]), len(TYPES) - 1


def train(rows, words):
    rng = np.random.default_rng(1)
    index = {w: i for i, w in enumerate(words)}
    data = [(np.array(sorted(index[f] for f in x if f in index), dtype=np.int64), y) for x, y in rows]
    w = np.zeros((len(words) + 1, len(TYPES)))
    g2 = np.full_like(w, 1e-2)
    for epoch in range(EPOCHS):
        for i in rng.permutation(len(data)):
            x, y = data[i]
            x = np.append(x, len(words))
            s = w[x].sum(0)
            p = np.exp(s - s.max())
            p /= p.sum()
            p[y] -= 1
            g = p[None, :] + L2 * len(data) * w[x] / 100
            g2[x] += g * g
            w[x] -= 0.15 * g / np.sqrt(g2[x])
    return w


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--program", required=True)
    ap.add_argument("--text", action="append", required=True)
    ap.add_argument("out")
    args = ap.parse_args()
    rows = [r for path in args.text for r in rows_of(args.program, path)]
    random.Random(1).shuffle(rows)
    null = [r for r in rows if r[1] == len(TYPES) - 1]
    rows = [r for r in rows if r[1] != len(TYPES) - 1]
    rows += null[:len(rows) // 4]
    random.Random(2).shuffle(rows)
    cut = len(rows) * 9 // 10
    seen = collections.Counter(f for x, _ in rows[:cut] for f in x)
    words = sorted(f for f, n in seen.items() if n >= LEAST)
    w = train(rows[:cut], words)
    index = {f: i for i, f in enumerate(words)}
    right = sum(int(np.argmax(w[[index[f] for f in x if f in index] + [len(words)]].sum(0)) == y) for x, y in rows[cut:])
    print("%d rows, %d features, held-out accuracy %.3f" % (len(rows), len(words), right / max(1, len(rows) - cut)))
    q = np.clip(np.rint(w * 16), -127, 127).astype(int)
    with open(args.out, "w", encoding="utf-8") as f:
        f.write("# Weights of the typer in sixteenths: train/events/README.md.  w: a lemma of the sentence,\n"
                "# b: one between the parties; the first line is the bias.\n")
        f.write("types\t%s\n" % " ".join(TYPES))
        f.write("bias\t%s\n" % " ".join(map(str, q[-1])))
        for i, word in enumerate(words):
            if np.abs(q[i]).max() >= 2:
                f.write("%s\t%s\n" % (word, " ".join(map(str, q[i]))))


if __name__ == "__main__":
    main()
