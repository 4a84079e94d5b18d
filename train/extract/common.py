"""What the training and its trials share: pages, gold, labels, split, word F1."""
import collections, glob, gzip, hashlib, json, os, re
import numpy as np

WORD = re.compile(r"\w+")


def words(s):
    return WORD.findall(s.lower())


def host_of(url):
    host = re.sub(r"^https?://", "", url).split("/")[0].split(":")[0].lower()
    parts = host.split(".")
    n = 3 if len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3 else 2
    return ".".join(parts[-n:])


def part_of(url):
    """70 % train, 15 % dev, 15 % test, by host."""
    k = int(hashlib.sha1(host_of(url).encode()).hexdigest(), 16) % 20
    return "train" if k < 14 else "dev" if k < 17 else "test"


def fold_of(url, n, seed=0):
    return int(hashlib.sha1((b"fold%d" % seed if seed else b"fold") + host_of(url).encode()).hexdigest(), 16) % n


def word_f1(pred, gold):
    p, g = collections.Counter(pred), collections.Counter(gold)
    if not g:
        return (1.0, 1.0, 1.0) if not p else (0.0, 0.0, 0.0)
    if not p:
        return 0.0, 0.0, 0.0
    both = sum((p & g).values())
    prec, rec = both / sum(p.values()), both / sum(g.values())
    return prec, rec, 2 * prec * rec / (prec + rec) if prec + rec else 0.0


def load_gold(data):
    """name of the page's file -> record with url, set, and what is known of its text."""
    gold = {}
    for f in sorted(glob.glob(os.path.join(data, "wcxb/dev/ground-truth/*.json"))):
        d = json.load(open(f, encoding="utf-8"))
        name = os.path.basename(f)[:-5] + ".html"
        g = d["ground_truth"]
        gold["wcxb/" + name] = {
            "set": "wcxb", "url": d["url"], "kind": d["_internal"]["page_type"]["primary"],
            "text": g.get("main_content"), "with": g.get("with") or [],
            "without": g.get("without") or [], "title": g.get("title"),
            "author": g.get("author"), "date": g.get("publish_date")}
    for url, d in json.load(open(os.path.join(data, "trafilatura-eval/evaldata.json"), encoding="utf-8")).items():
        gold["traf/" + d["file"]] = {"set": "traf", "url": url, "kind": "article", "text": None,
                                     "known": bool(d.get("date")) + bool(d.get("author")), "with": d["with"], "without": d["without"]}
    return gold


def load_own(demo, gold):
    """The pages of our own newsroom (demo/feed/pages): further training pages, of no host of the others."""
    own = {}
    for l in open(os.path.join(demo, "gold/articles.jsonl"), encoding="utf-8"):
        d = json.loads(l)
        own[d.get("file", "")] = d
    for path in glob.glob(os.path.join(demo, "feed/pages/*/*")):
        name = path.split("feed/")[1]
        d = own.get(name)
        gold["/".join(path.split("/")[-2:])] = {
            "set": "own", "url": d["url"] if d else name, "kind": "article" if d else "listing",
            "text": d and d["text"], "with": [], "without": []}
    return gold


def labels_from_text(blocks, text):
    """1 where a block's words stand in the gold text, 0 elsewhere; each once."""
    gold = words(text)
    lines = collections.Counter(" ".join(words(l)) for l in text.split("\n"))
    grams = collections.Counter(tuple(gold[i:i + 4]) for i in range(len(gold) - 3))
    joined = " " + " ".join(gold) + " "
    y = np.zeros(len(blocks), np.int8)
    used, short = collections.Counter(), []
    for k, ws in enumerate(blocks):
        if not ws:
            continue
        if len(ws) < 4:
            short.append(k)
            continue
        covered = np.zeros(len(ws), bool)
        for i in range(len(ws) - 3):
            g = tuple(ws[i:i + 4])
            if grams[g] > used[g]:
                covered[i:i + 4] = True
        if covered.mean() >= 0.5:
            y[k] = 1
            for i in range(len(ws) - 3):
                used[tuple(ws[i:i + 4])] += 1
    for k in short:
        s = " ".join(blocks[k])
        near = y[max(0, k - 3):k].any() and y[k + 1:k + 4].any()
        side = y[max(0, k - 2):k].any() or y[k + 1:k + 3].any()
        if (lines[s] > 0 and side) or (near and " " + s + " " in joined):
            y[k] = 1
            lines[s] -= 1
    return y
