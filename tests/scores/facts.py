#!/usr/bin/env python3
"""Scores of the stage facts: times and amounts.

    tests/scores/facts.py [--program COMMAND] [--errors N] [SET ...]

The program reads articles as JSON Lines and prints the objects of docs/formats/facts.md.
The development data is the folder that SR_SHARED names (default: ../shared beside the
checkout); the casualties and the demo newsroom are in this repository.

  meantime-dev, meantime-test   MEANTIME (Wikinews): the parts airbus and apple and every
                       second document of gm; the others of gm.  TIMEX3 strict/relaxed/value
                       F1, values (figures) exact/overlap F1
  casualties-dev/-test sentences of tests/golden/facts/casualties.jsonl: frames
  times-dev/-test      times of tests/golden/facts/times.jsonl, sentences in many styles
  amounts-dev/-test    figures of tests/golden/facts/amounts.jsonl: frames of all measures, roles, and
                       the place, time and speaker that a figure is tied to
  demo                 amounts of demo/gold/facts.jsonl

Prints CSV: set,measure,value,command
"""
import argparse
import csv
import glob
import json
import os
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("SR_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
DEV = os.path.join(SHARED, "data", "facts-dev")
MEANTIME = os.path.join(DEV, "meantime", "meantime_newsreader_english_oct15", "intra_cross-doc_annotation")
GOLDEN = os.path.join(ROOT, "tests", "golden", "facts")
CASUALTIES = os.path.join(GOLDEN, "casualties.jsonl")
DEMO = os.path.join(ROOT, "demo", "gold", "facts.jsonl")
DEMO_ARTICLES = os.path.join(ROOT, "demo", "gold", "articles.jsonl")
PEOPLE = {"killed", "injured", "missing", "detained", "displaced", "evacuated", "affected", "without_power",
          "without_heat", "without_water", "homes_damaged", "rescued", "trapped", "abducted", "ill", "released"}


def run(command, documents):
    lines = "".join(json.dumps(d) + "\n" for d in documents)
    done = subprocess.run(shlex.split(command), input=lines.encode(), stdout=subprocess.PIPE)
    return {o["id"]: o for o in map(json.loads, done.stdout.decode().splitlines())}


class Tally:
    def __init__(self):
        self.hit = self.gold = self.found = 0

    def f1(self):
        return 200.0 * self.hit / (self.gold + self.found) if self.gold + self.found else 0.0


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


# --- MEANTIME -----------------------------------------------------------------------------------

def untokenized(tokens):
    """Tokens -> text as it was printed, and the byte span of each token."""
    text, spans, open_quote = "", {}, False
    for k, (tid, sent, word) in enumerate(tokens):
        new_sentence = k and tokens[k - 1][1] != sent
        prev = tokens[k - 1][2] if k else ""
        glue = word in (",", ".", ";", ":", "?", "!", ")", "%", "'s", "'", "n't", "''", "-", "th") or prev in ("(", "$", "US$", "``", "#", "-")
        if word == "-" and not (k and prev.isalnum()):
            glue = False
        if new_sentence:
            text += "\n\n" if sent <= 2 else " "
        elif k and not glue:
            text += " "
        shown = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "#": "£"}.get(word, word)
        beg = len(text.encode())
        text += shown
        spans[tid] = (beg, len(text.encode()))
    return text, spans


