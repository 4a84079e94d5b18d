#!/usr/bin/env python3
"""compare.py WANT.json < LINE: does what `sitrep read` printed hold what is wanted?  Prints what differs."""
import json, sys

want, line = json.load(open(sys.argv[1], encoding="utf-8")), sys.stdin.read()
if not line:
    sys.exit("nothing was printed")
got = json.loads(line)
bad = []
for key, value in want.items():
    if key == "not":
        bad += ["the text has %r" % s for s in value if s in got["text"]]
    elif key == "has":
        bad += ["the text lacks %r" % s for s in value if s not in got["text"]]
    elif key == "note":
        if value not in [n["code"] for n in got["notes"]]:
            bad.append("no note %r" % value)
    elif key == "text":
        a, b = value.split("\n\n"), got["text"].split("\n\n")
        bad += ["paragraph missing: %r" % p for p in a if p not in b] + ["paragraph too many: %r" % p for p in b if p not in a]
        if not bad and value != got["text"]:
            bad.append("paragraphs in another order")
    elif got.get(key) != value:
        bad.append("%s: want %r, got %r" % (key, value, got.get(key)))
print("\n".join(bad), end="\n" if bad else "")
sys.exit(bool(bad))
