#!/usr/bin/env python3
"""Scores of coreference: MUC, B3, CEAF-e and their mean (CoNLL), and of pronouns.

    tests/scores/coref.py [--chains FILE] [--misses] [SET ...]

    gum-open-dev, gum-GENRE-dev   OntoGUM dev documents of the open genres, from raw text
    gum-plus-dev                  speeches and textbooks
    pronouns, pronouns-blind      tests/golden/coref/pronouns.jsonl: whom a pronoun stands for

Measures as in the reference scorer of CoNLL-2011/2012 (Pradhan et al. 2014, ACL, P14-2006):
sums over documents, then recall and precision; chains of one mention are left out on both
sides; a mention is right only with the same first and last character (blanks aside).  The
chains are those of `sitrep run --until link --dump json`, each mention as the whole phrase
of its head (link/coref.h, sr_mention_wide), from the tree of `sitrep parse`.  --chains
takes {"id", "chains"} lines instead: what bench_link --chains prints.

The development data is the folder that SR_SHARED names (default: ../shared beside the
checkout).  Prints CSV: set,measure,value,command
"""
import argparse
import csv
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "train", "coref"))
import data  # noqa: E402

SITREP = os.environ.get("SITREP", os.path.join(ROOT, "build", "release", "sitrep"))
GENRES = ["academic", "bio", "court", "interview", "news", "voyage"]


# --- the measures: (recall's numerator, denominator, precision's numerator, denominator) ----

def muc_side(a, of):
    num = den = 0
    for chain in a:
        parts = {of[m] if m in of else ("alone", m) for m in chain}
        num += len(chain) - len(parts)
        den += len(chain) - 1
    return num, den


def muc(key, response, key_of, response_of):
    return muc_side(key, response_of) + muc_side(response, key_of)


def b3_side(a, b, of):
    num = den = 0.0
    for chain in a:
        common = {}
        for m in chain:
            if m in of:
                common[of[m]] = common.get(of[m], 0) + 1
        num += sum(n * n for n in common.values()) / len(chain)
        den += len(chain)
    return num, den


def b3(key, response, key_of, response_of):
    return b3_side(key, response, response_of) + b3_side(response, key, key_of)


def best_assignment(score):
    """Sum of the best one-to-one assignment of rows to columns (Kuhn and Munkres)."""
    n, m = len(score), len(score[0]) if score else 0
    if n > m:
        return best_assignment([list(r) for r in zip(*score)])
    u, v, match = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], at = i, 0
        least, way, used = [float("inf")] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while match[at]:
            used[at], row, delta, to = True, match[at], float("inf"), 0
            for j in range(1, m + 1):
                if not used[j]:
                    cost = -score[row - 1][j - 1] - u[row] - v[j]
                    if cost < least[j]:
                        least[j], way[j] = cost, at
                    if least[j] < delta:
                        delta, to = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            at = to
        while at:
            match[at] = match[way[at]]
            at = way[at]
    return sum(score[match[j] - 1][j - 1] for j in range(1, m + 1) if match[j])


