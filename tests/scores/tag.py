#!/usr/bin/env python3
"""Scores of the stage tag: word classes, features, lemmas, trees and names.

    tests/scores/tag.py [--program COMMAND] [--model FILE] [--raw | --errors] [SET ...]

The development data is the folder that SR_SHARED names (default: ../shared beside the
checkout), below data/language.  Treebanks are given as their tokens; with --raw as the
text of each document, and words are matched by their place in it (characters that are no
blanks).  Measures are those of the CoNLL 2018 shared task: UPOS, UFeats (universal
features), Lemmas, UAS, LAS (relations without subtypes), in percent F1; a lemma "_" of the
treebank counts as right.  Names: F1 of spans with their type over PER, ORG and LOC.
Calibration: mean of PArc minus share of right heads.  --errors lists what costs most in the
trees of a set instead: kinds of wrong arcs with their number and an example.  A SET may be
a file of CoNLL-U with "# newdoc" lines; --model takes another model, as `sitrep parse` does.

Prints CSV: set,measure,value,command
"""
import argparse
import collections
import csv
import json
import os
import shlex
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("SR_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
LANGUAGE = os.path.join(SHARED, "data", "language")
TREES = {
    "ewt-dev": ("UD_English-EWT/en_ewt-ud-dev.conllu", ""),
    "gum-open-dev": ("GUM-open/en_gum-open-dev.conllu", ""),
    "gum-plus-dev": ("GUM-open/en_gum-plus-dev.conllu", ""),
}
GENRES = ["academic", "bio", "court", "interview", "news", "voyage"]
TREES.update({f"gum-{g}-dev": (TREES["gum-open-dev"][0], f"GUM_{g}") for g in GENRES})
NAMES = {
    "uner-ewt-dev": "ner-unified/uner-ewt.dev.bio",
    "crossner-politics-dev": "ner-unified/crossner-politics.dev.bio",
    "gmb-dev": "ner-unified/gmb.dev.bio",
    "wnut17-dev": "ner-unified/wnut17.dev.bio",
    "wikigold": "ner-unified/wikigold.all.bio",
    "worldwide": "ner-unified/EVALONLY-worldwide.all.bio",
}
CORE = ("PER", "ORG", "LOC")
UNIVERSAL_FEATURES = {
    "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case",
    "Definite", "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite"}


def documents(path, prefix=""):
    """Lists of sentences; a sentence is its lines."""
    docs, sent, keep = [], [], True
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            keep = line.split("=")[-1].strip().startswith(prefix)
            if keep:
                docs.append([])
        if not keep:
            continue
        if line:
            sent.append(line)
        elif sent:
            docs[-1].append(sent)
            sent = []
    return docs


def run(program, args, data):
    return subprocess.run(shlex.split(program) + args, input=data.encode(), stdout=subprocess.PIPE,
                          check=False).stdout.decode()


class Word:
    """A word with its place in the text, and its head as a word."""

    def __init__(self, span, col):
        self.span, self.col, self.head = span, col, None


def words_of(lines, at):
    """Words of a sentence's lines, from character `at` on; returns (words, end)."""
    out = []
    rows = [x.split("\t") for x in lines if not x.startswith("#")]
    i = 0
    by_id = {}
    while i < len(rows):
        c = rows[i]
        if "-" in c[0]:
            a, b = map(int, c[0].split("-"))
            members = [r for r in rows if r[0].isdigit() and a <= int(r[0]) <= b]
            whole = "".join(c[1].split())
            spelled = "".join("".join(m[1].split()) for m in members) == whole
            for m in members:
                n = len("".join(m[1].split())) if spelled else 0
                w = Word((at, at + n) if spelled else (at, at + len(whole), m[1].lower()), m)
                at += n
                out.append(w)
                by_id[int(m[0])] = w
            if not spelled:
                at += len(whole)
            i += 1 + len(members)
            continue
        if c[0].isdigit():
            n = len("".join(c[1].split()))
            w = Word((at, at + n), c)
            at += n
            out.append(w)
            by_id[int(c[0])] = w
        i += 1
    for w in out:
        w.head = by_id.get(int(w.col[6]))
    return out, at


def features(col):
    return sorted(f for f in col[5].split("|") if f.split("=")[0] in UNIVERSAL_FEATURES)


def base(rel):
    return rel.split(":")[0]


def tree_scores(gold, got):
    """Words of both as lists of (words of a document)."""
    n = collections.Counter()
    for g_words, s_words in zip(gold, got):
        n["gold"] += len(g_words)
        n["got"] += len(s_words)
        by_span = {}
        for w in s_words:
            by_span.setdefault(w.span, w)
        pair = {id(g): by_span[g.span] for g in g_words if g.span in by_span}
        n["words"] += len(pair)
        for g in g_words:
            s = pair.get(id(g))
            if s is None:
                continue
            n["upos"] += g.col[3] == s.col[3]
            n["feats"] += features(g.col) == features(s.col)
            n["lemma"] += g.col[2] in (s.col[2], "_")
            same = (g.head is None and s.head is None) or \
                (g.head is not None and s.head is not None and pair.get(id(g.head)) is s.head)
            n["uas"] += same
            n["las"] += same and base(g.col[7]) == base(s.col[7])
            for m in s.col[9].split("|"):
                if m.startswith("PArc="):
                    n["p"] += float(m[5:])
    f1 = lambda k: 200.0 * n[k] / (n["gold"] + n["got"])
    out = {"words": f1("words"), "upos": f1("upos"), "ufeats": f1("feats"), "lemmas": f1("lemma"), "uas": f1("uas"),
           "las": f1("las")}
    out["parc_minus_uas"] = 100.0 * (n["p"] - n["uas"]) / max(1, n["words"])
    return out


def head_kind(w):
    return "root" if w.head is None else w.head.col[3]


def errors(gold, got, most=50):
    """[number, kind, example] of wrong arcs: the class of the word, its relation and the class of
    its head as they should be and as they came out."""
    kinds, example = collections.Counter(), {}
    for g_words, s_words in zip(gold, got):
        for i, (g, s) in enumerate(zip(g_words, s_words)):
            same = (g.head is None) == (s.head is None) and (g.head is None or g.head.span == s.head.span)
            if same and base(g.col[7]) == base(s.col[7]):
                continue
            kind = (g.col[3] if g.col[3] == s.col[3] else f"{g.col[3]} as {s.col[3]}",
                    f"{base(g.col[7])} of {head_kind(g)}",
                    "the same of another" if not same and base(g.col[7]) == base(s.col[7]) and
                    head_kind(g) == head_kind(s) else f"{base(s.col[7])} of {head_kind(s)}")
            kinds[kind] += 1
            around = " ".join(w.col[1] for w in g_words[max(0, i - 4):i]) + f" [{g.col[1]}] " + \
                " ".join(w.col[1] for w in g_words[i + 1:i + 4])
            example.setdefault(kind, around.strip())
    return [(n, f"{k[0]}: {k[1]} -> {k[2]}", example[k]) for k, n in kinds.most_common(most)]


def words_of_document(sents):
    out, at = [], 0
    for s in sents:
        w, at = words_of(s, at)
        out += w
    return out


def given_words(program, docs, model=()):
    text = "\n\n".join("\n".join(s) for d in docs for s in d) + "\n\n"
    out = run(program, ["parse", *model, "--given=tokens", "-"], text)
    sents = [b.split("\n") for b in out.split("\n\n") if b.strip()]
    got = []
    for d in docs:
        got.append(words_of_document(sents[:len(d)]))
        sents = sents[len(d):]
    return got


def raw_text(sents):
    """The text of a document: what stands in "# text", paragraphs apart."""
    out = ""
    for s in sents:
        if out:
            out += "\n\n" if any(x.startswith("# newpar") for x in s) else " "
        out += next(x for x in s if x.startswith("# text = "))[9:]
    return out


def raw_words(program, docs, model=()):
    lines = "".join(json.dumps({"id": str(i), "text": raw_text(d)}) + "\n" for i, d in enumerate(docs))
    out = run(program, ["parse", *model, "--threads", "1", "-"], lines)
    got = [[] for _ in docs]
    for part in out.split("# newdoc id = ")[1:]:
        name, rest = part.split("\n", 1)
        got[int(name)] = words_of_document([b.split("\n") for b in rest.split("\n\n") if b.strip()])
    return got


def read_bio(path):
    sents, cur = [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line:
            cur.append(line.split("\t")[:2])
        elif cur:
            sents.append(cur)
            cur = []
    return sents + ([cur] if cur else [])


def spans(tags):
    out, beg, kind = set(), None, None
    for i, t in enumerate(list(tags) + ["O"]):
        if beg is not None and (t[0] in "OB" or t[2:] != kind):
            out.add((beg, i, kind))
            beg = None
        if t[0] == "B" or (t[0] == "I" and beg is None):
            beg, kind = i, t[2:]
    return {s for s in out if s[2] in CORE}


def name_of(line):
    for m in line.split("\t")[9].split("|"):
        if m.startswith("Entity="):
            t = m[7:]
            return t.replace("-FAC", "-LOC").replace("-GPE", "-LOC")
    return "O"


def name_scores(program, path, model=()):
    sents = read_bio(path)
    row = "{}\t{}" + "\t_" * 8
    text = "".join("\n".join(row.format(i + 1, f) for i, (f, _) in enumerate(s)) + "\n\n" for s in sents)
    out = run(program, ["parse", *model, "--given=tokens", "-"], text)
    got = [b.strip("\n").split("\n") for b in out.split("\n\n") if b.strip()]
    n = collections.Counter()
    for s, lines in zip(sents, got):
        want, have = spans(t for _, t in s), spans(name_of(x) for x in lines)
        for t in CORE + ("",):
            w, h = ({x for x in y if not t or x[2] == t} for y in (want, have))
            n[t, "tp"] += len(w & h)
            n[t, "all"] += len(w) + len(h)
    return {"names" + (f"_{t.lower()}" if t else ""): 200.0 * n[t, "tp"] / max(1, n[t, "all"]) for t in ("",) + CORE}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--program", default=os.environ.get("SITREP", os.path.join(ROOT, "build", "release", "sitrep")))
    ap.add_argument("--model")
    ap.add_argument("--raw", action="store_true")
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("sets", nargs="*")
    a = ap.parse_args()
    model = ["--model", a.model] if a.model else []
    TREES.update({p: (os.path.abspath(p), "") for p in a.sets if p.endswith(".conllu")})
    if not os.path.isdir(LANGUAGE):
        print(f"skipped: no development data at {LANGUAGE}", file=sys.stderr)
        return 0
    out = csv.writer(sys.stdout, lineterminator="\n")
    if not a.errors:
        out.writerow(["set", "measure", "value", "command"])
    for name in a.sets or list(TREES) + ([] if a.raw else list(NAMES)):
        path = os.path.join(LANGUAGE, TREES[name][0] if name in TREES else NAMES[name])
        if not os.path.exists(path):
            print(f"skipped: {name} is not there", file=sys.stderr)
            continue
        if name in TREES:
            docs = documents(path, TREES[name][1])
            gold = [words_of_document(d) for d in docs]
            got = (raw_words if a.raw else given_words)(a.program, docs, model)
            if a.errors:
                for row in errors(gold, got):
                    print("\t".join(map(str, row)))
                continue
            scores = tree_scores(gold, got)
        else:
            scores = name_scores(a.program, path, model)
        command = "tests/scores/tag.py " + ("--raw " if a.raw else "") + " ".join(model + [name])
        for m, v in scores.items():
            out.writerow([name, m, f"{v:.2f}", command])
    return 0


if __name__ == "__main__":
    sys.exit(main())
