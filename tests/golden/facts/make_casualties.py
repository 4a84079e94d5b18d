#!/usr/bin/env python3
"""casualties.src.txt -> casualties.jsonl: sentences with the figures a reader finds in them.

    tests/golden/facts/make_casualties.py      (writes beside itself)
"""
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
MEASURES = dict(k="killed", i="injured", m="missing", d="detained", x="displaced", e="evacuated",
                a="affected", p="without_power", h="without_heat", w="without_water",
                b="homes_damaged", r="rescued", t="trapped", c="abducted", l="ill", f="released")
MODS = {"": "exact", "G": "at_least", "L": "at_most", "A": "about", "M": "more_than", "S": "less_than"}
MARK = re.compile(r"\[(\?)?([a-z]);(\d+)(?:;([A-Z]?))?(?:;(\d+))?\|([^\]]*)\]")


def read(line):
    text, frames, at = "", [], 0
    for m in MARK.finditer(line):
        text += line[at:m.start()]
        beg = len(text.encode())
        text += m.group(6)
        frame = {"span": [beg, len(text.encode())], "measure": MEASURES[m.group(2)],
                 "value": int(m.group(3)), "mod": MODS[m.group(4) or ""]}
        if m.group(5):
            frame["upper"] = int(m.group(5))
        if m.group(1):
            frame["hypothetical"] = True
        frames.append(frame)
        at = m.end()
    return text + line[at:], frames


def main():
    with open(os.path.join(HERE, "casualties.src.txt"), encoding="utf-8") as src, \
            open(os.path.join(HERE, "casualties.jsonl"), "w", encoding="utf-8") as out:
        n = 0
        for line in src:
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            n += 1
            text, frames = read(line)
            assert "|" not in text, text
            out.write(json.dumps({"id": "c%03d" % n, "part": "dev" if n % 2 else "test", "text": text,
                                  "amounts": frames}, ensure_ascii=False) + "\n")


main()
