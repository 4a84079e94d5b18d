"""Step 4: the trained network as the file that src/tag/model.h describes.

    export.py LANGUAGE_DIR WORK_DIR MODEL.pt[,MODEL.pt...] OUT.bin [TEMPERATURE [HABITS]]

Of several models of one line of training the mean is taken.

TEMPERATURE divides the scores of arcs, so that the mean of PArc is the share of right heads on
GUM-open dev and EWT dev together (tests/scores/tag.py, parc_minus_uas); it changes no tree.
HABITS says whose ways of naming to take: shares of the sets in train.py's SOURCES, as
"uner=0.5,politics=0.5".
"""
import collections
import os
import pickle
import struct
import sys

import numpy as np
import torch

import data
from features import fnv, fnv_start
from model import D, D_ARC, D_REL, NER_TAGS, Tagger
from train import SOURCES, Codes

LICENCE = """English words, trees and names for sitrep. Licence: CC BY-SA 4.0.
Trained on: UD English EWT (CC BY-SA 4.0); GUM, genres with open texts (annotations CC BY 4.0, texts CC BY and
CC BY-SA); Universal NER on EWT (CC BY-SA 4.0); Groningen Meaning Bank (texts public domain); CrossNER politics
(MIT, texts CC BY-SA); WNUT 2017 (CC BY 4.0); Re-DocRED dev (MIT, texts CC BY-SA). Warmed on: Voice of America, US
State Department and CIA World Factbook texts (public domain), OpenStax books (CC BY 4.0), MASC, Wikipedia (CC BY-SA).
Word lists and phrases: GeoNames (CC BY 4.0), US Census 1990 (public domain), demonyms of Wikipedia (CC BY-SA), Faker
(MIT), actors of PETRARCH's dictionaries (MIT, Open Event Data Alliance), outlets of Kite (MIT, Kagi), Sitrep's own.
"""


def pad16(n):
    return (n + 15) // 16 * 16


def quantise_rows(w):
    top = np.abs(w).max(1)
    scale = np.where(top > 0, top / 127.0, 1.0).astype(np.float32)
    q = np.clip(np.rint(w / scale[:, None]), -127, 127).astype(np.int8)
    return q, scale


CALM = 32767 // 127  # SR_TAG_CALM


