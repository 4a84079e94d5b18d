#!/usr/bin/env python3
"""Looks up every span of a brief in its source:  tests/cli/spans.py BRIEF.json ARTICLES.jsonl

Each object of the brief with `article`, `span` and `text` must be those bytes of that
article's text (of its title where `in` says so), and each `citation` must be a source of its
story.  ARTICLES.jsonl is what `sitrep read` prints for the same input.
"""
import json, sys


def objects(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for v in value:
            yield from objects(v)


def main():
    brief = json.load(open(sys.argv[1]))
    articles = {}
    for line in open(sys.argv[2]):
        a = json.loads(line)
        articles.setdefault(a["id"], []).append(a)  # a corrected article comes twice
    looked_up = wrong = 0
    for story in brief["stories"]:
        numbers = {s["n"] for s in story["sources"]}
        assert story["headline"]["text"], story["story"]
        for o in objects(story):
            if not {"article", "span", "text"} <= o.keys():
                continue
            beg, end = o["span"]
            field = o.get("in", "text")
            looked_up += 1
            found = [a.get(field, "").encode()[beg:end].decode("utf-8", "replace") for a in articles.get(o["article"], [])]
            if o["text"] not in found or (o.get("citation") and o["citation"] not in numbers):
                wrong += 1
                print(f"wrong: {o} is {found!r} there")
    lines = sum(len(s["lines"]) for s in brief["stories"])
    print(f"{len(brief['stories'])} stories, {lines} sentences, {looked_up} spans looked up, {wrong} wrong")
    return 1 if wrong or looked_up == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
