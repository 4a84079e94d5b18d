#!/usr/bin/env python3
"""Scores of the stage text against treebanks: tokens and sentences from raw text.

    tests/scores/text.py [--program COMMAND] [--errors N] [SET ...]

The development data is the folder that SR_SHARED names (default: ../shared beside the
checkout); the treebanks are CoNLL-U files below data/language.  Each document's text is
built from its tokens and paragraph marks, given to the program as JSON Lines, and the
spans that come back are compared with those of the treebank, counted in characters that
are no blanks, as the CoNLL 2018 shared task does.  A contraction counts as its parts
where these spell it ("do", "n't"), as UD 2.5 and earlier had them.

Prints CSV: set,measure,value,command
"""
import argparse
import csv
import json
import os
import shlex
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("SR_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
LANGUAGE = os.path.join(SHARED, "data", "language")
EWT = "UD_English-EWT/en_ewt-ud-%s.conllu"
GUM = "GUM-open/en_gum-open-%s.conllu"
PLUS = "GUM-open/en_gum-plus-%s.conllu"
# name: (file, beginning of the document ids)
SETS = {
    "ewt-dev": (EWT % "dev", ""),
    "gum-open-dev": (GUM % "dev", ""),
    "gum-news-dev": (GUM % "dev", "GUM_news"),
    "gum-plus-dev": (PLUS % "dev", ""),
    "ewt-train": (EWT % "train", ""),
    "gum-open-train": (GUM % "train", ""),
    "gum-news-train": (GUM % "train", "GUM_news"),
    "gum-plus-train": (PLUS % "train", ""),
}
DEFAULT_SETS = ["ewt-dev", "gum-open-dev", "gum-news-dev", "gum-plus-dev"]


class Document:
    """Text with the gold spans, counted in characters that are no blanks."""

    def __init__(self, name):
        self.name, self.text = name, ""
        self.at, self.tokens, self.sentences = 0, [], []

    def add_word(self, form, parts, space_after):
        self.text += form + (" " if space_after else "")
        if "".join(parts) != form:
            parts = [form]
        for part in parts:
            n = len("".join(part.split()))
            self.tokens.append((self.at, self.at + n))
            self.at += n


def read_sentences(path):
    """Yields (comments, [[form, parts, space after]])."""
    comments, words, inside = [], [], 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            cells = line.split("\t")
            if not line:
                if words:
                    yield comments, words
                comments, words, inside = [], [], 0
            elif line[0] == "#":
                comments.append(line)
            elif "." in cells[0]:
                continue
            elif "-" in cells[0]:
                inside = int(cells[0].split("-")[1])
                words.append([cells[1], [], "SpaceAfter=No" not in cells[9]])
            elif int(cells[0]) <= inside:
                words[-1][1].append(cells[1])
            else:
                words.append([cells[1], [cells[1]], "SpaceAfter=No" not in cells[9]])


def read_documents(path, prefix):
    documents = []
    for comments, words in read_sentences(path):
        for c in comments:
            if c.startswith("# newdoc"):
                documents.append(Document(c.split("=")[-1].strip()))
            elif c.startswith("# newpar") and not c.startswith("# newpar_block"):
                if documents[-1].text:
                    documents[-1].text = documents[-1].text.rstrip() + "\n\n"
        doc = documents[-1]
        beg = doc.at
        for form, parts, space_after in words:
            doc.add_word(form, parts, space_after)
        doc.sentences.append((beg, doc.at))
    return [d for d in documents if d.name.startswith(prefix)]


def run(command, documents):
    lines = "".join(json.dumps({"id": d.name, "text": d.text}) + "\n" for d in documents)
    done = subprocess.run(shlex.split(command), input=lines.encode(), stdout=subprocess.PIPE,
                          check=True)
    found = {}
    for line in done.stdout.decode().splitlines():
        if line.strip():
            one = json.loads(line)
            found[one["id"]] = one
    return found


def dark_offsets(text):
    """byte offset -> number of characters before it that are no blanks"""
    table, dark = {}, 0
    at = 0
    for c in text:
        table[at] = dark
        at += len(c.encode())
        dark += not c.isspace()
    table[at] = dark
    return table


def found_spans(answer):
    table = dark_offsets(answer["text"])
    sentences, tokens = [], []
    for s in answer["sentences"]:
        if s.get("in") == "title":
            continue
        sentences.append((table[s["span"][0]], table[s["span"][1]]))
        for t in s["tokens"]:
            t = t["span"] if isinstance(t, dict) else t
            tokens.append((table[t[0]], table[t[1]]))
    return tokens, sentences


def show_errors(doc, gold, found, left):
    """Spans that only one side has, with what stands around them."""
    dark = [i for i, c in enumerate(doc.text) if not c.isspace()] + [len(doc.text)]
    for sign, spans in (("-", set(gold) - set(found)), ("+", set(found) - set(gold))):
        for beg, end in sorted(spans):
            if left[0] <= 0:
                return
            left[0] -= 1
            a, b = dark[beg], dark[end - 1] + 1 if end > beg else dark[beg]
            print("%s %r   ...%r" % (sign, doc.text[a:b][-60:], doc.text[max(0, b - 30):b + 30]),
                  file=sys.stderr)


def score(documents, answers, errors):
    counts = {"tokens": [0, 0, 0], "sentences": [0, 0, 0]}
    left = {"tokens": [errors], "sentences": [errors]}
    for doc in documents:
        answer = answers.get(doc.name)
        tokens, sentences = found_spans(answer) if answer else ([], [])
        for what, gold, found in (("tokens", doc.tokens, tokens),
                                  ("sentences", doc.sentences, sentences)):
            c = counts[what]
            c[0] += len(set(gold) & set(found))
            c[1] += len(gold)
            c[2] += len(found)
            if errors:
                show_errors(doc, gold, found, left[what])
    return counts


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("--program", default=os.path.join(ROOT, "build/release/sitrep")
                      + " run --until text --dump json -")
    args.add_argument("--errors", type=int, default=0, help="show so many of each measure")
    args.add_argument("sets", nargs="*", metavar="SET", help=" ".join(SETS))
    args = args.parse_args()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["set", "measure", "value", "command"])
    for name in args.sets or DEFAULT_SETS:
        path = os.path.join(LANGUAGE, SETS[name][0])
        if not os.path.exists(path):
            print("%s: skipped, the development data is not there" % name, file=sys.stderr)
            continue
        documents = read_documents(path, SETS[name][1])
        counts = score(documents, run(args.program, documents), args.errors)
        for what, (hit, gold, found) in counts.items():
            f1 = 200.0 * hit / (gold + found) if gold + found else 0.0
            out.writerow([name, "text." + what + ".f1", "%.2f" % f1,
                          "tests/scores/text.py " + name])


if __name__ == "__main__":
    main()
