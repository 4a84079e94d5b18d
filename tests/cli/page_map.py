#!/usr/bin/env python3
"""Looks up every run of every page_map in its page:  tests/cli/page_map.py ARTICLES.jsonl

The bytes of the page, decoded by the charset of the line, character references and form C
made plain, must be the text's; what no run holds must be the blank line between paragraphs.
"""
import html, json, re, sys, unicodedata

CODECS = {"utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "utf-32": "utf-32-le", "windows-1252": "cp1252"}
SHIFTED = {"iso-2022-jp"}  # bytes mean nothing without those before


def plain(raw, charset):
    try:
        text = raw.decode(CODECS.get(charset, charset), "replace")
    except LookupError:
        return None
    return unicodedata.normalize("NFC", html.unescape(text)).encode()


def same(text, raw, charset):
    if text == raw or text == b" " or charset in SHIFTED:
        return True
    if len(text) == len(raw) and text == re.sub(rb"[\x00-\x20\x7f]", b" ", raw):
        return True
    made = plain(raw, charset)
    return made is None or made == text


def check(article):
    """Returns (runs, complaints)."""
    name, charset = article["input"]["file"], article["input"]["charset"]
    text, page, at, wrong = article["text"].encode(), open(name, "rb").read(), 0, []
    for run in article["page_map"]:
        to, start, n, to_step, from_step = (run + [1, 1])[:5]
        if text[at:to] not in (b"", b"\n\n"):
            wrong.append(f"{name}: no run for {text[at:to]!r}")
        at = to + n * to_step
        parts = [(to, n, start, n)] if (to_step, from_step) == (1, 1) else [
            (to + i * to_step, to_step, start + i * from_step, from_step) for i in range(n)]
        for t, t_len, p, p_len in parts:
            if not same(text[t:t + t_len], page[p:p + p_len], charset):
                wrong.append(f"{name}: {text[t:t + t_len]!r} is not {page[p:p + p_len]!r}")
    if at != len(text):
        wrong.append(f"{name}: no run for the end of the text")
    return len(article["page_map"]), wrong


def main():
    articles = [json.loads(line) for line in open(sys.argv[1])]
    per_file = {}
    for a in articles:
        per_file[a["input"]["file"]] = per_file.get(a["input"]["file"], 0) + 1
    n = runs = bad = 0
    for a in articles:
        if "page_map" not in a or per_file[a["input"]["file"]] > 1:  # a feed: of its entry
            continue
        k, wrong = check(a)
        n, runs, bad = n + 1, runs + k, bad + len(wrong)
        for line in wrong[:3]:
            print(line)
    print(f"{n} articles, {runs} runs, {bad} wrong")
    return 1 if bad or not n else 0


if __name__ == "__main__":
    sys.exit(main())
