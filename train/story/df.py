#!/usr/bin/env python3
"""Count in how many articles a word stands: data/df.en.txt.

    df.py gmb-voa.tok.txt.gz > data/df.en.txt

The input has a sentence a line, words with blanks between, articles one after another without a
mark: 16 sentences (350 words, a usual report) count as an article.  Kept are words and figures
met in two and more, and names of two and three words (runs of capitals inside of a sentence,
"united states") met in three and more.
"""
import collections
import gzip
import os
import re
import sys

SENTENCES = 16
HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(os.path.dirname(os.path.dirname(HERE)), "data")
WORD = re.compile(r"[^\W_](?:[\w'.-]*\w)?")


def entries(name):
    with open(os.path.join(DATA, name), encoding="utf-8") as f:
        return [x.rstrip("\n").split("\t") for x in f if x.strip() and x[0] != "#"]


def found(sentences, digits):
    have = set()
    for sentence in sentences:
        run = []
        for i, token in enumerate(sentence.split() + ["."]):
            if not WORD.fullmatch(token):
                run = []
                continue
            word = token.lower()
            have.update((word.replace(",", ""), digits.get(word, word)))
            run = run + [word] if token[0].isupper() and i > 0 else []
            have.update(" ".join(run[-n:]) for n in (2, 3) if len(run) >= n)
    return have


def main():
    digits = {e[0]: e[1] for e in entries("numwords.en.txt") if len(e) > 1}
    stops = {e[0] for e in entries("stopwords.en.txt")}
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as f:
        lines = [line for line in f if line.strip()]
    df = collections.Counter()
    articles = range(0, len(lines), SENTENCES)
    for i in articles:
        df.update(found(lines[i:i + SENTENCES], digits))
    kept = sorted(((n, w) for w, n in df.items()
                   if w not in stops and n >= (3 if " " in w else 2)),
                  key=lambda x: (-x[0], x[1]))
    print("# How many of a number of news reports a word, a figure or a name stands in: what a "
          "stream is\n# taken to have seen before its first article.\n#\n# Counted by "
          "train/story/df.py in reports of the Voice of America (public domain), as carried by "
          "the\n# Groningen Meaning Bank.  The first entry is the number of reports.\n#")
    print(f"*\t{len(articles)}")
    for n, w in kept:
        print(f"{w}\t{n}")


main()
