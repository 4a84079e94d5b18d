#!/usr/bin/env python3
"""Scores of stage extract on the development data.

    SITREP=build/release/sitrep SR_SHARED=../shared tests/scores/extract.py [--misses] [--part test] [--driver PROGRAM]

Runs `$SITREP read` over the pages and prints rows `set,measure,value,command`.  Word F1 is the mean over
pages, as WCXB's README has it; trafilatura-eval's F counts wanted and unwanted strings over all
pages; a title, author or date is right when it is equal after folding case and dropping
punctuation (dates: the day on the clock of the page).  Rows of sets named -test are of the hosts that train/extract/train.py leaves
untouched; those without are of all pages, most of which the models have seen (htmldate and newspaper4k: none).
--part test: only the former.
--driver: a program that reads lines "path TAB url" of UTF-8 pages and prints what `sitrep read` prints, a line each.
"""
import argparse, collections, glob, gzip, hashlib, json, os, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
WORD = re.compile(r"\w+")


def words(s):
    return WORD.findall((s or "").lower())


def fold(s):
    return " ".join(words(s))


def fold_names(s):
    return " ".join(w for w in words(s) if w not in ("and", "und", "et", "y", "by"))


def host_of(url):
    host = re.sub(r"^https?://", "", url).split("/")[0].split(":")[0].lower()
    parts = host.split(".")
    return ".".join(parts[-(3 if len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3 else 2):])


def part_of(url):
    k = int(hashlib.sha1(host_of(url).encode()).hexdigest(), 16) % 20
    return "train" if k < 14 else "dev" if k < 17 else "test"


def word_f1(pred, gold):
    p, g = collections.Counter(pred), collections.Counter(gold)
    if not g:
        return (1.0, 1.0, 1.0) if not p else (0.0, 0.0, 0.0)
    both = sum((p & g).values())
    if not p or not both:
        return 0.0, 0.0, 0.0
    prec, rec = both / sum(p.values()), both / sum(g.values())
    return prec, rec, 2 * prec * rec / (prec + rec)


def shingle_counts(text):
    w = words(text)
    return collections.Counter(tuple(w[i:i + 4]) for i in range(max(1, len(w) - 3))) if w else collections.Counter()


def shingle_f1(pred, gold):
    p, g = shingle_counts(pred), shingle_counts(gold)
    if not p or not g:
        return float(p == g)
    both = sum((p & g).values())
    prec, rec = both / sum(p.values()), both / sum(g.values())
    return 2 * prec * rec / (prec + rec) if both else 0.0


def find(folder, name):
    for path in (os.path.join(folder, name), os.path.join(folder, name + ".gz")):
        if os.path.exists(path):
            return path
    return None


def load(dev):
    """list of pages: set, path, url and gold"""
    pages = []
    for f in sorted(glob.glob(dev + "/wcxb/dev/ground-truth/*.json")):
        d = json.load(open(f, encoding="utf-8"))
        g = d["ground_truth"]
        path = find(dev + "/wcxb/dev/html", os.path.basename(f)[:-5] + ".html")
        pages.append(dict(set="wcxb", path=path, url=d["url"], kind=d["_internal"]["page_type"]["primary"],
                          text=g.get("main_content"), title=g.get("title"), author=g.get("author"),
                          date=g.get("publish_date")))
    for url, d in json.load(open(dev + "/trafilatura-eval/evaldata.json", encoding="utf-8")).items():
        pages.append(dict(set="trafilatura", path=find(dev + "/trafilatura-eval/html", d["file"]), url=url,
                          kind="article", title=d.get("title"), date=d.get("date"),
                          author=", ".join(d["author"]) if isinstance(d.get("author"), list) else d.get("author"),
                          **{k: d[k] for k in ("with", "without")}))
    for url, d in json.load(open(dev + "/htmldate/eval.json", encoding="utf-8")).items():
        pages.append(dict(set="htmldate", path=find(dev + "/htmldate/html", d["file"]), url=url, date=d["date"]))
    for f in sorted(glob.glob(dev + "/newspaper4k/metadata/*.json")):
        d = json.load(open(f, encoding="utf-8"))
        stem = os.path.basename(f)[:-5]
        text = os.path.join(dev, "newspaper4k/txt", stem + ".txt")
        pages.append(dict(set="newspaper4k", path=find(dev + "/newspaper4k/html", stem + ".html"), url=d.get("url") or "",
                          text=open(text, encoding="utf-8").read() if os.path.exists(text) else None,
                          title=d.get("title"), author=", ".join(d.get("authors") or []) or None,
                          date=(d.get("publish_date") or d.get("published_date") or None)))
    return [p for p in pages if p["path"]]


