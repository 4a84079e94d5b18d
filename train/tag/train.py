"""Step 3: train tags, lemmas, trees and names together on the warmed encoder.

    train.py LANGUAGE_DIR WORK_DIR PASSES OUT.pt [--encoder FILE] [--seed N] ...
"""
import argparse
import os
import pickle
import random
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

import data
from data import Sentence
from features import normal, sentence_rows
from model import NER_TAGS, Tagger, batches, pack
from silver import Maker, blend

NER_ID = {t: i for i, t in enumerate(NER_TAGS)}
SHARE = {"tag": 1.6, "rule": 0.5, "arc": 1.0, "rel": 1.0, "ner": 1.5}  # of each loss in the sum
SOURCES = ("uner", "gum", "politics", "wnut", "redocred", "gmb", "own", "raw")  # each set names things its own way


def like(word, model):
    """`word` in the capitals of `model`."""
    if model.islower():
        return word.lower()
    return word.upper() if model.isupper() and len(model) > 3 else word


class Swapper:
    """Puts other names in the place of a sentence's, as many tokens for as many."""

    def __init__(self, v):
        self.maker = Maker(v["swap"], v["nations"])
        self.lists, self.by_size = v["lists"], {}
        for kind in ("city", "country", "organisation"):
            for n in v["swap"][kind]:
                if all(t[:1].isalpha() and "-" not in t for t in n.split()):
                    self.by_size.setdefault((kind, len(n.split())), []).append(n.split())

    def other(self, kind, tokens, rng):
        n = len(tokens)
        if kind == "PER":
            given, family = self.maker.person(rng)
            if n == 1:
                bits = self.lists.get(normal(tokens[0]), 0)
                return [given] if bits & 32 and not bits & 64 else [family]
            return [given] + tokens[1:-1] + [family.split()[-1]]
        if kind == "LOC":
            kind = "country" if rng.random() < 0.25 else "city"
        elif kind == "ORG":
            kind = "organisation"
        found = self.by_size.get((kind, n))
        if found is None or kind == "organisation" and n > 1 and rng.random() < 0.6:
            return tokens
        new = rng.choice(found)
        if n == 1 and kind == "city" and rng.random() < 0.2:
            return [blend(new[0], rng.choice(found)[0])]
        return new

    def __call__(self, s, rng):
        out = Sentence(list(s.forms))
        out.upos, out.feats, out.heads, out.rels = s.upos, s.feats, s.heads, s.rels
        out.names, out.names_open, out.source = s.names, s.names_open, s.source
        out.lemmas = s.lemmas and list(s.lemmas)
        i, known = 0, {}
        while i < len(s.forms):
            e = i + 1
            if s.names[i] and s.names[i].startswith("B-"):
                while e < len(s.forms) and s.names[e] and s.names[e].startswith("I-"):
                    e += 1
                old = s.forms[i:e]
                plain = all(t.isalpha() for t in old) and (not s.lemmas or s.lemmas[i:e] == old)
                if plain and s.names[i][2:] in ("PER", "LOC", "ORG") and rng.random() < 0.7:
                    key = tuple(old)
                    if key not in known:
                        known[key] = [like(w, o) for w, o in zip(self.other(s.names[i][2:], old, rng), old)]
                    out.forms[i:e] = known[key]
                    if s.lemmas:
                        out.lemmas[i:e] = known[key]
            i = e
        return out


def cased(s, rng):
    """One sentence in seven gets the capitals of a headline, of shouting, or none."""
    u = rng.random()
    if u < 0.05:
        return [f.upper() for f in s.forms]
    if u < 0.11:
        small = {"a", "an", "the", "of", "in", "to", "and", "on", "for", "at", "by", "with", "from", "as", "or"}
        return [f if f.lower() in small and i else f[:1].upper() + f[1:] for i, f in enumerate(s.forms)]
    if u < 0.15:
        return [f.lower() for f in s.forms]
    return s.forms


class Codes:
    """Numbers for tags, rules and relations."""

    def __init__(self, v):
        self.tags, self.rules, self.rels = v["tags"], v["rules"], v["rels"]
        self.tag_id = {t: i for i, t in enumerate(self.tags)}
        self.first = {}
        for i, (u, _) in enumerate(self.tags):
            self.first.setdefault(u, i)
        self.rule_id = {r: i for i, r in enumerate(self.rules)}
        self.rel_id = {r: i for i, r in enumerate(self.rels)}

    def tag(self, upos, feats):
        f = "|".join(x for x in feats.split("|") if not x.startswith("Typo")) or "_"
        return self.tag_id.get((upos, f), self.first[upos])

    def rule(self, form, lemma):
        return self.rule_id.get(data.lemma_rule(form, lemma), -1)

    def rel(self, r):
        return self.rel_id.get(r, self.rel_id.get(r.split(":")[0], 0))


