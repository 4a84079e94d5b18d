#!/usr/bin/env python3
"""Trains the two forests of stage extract.  Usage:

    train.py blocks DATA STEM OUT.h   rows STEM.{f32,jsonl,names} of the dump program
    train.py page   DATA STEM OUT.h DEMO   rows STEM.page.f32 of the pages in STEM.list; DEMO: our own newsroom
    train.py again  DATA STEM OUT.h   exports the forest of blocks that was trained last

DATA is the folder with wcxb/ and trafilatura-eval/.  Needs numpy and lightgbm.  The test
part (15 % of the hosts, common.part_of) trains nothing here; its figures are printed last.
"""
import json, sys, time
import numpy as np
import lightgbm as lgb
from common import *

SEED = 1
BLOCKS = dict(objective="binary", num_leaves=15, learning_rate=0.07, min_data_in_leaf=25, feature_fraction=0.5,
              bagging_fraction=0.7, bagging_freq=1, lambda_l2=5, max_bin=63)
N_BLOCKS, STEPS = 150, (8, 16, 32, 64)
PAGE = dict(objective="binary", num_leaves=6, learning_rate=0.06, min_data_in_leaf=6, feature_fraction=0.3,
            bagging_fraction=0.8, bagging_freq=1, lambda_l2=10)
N_PAGE, N_COLUMNS = 150, 167


def load(data, stem):
    gold, names = load_gold(data), [l.strip() for l in open(stem + ".names")]
    x = np.fromfile(stem + ".f32", np.float32).reshape(-1, len(names))
    pages, at = [], 0
    for i, line in enumerate(open(stem + ".jsonl", encoding="utf-8")):
        d = json.loads(line)
        lo, at = at, at + len(d["blocks"])
        g = gold.get("/".join(d["file"].split("/")[-2:]))
        if g is None:
            continue
        p = dict(g=g, lo=lo, hi=at, i=i, t=[b["t"] for b in d["blocks"]], part=part_of(g["url"]))
        p["w"] = [words(t) for t in p["t"]]
        pages.append(p)
    return names, x, pages


def label(pages, n):
    """y, weight of each block; weight 0: not used."""
    y, w = np.zeros(n, np.int8), np.zeros(n)
    for p in pages:
        g, s = p["g"], slice(p["lo"], p["hi"])
        size = np.array([len(b) for b in p["w"]], float)
        if g["text"] and g["kind"] == "article":
            p["gold"] = words(g["text"])
            y[s] = labels_from_text(p["w"], g["text"])
            # macro word F1: a word counts by its share of its page
            w[s] = (size + 1.5) ** 0.8 / (len(p["gold"]) + 50) ** 0.8 * 50
        elif g["set"] == "traf":
            for k, t in enumerate(p["t"]):
                yes = any(x in t for x in g["with"])
                if yes or any(x in t for x in g["without"]):
                    y[p["lo"] + k] = yes
                    w[p["lo"] + k] = (min(size[k], 80) + 1.5) ** 0.5 / 6
    return y, w


def report(name, pages, q, part, threshold):
    f, t = [], np.zeros(3)
    for p in pages:
        if p["part"] not in part:
            continue
        taken = [k for k in range(p["hi"] - p["lo"]) if q[p["lo"] + k] > threshold]
        if "gold" in p:
            f.append(word_f1([x for k in taken for x in p["w"][k]], p["gold"]))
        elif p["g"]["set"] == "traf":
            text = "\n".join(p["t"][k] for k in taken)
            yes = sum(s in text for s in p["g"]["with"])
            t += (yes, len(p["g"]["with"]) - yes, sum(s in text for s in p["g"]["without"]))
    a, prec, rec = np.mean(f, 0), t[0] / (t[0] + t[2]), t[0] / (t[0] + t[1])
    print(f"{name} {part} > {threshold}: WCXB articles P {a[0]:.4f} R {a[1]:.4f} F1 {a[2]:.4f} ({len(f)} pages); "
          f"trafilatura's P {prec:.3f} R {rec:.3f} F {2 * prec * rec / (prec + rec):.3f}", flush=True)


