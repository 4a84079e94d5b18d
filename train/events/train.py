#!/usr/bin/env python3
"""Train the typer: data/typer.en.tsv from own sentences and from open text with frames.

    train.py --program build/release/sitrep --text news.jsonl [--text more.jsonl ...] OUT

Own rows: phrases.en.txt, each several times with other names, days and sources around it, some
with a second deed of others behind it.  A tenth of the phrases is held out.
Silver rows: each event that frames find in the text, with an actor and a recipient, without
what frames say of the pair; null rows: pairs of names in sentences in which frames find nothing.
The program itself tells the features of a row (explain --pairs, "features").
Multinomial logistic regression, AdaGrad, L2; the scores' scale is fitted on the phrases held
out; weights are kept in sixteenths, features that weigh nothing are left out.  Needs numpy.
"""
import argparse
import collections
import json
import os
import random
import re
import subprocess

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
         "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE"]
NONE = len(TYPES) - 1
LEAST = 3         # rows that a feature must be in
EPOCHS = 8
BATCH = 256
L2 = 3e-6
COPIES = 8        # of each phrase
SILVER = 0.2      # weight of a silver row; an own one has 1
BLIND = 0.2       # share of rows that do not see what frames say
JOINS = range(5, 9)  # scores of a frame that joins the two parties (facts/typer.h, sr_typer_vote)
TRUST = 3.0       # what such a frame says beyond what own phrases teach: frames know more words than they

STATES = ("Kenya|the United States|Brazil|Turkey|Pakistan|South Korea|Ukraine|Egypt|Japan|Poland|Chile|Israel|Iran|Sudan|"
          "Germany|Indonesia|Colombia|Ethiopia|Vietnam|Serbia|Morocco|Greece|China|Russia|the European Union|NATO|"
          "the United Nations|the Indian government|the Spanish government|the Philippine authorities|Australia|France").split("|")
LEADERS = ("President Emmanuel Macron|Turkish President Recep Tayyip Erdogan|the German chancellor|Prime Minister Narendra Modi|"
           "US Secretary of State Antony Blinken|the Iranian foreign minister|South African President Cyril Ramaphosa|"
           "the Kenyan president|Mexico's president|Foreign Minister Wang Yi|the mayor of Lagos|Peru's interior minister|"
           "the Pope|UN Secretary-General Antonio Guterres|opposition leader Maria Machado").split("|")
ARMED = ("the army|Syrian troops|rebels|Boko Haram|government forces|Russian forces|gunmen|the Taliban|Israeli warplanes|"
         "Houthi fighters|militants|the Somali army|Turkish soldiers|separatists|paramilitaries|Al-Shabaab fighters").split("|")
PEOPLE = ("students|an opposition politician|three journalists|protesters|two activists|a Syrian refugee|workers|"
          "a former minister|villagers|a blogger|civilians|supporters of the party|an American tourist|farmers|monks|"
          "the suspects|a bishop|doctors|a Kurdish lawyer|ten fishermen").split("|")
POLICE = ("police|Nigerian police|the authorities|a court in Ankara|prosecutors|security forces|a judge|Belarusian authorities|"
          "the interior ministry|border guards").split("|")
CROWDS = ("protesters|students|thousands of farmers|teachers|Haitian demonstrators|trade unions|bus drivers|a crowd|"
          "opposition supporters|activists|prisoners|miners").split("|")
BODIES = ("Hamas|Amnesty International|the company|Hezbollah|the opposition|the World Bank|the party|the Red Cross|the central bank|"
          "the newspaper|the tribe|Siemens|the African Union|a charity").split("|")
WHO = {"PROTEST": (CROWDS, STATES + LEADERS + BODIES + POLICE), "ASSAULT": (ARMED + POLICE + STATES, ARMED + PEOPLE + STATES + BODIES),
       "COERCE": (POLICE + STATES, PEOPLE + BODIES + STATES), "CONCEDE": (STATES + POLICE + LEADERS, PEOPLE + STATES + BODIES),
       "MOBILIZE": (STATES + ARMED, STATES), "RETREAT": (STATES + ARMED + LEADERS + BODIES, PEOPLE + STATES),
       "ACCUSE": (STATES + LEADERS + POLICE + BODIES, STATES + LEADERS + PEOPLE + BODIES),
       "AID": (STATES + BODIES, STATES + PEOPLE + ARMED), "SANCTION": (STATES + POLICE + BODIES, STATES + PEOPLE + LEADERS + BODIES),
       "REQUEST": (STATES + LEADERS + BODIES + PEOPLE + POLICE, STATES + LEADERS + ARMED + BODIES)}
