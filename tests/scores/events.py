#!/usr/bin/env python3
"""Scores of the layer events.

    tests/scores/events.py [--program COMMAND] [--errors N] [SET ...]

  plv-dev, plv-test    PLV train (PLOVER types of sentences with a pair of actors; trains
                       nothing): every fourth row, of which none was read, is plv-test.
                       type from the raw sentence: P, R, F1 over the types of a sentence, as a
                       set; type with the pair given: accuracy, macro-F1 of 15 types (CONCEDE
                       and RETREAT are one, YIELD)
  neutral-dev/-test    tests/golden/events/neutral.txt: sentences without an event; those with
                       one that is no statement, per cent
  triples-dev/-test    tests/golden/events/triples.tsv: share of the events that are found with the
                       type, all codes of actors and all of recipients right; the same by country
                       alone; with the type alone
  police-dev/-test     tests/golden/events/police.txt: reports of crime without a killing or an
                       arrest; those with one, per cent

The development data is the folder that SR_SHARED names (default: ../shared beside the
checkout).  Prints CSV: set,measure,value,command
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
PLV = os.path.join(SHARED, "data", "events-dev", "plv_train", "plv_train.jsonl")
GOLDEN = os.path.join(ROOT, "tests", "golden", "events")
OWN = {"DISASTER", "ACCIDENT", "OUTAGE", "ELECTION", "DEPLOY"}


def root(kind):
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def run(command, documents):
    lines = "".join(json.dumps(d) + "\n" for d in documents)
    done = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE)
    return {o["id"]: o for o in map(json.loads, done.stdout.decode().splitlines())}


def plv_rows(part):
    with open(PLV, encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    return [(str(i), r) for i, r in enumerate(rows) if (i % 4 != 0) == (part == "dev")]


def byte_span(text, span):
    return [len(text[:span[0]].encode()), len(text[:span[1]].encode())]


def f1(hit, gold, found):
    return 200.0 * hit / (gold + found) if gold + found else 0.0


def plv_raw(program, rows, show):
    out = run(program + ["facts", "-"], [{"id": i, "text": r["text"], "published": "2020-06-15"} for i, r in rows])
    gold, found, hit = collections.Counter(), collections.Counter(), collections.Counter()
    for i, r in rows:
        want = r["event"]
        got = {root(e["type"]) for e in out[i]["events"]} - OWN
        gold[want] += 1
        hit[want] += want in got
        found.update(got)
        if show > 0 and want not in got:
            show -= 1
            print("miss", want, sorted(got), r["source"], "->", r["target"], "|", r["text"][:300], file=sys.stderr)
    p = 100.0 * sum(hit.values()) / max(1, sum(found.values()))
    rec = 100.0 * sum(hit.values()) / len(rows)
    yield "events.raw.precision", p
    yield "events.raw.recall", rec
    yield "events.raw.f1", 2 * p * rec / (p + rec) if p + rec else 0.0
    for k in sorted(gold):
        yield "events.raw.%s.precision" % k, 100.0 * hit[k] / max(1, found[k])
        yield "events.raw.%s.recall" % k, 100.0 * hit[k] / gold[k]


def plv_pairs(program, rows, show):
    documents = [{"id": i, "text": r["text"], "published": "2020-06-15",
                  "pairs": [{"source": byte_span(r["text"], s), "target": byte_span(r["text"], t)}
                            for s, t in zip(r["source_spans"][:1], (r["target_spans"] or [[0, 0]])[:1])]}
                 for i, r in rows]
    out = run(program + ["explain", "--pairs", "-"], documents)
    gold, found, hit = collections.Counter(), collections.Counter(), collections.Counter()
    answers = []
    for i, r in rows:
        pairs = out.get(i, {}).get("pairs") or [{}]
        got = root(pairs[0].get("type", ""))
        want = r["event"]
        gold[want] += 1
        found[got] += 1
        hit[want] += got == want
        if got:
            answers.append((pairs[0].get("p", 0), got == want))
        if show > 0 and got != want:
            show -= 1
            print("pair", want, got, pairs[0].get("rule"), r["source"], "->", r["target"], "|", r["text"][:300], file=sys.stderr)
    yield "events.pair.accuracy", 100.0 * sum(hit.values()) / len(rows)
    yield "events.pair.macro_f1", sum(f1(hit[k], gold[k], found[k]) for k in gold) / len(gold)
    yield "events.pair.ece", ece(answers)
    for k in sorted(gold):
        yield "events.pair.%s.f1" % k, f1(hit[k], gold[k], found[k])


def ece(answers):
    """Expected calibration error of (p, right) over ten bins, per cent."""
    bins = collections.defaultdict(list)
    for p, right in answers:
        bins[min(9, int(p * 10))].append((p, right))
    return 100.0 * sum(abs(sum(p for p, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, len(answers))


def plv(part):
    def measure(program, show):
        rows = plv_rows(part)
        yield from plv_raw(program, rows, show)
        yield from plv_pairs(program, rows, show)
    return measure


def negatives(name, part, is_wrong):
    def measure(program, show):
        with open(os.path.join(GOLDEN, name), encoding="utf-8") as f:
            lines = [s for s in (line.strip() for line in f) if s and not s.startswith("#")]
        rows = [(str(i), s) for i, s in enumerate(lines) if (i % 2 == 1) == (part == "dev")]
        out = run(program + ["facts", "-"], [{"id": i, "text": s, "published": "2024-05-15"} for i, s in rows])
        wrong = 0
        for i, s in rows:
            bad = [e for e in out[i]["events"] if is_wrong(e)]
            wrong += bool(bad)
            if bad and show > 0:
                show -= 1
                print("false", [(e["type"], e.get("rule")) for e in bad], s, file=sys.stderr)
        yield "events.false_sentences", 100.0 * wrong / len(rows)
    return measure


def codes_fit(parties, wanted, size):
    """Each code that is asked for, and no other; parties without a code count for nothing."""
    if wanted == "-":
        return True
    got = {p["code"][:size] for p in parties if p.get("code")}
    groups = [{c[:size] for c in g.split("|")} for g in wanted.split(",")]
    return all(g & got for g in groups) and got <= set().union(*groups)


def triples(part):
    def measure(program, show):
        with open(os.path.join(GOLDEN, "triples.tsv"), encoding="utf-8") as f:
            lines = [line.rstrip("\n").split("\t") for line in f if line[0] != "#"]
        rows = [(str(i), r) for i, r in enumerate(lines) if (i % 2 == 1) == (part == "dev")]
        out = run(program + ["facts", "-"], [{"id": i, "text": r[3], "published": "2024-05-15"} for i, r in rows])
        hit = collections.Counter()
        for i, (kind, actors, recipients, text) in rows:
            same = [e for e in out[i]["events"] if e["type"] == kind]
            for name, size in (("triple", 99), ("country", 3)):
                good = any(codes_fit(e["actors"], actors, size) and codes_fit(e["recipients"], recipients, size) for e in same)
                hit[name] += good
                if name == "triple" and not good and show > 0:
                    show -= 1
                    print("triple", kind, actors, recipients, "|", text, "|", [(e["type"], [p.get("code") for p in e["actors"]],
                          [p.get("code") for p in e["recipients"]], e.get("rule")) for e in out[i]["events"]], file=sys.stderr)
            hit["type"] += bool(same)
        for name in ("triple", "country", "type"):
            yield "events.triple.%s" % name, 100.0 * hit[name] / len(rows)
    return measure


def any_event(e):
    return e["type"] not in OWN


def kill_or_arrest(e):
    return e["type"] == "ASSAULT" or (e["type"] == "COERCE" and e.get("mode") == "arrest")


SETS = {}
for PART in ("dev", "test"):
    SETS["plv-" + PART] = (PLV, plv(PART))
    SETS["triples-" + PART] = (os.path.join(GOLDEN, "triples.tsv"), triples(PART))
    SETS["neutral-" + PART] = (os.path.join(GOLDEN, "neutral.txt"), negatives("neutral.txt", PART, any_event))
    SETS["police-" + PART] = (os.path.join(GOLDEN, "police.txt"), negatives("police.txt", PART, kill_or_arrest))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--program", default=os.environ.get("SITREP", "sitrep"))
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("sets", nargs="*")
    args = ap.parse_args()
    w = csv.writer(sys.stdout, lineterminator="\n")
    for name in args.sets or sorted(SETS):
        path, measure = SETS[name]
        if not os.path.exists(path):
            print("%s is not here: %s is left out" % (path, name), file=sys.stderr)
            continue
        for what, value in measure(shlex.split(args.program), args.errors):
            w.writerow([name, what, "%.2f" % value, "tests/scores/events.py " + name])


if __name__ == "__main__":
    main()
