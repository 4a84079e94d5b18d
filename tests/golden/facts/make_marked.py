#!/usr/bin/env python3
"""times.src.txt -> times.jsonl, amounts.src.txt -> amounts.jsonl: sentences with what a reader finds in them.

    tests/golden/facts/make_marked.py      (writes beside itself)
"""
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
MARK = re.compile(r"\[([A-Za-z_-]+;[^|\]]*)\|([^\]]*)\](?:\{([^}]*)\})?")
TYPES = {"D": "DATE", "T": "TIME", "U": "DURATION", "S": "SET"}
MODS = {"": "exact", "G": "at_least", "L": "at_most", "A": "about", "M": "more_than", "S": "less_than"}


def time(fields, ties):
    return {"type": TYPES[fields[0]], "value": fields[1]}


def amount(fields, ties):
    measure, value, mod, upper, role = (fields + [""] * 5)[:5]
    ret = {"measure": measure, "value": float(value), "mod": MODS[mod]}
    if upper:
        ret["upper"] = float(upper)
    if role:
        ret["role"] = role
    for name, tie in zip(("place", "time", "who"), (ties or "").split(";")):
        if tie.strip(" -"):
            ret[name] = tie.strip()
    return ret


def read(line, make):
    text, found, at = "", [], 0
    for m in MARK.finditer(line):
        text += line[at:m.start()]
        beg = len(text.encode())
        text += m.group(2)
        found.append({"span": [beg, len(text.encode())], **make(m.group(1).split(";"), m.group(3))})
        at = m.end()
    return text + line[at:], found


def convert(name, make):
    day, n = "", 0
    with open(os.path.join(HERE, name + ".src.txt"), encoding="utf-8") as src, \
            open(os.path.join(HERE, name + ".jsonl"), "w", encoding="utf-8") as out:
        for line in src:
            line = line.rstrip("\n")
            if line.startswith("@"):
                day = "" if line == "@none" else line[1:]
            elif line and not line.startswith("#"):
                n += 1
                text, found = read(line, make)
                assert "|" not in text and "[" not in text, text
                out.write(json.dumps({"id": "%s%03d" % (name[0], n), "part": "dev" if n % 2 else "test", "published": day,
                                      "text": text, name: found}, ensure_ascii=False) + "\n")


convert("times", time)
convert("amounts", amount)