def quantise_calm(w):
    """Like quantise_rows, with rows scaled further down until their weights are calm
    (src/tag/kernels.h, sr_lin)."""
    n, k = w.shape
    top = np.abs(w).max(1)
    scale = np.where(top > 0, top / 127.0, 1.0).astype(np.float32)
    while True:
        q = np.clip(np.rint(w / scale[:, None]), -127, 127).astype(np.int64)
        g = q.reshape(n, k // 16, 4, 2, 2)  # window of 16, four, pair of the four, one
        most = np.maximum(np.maximum(g, 0).sum((2, 4)), np.maximum(-g, 0).sum((2, 4))).max((1, 2))
        if (most <= CALM).all():
            return q.astype(np.int8), scale
        scale = np.where(most > CALM, scale * np.maximum(most / CALM, 1.001), scale).astype(np.float32)


def lin(out, name, w, b):
    n, k = w.shape
    N = pad16(n)
    q, s = quantise_calm(w)
    Q = np.zeros((N, k), np.int8)
    S = np.ones(N, np.float32)
    B = np.zeros(N, np.float32)
    Q[:n], S[:n], B[:n] = q, s, b
    packed = Q.reshape(N // 16, 16, k // 4, 4).transpose(0, 2, 1, 3)
    out[name + ".w"] = np.ascontiguousarray(packed).tobytes()
    out[name + ".scale"] = S.tobytes()
    out[name + ".bias"] = B.tobytes()


def table(pairs, load=0.75):
    slots = 1
    while slots * load < len(pairs):
        slots *= 2
    key = np.zeros(slots, np.uint64)
    val = np.zeros(slots, np.uint32)
    for h, v in pairs.items():
        at = h & (slots - 1)
        while key[at]:
            at = (at + 1) & (slots - 1)
        key[at], val[at] = h, v
    return key.tobytes(), val.tobytes()


def checksum(b):
    M = (1 << 64) - 1
    P = 0x100000001B3
    n = len(b) // 32
    h = np.array([1, 2, 3, 4], np.uint64)
    words = np.frombuffer(b[:n * 32], "<u8").reshape(n, 4)
    with np.errstate(over="ignore"):
        for row in words:
            h = (h ^ row) * np.uint64(P)
    h = [int(x) for x in h]
    for c in b[n * 32:]:
        h[0] = ((h[0] ^ c) * P) & M
    return (h[0] ^ (h[1] * 3 & M) ^ (h[2] * 5 & M) ^ (h[3] * 7 & M)) & M


def treebanks(lang):
    return [s for p in ("UD_English-EWT/en_ewt-ud-train", "GUM-open/en_gum-open-train", "GUM-open/en_gum-plus-train")
            for s in data.read_conllu(f"{lang}/{p}.conllu")]


def irregular():
    """(form, word class, what its features hold) -> lemma, of lists/irregular.txt; a form that is no verb's
    base is one of the past whatever its features say."""
    lines = [line.split() for line in open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "lists", "irregular.txt"))
             if line[0] != "#"]
    verbs = {base: {f for x in forms for f in x.split("/")} for kind, base, *forms in lines if kind == "verb"}
    for kind, prefix, *bases in lines:
        if kind == "prefix":
            verbs.update({prefix + b: {prefix + f for f in verbs[b]} for b in bases})
    out = {(plural, "NOUN", "Number=Plur"): one for kind, one, plural in (x for x in lines if x[0] == "noun")}
    for base, forms in verbs.items():
        for f in forms:
            out.setdefault((f, "VERB", "Tense=Past" if f in verbs else ""), base)
    return out


def lemma_table(sents, codes):
    """(form, class) -> rule where the treebanks agree, or of the list; what is known of a lower-case
    form goes for its capitals too, but for proper nouns.  Also returns the rules, some of them new."""
    seen = collections.defaultdict(collections.Counter)
    for s in sents:
        for f, l, u, x in zip(s.forms, s.lemmas, s.upos, s.feats):
            r = codes.rule(f, l)
            if r >= 0:
                seen[(f, codes.tag(u, x))][codes.rules[r]] += 1
    best = {}
    for k, c in seen.items():
        r, n = c.most_common(1)[0]
        if n >= 0.95 * sum(c.values()):
            best[k] = r
    for (f, upos, feats), lemma in irregular().items():
        for t, (u, x) in enumerate(codes.tags):
            if u == upos and feats in x and not (feats and (f, t) in seen):
                best[(f, t)] = data.lemma_rule(f, lemma)
    for (f, t), r in list(best.items()):
        if f == f.lower() and f[:1].isalpha() and codes.tags[t][0] != "PROPN" and r[0] in "k=":
            low = "l" + r[1:] if r[0] == "k" else r
            for g in sorted({f[:1].upper() + f[1:], f.upper()} - {f}):
                if sum(seen.get((g, t), {}).values()) < 2:
                    best[(g, t)] = low
    rules = list(codes.rules)
    ids = {r: i for i, r in enumerate(rules)}
    out = {}
    for (f, t), r in best.items():
        if r not in ids:
            ids[r] = len(rules)
            rules.append(r)
        out[fnv(bytes([t & 255, t >> 8]), fnv(f.encode(), fnv_start(5)))] = ids[r]
    return out, rules


def main(lang, work, model, path, temperature="1.0", habits=""):
    v = pickle.load(open(f"{work}/vocab.pkl", "rb"))
    codes = Codes(v)
    words = v["words"]
    net = Tagger(len(words) + 2, len(codes.tags), len(codes.rules), len(codes.rels), sources=len(SOURCES))
    states = [torch.load(m) for m in model.split(",")]
    net.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    g = {k: p.detach().numpy() for k, p in net.named_parameters()}
    g["ner1.bias"] = g["ner1.bias"] + sum(float(w) * g["habit"][SOURCES.index(n)]
                                          for n, w in (x.split("=") for x in habits.split(",") if x))
    write(g, v, codes, treebanks(lang), LICENCE, path, float(temperature))


