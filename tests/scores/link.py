#!/usr/bin/env python3
"""Scores of the stage link: places, actor codes, countries of an article.

    tests/scores/link.py [--program COMMAND] [--errors N] [SET ...]

The development data is the folder that SR_SHARED names (default: ../shared beside the
checkout).  GeoVirus, LGL and the actor cases are EVAL-ONLY: nothing is trained on them.
The weights of src/link were tried by hand on the odd articles ("dev"); the even ones
("test") are for the report.

  geovirus-dev, geovirus-test, lgl-dev, lgl-test
        link.places.f1         end to end: a place of ours overlaps the toponym and is right:
                               a country by its code, any other place within 161 km
        link.places.detection  the same without asking where
        link.places.right      share of the toponyms found whose place is right
  actor-cases           link.actors.country, link.actors.sector: share right
  focus-dev, focus-test, focus-demo
                        link.focus: the first country is one of those that a reader gave

Prints CSV: set,measure,value,command
"""
import argparse
import csv
import glob
import json
import math
import os
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("SR_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
GEO = os.path.join(SHARED, "data", "facts-dev", "geo")
ACTORS = os.path.join(SHARED, "data", "events-dev", "actor_cases", "actor_cases_dev.jsonl")
FOCUS = os.path.join(ROOT, "tests", "golden", "link", "focus.jsonl")
COUNTRIES = os.path.join(ROOT, "data", "know", "countries.tsv")
NEAR_KM = 161


def run(command, documents):
    lines = "".join(json.dumps(d) + "\n" for d in documents)
    done = subprocess.run(shlex.split(command), input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=300)
    return {o["id"]: o for o in map(json.loads, done.stdout.decode().splitlines())}


def country_codes():
    """Name of a country, as English pages have it -> alpha-3."""
    codes = {}
    with open(COUNTRIES, encoding="utf-8") as f:
        for line in f:
            r = line.rstrip("\n").split("\t")
            if line.startswith("#") or len(r) < 4:
                continue
            for name in [r[2]] + r[3].split(";"):
                codes.setdefault(name.strip().lower(), r[0])
    return codes


# --- places ---------------------------------------------------------------------------------------

def byte_span(text, beg, end):
    return len(text[:beg].encode()), len(text[:end].encode())


def read_geovirus():
    codes = country_codes()
    for i, a in enumerate(ET.parse(os.path.join(GEO, "GeoVirus.xml")).getroot()):
        text = a.findtext("text")
        doc = {"id": "g%d" % i, "text": text, "gold": []}
        for l in a.iter("location"):
            page = l.findtext("page").rsplit("/", 1)[-1].replace("_", " ")
            code = codes.get(page.lower())
            if page in ("Georgia (country)", "Republic of Ireland"):
                code = {"G": "GEO", "R": "IRL"}[page[0]]
            if page == "Georgia":
                code = None
            beg, end = int(l.findtext("start")) - 1, int(l.findtext("end")) - 1
            if text[beg:end] != l.findtext("name"):
                at = text.find(l.findtext("name"), max(0, beg - 3))
                if at < 0:
                    continue
                beg, end = at, at + len(l.findtext("name"))
            doc["gold"].append((byte_span(text, beg, end), float(l.findtext("lat")), float(l.findtext("lon")), code, text[beg:end]))
        yield doc


def read_lgl():
    codes = country_codes()
    for i, a in enumerate(ET.parse(os.path.join(GEO, "lgl.xml")).getroot()):
        text = a.findtext("text")
        doc = {"id": "l%d" % i, "text": text, "outlet": a.findtext("domain"), "published": a.findtext("dltime")[:10], "gold": []}
        for t in a.iter("toponym"):
            span = byte_span(text, int(t.findtext("start")), int(t.findtext("end")))
            g = t.find("gaztag")
            if g is None:
                doc["gold"].append((span, None, None, None, t.findtext("phrase")))
                continue
            is_country = g.findtext("fcode").startswith("PCL")
            code = codes.get((g.findtext("name") or "").lower()) if is_country else None
            doc["gold"].append((span, float(g.findtext("lat")), float(g.findtext("lon")), code, t.findtext("phrase")))
        yield doc


def distance_km(a, b):
    la, lo, lb, ob = map(math.radians, (a[0], a[1], b[0], b[1]))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((ob - lo) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def is_right(place, gold):
    if gold[3]:
        return place["precision"] == "country" and place.get("country") == gold[3]
    return distance_km((place["lat"], place["lon"]), (gold[1], gold[2])) <= NEAR_KM


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def score_places(name, docs, args, errors):
    docs = list(docs)
    given = [{k: v for k, v in d.items() if k != "gold"} for d in docs]
    out = run(args.program + " facts -", given)
    gold_n = found_n = seen = right = 0
    for d in docs:
        places = [p for p in out[d["id"]]["places"] if p.get("in") != "title"]
        used = set()
        for g in d["gold"]:
            hit = next((i for i, p in enumerate(places) if overlap(p["span"], g[0])), None)
            if g[1] is None:  # the set has no place for it: not counted
                if hit is not None:
                    used.add(hit)
                    found_n -= 1
                continue
            gold_n += 1
            if hit is None:
                errors.append((name, d["id"], "MISSED", g[4]))
                continue
            used.add(hit)
            seen += 1
            if is_right(places[hit], g):
                right += 1
            else:
                p = places[hit]
                errors.append((name, d["id"], "WRONG", g[4], g[1:4], p["name"], p.get("adm1"), p.get("country"), p["lat"], p["lon"], p["p"]))
        found_n += len(places)
        for i, p in enumerate(places):
            if i not in used:
                text = d["text"].encode()
                errors.append((name, d["id"], "EXTRA", text[p["span"][0]:p["span"][1]].decode(), p["name"], p.get("country"), p["p"],
                               text[max(0, p["span"][0] - 40):p["span"][1] + 30].decode(errors="replace").replace("\n", " ")))
    yield "link.places.f1", 200.0 * right / (gold_n + found_n)
    yield "link.places.detection", 200.0 * seen / (gold_n + found_n)
    yield "link.places.right", 100.0 * right / max(1, seen)


# --- actors -----------------------------------------------------------------------------------------

def iso_day(text):
    months = "january february march april may june july august september october november december".split()
    words = text.replace(",", " ").lower().split()
    if len(words) == 3 and any(w in months for w in words):
        month = next(w for w in words if w in months)
        day, year = sorted((int(w) for w in words if w.isdigit()))
        return "%04d-%02d-%02d" % (year, months.index(month) + 1, day)
    return text if text[:4].isdigit() else ""


def score_actors(name, args, errors):
    """Cases without a day are asked of the spring of 2022, when they were written.

    Expected codes of international bodies stand in the place of a country: "UNO", "IGO"."""
    cases = [json.loads(l) for l in open(ACTORS, encoding="utf-8")]
    rows = []
    for c in cases:
        if "country" not in c["expect"] and "code_1" not in c["expect"] and "code" not in c["expect"]:
            continue
        arg = [x if isinstance(x, str) else "" for x in c["args"]] + ["", ""]
        rows.append((c, {"string": arg[0], "context": arg[1], "on": iso_day(arg[2]) or "2022-04-01"}))
    lines = "".join(json.dumps(r[1]) + "\n" for r in rows)
    done = subprocess.run(shlex.split(args.program) + ["know", "code", "-"], input=lines.encode(), stdout=subprocess.PIPE)
    answers = [json.loads(l) for l in done.stdout.decode().splitlines()]
    country = [0, 0]
    sector = [0, 0]
    for (c, q), a in zip(rows, answers):
        e = c["expect"]
        got_c, got_s = a.get("country", ""), a.get("sectors", [])
        if a.get("code", "").startswith("IGO"):
            parts = a["code"].split(".")
            got_c = {"UNO": "UNO", "EUR": "EUR", "EUU": "EUR", "EEC": "EUR"}.get(parts[1] if len(parts) > 1 else "", "IGO")
        if "country" in e and e["country"] is not None:
            ok = got_c == e["country"]
            country[0] += ok
            country[1] += 1
            if not ok:
                errors.append((name, "COUNTRY", q, e, a))
        want = e.get("code_1") if "code" not in e else ""
        if want is None or "code_1" not in e and "code" not in e or want == "????":
            continue
        want = "" if want in ("UNK", "JNK") else want
        ok = (not got_s and not want) or want in got_s
        sector[0] += ok
        sector[1] += 1
        if not ok:
            errors.append((name, "SECTOR", q, e, a))
    yield "link.actors.country", 100.0 * country[0] / max(1, country[1])
    yield "link.actors.sector", 100.0 * sector[0] / max(1, sector[1])


# --- focus --------------------------------------------------------------------------------------------

def meantime_texts():
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import facts
    return {d["id"]: {"id": d["id"], "text": d["text"], "published": d["published"]}
            for d in map(facts.read_meantime, sorted(glob.glob(facts.MEANTIME + "/*/*.xml")))}


def score_focus(name, args, errors):
    texts = {}
    if name == "focus-dev":
        texts = {d["id"]: {"id": d["id"], "text": d["text"]} for d in read_geovirus()}
    elif name == "focus-test":
        texts = meantime_texts()
    with open(os.path.join(ROOT, "demo", "gold", "articles.jsonl"), encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            texts[d["id"]] = {k: d[k] for k in ("id", "title", "text", "published", "outlet") if k in d}
    gold = [json.loads(l) for l in open(FOCUS, encoding="utf-8") if l.startswith("{")]
    gold = [g for g in gold if g["part"] == name.rsplit("-", 1)[1] and g["id"] in texts]
    out = run(args.program + " facts -", [texts[g["id"]] for g in gold])
    right = 0
    for g in gold:
        focus = [c["country"] for c in out[g["id"]].get("focus", [])]
        ok = (not g["countries"] and not focus) or (focus and focus[0] in g["countries"])
        right += bool(ok)
        if not ok:
            errors.append((name, g["id"], g["countries"], out[g["id"]].get("focus")))
    yield "link.focus", 100.0 * right / max(1, len(gold))


def sets():
    yield "geovirus-dev", lambda n, a, e: score_places(n, list(read_geovirus())[0::2], a, e), GEO
    yield "geovirus-test", lambda n, a, e: score_places(n, list(read_geovirus())[1::2], a, e), GEO
    yield "lgl-dev", lambda n, a, e: score_places(n, list(read_lgl())[0::2], a, e), GEO
    yield "lgl-test", lambda n, a, e: score_places(n, list(read_lgl())[1::2], a, e), GEO
    yield "actor-cases", score_actors, ACTORS
    yield "focus-dev", score_focus, GEO
    yield "focus-demo", score_focus, FOCUS
    yield "focus-test", score_focus, GEO


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--program", default=os.environ.get("SITREP", os.path.join(ROOT, "build", "release", "sitrep")))
    p.add_argument("--errors", type=int, default=0)
    p.add_argument("sets", nargs="*")
    args = p.parse_args()
    table = csv.writer(sys.stdout, lineterminator="\n")
    for name, score, needs in sets():
        if args.sets and name not in args.sets:
            continue
        if not os.path.exists(needs):
            print("%s: no data at %s, passed over" % (name, needs), file=sys.stderr)
            continue
        errors = []
        for measure, value in score(name, args, errors):
            table.writerow([name, measure, "%.2f" % value, "tests/scores/link.py " + name])
        for e in errors[:args.errors]:
            print(*e, file=sys.stderr)


if __name__ == "__main__":
    main()
