#!/usr/bin/env python3
"""Learn "did it happen" from UDS-IH2 and write models/factuality.en.bin.

    train.py [--report] [--seed N] [--share S] UDS EWT DUMP OUT

UDS   folder of the annotations (.../1.0/raw/sentence/annotations/factuality.zip)
EWT   folder of UD_English-EWT
DUMP  folder with what dump.c wrote: train.txt, train.rows, dev.txt, dev.rows
Nine sentences of ten of EWT train are learnt from and the tenth (blocks of 40) shows how good
that is; the model that is written has learnt from all.  `--report` measures on dev.
"""
import argparse
import os

import numpy as np
import scipy.sparse as sp
import torch
import xxhash
from scipy.sparse.linalg import lsqr

import pack
import uds

BUCKETS = pack.BUCKETS
SEED = 0x5369747265702131  # of src/base/hash.c


PARTS, ROW, WIDE = 5, 256, 32


class Data:
    """X: buckets; part: rows of `rows` (the first is all zeros); y, sent."""

    def __init__(self, args, part):
        gold = uds.align(uds.annotations(args.uds, part),
                         uds.classes(os.path.join(args.ewt, "en_ewt-ud-%s.conllu" % part)))
        indices, starts, y, sent, parts = [], [0], [], [], []
        for line in open(os.path.join(args.dump, part + ".txt")):
            f = line.split(" ", 2)
            key = int(f[0]), int(f[1])
            if key in gold:
                rest = list(map(int, f[2].split()))
                parts.append(rest[:PARTS])
                indices += rest[PARTS:]
                starts.append(len(indices))
                y.append(gold[key])
                sent.append(key[0])
        self.X = sp.csr_matrix((np.ones(len(indices), np.float32), indices, starts), shape=(len(y), BUCKETS))
        self.part, self.y, self.sent = np.array(parts) + 1, np.array(y, np.float32), np.array(sent)
        raw = np.fromfile(os.path.join(args.dump, part + ".rows"), np.uint8).reshape(-1, ROW + 4)
        rows = raw[:, :ROW].view(np.int8) * raw[:, ROW:].copy().view(np.float32)
        self.rows = torch.from_numpy(np.vstack([np.zeros((1, ROW), np.float32), rows]))

    def keep(self, kept):
        self.X = (self.X @ sp.diags(kept.astype(np.float32))).tocsr()
        self.X.eliminate_zeros()


def sharpen(p):
    """Squared and smooth losses pull towards the mean; people answer yes or no.  As in
    src/facts/factuality_score.c; slope and top chosen on the held sentences."""
    return 3 * np.tanh(0.5 * p)


def figures(name, p, y):
    p = sharpen(p)
    print("%-24s r %.4f  mean absolute error %.4f" % (name, np.corrcoef(p, y)[0, 1], np.abs(p - y).mean()), flush=True)


class Network(torch.nn.Module):
    def __init__(self, width, hidden):
        super().__init__()
        self.table = torch.nn.EmbeddingBag(BUCKETS, width, mode="sum")
        torch.nn.init.normal_(self.table.weight, 0, 0.03)
        self.b = torch.nn.Parameter(torch.zeros(width))
        self.B = torch.nn.Parameter(torch.zeros(WIDE))
        self.R = torch.nn.Linear(PARTS * ROW, WIDE, bias=False)
        torch.nn.init.uniform_(self.R.weight, -ROW ** -0.5, ROW ** -0.5)
        self.inner = torch.nn.Linear(WIDE + width, hidden)
        self.outer = torch.nn.Linear(hidden, 1)
        self.drop, self.drop_row = torch.nn.Dropout(0.3), torch.nn.Dropout(0.2)

    def forward(self, buckets, starts, rows, scale=1.0):
        x = self.drop(torch.relu(self.table(buckets, starts) * scale + self.b))
        y = self.drop(torch.relu(self.R(self.drop_row(rows)) + self.B))
        return self.outer(self.drop(torch.relu(self.inner(torch.cat([x, y], 1))))).squeeze(1)

    def arrays(self, kept):
        w = {k: v.detach().numpy() for k, v in self.state_dict().items()}
        return {"table": w["table.weight"] * kept[:, None], "b": w["b"], "B": w["B"],
                "R": w["R.weight"].reshape(WIDE, PARTS, ROW).transpose(1, 0, 2),
                "W": w["inner.weight"], "c": w["inner.bias"], "w": w["outer.weight"][0], "d": w["outer.bias"][0]}