def ceaf_e(key, response, key_of, response_of):
    score = [[2.0 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]
    total = best_assignment(score) if key and response else 0.0
    return total, len(key), total, len(response)


MEASURES = [("muc", muc), ("b3", b3), ("ceaf_e", ceaf_e)]


def add_document(sums, key, response):
    key = [frozenset(c) for c in key if len(set(c)) > 1]
    response = [frozenset(c) for c in response if len(set(c)) > 1]
    key_of = {m: i for i, c in enumerate(key) for m in c}
    response_of = {m: i for i, c in enumerate(response) for m in c}
    for name, measure in MEASURES:
        for i, x in enumerate(measure(key, response, key_of, response_of)):
            sums.setdefault(name, [0.0] * 4)[i] += x
    hit = len(key_of.keys() & response_of.keys())
    for i, x in enumerate((hit, len(key_of), hit, len(response_of))):
        sums.setdefault("mentions", [0.0] * 4)[i] += x


def f1(s):
    r = s[0] / s[1] if s[1] else 0.0
    p = s[2] / s[3] if s[3] else 0.0
    return 100 * r, 100 * p, 200 * r * p / (r + p) if r + p else 0.0


def result(sums):
    out = {f"coref.{n}": f1(s)[2] for n, s in sums.items()}
    out["coref.conll_f1"] = sum(out[f"coref.{n}"] for n, _ in MEASURES) / len(MEASURES)
    return out


# --- places in a text without its blanks ------------------------------------------------------

def without_blanks(text):
    """For each byte of the text: how many characters that are no blanks stand before it."""
    at, n = [], 0
    for c in text:
        at += [n] * len(c.encode())
        n += not c.isspace()
    return at + [n]


def squeeze(chains, text):
    at = without_blanks(text)
    return [[(at[b], at[e]) for b, e in c] for c in chains]


# --- the program's chains ---------------------------------------------------------------------

def run(args, articles):
    lines = "".join(json.dumps({"id": i, "lang": "en", "text": t}) + "\n" for i, t in articles)
    return subprocess.run([SITREP] + args + ["-"], input=lines.encode(), stdout=subprocess.PIPE,
                          check=True).stdout.decode()


def trees(conllu):
    """id -> list of tokens (form, absolute head, relation, class, features)."""
    docs, doc, base = {}, None, 0
    for line in conllu.split("\n"):
        if line.startswith("# newdoc id = "):
            doc = docs.setdefault(line[len("# newdoc id = "):], [])
        elif line.startswith("# sent_id"):
            base = len(doc)
        elif line and line[0] != "#":
            c = line.split("\t")
            doc.append((c[1], base + int(c[6]) - 1 if c[6] != "0" else len(doc), c[7], c[3], c[5]))
    return docs


OUTSIDE = {"case", "cc", "conj", "mark", "cop", "aux", "nsubj", "csubj", "advcl", "discourse",
           "dislocated", "expl", "orphan", "parataxis", "punct", "vocative", "dep", "list", "advmod", "obl", "obj",
           "iobj", "ccomp", "xcomp"}
INSIDE = {"compound", "compound:prt", "flat", "fixed", "goeswith", "reparandum", "nmod:desc", "det",
          "det:predet", "amod", "nummod", "case", "cc", "cc:preconj", "mark", "discourse", "expl", "advmod"}


def reaches(tree):
    reach = [[i, i + 1] for i in range(len(tree))]
    depth = {}

    def deep(i):
        path = []
        while i not in depth and tree[i][1] != i:
            path.append(i)
            i = tree[i][1]
        depth.setdefault(i, 0)
        for j in reversed(path):
            depth[j] = depth[tree[j][1]] + 1
    for i in range(len(tree)):
        deep(i)
    for i in sorted(range(len(tree)), key=lambda i: -depth[i]):
        h = reach[tree[i][1]]
        h[0], h[1] = min(h[0], reach[i][0]), max(h[1], reach[i][1])
    return reach


def wide(tree, reach, beg, end, head, kind):
    """link/mentions.c, sr_mention_wide."""
    if kind != "description" and tree[head][2] in INSIDE:
        return beg, end

    def children(r):
        return [t for t in r if tree[t][1] == head and t != head and tree[t][2] != "punct"]
    base = [w[2].split(":")[0] for w in tree]
    pair = kind == "description" and any(tree[t][2] == "conj" for t in children(range(head + 1, end)))
    for t in children(range(head - 1, reach[head][0] - 1, -1)):
        if base[t] in OUTSIDE:
            break
        beg = min(beg, reach[t][0])
    for t in children(range(head + 1, reach[head][1])):
        genitive = t == end and tree[t][2] == "case"
        joined = pair and tree[t][2] in ("conj", "cc")
        if base[t] in OUTSIDE and not genitive and not joined:
            break
        end = max(end, reach[t][1])
    return beg, end


def is_marked(tree, reach, head):
    """What OntoGUM leaves out: appositions, predicates, relative pronouns, adjectives."""
    form, _, rel, upos, feats = tree[head]
    if rel == "appos" or upos == "ADJ" or (upos == "PRON" and "PronType=Rel" in feats):
        return False
    return not any(tree[t][1] == head and tree[t][2] == "cop" for t in range(reach[head][0], head))


def from_program(articles):
    """id -> chains of whole phrases, in characters that are no blanks."""
    docs = trees(run(["parse"], articles))
    chains = {}
    for line in run(["run", "--until", "link", "--dump", "json"], articles).splitlines():
        d = json.loads(line)
        tree, at = docs[d["id"]], without_blanks(d["text"])
        begins, ends, n = {}, {}, 0
        for i, (form, *_) in enumerate(tree):
            begins[n] = i
            n += len(form)
            ends[n] = i + 1
        reach = reaches(tree)
        places = [0]
        for form, *_ in tree:
            places.append(places[-1] + len(form))
        chains[d["id"]] = []
        for e in d["entities"]:
            chain = []
            for m in e["mentions"]:
                b, x = begins[at[m["span"][0]]], ends[at[m["span"][1]]]
                head = next(t for t in range(b, x) if not b <= tree[t][1] < x or tree[t][1] == t)
                if is_marked(tree, reach, head):
                    b, x = wide(tree, reach, b, x, head, m["kind"])
                    chain.append((places[b], places[x]))
            chains[d["id"]].append(chain)
    return chains


def from_file(path, docs):
    texts = {d["id"]: d["text"] for d in docs}
    lines = [json.loads(line) for line in open(path, encoding="utf-8")]
    return {d["id"]: squeeze(d["chains"], texts[d["id"]]) for d in lines if d["id"] in texts}


def gum(name, args):
    part, prefix = name[len("gum-"):], ""
    if part[:-len("-dev")] in GENRES:
        part, prefix = "dev", "GUM_" + part[:-len("-dev")]
    docs = [d for d in data.documents("dev" if part == "open-dev" else part) if d["id"].startswith(prefix)]
    got = from_file(args.chains, docs) if args.chains else from_program([(d["id"], d["text"]) for d in docs])
    sums = {}
    for d in docs:
        add_document(sums, squeeze(d["chains"], d["text"]), got.get(d["id"], []))
    if args.misses:
        for n, s in sums.items():
            print("%-9s R %.2f P %.2f F %.2f" % ((n,) + f1(s)), file=sys.stderr)
    return result(sums)


SPEAKS = re.compile(" (later )?(said|told|added|recalled|denied|thanked|accused|promised|blamed|asked|warned|called|praised)\\b")


def pronouns(name, args):
    """Share of pronouns whose chain holds the one meant; `said`: of those that speak."""
    path = os.path.join(ROOT, "tests", "golden", "coref", "pronouns.jsonl")
    prefix = "blind" if name.endswith("blind") else "open"
    cases = [c for c in map(json.loads, open(path, encoding="utf-8")) if c["id"].startswith(prefix)]
    right = n = said_right = said_n = 0
    docs = {}
    for line in run(["run", "--until", "link", "--dump", "json"], [(c["id"], c["text"]) for c in cases]).splitlines():
        d = json.loads(line)
        docs[d["id"]] = d
    for c in cases:
        text = c["text"].encode()
        for p in c["pronouns"]:
            chain = next((e["mentions"] for e in docs[c["id"]]["entities"]
                          if any(m["span"] == p["span"] for m in e["mentions"])), [])
            said = [text[m["span"][0]:m["span"][1]].decode() for m in chain]
            short = [w for w in said if p["want"].startswith(w) or p["want"].endswith(w) or w.endswith(p["want"])]
            n += 1
            right += bool(short)
            if SPEAKS.match(text[p["span"][1]:].decode()):
                said_n += 1
                said_right += bool(short)
            if args.misses and not short:
                print(c["id"], c["text"], p, said, file=sys.stderr)
    return {"coref.right": 100.0 * right / n, "coref.said_right": 100.0 * said_right / said_n}


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--chains")
    args.add_argument("--misses", action="store_true")
    args.add_argument("sets", nargs="*")
    args = args.parse_args()
    out = csv.writer(sys.stdout, lineterminator="\n")
    for name in args.sets or ["pronouns", "pronouns-blind", "gum-open-dev", "gum-plus-dev"] + [f"gum-{g}-dev" for g in GENRES]:
        if name.startswith("gum-") and not os.path.isdir(data.GUM):
            print(f"{name}: no folder {data.GUM}, skipped", file=sys.stderr)
            continue
        for measure, value in sorted((gum if name.startswith("gum-") else pronouns)(name, args).items()):
            out.writerow([name, measure, f"{value:.2f}", f"tests/scores/coref.py {name}"])


if __name__ == "__main__":
    main()
