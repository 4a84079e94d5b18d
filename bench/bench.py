#!/usr/bin/env python3
"""Measures speed and memory of the whole program and writes docs/benchmarks.md.

    bench/bench.py PROGRAM [--out FILE]

Every figure is the best of three runs of one process on one worker (--threads 1); inputs
lie decompressed on disk.  Development data is taken from $SR_SHARED (default: ../shared
beside the checkout); rows whose data is not there are left out and said so.
"""
import glob, gzip, json, os, platform, resource, shutil, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARED = os.environ.get("SR_SHARED") or os.path.join(os.path.dirname(ROOT), "shared")
NOW = "2026-01-01"


def timed(argv, repeat=3, stdin=None):
    """Best seconds (CPU of the child) and largest peak memory in MB over some runs."""
    best, peak = 1e9, 0.0
    for _ in range(repeat):
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(read)
            out = os.open(os.devnull, os.O_WRONLY)
            os.dup2(out, 1)
            os.dup2(out, 2)
            if stdin:
                os.dup2(os.open(stdin, os.O_RDONLY), 0)
            os.execv(argv[0], argv)
        os.close(write)
        _, status, used = os.wait4(pid, 0)
        os.close(read)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            raise SystemExit(f"failed: {' '.join(argv)}")
        best = min(best, used.ru_utime + used.ru_stime)
        peak = max(peak, used.ru_maxrss / 1024)
    return best, peak


