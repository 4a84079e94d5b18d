"""Step 3: train tags, lemmas, trees and names together on the warmed encoder.

    train.py LANGUAGE_DIR WORK_DIR MINUTES OUT.pt [--encoder FILE] [--seed N] [--silver FILE]
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
from features import normal, sentence_rows
from model import NER_TAGS, Tagger, batches, pack

NER_ID = {t: i for i, t in enumerate(NER_TAGS)}


def cased(s, rng):
    """One sentence in six gets the capitals of a headline, of shouting, or none."""
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
    for b, s in enumerate(sents):
        n = len(s.forms)
        if s.upos:
            tag[:n, b] = torch.tensor([codes.tag(u, f) for u, f in zip(s.upos, s.feats)])
            rule[:n, b] = torch.tensor([codes.rule(f, l) for f, l in zip(forms[b], s.lemmas)])
        if s.heads:
            head[:n, b] = torch.tensor(s.heads)
            rel[:n, b] = torch.tensor([codes.rel(r) for r in s.rels])
        if s.names:
            ner[:n, b] = torch.tensor([NER_ID[t] if t else -1 for t in s.names])
            opened[0, b] = s.names_open
    return tag, rule, head, rel, ner, opened


def name_loss(logits, ner, opened):
    """O of a set that knows no MISC may be MISC or NORP: sum over them."""
    lp = F.log_softmax(logits, -1)
    loss = F.nll_loss(lp.flatten(0, 1), ner.flatten().clamp(min=0), reduction="none").view_as(ner)
    m = NER_ID["B-MISC"]  # MISC and NORP are the last four
    either = -torch.logsumexp(torch.cat([lp[..., :1], lp[..., m:]], -1), -1)
    loss = torch.where((ner == 0) & opened, either, loss)
    return loss[ner >= 0].mean()


def losses(model, word, sub, mask, t):
    tag, rule, head, rel, ner, opened = t
    h = model.encode(word, sub, mask)
    out = {}
    if (tag >= 0).any():
        lt, lr = model.tags(h)
        k = tag >= 0
        out["tag"] = F.cross_entropy(lt.float()[k], tag[k])
        k = rule >= 0
        out["rule"] = 0.5 * F.cross_entropy(lr.float()[k], rule[k])
    if (head >= 0).any():
        s, hr = model.arcs(h, mask)
        hb = head.t()
        k = hb >= 0
        out["arc"] = F.cross_entropy(s[k], hb[k])
        r = model.rels(h, hr, head.clamp(min=0))
        k = head >= 0
        out["rel"] = F.cross_entropy(r[k], rel[k])
    if (ner >= 0).any():
        out["ner"] = name_loss(model.names(h), ner, opened)
    return out


def load_train(lang, v):
    ewt = data.read_conllu(f"{lang}/UD_English-EWT/en_ewt-ud-train.conllu")
    data.add_names(ewt, data.read_bio(f"{lang}/ner-unified/uner-ewt.train.bio", open_misc=True))
    gum = data.read_conllu(f"{lang}/GUM-open/en_gum-open-train.conllu")
    gum += data.read_conllu(f"{lang}/GUM-open/en_gum-plus-train.conllu")
    u = f"{lang}/ner-unified"
    gmb = data.read_bio(f"{u}/gmb.train.bio.gz", titles=True)
    small = data.read_bio(f"{u}/crossner-politics.train.bio") * 4
    small += data.read_bio(f"{u}/redocred.dev.bio")
    small += data.read_bio(f"{u}/wnut17.train.bio")
    countries = {w for w, b in v["lists"].items() if b & 1}
    for part in (small, gmb):
        data.split_misc(part, v["norp"], countries)
    return ewt + gum, small, gmb


def worker(rank, a, model, shared):
    """One of the processes that train the same shared weights, each with its own order of
    sentences and its own moments (Hogwild); the first keeps the running mean and saves it."""
    torch.set_num_threads(1)
    torch.manual_seed(a.seed * 100 + rank)
    rng = random.Random(a.seed * 100 + rank)
    vocab, v, codes, treebank, small, gmb, silver, count = shared
    lists = v["lists"]
    sparse = [model.enc.word.weight, model.enc.sub.weight]
    ids_sparse = {id(p) for p in sparse}
    dense = [p for p in model.parameters() if id(p) not in ids_sparse]
    o1 = torch.optim.SparseAdam(sparse, lr=a.lr)
    o2 = torch.optim.AdamW(dense, lr=a.lr, betas=(0.9, 0.95), weight_decay=0.02)
    ema = {k: p.detach().clone() for k, p in model.named_parameters() if id(p) not in ids_sparse}
    start, end = time.time(), time.time() + a.minutes * 60
    saved, step, epoch = start, 0, 0

    def save():
        state = {k: ema.get(k, p).clone() for k, p in model.state_dict().items()}
        torch.save(state, a.out + ".part")
        os.rename(a.out + ".part", a.out)

    while time.time() < end:
        epoch += 1
        pool = rng.sample(treebank, len(treebank) // a.workers) + rng.sample(small, a.small // a.workers)
        pool += rng.sample(gmb, a.gmb // a.workers)
        if silver:
            pool += rng.sample(silver, min(len(silver), a.silver_n // a.workers))
        sums, n = {}, 0
        for ids in batches([len(s.forms) for s in pool], a.batch, rng):
            sents = [pool[i] for i in ids]
            forms = [cased(s, rng) for s in sents]
            rows = []
            for f in forms:
                r = sentence_rows(f, vocab, lists)
                for j, (w, sub) in enumerate(r):
                    if rng.random() < 0.02 + 0.2 / (1 + count.get(normal(f[j]), 0)):
                        r[j] = (0, [0] + sub[1:])  # as if the form were not known
                rows.append(r)
            word, sub, mask = pack(rows)
            t = targets(sents, forms, codes, word.shape[0])
            frac = min(1.0, (time.time() - start) / (end - start))
            lr = a.lr * min(1.0, (step + 1) / 200) * (0.02 + 0.98 * (1 - frac))
            for g in o1.param_groups + o2.param_groups:
                g["lr"] = lr
            with torch.autocast("cpu", torch.bfloat16):
                ls = losses(model, word, sub, mask, t)
                loss = sum(ls.values())
            o1.zero_grad()
            o2.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 2.0)
            o1.step()
            o2.step()
            step += 1
            if rank == 0:
                with torch.no_grad():
                    decay = min(0.998, step / (step + 20))
                    for k, p in model.named_parameters():
                        if k in ema:
                            ema[k].lerp_(p, 1 - decay)
                if time.time() > saved + 240:
                    saved = time.time()
                    save()
            for k, x in ls.items():
                sums[k] = sums.get(k, 0) + x.item()
            n += 1
            if time.time() > end:
                break
        print(f"worker {rank} epoch {epoch} step {step} {time.time() - start:.0f} s, CPU {time.process_time():.0f} s",
              {k: round(x / n, 3) for k, x in sums.items()}, flush=True)
    if rank == 0:
        save()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("lang")
    ap.add_argument("work")
    ap.add_argument("minutes", type=float)
    ap.add_argument("out")
    ap.add_argument("--encoder")
    ap.add_argument("--start", help="go on from this model")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--silver")
    ap.add_argument("--silver-n", type=int, default=8000)
    ap.add_argument("--workers", type=int, default=2)
    ap.add_argument("--lr", type=float, default=1.5e-3)
    ap.add_argument("--batch", type=int, default=2200)
    ap.add_argument("--gmb", type=int, default=3000)
    ap.add_argument("--small", type=int, default=5000)
    ap.add_argument("--drop", type=float, default=0.25)
    a = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    v = pickle.load(open(f"{a.work}/vocab.pkl", "rb"))
    vocab = {w: i + 2 for i, w in enumerate(v["words"])}
    codes = Codes(v)
    treebank, small, gmb = load_train(a.lang, v)
    silver = pickle.load(open(a.silver, "rb")) if a.silver else []
    print(len(treebank), "trees", sum(len(s.forms) for s in treebank), "tokens", len(small), "+", len(gmb), "named",
          len(silver), "silver", flush=True)
    model = Tagger(len(vocab) + 2, len(codes.tags), len(codes.rules), len(codes.rels))
    model.p = a.drop
    if a.start:
        model.load_state_dict(torch.load(a.start))
    elif a.encoder:
        model.enc.load_state_dict(torch.load(a.encoder)["encoder"])
    else:
        model.enc.word.weight.data.copy_(torch.from_numpy(v["vec"]))
    count = {}
    for s in treebank:
        for f in s.forms:
            count[normal(f)] = count.get(normal(f), 0) + 1
    model.share_memory()
    shared = (vocab, v, codes, treebank, small, gmb, silver, count)
    others = [torch.multiprocessing.get_context("fork").Process(target=worker, args=(r, a, model, shared))
              for r in range(1, a.workers)]
    for p in others:
        p.start()
    worker(0, a, model, shared)
    for p in others:
        p.join()


if __name__ == "__main__":
    main()
