#!/usr/bin/env python3
"""Makes data/link_words.en.txt: ordinary words that towns, divisions or regions are called as well.

usage: words.py OUT TEXT.gz...

The texts have a sentence a line, words with blanks between.  A word counts as ordinary where it stands in small letters
at least LEAST times and in at least a quarter of all cases inside of sentences.  The names are those of data/know of one
word, without marks.  The same files give the same bytes.
"""
import collections
import gzip
import pathlib
import re
import sys

from gazetteer import fold

LEAST = 3
# What many countries have: parts of a coast or a town.
PARTS = [a + " " + b for a in "central north south east west northern southern eastern western".split()
         for b in "coast shore side end bank valley district island".split()]
HEAD = """# Ordinary English words that places are called as well: "Mission", "Bar", "Rivers".
# Counted by tools/know/words.py in texts that are free: Voice of America by way of the Groningen Meaning Bank, speeches
# of presidents, the World Factbook, the Office of the Historian (public domain), textbooks of OpenStax (CC BY 4.0).
"""


def names(know):
    for path in sorted(know.glob("*.tsv")):
        name, aliases = (1, 2) if path.name.endswith(("places.tsv", "divisions.tsv")) else (0, 1)
        if "regions" not in path.name and name == 0:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            f = line.split("\t")
            if not line.startswith("#") and len(f) > aliases:
                yield from [f[name]] + f[aliases].split(";")


def main():
    out, texts = pathlib.Path(sys.argv[1]), sys.argv[2:]
    small, capital = collections.Counter(), collections.Counter()
    for path in texts:
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8", errors="replace") as f:
            for line in f:
                for sentence in re.split(r"(?<=[.!?:;]) ", line):
                    words = re.findall(r"[A-Za-z]+", sentence)
                    small.update(w for w in words if w.islower())
                    capital.update(w.lower() for w in words[1:] if w.istitle())
    called = {fold(n) for n in names(pathlib.Path(__file__).parents[2] / "data" / "know")}
    kept = [w for w in called if re.fullmatch("[a-z]{2,}", w) and small[w] >= LEAST and 3 * small[w] >= capital[w]]
    out.write_text(HEAD + "".join(w + "\n" for w in sorted(kept + PARTS)), encoding="utf-8")


main()