def wall(argv, repeat=21):
    times = []
    for _ in range(repeat):
        t = time.perf_counter()
        subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - t)
    return sorted(times)[len(times) // 2]


def two_workers(sitrep, path):
    """(best wall seconds, largest peak memory in MB) of sitrep parse with one worker and with two."""
    best = {"1": (1e9, 0.0), "2": (1e9, 0.0)}
    for _ in range(3):
        for n in best:
            start = time.perf_counter()
            _, peak = timed([sitrep, "parse", "--threads", n, path], repeat=1)
            best[n] = min(best[n][0], time.perf_counter() - start), max(best[n][1], peak)
    return best["1"], best["2"]


def unpack_pages(to):
    """All pages of the development sets, decompressed; returns count and bytes."""
    n = size = 0
    for path in sorted(glob.glob(os.path.join(SHARED, "data/extract-dev/**/*"), recursive=True)):
        name = os.path.basename(path)
        if not (name.endswith((".html", ".html.gz", ".htm"))):
            continue
        data = open(path, "rb").read()
        if name.endswith(".gz"):
            data = gzip.decompress(data)
        n += 1
        size += len(data)
        with open(os.path.join(to, f"{n:05}.html"), "wb") as f:
            f.write(data)
    return n, size


def repeat_demo(sitrep, to, copies):
    """The demo's articles again and again, a week later each time, ids made new."""
    lines = subprocess.run([sitrep, "read", "--now", NOW, os.path.join(ROOT, "demo/feed")],
                           capture_output=True, text=True).stdout.splitlines()
    articles = [json.loads(line) for line in lines]
    articles = [a for a in articles if a.get("text")]
    n = 0
    with open(to, "w") as f:
        for k in range(copies):
            for a in articles:
                b = {key: a[key] for key in ("title", "text", "outlet", "published") if key in a}
                b["id"] = f"{k}-{a['id']}"
                b["url"] = f"{a.get('url', '')}?{k}"
                if "published" in b:
                    b["published"] = f"{2000 + k // 48:04}-{k // 4 % 12 + 1:02}-{k % 4 * 7 + 1:02}" + b["published"][10:]
                f.write(json.dumps(b, ensure_ascii=False) + "\n")
                n += 1
    return n


HOSTILE = {
    "nested div": lambda: "<!doctype html><body>" + "<div>" * 200000,
    "misnested formatting": lambda: "<!doctype html><body>" + "<b><p>" * 160000,
    "attributes": lambda: "<!doctype html><a " + " ".join(f"a{i}=1" for i in range(120000)) + ">",
    "entities": lambda: "<!doctype html><p>" + "&amp;&eacute;&#x41;" * 55000,
    "less-than signs": lambda: "<!doctype html><body>" + "<" * 1000000,
    "links": lambda: "<!doctype html><body>" + "<a href=/x>link</a> " * 50000,
    "one paragraph": lambda: "<!doctype html><body><p>" + "word " * 200000,
}


def main():
    sitrep = os.path.realpath(sys.argv[1])
    out = os.path.join(ROOT, "docs/benchmarks.md")
    if "--out" in sys.argv:
        out = sys.argv[sys.argv.index("--out") + 1]
    rows, left_out = [], []
    tmp = tempfile.mkdtemp(prefix="sitrep-bench-")
    try:
        one = os.path.join(tmp, "one.jsonl")
        with open(one, "w") as f:
            f.write('{"title":"One","text":"A single article."}\n')
        start = wall([sitrep, "read", one])
        rows.append(("start to the first article", f"{start * 1000:.1f} ms", "≤ 50 ms", "sitrep read one.jsonl"))

        pages = os.path.join(tmp, "pages")
        os.mkdir(pages)
        n, size = unpack_pages(pages)
        if n:
            t, peak = timed([sitrep, "read", "--threads", "1", "--now", NOW, pages])
            rows.append(("read: pages to articles", f"{n / t:,.0f} pages/s", "≥ 300", f"sitrep read --threads 1 on {n} pages, mean {size / n / 1000:.0f} kB"))
            rows.append(("read: bytes", f"{size / t / 1e6:,.0f} MB/s", "", "the same"))
            rows.append(("read: peak memory", f"{peak:.0f} MB", "≤ 300 MB", "the same"))
        else:
            left_out.append("read: no development pages here")

        demo = os.path.join(tmp, "demo.jsonl")
        n = repeat_demo(sitrep, demo, 200)
        t, peak = timed([sitrep, "stories", "--threads", "1", "--now", NOW, demo])
        rows.append(("stories, demo repeated", f"{n / t:,.0f} articles/s", "≥ 5,000", f"sitrep stories --threads 1, {n:,} articles"))
        rows.append(("stories: peak memory", f"{peak:.0f} MB", "≤ 300 MB", "the same"))
        gva = os.path.join(SHARED, "data/stories-dev/gva/articles.jsonl")
        for name, path in (("GVA", gva), ("Google News 2013", os.path.join(SHARED, "data/stories-dev/google_news_2013/TS.jsonl"))):
            if os.path.exists(path):
                n = sum(1 for _ in open(path))
                t, _ = timed([sitrep, "stories", "--threads", "1", "--now", NOW, path])
                rows.append((f"stories, {name}", f"{n / t:,.0f} articles/s", "≥ 5,000", f"sitrep stories --threads 1, {n:,} articles"))
            else:
                left_out.append(f"stories, {name}: not here")

        source = gva if os.path.exists(gva) else demo
        n = sum(1 for _ in open(source))
        db = os.path.join(tmp, "bench.db")

        def fresh_run():
            for f in glob.glob(db + "*"):
                os.remove(f)
            return timed([sitrep, "run", "--threads", "1", "--now", NOW, "--max", "1", "--db", db, source], repeat=1)

        runs = [fresh_run() for _ in range(3)]
        t, peak = min(r[0] for r in runs), max(r[1] for r in runs)
        rows.append(("run: JSON Lines into SQLite", f"{n / t:,.0f} articles/s", "≥ 1,000", f"sitrep run --threads 1 --db FILE, {n:,} articles, mean {os.path.getsize(source) / n / 1000:.1f} kB"))
        rows.append(("run: peak memory", f"{peak:.0f} MB", "≤ 300 MB", "the same"))

        sample = os.path.join(tmp, "sample.jsonl")
        with open(source) as f, open(sample, "w") as g:
            g.writelines(line for line, _ in zip(f, range(1500)))
        words = subprocess.run([sitrep, "parse", sample], capture_output=True, text=True).stdout
        n = sum(line[:1].isdigit() for line in words.splitlines())
        t, peak = timed([sitrep, "parse", "--threads", "1", sample])
        rows.append(("parse: words, trees, names", f"{n / t:,.0f} tokens/s", "≥ 100,000", f"sitrep parse --threads 1, {n:,} tokens, from text to CoNLL-U"))
        rows.append(("parse: peak memory", f"{peak:.0f} MB", "≤ 120 MB", "the same"))
        long = os.path.join(tmp, "long.jsonl")
        with open(sample) as f, open(long, "w") as g:
            g.write(f.read() * 4)
        one, two = two_workers(sitrep, long)
        rows.append(("parse: time of two workers by one's", f"{two[0] / one[0]:.2f}", "≤ 0.60", f"sitrep parse --threads 2 and 1, {4 * n:,} tokens, wall time, best of three in turn; wants two idle cores"))
        rows.append(("parse: peak memory, two workers", f"{two[1]:.0f} MB", "≤ 200 MB", "the same"))
        whole, peak = timed([sitrep, "facts", "--threads", "1", sample])
        told = subprocess.run([sitrep, "facts", "--threads", "1", sample], capture_output=True, text=True).stdout
        facts = [json.loads(l) for l in told.splitlines()]
        n_sents = sum(len(d["sentences"]) for d in facts)
        rows.append(("facts: who, where, what", f"{n_sents / whole:,.0f} sentences/s", "", f"sitrep facts --threads 1, {len(facts):,} articles, {n_sents:,} sentences, from JSON Lines to JSON"))
        rows.append(("facts: beyond the parse", f"{n_sents / max(whole - t, 1e-9):,.0f} sentences/s", "≥ 5,000", "the same, less the time of sitrep parse: entities, coreference, places and all fact layers"))
        rows.append(("facts: peak memory", f"{peak:.0f} MB", "≤ 400 MB", "the same"))

        worst = (0, "")
        for name, make in HOSTILE.items():
            path = os.path.join(tmp, "hostile.html")
            data = make()
            with open(path, "w") as f:
                f.write(data)
            t, _ = timed([sitrep, "read", "--threads", "1", path])
            worst = max(worst, (t / len(data) * 1e9, name))
        rows.append(("read: worst hostile page", f"{worst[0]:.0f} ns/byte", "linear", f"{worst[1]}, 1 MB; the worst of {len(HOSTILE)} kinds"))
    finally:
        shutil.rmtree(tmp)

    cpu = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    text = "# Speed and memory\n\n"
    text += "Written by `make bench`: CPU time of one process with one worker, best of three; memory is the\npeak resident size. Machines differ and are noisy: compare rows of one run.\n\n"
    text += f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} × {cpu}, commit {commit or '-'}\n\n"
    text += "| what | figure | goal | how |\n|---|---|---|---|\n"
    text += "".join(f"| {a} | **{b}** | {c} | {d} |\n" for a, b, c, d in rows)
    if left_out:
        text += "\nLeft out: " + "; ".join(left_out) + ".\n"
    peers = os.path.join(ROOT, "bench/peers/README.md")
    if os.path.exists(peers):
        text += "\nPeers beside Sitrep on the same pages: see `bench/peers/README.md`.\n"
    with open(out, "w") as f:
        f.write(text)
    print(text)


if __name__ == "__main__":
    main()