def recode(data):
    m = re.search(rb"charset=[\"']?\s*([\w-]+)", data[:4096], re.I)
    for name in ("utf-8", m.group(1).decode() if m else "cp1252", "latin-1"):
        try:
            return data.decode(name).encode()
        except (LookupError, UnicodeError):
            pass


def plain_copy(path, folder, k, driver):
    """the page unpacked, so that each output line can be traced to its input"""
    data = open(path, "rb").read()
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    out = os.path.join(folder, "%05d.html" % k)
    open(out, "wb").write(recode(data) if driver else data)
    return out


def read_all(pages, command, driver):
    with tempfile.TemporaryDirectory() as folder:
        files = [plain_copy(p["path"], folder, k, driver) for k, p in enumerate(pages)]
        if driver:
            lines = "".join("%s\t%s\n" % (f, p["url"]) for f, p in zip(files, pages))
            out = subprocess.run([driver], input=lines.encode(), stdout=subprocess.PIPE).stdout
        else:
            out = subprocess.run([command, "read", folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    for line in filter(None, out.decode("utf-8").split("\n")):
        d = json.loads(line)
        pages[int(os.path.basename(d["input"]["file"])[:5])]["got"] = d


def exact(pages, field, want, got, same):
    judged = [(p, p.get(want)) for p in pages if p.get(want)]
    right = [same(w, got(p["got"])) for p, w in judged]
    return (sum(right) / len(right) if right else 0), len(right), [(p, w) for (p, w), r in zip(judged, right) if not r]


def score(pages, suffix, part):
    """Prints the rows of pages; returns what was missed, by set and field, and text scores."""
    row = lambda s, m, v: print("%s,%s,%s,tests/scores/extract.py%s" % (s + suffix, m, v, part))
    of = lambda s: [p for p in pages if p["set"] == s]

    articles = [p for p in of("wcxb") if p["kind"] == "article" and p["text"]]
    f = [word_f1(words(p["got"]["text"]), words(p["text"])) for p in articles]
    for k, name in enumerate(("precision", "recall", "f1")):
        row("wcxb-articles", "word_" + name, "%.4f" % (sum(x[k] for x in f) / len(f)))
    others = [p for p in of("wcxb") if p["kind"] != "article"]
    row("wcxb-others", "given_an_article", "%.3f" % (sum(bool(p["got"]["text"]) for p in others) / len(others)))
    row("wcxb-articles", "given_nothing", "%.3f" % (sum(not p["got"]["text"] for p in articles) / len(articles)))
    traf = of("trafilatura")
    squash = lambda s: re.sub(r"\s+", " ", s)
    tp = fn = fp = 0
    for p in traf:
        text = squash(p["got"]["text"])
        p["lost"] = [w for w in p["with"] if squash(w) not in text]
        p["extra"] = [w for w in p["without"] if squash(w) in text]
        tp, fn, fp = tp + len(p["with"]) - len(p["lost"]), fn + len(p["lost"]), fp + len(p["extra"])
    prec, rec = tp / (tp + fp), tp / (tp + fn)
    for name, v in (("precision", prec), ("recall", rec), ("f1", 2 * prec * rec / (prec + rec))):
        row("trafilatura-eval", name, "%.4f" % v)
    n4k = [p for p in of("newspaper4k") if p["text"]]
    if n4k:
        row("newspaper4k", "shingle_f1", "%.4f" % (sum(shingle_f1(p["got"]["text"], p["text"]) for p in n4k) / len(n4k)))
    day = lambda d: ((d.get("published_detail") or {}).get("local") or d.get("published") or "")[:10]
    authors = lambda d: ", ".join(d.get("authors") or [])
    missed = {}
    for s, ps in (("wcxb-articles", articles), ("trafilatura-eval", traf), ("newspaper4k", of("newspaper4k"))):
        for field, want, got, same in (
                ("title", "title", lambda d: d.get("title") or "", lambda w, g: fold(w) == fold(g)),
                ("author", "author", authors, lambda w, g: fold_names(w) == fold_names(g)),
                ("date", "date", day, lambda w, g: w[:10] == g)):
            v, n, bad = exact(ps, field, want, got, same)
            if n == 0:
                continue
            row(s, field + "_exact", "%.3f" % v)
            missed[s, field] = [(w, got(p["got"]), p) for p, w in bad]
    hd = of("htmldate")
    if hd:
        right = sum(day(p["got"]) == p["date"] for p in hd)
        wrong = sum(bool(day(p["got"])) and day(p["got"]) != p["date"] for p in hd)
        none = len(hd) - right - wrong
        prec, rec = right / (right + wrong), right / (right + none)
        row("htmldate", "accuracy", "%.3f" % (right / len(hd)))
        row("htmldate", "f1", "%.3f" % (2 * prec * rec / (prec + rec)))
        missed["htmldate", "date"] = [(p["date"], day(p["got"]), p) for p in hd if day(p["got"]) != p["date"]]
    return missed, articles, f, traf, others


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--misses", action="store_true")
    ap.add_argument("--part", default="")
    ap.add_argument("--driver")
    args = ap.parse_args()
    shared = os.environ.get("SR_SHARED", os.path.join(HERE, "../../../shared"))
    dev = os.path.join(shared, "data/extract-dev")
    if not os.path.isdir(dev):
        print("no development data at %s: set SR_SHARED" % shared, file=sys.stderr)
        return 77
    pages = load(dev)
    if args.part:
        pages = [p for p in pages if part_of(p["url"]) == args.part]
    read_all(pages, os.environ.get("SITREP", "sitrep"), args.driver)
    for p in pages:
        p.setdefault("got", {"text": "", "title": ""})
    if not args.part:
        score([p for p in pages if p["set"] in ("wcxb", "trafilatura") and part_of(p["url"]) == "test"], "-test", "")
    missed, articles, f, traf, others = score(pages, "", " --part " + args.part if args.part else "")
    if args.misses: # never of the untouched part
        seen = lambda p: part_of(p["url"]) != "test"
        missed = {k: [m for m in v if seen(m[2])] for k, v in missed.items()}
        articles, f = zip(*[(p, x) for p, x in zip(articles, f) if seen(p)])
        traf, others = list(filter(seen, traf)), list(filter(seen, others))
        for (s, field), bad in missed.items():
            for w, g, p in bad:
                print("MISS", s, field, "want=%r got=%r" % (w, g), (p["got"].get("published_detail") or {}).get("from", ""),
                      os.path.basename(p["path"]), p["url"][:100], sep="\t")
        for p, x in sorted(zip(articles, f), key=lambda t: t[1][2])[:80]:
            print("MISS", "wcxb-articles", "text", "P %.2f R %.2f F %.2f" % x, os.path.basename(p["path"]), p["url"][:100], sep="\t")
        for p in traf:
            if p["lost"] or p["extra"]:
                print("MISS", "trafilatura-eval", "text", "lost=%r extra=%r" % (p["lost"], p["extra"]), os.path.basename(p["path"]), sep="\t")
        for p in others:
            if p["got"]["text"]:
                print("MISS", "wcxb-others", "given", p["kind"], os.path.basename(p["path"]), p["url"][:100], sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