def fit(params, n, x, y, w, prior=None, seed=SEED):
    p = dict(params, verbose=-1, num_threads=1, seed=seed, deterministic=True)
    return lgb.train(p, lgb.Dataset(x, y, weight=w, init_score=prior), n)


def predict_page(m, x):
    return 1 / (1 + np.exp(-(m.predict(x, raw_score=True) + x[:, -1])))


def flatten(tree):
    """Nodes breadth first, so that a right child follows its left one."""
    out, queue = [None], [(tree, 0)]
    while queue:
        node, at = queue.pop(0)
        if "leaf_value" in node:
            out[at] = (float(np.float32(node["leaf_value"])), 0xFFFF, 0)
            continue
        t = np.float32(node["threshold"])
        if float(t) > node["threshold"]:
            t = np.nextafter(t, np.float32(-np.inf))
        out[at] = (float(t), node["split_feature"], len(out))
        queue += [(node["left_child"], len(out)), (node["right_child"], len(out) + 1)]
        out += [None, None]
    return out


def export(model, name, columns, path, more=""):
    nodes, roots = [], []
    for t in model.dump_model()["tree_info"]:
        roots.append(len(nodes))
        nodes += flatten(t["tree_structure"])
    with open(path, "w") as f:
        f.write(f"/* A forest of {len(roots)} trees, written by train/extract/train.py; its card (data, licence, scores) is\n"
                " * train/extract/README.md.  Included by src/extract/classify.c. */\n/* clang-format off */\n")
        f.write(f"enum {{ SR_MODEL_{name.upper()}_COLUMNS = {columns} }};\n{more}")
        f.write(f"static const sr_tree_node model_{name}_nodes[] = {{\n")
        for i in range(0, len(nodes), 5):
            f.write(" ".join("{%.9gf,%d,%d}," % n if "." in "%.9g" % n[0] or "e" in "%.9g" % n[0] else "{%.1ff,%d,%d}," % n
                             for n in nodes[i:i + 5]) + "\n")
        f.write(f"}};\nstatic const uint32_t model_{name}_roots[] = {{\n")
        for i in range(0, len(roots), 16):
            f.write(",".join(map(str, roots[i:i + 16])) + ",\n")
        f.write(f"}};\nstatic const sr_forest model_{name} = {{model_{name}_nodes, model_{name}_roots, {len(roots)}, {columns}}};\n"
                "/* clang-format on */\n")


def export_blocks(m, x, w, names, out):
    """With the sums after STEPS trees below and above which a block is left as it is: no more than one block
    in a thousand, by weight, would have come out on the other side of 0.45 at the end."""
    taken, low, high = m.predict(x) > 0.45, [], []
    for step in STEPS:
        s = m.predict(x, num_iteration=step, raw_score=True)
        up, down = np.argsort(s[taken]), np.argsort(-s[~taken])
        limit = 0.001 * w.sum() / len(STEPS)
        low.append(float(s[taken][up][np.searchsorted(np.cumsum(w[taken][up]), limit)]))
        high.append(float(s[~taken][down][np.searchsorted(np.cumsum(w[~taken][down]), limit)]))
        print(f"after {step} trees: {np.mean(s < low[-1]):.2f} of the blocks are below {low[-1]:.2f}, "
              f"{np.mean(s > high[-1]):.2f} above {high[-1]:.2f}")
    row = lambda v, form: ", ".join(form % k for k in v)
    export(m, "blocks", len(names), out, f"enum {{ SR_MODEL_BLOCKS_STEPS = {len(STEPS)} }};\n"
           f"static const uint16_t model_blocks_step[] = {{{row(STEPS, '%d')}}};\n"
           f"static const float model_blocks_low[] = {{{row(low, '%.3ff')}}};\n"
           f"static const float model_blocks_high[] = {{{row(high, '%.3ff')}}};\n")