def read_meantime(path):
    root = ET.parse(path).getroot()
    tokens = [(int(t.get("t_id")), int(t.get("sentence")), t.text or "") for t in root.iter("token")]
    text, spans = untokenized(tokens)
    sentence = {t[0]: t[1] for t in tokens}
    doc = {"id": os.path.basename(path), "text": text, "times": [], "values": []}
    last = 0
    for m in root.find("Markables"):
        ids = [int(a.get("t_id")) for a in m.iter("token_anchor")]
        if not ids:
            continue
        last = max(last, max(sentence[i] for i in ids))
        span = (spans[min(ids)][0], spans[max(ids)][1])
        if m.tag == "TIMEX3":
            doc["times"].append((span, m.get("type"), m.get("value")))
            if m.get("functionInDocument") == "CREATION_TIME":
                doc["published"] = m.get("value")
        elif m.tag == "VALUE":
            doc["values"].append((span, m.get("type"), None))
    doc["end"] = max([spans[t[0]][1] for t in tokens if t[1] <= min(last, 5)] or [0])
    doc["times"] = [t for t in doc["times"] if t[0][0] < doc["end"]]
    doc["values"] = [t for t in doc["values"] if t[0][0] < doc["end"]]
    if "published" not in doc:
        dates = [t[2] for t in doc["times"] if re.fullmatch(r"\d{4}-\d\d-\d\d", t[2] or "")]
        doc["published"] = dates[0] if dates else ""
    odd = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", doc["published"])  # one dateline is written so
    if odd:
        doc["published"] = "%s-%s-%s" % (odd.group(3), odd.group(2), odd.group(1))
    return doc


def same_value(a, b):
    """Equal but for ways to write one amount of time."""
    same = {"P10Y": "P1DE", "PT24H": "P1D", "P12M": "P1Y", "P7D": "P1W"}
    return same.get(a, a) == same.get(b, b)


def pair(gold, found):
    """One-to-one, equal spans first."""
    pairs, used = [], set()
    for test in (lambda g, f: g[0] == f[0], lambda g, f: overlap(g[0], f[0])):
        for g in gold:
            if any(g is p[0] for p in pairs):
                continue
            for i, f in enumerate(found):
                if i not in used and test(g, f):
                    used.add(i)
                    pairs.append((g, f))
                    break
    return pairs


def show(args, sign, doc, item, note=""):
    if args.errors > 0:
        args.errors -= 1
        raw = doc["text"].encode()
        a, b = item[0]
        print("%s %-28s %s %s   ..%s[%s]%s" % (sign, raw[a:b].decode(), item[1:], note, raw[max(0, a - 40):a].decode("utf-8", "replace"),
                                             raw[a:b].decode(), raw[b:b + 30].decode("utf-8", "replace")), file=sys.stderr)


def score_meantime(name, args, out):
    last = sorted(glob.glob(os.path.join(MEANTIME, "corpus_gm", "*.xml")))
    paths = last[1::2]
    if name == "meantime-dev":
        paths = sorted(glob.glob(os.path.join(MEANTIME, "corpus_a*", "*.xml"))) + last[0::2]
    if not paths:
        return False
    docs = [read_meantime(p) for p in paths]
    answers = run(args.program, [{"id": d["id"], "text": d["text"], "published": d["published"]} for d in docs])
    tallies = {k: Tally() for k in ("strict", "relaxed", "value", "value_equal", "exact", "overlap")}
    for d in docs:
        answer = answers.get(d["id"], {"times": [], "amounts": []})
        found = [(tuple(t["span"]), t["type"], t["value"]) for t in answer["times"] if t["span"][0] < d["end"]]
        pairs = pair(d["times"], found)
        for k in ("strict", "relaxed", "value", "value_equal"):
            tallies[k].gold += len(d["times"])
            tallies[k].found += len(found)
        for g, f in pairs:
            tallies["relaxed"].hit += 1
            tallies["strict"].hit += g[0] == f[0]
            tallies["value"].hit += g[2] == f[2]
            tallies["value_equal"].hit += same_value(g[2], f[2])
            if g[2] != f[2] or g[0] != f[0]:
                show(args, "~", d, g, "got %s %s" % (d["text"].encode()[f[0][0]:f[0][1]].decode(), f[1:]))
        for g in d["times"]:
            if not any(g is p[0] for p in pairs):
                show(args, "-", d, g)
        for f in found:
            if not any(f is p[1] for p in pairs):
                show(args, "+", d, f)
        amounts = [(tuple(a["span"]), a.get("measure"), a["value"]) for a in answer["amounts"] if a["span"][0] < d["end"]]
        pairs = pair(d["values"], amounts)
        for k in ("exact", "overlap"):
            tallies[k].gold += len(d["values"])
            tallies[k].found += len(amounts)
        for g, f in pairs:
            tallies["overlap"].hit += 1
            tallies["exact"].hit += g[0] == f[0]
            if g[0] != f[0]:
                show(args, "~a", d, g, "got %s" % d["text"].encode()[f[0][0]:f[0][1]].decode())
        for g in d["values"]:
            if not any(g is p[0] for p in pairs):
                show(args, "-a", d, g)
        for f in amounts:
            if not any(f is p[1] for p in pairs):
                show(args, "+a", d, f)
    for k, t in tallies.items():
        layer = "facts.amounts." if k in ("exact", "overlap") else "facts.times."
        out(layer + k + ".f1", t.f1())
    return True


