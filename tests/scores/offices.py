#!/usr/bin/env python3
"""Scores of the knowledge: who held an office on a day.

    tests/scores/offices.py [--program COMMAND] [--misses]

The questions are tests/golden/offices/questions.tsv (day, country, office, holder, event):
written from events, in a pass of its own, not from data/know/.  An answer is right where the
holder's name is that of the question, letters and marks of accents aside.  --misses prints
the questions that were answered wrong.

offices.all     the share of right answers, per cent
offices.recent  that share from 2015 on

Prints CSV: set,measure,value,command
"""
import argparse
import csv
import json
import os
import shlex
import subprocess
import sys
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
QUESTIONS = os.path.join(ROOT, "tests", "golden", "offices", "questions.tsv")
RECENT = "2015"


def plain(name):
    marks = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in marks if c.isalnum())


def answer(program, day, country, office):
    run = subprocess.run(program + ["know", "holder", country, office, "--on", day],
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return json.loads(run.stdout)["name"] if run.stdout else ""


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--program", default=os.environ.get("SITREP", "build/release/sitrep"))
    p.add_argument("--misses", action="store_true")
    args = p.parse_args()
    program = shlex.split(args.program)
    right = {"all": 0, "recent": 0}
    asked = {"all": 0, "recent": 0}
    with open(QUESTIONS, encoding="utf-8") as f:
        for line in f:
            if line.startswith("#"):
                continue
            day, country, office, holder, event = line.rstrip("\n").split("\t")
            found = answer(program, day, country, office)
            ok = plain(found) == plain(holder)
            for part in ("all", "recent") if day >= RECENT else ("all",):
                asked[part] += 1
                right[part] += ok
            if args.misses and not ok:
                print(day, country, office, holder, "not", found or "nobody", f"({event})",
                      sep="\t", file=sys.stderr)
    out = csv.writer(sys.stdout, lineterminator="\n")
    for part in ("all", "recent"):
        out.writerow(["offices", f"offices.{part}", f"{100 * right[part] / asked[part]:.2f}",
                      "tests/scores/offices.py"])


if __name__ == "__main__":
    main()