def batch(data, ids, dropped=0.0):
    buckets, starts, n, X = [], [], 0, data.X
    for r in ids:
        a = X.indices[X.indptr[r]:X.indptr[r + 1]]
        if dropped:
            a = a[np.random.rand(len(a)) > dropped]
        buckets.append(a)
        starts.append(n)
        n += len(a)
    rows = data.rows[torch.from_numpy(data.part[ids])].reshape(len(ids), -1)
    return torch.from_numpy(np.concatenate(buckets).astype(np.int64)), torch.tensor(starts), rows


def predict(net, data, ids):
    net.eval()
    with torch.no_grad():
        return np.concatenate([net(*batch(data, ids[k:k + 1000])).numpy() for k in range(0, len(ids), 1000)])


def learn(data, train, seed, width=31, hidden=48, passes=4, dropped=0.5, lr=1e-3, size=64):
    torch.manual_seed(seed)
    np.random.seed(seed)
    net = Network(width, hidden)
    optimiser = torch.optim.AdamW(net.parameters(), lr=lr, weight_decay=0.01)
    target, steps, step = torch.from_numpy(data.y), passes * (len(train) // size + 1), 0
    for _ in range(passes):
        net.train()
        order = np.random.permutation(train)
        for k in range(0, len(order), size):
            optimiser.param_groups[0]["lr"] = lr * (1 - step / steps)
            optimiser.zero_grad()
            step += 1
            ids = order[k:k + size]
            p = net(*batch(data, ids, dropped), 1 / (1 - dropped))
            torch.nn.functional.smooth_l1_loss(p, target[ids]).backward()
            optimiser.step()
    return net


def learn_both(data, ids, seed):
    mean = float(data.y[ids].mean())
    line = lsqr(data.X[ids], data.y[ids] - mean, damp=150 ** 0.5, iter_lim=80)[0]
    return line, mean, learn(data, ids, seed)


def main():
    a = argparse.ArgumentParser()
    for name in ("uds", "ewt", "dump", "out"):
        a.add_argument(name)
    a.add_argument("--report", action="store_true")
    a.add_argument("--seed", type=int, default=0)
    a.add_argument("--share", type=float, default=0.6)
    args = a.parse_args()
    torch.set_num_threads(1)
    data = Data(args, "train")
    kept = np.asarray((data.X > 0).sum(0)).ravel() >= 3  # rare buckets weigh nothing
    data.keep(kept)
    held = np.where(data.sent // 40 % 10 == 7)[0]
    train = np.where(data.sent // 40 % 10 != 7)[0]
    line, mean, net = learn_both(data, train, args.seed)
    l, n = data.X[held] @ line + mean, predict(net, data, held)
    figures("line", l, data.y[held])
    figures("network", n, data.y[held])
    for share in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        figures("both, share %.1f" % share, share * n + (1 - share) * l, data.y[held])
    line, mean, net = learn_both(data, np.arange(len(data.y)), args.seed)  # settings stand: learn from all
    if args.report:
        dev = Data(args, "dev")
        dev.keep(kept)
        p = predict(net, dev, np.arange(len(dev.y)))
        figures("dev", args.share * p + (1 - args.share) * (dev.X @ line + mean), dev.y)
    pack.pack(args.out, lambda b: xxhash.xxh3_64_intdigest(b, seed=SEED), line * kept, mean, net.arrays(kept), args.share)


if __name__ == "__main__":
    main()
