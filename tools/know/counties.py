#!/usr/bin/env python3
"""Makes data/know/counties.divisions.tsv: the counties of the United States that divisions.tsv lacks.

usage: counties.py ATLAS CODES [KNOW]

ATLAS is counties-10m.json of the npm package us-atlas 3.0.1: shapes of the Census Bureau (public domain).  CODES is
admin2Codes.txt of GeoNames (CC BY 4.0): their names and numbers.  KNOW is data/know.  The middle is that of the largest
polygon; the people are those of the towns of KNOW inside.  The same files give the same bytes.
"""
import json
import pathlib
import sys

HEAD = """# sitrep know: divisions
# Counties of the United States that divisions.tsv lacks: those without a town of 15,000 people.
# Names and numbers from GeoNames (https://www.geonames.org), licence Creative Commons Attribution 4.0
# (https://creativecommons.org/licenses/by/4.0/); middles from shapes of the US Census Bureau (public domain), by way of
# us-atlas 3.0.1; changed: fields chosen, people counted from towns.  Made by tools/know/counties.py.
# id	name	aliases	country	adm1	adm2	feature	lat	lon	population
"""
STATES = ("01 AL 02 AK 04 AZ 05 AR 06 CA 08 CO 09 CT 10 DE 11 DC 12 FL 13 GA 15 HI 16 ID 17 IL 18 IN 19 IA 20 KS 21 KY 22 LA 23 ME "
          "24 MD 25 MA 26 MI 27 MN 28 MS 29 MO 30 MT 31 NE 32 NV 33 NH 34 NJ 35 NM 36 NY 37 NC 38 ND 39 OH 40 OK 41 OR 42 PA 44 RI "
          "45 SC 46 SD 47 TN 48 TX 49 UT 50 VT 51 VA 53 WA 54 WV 55 WI 56 WY").split()
STATES = dict(zip(STATES[::2], STATES[1::2]))


def rings_of(atlas):
    """Number of a county -> its outer rings, points (lon, lat)."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(indices):
        points = []
        for i in indices:
            arc = arcs[i] if i >= 0 else arcs[~i][::-1]
            points += arc[1:] if points else arc
        return points

    for g in atlas["objects"]["counties"]["geometries"]:
        polygons = [g["arcs"]] if g["type"] == "Polygon" else g.get("arcs", [])
        yield g["id"], [ring(p[0]) for p in polygons]


def middle(ring):
    """Area and centroid."""
    area = x = y = 0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (abs(area), x / (3 * area), y / (3 * area)) if area else (0, *ring[0])


def holds(ring, x, y):
    inside = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


def rows(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def main():
    atlas = json.loads(pathlib.Path(sys.argv[1]).read_text())
    know = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else "data/know")
    names = {f[0]: f for f in rows(pathlib.Path(sys.argv[2])) if f[0].startswith("US.")}
    have = {f[0] for f in rows(know / "divisions.tsv")}
    towns = {}
    for path in ("places.tsv", "towns.places.tsv"):
        for f in rows(know / path):
            if f[3] == "USA":
                towns.setdefault(f[4], []).append((float(f[8]), float(f[7]), int(f[9] or 0)))
    lines = []
    for fips, rings in rings_of(atlas):
        state = STATES.get(fips[:2])
        code = names.get("US.%s.%s" % (state, fips[2:]))
        if not code or code[3] in have:
            continue
        area, lon, lat = max(middle(r) for r in rings)
        people = sum(t[2] for t in towns.get(state, []) if any(holds(r, t[0], t[1]) for r in rings))
        lines.append("%s\t%s\t\tUSA\t%s\t%s\tA.ADM2\t%.4f\t%.4f\t%d\n" % (code[3], code[1], state, fips[2:], lat, lon, people))
    (know / "counties.divisions.tsv").write_text(HEAD + "".join(sorted(lines, key=lambda r: (r.split("\t")[4:6]))), encoding="utf-8")


main()