# --- casualties -----------------------------------------------------------------------------------

def right(g, a):
    return (g["measure"] == a.get("measure") and abs(g["value"] - a["value"]) < 1e-6
            and (g.get("upper") or 0) == (a.get("upper") or 0))


def score_casualties(name, args, out):
    part = name.split("-")[1]
    docs = [d for d in map(json.loads, open(CASUALTIES, encoding="utf-8")) if d["part"] == part]
    answers = run(args.program, [{"id": d["id"], "text": d["text"], "published": "2024-11-29"} for d in docs])
    t, wrong, bounds, matched, state = Tally(), 0, 0, 0, 0
    for d in docs:
        found = [a for a in answers.get(d["id"], {"amounts": []})["amounts"] if a.get("measure") in PEOPLE and a["value"] > 0]
        gold = [g for g in d["amounts"] if g["value"] > 0]
        t.gold += len(gold)
        t.found += len(found)
        used = set()
        for g in gold:
            hits = [i for i, a in enumerate(found) if i not in used and overlap(g["span"], a["span"])]
            hits.sort(key=lambda i: not right(g, found[i]))
            if not hits:
                show(args, "-", d, (g["span"], g["measure"], g["value"]), d["id"])
                continue
            a = found[hits[0]]
            used.add(hits[0])
            matched += 1
            wrong += a["measure"] != g["measure"]
            if right(g, a):
                t.hit += 1
                bounds += a["mod"] == g["mod"]
                state += (a.get("modality") == "hypothetical" or a.get("polarity") == "neg") == g.get("hypothetical", False)
                if a["mod"] != g["mod"]:
                    show(args, "~mod", d, (g["span"], g["mod"]), a["mod"])
            else:
                show(args, "~", d, (g["span"], g["measure"], g["value"], g.get("upper")), "got %s" % [a.get("measure"), a["value"], a.get("upper")])
        for i, a in enumerate(found):
            if i not in used:
                show(args, "+", d, (a["span"], a["measure"], a["value"]), d["id"])
    out("facts.frames.f1", t.f1())
    out("facts.frames.wrong_measure", 100.0 * wrong / max(1, matched))
    out("facts.frames.bound_right", 100.0 * bounds / max(1, t.hit))
    out("facts.frames.state_right", 100.0 * state / max(1, t.hit))
    return True


# --- own times and figures of many kinds ------------------------------------------------------------

def golden(name):
    kind, part = name.split("-")
    with open(os.path.join(GOLDEN, kind + ".jsonl"), encoding="utf-8") as f:
        return [d for d in map(json.loads, f) if d["part"] == part]