def targets(sents, forms, codes, L):
    B = len(sents)
    tag = torch.full((L, B), -1)
    rule = torch.full((L, B), -1)
    head = torch.full((L, B), -1)
    rel = torch.zeros(L, B, dtype=torch.long)
    ner = torch.full((L, B), -1)
    opened = torch.zeros(1, B, dtype=torch.bool)
    source = torch.zeros(B, dtype=torch.long)
    for b, s in enumerate(sents):
        n = len(s.forms)
        if s.upos:
            tag[:n, b] = torch.tensor([codes.tag(u, f) if u else -1 for u, f in zip(s.upos, s.feats)])
            rule[:n, b] = torch.tensor([codes.rule(f, l) if u else -1
                                        for f, l, u in zip(forms[b], s.lemmas, s.upos)])
        if s.heads:
            head[:n, b] = torch.tensor(s.heads)
            rel[:n, b] = torch.tensor([codes.rel(r) for r in s.rels])
        if s.names:
            ner[:n, b] = torch.tensor([NER_ID[t] if t else -1 for t in s.names])
            opened[0, b] = s.names_open
            source[b] = SOURCES.index(s.source)
    return tag, rule, head, rel, ner, opened, source


def name_loss(logits, ner, opened):
    """O of a set that knows no MISC may be MISC or NORP: sum over them."""
    lp = F.log_softmax(logits, -1)
    loss = F.nll_loss(lp.flatten(0, 1), ner.flatten().clamp(min=0), reduction="none").view_as(ner)
    m = NER_ID["B-MISC"]  # MISC and NORP are the last four
    either = -torch.logsumexp(torch.cat([lp[..., :1], lp[..., m:]], -1), -1)
    loss = torch.where((ner == 0) & opened, either, loss)
    return loss[ner >= 0].mean()


def losses(model, word, sub, mask, t):
    tag, rule, head, rel, ner, opened, source = t
    h = model.encode(word, sub, mask)
    out = {}
    if (tag >= 0).any():
        lt, lr = model.tags(h)
        k = tag >= 0
        out["tag"] = F.cross_entropy(lt.float()[k], tag[k])
        k = rule >= 0
        out["rule"] = F.cross_entropy(lr.float()[k], rule[k])
    if (head >= 0).any():
        s, hr = model.arcs(h, mask)
        hb = head.t()
        k = hb >= 0
        out["arc"] = F.cross_entropy(s[k], hb[k])
        r = model.rels(h, hr, head.clamp(min=0))
        k = head >= 0
        out["rel"] = F.cross_entropy(r[k], rel[k])
    if (ner >= 0).any():
        out["ner"] = name_loss(model.names(h, source), ner, opened)
    return out


def load_train(lang, v):
    def of(source, sents):
        for s in sents:
            s.source = source
        return sents

    ewt = of("uner", data.read_conllu(f"{lang}/UD_English-EWT/en_ewt-ud-train.conllu"))
    data.add_names(ewt, data.read_bio(f"{lang}/ner-unified/uner-ewt.train.bio", open_misc=True))
    gum = data.read_conllu(f"{lang}/GUM-open/en_gum-open-train.conllu")
    gum = of("gum", gum + data.read_conllu(f"{lang}/GUM-open/en_gum-plus-train.conllu"))
    u = f"{lang}/ner-unified"
    gmb = of("gmb", data.read_bio(f"{u}/gmb.train.bio.gz", titles=True))
    small = of("politics", data.read_bio(f"{u}/crossner-politics.train.bio")) * 4
    small += of("redocred", data.read_bio(f"{u}/redocred.dev.bio"))
    small += of("wnut", data.read_bio(f"{u}/wnut17.train.bio"))
    countries = {w for w, b in v["lists"].items() if b & 1}
    for part in (small, gmb):
        data.split_misc(part, v["norp"], countries)
    return ewt + gum, small, gmb


def labelled(path):
    """Sentences of label.py."""
    out = []
    for d in pickle.load(open(path, "rb")):
        s = Sentence(d["forms"])
        for k, x in d.items():
            setattr(s, k, x)
        s.source = "raw"
        out.append(s)
    return out


class Pool:
    """What a pass reads, in batches, and how it is seen."""

    def __init__(self, a, v, treebank, small, gmb, raw):
        self.a, self.v = a, v
        self.treebank, self.small, self.gmb, self.raw = treebank, small, gmb, raw
        self.rng = random.Random(a.seed * 100)
        self.swap = Swapper(v)
        self.vocab = {w: i + 2 for i, w in enumerate(v["words"])}
        self.count = {}
        for s in treebank:
            for f in s.forms:
                self.count[normal(f)] = self.count.get(normal(f), 0) + 1

    def one_pass(self, share):
        """Lists of sentences; `share` of the training is over."""
        a, rng = self.a, self.rng
        pool = rng.sample(self.treebank, len(self.treebank)) + rng.sample(self.small, a.small)
        pool += rng.sample(self.gmb, a.gmb)
        if self.raw and share < a.raw_until:
            pool += rng.sample(self.raw, a.raw_pass)
        for _ in range(a.own):
            pool.append(self.swap.maker.sentence(rng))
        for ids in batches([len(s.forms) for s in pool], a.batch, rng):
            sents = [pool[i] for i in ids]
            yield [self.swap(s, rng) if s.names and s.source not in ("own", "raw") and rng.random() < 0.4 else s
                   for s in sents]

    def rows(self, forms):
        """Now and then as if no list knew a word of the sentence, or as if a form were not known."""
        rng = self.rng
        r = sentence_rows(forms, self.vocab, {} if rng.random() < 0.15 else self.v["lists"],
                          {} if rng.random() < 0.15 else self.v["phrases"])
        for j, (_, sub) in enumerate(r):
            if rng.random() < 0.02 + 0.2 / (1 + self.count.get(normal(forms[j]), 0)):
                r[j] = (0, [0] + sub[1:])
        return r


