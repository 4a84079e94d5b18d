#!/usr/bin/env python3
"""Scores of the layer positions.

    tests/scores/positions.py [--program COMMAND] [--errors N] [SET ...]

  positions-test, positions-dev   sentences of tests/golden/positions/gold.jsonl
  articles-test, articles-dev     passages of several sentences, ibid.
  demo           positions of demo/gold/facts.jsonl

A position is right where actor, stance and target are: the actor's words, or another mention
of its entity, overlap the gold ones or bear the gold name, and the target's words and the gold ones have
at least a quarter of their bytes in common.  A flip pairs "supports" with "opposes" over
the same actor and target; flips count against all gold positions.
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
GOLD = os.path.join(ROOT, "tests", "golden", "positions", "gold.jsonl")
DEMO = os.path.join(ROOT, "demo", "gold", "facts.jsonl")
DEMO_ARTICLES = os.path.join(ROOT, "demo", "gold", "articles.jsonl")


def run(command, documents):
    lines = "".join(json.dumps(d) + "\n" for d in documents)
    done = subprocess.run(shlex.split(command), input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return {o["id"]: o for o in map(json.loads, done.stdout.decode().splitlines())}


def common(a, b):
    over = min(a[1], b[1]) - max(a[0], b[0])
    return over / (max(a[1], b[1]) - min(a[0], b[0])) if over > 0 else 0.0


def words(name):
    return {w.strip("’'s.,").lower() for w in name.split()} - {"the", "of", "a", "minister", "president"}


def same_actor(gold, found, entities):
    if gold.get("actor_span") and common(gold["actor_span"], found.get("actor_span", [0, 0])) > 0:
        return True
    entity = entities.get(found.get("actor"), {"spans": [], "names": []})
    if gold.get("actor_span") and any(common(gold["actor_span"], s) > 0 for s in entity["spans"]):
        return True
    name = words(gold.get("actor_name") or "")
    return any(name & words(n) for n in entity["names"])


def read_gold(split):
    docs = []
    for line in open(GOLD, encoding="utf-8"):
        d = json.loads(line)
        if d["split"] == split:
            docs.append(({"id": d["id"], "text": d["text"], "published": "2025-03-12T00:00:00Z"},
                         [{"actor_span": p["actor"], "stance": p["stance"], "toward": p["toward"],
                           "condition": p.get("condition")} for p in d["positions"]]))
    return docs


def read_demo():
    gold = {g["id"]: g["positions"] for g in map(json.loads, open(DEMO, encoding="utf-8"))}
    docs = []
    for line in open(DEMO_ARTICLES, encoding="utf-8"):
        a = json.loads(line)
        if gold.get(a["id"]) is not None:
            rows = [dict(p, actor_name=p.get("actor")) for p in gold[a["id"]] if not p.get("in")]
            docs.append(({k: a[k] for k in ("id", "text", "title", "published") if k in a}, rows))
    return docs


def anyone(gold, found, entities):
    return True


def score(docs, command, errors, same_actor=same_actor):
    out = run(command, [d for d, _ in docs])
    gold_n = found_n = hit = flips = conditions = conditioned = 0
    for d, gold in docs:
        o = out.get(d["id"], {"positions": [], "entities": []})
        found = [p for p in o["positions"] if p.get("in") != "title"]
        used, text = set(), d["text"].encode()
        entities = {}
        for e in o["entities"]:
            spans = [m["span"] for m in e["mentions"] if m.get("in") != "title"]
            entities[e["id"]] = {"spans": spans, "names": [e["name"]] + [text[a:b].decode() for a, b in spans]}
        gold_n += len(gold)
        found_n += len(found)
        for g in gold:
            fit = [k for k, f in enumerate(found) if k not in used and common(g["toward"], f["toward"]) >= 0.25
                   and same_actor(g, f, entities)]
            fit.sort(key=lambda k: found[k]["stance"] != g["stance"])
            right = bool(fit) and found[fit[0]]["stance"] == g["stance"]
            if right:
                used.add(fit[0])
                hit += 1
                conditioned += bool(g.get("condition"))
                conditions += bool(g.get("condition")) and common(g["condition"], found[fit[0]].get("condition", [0, 0])) >= 0.5
            elif fit and {found[fit[0]]["stance"], g["stance"]} == {"supports", "opposes"}:
                flips += 1
            if not right and errors > 0:
                print("missed\t%s\t%s | %s\t%s" % (
                    d["id"], g["stance"], text[g["toward"][0]:g["toward"][1]].decode(),
                    [(found[k]["stance"], text[found[k]["toward"][0]:found[k]["toward"][1]].decode()) for k in fit]), file=sys.stderr)
        for k, f in enumerate(found):
            if k not in used and errors > 0:
                s = f.get("actor_span", [0, 0])
                e = f.get("evidence", [0, 0])
                print("extra\t%s\t%s | %s | %s\t<- %s" % (d["id"], text[s[0]:s[1]].decode(), f["stance"],
                      text[f["toward"][0]:f["toward"][1]].decode(), text[e[0]:e[1]].decode()), file=sys.stderr)
    p, r = 100.0 * hit / max(found_n, 1), 100.0 * hit / max(gold_n, 1)
    return [("positions.precision", p), ("positions.recall", r), ("positions.f1", 2 * p * r / max(p + r, 1e-9)),
            ("positions.flips", 100.0 * flips / max(gold_n, 1)),
            ("positions.conditions", 100.0 * conditions / max(conditioned, 1))]


SETS = {"positions-dev": lambda: read_gold("dev"), "positions-test": lambda: read_gold("held-out"),
        "articles-dev": lambda: read_gold("articles-dev"), "articles-test": lambda: read_gold("articles-test"),
        "demo": read_demo}


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--program", default=os.environ.get("SITREP", "build/release/sitrep") + " facts -")
    a.add_argument("--errors", type=int, default=0)
    a.add_argument("sets", nargs="*", default=[])
    args = a.parse_args()
    out = csv.writer(sys.stdout, lineterminator="\n")
    for name in args.sets or SETS:
        docs = SETS[name]()
        rows = score(docs, args.program, args.errors)
        rows += [(m + "_any_actor", v) for m, v in score(docs, args.program, 0, anyone) if m.endswith("f1")]
        for measure, value in rows:
            out.writerow([name, measure, "%.2f" % value, "tests/scores/positions.py " + name])


if __name__ == "__main__":
    main()