def score_times(name, args, out):
    docs = golden(name)
    answers = run(args.program, [{"id": d["id"], "text": d["text"], "published": d["published"]} for d in docs])
    strict, relaxed, value = Tally(), Tally(), Tally()
    for d in docs:
        gold = [(tuple(t["span"]), t["type"], t["value"]) for t in d["times"]]
        found = [(tuple(t["span"]), t["type"], t["value"]) for t in answers.get(d["id"], {"times": []})["times"]]
        pairs = pair(gold, found)
        for t in (strict, relaxed, value):
            t.gold += len(gold)
            t.found += len(found)
        for g, f in pairs:
            relaxed.hit += 1
            strict.hit += g[0] == f[0]
            value.hit += g[1] == f[1] and same_value(g[2], f[2])
            if g[2] != f[2] or g[0] != f[0]:
                show(args, "~", d, g, "got %s %s" % (d["text"].encode()[f[0][0]:f[0][1]].decode(), f[1:]))
        for g in gold:
            if not any(g is p[0] for p in pairs):
                show(args, "-", d, g)
        for f in found:
            if not any(f is p[1] for p in pairs):
                show(args, "+", d, f)
    out("facts.times.strict.f1", strict.f1())
    out("facts.times.relaxed.f1", relaxed.f1())
    out("facts.times.value.f1", value.f1())
    return True


def tied(answer, amount, name, text):
    """What the figure is tied to: its own field, else that of its event."""
    raw = text.encode()
    event = next((e for e in answer["events"] if e["id"] == amount.get("event")), {})
    if name == "time":
        return (amount.get("time") or event.get("time") or {}).get("value", "")
    if name == "place":
        span = (amount.get("place") or event.get("place") or {}).get("span", [0, 0])
        return raw[span[0]:span[1]].decode("utf-8", "replace")
    said = [s for s in answer["statements"] if s["id"] in [amount.get("statement")] + (event.get("claim_of") or [])[:1]]
    return " ".join(raw[s["speaker_span"][0]:s["speaker_span"][1]].decode("utf-8", "replace") for s in said if "speaker_span" in s)


def score_amounts(name, args, out):
    docs = golden(name)
    answers = run(args.program, [{"id": d["id"], "text": d["text"], "published": d["published"]} for d in docs])
    t, spans, roles, ties, asked = Tally(), Tally(), Tally(), 0, 0
    for d in docs:
        answer = answers.get(d["id"], {"amounts": [], "events": [], "statements": []})
        gold, found = d["amounts"], answer["amounts"]
        pairs = pair([(tuple(g["span"]), g) for g in gold], [(tuple(a["span"]), a) for a in found])
        t.gold += sum(g["measure"] != "-" for g in gold)
        t.found += sum(g["measure"] != "-" for (_, g), _ in pairs) + len(found) - len(pairs)
        spans.gold += len(gold)
        spans.found += len(found)
        spans.hit += len(pairs)
        roles.gold += sum("role" in g for g in gold)
        roles.found += sum("role" in a for a in found)
        for (_, g), (_, a) in pairs:
            ok = right(g, a) and (g["mod"] == a["mod"] or "upper" in g)
            t.hit += ok and g["measure"] != "-"
            roles.hit += "role" in g and g["role"] == a.get("role")
            if (not ok and g["measure"] != "-") or g.get("role") != a.get("role"):
                show(args, "~", d, (g["span"], {k: g[k] for k in g if k != "span"}),
                     "got %s" % {k: a.get(k) for k in ("measure", "value", "upper", "mod", "role")})
            for k in ("place", "time", "who"):
                if k in g:
                    asked += 1
                    ties += g[k] in tied(answer, a, k, d["text"])
                    if g[k] not in tied(answer, a, k, d["text"]):
                        show(args, "@", d, (g["span"], k, g[k]), "got '%s'" % tied(answer, a, k, d["text"]))
        for g in gold:
            if not any(g is p[0][1] for p in pairs):
                show(args, "-", d, (g["span"], g["measure"], g["value"]))
        for a in found:
            if not any(a is p[1][1] for p in pairs):
                show(args, "+", d, (a["span"], a.get("measure"), a["value"]))
    out("facts.amounts.overlap.f1", spans.f1())
    out("facts.frames.f1", t.f1())
    out("facts.amounts.role.f1", roles.f1())
    out("facts.amounts.tied", 100.0 * ties / max(1, asked))
    return True


