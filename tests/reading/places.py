#!/usr/bin/env python3
"""Places and actors of real articles, drawn at random, to be read by eye.

    tests/reading/places.py [--program COMMAND] [--seed N] [-n N] [--actors] [SET ...]

Sets: semeval, meantime, geovirus, polnear, demo (all of them).  The first four are in the folder
that SR_SHARED names (default: ../shared beside the checkout); the draw is over all articles
of the sets, in the order of their ids.  One line for each different name and place of an
article:

    place    "name" -> place  division country  precision part p    words around it
    actor    "name" -> code   role id
"""
import argparse
import csv
import glob
import json
import os
import random
import shlex
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "scores"))
import facts  # noqa: E402
import link  # noqa: E402

SHARED = link.SHARED


def polnear():
    for path in sorted(glob.glob(os.path.join(SHARED, "data", "facts-dev", "polnear", "data", "dev", "text", "*.txt"))):
        with open(path, encoding="utf-8") as f:
            yield {"id": "polnear/" + os.path.basename(path)[:50], "text": f.read(), "published": "2016-10-01"}


def meantime():
    for path in sorted(glob.glob(facts.MEANTIME + "/*/*.xml")):
        d = facts.read_meantime(path)
        yield {"id": "meantime/" + d["id"], "text": d["text"], "published": d["published"]}


def geovirus():
    for d in link.read_geovirus():
        yield {"id": "geovirus/" + d["id"], "text": d["text"]}


def demo():
    with open(os.path.join(ROOT, "demo", "gold", "articles.jsonl"), encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            yield {k: "demo/" + d[k] if k == "id" else d[k] for k in ("id", "title", "text", "published", "outlet") if k in d}


def semeval():
    """English articles of early 2020 from all over the world."""
    csv.field_size_limit(1 << 30)
    with open(os.path.join(SHARED, "data", "stories-dev", "semeval2022", "training_set_with_text.csv"), encoding="utf-8", newline="") as f:
        seen = set()
        for row in csv.DictReader(f):
            for i in "12":
                text = row["text" + i].strip()
                if row["lang" + i] == "en" and text not in seen and len(text) < 8000:
                    seen.add(text)
                    yield {"id": "semeval/%s-%s" % (row["pair_id"], i), "text": text, "published": "2020-03-01"}


SETS = {"semeval": semeval, "meantime": meantime, "geovirus": geovirus, "polnear": polnear, "demo": demo}


def around(raw, span):
    beg, end = max(0, span[0] - 50), span[1] + 35
    piece = raw[beg:span[0]] + b"[" + raw[span[0]:span[1]] + b"]" + raw[span[1]:end]
    return piece.decode(errors="replace").replace("\n", " ")


def show(doc, out, actors):
    raw = {"title": doc.get("title", "").encode(), "text": doc["text"].encode()}
    print("=====", doc["id"], "|", [f["country"] for f in out.get("focus", [])][:3], "|", doc["text"][:110].replace("\n", " "))
    seen = set()
    for p in out["places"]:
        where = raw["title" if p.get("in") == "title" else "text"]
        text = where[p["span"][0]:p["span"][1]].decode(errors="replace")
        what = "%s  %s %s  %s" % (p["name"], p.get("adm1"), p.get("country"), p["precision"])
        if (text, what) in seen:
            continue
        seen.add((text, what))
        print('place  "%s" -> %s %s %.2f   %s' % (text.replace("\n", " "), what, p["part"], p["p"], around(where, p["span"])))
    for e in out["entities"] if actors else []:
        if e.get("actor") or e.get("known"):
            print('actor  "%s" (%s) -> %s  %s %s  x%d' % (e["name"], e["type"], e.get("actor"), e.get("role", ""), e.get("known", ""), len(e["mentions"])))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--program", default=os.environ.get("SITREP", os.path.join(ROOT, "build", "release", "sitrep")))
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("-n", type=int, default=50)
    p.add_argument("--actors", action="store_true")
    p.add_argument("sets", nargs="*", choices=[[], *SETS])
    args = p.parse_args()
    docs = [d for name in args.sets or SETS for d in SETS[name]()]
    drawn = random.Random(args.seed).sample(docs, min(args.n, len(docs)))
    out = link.run(args.program + " facts -", drawn)
    for d in drawn:
        show(d, out[d["id"]], args.actors)


if __name__ == "__main__":
    main()
