#!/usr/bin/env python3
"""Scores of the stage story: copies, stories and related articles.

    tests/scores/stories.py [--program COMMAND] [--queries N] [PART ...]

PART is one of copies, stories, related (default: all).  The development data is the folder
that SR_SHARED names (default: ../shared beside the checkout), below data/stories-dev.

copies   recall per kind of edit (the edit is in the group of its original), the share of
         updates that are told as updates, of other edits that are told as one; precision and
         recall over pairs of a group, precision of the links that "of" names
stories  B-cubed and pairwise precision, recall and F1, and B-cubed F1 of all singletons,
         which is high where stories are small
related  MAP and P@1 for articles that have others of their story (GVA: within 14 days), N
         queries of each set, evenly drawn; copies count at the rank of what they are shown with

Prints CSV: set,measure,value,command
"""
import argparse
import collections
import csv
import datetime
import gzip
import json
import os
import random
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("SR_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
DATA = os.path.join(SHARED, "data", "stories-dev")
ECB_DEV = {2, 5, 12, 18, 21, 23, 34, 35}  # topics named as dev in the set's SOURCE.txt
out = csv.writer(sys.stdout, lineterminator="\n")


def lines(name):
    path = os.path.join(DATA, name)
    opener = gzip.open if name.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def gva():
    rows = [{"id": f"{a['id']}@{a['incident_id']}", "title": a["title"], "text": a["text"],
             "published": a["date"], "url": a["url"] + "#" + a["incident_id"],
             "gold": a["incident_id"]}
            for a in lines("gva/articles.jsonl") if a["part"] == "dev" and a["clean"]]
    return sorted(rows, key=lambda r: r["published"])


def ecbplus():
    rows = [{"id": e["id"], "text": " ".join(e["sentences"]), "gold": e["story"]}
            for e in lines("ecbplus/docs.jsonl") if e["topic"] in ECB_DEV]
    random.Random(1).shuffle(rows)
    return rows


def google_news(which):
    return [{"id": f"g{i}", "text" if which == "TS" else "title": g["text"],
             "gold": str(g["cluster"])}
            for i, g in enumerate(lines(f"google_news_2013/{which}.jsonl"))]


SETS = {"gva-dev": gva, "ecbplus-dev": ecbplus,
        "google-news-2013-TS": lambda: google_news("TS"),
        "google-news-2013-T": lambda: google_news("T")}


def write(rows, path):
    with open(path, "w", encoding="utf-8") as f:
        for r in rows:
            f.write(json.dumps({k: v for k, v in r.items() if k != "gold"}) + "\n")


def run(program, *args):
    done = subprocess.run(program + list(args), capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def pairs(n):
    return n * (n - 1) // 2


def clustering(predicted, gold):
    """predicted, gold: id -> cluster.  B-cubed and pairwise P, R, F; B-cubed F of singletons."""
    both = collections.Counter((predicted[i], gold[i]) for i in gold)
    p_size = collections.Counter(predicted[i] for i in gold)
    g_size = collections.Counter(gold.values())
    n = len(gold)
    bp = sum(c * c / p_size[p] for (p, _), c in both.items()) / n
    br = sum(c * c / g_size[g] for (_, g), c in both.items()) / n
    hit = sum(pairs(c) for c in both.values())
    said, true = (sum(pairs(c) for c in s.values()) for s in (p_size, g_size))
    pp, pr = hit / said if said else 1.0, hit / true if true else 1.0
    single = sum(1 / g_size[g] for g in gold.values()) / n
    return {"b3-p": bp, "b3-r": br, "b3-f1": f1(bp, br), "pair-p": pp, "pair-r": pr,
            "pair-f1": f1(pp, pr), "singletons-b3-f1": f1(1.0, single), "stories": len(p_size),
            "gold-stories": len(g_size)}


def put(name, measures, command):
    for measure, value in measures.items():
        out.writerow([name, measure, value if isinstance(value, int) else f"{value:.4f}",
                      command])


def stories(program, folder):
    for name, make in SETS.items():
        rows = make()
        path = os.path.join(folder, name + ".jsonl")
        write(rows, path)
        said = {r["id"]: r["story"] for r in run(program, "stories", path)}
        for r in rows:
            said.setdefault(r["id"], r["id"])  # refused (no text): alone
        put(name, clustering(said, {r["id"]: r["gold"] for r in rows}), "sitrep stories")


def copies(program, folder):
    docs = lines("neardup/docs.jsonl.gz")
    path = os.path.join(folder, "neardup.jsonl")
    write([{"id": d["id"], "text": d["text"]} for d in docs], path)
    said = {r["id"]: r for r in run(program, "copies", path)}
    group = {d["id"]: d["group"] for d in docs}
    original = {}
    for d in docs:
        if d["kind"] == "orig":
            original.setdefault(d["group"], d["id"])
    found, n, updates = (collections.Counter() for _ in range(3))
    for d in docs:
        r = said[d["id"]]
        updates[d["kind"]] += r["relation"] == "update"
        n[d["kind"]] += 1
        found[d["kind"]] += r["group"] == said[original[d["group"]]]["group"]
    for kind in sorted(n):
        if kind != "orig":
            put("neardup", {f"recall-{kind}": found[kind] / n[kind],
                            f"told-as-update-{kind}": updates[kind] / n[kind]}, "sitrep copies")
    links = [group[r["of"]] == group[r["id"]] for r in said.values() if r.get("of")]
    scores = clustering({i: r["group"] for i, r in said.items()}, group)
    put("neardup", {"pair-p": scores["pair-p"], "pair-r": scores["pair-r"],
                    "link-p": sum(links) / len(links)}, "sitrep copies")


def day(row):
    return datetime.date.fromisoformat(row["published"]).toordinal() if "published" in row else 0


def average_precision(ranked, relevant):
    hits, total = 0, 0.0
    for i, doc in enumerate(ranked, 1):
        if doc in relevant:
            hits += 1
            total += hits / i
    return total / len(relevant)


def related(program, folder, queries):
    for name, days in (("gva-dev", 14), ("ecbplus-dev", None)):
        rows = SETS[name]()
        by_id = {r["id"]: r for r in rows}
        corpus = os.path.join(folder, name + ".jsonl")
        write(rows, corpus)
        members = collections.defaultdict(list)
        for r in run(program, "copies", corpus):
            members[r["group"]].append(r["id"])
        group = {i: g for g, v in members.items() for i in v}
        ap, first = [], []
        near = {r["id"]: {x["id"] for x in rows if x["id"] != r["id"] and
                          (days is None or abs(day(x) - day(r)) <= days)} for r in rows}
        asked = [r for r in rows if any(by_id[x]["gold"] == r["gold"] for x in near[r["id"]])]
        for r in asked[::max(1, len(asked) // queries)]:
            one = os.path.join(folder, "one.jsonl")
            write([r], one)
            ranked = []
            for hit in run(program, "related", "--max", "200", "--in", corpus, one):
                shown = [hit["id"]]
                if hit.get("copies"):
                    shown += [x for x in members[group[hit["id"]]] if x != hit["id"]]
                ranked += [x for x in shown if x in near[r["id"]] and x not in ranked]
            relevant = {x for x in near[r["id"]] if by_id[x]["gold"] == r["gold"]}
            ap.append(average_precision(ranked, relevant))
            first.append(bool(ranked) and ranked[0] in relevant)
        put(name, {"related-map": sum(ap) / len(ap), "related-p@1": sum(first) / len(first),
                   "related-queries": len(ap)}, "sitrep related")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=os.environ.get(
        "SITREP", os.path.join(ROOT, "build", "release", "sitrep")))
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("parts", nargs="*")
    args = parser.parse_args()
    if not os.path.isdir(DATA):
        print(f"no development data in {DATA}: nothing is measured", file=sys.stderr)
        return 77
    program = shlex.split(args.program)
    out.writerow(["set", "measure", "value", "command"])
    with tempfile.TemporaryDirectory() as folder:
        for part in args.parts or ["stories", "copies", "related"]:
            if part == "related":
                related(program, folder, args.queries)
            else:
                {"stories": stories, "copies": copies}[part](program, folder)
    return 0


sys.exit(main())