# --- the demo newsroom ------------------------------------------------------------------------------

def score_demo(name, args, out):
    texts = {}
    for line in open(DEMO_ARTICLES, encoding="utf-8"):
        a = json.loads(line)
        texts[a["id"]] = a
    gold = [json.loads(line) for line in open(DEMO, encoding="utf-8")]
    gold = [g for g in gold if g["id"] in texts and texts[g["id"]].get("text")]
    answers = run(args.program, [{"id": g["id"], "title": texts[g["id"]].get("title", ""), "text": texts[g["id"]]["text"],
                                  "published": g["published"]} for g in gold])
    spans, values, people, wrong, matched = Tally(), Tally(), Tally(), 0, 0
    for g in gold:
        d = texts[g["id"]]
        found = [a for a in answers.get(g["id"], {"amounts": []})["amounts"] if a.get("in") != "title"]
        want = [w for w in g["amounts"] if w.get("in") != "title"]
        pairs = pair([(tuple(w["span"]), w) for w in want], [(tuple(a["span"]), a) for a in found])
        spans.gold += len(want)
        values.gold += len(want)
        values.found += len(want)
        spans.found += len(found)
        spans.hit += len(pairs)
        people.gold += sum(w["measure"] in PEOPLE and w["value"] > 0 for w in want)
        people.found += sum(a.get("measure") in PEOPLE and a["value"] > 0 for a in found)
        for (_, w), (_, a) in pairs:
            ok = abs(w["value"] - a["value"]) < 1e-6
            values.hit += ok
            if w["measure"] in PEOPLE and w["value"] > 0:
                people.hit += ok and a.get("measure") == w["measure"]
                if a.get("measure") in PEOPLE:
                    matched += 1
                    wrong += a["measure"] != w["measure"]
            if not ok or (w["measure"] in PEOPLE and w["measure"] != a.get("measure")):
                show(args, "~", d, (w["span"], w["measure"], w["value"]), "got %s" % [a.get("measure"), a["value"]])
        for w in want:
            if not any(w is p[0][1] for p in pairs):
                show(args, "-", d, (w["span"], w["measure"], w["value"]))
        for a in found:
            if a.get("measure") in PEOPLE and a["value"] > 0 and not any(a is p[1][1] for p in pairs):
                show(args, "+", d, (a["span"], a["measure"], a["value"]))
    out("facts.amounts.recall", 100.0 * spans.hit / max(1, spans.gold))
    out("facts.amounts.value_right", 100.0 * values.hit / max(1, values.gold))
    out("facts.frames.f1", people.f1())
    out("facts.frames.wrong_measure", 100.0 * wrong / max(1, matched))
    return True


SETS = {"meantime-dev": score_meantime, "meantime-test": score_meantime, "casualties-dev": score_casualties,
        "casualties-test": score_casualties, "times-dev": score_times, "times-test": score_times,
        "amounts-dev": score_amounts, "amounts-test": score_amounts, "demo": score_demo}


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    program = os.environ.get("SITREP", os.path.join(ROOT, "build/release/sitrep"))
    args.add_argument("--program", default=program + " facts -")
    args.add_argument("--errors", type=int, default=0, help="show so many of each set")
    args.add_argument("sets", nargs="*", metavar="SET", help=" ".join(SETS))
    args = args.parse_args()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["set", "measure", "value", "command"])
    for name in args.sets or SETS:
        def row(measure, value):
            out.writerow([name, measure, "%.2f" % value, "tests/scores/facts.py " + name])
        if not SETS[name](name, args, row):
            print("%s: skipped, the development data is not there" % name, file=sys.stderr)


if __name__ == "__main__":
    main()
