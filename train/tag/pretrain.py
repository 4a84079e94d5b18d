"""Step 2: warm the encoder on raw text: guess masked words.

    pretrain.py LANGUAGE_DIR WORK_DIR STEPS OUT.pt [SEED [START.pt]]
"""
import math
import pickle
import random
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data
from features import SUB_MASK, sentence_rows
from model import D, Encoder, batches

OUT_WORDS = 6000
P_MASK = 0.18
SUBS = 20  # rows of the sub table a token keeps here
RATE = 1.5e-3
LONGEST = 80


class Text:
    """Sentences as arrays of rows, one token after the other."""

    def __init__(self, sents, vocab, v):
        self.size = np.array([len(s) for s in sents])
        self.at = np.concatenate([[0], np.cumsum(self.size)])
        self.word = np.zeros(self.at[-1], np.int32)
        self.sub = np.zeros((self.at[-1], SUBS), np.uint16)
        k = 0
        for s in sents:
            for w, sub in sentence_rows(s, vocab, v["lists"], v["phrases"]):
                sub = sub[:SUBS]
                self.word[k] = w
                self.sub[k, :len(sub)] = sub
                k += 1

    def batch(self, ids, dice):
        """word [L][B], sub [L][B][K], mask [L][B], target [L][B]: -1 where there is nothing to guess"""
        size = self.size[ids]
        place = np.arange(size.max())[:, None]
        mask = place < size[None, :]
        at = np.where(mask, self.at[ids][None, :] + place, 0)
        word, sub = self.word[at], self.sub[at]
        word[~mask], sub[~mask] = 0, 0
        hide = mask & (dice.random(mask.shape) < P_MASK)
        known = (word >= 2) & (word < OUT_WORDS + 2)
        target = np.where(hide & known, word, -1)
        shown = dice.random(mask.shape)
        cover = hide & (shown < 0.9)
        word[cover], sub[cover] = 1, 0
        sub[cover, 0] = SUB_MASK
        word[mask & ~hide & (shown < 0.03)] = 0  # as if the form were not known
        most = int((sub > 0).sum(-1).max())
        return (torch.from_numpy(word.astype(np.int64)), torch.from_numpy(sub[:, :, :most].astype(np.int64)),
                torch.from_numpy(mask.astype(np.float32)), torch.from_numpy(target.astype(np.int64)))


def main(lang, work, steps, out, seed="1", begin=None):
    steps, rng, dice = int(steps), random.Random(int(seed)), np.random.default_rng(int(seed))
    torch.manual_seed(int(seed))
    torch.set_num_threads(1)
    v = pickle.load(open(f"{work}/vocab.pkl", "rb"))
    vocab = {w: i + 2 for i, w in enumerate(v["words"])}
    raw = pickle.load(open(f"{work}/raw.pkl", "rb"))
    raw += [s.forms for s in data.read_bio(f"{lang}/ner-unified/wnut17.train.bio")]
    raw = [s[:LONGEST] for s in raw if len(s) >= 4]
    rng.shuffle(raw)
    text = Text(raw, vocab, v)
    enc = Encoder(len(vocab) + 2)
    enc.word.weight.data.copy_(torch.from_numpy(v["vec"]))
    head = nn.Sequential(nn.Linear(D, D), nn.GELU(), nn.Linear(D, OUT_WORDS + 2))
    if begin:
        saved = torch.load(begin)
        enc.load_state_dict(saved["encoder"])
        head.load_state_dict(saved["head"])
    sparse = [enc.word.weight, enc.sub.weight]
    dense = list(enc.layers.parameters()) + list(head.parameters())
    o1 = torch.optim.SparseAdam(sparse, lr=RATE)
    o2 = torch.optim.AdamW(dense, lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    order, start, seen, total = [], time.time(), 0, 0.0
    print(len(raw), "sentences", int(text.at[-1]), "tokens", flush=True)
    for step in range(steps):
        if not order:
            order = batches(text.size.tolist(), 4096, rng)
        word, sub, mask, t = text.batch(np.array(order.pop()), dice)
        lr = RATE * min(1.0, (step + 1) / 300) * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * step / steps)))
        for g in o1.param_groups + o2.param_groups:
            g["lr"] = lr
        with torch.autocast("cpu", torch.bfloat16):
            h = enc(word, sub, mask, 0.05, 0.05)
            pick = t >= 0
            loss = F.cross_entropy(head(h[pick]).float(), t[pick])
        o1.zero_grad()
        o2.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(dense, 1.0)
        o1.step()
        o2.step()
        seen += int(mask.sum())
        total += loss.item()
        if step % 50 == 49:
            print(f"{step + 1} {seen} tokens {seen / (time.time() - start):.0f}/s loss {total / 50:.3f}", flush=True)
            total = 0.0
        if step % 1000 == 999 or step == steps - 1:
            torch.save({"encoder": enc.state_dict(), "head": head.state_dict()}, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
