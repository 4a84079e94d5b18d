#!/usr/bin/env python3
"""Learn "did it happen" from UDS-IH2 and write models/factuality.en.bin.

    train.py UDS EWT DUMP OUT [--seeds N]

UDS   folder of the annotations (.../1.0/raw/sentence/annotations/factuality.zip)
EWT   folder of UD_English-EWT
DUMP  folder with what dump.c printed: train.txt, dev.txt
Nine sentences of ten of EWT train are learnt from, the tenth (blocks of 40) chooses;
`--report` measures on dev.
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


def read(args, part):
    gold = uds.align(uds.annotations(args.uds, part), uds.classes(os.path.join(args.ewt, "en_ewt-ud-%s.conllu" % part)))
    indices, starts, y, sent = [], [0], [], []
    for line in open(os.path.join(args.dump, part + ".txt")):
        f = line.split()
        key = int(f[0]), int(f[1])
        if key in gold:
            indices += map(int, f[3:])
            starts.append(len(indices))
            y.append(gold[key])
            sent.append(key[0])
    X = sp.csr_matrix((np.ones(len(indices), np.float32), indices, starts), shape=(len(y), BUCKETS))
    return X, np.array(y, np.float32), np.array(sent)


def sharpen(p):
    """Squared and smooth losses pull towards the mean; people answer yes or no.  As in
    src/facts/factuality_score.c; slope and top chosen on the held sentences."""
    return 2.8 * np.tanh(0.55 * p)


def figures(name, p, y):
    p = sharpen(p)
    print("%-24s r %.4f  mean absolute error %.4f" % (name, np.corrcoef(p, y)[0, 1], np.abs(p - y).mean()), flush=True)


class Network(torch.nn.Module):
    def __init__(self, width, hidden):
        super().__init__()
        self.table = torch.nn.EmbeddingBag(BUCKETS, width, mode="sum", sparse=True)
        torch.nn.init.normal_(self.table.weight, 0, 0.03)
        self.b = torch.nn.Parameter(torch.zeros(width))
        self.inner = torch.nn.Linear(width, hidden)
        self.outer = torch.nn.Linear(hidden, 1)
        self.drop = torch.nn.Dropout(0.3)

    def forward(self, rows, starts, scale=1.0):
        x = self.drop(torch.relu(self.table(rows, starts) * scale + self.b))
        return self.outer(self.drop(torch.relu(self.inner(x)))).squeeze(1)


def batch(X, ids, dropped=0.0):
    rows, starts, n = [], [], 0
    for r in ids:
        a = X.indices[X.indptr[r]:X.indptr[r + 1]]
        if dropped:
            a = a[np.random.rand(len(a)) > dropped]
        rows.append(a)
        starts.append(n)
        n += len(a)
    return torch.from_numpy(np.concatenate(rows).astype(np.int64)), torch.tensor(starts)


def predict(net, X):
    net.eval()
    with torch.no_grad():
        return np.concatenate([net(*batch(X, range(k, min(k + 1000, X.shape[0])))).numpy()
                               for k in range(0, X.shape[0], 1000)])


def learn(X, y, seed, width=31, hidden=24, passes=3, dropped=0.5, lr=1.5e-3, size=64):
    torch.manual_seed(seed)
    np.random.seed(seed)
    net = Network(width, hidden)
    optimisers = [torch.optim.SparseAdam([net.table.weight], lr=lr),
                  torch.optim.Adam([net.b, *net.inner.parameters(), *net.outer.parameters()], lr=lr)]
    target, steps, step = torch.from_numpy(y), passes * (len(y) // size + 1), 0
    for _ in range(passes):
        net.train()
        order = np.random.permutation(len(y))
        for k in range(0, len(y), size):
            for o in optimisers:
                o.param_groups[0]["lr"] = lr * (1 - step / steps)
                o.zero_grad()
            step += 1
            ids = order[k:k + size]
            p = net(*batch(X, ids, dropped), 1 / (1 - dropped))
            torch.nn.functional.smooth_l1_loss(p, target[ids]).backward()
            for o in optimisers:
                o.step()
    return net


def main():
    a = argparse.ArgumentParser()
    for name in ("uds", "ewt", "dump", "out"):
        a.add_argument(name)
    a.add_argument("--report", action="store_true")
    a.add_argument("--seed", type=int, default=0)
    a.add_argument("--share", type=float, default=0.5)
    args = a.parse_args()
    torch.set_num_threads(1)
    X, y, sent = read(args, "train")
    kept = np.asarray((X > 0).sum(0)).ravel() >= 3  # rare buckets weigh nothing
    X = X @ sp.diags(kept.astype(np.float32))
    X.eliminate_zeros()
    X = X.tocsr()
    held = sent // 40 % 10 == 7
    mean = float(y[~held].mean())
    line = lsqr(X[~held], y[~held] - mean, damp=150 ** 0.5, iter_lim=80)[0]
    l = X[held] @ line + mean
    figures("line", l, y[held])
    net = learn(X[~held], y[~held], args.seed)
    n = predict(net, X[held])
    figures("network", n, y[held])
    for share in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        figures("both, share %.1f" % share, share * n + (1 - share) * l, y[held])
    if args.report:
        D, yd, _ = read(args, "dev")
        D = (D @ sp.diags(kept.astype(np.float32))).tocsr()
        D.eliminate_zeros()
        figures("dev", args.share * predict(net, D) + (1 - args.share) * (D @ line + mean), yd)
    w = {k: v.detach().numpy() for k, v in net.state_dict().items()}
    pack.pack(args.out, lambda b: xxhash.xxh3_64_intdigest(b, seed=SEED), line * kept, mean,
              w["table.weight"] * kept[:, None], w["b"], w["inner.weight"], w["inner.bias"],
              w["outer.weight"][0], w["outer.bias"][0], args.share)


if __name__ == "__main__":
    main()
