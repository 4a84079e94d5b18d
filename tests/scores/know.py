#!/usr/bin/env python3
"""Scores of the stage know as a gazetteer: are the places of gold names known?

    tests/scores/know.py [--errors N] [SET ...]

Each toponym that has coordinates is asked by its name alone (sitrep know place): is anything
known, is a place within 161 km (or of that number of GeoNames) among the first twenty, is it
the first?  No context is used: the last is what the most prominent place of a name is worth,
not what the linker makes of it.  The middles of countries and states differ between gazetteers,
which is most of what geovirus misses.
The sets are only measured; they train nothing.

Prints CSV: set,measure,value,command
"""
import argparse
import collections
import json
import math
import os
import subprocess
import sys
import xml.etree.ElementTree as ET

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("SR_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
GEO = os.path.join(SHARED, "data", "facts-dev", "geo")
SITREP = os.environ.get("SITREP", os.path.join(ROOT, "build", "release", "sitrep"))
NEAR_KM = 161  # 100 miles, the usual measure of geoparsers


def km(a, b):
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((p - q) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(a[1] - b[1]) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def lgl():
    for t in ET.parse(os.path.join(GEO, "lgl.xml")).getroot().iter("toponym"):
        tag = t.find("gaztag")
        if tag is not None and tag.findtext("lat"):
            yield t.findtext("phrase"), (float(tag.findtext("lat")), float(tag.findtext("lon"))), int(tag.get("geonameid"))


def geovirus():
    for t in ET.parse(os.path.join(GEO, "GeoVirus.xml")).getroot().iter("location"):
        if t.findtext("lat"):
            yield t.findtext("name"), (float(t.findtext("lat")), float(t.findtext("lon"))), None


SETS = {"lgl": lgl, "geovirus": geovirus}


def ask(name):
    done = subprocess.run([SITREP, "know", "place", "--max", "20", "--", name], capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--errors", type=int, default=0)
    p.add_argument("sets", nargs="*", default=list(SETS))
    args = p.parse_args()
    if not os.path.isdir(GEO):
        print("know.py: skipped, there is no " + GEO, file=sys.stderr)
        return
    for name in args.sets:
        n, known, among, first, missed, cache = 0, 0, 0, 0, collections.Counter(), {}
        for phrase, where, number in SETS[name]():
            if phrase not in cache:
                cache[phrase] = ask(phrase)
            near = [c.get("geonames", 0) == number or km(where, (c["lat"], c["lon"])) <= NEAR_KM for c in cache[phrase]]
            n += 1
            known += bool(near)
            among += any(near)
            first += near[:1] == [True]
            missed[phrase] += not any(near)
        for measure, value in ("known", known), ("among_20", among), ("first", first):
            print(f"{name},know.places.{measure},{100 * value / n:.2f},tests/scores/know.py {name}")
        for phrase, times in missed.most_common(args.errors):
            print(f"{times:4} {phrase} {len(cache[phrase])}", file=sys.stderr)


if __name__ == "__main__":
    main()
