"""A language pack: a model file of another language or variety out of a treebank alone.

    pack.py TRAIN.conllu[,MORE.conllu...] MINUTES OUT.bin NOTICE.txt

No warm-up, word lists, phrases or names: words, lemmas and trees only.  NOTICE.txt, a few lines that name
language, treebank and licence, is kept in the file.  Features that the program does not know
(src/doc/ud.h) are left out; relations that it does not know lose their subtype.
"""
import collections
import os
import random
import re
import sys
import time

import numpy as np
import torch
import torch.nn as nn

import data
import export
from features import SUB_FIRST, normal, sentence_rows
from model import Tagger, batches, pack
from train import SHARE, Codes, losses, targets

SEED = 1
BATCH = 700           # tokens: a small treebank wants many steps
LR, WARM = 2e-3, 100  # steps to the full rate, which then falls in a straight line
MIN_COUNT = 2         # of a word in the table and of a tag
HEAT = 3.0            # see export.py: PArc of what a small treebank learns is far too sure
ONLY_O = 20.0         # how much the tagger of names, never trained, prefers none


def known():
    """Features and relations of src/doc/ud.h."""
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    texts = re.findall(r'X\(\w+, "([^"]+)"\)', open(os.path.join(root, "src/doc/ud.h"), encoding="utf-8").read())
    return {t for t in texts if "=" in t}, {t for t in texts if "=" not in t}


def read(paths):
    features, relations = known()
    sents = [s for p in paths.split(",") for s in data.read_conllu(p)]
    for s in sents:
        s.names = None
        s.feats = ["|".join(f for f in x.split("|") if f in features and f != "Typo=Yes") or "_" for x in s.feats]
        s.rels = [r if r in relations else r.split(":")[0] for r in s.rels]
    return sents


def vocabulary(sents, count):
    rules = collections.Counter(data.lemma_rule(f, l) for s in sents for f, l in zip(s.forms, s.lemmas))
    tags = collections.Counter(t for s in sents for t in zip(s.upos, s.feats))
    kept = {next(t for t, _ in tags.most_common() if t[0] == u) for u in {t[0] for t in tags}}  # one of each class
    return {
        "words": [w for w, c in count.most_common() if c >= MIN_COUNT and len(w.encode()) <= 48],
        "rules": [r for r, c in rules.most_common() if c >= MIN_COUNT],
        "tags": [t for t, c in tags.most_common() if c >= MIN_COUNT or t in kept],
        "rels": sorted({r for s in sents for r in s.rels}), "lists": {}, "phrases": {},
    }


def train(model, sents, vocab, codes, count, minutes):
    rng = random.Random(SEED)
    sparse = [model.enc.word.weight, model.enc.sub.weight]
    dense = [p for p in model.parameters() if not any(p is q for q in sparse)]
    steps = (torch.optim.SparseAdam(sparse, lr=LR),
             torch.optim.AdamW(dense, lr=LR, betas=(0.9, 0.95), weight_decay=0.02))
    seen = set()
    start, step, passes, share = time.process_time(), 0, 0, 0.0
    while share < 1:
        passes += 1
        for ids in batches([len(s.forms) for s in sents], BATCH, rng):
            some = [sents[i] for i in ids]
            rows = [sentence_rows(s.forms, vocab, {}, {}) for s in some]
            for s, r in zip(some, rows):
                for j, (_, sub) in enumerate(r):
                    if rng.random() < 0.02 + 0.3 / count[normal(s.forms[j])]:
                        r[j] = (0, [0] + sub[1:])  # as if the form were not known
                    seen.update(sub)
            word, sub, mask = pack(rows)
            t = targets(some, [s.forms for s in some], codes, word.shape[0])
            share = (time.process_time() - start) / (60 * minutes)
            for o in steps:
                o.param_groups[0]["lr"] = LR * min(1.0, (step + 1) / WARM) * max(0.02, 1 - share)
                o.zero_grad()
            with torch.autocast("cpu", torch.bfloat16):
                loss = sum(SHARE[k] * x for k, x in losses(model, word, sub, mask, t).items())
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 2.0)
            for o in steps:
                o.step()
            step += 1
            if share >= 1:
                break
        print(f"pass {passes}, step {step}, loss {loss.item():.2f}, CPU {time.process_time() - start:.0f} s", flush=True)
    return seen


def main(paths, minutes, out, notice):
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    sents = read(paths)
    count = collections.Counter(normal(f) for s in sents for f in s.forms)
    v = vocabulary(sents, count)
    codes = Codes(v)
    print(len(sents), "sentences", sum(count.values()), "tokens", len(v["words"]), "words", len(v["tags"]), "tags",
          flush=True)
    model = Tagger(len(v["words"]) + 2, len(codes.tags), len(codes.rules), len(codes.rels))
    seen = train(model, sents, {w: i + 2 for i, w in enumerate(v["words"])}, codes, count, float(minutes))
    g = {k: p.detach().numpy() for k, p in model.named_parameters()}
    never = [i for i in range(SUB_FIRST, len(g["enc.sub.weight"])) if i not in seen]
    g["enc.sub.weight"][never] = 0  # noise otherwise
    g["ner2.weight"][:] = 0
    g["ner2.bias"][:] = np.where(np.arange(len(g["ner2.bias"])) == 0, ONLY_O, 0)
    export.write(g, v, codes, sents, open(notice, encoding="utf-8").read(), out, HEAT)


if __name__ == "__main__":
    main(*sys.argv[1:])
