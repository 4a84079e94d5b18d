"""Step 2: warm the encoder on raw text: guess masked words.

    pretrain.py WORK_DIR MINUTES OUT.pt [SEED [START.pt]]
"""
import math
import pickle
import random
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

from features import SUB_MASK, normal, sentence_rows
from model import D, Encoder, batches, pack

OUT_WORDS = 6000
P_MASK = 0.18


def main(work, minutes, out, seed="1", begin=None):
    rng = random.Random(int(seed))
    torch.manual_seed(int(seed))
    torch.set_num_threads(1)
    v = pickle.load(open(f"{work}/vocab.pkl", "rb"))
    vocab = {w: i + 2 for i, w in enumerate(v["words"])}
    raw = [s[:80] for s in pickle.load(open(f"{work}/raw.pkl", "rb")) if len(s) >= 4]
    rng.shuffle(raw)
    enc = Encoder(len(vocab) + 2)
    enc.word.weight.data.copy_(torch.from_numpy(v["vec"]))
    head = nn.Sequential(nn.Linear(D, D), nn.GELU(), nn.Linear(D, OUT_WORDS + 2))
    if begin:
        saved = torch.load(begin)
        enc.load_state_dict(saved["encoder"])
        head.load_state_dict(saved["head"])
    sparse = [enc.word.weight, enc.sub.weight]
    dense = list(enc.layers.parameters()) + list(head.parameters())
    o1 = torch.optim.SparseAdam(sparse, lr=1.5e-3)
    o2 = torch.optim.AdamW(dense, lr=1.5e-3, betas=(0.9, 0.98), weight_decay=0.01)
    end = time.time() + float(minutes) * 60
    start, seen, step, total, n = time.time(), 0, 0, 0.0, 0
    done = False
    while not done:
        for chunk in range(0, len(raw), 40000):
            part = raw[chunk:chunk + 40000]
            for ids in batches([len(s) for s in part], 4096, rng):
                rows, target = [], []
                for i in ids:
                    r = sentence_rows(part[i], vocab, v["lists"], {})
                    for j in range(len(r)):
                        w = r[j][0]
                        if rng.random() < P_MASK:
                            target.append(w if 2 <= w < OUT_WORDS + 2 else -1)
                            u = rng.random()
                            if u < 0.9:
                                r[j] = (1, [SUB_MASK])
                        else:
                            target.append(-1)
                            if rng.random() < 0.03:
                                r[j] = (0, r[j][1])
                    rows.append(r)
                word, sub, mask = pack(rows)
                L, B = word.shape
                t = torch.full((L, B), -1, dtype=torch.long)
                k = 0
                for b, r in enumerate(rows):
                    t[:len(r), b] = torch.tensor(target[k:k + len(r)])
                    k += len(r)
                frac = min(1.0, (time.time() - start) / (end - start))
                lr = 1.5e-3 * min(1.0, (step + 1) / 300) * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * frac)))
                for o in (o1, o2):
                    for g in o.param_groups:
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
                step += 1
                seen += int(mask.sum())
                total += loss.item()
                n += 1
                if step % 50 == 0:
                    print(f"{step} {seen} tokens {seen / (time.time() - start):.0f}/s loss {total / n:.3f}", flush=True)
                    total, n = 0.0, 0
                if time.time() > end:
                    done = True
                    break
            if done:
                break
    torch.save({"encoder": enc.state_dict(), "head": head.state_dict()}, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
