#!/usr/bin/env python3
"""Learn the weights of data/story.weights.txt.  README.md says from what.

    train.py DUMP OUT OPEN_BELOW SET=articles.jsonl[:nocaps][:short][:again] ...

DUMP is the program of dump.c.  Sets of one name count as much as those of another, whatever
their size; `:nocaps` takes a set once more in small letters, `:short` cut as feeds cut it, each
at a third, so that such texts are known too; `:again` once more as it is, for another order.

Two rounds: first each article stands in its true story.  Then the engine runs by itself with
what was learnt, and the candidates it meets, stories that are split and mixed by its own
mistakes, are learnt from too: a candidate is right whose most articles are of the story.
Needs numpy and scikit-learn.
"""
import collections
import subprocess
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

SIDES = "title lead body name number full".split()
OTHERS = ("gap gap-best shared no-names no-names.lead no-names.body no-numbers no-full short "
          "name*number evidence over.lead over.body over.name named").split()
NAMES = ["one"] + ["centre." + s for s in SIDES] + ["best." + s for s in SIDES] + OTHERS
BEST = [NAMES.index("best." + s) for s in SIDES]
# What is likeness cannot speak against a join, what is distance cannot speak for one: weights of
# the wrong sign are accidents of a set, and are held at zero.
LIKE = [i for i, n in enumerate(NAMES) if n.startswith(("centre.", "best.", "over.")) or n in
        ("shared", "evidence", "named")]


def read(dump, mode, path, options, weights):
    with open(path, "rb") as f:
        done = subprocess.run([dump, mode, *options, "weights=" + weights], stdin=f,
                              capture_output=True, check=True)
    xs, ys, candidates = [], [], []
    members = collections.defaultdict(collections.Counter)
    for line in done.stdout.decode().splitlines():
        field = line.split()
        if field[0] != "=":
            candidates.append(field)
            continue
        story, gold = field[1:]
        for slot, certain, *x in candidates:
            if certain == "0":  # joins by certainty teach nothing
                xs.append([float(v) for v in x])
                ys.append(members[slot][gold] * 2 > members[slot].total())
        candidates = []
        members[story][gold] += 1
    return np.array(xs), np.array(ys, dtype=int)


def gather(dump, mode, specs, weights):
    xs, ys, ws = [], [], []
    copies = collections.Counter(s.split("=")[0] for s in specs if ":nocaps" not in s
                                 and ":short" not in s)
    for spec in specs:
        name, source = spec.split("=", 1)
        path, *options = source.split(":")
        x, y = read(dump, mode, path, [o for o in options if o != "again"], weights)
        print(f"{mode} {spec}: {len(y)} candidates, {y.sum()} true", file=sys.stderr)
        xs.append(x)
        ys.append(y)
        third = 0.33 if "nocaps" in options or "short" in options else 1
        ws.append(np.full(len(y), 10000 * third / copies[name] / len(y)))
    return np.vstack(xs), np.concatenate(ys), np.concatenate(ws)


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


def write(out, head, join, pair, open_below):
    lines = [f"join.{n}\t{v:.4f}" for n, v in zip(NAMES, join)]
    lines += [f"pair.{n}\t{v:.4f}" for n, v in zip(SIDES + ["one"], pair)]
    lines += [f"open-below\t{float(open_below):.4f}"]
    with open(out, "w", encoding="utf-8") as f:
        f.write("\n".join(head + lines) + "\n")


def learn(data, out, head, pair, open_below):
    x, y, w = data
    coef, one = fit(x[:, 1:], y, w, [i - 1 for i in LIKE])
    write(out, head, np.concatenate([[one], coef]), pair, open_below)


def main():
    dump, out, open_below, specs = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    with open(out, encoding="utf-8") as f:
        head = [line.rstrip("\n") for line in f if line.startswith("#")]
    x, y, w = gather(dump, "features", specs, out)
    coef, one = fit(x[:, BEST], y, w, range(len(SIDES)))
    pair = [*coef, one]
    write(out, head, np.zeros(len(NAMES)), pair, open_below)
    data = gather(dump, "features", specs, out)  # with the likest article by these weights
    learn(data, out, head, pair, open_below)
    more = gather(dump, "own", specs, out)
    learn([np.concatenate(both) for both in zip(data, more)], out, head, pair, open_below)


main()
