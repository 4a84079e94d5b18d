#!/usr/bin/env python3
"""Scores of the layer factuality.

    tests/scores/factuality.py [--program COMMAND] [--errors N] [SET ...]

  pairs-dev, pairs-test   minimal pairs of tests/golden/factuality/pairs.tsv: labels right
  uds-dev        UDS-IH2 on UD English EWT dev, from the raw sentences: r and mean absolute
                 error of "happened"; a verb that is not found counts as +3
  uds-dev-tokens the same with sentences and tokens given (facts --given=tokens)
  meantime-dev, meantime-test   MEANTIME's events, every second document: error of
                 "committed" against certainty and polarity; an event not found counts as +3

The development data is the folder that SR_SHARED names (default: ../shared beside the
checkout).  Prints CSV: set,measure,value,command
"""
import argparse
import csv
import glob
import json
import os
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("SR_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
PAIRS = os.path.join(ROOT, "tests", "golden", "factuality", "pairs.tsv")
UDS = os.path.join(SHARED, "data", "facts-dev", "uds-factuality")
EWT = os.path.join(SHARED, "data", "language", "UD_English-EWT")
MEANTIME = os.path.join(SHARED, "data", "facts-dev", "meantime", "meantime_newsreader_english_oct15",
                        "intra-doc_annotation")


def run(command, texts):
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts))
    done = subprocess.run(shlex.split(command), input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = {int(o["id"]): o for o in map(json.loads, done.stdout.decode().splitlines())}
    return [{tuple(p["span"]): p for p in out[i]["predicates"]} if i in out else {} for i in range(len(texts))]


def at(predicates, span):
    """The predicate at the span, or the first inside or around it."""
    if span in predicates:
        return predicates[span]
    for s, p in predicates.items():
        if s[0] < span[1] and span[0] < s[1]:
            return p
    return None


def figures(pairs):
    n = len(pairs)
    mean = [sum(x[k] for x in pairs) / n for k in (0, 1)]
    cov = sum((a - mean[0]) * (b - mean[1]) for a, b in pairs)
    var = [sum((x[k] - mean[k]) ** 2 for x in pairs) for k in (0, 1)]
    r = cov / (var[0] * var[1]) ** 0.5 if var[0] and var[1] else 0.0
    return r, sum(abs(a - b) for a, b in pairs) / n


# --- minimal pairs -----------------------------------------------------------------------------

def read_pairs(split):
    items = []
    for line in open(PAIRS, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if f[0] == split:
            items += [(f[1], f[2], f[3]), (f[1], f[4], f[5])]
    return items


def score_pairs(split, command, errors):
    items = read_pairs(split)
    texts = [t.replace("[", "").replace("]", "") for _, t, _ in items]
    right = [0, 0, 0, 0]
    for (kind, text, want), found in zip(items, run(command, texts)):
        beg = len(text[:text.index("[")].encode())
        span = (beg, beg + len(text[text.index("[") + 1:text.index("]")].encode()))
        p = at(found, span)
        got = [p["polarity"], p["modality"], p["tense"]] if p else ["none"] * 3
        same = [a == b for a, b in zip(got, want.split())]
        for k in range(3):
            right[k] += same[k]
        right[3] += all(same)
        if not all(same) and errors > 0:
            errors -= 1
            print("%s\t%s\twant %s, got %s" % (kind, text, want, " ".join(got)), file=sys.stderr)
    n = len(items)
    names = ("polarity", "modality", "tense", "all_three")
    return [("factuality.labels", 100.0 * sum(right[:3]) / (3 * n))] + [
        ("factuality." + m, 100.0 * v / n) for m, v in zip(names, right)]


# --- UDS-IH2 --------------------------------------------------------------------------------------

def raw_sentences(path):
    """Texts with the byte span of each token, and word classes."""
    out, text, words = [], "", []
    for line in open(path, encoding="utf-8"):
        if line.startswith("# text = "):
            text = line[9:].rstrip("\n")
        elif line[0] == "\n":
            spans, pos, covered = [], 0, 0
            for form, _ in words:
                k = text.find(form, pos)
                if k < 0:
                    k = pos
                spans.append((len(text[:k].encode()), len(text[:k + len(form)].encode())))
                pos = k + len(form)
            out.append((text, spans, [c for _, c in words]))
            words = []
        elif line[0] != "#":
            f = line.split("\t")
            if f[0].isdigit():
                words.append((f[1], f[3]))
    return out


def score_uds(part, command, errors):
    sys.path.insert(0, os.path.join(ROOT, "train", "factuality"))
    import uds
    sents = raw_sentences(os.path.join(EWT, "en_ewt-ud-%s.conllu" % part))
    gold = uds.align(uds.annotations(UDS, part), [s[2] for s in sents])
    found = run(command, [s[0] for s in sents])
    pairs, missed = [], 0
    for (i, t), v in sorted(gold.items()):
        p = at(found[i], sents[i][1][t])
        missed += p is None
        pairs.append((p["happened"] if p else 3.0, v))
        if errors > 0 and abs(pairs[-1][0] - v) > 4:
            errors -= 1
            print("%s\t%s\tgold %.1f, got %s" % (sents[i][0], sents[i][1][t], v, p), file=sys.stderr)
    r, mae = figures(pairs)
    return [("factuality.happened.r", r), ("factuality.happened.mae", mae),
            ("factuality.found", 100.0 * (1 - missed / len(pairs)))]


def score_uds_tokens(part, command, errors):
    sys.path.insert(0, os.path.join(ROOT, "train", "factuality"))
    import uds
    path = os.path.join(EWT, "en_ewt-ud-%s.conllu" % part)
    gold = uds.align(uds.annotations(UDS, part), uds.classes(path))
    with open(path, "rb") as f:
        done = subprocess.run(shlex.split(command) + ["--given=tokens"], stdin=f, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    found, n = {}, 0
    for o in map(json.loads, done.stdout.decode().splitlines()):
        predicates = {tuple(p["span"]): p for p in o["predicates"]}
        for s in o["sentences"]:
            found.update({(n, k): predicates[tuple(t)] for k, t in enumerate(s["tokens"]) if tuple(t) in predicates})
            n += 1
    pairs = [(found[key]["happened"] if key in found else 3.0, v) for key, v in sorted(gold.items())]
    r, mae = figures(pairs)
    return [("factuality.happened.r", r), ("factuality.happened.mae", mae),
            ("factuality.found", 100.0 * sum(key in found for key in gold) / len(gold))]


# --- MEANTIME ---------------------------------------------------------------------------------------

def read_meantime(path):
    from facts import untokenized
    root = ET.parse(path).getroot()
    tokens = [(int(t.get("t_id")), int(t.get("sentence")), t.text or "") for t in root.iter("token")]
    text, spans = untokenized(tokens)
    events = []
    for m in root.find("Markables"):
        ids = [int(a.get("t_id")) for a in m.iter("token_anchor")]
        value = {"CERTAIN": 3.0, "PROBABLE": 2.0, "POSSIBLE": 1.0}.get(m.get("certainty"))
        if m.tag != "EVENT_MENTION" or not ids or value is None:
            continue
        if m.get("polarity") == "NEG":
            value = -value
        events.append(((spans[min(ids)][0], spans[max(ids)][1]), value, m.get("time"), m.get("special_cases")))
    return text, events


def score_meantime(half, command, errors):
    paths = sorted(glob.glob(os.path.join(MEANTIME, "*", "*.xml")))[half::2]
    docs = [read_meantime(p) for p in paths]
    pairs, missed = [], 0
    for (text, events), found in zip(docs, run(command, [d[0] for d in docs])):
        for span, value, time, special in events:
            p = at(found, span)
            missed += p is None
            pairs.append((p["committed"] if p else 3.0, value))
            if errors > 0 and abs(pairs[-1][0] - value) > 1.5:
                errors -= 1
                b = text.encode()
                print("%s[%s]%s\tgold %.0f %s %s, got %s" % (
                    b[max(0, span[0] - 80):span[0]].decode(errors="replace"), b[span[0]:span[1]].decode(),
                    b[span[1]:span[1] + 60].decode(errors="replace"), value, time, special, p), file=sys.stderr)
    r, mae = figures(pairs)
    return [("factuality.committed.r", r), ("factuality.committed.mae", mae),
            ("factuality.found", 100.0 * (1 - missed / len(pairs)))]


SETS = {
    "pairs-dev": (PAIRS, lambda c, e: score_pairs("dev", c, e)),
    "pairs-test": (PAIRS, lambda c, e: score_pairs("held-out", c, e)),
    "uds-dev": (UDS, lambda c, e: score_uds("dev", c, e)),
    "uds-dev-tokens": (UDS, lambda c, e: score_uds_tokens("dev", c, e)),
    "meantime-dev": (MEANTIME, lambda c, e: score_meantime(0, c, e)),
    "meantime-test": (MEANTIME, lambda c, e: score_meantime(1, c, e)),
}


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--program", default=os.environ.get("SITREP", "build/release/sitrep") + " facts -")
    a.add_argument("--errors", type=int, default=0)
    a.add_argument("sets", nargs="*", default=[])
    args = a.parse_args()
    sys.path.insert(0, os.path.join(ROOT, "tests", "scores"))
    out = csv.writer(sys.stdout, lineterminator="\n")
    for name in args.sets or SETS:
        where, score = SETS[name]
        if not os.path.exists(where):
            print("%s is not there: skipped" % name, file=sys.stderr)
            continue
        for measure, value in score(args.program, args.errors):
            out.writerow([name, measure, "%.3f" % value if abs(value) < 4 else "%.2f" % value,
                          "tests/scores/factuality.py " + name])


if __name__ == "__main__":
    main()
