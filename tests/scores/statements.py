#!/usr/bin/env python3
"""Scores of the layer statements: who said what.

    tests/scores/statements.py [--program COMMAND] [--errors N] [--docs SUBSTRING] [SET ...]

The program reads articles as JSON Lines and prints the objects of docs/formats/facts.md.
The development data is the folder that SR_SHARED names (default: ../shared beside the
checkout); the cases are in this repository.

  polnear-dev-odd, polnear-dev-even   PolNeAR's development part by place in the order of
                       file names, counted from 1; rules were mended on the odd documents
                       and on part "train", figures are of the even ones.  EVAL-ONLY: it
                       trains nothing.
  cases-tuned, cases-blind   tests/golden/statements/cases.txt, odd and even cases:
                       content (pieces and kind exact), speaker (his words overlap), both;
                       speaker of direct ones
  speakers, speakers-dev   tests/golden/statements/speakers.txt, passages that were only measured,
                       and speakers_dev.txt, which were read:
                       quotations with the right speaker (statement over half of the words,
                       speaker at one of the marked mentions), marks that are no speech left alone

PolNeAR annotates one level: statements within others are left out.  Pairs are one to one,
best first.  Measures: content_exact F1 (letters and digits alone, without a leading
"that"), content_iou F1 (shared characters / all >= .5), end_to_end F1 (that, and the
sources overlap or both are missing), source_right of the pairs, recall by kind.

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

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("SR_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
POLNEAR = os.path.join(SHARED, "data", "facts-dev", "polnear", "data")
CASES = os.path.join(ROOT, "tests", "golden", "statements", "cases.txt")
SPEAKERS = os.path.join(ROOT, "tests", "golden", "statements", "speakers%s.txt")
QUOTES = "\"“”„‟«»‘’‚‹›「」『』'"


def run(command, documents):
    lines = "".join(json.dumps(d) + "\n" for d in documents)
    done = subprocess.run(shlex.split(command), input=lines.encode(), stdout=subprocess.PIPE)
    return {o["id"]: o for o in map(json.loads, done.stdout.decode().splitlines())}


# --- gold -----------------------------------------------------------------------------------------

def read_ann(path):
    spans, items = {}, []
    with open(path, encoding="utf-8") as f:
        for line in f:
            fields = line.rstrip("\n").split("\t")
            if line[0] == "T" and len(fields) > 1:
                label, place = fields[1].split(" ", 1)
                spans[fields[0]] = [tuple(map(int, p.split())) for p in place.split(";")]
            elif line[0] == "E":
                item = {"Source": [], "Cue": [], "Content": []}
                for part in fields[1].split():
                    role, ref = part.split(":")
                    role = re.sub(r"\d+$", "", role)
                    if role in item:
                        item[role] += spans.get(ref, [])
                items.append(item)
    return [i for i in items if i["Content"]]


def read_polnear(part):
    for path in sorted(glob.glob(os.path.join(POLNEAR, part, "text", "*.txt"))):
        name = os.path.basename(path)[:-4]
        with open(path, encoding="utf-8", newline="") as f:
            text = f.read()
        anns = sorted(glob.glob(os.path.join(POLNEAR, part, "attributions", glob.escape(name) + "_*.ann")))
        if anns:
            yield {"id": name, "text": text, "gold": read_ann(anns[0])}


# --- comparing ------------------------------------------------------------------------------------

def chars(spans):
    return {i for a, b in spans for i in range(a, b)}


def letters(text, spans):
    """Places of letters and digits, without a leading "that"."""
    first = True
    out = set()
    for a, b in sorted(spans):
        m = re.match(r"\W*that\b", text[a:b]) if first else None
        if m:
            a += m.end()
        first = False
        out |= {i for i in range(a, b) if text[i].isalnum()}
    return out


def kind(text, spans):
    pieces = [text[a:b].strip(" ,.;:-—\n") for a, b in spans]
    if all(p and p[0] in QUOTES and p[-1] in QUOTES for p in pieces):
        return "direct"
    return "mixed" if any(c in p for p in pieces for c in "\"“”") or any("''" in p for p in pieces) else "indirect"


def byte_to_char(text):
    table, at = {}, 0
    for i, c in enumerate(text):
        table[at] = i
        at += len(c.encode())
    table[at] = len(text)
    return table


def found_of(doc, answer):
    table = byte_to_char(doc["text"])
    out = []
    for s in answer["statements"]:
        if "within" in s or s.get("in") == "title":
            continue
        spans = [tuple(table[x] for x in p) for p in s.get("pieces", [s["content"]])]
        source = [tuple(table[x] for x in s["speaker_span"])] if "speaker_span" in s else []
        cue = [tuple(table[x] for x in s["cue"])] if "cue" in s else []
        out.append({"Content": spans, "Source": source, "Cue": cue, "lemma": s.get("cue_lemma", ""), "p": s["p"]})
    return out


def pairs_of(gold, found):
    sets = [[chars(x["Content"]) for x in side] for side in (gold, found)]
    scored = []
    for i, g in enumerate(sets[0]):
        for k, f in enumerate(sets[1]):
            both = len(g & f)
            if both:
                scored.append((both / len(g | f), -i, -k))
    used, pairs = (set(), set()), []
    for iou, i, k in sorted(scored, reverse=True):
        if iou >= .5 and i not in used[0] and k not in used[1]:
            used[0].add(i)
            used[1].add(k)
            pairs.append((-i, -k))
    return pairs


def source_right(g, f):
    if not g["Source"] or not f["Source"]:
        return not g["Source"] and not f["Source"]
    return bool(chars(g["Source"]) & chars(f["Source"]))


def shown(text, spans, limit=150):
    return " | ".join(text[a:b].replace("\n", " ") for a, b in spans)[:limit]


def show(sign, text, item, note=""):
    print("%s S=%s  C=%s  X=%s  %s" % (sign, shown(text, item["Source"], 40), shown(text, item["Cue"], 40), shown(text, item["Content"]), note), file=sys.stderr)


def score_polnear(docs, args, out):
    answers = run(args.program, [{"id": d["id"], "text": d["text"], "published": "2016-10-01"} for d in docs])
    n = {"gold": 0, "found": 0, "iou": 0, "exact": 0, "end": 0, "source": 0}
    kinds = {k: [0, 0] for k in ("direct", "mixed", "indirect")}
    for d in docs:
        gold, found = d["gold"], found_of(d, answers[d["id"]])
        pairs = pairs_of(gold, found)
        n["gold"] += len(gold)
        n["found"] += len(found)
        exact = {frozenset(letters(d["text"], g["Content"])) for g in gold}
        n["exact"] += len(exact & {frozenset(letters(d["text"], f["Content"])) for f in found})
        n["iou"] += len(pairs)
        n["source"] += sum(source_right(gold[i], found[k]) for i, k in pairs)
        hit = {i for i, _ in pairs}
        for i, g in enumerate(gold):
            row = kinds[kind(d["text"], g["Content"])]
            row[0] += i in hit
            row[1] += 1
        if args.errors and args.docs in d["id"]:
            print("##", d["id"], file=sys.stderr)
            hits = {k for _, k in pairs}
            for g in [g for i, g in enumerate(gold) if i not in hit]:
                show("-", d["text"], g)
            for f in [f for k, f in enumerate(found) if k not in hits]:
                show("+", d["text"], f, "%s %.2f" % (f["lemma"], f["p"]))
            for i, k in pairs:
                if not source_right(gold[i], found[k]):
                    show("s", d["text"], found[k], "GOLD " + shown(d["text"], gold[i]["Source"]))
                elif letters(d["text"], gold[i]["Content"]) != letters(d["text"], found[k]["Content"]):
                    show("~", d["text"], found[k], "\n     GOLD " + shown(d["text"], gold[i]["Content"]))
    f1 = lambda hits: 200.0 * hits / (n["gold"] + n["found"] or 1)
    out("statements.content_exact.f1", f1(n["exact"]))
    out("statements.content_iou.f1", f1(n["iou"]))
    out("statements.end_to_end.f1", f1(n["source"]))
    out("statements.end_to_end.precision", 100.0 * n["source"] / (n["found"] or 1))
    out("statements.end_to_end.recall", 100.0 * n["source"] / (n["gold"] or 1))
    out("statements.source_right", 100.0 * n["source"] / (n["iou"] or 1))
    for k, (hits, of) in kinds.items():
        out("statements.recall." + k, 100.0 * hits / (of or 1))


# --- our own cases ----------------------------------------------------------------------------------

def read_case(line):
    """The marked line -> text and the spans (bytes) of its parts."""
    case = {"kind": {"d": "direct", "i": "indirect", "m": "mixed"}[line[0]], "text": "", "[": [], "S": [], "C": [], "M": [], "A": []}
    for part in re.split(r"(\[[^\]]*\]|\{[SCMA](?: [^}]*)?\})", line[2:]):
        role, inner = "", part
        if part[:1] == "[":
            role, inner = "[", part[1:-1]
        elif part[:1] == "{":
            role, inner = part[1], part[3:-1]
        beg = len(case["text"].encode())
        case["text"] += inner
        if role and inner:
            case[role].append([beg, len(case["text"].encode())])
    return case


def overlaps(span, wanted):
    return any(span[0] < b and a < span[1] for a, b in wanted) if wanted else span == [0, 0]


def score_cases(cases, args, out):
    answers = run(args.program, [{"id": c["id"], "text": c["text"], "published": "2024-11-29"} for c in cases])
    hits = {"content": 0, "speaker": 0, "both": 0, "direct": 0}
    for c in cases:
        found = answers[c["id"]]["statements"]
        content = [s for s in found if s["kind"] == c["kind"] and s.get("pieces", [s["content"]]) == c["["]]
        near = [s for s in found if overlaps(s["content"], c["["])]
        who = [s for s in near if "within" not in s and overlaps(s.get("speaker_span", [0, 0]), c["S"][:1])]
        both = [s for s in content if s in who]
        hits["content"] += bool(content)
        hits["speaker"] += bool(who)
        hits["both"] += bool(both)
        hits["direct"] += bool(who) and c["kind"] == "direct"
        if args.errors and not both:
            print("- " + c["line"], file=sys.stderr)
            for s in found:
                print("    %s %s" % (s["kind"], [c["text"].encode()[a:b].decode() for a, b in [s.get("speaker_span", [0, 0]), s.get("cue", [0, 0])] + s.get("pieces", [s["content"]])]), file=sys.stderr)
    direct = sum(c["kind"] == "direct" for c in cases)
    for measure, of in (("content", len(cases)), ("speaker", len(cases)), ("both", len(cases)), ("direct", direct)):
        out("statements.cases." + ("speaker_of_direct" if measure == "direct" else measure), 100.0 * hits[measure] / of)


def read_passage(line):
    """The marked passage -> text, quotations (letter, bytes) and mentions by letter (bytes)."""
    passage = {"text": "", "quotes": [], "who": {}}
    for part in re.split(r"(\[[a-z?-] [^\]]*\]|\{[a-z] [^}]*\})", line.replace("|", "\n\n")):
        inner = part[3:-1] if part[:1] in ("[", "{") else part
        beg = len(passage["text"].encode())
        passage["text"] += inner
        span = [beg, len(passage["text"].encode())]
        if part[:1] == "[":
            words = inner.strip(QUOTES + "` ,.")
            span[0] += len(inner[:inner.index(words)].encode())
            passage["quotes"].append((part[1], [span[0], span[0] + len(words.encode())]))
        elif part[:1] == "{":
            passage["who"].setdefault(part[1], []).append(span)
    return passage


def spoken_by(found, quote):
    """The statement that covers most of a quotation, at least half of it."""
    best, most = None, 0
    for s in found:
        common = sum(max(0, min(b, quote[1]) - max(a, quote[0])) for a, b in s.get("pieces", [s["content"]]))
        if common > most and "within" not in s:
            best, most = s, common
    return best if 2 * most >= quote[1] - quote[0] else None


def quote_right(passage, found, letter, quote):
    said = spoken_by(found, quote)
    if letter == "-":
        return said is None or said["kind"] != "direct"
    if letter == "?":
        return said is None or "speaker_span" not in said
    return said is not None and overlaps(said.get("speaker_span", [0, 0]), passage["who"][letter])


def score_speakers(passages, args, out):
    answers = run(args.program, [{"id": p["id"], "text": p["text"], "published": "2024-11-29"} for p in passages])
    speech, marks = [], []
    for p in passages:
        found = answers[p["id"]]["statements"]
        for letter, quote in p["quotes"]:
            right = quote_right(p, found, letter, quote)
            (marks if letter in "-?" else speech).append(right)
            if args.errors and not right:
                at = lambda span: p["text"].encode()[span[0]:span[1]].decode()
                said = spoken_by(found, quote)
                print("- %s: %s | %s" % (letter, at(quote), p["text"].replace("\n\n", "|")), file=sys.stderr)
                if said:
                    print("    %s %s %s" % (said["kind"], at(said.get("speaker_span", [0, 0])), at(said["content"])), file=sys.stderr)
    out("statements.speakers.right", 100.0 * sum(speech) / len(speech))
    out("statements.speakers.no_speech", 100.0 * sum(marks) / len(marks))


def load(name):
    if name.startswith("speakers"):
        with open(SPEAKERS % name[8:].replace("-", "_"), encoding="utf-8") as f:
            lines = [line.rstrip("\n") for line in f if line[0] != "#"]
        return [dict(read_passage(line), id=str(i)) for i, line in enumerate(lines)]
    if name.startswith("cases"):
        if not os.path.exists(CASES):
            return []
        with open(CASES, encoding="utf-8") as f:
            lines = [line.rstrip("\n") for line in f if line[:2] in ("d ", "i ", "m ")]
        cases = [dict(read_case(line), id=str(i), line=line) for i, line in enumerate(lines)]
        return cases[0 if name == "cases-tuned" else 1::2]
    part = name.split("-")[1]
    docs = list(read_polnear(part))
    return docs[0::2] if name.endswith("odd") else docs[1::2] if name.endswith("even") else docs[::8]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sets", nargs="*", default=["polnear-dev-odd", "polnear-dev-even", "cases-tuned", "cases-blind", "speakers-dev", "speakers"])
    parser.add_argument("--program", default=os.environ.get("SITREP", os.path.join(ROOT, "build/release/sitrep")) + " facts -")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--docs", default="")
    args = parser.parse_args()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for name in args.sets:
        docs = load(name)
        if not docs:
            print("the set %s is not here: skipped" % name, file=sys.stderr)
            continue
        out = lambda measure, value: writer.writerow([name, measure, "%.2f" % value, "tests/scores/statements.py " + name])
        score = score_speakers if name.startswith("speakers") else score_cases if name.startswith("cases") else score_polnear
        score(docs, args, out)


if __name__ == "__main__":
    main()
