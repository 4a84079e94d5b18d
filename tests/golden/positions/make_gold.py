#!/usr/bin/env python3
"""gold.src.txt -> gold.jsonl.   make_gold.py < gold.src.txt > gold.jsonl

A line: split, text, then positions "actor;stance;toward;condition" (condition may be left
out), all parted by tabs; actor, toward and condition are words of the text."""
import json
import re
import sys


def span(text, part, line):
    m = re.search(r"(?<!\w)" + re.escape(part) + r"(?!\w)", text)
    if not m:
        sys.exit("not in the text: %r of %r" % (part, line))
    k = m.start()
    return [len(text[:k].encode()), len(text[:k + len(part)].encode())]


for n, line in enumerate(l for l in sys.stdin if l.strip() and l[0] != "#"):
    f = line.rstrip("\n").split("\t")
    rows = []
    for p in f[2:]:
        q = p.split(";")
        if len(q) < 3:
            continue
        row = {"actor": span(f[1], q[0], line), "stance": q[1], "toward": span(f[1], q[2], line)}
        if len(q) > 3:
            row["condition"] = span(f[1], q[3], line)
        rows.append(row)
    print(json.dumps({"id": "p%d" % (n + 1), "split": f[0], "text": f[1], "positions": rows}, ensure_ascii=False))
