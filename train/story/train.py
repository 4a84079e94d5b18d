#!/usr/bin/env python3
"""Learn the weights of data/story.weights.txt.  README.md says from what.

    train.py DUMP OUT OPEN_BELOW SET=articles.jsonl[:nocaps][:short] ...

DUMP is the program of dump.c.  Each set counts the same, whatever its size; `:nocaps` takes a
set once more in small letters, `:short` cut as feeds cut it, each at a third, so that such
texts are known too.
Needs numpy and scikit-learn.
"""
import subprocess
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

SIDES = "title lead body name number full".split()
OTHERS = ("gap gap-best shared no-names no-names.lead no-names.body no-numbers no-full short "
          "name*number evidence over.lead over.body over.name").split()
NAMES = ["one"] + ["centre." + s for s in SIDES] + ["best." + s for s in SIDES] + OTHERS
BEST = [NAMES.index("best." + s) for s in SIDES]
# What is likeness cannot speak against a join, what is distance cannot speak for one: weights of
# the wrong sign are accidents of a set, and are held at zero.
LIKE = [i for i, n in enumerate(NAMES) if n.startswith(("centre.", "best.", "over.")) or n in
        ("shared", "evidence")]


def read(dump, path, options):
    with open(path, "rb") as f:
        out = subprocess.run([dump, "features"] + options, stdin=f,
                             capture_output=True, check=True).stdout.decode()
    rows = [line.split() for line in out.splitlines()]
    rows = [r for r in rows if r[2] == "0"]  # joins by certainty teach nothing
    return (np.array([[float(x) for x in r[3:]] for r in rows]),
            np.array([int(r[1]) for r in rows]))


def fit(x, y, weight, nonnegative):
    """Logistic regression, ridge; features that come out negative though they may not are
    dropped one by one, the worst first."""
    keep = list(range(x.shape[1]))
    while True:
        model = LogisticRegression(C=3.0, max_iter=5000)
        model.fit(x[:, keep], y, sample_weight=weight)
        w = np.zeros(x.shape[1])
        w[keep] = model.coef_[0]
        bad = [i for i in nonnegative if w[i] < -1e-9]
        if not bad:
            return w, model.intercept_[0]
        keep.remove(min(bad, key=lambda i: w[i]))


def main():
    dump, out, open_below = sys.argv[1], sys.argv[2], sys.argv[3]
    xs, ys, ws = [], [], []
    for spec in sys.argv[4:]:
        path, *options = spec.split("=", 1)[1].split(":")
        x, y = read(dump, path, options)
        print(f"{spec}: {len(y)} candidates, {y.sum()} true", file=sys.stderr)
        xs.append(x)
        ys.append(y)
        ws.append(np.full(len(y), 10000 * (0.33 if options else 1) / len(y)))
    x, y, w = np.vstack(xs), np.concatenate(ys), np.concatenate(ws)
    coef, one = fit(x[:, 1:], y, w, [i - 1 for i in LIKE])
    join = np.concatenate([[one], coef])
    pair, pair_one = fit(x[:, BEST], y, w, range(len(SIDES)))
    lines = [f"join.{n}\t{v:.4f}" for n, v in zip(NAMES, join)]
    lines += [f"pair.{n}\t{v:.4f}" for n, v in zip(SIDES, pair)]
    lines += [f"pair.one\t{pair_one:.4f}", f"open-below\t{float(open_below):.4f}"]
    with open(out, encoding="utf-8") as f:
        head = [line.rstrip("\n") for line in f if line.startswith("#")]
    with open(out, "w", encoding="utf-8") as f:
        f.write("\n".join(head + lines) + "\n")


main()
