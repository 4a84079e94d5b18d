#!/usr/bin/env python3
"""OntoGUM and GUM beside each other as JSON Lines of raw text and chains.

    train/coref/data.py [--set NAME] > FILE        (NAME: train, tune, dev, plus-dev)

The data is the folder that SR_SHARED names (default: ../shared beside the checkout), below
data/language/GUM-open.  A line: {"id", "text", "tokens", "chains"}: text as the sentences
of the treebank with a blank line between paragraphs; tokens: [beg, end) bytes of each word
of the treebank; chains: lists of [beg, end).  `tune` is every eighth document of train:
what is decided by looking is decided there; `train` is the others, `all` is both.
"""
import argparse
import glob
import json
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("SR_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
GUM = os.path.join(SHARED, "data", "language", "GUM-open")
FILES = {"train": ["open-train", "plus-train"], "dev": ["open-dev"], "plus-dev": ["plus-dev"]}
EVERY = 8


def trees(path):
    """(id, text, forms) of each document of a CoNLL-U file."""
    doc = None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            if doc:
                yield doc
            doc = (line.split("=")[1].strip(), [], [])
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            doc[1].append("\n\n")
        elif line.startswith("# text = "):
            doc[1].append(line[len("# text = "):] + " ")
        elif line and line[0] != "#":
            col = line.split("\t")
            if col[0].isdigit():
                doc[2].append(col[1])
    if doc:
        yield doc


def places_of(forms, text):
    """[beg, end) in bytes of each form; blanks of the text between them are passed over."""
    spans, at = [], 0
    for form in forms:
        while at < len(text) and text[at].isspace():
            at += 1
        beg = at
        for c in form:
            while at < len(text) and text[at].isspace():
                at += 1
            if at < len(text) and text[at] == c:
                at += 1
        spans.append((beg, at))
    sizes = [0]
    for c in text:
        sizes.append(sizes[-1] + len(c.encode()))
    return [[sizes[b], sizes[e]] for b, e in spans]


def chains_of(path, n):
    """Lists of (first, last) tokens."""
    chains, open_at, at = {}, {}, 0
    for line in open(path, encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        marks = line.split()[-1]
        for m in re.finditer(r"\((\d+)(\))?|(\d+)\)", marks):
            if m[1]:
                open_at.setdefault(m[1], []).append(at)
                if m[2]:
                    chains.setdefault(m[1], []).append((open_at[m[1]].pop(), at))
            else:
                chains.setdefault(m[3], []).append((open_at[m[3]].pop(), at))
        at += 1
    assert at == n, (path, at, n)
    return [sorted(set(c)) for _, c in sorted(chains.items(), key=lambda kv: int(kv[0]))]


def documents(name):
    part = "train" if name in ("tune", "all") else name
    docs = [d for f in FILES[part] for d in trees(os.path.join(GUM, f"en_gum-{f}.conllu"))]
    for i, (doc_id, pieces, forms) in enumerate(docs):
        if (name == "tune" and i % EVERY) or (name == "train" and i % EVERY == 0):
            continue
        text = re.sub(r" *\n\n", "\n\n", "".join(pieces)).strip()
        tokens = places_of(forms, text)
        path = os.path.join(GUM, "coref-ontogum", doc_id + ".conll")
        if not os.path.exists(path):
            continue
        chains = chains_of(path, len(forms))
        yield {"id": doc_id, "text": text, "tokens": tokens,
               "chains": [[[tokens[a][0], tokens[b][1]] for a, b in c] for c in chains if len(c) > 1]}


if __name__ == "__main__":
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--set", default="train")
    for d in documents(args.parse_args().set):
        print(json.dumps(d, ensure_ascii=False))
