#!/usr/bin/env python3
"""Scores the whole line on the demo newsroom, whose gold lies beside it (our own writing; parts of
the system were developed on it, so these rows are checks, not proofs).

    SITREP=PROGRAM tests/scores/demo.py [--misses]

Prints csv rows: set,measure,value,command.
"""
import collections, json, os, re, subprocess, sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SITREP = os.environ["SITREP"]
MISSES = "--misses" in sys.argv
NOW = ["--now", "2025-03-17T06:00:00Z"]
WORD = re.compile(r"\w+")


def lines(argv, stdin=None):
    out = subprocess.run(argv, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def gold(name):
    return [json.loads(line) for line in open(os.path.join(ROOT, "demo/gold", name))]


def row(measure, value):
    print(f"demo,{measure},{value:.3f},tests/scores/demo.py")


def miss(*what):
    if MISSES:
        print("MISS", *what, file=sys.stderr)


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def reading(truth):
    """What read makes of the pages, feeds and archive, against the articles as written."""
    versions = collections.defaultdict(list)
    for a in truth:
        versions[a["url"]].append(a)
    got = lines([SITREP, "read", *NOW, os.path.join(ROOT, "demo/feed")])
    n = found = exact = titles = dates = authors = 0
    word_f = []
    for a in got:
        if a.get("url") not in versions or not a["text"]:
            continue
        bag = collections.Counter(WORD.findall(a["text"].lower()))

        def score(g):
            want = collections.Counter(WORD.findall(g["text"].lower()))
            both = sum((bag & want).values())
            return f1(both / max(1, sum(bag.values())), both / max(1, sum(want.values())))
        g = max(versions[a["url"]], key=score)
        found += 1
        word_f.append(score(g))
        exact += a["text"] == g["text"]
        titles += a.get("title") == g["title"]
        dates += a.get("published") == g["published"]
        authors += a.get("authors", []) == g.get("authors", [])
        extra = [p[:60] for p in a["text"].split("\n\n") if p not in g["text"]]
        if extra:
            miss("text", g["id"], extra)
        for k in ("title", "published", "authors"):
            if a.get(k) != g.get(k):
                miss(k, g["id"], a.get(k), "|", g.get(k))
    row("read.found", found / len(truth))
    row("read.word_f1", sum(word_f) / len(word_f))
    row("read.text_exact", exact / found)
    row("read.title_exact", titles / found)
    row("read.date_exact", dates / found)
    row("read.authors_exact", authors / found)


def stream(truth):
    """The articles as written, in order of publication, as a stream of JSON Lines."""
    order = sorted(truth, key=lambda a: (a["published"], a["id"]))
    keep = ("id", "title", "text", "published", "outlet")
    return "".join(json.dumps({k: a[k] for k in keep if k in a}) + "\n" for a in order)


def pairs(groups):
    members = collections.defaultdict(list)
    for article, group in groups.items():
        members[group].append(article)
    return {(x, y) for m in members.values() for x in m for y in m if x < y}


def stories(truth):
    want = {}
    for s in json.load(open(os.path.join(ROOT, "demo/gold/stories.json")))["stories"]:
        want.update({a: s["id"] for a in s["articles"]})
    got = {o["id"]: o["story"] for o in lines([SITREP, "stories", *NOW, "-"], stream(truth))}
    want = {a: want.get(a, "alone " + a) for a in got}
    g, p = pairs(want), pairs(got)
    for x, y in sorted(p - g):
        miss("stories joined", x, y)
    precision, recall = len(g & p) / max(1, len(p)), len(g & p) / len(g)
    row("stories.pair_precision", precision)
    row("stories.pair_recall", recall)
    row("stories.pair_f1", f1(precision, recall))


def copies(truth):
    want = {c["id"]: c for c in gold("copies.jsonl")}
    got = {o["id"]: o for o in lines([SITREP, "copies", *NOW, "-"], stream(truth))}
    right = told = 0
    for a, c in got.items():
        relation = want.get(a, {}).get("relation", "original")
        told += 1
        right += c["relation"] == relation
        if c["relation"] != relation:
            miss("copies", a, c["relation"], "is", relation, "of", want.get(a, {}).get("of"))
    row("copies.relation_right", right / told)


def main():
    truth = gold("articles.jsonl")
    reading(truth)
    stories(truth)
    copies(truth)


if __name__ == "__main__":
    main()