def train(a, model, pool, codes):
    sparse = [model.enc.word.weight, model.enc.sub.weight]
    ids_sparse = {id(p) for p in sparse}
    dense = [p for p in model.parameters() if id(p) not in ids_sparse]
    o1 = torch.optim.SparseAdam(sparse, lr=a.lr)
    o2 = torch.optim.AdamW(dense, lr=a.lr, betas=(0.9, 0.95), weight_decay=0.02)
    ema = {k: p.detach().clone() for k, p in model.named_parameters() if id(p) not in ids_sparse}
    start, step = time.time(), 0

    def save():
        state = {k: ema.get(k, p).clone() for k, p in model.state_dict().items()}
        torch.save(state, a.out + ".part")
        os.rename(a.out + ".part", a.out)

    for epoch in range(a.passes):
        sums = {}
        todo = list(pool.one_pass(epoch / a.passes))
        for n, sents in enumerate(todo):
            forms = [cased(s, pool.rng) for s in sents]
            word, sub, mask = pack([pool.rows(f) for f in forms])
            t = targets(sents, forms, codes, word.shape[0])
            share = (epoch + n / len(todo)) / a.passes
            lr = a.lr * min(1.0, (step + 1) / 200) * (0.02 + 0.98 * (1 - share))
            for g in o1.param_groups + o2.param_groups:
                g["lr"] = lr
            with torch.autocast("cpu", torch.bfloat16):
                ls = losses(model, word, sub, mask, t)
                loss = sum(SHARE[k] * x for k, x in ls.items())
            o1.zero_grad()
            o2.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 2.0)
            o1.step()
            o2.step()
            step += 1
            with torch.no_grad():
                decay = min(0.998, step / (step + 20))
                for k, p in model.named_parameters():
                    if k in ema:
                        ema[k].lerp_(p, 1 - decay)
            for k, x in ls.items():
                sums[k] = sums.get(k, 0) + x.item()
        save()
        print(f"pass {epoch + 1} step {step} {time.time() - start:.0f} s, CPU {time.process_time():.0f} s",
              {k: round(x / len(todo), 3) for k, x in sums.items()}, flush=True)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("lang")
    ap.add_argument("work")
    ap.add_argument("passes", type=int)
    ap.add_argument("out")
    ap.add_argument("--encoder", help="begin with the warmed encoder")
    ap.add_argument("--start", help="go on from this model")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--lr", type=float, default=1.5e-3)
    ap.add_argument("--batch", type=int, default=2200, help="tokens")
    ap.add_argument("--drop", type=float, default=0.3)
    ap.add_argument("--small", type=int, default=5500, help="sentences of the small sets of names a pass")
    ap.add_argument("--gmb", type=int, default=2500, help="sentences of GMB a pass")
    ap.add_argument("--own", type=int, default=1500, help="sentences of our own patterns a pass")
    ap.add_argument("--raw", help="labelled raw text (label.py)")
    ap.add_argument("--raw-pass", type=int, default=10000, help="its sentences a pass")
    ap.add_argument("--raw-until", type=float, default=0.5, help="share of the passes that read it")
    a = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    v = pickle.load(open(f"{a.work}/vocab.pkl", "rb"))
    codes = Codes(v)
    treebank, small, gmb = load_train(a.lang, v)
    raw = labelled(a.raw) if a.raw else []
    print(len(treebank), "trees", sum(len(s.forms) for s in treebank), "tokens", len(small), "+", len(gmb), "named",
          len(raw), "labelled", flush=True)
    model = Tagger(len(v["words"]) + 2, len(codes.tags), len(codes.rules), len(codes.rels), sources=len(SOURCES))
    model.p = a.drop
    if a.start:
        model.load_state_dict(torch.load(a.start), strict=False)
    elif a.encoder:
        model.enc.load_state_dict(torch.load(a.encoder)["encoder"])
    else:
        model.enc.word.weight.data.copy_(torch.from_numpy(v["vec"]))
    train(a, model, Pool(a, v, treebank, small, gmb, raw), codes)


if __name__ == "__main__":
    main()
