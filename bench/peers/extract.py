#!/usr/bin/env python3
"""Sitrep and other extractors on the same pages, in one run: quality and speed.

    python3 -m venv DIR && DIR/bin/pip install trafilatura justext resiliparse lxml_html_clean
    (mkdir NODE && cd NODE && npm init -y && npm install @mozilla/readability jsdom linkedom)
    DIR/bin/python bench/peers/extract.py PROGRAM [--all] [--readability NODE]

Pages: the article pages of WCXB's development split under $SR_SHARED (default: ../shared
beside the checkout) whose hosts Sitrep's block classifier never saw in training or tuning
(train/extract/common.py); --all: every one.  Quality: word F1 as that set defines it (bags of \\w+ of the lower-case
text), precision, recall and F1 averaged over pages.  Speed: CPU seconds of one process for
pages in memory (Sitrep: whole process, pages on disk; Readability: see readability.mjs).
"""
import collections, glob, gzip, importlib.util, json, os, re, resource, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("SR_SHARED") or os.path.join(os.path.dirname(ROOT), "shared")
DEV = os.path.join(SHARED, "data/extract-dev/wcxb/dev")
WORD = re.compile(r"\w+")


def score(got, want):
    got, want = (collections.Counter(WORD.findall(t.lower())) for t in (got, want))
    if not want:
        return (1.0, 1.0, 1.0) if not got else (0.0, 1.0, 0.0)
    if not got:
        return 0.0, 0.0, 0.0
    both = sum((got & want).values())
    p, r = both / sum(got.values()), both / sum(want.values())
    return p, r, 2 * p * r / (p + r) if both else 0.0


def split():
    """The function that says which part of the set a page's host belongs to."""
    spec = importlib.util.spec_from_file_location("scores", os.path.join(ROOT, "tests/scores/extract.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.part_of


def load(everything):
    pages, part_of = [], split()
    for path in sorted(glob.glob(os.path.join(DEV, "ground-truth/*.json"))):
        truth = json.load(open(path))
        if truth.get("_internal", {}).get("page_type", {}).get("primary") != "article":
            continue
        if not everything and part_of(truth["url"]) != "test":
            continue
        html = os.path.join(DEV, "html", os.path.basename(path).replace(".json", ".html.gz"))
        if os.path.exists(html):
            pages.append((os.path.basename(path)[:-5], gzip.open(html).read(), truth["ground_truth"].get("main_content") or ""))
    return pages


def write_pages(folder, pages):
    paths = [os.path.join(folder, name + ".html") for name, _, _ in pages]
    for path, (_, html, _) in zip(paths, pages):
        with open(path, "wb") as f:
            f.write(html)
    return paths


def run_sitrep(program, pages):
    with tempfile.TemporaryDirectory() as tmp:
        write_pages(tmp, pages)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run([program, "read", "--threads", "1", tmp], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    texts = {}
    for line in out.splitlines():
        a = json.loads(line)
        texts[os.path.basename(a["input"]["file"])[:-5]] = a.get("text", "")
    return [texts.get(name, "") for name, _, _ in pages], seconds


def run_readability(folder, engine, pages):
    """Its name with versions, and what run_peer gives."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "readability.mjs")
    with tempfile.TemporaryDirectory() as tmp:
        paths = write_pages(tmp, pages)
        out = subprocess.run(["node", script, folder, engine], input="\n".join(paths).encode(), stdout=subprocess.PIPE, check=True).stdout
    *texts, last = map(json.loads, out.splitlines())
    return last["name"], ([t["text"] for t in texts], last["seconds"])


def run_peer(extract, pages):
    texts, t = [], time.process_time()
    for _, html, _ in pages:
        try:
            texts.append(extract(html) or "")
        except Exception:
            texts.append("")
    return texts, time.process_time() - t


def peers():
    try:
        import trafilatura
        yield f"trafilatura {trafilatura.__version__}", lambda h: trafilatura.extract(h)
        yield f"trafilatura {trafilatura.__version__}, fast", lambda h: trafilatura.extract(h, fast=True)
    except ImportError:
        pass
    try:
        import justext
        stop = justext.get_stoplist("English")
        yield "jusText", lambda h: "\n".join(p.text for p in justext.justext(h, stop) if not p.is_boilerplate)
    except ImportError:
        pass
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.encoding import detect_encoding
        yield "Resiliparse", lambda h: extract_plain_text(h.decode(detect_encoding(h), "replace"), main_content=True)
    except ImportError:
        pass


def main():
    pages = load("--all" in sys.argv)
    if not pages:
        raise SystemExit("skipped: the pages are not here")
    systems = [("Sitrep", run_sitrep(os.path.realpath(sys.argv[1]), pages))]
    systems += [(name, run_peer(extract, pages)) for name, extract in peers()]
    if "--readability" in sys.argv:
        folder = sys.argv[sys.argv.index("--readability") + 1]
        systems += [run_readability(folder, engine, pages) for engine in ("jsdom", "linkedom")]
    print(f"{len(pages)} pages, {sum(len(h) for _, h, _ in pages) / len(pages) / 1000:.0f} kB on average\n")
    answered = [i for i, text in enumerate(systems[0][1][0]) if text.strip()]
    print(f"| system | P | R | F1 | F1 on the {len(answered)} that Sitrep takes for articles | pages/s |\n|---|---|---|---|---|---|")
    for name, (texts, seconds) in systems:
        scores = [score(t, want) for t, (_, _, want) in zip(texts, pages)]
        p, r, f = (sum(s[i] for s in scores) / len(scores) for i in range(3))
        taken = sum(scores[i][2] for i in answered) / max(len(answered), 1)
        print(f"| {name} | {p:.3f} | {r:.3f} | {f:.3f} | {taken:.3f} | {len(pages) / seconds:,.0f} |")


if __name__ == "__main__":
    main()