def train_blocks(data, stem, out):
    names, x, pages = load(data, stem)
    y, w = label(pages, len(x))
    part, fold = np.empty(len(x), object), np.zeros(len(x), int)
    for p in pages:
        part[p["lo"]:p["hi"]], fold[p["lo"]:p["hi"]] = p["part"], fold_of(p["g"]["url"], 3)
    made = x[:, names.index("chars_log")] > 0  # menu links have no row: never taken
    used = (part != "test") & (w > 0) & made
    q = np.zeros(len(x))
    for f in range(3):
        m = fit(BLOCKS, N_BLOCKS, x[used & (fold != f)], y[used & (fold != f)], w[used & (fold != f)])
        rows = (part != "test") & (fold == f) & made
        q[rows] = m.predict(x[rows])
    for threshold in (0.35, 0.4, 0.45, 0.5, 0.55):
        report("3-fold", pages, q, ("train", "dev"), threshold)
    m = fit(BLOCKS, N_BLOCKS, x[used], y[used], w[used])
    m.save_model(stem + ".blocks.model")
    export_blocks(m, x[used], w[used], names, out)
    q = np.where(made, m.predict(x), 0)
    report("shipped", pages, q, ("test",), 0.45)
    gain = m.feature_importance("gain")
    print("columns by gain:", [names[i] for i in np.argsort(-gain)[:40]])


def export_again(data, stem, out):
    names, x, pages = load(data, stem)
    y, w = label(pages, len(x))
    part = np.empty(len(x), object)
    for p in pages:
        part[p["lo"]:p["hi"]] = p["part"]
    used = (part != "test") & (w > 0)
    export_blocks(lgb.Booster(model_file=stem + ".blocks.model"), x[used], w[used], names, out)


def train_page(data, stem, out, demo):
    gold, pages = load_own(demo, load_gold(data)), []
    for i, line in enumerate(open(stem + ".list", encoding="utf-8")):
        g = gold.get("/".join(line.split("\t")[0].strip().split("/")[-2:]))
        if g:
            pages.append(dict(g=g, i=i, part="train" if g["set"] == "own" else part_of(g["url"])))
    x = np.fromfile(stem + ".page.f32", np.float32).reshape(-1, N_COLUMNS)
    x = x[[p["i"] for p in pages]]
    y = np.array([p["g"]["kind"] == "article" for p in pages])
    part = np.array([p["part"] for p in pages])
    # trafilatura's pages are of all kinds: those with date and author are surely articles, those with neither are left out
    wcxb = np.array([p["g"]["set"] == "wcxb" for p in pages])
    traf = np.array([p["g"]["set"] == "traf" for p in pages])
    known = np.array([p["g"].get("known", 0) for p in pages])
    w = np.where(~y, 2.5, np.where(traf, np.array([0, 0.5, 1.0])[known], 1.0))
    used, q = part != "test", np.zeros(len(y))
    for seed in range(3):
        fold = np.array([fold_of(p["g"]["url"], 5, seed) for p in pages])
        for f in range(5):
            rows = used & (fold != f)
            m = fit(PAGE, N_PAGE, x[rows], y[rows], w[rows], x[rows, -1], seed + 1)
            q[fold == f] += predict_page(m, x[fold == f]) / 3
    kinds = np.array([p["g"]["kind"] for p in pages])
    for t in (0.1, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        print(f"5-fold > {t}: articles kept {np.mean(q[used & y & wcxb] > t):.3f} (trafilatura's with date and author "
              f"{np.mean(q[used & traf & (known == 2)] > t):.3f}), others given {np.mean(q[used & ~y & wcxb] > t):.3f}: "
              + ", ".join(f"{k} {np.mean(q[used & (kinds == k) & wcxb] > t):.2f}" for k in sorted(set(kinds[wcxb])) if k != "article"))
    m = fit(PAGE, N_PAGE, x[used], y[used], w[used], x[used, -1])
    export(m, "page", N_COLUMNS, out)
    print("columns by gain:", list(np.argsort(-m.feature_importance("gain"))[:20]))


if __name__ == "__main__":
    start = time.time()
    {"blocks": train_blocks, "page": train_page, "again": export_again}[sys.argv[1]](*sys.argv[2:])
    print(f"{time.time() - start:.0f} s")