ANY = (STATES + LEADERS + BODIES, STATES + LEADERS + BODIES)
BEFORE = ["", "", "", "", "On Tuesday ", "Earlier this week, ", "GENEVA - ", "In a statement, ", "Last year ", "Officials said ",
          "It was not clear why ", "According to state media, "]
AFTER = ["", "", "", " on Monday", ", officials said", " last week", " late on Friday, a spokesman said", ", according to a report",
         " in 2019", ", state television reported", " after months of tension", " in the capital", " for the second time this year",
         ", witnesses said on Sunday", " amid fears of a wider crisis", " despite criticism at home"]
LINK = [", a day after ", ", as ", ", while ", " after ", "; meanwhile "]


# --- own rows ---------------------------------------------------------------------------------

def phrases():
    kind, rows = None, []
    with open(os.path.join(HERE, "phrases.en.txt"), encoding="utf-8") as f:
        for line in f:
            line = line.strip()
            if line.startswith("["):
                kind = TYPES.index(line[1:-1])
            elif line and line[0] != "#":
                rows.append((kind, line if re.search(r"\bS\b", line) else "S " + line))
    return rows


def told(rng, kind, phrase):
    who = WHO.get(TYPES[kind], ANY)
    source = rng.choice(who[0] if rng.random() < 0.75 else ANY[0])
    target = rng.choice(who[1] if rng.random() < 0.75 else ANY[1])
    parts = re.split(r"\b([ST])\b", phrase)
    text, spans = "", {}
    for p in parts:
        if p in ("S", "T") and p not in spans:
            name = source if p == "S" else target
            spans[p] = [len(text), len(text) + len(name)]
            text += name
        else:
            text += source if p == "S" else target if p == "T" else p
    return text, spans


def sentence(rng, kind, phrase, others):
    text, spans = told(rng, kind, phrase)
    before, after = rng.choice(BEFORE), rng.choice(AFTER)
    if rng.random() < 0.3:
        after += rng.choice(LINK) + told(rng, *rng.choice(others))[0]
    whole = before + text + after + "."
    spans = {k: [v[0] + len(before), v[1] + len(before)] for k, v in spans.items()}
    if not before:
        whole = whole[0].upper() + whole[1:]
    return whole, spans


def own_rows(program, rows, seed, copies):
    rng = random.Random(seed)
    docs, labels = [], []
    for kind, phrase in rows:
        for _ in range(copies):
            text, spans = sentence(rng, kind, phrase, rows)
            docs.append({"id": str(len(docs)), "text": text, "published": "2020-06-15",
                         "pairs": [{"source": spans["S"], "target": spans.get("T", [0, 0]), "features": True}]})
            labels.append(kind)
    for d, kind in zip(features_of(program, docs), labels):
        if d:
            yield d[0], kind


# --- silver rows -------------------------------------------------------------------------------