def write(g, v, codes, sents, licence, path, heat=1.0):
    """The file of the arrays g, called as in model.py; v: words, lists, phrases; sents: what lemmas are learnt from."""
    words = v["words"]
    out = {"licence": licence.encode()}
    pairs = {}
    rows = {w: i + 2 for i, w in enumerate(words)}
    for w in list(words) + [w for w in v["lists"] if w not in rows]:
        b = w.encode()
        if len(b) <= 48 and len(w) <= 64:
            pairs[fnv(b, fnv_start(4))] = rows.get(w, 0) | v["lists"].get(w, 0) << 24
    out["hash.key"], out["hash.val"] = table(pairs, 0.8)
    out["phrase.key"], out["phrase.val"] = table(v["phrases"], 0.8)
    q, s = quantise_rows(g["enc.word.weight"])
    out["word.vec"], out["word.scale"] = q.tobytes(), s.tobytes()
    q, s = quantise_rows(g["enc.sub.weight"])
    out["sub.vec"], out["sub.scale"] = q.tobytes(), s.tobytes()
    for i in range(4):
        lin(out, f"l{i}", g[f"enc.layers.{i}.lin.weight"], g[f"enc.layers.{i}.lin.bias"])
    n = pad16(len(codes.tags))
    tw = np.zeros((n, D), np.float32)
    tb = np.full(n, 0, np.float32)
    tw[:len(codes.tags)], tb[:len(codes.tags)] = g["tag.weight"], g["tag.bias"]
    parts = [(tw, tb)] + [(g[p + ".weight"], g[p + ".bias"]) for p in ("arc_d", "rel_d", "arc_h", "rel_h")]
    lin(out, "heads", np.concatenate([w for w, _ in parts]), np.concatenate([b for _, b in parts]))
    lemmas, rules = lemma_table(sents, codes)
    more = len(rules) - len(codes.rules)  # the network never chooses these
    lin(out, "rule", np.concatenate([g["rule.weight"], np.zeros((more, D), np.float32)]),
        np.concatenate([g["rule.bias"], np.full(more, -1000, np.float32)]))
    r = D_ARC ** 0.5 * heat
    lin(out, "arc", g["U.weight"] / r, g["U.bias"] / r)
    lin(out, "rel", g["rel.weight"], g["rel.bias"])
    lin(out, "ner1", g["ner1.weight"], g["ner1.bias"])
    lin(out, "ner2", g["ner2.weight"], g["ner2.bias"])
    root = np.concatenate([np.maximum(g["arc_h.weight"] @ g["root"] + g["arc_h.bias"], 0),
                           g["rel_h.weight"] @ g["root"] + g["rel_h.bias"]]).astype(np.float32)
    out["root"], out["dist"] = root.tobytes(), (g["dist"] / heat).astype(np.float32).tobytes()
    out["tags"] = "".join(f"{u}\t{f}\n" for u, f in codes.tags).encode()
    out["rules"] = "".join(f"{x}\n" for x in rules).encode()
    out["rels"] = "".join(f"{x}\n" for x in codes.rels).encode()
    out["lemma.key"], out["lemma.val"] = table(lemmas, 0.8)

    head = 64 + 32 * len(out)
    at = (head + 63) // 64 * 64
    entries, body = b"", b"\0" * (at - head)
    for name, b in out.items():
        entries += struct.pack("<16sQQ", name.encode(), at, len(b))
        pad = -len(b) % 64
        body += b + b"\0" * pad
        at += len(b) + pad
    rest = entries + body
    header = struct.pack("<8sIIQQ", b"sr-tag\r\n", 2, len(out), 64 + len(rest), checksum(rest)).ljust(64, b"\0")
    open(path, "wb").write(header + rest)
    print(path, 64 + len(rest), "bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
