#!/usr/bin/env python3
"""Looks up every span and every reference of facts:  tests/cli/facts_spans.py FACTS.jsonl ARTICLES.jsonl

Every span lies in the article's text (of its title where `in` says so), cuts no character in two and is not
empty; every id that is pointed to is there; a statement is not within itself.  ARTICLES.jsonl is what `sitrep read` prints for the
same input, in the same order.
"""
import json, sys

SPANS = {"span", "content", "speaker_span", "cue", "medium_span", "addressee_span", "trigger", "toward", "condition",
         "evidence", "actor_span", "counted"}
POINTS = {"entity": "entities", "speaker": "entities", "addressee": "entities", "actor": "entities", "within": "statements",
          "statement": "statements", "event": "events"}


class Article:
    def __init__(self, facts, article):
        self.bytes = {f: (article.get(f) or "").encode() for f in ("title", "text")}
        self.ids = {t: {o["id"] for o in facts[t]} for t in ("entities", "statements", "events")}
        self.looked_up, self.wrong = 0, []

    def span(self, key, value, field):
        self.looked_up += 1
        b = self.bytes[field]
        beg, end = value
        ok = 0 <= beg < end <= len(b)
        if ok:
            try:
                b[beg:end].decode()
            except UnicodeDecodeError:
                ok = False
        if not ok:
            self.wrong.append(f"{key} {value} of {field} with {len(b)} bytes")

    def object(self, table, o):
        field = o.get("in", "text")
        for key, value in o.items():
            if key in SPANS:
                self.span(f"{table}.{key}", value, field)
            elif key == "pieces":
                for v in value:
                    self.span(f"{table}.{key}", v, field)
            elif key in POINTS and not (table == "entities" and key == "actor"):
                if value not in self.ids[POINTS[key]]:
                    self.wrong.append(f"{table}.{key} points to {value}")
            elif key == "claim_of":
                self.wrong += [f"claim_of {v}" for v in value if v not in self.ids["statements"]]
            elif isinstance(value, dict):
                self.object(table, value)
            elif isinstance(value, list):
                for v in value:
                    if isinstance(v, dict):
                        self.object(table, v)


def main():
    looked_up = wrong = n = 0
    for line, source in zip(open(sys.argv[1]), open(sys.argv[2])):
        facts, article = json.loads(line), json.loads(source)
        assert facts["id"] == article["id"], (facts["id"], article["id"])
        a = Article(facts, article)
        for table, rows in facts.items():
            for o in rows if isinstance(rows, list) and table != "notes" else []:
                a.object(table, o)
        around = {s["id"]: s.get("within") for s in facts["statements"]}
        for s in around:
            seen = {s}
            while (s := around.get(s)) and s not in seen:
                seen.add(s)
            if s:
                a.wrong.append(f"statement {s} is within itself")
        n, looked_up, wrong = n + 1, looked_up + a.looked_up, wrong + len(a.wrong)
        for w in a.wrong[:5]:
            print(f"{facts['id']}: {w}")
    print(f"{n} articles, {looked_up} spans looked up, {wrong} wrong")
    return 1 if wrong or not looked_up else 0


if __name__ == "__main__":
    sys.exit(main())