def features_of(program, docs):
    lines = "".join(json.dumps(d) + "\n" for d in docs)
    out = subprocess.run([program, "explain", "--pairs", "-"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    found = {o["id"]: [p.get("features", "").split("\n")[:-1] for p in o["pairs"]] for o in map(json.loads, out.splitlines())}
    return [found.get(d["id"], []) for d in docs]


def silver_rows(program, path):
    facts = subprocess.run([program, "facts", path], stdout=subprocess.PIPE, check=True).stdout.decode()
    texts = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            texts[d["id"]] = d["text"]
    docs, labels = [], []
    for line in facts.splitlines():
        d = json.loads(line)
        pairs, kinds = [], []
        for e in d["events"]:
            found = [(a["span"], r["span"]) for a in e["actors"][:1] for r in e["recipients"][:1]]
            found = found or [(e["actors"][0]["span"], e["actors"][1]["span"]) for _ in e["actors"][1:2]]
            if found and e["type"] in TYPES:
                pairs.append(found[0])
                kinds.append(TYPES.index(e["type"]))
        named = [m["span"] for e in d.get("entities", []) for m in e.get("mentions", []) if m.get("kind") == "name"]
        if not d["events"] and len(named) > 1:
            pairs.append(sorted(named)[:2])
            kinds.append(NONE)
        if pairs:
            docs.append({"id": d["id"], "text": texts[d["id"]], "published": "2008-06-15",
                         "pairs": [{"source": s, "target": t, "features": True} for s, t in pairs]})
            labels.append(kinds)
    for rows, kinds in zip(features_of(program, docs), labels):
        for row, kind in zip(rows, kinds):
            yield [f for f in row if f[0] != "f"], kind


# --- training -----------------------------------------------------------------------------------

def packed(rows, index, bias):
    at = [np.array(sorted({index[f] for f in x if f in index} | {bias}), dtype=np.int64) for x, _ in rows]
    return at, np.array([y for _, y in rows])


def scores(w, at):
    starts = np.cumsum([0] + [len(x) for x in at[:-1]])
    return np.add.reduceat(w[np.concatenate(at)], starts, axis=0)


def train(rows, weights, index):
    rng = np.random.default_rng(1)
    bias = len(index)
    at, y = packed(rows, index, bias)
    weights = np.array(weights)
    w = np.zeros((len(index) + 1, len(TYPES)))
    g2 = np.full_like(w, 1e-2)
    for _ in range(EPOCHS):
        order = rng.permutation(len(rows))
        for beg in range(0, len(order), BATCH):
            some = order[beg:beg + BATCH]
            x = [at[i] for i in some]
            s = scores(w, x)
            p = np.exp(s - s.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            p[np.arange(len(some)), y[some]] -= 1
            p *= weights[some][:, None]
            flat = np.concatenate(x)
            row = np.repeat(np.arange(len(some)), [len(v) for v in x])
            used, back = np.unique(flat, return_inverse=True)
            by = np.argsort(back, kind="stable")
            g = np.add.reduceat(p[row[by]], np.searchsorted(back[by], np.arange(len(used))), axis=0)
            g += L2 * len(rows) * w[used] / BATCH
            g2[used] += g * g
            w[used] -= 0.3 * g / np.sqrt(g2[used])
    return w


def fit_scale(s, y):
    """The factor of the scores under which the held-out rows are likeliest."""
    best = None
    for k in np.arange(0.2, 1.51, 0.05):
        z = s * k
        z = z - z.max(1, keepdims=True)
        loss = -(z[np.arange(len(y)), y] - np.log(np.exp(z).sum(1))).mean()
        if best is None or loss < best[0]:
            best = loss, k
    return best[1]


def write(path, w, index):
    q = np.clip(np.rint(w * 16), -127, 127).astype(int)
    with open(path, "w", encoding="utf-8") as f:
        f.write("# Weights of the typer in sixteenths: train/events/README.md; what features are: facts/typer.h.\n")
        f.write("types\t%s\n" % " ".join(TYPES))
        f.write("bias\t%s\n" % " ".join(map(str, q[-1])))
        for word in sorted(index):
            if np.abs(q[index[word]]).max() >= 4:
                f.write("%s\t%s\n" % (word, " ".join(map(str, q[index[word]]))))


def blinded(rng, row):
    return [f for f in row if f[0] != "f"] if rng.random() < BLIND else row


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--program", required=True)
    ap.add_argument("--text", action="append", default=[])
    ap.add_argument("out")
    args = ap.parse_args()
    rng = random.Random(1)
    own = phrases()
    rng.shuffle(own)
    cut = len(own) // 10
    held = list(own_rows(args.program, own[:cut], 7, 4))
    mine = [(blinded(rng, x), y) for x, y in own_rows(args.program, own[cut:], 5, COPIES)]
    silver = [r for path in args.text for r in silver_rows(args.program, path)]
    null = [r for r in silver if r[1] == NONE]
    silver = [r for r in silver if r[1] != NONE]
    rng.shuffle(null)
    silver += null[:len(silver) // 5]
    rows, weights = mine + silver, [1.0] * len(mine) + [SILVER] * len(silver)
    seen = collections.Counter(f for x, _ in rows for f in set(x))
    votes = {"f %s %d" % (t, n): t for t in TYPES[:NONE] for n in JOINS}
    index = {f: i for i, f in enumerate(sorted({f for f, n in seen.items() if n >= LEAST} | set(votes)))}
    w = train(rows, weights, index)
    for vote, t in votes.items():
        w[index[vote], TYPES.index(t)] += TRUST
    at, y = packed(held, index, len(index))
    s = scores(w, at)
    k = fit_scale(s, y)
    print("%d own and %d silver rows, %d features; phrases held out: %.3f right, scale %.2f" %
          (len(mine), len(silver), len(index), (s.argmax(1) == y).mean(), k))
    write(args.out, w * k, index)


if __name__ == "__main__":
    main()
